"""Readiness as lines: what each table shows, in order. Pure: one client's assessment in, lines out.

Lines hold no context and no template, so that hundreds of clients' weigh little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from docgen.derive.values import Chip, State
from docgen.problems import Severity

if TYPE_CHECKING:
    from docgen.drafted import Judged
    from docgen.judge.readiness import Missing
    from docgen.pipeline import Assessment

NOBODY: Final = "Nobody named"
_READY: Final = Chip(State.GOOD, "Can be issued")
_DRAFT: Final = Chip(State.CAUTION, "Draft")
_WAITS: Final = Chip(State.CRITICAL, "Facts missing")
_UNREAD: Final = Chip(State.CRITICAL, "Cannot be read")
_NO_DAY: Final = Chip(State.NEUTRAL, "No day set")
_OVERDUE: Final = Chip(State.CRITICAL, "Overdue")
_OWED: Final = Chip(State.CAUTION, "Owed")


@dataclass(frozen=True, slots=True)
class Known:
    """How many of the facts that are needed are known."""

    complete: int
    needed: int

    @property
    def missing(self) -> int:
        """How many are not."""
        return self.needed - self.complete

    @property
    def percent(self) -> int:
        """The share in per cent, rounded down: only a full list says 100."""
        return 100 * self.complete // self.needed if self.needed else 100

    @property
    def share(self) -> float:
        """`percent` as a number up to 1, as a workbook wants it."""
        return self.percent / 100


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document: what it needs, whether it could be issued, and why not."""

    client: str
    code: str
    title: str
    stage: str
    facts: Known
    state: Chip
    reasons: tuple[str, ...]

    @property
    def draft(self) -> bool:
        """Whether it would be a draft as it is."""
        return bool(self.reasons)

    @property
    def why(self) -> str:
        """The reasons in one text, empty where there is none."""
        return " ".join(self.reasons)


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage: its documents, and the facts that they need together, each counted once.

    `due` is the first day by which one of the missing ones is owed.
    """

    client: str
    stage: str
    name: str
    documents: tuple[str, ...]
    facts: Known
    state: Chip
    due: date | None


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact that documents wait for. `days` are from the as-of day to `due`, negative if overdue.

    `stage` is the first stage of those documents. `asked`: somebody has said that nobody knows it yet. `where` is
    `file:line:column` of what the fact would stand in.
    """

    client: str
    stage: str
    question: str
    owner: str
    due: date | None
    days: int | None
    state: Chip
    documents: tuple[str, ...]
    path: str
    asked: bool
    where: str


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """One who owes facts: how many, to how many clients, the first day that one is due, how many are overdue."""

    owner: str
    facts: int
    clients: int
    due: date | None
    overdue: int


@dataclass(frozen=True, slots=True)
class ClientReadiness:
    """One client. `code` and `name` are empty where the intake cannot be read; it then has no documents."""

    code: str
    name: str
    file: str
    process: str
    state: Chip
    facts: Known
    errors: int
    warnings: int
    stages: tuple[StageLine, ...]
    documents: tuple[DocumentLine, ...]
    owed: tuple[FactLine, ...]

    @property
    def issuable(self) -> int:
        """How many documents could be issued as they are."""
        return sum(not document.draft for document in self.documents)


@dataclass(frozen=True, slots=True)
class Ready:
    """Several clients' readiness as of a day, in the order in which they were given."""

    as_of: date
    clients: tuple[ClientReadiness, ...]

    @property
    def stages(self) -> tuple[StageLine, ...]:
        """All stages of all clients."""
        return tuple(line for client in self.clients for line in client.stages)

    @property
    def documents(self) -> tuple[DocumentLine, ...]:
        """All documents of all clients."""
        return tuple(line for client in self.clients for line in client.documents)

    @property
    def owed(self) -> tuple[FactLine, ...]:
        """All facts that are missing, by the day that they are due, those without a day last."""
        every = (line for client in self.clients for line in client.owed)
        return tuple(sorted(every, key=lambda line: (line.due or date.max, line.owner)))

    @property
    def owners(self) -> tuple[OwnerLine, ...]:
        """Who owes facts, most first."""
        return owners_of(self.owed)

    @property
    def issuable(self) -> int:
        """How many documents could be issued as they are."""
        return sum(client.issuable for client in self.clients)

    @property
    def overdue(self) -> int:
        """How many facts should have been there before the as-of day."""
        return sum(line.days is not None and line.days < 0 for line in self.owed)

    @property
    def facts(self) -> Known:
        """All clients' facts together."""
        each = [client.facts for client in self.clients]
        return Known(sum(one.complete for one in each), sum(one.needed for one in each))

    @property
    def headline(self) -> str:
        """Whose readiness it is."""
        named = [client.name or client.file for client in self.clients]
        return named[0] if len(named) == 1 else f"{len(named):,} clients"


