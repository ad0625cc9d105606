"""A table of contents, filled from the headings as they are rendered.

Word asks the reader before it updates fields on opening, so the entries are written here: the field's own
instruction stays, and Word rebuilds the list when somebody asks it to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from docgen.engine.markup import PPR, RPR, Element, P, R, T, ancestor, properties_xml, w
from docgen.engine.places import heading_level
from docgen.engine.stream import Op, Slots
from docgen.engine.styles import Numbering, Styles

_LEVELS = re.compile(r'\\o\s+"(\d)-(\d)"')


@dataclass(frozen=True, slots=True)
class EntryStyle:
    """How an entry of one level looks: paragraph properties, run properties of the number and of the text."""

    paragraph: str
    number: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A contents field: its instruction, the outline levels that it lists (1 to 9) and the look of each."""

    instruction: str
    levels: tuple[int, int]
    styles: Mapping[int, EntryStyle]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the template: outline level (1 to 9), and how Word numbers it (`%1.%2`), if it does."""

    level: int
    sequence: str = ""
    depth: int = 0
    shape: str = ""


def mark_contents(root: Element, slots: Slots, styles: Styles, numbering: Numbering) -> None:
    """Put operations at the contents field and at the headings that it lists; do nothing where there is no field."""
    for instruction in list(root.iter(w("instrText"))):
        text = (instruction.text or "").strip()
        if text.split(" ", 1)[0].upper() == "TOC" and (entries := _entries(instruction)):
            contents = Contents(text, _levels(text), _entry_styles(entries, styles))
            _mark_headings(root, slots, contents.levels, styles, numbering)
            _replace(entries, slots.node(Op("contents", (contents,))))
            return


def mark_sequences(root: Element, slots: Slots) -> None:
    """Number captions as they come out: Word shows a SEQ field's stored result until somebody updates it."""
    for instruction in list(root.iter(w("instrText"))):
        words = (instruction.text or "").split()
        paragraph = ancestor(instruction, P)
        if len(words) < 2 or words[0].upper() != "SEQ" or paragraph is None:
            continue
        result = _result(paragraph, instruction)
        if result is not None:
            result.text = slots.text(Op("sequence", (words[1],)))


def _result(paragraph: Element, instruction: Element) -> Element | None:
    """Return the text that holds the stored result of a field within one paragraph."""
    seen = False
    for node in paragraph.iter(instruction.tag, w("fldChar"), T):
        if node is instruction:
            seen = True
        elif seen and node.get(w("fldCharType")) == "end":
            return None
        elif seen and node.tag == T:
            return node
    return None


def _levels(text: str) -> tuple[int, int]:
    match = _LEVELS.search(text)
    return (int(match[1]), int(match[2])) if match else (1, 3)


def _entries(instruction: Element) -> list[Element]:
    """Return the sibling paragraphs from the one in which the field begins to the one in which it ends."""
    paragraph = ancestor(instruction, P)
    entries, depth = [], 0
    while paragraph is not None:
        if paragraph.tag == P:
            entries.append(paragraph)
        for sign in paragraph.iter(w("fldChar")):
            kind = sign.get(w("fldCharType"))
            depth += (kind == "begin") - (kind == "end")
        if depth == 0:
            return entries
        paragraph = paragraph.getnext()
    return []


def _entry_styles(entries: list[Element], styles: Styles) -> dict[int, EntryStyle]:
    looks = {
        level: EntryStyle(f'<w:pPr><w:pStyle w:val="{styles.ids[name]}"/></w:pPr>')
        for level in range(1, 10)
        if (name := f"toc {level}") in styles.ids
    }
    by_id = {styles.ids[f"toc {level}"]: level for level in looks}
    for entry in reversed(entries):
        style = entry.find(f"{PPR}/{w('pStyle')}")
        level = by_id.get(style.get(w("val"), "")) if style is not None else None
        if level:
            looks[level] = _look(entry)
    return looks


def _look(entry: Element) -> EntryStyle:
    runs = [run for run in entry.iter(R) if run.find(T) is not None]
    number = properties_xml(runs[0], RPR) if len(runs) > 1 else ""
    text = properties_xml(runs[1 if len(runs) > 1 else 0], RPR) if runs else ""
    return EntryStyle(properties_xml(entry, PPR), number, text)


def _mark_headings(
    root: Element, slots: Slots, levels: tuple[int, int], styles: Styles, numbering: Numbering
) -> None:
    for paragraph in root.iter(P):
        level = heading_level(paragraph, styles.outline)
        if level is None or not levels[0] <= level + 1 <= levels[1]:
            continue
        properties = paragraph.find(PPR)
        index = 0 if properties is None else paragraph.index(properties) + 1
        heading = heading_of(paragraph, level + 1, styles, numbering)
        paragraph.insert(index, slots.node(Op("open_heading")))
        paragraph.append(slots.node(Op("close_heading", (heading,))))


def heading_of(paragraph: Element, level: int, styles: Styles, numbering: Numbering) -> Heading:
    number = paragraph.find(f"{PPR}/{w('numPr')}/{w('numId')}")
    style = paragraph.find(f"{PPR}/{w('pStyle')}")
    found = styles.numbering.get(style.get(w("val"), "")) if style is not None else None
    if number is not None:
        depth = paragraph.find(f"{PPR}/{w('numPr')}/{w('ilvl')}")
        found = (number.get(w("val"), "0"), int(depth.get(w("val"), "0")) if depth is not None else 0)
    if found is None or found[0] not in numbering.definitions:
        return Heading(level)
    sequence = numbering.definitions[found[0]]
    return Heading(level, sequence, found[1], numbering.shapes.get((sequence, found[1]), ""))


def _replace(entries: list[Element], node: etree._ProcessingInstruction) -> None:
    parent = entries[0].getparent()
    assert parent is not None
    parent.insert(parent.index(entries[0]), node)
    for entry in entries:
        parent.remove(entry)
