"""Sections 10 to 14: monitoring and models, security, backup, registers, accounts."""

from __future__ import annotations

from tools.kit import (
    Column,
    body,
    brief,
    callout,
    cell_each,
    columns,
    grid_table,
    key_values,
    known,
    lead,
    lines,
    long_date,
    minor,
    optional,
    row,
    row_each,
    section,
    short_date,
    table,
    when,
)

_ALERTS = table(
    columns(("Alert", 17), ("What is watched", 62), ("In hypercare", 34), ("Now", 34), ("Severity", 18)),
    row_each(
        "line in design.monitoring.alerts",
        row(
            "**{{ line.id }}**",
            "{{ line.metric }}{% if line.app %} [[Muted: {{ line.app }}]]{% endif %}",
            optional("line.hypercare", "\u2013"),
            "{{ line.bau }}",
            "{{ line.severity }}",
        ),
    ),
    alt="Alerts with their thresholds in hypercare and now",
    title="Alerts and their thresholds",
    empty="No alert is recorded.",
)
_ACTIONS = table(
    columns(("Playbook", 18), ("Set off by", 52), ("What it does", 52), ("Mode", 24), ("State", 28)),
    row_each(
        "line in design.ai.remediations",
        row(
            "**{{ line.id }}**",
            "{{ line.trigger }}",
            "{{ line.action }}",
            "{{ line.mode }}",
            "{% if line.id in bau.models.enabled %}[[Chip Good: \u00a0●\u00a0On\u00a0]]"
            "{% else %}[[Chip Neutral: \u00a0○\u00a0Off\u00a0]]{% endif %}",
        ),
    ),
    alt="Remediation: trigger, action, mode, whether it is switched on",
    title="Remediation",
    empty="Nothing is remedied automatically.",
    keep=True,
)

MONITORING = section(
    "Monitoring and AI operations",
    lead(
        known(
            "bau.models.thresholds_reverted_on",
            "Alert thresholds went back to normal on {{ bau.models.thresholds_reverted_on|date('long') }}.",
        )
    ),
    key_values(
        ("Thresholds", "{{ bau.models.thresholds_reverted_on }}"),
        ("Models", "{{ bau.models.version }}"),
        ("Precision", "{{ bau.models.precision }}"),
        ("Recall", "{{ bau.models.recall }}"),
        wide=(
            (
                "Kept quiet",
                "{% if bau.models.suppressions %}{{ bau.models.suppressions|list_and }}{% else %}Nothing{% endif %}",
            ),
        ),
        alt="State of monitoring: thresholds, models, precision, recall, suppressions",
    ),
    when("design.monitoring", _ALERTS),
    when("design.ai", _ACTIONS),
    run_on=True,
)

_E8 = grid_table(
    (Column("Strategy", 56),),
    heads=(cell_each("level in bau.security.levels", lines(("Table Head Centre", "{{ level }}"))),),
    rows="line in bau.security.strategies",
    row_labels=("{{ line.name }}",),
    drawn_width=109,
    alt="The Essential Eight: the level of each strategy before and as handed over",
    title="The Essential Eight: where each strategy stood and stands",
)
_E8_PROOF = table(
    columns(("Strategy", 38), ("Reached", 24), ("On", 25), ("What shows it", 78)),
    row_each(
        "line in bau.security.strategies",
        row(
            "**{{ line.name }}**",
            brief("line.achieved", "{{ line.achieved }}"),
            brief("line.achieved_on", "{{ line.achieved_on|date('medium') }}"),
            optional("line.evidence", "Not stated"),
        ),
    ),
    alt="The Essential Eight: level reached, when, evidence",
    title="What shows it",
)
_DUTIES = table(
    columns(("Obligation", 60), ("Who answers for it", 32), ("Notice", 42), ("Regulator", 40)),
    row_each(
        "line in profile.obligations",
        row(
            "**{{ line.name }}**",
            "{{ line.owner }}",
            optional("line.notify", "No clock"),
            optional("line.regulator", "\u2013"),
        ),
    ),
    alt="Obligations: owner, notice and its clock, regulator",
    title="Obligations and their clocks",
    note="Hours of notice are to be confirmed by the client\u2019s compliance officer.",
    empty="No obligation is recorded.",
)
_EXCEPTIONS = table(
    columns(("Exception", 56), ("Why", 42), ("Approved by", 28), ("Ends", 26), ("State", 40)),
    row_each(
        "line in bau.security.exceptions",
        row(
            "**{{ line.id }}** {{ line.what }}",
            optional("line.reason", "\u2013"),
            "{{ line.approved_by }}",
            short_date("line.expiry"),
            "{{ line.chip }}",
        ),
    ),
    alt="Exceptions from controls: why, approved by, until when",
    title="Exceptions",
    empty="There is no exception.",
    keep=True,
)

SECURITY = section(
    "Security and compliance",
    lead(
        "{% if bau.security.overall %}The Essential Eight stand at {{ bau.security.overall }} overall"
        "{% if bau.security.before %}, up from {{ bau.security.before }}{% endif %}; "
        "{{ bau.security.reached }} of {{ bau.security.strategies|length }} are at their target."
        "{% else %}The level of the Essential Eight: {{ bau.security.overall }}{% endif %}"
    ),
    _E8,
    _E8_PROOF,
    minor("Last scan for vulnerabilities"),
    key_values(
        ("Scan", "{{ bau.security.scan_date }}"),
        ("Critical and high", "{{ bau.security.scan_chip }}"),
        (
            "Open findings",
            (
                "{{ bau.security.critical }} critical, {{ bau.security.high }} high"
                "{% if bau.security.medium is number %}, {{ bau.security.medium }} medium{% endif %}"
                "{% if bau.security.low is number %}, {{ bau.security.low }} low{% endif %}"
            ),
        ),
        ("Report", optional("bau.security.report", "Not stated")),
        alt="The last scan: day, open findings, report",
    ),
    _EXCEPTIONS,
    _DUTIES,
    run_on=True,
)

