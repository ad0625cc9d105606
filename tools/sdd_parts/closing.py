"""Sections 14 to 17 and the annexes: risks, cost, service levels in brief, approval, plans and catalogues."""

from __future__ import annotations

from tools.kit import (
    Cell,
    body,
    columns,
    lead,
    lines,
    open_items_table,
    optional,
    risk_maps,
    row,
    row_each,
    section,
    short_date,
    table,
    when,
)
from tools.kit.xml import LANDSCAPE_WIDTH
from tools.sdd_parts.words import NONE, figure_of, said, title

_SCORE = "{% if risk.score %}**{{ risk.score }}** {{ risk.band }}{% else %}" + NONE + "{% endif %}"
_RESIDUAL = (
    "{% if risk.residual %}**{{ risk.residual }}** {{ risk.residual_band }}{% else %}" + NONE + "{% endif %}"
)

_OWNER = "[[Muted: Owner:]] {{ risk.owner }}{% if risk.due %}, " + short_date("risk.due") + "{% endif %}"

RISKS = section(
    title("14"),
    lead(
        "{% if design.risks.rows %}{{ design.risks.rows|length|plural('risk') }} of the design "
        "{{ 'is' if design.risks.rows|length == 1 else 'are' }} known; the worst scores "
        "{{ design.risks.rows[0].score or 'not yet' }} before treatment.{% else %}No risk of the design is recorded."
        "{% endif %}"
    ),
    when(
        "design.risks.rows",
        risk_maps(
            ("Before treatment", "design.risks.before"),
            ("After treatment", "design.risks.after"),
            alt="Two maps of the risks, impact by likelihood, before and after treatment",
            title="Risks by impact and likelihood, before and after treatment",
            note="Impact from 5 (top) to 1, likelihood from 1 to 5 (right). A cell shows its score, impact times "
            "likelihood: 1 to 4 low, 5 to 9 medium, 10 to 16 high, 17 to 25 extreme.",
        ),
        table(
            columns(("Ref", 13), ("Risk", 54), ("Before", 20), ("Treatment", 58), ("After", 20)),
            row_each(
                "risk in design.risks.rows",
                row(
                    "**{{ risk.id }}**",
                    lines(
                        ("Table Text", "{{ risk.event }}"),
                        ("Table Gap", "{%p if risk.cause %}"),
                        ("Table Text", "[[Muted: Because:]] {{ risk.cause }}"),
                        ("Table Gap", "{%p endif %}"),
                        ("Table Gap", "{%p if risk.consequence %}"),
                        ("Table Text", "[[Muted: Then:]] {{ risk.consequence }}"),
                        ("Table Gap", "{%p endif %}"),
                    ),
                    lines(("Table Text", _SCORE), ("Table Text", "{{ risk.chip }}")),
                    lines(
                        ("Table Text", said("risk.mitigation")),
                        ("Table Gap", "{%p if risk.contingency %}"),
                        ("Table Text", "[[Muted: Else:]] {{ risk.contingency }}"),
                        ("Table Gap", "{%p endif %}"),
                        (
                            "Table Text",
                            "[[Muted: Owner:]] {{ risk.owner }}{% if risk.due %}, "
                            + short_date("risk.due")
                            + "{% endif %}",
                        ),
                    ),
                    _RESIDUAL,
                ),
            ),
            alt="Risks: cause and consequence, score before and after, treatment, owner",
            title="Risks and their treatment",
        ),
    ),
)

_BILL = table(
    columns(
        ("Item", 65),
        ("Quantity", 20, "right"),
        ("Unit", 20),
        ("Once", 30, "right"),
        ("Recurring", 30, "right"),
    ),
    row_each(
        "one in design.bill.rows",
        row(
            "{{ one.item }}",
            figure_of("one.qty"),
            said("one.unit"),
            optional("one.one_off", NONE),
            lines(
                ("Table Number", optional("one.recurring", NONE)),
                ("Table Gap", "{%p if one.recurring %}"),
                ("Table Number", "[[Muted: {{ one.period }}]]"),
                ("Table Gap", "{%p endif %}"),
            ),
        ),
    ),
    row(
        Cell(lines=(("Table Text", "**Together** [[Muted: (recurring as a month)]]"),), span=3),
        "**{{ design.bill.one_off }}**",
        "**{{ design.bill.monthly }}**",
    ),
    alt="Bill of materials: item, quantity, cost once and recurring",
    title="Bill of materials",
    note="{{ design.bill.tax }}. The first twelve months cost {{ design.bill.first_year }}.",
)

