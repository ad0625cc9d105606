"""Sections 9 to 13: promises and actions, risks, value review, support, approval."""

from __future__ import annotations

from tools.csp_parts.pieces import day, lead_in
from tools.kit import (
    Block,
    Cell,
    Column,
    body,
    bullets_each,
    callout,
    cell_each,
    columns,
    key_values,
    known,
    kpis,
    lead,
    lines,
    minor,
    none_recorded,
    open_items_table,
    optional,
    owner_due,
    row,
    row_each,
    section,
    sign_off,
    table,
    unconfirmed_defaults,
    when,
)
from tools.kit.blocks import caption, source, stack
from tools.kit.rows import Row
from tools.kit.tables import grid_of, raw_table
from tools.kit.xml import TEXT_WIDTH

COMMITMENTS = section(
    "Commitments and actions",
    lead_in(
        "{% if success.commitments %}{{ success.commitments|length|plural('commitment') }} from the sale; "
        "{% if success.overdue %}{{ success.overdue }} {{ 'is' if success.overdue == 1 else 'are' }} overdue"
        "{% else %}none is overdue{% endif %}.{% else %}"
        + none_recorded(
            "success.commitments", "No commitment from the sale is part of this plan.", name="Commitments"
        )
        + "{% endif %}"
    ),
    when(
        "success.commitments",
        table(
            columns(
                ("Ref", 12), ("Commitment", 58), ("Made to, where", 36), ("Owner and due", 38), ("State", 22)
            ),
            row_each(
                "promise in success.commitments",
                row(
                    "{{ promise.id }}",
                    "{{ promise.text }}",
                    lines(
                        ("Table Text", "{{ promise.made_to }}"),
                        ("Table Gap", "{%p if promise.source %}"),
                        ("Table Text", "[[Muted: {{ promise.source }}]]"),
                        ("Table Gap", "{%p endif %}"),
                    ),
                    owner_due("promise.owner", "promise.due"),
                    "{{ promise.chip }}",
                ),
            ),
            alt="Commitments: reference, text, made to whom and where, owner and due day, state",
            title="Commitments",
            keep=True,
        ),
    ),
    table(
        columns(("Ref", 12), ("Action", 64), ("Side", 30), ("Owner and due", 38), ("State", 22)),
        row_each(
            "action in success.actions",
            row(
                "{{ action.id }}",
                lines(
                    ("Table Text", "{{ action.text }}"),
                    ("Table Gap", "{%p if action.source %}"),
                    ("Table Text", "[[Muted: {{ action.source }}]]"),
                    ("Table Gap", "{%p endif %}"),
                ),
                "{{ action.side }}",
                owner_due("action.owner", "action.due"),
                "{{ action.chip }}",
            ),
        ),
        alt="Actions: reference, text, side, owner and due day, state",
        title="Actions",
        empty="No action is recorded.",
        keep=True,
    ),
    run_on=True,
)


def _square() -> Cell:
    """Return a cell of the risk map: the score, so that no meaning rests on the colour, and the risks there."""
    score = "{{ line.likelihood * loop.index }}"
    return Cell(
        lines=(
            ("Table Gap", '{%p if c.ink == "lt1" %}'),
            ("Grid Mark Inverse", score + "{% if c.text %}: {{ c.text }}{% endif %}"),
            ("Table Gap", "{%p else %}"),
            ("Grid Mark", score),
            ("Table Gap", "{%p if c.text %}"),
            ("Grid Mark", "**{{ c.text }}**"),
            ("Table Gap", "{%p endif %}"),
            ("Table Gap", "{%p endif %}"),
        ),
        fill_tag='c.fill or "lt2"',
        align="center",
    )


def _risk_map() -> Block:
    grid = grid_of([Column("", 25), Column("", 140)], TEXT_WIDTH)
    impact = cell_each("c in [1, 2, 3, 4, 5]", Cell(lines=(("Grid Mark", "Impact {{ c }}"),), align="center"))
    label = Cell(lines=(("Table Text", "Likelihood {{ line.likelihood }}"),), align="center")
    rows = (
        Row((lines(("Table Head", "")), impact), head=True),
        row_each(
            "line in success.risk_map", Row((label, cell_each("c in line.cells", _square())), height=560)
        ),
    )
    alt = "Open risks by likelihood and impact; the table below gives each in words"
    xml = raw_table("House Grid", grid, rows, alt=alt, look=("firstRow",), keep=True)
    note = source(
        "Likelihood and impact from 1 (low) to 5 (high); the figure in a cell is their product. "
        "Closed risks are left out."
    )
    return stack(
        caption("Open risks by likelihood and impact"), Block(xml, ends_in_table=True, clings=True), note
    )


