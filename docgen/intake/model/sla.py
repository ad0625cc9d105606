"""Service levels. Only what differs from the tier's playbook is stated; an absent key means the playbook's figure."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.dates import Clock, Day, YearDay, Zone
from docgen.intake.model.durations import Length
from docgen.intake.model.figures import Count, Elapsed, Flag, MonthDays, Percent
from docgen.intake.model.refs import ApplicationRef, ConditionRef, FieldPath, PersonRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Email, Id, LongText, Phone, Text
from docgen.intake.model.words import (
    Cadence,
    ContactRole,
    Priority,
    ServiceHours,
    TargetClock,
    TeamRole,
    Weekday,
)

HolidayRule = Annotated[Literal["excluded", "included"], CHOICE]
Measure = Annotated[Literal["response", "resolution"], CHOICE]
Impact = Annotated[Literal["organisation", "department", "individual"], CHOICE]
Urgency = Annotated[Literal["stopped", "degraded", "inconvenience"], CHOICE]
MissedMeasure = Annotated[
    Literal[
        "P1_response",
        "P1_resolution",
        "P2_response",
        "P2_resolution",
        "P3_response",
        "P3_resolution",
        "P4_response",
        "P4_resolution",
    ],
    CHOICE,
]
CreditBasis = Annotated[Literal["monthly_service_fee_ex_tax"], CHOICE]
CreditApplication = Annotated[Literal["deduction_next_invoice", "credit_note", "payment"], CHOICE]
AGREED_BY = "executive_sponsor"


class Service(Facts):
    """A service that the schedule covers."""

    id: Id | None = fact("Id of the service", example="sv-1")
    name: Text | None = fact(
        "Name of the service", example="Service desk", stage="S3", owner="solutions_architect"
    )
    description: LongText | None = fact("What it includes", example="120 users by phone, e-mail and portal")
    covers: Text | None = fact("What it is counted by", example="users")


class BusinessHours(Facts):
    """When service runs for a client without cover around the clock."""

    days: tuple[Weekday, ...] | None = fact("Weekdays", example="[mon, tue, wed, thu, fri]")
    start: Clock | None = fact("Start of the service day", example="07:00")
    end: Clock | None = fact("End of the service day", example="19:00")
    tz: Zone | None = fact("Time zone of the service day", example="Australia/Melbourne")
    holidays: HolidayRule | None = fact("Is there service on public holidays?", example="excluded")


class AfterHoursContact(Facts):
    """How to reach help outside service hours."""

    name: Text | None = fact("Name of the line", example="Major incident line")
    phone: Phone | None = fact("Phone number", example="+61 3 5550 0190")
    email: Email | None = fact("E-mail address", example="urgent@asi-ai.example")
    use: LongText | None = fact("When to use it", example="P1 by phone only")


class Target(Facts):
    """Response and resolution of one priority."""

    response: Length | None = fact("Time to a person's first answer", example="30m")
    resolution: Length | None = fact("Time to a fix or workaround", example="6h")
    clock: TargetClock | None = fact("Hours in which the clock runs", example="service_hours")


class Availability(Facts):
    """How much of a month the managed systems must work."""

    target: Percent | None = fact("Availability in a month", example="99.9", unit="%")
    scope: LongText | None = fact(
        "Systems that are measured",
        example="FileNest, directory and the network of both offices",
        stage="S3",
        owner="solutions_architect",
    )
    formula: LongText | None = fact(
        "How it is calculated", example="(total - excluded - downtime) / (total - excluded) x 100"
    )
    measurement_point: LongText | None = fact(
        "Where it is measured",
        example="Probes outside the client's network",
        stage="S3",
        owner="solutions_architect",
    )
    maintenance_allowance: LongText | None = fact(
        "Maintenance that does not count", example="Agreed windows, at most 8 hours a month"
    )


class Measurement(Facts):
    """How the figures are measured."""

    clock_start: LongText | None = fact("What starts the clock", example="The ticket is opened")
    clock_stop: LongText | None = fact("What stops the clock", example="The user can work again")
    pause: tuple[LongText, ...] | None = fact("What pauses the clock", example="[Waiting for the user]")
    reopen: LongText | None = fact(
        "What happens when a ticket is opened again", example="The clock goes on where it stopped"
    )
    first_contact: LongText | None = fact(
        "What counts as a response", example="A person has read the ticket and answers"
    )
    rounding: LongText | None = fact("How times are rounded", example="Up to the minute")
    min_volume: Count | None = fact(
        "Tickets below which a percentage says nothing", example="5", unit="tickets"
    )
    data_source: LongText | None = fact("Where the figures come from", example="ServiceNow")
    disputes: LongText | None = fact(
        "How a figure is disputed", example="Within 10 business days of the report"
    )


class Rung(Facts):
    """One step of an escalation."""

    id: Id | None = fact("Id of the rung; the playbook's rung of that id gives way", example="esc-breach")
    priority: Priority | None = fact("Priority that it is for; all when left out", example="P1")
    trigger: LongText | None = fact(
        "What triggers it, where it is not time", example="Suspected loss of client data"
    )
    at_pct: Elapsed | None = fact("Share of the resolution target that has passed", example="75", unit="%")
    at_minutes: Count | None = fact("Minutes after the trigger or the ticket", example="60", unit="minutes")
    to: TeamRole | None = fact("Role at the provider that is called", example="service_delivery_manager")
    client: ContactRole | None = fact("Role at the client that is told", example="compliance")


class CreditBand(Facts):
    """Credit for availability in a band."""

    below: Percent | None = fact("Availability below this", example="99.9", unit="%")
    at_least: Percent | None = fact("and at least this", example="99.5", unit="%")
    pct: Percent | None = fact("Share of the monthly fee", example="5", unit="%")


class Credits(Facts):
    """What the provider pays back when it misses."""

    basis: CreditBasis | None = fact("Amount that the shares are of", example="monthly_service_fee_ex_tax")
    availability_bands: tuple[CreditBand, ...] | None = fact("Credits by availability")
    measure_misses: Keyed[MissedMeasure, Percent] | None = fact(
        "Credit for each missed measure", example="{P1_response: 3, P2_resolution: 2}", unit="% of the fee"
    )
    monthly_cap_pct: Percent | None = fact(
        "Most credit in a month", example="15", unit="% of the monthly fee"
    )
    annual_cap_pct: Percent | None = fact("Most credit in a year", example="15", unit="% of the annual fee")
    min_tickets_for_pct: Count | None = fact(
        "Tickets below which one miss is allowed", example="5", unit="tickets"
    )
    claim_days: Count | None = fact("Days to claim a credit", example="30", unit="days")
    applied_as: CreditApplication | None = fact("How a credit is paid", example="deduction_next_invoice")
    sole_remedy: Flag | None = fact(
        "Are credits the only remedy?", example="true", stage="S3", owner="account_manager"
    )
    sole_remedy_clause: Text | None = fact(
        "Clause that says so", example="MSA clause 11.6", stage="S3", owner="account_manager"
    )


class Exclusion(Facts):
    """What is left out of the figures, beyond the playbook's list."""

    id: Id | None = fact(
        "Id of the exclusion; the playbook's of that id gives way", example="unsupported_items"
    )
    name: Text | None = fact("Name of the exclusion", example="Unsupported items")
    definition: LongText | None = fact(
        "What exactly is left out", example="Faults of items whose maker gives no support"
    )
    evidence: LongText | None = fact("What must show it", example="Entry in the register of assets")
    clause_ref: Text | None = fact("Clause that holds it", example="Schedule 3, item 7")


