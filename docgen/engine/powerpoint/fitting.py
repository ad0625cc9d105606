"""How high text comes out on a slide: sizes and fonts as a shape inherits them, lines as they wrap. In points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from docgen.engine.markup import Element
from docgen.engine.measure import line_height, text_width, wrapped_lines
from docgen.engine.powerpoint.boxes import inherited
from docgen.engine.powerpoint.deck import Deck
from docgen.engine.powerpoint.markup import (
    BODY_PROPERTIES,
    CELL_PROPERTIES,
    LIST_STYLE,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    TEXT,
    TITLES,
    a,
    p,
    placeholder_of,
)

EMU_PER_POINT = 12_700
_BREAK, _END, _LATIN, _CELL_BODY, _SHAPE_BODY = a("br"), a("endParaRPr"), a("latin"), a("txBody"), p("txBody")
_SHARE = a("spcPct")
_DEFAULT_POINTS = 18.0  # of a text that nothing gives a size (ISO 29500-1, 21.1.2.3.9)
_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}  # ISO 29500-1, 21.1.2.1.1
_MARGINS = {"marL": 91_440, "marR": 91_440, "marT": 45_720, "marB": 45_720}  # ISO 29500-1, 21.1.3.17
_OWN_MARGINS = [default / EMU_PER_POINT for default in _MARGINS.values()]
_SPACINGS = tuple(map(a, ("lnSpc", "spcBef", "spcAft")))
_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "body": "bodyStyle", "subTitle": "bodyStyle"}


class _Spacing(NamedTuple):
    """A spacing: a share of a line or of the size, or points."""

    value: float
    is_share: bool

    def of(self, whole: float) -> float:
        return self.value * whole if self.is_share else self.value


class _Level(NamedTuple):
    """What the paragraphs of one level of a chain of styles inherit. Sizes in points; `face` may be the theme's."""

    margin: float
    points: float
    face: str
    bold: bool
    line: _Spacing | None
    before: _Spacing | None
    after: _Spacing | None


class _Look(NamedTuple):
    points: float
    bold: bool
    font: str


@dataclass(slots=True)
class Measure:
    """Measures the texts of one deck while it is rendered.

    What styles say is read once for each chain of them, and a cell that was measured is known again.
    """

    deck: Deck
    _levels: dict[tuple[tuple[Element, ...], int], _Level] = field(default_factory=dict)
    _cells: dict[tuple[Element, float, bool], float] = field(default_factory=dict)

    def shape_height(self, shape: Element, part: str, width: float) -> float:
        """Return how high the text of a shape on the slide `part` is with its insets, `width` points wide."""
        body = shape.find(_SHAPE_BODY)
        if body is None:
            return 0.0
        bodies = [each.find(_SHAPE_BODY) for each in inherited(shape, self.deck, part)]
        insets = _insets([found.find(BODY_PROPERTIES) for found in bodies if found is not None])
        chain = (*_list_styles(bodies), *self._master(shape, part))
        inner = width - insets["lIns"] - insets["rIns"]
        return self._body_height(body, chain, inner) + insets["tIns"] + insets["bIns"]

    def cell_height(self, cell: Element, width: float, *, bold: bool) -> float:
        """Return how high a table cell must be for its text, with its margins, `width` points wide."""
        key = (cell, width, bold)
        height = self._cells.get(key)
        if height is None:
            height = self._cells[key] = self._cell_height(cell, width, bold=bold)
        return height

    def _cell_height(self, cell: Element, width: float, *, bold: bool) -> float:
        body, properties = cell.find(_CELL_BODY), cell.find(CELL_PROPERTIES)
        left, right, top, bottom = _margins(properties)
        if body is None:
            return top + bottom
        chain = (*_list_styles([body]), *self.deck.default_styles)
        return self._body_height(body, chain, width - left - right, bold=bold) + top + bottom

    def _body_height(
        self, body: Element, chain: tuple[Element, ...], width: float, *, bold: bool = False
    ) -> float:
        """Return the height of a text's paragraphs; `chain` says where they inherit from, nearest first."""
        return sum(
            self._paragraph_height(each, chain, width, first=not number, bold=bold)
            for number, each in enumerate(body.iterchildren(PARAGRAPH))
        )

    def _paragraph_height(
        self, paragraph: Element, chain: tuple[Element, ...], width: float, *, first: bool, bold: bool
    ) -> float:
        own = paragraph.find(PARAGRAPH_PROPERTIES)
        level = self._level(chain, int(own.get("lvl", "0")) if own is not None else 0)
        margin, line, before, after = level.margin, level.line, level.before, level.after
        if own is not None:
            margin = float(own.get("marL") or margin * EMU_PER_POINT) / EMU_PER_POINT
        if own is not None and len(own):
            own_line, own_before, own_after = _spacings(own)
            line, before, after = own_line or line, own_before or before, own_after or after
        text, properties = _runs_of(paragraph)
        look = self._look(properties, level, bold=bold)
        single = line_height(look.points, look.font)
        height = _lines(text, max(width - margin, look.points), look) * (
            single if line is None else line.of(single)
        )
        above = 0.0 if first or before is None else before.of(look.points)
        return height + above + (0.0 if after is None else after.of(look.points))

    def _look(self, own: Sequence[Element], level: _Level, *, bold: bool) -> _Look:
        """Return the look of a paragraph by what its runs have of their own: the largest size, the first font."""
        if not own:
            return _Look(level.points, bold or level.bold, self._font(level.face))
        points = max([float(each.get("sz", "0")) / 100 or level.points for each in own])
        face, mark = own[0].find(_LATIN), own[0].get("b")
        font = self._font(level.face if face is None else face.get("typeface", ""))
        return _Look(points, bold or (mark in ("1", "true") if mark else level.bold), font)

    def _font(self, face: str) -> str:
        return self.deck.theme_fonts.get(face, face) or "Arial"

    # -- where a text inherits from ------------------------------------------------------------------------

    def _level(self, chain: tuple[Element, ...], number: int) -> _Level:
        key = (chain, number)
        if key not in self._levels:
            name = a(f"lvl{number + 1}pPr")
            self._levels[key] = _level([found for style in chain if (found := style.find(name)) is not None])
        return self._levels[key]

    def _master(self, shape: Element, part: str) -> Iterator[Element]:
        """Yield the master's style for the kind of placeholder, then the deck's defaults."""
        mark = placeholder_of(shape)
        kind = "other" if mark is None else mark.get("type", "body")
        name = (
            "titleStyle"
            if kind in TITLES
            else _STYLES.get(kind, "bodyStyle" if kind == "obj" else "otherStyle")
        )
        master = self.deck.layout_of(self.deck.layout_of(part))
        if mark is not None and master:
            found = self.deck.behind(master).find(f"{p('txStyles')}/{p(name)}")
            yield from () if found is None else (found,)
        yield from self.deck.default_styles


