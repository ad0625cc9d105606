"""What came of one client in a batch, and of all of them: small, plain values that cross processes.

A worker sends one `Row` per client to its parent; reports are made from rows alone. A client that was skipped as
unchanged gets its row from its manifest, so everything here has a form as plain data (`as_data`, `from_data`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from docgen.judge.across import PersonLoad
from docgen.problems import Place, Problem, Severity


class ClientOutcome(StrEnum):
    """What became of one client."""

    RENDERED = "rendered"  # its documents were made (some may be as they were, some withheld)
    UNCHANGED = "unchanged"  # nothing that they rest on has changed, so none was made
    FAILED = "failed"  # nothing could be read, made or stored
    INTERRUPTED = "interrupted"  # the batch was stopped first


class DocumentOutcome(StrEnum):
    """What became of one document of a client."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHHELD = "withheld"  # it would be a draft and only finals were asked for, or it could not be rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document in one format. `path` is below the client's folder, empty where nothing was written.

    `artefact` is its code, `stage` the stage that it is issued at, `status` what the intake says of it.
    `reasons` say, in words, why it is a draft or was withheld.
    """

    artefact: str
    format: str
    outcome: DocumentOutcome
    stage: str = ""
    path: str = ""
    version: str = ""
    status: str = ""
    draft: bool = False
    reasons: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        return {**asdict(self), "outcome": self.outcome.value, "reasons": list(self.reasons)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One problem without its source line: `file:line:column` or the `trail` in an Office file, and the data path."""

    code: str
    severity: Severity
    message: str
    hint: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    path: str = ""
    trail: tuple[str, ...] = ()
    acknowledged: str = ""

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """Return what a batch keeps of a problem."""
        where = problem.where
        return cls(
            code=problem.code,
            severity=problem.severity,
            message=problem.message,
            hint=problem.hint,
            file=where.file,
            line=where.line,
            column=where.column,
            path=where.path,
            trail=where.trail,
            acknowledged=problem.acknowledged,
        )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the problem that `as_data` gave. Raise KeyError, TypeError or ValueError for anything else."""
        given = {**data, "severity": Severity(data["severity"]), "trail": tuple(data.get("trail", ()))}
        return cls(**given)

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        return {**asdict(self), "severity": self.severity.value, "trail": list(self.trail)}

    @property
    def place(self) -> str:
        """Where it is: `intake.yaml:12:9`, the trail in an Office file, or the data path."""
        return str(Place(self.file, self.line, self.column, self.path, trail=self.trail))

    @property
    def blocks(self) -> bool:
        """Whether it is an error that nobody has acknowledged."""
        return self.severity is Severity.ERROR and not self.acknowledged


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A fact that documents need and nobody has given: its path, the question, who owes it and by when.

    `owner` is a person's name or a role in words, empty where nobody is named; `documents` are the artefacts
    that wait for it.
    """

    path: str
    question: str
    owner: str = ""
    due: date | None = None
    documents: tuple[str, ...] = ()

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the fact that `as_data` gave. Raise KeyError, TypeError or ValueError for anything else."""
        due = data.get("due")
        given = {
            **data,
            "due": date.fromisoformat(due) if due else None,
            "documents": tuple(data.get("documents", ())),
        }
        return cls(**given)

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        due = self.due.isoformat() if self.due else None
        return {**asdict(self), "due": due, "documents": list(self.documents)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One client's part of a batch: picklable, a few kilobytes, without documents' bytes or source lines.

    `file` is the intake as it was selected; `code`, `name` and `process` (the playbook's name) are empty where it
    could not be read. `note` says in one sentence why the client was skipped, failed or stopped, where its
    problems don't. `loads` are how much of whose time the client takes.
    """

    file: str
    outcome: ClientOutcome
    code: str = ""
    name: str = ""
    process: str = ""
    note: str = ""
    documents: tuple[Document, ...] = ()
    problems: tuple[Found, ...] = ()
    owed: tuple[Owed, ...] = ()
    loads: tuple[PersonLoad, ...] = ()
    seconds: float = 0.0

    def count(self, outcome: DocumentOutcome) -> int:
        """Return how many of the client's documents came out so."""
        return sum(document.outcome is outcome for document in self.documents)

    @property
    def drafts(self) -> int:
        """How many documents were written, now or before, as drafts."""
        return sum(one.draft and one.outcome is not DocumentOutcome.WITHHELD for one in self.documents)

    @property
    def severities(self) -> Counter[Severity]:
        """How many problems of each severity there are, acknowledged ones left out."""
        return Counter(problem.severity for problem in self.problems if not problem.acknowledged)

    @property
    def good(self) -> bool:
        """Whether nothing failed, nothing was withheld and no error is open."""
        done = self.outcome in (ClientOutcome.RENDERED, ClientOutcome.UNCHANGED)
        return done and not self.count(DocumentOutcome.WITHHELD) and not any(p.blocks for p in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """All rows of one run, in the order of selection. `seconds` is the time on the clock, `as_of` its today."""

    rows: tuple[Row, ...]
    as_of: date
    seconds: float = 0.0

    def of(self, *outcomes: ClientOutcome) -> tuple[Row, ...]:
        """Return the rows with one of the outcomes."""
        return tuple(row for row in self.rows if row.outcome in outcomes)

    @property
    def interrupted(self) -> bool:
        """Whether the run was stopped before every client had its turn."""
        return any(row.outcome is ClientOutcome.INTERRUPTED for row in self.rows)

    @property
    def exit_status(self) -> int:
        """0 if every client is good, else 1."""
        return 0 if all(row.good for row in self.rows) else 1


def found(problems: Iterable[Problem]) -> tuple[Found, ...]:
    """Return what a batch keeps of problems, in their order."""
    return tuple(Found.of(problem) for problem in problems)
