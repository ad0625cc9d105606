"""How high text comes out on a slide: sizes and fonts as a shape inherits them, lines as they wrap. In points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docgen.engine.links import parse
from docgen.engine.markup import Element
from docgen.engine.measure import line_height, text_width, wrapped_lines
from docgen.engine.powerpoint.boxes import inherited
from docgen.engine.powerpoint.deck import Deck
from docgen.engine.powerpoint.markup import (
    BODY_PROPERTIES,
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
_BREAK = a("br")
_DEFAULT_POINTS = 18.0  # of a text that nothing gives a size (ISO 29500-1, 21.1.2.3.9)
_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}  # ISO 29500-1, 21.1.2.1.1
_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "body": "bodyStyle", "subTitle": "bodyStyle"}


@dataclass(frozen=True, slots=True)
class _Look:
    points: float
    bold: bool
    font: str


@dataclass(slots=True)
class Measure:
    """Measures the texts of one deck. `fonts` are the theme's `+mj-lt` and `+mn-lt`."""

    deck: Deck
    fonts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        theme = next((link.target for link in self.deck.links.values() if link.kind == "theme"), "")
        root = parse(self.deck.package, theme) if theme in self.deck.package else None
        for key, name in (("+mj-lt", "majorFont"), ("+mn-lt", "minorFont")):
            found = root.find(f".//{a(name)}/{a('latin')}") if root is not None else None
            self.fonts[key] = found.get("typeface", "") if found is not None else ""

    def shape_height(self, shape: Element, part: str, width: float) -> float:
        """Return how high the text of a shape on the slide `part` is with its insets, `width` points wide."""
        body = shape.find(p("txBody"))
        if body is None:
            return 0.0
        line = inherited(shape, self.deck, part)
        insets = self._insets([each.find(f"{p('txBody')}/{BODY_PROPERTIES}") for each in line])
        chain = [*self._list_styles([each.find(p("txBody")) for each in line]), *self._master(shape, part)]
        inner = width - insets["lIns"] - insets["rIns"]
        return self.body_height(body, chain, inner) + insets["tIns"] + insets["bIns"]

    def cell_height(self, cell: Element, width: float, *, bold: bool) -> float:
        """Return how high a table cell must be for its text, with its margins, `width` points wide."""
        body, properties = cell.find(a("txBody")), cell.find(a("tcPr"))
        names = {"marL": 91_440, "marR": 91_440, "marT": 45_720, "marB": 45_720}
        margins = {
            key: float(properties.get(key, default) if properties is not None else default) / EMU_PER_POINT
            for key, default in names.items()
        }
        if body is None:
            return margins["marT"] + margins["marB"]
        chain = [*self._list_styles([body]), *self._defaults()]
        inner = width - margins["marL"] - margins["marR"]
        return self.body_height(body, chain, inner, bold=bold) + margins["marT"] + margins["marB"]

    def body_height(
        self, body: Element, chain: Sequence[Element], width: float, *, bold: bool = False
    ) -> float:
        """Return the height of a text's paragraphs; `chain` says where they inherit from, nearest first."""
        return sum(
            self._paragraph_height(each, chain, width, first=not number, bold=bold)
            for number, each in enumerate(body.iterchildren(PARAGRAPH))
        )

    def _paragraph_height(
        self, paragraph: Element, chain: Sequence[Element], width: float, *, first: bool, bold: bool
    ) -> float:
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        level = int(properties.get("lvl", "0")) if properties is not None else 0
        levels = [found for style in chain if (found := style.find(a(f"lvl{level + 1}pPr"))) is not None]
        sources = [properties, *levels] if properties is not None else levels
        look = self._look(paragraph, levels, bold=bold)
        margin = (
            float(next((each.get("marL", "") for each in sources if each.get("marL")), "0")) / EMU_PER_POINT
        )
        text = _text_of(paragraph)
        room = max(width - margin, look.points)
        lines = 1
        if "\n" in text or text_width(text, points=look.points, bold=look.bold, font=look.font) > room:
            lines = wrapped_lines(text, width=room, points=look.points, bold=look.bold, font=look.font)
        single = line_height(look.points, look.font)
        height = lines * _spacing(sources, "lnSpc", single, single)
        before = 0.0 if first else _spacing(sources, "spcBef", look.points, 0.0)
        return height + before + _spacing(sources, "spcAft", look.points, 0.0)

    def _look(self, paragraph: Element, levels: Sequence[Element], *, bold: bool) -> _Look:
        """Return the look of a paragraph: the largest size of its runs, and the font of the first."""
        own = [*paragraph.iter(RUN_PROPERTIES)] or [*paragraph.iter(a("endParaRPr"))]
        defaults = [found for level in levels if (found := level.find(a("defRPr"))) is not None]
        inherited_points = next(
            (float(each.get("sz", "0")) / 100 for each in defaults if each.get("sz")), _DEFAULT_POINTS
        )
        points = max(
            (float(each.get("sz", "0")) / 100 or inherited_points for each in own), default=inherited_points
        )
        faces = (each.find(a("latin")) for each in (*own[:1], *defaults))
        name = next((found.get("typeface", "") for found in faces if found is not None), "+mn-lt")
        marks = [each.get("b", "") for each in (*own[:1], *defaults) if each.get("b")]
        return _Look(points, bold or marks[:1] in (["1"], ["true"]), self.fonts.get(name, name) or "Arial")

    # -- where a text inherits from ------------------------------------------------------------------------

    def _list_styles(self, bodies: Sequence[Element | None]) -> list[Element]:
        found = (body.find(LIST_STYLE) if body is not None else None for body in bodies)
        return [each for each in found if each is not None]

    def _insets(self, properties: Sequence[Element | None]) -> dict[str, float]:
        named = [each for each in properties if each is not None]
        return {
            key: float(next((each.get(key, "") for each in named if each.get(key)), default)) / EMU_PER_POINT
            for key, default in _INSETS.items()
        }

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
        yield from self._defaults()

    def _defaults(self) -> list[Element]:
        found = self.deck.root.find(p("defaultTextStyle"))
        return [] if found is None else [found]


def _text_of(paragraph: Element) -> str:
    """Return the text of a paragraph, its breaks as line ends."""
    return "".join("\n" if node.tag == _BREAK else node.text or "" for node in paragraph.iter(TEXT, _BREAK))


def _spacing(sources: Sequence[Element], name: str, whole: float, default: float) -> float:
    """Return a spacing in points: a share of `whole` (per cent times 1000), or points (times 100)."""
    for source in sources:
        node = source.find(a(name))
        if node is not None and len(node):
            value = float(node[0].get("val", "0").rstrip("%"))
            return value / 100_000 * whole if node[0].tag == a("spcPct") else value / 100
    return default
