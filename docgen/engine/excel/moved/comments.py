"""Comments and the legacy shapes (VML) that they are drawn with; form controls are drawn with these too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from types import MappingProxyType

from lxml import etree

from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import MAX_COLUMNS, MAX_ROWS, Growths, SheetGrowth, Spot
from docgen.engine.excel.markup import S_NS, s
from docgen.engine.excel.moved.areas import Box, drop_uid, rounds_of, swap
from docgen.engine.excel.references import cell, rectangle
from docgen.engine.markup import Element

V_NS = "urn:schemas-microsoft-com:vml"
O_NS = "urn:schemas-microsoft-com:office:office"
X_NS = "urn:schemas-microsoft-com:office:excel"
_SHAPE_ID = re.compile(r"(.*?_s)(\d+)")
_IDS_PER_BLOCK = 1_024  # [MS-OE376]: a drawing owns whole blocks of shape ids, listed in o:idmap


Notes = Mapping[tuple[int, int], str]
"""Texts of comments, as the XML inside them, by row and column of the output."""


def move_comments(root: Element, growth: SheetGrowth, notes: Notes = MappingProxyType({})) -> None:
    """Move the comments of a sheet (or its threaded comments), one for each round of their cells.

    The comment of a cell in `notes` says what stands there; one that says nothing is left out.
    """
    listed = root.find(s("commentList"))
    holder = root if listed is None else listed
    found: list[tuple[int, int, Element]] = []
    for node in [child for child in holder if "ref" in child.attrib]:
        holder.remove(node)
        for number, (row, column) in enumerate(_cells(node.get("ref", "A1"), growth)):
            if number and listed is None:
                break  # a thread has an identity: only its first round keeps it
            note = notes.get((row, column))
            if _is_blank(note):
                continue
            copy = deepcopy(node)
            copy.set("ref", cell(row, column))
            if note is not None:
                _say(copy, note)
            if number:
                drop_uid(copy)
            found.append((row, column, copy))
    for _, _, node in sorted(found, key=lambda each: each[:2]):
        holder.append(node)


def _cells(ref: str, growth: SheetGrowth) -> Iterator[tuple[int, int]]:
    for box, _ in rounds_of(Box(*rectangle(ref)), growth.rows, growth.columns):
        yield box.rows[0], box.columns[0]


def _is_blank(note: str | None) -> bool:
    return note is not None and not "".join(map(str, _text(note).itertext())).strip()


def _text(note: str) -> Element:
    return etree.fromstring(f'<text xmlns="{S_NS}">{note}</text>')


def _say(comment: Element, note: str) -> None:
    for old in comment.findall(s("text")):
        comment.replace(old, _text(note))


def move_vml(
    root: Element, growth: SheetGrowth, growths: Growths, notes: Notes = MappingProxyType({})
) -> None:
    """Move the shapes of a legacy drawing: comments once for each round of their cells, controls with theirs.

    The shape of a comment that says nothing in `notes` is left out.
    """
    for shape in list(root.iter(f"{{{V_NS}}}shape")):
        data = shape.find(_x("ClientData"))
        if data is None:
            continue
        if data.get("ObjectType") == "Note":
            _move_note(shape, data, growth, notes)
        else:
            _move_control(data, growth, growths)
    _unique_ids(root)


def _move_note(shape: Element, data: Element, growth: SheetGrowth, notes: Notes) -> None:
    row, column = _number(data, "Row") + 1, _number(data, "Column") + 1
    copies = []
    for now_row, now_column in _cells(cell(row, column), growth):
        if _is_blank(notes.get((now_row, now_column))):
            continue
        copy = deepcopy(shape)
        _place_note(copy, (row, column), (now_row, now_column))
        copies.append(copy)
    swap(shape, copies)


def _place_note(shape: Element, before: tuple[int, int], now: tuple[int, int]) -> None:
    data = shape.find(_x("ClientData"))
    assert data is not None
    _shift_anchor(data, now[0] - before[0], now[1] - before[1])
    for name, value in zip(("Row", "Column"), now, strict=True):
        for node in data.findall(_x(name)):
            node.text = str(value - 1)


def _move_control(data: Element, growth: SheetGrowth, growths: Growths) -> None:
    anchor = _anchor(data)
    if anchor:
        row, column = anchor[2] + 1, anchor[0] + 1
        _shift_anchor(data, growth.rows.near(row) - row, growth.columns.near(column) - column)
    for name in ("FmlaLink", "FmlaRange", "FmlaTxbx"):
        for node in data.findall(_x(name)):
            node.text = parse(node.text or "").moved(Spot(growth, 0, 0), growths)


def _anchor(data: Element) -> list[int]:
    """Return the eight numbers of an anchor: column, offset, row, offset of its start, the same of its end."""
    node = data.find(_x("Anchor"))
    numbers = [
        int(float(each))
        for each in ((node.text if node is not None else "") or "").split(",")
        if each.strip()
    ]
    return numbers if len(numbers) == 8 else []


def _shift_anchor(data: Element, rows: int, columns: int) -> None:
    node, numbers = data.find(_x("Anchor")), _anchor(data)
    if node is None or not numbers:
        return
    for start, by, limit in ((0, columns, MAX_COLUMNS), (2, rows, MAX_ROWS)):
        for at in (start, start + 4):
            numbers[at] = max(0, min(numbers[at] + by, limit - 1))
    node.text = ", ".join(map(str, numbers))


def _number(data: Element, name: str) -> int:
    node = data.find(_x(name))
    return int((node.text if node is not None else "") or "0")


def _unique_ids(root: Element) -> None:
    """Give copied shapes ids of their own, and claim the blocks that these are in."""
    shapes = [(shape, _SHAPE_ID.fullmatch(shape.get("id", ""))) for shape in root.iter(f"{{{V_NS}}}shape")]
    numbers = [int(found[2]) for _, found in shapes if found]
    highest, seen = max(numbers, default=0), set[int]()
    for shape, found in shapes:
        if found is None:
            continue
        number = int(found[2])
        if number in seen:
            highest = number = highest + 1
            shape.set("id", f"{found[1]}{number}")
        seen.add(number)
    blocks = sorted({number // _IDS_PER_BLOCK for number in seen})
    for node in root.iter(f"{{{O_NS}}}idmap"):
        own = [int(each) for each in node.get("data", "").split(",") if each.strip().isdigit()]
        node.set("data", ",".join(map(str, sorted({*own, *blocks}))))


def _x(name: str) -> str:
    return f"{{{X_NS}}}{name}"
