"""Where on each sheet the rows and columns lie that formulas of other sheets count.

A range names one row or column of the template, which stands for all that the loops make of it.
"""

from __future__ import annotations

STAGES, ACTIVITIES, PEOPLE, CHECKS, RESOURCES, RUN = (
    "Stage RACI",
    "Activities",
    "By person",
    "Checks",
    "Resources",
    "BAU RACI",
)
CONTROL, OPEN = "Control", "Open items"


def on(sheet: str, cells: str) -> str:
    """Return a range on a sheet as a formula writes it."""
    return f"'{sheet}'!{cells}"


def letters(cells: str, letter: str) -> str:
    """Return the formula that counts a letter in a range; `A/R` counts for A and for R."""
    pattern = {"A": "A*", "R": "*R"}.get(letter, letter)
    return f'COUNTIF({cells},"{pattern}")'


def not_one(counts: str) -> str:
    """Return the formula that counts figures other than one, and leaves empty cells alone."""
    return f'COUNTIF({counts},0)+COUNTIF({counts},">1")'


def strange(cells: str) -> str:
    """Return the formula that counts cells of a matrix that hold anything but R, A, C, I and A/R."""
    known = "-".join(f'COUNTIF({cells},"{letter}")' for letter in ("R", "A", "C", "I", "A/R"))
    return f"COUNTA({cells})-{known}"
