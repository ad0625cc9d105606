"""Which facts the workbook asks for, and where: topics as forms, lists as tables, made from the model.

A form has a row for each single fact, a table a column for each fact of its items. What is deeper, or comes later
than a start needs, has a sheet of its own (`Further facts`) by path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from docgen.intake.paths import trail
from docgen.intake.shape import FactField, Kind, Shape, fields_of

STAGES = {"managed_services": "S", "customer_success": "C"}
"""The letter that a process's stages begin with; `managed_services`' for a playbook of somebody's own."""

_FORMS = (
    ("Client", "Who is onboarded, when it works, and who looks after it today.", ("client", "calendar", "incumbent")),
    ("Provider", "Who onboards the client, and how users reach the service desk.", ("provider",)),
    ("Contract", "What was sold and signed, and by when it must run.", ("engagement", "contract", "sales")),
    ("Meetings", "The handoff from Sales and the kickoff.", ("handoff", "kickoff", "csm_assignment")),
    ("Requirements", "What the client wants, and what success means to it.", ("requirements", "success")),
    ("Environment", "What the client runs today.", ("environment",)),
    ("Security", "How well the client is protected today.", ("security",)),
)  # fmt: skip
_TABLES = (
    ("Contacts", "contacts"),
    ("Team", "team"),
    ("Sites", "sites"),
    ("Operating hours", "client.operating_hours.windows"),
    ("Deadlines", "engagement.hard_deadlines"),
    ("Success criteria", "engagement.success_criteria"),
    ("Special conditions", "contract.special_conditions"),
    ("Promises", "sales.commitments"),
    ("Obligations", "compliance.obligations"),
    ("Certifications", "compliance.certifications"),
    ("Pain points", "requirements.pain_points"),
    ("Objectives", "success.objectives"),
    ("Measures", "success.kpis"),
    ("Training", "success.training"),
    ("Applications", "applications"),
    ("Integrations", "integrations"),
    ("Servers", "environment.servers"),
    ("Circuits", "environment.circuits"),
    ("Backups", "environment.backups"),
    ("Licences", "environment.licences"),
    ("Risks", "risks"),
    ("Actions", "actions"),
    ("Documents", "documents"),
    ("What is known", "facts"),
)
_BRACKETS = re.compile(r" \(write \[\] for [a-z]+\)")
KEY = "key"
"""The column of a table that holds the key of a group of keys, such as a document's code."""


@dataclass(frozen=True, slots=True)
class Question:
    """One fact that is asked for: its `path` (from the item, in a table), its shape, and what the model says of it.

    `topic` is the group that it stands in, in words; `stage` the stage of this process that needs it first, or an
    empty text; `many` says that the answer is a list.
    """

    path: str
    field: FactField
    shape: Shape
    topic: str = ""
    stage: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet with a row for each fact. `roots` are its topics: a heading, and the questions below it."""

    name: str
    lead: str
    roots: tuple[tuple[str, tuple[Question, ...]], ...]

    @property
    def questions(self) -> Iterator[Question]:
        """Yield the questions of all topics."""
        return (question for _, questions in self.roots for question in questions)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with a row for each item of a list, or each key of a group of keys (`keyed`)."""

    name: str
    lead: str
    path: str
    keyed: bool
    stage: str
    columns: tuple[Question, ...]

    @property
    def prefix(self) -> str:
        """What the paths of its columns begin with: `contacts[]` or `documents{}`."""
        return f"{self.path}{'{}' if self.keyed else '[]'}"


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheets of the workbook of one process."""

    forms: tuple[Form, ...]
    tables: tuple[Table, ...]


@cache
def layout(process: str, not_asked: tuple[str, ...]) -> Layout:
    """Return the sheets for a process, without the facts that it does not ask for."""
    letter = STAGES.get(process, "S")
    forms = (_form(name, lead, roots, letter, not_asked) for name, lead, roots in _FORMS)
    tables = (_table(name, path, letter) for name, path in _TABLES if not _left_out(path, not_asked))
    return Layout(tuple(form for form in forms if form.roots), tuple(tables))


def _form(name: str, lead: str, roots: Sequence[str], letter: str, not_asked: Sequence[str]) -> Form:
    found = ((root, _questions(root, letter, not_asked)) for root in roots)
    return Form(name, lead, tuple((_field(root).question, asked) for root, asked in found if asked))


def _questions(root: str, letter: str, not_asked: Sequence[str]) -> tuple[Question, ...]:
    """Return the single facts of a topic, those that a stage needs first."""
    all_ = (one for one in _below(_field(root).shape, root, "", letter) if not _left_out(one.path, not_asked))
    return tuple(sorted(all_, key=lambda one: one.stage or "Z"))


def _below(shape: Shape, path: str, topic: str, letter: str) -> Iterator[Question]:
    """Yield the facts of a group and of the groups in it that one cell can hold."""
    for key, field in fields_of(shape.group).items() if shape.group else ():
        here = f"{path}.{key}" if path else key
        inner = field.shape.inner
        if field.shape.kind is Kind.VALUE:
            yield Question(here, field, field.shape, topic, _stage(field, letter))
        elif field.shape.kind is Kind.LIST and inner and inner.kind is Kind.VALUE:
            yield Question(here, field, inner, topic, _stage(field, letter), many=True)
        elif field.shape.kind is Kind.GROUP:
            yield from _below(field.shape, here, field.question, letter)


def _table(name: str, path: str, letter: str) -> Table:
    field = _field(path)
    inner = field.shape.inner
    assert inner is not None
    keyed = field.shape.kind is Kind.MAP
    columns = tuple(_below(inner, "", "", letter))
    return Table(name, field.question, path, keyed, _stage(field, letter), columns)


def _field(path: str) -> FactField:
    found = trail(path)
    assert found is not None
    assert found.field is not None
    return found.field


def plain(question: str) -> str:
    """Return a question without what it says of files: in a cell, none is written as a word."""
    return _BRACKETS.sub("", question).rstrip(".")


def _stage(field: FactField, letter: str) -> str:
    if field.info.is_required():
        return f"{letter}1"
    return next((stage for stage in field.stage.split() if stage.startswith(letter)), "")


def _left_out(path: str, not_asked: Sequence[str]) -> bool:
    return any(path == each or path.startswith(f"{each}.") for each in not_asked)
