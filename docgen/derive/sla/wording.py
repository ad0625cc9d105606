"""What the schedule says in words where the process is silent: definitions, and positions that the parties take.

They are the playbook's, so each is a figure like any other: unconfirmed until someone stands by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.derive.sla.figures import Figure, Ledger, origin_of
from docgen.derive.sla.views import RuleText
from docgen.playbooks.service_levels import Definition
from docgen.playbooks.service_levels import Wording as BookWording

_NAMES = {
    "precedence": "Precedence of the master agreement",
    "clause_precedence": "Precedence of custom clauses",
    "overlay_precedence": "Precedence of the hypercare overlay",
    "priority_set": "Who sets a priority",
    "priority_dispute": "Disagreement on a priority",
    "credit_sum": "How credits add up",
    "evidence": "Proof of an exclusion",
    "duties": "Effect of a client duty not done",
    "change_control": "When a change binds",
    "new_items": "New services and systems",
    "review": "Review of the figures",
}


@dataclass(frozen=True, slots=True)
class Agreed:
    """One position in words. `unconfirmed`: still the provider's proposal, by which nobody stands yet."""

    text: str
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """Sections 1, 5, 10, 11, 14 and 16: positions that the parties take."""

    precedence: Agreed
    clause_precedence: Agreed
    overlay_precedence: Agreed
    priority_set: Agreed
    priority_dispute: Agreed
    credit_sum: Agreed
    evidence: Agreed
    duties: Agreed
    change_control: Agreed
    new_items: Agreed
    review: Agreed


def definitions(book: tuple[Definition, ...]) -> tuple[RuleText, ...]:
    """Return the defined words, in the playbook's order."""
    return tuple(RuleText(item.term, item.text) for item in book)


def wording(book: BookWording, ledger: Ledger) -> Wording:
    """Return the positions as the pages show them, each with whether somebody stands by it."""
    found = dict(_positions(book, ledger))
    return Wording(**{name: Agreed(f"{figure.value}.", figure.unconfirmed) for name, figure in found.items()})


def wording_figures(
    book: BookWording, defined: tuple[Definition, ...], ledger: Ledger
) -> tuple[Figure[object], ...]:
    """Return definitions and positions as figures; their paths are `sla.definitions[id]` and `sla.wording.name`."""
    terms = (
        ledger.figure(
            f"Definition: {item.term.lower()}",
            f"sla.definitions[{item.id}]",
            item.text,
            origin=origin_of(item),
        )
        for item in defined
    )
    return (*terms, *(figure for _, figure in _positions(book, ledger)))


def _positions(book: BookWording, ledger: Ledger) -> Iterator[tuple[str, Figure[str]]]:
    for name, what in _NAMES.items():
        text = getattr(book, name)
        yield name, ledger.figure(what, f"sla.wording.{name}", text.text, origin=origin_of(text))
