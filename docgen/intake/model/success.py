"""The success plan: what the client wants to reach, how it is measured, what is set up, taught and reviewed."""

from decimal import Decimal
from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Clock, Day
from docgen.intake.model.durations import Length
from docgen.intake.model.figures import Amount, Count, Flag, Percent, Scale5, decimal
from docgen.intake.model.refs import ActionRef, ContactRef, MemberRef, ObjectiveRef, PersonRef
from docgen.intake.model.requirements import SupportChannel
from docgen.intake.model.scalar import CHOICE, Scalar
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import Cadence, ItemStatus

MeasureDirection = Annotated[Literal["higher", "lower"], CHOICE]
TrainingKind = Annotated[Literal["admin", "user"], CHOICE]
CheckInStatus = Annotated[Literal["planned", "held", "missed", "cancelled"], CHOICE]
HealthColour = Annotated[Literal["green", "amber", "red"], CHOICE]
_LARGEST = 1_000_000_000
# A measure may fall below nothing: a balance, a net promoter score.
Measure = Annotated[
    Decimal,
    Scalar(
        decimal(-_LARGEST, _LARGEST, 4, "45"),
        {
            "type": ["number", "string"],
            "minimum": -_LARGEST,
            "maximum": _LARGEST,
            "pattern": r"^-?\d+(\.\d{1,4})?$",
        },
    ),
]

_first = partial(fact, stage="C1", owner="account_manager")
_measured = partial(fact, stage="C2", owner="onboarding_lead")
_taught = partial(fact, stage="C3", owner="onboarding_lead")
_reviewed = partial(fact, stage="C4", owner="onboarding_lead")


class Assignment(Facts):
    """How the client came to its success manager."""

    territory: Text | None = _first("Territory of the success manager", example="UK&I")
    capacity_before: Count | None = _first(
        "Accounts that the success manager had before", example="38", unit="accounts"
    )
    capacity_limit: Count | None = _first(
        "Accounts that a success manager may have", example="40", unit="accounts"
    )
    assigned_on: Day | None = _first("Day of the assignment", example="2027-03-05")
    method: Text | None = fact("How it was decided", example="territory and capacity")


class Objective(Facts):
    """What the client wants to achieve with the service."""

    id: Id | None = fact("Id of the objective", example="obj-1")
    statement: Text | None = _first("The objective", example="Provable recovery")
    outcome: LongText | None = fact("What will be true then", example="A lost file is back within four hours")
    why_now: LongText | None = fact("Why it matters now", example="The insurer asks at renewal")
    priority: Scale5 | None = fact("Place in the order, 1 first", example="1")
    owner_client: ContactRef | None = fact("Who owns it at the client", example="c-rao")
    owner_provider: MemberRef | None = fact("Who owns it at the provider", example="t-brook")
    due: Day | None = fact("By when", example="2027-06-15")
    initiatives: tuple[LongText, ...] | None = fact(
        "What is done for it", example="[Restore test every quarter]"
    )


class Reading(Facts):
    """One reading of a measure."""

    date: Day | None = fact("Day of the reading", example="2027-04-06")
    value: Measure | None = fact("What was read", example="82", unit="the measure's own unit")
    note: LongText | None = fact("What explains it", example="Two depots on holiday")


class Kpi(Facts):
    """A measure of success: from which value to which, by when, read where and by whom."""

    id: Id | None = fact("Id of the measure", example="kpi-1")
    objective: ObjectiveRef | None = _measured("Objective that it measures", example="obj-1")
    name: Text | None = _measured("Name of the measure", example="Planning minutes per depot-day")
    definition: LongText | None = fact(
        "What exactly is counted", example="Minutes from the first order to the released plan"
    )
    unit: Text | None = _measured("Unit of the values", example="minutes")
    direction: MeasureDirection | None = _measured("Which way is better", example="lower")
    baseline: Measure | None = _measured("Value at the start", example="95", unit="the measure's own unit")
    baseline_date: Day | None = _measured("Day of that value", example="2027-03-11")
    target: Measure | None = _measured("Value to reach", example="45", unit="the measure's own unit")
    target_date: Day | None = _measured("By when", example="2027-06-09")
    source: Text | None = _measured("Where it is read", example="RouteLens")
    cadence: Cadence | None = fact("How often it is read", example="monthly")
    readings: tuple[Reading, ...] | None = fact("Readings so far (write [] for none)")
    owner: PersonRef | None = _measured("Who reads it", example="c-odell")


class ConfigItem(Facts):
    """A piece of the account's set-up."""

    id: Id | None = fact("Id of the item", example="cfg-1")
    item: LongText | None = _taught("What is set up", example="SAML sign-on")
    owner: PersonRef | None = _taught("Who sets it up", example="t-mehta")
    due: Day | None = _taught("By when", example="2027-03-19")
    done_on: Day | None = fact("When it was done", example="2027-03-18")
    status: ItemStatus | None = fact("How far it is", example="done")


