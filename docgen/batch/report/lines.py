"""A batch's report as lines: what each sheet, table or list shows, in order. Pure: rows in, lines out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from docgen.artefacts import DOCUMENTS
from docgen.batch.results import Batch, ClientOutcome, Document, DocumentOutcome, Found, Row
from docgen.derive.values import Chip, State
from docgen.judge.catalogue import RULES
from docgen.judge.verdict import MISSING
from docgen.problems import Severity

NOBODY = "Nobody named"
_MOST_NAMED = 12
_SEVERITIES: Final = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_WEIGHTS: Final[Mapping[Severity, Chip]] = {
    Severity.ERROR: Chip(State.CRITICAL, "Error"),
    Severity.WARNING: Chip(State.CAUTION, "Warning"),
    Severity.INFO: Chip(State.NEUTRAL, "Note"),
}
_ACKNOWLEDGED: Final = Chip(State.GOOD, "Accepted")
_STATES: Final[Mapping[ClientOutcome, Chip]] = {
    ClientOutcome.RENDERED: Chip(State.GOOD, "Done"),
    ClientOutcome.UNCHANGED: Chip(State.GOOD, "Unchanged"),
    ClientOutcome.FAILED: Chip(State.CRITICAL, "Failed"),
    ClientOutcome.INTERRUPTED: Chip(State.NEUTRAL, "Not reached"),
}
_OPEN: Final = Chip(State.CAUTION, "Errors open")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents came out how. `drafts` are among those on disk, new or old."""

    new: int
    changed: int
    unchanged: int
    withheld: int
    drafts: int


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One client. `why` is one sentence where the state needs one; `owed` counts the facts that nobody has given."""

    code: str
    name: str
    file: str
    process: str
    outcome: ClientOutcome
    state: Chip
    documents: Counts
    errors: int
    warnings: int
    owed: int
    why: str
    seconds: float


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem of one client. `where` is `file:line:column`, or what leads to a place in an Office file.

    `client` is its code, empty where that could not be read.
    """

    client: str
    rule: str
    weight: Chip
    where: str
    path: str
    what: str
    todo: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule over all clients: how often it was broken, by which clients, what it asks and what to do."""

    rule: str
    severity: Severity
    weight: Chip
    count: int
    clients: tuple[str, ...]
    what: str
    todo: str

    @property
    def who(self) -> str:
        """The clients in words: the first few of many."""
        rest = len(self.clients) - _MOST_NAMED
        named = ", ".join(self.clients[:_MOST_NAMED])
        return f"{named} and {rest:,} more" if rest > 0 else named


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One fact that one client's documents wait for. `days` are from the as-of day to `due`, negative if overdue."""

    owner: str
    due: date | None
    days: int | None
    state: Chip
    client: str
    question: str
    path: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """One who owes facts: how many, to how many clients, the earliest day that is due, how many are overdue."""

    owner: str
    facts: int
    clients: int
    first_due: date | None
    overdue: int


@dataclass(frozen=True, slots=True)
class ArtefactLine:
    """One kind of document over all clients."""

    code: str
    title: str
    documents: Counts


