"""The styles part: every paragraph, character and table style of the house, as rows of a table.

Size and colour stand in Normal and in the styles, only fonts and language in docDefaults: LibreOffice pushes
docDefaults over character styles inside tables, and chips would turn black.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tools.kit.format import Para, Text, fonts
from tools.kit.palette import HAIRLINE, border, shading
from tools.kit.xml import TEXT_WIDTH, el, mm, part, style_id

BUILT_IN = {
    "Normal", "Body Text", "heading 1", "heading 2", "heading 3", "Title", "Subtitle", "toc 1", "toc 2", "List Bullet",
    "List Bullet 2", "List Number", "caption", "header", "footer", "Strong", "Hyperlink",
}  # fmt: skip
"""Names that Word knows itself; all others are marked as custom."""


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style, by the name that Word shows."""

    name: str
    para: Para = field(default_factory=Para)
    text: Text = field(default_factory=Text)
    based: str = "Normal"
    following: str = ""


_RULE = border("bottom", "dk2", 1, 10)
_PROSE_INDENT = 20  # millimetres: prose is set shorter than the tables


def _tab(kind: str, at: int) -> str:
    return el("tab", val=kind, pos=at)


_RIGHT_TAB = _tab("right", TEXT_WIDTH)

_TITLES = (
    Style("Title", Para(after=10, line=0.95), Text(heading_font=True, color="lt1", size=42)),
    Style("Subtitle", Para(line=1.1), Text(color="lt1", size=15)),
    Style("Cover Mark", text=Text(bold=True, color="lt1", track=0.3, size=14)),
    Style(
        "Cover Eyebrow", Para(after=8), Text(bold=True, caps=True, color="accent2@45", track=1.5, size=9.5)
    ),
    Style(
        "heading 1",
        Para(
            keep_next=True,
            keep_lines=True,
            new_page=True,
            number=(1, 0),
            borders=_RULE,
            before=0,
            after=14,
            outline=0,
        ),
        Text(heading_font=True, color="dk2", size=28),
        following="Lead",
    ),
    Style(
        "heading 2",
        Para(keep_next=True, keep_lines=True, number=(1, 1), before=20, after=6, outline=1),
        Text(heading_font=True, color="dk2", size=16),
        following="Body Text",
    ),
    Style(
        "heading 3",
        Para(keep_next=True, keep_lines=True, before=13, after=3, outline=2),
        Text(bold=True, color="accent1", size=11),
        following="Body Text",
    ),
    Style(
        "Heading Front",
        Para(keep_next=True, keep_lines=True, new_page=True, borders=_RULE, after=14),
        Text(heading_font=True, color="dk2", size=28),
        following="Body Text",
    ),
    Style(
        "Heading Minor",
        Para(keep_next=True, keep_lines=True, before=18, after=5),
        Text(bold=True, color="accent1", size=11),
        following="Body Text",
    ),
    Style(
        "Eyebrow",
        Para(keep_next=True, after=4),
        Text(bold=True, caps=True, color="accent2", track=1.2, size=8.5),
    ),
)

_PROSE = (
    Style("Body Text", Para(after=7, line=1.15, right=_PROSE_INDENT)),
    Style(
        "Lead",
        Para(keep_next=True, after=14, line=1.2, right=15),
        Text(color="accent1", size=14),
        following="Body Text",
    ),
    Style("List Bullet", Para(number=(2, 0), after=3.5, line=1.15, left=5, hanging=5, right=_PROSE_INDENT)),
    Style(
        "List Bullet 2", Para(number=(2, 1), after=3.5, line=1.15, left=10, hanging=5, right=_PROSE_INDENT)
    ),
    Style("List Number", Para(number=(3, 0), after=3.5, line=1.15, left=7, hanging=7, right=_PROSE_INDENT)),
    Style(
        "caption",
        Para(keep_next=True, keep_lines=True, before=12, after=4.5),
        Text(bold=True, color="dk2", size=9.5),
        following="Body Text",
    ),
    Style("Source", Para(before=4, after=10, right=_PROSE_INDENT), Text(color="accent3", size=8.5)),
    Style("Figure", Para(before=2, after=10)),
    Style("Meta Label", Para(keep_next=True, after=1), Text(color="accent3", size=8.5)),
    Style("Key Label", text=Text(color="accent3", size=8.5)),
    Style("Meta Value", Para(after=0), Text(bold=True, color="dk2", size=10.5)),
    Style("header", Para(tabs=_RIGHT_TAB), Text(color="accent3", size=8.5)),
    Style("footer", Para(tabs=_RIGHT_TAB), Text(color="accent3", size=8.5)),
    # Two tables in a row would become one without a paragraph between them.
    Style("Table Gap", Para(before=0, after=0, exact=10), Text(size=8)),
    Style("Section End", Para(before=0, after=0, exact=1), Text(size=1)),
)