BILL = section(
    title("15"),
    when(
        "design.bill",
        lead(
            "{{ design.bill.first_year }} in the first twelve months, {{ design.bill.monthly }} a month after."
        ),
        _BILL,
        otherwise=body("No bill of materials belongs to this document."),
    ),
    run_on=True,
)

_TARGETS = table(
    columns(("Priority", 22), ("Response", 48), ("Resolution", 48), ("Clock", 47)),
    row_each(
        "target in sla.targets",
        row("**{{ target.key }}**", "{{ target.response }}", "{{ target.resolution }}", "{{ target.clock }}"),
    ),
    alt="Response and resolution by priority, and the clock",
    title="Response and resolution",
    note="The SLA schedule alone binds; this table repeats it for readers of the design.",
    empty="The targets follow from the tier.",
    keep=True,
)

LEVELS = section(
    title("16"),
    lead(
        "{% if sla.availability %}The service is available {{ sla.availability.target }} of the time"
        "{% else %}Availability: {{ sla.availability }}{% endif %}; the SLA schedule has the terms."
    ),
    body(
        "{% if sla.cover %}Service hours: {{ sla.cover.text }}; for a P1: {{ sla.cover.p1_text }}."
        "{% else %}Service hours: {{ sla.cover }}{% endif %}"
    ),
    _TARGETS,
    run_on=True,
)

_SIGNATURE_HEIGHT = 900  # twips


def _on_record(text: str) -> str:
    """Return what document control knows of the decision of the person in this row; nothing where it knows none."""
    return (
        "{% if doc.approvers %}{% for known in doc.approvers if known.name == one.name and known.date %}"
        + text
        + "{% endfor %}{% endif %}"
    )


APPROVAL = section(
    title("17"),
    lead("Those named below approve this design, each in the capacity stated."),
    when(
        "verdict.draft",
        body("This is a draft and not for signature.", keep=True),
    ),
    table(
        columns(("Capacity", 34), ("Name", 47), ("Authority", 30), ("Signature", 34), ("Date", 20)),
        row_each(
            "one in design.approvals",
            row(
                "{{ one.role }}",
                lines(
                    ("Table Text", "**{{ one.name }}**"),
                    ("Table Text", '[[Muted: {{ [one.title, one.side]|select|join(", ") }}]]'),
                ),
                "{{ one.chip }}",
                _on_record("{{ known.decision }}"),
                _on_record(short_date("known.date")),
                height=_SIGNATURE_HEIGHT,
            ),
        ),
        alt="Approvals: capacity, name, authority, space for signature and date",
        keep=True,
    ),
    run_on=True,
)

ADDRESSES = section(
    "Address plan",
    when(
        "design.network",
        table(
            columns(("Range", 40), ("Purpose", 160), ("Use", 47)),
            row_each(
                "one in design.network.blocks",
                row(
                    "{{ one.subnet }}",
                    said("one.purpose"),
                    "{% if one.reserved %}Reserved, kept free{% else %}In use{% endif %}",
                ),
            ),
            alt="Ranges of addresses that are set aside",
            title="Ranges",
            empty="No range is set aside.",
            keep=True,
            width=LANDSCAPE_WIDTH,
        ),
        table(
            columns(
                ("Network", 34),
                ("Place", 36),
                ("VLAN", 18, "right"),
                ("Subnet", 32),
                ("Usable", 17, "right"),
                ("Zone", 30),
                ("Addresses from", 36),
                ("Purpose", 41),
                ("Change", 16),
                ("State", 22),
            ),
            row_each(
                "one in design.network.segments",
                row(
                    "**{{ one.name }}**",
                    said("one.place"),
                    said("one.vlan"),
                    "{{ one.subnet }}",
                    figure_of("one.usable"),
                    said("one.zone"),
                    said("one.dhcp"),
                    said("one.purpose"),
                    said("one.change"),
                    "{{ one.chip }}",
                ),
            ),
            alt="Address plan: network, place, VLAN, subnet, zone, addresses, purpose, change, state",
            title="Networks",
            note="Usable: addresses without those of the network and of its broadcast. State: whether it shares "
            "addresses with another network or leaves its range.",
            empty="No network is planned.",
            width=LANDSCAPE_WIDTH,
        ),
        otherwise=body("{{ design.network }}"),
    ),
    annex=True,
    landscape=True,
)

