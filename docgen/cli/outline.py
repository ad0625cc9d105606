"""A template as text: its paragraphs, tables and tags in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from docgen.cli.outline_deck import deck_outline
from docgen.engine.package import Package, read_package
from docgen.errors import PackageError
from docgen.problems import Place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY, _DECK = "word/document.xml", "ppt/presentation.xml"
_STORIES = (
    ("word/header", "Header"),
    ("word/document", ""),
    ("word/footer", "Footer"),
    ("word/footnotes", "Notes"),
)
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# The second branch of an alternative repeats the first for old readers.
_REPEATED = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def outline(path: Path) -> str:
    """Return the template's text: headings with `#`, table rows with ` | ` between cells, tags as typed.

    Raise PackageError if it is neither a Word document nor a deck, or is refused.
    """
    package = read_package(path, name=str(path))
    if _BODY not in package and _DECK not in package:
        message = "is neither a Word document nor a deck"
        raise PackageError.single("not-word", message, where=Place(file=str(path)))
    try:
        if _DECK in package:
            return "\n".join(deck_outline(package))
        return "\n".join(
            line for name, title in _stories(package) for line in _story(package.data(name), title)
        )
    except etree.XMLSyntaxError as error:
        place = Place(file=str(path))
        raise PackageError.single(
            "damaged", "is damaged", where=place, hint="Open it in Office and save it anew."
        ) from error


def _stories(package: Package) -> Iterator[tuple[str, str]]:
    for prefix, title in _STORIES:
        for name in sorted(package.members):
            if name.startswith(prefix) and name.endswith(".xml"):
                yield name, title


def _story(data: bytes, title: str) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    lines = list(_blocks(etree.fromstring(data, parser)))
    if title and any(lines):
        yield f"[{title}]"
    yield from lines


def _blocks(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}p":
            yield _heading(child) + _text(child)
        elif child.tag == f"{_W}tr":
            yield " | ".join(
                " / ".join(filter(None, _blocks(cell))) for cell in child.iterchildren(f"{_W}tc")
            )
        elif child.tag != _REPEATED:
            yield from _blocks(child)


def _heading(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else style.get(f"{_W}val", "")
    level = name.removeprefix("Heading")
    return "#" * int(level) + " " if name.startswith("Heading") and level in "123456789" and level else ""


def _text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph)).rstrip()


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _TEXT:
            yield _TEXT[child.tag]
        elif child.tag not in (_REPEATED, f"{_W}pPr", f"{_W}rPr", f"{_W}tabs"):
            yield from _pieces(child)
