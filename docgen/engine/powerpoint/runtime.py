"""What the generated code of a slide calls while it renders: text, shapes, tables, and slides that come and go."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar

from lxml import etree

from docgen.engine.charts.placing import CHART_MARK, ShownChart, ShownCharts, placed
from docgen.engine.escape import Xml, slide_text, xml
from docgen.engine.powerpoint.cells import put_right
from docgen.engine.powerpoint.markup import TABLE, TEXT
from docgen.engine.powerpoint.part import ALONE, SHAPE_ALONE
from docgen.engine.printable import Unprintable, whole_number
from docgen.engine.runtime import SETTINGS, Runtime
from docgen.engine.slide_text import slide_run
from docgen.engine.tags import Tag
from docgen.engine.theme import Palette
from docgen.engine.values import SlideSpot, Value

_SHAPE = re.compile(r"<p:(?:sp|grpSp|graphicFrame|cxnSp|pic|contentPart)[ >]")
_INSTEAD = re.compile(r"<\?dg (\d+)\?>")
_TARGET = re.compile(r'spid="(\d+)"')
_SLIDE = 3_000  # units of work that a slide takes to copy, list and pack
_MOST_COLUMNS = 1000  # of a table in PowerPoint, by its own refusal; far beyond what fits


@dataclass(slots=True)
class WrittenSlide:
    """One output slide: the parts that its code wrote, by their names in the template, and its round of the loop."""

    round: int
    names: dict[str, str]
    parts: dict[str, str] = field(default_factory=dict)


@dataclass
class SlideRuntime(Runtime):
    """One rendering of one template slide, which may give none or several; or of another part of the deck."""

    text_kind: ClassVar[str] = TEXT
    run_context: ClassVar[str] = "slide"
    settings: ClassVar[frozenset[str]] = SETTINGS | {"fill", "gridSpan", "merge"}
    text_xml = staticmethod(slide_text)

    slide_spot: Callable[[int, Tag, WrittenSlide | None], SlideSpot] | None = None
    names_of: Callable[[int], dict[str, str]] | None = None
    fill_chart: Callable[[WrittenSlide, str, ShownChart], str] | None = None
    dropped_ids: frozenset[str] = frozenset()
    written: list[WrittenSlide] = field(default_factory=list)
    current: WrittenSlide | None = None
    replaced: list[tuple[str, str]] = field(default_factory=list)

    # -- slides ----------------------------------------------------------------------------------------

    def open_slide(self) -> None:
        number = len(self.written)
        self.spend(_SLIDE)
        assert self.names_of is not None
        self.current = WrittenSlide(number, self.names_of(number))

    def keep_part(self, name: str, out: list[str]) -> None:
        assert self.current is not None
        self.current.parts[name] = self.settled(self.captured(out, ""))
        self.replaced.clear()
        out.clear()

    def close_slide(self) -> None:
        assert self.current is not None
        if self.charts.shown:
            self._fill_charts(self.current)
        self.written.append(self.current)
        self.current = None

    def _fill_charts(self, slide: WrittenSlide) -> None:
        """Give the charts of a slide their data, now that the tags of all its parts have run."""
        fill, charts = self.fill_chart, self.charts
        assert fill is not None
        for name, text in list(slide.parts.items()):
            if CHART_MARK in text:
                slide.parts[name] = placed(text, charts, partial(fill, slide, name))
        self.charts = ShownCharts()

    def settled(self, text: str) -> str:
        """Return a text with the paragraphs and shapes that values took the place of."""
        if not self.replaced:
            return text
        out, done = [], 0
        for match in _INSTEAD.finditer(text):
            element, content = self.replaced[int(match[1])]
            begins = (text.rfind(f"<{element}{end}", done, match.start()) for end in "> ")
            out += [text[done : max(begins)], content]
            done = text.index(f"</{element}>", match.end()) + len(f"</{element}>")
        return "".join((*out, text[done:]))

    # -- printing --------------------------------------------------------------------------------------

    def _in_run(self, value: Value, tag: Tag) -> Xml:
        """Let a value take the place of the shape or the paragraph that its tag has for itself, else of the run."""
        spot = self._spot_of(tag)
        if tag.special == SHAPE_ALONE and (shape := value.slide_shape(spot)) is not None:
            return self._instead("p:sp", shape)
        if tag.special in (ALONE, SHAPE_ALONE) and (blocks := value.slide_blocks(spot)) is not None:
            return self._instead("a:p", blocks)
        return xml(f"</a:t></a:r>{value.slide_runs(spot)}<a:r>{tag.run_properties}<a:t>")

    def _instead(self, element: str, content: str) -> Xml:
        self.replaced.append((element, content))
        return xml(f"<?dg {len(self.replaced) - 1}?>")  # what data hold can never look so: it is escaped

    def _spot_of(self, tag: Tag) -> SlideSpot:
        if self.slide_spot is None:
            raise Unprintable("can be printed on slides, masters and layouts only")
        number = next(number for number, each in enumerate(self.tags) if each is tag)
        return self.slide_spot(number, tag, self.current)

    def _setting(self, value: Any, tag: Tag, context: str) -> str:
        if context == "fill":
            return self._fill(value)
        if context == "gridSpan":
            return str(whole_number(value, "colspan", _MOST_COLUMNS))
        if context == "merge":
            return "start" if value else "on"
        return super()._setting(value, tag, context)

    def _relate(self, tag: Tag, address: str) -> str:
        return self._spot_of(tag).relate("hyperlink", address, True)

    def _block(self, value: str | Value, tag: Tag, context: str) -> str:
        if isinstance(value, Value):
            spot = self._spot_of(tag)
            blocks = None if context == "runs" else value.slide_blocks(spot)
            if blocks is not None:
                return blocks
            runs = value.slide_runs(spot)
        else:
            runs = slide_run(value, tag.run_properties)
        return runs if context == "runs" else f"<a:p>{tag.paragraph_properties}{runs}</a:p>"

    def _fill(self, value: Any) -> str:
        token = "" if value is None else str(value).strip()
        return (self.palette or Palette.office()).drawing_fill(token) if token else ""

    # -- sound XML -------------------------------------------------------------------------------------

    def close_body(self, out: list[str], mark: int) -> None:
        """Give a text that has lost its last paragraph an empty one."""
        if not any("<a:p>" in piece or "<a:p " in piece or "<a:p/>" in piece for piece in out[mark:]):
            out.append("<a:p/>")

    def close_row(self, out: list[str], mark: int) -> None:
        """Drop a row that has lost all its cells."""
        if not any("<a:tc>" in piece or "<a:tc " in piece for piece in out[mark:]):
            del out[mark:]

    def close_table(self, out: list[str], mark: int) -> None:
        """Drop a table that has lost all its rows, frame and all."""
        if not any("<a:tr>" in piece or "<a:tr " in piece for piece in out[mark:]):
            del out[mark:]

    def close_group(self, out: list[str], mark: int) -> None:
        """Drop a group that has lost all its shapes."""
        text = "".join(out[mark:])
        if len(_SHAPE.findall(text)) < 2:  # the group itself is one
            del out[mark:]

    def close_columns(self, out: list[str], mark: int) -> None:
        """Make the grid of a table agree with the columns and spans that came out."""
        text = self.settled("".join(out[mark:]))
        if "<a:tc" not in text:
            del out[mark:]
            return
        root = etree.fromstring(f"<dg {self.declarations}>{text}</dg>")
        for table in root.iter(TABLE):
            put_right(table)
        clean = etree.tostring(root, encoding="unicode")
        out[mark:] = [clean[clean.index(">") + 1 : clean.rindex("</dg>")]]

    def close_timing(self, out: list[str], mark: int) -> None:
        """Drop the animations of a slide when one of them is about a shape that was dropped."""
        shown, timing = "".join(out[:mark]), "".join(out[mark:])
        about = self.dropped_ids.intersection(_TARGET.findall(timing))
        if any(f'<p:cNvPr id="{number}"' not in shown for number in about):
            del out[mark:]