@dataclass(frozen=True, slots=True)
class Report:
    """All lines: clients and problems in the order of the batch, rules by weight and number, facts by owner and day."""

    as_of: date
    seconds: float
    clients: tuple[ClientLine, ...]
    problems: tuple[ProblemLine, ...]
    rules: tuple[RuleLine, ...]
    owed: tuple[OwedLine, ...]
    owners: tuple[OwnerLine, ...]
    artefacts: tuple[ArtefactLine, ...]
    documents: Counts

    def of(self, outcome: ClientOutcome) -> tuple[ClientLine, ...]:
        """Return the clients with one outcome."""
        return tuple(line for line in self.clients if line.outcome is outcome)

    @property
    def failed(self) -> tuple[ClientLine, ...]:
        """The clients of which nothing was made."""
        return self.of(ClientOutcome.FAILED)

    @property
    def errors(self) -> int:
        """How many errors nobody has accepted."""
        return sum(line.count for line in self.rules if line.severity is Severity.ERROR)

    @property
    def done(self) -> int:
        """How many clients have all their documents, now or from before."""
        return len(self.of(ClientOutcome.RENDERED)) + len(self.of(ClientOutcome.UNCHANGED))

    @property
    def headline(self) -> str:
        """What came of it in a few words."""
        lost = len(self.failed)
        waiting = len(self.of(ClientOutcome.INTERRUPTED))
        parts = (f"{lost:,} failed" if lost else "", f"{waiting:,} not reached" if waiting else "")
        rest = ", ".join(part for part in parts if part) or "none failed"
        return f"{counted(len(self.clients), 'client')}, {rest}"


