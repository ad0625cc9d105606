"""What runs along every page: header and footer, the cover's own, and their parts."""

from __future__ import annotations

from tools.kit.art import band_art, cover_art
from tools.kit.blocks import paragraph
from tools.kit.xml import TEXT_WIDTH, el, field, inline, part, run

_DRAFT = "{% if verdict.draft %}\u00a0▲\u00a0DRAFT\u00a0{% endif %}"


def furniture(*, brief: bool = False) -> dict[str, str]:
    """Return the header and footer parts by their names in the package; a `brief` paper has a band for a cover."""
    art = band_art() if brief else cover_art()
    return {
        "header1.xml": part("hdr", paragraph("header", runs=art)),
        "header2.xml": part("hdr", _running("header", _header_left(), _header_right())),
        "footer1.xml": part("ftr", paragraph("footer", "{{ provider.name }}\u2003{{ doc.classification }}")),
        "footer2.xml": part("ftr", _running("footer", _footer_left(), _pages())),
    }


def _header_left() -> str:
    return inline("**{{ client.trading_name }}**\u2003{{ doc.title }}")


def _header_right() -> str:
    return run(_DRAFT, "Chip Caution") + inline("\u2003{{ doc.classification }}")


def _footer_left() -> str:
    return inline(
        '{{ doc.number }}\u2003{{ "Draft" if verdict.draft else doc.status.text }}\u2003{{ doc.date }}'
    )


def _pages() -> str:
    return run("Page ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", "1")


def _running(style: str, left: str, right: str) -> str:
    # A table of 100 % needs no tab stops: one part serves upright and landscape pages.
    wide = TEXT_WIDTH * 2 // 3
    properties = el(
        "tblPr",
        el("tblStyle", val="HousePlain"),
        el("tblW", w=5000, type="pct"),
        el("tblLayout", type="fixed"),
        el("tblCellMar", el("right", w=0, type="dxa")),
        el("tblLook", val="0600"),
    )
    cells = (
        _side(style, left, 3333, ""),
        _side(style, right, 1667, el("jc", val="right")),
    )
    table = el(
        "tbl",
        properties,
        el("tblGrid", el("gridCol", w=wide), el("gridCol", w=TEXT_WIDTH - wide)),
        el("tr", el("trPr", el("cantSplit")), *cells),
    )
    return table + paragraph("Section End")


def _side(style: str, runs: str, share: int, align: str) -> str:
    return el("tc", el("tcPr", el("tcW", w=share, type="pct")), paragraph(style, properties=align, runs=runs))
