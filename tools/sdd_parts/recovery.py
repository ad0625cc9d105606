"""Section 8 and its annex: backup jobs, recovery objectives, copies, tests, order of restore, runbooks."""

from __future__ import annotations

from tools.kit import (
    Column,
    body,
    callout,
    cell,
    cell_each,
    columns,
    counted,
    each,
    figure,
    grid_table,
    key_values,
    lead,
    lines,
    minor,
    row,
    row_each,
    section,
    short_date,
    table,
    when,
)
from tools.sdd_parts.words import listing, part, prose, said, title

_JOBS = table(
    columns(("Job", 30), ("What it protects", 54), ("How often", 27), ("Longest loss", 27), ("Kept for", 27)),
    row_each(
        "one in design.recovery.jobs",
        row(
            "**{{ one.id }}**",
            lines(
                ("Table Text", "{{ one.scope }}"),
                ("Table Gap", "{%p if one.apps %}"),
                ("Table Text", "[[Muted: {{ one.apps }}]]"),
                ("Table Gap", "{%p endif %}"),
            ),
            lines(
                ("Table Text", "{{ one.frequency }}"), ("Table Text", "[[Muted: Takes]] {{ one.duration }}")
            ),
            "{{ one.loss }}",
            "{{ one.retention }}",
        ),
    ),
    alt="Backup jobs: what each protects, how often, longest loss, retention",
    title="Backup jobs",
    note="Longest loss: the interval between two runs and the time that one run takes.",
    empty="No backup job is part of the design.",
)

_OBJECTIVES = table(
    columns(
        ("Application", 36),
        ("May lose", 17),
        ("Loses at worst", 23),
        ("RPO", 22),
        ("Back within", 29),
        ("Is back in", 20),
        ("RTO", 18),
    ),
    row_each(
        "one in design.recovery.objectives",
        row(
            lines(
                ("Table Text", "{% if one.rating %}**{{ one.name }}**{% else %}{{ one.name }}{% endif %}"),
                ("Table Text", "[[Muted: {{ [one.rating, one.restored_by]|select|join(', ') }}]]"),
            ),
            "{{ one.rpo }}",
            "{{ one.loss }}",
            "{{ one.rpo_chip }}",
            "{{ one.rto }}",
            "{{ one.whole }}",
            "{{ one.rto_chip }}",
        ),
    ),
    alt="Recovery objectives by application: what it may lose and loses at worst, when it has to be and is back",
    title="Recovery objectives, and whether the design keeps them",
    note="Is back in: the time to restore the application and, before it, all that it depends on. Below the name: "
    "criticality, and who restores it.",
    empty="No application is recorded.",
)

_STATEMENTS = when(
    "design.recovery.objectives|selectattr('attestation')|list",
    table(
        columns(("Application", 45), ("What its vendor states", 120)),
        row_each(
            "one in design.recovery.objectives|selectattr('attestation')",
            row("{{ one.name }}", "{{ one.attestation }}"),
        ),
        alt="What vendors state about the recovery of their applications",
        title="Vendors\u2019 statements",
    ),
)

_KEPT = (
    "3-2-1: three copies on two kinds of storage, one of them off site. {% if design.recovery.jobs %}Encrypted: "
    "{{ design.recovery.jobs|selectattr('encrypted', 'eq', 'Yes')|list|length }} of "
    "{{ design.recovery.jobs|length|plural('job') }}.{% endif %}"
)
_COPIES = table(
    columns(
        ("Job", 25),
        ("Product and place", 43),
        ("Copies", 17, "right"),
        ("Media", 17, "right"),
        ("Off site", 19),
        ("Immutable", 19),
        ("State", 26),
    ),
    row_each(
        "one in design.recovery.jobs",
        row(
            "**{{ one.id }}**",
            lines(("Table Text", said("one.product")), ("Table Text", "[[Muted: {{ one.place }}]]")),
            counted("one.copies"),
            counted("one.media"),
            said("one.offsite"),
            said("one.immutable"),
            "{{ one.rule }}",
        ),
    ),
    alt="Copies by job: product and place, number of copies and media, off site, immutable",
    title="Copies and where they lie",
    note=_KEPT,
    empty="No backup job is part of the design.",
)

_TESTS = table(
    columns(("Job", 35), ("What it protects", 85), ("Restore is tested", 45)),
    row_each("one in design.recovery.jobs", row("**{{ one.id }}**", "{{ one.scope }}", "{{ one.test }}")),
    alt="How often the restore of each job is tested",
    title="Restore tests",
    empty="No backup job is part of the design.",
    keep=True,
)

_STRATEGY = (
    prose("design.recovery.strategy", keep=True),
    key_values(
        ("Declared by", "{{ design.recovery.authority }}"),
        ("Deputy", said("design.recovery.deputy", "Nobody is named")),
        ("Recovery site", "{{ design.recovery.site }}"),
        ("Exercised", said("design.recovery.test_cadence", "Not stated")),
        alt="Recovery: who declares a disaster, deputy, site, exercises",
    ),
    table(
        columns(("Applications", 40), ("How they are recovered", 125)),
        row_each("one in design.recovery.tiers", row("**{{ one.rating }}**", "{{ one.strategy }}")),
        alt="How applications of each criticality are recovered",
        title="Strategy by criticality",
        empty="No strategy by criticality is set down.",
        keep=True,
    ),
)

