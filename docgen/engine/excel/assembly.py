"""The output's package: sheets, what hangs on them, and the parts that list them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import unescape

from lxml import etree

from docgen.engine.excel.book import parse
from docgen.engine.excel.calc import Names
from docgen.engine.excel.cells import Strings
from docgen.engine.excel.formats import Derived
from docgen.engine.excel.growth import Growths, Run
from docgen.engine.excel.hanging import Hanging
from docgen.engine.excel.listing import Listing
from docgen.engine.excel.markup import S_NS, s
from docgen.engine.excel.moved import move_pivot_cache, move_sheet, move_workbook
from docgen.engine.excel.moved.areas import boxes
from docgen.engine.excel.output import (
    Formulas,
    OutputSheet,
    dimension,
    fill_holes,
    move_formulas,
    work_out,
)
from docgen.engine.excel.parts import DECLARATION
from docgen.engine.excel.workbook import Workbook
from docgen.engine.markup import Element
from docgen.engine.package import CONTENT_TYPES, Member, as_document, write_package
from docgen.errors import RenderError
from docgen.problems import Place, Problem, Severity

_DIMENSION = re.compile(r'(<(?:\w+:)?dimension\b[^>]*?\bref=")[^"]*(")')
_NO_ROWS = re.compile(r"<((?:\w+:)?sheetData)\s*/>|<((?:\w+:)?sheetData)\s*></(?:\w+:)?sheetData>")
_HEADER = re.compile(r"<(?:\w+:)?((?:odd|even|first)(?:Header|Footer))\b[^>]*>([^<]*)<")
_LONGEST_HEADER = 255
_BATCH = 512
_LEVEL = 4  # of zlib: rows deflate in less than half the time of level 6, and are 6 % larger


def assembled(
    workbook: Workbook,
    growths: Growths,
    sheets: Sequence[OutputSheet],
    strings: Strings,
    derived: Derived,
    rendered: Mapping[str, bytes],
) -> bytes:
    """Return the bytes of the output's package."""
    moved = any(not each.is_still for found in growths.values() for each in found)
    moved = moved or len(sheets) != len(workbook.sheets)
    formulas = move_formulas(workbook, sheets, growths)
    listing = Listing(workbook, sheets)
    root = _workbook_root(workbook, growths, moved)
    hanging = Hanging(workbook, growths, formulas, listing, moved=moved)
    for output in sheets:
        hanging.move_tables(output)
    if formulas.texts:
        work_out(formulas, sheets, _names(root, hanging))
    for output in sheets:
        hanging.move(output)
    listing.list_sheets(root, calculated=formulas.all_known)
    changed: dict[str, Member] = {name: Member.pack(name, data) for name, data in rendered.items()}
    for output in sheets:
        member = _sheet(workbook, output, growths, formulas, listing, moved=moved)
        if member is not None:
            changed[member.name] = member
    for name, data in {**hanging.parts, **_pivots(workbook, growths, moved)}.items():
        changed[name] = Member.pack(name, data)
    changed |= _common(workbook, strings, derived, listing, root)
    return write_package(_members(workbook, changed, listing))


def _workbook_root(workbook: Workbook, growths: Growths, moved: bool) -> Element:
    root = parse(workbook.book.package, workbook.book.part)
    if moved:
        move_workbook(root, growths)
    return root


def _names(root: Element, hanging: Hanging) -> Names:
    """Return the tables and defined names of the output, for formulas to be worked out with."""
    listed = [node.get("name", "") for node in root.iter(s("sheet"))]
    defined = {}
    for node in root.iter(s("definedName")):
        local = node.get("localSheetId", "")
        scope = listed[int(local)] if local.isdigit() and int(local) < len(listed) else ""
        defined[scope, node.get("name", "")] = node.text or ""
    return Names(hanging.tables, defined)


# -- sheets ---------------------------------------------------------------------------------------------


def _sheet(
    workbook: Workbook,
    output: OutputSheet,
    growths: Growths,
    formulas: Formulas,
    listing: Listing,
    *,
    moved: bool,
) -> Member | None:
    """Return a sheet's member, or None where it is copied as it lies."""
    name = listing.part(output)
    if output.sheet.part is None:
        return _static_sheet(workbook, output, growths, name) if moved else None
    fill_holes(output, formulas)
    frame = output.written.parts.get("", output.sheet.template.frame)
    _check_headers(workbook, output)
    if output.written.merges or (moved and _points(frame, output)):
        frame = _moved_frame(frame, output, growths, workbook.book.package.file)
    frame = _DIMENSION.sub(rf"\g<1>{dimension(output)}\g<2>", frame, count=1)
    rows = output.written.rows
    size = len(frame) + sum(map(len, rows))
    return Member.pack_pieces(name, _encoded(frame, rows), level=_LEVEL, size=size)


def _encoded(frame: str, rows: list[str]) -> Iterator[bytes]:
    match = _NO_ROWS.search(frame)
    assert match is not None
    name = match[1] or match[2]
    yield f"{frame[: match.start()]}<{name}>".encode()
    for at in range(0, len(rows), _BATCH):
        yield "".join(rows[at : at + _BATCH]).encode()
    yield f"</{name}>{frame[match.end() :]}".encode()


def _points(frame: str, output: OutputSheet) -> bool:
    """Tell whether something outside the cells may have to follow what moved."""
    return not output.growth.is_still or "ormula" in frame or "hyperlink" in frame or "<xm:f>" in frame


