"""Charts: the cells that series, names and titles are read from, and the copies of these that a chart keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from lxml import etree

from docgen.engine.excel.formula_parts import Part, Reference, Role
from docgen.engine.excel.formulas import parse, prefix_of, reaches, seen_sheets
from docgen.engine.excel.growth import (
    MAX_COLUMNS,
    MAX_ROWS,
    OUTSIDE,
    Axis,
    Growths,
    Looks,
    Path,
    SheetGrowth,
    Spot,
)
from docgen.engine.excel.moved.chart_series import (
    c,
    copies,
    renumber_series,
    series_rounds,
    values_of,
)
from docgen.engine.excel.references import REF_ERROR, Area, Reach, area_text
from docgen.engine.markup import Element, remove

CellValue = Callable[[str, int, int], object]
"""Returns what an output cell holds, given its sheet's name, row and column: numbers as numbers, None for nothing."""

_REFERENCES = {c("numRef"): c("numCache"), c("strRef"): c("strCache")}
_LATER = "http://schemas.microsoft.com/office/drawing/2012/chart"
# what Excel 2013 added: labels from cells, and series that a filter hides
_LATER_F = (f"{{{_LATER}}}f", f"{{{_LATER}}}sqref")
_LATER_CACHE = f"{{{_LATER}}}dlblRangeCache"
_CACHES = (c("numCache"), c("strCache"), c("multiLvlStrCache"), _LATER_CACHE)
_CX_F = "{http://schemas.microsoft.com/office/drawing/2014/chartex}f"


def move_chart(
    root: Element,
    growth: SheetGrowth,
    growths: Growths,
    *,
    values: CellValue | None = None,
    looks: Looks = OUTSIDE,
) -> None:
    """Move the references of a chart that stands on the output sheet of `growth`, in the rounds of `looks`.

    A series grows with the rows (or columns) that its values run along; where a loop repeats rows beside it, each
    round gets a series. `values` fills the chart's copies of its cells; without it they are dropped where the
    reference has changed, and Office reads the cells.
    """
    mover = _Mover(growth, growths, values, looks)
    for series in list(root.iter(c("ser"))):
        mover.move_series(series)
    for node in list(root.iter(c("f"), *_LATER_F, _CX_F)):
        if _series_around(node) is None:
            mover.move(node, {})
    renumber_series(root)


def _series_around(node: Element) -> Element | None:
    return next(node.iterancestors(c("ser")), None)


class _Mover:
    """Moves the formulas of a chart. Each is seen from the chart's own rounds, or of another sheet from given ones."""

    def __init__(self, growth: SheetGrowth, growths: Growths, values: CellValue | None, looks: Looks) -> None:
        self._growth = growth
        self._growths = growths
        self._values = values
        self._looks = looks

    def move_series(self, series: Element) -> None:
        found = values_of(series)
        target = self._target(found) if found else None
        rounds = series_rounds(series, target, self._looks if target is self._growth else OUTSIDE)
        for copy, looks in zip(copies(series, len(rounds)), rounds, strict=True):
            for node in list(copy.iter(c("f"), *_LATER_F)):
                self.move(node, {id(target): looks})

    def move(self, node: Element, looks: Mapping[int, Looks]) -> None:
        """Move one formula and bring the copy of its cells up to date."""
        before = node.text or ""
        node.text, cells = self.text(before, looks)
        parent = node.getparent()
        assert parent is not None
        held = None if self._values is None or cells is None else [self._values(*cell) for cell in cells]
        caches = [child for child in parent if child.tag in _CACHES]
        if held is not None and parent.tag in _REFERENCES:
            _refresh(node, caches[0] if caches else None, held)
        elif node.text != before or held is not None:
            for cache in caches:
                remove(cache)

    def text(self, text: str, looks: Mapping[int, Looks]) -> tuple[str, list[tuple[str, int, int]] | None]:
        """Return a chart's formula moved, and the output cells it names; None where it is no list of cells."""
        parts = parse(text.removeprefix("(").removesuffix(")")).parts
        listed = [part for part in parts if isinstance(part, Reference)]
        if not listed or not all(isinstance(part, Reference) or part == "," for part in parts):
            return parse(text).moved(Spot(self._growth, 0, 0), self._growths), None
        areas = [found for part in listed for found in self._areas(part, looks)]
        texts = [prefix + area_text(area) for prefix, _, area in areas]
        cells = [cell for _, sheet, area in areas for cell in _cells(sheet, area)]
        if not texts:
            return REF_ERROR, []
        return (texts[0] if len(texts) == 1 else f"({','.join(texts)})"), cells

    def _target(self, part: Part) -> SheetGrowth | None:
        if not isinstance(part, Reference):
            return None
        found = seen_sheets(part.sheet, Spot(self._growth, 0, 0), self._growths)
        return found[0] if found else None

    def _areas(self, part: Reference, looks: Mapping[int, Looks]) -> Iterator[tuple[str, str, Area]]:
        target = self._target(part)
        if target is None:
            if seen_sheets(part.sheet, Spot(self._growth, 0, 0), self._growths) is None:
                yield part.prefix, part.sheet, part.area  # a sheet that isn't moved
            return
        seen = looks.get(id(target), self._looks if target is self._growth else OUTSIDE)
        for rows in _reaches(part.area.rows, target.rows, seen.rows, MAX_ROWS):
            for columns in _reaches(part.area.columns, target.columns, seen.columns, MAX_COLUMNS):
                pair = (rows is not None and not rows.is_single) or (
                    columns is not None and not columns.is_single
                )
                yield prefix_of(part, target), target.name, Area(columns, rows, part.area.pair or pair)


def _reaches(reach: Reach | None, axis: Axis, path: Path, limit: int) -> list[Reach | None]:
    """Return where a reach is now, seen from some rounds; every `$` of a chart is there for form only."""
    loose = None if reach is None else Reach(reach.first, reach.last)
    found = reaches(loose, axis, path, Role.LIST, limit)
    return [
        each
        if each is None or reach is None
        else Reach(each.first, each.last, reach.first_fixed, reach.last_fixed)
        for each in found
    ]


def _cells(sheet: str, area: Area) -> Iterator[tuple[str, int, int]]:
    if area.rows is None or area.columns is None:
        return
    for row in range(area.rows.first, area.rows.last + 1):
        for column in range(area.columns.first, area.columns.last + 1):
            yield sheet, row, column


def _refresh(formula: Element, cache: Element | None, values: list[object]) -> None:
    """Write the copy of a reference's cells, or make one: previews show nothing else."""
    parent = formula.getparent()
    assert parent is not None
    if cache is None:
        if parent.tag == c("numRef") and any(value is not None and not _number(value) for value in values):
            return  # names that are called numbers are left for Office to read
        cache = etree.Element(_REFERENCES[parent.tag])
        formula.addnext(cache)
    _fill(cache, values)


def _fill(cache: Element, values: list[object]) -> None:
    """Write a cache anew: the number of points, and those that hold something."""
    for node in [child for child in cache if child.tag in (c("ptCount"), c("pt"))]:
        cache.remove(node)
    counted = etree.Element(c("ptCount"), val=str(len(values)))
    at = 1 if len(cache) and cache[0].tag == c("formatCode") else 0
    cache.insert(at, counted)
    shown = _number if cache.tag == c("numCache") else _words
    for index, value in enumerate(values):
        text = shown(value)
        if text:
            at += 1
            point = etree.Element(c("pt"), idx=str(index))
            etree.SubElement(point, c("v")).text = text
            cache.insert(at, point)


def _number(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return ""
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _words(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).upper()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return _number(value) or str(value)