RECOVERY = section(
    "Backup and recovery",
    lead(
        "{% if bau.recovery.jobs %}{{ bau.recovery.proven }} of {{ bau.recovery.jobs|length|plural('backup job') }} "
        "have a tested restore and a dated next test."
        "{% else %}The state of the backup jobs is still to be recorded.{% endif %}"
    ),
    when(
        "bau.recovery.missing",
        callout(
            "Risk",
            "No state",
            "{{ bau.recovery.missing|list_and }}: designed, but nobody says how it stands.",
        ),
    ),
    table(
        columns(
            ("Job", 50),
            ("Last run", 24),
            ("Last restore test", 25),
            ("Result", 32),
            ("Next test", 24),
            ("State", 27),
        ),
        row_each(
            "line in bau.recovery.jobs",
            row(
                "**{{ line.scope }}**{% if line.cadence %} [[Muted: tested: {{ line.cadence|lower }}]]{% endif %}",
                short_date("line.last_success"),
                short_date("line.last_restore_test"),
                optional("line.result", "Not stated"),
                short_date("line.next_test"),
                "{{ line.chip }}",
            ),
        ),
        alt="Backup jobs: last run, last restore test and its result, next test",
        title="Backup jobs",
        empty="There is no backup job.",
        keep=True,
    ),
    key_values(
        ("Next DR test", "{{ bau.recovery.dr_test }}"),
        ("Declares a disaster", "{{ bau.recovery.authority }}"),
        alt="Disaster recovery: next test, who declares a disaster",
    ),
    run_on=True,
)

_KEPT = (
    ("Assets", "bau.registers.assets"),
    ("Licences", "bau.registers.licences"),
    ("Vendors", "bau.registers.vendors"),
    ("Circuits", "bau.registers.circuits"),
    ("Certificates", "bau.registers.certificates"),
    ("Warranties", "bau.registers.warranties"),
    ("Contacts", "bau.registers.contacts"),
    ("Known issues", "bau.issues"),
    ("Knowledge base", "bau.documents"),
    ("Access", "bau.access"),
    ("Actions", "bau.actions"),
)


def _size(path: str) -> str:
    return f"{{% if {path} is iterable %}}{{{{ {path}|length }}}}{{% else %}}{{{{ {path} }}}}{{% endif %}}"


REGISTERS = section(
    "Registers",
    lead(
        "The registers are a workbook of their own, {{ client.code }}-BAU, so that they can be filtered and kept up. "
        "{% if bau.registers.near %}{{ bau.registers.near|plural('entry', 'entries') }} "
        "{{ 'ends' if bau.registers.near == 1 else 'end' }} within 90 days."
        "{% else %}Nothing ends within 90 days.{% endif %}"
    ),
    key_values(
        *((name, _size(path)) for name, path in _KEPT),
        alt="Entries of each register",
    ),
    table(
        columns(
            ("What", 30),
            ("Name", 54),
            ("Ends", 25),
            ("Left", 16, "right"),
            ("Who renews it", 28),
            ("State", 40),
        ),
        row_each(
            "line in bau.registers.ending",
            row(
                "{{ line.kind }}",
                "**{{ line.what }}**",
                "{{ line.expiry|date('medium') }}",
                "{{ line.days_left }}",
                optional("line.owner", "\u2013"),
                "{{ line.chip }}",
            ),
        ),
        alt="What ends within 180 days: kind, name, day, days left, who renews it",
        title="What ends within 180 days of {{ as_of|date('long') }}",
        empty="Nothing ends within 180 days.",
        keep=True,
    ),
    run_on=True,
)

ACCESS = section(
    "Access register",
    lead(
        "{% if bau.access %}{{ bau.access|length|plural('account') }} with rights. Secrets are in the vault and "
        "nowhere else; this list holds their references."
        "{% else %}Accounts with rights are still to be recorded.{% endif %}"
    ),
    body(
        "**The provider before** {{ bau.incumbent.chip }} Accounts left: {{ bau.incumbent.accounts }}; agents left: "
        "{{ bau.incumbent.agents }}; removed on "
        + long_date("bau.incumbent.removed_on")
        + ".{% if bau.incumbent.evidence %} Proof: {{ bau.incumbent.evidence }}.{% endif %}"
    ),
    table(
        columns(
            ("Account", 42),
            ("What it may do", 34),
            ("Reference in the vault", 51),
            ("Owner", 26),
            ("Review", 24),
        ),
        row_each(
            "line in bau.access",
            row(
                "**{{ line.account }}**{% if line.until %} [[Chip Caution: \u00a0▲\u00a0until\u00a0]] "
                "{{ line.until|date('medium') }}{% endif %}",
                optional("line.role", "Not stated"),
                "{{ line.vault }}",
                "{{ line.owner }}",
                short_date("line.review_due"),
            ),
        ),
        alt="Accounts with rights: what each may do, reference in the vault, owner, next review",
        title="Accounts with rights",
        empty="No account is recorded.",
    ),
    run_on=True,
)
