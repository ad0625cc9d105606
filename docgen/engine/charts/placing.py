"""Charts of a template while a part is rendered: which drawing came out with which data, and where that goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from docgen.engine.charts.model import Chart
from docgen.engine.escape import attribute
from docgen.engine.links import links
from docgen.engine.package import Package
from docgen.engine.relations import Additions, taken

CHART_MARK = "dgchart:"
"""What a text holds whose charts are still to be placed."""

# Between angle brackets nothing that was printed can hold a quotation mark.
_MARK = re.compile(r'(<[^<>]*=")dgchart:(\d+):(id|alt)"')


@dataclass(slots=True)
class ShownChart:
    """A chart's drawing as it came out: the relationship it has in the template, its description there, its data.

    `alt` is None where tags of the template describe it. `number` is that of the tag which gave the data.
    """

    relation: str
    alt: str | None = None
    chart: Chart | None = None
    number: int = 0

    @property
    def description(self) -> str:
        """What describes the chart to those who cannot see it: the data's words, or the template's."""
        return (self.chart.alt if self.chart else "") or self.alt or ""

    def check(self) -> None:
        """Raise ValueError where nothing describes a chart that was given data."""
        if self.alt is not None and not self.description.strip():
            raise ValueError("is a chart without alt text; say in one sentence what it shows (alt)")


@dataclass(slots=True)
class ShownCharts:
    """The drawings of one part that tags give data to, in the order in which they come out.

    A tag gives its data to the drawings of that name that came out before it and have none yet; where there is
    none, to those that come after it, until the next tag.
    """

    shown: list[ShownChart] = field(default_factory=list)
    _waiting: dict[str, list[ShownChart]] = field(default_factory=dict)
    _ahead: dict[str, tuple[Chart, int]] = field(default_factory=dict)
    _last: dict[str, tuple[Chart, int]] = field(default_factory=dict)
    _alt: str | None = None

    def give(self, name: str, chart: Chart, number: int) -> None:
        """Take the data of a tag."""
        waiting = self._waiting.pop(name, [])
        for drawing in waiting:
            drawing.chart, drawing.number = chart, number
        if not waiting:
            self._ahead[name] = chart, number
        self._last[name] = chart, number

    def describe(self, alt: str) -> str:
        """Return a mark for the description of the next drawing; `alt` is the template's."""
        self._alt = alt
        return f"dgchart:{len(self.shown)}:alt"

    def show(self, name: str, relation: str) -> str:
        """Return a mark for the relationship of a drawing of that name."""
        drawing, self._alt = ShownChart(relation, self._alt), None
        if name in self._ahead:
            drawing.chart, drawing.number = self._ahead[name]
        else:
            self._waiting.setdefault(name, []).append(drawing)
        self.shown.append(drawing)
        return f"dgchart:{len(self.shown) - 1}:id"

    def settle(self) -> None:
        """Give the drawings that are still without data what their name was last given, if anything."""
        for name, waiting in self._waiting.items():
            for drawing in waiting:
                drawing.chart, drawing.number = self._last.get(name, (None, 0))
        self._waiting.clear()


def placed(text: str, charts: ShownCharts, fill: Callable[[ShownChart], str]) -> str:
    """Return a part's text with the marks of its charts resolved; `fill` returns a filled drawing's relationship."""
    charts.settle()
    relations = [fill(drawing) if drawing.chart else drawing.relation for drawing in charts.shown]

    def value(match: re.Match[str]) -> str:
        drawing = charts.shown[int(match[2])]
        shown = relations[int(match[2])] if match[3] == "id" else attribute(drawing.description)
        return f'{match[1]}{shown}"'

    return _MARK.sub(value, text)


@dataclass(slots=True)
class Placing:
    """Puts charts into a package. `rendered` are the parts that came out so far, chart parts with tags among them."""

    package: Package
    additions: Additions
    rendered: Mapping[str, bytes]
    _filled: set[str] = field(default_factory=set)

    def fill(self, part: str, relation: str, chart: Chart) -> str:
        """Give the chart of a part's relationship new data and return the relationship that leads to it now.

        The template's own part is filled first; a chart that comes out again gets a part of its own. Raise
        ValueError where the chart cannot be filled.
        """
        from docgen.engine.charts.filling import filled

        target = links(self.package, part)[relation].target
        template = self.rendered.get(target) or self.package.data(target)
        made = filled(template, chart, attached=taken(self.package, target).attached)
        if target in self._filled:
            return self.additions.attach(part, made)
        self._filled.add(target)
        self.additions.replace(target, made)
        return relation

    def fill_copy(
        self, part: str, relation: str, chart: Chart, *, texts: Mapping[str, str], names: Mapping[str, str]
    ) -> dict[str, str]:
        """Give the chart of a slide, or of a copy of it, new data; return the text of the chart part by its name.

        All names are the template's; `names` says what they are in the copy, whose parts are its own already.
        `texts` are the parts of the slide that came out so far. Raise ValueError as `fill` does.
        """
        from docgen.engine.charts.filling import filled

        target = links(self.package, part)[relation].target
        template = texts[target].encode() if target in texts else self.package.data(target)
        made = filled(template, chart, attached=taken(self.package, target).attached)
        self.additions.replace(target, made, names=names)
        return {target: made.data.decode()}
