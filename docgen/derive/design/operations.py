"""Sections 9 and 10: the service desk, and what models and automation do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.design.rows import app_name, rows_of
from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import in_words, join_words, sentence
from docgen.intake.model.design_operations import (
    AiOperations,
    Article,
    Prediction,
    Remediation,
    Route,
    ServiceDeskPlan,
    SupportRung,
)

_LEVELS = {"L1": "Level 1", "L2": "Level 2", "L3": "Level 3", "major_incident": "Major incident"}
_AUTO = "auto"


@dataclass(frozen=True, slots=True)
class RouteRow:
    """Where the tickets of one application go."""

    app: str
    category: str | Gap
    group: str | Gap
    priority: str | Gap
    rule: str


@dataclass(frozen=True, slots=True)
class RungRow:
    """A level of support."""

    level: str | Gap
    group: str | Gap
    lead: str | Gap
    takes: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article that the knowledge base starts with."""

    app: str
    title: str | Gap
    source: str
    owner: str
    due: date | Gap


@dataclass(frozen=True, slots=True)
class Vip:
    """A user whose faults come first."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ServiceDesk:
    """Section 9. `unrouted` names the applications without a route."""

    summary: str
    channels: str | Gap
    routing: tuple[RouteRow, ...] | Gap
    unrouted: tuple[str, ...]
    escalation: tuple[RungRow, ...] | Gap
    access_requests: str
    vip_handling: str
    vips: tuple[Vip, ...]
    articles: tuple[ArticleRow, ...]
    tickets_per_month: int | None


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model that decides what is an alert."""

    id: str
    name: str | Gap
    trained_on: str
    owner: str


@dataclass(frozen=True, slots=True)
class PredictionRow:
    """A fault that is foreseen."""

    asset: str | Gap
    signal: str | Gap
    horizon: str
    action: str


@dataclass(frozen=True, slots=True)
class RemediationRow:
    """Something that automation may do. `mode` tells by itself or after a person; `chip` flags what acts by itself
    and cannot be undone."""

    id: str
    trigger: str | Gap
    action: str | Gap
    mode: str | Gap
    blast_radius: str
    rollback: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class AiView:
    """Section 10. `automatic` and `approved` count the playbooks by autonomy; `precision` and `recall` are shares in
    whole per cent; `never` names the data that no model may see."""

    summary: str
    models: tuple[ModelRow, ...] | Gap
    predictions: tuple[PredictionRow, ...]
    remediations: tuple[RemediationRow, ...] | Gap
    automatic: int
    approved: int
    guardrails: tuple[str, ...] | Gap
    data_handling: str | Gap
    never: tuple[str, ...]
    precision: Decimal | None
    recall: Decimal | None


def desk_view(lookup: Lookup, desk: ServiceDeskPlan) -> ServiceDesk:
    """Return section 9."""
    path = "design.service_desk"
    routed = {one.app for one in desk.routing or ()}
    needs = lookup.intake.requirements.support if lookup.intake.requirements else None
    channels = sentence(join_words(in_words(one).lower() for one in desk.channels or ()))
    return ServiceDesk(
        summary=desk.summary or "",
        channels=lookup.known(channels or None, f"{path}.channels"),
        routing=rows_of(lookup, desk.routing, f"{path}.routing", lambda one: _route(lookup, one)),
        unrouted=tuple(
            app.name or app.id or "" for app in lookup.intake.applications or () if app.id not in routed
        ),
        escalation=rows_of(
            lookup, desk.escalation_path, f"{path}.escalation_path", lambda one: _rung(lookup, one)
        ),
        access_requests=desk.access_requests or "",
        vip_handling=desk.vip_handling or "",
        vips=tuple(
            Vip(one.name or "", one.reason or "") for one in (needs.vip_users if needs else None) or ()
        ),
        articles=tuple(_article(lookup, index, one) for index, one in enumerate(desk.kb_seed or ())),
        tickets_per_month=needs.tickets_per_month if needs else None,
    )


