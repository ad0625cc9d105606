"""PowerPoint with python-pptx and the code that one writes around it: load the deck, fill its slides, save.

python-pptx has no tags. The code makes one Jinja template of each slide's and each note's XML, once, as docxtpl does
it at each render; slides are copied and dropped by python-pptx, and charts drawn by it from the same figures. What
docgen does beyond that is left out: diagrams, tables that continue on a further slide, the look for text that does
not fit, colours and spans of cells, the widths of repeated columns, colours and targets of charts.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2.nodes
import pptx
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml

from bench.peers.values import environment, looks
from docgen.derive.plots import Plot
from docgen.engine.theme import Palette

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TAG = re.compile(r"{[{%].*?[%}]}", re.DOTALL)
_HELD = re.compile(r"{%(tr|tc|p)\s+(.*?)%}")
_GATE = re.compile(r"{%slide\s+((for|if)\s.*?)%}")
_ALTERNATIVE = re.compile(r"{%(shape|table)\s+(.*?)%}")
_DROPPED = re.compile(r"{%\s*(?:colspan|cellbg)\s.*?%}")
_LOCALE = "{{ locale }}"
_MARK = "\u27e6chart {}\u27e7"
_HOLDERS = {"tr": f"{A}tr", "tc": f"{A}tc", "p": f"{A}p"}
_CHARTS = {
    ("bar", False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("bar", False, True): XL_CHART_TYPE.COLUMN_STACKED,
    ("bar", True, False): XL_CHART_TYPE.BAR_CLUSTERED,
    ("bar", True, True): XL_CHART_TYPE.BAR_STACKED,
    ("line", False, False): XL_CHART_TYPE.LINE_MARKERS,
}


@dataclass(frozen=True)
class Slide:
    """A slide as Jinja templates: when it comes (a call for each time), what it holds, what its notes hold."""

    gate: jinja2.Template
    content: jinja2.Template
    notes: jinja2.Template | None


def prepared(template: Path, locale: str) -> Callable[[Mapping[str, Any]], bytes]:
    """Return the code's way with a template: its tags are compiled here, once for all clients."""
    raw, plots = _in_language(template.read_bytes(), locale), list[Plot]()
    jinja = environment(locale, Palette.office())
    jinja.finalize = lambda value: _marked(value, plots, locale)
    slides = [_compiled(slide, jinja) for slide in pptx.Presentation(io.BytesIO(raw)).slides]

    def fill(names: Mapping[str, Any]) -> bytes:
        plots.clear()
        deck, target = pptx.Presentation(io.BytesIO(raw)), io.BytesIO()
        for slide, compiled in zip(list(deck.slides), slides, strict=True):
            _fill(deck, slide, compiled, names, plots)
        deck.save(target)
        return target.getvalue()

    return fill


def _marked(value: Any, plots: list[Plot], locale: str) -> Any:
    """Return what a value is printed as; for a chart a mark, where it is put in later."""
    if not isinstance(value, Plot):
        return looks(value, locale=locale)
    plots.append(value)
    return _MARK.format(len(plots) - 1)


# -- from tags to a Jinja template, once for a template ------------------------------------------------------------


def _in_language(raw: bytes, locale: str) -> bytes:
    """Return the deck with its language put in where no slide's template does it: masters and layouts."""
    target, still = io.BytesIO(), ("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/notesMasters/")
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith(still):
                data = data.replace(_LOCALE.encode(), locale.encode())
            new.writestr(name, data)
    return target.getvalue()


def _compiled(slide: Any, jinja: jinja2.Environment) -> Slide:
    notes = deepcopy(slide.notes_slide._element.cSld) if slide.has_notes_slide else None
    gate = _taken_gate(notes) if notes is not None else None
    content = jinja.from_string(_source(deepcopy(slide._element.cSld)))
    told = jinja.from_string(_source(notes)) if notes is not None else None
    return Slide(jinja.from_string(_gate_source(gate, jinja)), content, told)


def _taken_gate(notes: Any) -> re.Match[str] | None:
    """Take the paragraph that says when a slide comes out of its notes."""
    for paragraph in notes.iter(f"{A}p"):
        gate = _GATE.search("".join(text.text or "" for text in paragraph.iter(f"{A}t")))
        if gate is not None:
            paragraph.getparent().remove(paragraph)
            return gate
    return None


def _gate_source(gate: re.Match[str] | None, jinja: jinja2.Environment) -> str:
    if gate is None:
        return "{{ _slide() }}"
    head, word = f"{{% {gate[1]}%}}", gate[2]
    if word == "if":
        return f"{head}{{{{ _slide() }}}}{{% endif %}}"
    loop = next(jinja.parse(f"{head}{{% endfor %}}").find_all(jinja2.nodes.For))
    given = ", ".join(f"{name}={name}" for name in ("loop", *_assigned(loop)))
    return f"{head}{{{{ _slide({given}) }}}}{{% endfor %}}"


def _assigned(loop: jinja2.nodes.For) -> list[str]:
    named = (loop.target, *loop.target.find_all(jinja2.nodes.Name))
    return list(dict.fromkeys(each.name for each in named if isinstance(each, jinja2.nodes.Name)))


