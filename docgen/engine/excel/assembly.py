"""The output's package: sheets, what hangs on them, and the parts that list them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from docgen.engine.excel.calc import Names
from docgen.engine.excel.formats import Derived
from docgen.engine.excel.frame import Frame
from docgen.engine.excel.growth import Growths
from docgen.engine.excel.hanging import Hanging
from docgen.engine.excel.headers import long_headers, long_messages
from docgen.engine.excel.hung import added_parts
from docgen.engine.excel.listing import Listing
from docgen.engine.excel.markup import DECLARATION, s
from docgen.engine.excel.merges import add_merges
from docgen.engine.excel.moved import move_pivot_cache, move_sheet, move_workbook
from docgen.engine.excel.output import (
    Formulas,
    OutputSheet,
    dimension,
    fill_holes,
    fit_rows,
    move_formulas,
    work_out,
)
from docgen.engine.excel.parts import APP
from docgen.engine.excel.workbook import Workbook
from docgen.engine.links import parse
from docgen.engine.markup import Element
from docgen.engine.package import CONTENT_TYPES, Member, as_document, write_package
from docgen.engine.relations import Additions
from docgen.errors import RenderError
from docgen.problems import Place

# Of zlib-ng, for rows of cells: half the time of package.LEVEL, and files 5 to 13 % longer than zlib's level 6 makes.
_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Made:
    """What a rendering made besides its sheets: the part of the shared strings in pieces, styles, the parts that
    belong to no sheet, and what values brought along."""

    strings: Sequence[bytes]
    derived: Derived
    others: Mapping[str, bytes]
    additions: Additions


def assembled(workbook: Workbook, growths: Growths, sheets: Sequence[OutputSheet], made: Made) -> bytes:
    """Return the bytes of the output's package."""
    moved = any(not each.is_still for found in growths.values() for each in found)
    moved = moved or len(sheets) != len(workbook.sheets)
    formulas = move_formulas(workbook, sheets, growths)
    listing = Listing(workbook, sheets, made.additions.changed(), made.others.get(APP))
    root = _workbook_root(workbook, growths) if moved else None
    hanging = Hanging(workbook, growths, formulas, listing, made.additions, moved=moved)
    for output in sheets:
        hanging.move_tables(output)
    if formulas.lines:
        work_out(formulas, sheets, _names(workbook.book.root if root is None else root, hanging))
    for output in sheets:
        hanging.move(output)
    changed: dict[str, Member] = {name: Member.pack(name, data) for name, data in made.others.items()}
    for output in sheets:
        member = _sheet(workbook, output, growths, formulas, hanging, moved=moved)
        if member is not None:
            changed[member.name] = member
    related = hanging.relating.parts()
    for name, data in {**hanging.parts, **related, **_pivots(workbook, growths, moved)}.items():
        changed[name] = Member.pack(name, data)
    changed[workbook.book.part] = _list_of_sheets(workbook, listing, root, calculated=formulas.all_known)
    changed |= _common(workbook, made, listing)
    return write_package(_members(workbook, changed, listing))


def _workbook_root(workbook: Workbook, growths: Growths) -> Element | None:
    """Return the workbook's tree moved; None where its sheets and names are those of the template."""
    same = all(len(found) == 1 and found[0].name == name for name, found in growths.items())
    if same and workbook.outlook.stays(None, growths):
        return None
    root = parse(workbook.book.package, workbook.book.part)
    move_workbook(root, growths)
    return root


def _list_of_sheets(
    workbook: Workbook, listing: Listing, root: Element | None, *, calculated: bool
) -> Member:
    """Return the workbook's own part; as the template has it (no root), it is made once."""
    found = workbook.kept.get(calculated) if root is None else None
    if found is None:
        book = workbook.book
        tree = parse(book.package, book.part) if root is None else root
        listing.list_sheets(tree, calculated=calculated)
        found = Member.pack(book.part, _bytes(tree))
        if root is None:
            workbook.kept[calculated] = found
    return found


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
    hanging: Hanging,
    *,
    moved: bool,
) -> Member | None:
    """Return a sheet's member, or None where it is copied as it lies."""
    name = hanging.part(output)
    if output.sheet.part is None:
        return _static_sheet(workbook, output, growths, name) if moved else None
    fill_holes(output, formulas)
    fit_rows(output, formulas)
    _check_headers(workbook, output)
    cut = _frame(output, growths, hanging, workbook.book.package.file, moved=moved)
    return Member.pack_pieces(name, cut.around(dimension(output), output.written.rows), level=_LEVEL)


def _frame(output: OutputSheet, growths: Growths, hanging: Hanging, file: str, *, moved: bool) -> Frame:
    """Return a sheet's frame: as the template has it, moved as text, or where that does not do moved as a tree."""
    template = output.sheet.template
    frame = output.written.parts.get("", template.frame)
    if not (output.written.merges or hanging.changes(output) or output.round):
        if not moved or template.outlook.stays(output.growth, growths):
            kept = template.cut if frame is template.frame else None
            return kept or Frame.cut(template.spliced.restored(frame))
        if template.rest.stays(output.growth, growths):
            text = template.spliced.moved(frame, output.growth, growths)
            if text is not None:
                return Frame.cut(text)
    return Frame.cut(_moved_frame(template.spliced.restored(frame), output, growths, hanging, file))


def _points(frame: str, output: OutputSheet) -> bool:
    """Tell whether something outside the cells may have to follow what moved."""
    return not output.growth.is_still or "ormula" in frame or "hyperlink" in frame or "<xm:f>" in frame


def _moved_frame(frame: str, output: OutputSheet, growths: Growths, hanging: Hanging, file: str) -> str:
    root = etree.fromstring(frame.encode())
    move_sheet(root, output.growth, growths)
    hanging.finish(output, root)
    if output.written.merges:
        add_merges(root, output.written.merges, lambda row, column: output.place(file, row, column))
    if output.round:
        _tell_apart(root)
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _check_headers(workbook: Workbook, output: OutputSheet) -> None:
    """Raise RenderError for headers, footers and messages that their tags made longer than Excel takes."""
    frame = output.written.parts.get("")
    if not frame:  # no tag stands in it
        return
    where = Place(file=workbook.book.package.file, trail=(output.written.name,))
    problems = [*long_headers(frame, where), *long_messages(frame, where)]
    if problems:
        raise RenderError(problems)


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


def _common(workbook: Workbook, made: Made, listing: Listing) -> dict[str, Member]:
    book, members = workbook.book, dict[str, Member]()
    styles = made.derived.data()
    if styles is not None:
        name = book.part_of("styles") or listing.add_common("styles", "xl/styles.xml")
        members[name] = Member.pack(name, styles)
    if made.strings:
        name = book.part_of("sharedStrings") or listing.add_common("sharedStrings", "xl/sharedStrings.xml")
        members[name] = Member.pack_pieces(name, made.strings)
    listed = listing.parts()
    for name, data in {**listed, **added_parts(made.additions, listed)}.items():
        members[name] = Member.pack(name, as_document(data) if name == CONTENT_TYPES else data)
    return members


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
