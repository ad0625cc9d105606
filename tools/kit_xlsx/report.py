"""What reports of docgen's own share: a cover band with figures, short lists on a summary, sheets that are one table.

A report has no client and no number, so its running lines are its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tools.kit_xlsx.book import Volume
from tools.kit_xlsx.rules import colour_status
from tools.kit_xlsx.sheet import Line, Sheet
from tools.kit_xlsx.tables import add_table

BAND_COLUMNS = 10
Column = tuple[str, float, str, str]
"""A table's column: its head, its width in characters, its tag, the style of its cells."""
_RIGHT = frozenset({"House Whole", "House Decimal", "House Percent"})
_INDENTED = frozenset({"House Legend", "House Status"})


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every printed page of a report: its name, its day and its headline, as texts with tags."""

    name: str
    day: str
    headline: str

    def on(self, sheet: Sheet) -> None:
        """Set header and footer of a sheet."""
        texts = {
            "oddHeader": (f"{self.name}   {self.day}", "Internal"),
            "oddFooter": (self.headline, "Page &P of &N"),
        }
        for name, (left, right) in texts.items():
            line = getattr(sheet.ws, name)
            line.left.text, line.right.text = left, right


def band(sheet: Sheet, running: Running, *, mark: str | None = None) -> None:
    """Write the band at the top of the first sheet; `mark` is the tag of a logo."""
    lines = (
        (None, "House Band", 14),
        *([(mark, "House Mark", 26)] if mark else []),
        (running.name, "House Eyebrow", 20),
        (running.headline, "House Title", 36),
        (f"As of {running.day}", "House Subtitle", 22),
        (None, "House Band", 12),
    )
    for text, style, height in lines:
        row = sheet.line(*[(None, "House Band")] * BAND_COLUMNS, height=height, start=1)
        sheet.put(f"B{row}", text, style)
    sheet.skip(14)


def figures(sheet: Sheet, pairs: Sequence[tuple[str, str]]) -> None:
    """Write figures side by side, each with the words below it."""
    sheet.line(*((value, "House KPI") for value, _ in pairs), height=34)
    sheet.line(*((text, "House KPI Label") for _, text in pairs), height=18)


def section(sheet: Sheet, title: str, note: str = "") -> None:
    """Write the head of a section of the summary."""
    sheet.line((title, "House Section"), height=28)
    if note:
        sheet.note(note, last="I")


def listed(
    sheet: Sheet, heads: tuple[Line | None, ...], loop: str, cells: tuple[Line, ...], none: str
) -> int:
    """Write a small table, or one sentence where it has no rows; return the row of its cells."""
    items = loop.split(" in ")[1]
    sheet.tag(f"if {items}")
    sheet.line(*heads, height=16)
    sheet.tag(f"for {loop}")
    row = sheet.line(*cells)
    sheet.tag("endfor")
    sheet.tag("else")
    said = sheet.line((none, "House Note"))
    sheet.unwrapped(f"B{said}")
    sheet.tag("endif")
    return row


def merged(sheet: Sheet, *spans: str) -> None:
    """Merge ranges of cells."""
    for span in spans:
        sheet.ws.merge_cells(span)


def head(*texts: str | None) -> tuple[Line, ...]:
    """Return the heads of a small table; None continues the one before."""
    return tuple((text, "House Head") for text in texts)


def table_sheet(
    volume: Volume,
    running: Running,
    name: str,
    lead: str,
    columns: tuple[Column, ...],
    items: str,
    none: str,
    freeze: int,
) -> None:
    """Add a sheet that is one table: a row for each of `items`, or one that says that there is none.

    The first `freeze` columns stay in sight.
    """
    sheet = volume.sheet(name, (2.5, *(width for _, width, _, _ in columns)), title_rows="4:4")
    running.on(sheet)
    last = chr(ord("A") + len(columns))
    sheet.title(name, lead, last="G")
    top = sheet.line(*((text, _head_style(style)) for text, _, _, style in columns), height=30)
    sheet.tag(f"for line in {items}")
    body = sheet.line(*((tag, style) for _, _, tag, style in columns))
    sheet.tag("else")
    sheet.line((None, "House Text"), (none, "House Note"), *[(None, "House Text")] * (len(columns) - 2))
    end = sheet.tag("endfor")
    for place, (_, _, _, style) in enumerate(columns):
        if style == "House Status":
            cell = f"{chr(ord('B') + place)}{body}"
            colour_status(sheet, f"{cell}:{cell}")
    sheet.finish(last=last, freeze=f"{chr(ord('B') + freeze)}{top + 1}")
    add_table(sheet, f"tbl{name}", f"B{top}:{last}{end}")


def _head_style(style: str) -> str:
    if style in _RIGHT:
        return "House Head Right"
    return "House Head Input" if style in _INDENTED else "House Head"
