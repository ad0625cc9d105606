"""What the pages of the schedule show, section by section. Lengths are spans, amounts money, times aware and local.

A field that may be missing is `X | Gap`; an optional text is empty where there is nothing to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from docgen.derive.calendars import Holiday
from docgen.derive.sla.availability import MonthAllowance
from docgen.derive.sla.cover import WeekRow
from docgen.derive.sla.credits import CreditMonth
from docgen.derive.sla.reviews import ServiceMonth
from docgen.derive.sla.worked import LongWeekend
from docgen.derive.values import Cell, Gap, Money, Span


@dataclass(frozen=True, slots=True)
class Parties:
    """Section 1: the agreement that this schedule belongs to, from when and until when it binds."""

    msa: str | Gap
    msa_signed: date | Gap
    clause: str | Gap
    credit_clause: str | Gap
    sow: str | Gap
    sow_signed: date | Gap
    effective_from: date | Gap
    term_end: date | Gap
    term_months: int | Gap


@dataclass(frozen=True, slots=True)
class Service:
    """Section 2: one service that the schedule covers, and the class of items that it is counted by."""

    id: str
    name: str
    description: str
    covers: str


@dataclass(frozen=True, slots=True)
class SiteCount:
    """Section 2: a site with the users and devices it brings."""

    name: str
    users: int | Gap
    devices: int | Gap


@dataclass(frozen=True, slots=True)
class Items:
    """Section 2: what is counted in. `places` counts the sites in words, home workers told apart; `out_of_scope`
    points at what is not."""

    users: int | Gap
    devices: int | Gap
    sites: tuple[SiteCount, ...]
    places: str
    out_of_scope: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AfterHours:
    """Section 4: whom to call when the desk is closed, and for what."""

    name: str
    phone: str | Gap
    use: str


@dataclass(frozen=True, slots=True)
class Cover:
    """Section 4. `hours` and `p1_hours` are hours a week; `marks` head the drawn week (`rows`), whose spans add
    up to the same number of columns. `sentence` says in words, with the zone, what the drawing shows. `holidays`
    are the public holidays of the first twelve months on days that would be business days."""

    text: str
    p1_text: str
    zone: str
    hours: Decimal
    p1_hours: Decimal
    all_day: bool
    marks: tuple[Cell, ...]
    rows: tuple[WeekRow, ...]
    sentence: str
    holidays_closed: bool
    holidays: tuple[Holiday, ...] | Gap
    daylight_saving: bool
    after_hours: AfterHours | Gap


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Section 5: one impact, and a coloured cell for each urgency."""

    impact: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """Section 5: one priority in words, with an example from the client's own systems."""

    key: str
    definition: str
    example: str | Gap


@dataclass(frozen=True, slots=True)
class Priorities:
    """Section 5. `raises` are the rules that lift a priority; `declarers` the people who may declare a P1, by name
    or by role; `decides` who settles a disagreement."""

    urgencies: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    levels: tuple[Priority, ...]
    raises: tuple[str, ...]
    declarers: tuple[str, ...]
    decides: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """Sections 6 and 7: one priority's promise. `clock` is in words, `attainment` the share of tickets that must
    meet it, `update` how often the client hears in between (None: when something changes)."""

    key: str
    meaning: str
    response: Span
    resolution: Span
    clock: str
    attainment: str
    update: Span | None


@dataclass(frozen=True, slots=True)
class WorkedRow:
    """Section 6: a worked ticket of one priority."""

    key: str
    raised: datetime
    response_due: datetime
    resolution_due: datetime


@dataclass(frozen=True, slots=True)
class Worked:
    """Section 6: tickets raised at one moment. `weekend` is the long one that follows (None: the year has none),
    `holidays` the names of the holidays that make it long."""

    raised: datetime
    weekend: LongWeekend | None
    holidays: str
    rows: tuple[WorkedRow, ...]


@dataclass(frozen=True, slots=True)
class RungTime:
    """Section 7: when a rung is reached by one priority: after how many hours of its clock (to a tenth), and when
    for the worked ticket."""

    key: str
    hours: Decimal
    due: datetime | None


