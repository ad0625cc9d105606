"""The success plan of a process: from which day it counts, its check-ins, its value review, its training."""

from typing import Literal, Self

from pydantic import Field, model_validator

from docgen.playbooks.parts import Count, Figure, Part, Percent, Text, Tolerance
from docgen.playbooks.service_levels import Weekday

Anchor = Literal["kickoff", "go_live", "contract_signed"]
TrainingKind = Literal["admin", "user"]


class Topic(Text):
    """One topic of a meeting. `lead` is a role of either side."""

    minutes: int = Field(gt=0)
    lead: str


class Meeting(Part):
    """A meeting that comes again in the process. `attendees` and `invited` are roles of either side."""

    title: str
    attendees: tuple[str, ...] = Field(min_length=1)
    invited: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = Field(min_length=1)

    @property
    def minutes(self) -> int:
        """The length of the meeting in minutes."""
        return sum(topic.minutes for topic in self.topics)


class Outreach(Text):
    """The first contact: at most `business_days` after the contract was signed."""

    business_days: int = Field(gt=0)
    lead: str


class CheckIns(Text):
    """Regular meetings in the weeks `first_week` to `last_week`, both included: the first one on `weekday` of the first
    week, then one each `every_days`; `tolerance_days` either way still count."""

    first_week: int = Field(gt=0)
    last_week: int = Field(gt=0)
    every_days: Figure[Count]
    weekday: Figure[Weekday]
    tolerance_days: Figure[Tolerance]
    meeting: Meeting

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first_week > self.last_week:
            raise ValueError(f"weeks {self.first_week} to {self.last_week} are no span of weeks")
        return self


class Review(Text):
    """The value review, `day` calendar days after day 0, moved to a business day; `tolerance_business_days` either
    way still count."""

    day: Figure[Count]
    tolerance_business_days: Figure[Tolerance]
    meeting: Meeting


class Session(Text):
    """One kind of training that the process asks for."""

    kind: TrainingKind
    role: str


class Training(Part):
    """Training, inside the weeks `first_week` to `last_week` where they are given (0: at any time); `attendance` is the
    share in per cent that must attend."""

    first_week: int = Field(default=0, ge=0)
    last_week: int = Field(default=0, ge=0)
    sessions: tuple[Session, ...]
    attendance: Figure[Percent]


class Bands(Part):
    """From which per cent a figure is good, and from which still fair."""

    good: Figure[Percent]
    fair: Figure[Percent]


class Health(Part):
    """What the health score weighs, in per cent that add up to 100."""

    measures: Figure[Percent]
    milestones: Figure[Percent]
    engagement: Figure[Percent]
    bands: Bands

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = self.measures.value + self.milestones.value + self.engagement.value
        if total != 100:
            raise ValueError(f"the weights add up to {total}, not to 100")
        return self


class Support(Text):
    """What follows the review: the client's daily questions go to `lead`'s desk, `contact` stays."""

    lead: str
    contact: str


class SuccessSection(Part):
    """The success plan.

    `owner` is the role that keeps it, `approves` the authority that a client's person needs to approve it,
    `roles` are those of the client without which a plan rarely holds. `kickoff_within` are business days from the
    contract's signature.
    """

    owner: str
    approves: str
    day_0: Figure[Anchor]
    roles: Figure[tuple[str, ...]]
    outreach: Outreach | None = None
    kickoff_within: Figure[Count] | None = None
    checkins: CheckIns
    review: Review
    training: Training
    progress: Bands
    health: Health
    support: Support
