"""Values that somebody has confirmed and that something now puts aside: rule BAT-02."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from docgen.intake.merge import Change
from docgen.intake.nodes import Data, Node
from docgen.problems import Problem, Severity

CODE: Final = "BAT-02"
_LONGEST: Final = 40
_LEVELS: Final = "sla"
_HINT: Final = "Ask the client again and say so under facts, or leave this client out."


def unconfirming(root: Node, changes: Iterable[Change]) -> Iterator[Problem]:
    """Yield a warning for each change of a value that the client has confirmed in the intake `root`.

    A value is confirmed where a note under `facts` says so of it, of what it is part of or of a part of it; those
    of `sla` are where `sla.confirmed_by` names somebody. A layer that itself says something of the path knows.
    """
    every = tuple(changes)
    told = tuple(one.path for one in every if one.path.startswith("facts."))
    for change in every:
        own = change.path.startswith(("facts.", f"{_LEVELS}.confirmed_"))
        known = own or any(_covers(f"facts.{change.path}", path) for path in told)
        if not known and (who := _confirmed(root, change.path)):
            yield _problem(change, who)


def _confirmed(root: Node, path: str) -> str:
    """Return who confirmed the value at a path and when, in words; empty where nobody did."""
    notes = root.child("facts")
    for about, note in ((notes and notes.pairs) or {}).items():
        if (_covers(about, path) or _covers(path, about)) and _pairs(note).get("status") == "confirmed":
            return _by(_pairs(note), "by", "date")
    levels = _pairs(root.child(_LEVELS))
    if _covers(_LEVELS, path) and levels.get("confirmed_by"):
        return _by(levels, "confirmed_by", "confirmed_on")
    return ""


def _by(note: Mapping[str, Data], name: str, day: str) -> str:
    who, when = note.get(name), note.get(day)
    return f"by {who or 'the client'}" + (f" on {when}" if when else "")


def _problem(change: Change, who: str) -> Problem:
    old, new = _short(change.old), _short(change.new)
    said = f" as {old}" if old else ""
    message = (
        f"{change.path} was confirmed{said} {who}, and {f'is now {new}' if new else 'has been changed'}."
    )
    return Problem(CODE, Severity.WARNING, change.place, message, _HINT)


def _short(node: Node | None) -> str:
    data = node.data if node is not None else None
    return data if isinstance(data, str) and len(data) <= _LONGEST else ""


def _pairs(node: Node | None) -> Mapping[str, Data]:
    return node.data if node is not None and isinstance(node.data, dict) else {}


def _covers(wide: str, path: str) -> bool:
    return path == wide or path.startswith((f"{wide}.", f"{wide}["))
