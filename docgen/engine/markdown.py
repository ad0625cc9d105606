"""Markdown in data, printed in the document's own styles.

CommonMark and tables, read by markdown-it; raw HTML is not Markdown here and prints as it was typed. What has no
place in a document (a picture behind an address, a link to `javascript:`) is an error or prints as typed: nothing
that was written vanishes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from docgen.engine.escape import attribute, check
from docgen.engine.rich import (
    Block,
    hyperlink,
    inner_properties,
    join_blocks,
    link_properties,
    paragraph_properties,
    run,
    run_properties,
)
from docgen.engine.values import SlideSpot, Value, WordSpot

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

MAX_CHARACTERS = 100_000
MAX_NESTING = 40
MAX_COLUMNS = 63  # Word's own bound

_STEP = 360  # twips that a list level or a quotation is indented where no style says so
_TEXT_WIDTH = 9354  # twips: 165 mm, the text width of A4 with usual margins; tables adapt, being in per cent
_KEEP_WHOLE = 10  # tables with fewer rows stay on one page
_CODE_FONT = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
_CODE_STYLES = ("html code", "verbatim char")
_CODE_BLOCK_STYLES = ("html preformatted", "macro text", "macro", "plain text", "source code")
_PLAIN = {"softbreak": " ", "hardbreak": "\n"}


@dataclass(frozen=True, slots=True)
class Markdown(Value):
    """Markdown text: paragraphs, emphasis, code, links, lists, quotations, rules, small tables, headings.

    As blocks, each kind takes the document's style of its usual name (Body Text, List Bullet, List Number 2, Quote,
    House Table or Table Grid, …), and a plain look where the document has none. Headings print as bold
    paragraphs, so that data cannot change the table of contents; `headings=3` makes `#` a Heading 3, `##` a
    Heading 4. As runs, the paragraphs and list items follow each other as lines.

    Printing raises ValueError for what cannot stand there: a picture, a link that is not http, https or mailto,
    a table among runs, a row with more cells than its table's head, over 100,000 characters, lists over nine
    levels deep.
    """

    text: str
    headings: int | None = None

    def __str__(self) -> str:
        return "\n".join(line.text for line in _lines(_parse(self.text)))

    def word_runs(self, spot: WordSpot) -> str:
        look = _look(spot, self.headings)
        line_break = f"<w:r>{spot.run_properties}<w:br/></w:r>"
        return line_break.join(line.runs(look) for line in _lines(_parse(self.text)))

    def word_blocks(self, spot: WordSpot) -> str:
        blocks = _blocks(_parse(self.text), _look(spot, self.headings))
        return join_blocks(blocks, spot.paragraph_properties)

    def slide_runs(self, spot: SlideSpot) -> str:
        from docgen.engine.slide_markdown import slide_lines  # a Word document doesn't pay for slides

        lines = list(_lines(_parse(self.text)))
        if any(line.kind == "table" for line in lines):
            raise ValueError("has a table, which cannot stand in a slide's text; use a table of the slide")
        return slide_lines([(line.label, line.inlines, line.literal) for line in lines], spot)

    def slide_blocks(self, spot: SlideSpot) -> str:
        from docgen.engine.slide_markdown import slide_paragraphs

        return slide_paragraphs(_parse(self.text), spot)


# --- reading ---------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table")
    # A definition that nothing refers to would vanish: `[Note]: see above` is more often just text.
    parser.disable("reference")
    # Its rules are compiled at the first use, which two threads must not do at once.
    parser.parse("| a |\n| - |\n| *b* |")
    return parser


def _parse(text: str) -> Sequence[SyntaxTreeNode]:
    """Return the blocks of the text. Raise ValueError on what would be lost on the way to the page."""
    from markdown_it.tree import SyntaxTreeNode

    check(text)
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"is Markdown of {len(text):,} characters; the most is {MAX_CHARACTERS:,}")
    tokens = _parser().parse(text)
    # The parser drops what lies deeper without a word.
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        raise ValueError("is Markdown nested too deep to be read")
    root = SyntaxTreeNode(tokens)
    for table in (node for node in root.walk() if node.type == "table"):
        _check_table(table, re.split(r"\r\n|\r|\n", text))  # the lines that the parser counts
    return root.children


def _check_table(table: SyntaxTreeNode, source: Sequence[str]) -> None:
    """Raise ValueError on a table too wide for Word, or with a cell beyond its head: Markdown drops those."""
    columns = len(table.children[0].children[0].children)
    if columns > MAX_COLUMNS:
        raise ValueError(f"has a table of {columns} columns; Word has at most {MAX_COLUMNS}")
    first, end = table.map or (0, 0)
    for line in source[first + 2 : end]:
        cells = line.replace("\\|", "").strip().strip("|").count("|") + 1
        if cells > columns:
            raise ValueError(
                f'has the table row "{line.strip()[:60]}" of {cells} cells, and its head has {columns}'
            )


# --- as lines --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands on one line where only runs can stand: a list label, then Markdown's inline nodes or code."""

    label: str = ""
    inlines: Sequence[SyntaxTreeNode] = ()
    kind: str = ""
    literal: str = ""

    @property
    def text(self) -> str:
        return self.label + self.literal + _plain_text(self.inlines)

    def runs(self, look: _Look) -> str:
        if self.kind == "table":
            raise ValueError("has a table, which cannot stand inside a paragraph; print it with {{p … }}")
        label = run(self.label, look.runs) if self.label else ""
        if self.kind == "code":
            return label + run(self.literal, look.code)
        return label + _inline(self.inlines, look.bold if self.kind == "heading" else look.runs, look)


