"""A chart's series: which way its values run, and one series for each round that runs beside it."""

from __future__ import annotations

from copy import deepcopy

from docgen.engine.excel.formula_parts import Reference
from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import Looks, Path, SheetGrowth
from docgen.engine.excel.markup import A_NS
from docgen.engine.excel.moved.areas import swap
from docgen.engine.markup import Element, remove

C_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_UNIQUE = "http://schemas.microsoft.com/office/drawing/2014/chart"
_ACCENTS = 6


def c(name: str) -> str:
    """Return the qualified name of a DrawingML chart element."""
    return f"{{{C_NS}}}{name}"


def reference_in(node: Element | None) -> Reference | None:
    """Return the one reference that the formula below a chart's node is, or None where it is something else."""
    found = node.find(f".//{c('f')}") if node is not None else None
    parts = parse(found.text or "").parts if found is not None else ()
    return parts[0] if len(parts) == 1 and isinstance(parts[0], Reference) else None


def values_of(series: Element) -> Reference | None:
    """Return the reference to a series' values."""
    return next(
        (found for name in ("val", "yVal") if (found := reference_in(series.find(c(name)))) is not None), None
    )


def runs_across(series: Element, values: Reference) -> bool:
    """Return whether the values of a series lie side by side in a row.

    A single cell, to be repeated by a loop, tells it by its name or its categories: they lie in the values' row
    or column.
    """
    rows, columns = values.area.rows, values.area.columns
    if rows is None or columns is None:
        return rows is not None
    if not (rows.is_single and columns.is_single):
        return rows.is_single
    name = reference_in(series.find(c("tx")))
    if name is not None and name.area.rows and name.area.rows.first == rows.first:
        return True
    if name is not None and name.area.columns and name.area.columns.first == columns.first:
        return False
    category = reference_in(
        series.find(c("cat")) if series.find(c("cat")) is not None else series.find(c("xVal"))
    )
    return (
        category is not None
        and category.area.columns is not None
        and (category.area.columns.first == columns.first)
    )


def series_rounds(series: Element, target: SheetGrowth | None, looks: Looks) -> list[Looks]:
    """Return from which rounds each series looks that a series of a chart becomes; the chart looks from `looks`."""
    values = values_of(series)
    if values is None or target is None:
        return [looks]
    across = runs_across(series, values)
    reach = values.area.rows if across else values.area.columns
    axis = target.rows if across else target.columns
    if reach is None or not axis.common(reach.first, reach.last):
        return [looks]
    around = looks.rows if across else looks.columns
    paths = [path for _, path in axis.instances(reach.first, reach.last) if _agree(path, around)]
    return [Looks(path, looks.columns) if across else Looks(looks.rows, path) for path in paths]


def _agree(path: Path, around: Path) -> bool:
    """Return whether two paths are in the same round of each loop that both are in."""
    rounds = dict(around)
    return all(rounds.get(loop, number) == number for loop, number in path)


def copies(series: Element, count: int) -> list[Element]:
    """Put copies of a series, as many as wanted, in its place and return them: each with a colour of its own."""
    fresh = [deepcopy(series) for _ in range(count)]
    for number, copy in enumerate(fresh):
        if number:
            _recolour(copy, number)
            _drop_unique_ids(copy)
    swap(series, fresh)
    return fresh


def _recolour(series: Element, number: int) -> None:
    shape = series.find(c("spPr"))
    if shape is None:
        return
    for colour in list(shape.iter(f"{{{A_NS}}}schemeClr")):
        value = colour.get("val", "")
        if value.startswith("accent"):
            colour.set("val", f"accent{(int(value[6:]) - 1 + number) % _ACCENTS + 1}")
    if next(shape.iter(f"{{{A_NS}}}srgbClr"), None) is not None:
        series.remove(shape)  # without a colour of its own a series takes the next of the theme


def _drop_unique_ids(series: Element) -> None:
    for node in list(series.iter(f"{{{_UNIQUE}}}uniqueId")):
        holder = node.getparent()
        if holder is not None:
            listed = holder.getparent()
            remove(holder)
            if listed is not None and not len(listed):
                remove(listed)


def renumber_series(root: Element) -> None:
    """Give series numbers of their own again after some were copied: `order` by place, `idx` kept where it can."""
    series = list(root.iter(c("ser")))
    used: set[int] = set()
    for at, node in enumerate(series):
        index, order = node.find(c("idx")), node.find(c("order"))
        if index is not None:
            value = int(index.get("val", "0"))
            while value in used:
                value += 1
            used.add(value)
            index.set("val", str(value))
        if order is not None:
            order.set("val", str(at))