FLOWS = section(
    "Port and firewall matrix",
    when(
        "design.network",
        table(
            columns(
                ("Ref", 18),
                ("From", 38),
                ("To", 38),
                ("Ports", 58),
                ("Purpose", 56),
                ("Action", 22),
                ("Logged", 17),
            ),
            row_each(
                "one in design.network.flows",
                row(
                    "**{{ one.id }}**",
                    said("one.source"),
                    said("one.target"),
                    "{{ one.ports }}",
                    "{{ one.purpose }}",
                    "{{ one.chip }}",
                    said("one.logged"),
                ),
            ),
            alt="What may cross between zones: from, to, ports, purpose, action, logged",
            title="What may cross between zones",
            note="All else is denied.",
            empty="No crossing is set down.",
            width=LANDSCAPE_WIDTH,
        ),
        otherwise=body("{{ design.network }}"),
    ),
    annex=True,
    run_on=True,
    landscape=True,
)

ALERTS = section(
    "Alert catalogue",
    when(
        "design.monitoring",
        table(
            columns(
                ("Ref", 17),
                ("Application", 42),
                ("Measure", 47),
                ("Normal service", 33),
                ("Hypercare", 33),
                ("Severity", 18),
                ("For", 24),
                ("Action", 33),
            ),
            row_each(
                "one in design.monitoring.alerts",
                row(
                    "**{{ one.id }}**",
                    said("one.app"),
                    "{{ one.metric }}",
                    "{{ one.bau }}",
                    said("one.hypercare"),
                    "{{ one.severity }}",
                    said("one.window"),
                    "{{ one.action }}",
                ),
            ),
            alt="Alerts: application, measure, thresholds in normal service and hypercare, severity, window, action",
            title="Alerts and their thresholds",
            note="For: how long the threshold has to be crossed before the alert fires.",
            empty="No alert is set down.",
            width=LANDSCAPE_WIDTH,
        ),
        otherwise=body("{{ design.monitoring }}"),
    ),
    annex=True,
    run_on=True,
    landscape=True,
)

STANDARDS = section(
    "Configuration standards",
    table(
        columns(("Area", 40), ("Setting", 85), ("Source", 40)),
        row_each(
            "one in design.standards", row("**{{ one.area }}**", "{{ one.setting }}", said("one.source"))
        ),
        alt="Settings that everything of a kind follows: area, setting, source",
        style="House Table Close",
        empty="No standard is set down.",
    ),
    annex=True,
)

GLOSSARY = section(
    "Glossary",
    table(
        columns(("Term", 40), ("Meaning", 125)),
        row_each("word in design.glossary", row("**{{ word.term }}**", "{{ word.meaning }}")),
        alt="Words that readers may not know, and their meaning",
        style="House Table Close",
        empty="No word needs to be explained.",
    ),
    annex=True,
    run_on=True,
)

OPEN_ITEMS = section(
    "Open items",
    lead(
        "{% if verdict.open_items %}{{ verdict.open_items|length|plural('item') }} "
        "{{ 'is' if verdict.open_items|length == 1 else 'are' }} open.{% else %}No item is open.{% endif %}"
    ),
    open_items_table(),
    annex=True,
)
