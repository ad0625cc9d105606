"""Formulas that hold for many cells and mean the same in all of them, wherever the rows went: most rules' and
validations' do.

They look along their own row or column, at rows above the first loop, or at fixed cells of another sheet. Such a rule
stays in one piece, and nothing has to be asked row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docgen.engine.excel.formula_parts import Named, Reference, Role
from docgen.engine.excel.formulas import Formula, prefix_of, reaches, seen_sheets
from docgen.engine.excel.growth import MAX_COLUMNS, MAX_ROWS, Axis, Growths, SheetGrowth, Spot
from docgen.engine.excel.references import Area, Reach, area_text


class Origin(NamedTuple):
    """Where a rule's formulas are read from in the template: the row at its top, its first and last column."""

    row: int
    left: int
    right: int


def alike(
    formulas: Sequence[Formula],
    origin: Origin,
    corner: tuple[int, int],
    growth: SheetGrowth,
    growths: Growths,
) -> tuple[str, ...] | None:
    """Return a rule's formulas as read in the output row and column of `corner`, its top left, where all its cells
    agree on what they mean.

    None where it takes a closer look: that says nothing about whether they do.
    """
    reader = _Reader(origin, corner, growth, growths)
    found = []
    for formula in formulas:
        pieces = [part if isinstance(part, str) else reader.piece(part) for part in formula.parts]
        if None in pieces:
            return None
        found.append("".join(pieces))  # type: ignore[arg-type]
    return tuple(found)


class _Reader(NamedTuple):
    """The cell that a rule's formulas are read from, in the template and in the output."""

    origin: Origin
    corner: tuple[int, int]
    growth: SheetGrowth
    growths: Growths

    def piece(self, part: Reference | Named) -> str | None:
        """Return a reference as it reads in the output, or None."""
        if isinstance(part, Named) or part.until:
            return None
        if part.sheet and part.sheet != self.growth.template_sheet:
            return self._elsewhere(part)
        area = self._here(part.area)
        return None if area is None else prefix_of(part, self.growth) + area_text(area)

    def _here(self, area: Area) -> Area | None:
        """Return cells of the rule's own sheet: along its row or column, or where rows and columns stay."""
        rows, columns = area.rows, area.columns
        if rows is not None:
            rows = _own(rows, self.origin.row, self.corner[0]) or _staying(rows, self.growth.rows)
        if columns is not None and not (self.growth.columns.is_still and self._stays_across(columns)):
            columns = _own(columns, self.origin.left, self.corner[1]) or _staying(
                columns, self.growth.columns
            )
        lost = (rows is None) != (area.rows is None) or (columns is None) != (area.columns is None)
        return None if lost else Area(columns, rows, area.pair)

    def _stays_across(self, reach: Reach | None) -> bool:
        """Tell whether columns keep their distance, or their place, over all columns of the rule."""
        if reach is None or (reach.first_fixed and reach.last_fixed):
            return True
        width = self.origin.right - self.origin.left
        return not (reach.first_fixed or reach.last_fixed) and reach.last + width <= MAX_COLUMNS

    def _elsewhere(self, part: Reference) -> str | None:
        """Return a reference to fixed rows of another sheet; all rules of a workbook see the same of it."""
        rows, found = part.area.rows, seen_sheets(part.sheet, Spot(self.growth, 1, 1), self.growths)
        if not found or rows is None or not (rows.first_fixed and rows.last_fixed):
            return None
        target = found[0]
        still = self.growth.columns.is_still and target.columns.is_still
        if target is self.growth or not (still and self._stays_across(part.area.columns)):
            return None
        text: str | None = target.worked.get(("fixed", part.key))
        if text is None:
            text = target.worked["fixed", part.key] = _fixed(part, rows, target)
        return text


def _own(reach: Reach, template: int, output: int) -> Reach | None:
    """Return the row (or column) that a rule begins in, if that is what a reference names."""
    relative = not (reach.first_fixed or reach.last_fixed)
    return Reach(output, output) if relative and reach.first == reach.last == template else None


def _staying(reach: Reach, axis: Axis) -> Reach | None:
    """Return fixed rows (or columns) that stay where they are."""
    return reach if reach.first_fixed and reach.last_fixed and axis.holds(reach.last) else None


def _fixed(part: Reference, rows: Reach, target: SheetGrowth) -> str | None:
    role = Role.AREA if part.area.pair or part.role is Role.LIST else part.role
    seen = reaches(rows, target.rows, (), role, MAX_ROWS)
    area = Area(part.area.columns, seen[0], part.area.pair) if seen else None
    return None if area is None else prefix_of(part, target) + area_text(area)