_CONTENTS = (
    Style(
        "toc 1",
        Para(
            borders=border("top", HAIRLINE, 0.5, 4) + border("between", HAIRLINE, 0.5, 4),
            tabs=_tab("left", mm(14)),
            before=4,
            after=1,
            left=14,
            hanging=14,
        ),
        Text(bold=True, color="dk2", size=11.5),
    ),
    Style("toc 2", Para(tabs=_tab("left", mm(24)), after=1, left=24, hanging=10), Text(size=10)),
)

_CELLS = (
    Style("Table Text", Para(line=1.05), Text(size=9.5)),
    Style("Table Bullet", Para(number=(2, 0), after=2, line=1.05, left=4, hanging=4), based="Table Text"),
    Style("Table Head", Para(keep_next=True, line=1), Text(bold=True, color="dk2", size=9)),
    Style("Table Head Number", Para(align="right", right=3), based="Table Head"),
    Style("Table Head Centre", Para(align="center"), based="Table Head"),
    Style("Table Head Inverse", text=Text(color="lt1"), based="Table Head"),
    Style("Table Head Inverse Number", Para(align="right", right=3), based="Table Head Inverse"),
    Style("Table Head Inverse Centre", Para(align="center"), based="Table Head Inverse"),
    Style("Table Number", Para(align="right", right=3), based="Table Text"),
    Style("Table Centre", Para(align="center"), based="Table Text"),
    Style("Grid Mark", Para(align="center", exact=10), Text(size=8), based="Table Text"),
    Style("Grid Mark Inverse", text=Text(bold=True, color="lt1"), based="Grid Mark"),
    Style("Grid Label", Para(align="left", exact=10), Text(size=8), based="Table Text"),
    Style("KPI Value", Para(keep_next=True, after=0, left=3), Text(heading_font=True, color="dk2", size=26)),
    Style("KPI Value Small", text=Text(size=18), based="KPI Value"),
    Style("KPI Label", Para(left=3), Text(color="accent3", size=9)),
    Style(
        "Sign Line", Para(keep_next=True, keep_lines=True, before=0, after=0), Text(color="accent3", size=8.5)
    ),
)

CALLOUTS = {
    "Note": ("accent1", "accent1@12"),
    "Decision": ("dk2", "lt2"),
    "Risk": ("accent6", "accent6@12"),
    "TBC": ("accent5", "accent5@25"),
    "Internal": ("accent3", "accent3@15"),
}
"""Kind of callout: colour of its bar, its fill."""


def _callout(kind: str, bar: str, fill: str) -> Style:
    # Top, bottom and right borders take the fill's colour: their space is the padding of the box.
    sides = border("top", fill, 0.5, 7) + border("left", bar, 4.5, 10)
    sides += border("bottom", fill, 0.5, 7) + border("right", fill, 0.5, 10)
    # Neighbours of one kind merge into one box; internal notes come in rows, and keep air between them.
    notes = kind == "Internal"
    gap = 5 if notes else 12
    box = Para(
        keep_lines=True,
        borders=sides,
        fill=fill,
        before=gap,
        after=gap,
        line=1.1,
        left=4.6,
        right=4.2,
        contextual=not notes,
    )
    return Style(f"Callout {kind}", box, Text(size=10))


PARAGRAPH_STYLES = (
    *_TITLES,
    *_PROSE,
    *_CONTENTS,
    *_CELLS,
    *(_callout(kind, bar, fill) for kind, (bar, fill) in CALLOUTS.items()),
)

CHIPS = {
    "Good": ("accent4-75", "accent4@15"),
    "Caution": ("accent5-45", "accent5@25"),
    "Critical": ("accent6", "accent6@12"),
    "Extreme": ("lt1", "accent6"),
    "Neutral": ("accent3", "accent3@15"),
    "TBC": ("accent5-45", "accent5@25"),
}

CHARACTER_STYLES = {
    "Strong": Text(bold=True),
    "Hyperlink": Text(color="accent1", underline=True),
    "Section Number": Text(color="accent2"),
    "Muted": Text(color="accent3"),
    "Quiet": Text(bold=False, color="accent3"),
    "Term": Text(bold=True, color="dk2"),
    "Callout Label": Text(bold=True, color="dk2"),
    "Heading Run On": Text(size=20),
    **{f"Chip {kind}": Text(bold=True, color=ink, size=9, fill=fill) for kind, (ink, fill) in CHIPS.items()},
}


