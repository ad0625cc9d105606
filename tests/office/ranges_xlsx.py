"""Rules over an .xlsx: ranges, tables and styles. `structure_xlsx.faults` asks them with the others."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, product

from lxml import etree

from tests.office.package import Package, R
from tests.office.sheets import BOOK, Box, Cell, box, cells, s, sheets, shown, tables
from tests.office.structure_package import Faults

_LONGEST_LIST = 255
_FONT_PARTS = "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
_FONT_ORDER = _FONT_PARTS.split()


# Ranges --------------------------------------------------------------------------------------------------------


def merges_do_not_overlap(package: Package) -> Faults:
    for sheet in sheets(package):
        merged = [
            (element.get("ref", ""), box(element.get("ref", "")))
            for element in sheet.tree.iter(s("mergeCell"))
        ]
        for reference, area in merged:
            if area is None or (area.top, area.left) == (area.bottom, area.right):
                yield f"{sheet.part}: {reference!r} merges nothing"
        for (one, first), (other, second) in combinations(merged, 2):
            if first and second and first.overlaps(second):
                yield f"{sheet.part}: the merges {one} and {other} overlap"


def ranges_are_ranges(package: Package) -> Faults:
    """What a conditional format, a validation, a filter or a link stands on must be cells of the sheet."""
    holders = {
        "conditionalFormatting": "sqref",
        "dataValidation": "sqref",
        "autoFilter": "ref",
        "hyperlink": "ref",
    }
    for sheet in sheets(package):
        for name, attribute in holders.items():
            for element in sheet.tree.iter(s(name)):
                stated = element.get(attribute, "")
                if not stated.split() or any(box(part) is None for part in stated.split()):
                    yield f"{sheet.part}: a {name} stands on {stated!r}"


def written_lists_are_short_enough(package: Package) -> Faults:
    for sheet in sheets(package):
        for element in sheet.tree.iter(s("dataValidation")):
            written = element.findtext(s("formula1")) or ""
            if element.get("type") == "list" and written.startswith('"') and len(written) - 2 > _LONGEST_LIST:
                yield f"{sheet.part}: the list of {element.get('sqref')} has {len(written) - 2} characters"


def comments_have_a_drawing_and_a_cell_each(package: Package) -> Faults:
    """Excel drops the comments of a sheet that draws none."""
    for sheet in sheets(package):
        related = package.relationships(sheet.part).values()
        for part in (entry.target for entry in related if entry.type.endswith("/comments")):
            if sheet.tree.find(s("legacyDrawing")) is None:
                yield f"{sheet.part}: has comments and no legacy drawing"
            places = Counter(comment.get("ref", "") for comment in package.trees[part].iter(s("comment")))
            yield from (
                f"{part}: {place!r} has {n} comments"
                for place, n in places.items()
                if n > 1 or not box(place)
            )


# Tables --------------------------------------------------------------------------------------------------------


def tables_have_rows_and_heads(package: Package) -> Faults:
    for sheet in sheets(package):
        held = {(cell.row, cell.column): cell for cell in cells(sheet)}
        for part, table in tables(package, sheet):
            area = box(table.get("ref", ""))
            names = [column.get("name", "") for column in table.iter(s("tableColumn"))]
            if area is None or len(names) != area.right - area.left + 1:
                yield f"{part}: {table.get('ref')} is not as wide as its {len(names)} columns"
                continue
            yield from _bad_rows(part, table, area)
            yield from _bad_heads(
                part, table, names, [held.get((area.top, at)) for at in _across(area)], package
            )


def _across(area: Box) -> range:
    return range(area.left, area.right + 1)


def _bad_rows(part: str, table: etree._Element, area: Box) -> Faults:
    special = int(table.get("headerRowCount", "1")) + int(table.get("totalsRowCount", "0"))
    if area.bottom - area.top + 1 <= special:
        yield f"{part}: {table.get('ref')} has no row of data"
    filtered = table.find(s("autoFilter"))
    inner = None if filtered is None else box(filtered.get("ref", ""))
    wanted = Box(area.top, area.left, area.bottom - int(table.get("totalsRowCount", "0")), area.right)
    if filtered is not None and inner != wanted:
        yield f"{part}: the filter {filtered.get('ref')} is not the table without its totals"


def _bad_heads(
    part: str, table: etree._Element, names: list[str], heads: list[Cell | None], package: Package
) -> Faults:
    for name, count in Counter(name.lower() for name in names).items():
        if count > 1 or not name:
            yield f"{part}: {count} columns are called {name!r}"
    if table.get("headerRowCount", "1") == "0":
        return
    for name, cell in zip(names, heads, strict=True):
        head = shown(cell, package) if cell else None
        # A column's name writes a line feed as an escape, and a text that looks like one with an escaped underscore.
        written = None if head is None else re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", head)
        if written is None or re.sub(r"\r?\n", "_x000a_", written).lower() != name.lower():
            yield f"{part}: the column {name!r} has the head {head!r}"


def tables_are_apart(package: Package) -> Faults:
    """From each other and from merged cells; and a sheet lists those that it has."""
    for sheet in sheets(package):
        found = tables(package, sheet)
        areas = [(part, box(table.get("ref", ""))) for part, table in found]
        merged = [(f"merge {m.get('ref')}", box(m.get("ref", ""))) for m in sheet.tree.iter(s("mergeCell"))]
        for (one, first), (other, second) in [*combinations(areas, 2), *product(areas, merged)]:
            if first and second and first.overlaps(second):
                yield f"{sheet.part}: {one} and {other} overlap"
        linked = {part.get(f"{{{R}}}id") for part in sheet.tree.iter(s("tablePart"))}
        if len(linked) != len(found):
            yield f"{sheet.part}: lists {len(linked)} tables and has {len(found)}"


def tables_are_named_apart(package: Package) -> Faults:
    """Tables and defined names share one list of names, without regard to case."""
    defined = package.trees[BOOK].iter(s("definedName"))
    names = Counter(name.get("name", "").lower() for name in defined if not name.get("localSheetId"))
    found = [table for sheet in sheets(package) for _, table in tables(package, sheet)]
    names.update(table.get("displayName", "").lower() for table in found)
    numbers = Counter(table.get("id", "") for table in found)
    for name in (*_repeated(names), *_repeated(numbers)):
        yield f"{BOOK}: the table name or id {name!r} is used again"


def _repeated(names: Counter[str]) -> list[str]:
    # Print areas and filters have one name each for every sheet.
    return [name for name, count in names.items() if count > 1 and not name.startswith("_xlnm.")]


# Styles --------------------------------------------------------------------------------------------------------


def style_indexes_exist(package: Package) -> Faults:
    styles = package.trees.get("xl/styles.xml")
    counts = {name: _length(styles, name) for name in ("cellXfs", "dxfs", "fonts", "fills", "borders")}
    for sheet in sheets(package):
        users = [*sheet.tree.iter(s("c")), *sheet.tree.iter(s("row"))]
        used = {int(element.get("s", "0")) for element in users}
        used |= {int(element.get("style", "0")) for element in sheet.tree.iter(s("col"))}
        if used and max(used) >= max(1, counts["cellXfs"]):
            yield f"{sheet.part}: cell format {max(used)} does not exist"
        for element in sheet.tree.iter(s("cfRule")):
            if int(element.get("dxfId", "-1")) >= counts["dxfs"]:
                yield f"{sheet.part}: a rule's format {element.get('dxfId')} does not exist"
    for element in () if styles is None else styles.iterfind(f"{s('cellXfs')}/{s('xf')}"):
        for name, attribute in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
            if int(element.get(attribute, "0")) >= counts[name]:
                yield f"xl/styles.xml: {attribute} {element.get(attribute)} does not exist"


def _length(styles: etree._Element | None, name: str) -> int:
    found = None if styles is None else styles.find(s(name))
    return 0 if found is None else len(found)


def fonts_are_in_order(package: Package) -> Faults:
    styles = package.trees.get("xl/styles.xml")
    for number, font in enumerate(() if styles is None else styles.iter(s("font"))):
        order = [
            _FONT_ORDER.index(etree.QName(child).localname) for child in font if isinstance(child.tag, str)
        ]
        if order != sorted(order):
            yield f"xl/styles.xml: font {number} has its properties out of order"
