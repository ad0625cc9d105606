"""Sections 1 to 3 and 14 to 16: parties, what is covered, definitions, duties, custom clauses, signature."""

from __future__ import annotations

from dataclasses import replace

from tools.kit import (
    Block,
    body,
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
    unconfirmed_defaults,
    when,
)
from tools.kit.blocks import paragraph

_CONFIRMED = (
    "{% if verdict.unconfirmed %}{{ verdict.unconfirmed|length|plural('figure') }} of this schedule "
    "{{ 'is' if verdict.unconfirmed|length == 1 else 'are' }} still the provider\u2019s own and not confirmed; "
    "the annex lists them, and until they are confirmed this schedule is a draft."
    "{% elif sla.confirmed_by and sla.confirmed_on %}{{ sla.confirmed_by }} confirmed every figure of this schedule "
    "on {{ sla.confirmed_on }}.{% else %}No figure of this schedule is an unconfirmed default.{% endif %}"
)

_AFTER_MONTHS = (
    "{% if sla.parties.term_months %}, after {{ sla.parties.term_months|plural('month') }}{% endif %}"
)

PARTIES = section(
    "Parties, term and precedence",
    lead(
        known("sla.tier", "{{ sla.tier }} service")
        + " for {{ client.legal_name }} from {{ sla.parties.effective_from }}"
        "{% if sla.targets %}: a P1 is answered within {{ sla.targets[0].response }} and resolved within "
        "{{ sla.targets[0].resolution }}{% endif %}."
    ),
    when(
        "sla.targets and sla.availability and sla.credits",
        kpis(
            ("{{ sla.targets[0].response }}", "to answer a P1"),
            ("{{ sla.targets[0].resolution }}", "to resolve a P1"),
            ("{{ sla.availability.target }}", "available in each month"),
            ("{{ sla.credits.monthly_cap }}", "of a monthly fee: most credit in a month"),
            alt="Key figures: P1 response, P1 resolution, availability, monthly cap on credits",
            small=True,
        ),
    ),
    key_values(
        ("Client", "{{ client.legal_name }}"),
        ("Provider", "{{ provider.legal_name }}"),
        ("Client number", "{{ client.number }}"),
        ("Provider address", "{{ provider.address }}"),
        ("Master agreement", "{{ sla.parties.msa }}, signed {{ sla.parties.msa_signed }}"),
        ("This schedule is", "{{ sla.parties.clause }} of the master agreement"),
        ("Statement of work", "{{ sla.parties.sow }}, signed {{ sla.parties.sow_signed }}"),
        ("Service credits", "Under {{ sla.parties.credit_clause }} of the master agreement"),
        ("Targets bind from", "{{ sla.parties.effective_from }}"),
        (
            "Term ends",
            "{{ sla.parties.term_end }}" + _AFTER_MONTHS,
        ),
        ("Service tier", "{{ sla.tier }}"),
        ("Hypercare", "{{ hypercare.start }} to {{ hypercare.end }}"),
        alt="Parties, agreements and term",
    ),
    heading("Precedence"),
    body(
        "This schedule is part of the master agreement, which prevails over it. Within the schedule, a custom "
        "clause of section 15 prevails over the section that it varies, and the hypercare overlay of section 13 "
        "prevails over sections 6 and 7 while it runs, wherever it is stricter."
    ),
)

ITEMS = section(
    "Services and items covered",
    lead(
        "The schedule covers "
        + known("client.users", "{{ client.users|plural('user') }}")
        + " and "
        + known("client.devices", "{{ client.devices|plural('device') }}")
        + "{% if sla.items.sites %} at {{ sla.items.sites|length|plural('site') }}{% endif %}."
    ),
    table(
        columns(("Service", 44), ("What it includes", 120)),
        row_each(
            "item in sla.services", row("**{{ item.name }}**", optional("item.description", "As named"))
        ),
        alt="Services covered and what each includes",
        title="Services",
        empty="No service is listed.",
    ),
    table(
        columns(("Site", 84), ("Users", 40, "right"), ("Devices", 40, "right")),
        row_each("site in sla.items.sites", row("{{ site.name }}", "{{ site.users }}", "{{ site.devices }}")),
        alt="Sites covered with their users and devices",
        title="Sites, users and devices",
        empty="No site is recorded.",
    ),
    when(
        "sla.items.out_of_scope",
        minor("Not covered"),
        bullets_each("line in sla.items.out_of_scope", "{{ line }}"),
        body("What is covered but does not count in the figures is in section 11."),
    ),
    run_on=True,
)

