"""Markdown on a slide: paragraphs, emphasis, code, links and lists by level, in DrawingML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from docgen.engine.rich import slide_hyperlink
from docgen.engine.slide_text import paragraph_level, slide_paragraph, slide_properties, slide_run
from docgen.engine.values import SlideSpot

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

STEP = 285_750
"""EMU by which a level of a list is indented: PowerPoint's own for a bullet of 18 points."""
_DEEPEST = 8  # a:pPr/@lvl counts from 0 (ISO 29500-1, 20.1.10.73)
_CODE_FONT = '<a:latin typeface="Courier New"/><a:cs typeface="Courier New"/>'
_EMPHASIS = {"strong": 'b="1"', "em": 'i="1"'}
_PLAIN = {"softbreak": " ", "hardbreak": "\n"}
_BULLETS = ("•", "–")
_RULE = "―" * 8


@dataclass(frozen=True, slots=True)
class _Look:
    """How paragraphs look at one place, how deep in lists it is, and whether the tag's own paragraph has bullets."""

    spot: SlideSpot
    paragraph: str
    runs: str
    depth: int = 0

    @property
    def bold(self) -> str:
        return slide_properties(self.runs, 'b="1"')

    @property
    def has_bullets(self) -> bool:
        properties = self.spot.paragraph_properties
        return any(f"<a:{name}" in properties for name in ("buChar", "buAutoNum", "buBlip"))


def slide_lines(lines: Sequence[tuple[str, Sequence[SyntaxTreeNode], str]], spot: SlideSpot) -> str:
    """Return runs for lines, each a label, inline nodes and a literal text (of code), with breaks in between."""
    look = _Look(spot, "", spot.run_properties)
    written = []
    for label, inlines, literal in lines:
        run = slide_run(label, look.runs) if label else ""
        code = slide_run(literal, _code(look.runs)) if literal else ""
        written.append(run + code + _inline(inlines, look.runs, spot))
    return f"<a:br>{spot.run_properties}</a:br>".join(written)


def slide_paragraphs(nodes: Sequence[SyntaxTreeNode], spot: SlideSpot) -> str:
    """Return the `<a:p>` of Markdown's blocks; at least one. Raise ValueError for a table or a picture."""
    written = _blocks(nodes, _Look(spot, spot.paragraph_properties, spot.run_properties))
    return "".join(written) or f"<a:p>{spot.paragraph_properties}</a:p>"


def _blocks(nodes: Sequence[SyntaxTreeNode], look: _Look) -> list[str]:
    return [block for node in nodes for block in _BLOCKS[node.type](node, look)]


def _paragraph(node: SyntaxTreeNode, look: _Look) -> list[str]:
    return [f"<a:p>{look.paragraph}{_inline(_inline_nodes(node), look.runs, look.spot)}</a:p>"]


def _heading(node: SyntaxTreeNode, look: _Look) -> list[str]:
    return _paragraph(node, replace(look, runs=look.bold))


def _quotation(node: SyntaxTreeNode, look: _Look) -> list[str]:
    indented = slide_paragraph(look.paragraph, f'marL="{STEP * (look.depth + 1)}" indent="0"', "<a:buNone/>")
    return _blocks(
        node.children, replace(look, paragraph=indented, runs=slide_properties(look.runs, 'i="1"'))
    )


def _code_block(node: SyntaxTreeNode, look: _Look) -> list[str]:
    text = node.content.removesuffix("\n") or node.info.strip()
    return [f"<a:p>{look.paragraph}{slide_run(text, _code(look.runs))}</a:p>"]


def _rule(_: SyntaxTreeNode, look: _Look) -> list[str]:
    return [f"<a:p>{look.paragraph}{slide_run(_RULE, look.runs)}</a:p>"]


def _list(node: SyntaxTreeNode, look: _Look) -> list[str]:
    marker = _marker(node, look)
    inner = replace(look, depth=look.depth + 1, paragraph=_continuation(look))
    blocks: list[str] = []
    for item in node.children:
        starts_with_text = bool(item.children) and item.children[0].type == "paragraph"
        first = item.children[:1] if starts_with_text else ()
        text = "".join(_inline(_inline_nodes(each), look.runs, look.spot) for each in first)
        blocks.append(f"<a:p>{marker}{text}</a:p>")
        blocks += _blocks(item.children[len(first) :], inner)
    return blocks


def _marker(node: SyntaxTreeNode, look: _Look) -> str:
    """Return the `<a:pPr>` of a list's items: one with bullets of its own goes on with those, a level down."""
    level = min(_DEEPEST, paragraph_level(look.spot.paragraph_properties) + look.depth)
    base = look.spot.paragraph_properties
    ordered = node.type == "ordered_list"
    if look.has_bullets and not ordered:
        return slide_paragraph(base, f'lvl="{level}"') if look.depth else base
    start = int(node.attrs.get("start", 1))
    begin = f' startAt="{start}"' if start > 1 else ""
    bullet = f'<a:buFont typeface="Arial"/><a:buChar char="{_BULLETS[look.depth % 2]}"/>'
    if ordered:
        bullet = f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{begin}/>'
    lvl = f' lvl="{level}"' if level else ""
    return slide_paragraph(base, f'marL="{STEP * (look.depth + 1)}" indent="-{STEP}"{lvl}', bullet)


def _continuation(look: _Look) -> str:
    return slide_paragraph(
        look.spot.paragraph_properties, f'marL="{STEP * (look.depth + 1)}" indent="0"', "<a:buNone/>"
    )


def _table(_: SyntaxTreeNode, __: _Look) -> list[str]:
    raise ValueError("has a table, which cannot stand in a slide's text; use a table of the slide")


def _inline_nodes(node: SyntaxTreeNode) -> Sequence[SyntaxTreeNode]:
    return node.children[0].children if node.children else ()


def _inline(nodes: Sequence[SyntaxTreeNode], properties: str, spot: SlideSpot) -> str:
    written = []
    for is_plain, group in groupby(nodes, key=lambda node: node.type == "text" or node.type in _PLAIN):
        if is_plain:
            text = "".join(_PLAIN.get(node.type, node.content) for node in group)
            written.append(slide_run(text, properties) if text else "")
        else:
            written.extend(_marked(node, properties, spot) for node in group)
    return "".join(written)


def _marked(node: SyntaxTreeNode, properties: str, spot: SlideSpot) -> str:
    if node.type == "code_inline":
        return slide_run(node.content, _code(properties))
    if node.type == "link":
        tooltip = str(node.attrs.get("title", ""))
        linked = slide_hyperlink(str(node.attrs["href"]), properties, spot, tooltip=tooltip)
        return _inline(node.children, linked, spot)
    if node.type not in _EMPHASIS:
        raise ValueError(
            f'has a picture ("{node.content[:40]}"), which Markdown cannot bring; use a picture value'
        )
    return _inline(node.children, slide_properties(properties, _EMPHASIS[node.type]), spot)


def _code(properties: str) -> str:
    return slide_properties(properties, "", _CODE_FONT)


_BLOCKS: Mapping[str, Callable[[SyntaxTreeNode, _Look], list[str]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "blockquote": _quotation,
    "fence": _code_block,
    "code_block": _code_block,
    "hr": _rule,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
}
