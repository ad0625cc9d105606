"""Edits of a file's text that leave all else as it was: comments, order, quotes, blank lines."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.intake.source import Source


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters `start` to `end` of a text give way to `new`; `what` says in words what was wrong."""

    start: int
    end: int
    new: str
    what: str = ""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made. Raise ValueError where two of them lie over each other."""
    parts, done = list[str](), 0
    for edit in sorted(edits):
        if edit.start < done:
            raise ValueError("two edits lie over each other")
        parts += (text[done : edit.start], edit.new)
        done = edit.end
    return "".join((*parts, text[done:]))


def difference(source: Source, text: str) -> Iterator[str]:
    """Yield the lines of a unified diff from a source to its new text."""
    before, after = source.text.splitlines(), text.splitlines()
    yield from difflib.unified_diff(before, after, source.file, source.file, n=1, lineterm="")
