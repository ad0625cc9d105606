"""Section 5: context, network, cloud, security zones and identity, servers, applications and integrations."""

from __future__ import annotations

from tools.kit import (
    body,
    callout,
    columns,
    counted,
    key_values,
    lead,
    lines,
    list_cell,
    row,
    row_each,
    section,
    table,
    when,
)
from tools.sdd_parts.platform import PLATFORM
from tools.sdd_parts.words import NONE, drawn, figure_of, listing, part, percent, prose, said, title, where

_PRINCIPLES = when(
    "design.summary.principles",
    table(
        columns(("Principle", 55), ("Why", 110)),
        row_each("one in design.summary.principles", row("**{{ one.text }}**", said("one.why"))),
        alt="Principles of the design, and why",
        title="Principles",
        keep=True,
    ),
    otherwise=body("No principle is set down for this design."),
)

_CONTEXT = (
    part("5.1"),
    drawn(
        "context",
        "Who uses the service, and what it is made of",
        "The drawing appears once sites or applications are known.",
        "Dashed lines: applications with a sign-in of their own.",
        low=115,
    ),
)

_LINES = table(
    columns(
        ("Site", 23),
        ("Line", 31),
        ("Mbps", 16, "right"),
        ("Mbps a user", 17, "right"),
        ("Needed", 20, "right"),
        ("Free", 17, "right"),
        ("State", 20),
        ("When it fails", 21),
    ),
    row_each(
        "one in design.network.circuits",
        row(
            "{{ one.site }}",
            lines(
                ("Table Text", "{{ one.kind }}{% if one.carrier %}, {{ one.carrier }}{% endif %}"),
                ("Table Gap", "{%p if one.change %}"),
                ("Table Text", "[[Muted: {{ one.change }}]]"),
                ("Table Gap", "{%p endif %}"),
            ),
            counted("one.mbps"),
            figure_of("one.per_user"),
            figure_of("one.needed"),
            percent("one.headroom"),
            "{{ one.chip }}",
            "{{ one.failover }}",
        ),
    ),
    alt="Lines by site: speed, speed for each user, need, share that stays free, what takes over",
    title="Lines and their headroom",
    note="Needed: Mbps at the busiest. Free: share of the line that is left then; under 20 % is tight.",
    empty="No line is part of the design.",
)

_TUNNELS = table(
    columns(("Site", 34), ("Leads to", 26), ("Kind", 42), ("Mbps", 18, "right"), ("Note", 45)),
    row_each(
        "one in design.network.tunnels",
        row("{{ one.site }}", "{{ one.to }}", said("one.kind"), figure_of("one.mbps"), said("one.note")),
    ),
    alt="Ways from the sites to the cloud",
    title="Ways to the cloud",
    empty="No way to a cloud is part of the design.",
    keep=True,
)

_FIREWALLS = table(
    columns(("Site", 30), ("Model", 43), ("Availability", 37), ("What changes", 55)),
    row_each(
        "one in design.network.firewalls",
        row(
            "{{ one.site }}",
            "{{ one.model }}",
            said("one.availability"),
            lines(
                ("Table Text", said("one.change")),
                ("Table Gap", "{%p if one.management %}"),
                ("Table Text", "[[Muted: Managed from:]] {{ one.management }}"),
                ("Table Gap", "{%p endif %}"),
            ),
        ),
    ),
    alt="Firewalls: model, availability, what changes",
    title="Firewalls",
    empty="No firewall is part of the design.",
    keep=True,
)

_SINGLE_POINTS = table(
    columns(("Place", 34), ("Single point of failure", 76), ("What follows", 55)),
    row_each(
        "one in design.network.single_points", row("{{ one.place }}", "{{ one.what }}", "{{ one.answer }}")
    ),
    alt="Single points of failure, and what follows from each",
    title="Single points of failure",
    empty="Every site has a second line and no firewall stands alone.",
    keep=True,
)

_PLANS = (
    "{% if design.network.segments %}{{ design.network.segments|length|plural('network') }}; annex A2 has the address "
    "plan, annex A3 what may cross{% else %}Annex A2{% endif %}"
)

_NETWORK = (
    part("5.2"),
    where(
        "design.network",
        prose("design.network.summary"),
        drawn(
            "network",
            "Sites, lines and clouds",
            "The drawing appears once lines are assigned to sites.",
            "{{ design.drawings.network.note }}",
            low=150,
            high=190,
        ),
        _LINES,
        _TUNNELS,
        _FIREWALLS,
        _SINGLE_POINTS,
        key_values(
            alt="Path selection, wireless, remote access and name service",
            wide=(
                ("Path selection", said("design.network.sdwan", "None")),
                ("Wireless", said("design.network.wireless", "Not part of the design")),
                ("Remote access", "{{ design.network.remote_access }}"),
                ("Names (DNS)", said("design.network.dns", "Not part of the design")),
                (
                    "Addresses",
                    _PLANS,
                ),
            ),
        ),
        when(
            "design.network.clashes",
            callout("Risk", "Addresses clash", '{{ design.network.clashes|join("; ") }}.'),
        ),
    ),
)

