"""Sections 6 and 7: monitoring, the Essential Eight and the rest of the security posture, controls for obligations."""

from __future__ import annotations

from tools.kit import (
    Column,
    body,
    cell_each,
    columns,
    counted,
    grid_table,
    key_values,
    known,
    kpis,
    lead,
    lines,
    optional,
    row,
    row_each,
    section,
    short_date,
    table,
    when,
)
from tools.sdd_parts.words import NONE, figure_of, listing, part, prose, said, title, where

_AGENTS = table(
    columns(
        ("Device", 40),
        ("In scope", 24, "right"),
        ("Agents planned", 27, "right"),
        ("Product", 44),
        ("State", 30),
    ),
    row_each(
        "one in design.monitoring.agents",
        row(
            "{{ one.device }}",
            counted("one.in_scope"),
            counted("one.planned"),
            said("one.product"),
            "{{ one.chip }}",
        ),
    ),
    alt="Agents by class of device: in scope, planned, product, state",
    title="Agents against devices in scope",
    empty="No class of device gets an agent.",
    keep=True,
)

_WATCHED = table(
    columns(("Application", 80), ("Criticality", 30, "centre"), ("Watched by", 55)),
    row_each(
        "one in design.monitoring.watched",
        row("{{ one.app }}", said("one.rating"), "{{ one.chip }}"),
    ),
    alt="Applications, their criticality, and the alerts that watch them",
    title="What watches each application",
    note="Criticality: 1 critical, 2 important, 3 other. Annex A4 lists every alert with its thresholds.",
    empty="No application is recorded.",
)

MONITORING = section(
    title("6"),
    where(
        "design.monitoring",
        lead(
            "{{ design.monitoring.agents_planned }} of {{ design.monitoring.devices|plural('device') }} get an agent"
            "{% if design.monitoring.alerts is iterable %}, and {{ design.monitoring.alerts|length|plural('alert') }} "
            "watch what matters{% endif %}."
        ),
        when("design.monitoring.summary", prose("design.monitoring.summary")),
        _AGENTS,
        table(
            columns(("Collector", 45), ("What it covers", 120)),
            row_each("one in design.monitoring.collectors", row("**{{ one.name }}**", said("one.text"))),
            alt="Collectors and what each covers",
            title="Collectors, for what can bear no agent",
            empty="No collector is part of the design.",
            keep=True,
        ),
        _WATCHED,
        key_values(
            alt="Hypercare thresholds, suppression",
            wide=(
                (
                    "In hypercare",
                    "Thresholds are stricter by the factor {{ design.monitoring.factor }}, unless an alert has its own",
                ),
                ("Suppression", said("design.monitoring.suppression", "Not stated")),
            ),
        ),
        table(
            columns(("Dashboard", 75), ("For whom", 90)),
            row_each("one in design.monitoring.dashboards", row("{{ one.name }}", said("one.text"))),
            alt="Dashboards and their readers",
            title="Dashboards",
            empty="No dashboard is part of the design.",
            keep=True,
        ),
    ),
    run_on=True,
)

_EIGHT = grid_table(
    (Column("Strategy", 48),),
    heads=(cell_each("name in design.maturity.levels", lines(("Grid Mark", "**{{ name }}**"))),),
    rows="line in design.maturity.rows",
    row_labels=("{{ line.name }}",),
    drawn_width=76,
    tails=(
        (Column("Gap", 24), "{{ line.chip }}"),
        (
            Column("Days", 17, "right"),
            lines(("Table Number", figure_of("line.effort"))),
        ),
    ),
    alt="The Essential Eight: where each strategy stands today and where it has to stand, by maturity level",
    title="The eight strategies by maturity level",
    note="Days: person-days of the actions below. The eight count as a set: the overall level is the least of them.",
)

_ACTIONS = table(
    columns(("Strategy", 45), ("Action", 66), ("Owner and due", 38), ("Days", 16, "right")),
    row_each(
        "one in design.maturity.actions",
        row(
            "{{ one.strategy }}",
            "{{ one.text }}",
            lines(("Table Text", "{{ one.owner }}"), ("Table Text", short_date("one.due"))),
            figure_of("one.effort"),
        ),
    ),
    alt="Actions that close the gaps: strategy, owner, due date, person-days",
    title="Actions that close the gaps",
    empty="No action is recorded.",
)

