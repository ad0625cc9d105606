"""A slide of a template: the layout it rests on, its shapes in reading order, its notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import quoteattr

from tools.kit_pptx.layouts import EMPTY_TREE, NUMBER_FIELD, Layout
from tools.kit_pptx.tables import Grid
from tools.kit_pptx.xml import Box, paragraph, paragraphs, whole

FOOTER = "{{ client.legal_name }}   {{ doc.title }}   v{{ doc.version }}   {{ doc.classification }}"

Draw = Callable[[int], str]
"""Writes one shape, given its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide of the template. `texts` fill the layout's placeholders by name, in reading order; `grids` and
    `values` stand after the label; `notes` are what the speaker says; `rule` is a `slide` tag without its braces
    (`slide for site in design.sites`), which stands in the notes."""

    layout: Layout
    texts: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]
    grids: tuple[tuple[Grid, Box, str], ...] = ()
    shapes: tuple[Draw, ...] = field(default=())
    rule: str = ""

    def part(self) -> str:
        """Return the XML of the slide."""
        numbers = count(2)
        placed = [self._text(name, next(numbers)) for name in self._first()]
        placed += [grid.shape(next(numbers), box, place) for grid, box, place in self.grids]
        placed += [draw(next(numbers)) for draw in self.shapes]
        placed += [self._text(name, next(numbers)) for name in self.texts if name not in self._first()]
        placed += [self._foot(name, next(numbers)) for name in ("Footer", "Slide number") if self._has(name)]
        tree = f"<p:cSld><p:spTree>{EMPTY_TREE}{''.join(placed)}</p:spTree></p:cSld>"
        return whole("sld", f"{tree}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>")

    def _first(self) -> tuple[str, ...]:
        return tuple(name for name in self.texts if name in {"Title", "Section label", "Client"})

    def _has(self, name: str) -> bool:
        return any(place.name == name for place in self.layout.places)

    def _text(self, name: str, number: int) -> str:
        reference = self.layout.place(name).reference
        return placed_text(name, number, reference, paragraphs(self.texts[name]))

    def _foot(self, name: str, number: int) -> str:
        reference = self.layout.place(name).reference
        text = paragraph(FOOTER) if name == "Footer" else f"<a:p>{NUMBER_FIELD}</a:p>"
        return placed_text(name, number, reference, text)

    def notes_part(self) -> str:
        """Return the XML of its notes page."""
        tag = (f"{{%{self.rule} %}}",) if self.rule else ()
        image = (
            '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/>'
            '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
            '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        )
        text = placed_text("Notes", 3, '<p:ph type="body" idx="1"/>', paragraphs((*tag, *self.notes)))
        tree = f"<p:cSld><p:spTree>{EMPTY_TREE}{image}{text}</p:spTree></p:cSld>"
        return whole("notes", f"{tree}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>")


def placed_text(name: str, number: int, reference: str, text: str) -> str:
    """Return a shape that fills a placeholder; place and format are the layout's."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{reference}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody></p:sp>"
    )


def text_box(
    name: str, number: int, box: Box, text: str, *, alt: str = "", fill: str = "", anchor: str = "t"
) -> str:
    """Return a shape of its own with text; `fill` is DrawingML, `alt` may hold a `shape` tag."""
    described = f" descr={quoteattr(alt)}" if alt else ""
    inside = fill or "<a:noFill/>"
    shape = f'{box.transform()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{inside}'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}{described}/><p:cNvSpPr txBox="1"/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr>{shape}</p:spPr>"
        f'<p:txBody><a:bodyPr wrap="square" lIns="91440" tIns="45720" rIns="91440" bIns="45720" anchor="{anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody></p:sp>"
    )
