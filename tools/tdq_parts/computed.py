"""Columns of the tables that follow from the others, as formulas that stay live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tools.tdq_parts.plan import COUNTED

SOON_DAYS = 90
"""Days before an end within which somebody must act: go-live and hypercare fall into them. Provider default."""


@dataclass(frozen=True, slots=True)
class Computed:
    """One such column. In `formula`, `{key}` stands for the cell of that column in the same row, `{day}` for the
    day on which dates are counted. `low` marks values below it for caution."""

    title: str
    formula: str
    style: str = "House Status"
    width: float = 19
    low: int | None = None


def _support(key: str) -> Computed:
    later = f'IF({{{key}}}<{{day}}+365,"▲ Ends within a year","● Supported")'
    judged = f'IF({{{key}}}<{{day}},"■ Out of support",{later})'
    return Computed("Support", f'=IF({{{key}}}="","",{judged})', width=22)


def _days(key: str, title: str = "Days left") -> Computed:
    return Computed(title, f'=IF({{{key}}}="","",{{{key}}}-{{day}})', "House Whole", 10, low=SOON_DAYS)


_ROOM = '=IF(OR({{usable_tb}}="",{{used_tb}}="",{{growth_pct_year}}="",{{growth_pct_year}}<=0),"",{0})'


def _months_to(share: str) -> str:
    """Return the months until a share of the space is used, if each year adds the same part of what is used now."""
    left = f"MAX(0,{share}*{{usable_tb}}-{{used_tb}})"
    return _ROOM.format(f"{left}*1200/({{used_tb}}*{{growth_pct_year}})")


COMPUTED: Mapping[str, tuple[Computed, ...]] = MappingProxyType(
    {
        "sites": (
            Computed(
                "Devices per user",
                '=IF(OR({users}="",{devices}="",{users}=0),"",{devices}/{users})',
                "House Decimal",
                10,
            ),
        ),
        "environment.switches": (_support("eol"),),
        "environment.circuits": (
            _days("contract_end"),
            Computed(
                "Resilience",
                '=IF({failover}="","",IF({failover}="No failover","▲ Single path","● Failover"))',
            ),
        ),
        "environment.firewalls": (_support("eol"), _days("subscription_end", "Subscription days left")),
        "environment.servers": (_support("os_eol"), _days("warranty_end", "Warranty days left")),
        "environment.storage": (
            Computed(
                "Used, share",
                '=IF(OR({usable_tb}="",{used_tb}="",{usable_tb}=0),"",{used_tb}/{usable_tb})',
                "House Percent",
                9,
            ),
            Computed("Months to 80 %", _months_to("0.8"), "House Decimal", 11, low=12),
            Computed("Months to 100 %", _months_to("1"), "House Decimal", 11, low=12),
        ),
        "environment.backups": (
            Computed(
                "Days since last test",
                '=IF({last_restore_test}="","",{day}-{last_restore_test})',
                "House Whole",
                11,
            ),
            Computed(
                "Protection",
                '=IF({scope}="","",IF(AND({immutable}="Yes",{encrypted}="Yes",{offsite}<>"No offsite copy",'
                '{offsite}<>""),"● Protected","▲ Exposed"))',
            ),
        ),
        "environment.dns": (_days("expiry"),),
        "environment.certificates": (_days("expiry"),),
        "environment.licences": (
            Computed(
                "Spare",
                '=IF(OR({purchased}="",{assigned}=""),"",{purchased}-{assigned})',
                "House Whole",
                9,
                low=0,
            ),
            _days("renewal"),
        ),
        "environment.endpoints.by_os": (_support("eol"),),
        "security.email.domains": (
            Computed(
                "Forgery",
                '=IF({dmarc}="","",IF(OR({dmarc}="p=quarantine",{dmarc}="p=reject"),'
                '"● Enforced","▲ Not enforced"))',
            ),
        ),
        "compliance.certifications": (_days("expiry"),),
        "engagement.hard_deadlines": (_days("date"),),
        "integrations": (
            Computed("Owner", '=IF({name}="","",IF({owner}="","▲ No owner","● Owned"))', width=14),
        ),
        "applications": (
            _support("eol"),
            Computed(
                "Recovery targets",
                '=IF({name}="","",IF(OR({rto}="",{rpo}=""),'
                'IF({criticality}="1 (critical)","■ Missing","○ Not yet"),"● Set"))',
                width=16,
            ),
        ),
        "discovery.evidence": (
            Computed(
                "Outstanding",
                '=IF({title}="","",IF({status}="Received","● Received",'
                'IF(AND({due}<>"",{due}<{day}),"■ Overdue","○ Awaited")))',
                width=16,
            ),
        ),
    }
)
"""By intake path; a table without an entry has none."""


def formula(one: Computed, cells: Mapping[str, str]) -> str:
    """Return the formula of one row; `cells` are its cells by column key. Raise KeyError for an unknown key."""
    return one.formula.format(**cells, day=COUNTED)


def keys(path: str) -> tuple[Computed, ...]:
    """Return the computed columns of a table."""
    return COMPUTED.get(path, ())