_EIGHT_PART = (
    part("7.1"),
    kpis(
        (known("design.maturity.now", "{{ design.maturity.now }}"), "overall today"),
        (known("design.maturity.after", "{{ design.maturity.after }}"), "overall in the design"),
        ("{{ design.maturity.to_raise }}", "strategies to raise"),
        ("{{ design.maturity.effort }}", "person-days of actions"),
        alt="Maturity today and in the design, strategies to raise, effort",
        small=True,
    ),
    _EIGHT,
    _ACTIONS,
)

_ROLLOUT = table(
    columns(("Wave", 60), ("From", 30), ("Devices", 20, "right"), ("In all", 20, "right"), ("Mode", 35)),
    row_each(
        "one in design.security.rollout",
        row(
            "{{ one.name }}",
            short_date("one.date"),
            counted("one.devices"),
            "{{ one.total }}",
            said("one.mode"),
        ),
    ),
    alt="Waves of the endpoint rollout: day, devices, mode",
    title="Rollout in waves",
    empty="The rollout is not cut into waves.",
    keep=True,
)

_PATCHING = table(
    columns(("What", 65), ("Today", 50, "right"), ("In the design", 50, "right")),
    *(
        row(
            what,
            figure_of(f"design.security.patching.{name}_today", unit),
            figure_of(f"design.security.patching.{name}", unit),
        )
        for what, name, unit in (
            ("Operating systems, every", "os_days", "days"),
            ("Applications, every", "app_days", "days"),
            ("Critical updates, within", "critical_hours", "hours"),
        )
    ),
    alt="Patching today and in the design",
    title="Patch cadence",
    keep=True,
)

_SOURCES = "design.security.siem.sources"
_SIEM = (
    key_values(
        ("Product", "{{ design.security.siem.product }}"),
        ("Kept for", figure_of("design.security.siem.retention_days", "days")),
        ("Coverage", "{{ design.security.siem.covered }}"),
        ("Sources", known(_SOURCES, f"{{{{ {_SOURCES}|length }}}}")),
        alt="Security logging: product, retention, coverage, sources",
    ),
    table(
        columns(("Kind of source", 45), ("What sends its log", 120)),
        row_each("one in design.security.siem.sources", row("{{ one.name }}", said("one.text"))),
        alt="Sources of the security log",
        title="Sources",
        empty="No source is part of the design.",
        keep=True,
    ),
    table(
        columns(("Use case", 70), ("Response", 95)),
        row_each("one in design.security.siem.use_cases", row("{{ one.name }}", said("one.text"))),
        alt="Use cases of the security log, and the response to each",
        title="Use cases and responses",
        empty="No use case is part of the design.",
        keep=True,
    ),
)

_MAIL = table(
    columns(
        ("Domain", 45), ("SPF today", 24), ("DKIM today", 26), ("DMARC today", 24), ("DMARC reaches", 46)
    ),
    row_each(
        "one in design.security.mail",
        row(
            "**{{ one.domain }}**",
            said("one.spf"),
            said("one.dkim"),
            said("one.dmarc"),
            "{% if one.by is none %}{{ one.target }}, as today{% else %}"
            "{{ one.target }}{% if one.target and one.by %} on "
            + short_date("one.by")
            + "{% endif %}{% endif %}",
        ),
    ),
    alt="Mail domains: SPF, DKIM and DMARC today, and what DMARC reaches by when",
    title="Mail domains",
    empty="No mail domain is recorded.",
    keep=True,
)

