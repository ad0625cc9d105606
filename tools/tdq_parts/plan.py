"""Where things stand in the questionnaire's template, so that its sheets can point at each other.

Each domain and each table of the question bank has a sheet. What a bank asks is data: the sheets are laid out from
it, and the rows are filled from it when the template is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from openpyxl.utils import get_column_letter

from docgen.derive.questionnaire.tables import TableColumn, TablePlan, sheet_name, table_plans
from docgen.playbooks.questions import Domain, Question, QuestionBank, load_questions

BLANK_ROWS = 20
"""Rows to write into below the known ones."""
KINDS = ("text", "whole", "decimal", "date", "choice", "table")
"""The ways to answer: the template has a row for each."""


@dataclass(frozen=True, slots=True)
class QuestionColumns:
    """The letters of a domain sheet's columns."""

    id: str = "B"
    text: str = "C"
    help: str = "D"
    answer: str = "E"
    unit: str = "F"
    status: str = "G"
    by: str = "H"
    on: str = "I"
    wanted: str = "J"
    evidence: str = "K"
    respondent: str = "L"
    mandatory: str = "M"
    state: str = "N"
    condition: str = "O"
    asked: str = "P"
    answered: str = "Q"
    form: str = "R"
    choices: str = "S"
    least: str = "T"
    most: str = "U"
    decider: str = "V"
    test: str = "W"
    value: str = "X"
    path: str = "Y"
    method: str = "Z"
    line: str = "AA"


Q = QuestionColumns()
HEAD = 5
"""Row of a domain sheet's column heads."""
FIRST_QUESTION, LAST_QUESTION = HEAD + 2, HEAD + 3 + 2 * len(KINDS)
"""Rows of a domain sheet between which its questions are repeated: the section's heading, a row for each kind."""
END = LAST_QUESTION + 4
"""The thin row that closes a domain sheet. A range from the heads to it holds the questions of all sections, even
for a formula inside one of them."""
TABLE_HEAD = 6
TABLE_BODY = TABLE_HEAD + 2
TABLE_BLANK = TABLE_BODY + 2
TABLE_LAST = TABLE_BLANK + BLANK_ROWS - 1
"""Rows of a table sheet: heads, the one that is repeated, the first and the last blank row."""
TABLE_STATE = 2
"""Row of a table sheet whose last cell says whether its questions still need anybody."""
INDEX_FIRST = 5
"""First row of the sheet that counts the rows of all tables."""
LISTS_BODY = 6
"""Row of the sheet of lists that is repeated."""
OWED = "S?"
"""What COUNTIFS finds in the column of stages: S1 to S7, and not `Optional`."""
COUNTED = "'Progress'!$C$5"
"""The day on which dates are counted; a reader may change it."""


@cache
def bank() -> QuestionBank:
    """Return the question bank that the template is laid out from."""
    return load_questions()


@cache
def plans() -> tuple[TablePlan, ...]:
    """Return the tables of the bank, in the order in which they are first asked for."""
    return table_plans(bank())


def tables_of(domain: Domain) -> tuple[TablePlan, ...]:
    """Return the tables that a domain asks for first."""
    return tuple(plan for plan in plans() if plan.questions[0].domain == domain.id)


def table_questions() -> Iterator[tuple[TablePlan, Question]]:
    """Yield every question that a table answers with its table, in the bank's order."""
    owner = {question.id: plan for plan in plans() for question in plan.questions}
    for question in bank().questions:
        if question.id in owner:
            yield owner[question.id], question


def span(domain: Domain, column: str) -> str:
    """Return one column of a domain's questions, with its sheet: `'BUS'!$E$7:$E$20`."""
    return f"'{domain.id}'!{rows(column, FIRST_QUESTION, LAST_QUESTION)}"


def rows(column: str, first: int, last: int) -> str:
    """Return part of a column that stays where it is: `$E$7:$E$20`."""
    return f"${column}${first}:${column}${last}"


def letters(plan: TablePlan) -> Mapping[str, str]:
    """Return the letter of each column of a table by its key."""
    return {one.key: get_column_letter(place) for place, one in enumerate(plan.columns, 2)}


def body(plan: TablePlan, column: str) -> str:
    """Return all rows of one column of a table, with its sheet; `column` is a letter."""
    return f"'{sheet_name(plan.path)}'!{rows(column, TABLE_BODY, TABLE_LAST)}"


def column_of(path: str, key: str) -> str:
    """Return all rows of the column `key` of the table at `path`. Raise StopIteration or KeyError for unknown ones."""
    plan = next(plan for plan in plans() if plan.path == path)
    return body(plan, letters(plan)[key])


def index_rows(column: str) -> str:
    """Return one column of the sheet that counts the rows of all tables."""
    last = INDEX_FIRST + sum(1 for _ in table_questions()) - 1
    return f"'Tables'!{rows(column, INDEX_FIRST, last)}"


def is_text(column: TableColumn) -> bool:
    """Return whether a column is typed as text."""
    return column.column.type in ("text", "long_text", "multi")