def _route(lookup: Lookup, one: Route) -> RouteRow:
    path = "design.service_desk.routing"
    return RouteRow(
        app=app_name(lookup, one.app),
        category=lookup.known(one.category, f"{path}.category", owner="service_desk_lead"),
        group=lookup.known(one.group, f"{path}.group", owner="service_desk_lead"),
        priority=lookup.known(one.priority_default, f"{path}.priority_default", owner="service_desk_lead"),
        rule=one.rule or "",
    )


def _rung(lookup: Lookup, one: SupportRung) -> RungRow:
    path = "design.service_desk.escalation_path"
    return RungRow(
        level=lookup.known(_LEVELS.get(one.level or ""), f"{path}.level", owner="service_desk_lead"),
        group=lookup.known(one.group, f"{path}.group", owner="service_desk_lead"),
        lead=lookup.person(one.lead, f"{path}.lead", owner="service_desk_lead"),
        takes=one.takes or "",
    )


def _article(lookup: Lookup, index: int, one: Article) -> ArticleRow:
    path = f"design.service_desk.kb_seed[{index}]"
    return ArticleRow(
        app=app_name(lookup, one.app),
        title=lookup.known(one.title, f"{path}.title"),
        source=one.source or "",
        owner=lookup.name(one.owner),
        due=lookup.known(one.due, f"{path}.due", owner="service_desk_lead"),
    )


def ai_view(lookup: Lookup, ai: AiOperations) -> AiView:
    """Return section 10."""
    path, targets = "design.ai", ai.accuracy_targets
    readiness = lookup.intake.requirements.ai if lookup.intake.requirements else None
    playbooks = ai.remediation_playbooks or ()
    return AiView(
        summary=ai.summary or "",
        models=rows_of(
            lookup,
            ai.alerting_models,
            f"{path}.alerting_models",
            lambda one: ModelRow(
                one.id or "",
                lookup.known(one.name, f"{path}.alerting_models[{one.id}].name"),
                one.trained_on or "",
                lookup.name(one.owner),
            ),
        ),
        predictions=tuple(
            _prediction(lookup, index, one) for index, one in enumerate(ai.predictive_maintenance or ())
        ),
        remediations=rows_of(
            lookup,
            ai.remediation_playbooks,
            f"{path}.remediation_playbooks",
            lambda one: _remedy(lookup, one),
        ),
        automatic=sum(one.approval == _AUTO for one in playbooks),
        approved=sum(one.approval not in (None, _AUTO) for one in playbooks),
        guardrails=lookup.known(ai.guardrails, f"{path}.guardrails"),
        data_handling=lookup.known(ai.data_handling, f"{path}.data_handling"),
        never=(readiness.prohibited_data if readiness else None) or (),
        precision=_percent(targets.precision if targets else None),
        recall=_percent(targets.recall if targets else None),
    )


def _percent(ratio: Decimal | None) -> Decimal | None:
    return None if ratio is None else (100 * ratio).normalize() + 0


def _prediction(lookup: Lookup, index: int, one: Prediction) -> PredictionRow:
    path = f"design.ai.predictive_maintenance[{index}]"
    return PredictionRow(
        asset=lookup.known(one.asset_class, f"{path}.asset_class"),
        signal=lookup.known(one.signal, f"{path}.signal"),
        horizon=one.horizon or "",
        action=one.action or "",
    )


_MODES = {"auto": "By itself", "human": "After approval"}


def _remedy(lookup: Lookup, one: Remediation) -> RemediationRow:
    path = f"design.ai.remediation_playbooks[{one.id}]"
    return RemediationRow(
        id=one.id or "",
        trigger=lookup.known(one.trigger, f"{path}.trigger"),
        action=lookup.known(one.action, f"{path}.action"),
        mode=lookup.known(_MODES.get(one.approval or ""), f"{path}.approval"),
        blast_radius=one.blast_radius or "",
        rollback=one.rollback or "",
        chip=_safety(one),
    )


def _safety(one: Remediation) -> Chip:
    if one.approval == _AUTO and not one.rollback:
        return Chip(State.CRITICAL, "No way back")
    return Chip(State.GOOD, "Can be undone") if one.rollback else Chip(State.CAUTION, "A person decides")
