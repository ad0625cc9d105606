"""Formulas that follow what they refer to: parsed once, written anew for each cell that a loop makes.

As Excel does when rows are inserted, and as its users expect of a row that is copied down:

* a relative reference within a loop stays in its own round; one from outside sees all rounds;
* `$` looks from outside the innermost loop: `COUNTIF($A$5:$A$5,A5)` in the loop over row 5 goes over all rounds, and
  `SUM(D$5:D5)` runs from the first round to its own;
* a range covers all rounds of the rows in it; a single cell is the first round, unless it stands where a function
  takes cells to go over (`SUM(D5)`);
* what a false condition removed becomes `#REF!`, where nothing else is left of the reference;
* a table that stands in a loop is the one of the formula's own round, and from outside all of them: listed by name,
  or where one area is wanted as the cells from the first to the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from docgen.engine.excel.functions import takes_area, takes_list
from docgen.engine.excel.growth import MAX_COLUMNS, MAX_ROWS, Axis, Growths, Path, Run, SheetGrowth, Spot
from docgen.engine.excel.references import (
    REF_ERROR,
    Area,
    Reach,
    area_text,
    parse_area,
    quoted,
    span_prefix,
)
from docgen.engine.excel.structured import cells_of, tables_seen
from docgen.engine.excel.tokens import Token, split_sheet, tokens

_LONGEST = 8_192  # characters of a formula (ISO 29500-1, 18.17; Excel's specifications and limits)
_MOST_ARGUMENTS = 250  # Excel takes 255
_OPENING, _CLOSING = {"(", "{"}, {")", "}"}


class Role(Enum):
    """What a reference is for, as far as it matters when it moves."""

    # Enum's own is written in Python, and references are looked up by the thousand
    __hash__ = object.__hash__

    VALUE = "value"  # a single cell stays one
    AREA = "area"  # cells to go over, as one rectangle
    LIST = "list"  # cells to go over, as any number of rectangles
    START = "start"  # before a range operator
    END = "end"  # after one


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to cells. `sheet` is empty for the formula's own; `until` is the last sheet of a 3-D one."""

    area: Area
    sheet: str = ""
    until: str = ""
    prefix: str = ""
    role: Role = Role.VALUE
    nothing: str = REF_ERROR  # what it becomes when a sheet loop had no round
    stem: str = ""  # of a single cell on the formula's own sheet: all but the row's number


@dataclass(frozen=True, slots=True)
class Named:
    """A name or a structured reference: what stands before its `[`, or before the name's `!`, may be renamed."""

    text: str
    sheet: str = ""
    table: str = ""
    role: Role = Role.VALUE
    nothing: str = REF_ERROR


Part = str | Reference | Named


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its `=`, cut at its references."""

    text: str
    parts: tuple[Part, ...]

    def references(self) -> Iterator[Reference]:
        """Yield the references to cells, in order."""
        return (part for part in self.parts if isinstance(part, Reference))

    def shifted(self, rows: int, columns: int) -> Formula:
        """Return the formula as it reads in a cell so many rows and columns further: a shared formula's way."""
        parts = [
            _shifted(part, rows, columns) if isinstance(part, Reference) else part for part in self.parts
        ]
        return parse("".join(part if isinstance(part, str) else _typed(part) for part in parts))

    def moved(self, at: Spot, growths: Growths) -> str:
        """Return the formula as it reads in an output cell.

        Raise ValueError when it grows beyond what Excel reads.
        """
        if len(self.parts) == 1 and self.parts[0] is self.text:
            return self.text
        text = "".join(
            [part if part.__class__ is str else moved_part(part, at, growths) for part in self.parts]  # type: ignore[arg-type]
        )
        if len(text) > _LONGEST:
            raise ValueError(f"a formula would grow beyond the {_LONGEST:,} characters that Excel reads")
        return text


