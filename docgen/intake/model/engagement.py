"""The engagement and its contract: what was sold, when, for how much, and what was promised."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.codes import Currency
from docgen.intake.model.dates import Day
from docgen.intake.model.figures import Amount, Flag, Months, NoticeDays, PaymentDays
from docgen.intake.model.refs import MemberRef, PersonRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import ItemStatus, Stage, Tier, Visibility

GoLiveBasis = Annotated[Literal["client", "contract", "estimate"], CHOICE]
DeadlineTarget = Annotated[Literal["go_live", "hypercare_end", "bau_start"], CHOICE]
Tax = Annotated[Literal["ex", "inc"], CHOICE]
BillingFrequency = Annotated[Literal["monthly", "quarterly", "annual", "milestone"], CHOICE]
BillingStart = Annotated[Literal["contract_start", "kickoff", "go_live"], CHOICE]
PaymentBasis = Annotated[Literal["invoice", "eom"], CHOICE]
ConditionKind = Annotated[Literal["condition", "exclusion", "sla_clause"], CHOICE]


class HardDeadline(Facts):
    """A date that does not move."""

    date: Day | None = fact(
        "Date that does not move", example="2027-04-30", stage="S1", owner="account_manager"
    )
    what: Text | None = fact(
        "What happens then", example="Bluegum contract ends", stage="S1", owner="account_manager"
    )
    applies_to: DeadlineTarget | None = fact("Milestone that must come before it", example="go_live")
    consequence: LongText | None = fact("What follows if it is missed", example="No fallback provider")
    source: Text | None = fact("Where the date is written", example="Bluegum agreement, clause 14.2")


class SuccessCriterion(Facts):
    """What the client will call a success."""

    text: LongText | None = fact(
        "What success is",
        example="Faults in tax season are mended the same day",
        stage="S1",
        owner="account_manager",
    )
    measure: LongText | None = fact(
        "How it will be measured", example="Mean P2 resolution of 6 hours or less"
    )


class Scope(Facts):
    """What is in the service and what is not."""

    in_: tuple[LongText, ...] | None = fact(
        "Services in scope",
        example="[Service desk for 120 users]",
        stage="S1",
        owner="account_manager",
        alias="in",
    )
    out: tuple[LongText, ...] | None = fact(
        "What is out of scope", example="[Website hosting]", stage="S1", owner="account_manager"
    )


class StageDates(Facts):
    """Dates of one stage that stand in place of the forecast."""

    start: Day | None = fact("First day", example="2027-02-02")
    end: Day | None = fact("Last day", example="2027-02-04")
    actual_start: Day | None = fact("First day, as it was", example="2027-02-02")
    actual_end: Day | None = fact("Last day, as it was", example="2027-02-04")


class Engagement(Facts):
    """What was sold and by when it must run."""

    tier: Tier | None = fact("Service tier", example="gold", stage="S1", owner="account_manager")
    contract_signed_date: Day | None = fact(
        "Day on which the contract was signed", example="2027-01-29", stage="S1 C1", owner="account_manager"
    )
    closed_won_date: Day | None = fact(
        "Day on which the opportunity closed", example="2027-01-29", stage="S1 C1", owner="account_manager"
    )
    kickoff_date: Day | None = fact(
        "Day of the kickoff", example="2027-02-04", stage="S1 C2", owner="onboarding_lead"
    )
    csm_outreach_date: Day | None = fact(
        "Day of the success manager's first contact",
        example="2027-03-08",
        stage="C2",
        owner="onboarding_lead",
    )
    target_go_live: Day | None = fact(
        "Go-live date that was asked for", example="2027-03-16", stage="S1", owner="account_manager"
    )
    target_go_live_basis: GoLiveBasis | None = fact("Where that date comes from", example="client")
    hard_deadlines: tuple[HardDeadline, ...] | None = fact(
        "Dates that do not move (write [] for none)", stage="S1", owner="account_manager"
    )
    success_criteria: tuple[SuccessCriterion, ...] | None = fact(
        "What the client will call a success", stage="S1", owner="account_manager"
    )
    scope: Scope | None = fact("Services in scope and out of scope", stage="S1", owner="account_manager")
    stage_dates: Keyed[Stage, StageDates] | None = fact("Dates by stage that replace the forecast")


class Agreement(Facts):
    """The master services agreement."""

    ref: Text | None = fact(
        "Number of the master agreement", example="MSA-2027-014", stage="S1", owner="account_manager"
    )
    signed_date: Day | None = fact(
        "Day on which the master agreement was signed",
        example="2027-01-27",
        stage="S1",
        owner="account_manager",
    )
    sla_clause: Text | None = fact(
        "Clause of the master agreement on service levels",
        example="Schedule 3",
        stage="S3",
        owner="account_manager",
    )
    credit_clause: Text | None = fact(
        "Clause of the master agreement on credits",
        example="clause 11.4",
        stage="S3",
        owner="account_manager",
    )


class WorkStatement(Facts):
    """The statement of work."""

    ref: Text | None = fact(
        "Number of the statement of work", example="SOW-HWP-01", stage="S1", owner="account_manager"
    )
    signed_date: Day | None = fact(
        "Day on which the statement of work was signed",
        example="2027-01-29",
        stage="S1",
        owner="account_manager",
    )


class Renewal(Facts):
    """What happens at the end of the term."""

    auto: Flag | None = fact(
        "Does the contract renew by itself?", example="true", stage="S1 C1", owner="account_manager"
    )
    notice_days: NoticeDays | None = fact(
        "Notice before the end of the term", example="90", unit="days", stage="S1 C1", owner="account_manager"
    )


class SpecialCondition(Facts):
    """A condition of this contract alone."""

    id: Id | None = fact("Id of the condition", example="sc1")
    text: LongText | None = fact(
        "What the condition says",
        example="The legacy plan-print server is out of scope",
        stage="S1 C1",
        owner="account_manager",
    )
    kind: ConditionKind | None = fact(
        "Kind of condition", example="exclusion", stage="S1 C1", owner="account_manager"
    )
    clause_ref: Text | None = fact(
        "Clause that holds it", example="SOW 4.3", stage="S1", owner="account_manager"
    )
    approved_by: PersonRef | None = fact("Who agreed to it", example="c-wills")
    visibility: Visibility | None = fact("May the client's documents show it?", example="client")


class Contract(Facts):
    """Commercial terms."""

    msa: Agreement | None = fact("Master services agreement", stage="S1", owner="account_manager")
    sow: WorkStatement | None = fact("Statement of work", stage="S1", owner="account_manager")
    total_value: Amount | None = fact(
        "Value over the whole term",
        example="816100.00",
        unit="currency, ex tax",
        stage="S1 C1",
        owner="account_manager",
    )
    currency: Currency | None = fact(
        "Currency of all amounts", example="AUD", stage="S1 C1", owner="account_manager"
    )
    tax: Tax | None = fact("Are amounts ex or inc tax?", example="ex", stage="S1 C1", owner="account_manager")
    monthly_service_fee: Amount | None = fact(
        "Monthly service fee",
        example="21600.00",
        unit="currency, ex tax",
        stage="S3",
        owner="account_manager",
    )
    onboarding_fee: Amount | None = fact(
        "One-off onboarding fee", example="38500.00", unit="currency, ex tax"
    )
    indexation: LongText | None = fact("How the fee rises", example="CPI on each anniversary, capped at 4 %")
    billing_frequency: BillingFrequency | None = fact(
        "How often invoices are sent", example="monthly", stage="S1", owner="account_manager"
    )
    billing_starts: BillingStart | None = fact(
        "What starts the billing", example="go_live", stage="S1", owner="account_manager"
    )
    payment_terms_days: PaymentDays | None = fact(
        "Days to pay an invoice", example="30", unit="days", stage="S1", owner="account_manager"
    )
    payment_terms_basis: PaymentBasis | None = fact(
        "Day that the payment term counts from", example="invoice"
    )
    start_date: Day | None = fact(
        "First day of the term", example="2027-03-16", stage="S1 C1", owner="account_manager"
    )
    term_months: Months | None = fact(
        "Length of the term", example="36", unit="months", stage="S1 C1", owner="account_manager"
    )
    end_date: Day | None = fact("Last day of the term; computed when left out", example="2030-03-15")
    renewal: Renewal | None = fact("Renewal at the end of the term", stage="S1 C1", owner="account_manager")
    first_invoice_date: Day | None = fact(
        "Day of the first invoice", example="2027-04-01", stage="S1", owner="account_manager"
    )
    po_number: Text | None = fact("Purchase order of the client", example="PO-0045117", owner="billing")
    special_conditions: tuple[SpecialCondition, ...] | None = fact(
        "Special conditions, exclusions and custom clauses (write [] for none)",
        stage="S1 C1",
        owner="account_manager",
    )


class Commitment(Facts):
    """Something that Sales promised."""

    id: Id | None = fact("Id of the commitment", example="k1")
    text: LongText | None = fact(
        "What was promised",
        example="Two Saturday migrations at no charge",
        stage="S1 C1",
        owner="account_manager",
    )
    made_by: MemberRef | None = fact(
        "Who promised it", example="t-fenn", stage="S1 C1", owner="account_manager"
    )
    made_to: PersonRef | None = fact(
        "Whom it was promised to", example="c-rao", stage="S1 C1", owner="account_manager"
    )
    date: Day | None = fact(
        "When it was promised", example="2027-01-26", stage="S1 C1", owner="account_manager"
    )
    source: Text | None = fact("Where the promise is recorded", example="Proposal v3 page 7")
    in_contract: Flag | None = fact(
        "Does the contract hold it?", example="false", stage="S1 C1", owner="account_manager"
    )
    clause_ref: Text | None = fact("Clause that holds it", example="SOW 5.1")
    owner: PersonRef | None = fact("Who delivers it", example="t-brook")
    due: Day | None = fact("By when it is delivered", example="2027-06-30")
    status: ItemStatus | None = fact("How far it is", example="in_progress")
    accepted_by: MemberRef | None = fact("Who accepted it for Delivery", example="t-brook")
    visibility: Visibility | None = fact("May the client's documents show it?", example="client")


class Sales(Facts):
    """What Sales knows. Internal, but for commitments that are in the contract or marked for the client."""

    discovery_notes: LongText | None = fact(
        "What Sales learnt in its meetings",
        example="The last provider left a fault open for three days in July",
        stage="S1",
        owner="account_manager",
        internal=True,
    )
    presales_assessment: LongText | None = fact(
        "What a pre-sales assessment found", example="Essential Eight overall ML0", internal=True
    )
    environment_summary: LongText | None = fact(
        "What the client runs today", example="Microsoft 365, one file server, two offices", internal=True
    )
    why_won: LongText | None = fact(
        "Why the client chose us", example="We showed a restore on site", internal=True
    )
    competitors: LongText | None = fact(
        "Who else bid", example="Bluegum IT Services and one other", internal=True
    )
    concerns: LongText | None = fact(
        "What worries Sales", example="Today's provider may not help", internal=True
    )
    commitments: tuple[Commitment, ...] | None = fact(
        "What Sales promised (write [] for nothing)", stage="S1 C1", owner="account_manager"
    )
