"""Word with docxtpl: its tag language is docgen's, so it fills docgen's own templates.

Taken out of them, since docxtpl has nothing of the kind: `{% paper %}`. Left as the template has it: the table of
contents, the numbers of captions. Diagrams and charts come out empty, and chips (states, gaps) as text without their
character style, which would take a rich text each.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from bench.peers.values import environment
from docgen.engine.theme import Palette

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PAPER = re.compile(r"{%\s*paper\s[^%]*%}")
_CELLBG = re.compile(r"{%\s*cellbg\s+([^%]*?)\s*%}")
_LOCALE = "{{ locale }}"


def prepared(template: Path, locale: str) -> Callable[[Mapping[str, Any]], bytes]:
    """Return docxtpl's way with a template: it has no compiled form, so each file starts from the template's bytes."""
    raw, palette = _with_own_tags(template.read_bytes(), locale)
    jinja = environment(locale, palette)

    def fill(names: Mapping[str, Any]) -> bytes:
        made, target = DocxTemplate(io.BytesIO(raw)), io.BytesIO()
        made.render(dict(names), jinja, autoescape=True)
        made.save(target)
        return target.getvalue()

    return fill


def _with_own_tags(raw: bytes, locale: str) -> tuple[bytes, Palette]:
    """Return the template with what docxtpl knows, and its theme's colours."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        theme = next(name for name in old.namelist() if name.startswith("word/theme/theme"))
        for name in old.namelist():
            new.writestr(name, _part(name, old.read(name), locale))
        palette = Palette.read(old.read(theme))
    return target.getvalue(), palette


def _part(name: str, data: bytes, locale: str) -> bytes:
    if name == "word/styles.xml":
        return data.replace(_LOCALE.encode(), locale.encode())
    if name != "word/document.xml":
        return data
    root = etree.fromstring(data)
    for text in root.iter(f"{W}t"):
        content = _PAPER.sub("", text.text or "")
        text.text = _CELLBG.sub(r"{% cellbg (\1)|hex %}", content)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def shown(raw: bytes) -> tuple[list[str], list[str]]:
    """Return the texts of the paragraphs that both can write, in order, and those that docxtpl cannot.

    These are tables of contents, what stands in drawings, what describes them, and of captions the number.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = [name for name in sorted(archive.namelist()) if _holds_text(name)]
        roots = [etree.fromstring(archive.read(name)) for name in parts]
    drawn = {" ".join(each.get("descr", "").split()) for root in roots for each in root.iter(f"{WP}docPr")}
    found: tuple[list[str], list[str]] = ([], [])
    for paragraph in (paragraph for root in roots for paragraph in root.iter(f"{W}p")):
        if text := _text(paragraph):
            found[text in drawn or not _is_common(paragraph)].append(text)
    return found


def _holds_text(name: str) -> bool:
    return name.startswith(("word/document", "word/header", "word/footer")) and name.endswith(".xml")


def _is_common(paragraph: etree._Element) -> bool:
    style = next((each.get(f"{W}val", "") for each in paragraph.iterfind(f"{W}pPr/{W}pStyle")), "")
    return (
        not style.startswith("TOC")
        and next(paragraph.iterancestors(f"{W}drawing", f"{MC}AlternateContent"), None) is None
    )


def _text(paragraph: etree._Element) -> str:
    """Return a paragraph's own text with single spaces; a caption's field and what is drawn within it left out."""
    words, depth, hidden = [], 0, False
    for element in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(element.get(f"{W}fldCharType", ""), 0)
            hidden = hidden and depth > 0
        elif element.tag == f"{W}instrText":
            hidden = hidden or (element.text or "").split()[:1] == ["SEQ"]
        elif not hidden and _owner(element) is paragraph:
            words.append((element.text or "") if element.tag == f"{W}t" else " ")
    return " ".join("".join(words).split())


def _owner(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(f"{W}p"), None)
