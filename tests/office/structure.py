"""What Word repairs or refuses although the schema allows it, as rules over a .docx.

`faults(path)` returns what breaks a rule, as `part: what`; an empty tuple is a sound file. Why Word behaves so
is told in `docs/formats/word.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tests.office.package import CONTENT_TYPES, WP, Package, W, open_package, w
from tests.office.structure_package import PACKAGE_RULES, Faults, Rule

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT_ELEMENTS = {w(name) for name in ("t", "delText", "instrText", "delInstrText")}
_DOCUMENT = "word/document.xml"
_DEFINITIONS = ("word/styles.xml", "word/numbering.xml")


def faults(path: Path) -> tuple[str, ...]:
    """Return every breach of every rule in a .docx, in the order of the rules."""
    package = open_package(path)
    if CONTENT_TYPES not in package.trees:
        return (f"{CONTENT_TYPES}: missing or not well-formed",)
    return tuple(fault for rule in RULES for fault in rule(package))


# Tables --------------------------------------------------------------------------------------------------------


def tables_have_rows_and_rows_have_cells(package: Package) -> Faults:
    for part, tree in package.stories().items():
        for index, table in enumerate(tree.iter(w("tbl")), start=1):
            rows = list(_rows(table))
            if not rows:
                yield f"{part}: table {index} has no row"
            for number, row in enumerate(rows, start=1):
                if not list(_cells(row)):
                    yield f"{part}: table {index}, row {number} has no cell"


def cells_end_with_a_paragraph(package: Package) -> Faults:
    for part, tree in package.stories().items():
        for index, cell in enumerate(tree.iter(w("tc")), start=1):
            last = _last_block(cell)
            if last is None or last.tag != w("p"):
                yield f"{part}: cell {index} does not end with a paragraph"


def the_grid_is_as_wide_as_the_widest_row(package: Package) -> Faults:
    for part, tree in package.stories().items():
        for index, table in enumerate(tree.iter(w("tbl")), start=1):
            grid = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
            widths = [_row_width(row) for row in _rows(table)]
            if widths and max(widths) != grid:
                yield f"{part}: table {index} has a grid of {grid} columns and a row of {max(widths)}"


def merged_cells_continue_something(package: Package) -> Faults:
    """A cell that continues a vertical merge has, above it, a cell that belongs to the merge at the same column."""
    for part, tree in package.stories().items():
        for index, table in enumerate(tree.iter(w("tbl")), start=1):
            open_columns: set[int] = set()
            for number, row in enumerate(_rows(table), start=1):
                merges = dict(_merges(row))
                for column in sorted(set(_continued(merges)) - open_columns):
                    yield f"{part}: table {index}, row {number}, column {column + 1} continues no merge"
                open_columns = set(merges)


def _continued(merges: dict[int, str]) -> Iterator[int]:
    return (column for column, kind in merges.items() if kind != "restart")


def _merges(row: etree._Element) -> Iterator[tuple[int, str]]:
    column = _grid_skip(row, "gridBefore")
    for cell in _cells(row):
        merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        if merge is not None:
            yield column, merge.get(w("val"), "continue")
        column += _span(cell)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    yield from _unwrapped(table, w("tr"))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    yield from _unwrapped(row, w("tc"))


def _unwrapped(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    # Rows and cells may stand inside content controls, custom XML and tracked changes, but not inside other cells.
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("del")}:
            yield from _unwrapped(child, tag)


def _last_block(cell: etree._Element) -> etree._Element | None:
    # A bookmark's end may follow the last paragraph.
    blocks = [child for child in cell if child.tag in {w("p"), w("tbl"), w("sdt")}]
    return blocks[-1] if blocks else None


def _row_width(row: etree._Element) -> int:
    inside = sum(_span(cell) for cell in _cells(row))
    return _grid_skip(row, "gridBefore") + inside + _grid_skip(row, "gridAfter")


def _grid_skip(row: etree._Element, name: str) -> int:
    found = row.find(f"{w('trPr')}/{w(name)}")
    return int(found.get(w("val"), "0")) if found is not None else 0


def _span(cell: etree._Element) -> int:
    found = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return int(found.get(w("val"), "1")) if found is not None else 1


# Ids -----------------------------------------------------------------------------------------------------------


def drawing_ids_are_unique(package: Package) -> Faults:
    """Over the whole document, headers and footers included."""
    drawings = [drawing for tree in package.stories().values() for drawing in tree.iter(f"{{{WP}}}docPr")]
    for number, count in Counter(drawing.get("id") for drawing in drawings).items():
        if count > 1:
            yield f"{_DOCUMENT}: drawing id {number} is used {count} times"


def bookmarks_are_paired_and_unique(package: Package) -> Faults:
    names: Counter[str] = Counter()
    for part, tree in package.stories().items():
        starts = Counter(mark.get(w("id"), "") for mark in tree.iter(w("bookmarkStart")))
        ends = Counter(mark.get(w("id"), "") for mark in tree.iter(w("bookmarkEnd")))
        names.update(mark.get(w("name"), "").lower() for mark in tree.iter(w("bookmarkStart")))
        for number in sorted(starts.keys() | ends.keys()):
            if (starts[number], ends[number]) != (1, 1):
                yield f"{part}: bookmark {number} starts {starts[number]} times and ends {ends[number]} times"
    for name, count in names.items():
        if count > 1:
            yield f"{_DOCUMENT}: bookmark name {name} is used {count} times"


def anchors_lead_to_bookmarks(package: Package) -> Faults:
    stories = package.stories()
    names = {mark.get(w("name")) for tree in stories.values() for mark in tree.iter(w("bookmarkStart"))}
    for part, tree in stories.items():
        for link in tree.iter(w("hyperlink")):
            anchor = link.get(w("anchor"))
            if anchor and anchor not in names | {"_top"}:
                yield f"{part}: a link leads to the bookmark {anchor}, which does not exist"


def style_ids_exist(package: Package) -> Faults:
    styles = package.trees.get("word/styles.xml")
    known = set() if styles is None else {style.get(w("styleId")) for style in styles.iter(w("style"))}
    users = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink", "numStyleLink")
    # A glossary part has styles of its own: only what belongs to the document proper is looked at.
    definitions = {name: package.trees[name] for name in _DEFINITIONS if name in package.trees}
    for part, tree in (package.stories() | definitions).items():
        for name in users:
            for value in sorted({element.get(w("val"), "") for element in tree.iter(w(name))} - known):
                yield f"{part}: {name} is {value}, which is no style"


def numbering_ids_exist(package: Package) -> Faults:
    """0 means "no list" and needs no definition."""
    numbering = package.trees.get("word/numbering.xml")
    empty = etree.Element(w("numbering"))
    root = numbering if numbering is not None else empty
    abstract = {element.get(w("abstractNumId")) for element in root.iter(w("abstractNum"))}
    lists = {element.get(w("numId")) for element in root.iter(w("num"))} | {"0"}
    for element in root.iterfind(f"{w('num')}/{w('abstractNumId')}"):
        if element.get(w("val")) not in abstract:
            yield f"word/numbering.xml: abstract list {element.get(w('val'))} does not exist"
    styles = {name: package.trees[name] for name in _DEFINITIONS[:1] if name in package.trees}
    for part, tree in (package.stories() | styles).items():
        used = {element.get(w("val")) for element in tree.iter(w("numId"))}
        for value in sorted(str(value) for value in used - lists):
            yield f"{part}: list {value} does not exist"


def note_and_comment_ids_exist(package: Package) -> Faults:
    for kind in ("footnote", "endnote", "comment"):
        reference, holders = (
            f"{kind}Reference",
            [tree for tree in package.trees.values() if tree.tag == w(f"{kind}s")],
        )
        known = {element.get(w("id")) for tree in holders for element in tree.iter(w(kind))}
        for part, tree in package.stories().items():
            for element in tree.iter(w(reference)):
                if element.get(w("id")) not in known:
                    yield f"{part}: {kind} {element.get(w('id'))} does not exist"


# Text ----------------------------------------------------------------------------------------------------------


def fields_are_balanced(package: Package) -> Faults:
    """Each field begins, may separate once, and ends, within one story; fields nest."""
    for part, tree in package.stories().items():
        open_fields: list[str] = []
        for char in tree.iter(w("fldChar")):
            kind = char.get(w("fldCharType"), "")
            if not _step(open_fields, kind):
                yield f"{part}: a field has {kind} out of order"
        if open_fields:
            yield f"{part}: {len(open_fields)} fields never end"


def _step(open_fields: list[str], kind: str) -> bool:
    """Take one field character; return whether it may stand here."""
    if kind == "begin":
        open_fields.append(kind)
        return True
    if not open_fields or (kind == "separate" and open_fields[-1] != "begin"):
        return False
    last = open_fields.pop()
    if kind == "separate":
        open_fields.append(kind)
    return last in {"begin", "separate"} and kind in {"separate", "end"}


def captions_count_up(package: Package) -> Faults:
    """The last results of sequence fields are 1, 2, 3: Word shows them as they are until somebody updates fields."""
    counts: Counter[str] = Counter()
    for code, result in _fields(package.trees[_DOCUMENT]):
        kind, name, *switches = [*code.split(), "", ""]
        if kind.upper() == "SEQ" and not {"\\r", "\\c", "\\h"} & set(switches):
            counts[name] += 1
            if result.strip() != str(counts[name]):
                yield f"{_DOCUMENT}: {name} {counts[name]} shows the number {result.strip()!r}"


def _fields(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the code and the last result of each field, inner ones first."""
    open_fields: list[dict[str, str]] = []
    for element in tree.iter(w("fldChar"), w("instrText"), w("t")):
        if element.tag != w("fldChar"):
            if open_fields:
                open_fields[-1][open_fields[-1]["at"]] += element.text or ""
        elif element.get(w("fldCharType")) == "begin":
            open_fields.append({"at": "code", "code": "", "result": ""})
        elif open_fields and element.get(w("fldCharType")) == "separate":
            open_fields[-1]["at"] = "result"
        elif open_fields:
            done = open_fields.pop()
            yield done["code"], done["result"]


