"""What values hang on cells: pictures and other drawings anchored there, and addresses that a cell opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from docgen.engine.excel.markup import XDR_NS
from docgen.engine.excel.references import parse_area
from docgen.engine.excel.tokens import split_sheet
from docgen.engine.links import relations_name
from docgen.engine.markup import Element
from docgen.engine.relations import Additions
from docgen.engine.theme import Palette
from docgen.engine.values import Anchored, SheetSpot, Value

_RELATIONS = "xl/drawings/_rels/hung"
MAX_LINKS = 65_530
"""Links that Excel opens on one sheet."""


class LinkText(str):
    """The text of a cell that opens an address: it looks like a link."""

    __slots__ = ()


@dataclass(slots=True)
class Hung:
    """What hangs on the cells of one output sheet, with rows and columns from 1.

    `part` names the drawing in `additions` until the sheet's real one is known; both lie in the same folder.
    """

    part: str = ""
    shapes: list[tuple[int, int, Anchored]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.shapes or self.links)

    def take(self, value: Value, row: int, column: int, additions: Additions, palette: Palette) -> str | None:
        """Hang a value on a cell and return the text that stays in it; None for a value that is only text.

        Raise ValueError where the value cannot be drawn, or its address is none.
        """
        kind = type(value)
        if kind.sheet_shape is Value.sheet_shape and kind.sheet_link is Value.sheet_link:
            return None  # most values are texts with a look
        shape = value.sheet_shape(self._spot(additions, palette))
        if shape is not None:
            self.shapes.append((row, column, shape))
            return ""
        address = value.sheet_link()
        if not address:
            return None
        self.links.append((row, column, address))
        return LinkText(value)

    def _spot(self, additions: Additions, palette: Palette) -> SheetSpot:
        part = self.part
        return SheetSpot(
            relate=lambda kind, target, external: additions.relate(part, kind, target, external),
            embed=lambda data, extension: additions.embed(part, data, extension),
            attach=lambda attachment: additions.attach(part, attachment),
            next_id=lambda: len(self.shapes) + 1,
            palette=palette,
        )


def anchors(shapes: Iterable[tuple[int, int, Anchored]]) -> Iterator[Element]:
    """Yield the anchors of shapes: each moves with its cell and keeps its size (ISO/IEC 29500-1, 20.5.2.24)."""
    for row, column, shape in shapes:
        yield etree.fromstring(
            f'<xdr:oneCellAnchor xmlns:xdr="{XDR_NS}"><xdr:from><xdr:col>{column - 1}</xdr:col>'
            f"<xdr:colOff>0</xdr:colOff><xdr:row>{row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
            f'<xdr:ext cx="{shape.width}" cy="{shape.height}"/>{shape.xml}<xdr:clientData/></xdr:oneCellAnchor>'
        )


def leads_nowhere(location: str, sheets: Iterable[str], names: Iterable[str]) -> bool:
    """Tell whether a place (`Plan!B7`, or a defined name) is none of a workbook with these sheets and names."""
    sheet, rest = split_sheet(location)
    if sheet:
        known = {name.casefold() for name in sheets}
        return sheet.casefold() not in known or parse_area(rest) is None
    return location.casefold() not in {name.casefold() for name in names}


def added_parts(additions: Additions, listed: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts that values brought along, content types among them; `listed` are lists that changed before.

    The relationships of drawings are not among them: these have joined those of the sheets' real drawings.
    """
    found = additions.changed(listed)
    return {name: data for name, data in found.items() if not name.startswith(_RELATIONS)}


def relations_of(hung: Hung, additions: Additions) -> bytes | None:
    """Return the relationships of what hangs on a sheet's cells; None where nothing needs one."""
    return additions.changed().get(relations_name(hung.part))
