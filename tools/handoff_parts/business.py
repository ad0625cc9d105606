"""The client's business: profile, today's environment (internal), objectives and success."""

from __future__ import annotations

from tools.kit import (
    Block,
    body,
    callout,
    columns,
    counted,
    heading,
    key_values,
    known,
    lead,
    lines,
    list_cell,
    optional,
    row,
    row_each,
    section,
    table,
    when,
)

_PER_USER = "{% if profile.devices_per_user %}, {{ profile.devices_per_user }} for each user{% endif %}"
_INCUMBENT = "profile.incumbent"
_INCUMBENT_CONTACT = lines(
    ("Table Gap", "{%p for line in profile.incumbent.contact %}"),
    ("Table Text", "{{ line }}"),
    ("Table Gap", "{%p else %}"),
    ("Table Text", "Not recorded"),
    ("Table Gap", "{%p endfor %}"),
)

PROFILE = section(
    "Client profile",
    lead(
        "{{ client.industry }}: "
        + known("client.users", "{{ client.users|plural('user') }}")
        + " and "
        + known("client.devices", "{{ client.devices|plural('device') }}")
        + "{% if profile.places %} at {{ profile.places }}{% endif %}."
    ),
    key_values(
        ("Legal name", "{{ client.legal_name }}"),
        ("Company number", "{{ client.number }}"),
        ("Headcount", known("client.headcount", "{{ client.headcount|number(0) }}")),
        ("Users", known("client.users", "{{ client.users|number(0) }}")),
        (
            "Devices",
            known("client.devices", "{{ client.devices|number(0) }}") + _PER_USER,
        ),
        ("Remote workers", known("client.remote_workers", "{{ client.remote_workers|number(0) }}")),
        ("Region", "{{ client.region }}"),
        ("Time zone", "{{ client.timezone }}"),
        ("Opening hours", known("client.hours", "{{ client.hours|join('; ') }}")),
        ("Address", "{{ client.address }}"),
        alt="Profile of the client",
    ),
    heading("Sites"),
    when(
        "profile.users_at_sites is not none",
        body("Users at the sites against users supported: {{ profile.users_chip }}", keep=True),
    ),
    table(
        columns(
            ("Site", 1750),
            ("Kind", 1000),
            ("Address", 3134),
            ("Users", 860, "right"),
            ("Devices", 970, "right"),
            ("IT contact", 1640),
        ),
        row_each(
            "site in profile.sites",
            row(
                "**{{ site.name }}**",
                "{{ site.kind }}",
                "{{ site.address }}",
                counted("site.users"),
                counted("site.devices"),
                optional("site.it_contact", "None named"),
            ),
        ),
        alt="Sites: kind, address, users, devices, IT contact",
        empty="No site is recorded.",
        keep=True,
    ),
    heading("Applications"),
    table(
        columns(
            ("Application", 2014),
            ("Criticality", 1120),
            ("Users", 760, "right"),
            ("Owner", 1240),
            ("Restored within", 2920),
            ("Data loss up to", 1300),
        ),
        row_each(
            "app in profile.applications",
            row(
                "**{{ app.name }}**",
                "{% if app.criticality == 1 %}**{{ app.rating }}**{% else %}{{ app.rating }}{% endif %}",
                counted("app.users"),
                "{{ app.business_owner }}",
                "{{ app.rto }}",
                "{{ app.rpo }}",
            ),
        ),
        alt="Applications, critical ones first: criticality, users, owner, recovery time and recovery point",
        empty="No application is recorded.",
    ),
    heading("Today\u2019s provider"),
    when(
        _INCUMBENT,
        key_values(
            ("Provider", "{{ profile.incumbent.name }}"),
            ("Contact", _INCUMBENT_CONTACT),
            ("Contract ends", "{{ profile.incumbent.contract_end }}"),
            ("Overlap", "{{ profile.incumbent.overlap_chip }}"),
            ("Notice given", "{{ profile.incumbent.notice_given }}"),
            ("Notice", "{{ profile.incumbent.notice_chip }}"),
            alt="Today\u2019s provider: contract, notice and overlap",
        ),
        when(
            "profile.incumbent.offboarding_terms or profile.incumbent.assets_held",
            table(
                columns(("Terms of leaving", 50), ("What it still holds", 50)),
                row(
                    optional("profile.incumbent.offboarding_terms", "Not recorded"),
                    list_cell(
                        "asset in profile.incumbent.assets_held", "{{ asset }}", "Nothing is recorded."
                    ),
                ),
                alt="Terms of leaving and assets held by today\u2019s provider",
            ),
        ),
        otherwise=body("Today\u2019s provider: {{ profile.incumbent }}"),
    ),
    heading("Obligations"),
    table(
        columns(("Obligation", 2950), ("Why it applies", 2950), ("Regulator", 2104), ("Owner", 1350)),
        row_each(
            "duty in profile.obligations",
            row(
                "{{ duty.name }}",
                "{{ duty.applies_because }}",
                optional("duty.regulator", "None"),
                "{{ duty.owner }}",
            ),
        ),
        alt="Obligations: why they apply, regulator, owner",
        empty="No law or standard was named.",
    ),
    run_on=True,
)


def _trimmed(field: str) -> str:
    return known(f"profile.notes.{field}", f"{{{{ profile.notes.{field}|trim }}}}")


def _note(field: str, label: str) -> Block:
    return when(f"profile.notes.{field}", callout("Internal", label, _trimmed(field)))


ENVIRONMENT = section(
    "Current environment and discovery notes",
    body("For the provider only: nothing in this section reaches the client."),
    callout("Internal", "Environment", _trimmed("environment_summary")),
    callout("Internal", "Discovery notes", _trimmed("discovery_notes")),
    _note("presales_assessment", "Assessment before the sale"),
    _note("why_won", "Why we won"),
    _note("competitors", "Competitors"),
    _note("concerns", "Concerns"),
    run_on=True,
)

SUCCESS = section(
    "Objectives, pain points and success criteria",
    table(
        columns(("What success means", 3950), ("How it is measured", 3950), ("State", 1454)),
        row_each(
            "criterion in profile.criteria",
            row("{{ criterion.text }}", "{{ criterion.measure }}", "{{ criterion.chip }}"),
        ),
        alt="Success criteria, their measures and state",
        title="Success criteria",
        empty="No success criterion was agreed.",
        keep=True,
    ),
    table(
        columns(("Objective", 2650), ("Outcome", 3704), ("Client\u2019s owner", 1500), ("Our owner", 1500)),
        row_each(
            "aim in profile.objectives",
            row(
                "{{ aim.statement }}",
                optional("aim.outcome", "Not stated"),
                optional("aim.owner_client", "None named"),
                optional("aim.owner_provider", "None named"),
            ),
        ),
        alt="Objectives, outcomes and owners",
        title="Objectives",
        empty="No objective is recorded.",
        keep=True,
    ),
    table(
        columns(("Rank", 12), ("Pain point", 108), ("Raised by", 32)),
        row_each(
            "pain in profile.pain_points",
            row("{{ pain.rank }}", "{{ pain.text }}", optional("pain.owner", "Not recorded")),
        ),
        alt="Pain points, worst first",
        title="Pain points",
        empty="No pain point is recorded.",
        keep=True,
    ),
    run_on=True,
)
