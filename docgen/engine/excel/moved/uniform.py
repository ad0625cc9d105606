"""Formulas that hold for many cells at once, read from the cell at their top left: rules and validations.

In the file such a formula stands once, and each cell reads it with its relative references shifted. Rounds may
need other shifts than that (a loop over two rows, a reference to a row outside the loop): a reference that means
the same row for all cells becomes absolute; where no one formula fits, the cells are parted into blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from docgen.engine.excel.formula_parts import Named, Part, Reference, Role, as_area
from docgen.engine.excel.formulas import Formula, moved_part, parse, prefix_of, reaches, seen_sheets
from docgen.engine.excel.growth import MAX_COLUMNS, MAX_ROWS, Axis, Growths, Run, SheetGrowth, Spot, joined
from docgen.engine.excel.moved.alike import Origin, alike
from docgen.engine.excel.moved.areas import Box, boxes, clamped, pieces
from docgen.engine.excel.references import REF_ERROR, Area, Reach, area_text, shifted_reach

_Ends = tuple[int, int] | None
_Meant = tuple[tuple[int, bool], tuple[int, bool]] | None
"""The ends of a reference, each with whether it is absolute: a row then, else the distance to one."""


@dataclass(frozen=True, slots=True)
class Block:
    """Cells that share formulas, and these formulas as read from the top left of the cells."""

    sqref: str
    formulas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """The cells of a template that have formulas in common, and these formulas, parsed."""

    boxes: tuple[Box, ...]
    formulas: tuple[Formula, ...]
    origin: Origin

    @classmethod
    def read(cls, sqref: str, texts: Sequence[str], *, lists: bool = False) -> Rule:
        """Return a rule from what its file says.

        `lists` says that a formula which only names a cell means a list to choose from: all rounds of the cell.
        """
        found = tuple(boxes(sqref))
        formulas = tuple(_as_list(parse(text)) if lists else parse(text) for text in texts)
        row = min((box.rows[0] for box in found), default=1)
        left = min((box.columns[0] for box in found), default=1)
        right = max((box.columns[1] for box in found), default=1)
        return cls(found, formulas, Origin(row, left, right))

    def blocks(self, growth: SheetGrowth, growths: Growths) -> list[Block]:
        """Return the blocks that the cells have become; none when no cell is left."""
        moved = [piece for box in self.boxes for piece in pieces(box, growth)]
        if not moved:
            return []
        parts = [part for formula in self.formulas for part in formula.references()]
        spot = Spot(growth, moved[0].rows[0], moved[0].columns[0])
        texts: tuple[str, ...] | None
        if not parts or (growth.rows.is_still and growth.columns.is_still):
            texts = tuple(formula.moved(spot, growths) for formula in self.formulas)
        else:
            corner = min(box.rows[0] for box in moved), min(box.columns[0] for box in moved)
            texts = alike(self.formulas, self.origin, corner, growth, growths)
        if texts is None:
            return _Parting(self, parts, growth, growths).blocks()
        return [Block(" ".join(map(str, moved)), texts)]


def uniform(
    sqref: str, texts: Sequence[str], growth: SheetGrowth, growths: Growths, *, lists: bool = False
) -> list[Block]:
    """Return the blocks that cells of a template with common formulas have become; none when no cell is left.

    `lists` says that a formula which only names a cell means a list to choose from: all rounds of the cell.
    """
    return Rule.read(sqref, texts, lists=lists).blocks(growth, growths)


def _as_list(formula: Formula) -> Formula:
    part = formula.parts[0]
    if len(formula.parts) > 1 or not isinstance(part, Reference):
        return formula
    return replace(formula, parts=(as_area(part),))


class _Parting:
    """Parts the cells of one rule by what its formulas mean in them."""

    def __init__(self, rule: Rule, parts: list[Reference], growth: SheetGrowth, growths: Growths) -> None:
        self._template = rule.boxes
        self._formulas = rule.formulas
        self.parts = parts
        self.growth = growth
        self._growths = growths
        self._origin = (rule.origin.row, rule.origin.left)

    def blocks(self) -> list[Block]:
        found: dict[tuple[object, object], list[Box]] = {}
        shapes: dict[tuple[object, object], tuple[_Group, _Group]] = {}
        down = self._line(vertical=True).groups(tuple(box.rows for box in self._template))
        across = self._line(vertical=False).groups(tuple(box.columns for box in self._template))
        for index in range(len(self._template)):
            for row_group in down[index]:
                for column_group in across[index]:
                    key = (row_group.key, column_group.key)
                    shapes.setdefault(key, (row_group, column_group))
                    found.setdefault(key, []).extend(
                        Box(one, two) for one in row_group.runs for two in column_group.runs
                    )
        return [self._block(found[key], *shapes[key]) for key in found]

    def _line(self, *, vertical: bool) -> _Line:
        """Return a direction of the parting: rules that look alike have one for them all."""
        growth, origin = self.growth, self._origin[0 if vertical else 1]
        looks = tuple(self._look(part, vertical=vertical) for part in self.parts)
        key = (vertical, origin, looks)
        if key not in growth.worked:
            growth.worked[key] = _Line(growth, origin, looks, vertical=vertical)
        found: _Line = growth.worked[key]
        return found

    def _look(self, part: Reference, *, vertical: bool) -> _Look:
        target = self.target(part)
        reach = part.area.rows if vertical else part.area.columns
        seen = None if target is None else target.rows if vertical else target.columns
        role = Role.AREA if part.area.pair or part.role is Role.LIST else part.role
        return _Look(reach, seen, target is self.growth, role)

    def _block(self, cells: list[Box], row_group: _Group, column_group: _Group) -> Block:
        top = min(box.rows[0] for box in cells)
        left = min(box.columns[0] for box in cells)
        texts = tuple(
            self._text(formula, row_group.at(top), column_group.at(left), Spot(self.growth, top, left))
            for formula in self._formulas
        )
        return Block(" ".join(map(str, cells)), texts)

    def _text(
        self, formula: Formula, rows: Sequence[Reach | None], columns: Sequence[Reach | None], spot: Spot
    ) -> str:
        return "".join(self._part(part, rows, columns, spot) for part in formula.parts)

    def _part(
        self, part: Part, rows: Sequence[Reach | None], columns: Sequence[Reach | None], spot: Spot
    ) -> str:
        if isinstance(part, str):
            return part
        if isinstance(part, Named) or part.until or self.target(part) is None:
            return moved_part(part, spot, self._growths)
        index = next(at for at, each in enumerate(self.parts) if each is part)
        row, column = rows[index], columns[index]
        if (part.area.rows and row is None) or (part.area.columns and column is None):
            return REF_ERROR
        target = self.target(part)
        assert target is not None
        return prefix_of(part, target) + area_text(Area(column, row, part.area.pair))

    def target(self, part: Reference) -> SheetGrowth | None:
        """Return the sheet that a reference looks at; None when it isn't known or not there."""
        found = seen_sheets(part.sheet, Spot(self.growth, 1, 1), self._growths)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class _Group:
    """Output rows in which every reference means the same, and what it means: distances, or fixed rows."""

    key: tuple[_Meant, ...]
    runs: tuple[Run, ...]

    def at(self, line: int) -> list[Reach | None]:
        """Return the rows of each reference as read in an output row."""
        return [_reach(ends, line) for ends in self.key]


