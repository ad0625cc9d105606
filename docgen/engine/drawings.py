"""Drawings of a Word part that a condition in their alternative text keeps or drops."""

from __future__ import annotations

from collections.abc import Callable

from docgen.engine.markup import WP_NS, Element, w
from docgen.engine.stream import Slots, problem
from docgen.engine.tags import Kind, Tag, UnclosedTag, make_tag, scan
from docgen.problems import Place, Problem

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def govern_drawings(root: Element, slots: Slots, where: Callable[[Element], Place]) -> list[Problem]:
    """Wrap each drawing whose alternative text begins with `{%shape if … %}` in that condition.

    The tag leaves the alternative text, whose rest stays. Return what is wrong with such tags.
    """
    problems = []
    for naming in list(root.iter(f"{{{WP_NS}}}docPr")):
        text = naming.get("descr", "").lstrip()
        tag, rest = _leading(text, naming, where)
        drawing = next(naming.iterancestors(_CHOICE), None)
        drawing = drawing if drawing is not None else next(naming.iterancestors(w("drawing")), None)
        if tag is None or drawing is None:
            continue
        naming.set("descr", rest.strip())
        if tag.keyword == "if":
            _wrap(drawing, tag, slots)
        else:
            hint = "Write {%shape if … %}; it has no end tag."
            problems.append(problem(tag, "misplaced-tag", f"{tag.typed} has no meaning here.", hint))
    return problems


def _leading(text: str, naming: Element, where: Callable[[Element], Place]) -> tuple[Tag | None, str]:
    """Return the shape tag at the head of an alternative text, and what follows it."""
    try:
        found = next(scan(text), None) if text.startswith("{%") else None
    except UnclosedTag:
        return None, text  # told where all attributes are read
    if found is None or found.start:
        return None, text
    tag = make_tag(found, text[: found.end], where(naming))
    word, _, body = tag.body.partition(" ")
    if tag.prefix or word != "shape":
        return None, text
    tag.body = body.strip()
    return tag, text[found.end :]


def _wrap(drawing: Element, tag: Tag, slots: Slots) -> None:
    parent = drawing.getparent()
    assert parent is not None
    at = parent.index(drawing)
    parent.insert(at, slots.node(Tag(Kind.BLOCK, "", tag.body, tag.typed, tag.where)))
    parent.insert(at + 2, slots.node(Tag(Kind.BLOCK, "", "endif", tag.typed, tag.where)))