_TERMS = (
    (
        "Business day",
        "{{ calendar.weekdays_text }}, except public holidays in {{ calendar.regions_text }}",
    ),
    ("Service hours", known("sla.cover", "{{ sla.cover.text }}, {{ sla.cover.zone }}; see section 4")),
    ("Business hour", "An hour inside the service hours"),
    ("Incident", "Something that has stopped working, or works worse than it should"),
    ("Priority", "P1, the most urgent, to P4; set by impact and urgency as in section 5"),
    ("Response", "The first message about the incident from a person who works on it"),
    (
        "Resolution",
        "The moment when service works again, through a fix or a workaround that the client accepts",
    ),
    ("Workaround", "A way to go on working that the client accepts until the cause is removed"),
    (
        "Availability",
        "The share of a calendar month in which the systems named in section 8 can be used",
    ),
    ("Downtime", "Minutes in which such a system cannot be used and that section 11 does not exclude"),
    ("Maintenance", "Work in a window that the client agreed to beforehand"),
    ("Attainment", "Of the tickets of one priority in a month, the share that met a target"),
)

DEFINITIONS = section(
    "Definitions",
    lead("The words below have one meaning throughout this schedule."),
    table(
        columns(("Term", 30), ("Meaning", 134)),
        *(row(f"**{term}**", meaning) for term, meaning in _TERMS),
        alt="Terms and their meanings",
    ),
    run_on=True,
)

DUTIES = section(
    "Client responsibilities",
    lead("The targets hold while the client does its part."),
    bullets_each(
        "duty in sla.responsibilities",
        "{{ duty }}",
        empty="No responsibility beyond the master agreement\u2019s.",
    ),
    body("Time lost for want of these does not count against a target (section 11)."),
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
            ("Clause", 15),
            ("What it varies", 27),
            ("Standard", 28),
            ("For this client", 28),
            ("Applies to", 40),
            ("When", 26),
        ),
        row_each(
            "clause in sla.clauses",
            row(
                "**{{ clause.id }}**",
                "{{ clause.subject }}",
                optional("clause.standard", "As the tier\u2019s"),
                "{% if clause.custom %}{{ clause.custom }} [[Chip Caution: \u00a0▲\u00a0varies\u00a0standard\u00a0]]"
                "{% else %}[[Chip Caution: \u00a0▲\u00a0varies\u00a0standard\u00a0]]{% endif %}",
                "{{ clause.applies_to }}",
                "{{ clause.season }}",
            ),
        ),
        style="House Table Solid",
        alt="Custom clauses beside the standard of the tier",
        title="Custom clauses beside the standard",
        empty="There is no custom clause.",
    ),
    when(
        "sla.clauses",
        table(
            columns(("Clause", 15), ("Text", 83), ("Source", 18), ("Approved by", 24), ("Credits", 34)),
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

# Both bring their own space or need none; a gap before them could open a page that holds nothing else.
_ANNEX = replace(unconfirmed_defaults(), airy=True)
_END = Block(paragraph("Section End"), airy=True)

CHANGE_CONTROL = section(
    "Change control, review and signature",
    lead(_CONFIRMED),
    body(
        "A change to this schedule takes effect when both parties have signed a new version of it; until then the "
        "version before applies. Figures are reviewed at each business review and on {{ doc.review_date }} at the "
        "latest. A new service, site or system is covered once it stands in section 2."
    ),
    when(
        "sla.sources",
        table(
            columns(
                ("Where figures come from", 96), ("Figures", 32, "right"), ("Confirmed by name", 36, "right")
            ),
            row_each(
                "group in sla.sources",
                row("{{ group.source }}", "{{ group.figures }}", "{{ group.confirmed }}"),
            ),
            alt="Figures of this schedule by source",
            title="Sources of the figures",
        ),
    ),
    heading("Signature"),
    body("By signing, the parties agree to this schedule and to the open items below.", keep=True),
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