def _margins(top: int, left: int, bottom: int, right: int) -> str:
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    return el("tblCellMar", *(el(side, w=width, type="dxa") for side, width in sides))


def _borders(**sides: str) -> str:
    return el("tblBorders", *sides.values())


def _when(kind: str, cell: str) -> str:
    return el("tblStylePr", "<w:tblPr/>", el("tcPr", cell), type=kind)


_LINES = _borders(bottom=border("bottom", "dk2", 0.75), inside=border("insideH", HAIRLINE, 0.5))
_HEAD = el("tcBorders", border("top", "dk2", 1.5), border("bottom", "dk2", 0.75)) + el("vAlign", val="bottom")
_LAST = el("tcBorders", border("top", "dk2", 0.75)) + shading("lt2")
_KEY_VALUE = _borders(
    top=border("top", HAIRLINE, 0.5),
    bottom=border("bottom", HAIRLINE, 0.5),
    inside=border("insideH", HAIRLINE, 0.5),
)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_GAPS = _borders(**{side: border(side, "lt1", 1.5) for side in _SIDES})

TABLE_STYLES = {
    "House Table": (_LINES + _margins(76, 0, 76, 160), _when("firstRow", _HEAD) + _when("lastRow", _LAST)),
    "House Table Close": (_LINES + _margins(44, 0, 44, 160), _when("firstRow", _HEAD)),
    "House Table Solid": (
        _LINES + _margins(80, 110, 80, 110),
        _when("firstRow", shading("dk2") + el("vAlign", val="bottom")) + _when("firstCol", shading("lt2")),
    ),
    "House Key Value": (_KEY_VALUE + _margins(60, 0, 60, 120), ""),
    "House Grid": (_GAPS + _margins(30, 40, 30, 40), ""),
    "House Plain": (_margins(0, 0, 0, 120), ""),
}
"""Name: table properties, and the formats of its first row, last row and first column."""


def styles_part(locale: str) -> str:
    """Return `word/styles.xml`; `locale` may be a tag."""
    body = [_defaults(locale), _normal()]
    body += [_paragraph(style) for style in PARAGRAPH_STYLES]
    body += [_character(name, text) for name, text in CHARACTER_STYLES.items()]
    body += [_table(name, *parts) for name, parts in TABLE_STYLES.items()]
    return part("styles", "".join(body))


def _defaults(locale: str) -> str:
    language = el("lang", val=locale, eastAsia="en-US", bidi="ar-SA")
    latent = el(
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )
    return (
        el("docDefaults", el("rPrDefault", el("rPr", fonts("minor"), language)), "<w:pPrDefault/>") + latent
    )


def _normal() -> str:
    table = el("tblPr", el("tblInd", w=0, type="dxa"), _margins(0, 0, 0, 0))
    hidden = el("uiPriority", val=99) + el("semiHidden")
    return (
        _style("paragraph", "Normal", el("qFormat"), el("rPr", Text(color="dk1", size=10.5).xml()), default=1)
        + _style("character", "Default Paragraph Font", el("uiPriority", val=1) + el("semiHidden"), default=1)
        + _style("table", "Normal Table", hidden, table, default=1, identifier="TableNormal")
        + _style("numbering", "No List", hidden, default=1)
    )


def _style(kind: str, name: str, *children: str, default: int | None = None, identifier: str = "") -> str:
    custom = None if default or name in BUILT_IN else 1
    name_element = el("name", val=name)
    return el(
        "style",
        name_element,
        *children,
        type=kind,
        default=default,
        customStyle=custom,
        styleId=identifier or style_id(name),
    )


def _paragraph(style: Style) -> str:
    para, text = style.para.xml(), style.text.xml()
    return _style(
        "paragraph",
        style.name,
        el("basedOn", val=style_id(style.based)),
        el("next", val=style_id(style.following)) if style.following else "",
        el("uiPriority", val=1),
        el("qFormat"),
        el("pPr", para) if para else "",
        el("rPr", text) if text else "",
    )


def _character(name: str, text: Text) -> str:
    return _style("character", name, el("uiPriority", val=2), el("qFormat"), el("rPr", text.xml()))


def _table(name: str, properties: str, conditions: str) -> str:
    heading = el("basedOn", val="TableNormal") + el("uiPriority", val=3) + el("qFormat")
    return _style("table", name, heading, el("tblPr", properties), conditions)
