"""Small pieces of WordprocessingML as text: units, elements, runs, fields and the kit's inline marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

TEXT_WIDTH = 9354
"""Width of the text on A4 and on Letter alike, in twips (165 mm): no table is cut twice."""
LANDSCAPE_WIDTH = 14002
"""The same on a landscape page (247 mm)."""

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items())
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# A tag is one token, whatever it holds; then the marks `**term**` and `[[Style Name: text]]`.
_INLINE = re.compile(
    r"(?P<tag>\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})|\*\*(?P<term>.+?)\*\*|\[\[(?P<style>[A-Za-z ]+): (?P<text>.+?)\]\]",
    re.DOTALL,
)


def pt(points: float) -> int:
    """Return points as twips."""
    return round(points * 20)


def mm(millimetres: float) -> int:
    """Return millimetres as twips."""
    return round(millimetres * 1440 / 25.4)


def el(name: str, /, *children: str, **attributes: str | int | None) -> str:
    """Return one `w:` element; attributes that are None are left out, and all of them are `w:` attributes too."""
    given = "".join(f' w:{key}="{value}"' for key, value in attributes.items() if value is not None)
    inside = "".join(children)
    return f"<w:{name}{given}>{inside}</w:{name}>" if inside else f"<w:{name}{given}/>"


def part(root: str, content: str) -> str:
    """Return a whole part with the namespaces that the kit uses."""
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def style_id(name: str) -> str:
    """Return the id of a style from the name that Word shows: `heading 1` is `Heading1`, `toc 1` is `TOC1`."""
    words = name.replace("toc ", "TOC ").split()
    return "".join(word[0].upper() + word[1:] for word in words)


def run(text: str, style: str = "") -> str:
    """Return one run of text, in a character style given by its name."""
    properties = el("rPr", el("rStyle", val=style_id(style))) if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(code: str, shown: str, style: str = "") -> str:
    """Return a complex field with the text it shows until Word computes it."""
    begin, end = field_ends(code)
    return begin + run(shown, style) + end


def field_ends(code: str) -> tuple[str, str]:
    """Return the runs before and after what a field shows, which may go over several paragraphs."""
    instruction = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return _mark("begin") + instruction + _mark("separate"), _mark("end")


def _mark(kind: str) -> str:
    return el("r", el("fldChar", fldCharType=kind))


def inline(text: str, style: str = "") -> str:
    """Return the runs of a text with the kit's marks: `**term**` and `[[Muted: words]]`; tags stay whole."""
    return "".join(run(words, named or style) for words, named in _spans(text))


def _spans(text: str) -> Iterator[tuple[str, str]]:
    plain, at = "", 0
    for found in _INLINE.finditer(text):
        plain += text[at : found.start()]
        at = found.end()
        if found["tag"]:
            plain += found["tag"]
            continue
        if plain:
            yield plain, ""
        yield (found["term"], "Term") if found["term"] else (found["text"], found["style"])
        plain = ""
    if plain + text[at:]:
        yield plain + text[at:], ""
