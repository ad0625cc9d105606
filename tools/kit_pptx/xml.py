"""Small pieces of PresentationML as text: units, boxes, paragraphs and runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from tools.kit.palette import drawing_fill
from tools.kit.xml import DECLARATION

NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
LANGUAGE = "{{ locale }}"
"""Stands on every run, so that spelling is checked in the client's English."""
WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.65
"""The slide and its side margins in inches."""
TEXT_WIDTH = WIDTH - 2 * MARGIN
Align = Literal["left", "right", "centre"]
ALIGNMENTS = {"left": "l", "right": "r", "centre": "ctr"}

_PIECES = re.compile(r"(?P<tag>\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})|\*\*(?P<strong>.+?)\*\*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide, in inches from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def transform(self, prefix: str = "a") -> str:
        """Return `<a:xfrm>` (or another prefix's)."""
        return (
            f'<{prefix}:xfrm><a:off x="{emu(self.left)}" y="{emu(self.top)}"/>'
            f'<a:ext cx="{emu(self.width)}" cy="{emu(self.height)}"/></{prefix}:xfrm>'
        )


def emu(inches: float) -> int:
    """Return inches in English Metric Units."""
    return round(inches * 914_400)


def whole(root: str, content: str, attributes: str = "") -> str:
    """Return a part of PresentationML with this root element."""
    return f"{DECLARATION}<p:{root} {NAMES}{attributes}>{content}</p:{root}>"


def run(text: str, *, strong: bool = False, size: float = 0, color: str = "", heading: bool = False) -> str:
    """Return one `<a:r>`; `size` in points and `color` only where they differ from the placeholder's; `heading`
    takes the font of titles."""
    points = f' sz="{round(size * 100)}"' if size else ""
    bold = ' b="1"' if strong else ""
    fill = drawing_fill(color) if color else ""
    face = '<a:latin typeface="+mj-lt"/>' if heading else ""
    return f'<a:r><a:rPr lang="{LANGUAGE}"{points}{bold}>{fill}{face}</a:rPr><a:t>{escape(text)}</a:t></a:r>'


def runs(text: str, *, strong: bool = False, size: float = 0, color: str = "", heading: bool = False) -> str:
    """Return the runs of a text with `**strong words**`; tags stay whole."""
    return "".join(
        run(words, strong=strong or bold, size=size, color=color, heading=heading)
        for words, bold in _spans(text)
    )


def _spans(text: str) -> Iterator[tuple[str, bool]]:
    plain, at = "", 0
    for found in _PIECES.finditer(text):
        plain += text[at : found.start()]
        at = found.end()
        if found["tag"]:
            plain += found["tag"]
            continue
        if plain:
            yield plain, False
        yield found["strong"], True
        plain = ""
    if plain + text[at:]:
        yield plain + text[at:], False


def paragraph(
    text: str,
    *,
    level: int = 0,
    align: Align | None = None,
    strong: bool = False,
    size: float = 0,
    color: str = "",
    heading: bool = False,
) -> str:
    """Return one `<a:p>`; an empty text gives an empty paragraph."""
    attributes = f' lvl="{level}"' if level else ""
    attributes += f' algn="{ALIGNMENTS[align]}"' if align else ""
    properties = f"<a:pPr{attributes}/>" if attributes else ""
    inside = runs(text, strong=strong, size=size, color=color, heading=heading)
    return f"<a:p>{properties}{inside or _nothing(size)}</a:p>"


def _nothing(size: float) -> str:
    points = f' sz="{round(size * 100)}"' if size else ""
    return f'<a:endParaRPr lang="{LANGUAGE}"{points}/>'


def paragraphs(texts: Iterable[str]) -> str:
    """Return paragraphs; each leading `-` with a blank is one level deeper, a tag of its own stays a paragraph."""
    return "".join(
        paragraph(text.lstrip("- ") if _depth(text) else text, level=_depth(text)) for text in texts
    )


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip("-")) if re.match(r"-+ ", text) else 0
