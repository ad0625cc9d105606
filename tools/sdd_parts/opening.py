"""Sections 1 to 4: the summary, what the design rests on, what is required of it, what discovery found."""

from __future__ import annotations

from tools.kit import (
    Block,
    Cell,
    Column,
    brief,
    bullets_each,
    cell_each,
    columns,
    counted,
    grid_table,
    kpis,
    lead,
    lines,
    list_cell,
    long_date,
    minor,
    row,
    row_each,
    section,
    short_date,
    source,
    table,
    when,
)
from tools.kit.rows import Row
from tools.kit.tables import grid_of, raw_table
from tools.kit.xml import TEXT_WIDTH
from tools.sdd_parts.words import NONE, prose, said, title

_FIRST = 3
"""How many risks the summary names: it stays on one page."""

_COST = (
    "{{ design.bill.one_off }} once, {{ design.bill.monthly }} a month; {{ design.bill.first_year }} in the first "
    "twelve months (section 15)."
)

_NEEDS = (
    "need in design.summary.decisions_needed",
    "{{ need }}",
    "No decision of the client is outstanding.",
)
_ASKED = (
    minor("Decisions needed"),
    bullets_each(*_NEEDS[:2], empty=_NEEDS[2]),
    when("design.bill", source("[[Term: Cost]]\u2003" + _COST)),
)


def _asked_and_raised() -> Block:
    """Return what is asked of the reader, and beside it how far each of the eight strategies rises."""
    cost = (
        ("Table Gap", "{%p if design.bill %}"),
        ("Table Head", "Cost"),
        ("Table Text", _COST),
        ("Table Gap", "{%p endif %}"),
    )
    asked = Cell(lines=(("Table Head", "Decisions needed"), *list_cell(*_NEEDS).lines, *cost))
    raised = Cell(
        lines=(
            ("Table Head", "Essential Eight: today, and raised by the design"),
            ("Table Text", "{{ design.maturity.plot }}"),
        )
    )
    grid = grid_of([Column("", 70), Column("", 95)], TEXT_WIDTH)
    alt = "Decisions needed, and the levels of the Essential Eight"
    return Block(raw_table("House Plain", grid, [Row((asked, raised))], alt=alt), ends_in_table=True)


_ASKED_AND_RAISED = _asked_and_raised()

SUMMARY = section(
    title("1"),
    lead(
        "{% if design.findings.total %}The design answers {{ design.findings.treated }} of "
        "{{ design.findings.total|plural('finding') }} of discovery and raises{% else %}The design raises{% endif %} "
        "the Essential Eight from "
        + brief("design.maturity.now", "{{ design.maturity.now }}")
        + " to "
        + brief("design.maturity.after", "{{ design.maturity.after }}")
        + " before go-live on "
        + long_date("timeline.go_live")
        + "."
    ),
    kpis(
        ("{{ design.findings.treated }}\u00a0/\u00a0{{ design.findings.total }}", "findings answered"),
        (
            brief(
                "design.maturity.now and design.maturity.after",
                "{{ design.maturity.now }}\u00a0→\u00a0{{ design.maturity.after }}",
            ),
            "Essential Eight, overall",
        ),
        (
            "{{ design.recovery.met }}\u00a0/\u00a0{{ design.recovery.judged }}",
            "critical applications within RTO and RPO",
        ),
        (
            "{{ design.requirements.traced }}\u00a0/\u00a0{{ design.requirements.counted }}",
            "requirements traced",
        ),
        alt="Key figures: findings answered, maturity, recovery objectives met, requirements traced",
        small=True,
    ),
    prose("design.summary.text"),
    when(
        "design.summary.before_after",
        table(
            columns(("What changes", 62), ("Today", 48), ("In the design", 55)),
            row_each(
                "one in design.summary.before_after",
                row("{{ one.what }}", "{{ one.before }}", "**{{ one.after }}**"),
            ),
            alt="What changes: today, and in the design",
            style="House Table Close",
            keep=True,
        ),
    ),
    when("design.maturity.plot", _ASKED_AND_RAISED, otherwise=_ASKED),
    table(
        columns(
            ("Ref", 14), ("The greatest risks", 71), ("Before", 28), ("After treatment", 30), ("State", 22)
        ),
        row_each(
            f"risk in design.risks.rows[:{_FIRST}]",
            row(
                "{{ risk.id }}",
                "{{ risk.event }}",
                "{% if risk.score %}{{ risk.score }} {{ risk.band }}{% else %}" + NONE + "{% endif %}",
                "{% if risk.residual %}{{ risk.residual }} {{ risk.residual_band }}{% else %}"
                + NONE
                + "{% endif %}",
                "{{ risk.chip }}",
            ),
        ),
        alt="The greatest risks: score before and after treatment, state",
        style="House Table Close",
        empty="No risk of the design is recorded.",
        keep=True,
    ),
)