RISKS = section(
    "Risks and dependencies",
    lead_in(
        "{% if success.risks %}{{ success.risks|length|plural('risk') }} "
        "{{ 'is' if success.risks|length == 1 else 'are' }} recorded, the greatest first."
        "{% else %}No risk is recorded.{% endif %}"
    ),
    when(
        "success.risks",
        _risk_map(),
        table(
            columns(
                ("Ref", 12),
                ("Risk and response", 64),
                ("Rating", 24),
                ("Once treated", 24),
                ("Owner and due", 38),
                ("State", 20),
            ),
            row_each(
                "risk in success.risks",
                row(
                    "{{ risk.id }}",
                    lines(
                        ("Table Text", "{{ risk.text }}"),
                        ("Table Gap", "{%p if risk.mitigation %}"),
                        (
                            "Table Text",
                            "[[Muted: {% if risk.response %}{{ risk.response }}: {% endif %}{{ risk.mitigation }}]]",
                        ),
                        ("Table Gap", "{%p endif %}"),
                    ),
                    "{{ risk.chip }}",
                    "{{ risk.residual }}",
                    owner_due("risk.owner", "risk.due"),
                    "{{ risk.state }}",
                ),
            ),
            alt="Risks: reference, risk and response, rating, rating once treated, owner and due day, state",
            title="Risks",
        ),
    ),
    run_on=True,
)


def _results() -> Block:
    """Return a chart for each measure with a reading, two beside each other."""
    pair = cell_each(
        "measure in pair",
        Cell(
            lines=(
                ("Table Gap", "{%p if measure.result_plot %}"),
                ("Table Text", "{{ measure.result_plot }}"),
                ("Table Gap", "{%p else %}"),
                ("Table Text", "[[Muted: {{ measure.name }}: no reading yet]]"),
                ("Table Gap", "{%p endif %}"),
            )
        ),
    )
    rows = (row_each("pair in success.measures|batch(2)", Row((pair,))),)
    alt = "Baseline, latest reading and target of each measure as bars"
    return Block(raw_table("House Plain", [TEXT_WIDTH], rows, alt=alt), ends_in_table=True)


REVIEW = section(
    "Value review",
    lead(
        "{% if success.review.held %}The {{ success.review.agenda.title }} was held on {{ success.review.when.day }}: "
        "{{ success.attainment.close }} of {{ success.attainment.total }} measures had come at least "
        "{{ success.attainment.threshold }}\u00a0% of the way."
        "{% else %}The {{ success.review.agenda.title }} is due on {{ success.review.when.due }}.{% endif %}"
    ),
    key_values(
        ("State", "{{ success.review.chip }}"),
        ("Due", "{{ success.review.when.due }}"),
        ("Booked", optional("success.review.when.stated", "Not booked yet")),
        ("Against the due day", "{{ success.review.when.chip }}"),
        alt="The review: state, due day, booked day",
        wide=(("Takes part", optional("success.review.attendees", "Not recorded")),),
    ),
    when(
        "success.review.held",
        callout("Decision", "Result", "{{ success.review.results }}"),
        when(
            "success.review.value is not none",
            callout(
                "Note",
                "Value",
                "{{ success.review.value }}"
                "{% if success.review.value_basis %}: {{ success.review.value_basis }}{% endif %}",
            ),
        ),
        when(
            "success.review.quotes",
            minor("In the client\u2019s words"),
            bullets_each("quote in success.review.quotes", "{{ quote }}"),
        ),
    ),
    when("success.attainment.measured", minor("Before and now"), _results()),
    when(
        "success.adoption",
        table(
            columns(
                ("Day", 40),
                ("Group", 46),
                ("Active of licensed", 32),
                ("Share", 16, "right"),
                ("What counts as active", 50),
            ),
            row_each(
                "count in success.adoption",
                row(
                    day("count.date"),
                    optional("count.group", "All"),
                    "{{ count.active }} of {{ count.licensed }}",
                    "{{ count.share }}\u00a0%",
                    optional("count.note", "Not stated"),
                ),
            ),
            alt="Use: day, group, active and licensed users, share",
            title="Use",
            keep=True,
        ),
    ),
    when(
        "success.review.held",
        minor("Objectives for the next period"),
        bullets_each("aim in success.review.next_objectives", "{{ aim }}", empty="None is recorded yet."),
    ),
    table(
        columns(("Topic", 108), ("Minutes", 20, "right"), ("Led by", 36)),
        row_each(
            "item in success.review.agenda.topics",
            row("{{ item.topic }}", "{{ item.minutes }}", "{{ item.lead }}"),
        ),
        alt="Agenda of the review: topic, minutes, who leads it",
        title="Agenda, {{ success.review.agenda.minutes|plural('minute') }}",
        keep=True,
        note="With {{ success.review.agenda.attendees|list_and(empty='nobody named') }}"
        "{% if success.review.agenda.invited %}; {{ success.review.agenda.invited|list_and }} "
        "{{ 'is' if success.review.agenda.invited|length == 1 else 'are' }} invited{% endif %}.",
    ),
    run_on=True,
)

