"""Tables as formulas see them: which of the output's tables a template's table stands for, from a given cell."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.engine.excel.calc_tables import table_area
from docgen.engine.excel.calc_values import Failure, Unknown
from docgen.engine.excel.growth import GrownTable, Growths, Looks, Path, SheetGrowth, Spot, TableRound
from docgen.engine.excel.references import Area, Reach

Seen = tuple[SheetGrowth, TableRound]


def tables_seen(name: str, at: Spot, growths: Growths) -> Sequence[Seen]:
    """Return the tables that a name stands for in an output cell, in order; none where the data left it out.

    A cell on the table's own sheet sees the tables of the rounds that it stands in itself; from another sheet all
    of them are seen.
    """
    key = name.lower()
    own = at.growth.tables.get(key)
    if own is not None:
        return [(at.growth, made) for made in _within(own, at)]
    sheets = (growth for found in growths.values() for growth in found if key in growth.tables)
    return [(growth, made) for growth in sheets for made in growth.tables[key].rounds]


def _within(table: GrownTable, at: Spot) -> Sequence[TableRound]:
    if not table.rounds:
        return ()
    like = table.rounds[0].looks
    rows, columns = _shared(at.row_path, like.rows), _shared(at.column_path, like.columns)
    found = table.by_looks.get(Looks(rows, columns))
    if found is not None:
        return (found,)
    return [made for made in table.rounds if _is_in(made.looks, rows, columns)]


def _is_in(looks: Looks, rows: Path, columns: Path) -> bool:
    return looks.rows[: len(rows)] == rows and looks.columns[: len(columns)] == columns


def _shared(path: Path, like: Path) -> Path:
    """Return the rounds of a path that are rounds of the same loops as another's, from outside inwards."""
    depth = 0
    for (loop, _), (other, _) in zip(path, like, strict=False):
        if loop != other:
            break
        depth += 1
    return path[:depth]


def cells_of(name: str, reference: str, growth: SheetGrowth) -> Area | None:
    """Return the template's cells that a structured reference names; None for none. `reference` begins with `[`."""
    table = growth.tables[name.lower()].shape
    try:
        area = table_area(table, name + reference, row=None)
    except (Failure, Unknown):
        return None
    return Area(Reach(area.left, area.right), Reach(area.top, area.bottom), pair=True)