def _source(tree: Any) -> str:
    """Return a slide's XML as a Jinja template: block tags stand where the row, cell or paragraph stood."""
    for name in ("tr", "tc", "p"):
        for holder in list(tree.iter(_HOLDERS[name])):
            _hoist(holder, name)
    for shape in list(tree.iter(f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}grpSp", f"{P}cxnSp")):
        _free(shape)
    xml: str = etree.tostring(tree, encoding="unicode")
    return _TAG.sub(lambda found: html.unescape(found[0]), xml)


def _hoist(holder: Any, name: str) -> None:
    texts = [text for text in holder.iter(f"{A}t") if text.text]
    for text in texts:
        text.text = _DROPPED.sub("", text.text)
    tags = [found for text in texts for found in _HELD.finditer(text.text or "") if found[1] == name]
    if tags:
        _put_before(holder, "".join(f"{{% {tag[2]}%}}" for tag in tags))
        _remove(holder)


def _free(shape: Any) -> None:
    """Put the condition that a shape's alternative text names around the shape."""
    about = next(shape.iter(f"{P}cNvPr"))
    found = _ALTERNATIVE.search(about.get("descr", ""))
    if found is None:
        return
    about.set("descr", _ALTERNATIVE.sub("", about.get("descr")).strip())
    if found[1] == "shape":
        _put_before(shape, f"{{% {found[2]}%}}")
        shape.tail = f"{{% endif %}}{shape.tail or ''}"


def _put_before(element: Any, text: str) -> None:
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        parent.text = f"{parent.text or ''}{text}"
    else:
        before.tail = f"{before.tail or ''}{text}"


def _remove(element: Any) -> None:
    if element.tail:
        _put_before(element, element.tail)
    element.getparent().remove(element)


# -- filling, once for a client ------------------------------------------------------------------------------------


def _fill(deck: Any, slide: Any, compiled: Slide, names: Mapping[str, Any], plots: list[Plot]) -> None:
    """Fill a slide as often as it comes: the first time itself, then copies behind it; or drop it."""
    made: list[Any] = []

    def come(**given: Any) -> str:
        one = slide if not made else _copied(deck, slide, made[-1])
        _put_content(one, compiled, {**names, **given})
        _draw(one, plots)
        made.append(one)
        return ""

    compiled.gate.render(names, _slide=come)
    if not made:
        _drop(deck, slide)


def _put_content(slide: Any, compiled: Slide, names: Mapping[str, Any]) -> None:
    slide._element.replace(slide._element.cSld, parse_xml(compiled.content.render(names)))
    if compiled.notes is not None:
        notes = slide.notes_slide._element
        notes.replace(notes.cSld, parse_xml(compiled.notes.render(names)))


def _copied(deck: Any, slide: Any, behind: Any) -> Any:
    """Return a new slide behind another, with the layout of a third. No slide that repeats has parts of its own."""
    new, listed = deck.slides.add_slide(slide.slide_layout), deck.slides._sldIdLst
    places = {each.rId: each for each in listed}
    place = next(each for rel, each in places.items() if deck.part.related_part(rel) is behind.part)
    place.addnext(listed[-1])
    return new


def _drop(deck: Any, slide: Any) -> None:
    listed = deck.slides._sldIdLst
    place = next(each for each in listed if deck.part.related_part(each.rId) is slide.part)
    deck.part.drop_rel(place.rId)
    listed.remove(place)


def _draw(slide: Any, plots: list[Plot]) -> None:
    """Put charts where their marks stand."""
    marks = {_MARK.format(number): plot for number, plot in enumerate(plots)}
    for shape in list(slide.shapes) if marks else ():
        plot = marks.get(shape.text_frame.text) if shape.has_text_frame else None
        if plot is not None:
            _add_chart(slide, shape, plot)
            shape._element.getparent().remove(shape._element)


def _add_chart(slide: Any, shape: Any, plot: Plot) -> None:
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = plot.categories
    for series in plot.series:
        data.add_series(series.name, series.values)
    kind = _CHARTS.get((plot.kind, plot.horizontal, plot.stacked), XL_CHART_TYPE.COLUMN_CLUSTERED)
    slide.shapes.add_chart(kind, shape.left, shape.top, shape.width, shape.height, data)


# -- what came out -------------------------------------------------------------------------------------------------


def shown(raw: bytes) -> tuple[list[str], list[str]]:
    """Return the texts of the paragraphs of slides and notes, and those that only docgen writes; each once, sorted.

    A slide that goes on with a table of the one before repeats all that stands beside it, and says so in its title.
    The rest are diagrams: groups of shapes, of which the templates have no others.
    """
    found: tuple[set[str], set[str]] = (set(), set())
    for slide in pptx.Presentation(io.BytesIO(raw)).slides:
        for text, drawn in _texts(slide):
            found[drawn or text.endswith("(continued)")].add(text)
    return sorted(found[0]), sorted(found[1])


def _texts(slide: Any) -> Iterator[tuple[str, bool]]:
    roots = [slide._element, *([slide.notes_slide._element] if slide.has_notes_slide else [])]
    for paragraph in (each for root in roots for each in root.iter(f"{A}p")):
        words = (node.text or " " for node in paragraph.iter(f"{A}t", f"{A}br"))
        text = " ".join("".join(words).split())
        if text:
            yield text, next(paragraph.iterancestors(f"{P}grpSp"), None) is not None
