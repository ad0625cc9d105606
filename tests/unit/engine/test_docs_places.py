"""What the page on Word shows of check boxes, links and fields is what happens."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from docgen.engine import Template
from docgen.errors import DocgenError
from tests.unit.engine.test_addresses import with_field, with_link, word_links
from tests.unit.engine.test_controls import box_of, with_box
from tests.unit.engine.test_docs import DATA, Fence, fences

PAGE = "reference/word.md"


def box_with(line: str) -> bytes:
    """Return a document with the check box of a line: its sign, then its title."""
    return with_box(html.escape(line[1:].strip()), checked=int(line[0] == "☒"), sign=line[0])


def shown_box(raw: bytes) -> str:
    document = opened(raw)
    titles = [node.get(qn("w:val")) for node in document.element.body.iter(qn("w:alias"))]
    checked, sign = box_of(document)
    assert checked == ("1" if sign == "☒" else "0")
    return " ".join([sign, *titles])


def link_with(line: str) -> bytes:
    """Return a document with a link to what stands between the outer brackets of a line, as Word writes it."""
    return with_link(quote(line.partition("](")[2].removesuffix(")"), safe=":/?=&@|(),"))


def shown_link(raw: bytes) -> str:
    return word_links(raw)[0][1]


def shown_field(raw: bytes) -> str:
    return "".join(node.text or "" for node in opened(raw).element.body.iter(qn("w:instrText"))).strip()


def opened(raw: bytes) -> Document:
    return docx.Document(io.BytesIO(raw))


MAKERS: dict[str, tuple[Callable[[str], bytes], Callable[[bytes], str]]] = {
    "boxes": (box_with, shown_box),
    "links": (link_with, shown_link),
    "fields": (lambda line: with_field(html.escape(f" {line} ", quote=False)), shown_field),
}


def lines_of(typed: Fence, expected: Fence) -> list[Any]:
    """Return the lines of an example with their outcomes."""
    pairs = zip(typed.text.splitlines(), expected.text.splitlines(), strict=True)
    return [pytest.param(typed.kind, *pair, id=f"line-{typed.line + at}") for at, pair in enumerate(pairs, 1)]


EXAMPLES = [
    line
    for typed, expected in pairwise(fences(PAGE))
    if typed.kind in MAKERS
    for line in lines_of(typed, expected)
]


@pytest.mark.parametrize(("kind", "typed", "expected"), EXAMPLES)
def test_a_place_does_as_the_page_shows(kind: str, typed: str, expected: str) -> None:
    make, shown = MAKERS[kind]
    assert outcome(make(typed), shown) == expected


def outcome(template: bytes, shown: Callable[[bytes], str]) -> str:
    """Return what a template shows once it is filled, or the codes of what is wrong with it."""
    try:
        return shown(Template.open(template).render(DATA[PAGE]))
    except DocgenError as error:
        return " ".join({problem.code: None for problem in error.problems})


def test_each_such_place_has_examples() -> None:
    assert {example.values[0] for example in EXAMPLES} == set(MAKERS)
