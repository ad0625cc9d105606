"""The service levels of a playbook: tiers, hours, priorities, escalation, credits, exclusions."""

from collections.abc import Mapping
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from docgen.playbooks.parts import (
    ClockTime,
    Count,
    Figure,
    Minutes,
    Part,
    Percent,
    Sourced,
    Text,
    Tolerance,
    Zone,
    misplaced,
)

Priority = Literal["P1", "P2", "P3", "P4"]
Clock = Literal["24x7", "service_hours"]
Hours = Literal["24x7", "business_hours"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Cadence = Literal["monthly", "quarterly"]


class BusinessHours(Part):
    """The desk's business hours: local wall time in an IANA zone."""

    days: Figure[tuple[Weekday, ...]]
    start: Figure[ClockTime]
    end: Figure[ClockTime]
    tz: Figure[Zone]
    holidays: Figure[Literal["excluded", "included"]]

    @model_validator(mode="after")
    def _open(self) -> Self:
        if not self.days.value or self.start.value >= self.end.value:
            raise ValueError("business hours need at least one day, and an end after their start")
        return self


class Target(Part):
    """Response and resolution of one priority, in minutes of its clock."""

    response: Figure[Minutes]
    resolution: Figure[Minutes]
    clock: Figure[Clock]


class Tier(Part):
    """One tier's promise. `review` is how often the service review meeting is held."""

    name: str
    hours: Figure[Hours]
    p1_hours: Figure[Hours]
    targets: Mapping[Priority, Target]
    review: Figure[Cadence]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        misplaced(_lacking(self, "targets"))
        return self


class Availability(Part):
    """The availability promise in per cent of the measured period."""

    target: Figure[Percent]
    scope: Figure[str]
    period: Figure[str]
    formula: Figure[str]


class PriorityMatrix(Sourced):
    """Impact x urgency. `cells` has one row per impact and one column per urgency; `raises` are the rules that
    lift a priority, `declarers` the client roles whose holders may declare a P1."""

    impacts: tuple[str, ...]
    urgencies: tuple[str, ...]
    cells: tuple[tuple[Priority, ...], ...]
    definitions: Mapping[Priority, str]
    raises: tuple[str, ...]
    declarers: tuple[str, ...]

    @model_validator(mode="after")
    def _square(self) -> Self:
        high, wide = len(self.impacts), len(self.urgencies)
        if len(self.cells) != high or any(len(row) != wide for row in self.cells):
            misplaced([(("cells",), f"must have {high} rows (impacts) of {wide} priorities (urgencies)")])
        misplaced(_lacking(self, "definitions"))
        return self


class Rung(Sourced):
    """One rung of an escalation ladder: at a share of the resolution target (`at_pct`) or, for one priority,
    after `at_minutes`. `to` is a provider role, `client` a client role or empty, `inform` further roles."""

    id: str
    at_pct: int | None = Field(default=None, gt=0)
    at_minutes: int | None = Field(default=None, ge=0)
    priority: Priority | None = None
    to: str
    client: str = ""
    inform: tuple[str, ...] = ()


class CreditBand(Part):
    """Availability below `below` and at least `at_least` per cent gives back `percent` of the monthly fee."""

    below: Percent
    at_least: Percent
    percent: Percent


class Credits(Sourced):
    """Service credits. `misses` maps a measure (`P1_response`) to the per cent given back when its attainment for
    the month misses the target. `sole_remedy` is the contract's to say, so the playbook has none."""

    basis: str
    bands: tuple[CreditBand, ...]
    misses: Mapping[str, Percent]
    monthly_cap_percent: Percent
    minimum_tickets: Tolerance
    claim_days: Count
    applied_as: str

    @model_validator(mode="after")
    def _known_misses(self) -> Self:
        known = {f"{one}_{measure}" for one in get_args(Priority) for measure in ("response", "resolution")}
        misplaced(
            (("misses", key), "is no measure: write P1_response, P1_resolution and so on")
            for key in self.misses
            if key not in known
        )
        return self


class Exclusion(Sourced):
    """What does not count, what the word means, and what must be shown for it to apply."""

    id: str
    name: str
    definition: str
    evidence: str


class Reporting(Part):
    """How often the client sees the figures, and what a report holds. A review is held at most
    `review_after_business_days` after its report; `combined` makes two reviews that fall together one meeting."""

    sla_report: Figure[Cadence]
    business_review: Figure[Cadence]
    report_due_business_day: Figure[Count]
    review_after_business_days: Figure[Tolerance]
    combined: Figure[bool]
    contents: Figure[tuple[str, ...]]


class Definition(Text):
    """What one word of the schedule means."""

    term: str


class Wording(Part):
    """Positions of the schedule that are the parties' to take: which text prevails, who decides, what a missing
    proof or a missing duty does, when a change binds. Each is a sentence without its full stop."""

    precedence: Text
    clause_precedence: Text
    overlay_precedence: Text
    priority_set: Text
    priority_dispute: Text
    credit_sum: Text
    evidence: Text
    duties: Text
    change_control: Text
    new_items: Text
    review: Text


class ServiceLevels(Part):
    """The whole section `sla`."""

    business_hours: BusinessHours
    tiers: Mapping[str, Tier]
    availability: Availability
    attainment: Mapping[Priority, Figure[Percent]]
    update_interval: Mapping[Priority, Figure[Minutes | None]]
    priority_matrix: PriorityMatrix
    escalation: tuple[Rung, ...]
    credits: Credits
    measurement: tuple[Text, ...]
    exclusions: tuple[Exclusion, ...]
    reporting: Reporting
    definitions: tuple[Definition, ...]
    wording: Wording

    @model_validator(mode="after")
    def _every_priority(self) -> Self:
        misplaced([*_lacking(self, "attainment"), *_lacking(self, "update_interval")])
        return self


def _lacking(part: Part, key: str) -> list[tuple[tuple[str | int, ...], str]]:
    """Return the fault of a mapping that must know every priority and does not."""
    missing = [one for one in get_args(Priority) if one not in getattr(part, key)]
    return [((key,), f"lacks {' and '.join(missing)}")] if missing else []
