"""What PowerPoint repairs or drops although the schema allows it, as rules over a .pptx.

`faults(path)` returns what breaks a rule, as `part: what`; an empty tuple is a sound file. Why PowerPoint behaves so
is told in `docs/formats/powerpoint.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tests.office.package import CONTENT_TYPES, Package, R, open_package
from tests.office.structure_package import PACKAGE_RULES, Faults, Rule

DECK = "ppt/presentation.xml"

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_ID = f"{{{R}}}id"
_TYPE = f"{R}/"

_FIRST_SLIDE_ID, _FIRST_MASTER_ID = 256, 1 << 31  # ISO 29500-1, 19.7.13 and 19.7.16
_LAST_ID = 1 << 32
_TAG = re.compile(r"\{\{|\{%|\{#|%\}|\}\}|[\ufdd0\ufdd1]")
_BODIES = (f"{_P}txBody", f"{_A}txBody", f"{_C}rich")
# What a part must lead to, and how often: kind -> (kind of the target, the target's root).
_LEADS = {
    "sld": ("slideLayout", "sldLayout"),
    "sldLayout": ("slideMaster", "sldMaster"),
    "sldMaster": ("theme", ""),
    "notes": ("slide", "sld"),
    "notesMaster": ("theme", ""),
}
_CONTENT = {
    "sld": "slide",
    "sldLayout": "slideLayout",
    "sldMaster": "slideMaster",
    "notes": "notesSlide",
    "notesMaster": "notesMaster",
}


def faults(path: Path) -> tuple[str, ...]:
    """Return every breach of every rule in a .pptx, in the order of the rules."""
    package = open_package(path)
    if CONTENT_TYPES not in package.trees or DECK not in package.trees:
        return (f"{CONTENT_TYPES} or {DECK}: missing or not well-formed",)
    return tuple(fault for rule in RULES for fault in rule(package))


def _parts(package: Package, *roots: str) -> Iterator[tuple[str, etree._Element]]:
    """Yield the parts whose root is one of PresentationML's `roots`, by name."""
    wanted = {f"{_P}{root}" for root in roots}
    for name, tree in sorted(package.trees.items()):
        if tree.tag in wanted:
            yield name, tree


def _led_to(package: Package, part: str, kind: str) -> list[str]:
    """Return the parts that a part's relationships of one kind lead to."""
    entries = package.relationships(part).values()
    return [entry.target for entry in entries if entry.type == f"{_TYPE}{kind}"]


# Lists of slides, masters and layouts ---------------------------------------------------------------------------


def slides_are_listed_once_each(package: Package) -> Faults:
    """A deck has slides, each listed once, under an id of its own from 256 to 2^31 - 1."""
    entries = package.trees[DECK].findall(f"{_P}sldIdLst/{_P}sldId")
    known = package.relationships(DECK)
    targets = [known[rel].target for entry in entries if (rel := entry.get(_ID, "")) in known]
    slides = {name for name, _ in _parts(package, "sld")}
    if not entries:
        yield f"{DECK}: lists no slide"
    yield from (f"{DECK}: {target} is listed, and is no slide" for target in set(targets) - slides)
    yield from (f"{name}: is in no list of slides" for name in sorted(slides - set(targets)))
    yield from (f"{DECK}: {name} is listed {n} times" for name, n in Counter(targets).items() if n > 1)
    yield from _numbered(DECK, [entry.get("id", "") for entry in entries], _FIRST_SLIDE_ID, _FIRST_MASTER_ID)


def masters_and_layouts_are_numbered_apart(package: Package) -> Faults:
    """Masters and layouts share one series of ids; each layout is listed by the master that it leads to."""
    numbers = [each.get("id", "") for each in package.trees[DECK].iter(f"{_P}sldMasterId")]
    listed: Counter[str] = Counter()
    for name, tree in _parts(package, "sldMaster"):
        known = package.relationships(name)
        for entry in tree.iter(f"{_P}sldLayoutId"):
            numbers.append(entry.get("id", ""))
            target = known[entry.get(_ID, "")].target if entry.get(_ID, "") in known else ""
            listed[target] += 1
            if target in package.trees and name not in _led_to(package, target, "slideMaster"):
                yield f"{target}: does not lead back to {name}, which lists it"
    yield from _numbered(DECK, numbers, _FIRST_MASTER_ID, _LAST_ID)
    layouts = [name for name, _ in _parts(package, "sldLayout")]
    yield from (f"{name}: is listed {listed[name]} times by masters" for name in layouts if listed[name] != 1)


