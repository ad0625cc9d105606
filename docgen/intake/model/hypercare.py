"""What hypercare gave: tickets by week, satisfaction, documents, training, issues, and the seven exit criteria."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.dates import Day, LocalDateTime
from docgen.intake.model.figures import Count, Flag, Quantity
from docgen.intake.model.refs import PersonRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import Priority

Week = Annotated[Literal["1", "2", "3", "4", "5", "6", "7", "8"], CHOICE]
IssueSeverity = Annotated[Literal["critical", "high", "medium", "low"], CHOICE]
Criterion = Annotated[Literal["E1", "E2", "E3", "E4", "E5", "E6", "E7"], CHOICE]


class WeekCount(Facts):
    """Tickets of one priority in one week, and how many met their targets."""

    count: Count | None = fact("Tickets opened", example="6", unit="tickets")
    resp_met: Count | None = fact("Of those, answered within the target", example="6", unit="tickets")
    res_met: Count | None = fact("Of those, resolved within the target", example="5", unit="tickets")


class P1Record(Facts):
    """One P1 ticket, minute by minute."""

    ticket: Text | None = fact("Ticket number", example="INC-20417")
    opened: LocalDateTime | None = fact("Opened", example="2027-03-17T08:42 Australia/Melbourne")
    responded_minutes: Count | None = fact("Time to the response", example="11", unit="minutes")
    resolved_minutes: Count | None = fact("Time to the resolution", example="96", unit="minutes")
    summary: LongText | None = fact("What happened", example="A line failed; the second took over")


class Satisfaction(Facts):
    """The survey of users."""

    score: Quantity | None = fact("Mean answer", example="8.6", unit="out of 10")
    n: Count | None = fact("People who answered", example="27", unit="people")
    surveyed: Count | None = fact("People who were asked", example="60", unit="people")
    date: Day | None = fact("When", example="2027-04-09")


class Published(Facts):
    """Documents in the knowledge base."""

    required: Count | None = fact("Documents that must be there", example="22", unit="documents")
    published: Count | None = fact("Documents that are", example="22", unit="documents")


class DeskTraining(Facts):
    """Training of the service desk."""

    rostered: Count | None = fact("Analysts on the roster", example="9", unit="people")
    certified: Count | None = fact("Analysts who passed the training", example="9", unit="people")


class DeploymentIssue(Facts):
    """Something that went wrong in or after the deployment."""

    id: Id | None = fact("Id of the issue", example="hi-1")
    severity: IssueSeverity | None = fact("How bad", example="high")
    text: LongText | None = fact("What is wrong", example="Search in FileNest is slow")
    opened: Day | None = fact("Since when", example="2027-03-18")
    closed: Day | None = fact("Closed on", example="2027-03-24")
    owner: PersonRef | None = fact("Who mends it", example="t-haddad")


class ExitResult(Facts):
    """One exit criterion: the figure, whether it is met, and the proof."""

    value: Text | None = fact("What was measured", example="22 of 22")
    passed: Flag | None = fact("Is it met?", example="true")
    evidence: LongText | None = fact("Where the proof lies", example="Survey report of 9 April")
    owner: PersonRef | None = fact("Who closes what is open, where it is not met", example="t-brook")
    due: Day | None = fact("By when", example="2027-05-01")


Weekly = Keyed[Week, Keyed[Priority, WeekCount]]
Exit = Keyed[Criterion, ExitResult]
