"""Facts about facts: where a value comes from, who confirmed it, and who owes one that is not known."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Day
from docgen.intake.model.refs import PersonRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import LongText, Text

Source = Annotated[Literal["process", "default", "contract", "client", "override"], CHOICE]
FactStatus = Annotated[Literal["confirmed", "unknown", "not_applicable"], CHOICE]


class FactNote(Facts):
    """What is known about one value, or about all values below a path."""

    source: Source | None = fact("Where the value comes from", example="contract")
    status: FactStatus | None = fact("How sure it is", example="confirmed")
    by: PersonRef | None = fact("Who confirmed it", example="c-wills")
    date: Day | None = fact("When it was confirmed", example="2027-02-22")
    owner: PersonRef | None = fact("Who owes it, when it is unknown", example="c-okafor")
    due: Day | None = fact("By when it is owed", example="2027-04-30")
    evidence: Text | None = fact("What shows it", example="E-mail of 22 February")
    note: LongText | None = fact("Remark", example="To be asked again in May")