def _lines(nodes: Sequence[SyntaxTreeNode], depth: int = 0) -> Iterator[_Line]:
    for node in nodes:
        if node.type in {"paragraph", "heading"}:
            yield _Line(inlines=_inline_nodes(node), kind=node.type)
        elif node.type in {"bullet_list", "ordered_list"}:
            yield from _list_lines(node, depth)
        elif node.type in {"fence", "code_block"}:
            yield _Line(literal=_code_text(node), kind="code")
        elif node.type == "table":
            yield from (_Line(literal=text, kind="table") for text in _row_texts(node))
        else:
            yield from _lines(node.children, depth)


def _code_text(node: SyntaxTreeNode) -> str:
    # A fence that is never closed has the whole text behind it as its language.
    return node.content.removesuffix("\n") or node.info.strip()


def _list_lines(node: SyntaxTreeNode, depth: int) -> Iterator[_Line]:
    for position, item in enumerate(node.children):
        label = _label(node, position, depth)
        lines = list(_lines(item.children, depth + 1)) or [_Line()]
        yield replace(lines[0], label=label + lines[0].label)
        yield from lines[1:]


def _label(node: SyntaxTreeNode, position: int, depth: int) -> str:
    if node.type == "bullet_list":
        return "• " if depth % 2 == 0 else "– "
    return f"{int(node.attrs.get('start', 1)) + position}. "


def _row_texts(table: SyntaxTreeNode) -> Iterator[str]:
    for row in _rows(table):
        yield "\t".join(_plain_text(_inline_nodes(cell)) for cell in row.children)


def _plain_text(nodes: Sequence[SyntaxTreeNode]) -> str:
    return "".join(_PLAIN.get(node.type) or node.content or _plain_text(node.children) for node in nodes)


# --- as runs ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Look:
    """How blocks look at one place: properties of plain paragraphs and of runs, and how deep in lists it is."""

    spot: WordSpot
    headings: int | None
    paragraph: str
    runs: str
    depth: int = 0
    indent: int = 0

    @property
    def bold(self) -> str:
        return run_properties(self.runs, b="<w:b/>", bCs="<w:bCs/>")

    @property
    def code(self) -> str:
        return _code_look(self.runs, self.spot)

    def style(self, *names: str) -> str:
        """Return `<w:pStyle>` for the first of these styles that the document has, or an empty text."""
        found = next((self.spot.styles[name] for name in names if name in self.spot.styles), None)
        return "" if found is None else f'<w:pStyle w:val="{attribute(found)}"/>'


def _look(spot: WordSpot, headings: int | None) -> _Look:
    look = _Look(spot, headings, inner_properties(spot.paragraph_properties), spot.run_properties)
    if look.paragraph:
        return look
    return replace(look, paragraph=paragraph_properties("", pStyle=look.style("body text")))


def _inline_nodes(node: SyntaxTreeNode) -> Sequence[SyntaxTreeNode]:
    return node.children[0].children if node.children else ()


