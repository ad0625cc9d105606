"""Sections 1 to 3 and 14 to 16: parties, what is covered, definitions, duties, custom clauses, signature."""

from __future__ import annotations

from dataclasses import replace

from tools.kit import (
    Block,
    body,
    bullets,
    bullets_each,
    columns,
    heading,
    key_values,
    known,
    kpis,
    lead,
    minor,
    open_items_table,
    optional,
    row,
    row_each,
    section,
    sign_off,
    table,
    when,
)
from tools.kit.blocks import paragraph
from tools.kit.xml import el
from tools.sla_parts.words import position

_CONFIRMED = (
    "{% if verdict.unconfirmed %}{{ verdict.unconfirmed|length|plural('figure') }} of this schedule "
    "{{ 'is' if verdict.unconfirmed|length == 1 else 'are' }} still the provider\u2019s own and not confirmed; "
    "the annex lists them, and until they are confirmed this schedule is a draft."
    "{% elif not sla.targets %}The figures follow from the tier, which is still to be confirmed: {{ sla.tier }}"
    "{% elif sla.confirmed_by and sla.confirmed_on %}{{ sla.confirmed_by }} confirmed every figure of this schedule "
    "on {{ sla.confirmed_on }}.{% else %}No figure of this schedule is an unconfirmed default.{% endif %}"
)

_AFTER_MONTHS = (
    "{% if sla.parties.term_months %}, after {{ sla.parties.term_months|plural('month') }}{% endif %}"
)


def _signed(paper: str) -> str:
    """Return a paper's number and the day of its signature; one chip speaks for both where both are missing."""
    number, day = f"sla.parties.{paper}", f"sla.parties.{paper}_signed"
    signed = known(day, f"{{{{ {day}|date('long') }}}}")
    return f"{{{{ {number} }}}}{{% if {number} or {day} %}}, signed {signed}{{% endif %}}"


PARTIES = section(
    "Parties, term and precedence",
    lead(
        "{% if sla.targets %}{{ sla.tier }} service from {{ sla.parties.effective_from }}: "
        "a P1 is answered within {{ sla.targets[0].response }} and resolved within {{ sla.targets[0].resolution }}."
        "{% else %}The tier, and with it every target, is still to be confirmed: {{ sla.tier }}{% endif %}"
    ),
    when(
        "sla.targets and sla.availability",
        kpis(
            ("{{ sla.targets[0].response }}", "to answer a P1"),
            ("{{ sla.targets[0].resolution }}", "to resolve a P1"),
            ("{{ sla.availability.target }}", "available in each month"),
            alt="Key figures: P1 response, P1 resolution, availability",
            small=True,
        ),
    ),
    key_values(
        ("Client", "{{ client.legal_name }}"),
        ("Provider", "{{ provider.legal_name }}"),
        ("Client number", "{{ client.number }}"),
        ("Service tier", "{{ sla.tier }}"),
        ("Client address", "{{ client.address }}"),
        ("Provider address", "{{ provider.address }}"),
        ("Master agreement", _signed("msa")),
        ("This schedule is", "{{ sla.parties.clause }} of the master agreement"),
        ("Statement of work", _signed("sow")),
        ("Credits under", "{{ sla.parties.credit_clause }} of the master agreement"),
        ("Targets bind from", "{{ sla.parties.effective_from }}"),
        (
            "Term ends",
            "{{ sla.parties.term_end }}" + _AFTER_MONTHS,
        ),
        ("Hypercare from", "{{ hypercare.start }}"),
        ("Hypercare until", "{{ hypercare.end }}"),
        alt="Parties, agreements and term",
    ),
    heading("Precedence"),
    bullets(*map(position, ("precedence", "clause_precedence", "overlay_precedence"))),
)

ITEMS = section(
    "Services and items covered",
    lead(
        "The schedule covers "
        + known("client.users", "{{ client.users|plural('user') }}")
        + " and "
        + known("client.devices", "{{ client.devices|plural('device') }}")
        + "{% if sla.items.places %} at {{ sla.items.places }}{% endif %}."
    ),
    table(
        columns(("Service", 47), ("What it includes", 97), ("Item class", 21)),
        row_each(
            "item in sla.services",
            row(
                "**{{ item.name }}**",
                optional("item.description", "As named"),
                optional("item.covers", "Not stated", "{{ item.covers }}"),
            ),
        ),
        alt="Services covered: what each includes and the class of items that it is counted by",
        title="Services",
        empty="No service is listed.",
        keep=True,
    ),
    table(
        columns(("Site", 84), ("Users", 40, "right"), ("Devices", 40, "right")),
        row_each("site in sla.items.sites", row("{{ site.name }}", "{{ site.users }}", "{{ site.devices }}")),
        row("**Covered in total**", "{{ sla.items.users }}", "{{ sla.items.devices }}"),
        alt="Sites covered with their users and devices",
        title="Sites, users and devices",
        empty="No site is recorded.",
    ),
    when(
        "sla.items.out_of_scope",
        minor("Not covered"),
        bullets_each("line in sla.items.out_of_scope", "{{ line }}"),
    ),
    body("What is covered but does not count in the figures is in section 11."),
    run_on=True,
)

