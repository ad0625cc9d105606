"""Sections 9 and 10: the service desk, and what models and automation do."""

from __future__ import annotations

from tools.kit import (
    body,
    bullets_each,
    callout,
    columns,
    key_values,
    kpis,
    lead,
    lines,
    row,
    row_each,
    section,
    short_date,
    table,
    when,
)
from tools.sdd_parts.words import listing, part, percent, prose, said, title, where

_DESK = "design.desk"

_ROUTING = table(
    columns(("Application", 42), ("Category", 32), ("Group", 32), ("Priority", 16), ("Rule", 43)),
    row_each(
        "one in design.desk.routing",
        row(
            "**{{ one.app }}**",
            "{{ one.category }}",
            "{{ one.group }}",
            "{{ one.priority }}",
            said("one.rule"),
        ),
    ),
    alt="Routing by application: category, group, priority to begin with, rule",
    title="Routing by application",
    note="Priority: the one that a ticket begins with.",
    empty="No route is set down.",
)

_LADDER = table(
    columns(("Level", 28), ("Group", 40), ("Lead", 32), ("Takes", 65)),
    row_each(
        "one in design.desk.escalation",
        row("**{{ one.level }}**", "{{ one.group }}", "{{ one.lead }}", said("one.takes")),
    ),
    alt="Escalation: level, group, lead, what each takes",
    title="Levels of support",
    empty="No level of support is set down.",
    keep=True,
)

_ARTICLES = table(
    columns(("Article", 58), ("Application", 39), ("Source", 26), ("Owner", 21), ("Due", 21)),
    row_each(
        "one in design.desk.articles",
        row("{{ one.title }}", said("one.app"), said("one.source"), said("one.owner"), short_date("one.due")),
    ),
    alt="Articles that the knowledge base starts with: application, source, owner, due date",
    title="Articles to begin with",
    empty="No article is planned.",
    keep=True,
)

_VIPS = body(
    "{% if design.desk.vips %}Users whose faults come first: {% for one in design.desk.vips %}{{ one.name }}"
    "{% if one.reason %} ({{ one.reason }}){% endif %}{% if not loop.last %}; {% endif %}{% endfor %}."
    "{% else %}No user is named whose faults come first.{% endif %}"
)

_LEAVERS = (
    "{% if design.security and design.security.joiner_leaver %}{{ design.security.joiner_leaver }}"
    "{% else %}Not stated{% endif %}"
)

DESK = section(
    title("9"),
    when(
        _DESK,
        lead(
            "The desk is reached by {{ design.desk.channels|lower if design.desk.channels else design.desk.channels }}"
            "{% if design.desk.tickets_per_month %}; about {{ design.desk.tickets_per_month|plural('ticket') }} a "
            "month are expected{% endif %}."
        ),
        when("design.desk.summary", prose("design.desk.summary")),
        otherwise=lead("How the desk takes over is not designed yet."),
    ),
    part("9.1"),
    where(
        _DESK,
        body("Channels: {{ design.desk.channels }}.", keep=True),
        _ROUTING,
        when(
            "design.desk.unrouted",
            callout("TBC", "Without a route", '{{ design.desk.unrouted|join(", ") }}.'),
        ),
    ),
    part("9.2"),
    where(_DESK, _LADDER),
    part("9.3"),
    where(
        _DESK,
        key_values(
            alt="Access requests, joiners and leavers",
            wide=(
                ("Access requests", said("design.desk.access_requests", "Not stated")),
                (
                    "Joiners, leavers",
                    _LEAVERS,
                ),
            ),
        ),
    ),
    part("9.4"),
    where(
        _DESK,
        when("design.desk.vip_handling", prose("design.desk.vip_handling")),
        _VIPS,
        _ARTICLES,
    ),
    run_on=True,
)

_AI = "design.ai"

_MODELS = table(
    columns(("Ref", 18), ("Model", 62), ("Learns from", 52), ("Owner", 33)),
    row_each(
        "one in design.ai.models",
        row("{{ one.id }}", "**{{ one.name }}**", said("one.trained_on"), said("one.owner")),
    ),
    alt="Models that decide what is an alert: what each learns from, owner",
    title="Alerting models",
    empty="No model is part of the design.",
    keep=True,
)

_PREDICTIONS = table(
    columns(("Asset", 38), ("Signal", 48), ("Ahead by", 24), ("Action", 55)),
    row_each(
        "one in design.ai.predictions",
        row("**{{ one.asset }}**", "{{ one.signal }}", said("one.horizon"), said("one.action")),
    ),
    alt="Faults that are foreseen: asset, signal, how far ahead, action",
    title="Faults that are foreseen",
    empty="No fault is foreseen by a model.",
    keep=True,
)

_REMEDIES = table(
    columns(
        ("Ref", 14),
        ("Trigger", 40),
        ("Action, and what it can touch", 45),
        ("Way back", 36),
        ("Autonomy", 30),
    ),
    row_each(
        "one in design.ai.remediations",
        row(
            "**{{ one.id }}**",
            "{{ one.trigger }}",
            lines(
                ("Table Text", "{{ one.action }}"),
                ("Table Gap", "{%p if one.blast_radius %}"),
                ("Table Text", "[[Muted: Touches]] {{ one.blast_radius }}"),
                ("Table Gap", "{%p endif %}"),
            ),
            said("one.rollback", "None"),
            lines(("Table Text", "{{ one.mode }}"), ("Table Text", "{{ one.chip }}")),
        ),
    ),
    alt="What automation may do: trigger, action, what it can touch, way back, autonomy",
    title="Remediation playbooks by autonomy",
    empty="Automation may do nothing.",
    keep=True,
)

AI = section(
    title("10"),
    when(
        _AI,
        lead(
            "{% if design.ai.remediations is iterable %}{{ design.ai.automatic|plural('remedy', 'remedies') }} "
            "{{ 'acts' if design.ai.automatic == 1 else 'act' }} without a person, {{ design.ai.approved }} after an "
            "approval.{% else %}What automation may do: {{ design.ai.remediations }}{% endif %}"
        ),
        when("design.ai.summary", prose("design.ai.summary")),
        kpis(
            ("{{ design.ai.automatic }}", "remedies that act by themselves"),
            ("{{ design.ai.approved }}", "remedies after an approval"),
            (percent("design.ai.precision"), "of alerts are to be right (precision)"),
            (percent("design.ai.recall"), "of faults are to be found (recall)"),
            alt="Remedies by autonomy, and accuracy to reach",
            small=True,
        ),
        otherwise=lead("What models and automation do is not designed yet."),
    ),
    part("10.1"),
    where(_AI, _MODELS),
    part("10.2"),
    where(_AI, _PREDICTIONS),
    part("10.3"),
    where(_AI, _REMEDIES),
    part("10.4"),
    where(
        _AI,
        bullets_each("rule in design.ai.guardrails", "{{ rule }}", empty="No guardrail is set."),
        key_values(
            alt="Data that models see and never see",
            wide=(
                ("Data handling", "{{ design.ai.data_handling }}"),
                ("Never seen", listing("design.ai.never", "Nothing is excluded by name")),
            ),
        ),
    ),
    run_on=True,
)
