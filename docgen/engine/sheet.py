"""`{% paper x %}`: the sheet that a document is printed on, chosen by the data, from one template.

A tag in the attributes of a section would do it too, but Word refuses to open such a template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from docgen.engine.markup import Element, w

SHEETS: Mapping[str, tuple[int, int]] = {
    "A3": (16838, 23811),
    "A4": (11906, 16838),
    "A5": (8391, 11906),
    "Legal": (12240, 20160),
    "Letter": (12240, 15840),
}
"""Width and height upright, in twips (ISO 216; ANSI/ASME Y14.1)."""


def choose_sheet(root: Element, expression: str, write: Callable[[str], str]) -> None:
    """Let every section of the part take the sheet that `expression` names; `write` turns code into a slot.

    Each section keeps its orientation and its text width, so that tables still fit: both side margins give or
    take half of the difference.
    """
    for section in root.iter(w("sectPr")):
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        if size is None:
            continue
        turned = size.get(w("orient")) == "landscape"
        before = int(size.get(w("w"), "0"))
        size.set(w("w"), write(_pick(expression, {name: each[turned] for name, each in SHEETS.items()})))
        size.set(w("h"), write(_pick(expression, {name: each[not turned] for name, each in SHEETS.items()})))
        if margins is not None:
            _keep_text_width(margins, before, turned, lambda values: write(_pick(expression, values)))


def _keep_text_width(
    margins: Element, before: int, turned: bool, write: Callable[[Mapping[str, int]], str]
) -> None:
    for side in ("left", "right"):
        margin = int(margins.get(w(side), "0"))
        kept = {name: max(0, margin + (each[turned] - before) // 2) for name, each in SHEETS.items()}
        margins.set(w(side), write(kept))


def _pick(expression: str, values: Mapping[str, int]) -> str:
    # texts, not numbers: a number would be grouped
    return f"{ {name: str(value) for name, value in values.items()} }[{expression}]"