_BUSINESS_DAY = (
    "{{ calendar.weekdays_text }}{% if calendar.regions_text %}, except public holidays in "
    "{{ calendar.regions_text }}{% elif not client.region %}, except public holidays in {{ client.region }}"
    "{% endif %}"
)
# Words whose meaning is a figure of the schedule; the playbook defines the others.
_TERMS = (
    ("Business day", _BUSINESS_DAY),
    ("Service hours", known("sla.cover", "{{ sla.cover.text }}, {{ sla.cover.zone }}; see section 4")),
    ("Priority", "P1, the most urgent, to P4; set by impact and urgency as in section 5"),
)

DEFINITIONS = section(
    "Definitions",
    lead("The words below have one meaning throughout this schedule."),
    table(
        columns(("Term", 30), ("Meaning", 134)),
        *(row(f"**{term}**", meaning) for term, meaning in _TERMS),
        row_each("word in sla.definitions", row("**{{ word.name }}**", "{{ word.text }}")),
        alt="Terms and their meanings",
    ),
    run_on=True,
)

DUTIES = section(
    "Client responsibilities",
    lead("What the provider relies on the client for."),
    bullets_each(
        "duty in sla.responsibilities",
        "{{ duty }}",
        empty="No responsibility beyond the master agreement\u2019s.",
    ),
    body(position("duties")),
    run_on=True,
)

CLAUSES = section(
    "Custom clauses",
    lead(
        "{% if sla.clauses %}{{ sla.clauses|length|plural('clause') }} "
        "{{ 'varies' if sla.clauses|length == 1 else 'vary' }} the {{ sla.tier }} standard for this client."
        "{% elif sla.clauses is iterable %}Nothing varies the {{ sla.tier }} standard for this client."
        "{% else %}Whether anything varies the standard is still to be confirmed.{% endif %}"
    ),
    table(
        columns(
            ("Clause", 14),
            ("What it varies", 26),
            ("Standard", 28),
            ("For this client", 35),
            ("Applies to", 36),
            ("When", 26),
        ),
        row_each(
            "clause in sla.clauses",
            row(
                "**{{ clause.id }}**",
                "{{ clause.subject }}",
                optional("clause.standard", "No figure: the words of this schedule"),
                optional("clause.custom", "No figure: the clause\u2019s text below")
                + " [[Chip Caution: \u00a0▲\u00a0varies\u00a0standard\u00a0]]",
                "{{ clause.applies_to }}",
                "{{ clause.season }}",
            ),
        ),
        style="House Table Solid",
        alt="Custom clauses beside the standard of the tier",
        title="Custom clauses beside the standard",
        empty="There is no custom clause.",
        keep=True,
    ),
    when(
        "sla.clauses",
        table(
            columns(("Clause", 14), ("Text", 78), ("Source", 18), ("Approved by", 24), ("Credits", 31)),
            row_each(
                "clause in sla.clauses",
                row(
                    "**{{ clause.id }}**",
                    "{{ clause.text }}",
                    optional("clause.source", "This schedule"),
                    "{{ clause.approved_by }}",
                    optional("clause.credit_effect", "As section 10 says"),
                ),
            ),
            alt="Custom clauses: text, source, approval, effect on credits",
            title="Text and approval",
        ),
    ),
    run_on=True,
)

# A row or two of the annex under the signatures would be read as part of them: it opens a page of its own.
_ANNEX = replace(
    when(
        "verdict.unconfirmed",
        Block(
            paragraph(
                "Heading Minor",
                "Annex: unconfirmed provider defaults",
                properties=el("pageBreakBefore"),
            ),
            airy=True,
        ),
        body("These come from the provider\u2019s playbook. They bind nobody until they are confirmed."),
        table(
            columns(("Figure or position", 41), ("Value", 57), ("Where it is kept", 67)),
            row_each(
                "figure in verdict.unconfirmed",
                row("{{ figure.what }}", "{{ figure.value }}", "[[Muted: {{ figure.path }}]]"),
            ),
            alt="Unconfirmed provider defaults: figure or position, value, where it is kept",
        ),
    ),
    airy=True,
)
_END = Block(paragraph("Section End"), airy=True)

CHANGE_CONTROL = section(
    "Change control, review and signature",
    lead(_CONFIRMED),
    bullets(
        *map(position, ("change_control", "new_items", "review")),
        "The next review of this document is due on {{ doc.review_date }}.",
    ),
    when(
        "sla.sources",
        table(
            columns(
                ("Where figures and positions come from", 96),
                ("Figures", 32, "right"),
                ("Confirmed by name", 36, "right"),
            ),
            row_each(
                "group in sla.sources",
                row("{{ group.source }}", "{{ group.figures }}", "{{ group.confirmed }}"),
            ),
            alt="Figures of this schedule by source",
            title="Sources of the figures",
            keep=True,
        ),
    ),
    heading("Signature"),
    body(
        "{% if verdict.draft %}This is a draft and not for signature. {% endif %}"
        "Those named below sign this schedule for the parties.",
        keep=True,
    ),
    sign_off(
        ("For {{ sla.signatories[0].party }}", "For {{ sla.signatories[1].party }}"),
        (
            ("Name", ("{{ sla.signatories[0].name }}", "{{ sla.signatories[1].name }}")),
            ("Title", ("{{ sla.signatories[0].title }}", "{{ sla.signatories[1].title }}")),
            ("Authority", ("{{ sla.signatories[0].authority }}", "{{ sla.signatories[1].authority }}")),
        ),
    ),
    minor("Open items"),
    open_items_table(),
    _ANNEX,
    _END,
    run_on=True,
)