class Reporting(Facts):
    """Reports on the figures."""

    monthly_due_bd: MonthDays | None = fact(
        "Business day of the month by which the report is sent",
        example="5",
        unit="business day of the month",
        stage="S3",
        owner="solutions_architect",
    )
    contents: tuple[LongText, ...] | None = fact("What the report holds", example="[Attainment by priority]")
    distribution: tuple[PersonRef, ...] | None = fact(
        "Who gets the report", example="[c-rao, t-brook]", stage="S3", owner="solutions_architect"
    )


class Reviews(Facts):
    """Meetings about the service."""

    service_review: Cadence | None = fact("How often the service is reviewed", example="quarterly")
    qbr: Cadence | None = fact("How often the business review is held", example="quarterly")
    combined: Flag | None = fact("Are the two one meeting?", example="true")
    first_date: Day | None = fact("Date of the first review", example="2027-07-20")


class ClauseTarget(Facts):
    """The target that a custom clause sets."""

    priority: Priority | None = fact("Priority", example="P2")
    measure: Measure | None = fact("Response or resolution", example="response")
    value: Length | None = fact("New target", example="30m")


class Season(Facts):
    """A part of every year."""

    from_: YearDay | None = fact("First day", example="07-01", alias="from")
    to: YearDay | None = fact("Last day", example="10-31")