def report_of(batch: Batch) -> Report:
    """Return the report of a batch."""
    return Report(
        as_of=batch.as_of,
        seconds=batch.seconds,
        clients=tuple(map(_client, batch.rows)),
        problems=tuple(_problem(row, each) for row in batch.rows for each in row.problems),
        rules=_rules(batch.rows),
        owed=(owed := _owed(batch)),
        owners=_owners(owed),
        artefacts=_artefacts(batch.rows),
        documents=_counts(document for row in batch.rows for document in row.documents),
    )


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 client`, `2,000 clients`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def label(row: Row) -> str:
    """Return how a client is called in lists: by its code, by its file where that could not be read."""
    return row.code or row.file


def _client(row: Row) -> ClientLine:
    severities = row.severities
    good = row.good or row.outcome in (ClientOutcome.FAILED, ClientOutcome.INTERRUPTED)
    return ClientLine(
        code=row.code,
        name=row.name,
        file=row.file,
        process=row.process.replace("_", " "),
        outcome=row.outcome,
        state=_STATES[row.outcome] if good else _OPEN,
        documents=_counts(row.documents),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        owed=len(row.owed),
        why=_why(row),
        seconds=row.seconds,
    )


def _why(row: Row) -> str:
    """Return the first thing that stops the client and how many more there are; else what the row itself notes."""
    if row.outcome is not ClientOutcome.FAILED:
        return row.note
    blocking = [problem for problem in row.problems if problem.blocks]
    if not blocking:
        return row.note
    first = f"{blocking[0].place}: {blocking[0].message}" if blocking[0].place else blocking[0].message
    more = len(blocking) - 1
    whole = first if first.endswith((".", "?", "!")) else f"{first}."
    return f"{whole} And {more} more." if more else whole


def _counts(documents: Iterable[Document]) -> Counts:
    listed = tuple(documents)
    by = Counter(document.outcome for document in listed)
    drafts = sum(one.draft and one.outcome is not DocumentOutcome.WITHHELD for one in listed)
    return Counts(
        by[DocumentOutcome.NEW],
        by[DocumentOutcome.CHANGED],
        by[DocumentOutcome.UNCHANGED],
        by[DocumentOutcome.WITHHELD],
        drafts,
    )


def _problem(row: Row, problem: Found) -> ProblemLine:
    return ProblemLine(
        client=row.code,
        rule=problem.code,
        weight=_ACKNOWLEDGED if problem.acknowledged else _WEIGHTS[problem.severity],
        where=problem.place,
        path=problem.path,
        what=problem.message,
        todo=f"Accepted: {problem.acknowledged}" if problem.acknowledged else problem.hint,
    )


def _rules(rows: Sequence[Row]) -> tuple[RuleLine, ...]:
    found: dict[tuple[str, Severity], list[tuple[str, Found]]] = {}
    for row in rows:
        for problem in row.problems:
            if not problem.acknowledged:
                found.setdefault((problem.code, problem.severity), []).append((label(row), problem))
    lines = (_rule(code, severity, breaches) for (code, severity), breaches in found.items())
    return tuple(sorted(lines, key=lambda line: (_SEVERITIES.index(line.severity), -line.count, line.rule)))


def _rule(code: str, severity: Severity, breaches: Sequence[tuple[str, Found]]) -> RuleLine:
    info = RULES.get(code)
    messages, hints = ([getattr(one, name) for _, one in breaches] for name in ("message", "hint"))
    return RuleLine(
        rule=code,
        severity=severity,
        weight=_WEIGHTS[severity],
        count=len(breaches),
        clients=tuple(dict.fromkeys(client for client, _ in breaches)),
        what=f"{info.title}." if info else _MEANT.get(code, _commonest(messages)),
        todo=_TO_DO.get(code, _commonest(hints)),
    )


_MEANT: Final = {
    MISSING: "A fact that a document needs is given.",
    "approved-differs": "An approved document stays what was approved.",
    "bad-value": "A value is written as its fact wants it.",
    "broken-reference": "An id that is named is there.",
    "client-twice": "A client has one intake.",
    "duplicate-id": "An id stands once in its list.",
    "duplicate-key": "A key stands once in its group.",
    "missing-key": "An intake says whose it is and which process it follows.",
    "not-a-file": "A file that is asked for can be read.",
    "too-long": "A text fits its place.",
    "unknown-key": "A key is one that an intake knows.",
    "unknown-value": "A value is one of those that its fact can have.",
    "worker-died": "The process that makes a client's documents lives until they are done.",
    "wrong-type": "A value is of the kind that its fact wants.",
    "yaml-syntax": "The file is YAML that can be read.",
}
"""What is asked for by checks that are no rules of the catalogue; of others their own words are shown."""
_TO_DO: Final = {MISSING: "Ask who owes it: they are listed by owner and day."}


def _commonest(texts: Iterable[str]) -> str:
    """Return the text that comes most often, the first of several; empty where there is none."""
    return next((text for text, _ in Counter(filter(None, texts)).most_common(1)), "")


def _owed(batch: Batch) -> tuple[OwedLine, ...]:
    lines = [
        OwedLine(
            owner=each.owner or NOBODY,
            due=each.due,
            days=(each.due - batch.as_of).days if each.due else None,
            state=_waiting(each.due, batch.as_of),
            client=label(row),
            question=each.question,
            path=each.path,
            documents=each.documents,
        )
        for row in batch.rows
        for each in row.owed
    ]
    return tuple(sorted(lines, key=lambda line: (line.owner == NOBODY, line.owner, line.due or date.max)))


def _waiting(due: date | None, as_of: date) -> Chip:
    if due is None:
        return Chip(State.NEUTRAL, "No day set")
    return Chip(State.CRITICAL, "Overdue") if due < as_of else Chip(State.CAUTION, "Owed")


def _owners(owed: Sequence[OwedLine]) -> tuple[OwnerLine, ...]:
    by_owner: dict[str, list[OwedLine]] = {}
    for line in owed:
        by_owner.setdefault(line.owner, []).append(line)
    return tuple(
        OwnerLine(
            owner,
            len(lines),
            len({line.client for line in lines}),
            min((line.due for line in lines if line.due), default=None),
            sum(line.days is not None and line.days < 0 for line in lines),
        )
        for owner, lines in sorted(by_owner.items(), key=lambda item: -len(item[1]))
    )


def _artefacts(rows: Sequence[Row]) -> tuple[ArtefactLine, ...]:
    made: dict[str, list[Document]] = {}
    for row in rows:
        for document in row.documents:
            made.setdefault(document.artefact, []).append(document)
    order = {code: place for place, code in enumerate(DOCUMENTS)}
    return tuple(
        ArtefactLine(code, DOCUMENTS[code].title if code in DOCUMENTS else code, _counts(made[code]))
        for code in sorted(made, key=lambda code: (order.get(code, len(order)), code))
    )
