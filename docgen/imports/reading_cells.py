"""What a cell says as a fact: a date that is a number to Excel, a share shown as per cent, a list in one cell."""

from __future__ import annotations

import re
from decimal import Decimal

from docgen.imports.cells import Cell, Kind
from docgen.imports.readings import (
    Habits,
    Unusable,
    is_choice,
    is_number,
    is_words,
    reading,
    schema_of,
)
from docgen.intake.shape import Shape

_FIXED = re.compile(r"(?:#,##)?0(\.0+)?")
_ERRORS = {
    "#REF!": "points at a cell that is gone",
    "#N/A": "found nothing",
    "#NAME?": "names a function or range that is not there",
    "#DIV/0!": "divides by nothing",
    "#VALUE!": "reckons with a text",
    "#NUM!": "comes to no number",
    "#NULL!": "names cells that have nothing in common",
}
_UNKNOWN = frozenset(["unknown", "not known", "tbc", "tba", "tbd", "?", "to be confirmed"])
_NOT_APPLICABLE = frozenset(["n/a", "na", "not applicable"])
SAID = _UNKNOWN | _NOT_APPLICABLE
"""What a cell says instead of a value, in small letters."""


def read_cell(cell: Cell, shape: Shape, habits: Habits) -> str:
    """Return what an intake says for a single value that stands in a cell. Raise Unusable if it cannot be used."""
    return reading(_text(cell, shape), shape, _habits(cell, habits))


def read_list(cell: Cell, shape: Shape, habits: Habits, split: str = "") -> list[str]:
    """Return the values of a list of single values that stands in one cell, one a line; none for `none`.

    Ids, words of a closed list, addresses and the like may also be parted by commas or semicolons; `split` is what
    parts them in place of these. Raise Unusable for the first that cannot be used.
    """
    text = _text(cell, shape)
    if text.strip().casefold() == "none" and not _is_word(text, shape):
        return []
    parts = text.split(split) if split else _parts(text, shape)
    return [reading(part, shape, _habits(cell, habits)) for part in parts if part.strip()]


def state_of(cell: Cell, shape: Shape) -> str:
    """Return `unknown` or `not_applicable` where a cell says so rather than a value; else an empty text."""
    said = cell.text.strip().casefold() if cell.kind is Kind.TEXT else ""
    if said not in _UNKNOWN | _NOT_APPLICABLE or _is_word(said, shape):
        return ""
    return "unknown" if said in _UNKNOWN else "not_applicable"


def _is_word(text: str, shape: Shape) -> bool:
    """Tell whether a text is one of the type's own words, such as `none`."""
    if not is_choice(shape.type):
        return False
    try:
        reading(text, shape)
    except Unusable:
        return False
    return True


def _parts(text: str, shape: Shape) -> list[str]:
    lines = text.split("\n")
    return lines if is_words(shape.type) else [part for line in lines for part in re.split(r"[,;]", line)]


def _text(cell: Cell, shape: Shape) -> str:
    if cell.kind is Kind.ERROR:
        why = _ERRORS.get(cell.text, "cannot be worked out")
        raise Unusable(
            "cell-error", f"is {cell.text}: a formula that {why}.", "Mend the formula, or write the value."
        )
    if cell.kind is Kind.UNCALCULATED:
        hint = "Open the file in Excel or LibreOffice, save it, and import it again."
        raise Unusable("no-value", "is a formula whose value the file does not have.", hint)
    if cell.kind is Kind.DATE:
        return _moment(cell.text, shape)
    return _figure(cell, shape) if cell.kind is Kind.NUMBER else cell.text


def _moment(text: str, shape: Shape) -> str:
    """Return a date of a cell as the type writes it: `06-30` for a day of every year."""
    if schema_of(shape.type).get("examples") == ["06-30"]:
        return text[5:10]
    if schema_of(shape.type).get("examples") == ["2027-03-03T19:30"] and "T" not in text:
        return f"{text}T00:00"
    return text


def _figure(cell: Cell, shape: Shape) -> str:
    """Return a number as the cell shows it: 0.999 is 99.9 where the format says per cent, 21600 is 21600.00."""
    share = cell.format.partition(";")[0].endswith("%")
    if share and is_number(shape.type) and schema_of(shape.type).get("maximum", 100) > 1:
        return _scaled(cell.text)
    fixed = _FIXED.fullmatch(cell.format.partition(";")[0])
    places = len(fixed[1] or ".") - 1 if fixed else 0
    written = len(cell.text.partition(".")[2])
    if "E" in cell.text or places <= written:
        return cell.text
    return f"{cell.text}{'' if written else '.'}{'0' * (places - written)}"


def _scaled(text: str) -> str:
    plain = f"{Decimal(text) * 100:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _habits(cell: Cell, habits: Habits) -> Habits:
    """Return how the cell is written: a number's digits have a point, whatever the file's country."""
    return Habits(habits.order, ".") if cell.kind is Kind.NUMBER else habits