def _numbered(part: str, numbers: list[str], first: int, end: int) -> Faults:
    yield from (
        f"{part}: the id {number} stands {n} times" for number, n in Counter(numbers).items() if n > 1
    )
    for number in numbers:
        if not number.isdigit() or not first <= int(number) < end:
            yield f"{part}: {number!r} is no id from {first} to {end - 1}"


def sections_name_slides(package: Package) -> Faults:
    known = {entry.get("id") for entry in package.trees[DECK].iter(f"{_P}sldId")}
    named = [entry.get("id", "") for entry in package.trees[DECK].iter(f"{_P14}sldId")]
    yield from (f"{DECK}: a section names slide {number}, which is gone" for number in set(named) - known)
    yield from (
        f"{DECK}: slide {n} is in {count} sections" for n, count in Counter(named).items() if count > 1
    )


# Which part leads to which --------------------------------------------------------------------------------------


def parts_lead_to_what_they_rest_on(package: Package) -> Faults:
    """A slide has one layout, a layout one master, notes one slide and one master of theirs."""
    for root, (kind, wanted) in _LEADS.items():
        for name, _ in _parts(package, root):
            targets = _led_to(package, name, kind)
            trees = [package.trees.get(target) for target in targets]
            right = all(tree is not None and (not wanted or tree.tag == f"{_P}{wanted}") for tree in trees)
            if len(targets) != 1 or not right:
                yield f"{name}: leads to {len(targets)} parts of kind {kind}, or to another kind"
    for name, _ in _parts(package, "notes"):
        if len(_led_to(package, name, "notesMaster")) != 1:
            yield f"{name}: leads to no notes master"


def slides_and_notes_lead_to_each_other(package: Package) -> Faults:
    for name, _ in _parts(package, "sld"):
        notes = _led_to(package, name, "notesSlide")
        if len(notes) > 1:
            yield f"{name}: has notes {len(notes)} times"
        for each in notes:
            if _led_to(package, each, "slide") != [name]:
                yield f"{each}: are the notes of {name} and lead to another slide"
    of_slides = {each for name, _ in _parts(package, "sld") for each in _led_to(package, name, "notesSlide")}
    yield from (
        f"{name}: are the notes of no slide" for name, _ in _parts(package, "notes") if name not in of_slides
    )


def parts_have_the_content_type_of_their_kind(package: Package) -> Faults:
    for root, kind in _CONTENT.items():
        for name, _ in _parts(package, root):
            if not (package.content_type(name) or "").endswith(f"presentationml.{kind}+xml"):
                yield f"{name}: has the content type {package.content_type(name)}"


def every_part_is_led_to(package: Package) -> Faults:
    """What nothing leads to stays in the file unseen: PowerPoint drops it, and people who unzip it read it."""
    led_to = {entry.target for part in ("", *package.names) for entry in package.relationships(part).values()}
    for name in package.names:
        if name != CONTENT_TYPES and not name.endswith((".rels", "/")) and name not in led_to:
            yield f"{name}: nothing leads to it"


def charts_have_their_workbook(package: Package) -> Faults:
    """ "Edit data" opens the workbook that a chart names."""
    for name, tree in sorted(package.trees.items()):
        if tree.tag != f"{_C}chartSpace":
            continue
        data = tree.find(f"{_C}externalData")
        known = package.relationships(name)
        entry = None if data is None else known.get(data.get(_ID, ""))
        if entry is None or not entry.target.endswith(".xlsx") or entry.target not in package.names:
            yield f"{name}: has no workbook to edit"


# On a slide -----------------------------------------------------------------------------------------------------


