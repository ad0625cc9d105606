"""Section 6: agents, collectors, alerts with their thresholds in normal service and hypercare, dashboards."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docgen.derive.design.measures import factor_of, threshold_of
from docgen.derive.design.rows import app_name, rows_of, verdict
from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, Span, State
from docgen.derive.words import counted, in_words
from docgen.intake.model.design_operations import AgentClass, Alert, Monitoring

_CRITICAL = 1


@dataclass(frozen=True, slots=True)
class AgentRow:
    """Agents of one class of devices."""

    device: str
    in_scope: int | Gap
    planned: int | Gap
    product: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert. `bau` and `hypercare` say when it fires: `above 60 minutes`, `below 200 GB`, `on a no`."""

    id: str
    app: str
    metric: str | Gap
    bau: str | Gap
    hypercare: str
    severity: str | Gap
    window: Span | str
    action: str | Gap


@dataclass(frozen=True, slots=True)
class WatchRow:
    """How many alerts watch an application; `chip` is red where a critical one has none."""

    app: str
    rating: str
    alerts: int
    chip: Chip


@dataclass(frozen=True, slots=True)
class Named:
    """A name and what it is about."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class MonitoringView:
    """Section 6. `factor` is the factor on thresholds in hypercare, `agents_planned` of `devices` get an agent."""

    summary: str
    agents: tuple[AgentRow, ...] | Gap
    agents_planned: int
    devices: int
    collectors: tuple[Named, ...]
    alerts: tuple[AlertRow, ...] | Gap
    factor: Decimal
    watched: tuple[WatchRow, ...]
    dashboards: tuple[Named, ...]
    suppression: str


def monitoring_view(lookup: Lookup, monitoring: Monitoring) -> MonitoringView:
    """Return section 6."""
    path, factor = "design.monitoring", factor_of(lookup, monitoring)
    agents = monitoring.agents or ()
    return MonitoringView(
        summary=monitoring.summary or "",
        agents=rows_of(lookup, monitoring.agents, f"{path}.agents", lambda one: _agent(lookup, one)),
        agents_planned=sum(one.planned or 0 for one in agents),
        devices=sum(one.in_scope or 0 for one in agents),
        collectors=tuple(
            Named(one.host or one.id or "", one.covers or "") for one in monitoring.collectors or ()
        ),
        alerts=rows_of(lookup, monitoring.alerts, f"{path}.alerts", lambda one: _alert(lookup, one, factor)),
        factor=factor,
        watched=_watched(lookup, monitoring),
        dashboards=tuple(
            Named(one.name or one.id or "", one.audience or "") for one in monitoring.dashboards or ()
        ),
        suppression=monitoring.suppression or "",
    )


def _agent(lookup: Lookup, one: AgentClass) -> AgentRow:
    known = one.in_scope is not None and one.planned is not None
    short = (one.in_scope or 0) - (one.planned or 0)
    path = f"design.monitoring.agents[{one.device}]"
    lacking = f"{abs(short)} {'missing' if short > 0 else 'too many'}"
    return AgentRow(
        device=in_words(one.device),
        in_scope=lookup.known(one.in_scope, f"{path}.in_scope"),
        planned=lookup.known(one.planned, f"{path}.planned"),
        product=one.product or "",
        chip=verdict(short == 0 if known else None, "All covered", lacking),
    )


def _alert(lookup: Lookup, one: Alert, factor: Decimal) -> AlertRow:
    path = f"design.monitoring.alerts[{one.id}]"
    return AlertRow(
        id=one.id or "",
        app=app_name(lookup, one.app),
        metric=lookup.known(one.metric, f"{path}.metric"),
        bau=_fires(one, one.bau_threshold) or lookup.gap(f"{path}.bau_threshold", owner="ai_ml_engineer"),
        hypercare=_fires(one, threshold_of(one, factor)),
        severity=lookup.known(one.severity, f"{path}.severity"),
        window=Span(one.window.total(lookup.day_minutes)) if one.window else "",
        action=lookup.known(one.action, f"{path}.action"),
    )


def _fires(alert: Alert, value: Decimal | None) -> str:
    if alert.direction == "yes_no":
        return "on a no"
    if value is None:
        return ""
    unit = f"\N{NO-BREAK SPACE}{alert.unit}" if alert.unit else ""
    return f"{alert.direction or 'above'} {value.normalize():,f}{unit}"


def _watched(lookup: Lookup, monitoring: Monitoring) -> tuple[WatchRow, ...]:
    alerts = [one.app for one in monitoring.alerts or ()]
    ordered = sorted(lookup.intake.applications or (), key=lambda app: app.criticality or 4)
    return tuple(
        WatchRow(
            app.name or app.id or "",
            str(app.criticality or ""),
            alerts.count(app.id),
            _watch(alerts.count(app.id), app.criticality == _CRITICAL),
        )
        for app in ordered
    )


def _watch(count: int, critical: bool) -> Chip:
    if count:
        return Chip(State.GOOD, counted(count, "alert"))
    return Chip(State.CRITICAL, "None") if critical else Chip(State.NEUTRAL, "By its host")
