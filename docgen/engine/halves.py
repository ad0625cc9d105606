"""Half a tag: `{ client.name }}` is text to the scanner, and nobody wants it on a page.

A beginning without an end is an error where it stands. An end without a beginning may be meant, in a page about
programming: it weighs what text beside a block tag weighs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from docgen.engine.package import CONTENT_TYPES, Package
from docgen.engine.places import part_trail
from docgen.engine.tags import UnclosedTag, scan
from docgen.problems import Place, Problem, Severity

_OPENINGS, _ENDINGS = (b"{{", b"{%", b"{#"), (b"}}", b"%}", b"#}")
_BEYOND = (b"}}}", b"%}}", b"#}}", b"}%}")
_HALF = re.compile(r"\}\}|%\}|#\}")
_HOLDERS = frozenset(("p", "si", "is", "text", "t", "v", "instrText", "oddHeader", "oddFooter", "sheet"))
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def half_tags(package: Package, severity: Severity) -> list[Problem]:
    """Return a problem for each text of a package that holds the end of a tag without its beginning."""
    return [
        Problem(
            "half-tag",
            severity,
            Place(file=package.file, trail=part_trail(name)),
            f"{text} ends a tag that never begins.",
            "Write both signs at its beginning, or type }_} or %_} for the signs themselves.",
        )
        for name in package.members
        if name.endswith((".xml", ".rels")) and name != CONTENT_TYPES and _is_uneven(package.data(name))
        for text in _halves(package.data(name))
    ]


def _is_uneven(data: bytes) -> bool:
    """Tell quickly whether a part may hold half a tag: nearly all parts have as many beginnings as ends."""
    if b"}" not in data:
        return False
    return sum(map(data.count, _OPENINGS)) != sum(map(data.count, _ENDINGS)) or any(
        beyond in data for beyond in _BEYOND
    )


def _halves(data: bytes) -> Iterator[str]:
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError:
        return  # said by whoever reads the part
    for text in _texts(root):
        half = _half(text)
        if half:
            yield half


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in ("p", "si", "is", "text") or (name in _HOLDERS and not _is_held(element)):
            yield _text_of(element)
        yield from (str(value) for value in element.attrib.values() if "}" in value)


def _is_held(element: etree._Element) -> bool:
    return any(etree.QName(above).localname in ("p", "si", "is", "text") for above in element.iterancestors())


def _text_of(element: etree._Element) -> str:
    """Return the text of a paragraph or a cell, without that of paragraphs in it."""
    if etree.QName(element).localname != "p":
        return "".join(map(str, element.itertext()))
    inner = element.iter("{*}t")
    return "".join(text.text or "" for text in inner if next(text.iterancestors("{*}p"), None) is element)


def _half(text: str) -> str:
    """Return what stands before an end without a beginning, with it; empty where there is none."""
    if "}" not in text:
        return ""
    position = 0
    try:
        for found in scan(text):
            half = _half_in(text[position : found.start], after_tag=position > 0)
            if half:
                return half
            position = found.end
    except UnclosedTag:
        return ""  # an error of its own
    return _half_in(text[position:], after_tag=position > 0)


def _half_in(gap: str, *, after_tag: bool) -> str:
    match = _HALF.search(gap)
    if match:
        return gap[max(0, match.end() - 40) : match.end()].strip()
    return gap[0] if after_tag and gap.startswith("}") else ""