_SCANNING = (
    key_values(
        ("Tool", "{{ design.security.scanning.tool }}"),
        ("How often", "{{ design.security.scanning.cadence }}"),
        ("Owner", said("design.security.scanning.owner")),
        ("Last scan", optional("design.security.scanning.last_scan", "None on record")),
        alt="Vulnerability management: tool, cadence, owner, last scan",
        wide=(("Goal", said("design.security.scanning.goal", "Not stated")),),
    ),
    when(
        "design.security.scanning.last_scan",
        table(
            columns(*((head, 41, "right") for head in ("Critical", "High", "Medium", "Low"))),
            row(
                *(
                    figure_of(f"design.security.scanning.{level}")
                    for level in ("critical", "high", "medium", "low")
                )
            ),
            alt="Findings of the last scan by severity",
            title="What the last scan found",
            keep=True,
        ),
    ),
)

_DATA = when(
    "design.security.data",
    key_values(
        alt="Data protection: product, labels, retention",
        wide=(
            ("Product", said("design.security.data.product")),
            ("Labels", listing("design.security.data.labels")),
            ("Retention", said("design.security.data.retention", "Not stated")),
        ),
    ),
    table(
        columns(("Policy", 70), ("Applies to", 60), ("Action", 35)),
        row_each(
            "one in design.security.data.policies",
            row("{{ one.name }}", said("one.applies_to"), said("one.grants")),
        ),
        alt="Policies against loss of data",
        title="Policies against loss of data",
        empty="No policy is part of the design.",
        keep=True,
    ),
    otherwise=body("Labels and policies against loss of data are not part of the design."),
)

_CONTROLS = table(
    columns(("Obligation", 55), ("Controls", 47), ("Evidence and owner", 41), ("State", 22)),
    row_each(
        "one in design.controls",
        row(
            lines(
                ("Table Text", "**{{ one.obligation.name }}**"),
                ("Table Gap", "{%p if one.obligation.notify %}"),
                ("Table Text", "[[Muted: Notify:]] {{ one.obligation.notify }}"),
                ("Table Gap", "{%p endif %}"),
            ),
            lines(
                ("Table Gap", "{%p if one.controls %}"),
                ("Table Text", '{{ one.controls|join("; ") }}'),
                ("Table Gap", "{%p else %}"),
                ("Table Text", NONE),
                ("Table Gap", "{%p endif %}"),
                ("Table Gap", "{%p if one.section %}"),
                ("Table Text", "[[Muted: Section]] {{ one.section }}"),
                ("Table Gap", "{%p endif %}"),
            ),
            lines(
                ("Table Text", said("one.evidence")),
                ("Table Gap", "{%p if one.owner %}"),
                ("Table Text", "[[Muted: {{ one.owner }}]]"),
                ("Table Gap", "{%p endif %}"),
            ),
            "{{ one.chip }}",
        ),
    ),
    alt="Obligations and the controls that serve them, evidence, owner, state",
    title="Obligations and controls",
)

_NO_CONTROLS = body(
    "{% if profile.obligations is iterable %}No law or standard was named."
    "{% else %}{{ profile.obligations }}{% endif %}"
)

_POSTURE = "design.security"

POSTURE = section(
    title("7"),
    lead(
        "{% if design.maturity.now and design.maturity.after %}All eight strategies reach "
        "{{ design.maturity.after }}; today the least of them stands at {{ design.maturity.now }}."
        "{% else %}How the design protects identities, devices, mail and data.{% endif %}"
    ),
    *_EIGHT_PART,
    part("7.2"),
    where(_POSTURE, prose("design.security.endpoint"), _ROLLOUT),
    part("7.3"),
    where(
        _POSTURE,
        where(
            "design.security.patching",
            body(
                "Tool: {{ design.security.patching.tool }}{% if design.security.patching.rings %}. "
                "Rings: {{ design.security.patching.rings }}{% endif %}."
            ),
            _PATCHING,
        ),
    ),
    part("7.4"),
    where(_POSTURE, where("design.security.siem", *_SIEM)),
    part("7.5"),
    where(_POSTURE, prose("design.security.mfa")),
    part("7.6"),
    where(_POSTURE, prose("design.security.email"), _MAIL),
    part("7.7"),
    where(_POSTURE, where("design.security.scanning", *_SCANNING)),
    part("7.8"),
    where(_POSTURE, _DATA),
    part("7.9"),
    when("design.controls", _CONTROLS, otherwise=_NO_CONTROLS),
    run_on=True,
)
