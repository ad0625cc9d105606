"""How the service runs: monitoring, service desk, AI operations; and the data that has to move before it does."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Day
from docgen.intake.model.design_refs import WaveRef
from docgen.intake.model.durations import Length
from docgen.intake.model.figures import Count, Quantity, Ratio
from docgen.intake.model.go_live import ModelScore
from docgen.intake.model.refs import ApplicationRef, MemberRef, PersonRef, WindowRef
from docgen.intake.model.requirements import SupportChannel
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import Priority

DeviceClass = Annotated[Literal["workstation", "server", "mobile", "network", "printer", "other"], CHOICE]
AlertDirection = Annotated[Literal["above", "below", "yes_no"], CHOICE]
SupportLevel = Annotated[Literal["L1", "L2", "L3", "major_incident"], CHOICE]
Autonomy = Annotated[Literal["auto", "human"], CHOICE]

_needed = partial(fact, stage="S3", owner="solutions_architect")
_watched = partial(fact, stage="S3", owner="ai_ml_engineer")
_answered = partial(fact, stage="S3", owner="service_desk_lead")


class AgentClass(Facts):
    """Devices of one class and the agents planned for them."""

    device: DeviceClass | None = _watched("Class of devices", example="workstation")
    in_scope: Count | None = _watched("Devices in scope", example="134", unit="devices")
    planned: Count | None = _watched("Agents that are planned", example="134", unit="agents")
    product: Text | None = fact("Agent", example="ASI AI Sentinel agent")


class Collector(Facts):
    """A machine that watches what can carry no agent."""

    id: Id | None = fact("Id of the collector", example="col-mel")
    host: Text | None = _watched("Machine that it runs on", example="MEL-COL01")
    covers: LongText | None = _watched("What it watches", example="3 firewall units, 6 switches")


class Alert(Facts):
    """Something that is watched, and when it says so.

    `above` and `below` alerts have thresholds in `unit`; a `yes_no` alert fires when what it asks is not so.
    """

    id: Id | None = fact("Id of the alert", example="al-01")
    app: ApplicationRef | None = _watched("Application that it watches", example="filenest")
    metric: Text | None = _watched(
        "What is measured, or what must be so", example="Age of the last log backup"
    )
    unit: Text | None = fact("Unit of the thresholds", example="minutes")
    direction: AlertDirection | None = _watched("Fires above, below, or on a no", example="above")
    bau_threshold: Quantity | None = fact(
        "Threshold in normal service", example="60", unit="the alert's own unit"
    )
    hypercare_threshold: Quantity | None = fact(
        "Threshold in hypercare; computed when left out", example="48", unit="the alert's own unit"
    )
    severity: Priority | None = _watched("Priority of its ticket", example="P1")
    window: Length | None = fact("How long it must last before it fires", example="5m")
    action: LongText | None = _watched("What happens then", example="Page on-call")


class Dashboard(Facts):
    """A view of the service for one audience."""

    id: Id | None = fact("Id of the dashboard", example="db-1")
    name: Text | None = _watched("Name", example="Service health")
    audience: Text | None = fact("Who reads it", example="Tomas Lind and the desk")


class Monitoring(Facts):
    """What is watched, with what, and when it raises an alert."""

    summary: LongText | None = fact(
        "The monitoring in two or three sentences",
        example="Every device has an agent; applications are watched from outside",
    )
    agents: tuple[AgentClass, ...] | None = _watched("Agents by class of device")
    collectors: tuple[Collector, ...] | None = fact("Collectors for what carries no agent")
    threshold_factor: Ratio | None = fact(
        "Factor that makes hypercare thresholds stricter; the playbook's when left out",
        example="0.8",
        unit="0 to 1",
    )
    alerts: tuple[Alert, ...] | None = _watched("Alerts (write [] for none)")
    dashboards: tuple[Dashboard, ...] | None = fact("Dashboards")
    suppression: LongText | None = fact("When alerts are held back", example="In agreed windows")


class Route(Facts):
    """Where the tickets of one application go."""

    app: ApplicationRef | None = _answered("Application", example="filenest")
    category: Text | None = _answered("Category of the ticket", example="Documents")
    group: Text | None = _answered("Group that gets it", example="Applications")
    priority_default: Priority | None = _answered("Priority before anybody looks", example="P2")
    rule: LongText | None = fact("Rule beyond that", example="P2 in pay week")


class SupportRung(Facts):
    """A level of support and who leads it."""

    level: SupportLevel | None = _answered("Level", example="L1")
    group: Text | None = _answered("Group", example="Service desk")
    lead: PersonRef | None = _answered("Who leads it", example="t-quill")
    takes: LongText | None = fact(
        "What it takes over, and when", example="What the desk has not solved in 30 minutes"
    )


class Article(Facts):
    """An article that the knowledge base starts with."""

    app: ApplicationRef | None = fact("Application that it is about", example="filenest")
    title: Text | None = _answered("Title", example="FileNest: document locked by another user")
    source: Text | None = fact("Where its content comes from", example="Tickets of 2026")
    owner: MemberRef | None = fact("Who writes it", example="t-patel")
    due: Day | None = fact("By when", example="2027-03-12")


class ServiceDeskPlan(Facts):
    """How the service desk takes the client on."""

    summary: LongText | None = fact(
        "The service desk in two or three sentences",
        example="One number, one portal, tickets to the group that knows the application",
    )
    channels: tuple[SupportChannel, ...] | None = _answered("Channels", example="[phone, email, portal]")
    routing: tuple[Route, ...] | None = _answered("Routes by application (write [] for none)")
    escalation_path: tuple[SupportRung, ...] | None = _answered("Levels of support, first to last")
    access_requests: LongText | None = fact(
        "How joiners, leavers and requests for access are handled",
        example="By the portal, approved by the practice manager",
    )
    vip_handling: LongText | None = fact("How named users are served first", example="Impact one step higher")
    kb_seed: tuple[Article, ...] | None = fact("Articles that the knowledge base starts with")


class AlertModel(Facts):
    """A model that decides whether something is an alert."""

    id: Id | None = fact("Id of the model", example="am-1")
    name: Text | None = _watched("What it does", example="Seasonal baseline per application")
    trained_on: Text | None = fact("Data that it learns from", example="28 days")
    owner: MemberRef | None = fact("Who tunes it", example="t-lima")


class Prediction(Facts):
    """A fault that is foreseen."""

    asset_class: Text | None = _watched("What may fail", example="Workstation disks")
    signal: Text | None = _watched("What shows it", example="Wear and reallocated sectors")
    horizon: Text | None = fact("How far ahead", example="14 days")
    action: LongText | None = fact("What is done then", example="Ticket to replace the disk")


class Remediation(Facts):
    """Something that automation may do about a fault."""

    id: Id | None = fact("Id of the playbook", example="rm-1")
    trigger: LongText | None = _watched("What starts it", example="A backup failed once")
    action: LongText | None = _watched("What it does", example="Run it again")
    approval: Autonomy | None = _watched("By itself, or after a person says so", example="human")
    blast_radius: Text | None = fact("What it can touch at most", example="One service on AZ-SCN01")
    rollback: LongText | None = fact("How it is undone", example="Cancel the run")


class AiOperations(Facts):
    """What models and automation do in the service, and what they may not."""

    summary: LongText | None = fact(
        "The use of AI in two or three sentences", example="Models sort alerts; people decide what is done"
    )
    alerting_models: tuple[AlertModel, ...] | None = _watched("Models for alerts (write [] for none)")
    predictive_maintenance: tuple[Prediction, ...] | None = fact("Faults that are foreseen")
    remediation_playbooks: tuple[Remediation, ...] | None = _watched(
        "What automation may do (write [] for nothing)"
    )
    guardrails: tuple[LongText, ...] | None = _watched(
        "Limits that always hold (write [] for none)", example="[No action in the lodgement weeks]"
    )
    data_handling: LongText | None = _watched(
        "Which data the models see, and which never", example="Telemetry only, never the content of files"
    )
    accuracy_targets: ModelScore | None = fact("Scores that the models must reach")


class Migration(Facts):
    """Data that moves to another place."""

    id: Id | None = fact("Id of the move", example="mg-mail")
    workload: Text | None = fact("What moves", example="Mailboxes")
    source: Text | None = fact("Where it lies today", example="MEL-FS01")
    target: Text | None = fact("Where it goes", example="AZ-APP01")
    volume_gb: Quantity | None = fact("How much there is", example="420", unit="GB")
    mbps: Quantity | None = fact("Speed at which it can be copied", example="200", unit="Mbps")
    method: LongText | None = fact("How it is copied", example="Staged copy with a final pass")
    wave: WaveRef | None = fact("Wave of the go-live that it belongs to", example="w1")
    window: WindowRef | None = fact("Window in which it is copied", example="w-sat1")
    owner: PersonRef | None = fact("Who moves it", example="t-haddad")
    rollback: LongText | None = fact("How it is undone", example="The source stays for 30 days")
    validation: LongText | None = fact("How it is checked", example="Checksums and a count of files")
