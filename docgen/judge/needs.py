"""What each artefact needs before it can be issued: which facts it rests on, and its minimum."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from docgen.judge import people
from docgen.judge.people import MANDATORY_ROLES
from docgen.judge.walk import covers

if TYPE_CHECKING:
    from docgen.judge.rule import Case


@dataclass(frozen=True, slots=True)
class Minimum:
    """One thing without which an artefact stays a draft, and that no single field can say.

    `question` in words, `path` where the answer goes, `owner` the role that owes it, `rule` the number of the rule
    that reports it as well (empty where none does).
    """

    question: str
    path: str
    owner: str
    met: Callable[[Case], bool]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """What one artefact rests on.

    `topics` are the intake paths whose required facts it needs (none: all of them), `views` the context's names
    that it shows.
    `binding` documents bind a party and bear no unconfirmed default; `shared` ones reach the client, so that
    nothing internal may stand in their lists and, of the findings, only those of the rules in `families` (starts of
    rule numbers). `actions`: whether open actions and risks are listed.
    """

    topics: tuple[str, ...]
    views: tuple[str, ...]
    minimum: tuple[Minimum, ...] = ()
    binding: bool = False
    shared: bool = False
    actions: bool = False
    families: tuple[str, ...] = ("",)

    def rests_on(self, path: str) -> bool:
        """Return whether a fact at `path` is among those that the artefact needs."""
        return _rests_on(self.topics, path)


@lru_cache(maxsize=4096)
def _rests_on(topics: tuple[str, ...], path: str) -> bool:
    return not topics or any(covers(topic, path) or covers(path, topic) for topic in topics)


def _role(role: str) -> Minimum:
    words = role.replace("_", " ")
    return Minimum(
        f"Who is the client's {words}",
        "contacts",
        "account_manager",
        lambda case: bool(people.holders(case.intake, role)),
        "CON-01",
    )


def _lead(role: str) -> Minimum:
    words = role.replace("_", " ")
    return Minimum(
        f"Who is the {words}", "team", role, lambda case: bool(people.in_role(case.intake, role)), "CON-08"
    )


def _signatory(case: Case) -> bool:
    return bool(people.may_approve(case.intake, "sla"))


_HANDOFF: Final = Needs(
    topics=(
        "provider",
        "client",
        "engagement",
        "contract",
        "sales",
        "contacts",
        "team",
        "sites",
        "calendar",
        "incumbent",
        "compliance",
        "applications",
        "requirements",
        "success",
        "discovery",
        "plan",
        "risks",
        "kickoff",
        "handoff",
        "documents.HOF",
    ),
    views=(
        "client",
        "provider",
        "doc",
        "people",
        "commercial",
        "profile",
        "checklist",
        "calendar",
        "timeline",
        "kickoff",
        "handoff",
    ),
    minimum=(*map(_role, MANDATORY_ROLES), _lead("account_manager"), _lead("onboarding_lead")),
    actions=True,
)
_SERVICE_LEVELS: Final = Needs(
    topics=(
        "client.legal_name",
        "client.company_number",
        "client.users_total",
        "client.devices_total",
        "provider.name",
        "provider.legal_name",
        "provider.address",
        "provider.service_desk",
        "engagement.tier",
        "contract.msa",
        "contract.sow",
        "contract.currency",
        "contract.tax",
        "contract.monthly_service_fee",
        "contract.term_months",
        "contract.start_date",
        "calendar",
        "sla",
        "documents.SLA",
    ),
    views=("client", "provider", "doc", "sla", "hypercare"),
    minimum=(
        Minimum("Who may sign the SLA for the client", "contacts", "executive_sponsor", _signatory, "CON-04"),
    ),
    binding=True,
    shared=True,
    families=("SLA", "SEC", "HYP", "DOC", "CON-04", "CON-05"),
)

NEEDS: Final[dict[str, Needs]] = {"HOF": _HANDOFF, "SLA": _SERVICE_LEVELS}
"""By artefact code. An artefact that is not listed rests on every fact that its stage requires."""

_EVERYTHING: Final = Needs(topics=(), views=())


def needs_of(artefact: str) -> Needs:
    """Return what an artefact needs."""
    return NEEDS.get(artefact, _EVERYTHING)