def shape_ids_are_unique(package: Package) -> Faults:
    """Every part with shapes counts its own; 0 and what is no number are none."""
    for name, tree in _parts(package, "sld", "sldLayout", "sldMaster", "notes", "notesMaster"):
        counts = Counter(element.get("id", "") for element in tree.iter(f"{_P}cNvPr"))
        yield from (f"{name}: shape id {number} stands {n} times" for number, n in counts.items() if n > 1)
        for number in counts:
            if not number.isdigit() or int(number) == 0:
                yield f"{name}: {number!r} is no shape id"


def what_names_shapes_finds_them(package: Package) -> Faults:
    """Connectors and animations name shapes of their slide by id."""
    for name, tree in _parts(package, "sld", "sldLayout", "sldMaster"):
        known = {element.get("id") for element in tree.iter(f"{_P}cNvPr")}
        ends = (element.get("id") for end in ("stCxn", "endCxn") for element in tree.iter(f"{_A}{end}"))
        meant = (element.get("spid") for element in tree.iter(f"{_P}spTgt"))
        for number in (*ends, *meant):
            if number not in known:
                yield f"{name}: something is about shape {number}, which is not there"


def texts_have_a_paragraph(package: Package) -> Faults:
    for name, tree in package.trees.items():
        for body in tree.iter(*_BODIES):
            if body.find(f"{_A}p") is None:
                yield f"{name}: a text has no paragraph"


def tables_have_full_rows(package: Package) -> Faults:
    """Rows and columns exist, and each row has a cell for each column of the grid, merged ones included."""
    for name, tree in package.trees.items():
        for table in tree.iter(f"{_A}tbl"):
            columns, rows = table.findall(f"{_A}tblGrid/{_A}gridCol"), table.findall(f"{_A}tr")
            if not columns or not rows:
                yield f"{name}: a table has {len(columns)} columns and {len(rows)} rows"
            for number, row in enumerate(rows, start=1):
                if len(row.findall(f"{_A}tc")) != len(columns):
                    yield f"{name}: row {number} of a table of {len(columns)} has {len(row.findall(f'{_A}tc'))} cells"


def merged_cells_are_covered(package: Package) -> Faults:
    """Cells behind one that spans are marked as merged, and none is marked that nothing covers."""
    for name, tree in package.trees.items():
        for table in tree.iter(f"{_A}tbl"):
            rows = [row.findall(f"{_A}tc") for row in table.findall(f"{_A}tr")]
            expected = _covered(rows)
            for top, row in enumerate(rows):
                for left, cell in enumerate(row):
                    if _is_merged(cell) != ((top, left) in expected):
                        yield f"{name}: row {top + 1}, column {left + 1} of a table is not merged as it should be"


def _is_merged(cell: etree._Element) -> bool:
    return any(cell.get(mark) in {"1", "true"} for mark in ("hMerge", "vMerge"))


def _covered(rows: list[list[etree._Element]]) -> set[tuple[int, int]]:
    covered: set[tuple[int, int]] = set()
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if _is_merged(cell):
                continue
            down, across = int(cell.get("rowSpan", "1")), int(cell.get("gridSpan", "1"))
            spots = {(top + y, left + x) for y in range(down) for x in range(across)}
            covered |= spots - {(top, left)}
    return covered


def no_tag_is_left(package: Package) -> Faults:
    """Neither in a text nor in an attribute, where nobody would see it: languages, names, alternative texts."""
    for name, tree in package.trees.items():
        for element in tree.iter(etree.Element):
            for text in (element.text or "", *map(str, element.attrib.values())):
                if _TAG.search(text):
                    yield f"{name}: {etree.QName(element).localname} holds {text[:60]!r}"


RULES: tuple[Rule, ...] = (
    *PACKAGE_RULES,
    slides_are_listed_once_each,
    masters_and_layouts_are_numbered_apart,
    sections_name_slides,
    parts_lead_to_what_they_rest_on,
    slides_and_notes_lead_to_each_other,
    parts_have_the_content_type_of_their_kind,
    every_part_is_led_to,
    charts_have_their_workbook,
    shape_ids_are_unique,
    what_names_shapes_finds_them,
    texts_have_a_paragraph,
    tables_have_full_rows,
    merged_cells_are_covered,
    no_tag_is_left,
)