def _inline(nodes: Sequence[SyntaxTreeNode], properties: str, look: _Look) -> str:
    """Return the runs of inline nodes; `properties` is the `<w:rPr>` that emphasis and links add to."""
    written = []
    for is_plain, group in groupby(nodes, key=lambda node: node.type == "text" or node.type in _PLAIN):
        if is_plain:
            text = "".join(_PLAIN.get(node.type, node.content) for node in group)
            written.append(run(text, properties) if text else "")
        else:
            written.extend(_marked(node, properties, look) for node in group)
    return "".join(written)


def _marked(node: SyntaxTreeNode, properties: str, look: _Look) -> str:
    if node.type == "code_inline":
        return run(node.content, _code_look(properties, look.spot))
    if node.type == "link":
        inner = _inline(node.children, link_properties(look.spot, properties), look)
        tooltip = str(node.attrs.get("title", ""))
        return hyperlink(str(node.attrs["href"]), inner, look.spot, tooltip=tooltip)
    if node.type not in _EMPHASIS:
        raise ValueError(
            f'has a picture ("{node.content[:40]}"), which Markdown cannot bring; use a picture value'
        )
    return _inline(node.children, run_properties(properties, **_EMPHASIS[node.type]), look)


_EMPHASIS = {
    "strong": {"b": "<w:b/>", "bCs": "<w:bCs/>"},
    "em": {"i": "<w:i/>", "iCs": "<w:iCs/>"},
}


def _code_look(properties: str, spot: WordSpot) -> str:
    style = next((spot.styles[name] for name in _CODE_STYLES if name in spot.styles), None)
    if style is None:
        return run_properties(properties, rFonts=_CODE_FONT)
    return run_properties(properties, rStyle=f'<w:rStyle w:val="{attribute(style)}"/>')


# --- as blocks -------------------------------------------------------------------------------------------------


def _blocks(nodes: Sequence[SyntaxTreeNode], look: _Look) -> list[Block]:
    return [block for node in nodes for block in _BLOCKS[node.type](node, look)]


def _paragraph(node: SyntaxTreeNode, look: _Look) -> list[Block]:
    return [Block(_inline(_inline_nodes(node), look.runs, look), look.paragraph)]


def _heading(node: SyntaxTreeNode, look: _Look) -> list[Block]:
    level = int(node.tag[1]) - 1 + (look.headings or 0)
    style = look.style(f"heading {min(9, level)}") if look.headings else ""
    if style:
        # The style says how a heading looks: the tag's own format would make it body text again.
        return [Block(_inline(_inline_nodes(node), "", look), f"<w:pPr>{style}</w:pPr>")]
    kept = paragraph_properties(look.paragraph, keepNext="<w:keepNext/>")
    return [Block(_inline(_inline_nodes(node), look.bold, look), kept)]


def _quotation(node: SyntaxTreeNode, look: _Look) -> list[Block]:
    indent = look.indent + _STEP
    style = look.style("quote", "block text")
    inner = f"<w:pPr>{style}</w:pPr>" if style else _indented(look.paragraph, indent)
    return _blocks(node.children, replace(look, paragraph=inner, indent=indent))


def _code(node: SyntaxTreeNode, look: _Look) -> list[Block]:
    style = look.style(*_CODE_BLOCK_STYLES)
    properties = f"<w:pPr>{style}</w:pPr>" if style else look.paragraph
    return [Block(run(_code_text(node), look.runs if style else look.code), properties)]


def _rule(_: SyntaxTreeNode, look: _Look) -> list[Block]:
    line = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
    return [Block("", paragraph_properties(look.paragraph, pBdr=line))]


def _list(node: SyntaxTreeNode, look: _Look) -> list[Block]:
    depth = look.depth + 1
    if depth > 9:
        raise ValueError("has lists nested over nine levels deep; Word has no more")
    inner = replace(look, depth=depth, indent=look.indent + _STEP, paragraph=_continuation(look, depth))
    marker = _marker(node, look, depth)
    blocks = []
    for position, item in enumerate(node.children):
        label = "" if marker else _label(node, position, look.depth).replace(" ", "\t")
        blocks += _item(item, marker or _hanging(look), label, inner)
    return blocks


