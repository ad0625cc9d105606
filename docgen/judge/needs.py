"""What the catalogue says an artefact needs, as questions that can be asked of a case."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from docgen.artefacts import DOCUMENTS, Artefact, edition
from docgen.intake.paths import field_at, lookup
from docgen.judge import people, words
from docgen.judge.walk import covers

if TYPE_CHECKING:
    from docgen.judge.rule import DocumentCase


@dataclass(frozen=True, slots=True)
class Minimum:
    """One thing without which an artefact stays a draft, and that no single field can say.

    `question` in words, `path` where the answer goes, `owner` the role that owes it, `rule` the number of the rule
    that reports it as well.
    """

    question: str
    path: str
    owner: str
    met: Callable[[DocumentCase], bool]
    rule: str


def needs_of(artefact: str, stages: Collection[str]) -> Artefact:
    """Return the catalogue's entry for a process of these stages.

    An artefact that is not listed rests on every fact that its stage requires.
    """
    if artefact in DOCUMENTS:
        return edition(artefact, stages)
    return Artefact(
        code=artefact,
        title=artefact,
        stage="S1",
        audience="client",
        classification="commercial-in-confidence",
    )


def rests_on(artefact: Artefact, path: str) -> bool:
    """Return whether a fact at `path` is among those that an artefact needs."""
    topics = artefact.topics
    return not topics or _rests_on(topics, path)


@lru_cache(maxsize=8192)  # every kind of fact for every document
def _rests_on(topics: tuple[str, ...], path: str) -> bool:
    return any(covers(topic, path) or covers(path, topic) for topic in topics)


def minimum_of(artefact: Artefact) -> tuple[Minimum, ...]:
    """Return what an artefact needs beyond single facts."""
    return tuple(_KINDS[kind](name) for kind, _, name in (need.partition(":") for need in artefact.minimum))


def _contact(role: str) -> Minimum:
    def met(case: DocumentCase) -> bool:
        return bool(people.holders(case.intake, role))

    question = f"Who is the client's {words.role(role)}"
    return Minimum(question, "contacts", "account_manager", met, "CON-01")


def _team(role: str) -> Minimum:
    def met(case: DocumentCase) -> bool:
        return bool(people.in_role(case.intake, case.here(role)))

    return Minimum(f"Who is the {words.role(role)}", "team", role, met, "CON-08")


_SIGNED: Final = {"sla": "SLA", "bau": "run-state service"}
"""What is signed, where the authority's key is no words."""


def _authority(kind: str) -> Minimum:
    def met(case: DocumentCase) -> bool:
        return bool(people.may_approve(case.intake, kind))

    signed = _SIGNED.get(kind, kind.replace("_", " "))
    return Minimum(
        f"Who may sign the {signed} for the client", "contacts", "executive_sponsor", met, "CON-04"
    )


def _some(path: str) -> Minimum:
    def met(case: DocumentCase) -> bool:
        # Where the list itself is missing, the fact is reported as such.
        known = lookup(case.intake, path)
        return known is None or bool(known)

    field = field_at(path)
    question = f"{field.question if field else path}: at least one"
    return Minimum(question, path, field.owner if field else "", met, "")


def _approved(code: str) -> Minimum:
    def met(case: DocumentCase) -> bool:
        known = {str(key): state for key, state in (case.intake.documents or {}).items()}
        return code in known and known[code].status == "approved"

    question = f"Is the {DOCUMENTS[code].title} ({code}) approved"
    return Minimum(question, f"documents.{code}.status", "solutions_architect", met, "")


_KINDS: dict[str, Callable[[str], Minimum]] = {
    "contact": _contact,
    "team": _team,
    "authority": _authority,
    "some": _some,
    "approved": _approved,
}
