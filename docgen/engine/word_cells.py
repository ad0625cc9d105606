"""Tags of table cells: colours, spans and merges, set among a cell's properties in the order that Word wants."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from docgen.engine.markup import TBL, TCPR, Element, ancestor, w
from docgen.engine.stream import Slots
from docgen.engine.tables import KEPT_COLUMNS
from docgen.engine.tags import Kind, Tag

CELL_TAGS = frozenset({"cellbg", "colspan", "vm", "hm"})
# tcPr has a fixed order (ISO 29500-1, 17.4.69)
_ORDER = (
    *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd"),
    *("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark"),
)


@dataclass(frozen=True, slots=True)
class CellTags:
    """The cell tags of one part."""

    slots: Slots

    def govern(self, tag: Tag, cell: Element, node: Element) -> None:
        """Let a tag govern its cell; `node` is the text in which the tag stood, and from which it was taken."""
        if tag.keyword == "vm":
            self._merge_down(tag, cell, node)
        elif tag.keyword == "hm":
            self._merge_across(tag, cell)
        elif tag.keyword == "colspan":
            self._set(cell, "gridSpan", derived(tag, Kind.PRINT, _argument(tag)))
            _mark_table(cell)
        else:
            self._set(cell, "shd", derived(tag, Kind.PRINT, _argument(tag)))

    def _merge_down(self, tag: Tag, cell: Element, node: Element) -> None:
        """Merge the cells of a column over a loop: the first begins the merge, the others continue it unseen."""
        self._set(cell, "vMerge", derived(tag, Kind.PRINT, "loop.first"))
        if node.text:
            first, last = derived(tag, Kind.BLOCK, "if loop.first"), derived(tag, Kind.BLOCK, "endif")
            node.text = f"{self.slots.text(first)}{node.text}{self.slots.text(last)}"

    def _merge_across(self, tag: Tag, cell: Element) -> None:
        """Merge the cells of a row over a loop: the first spans as many columns as the loop has rounds."""
        self._set(cell, "gridSpan", derived(tag, Kind.PRINT, "loop.length"))
        _mark_table(cell)
        row = cell.getparent()
        assert row is not None
        row.insert(row.index(cell), self.slots.node(derived(tag, Kind.BLOCK, "if loop.first")))
        row.insert(row.index(cell) + 1, self.slots.node(derived(tag, Kind.BLOCK, "endif")))

    def _set(self, cell: Element, name: str, printed: Tag) -> None:
        """Let a tag print a property of a cell, in place of the one it had."""
        properties = _properties(cell)
        for old in properties.findall(w(name)):
            properties.remove(old)
        printed.context = name
        later = {w(each) for each in _ORDER[_ORDER.index(name) + 1 :]}
        index = next((at for at, child in enumerate(properties) if child.tag in later), len(properties))
        properties.insert(index, self.slots.node(printed))


def derived(tag: Tag, kind: Kind, body: str) -> Tag:
    """Return a tag that stands for a part of what another one says, and is told of as that one."""
    return Tag(kind, "", body, tag.typed, tag.where)


def _argument(tag: Tag) -> str:
    return tag.body.split(None, 1)[1] if " " in tag.body else "''"


def _properties(cell: Element) -> Element:
    found = cell.find(TCPR)
    if found is None:
        found = etree.Element(TCPR)
        cell.insert(0, found)
    return found


def _mark_table(cell: Element) -> None:
    table = ancestor(cell, TBL)
    if table is not None:
        table.set(KEPT_COLUMNS, "")
