"""One sheet, written from the top down: page setup, title, lines of cells, control rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tools.kit_xlsx.colours import colour, rgb

Line = tuple[str | int | float | None, str]
"""One cell: its text (or number) and the name of its style."""

PaperSize = Literal["A4", "A3"]
_PAPER = {"A4": 9, "A3": 8}
"""ST_PaperSize codes (ISO/IEC 29500-1, 18.3.1.63)."""
_SMALL = 8
FIRST = 2
"""Content starts in column B; column A is a narrow margin."""


class _Fitted(RowDimension):  # type: ignore[misc]  # openpyxl has no types
    """A row whose height is its least: it follows the texts that come to stand in it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name for the attribute
        """Whether the height is fixed; openpyxl says so of every height."""
        return False


@dataclass(slots=True)
class Sheet:
    """A sheet that is being written; `row` is the next row to write."""

    ws: Worksheet
    row: int = 1

    def setup(self, widths: tuple[float, ...], paper: PaperSize, *, landscape: bool, title_rows: str) -> None:
        """Set what holds for the whole sheet: widths in characters, the page, what repeats on each."""
        ws = self.ws
        ws.sheet_view.showGridLines = False
        ws.sheet_properties.tabColor = colour("accent1")
        for number, width in enumerate(widths, 1):
            ws.column_dimensions[get_column_letter(number)].width = width
        ws.page_setup.orientation = "landscape" if landscape else "portrait"
        ws.page_setup.paperSize = _PAPER[paper]
        ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
        ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        ws.print_title_rows = title_rows or None
        _margins(ws)
        _running_lines(ws)

    @property
    def name(self) -> str:
        """The sheet's name as a formula writes it: in quotes."""
        return f"'{self.ws.title}'"

    def put(self, cell: str, value: str | float | None, style: str) -> None:
        """Write one cell by its address."""
        found = self.ws[cell]
        found.value, found.style = value, style

    def line(
        self,
        *cells: Line | None,
        height: float | None = 18,
        start: int = FIRST,
        level: int = 0,
        fixed: bool = False,
    ) -> int:
        """Write the next row, a cell per column from `start` (None leaves one alone); return its number.

        `height` is in points: a row is never lower, and higher where the texts of its cells wrap, unless it is
        `fixed`. None leaves it to Excel. `level` is the depth of the row's group in the outline.
        """
        for column, cell in enumerate(cells, start):
            if cell:
                self.put(f"{get_column_letter(column)}{self.row}", *cell)
        kind = RowDimension if fixed or height is None else _Fitted
        self.ws.row_dimensions[self.row] = kind(self.ws, index=self.row, ht=height, outlineLevel=level)
        self.row += 1
        return self.row - 1

    def tag(self, words: str, *, level: int = 0) -> int:
        """Write a control row, which holds one tag and disappears when the template is rendered."""
        return self.line((f"{{%tr {words} %}}", "House Note"), height=12, level=level, fixed=True)

    def skip(self, height: float = 12) -> int:
        """Leave a row empty."""
        return self.line(height=height, fixed=True)

    def page_break(self) -> None:
        """Write a row of no height that matters, after which a new page begins."""
        self.ws.row_breaks.append(Break(id=self.skip(2)))

    def title(self, text: str, lead: str, *, last: str = "H") -> None:
        """Write the sheet's title and the sentences below it, which run to column `last`."""
        self.skip(10)
        self.line((text, "House Sheet Title"), height=30)
        self.across((lead, "House Lead"), last=last, height=21)

    def note(self, text: str, *, last: str) -> int:
        """Write a small sentence that runs to column `last`; return its row."""
        return self.across((text, "House Note"), last=last, height=16.5)

    def across(self, cell: Line, *, last: str, height: float = 18) -> int:
        """Write a row of one cell that runs to column `last`; return its number."""
        row = self.line(cell, height=height)
        self.ws.merge_cells(f"B{row}:{last}{row}")
        return row

    def unwrapped(self, *cells: str) -> None:
        """Let the text of cells run on over the empty cells beside them."""
        for cell in cells:
            old = self.ws[cell].alignment
            self.ws[cell].alignment = Alignment(
                horizontal=old.horizontal, vertical=old.vertical, indent=old.indent, wrap_text=False
            )

    def finish(self, *, last: str, freeze: str = "", filter_: str = "", printed: int = 0) -> None:
        """Set what needs the rows to be known: panes, the filter, and what is printed: to column `last`, and to row
        `printed` where not all rows are."""
        self.ws.freeze_panes = freeze or None
        if filter_:
            self.ws.auto_filter.ref = filter_
        self.ws.print_area = f"A1:{last}{printed or self.row - 1}"


def _margins(ws: Worksheet) -> None:
    margins = ws.page_margins
    margins.left = margins.right = 0.6
    margins.top, margins.bottom = 0.75, 0.7
    margins.header = margins.footer = 0.35


def _running_lines(ws: Worksheet) -> None:
    """Set header and footer: client and title, classification; number, state and date, page."""
    texts = {
        "oddHeader": ("{{ client.trading_name }}   {{ doc.title }}", "{{ doc.classification }}"),
        "oddFooter": (
            "{{ doc.number }}   {{ 'Draft' if verdict.draft else doc.status.text }}   {{ doc.date }}",
            "Page &P of &N",
        ),
    }
    for name, (left, right) in texts.items():
        line = getattr(ws, name)
        line.left.text, line.right.text = left, right
        for part in (line.left, line.right):
            part.size, part.color = _SMALL, rgb("accent3")