def _item(item: SyntaxTreeNode, marker: str, label: str, inner: _Look) -> list[Block]:
    """Return an item's blocks: the marker's paragraph holds its first paragraph, or stands empty before a list."""
    starts_with_text = bool(item.children) and item.children[0].type == "paragraph"
    first, rest = (item.children[:1], item.children[1:]) if starts_with_text else ((), item.children)
    text = "".join(_inline(_inline_nodes(node), inner.runs, inner) for node in first)
    label_run = run(label, inner.runs) if label else ""
    return [Block(label_run + text, marker), *_blocks(rest, inner)]


def _marker(node: SyntaxTreeNode, look: _Look, depth: int) -> str:
    """Return the `<w:pPr>` of this list's items, or an empty text where the label must be typed out.

    That is where the document has no style for lists so deep, or a numbered list does not begin at 1.
    """
    ordered = node.type == "ordered_list"
    name = ("list number" if ordered else "list bullet") + (f" {depth}" if depth > 1 else "")
    style = look.style(name)
    if not style or not ordered:
        return f"<w:pPr>{style}</w:pPr>" if style else ""
    number = look.spot.new_list(look.spot.styles[name]) if node.attrs.get("start", 1) == 1 else 0
    # Without w:ilvl the style's own level holds, which need not be the first.
    numbering = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:pPr>{style}{numbering}</w:pPr>" if number else ""


def _continuation(look: _Look, depth: int) -> str:
    style = look.style(f"list continue {depth}" if depth > 1 else "list continue")
    return f"<w:pPr>{style}</w:pPr>" if style else _indented(look.paragraph, look.indent + _STEP)


def _indented(properties: str, left: int) -> str:
    return paragraph_properties(properties, ind=f'<w:ind w:left="{left}"/>')


def _hanging(look: _Look) -> str:
    indent = f'<w:ind w:left="{look.indent + _STEP}" w:hanging="{_STEP}"/>'
    return paragraph_properties(look.paragraph, ind=indent, numPr="")


# --- tables ----------------------------------------------------------------------------------------------------


def _rows(table: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    return [row for part in table.children for row in part.children]


def _table(table: SyntaxTreeNode, look: _Look) -> list[Block]:
    rows = _rows(table)
    columns = len(rows[0].children)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _shares(_TEXT_WIDTH, columns))
    short = len(rows) < _KEEP_WHOLE
    written = (_row(row, look, at == 0, short and at < len(rows) - 1) for at, row in enumerate(rows))
    properties = _table_properties(table, look)
    return [Block(f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(written)}</w:tbl>")]


def _table_properties(table: SyntaxTreeNode, look: _Look) -> str:
    style = look.style("house table", "table grid").replace("w:pStyle", "w:tblStyle")
    head = ", ".join(_plain_text(_inline_nodes(cell)) for cell in _rows(table)[0].children)
    look_at = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
    return (
        f'<w:tblPr>{style}<w:tblW w:w="5000" w:type="pct"/>{"" if style else _borders()}'
        f'<w:tblLayout w:type="fixed"/>{look_at} w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{attribute(head[:200])}"/></w:tblPr>'
    )


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
    return f"<w:tblBorders>{''.join(f'<w:{side} {line}/>' for side in sides)}</w:tblBorders>"


def _row(row: SyntaxTreeNode, look: _Look, is_head: bool, keep: bool) -> str:
    widths = _shares(5000, len(row.children))
    cells = (
        _cell(cell, look, width, is_head, keep) for cell, width in zip(row.children, widths, strict=True)
    )
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: SyntaxTreeNode, look: _Look, width: int, is_head: bool, keep: bool) -> str:
    style = look.style("table head" if is_head else "table text")
    side = str(cell.attrs.get("style", "")).partition(":")[2]
    properties = paragraph_properties(
        "",
        pStyle=style,
        keepNext="<w:keepNext/>" if keep else "",
        jc=f'<w:jc w:val="{side}"/>' if side in {"center", "right"} else "",
    )
    runs = _inline(_inline_nodes(cell), look.bold if is_head and not style else look.runs, look)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/></w:tcPr><w:p>{properties}{runs}</w:p></w:tc>'


def _shares(total: int, count: int) -> list[int]:
    """Return `count` whole numbers, as even as can be, that add up to `total`."""
    return [total * (at + 1) // count - total * at // count for at in range(count)]


_BLOCKS: Mapping[str, Callable[[SyntaxTreeNode, _Look], list[Block]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "blockquote": _quotation,
    "fence": _code,
    "code_block": _code,
    "hr": _rule,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
}