def _reach(ends: _Meant, line: int) -> Reach | None:
    if ends is None:
        return None
    (first, first_fixed), (last, last_fixed) = ends
    start, end = first if first_fixed else first + line, last if last_fixed else last + line
    if start > end:
        return Reach(end, start, last_fixed, first_fixed)
    return Reach(start, end, first_fixed, last_fixed)


class _Look(NamedTuple):
    """What a reference looks at in one direction: `axis` is None for a sheet that isn't known; `own` says that it is
    the rule's own sheet, where it looks from the round that it stands in."""

    reach: Reach | None
    axis: Axis | None
    own: bool
    role: Role


class _Line:
    """One direction of a parting: rows, or columns."""

    def __init__(self, growth: SheetGrowth, origin: int, looks: tuple[_Look, ...], *, vertical: bool) -> None:
        self._axis = growth.rows if vertical else growth.columns
        self._origin = origin
        self._limit = MAX_ROWS if vertical else MAX_COLUMNS
        self._looks = looks
        self._known: dict[tuple[Run, ...], list[list[_Group]]] = {}

    def groups(self, template: tuple[Run, ...]) -> list[list[_Group]]:
        """Return, for each run of template rows, its output rows in groups."""
        found = self._known.get(template)
        if found is None:
            found = self._known[template] = self._parted(template)
        return found

    def _parted(self, template: tuple[Run, ...]) -> list[list[_Group]]:
        if self._nothing_moves(template):
            key = tuple(self._kept(look.reach) for look in self._looks)
            return [[_Group(key, tuple(clamped((run,), self._limit)))] for run in template]
        lines = [self._lines(run) for run in template]
        # the first and the last row of a run show which ends of a reference stay in place
        ends = (
            at for found in lines for first, last in found for at in (first, min(last, self._last(first)))
        )
        means = self._all_means(dict.fromkeys(ends))
        fixed = [self._fixed(index, means) for index in range(len(self._looks))]
        return [self._grouped(found, means, fixed) for found in lines]

    def _nothing_moves(self, template: tuple[Run, ...]) -> bool:
        """Tell whether all that is looked at stays, as columns mostly do, and no reference would leave the sheet."""
        if not self._axis.is_still or not all(
            look.axis is None or look.axis.is_still for look in self._looks
        ):
            return False
        first = min(run[0] for run in template) - self._origin
        last = max(run[1] for run in template) - self._origin
        reaches_ = [look.reach for look in self._looks if look.reach is not None]
        return all(
            (reach.first_fixed and reach.last_fixed)
            or (
                not (reach.first_fixed or reach.last_fixed)
                and reach.first + first >= 1
                and reach.last + last <= self._limit
            )
            for reach in reaches_
        )

    def _kept(self, reach: Reach | None) -> _Meant:
        if reach is None:
            return None
        away = 0 if reach.first_fixed else self._origin
        return (reach.first - away, reach.first_fixed), (reach.last - away, reach.last_fixed)

    def _all_means(self, lines: Iterable[int]) -> dict[int, list[_Ends]]:
        """Return by output row what each reference means in it; equal references are looked at once."""
        distinct = dict.fromkeys(self._looks)
        found = {}
        for at in lines:
            meant = {look: self._means(look, at) for look in distinct}
            found[at] = [meant[look] for look in self._looks]
        return found

    def _lines(self, run: Run) -> list[tuple[int, int]]:
        """Return output rows one by one; in runs those that all references follow alike, and those beyond the last
        template row."""
        found: list[tuple[int, int]] = []
        for first, last in clamped(self._axis.runs(*run), self._limit):
            inner = min(last, len(self._axis))
            for start, end in self._axis.parted(first, inner):
                whole = start == end or self._is_even(start, end)
                found += [(start, end)] if whole else [(at, at) for at in range(start, end + 1)]
            if last > inner:
                found.append((max(first, inner + 1), last))
        return found

    def _last(self, first: int) -> int:
        """Return the last output row to be looked at of a run: of those beyond the template, its first."""
        return max(first, len(self._axis))

    def _is_even(self, first: int, last: int) -> bool:
        """Tell whether each reference keeps its distance over straight rows, or the place that it is fixed to."""
        start, end = (self._axis.template(line) - self._origin for line in (first, last))
        for reach, axis, _, _ in self._looks:
            if reach is None or (reach.first_fixed and reach.last_fixed):
                continue
            low, high = reach.first + start, reach.last + end
            if reach.first_fixed or reach.last_fixed or low < 1 or high > self._limit:
                return False
            if axis is not None and (high + len(axis) > self._limit or not axis.straight(low, high)):
                return False
        return True

    def _means(self, look: _Look, line: int) -> _Ends:
        reach, axis, own, role = look
        shifted = shifted_reach(reach, self._axis.template(line) - self._origin, self._limit)
        if shifted is None:
            return None
        if axis is None:
            return shifted.first, shifted.last
        path = self._axis.path(line) if own else ()
        found = reaches(shifted, axis, path, role, self._limit)
        return (found[0].first, found[0].last) if found and found[0] else None

    def _fixed(self, index: int, means: dict[int, list[_Ends]]) -> tuple[bool, bool]:
        """Return which ends of a reference are to be absolute: those that were, and those that stay in place."""
        reach = self._looks[index][0]
        if reach is None:
            return False, False
        seen = [(line, ends[index]) for line, ends in means.items()]
        there = [(line, ends) for line, ends in seen if ends is not None]
        return (
            reach.first_fixed or _stays([(line, ends[0]) for line, ends in there]),
            reach.last_fixed or _stays([(line, ends[1]) for line, ends in there]),
        )

    def _grouped(
        self, lines: list[tuple[int, int]], means: dict[int, list[_Ends]], fixed: list[tuple[bool, bool]]
    ) -> list[_Group]:
        groups: dict[tuple[_Meant, ...], list[Run]] = {}
        for first, last in lines:
            key = tuple(_key(ends, first, flags) for ends, flags in zip(means[first], fixed, strict=True))
            groups.setdefault(key, []).append((first, last))
        return [_Group(key, tuple(joined(runs))) for key, runs in groups.items()]


def _stays(targets: Iterable[tuple[int, int]]) -> bool:
    targets = list(targets)
    distances = {target - line for line, target in targets}
    return len(distances) > 1 and len({target for _, target in targets}) == 1


def _key(ends: _Ends, line: int, fixed: tuple[bool, bool]) -> _Meant:
    if ends is None:
        return None
    first, last = ends
    return (
        (first if fixed[0] else first - line, fixed[0]),
        (last if fixed[1] else last - line, fixed[1]),
    )
