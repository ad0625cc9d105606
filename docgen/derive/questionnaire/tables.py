"""The tables of the questionnaire: one for each list of the intake, filled with the rows that are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from docgen.derive.questionnaire.choices import YES_NO, Choices
from docgen.derive.questionnaire.statuses import ANSWERED, CONFIRMED, PREFILLED, STORED
from docgen.derive.questionnaire.typed import SEPARATOR, Typed, member, typed, value_at
from docgen.derive.words import in_words
from docgen.playbooks.questions import Asked, Column, Question, QuestionBank

_SHEETS: Mapping[str, str] = {
    "client.count_variance": "Count differences",
    "contacts": "People",
    "plan.windows": "Change windows",
    "environment.network.vlans": "VLANs",
    "design.migration": "Data to move",
    "environment.directory.dcs": "Domain controllers",
    "environment.dns": "Domain names",
    "environment.dhcp": "DHCP",
    "environment.endpoints.by_os": "Devices by system",
    "environment.endpoints.by_age": "Devices by age",
    "security.email.domains": "Mail domains",
    "security.data.policies": "DLP policies",
    "requirements.growth.new_offices": "Offices to come",
    "engagement.hard_deadlines": "Fixed dates",
    "requirements.support.vip_users": "VIP users",
}
"""Where the last word of the path does not say it; a new list needs no entry."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table, and the questions that ask for it. `required` is by question: the same column may be
    required by one and only name the row for another."""

    key: str
    column: Column
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What a table is made of, whoever the client: its intake `path` (`environment.servers`), columns and questions."""

    path: str
    columns: tuple[TableColumn, ...]
    questions: tuple[Question, ...]

    def asked_columns(self, question: Question) -> tuple[str, ...]:
        """Return the columns that a row must fill for one question: the required ones, else the first that does
        not name the row, else the first."""
        columns = question.columns
        required = tuple(column.key for column in columns if column.required)
        own = tuple(column.key for column in columns if column.key not in question.row_key)
        return required if set(required) - set(question.row_key) else (*required, *own[:1])


@dataclass(frozen=True, slots=True)
class TableRow:
    """One known row: its cells by column key, and whether the client has confirmed it."""

    cells: Mapping[str, Typed]
    status: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the rows of one client. `known` is False while nobody has said even that there are none."""

    path: str
    rows: tuple[TableRow, ...]
    known: bool


def sheet_name(path: str) -> str:
    """Return the name of a table's sheet: `Servers` for `environment.servers`."""
    return _SHEETS.get(path) or in_words(path.rpartition(".")[2])


def table_plans(bank: QuestionBank) -> tuple[TablePlan, ...]:
    """Return one plan for each list that the bank's tables fill, in the order in which it is first asked for."""
    asked: dict[str, list[Question]] = {}
    for question in bank.questions:
        if question.is_table:
            asked.setdefault(question.list_path, []).append(question)
    return tuple(
        TablePlan(path, tuple(_columns(questions)), tuple(questions)) for path, questions in asked.items()
    )


def _columns(questions: list[Question]) -> Iterator[TableColumn]:
    by_key: dict[str, list[tuple[str, Column]]] = {}
    for question in questions:
        for column in question.columns:
            by_key.setdefault(column.key, []).append((question.id, column))
    for key, found in by_key.items():
        yield TableColumn(key, found[0][1], tuple(ident for ident, _ in found))


def table_of(plan: TablePlan, choices: Choices) -> Table:
    """Return a table with what the intake knows of it."""
    items = value_at(choices.intake, plan.path)
    status = _row_status(plan, choices)
    return Table(
        plan.path, tuple(_row(plan, item, status, choices) for item in items or ()), items is not None
    )


def _row_status(plan: TablePlan, choices: Choices) -> str:
    """Return the status of a table's rows: that of its questions once each is confirmed or answered."""
    discovery = choices.intake.discovery
    answers = (discovery.answers if discovery else None) or {}
    said = {STORED.get(str(getattr(answers.get(question.id), "status", ""))) for question in plan.questions}
    if said <= {CONFIRMED, ANSWERED}:
        return CONFIRMED if said == {CONFIRMED} else ANSWERED
    return PREFILLED


def _row(plan: TablePlan, item: Any, status: str, choices: Choices) -> TableRow:
    cells = {one.key: cell(member(item, one.key), one.column, choices) for one in plan.columns}
    return TableRow(MappingProxyType(cells), status)


def cell(value: Any, column: Asked, choices: Choices) -> Typed:
    """Return a fact as the cell of its column shows it: choices by their texts, one item per line where it says so."""
    name = list_name(column)
    if value is None or not name:
        return typed(value, joint="\n" if _in_lines(column) else SEPARATOR)
    if isinstance(value, tuple | list):
        return SEPARATOR.join(choices.text(name, one) for one in value)
    return choices.text(name, value)


def _in_lines(column: Asked) -> bool:
    return "lines" in column.format


def list_name(column: Asked) -> str:
    """Return the list that a column or question chooses from; empty where the answer is typed."""
    if column.type == "yes_no":
        return YES_NO
    return column.options or column.ref


def complete(plan: TablePlan, question: Question, rows: Iterable[TableRow]) -> int:
    """Return how many rows hold all that one question asks for."""
    wanted = plan.asked_columns(question)
    return sum(1 for row in rows if all(row.cells[key] != "" for key in wanted))
