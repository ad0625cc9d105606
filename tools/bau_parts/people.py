"""Section 2: who serves the client and who speaks for it, as cards; the team that stays, contacts, VIPs, escalation."""

from __future__ import annotations

from tools.kit import (
    Block,
    Cell,
    body,
    brief,
    columns,
    heading,
    lead,
    optional,
    row,
    row_each,
    section,
    table,
    when,
)
from tools.kit.palette import border
from tools.kit.rows import Row
from tools.kit.tables import raw_table
from tools.kit.xml import TEXT_WIDTH

_GUTTER = 160  # twips
_CARD = (TEXT_WIDTH - 2 * _GUTTER) // 3
_GRID = (_CARD, _GUTTER, _CARD, _GUTTER, TEXT_WIDTH - 2 * (_CARD + _GUTTER))
_EDGE = border("top", "accent2", 2.25)
_HEIGHT = 1500


def _lines(*texts: str) -> tuple[tuple[str, str], ...]:
    """Return lines of a card, each of which vanishes where it comes out empty."""
    found: list[tuple[str, str]] = []
    for text in texts:
        found += [("Table Gap", f"{{%p if {text} %}}"), ("Table Text", f"{{{{ {text} }}}}")]
        found += [("Table Gap", "{%p endif %}")]
    return tuple(found)


def _card(what: str, name: str, *texts: str) -> Cell:
    head = (("Meta Label", what), ("Meta Value", name))
    return Cell(lines=(*head, *_lines(*texts)), fill="lt2", borders=_EDGE)


def _person(path: str) -> Cell:
    """Return the card of a person; where the name is a gap, its chip stands for the rest."""
    return _card(
        f"{{{{ {path}.what }}}}",
        f"{{{{ {path}.name }}}}",
        *(f"{path}.{field}" for field in ("role", "phone", "email")),
    )


def _cards(*rows: tuple[Cell, Cell, Cell]) -> Block:
    gap = Cell(lines=(("Table Gap", ""),))
    space = Row((gap,) * len(_GRID), height=_GUTTER, exact=True)
    lines = [Row((one, gap, two, gap, three), height=_HEIGHT) for one, two, three in rows]
    spaced = [part for line in lines for part in (line, space)][:-1]
    xml = raw_table(
        "House Plain", list(_GRID), spaced, alt="People and the service desk, as cards", keep=True
    )
    return Block(xml, ends_in_table=True)


_DESK = _card(
    "Service desk",
    "{{ provider.name }}",
    "provider.desk.phone",
    "provider.desk.email",
    "provider.desk.portal",
)
_NIGHT = Cell(
    lines=(
        ("Meta Label", "Outside service hours"),
        ("Table Gap", "{%p if sla.cover and sla.cover.after_hours %}"),
        ("Meta Value", "{{ sla.cover.after_hours.name }}"),
        ("Table Text", "{{ sla.cover.after_hours.phone }}"),
        ("Table Text", "{{ sla.cover.after_hours.use }}"),
        ("Table Gap", "{%p else %}"),
        ("Meta Value", "Not recorded"),
        ("Table Gap", "{%p endif %}"),
    ),
    fill="lt2",
    borders=_EDGE,
)

_TEAM = table(
    columns(("Role", 46), ("Name", 34), ("Phone", 36), ("E-mail", 49)),
    row_each(
        "member in bau.people.team",
        row("{{ member.role }}", "**{{ member.name }}**", "{{ member.phone }}", "{{ member.email }}"),
    ),
    alt="The provider's people in run-state service: role, name, phone, e-mail",
    title="The provider\u2019s people in run-state service",
    empty="Nobody is named for run-state service.",
)
_CONTACTS = table(
    columns(("Name", 30), ("Title", 34), ("Roles", 46), ("Phone", 32), ("After hours", 24)),
    row_each(
        "contact in people.contacts",
        row(
            "**{{ contact.name }}**",
            "{{ contact.title }}",
            optional("contact.roles_text", "\u2013"),
            "{{ contact.phone }}",
            "{{ contact.after_hours }}",
        ),
    ),
    alt="The client's people: name, title, roles, phone, reachable after hours",
    title="The client\u2019s people",
    note="E-mail addresses and mobile numbers are in the registers workbook.",
    empty="No contact is recorded.",
)
_ORDER = table(
    columns(("Step", 14, "right"), ("Name", 44), ("Title", 46), ("Phone", 40), ("After hours", 30)),
    row_each(
        "step in people.escalation",
        row(
            "{{ step.order }}",
            "**{{ step.name }}**",
            "{{ step.title }}",
            "{{ step.phone }}",
            "{{ step.after_hours }}",
        ),
    ),
    alt="The client's order of escalation, first to be called first",
    title="The client\u2019s order of escalation",
    empty="No order of escalation is recorded.",
    keep=True,
)
_VIPS = body(
    "**Served first:** {% for vip in bau.people.vips %}{{ vip.name }}{% if vip.reason %} ({{ vip.reason }}){% endif %}"
    "{% if not loop.last %}, {% endif %}{% endfor %}."
)

PEOPLE = section(
    "People",
    lead(
        brief("bau.people.manager", "{{ bau.people.manager }}")
        + " is the client\u2019s lasting primary contact"
        + "{% if bau.people.met %}, introduced on {{ bau.people.met|date('long') }}{% endif %}; "
        + brief("bau.people.backup", "{{ bau.people.backup }}")
        + " stands in."
    ),
    _cards(
        (_person("bau.people.provider[0]"), _person("bau.people.provider[1]"), _DESK),
        (_person("bau.people.client[0]"), _person("bau.people.client[1]"), _NIGHT),
    ),
    _TEAM,
    heading("Who speaks for the client"),
    _CONTACTS,
    _ORDER,
    when("bau.people.vips", _VIPS),
)