def _moved_frame(frame: str, output: OutputSheet, growths: Growths, file: str) -> str:
    root = etree.fromstring(frame.encode())
    move_sheet(root, output.growth, growths)
    if output.written.merges:
        _merge(root, output, file)
    if output.round:
        _tell_apart(root)
    return DECLARATION + etree.tostring(root, encoding="unicode")


# What may stand between the rows and the merges (ISO 29500-1, 18.3.1.99)
_BEFORE_MERGES = frozenset(
    map(
        s,
        [
            "sheetData",
            "sheetCalcPr",
            "sheetProtection",
            "protectedRanges",
            "scenarios",
            "autoFilter",
            "sortState",
            "dataConsolidate",
            "customSheetViews",
        ],
    )
)


def _check_headers(workbook: Workbook, output: OutputSheet) -> None:
    """Raise RenderError for a header or footer that its tags made longer than Excel reads."""
    if "" not in output.written.parts:
        return
    for match in _HEADER.finditer(output.written.parts[""]):
        if len(unescape(match[2])) > _LONGEST_HEADER:
            message = f"its {match[1]} grows over the {_LONGEST_HEADER} characters that Excel reads."
            raise _refused(workbook.book.package.file, output, "long-header", message)


def _refused(file: str, output: OutputSheet, code: str, message: str) -> RenderError:
    where = Place(file=file, trail=(output.written.name,))
    return RenderError([Problem(code, Severity.ERROR, where, message, "")])


def _merge(root: Element, output: OutputSheet, file: str) -> None:
    """Add the merges that tags asked for. Raise RenderError where two would share a cell: Excel repairs that."""
    merges = output.written.merges
    listed = root.find(s("mergeCells"))
    if listed is None:
        before = [node for node in root if node.tag in _BEFORE_MERGES]
        listed = etree.Element(s("mergeCells"))
        root.insert(root.index(before[-1]) + 1, listed)
    there = [box for node in listed for box in boxes(node.get("ref", ""))]
    for ref in merges:
        (rows, columns) = boxes(ref)[0]
        if any(_touch(rows, other.rows) and _touch(columns, other.columns) for other in there):
            message = f"a tag merges {ref}, where other merged cells are already."
            raise _refused(file, output, "crossing-merge", message)
        etree.SubElement(listed, s("mergeCell"), ref=ref)
    listed.set("count", str(len(listed)))


def _touch(one: Run, other: Run) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _tell_apart(root: Element) -> None:
    """Take from a copied sheet what must be only once in a workbook: its code name, being selected."""
    for node in root.iter(s("sheetPr")):
        node.attrib.pop("codeName", "")
    for node in root.iter(s("sheetView")):
        node.attrib.pop("tabSelected", "")
    for key in [key for key in root.attrib if str(key).endswith("}uid")]:
        del root.attrib[key]


def _static_sheet(workbook: Workbook, output: OutputSheet, growths: Growths, name: str) -> Member | None:
    """Return a sheet that has neither tags nor formulas, where its formats or rules look at what moved."""
    if not _points(workbook.book.package.data(name).decode(), output):
        return None
    root = parse(workbook.book.package, name)
    move_sheet(root, output.growth, growths)
    return Member.pack(name, _bytes(root))


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


# -- the parts that all share ---------------------------------------------------------------------------


def _pivots(workbook: Workbook, growths: Growths, moved: bool) -> dict[str, bytes]:
    package, parts = workbook.book.package, {}
    for name in package.members if moved else ():
        if name.startswith("xl/pivotCache/pivotCacheDefinition"):
            root = parse(package, name)
            move_pivot_cache(root, growths)
            parts[name] = _bytes(root)
    return parts


def _common(
    workbook: Workbook, strings: Strings, derived: Derived, listing: Listing, root: Element
) -> dict[str, Member]:
    book = workbook.book
    members = {book.part: Member.pack(book.part, _bytes(root))}
    styles = derived.data()
    if styles is not None:
        name = book.part_of("styles") or listing.add_common("styles", "xl/styles.xml")
        members[name] = Member.pack(name, styles)
    if strings.entries:
        size = sum(map(len, strings.entries))
        name = book.part_of("sharedStrings") or listing.add_common("sharedStrings", "xl/sharedStrings.xml")
        members[name] = Member.pack_pieces(name, _strings_xml(strings), level=_LEVEL, size=size)
    for name, data in listing.parts().items():
        members[name] = Member.pack(name, data)
    return members


def _strings_xml(strings: Strings) -> Iterator[bytes]:
    entries = strings.entries
    yield f'{DECLARATION}<sst xmlns="{S_NS}" uniqueCount="{len(entries)}">'.encode()
    for at in range(0, len(entries), _BATCH):
        yield "".join([f"<si>{entry or '<t/>'}</si>" for entry in entries[at : at + _BATCH]]).encode()
    yield b"</sst>"


def _members(workbook: Workbook, changed: dict[str, Member], listing: Listing) -> Iterator[Member]:
    for name, member in workbook.book.package.members.items():
        if name in listing.dropped:
            continue
        found = changed.pop(name, member)
        if name == CONTENT_TYPES and found is member:
            types = as_document(member.data)
            found = member if types == member.data else Member.pack(name, types)
        yield member if found.crc == member.crc and found.size == member.size else found
    yield from changed.values()