# -- reading ------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """Return a formula (without its leading `=`) cut at its references. Whatever it holds, nothing is lost."""
    words = list(tokens(text))
    parts: list[Part] = []
    literal: list[str] = []
    roles = _Roles()
    at = 0
    while at < len(words):
        part, taken = _part(words, at)
        if isinstance(part, str):
            literal.append(part)
        else:
            if isinstance(part, Reference) or part.table:
                part = roles.given(part, words[:at], words[at + taken :])
            parts += ["".join(literal), part] if literal else [part]
            literal = []
        for word in words[at : at + taken]:
            roles.pass_by(word)
        at += taken
    if literal or not parts:
        parts.append("".join(literal) if parts else text)
    return Formula(text, tuple(parts))


def _part(words: list[Token], at: int) -> tuple[Part, int]:
    """Return the part that begins with a word, and how many words it takes."""
    word = words[at]
    if at and words[at - 1].kind == "table" and words[at - 1].text.startswith("["):
        return word.text, 1  # [1]Sheet1!A1 is in another workbook
    spanned = _three_dimensional(words, at)
    if spanned is not None:
        return spanned, 3
    if word.kind == "reference":
        return _reference(word.text) or word.text, 1
    if word.kind == "table" and not word.text.startswith("["):
        name, bracket, rest = word.text.partition("[")
        return Named(bracket + rest, table=name), 1
    if word.kind == "name":
        sheet, rest = split_sheet(word.text)
        return (Named(rest, sheet=sheet) if sheet and "[" not in sheet else word.text), 1
    return word.text, 1


def _reference(text: str) -> Reference | None:
    sheet, rest = split_sheet(text)
    area = parse_area(rest)
    if area is None or "[" in sheet:
        return None
    first, _, until = sheet.partition(":")
    return Reference(area, first, until, text[: len(text) - len(rest)])


def _three_dimensional(words: list[Token], at: int) -> Reference | None:
    """Return the reference that `Sheet1:Sheet3!A1` makes of three words; in quotes it is one word already."""
    if len(words) < at + 3 or words[at + 1].text != ":" or words[at + 2].kind != "reference":
        return None
    first, last = words[at], words[at + 2]
    sheet, rest = split_sheet(last.text)
    area = parse_area(rest)
    if first.kind not in ("name", "reference") or "!" in first.text or not sheet or area is None:
        return None
    prefix = f"{first.text}:{last.text[: len(last.text) - len(rest)]}"
    return Reference(area, first.text, sheet, prefix)


class _Roles:
    """Follows the brackets of a formula, to know which argument of which function a word stands in."""

    def __init__(self) -> None:
        self._open: list[list[str | int]] = [["", 0]]
        self._function = ""

    def pass_by(self, word: Token) -> None:
        if word.text in _OPENING:
            self._open.append([self._function, 0])
        elif word.text in _CLOSING and len(self._open) > 1:
            self._open.pop()
        elif word.text == ",":
            self._open[-1][1] = int(self._open[-1][1]) + 1
        self._function = word.text if word.kind == "function" else ""

    def given(self, part: Reference | Named, before: list[Token], after: list[Token]) -> Reference | Named:
        """Return the reference with what it is for, from the words around it."""
        function, argument = str(self._open[-1][0]), int(self._open[-1][1])
        role = _role(function, argument, _beside(reversed(before)), _beside(after))
        nothing = "0" if role is Role.LIST and function.upper() == "SUM" else REF_ERROR
        if isinstance(part, Named):
            return replace(part, role=role, nothing=nothing)
        return replace(part, role=role, nothing=nothing, stem=_stem(part) if role is Role.VALUE else "")


def _stem(part: Reference) -> str:
    columns, rows = part.area.columns, part.area.rows
    if part.sheet or part.area.pair or columns is None or rows is None:
        return ""
    return area_text(part.area)[: -len(str(rows.first))]


def _role(function: str, argument: int, before: str, after: str) -> Role:
    if after == ":":
        return Role.START
    if before == ":":
        return Role.END
    if before not in ("(", ",") or after not in (")", ","):
        return Role.VALUE
    if takes_list(function, argument):
        return Role.LIST
    return Role.AREA if takes_area(function, argument) else Role.VALUE


def _beside(words: Iterable[Token]) -> str:
    return next((word.text for word in words if word.kind != "space"), "")


