"""A deck rendered: each slide's code runs, then slides are copied and listed, then the parts are packed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.engine.charts.placing import Placing, ShownChart
from docgen.engine.compiling import Part, generate
from docgen.engine.expressions import RefusedError
from docgen.engine.faults import Faults, cause, number_of
from docgen.engine.package import copied, is_plain
from docgen.engine.powerpoint.assembly import assembled
from docgen.engine.powerpoint.compiled import CompiledDeck, CompiledSlide
from docgen.engine.powerpoint.continuing import continued
from docgen.engine.powerpoint.fitting import Measure
from docgen.engine.powerpoint.output import OutputSlide, copy_names
from docgen.engine.powerpoint.overflow import note_overflow
from docgen.engine.powerpoint.runtime import SlideRuntime, WrittenSlide
from docgen.engine.powerpoint.slide import Frame
from docgen.engine.relations import Additions
from docgen.engine.runtime import Document, Printer, TagFault
from docgen.engine.sandbox import Bound, Sandbox
from docgen.engine.tags import Kind, Tag
from docgen.engine.values import Box, SlideSpot
from docgen.errors import RenderError
from docgen.problems import Place, Problem, Severity

_NOWHERE = Frame(Box(0, 0, 0, 0), 0, "", "")


@dataclass(slots=True)
class _Rendering:
    """What the slides of one rendering share."""

    data: Mapping[str, Any]
    locale: str
    additions: Additions
    document: Document


@dataclass(frozen=True, slots=True, eq=False)
class DeckFormat:
    """Renders a compiled deck."""

    deck: CompiledDeck
    environment: Sandbox
    filters: Mapping[str, Callable[..., Any]]
    printers: Mapping[type, Printer]

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.deck.parts

    def render(self, data: Mapping[str, Any], locale: str) -> bytes:
        """Return the deck's bytes. Raise RenderError with every tag that the data does not fit."""
        return self.render_noting(data, locale, None)

    def render_noting(
        self, data: Mapping[str, Any], locale: str, note: Callable[[Problem], None] | None
    ) -> bytes:
        """Return the deck's bytes and call `note` with what is doubtful about them, such as text that overflows."""
        package = self.deck.deck.package
        plain = not any(part.tags for part in self.parts) and is_plain(package)
        if plain and note is None:
            return copied(package)
        work = _Rendering(data, locale, Additions(package), Document(0, 0))
        outputs: list[OutputSlide] = []
        for slide in self.deck.slides:
            outputs += self._slides(slide, work)
        if not outputs:
            raise self._nothing_left()
        texts = {part.name: self._other(part, work) for part in self.deck.others}
        measure = Measure(self.deck.deck)
        outputs = continued(outputs, measure, work.additions, note)
        if note is not None:
            note_overflow(outputs, measure, note)
        raw = assembled(self.deck, outputs, texts, work.additions, note)
        return copied(package) if plain else raw

    def _slides(self, slide: CompiledSlide, work: _Rendering) -> list[OutputSlide]:
        if slide.part is None:
            return [OutputSlide(slide.template, 0, slide.names)]
        runtime = self._runtime(slide.part, slide, work)
        self._run(slide.part, runtime, work)
        return [OutputSlide(slide.template, each.round, each.names, each.parts) for each in runtime.written]

    def _other(self, part: Part, work: _Rendering) -> str:
        runtime = self._runtime(part, None, work)
        return runtime.settled("".join(self._run(part, runtime, work)))

    def _run(self, part: Part, runtime: SlideRuntime, work: _Rendering) -> list[str]:
        out: list[str] = []
        try:
            part.render(out, runtime, work.locale)
        except Exception as error:
            raise self._explained(part, work, error) from None
        return out

    def _runtime(self, part: Part, slide: CompiledSlide | None, work: _Rendering) -> SlideRuntime:
        return SlideRuntime(
            data=work.data,
            tags=self.deck.tags[part.name],
            environment=self.environment,
            printers=self.printers,
            locale=work.locale,
            document=work.document,
            palette=self.deck.palette,
            declarations=part.declarations,
            slide_spot=_Spots(self.deck, part, work.additions).spot,
            names_of=lambda number: _names(slide, number, work.additions),
            fill_chart=lambda written, name, shown: self._fill_chart(written, name, shown, work.additions),
            dropped_ids=frozenset() if slide is None else slide.template.dropped_ids,
        )

    def _fill_chart(self, written: WrittenSlide, name: str, shown: ShownChart, additions: Additions) -> str:
        assert shown.chart is not None
        placing = Placing(self.deck.deck.package, additions, {})
        try:
            filled = placing.fill_copy(
                name, shown.relation, shown.chart, texts=written.parts, names=written.names
            )
            shown.check()
        except ValueError as error:
            raise TagFault(shown.number, error) from error
        written.parts |= filled
        return shown.relation

    # -- faults ----------------------------------------------------------------------------------------

    def _explained(self, part: Part, work: _Rendering, error: Exception) -> RenderError:
        """Render again with the careful variant, so that all faults of all slides are told together."""
        faults = Faults(work.data)
        again = _Rendering(work.data, work.locale, Additions(self.deck.deck.package), Document(0, 0))
        bounded = isinstance(cause(error), Bound)  # going on would cost as much again
        for slide in () if bounded else self.deck.slides:
            if slide.part is not None:
                self._render_carefully(slide.part, slide, again, faults)
        for each in () if bounded else self.deck.others:
            self._render_carefully(each, None, again, faults)
        if not faults.problems():
            faults.add(cause(error), self._tag_of(part, error), ())
        return RenderError(faults.problems())

    def _render_carefully(
        self, part: Part, slide: CompiledSlide | None, work: _Rendering, faults: Faults
    ) -> None:
        try:
            render, lines, _ = generate(part, part.tree, self.environment, self.filters, careful=True)
        except RefusedError:  # it nests a little deeper than the quick variant
            return
        runtime = self._runtime(part, slide, work)
        runtime.report = lambda error, number, paths: faults.add(cause(error), part.tags[number], paths)
        try:
            render([], runtime, work.locale)
        except Exception as error:
            faults.add(cause(error), part.tags[number_of(error, lines)], ())

    def _tag_of(self, part: Part, error: Exception) -> Tag:
        if not part.tags:
            where = Place(file=self.deck.deck.package.file, trail=(part.name,))
            return Tag(Kind.PRINT, "", "", part.name, where)
        return part.tags[number_of(error, part.lines)]

    def _nothing_left(self) -> RenderError:
        where = Place(file=self.deck.deck.package.file)
        message = "no slide is left: the data leaves them all out."
        return RenderError(
            [Problem("no-slides", Severity.ERROR, where, message, "Keep a slide without a slide tag.")]
        )


