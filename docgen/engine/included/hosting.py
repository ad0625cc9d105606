"""Where a rendering and the documents that it includes meet: ids, numbers and headings."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from docgen.engine.contents import heading_of
from docgen.engine.included.content import Names
from docgen.engine.included.including import Including, Mark
from docgen.engine.markup import PPR, Element, T, w
from docgen.engine.package import Package
from docgen.engine.relations import Additions
from docgen.engine.runtime import Document
from docgen.engine.styles import Numbering, Styles
from docgen.engine.word_runtime import WordRuntime


def hosted(
    package: Package, additions: Additions, document: Document, new_number: Callable[[], int]
) -> Including:
    """Return what the documents that one rendering includes have in common."""

    def next_drawing() -> int:
        document.next_drawing += 1
        return document.next_drawing

    def next_bookmark() -> int:
        document.next_bookmark += 1
        return document.next_bookmark

    return Including(package, additions, Names(next_drawing, next_bookmark, set()), new_number)


def marking(runtime: WordRuntime, styles: Styles, numbering: Numbering) -> Mark:
    """Return what lists a heading of an included document in the contents of the template."""

    def mark(paragraph: Element, level: int) -> None:
        text = "".join(node.text or "" for node in paragraph.iter(T))
        if not text.strip():
            return
        heading = heading_of(paragraph, level + 1, styles, numbering)
        number, name = runtime.note_heading(heading, text)
        start, end = etree.Element(w("bookmarkStart")), etree.Element(w("bookmarkEnd"))
        start.set(w("id"), str(number))
        start.set(w("name"), name)
        end.set(w("id"), str(number))
        paragraph.insert(1 if paragraph.find(PPR) is not None else 0, start)
        paragraph.append(end)

    return mark