def client_readiness(file: str, assessment: Assessment, as_of: date) -> ClientReadiness:
    """Return how ready one client is; `as_of` is the day from which the days to a due day are counted."""
    documents = assessment.documents
    code = assessment.code
    severities = [one.severity for one in assessment.all_problems if not one.acknowledged]
    owed = _owed(documents, code or file, as_of)
    client = documents[0].context.client if documents else None
    return ClientReadiness(
        code=code,
        name=client.trading_name if client else "",
        file=file,
        process=_process(documents),
        state=_client_state(assessment),
        facts=_together(documents),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        stages=tuple(_stages(documents, code, owed)),
        documents=tuple(_document(one, code) for one in documents),
        owed=owed,
    )


def owners_of(owed: Iterable[FactLine]) -> tuple[OwnerLine, ...]:
    """Return who owes the facts, those with most first, nobody in particular last."""
    by_owner: dict[str, list[FactLine]] = {}
    for line in owed:
        by_owner.setdefault(line.owner, []).append(line)
    lines = (_owner(name, facts) for name, facts in by_owner.items())
    return tuple(sorted(lines, key=lambda line: (line.owner == NOBODY, -line.facts, line.owner)))


def _owner(name: str, facts: Sequence[FactLine]) -> OwnerLine:
    return OwnerLine(
        owner=name,
        facts=len(facts),
        clients=len({line.client for line in facts}),
        due=min((line.due for line in facts if line.due), default=None),
        overdue=sum(line.days is not None and line.days < 0 for line in facts),
    )


def _process(documents: Sequence[Judged]) -> str:
    return documents[0].context.facts.playbook.name if documents else ""


def _client_state(assessment: Assessment) -> Chip:
    if not assessment.code:
        return _UNREAD
    verdicts = [one.verdict for one in assessment.documents]
    if any(verdict.readiness.missing for verdict in verdicts):
        return _WAITS
    return _DRAFT if any(verdict.draft for verdict in verdicts) else _READY


def _document(one: Judged, client: str) -> DocumentLine:
    artefact, verdict = one.artefact, one.verdict
    ready = verdict.readiness
    state = _WAITS if ready.missing else _DRAFT if verdict.draft else _READY
    facts = Known(ready.complete, ready.applicable)
    return DocumentLine(client, artefact.code, artefact.title, artefact.stage, facts, state, verdict.reasons)


def _stages(documents: Sequence[Judged], client: str, owed: Iterable[FactLine]) -> Iterable[StageLine]:
    """Yield the stages at which documents are issued, in the order of the process."""
    first_due = _first_due(owed)
    for stage in documents[0].context.facts.playbook.stages if documents else ():
        here = [one for one in documents if one.artefact.stage == stage.id]
        if here:
            codes = tuple(dict.fromkeys(one.artefact.code for one in here))
            state = _READY if not any(one.verdict.draft for one in here) else _DRAFT
            facts = _together(here)
            due = min((day for code in codes if (day := first_due.get(code))), default=None)
            yield StageLine(
                client, stage.id, stage.name, codes, facts, _WAITS if facts.missing else state, due
            )


def _first_due(owed: Iterable[FactLine]) -> Mapping[str, date]:
    """Return the first day by which each document's missing facts are owed."""
    found: dict[str, date] = {}
    for line in owed:
        for code in line.documents:
            if line.due:
                found[code] = min(line.due, found.get(code, line.due))
    return found


def _together(documents: Iterable[Judged]) -> Known:
    """Return what several documents need together, each fact counted once."""
    needed: set[str] = set()
    missing: set[str] = set()
    for one in documents:
        needed.update(one.verdict.readiness.needed)
        missing.update(each.key for each in one.verdict.readiness.missing)
    return Known(len(needed) - len(missing), len(needed))


def _owed(documents: Iterable[Judged], client: str, as_of: date) -> tuple[FactLine, ...]:
    waiting: dict[str, list[tuple[Judged, Missing]]] = {}
    for one in documents:
        for missing in one.verdict.readiness.missing:
            waiting.setdefault(missing.key, []).append((one, missing))
    lines = (_fact(each, client, as_of) for each in waiting.values())
    return tuple(sorted(lines, key=lambda line: (line.due or date.max, line.owner == NOBODY, line.owner)))


def _fact(waiting: Sequence[tuple[Judged, Missing]], client: str, as_of: date) -> FactLine:
    first, missing = waiting[0]
    days = (missing.due - as_of).days if missing.due else None
    return FactLine(
        client=client,
        stage=first.artefact.stage,
        question=missing.question,
        owner=missing.owner or NOBODY,
        due=missing.due,
        days=days,
        state=_NO_DAY if days is None else _OVERDUE if days < 0 else _OWED,
        documents=tuple(dict.fromkeys(one.artefact.code for one, _ in waiting)),
        path=missing.path,
        asked=missing.asked,
        where=_where(waiting),
    )


def _where(waiting: Sequence[tuple[Judged, Missing]]) -> str:
    """Return the place that a problem of one of the documents gives for the fact, empty where none does."""
    path = waiting[0][1].path
    found = (one.where for judged, _ in waiting for one in judged.verdict.problems if one.where.path == path)
    return str(next(found, ""))
