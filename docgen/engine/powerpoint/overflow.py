"""Text that does not fit where it stands: said, never shrunk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from docgen.engine.markup import Element
from docgen.engine.powerpoint.boxes import box_of
from docgen.engine.powerpoint.continuing import row_heights
from docgen.engine.powerpoint.fitting import EMU_PER_POINT, Measure
from docgen.engine.powerpoint.markup import BODY_PROPERTIES, FRAME, SHAPE, TABLE, a, in_c, p
from docgen.engine.powerpoint.output import OutputSlide
from docgen.engine.powerpoint.places import shape_place
from docgen.problems import Place, Problem, Severity

_BODY = f"{p('txBody')}/{BODY_PROPERTIES}"
_AUTOFIT = f"{_BODY}/{a('spAutoFit')}"
_find_texts = in_c(".//a:p/a:r/a:t | .//a:p/a:fld/a:t")
_TOLERANCE = 1.05  # what fonts of other makers may differ by, and what no reader sees


def note_overflow(outputs: Sequence[OutputSlide], measure: Measure, note: Callable[[Problem], None]) -> None:
    """Call `note` with every shape of a rendered slide whose text is higher than the shape, or leaves the slide.

    A slide that was rendered several times is named by its number in the template, each shape of it once.
    """
    said = set()
    for output in outputs:
        root = output.tree
        if root is None:
            continue
        where = Place(file=measure.deck.package.file, trail=(output.template.entry.label,))
        for problem in (*_shapes(root, output, measure, where), *_tables(root, output, measure, where)):
            if problem not in said:
                said.add(problem)
                note(problem)


def _shapes(root: Element, output: OutputSlide, measure: Measure, where: Place) -> Iterator[Problem]:
    part = output.template.entry.part
    for shape in root.iter(SHAPE):
        box = box_of(shape, measure.deck, part) if _has_text(shape) and _wraps(shape) else None
        if box is None or not box.width:
            continue
        height = measure.shape_height(shape, part, box.width / EMU_PER_POINT)
        room = box.height / EMU_PER_POINT
        if _grows(shape):
            room = (measure.deck.size[1] - box.top) / EMU_PER_POINT
        if height > room * _TOLERANCE:
            yield _problem(shape_place(shape, where), height, room)


def _tables(root: Element, output: OutputSlide, measure: Measure, where: Place) -> Iterator[Problem]:
    for frame in root.iter(FRAME):
        table, box = next(frame.iter(TABLE), None), box_of(frame, measure.deck, output.template.entry.part)
        if table is None or box is None:
            continue
        height = sum(row_heights(table, measure, 0))
        room = (measure.deck.size[1] - box.top) / EMU_PER_POINT
        if height > room * _TOLERANCE:
            hint = (
                "Put {%table continue %} into the table's alternative text: it then goes on on a next slide."
            )
            yield _problem(shape_place(frame, where), height, room, hint)


def _problem(where: Place, height: float, room: float, hint: str = "") -> Problem:
    message = f"its text is {height / 72:.1f} inches high and has {room / 72:.1f}: it overflows."
    hint = hint or "Shorten the text, or give it a larger shape or another slide."
    return Problem("text-overflow", Severity.WARNING, where, message, hint)


def _has_text(shape: Element) -> bool:
    return any(text.text and not text.text.isspace() for text in _find_texts(shape))


def _wraps(shape: Element) -> bool:
    properties = shape.find(_BODY)
    return properties is None or properties.get("wrap") != "none"


def _grows(shape: Element) -> bool:
    return shape.find(_AUTOFIT) is not None