@dataclass(slots=True)
class _Spots:
    """Says where on its slide (or master) a value is printed. Ids go on behind the highest of the template's slide."""

    deck: CompiledDeck
    part: Part
    additions: Additions
    taken: int = 0

    def spot(self, number: int, tag: Tag, written: WrittenSlide | None) -> SlideSpot:
        frames = self.deck.frames.get(self.part.name, {})
        frame = frames.get(number, _NOWHERE)
        name = self.part.name if written is None else written.names.get(self._part_of(tag), self.part.name)
        own_id = [frame.id] if frame.id else []

        def next_id() -> int:
            if own_id:
                return own_id.pop()  # what takes a shape's place is what animations and links mean
            self.taken += 1
            return self.deck.highest.get(self.part.name, 1) + self.taken

        return SlideSpot(
            run_properties=tag.run_properties,
            box=frame.box,
            name=frame.name,
            placeholder=frame.placeholder,
            relate=lambda kind, target, external: self.additions.relate(name, kind, target, external),
            embed=lambda data, extension: self.additions.embed(name, data, extension),
            attach=lambda attachment: self.additions.attach(name, attachment),
            next_id=next_id,
            paragraph_properties=tag.paragraph_properties,
            styles=self.deck.styles,
        )

    def _part_of(self, tag: Tag) -> str:
        return self.deck.part_of_tag.get(id(tag), self.part.name)


def _names(slide: CompiledSlide | None, number: int, additions: Additions) -> dict[str, str]:
    assert slide is not None
    return slide.names if number == 0 else copy_names(slide.template, additions)