SUPPORT = section(
    "How to get help",
    lead("{{ success.support.text }}."),
    kpis(
        ("{{ provider.desk.phone }}", "by telephone"),
        ("{{ success.support.queue }}", "the queue that your questions go to"),
        (
            known("success.support.date", "{{ success.support.date|date('medium') }}"),
            "first day of this support",
        ),
        alt="How to reach support: telephone, queue, first day",
        small=True,
    ),
    key_values(
        ("State", "{{ success.support.chip }}"),
        ("Led by", "{{ success.support.lead }}"),
        ("Strategic contact", "{{ success.support.contact }}"),
        ("Review", "{{ success.review.when.day }}"),
        alt="Support: accepted or not, who leads it, who stays the contact",
        wide=(
            ("E-mail", "{{ provider.desk.email }}"),
            ("Hours", "{{ success.support.hours }}"),
            ("Channels", "{{ success.support.channels }}"),
            ("Portal", "{{ provider.desk.portal }}"),
            ("After the review", "{{ success.support.remains }}"),
            (
                "Accepted by",
                optional(
                    "success.support.accepted_by", "Nobody yet", "{{ success.support.accepted_by|list_and }}"
                ),
            ),
        ),
    ),
    table(
        columns(("You want to \u2026", 66), ("Go to", 98)),
        row(
            "Report that something does not work", "{{ success.support.queue }}, by any of the channels above"
        ),
        row("Ask how something is done", "{{ success.support.queue }}, by any of the channels above"),
        row("Talk about goals, measures and what comes next", "{{ success.support.contact }}"),
        alt="Which question goes to whom",
        title="Whom to ask for what",
        keep=True,
    ),
    minor("Where to read on"),
    bullets_each(
        "place in success.support.knowledge_base",
        "{{ place }}",
        empty="No knowledge-base page is recorded yet.",
    ),
    run_on=True,
)

_SIGNED = (
    "{% if doc.approvers %}{% for one in doc.approvers if one.date and one.name in "
    "success.stakeholders|map(attribute='name')|list %}{{ one.name }}: {{ one.decision }} {{ one.date }}"
    "{% if not loop.last %}; {% endif %}{% endfor %}{% endif %}"
)
_APPROVER = (
    "{% if success.approval.who %}{{ success.approval.who }}"
    "{% elif success.approval.approvers is iterable %}{{ success.approval.approvers|list_and }}"
    "{% else %}{{ success.approval.approvers }}{% endif %}"
)

APPROVAL = section(
    "Approval and history",
    lead(
        "{% if success.approval.date %}Approved by {{ success.approval.who }}, on {{ success.approval.date }}."
        "{% else %}The plan is not approved yet.{% endif %}"
    ),
    table(
        columns(("Version", 18), ("Date", 40), ("Author", 34), ("What changed", 72)),
        row_each(
            "revision in doc.revisions",
            row(
                "{{ revision.version }}",
                "{{ revision.date }}",
                "{{ revision.author }}",
                "{{ revision.summary }}",
            ),
        ),
        alt="Versions of the plan: version, date, author, what changed",
        title="Versions",
        empty="No version is recorded yet.",
        keep=True,
    ),
    body(
        "{% if verdict.draft %}This is a draft and not for signature. {% endif %}"
        "By signing, both sides agree to the objectives, measures and dates of this version.",
        keep=True,
    ),
    sign_off(
        ("For {{ client.legal_name }}", "For {{ provider.legal_name }}"),
        (("Name", (_APPROVER, "{{ success.owner }}")),),
        dates=(_SIGNED, ""),
    ),
    minor("Open items"),
    open_items_table(),
    unconfirmed_defaults(),
)
