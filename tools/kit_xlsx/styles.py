"""The named cell styles. A sheet's cells are written with them and with nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Protection

from tools.kit.palette import BODY_FONT, HAIRLINE, HEADING_FONT
from tools.kit_xlsx.colours import colour, rule_line, solid

# openpyxl writes a font's children in an order that the schema refuses (ISO/IEC 29500-1, 18.8.22).
Font.__elements__ = (
    "b", "i", "strike", "outline", "shadow", "condense", "extend", "u", "vertAlign", "sz", "color", "name",
    "family", "charset", "scheme",
)  # fmt: skip

Edges = Mapping[str, tuple[str, str]]
"""Side of a cell: colour token and width of its line."""

_HAIR: Edges = {"bottom": (HAIRLINE, "thin")}
_HEAD: Edges = {"top": ("dk2", "medium"), "bottom": ("dk2", "thin")}
_GAP: Edges = {"left": ("lt1", "thin"), "right": ("lt1", "thin"), "bottom": (HAIRLINE, "thin")}
_STATUS: Edges = {
    "top": ("lt1", "medium"), "bottom": ("lt1", "medium"), "right": ("lt1", "thick"),
}  # fmt: skip
_KPI: Edges = {"left": ("accent2", "thick")}
_INPUT: Edges = {"left": ("lt1", "thin"), "right": ("lt1", "thin"), "bottom": ("accent5@50", "thin")}

WHOLE, DECIMAL, PERCENT = "#,##0;-#,##0;0", "#,##0.0;-#,##0.0;0.0", "0%;-0%;0%"
DAY, SHORT_DAY, TIME = "ddd d mmm yyyy", "d mmm yyyy", "hh:mm"
SHY_PERCENT, SHY_DECIMAL, SHY_WHOLE = "0%;-0%;", "#,##0.0;-#,##0.0;", "0;-0;"
"""In a grid a zero is an empty field, not a figure to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One named style. `size` in points; `across` and `up` align; `shown` is the number format.

    `open` cells stay unlocked on a protected sheet.
    """

    size: float = 10
    bold: bool = False
    ink: str = "dk1"
    heading: bool = False
    across: str = ""
    up: str = "center"
    wrap: bool = False
    indent: int = 0
    fill: str = ""
    edges: Edges = field(default_factory=dict)
    shown: str = "General"
    open: bool = False

    def font(self) -> Font:
        """Return the font; its theme scheme lets a brand change it, its name serves programs that know no scheme."""
        return Font(
            name=HEADING_FONT if self.heading else BODY_FONT,
            scheme="major" if self.heading else "minor",
            family=1 if self.heading else 2,
            sz=self.size,
            b=self.bold,
            color=colour(self.ink),
        )

    def named(self, name: str) -> NamedStyle:
        """Return the style as openpyxl registers it."""
        # Excel ignores an indent without a side to indent from.
        across = self.across or ("left" if self.indent else None)
        made = NamedStyle(name=name, font=self.font(), number_format=self.shown)
        made.alignment = Alignment(
            horizontal=across, vertical=self.up, wrap_text=self.wrap, indent=self.indent
        )
        made.border = Border(**{side: rule_line(*line) for side, line in self.edges.items()})
        made.protection = Protection(locked=not self.open)
        if self.fill:
            made.fill = solid(self.fill)
        return made


def _text(**changes: object) -> Style:
    return Style(**{"wrap": True, "edges": _HAIR, **changes})  # type: ignore[arg-type]


def _head(**changes: object) -> Style:
    return Style(
        **{"size": 9, "bold": True, "ink": "dk2", "up": "bottom", "wrap": True, "edges": _HEAD, **changes}  # type: ignore[arg-type]
    )


def _input(**changes: object) -> Style:
    return _text(**{"fill": "accent5@25", "edges": _INPUT, "open": True, "indent": 1, **changes})


STYLES: Mapping[str, Style] = {
    # the band over a control sheet
    "House Band": Style(ink="lt1", fill="dk2"),
    "House Mark": Style(size=11, bold=True, ink="lt1", fill="dk2", indent=1),
    "House Eyebrow": Style(size=9, bold=True, ink="accent2@45", fill="dk2", up="bottom", indent=1),
    "House Title": Style(size=22, ink="lt1", heading=True, fill="dk2", indent=1),
    "House Subtitle": Style(size=11, ink="lt1", fill="dk2", up="top", indent=1),
    # over a sheet and inside it
    "House Sheet Title": Style(size=18, ink="dk2", heading=True),
    "House Lead": Style(size=11, ink="accent1", up="top", wrap=True),
    "House Section": Style(size=11, bold=True, ink="accent1", up="bottom"),
    "House Note": Style(size=9, ink="accent3", up="top", wrap=True),
    "House Key": Style(size=9, ink="accent3", up="bottom", across="center", wrap=True),
    "House Key Left": Style(size=9, ink="accent3", up="bottom"),
    "House Draft": Style(bold=True, ink="accent5-45", fill="accent5@25", wrap=True, indent=1),
    # key figures
    "House KPI": Style(
        size=24, ink="dk2", heading=True, up="bottom", across="left", indent=1, edges=_KPI, shown=WHOLE
    ),
    "House KPI Label": Style(size=9, ink="accent3", up="top", wrap=True, indent=1, edges=_KPI),
    # tables
    "House Head": _head(),
    "House Head Input": _head(indent=1),
    "House Head Centre": _head(across="center"),
    "House Head Right": _head(across="right", indent=1),
    "House Group": Style(bold=True, ink="dk2", fill="lt2"),
    "House Group Whole": Style(bold=True, ink="dk2", fill="lt2", across="center", shown=SHY_WHOLE),
    "House Letter": Style(bold=True, across="center", edges=_GAP),
    "House Text": _text(),
    "House Text Centre": _text(across="center"),
    "House Strong": _text(bold=True),
    "House Ref": _text(ink="accent3", shown="@"),
    "House Label": _text(size=9, ink="accent3"),
    "House Value": _text(),
    "House Legend": _text(indent=1),
    "House Link": _text(ink="accent1"),
    "House Whole": _text(wrap=False, across="right", indent=1, shown=WHOLE),
    "House Count": _text(wrap=False, size=9, ink="accent3", across="center", shown=WHOLE),
    "House Rows": _text(wrap=False, across="left", indent=1),
    "House Decimal": _text(wrap=False, across="right", indent=1, shown=DECIMAL),
    "House Percent": _text(wrap=False, across="right", indent=1, shown=PERCENT),
    "House Grid Decimal": _text(wrap=False, across="center", shown=SHY_DECIMAL, edges=_GAP),
    "House Grid Percent": _text(wrap=False, across="center", shown=SHY_PERCENT, edges=_GAP),
    "House Grid Whole": _text(wrap=False, across="center", shown=SHY_WHOLE, edges=_GAP),
    "House Date": _text(wrap=False, across="left", shown=DAY),
    "House Time": _text(wrap=False, across="left", shown=TIME),
    "House Status": Style(bold=True, indent=1, edges=_STATUS),
    "House Tally": _text(wrap=False, across="left", shown=SHY_WHOLE),
    "House Sum": _text(bold=True, wrap=False, across="center", shown=DECIMAL),
    "House Total": _text(bold=True, ink="dk2", edges={"top": ("dk2", "thin"), "bottom": ("dk2", "medium")}),
    "House Total Decimal": _text(
        bold=True, ink="dk2", across="center", shown=DECIMAL, wrap=False,
        edges={"top": ("dk2", "thin"), "bottom": ("dk2", "medium")},
    ),
    "House Total Whole": _text(
        bold=True, ink="dk2", across="center", shown=WHOLE, wrap=False,
        edges={"top": ("dk2", "thin"), "bottom": ("dk2", "medium")},
    ),
    # what a reader writes into
    "House RACI": Style(bold=True, across="center", edges=_GAP, open=True),
    "House Input": _input(),
    "House Input Date": _input(across="left", shown=SHORT_DAY),
    "House Input Number": _input(across="right"),
    "House Input Figure": _input(across="left"),
    # legends: of the colours that such cells have, and of the letters
    "House Asked": _text(fill="accent5@25", edges=_INPUT, indent=1),
    "House Known": _text(fill="accent1@25", ink="dk2", indent=1),
    "House Letter A": Style(bold=True, ink="lt1", fill="dk2", across="center", edges=_GAP),
    "House Letter R": Style(bold=True, ink="lt1", fill="accent1", across="center", edges=_GAP),
    "House Letter C": Style(bold=True, ink="dk2", fill="accent1@25", across="center", edges=_GAP),
    "House Letter I": Style(bold=True, ink="accent3", fill="lt2", across="center", edges=_GAP),
}  # fmt: skip
"""By name, in the order in which Excel's gallery shows them."""


def install(book: Workbook) -> None:
    """Give a new workbook the house's base font and its named styles."""
    base = Style()
    normal = book._named_styles["Normal"]
    normal.font, normal.alignment = base.font(), Alignment(vertical="center")
    book._fonts[0] = base.font()  # the default font is also the unit of column widths
    for name, style in STYLES.items():
        book.add_named_style(style.named(name))
