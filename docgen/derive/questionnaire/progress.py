"""How far the questionnaire has come: by domain, by respondent, and in all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from docgen.derive.questionnaire.answers import AskedQuestion
from docgen.derive.questionnaire.statuses import NOT_ASKED, OPEN, SETTLED, TO_CONFIRM


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of mandatory questions that are asked: `settled`, prefilled and `to_confirm`, still `open`.

    `questions` counts all that are asked, optional ones too. `overdue` are the open ones once the day by which
    discovery is due has passed.
    """

    questions: int
    mandatory: int
    settled: int
    to_confirm: int
    open: int
    overdue: int


def progress_of(questions: Iterable[AskedQuestion], *, due: date | None, as_of: date) -> Progress:
    """Return the counts over some questions; `due` is the day by which discovery is to be finished."""
    asked = [question for question in questions if question.state != NOT_ASKED]
    owed = [question.state for question in asked if question.is_mandatory]
    late = due is not None and due < as_of
    return Progress(
        questions=len(asked),
        mandatory=len(owed),
        settled=owed.count(SETTLED),
        to_confirm=owed.count(TO_CONFIRM),
        open=owed.count(OPEN),
        overdue=owed.count(OPEN) if late else 0,
    )


@dataclass(frozen=True, slots=True)
class Respondent:
    """A person, or a role that nobody holds yet, with the questions that wait for them."""

    name: str
    progress: Progress


def respondents(
    questions: Iterable[AskedQuestion], *, due: date | None, as_of: date
) -> tuple[Respondent, ...]:
    """Return everyone who is asked something, in the order in which they are first asked."""
    by_name: dict[str, list[AskedQuestion]] = {}
    for question in questions:
        by_name.setdefault(question.respondent, []).append(question)
    return tuple(
        Respondent(name, progress_of(asked, due=due, as_of=as_of)) for name, asked in by_name.items()
    )
