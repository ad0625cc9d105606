"""Texts of a Word part that stand in no `w:t`: charts, SmartArt, equations, the instructions of fields.

Their tags are joined over runs as those of the text are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docgen.engine.addresses import instruction
from docgen.engine.markup import Element, w
from docgen.engine.slide_text import dress
from docgen.engine.texts import Finder, has_tag
from docgen.problems import Place

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CODES, _INSTRUCTION = (w("instrText"), w("delInstrText")), w("instr")
_HOLDERS = {f"{_A}p": (f"{_A}t", "slide"), f"{_M}oMath": (f"{_M}t", "plain")}
OTHERS = frozenset({*_CODES, *(text for text, _ in _HOLDERS.values())})
"""Elements whose texts are marked here."""


def mark_others(root: Element, finder: Finder, place: Callable[[Element], Place]) -> None:
    """Put slots where tags stand in such texts; what is wrong joins the problems of the finder."""
    for holder in root.iter(*_HOLDERS):
        kind, context = _HOLDERS[holder.tag]
        nodes = list(holder.iter(kind))
        if has_tag("".join(node.text or "" for node in nodes)):
            finder.join_runs(nodes, place(holder), context)
            if context == "slide":
                for node in nodes:
                    dress(node, finder.slots.tags_in(node.text or ""))
    for nodes in _codes(root):
        text = "".join(node.text or "" for node in nodes)
        if has_tag(text):
            nodes[0].text = _written(text, place(nodes[0]), finder)
            for node in nodes[1:]:
                node.text = ""
    for field in root.iter(w("fldSimple")):
        if has_tag(field.get(_INSTRUCTION, "")):
            field.set(_INSTRUCTION, _written(field.get(_INSTRUCTION, ""), place(field), finder))


def _written(text: str, where: Place, finder: Finder) -> str:
    written, problems = instruction(text, where, finder.slots)
    finder.problems += problems
    return written


def _codes(root: Element) -> Iterator[list[Element]]:
    """Yield the texts of each field's instruction."""
    nodes: list[Element] = []
    for node in root.iter(w("fldChar"), *_CODES):
        if node.tag in _CODES:
            nodes.append(node)
        elif nodes:
            yield nodes
            nodes = []
    if nodes:
        yield nodes