_SCALE = cell("From 0 to {{ scale }}", style="Table Head", span_tag="24")
_ORDER = when(
    "design.recovery.order",
    grid_table(
        (Column("", 7, "right"), Column("Application", 50)),
        heads=(cell_each("scale in [design.recovery.scale]", _SCALE),),
        rows="line in design.recovery.order",
        row_labels=("{{ line.place }}", "{{ line.name }}"),
        drawn_width=50,
        tails=(
            (Column("Back after", 34), "{{ line.end }}"),
            (Column("State", 24), "{{ line.chip }}"),
        ),
        alt="Order of restore: each application as a bar from its start to its end, counted from the declaration",
        title="Order of restore, from the declaration to {{ design.recovery.scale }} after it",
        note="A bar begins when all that the application needs is back. State: its end against its RTO.",
    ),
    otherwise=body("The order follows once the time to restore each application is known."),
)

_CIRCLE = when(
    "design.recovery.circle",
    callout(
        "Risk",
        "A circle",
        "These need each other, so that none can come back first: {{ design.recovery.circle }}.",
    ),
)

_BOOKS = table(
    columns(("Runbook", 24), ("Application", 50), ("Steps take", 33), ("RTO", 28), ("State", 30)),
    row_each(
        "one in design.recovery.runbooks",
        row("**{{ one.id }}**", "{{ one.app }}", "{{ one.total }}", "{{ one.rto }}", "{{ one.chip }}"),
    ),
    alt="Recovery runbooks: application, sum of the steps against its RTO",
    title="Recovery runbooks",
    note="Annex A1 has each runbook step by step.",
    empty="No runbook is part of the design.",
    keep=True,
)

RECOVERY = section(
    title("8"),
    lead(
        "{% if design.recovery.judged %}{{ design.recovery.met }} of "
        "{{ design.recovery.judged|plural('critical application') }} keep both what they may lose and when they have "
        "to be back.{% else %}No application is rated critical yet.{% endif %}"
    ),
    when("design.recovery.summary", prose("design.recovery.summary")),
    part("8.1"),
    _JOBS,
    part("8.2"),
    _OBJECTIVES,
    when(
        "design.recovery.plot",
        figure(
            "design.recovery.plot",
            title="Critical applications: hours until they are back, and the hours agreed",
        ),
    ),
    _STATEMENTS,
    part("8.3"),
    _COPIES,
    part("8.4"),
    _TESTS,
    part("8.5"),
    *_STRATEGY,
    part("8.6"),
    _CIRCLE,
    _ORDER,
    part("8.7"),
    _BOOKS,
)

_CONTACTS = table(
    columns(("Role", 45), ("Name", 40), ("Channels, best first", 55), ("State", 25)),
    row_each(
        "who in book.contacts",
        row("{{ who.role }}", said("who.name"), '{{ who.channels|join("; ") }}', "{{ who.chip }}"),
    ),
    alt="Contacts of the recovery: role, name, channels",
    title="Contacts",
    empty="No contact is recorded.",
    keep=True,
)

_STEPS = table(
    columns(("No.", 10), ("Action", 57), ("Owner", 26), ("Takes", 22), ("Done by", 24), ("Verified by", 36)),
    row_each(
        "step in book.steps",
        row(
            "{{ step.n }}",
            "{{ step.action }}",
            "{{ step.owner }}",
            "{{ step.minutes }}",
            "{{ step.end }}",
            "{{ step.verify }}",
        ),
    ),
    alt="Steps of the recovery: action, owner, time, clock from the declaration, verification",
    title="Steps",
    note="Done by: time since the declaration. Together {{ book.total }}, against an RTO of {{ book.rto }}.",
    empty="No step is recorded.",
)

_EXERCISES = table(
    columns(("Date", 32), ("Scope", 58), ("Took", 25), ("Result", 22), ("By", 28)),
    row_each(
        "test in book.tests",
        row(
            short_date("test.date"),
            "{{ test.scope }}",
            "{{ test.took }}",
            "{{ test.result }}",
            said("test.by"),
        ),
    ),
    alt="Exercises of the runbook: date, scope, time, result",
    title="Exercises",
    empty="This runbook was not exercised yet.",
    keep=True,
)

RUNBOOKS = section(
    "Recovery runbooks",
    when(
        "design.recovery.runbooks",
        each(
            "book in design.recovery.runbooks",
            minor("{{ book.id }}\u2003{{ book.app }}"),
            key_values(
                ("Steps take", "{{ book.total }}"),
                ("State", "{{ book.chip }}"),
                ("RTO", "{{ book.rto }}"),
                ("Kept at", said("book.stored", "Not stated")),
                alt="Runbook: sum of its steps, RTO, where it is kept",
                wide=(("Trigger", "{{ book.trigger }}"),),
            ),
            _CONTACTS,
            _STEPS,
            _EXERCISES,
            key_values(
                alt="What to do if it does not work, prepared messages, how the service goes back",
                wide=(
                    ("If it does not work", said("book.fallback", "Not stated")),
                    ("Messages", listing("book.messages", "None is prepared")),
                    ("Going back", said("book.failback", "Not stated")),
                ),
            ),
        ),
        otherwise=body(
            "{% if design.recovery.runbooks is iterable %}No runbook is part of the design."
            "{% else %}{{ design.recovery.runbooks }}{% endif %}"
        ),
    ),
    annex=True,
)