def sections_end_the_body(package: Package) -> Faults:
    body = package.trees[_DOCUMENT].find(w("body"))
    sections = [] if body is None else body.findall(w("sectPr"))
    if body is None or len(sections) != 1 or body[-1] is not sections[0]:
        yield f"{_DOCUMENT}: the body does not end with its one section"


def text_stands_in_text_elements(package: Package) -> Faults:
    for part, tree in package.stories().items():
        for element in tree.iter(etree.Element):
            loose = (element.tail or "").strip()
            if element.tag not in _TEXT_ELEMENTS and element.tag.startswith(f"{{{W}}}"):
                loose += (element.text or "").strip()
            if loose:
                yield f"{part}: the text {loose[:40]!r} stands outside a text element"


def spaces_at_the_edge_are_kept(package: Package) -> Faults:
    """Word drops spaces at either end of a text element that does not ask to keep them."""
    for part, tree in package.stories().items():
        for element in tree.iter(w("t")):
            text = element.text or ""
            if text != text.strip(" \t\n") and element.get(_XML_SPACE) != "preserve":
                yield f"{part}: the text {text[:40]!r} would lose its outer spaces"


RULES: tuple[Rule, ...] = (
    *PACKAGE_RULES,
    tables_have_rows_and_rows_have_cells,
    cells_end_with_a_paragraph,
    the_grid_is_as_wide_as_the_widest_row,
    merged_cells_continue_something,
    drawing_ids_are_unique,
    bookmarks_are_paired_and_unique,
    anchors_lead_to_bookmarks,
    style_ids_exist,
    numbering_ids_exist,
    note_and_comment_ids_exist,
    fields_are_balanced,
    captions_count_up,
    sections_end_the_body,
    text_stands_in_text_elements,
    spaces_at_the_edge_are_kept,
)