def _shifted(reference: Reference, rows: int, columns: int) -> str:
    area = reference.area.shifted(rows, columns)
    return REF_ERROR if area is None else reference.prefix + area_text(area)


def _typed(part: Part) -> str:
    if isinstance(part, Named):
        return f"{quoted(part.sheet)}!{part.text}" if part.sheet else part.table + part.text
    return part if isinstance(part, str) else part.prefix + area_text(part.area)


# -- moving -------------------------------------------------------------------------------------------


def moved_part(part: Reference | Named, at: Spot, growths: Growths) -> str:
    """Return a reference or name as it reads in an output cell."""
    if isinstance(part, Named):
        return _named(part, at, growths)
    if part.stem and at.growth.columns.is_still:
        return _single(part, at)
    if part.until:
        return _across_sheets(part, at, growths)
    return _seen(part, at, growths)


def _seen(part: Reference, at: Spot, growths: Growths) -> str:
    found = seen_sheets(part.sheet, at, growths)
    if found is None:
        return part.prefix + area_text(part.area)
    if not found:
        return part.nothing
    if part.role is not Role.LIST or len(found) == 1:
        return _on_sheet(part, found[0], at)
    return _listed([text for growth in found for text in _texts(part, growth, at)])


def _single(part: Reference, at: Spot) -> str:
    """Return a single cell of a sheet whose columns stay: what most references are."""
    rows = part.area.rows
    assert rows is not None
    path = at.row_path
    row = at.growth.rows.first(rows.first, path[:-1] if rows.first_fixed else path)
    return f"{part.stem}{row}" if 0 < row <= MAX_ROWS else REF_ERROR


def seen_sheets(sheet: str, at: Spot, growths: Growths) -> tuple[SheetGrowth, ...] | None:
    """Return the output sheets that a sheet's name stands for, seen from a cell; None for a sheet that isn't known.

    A copied sheet that names itself means its own copy.
    """
    if not sheet or sheet == at.growth.template_sheet:
        return (at.growth,)
    found = growths.get(sheet)
    if found is None:
        folded = sheet.casefold()
        name = next((name for name in growths if name.casefold() == folded), None)
        if name is None:
            return None
        return (at.growth,) if name == at.growth.template_sheet else growths[name]
    return found


def _on_sheet(part: Reference, growth: SheetGrowth, at: Spot) -> str:
    texts = _texts(part, growth, at)
    if part.role is Role.LIST:
        return _listed(texts)
    return texts[0] if texts else REF_ERROR


def _listed(texts: list[str]) -> str:
    if not texts:
        return REF_ERROR
    if len(texts) > _MOST_ARGUMENTS:
        return f"({','.join(texts)})"  # a union counts as one argument
    return ",".join(texts)


def _texts(part: Reference, growth: SheetGrowth, at: Spot) -> list[str]:
    """Return the rectangles that a reference has become on one sheet, as text."""
    if growth is at.growth:
        return _seen_from(part, growth, at.row_path, at.column_path)
    found: list[str] | None = growth.worked.get(part)
    if found is None:  # from outside its loops all cells see the same of a sheet
        found = growth.worked[part] = _seen_from(part, growth, (), ())
    return found


def _seen_from(part: Reference, growth: SheetGrowth, row_path: Path, column_path: Path) -> list[str]:
    area, prefix = part.area, prefix_of(part, growth)
    if growth.rows.is_still and growth.columns.is_still:
        return [prefix + area_text(area)]
    role = Role.AREA if area.pair and part.role is not Role.LIST else part.role
    rows = reaches(area.rows, growth.rows, row_path, role, MAX_ROWS)
    columns = reaches(area.columns, growth.columns, column_path, role, MAX_COLUMNS)
    return [prefix + area_text(Area(column, row, area.pair)) for row in rows for column in columns]


def prefix_of(part: Reference, growth: SheetGrowth) -> str:
    """Return what stands before the cells: as typed, unless the sheet has another name now."""
    if not part.sheet:
        return ""
    if growth.name in (part.sheet, growth.template_sheet):
        return part.prefix
    return f"{quoted(growth.name)}!"