_GROUPS = table(
    columns(("Management group", 55), ("Rules", 110)),
    row_each(
        "one in design.cloud.groups",
        row(
            "{% for at in range(one.depth) %}\u2003{% endfor %}{{ one.name }}",
            list_cell("rule in one.policies", "{{ rule }}", NONE),
        ),
    ),
    alt="Management groups and the rules that hold in each",
    title="Management groups and their rules",
    empty="No management group is part of the design.",
    keep=True,
)

_SUBSCRIPTIONS = table(
    columns(("Subscription", 30), ("Group", 32), ("Purpose", 45), ("Owner", 23), ("Resource groups", 35)),
    row_each(
        "one in design.cloud.subscriptions",
        row(
            "**{{ one.name }}**",
            lines(
                ("Table Text", said("one.group")),
                ("Table Gap", "{%p if one.tenancy %}"),
                ("Table Text", "[[Muted: {{ one.tenancy }}]]"),
                ("Table Gap", "{%p endif %}"),
            ),
            "{{ one.purpose }}",
            "{{ one.owner }}",
            listing("one.resource_groups"),
        ),
    ),
    alt="Subscriptions: group, purpose, owner, resource groups",
    title="Subscriptions",
    empty="No subscription is part of the design.",
    keep=True,
)

_REGIONS = table(
    columns(("Region", 60), ("Country", 50), ("Use", 55)),
    row_each("one in design.cloud.regions", row("{{ one.name }}", said("one.country"), said("one.use"))),
    alt="Regions of the cloud, their country and use",
    title="Regions",
    empty="No region is part of the design.",
    keep=True,
)

_BUDGET = (
    "{% if design.cloud.budget is none %}Not set{% else %}{{ design.cloud.budget }} a month"
    "{% if design.cloud.alerts %}; somebody is told at {{ design.cloud.alerts }}{% endif %}{% endif %}"
)

_CLOUD = (
    part("5.3"),
    where(
        "design.cloud",
        prose("design.cloud.landing_zone"),
        drawn(
            "cloud",
            "Management groups and subscriptions",
            "The drawing appears once subscriptions are known.",
        ),
        _GROUPS,
        _SUBSCRIPTIONS,
        _REGIONS,
        key_values(
            alt="Naming, tags, cost",
            wide=(
                ("Naming", said("design.cloud.naming", "Not set")),
                ("Tags", listing("design.cloud.tags", "None")),
                ("Budget", _BUDGET),
                ("Cost guardrails", said("design.cloud.guardrails", "None")),
            ),
        ),
    ),
)

_ZONES = table(
    columns(("Zone", 38), ("Trust", 24), ("Holds", 48), ("Controls", 55)),
    row_each(
        "one in design.security.zones",
        row(
            "**{{ one.name }}**",
            said("one.trust"),
            "{{ one.holds }}",
            list_cell("rule in one.controls", "{{ rule }}", NONE),
        ),
    ),
    alt="Security zones: trust, what each holds, controls",
    title="Security zones",
    empty="No zone is part of the design.",
)

_CONDITIONS = table(
    columns(("Condition", 55), ("Applies to", 60), ("Grants", 50)),
    row_each(
        "one in design.security.conditions",
        row("**{{ one.name }}**", said("one.applies_to"), said("one.grants")),
    ),
    alt="Conditions on signing in: to whom each applies, what it grants",
    title="Conditional access",
    empty="No condition on signing in is part of the design.",
)

_VAULT = table(
    columns(("Secret", 42), ("Place in the vault", 62), ("Holder", 26), ("Changed", 35)),
    row_each(
        "one in design.security.vault",
        row("{{ one.what }}", said("one.ref"), said("one.holder"), said("one.rotation")),
    ),
    alt="Secrets by their place in the vault, holder, rotation",
    title="Secrets, by their place in the vault",
    note="This document holds no secret, only where each is kept.",
    empty="No secret is listed.",
)

_SECURITY = (
    part("5.4"),
    where(
        "design.security",
        when("design.security.summary", prose("design.security.summary")),
        key_values(
            alt="Identity, privileged access, segmentation, logging",
            wide=(
                ("Identity", "{{ design.security.identity }}"),
                ("Privileged access", "{{ design.security.pam }}"),
                ("Segmentation", said("design.security.segmentation", "As the zones say")),
                ("Logging", said("design.security.logging", "As section 7.4 says")),
            ),
        ),
        _CONDITIONS,
        _VAULT,
        _ZONES,
        drawn(
            "zones",
            "Security zones and what may cross",
            "The drawing appears once zones are known.",
            "Numbers on the lines are those of the port and firewall matrix, annex A3.",
        ),
    ),
)

ARCHITECTURE = section(
    title("5"),
    lead(
        "What the target looks like: its context, network, cloud, security and the machines and data in it."
    ),
    _PRINCIPLES,
    *_CONTEXT,
    *_NETWORK,
    *_CLOUD,
    *_SECURITY,
    *PLATFORM,
    run_on=True,
)