class TrainingSession(Facts):
    """One training session."""

    id: Id | None = fact("Id of the session", example="tr-1")
    kind: TrainingKind | None = _taught("For administrators or for users", example="admin")
    title: Text | None = _taught("Title of the session", example="Running RouteLens")
    audience: Text | None = fact("Who it is for", example="Account administrators")
    attendees: tuple[ContactRef, ...] | None = fact(
        "Contacts who are booked (write [] for none)", example="[c-odell, c-reeve]"
    )
    date: Day | None = _taught("When", example="2027-03-16")
    start: Clock | None = fact("Start, in the client's time", example="10:00")
    duration: Length | None = fact("Length", example="90m")
    trainer: MemberRef | None = _taught("Who teaches", example="t-lind")
    materials: Text | None = fact("What is handed out", example="KB-100")
    seats: Count | None = fact("Places", example="24", unit="people")
    attendance: Count | None = fact("Who came", example="23", unit="people")
    assessment: Text | None = fact("Outcome of a test, where there is one", example="Passed")


class CheckIn(Facts):
    """One check-in, planned or held."""

    date: Day | None = _reviewed("Day of the check-in", example="2027-04-06")
    status: CheckInStatus | None = fact("How far it is", example="held")
    agenda: tuple[LongText, ...] | None = fact(
        "Topics, where they differ from the playbook's", example="[Use by depot]"
    )
    attendees: tuple[PersonRef, ...] | None = fact("Who attends", example="[c-odell, t-lind]")
    progress: LongText | None = fact(
        "Progress that was reported", example="Nine of twelve depots plan with it"
    )
    questions: LongText | None = fact("Questions that came up", example="How are bank holidays planned")
    guidance: LongText | None = fact("Advice that was given", example="A calendar in each depot's template")
    actions: tuple[ActionRef, ...] | None = fact("Actions that followed", example="[ac-1]")


class Adoption(Facts):
    """How many of those who may use the service do."""

    date: Day | None = fact("Day of the count", example="2027-06-08")
    group: Text | None = fact("Who was counted", example="All users")
    licensed: Count | None = fact("How many may use it", example="140", unit="people")
    active: Count | None = fact("How many did", example="106", unit="people")
    note: LongText | None = fact("What explains it", example="Planned or changed a route in the week")


class ValueReview(Facts):
    """The review of the value reached."""

    date: Day | None = _reviewed("Day of the review", example="2027-06-09")
    interim: Flag | None = fact("Do targets fall due after the review?", example="false")
    attendees: tuple[PersonRef, ...] | None = fact("Who attends", example="[c-carrow, t-lind]")
    results: LongText | None = fact("What came out of it", example="Three of four measures reached")
    quotes: tuple[LongText, ...] | None = fact(
        "What the client's people said", example="[I was home by four.]"
    )
    value_money: Amount | None = fact(
        "Value reached so far, in money", example="61000.00", unit="contract currency"
    )
    value_basis: LongText | None = fact(
        "How that sum was worked out", example="Hours saved at 31 pounds an hour"
    )
    next_objectives: tuple[LongText, ...] | None = fact(
        "Objectives for the next period", example="[Fuel by week]"
    )


class SupportTransition(Facts):
    """The passage to general support."""

    queue: Text | None = _reviewed("Queue of the general support", example="UK-GEN")
    channels: tuple[SupportChannel, ...] | None = _reviewed("Ways to reach it", example="[phone, email]")
    hours: Text | None = _reviewed("When it answers", example="Mon-Fri 07:00-19:00 UK time")
    date: Day | None = _reviewed("From when", example="2027-06-10")
    accepted_by: tuple[PersonRef, ...] | None = fact("Who has accepted it", example="[t-shaw, c-odell]")
    csm_remains: LongText | None = fact(
        "Who stays the strategic contact", example="Freya Lind remains the strategic contact"
    )
    knowledge_base: tuple[Text, ...] | None = fact("Where answers stand", example="[Confluence space HVL]")


class Health(Facts):
    """How the provider judges the client's health, where it differs from what is worked out."""

    score: Percent | None = fact("Score from 0 to 100", example="88", unit="of 100")
    colour: HealthColour | None = fact("Colour", example="green")
    as_of: Day | None = fact("Day of the judgement", example="2027-06-10")
    reason: LongText | None = fact("Why", example="Use is high, one measure behind")


class PlanApproval(Facts):
    """The client's approval of the success plan."""

    by: ContactRef | None = fact("Who approved it", example="c-carrow")
    date: Day | None = fact("When", example="2027-03-12")


class Success(Facts):
    """The success plan."""

    objectives: tuple[Objective, ...] | None = _first("What the client wants to achieve")
    kpis: tuple[Kpi, ...] | None = _measured("How success is measured")
    needs_solutions_engineer: Flag | None = _measured(
        "Do integrations or data to move need a solutions engineer?", example="true"
    )
    plan_approval: PlanApproval | None = fact("Approval of the plan by the client")
    config_items: tuple[ConfigItem, ...] | None = _taught("What is set up (write [] for nothing)")
    key_users: Count | None = fact("How many key users are to be trained", example="24", unit="people")
    training: tuple[TrainingSession, ...] | None = _taught("Training sessions (write [] for none)")
    checkins: tuple[CheckIn, ...] | None = _reviewed("Check-ins, planned and held (write [] for none)")
    adoption: tuple[Adoption, ...] | None = fact("How many use the service, at several dates")
    value_review: ValueReview | None = _reviewed("Review of the value reached")
    support_transition: SupportTransition | None = _reviewed("Passage to general support")
    health: Health | None = fact("The provider's own judgement of the client's health")