def reaches(reach: Reach | None, axis: Axis, path: Path, role: Role, limit: int) -> list[Reach | None]:
    """Return where the rows (or columns) of a reference are now; one None where it has none to begin with."""
    if reach is None:
        return [None]
    if axis.is_still:
        return [reach]
    runs = reached(reach, axis, path)
    if not runs:
        return []
    if role in (Role.VALUE, Role.START):
        runs = [(runs[0][0], runs[0][0])]
    elif role is Role.END:
        runs = [(runs[-1][1], runs[-1][1])]
    elif role is Role.AREA:
        runs = [(runs[0][0], runs[-1][1])]
    first_fixed, last_fixed = reach.first_fixed, reach.last_fixed
    return [Reach(first, min(last, limit), first_fixed, last_fixed) for first, last in runs if first <= limit]


def reached(reach: Reach, axis: Axis, path: Path) -> list[Run]:
    """Return the output rows (or columns) of a reach, seen from the rounds of `path`."""
    if reach.first_fixed == reach.last_fixed:
        seen = axis.outer(path) if reach.first_fixed else path
        return list(axis.runs(reach.first, reach.last, seen))
    outer = axis.outer(path)
    start = axis.hull(reach.first, reach.first, outer if reach.first_fixed else path)
    end = axis.hull(reach.last, reach.last, outer if reach.last_fixed else path)
    if start is None or end is None:
        return list(axis.runs(reach.first, reach.last, path))
    return [(min(start[0], end[1]), max(start[0], end[1]))]


def _across_sheets(part: Reference, at: Spot, growths: Growths) -> str:
    """Return a 3-D reference: from the first sheet that is left of those it spans to the last.

    Where the cells lie elsewhere on some of the sheets, each sheet's own are listed.
    """
    names = list(growths)
    if part.sheet not in growths or part.until not in growths:
        return part.prefix + area_text(part.area)
    first, last = sorted((names.index(part.sheet), names.index(part.until)))
    left = [growth for name in names[first : last + 1] for growth in growths[name]]
    if not left:
        return REF_ERROR
    area = Reference(part.area, role=Role.AREA)
    found = {tuple(_texts(area, growth, at)) for growth in left}
    if len(found) > 1 and part.role is Role.LIST:
        own = replace(area, role=Role.LIST)
        return _listed(
            [f"{quoted(growth.name)}!{text}" for growth in left for text in _texts(own, growth, at)]
        )
    texts = _texts(area, left[0], at)
    return span_prefix(left[0].name, left[-1].name) + texts[0] if texts else REF_ERROR


def _named(part: Named, at: Spot, growths: Growths) -> str:
    if part.sheet:
        found = seen_sheets(part.sheet, at, growths)
        if found is None:
            return _typed(part)
        return f"{quoted(found[0].name)}!{part.text}" if found else REF_ERROR
    return _table(part, at, growths) if part.table else part.text


def _table(part: Named, at: Spot, growths: Growths) -> str:
    """Return a structured reference: to the table of its own round, to all of them, or to their cells."""
    found = tables_seen(part.table, at, growths)
    if not found:
        return part.nothing
    names = [f"{made.name}{part.text}" for _, made in found]
    if part.role is Role.LIST:
        return _listed(names)
    growth = found[0][0]
    many = len(found) > 1 and found[1][0] is growth
    return names[0] if part.role is Role.VALUE or not many else _around(part, growth, at)


def _around(part: Named, growth: SheetGrowth, at: Spot) -> str:
    """Return the cells from the first of a sheet's tables to the last, where a function wants one area of them."""
    area = cells_of(part.table, part.text, growth)
    if area is None:
        return REF_ERROR
    prefix = "" if growth is at.growth else f"{quoted(growth.name)}!"
    texts = _texts(Reference(area, prefix=prefix, role=Role.AREA), growth, at)
    found = parse_area(texts[0].rpartition("!")[2]) if texts else None
    return prefix + area_text(found.fixed()) if found else REF_ERROR
