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
    list_cell,
    optional,
    row,
    row_each,
    section,
    source,
    table,
    when,
)

_PER_USER = "{% if profile.devices_per_user %}, {{ profile.devices_per_user }} for each user{% endif %}"
_INCUMBENT = "profile.incumbent"

PROFILE = section(
    "Client profile",
    lead(
        "{{ client.industry }}: "
        + known("client.users", "{{ client.users|plural('user') }}")
        + " and "
        + known("client.devices", "{{ client.devices|plural('device') }}")
        + "{% if profile.sites %} at {{ profile.sites|length|plural('site') }}{% endif %}."
    ),
    key_values(
        ("Legal name", "{{ client.legal_name }}"),
        ("Company number", "{{ client.number }}"),
        ("Headcount", "{{ client.headcount }}"),
        ("Users", "{{ client.users }}"),
        (
            "Devices",
            "{{ client.devices }}" + _PER_USER,
        ),
        ("Remote workers", "{{ client.remote_workers }}"),
        ("Region", "{{ client.region }}"),
        ("Time zone", "{{ client.timezone }}"),
        ("Opening hours", known("client.hours", "{{ client.hours|join('; ') }}")),
        ("Address", "{{ client.address }}"),
        alt="Profile of the client",
    ),
    heading("Sites"),
    table(
        columns(
            ("Site", 30),
            ("Kind", 18),
            ("Address", 50),
            ("Users", 14, "right"),
            ("Devices", 16, "right"),
            ("IT contact", 30),
        ),
        row_each(
            "site in profile.sites",
            row(
                "**{{ site.name }}**",
                "{{ site.kind }}",
                "{{ site.address }}",
                counted("site.users"),
                counted("site.devices"),
                optional("site.it_contact", "Nobody"),
            ),
        ),
        alt="Sites: kind, address, users, devices, IT contact",
        empty="No site is recorded.",
        keep=True,
    ),
    when(
        "profile.users_at_sites is not none",
        source("Users at the sites against users supported: {{ profile.users_chip }}"),
    ),
    heading("Applications"),
    table(
        columns(
            ("Application", 34),
            ("Criticality", 26),
            ("Users", 14, "right"),
            ("Owner", 28),
            ("Restored within", 30),
            ("Data lost at most", 30),
        ),
        row_each(
            "app in profile.applications",
            row(
                "**{{ app.name }}**",
                "{{ app.chip }}",
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
            ("Contact", optional("profile.incumbent.contact", "Not recorded")),
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
        columns(("Obligation", 46), ("Why it applies", 46), ("Regulator", 34), ("Owner", 26)),
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
        columns(("What success means", 62), ("How it is measured", 62), ("State", 28)),
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
        columns(("Objective", 48), ("Outcome", 52), ("Client\u2019s owner", 26), ("Our owner", 26)),
        row_each(
            "aim in profile.objectives",
            row(
                "{{ aim.statement }}",
                optional("aim.outcome", "Not stated"),
                optional("aim.owner_client", "Nobody"),
                optional("aim.owner_provider", "Nobody"),
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
