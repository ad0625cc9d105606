"""Section 8: backup jobs, recovery objectives met or not, copies, the order of restore."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docgen.derive.design.formulas import chains, circle, in_order, length
from docgen.derive.design.measures import job_of, keeps_rule, loss_of, minutes_of, needs_of
from docgen.derive.design.recovery_plot import recovery_plot
from docgen.derive.design.rows import app_name, rows_of, span_of, verdict
from docgen.derive.design.runbooks import Runbook, runbook_view
from docgen.derive.lookup import Lookup
from docgen.derive.plots import Plot
from docgen.derive.regions import region_name
from docgen.derive.values import Cell, Chip, Gap, Span, State
from docgen.derive.words import in_words
from docgen.intake.model.applications import Application
from docgen.intake.model.design import Design
from docgen.intake.model.design_recovery import BackupJob, RecoveryPlan

CRITICAL = 1
COLUMNS = 24

_OFFSITE = {
    "none": "None",
    "cloud": "Cloud",
    "second_site": "Second site",
    "removable": "Removable media",
}
_RATING = {1: "1 Critical", 2: "2 Important", 3: "3 Other"}
_YES_NO = {True: "Yes", False: "No", None: ""}


@dataclass(frozen=True, slots=True)
class JobRow:
    """A backup job. `loss` is the most work that it can lose; `rule` tells whether it keeps three copies on two
    kinds of storage, one off site and one that nobody can change."""

    id: str
    scope: str | Gap
    apps: str
    product: str
    frequency: str | Gap
    duration: Span | Gap
    loss: Span | Gap
    retention: str | Gap
    copies: int | Gap
    media: int | Gap
    offsite: str
    immutable: str
    encrypted: str
    place: str
    test: str | Gap
    rule: Chip


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """What an application may lose and how long it may be away, against what the design does.

    `loss` is backup interval plus the time of one run (a replica's lag where there is one); `own` the time to
    restore the application itself; `whole` that of the slowest way to it, what it depends on included; `way` names
    that way. An application that its vendor restores rests on the vendor's statement, `attestation`.
    """

    id: str
    name: str
    rating: str
    restored_by: str
    job: str
    rpo: Span | Gap
    loss: Span | Gap | str
    rpo_chip: Chip
    rto: Span | Gap
    own: Span | Gap
    whole: Span | Gap
    way: str
    rto_chip: Chip
    attestation: str


@dataclass(frozen=True, slots=True)
class RestoreRow:
    """One application in the order of restore: it begins when all that it needs is back. `cells` draw it on a
    scale of `COLUMNS` columns."""

    place: int
    name: str
    after: str
    start: Span
    end: Span
    rto: Span | Gap
    cells: tuple[Cell, ...]
    chip: Chip


@dataclass(frozen=True, slots=True)
class TierRow:
    """How applications of one criticality are recovered."""

    rating: str
    strategy: str | Gap


@dataclass(frozen=True, slots=True)
class Recovery:
    """Section 8. `met` of `judged` critical applications keep both objectives; `scale` is the time that the drawn
    order of restore spans; `circle` names applications that depend on each other in a circle, for which there is
    no order; `plot` compares the critical applications' time to be back with what was agreed, in hours."""

    summary: str
    jobs: tuple[JobRow, ...] | Gap
    objectives: tuple[ObjectiveRow, ...]
    met: int
    judged: int
    order: tuple[RestoreRow, ...]
    scale: Span
    circle: str
    strategy: str | Gap
    tiers: tuple[TierRow, ...] | Gap
    site: str | Gap
    authority: str | Gap
    deputy: str
    test_cadence: str
    runbooks: tuple[Runbook, ...] | Gap
    plot: Plot | None


def recovery_view(lookup: Lookup, design: Design) -> Recovery:
    """Return section 8."""
    apps = lookup.intake.applications or ()
    backup, plan = design.backup, design.dr or RecoveryPlan()
    objectives = tuple(_objectives(lookup, design, sorted(apps, key=lambda app: app.criticality or 4)))
    critical = [one for one in objectives if one.rating == _RATING[CRITICAL]]
    order = _order(lookup, apps, plan.restore_order or ())
    jobs = backup.jobs if backup else None
    return Recovery(
        summary=(backup.summary or "") if backup else "",
        jobs=rows_of(lookup, jobs, "design.backup.jobs", lambda one: _job(lookup, one)),
        objectives=objectives,
        met=sum(one.rpo_chip.state is one.rto_chip.state is State.GOOD for one in critical),
        judged=len(critical),
        order=order,
        scale=max((row.end for row in order), key=lambda span: span.minutes, default=Span(0)),
        circle=" → ".join(app_name(lookup, one) for one in circle(needs_of(apps))),
        strategy=lookup.known(plan.strategy, "design.dr.strategy"),
        tiers=_tiers(lookup, plan),
        site=lookup.known(plan.recovery_site, "design.dr.recovery_site"),
        authority=lookup.person(plan.declaration_authority, "design.dr.declaration_authority"),
        deputy=lookup.name(plan.declaration_deputy),
        test_cadence=in_words(plan.test_cadence),
        runbooks=rows_of(lookup, plan.runbooks, "design.dr.runbooks", lambda one: runbook_view(lookup, one)),
        plot=recovery_plot(critical),
    )


def _tiers(lookup: Lookup, plan: RecoveryPlan) -> tuple[TierRow, ...] | Gap:
    if plan.tiers is None:
        return lookup.gap("design.dr.tiers")
    return tuple(
        TierRow(
            _RATING.get(one.criticality or 0, ""),
            lookup.known(one.strategy, f"design.dr.tiers[{index}].strategy"),
        )
        for index, one in enumerate(plan.tiers)
    )


def _job(lookup: Lookup, one: BackupJob) -> JobRow:
    path, loss = f"design.backup.jobs[{one.id}]", loss_of(one)
    return JobRow(
        id=one.id or "",
        scope=lookup.known(one.scope, f"{path}.scope"),
        apps=", ".join(app_name(lookup, ref) for ref in one.apps or ()),
        product=one.product or "",
        frequency=lookup.known(_every(lookup, one), f"{path}.frequency"),
        duration=lookup.span(one.duration, f"{path}.duration"),
        loss=lookup.gap(f"{path}.frequency") if loss is None else Span(loss),
        retention=lookup.known(one.retention, f"{path}.retention"),
        copies=lookup.known(one.copies, f"{path}.copies"),
        media=lookup.known(one.media, f"{path}.media"),
        offsite=_OFFSITE.get(one.offsite or "", ""),
        immutable=_YES_NO[one.immutable],
        encrypted=_YES_NO[one.encrypted],
        place=one.location or (region_name(one.area) if one.area else ""),
        test=lookup.known(in_words(one.test_cadence) or None, f"{path}.test_cadence"),
        rule=verdict(keeps_rule(one), "3-2-1 kept", "3-2-1 broken", bad=State.CAUTION),
    )


def _every(lookup: Lookup, one: BackupJob) -> str | None:
    if one.frequency is None:
        return None
    every = one.frequency.every
    return f"Every {_short(every.total(lookup.day_minutes))}" if every else "Never"


def _short(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h" if hours and not rest else f"{minutes} min"


def _objectives(lookup: Lookup, design: Design, apps: Sequence[Application]) -> list[ObjectiveRow]:
    minutes, needs = minutes_of(apps), needs_of(apps)
    ways = chains(minutes, needs)
    return [_objective(lookup, design, app, minutes, ways.get(app.id or "", ())) for app in apps]


def _objective(
    lookup: Lookup, design: Design, app: Application, minutes: Mapping[str, int | None], way: Sequence[str]
) -> ObjectiveRow:
    path, job = f"applications[{app.id}]", job_of(design, app)
    whole, rto = length(minutes, way) if way else None, lookup.span(app.rto, f"{path}.rto")
    vendor = app.recovery == "vendor"
    return ObjectiveRow(
        id=app.id or "",
        name=app.name or app.id or "",
        rating=_RATING.get(app.criticality or 0, ""),
        restored_by="Vendor" if vendor else "Provider",
        job=(job.id or "") if job and not vendor else "",
        rpo=lookup.span(app.rpo, f"{path}.rpo"),
        loss=_loss(lookup, app, job),
        rpo_chip=_rpo(lookup, app, job),
        rto=rto,
        own=span_of(lookup, app.restore_minutes, f"{path}.restore_minutes"),
        whole=span_of(lookup, whole, f"{path}.restore_minutes"),
        way=" → ".join(app_name(lookup, one) for one in way),
        rto_chip=verdict(
            None if whole is None or isinstance(rto, Gap) else whole <= rto.minutes, "Met", "Not met"
        ),
        attestation=(app.vendor_attestation or "") if vendor else "",
    )


def _loss(lookup: Lookup, app: Application, job: BackupJob | None) -> Span | Gap | str:
    if app.recovery == "vendor":
        return "As the vendor states"
    loss = loss_of(job)
    where = f"design.backup.jobs[{job.id}].frequency" if job else f"applications[{app.id}].backup_job"
    return lookup.gap(where, owner="solutions_architect") if loss is None else Span(loss)


def _rpo(lookup: Lookup, app: Application, job: BackupJob | None) -> Chip:
    if app.recovery == "vendor":
        return verdict(bool(app.vendor_attestation), "Attested", "No statement")
    loss = loss_of(job)
    if loss is None or app.rpo is None:
        return verdict(None, "", "")
    return verdict(loss <= app.rpo.total(lookup.day_minutes), "Met", "Not met")


def _order(lookup: Lookup, apps: Sequence[Application], stated: Sequence[str]) -> tuple[RestoreRow, ...]:
    """Return the applications in the order of restore, each after what it needs.

    Among those that are free to begin, the plan's own order decides, then criticality, shared infrastructure first.
    """
    ranked = sorted(apps, key=lambda app: _rank(app, stated))
    minutes, needs = minutes_of(ranked), needs_of(ranked)
    ways = {app: way for app, way in chains(minutes, needs).items() if way}
    last = max((length(minutes, way) for way in ways.values()), default=0)
    known = {app.id or "": app for app in ranked}
    rows = [app for app in in_order(minutes, needs) if app in ways]
    return tuple(
        _restore(lookup, place, known[app], length(minutes, ways[app]), last)
        for place, app in enumerate(rows, 1)
    )


def _rank(app: Application, stated: Sequence[str]) -> tuple[int, int, bool]:
    place = stated.index(app.id) if app.id in stated else len(stated)
    return place, app.criticality or 4, app.kind != "infrastructure"


def _restore(lookup: Lookup, place: int, app: Application, end: int, last: int) -> RestoreRow:
    start, rto = end - (app.restore_minutes or 0), lookup.span(app.rto, f"applications[{app.id}].rto")
    return RestoreRow(
        place=place,
        name=app.name or app.id or "",
        after=", ".join(app_name(lookup, ref) for ref in app.depends_on or ()),
        start=Span(start),
        end=Span(end),
        rto=rto,
        cells=bar(start, end, last),
        chip=verdict(None if isinstance(rto, Gap) else end <= rto.minutes, "In time", "Too late"),
    )


def bar(start: int, end: int, last: int) -> tuple[Cell, ...]:
    """Return a bar from `start` to `end` on a scale from 0 to `last`, as cells that span `COLUMNS` columns."""
    first = min(start * COLUMNS // last, COLUMNS - 1) if last else 0
    until = max(-(-end * COLUMNS // last), first + 1) if last else first + 1
    parts = ((first, ""), (until - first, "accent1"), (COLUMNS - until, ""))
    return tuple(Cell(width, "", fill) for width, fill in parts if width)
