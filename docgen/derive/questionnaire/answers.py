"""The questions of one client, each with what is known of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.lookup import Lookup
from docgen.derive.questionnaire.choices import Choices
from docgen.derive.questionnaire.conditions import Condition
from docgen.derive.questionnaire.statuses import (
    ANSWERED,
    CONFIRMED,
    NOT_APPLICABLE,
    NOT_ASKED,
    OPEN,
    PREFILLED,
    SETTLED,
    STORED,
    TO_CONFIRM,
    UNKNOWN,
)
from docgen.derive.questionnaire.tables import Table, cell, list_name, sheet_name
from docgen.derive.questionnaire.typed import Typed, value_at
from docgen.intake.model.discovery import Answer as Recorded
from docgen.intake.model.texts import LONG_TEXT_LIMIT, TEXT_LIMIT
from docgen.playbooks.questions import Question

OPTIONAL = "Optional"
_KINDS: Mapping[str, str] = {
    "text": "text",
    "long_text": "text",
    "multi": "text",
    "integer": "whole",
    "decimal": "decimal",
    "percent": "decimal",
    "date": "date",
    "single": "choice",
    "yes_no": "choice",
    "table": "table",
}
_METHODS: Mapping[str, str] = {
    "tool": "Scan, then confirmed",
    "workshop": "Workshop",
    "document": "In writing",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one answer: the value as its cell shows it, its status, who said so, when, and what shows it."""

    value: Typed = ""
    status: str = ""
    by: str = ""
    on: date | str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question as the workbook shows it.

    `kind` chooses the cell: `text`, `whole`, `decimal`, `date`, `choice` or `table`. `choices` names the list of a
    drop-down, `sheet` that of a table. `least` and `most` bound a number, or the characters of a text; empty for
    no bound. `mandatory` is the stage by which the answer is owed, `Optional` for none. `state` says whether it
    still needs anybody.
    """

    id: str
    section: str
    text: str
    help: str
    kind: str
    form: str
    unit: str
    answer: Answer
    wanted: str
    respondent: str
    mandatory: str
    condition: Condition
    state: str
    choices: str
    least: Decimal | str
    most: Decimal | int | str
    sheet: str
    path: str
    method: str
    line: str

    @property
    def is_mandatory(self) -> bool:
        """Whether the answer is owed by some stage."""
        return self.mandatory != OPTIONAL


@dataclass(frozen=True)
class Asking:
    """What is needed to turn the questions of the bank into those of one client."""

    lookup: Lookup
    choices: Choices
    conditions: Mapping[str, Condition]
    tables: Mapping[str, Table]
    complete: Mapping[str, int]

    def answer(self, question: Question) -> Answer:
        """Return what is known: the answer that discovery recorded, else the fact that it maps to."""
        recorded = self._recorded(question)
        value = self._value(question)
        if recorded is None:
            return self._from_facts(question, value)
        said = cell(recorded.value, question, self.choices) if recorded.value is not None else value
        status = STORED.get(str(recorded.status or ""), ANSWERED if said != "" else "")
        name = self.lookup.name(recorded.by)
        return Answer(said, status, name, recorded.date or "", recorded.evidence or "")

    def _recorded(self, question: Question) -> Recorded | None:
        discovery = self.lookup.intake.discovery
        return ((discovery.answers if discovery else None) or {}).get(question.id)

    def _value(self, question: Question) -> Typed:
        if question.is_table:
            return self.complete[question.id]
        return cell(value_at(self.lookup.intake, question.list_path), question, self.choices)

    def _from_facts(self, question: Question, value: Typed) -> Answer:
        note = self.lookup.note(question.list_path)
        status = STORED.get(note.status or "", "") if note else ""
        known = self._known(question, value)
        if known and status != CONFIRMED:
            status = PREFILLED
        if status == CONFIRMED and not known:
            status = ""
        person = (note.by or note.owner) if note else None
        day = (note.date or note.due) if note else None
        said = value if known or question.is_table else ""
        return Answer(
            said, status, self.lookup.name(person), day or "", (note.evidence if note else "") or ""
        )

    @property
    def counts(self) -> frozenset[str]:
        """The questions that a table answers."""
        return frozenset(self.complete)

    def rows(self, question: Question) -> int:
        """Return how many rows the table of a question has; 0 where it has no table."""
        return len(self.tables[question.list_path].rows) if question.is_table else 0

    def _known(self, question: Question, value: Typed) -> bool:
        """Return whether the intake answers: a table does once each of its rows holds what is asked, or if it is
        known to be empty."""
        if not question.is_table:
            return value != ""
        table = self.tables[question.list_path]
        return table.known and self.complete[question.id] == len(table.rows)


def asked_question(
    question: Question, answer: Answer, asking: Asking, answers: Mapping[str, Typed]
) -> AskedQuestion:
    """Return one question of the bank as the workbook shows it."""
    condition = asking.conditions[question.id]
    return AskedQuestion(
        id=question.id,
        section=question.section,
        text=question.text,
        help=question.help,
        kind=_KINDS[question.type],
        form=form_of(question),
        unit=question.unit,
        answer=answer,
        wanted=question.evidence,
        respondent=asking.lookup.owner_of(question.respondent_role),
        mandatory=question.mandatory_at or OPTIONAL,
        condition=condition,
        state=state_of(
            question, answer, asked=condition.holds(answers, counts=asking.counts), rows=asking.rows(question)
        ),
        choices="" if question.type in ("table", "multi") else list_name(question),
        least="" if question.min is None or question.is_table else question.min,
        most=_most(question),
        sheet=sheet_name(question.list_path) if question.is_table else "",
        path=question.maps_to,
        method=_METHODS.get(question.method, question.method),
        line=question.line,
    )


def _most(question: Question) -> Decimal | int | str:
    limits = {"text": TEXT_LIMIT, "long_text": LONG_TEXT_LIMIT, "multi": LONG_TEXT_LIMIT}
    if question.type in limits:
        return limits[question.type]
    return "" if question.max is None or question.is_table else question.max


_FORMS: Mapping[str, str] = {
    "text": "Text",
    "long_text": "Text of several lines",
    "integer": "Whole number",
    "decimal": "Number",
    "percent": "Percentage, 0 to 100",
    "date": "Date",
    "yes_no": "Yes or no",
    "single": "One choice",
    "multi": "Several choices, separated by ;",
    "table": "Table",
}
_FORMATS: Mapping[str, str] = {
    "lines": "Text, one item per line",
    "weekly_hours": "Hours, such as Mon-Fri 08:00-18:00",
    "weekly_hours_lines": "Hours, one span per line",
}


def form_of(question: Question) -> str:
    """Return in words how the answer is written."""
    return _FORMATS.get(question.format, _FORMS[question.type])


def state_of(question: Question, answer: Answer, *, asked: bool, rows: int) -> str:
    """Return whether a question still needs anybody, by the same rule as the workbook's live column.

    An unknown answer is settled once it has an owner and a date (rule DSC-03). `rows` is how many rows a table has:
    it is open while one of them is incomplete, unless somebody says that it is done.
    """
    if not asked:
        return NOT_ASKED
    if answer.status == NOT_APPLICABLE:
        return SETTLED
    if answer.status == UNKNOWN:
        return SETTLED if answer.by and answer.on else OPEN
    if question.is_table:
        return _table_state(answer, rows)
    if answer.value == "":
        return OPEN
    return TO_CONFIRM if answer.status == PREFILLED else SETTLED


def _table_state(answer: Answer, rows: int) -> str:
    if answer.status in (CONFIRMED, ANSWERED):
        return SETTLED
    if answer.value != rows:
        return OPEN
    if answer.status == PREFILLED:
        return TO_CONFIRM
    return SETTLED if rows else OPEN