SCOPE = section(
    title("2"),
    lead("What is designed here and what is not, and on what the design rests."),
    table(
        columns(("In scope", 50), ("Out of scope", 50)),
        row(
            list_cell("one in design.scope.inside", "{{ one }}", "Nothing is named."),
            list_cell("one in design.scope.outside", "{{ one }}", "Nothing is left out."),
        ),
        alt="What is in scope and what is not",
        title="Scope",
    ),
    table(
        columns(("Ref", 13), ("Assumption", 72), ("Owner", 26), ("Validated by", 24), ("State", 30)),
        row_each(
            "one in design.scope.assumptions",
            row(
                "{{ one.id }}",
                "{{ one.text }}",
                "{{ one.owner }}",
                short_date("one.validate_by"),
                "{{ one.chip }}",
            ),
        ),
        alt="Assumptions: who validates them by when, state",
        title="Assumptions",
        empty="The design assumes nothing that is not known.",
        keep=True,
    ),
    table(
        columns(("Ref", 13), ("Constraint", 98), ("Where it comes from", 54)),
        row_each("one in design.scope.constraints", row("{{ one.id }}", "{{ one.text }}", "{{ one.why }}")),
        alt="Constraints and where they come from",
        title="Constraints",
        empty="No constraint is recorded.",
        keep=True,
    ),
    table(
        columns(("Ref", 13), ("Dependency", 60), ("Party", 30), ("Owner", 23), ("Due", 22), ("State", 17)),
        row_each(
            "one in design.scope.dependencies",
            row(
                "{{ one.id }}",
                "{{ one.text }}",
                "{{ one.party }}",
                "{{ one.owner }}",
                short_date("one.due"),
                "{{ one.chip }}",
            ),
        ),
        alt="Dependencies: what others have to do, owner, due date, state",
        title="Dependencies",
        empty="The design depends on nobody else.",
        keep=True,
    ),
    run_on=True,
)

REQUIREMENTS = section(
    title("3"),
    lead(
        "{% if design.requirements.coverage is none %}{% if design.requirements.rows is iterable %}"
        "No requirement counts towards this design.{% else %}The requirements follow from discovery: "
        "{{ design.requirements.rows }}{% endif %}{% else %}{{ design.requirements.traced }} of "
        "{{ design.requirements.counted|plural('requirement') }} are traced to a section of this design "
        "({{ design.requirements.coverage }}\u00a0%).{% endif %}"
    ),
    when("design.summary.context", prose("design.summary.context")),
    table(
        columns(
            ("Ref", 17),
            ("Requirement, and how it is measured", 74),
            ("Weight", 18),
            ("Source", 32),
            ("Owner", 24),
        ),
        row_each(
            "one in design.requirements.rows",
            row(
                "**{{ one.id }}**",
                lines(
                    ("Table Text", "{{ one.text }}"),
                    ("Table Gap", "{%p if one.measure %}"),
                    ("Table Text", "[[Muted: Measured by:]] {{ one.measure }}"),
                    ("Table Gap", "{%p endif %}"),
                ),
                "{{ one.weight }}",
                "{{ one.source }}",
                said("one.owner"),
            ),
        ),
        alt="Requirements: how each is measured, weight, source, owner",
        title="Requirements",
        note="Section 13 says where each requirement is answered and at which gate it is tested.",
        empty="No requirement is recorded.",
    ),
    run_on=True,
)

CURRENT = section(
    title("4"),
    lead(
        "{% if design.findings.total %}Discovery found {{ design.findings.total|plural('weakness', 'weaknesses') }}; "
        "{{ design.findings.treated }} of them are answered by this design or accepted as a risk."
        "{% else %}No finding of discovery is recorded.{% endif %}"
    ),
    table(
        columns(("Site", 46), ("Kind", 34), ("Region", 45), ("Users", 20, "right"), ("Devices", 20, "right")),
        row_each(
            "site in profile.sites",
            row(
                "{{ site.name }}",
                said("site.kind"),
                said("site.region"),
                counted("site.users"),
                counted("site.devices"),
            ),
        ),
        alt="Sites: kind, region, users, devices",
        title="Sites and people",
        empty="No site is recorded.",
        keep=True,
    ),
    when(
        "design.findings.total",
        grid_table(
            (Column("Area", 52),),
            heads=(cell_each("name in design.findings.severities", lines(("Grid Mark", "{{ name }}"))),),
            rows="line in design.findings.heat",
            row_labels=("{{ line.area }}",),
            drawn_width=98,
            tails=((Column("Total", 15, "right"), lines(("Table Number", "{{ line.total }}"))),),
            alt="Findings by area and severity, as counts",
            title="Findings by area and severity",
        ),
        source("Severity as rated in discovery; a cell tells how many findings of the area have it."),
        table(
            columns(("Ref", 13), ("Severity", 22), ("Finding and evidence", 70), ("Answer", 60)),
            row_each(
                "one in design.findings.rows",
                row(
                    "**{{ one.finding.id }}**",
                    "{{ one.finding.severity }}",
                    lines(
                        ("Table Text", "{{ one.finding.description }}"),
                        ("Table Gap", "{%p if one.finding.evidence %}"),
                        ("Table Text", "[[Muted: Evidence:]] {{ one.finding.evidence }}"),
                        ("Table Gap", "{%p endif %}"),
                    ),
                    lines(
                        ("Table Text", said("one.answer")),
                        ("Table Gap", "{%p if one.section %}"),
                        ("Table Text", "[[Muted: Section]] {{ one.section }}"),
                        ("Table Gap", "{%p else %}"),
                        ("Table Text", "{{ one.traced }}"),
                        ("Table Gap", "{%p endif %}"),
                    ),
                ),
            ),
            alt="Findings: severity, evidence, and how the design answers them",
            title="Findings and what answers them",
        ),
    ),
    run_on=True,
)
