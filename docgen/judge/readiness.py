"""How far an artefact is from being issued: which facts are missing, and who owes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from docgen.artefacts import Artefact
from docgen.judge.needs import minimum_of, rests_on
from docgen.judge.stages import own, reached
from docgen.judge.walk import Fact, subject
from docgen.judge.words import within

if TYPE_CHECKING:
    from docgen.derive.lookup import Lookup
    from docgen.intake.model import Intake
    from docgen.intake.model.notes import FactNote
    from docgen.judge.rule import DocumentCase


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that the artefact needs now and that nobody has given.

    `question` is the fact in words, `owner` the person (or role in words) who owes it, `due` by when, where that
    is known. `asked`: somebody has said that nobody knows yet. `rule` is the number of the rule that reports the
    same, empty where none does.
    """

    path: str
    question: str
    owner: str
    due: date | None
    stage: str
    asked: bool = False
    rule: str = ""

    @property
    def key(self) -> str:
        """What tells it from all others: several people may be wanted at one path."""
        return f"{self.path}: {self.question}" if self.rule else self.path


@dataclass(frozen=True, slots=True)
class Readiness:
    """`complete` of `applicable` needed facts are there. `percent` is rounded down: only a full list says 100.

    `needed` are the keys of all applicable facts (`Missing.key`), by which several documents' are counted together.
    """

    complete: int
    applicable: int
    missing: tuple[Missing, ...]
    needed: tuple[str, ...] = ()

    @property
    def percent(self) -> int:
        return 100 * self.complete // self.applicable if self.applicable else 100


def _reachable(case: DocumentCase, contact: Any) -> bool:
    """Return whether the process needs to reach a contact: in a mandatory role, or with something to approve."""
    return bool(set(case.mandatory_roles) & set(contact.roles or ()) or contact.authority)


def _run_by_another(_case: DocumentCase, incumbent: Any) -> bool:
    return bool(incumbent.kind == "msp")


# Required facts that some groups need and others of the same kind do not.
_ONLY_IF: Final[Mapping[str, Callable[[DocumentCase, Any], bool]]] = {
    "contacts[].email": _reachable,
    "contacts[].phone": lambda case, contact: _reachable(case, contact) and not contact.mobile,
    "contacts[].title": _reachable,
    "incumbent.name": _run_by_another,
    "incumbent.contract_end": _run_by_another,
}


def readiness(case: DocumentCase) -> Readiness:
    """Return how ready the case's artefact is at the case's stage."""
    needs, lookup = case.needs, case.context.facts
    applicable: list[str] = []
    missing = []
    for fact in required(case, needs):
        note = lookup.note(fact.path)
        if note is not None and note.status == "not_applicable":
            continue
        applicable.append(fact.path)
        if fact.value is None:
            missing.append(_missing(fact, note, lookup, case.stage))
    for one in minimum_of(needs):
        applicable.append(f"{one.path}: {one.question}")
        if not one.met(case):
            gap = lookup.gap(one.path, owner=one.owner, question=one.question)
            missing.append(Missing(one.path, one.question, gap.owner, gap.due, case.stage, rule=one.rule))
    return Readiness(len(applicable) - len(missing), len(applicable), tuple(missing), tuple(applicable))


def required(case: DocumentCase, needs: Artefact) -> Iterator[Fact]:
    """Yield the facts that an artefact needs at the case's stage, given or not."""
    staged = case.survey.once("staged facts", lambda: [fact for fact in case.survey.facts if fact.stage])
    kinds = case.survey.once("kinds by stage", lambda: _kinds_by_stage(staged))
    now = (kind for stage, some in kinds.items() if reached(stage, case.stage) for kind in some)
    due = {kind for kind in now if rests_on(needs, kind)}
    for fact in staged:
        kind = fact.kind
        if kind in due and (kind not in _ONLY_IF or _ONLY_IF[kind](case, fact.group)):
            yield fact


def _kinds_by_stage(facts: Iterable[Fact]) -> Mapping[str, Collection[str]]:
    found: dict[str, set[str]] = {}
    for fact in facts:
        found.setdefault(fact.stage, set()).add(fact.kind)
    return found


def _missing(fact: Fact, note: FactNote | None, lookup: Lookup, stage: str) -> Missing:
    gap = lookup.gap(fact.path, question=fact.question, owner=fact.owner)
    since = own(fact.stage, stage)
    question = about(lookup.intake, fact.path, fact.question)
    return Missing(fact.path, question, gap.owner, gap.due, since, asked=is_unknown(note))


def is_unknown(note: FactNote | None) -> bool:
    """Return whether somebody has said that nobody knows the fact yet."""
    return note is not None and note.status == "unknown"


def about(intake: Intake, path: str, question: str) -> str:
    """Return a question with the name of the listed thing that it concerns: `Dana Wills: e-mail address`."""
    name = subject(intake, path)
    return f"{name}: {within(question)}" if name else question
