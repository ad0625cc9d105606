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

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from docgen.engine.excel.formula_parts import Named, Part, Reference, Role, parts_of, typed
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

LONGEST = 8_192  # characters of a formula (ISO 29500-1, 18.17; Excel's specifications and limits)
_MOST_ARGUMENTS = 250  # Excel takes 255
_OUTSIDE: tuple[Path, Path] = ((), ())


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
        return parse("".join(part if isinstance(part, str) else typed(part) for part in parts))

    @property
    def is_plain(self) -> bool:
        """Whether it refers to nothing that could move."""
        return len(self.parts) == 1 and self.parts[0] is self.text

    def moved(self, at: Spot, growths: Growths) -> str:
        """Return the formula as it reads in an output cell.

        Raise ValueError when it grows beyond what Excel reads.
        """
        if self.is_plain:
            return self.text
        view = View(at, growths)
        text = "".join([part if part.__class__ is str else view.moved(part) for part in self.parts])  # type: ignore[arg-type]
        refuse_longer(text)
        return text


def refuse_longer(text: str) -> None:
    """Raise ValueError for a formula that Excel would not read."""
    if len(text) > LONGEST:
        raise ValueError(f"a formula would grow beyond the {LONGEST:,} characters that Excel reads")


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """Return a formula (without its leading `=`) cut at its references. Whatever it holds, nothing is lost."""
    return Formula(text, parts_of(text))


class View:
    """The output cell that a formula's references are seen from: what most of them need to know is looked up once.

    `row` is the number of its row, as text; `own` the template row that its formula is typed in, if not the cell's.
    """

    __slots__ = ("_at", "_growths", "_known", "_rounds", "_still", "_template", "row")

    def __init__(self, at: Spot, growths: Growths, own: int = 0) -> None:
        self._at, self._growths, self.row = at, growths, str(at.row)
        rows, columns = at.growth.rows, at.growth.columns
        template, path = rows.emitted[at.row - 1] if 0 < at.row <= len(rows.emitted) else (0, ())
        self._template = own or template
        self._still = columns.is_still
        self._rounds = (path[:-1], () if self._still else columns.path(at.column))
        self._known = at.growth.worked

    def marked(self, part: Reference | Named, mark: str) -> str:
        """Return a reference or name as it reads in the cell, with a mark for the number of its row."""
        if not isinstance(part, Reference) or not self._is_beside(part):
            return self.moved(part)
        if part.stem and self._still:
            return part.stem + mark
        found = self._along(part)
        return found if found == REF_ERROR else found.replace("0", mark)

    def moved(self, part: Reference | Named) -> str:
        """Return a reference or name as it reads in the cell."""
        if isinstance(part, Reference):
            if self._is_beside(part):  # along its own row: what most references are
                if part.stem and self._still:
                    return part.stem + self.row
                found = self._along(part)
                return found if found == REF_ERROR else found.replace("0", self.row)
            if part.is_settled:
                return self._settled(part)
        return moved_part(part, self._at, self._growths)

    def _is_beside(self, part: Reference) -> bool:
        return part.beside != 0 and part.beside == self._template

    def _along(self, part: Reference) -> str:
        """Return cells of the own row as they read in row 0: their columns are the same in all rows."""
        key = (part.key, "along", self._rounds[1])
        found: str | None = self._known.get(key)
        if found is None:
            area, axis = part.area, self._at.growth.columns
            role = Role.AREA if area.pair and part.role is not Role.LIST else part.role
            across = reaches(area.columns, axis, self._rounds[1], role, MAX_COLUMNS)
            texts = [area_text(Area(columns, Reach(0, 0), area.pair)) for columns in across]
            found = self._known[key] = _one_of(part, texts)
        return found

    def _settled(self, part: Reference) -> str:
        """Return a reference that reads the same in all cells of these rounds: many formulas hold it."""
        own = not part.sheet or part.sheet == self._at.growth.template_sheet
        found = () if own else self._growths.get(part.sheet, ())
        if len(found) == 1:  # from outside its loops all cells see the same of another sheet
            known, rounds = found[0].worked, _OUTSIDE
        else:
            known, rounds = self._known, self._rounds
        text: str | None = known.get((part.key, rounds))
        if text is None:
            text = known[part.key, rounds] = moved_part(part, self._at, self._growths)
        return text


def _shifted(reference: Reference, rows: int, columns: int) -> str:
    area = reference.area.shifted(rows, columns)
    return REF_ERROR if area is None else reference.prefix + area_text(area)


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
    return _one_of(part, _texts(part, growth, at))


def _one_of(part: Reference, texts: list[str]) -> str:
    """Return the rectangles that a reference has become, where it takes many; else the first."""
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
    key = part.key if part.key[0] else part  # which takes longer to look up
    found: list[str] | None = growth.worked.get(key)
    if found is None:  # from outside its loops all cells see the same of a sheet
        found = growth.worked[key] = _seen_from(part, growth, (), ())
    return found


def _seen_from(part: Reference, growth: SheetGrowth, row_path: Path, column_path: Path) -> list[str]:
    area, prefix = part.area, prefix_of(part, growth)
    if _stays(area.rows, growth.rows) and _stays(area.columns, growth.columns):
        return [prefix + area_text(area)]
    role = Role.AREA if area.pair and part.role is not Role.LIST else part.role
    rows = reaches(area.rows, growth.rows, row_path, role, MAX_ROWS)
    columns = reaches(area.columns, growth.columns, column_path, role, MAX_COLUMNS)
    return [prefix + area_text(Area(column, row, area.pair)) for row in rows for column in columns]


def _stays(reach: Reach | None, axis: Axis) -> bool:
    return reach is None or axis.holds(reach.last)


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
            return typed(part)
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