def _list_styles(bodies: Sequence[Element | None]) -> list[Element]:
    """Return the list styles of texts, without the empty ones that most have."""
    found = (body.find(LIST_STYLE) if body is not None else None for body in bodies)
    return [each for each in found if each is not None and len(each)]


def _margins(properties: Element | None) -> Sequence[float]:
    """Return a cell's margins in points: left, right, top and bottom."""
    if properties is None:
        return _OWN_MARGINS
    return [float(properties.get(key, default)) / EMU_PER_POINT for key, default in _MARGINS.items()]


def _insets(properties: Sequence[Element | None]) -> dict[str, float]:
    named = [each for each in properties if each is not None]
    return {
        key: float(next((each.get(key, "") for each in named if each.get(key)), default)) / EMU_PER_POINT
        for key, default in _INSETS.items()
    }


def _level(levels: Sequence[Element]) -> _Level:
    """Return what paragraph properties say together, the nearest first."""
    defaults = [found for level in levels if (found := level.find(a("defRPr"))) is not None]
    points = next((float(each.get("sz", "0")) / 100 for each in defaults if each.get("sz")), _DEFAULT_POINTS)
    faces = (each.find(_LATIN) for each in defaults)
    margin = next((each.get("marL", "") for each in levels if each.get("marL")), "0")
    said = [_spacings(level) for level in levels]
    line, before, after = (next((each[kind] for each in said if each[kind]), None) for kind in range(3))
    return _Level(
        margin=float(margin) / EMU_PER_POINT,
        points=points,
        face=next((found.get("typeface", "") for found in faces if found is not None), "+mn-lt"),
        bold=next((each.get("b", "") for each in defaults if each.get("b")), "") in ("1", "true"),
        line=line,
        before=before,
        after=after,
    )


def _lines(text: str, room: float, look: _Look) -> int:
    """Return how many lines a text takes."""
    if "\n" not in text and text_width(text, points=look.points, bold=look.bold, font=look.font) <= room:
        return 1
    return wrapped_lines(text, width=room, points=look.points, bold=look.bold, font=look.font)


def _runs_of(paragraph: Element) -> tuple[str, Sequence[Element]]:
    """Return the text of a paragraph, its breaks as line ends, and its runs' properties (its end's if it has none)."""
    texts: list[str] = []
    found: dict[str, list[Element]] = {RUN_PROPERTIES: [], _END: []}
    for node in paragraph.iter(TEXT, _BREAK, RUN_PROPERTIES, _END):
        tag = node.tag
        if tag in found:
            found[tag].append(node)
        else:
            texts.append("\n" if tag == _BREAK else node.text or "")
    return "".join(texts), found[RUN_PROPERTIES] or found[_END]


def _spacings(properties: Element) -> tuple[_Spacing | None, _Spacing | None, _Spacing | None]:
    """Return what paragraph properties say of the distance of lines, and of that before and after a paragraph."""
    named = {child.tag: child for child in properties if child.tag in _SPACINGS}
    line, before, after = (_spacing(named.get(name)) for name in _SPACINGS)
    return line, before, after


def _spacing(node: Element | None) -> _Spacing | None:
    """Return the spacing that an element says: a share (per cent times 1000), or points (times 100)."""
    if node is None or not len(node):
        return None
    value = float(node[0].get("val", "0").rstrip("%"))
    return _Spacing(value / 100_000, True) if node[0].tag == _SHARE else _Spacing(value / 100, False)
