"""Formulas as they read in the rows of a sheet: worked out once, written for each row by its number alone.

Most formulas look along their own row, at fixed cells and at other sheets. In all rows that see the same rounds such
a formula differs by the number of the row, and so do those that somebody copied down. How a formula is worked out is
that of the template's, so that no text is read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from docgen.engine.escape import escape
from docgen.engine.excel.calc_functions import GRAMMAR
from docgen.engine.excel.calc_syntax import Along, Cited, Node
from docgen.engine.excel.formula_parts import Named, Part, Reference
from docgen.engine.excel.formulas import LONGEST, Formula, View, refuse_longer
from docgen.engine.excel.grid import FormulaCell
from docgen.engine.excel.growth import Growths, Path, SheetGrowth, Spot
from docgen.engine.excel.references import REF_ERROR, Area, Reach, area_text, parse_area
from docgen.engine.excel.tokens import Token
from docgen.engine.expressions import braced

_MOST_DIGITS = 7  # of a row's number
_ROW = "\0"  # stands for that number, in texts that no file holds


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A formula of the template in its row, and all those of its sheet that are the same as seen from their own rows.

    `node` works it out, None where nothing does; `is_readable` says that all it names are references to cells.
    `pattern` is how it reads where columns stay, if that is the same in all rows of the same rounds.
    """

    formula: Formula
    row: int
    node: Node | None
    is_readable: bool
    pattern: Pattern | None


class Pattern(NamedTuple):
    """A formula with a mark for the number of its row, and places (as `str.format` has them) for what it `names`
    outside that row; `cited` are all that it names, in order, those by their places."""

    text: str
    names: tuple[Reference, ...]
    cited: tuple[Along | int, ...]


class Forms:
    """The forms of a template sheet's formulas, gathered when it is opened."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Form] = {}

    def form(self, cell: FormulaCell) -> Form:
        """Return the form of a formula."""
        key = tuple(_looks(part, cell.row) for part in cell.formula.parts)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _form(cell)
        return found


def _looks(part: Part, row: int) -> object:
    """Return what a part refers to as seen from a row, which tells it from others."""
    if not isinstance(part, Reference):
        return part
    if part.beside != row:
        return part.key if part.key[0] else part  # which takes longer to look up
    columns = part.area.columns and area_text(Area(part.area.columns, None, part.area.pair))
    return (columns, part.area.pair, part.role, part.nothing)


def _form(cell: FormulaCell) -> Form:
    node, named = GRAMMAR.read(cell.formula.text)
    parts = [part for part in cell.formula.parts if not isinstance(part, str)]
    references = [part for part in parts if isinstance(part, Reference) and not part.until]
    readable = len(references) == len(parts) == len(named) and all(word.kind == "reference" for word in named)
    alike = readable and all(
        part.is_settled or (part.beside == cell.row and part.area.columns) for part in references
    )
    return Form(cell.formula, cell.row, node, readable, _pattern(cell) if alike else None)


def _pattern(cell: FormulaCell) -> Pattern:
    text, names, cited = "", dict[object, Reference](), list[Along | int]()
    for part in cell.formula.parts:
        if isinstance(part, str):
            text += braced(part)
        elif isinstance(part, Reference) and part.beside == cell.row and part.area.columns:
            columns = part.area.columns
            text += area_text(Area(columns, Reach(0, 0), part.area.pair)).replace("0", _ROW)
            cited.append(Along(columns.first, columns.last))
        elif isinstance(part, Reference):
            names.setdefault(part.key, part)
            cited.append(list(names).index(part.key))
            text += f"{{{cited[-1]}}}"
    return Pattern(text, tuple(names.values()), tuple(cited))


class Line(NamedTuple):
    """A formula as it reads in some rows: `pieces`, as a file has them, stand around their numbers.

    `node` works it out, None where nothing does, with what it names in order.
    """

    pieces: Sequence[str]
    node: Node | None
    named: tuple[Cited, ...]

    def xml(self, row: str) -> str:
        """Return the formula as the file holds it in a row."""
        return row.join(self.pieces)


@dataclass(slots=True)
class Lines:
    """The formulas of one output sheet, by their forms and the rounds that they are seen from."""

    growth: SheetGrowth
    growths: Growths
    _known: dict[tuple[Form, Path, Path], Line] = field(default_factory=dict)

    def line(self, form: Form, row: int, column: int) -> Line:
        """Return a formula as it reads in an output cell. Raise ValueError when it grows beyond what Excel reads."""
        rows, columns = self.growth.rows, self.growth.columns
        key = (form, rows.path(row)[:-1], () if columns.is_still else columns.path(column))
        found = self._known.get(key)
        if found is None:
            view = View(Spot(self.growth, row, column), self.growths, form.row)
            quick = form.pattern if columns.is_still else None
            text, named = _filled(quick, view) if quick else _written(form, view)
            found = _checked(form, text, named, row)
            if form.pattern and named is not None and _is_short(text):
                self._known[key] = found
        return found


def _is_short(text: str) -> bool:
    """Tell whether Excel reads a formula in whatever row it stands."""
    return len(text) + text.count(_ROW) * _MOST_DIGITS <= LONGEST


def _checked(form: Form, text: str, named: tuple[Cited, ...] | None, row: int) -> Line:
    """Return a line. Raise ValueError where it is too long in a row; without names, its text is read anew."""
    typed = text.replace(_ROW, str(row))
    refuse_longer(typed)
    if named is None:
        return Line((escape(typed),), *GRAMMAR.read(typed))
    return Line(escape(text).split(_ROW), form.node, named)


def _filled(pattern: Pattern, view: View) -> tuple[str, tuple[Cited, ...] | None]:
    """Return a formula with a mark for its row, and what it names; None where that is not one area each."""
    texts = [view.moved(part) for part in pattern.names]
    found = [_cited(part, text) for part, text in zip(pattern.names, texts, strict=True)]
    text = pattern.text.format(*texts)
    if None in found:
        return text, None
    return text, tuple([found[each] if each.__class__ is int else each for each in pattern.cited])  # type: ignore[misc]


def _written(form: Form, view: View) -> tuple[str, tuple[Cited, ...] | None]:
    """Return what `_filled` does of a formula that has no pattern, or whose columns move."""
    text, named = "", list[Cited | None]()
    for part in form.formula.parts:
        if isinstance(part, str):
            text += part
        else:
            moved = view.marked(part, _ROW)
            text += moved
            named.append(_cited(part, moved))
    whole = form.is_readable and None not in named
    return text, tuple(each for each in named if each is not None) if whole else None


def _cited(part: Reference | Named, text: str) -> Cited | None:
    """Return the cells that a reference has become, None where these are several areas or none."""
    if text == part.nothing or REF_ERROR in text or "," in text:
        return None
    if _ROW not in text:
        return Token("reference", text)
    area = parse_area(text.replace(_ROW, "1"))
    return Along(area.columns.first, area.columns.last) if area and area.columns else None
