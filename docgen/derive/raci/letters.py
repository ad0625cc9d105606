"""The letters of a RACI matrix: a cell holds R, A, C, I, both A and R (`A/R`), or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

ACCOUNTABLE, RESPONSIBLE, CONSULTED, INFORMED = "A", "R", "C", "I"
KNOWN = frozenset({"R", "A", "C", "I", "A/R", ""})


@lru_cache(maxsize=1024)  # a few texts, asked for thousands of times
def holds(cell: str, letter: str) -> bool:
    """Return whether a cell holds a letter; `A/R` holds both."""
    return letter in cell.split("/")


def holding(cells: Mapping[str, str], letter: str) -> tuple[str, ...]:
    """Return the keys of the cells that hold a letter."""
    return tuple(key for key, cell in cells.items() if holds(cell, letter))


def acts(cell: str) -> bool:
    """Return whether a cell stands for work: R, A or both."""
    return holds(cell, ACCOUNTABLE) or holds(cell, RESPONSIBLE)


def written(letters: str) -> str:
    """Return letters as a matrix shows them: `AR` becomes `A/R`."""
    return "A/R" if letters.replace("/", "") in ("AR", "RA") else letters