@dataclass(frozen=True, slots=True)
class RungRow:
    """Section 7: one rung.

    `share` is its share of the resolution time (empty elsewhere), `at` its trigger in words, `after` how long
    after it (None: at once, or see `times`). `provider` and `client` are people (empty: nobody on that side).
    `times` has one entry per priority on the ladder by share, none elsewhere.
    """

    id: str
    share: str
    at: str
    after: Span | None
    provider: str | Gap
    provider_role: str
    client: str | Gap
    client_role: str
    informed: str
    times: tuple[RungTime, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalation:
    """Section 7: the ladder by share of the resolution time, the separate P1 ladder, ladders with a trigger."""

    ladder: tuple[RungRow, ...]
    p1: tuple[RungRow, ...]
    triggered: tuple[RungRow, ...]


@dataclass(frozen=True, slots=True)
class AvailabilityView:
    """Section 8. `months` are the twelve months from the effective date.

    Any downtime over the allowed one brings `first_credit`; `heads` name the deeper credits (`10 %`) that the
    months' `starts` bring. `whole` is the first whole month. The first month may be a part month: `first_minutes`
    count from the effective date and allow `first_allowed`. `year_allowed` sums the whole months, in minutes.
    `maintenance` says which maintenance does not count, where the intake does.
    """

    target: str
    period: str
    scope: str
    formula: str
    maintenance: str
    measurement_point: str | Gap
    zone: str
    months: tuple[MonthAllowance, ...]
    whole: MonthAllowance
    first_credit: str
    heads: tuple[str, ...]
    year_allowed: Decimal
    first_from: date | None
    first_minutes: int
    first_allowed: Decimal


@dataclass(frozen=True, slots=True)
class RuleText:
    """Sections 9 and 14: one rule or duty with a short name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class BandRow:
    """Section 10: one availability band and what it costs for this client's fee."""

    range: str
    percent: str
    amount: Money | Gap


@dataclass(frozen=True, slots=True)
class MissRow:
    """Section 10: one measure, its target, and what missing it costs for this client's fee."""

    measure: str
    target: str
    percent: str
    amount: Money | Gap


@dataclass(frozen=True, slots=True)
class WorkedMonth:
    """Section 10: a month worked through. `downtime` and `minutes` in minutes; `met` of `counted` tickets met
    the missed measure, a share of `attainment` against `target`, all as texts with per cent."""

    month: date
    minutes: int
    downtime: int
    availability: str
    measure: str
    counted: int
    met: int
    attainment: str
    target: str
    missed: bool
    credit: CreditMonth


@dataclass(frozen=True, slots=True)
class CreditsView:
    """Section 10. Amounts are gaps while the monthly fee is unknown. `annual_cap` is empty where the year has no
    cap of its own; `annual_cap_amount` is then twelve monthly caps, or None without any cap."""

    basis: str
    fee: Money | Gap
    bands: tuple[BandRow, ...]
    misses: tuple[MissRow, ...]
    monthly_cap: str
    monthly_cap_amount: Money | Gap
    annual_cap: str
    annual_cap_amount: Money | Gap | None
    minimum_tickets: int
    claim_days: int
    applied_as: str
    sole_remedy: str | Gap
    clause: str | Gap
    worked: WorkedMonth | Gap


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """Section 11: what does not count, what it means, what must be shown."""

    name: str
    definition: str | Gap
    evidence: str | Gap


@dataclass(frozen=True, slots=True)
class Recipient:
    """Section 12: who receives the monthly report."""

    name: str
    title: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Reporting:
    """Section 12. `due_day` is the business day of the following month, `review_days` how many business days after
    the report a review is held at the latest; `months` the first twelve. `review` and
    `business_review` are rhythms (`quarterly`); `first_review` a date that the parties have already set."""

    contents: tuple[str, ...]
    due_day: int
    review_days: int
    review: str | Gap
    business_review: str
    combined: bool
    first_review: date | None
    distribution: tuple[Recipient, ...] | Gap
    months: tuple[ServiceMonth, ...] | Gap


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """Section 15: a custom clause beside the tier's standard. `subject` names what it replaces; `standard` and
    `custom` are the figures (text where it changes no single figure)."""

    id: str
    subject: str
    standard: Span | str
    custom: Span | str
    applies_to: str
    season: str
    text: str
    source: str
    approved_by: str | Gap
    credit_effect: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Section 16: who signs for a party, and on what authority."""

    party: str
    name: str | Gap
    title: str | Gap
    authority: str | Gap


@dataclass(frozen=True, slots=True)
class SourceCount:
    """Section 16: how many figures have one source, in words, and how many of them a named person confirmed."""

    source: str
    figures: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Hypercare:
    """Section 13, and the root name `hypercare`. `p1_response` is min(contract, process) on `p1_clock`; dates
    are planned days, both ends included. `anchor` says what they count from, `standup_days` on how many business
    days a stand-up is held, `threshold` how alerts are tightened."""

    start: date | Gap
    end: date | Gap
    days: int
    anchor: str
    p1_response: Span
    p1_contract: Span | Gap
    p1_clock: str | Gap
    engineer: str | Gap
    engineer_hours: str
    backup_engineer: str | Gap
    channel: str | Gap
    standups: tuple[date, ...]
    standup_days: int
    reviews: tuple[date, ...]
    review_cadence: str
    health_checks: str
    ai_tuning: str
    threshold: str
    exit: tuple[RuleText, ...]
    extension: str