class CustomClause(Facts):
    """A clause that changes the tier's standard for this client."""

    id: Id | None = fact("Id of the clause", example="cl-1")
    source: ConditionRef | None = fact("Special condition that it comes from", example="sc2")
    replaces: FieldPath | None = fact("Path of the figure that it changes", example="sla.targets.P2.response")
    text: LongText | None = fact(
        "Wording of the clause",
        example="From July to October a P2 is answered within 30 minutes",
        stage="S3",
        owner="solutions_architect",
    )
    approved_by: PersonRef | None = fact("Who agreed to it", example="c-wills", stage="S3", owner=AGREED_BY)
    credit_effect: LongText | None = fact("What it means for credits", example="Counts as P2 response")
    target: ClauseTarget | None = fact("Target that it sets")
    applies_to: tuple[ApplicationRef, ...] | None = fact(
        "Applications that it is for; all when left out", example="[ledgerline, filenest]"
    )
    season: Season | None = fact("Part of the year that it is for; all when left out")


class PriorityOverride(Facts):
    """Who may raise or change a priority."""

    by: tuple[PersonRef, ...] | None = fact("People who may declare a P1", example="[c-lind]")
    rule: LongText | None = fact("Rule in words", example="The IT lead may declare a P1 by phone")


class Sla(Facts):
    """The service levels of this client."""

    effective_from: Day | None = fact(
        "Day from which the targets apply", example="2027-03-16", stage="S3", owner="solutions_architect"
    )
    services: tuple[Service, ...] | None = fact(
        "Services that are covered", stage="S3", owner="solutions_architect"
    )
    service_hours: ServiceHours | None = fact(
        "Around the clock, or in business hours", example="business_hours"
    )
    business_hours: BusinessHours | None = fact("Business hours of the service")
    after_hours_contact: AfterHoursContact | None = fact("How to reach help after hours")
    targets: Keyed[Priority, Target] | None = fact("Targets by priority")
    attainment: Keyed[Priority, Percent] | None = fact(
        "Share of tickets that must meet the target", example="{P1: 95, P2: 95, P3: 90, P4: 90}", unit="%"
    )
    update_interval: Keyed[Priority, Length] | None = fact(
        "How often the user hears of progress", example="{P1: 30m, P2: 2h}"
    )
    availability: Availability | None = fact("Availability of the managed systems")
    priority_matrix: Keyed[Impact, Keyed[Urgency, Priority]] | None = fact(
        "Priority by impact and urgency",
        example="{organisation: {stopped: P1, degraded: P2, inconvenience: P3}}",
    )
    priority_definitions: Keyed[Priority, LongText] | None = fact(
        "What each priority means", example="{P1: A site or a critical application has stopped}"
    )
    priority_examples: Keyed[Priority, LongText] | None = fact(
        "An example of each priority, from this client", example="{P1: FileNest does not open for anybody}"
    )
    priority_override: PriorityOverride | None = fact("Who may raise a priority")
    measurement: Measurement | None = fact("How the figures are measured")
    escalation: tuple[Rung, ...] | None = fact("Escalation steps beyond the playbook's")
    credits: Credits | None = fact("Service credits")
    exclusions: tuple[Exclusion, ...] | None = fact("Exclusions beyond the playbook's")
    client_responsibilities: tuple[LongText, ...] | None = fact(
        "What the client must do",
        example="[Name a stand-in for the IT lead]",
        stage="S3",
        owner="solutions_architect",
    )
    reporting: Reporting | None = fact("Reports on the figures", stage="S3", owner="solutions_architect")
    reviews: Reviews | None = fact("Meetings about the service")
    custom_clauses: tuple[CustomClause, ...] | None = fact(
        "Clauses that change the standard (write [] for none)"
    )
    confirmed_by: PersonRef | None = fact("Who confirmed all figures", example="c-wills", owner=AGREED_BY)
    confirmed_on: Day | None = fact("When all figures were confirmed", example="2027-02-22", owner=AGREED_BY)
