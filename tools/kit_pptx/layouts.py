"""The slide master and the seven layouts, with placeholders for all text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from tools.kit.palette import drawing_fill
from tools.kit.styles import CHIPS
from tools.kit_pptx.styles import LABEL, SMALL, SOURCE, Level, levels, text_styles
from tools.kit_pptx.xml import HEIGHT, LANGUAGE, MARGIN, TEXT_WIDTH, WIDTH, Box, emu, whole

TITLE_BOX = Box(MARGIN, 0.78, TEXT_WIDTH - 1.2, 1.0)
BODY_BOX = Box(MARGIN, 2.05, TEXT_WIDTH, 4.4)
CHART_BOX = Box(MARGIN, 2.05, 7.9, 4.4)
_LABEL_BOX = Box(MARGIN, 0.45, 8, 0.25)
_SOURCE_BOX = Box(MARGIN, 6.62, TEXT_WIDTH, 0.25)
_FOOTER_BOX = Box(MARGIN, 7.0, WIDTH - 2 * MARGIN - 1.1, 0.25)
_NUMBER_BOX = Box(WIDTH - MARGIN - 1, 7.0, 1, 0.25)

EMPTY_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
NUMBER_FIELD = (
    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    f'<a:rPr lang="{LANGUAGE}"/><a:t>‹#›</a:t></a:fld>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """A place for text (or a table, a chart) on a layout. `kind` is its type in the standard, empty for any content."""

    name: str
    kind: str
    index: int | None
    box: Box
    style: tuple[Level, ...] = ()
    prompt: str = ""
    anchor: str = "t"

    @property
    def reference(self) -> str:
        """Return `<p:ph>`, by which a slide refers to it."""
        kind = f' type="{self.kind}"' if self.kind else ""
        size = ' sz="quarter"' if self.kind in {"ftr", "sldNum"} else ""
        index = "" if self.index is None else f' idx="{self.index}"'
        return f"<p:ph{kind}{size}{index}/>"

    def shape(self, number: int, *, geometry: str = "") -> str:
        """Return the shape on the layout."""
        text = NUMBER_FIELD if self.kind == "sldNum" else _prompt(self.prompt)
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{self.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr>{self.reference}</p:nvPr></p:nvSpPr><p:spPr>{self.box.transform()}{geometry}</p:spPr><p:txBody>"
            f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{self.anchor}"><a:normAutofit/></a:bodyPr>'
            f"<a:lstStyle>{levels(*self.style)}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
        )


def _prompt(text: str) -> str:
    return f'<a:r><a:rPr lang="en-AU"/><a:t>{text}</a:t></a:r>' if text else '<a:endParaRPr lang="en-AU"/>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Art:
    """A drawing that says nothing: marked as decoration."""

    name: str
    box: Box
    geometry: str = _RECTANGLE
    fill: str = ""
    line: str = ""
    weight: float = 0.75

    def shape(self, number: int) -> str:
        """Return the shape on the layout."""
        fill = drawing_fill(self.fill) if self.fill else "<a:noFill/>"
        inside = drawing_fill(self.line) if self.line else "<a:noFill/>"
        width = f' w="{round(self.weight * 12_700)}"' if self.line else ""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{self.name}" descr="">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{self.box.transform()}{self.geometry}{fill}'
            f"<a:ln{width}>{inside}</a:ln></p:spPr></p:sp>"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One layout: its name, its places, its drawings behind them, its background and kind in the standard."""

    name: str
    places: tuple[Placeholder, ...]
    art: tuple[Art, ...] = ()
    background: str = ""
    kind: str = ""

    def place(self, name: str) -> Placeholder:
        """Return the place of that name; KeyError if the layout has none."""
        return {place.name: place for place in self.places}[name]

    def part(self) -> str:
        """Return the XML of the layout."""
        numbers = count(2)
        art = "".join(one.shape(next(numbers)) for one in self.art)
        shapes = art + "".join(place.shape(next(numbers)) for place in self.places)
        back = _background(self.background) if self.background else ""
        kind = f' type="{self.kind}"' if self.kind else ""
        content = (
            f'<p:cSld name="{self.name}">{back}<p:spTree>{EMPTY_TREE}{shapes}</p:spTree></p:cSld>'
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
        )
        return whole("sldLayout", content, f'{kind} preserve="1" userDrawn="1"')


def _background(token: str) -> str:
    return f"<p:bg><p:bgPr>{drawing_fill(token)}<a:effectLst/></p:bgPr></p:bg>"


def _quarters(side: float, radii: tuple[float, ...]) -> str:
    """Return quarter circles about the bottom right corner of a square; lengths in inches."""
    edge = emu(side)
    paths = "".join(
        f'<a:path w="{edge}" h="{edge}" fill="none"><a:moveTo><a:pt x="{edge - emu(radius)}" y="{edge}"/></a:moveTo>'
        f'<a:arcTo wR="{emu(radius)}" hR="{emu(radius)}" stAng="10800000" swAng="5400000"/></a:path>'
        for radius in radii
    )
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst>{paths}</a:pathLst></a:custGeom>"
    )


def _corner(side: float) -> Box:
    return Box(WIDTH - side, HEIGHT - side, side, side)


_RINGS = (
    Art(name="Rings", box=_corner(5.6), geometry=_quarters(5.6, (5.6, 4.9, 4.2, 3.5, 2.8)), line="accent1"),
    Art(
        name="Ring accent",
        box=_corner(1.9),
        geometry=_quarters(1.9, (1.9,)),
        line="accent2@55",
        weight=2.25,
    ),
)


def _foot(color: str = "accent3") -> tuple[Placeholder, Placeholder]:
    left, right = Level(size=10, color=color), Level(size=10, color=color, align="right")
    return (
        Placeholder(
            name="Footer", kind="ftr", index=20, box=_FOOTER_BOX, style=(left,), prompt="Footer", anchor="ctr"
        ),
        Placeholder(
            name="Slide number", kind="sldNum", index=21, box=_NUMBER_BOX, style=(right,), anchor="ctr"
        ),
    )


_HEADING = Placeholder(
    name="Title", kind="title", index=None, box=TITLE_BOX, prompt="One message, as a sentence"
)
_LABEL = Placeholder(
    name="Section label", kind="body", index=14, box=_LABEL_BOX, style=(LABEL,), prompt="Section label"
)
_SOURCE = Placeholder(name="Source", kind="body", index=13, box=_SOURCE_BOX, style=(SOURCE,), prompt="Source")
_TOP = (_HEADING, _LABEL)

COVER = Layout(
    name="Title",
    kind="title",
    background="dk2",
    art=_RINGS,
    places=(
        Placeholder(
            name="Title",
            kind="ctrTitle",
            index=None,
            box=Box(MARGIN, 2.75, 9.4, 0.8),
            style=(Level(size=44, color="lt1", font="major", line=92),),
            prompt="Deck title",
        ),
        Placeholder(
            name="Client",
            kind="body",
            index=14,
            box=Box(MARGIN, 1.9, 8, 0.7),
            style=(Level(size=12, color="accent2@45", bold=True, tracking=1.2, capitals=True),),
            prompt="Client",
            anchor="b",
        ),
        Placeholder(
            name="Subtitle",
            kind="subTitle",
            index=1,
            box=Box(MARGIN, 3.7, 7.6, 0.9),
            style=(Level(size=20, color="lt1", line=105),),
            prompt="One-line promise",
        ),
        Placeholder(
            name="Provider",
            kind="body",
            index=15,
            box=Box(MARGIN, 0.65, 6, 0.35),
            style=(Level(size=16, color="lt1", bold=True),),
            prompt="Provider",
        ),
        Placeholder(
            name="Document facts",
            kind="body",
            index=16,
            box=Box(MARGIN, 6.0, 7.2, 0.95),
            style=(Level(size=12, color="lt2", line=110),),
            prompt="Number, version, status, date, classification",
            anchor="b",
        ),
    ),
)
CONTENT = Layout(
    name="Content",
    kind="obj",
    places=(
        *_TOP,
        Placeholder(name="Body", kind="", index=1, box=BODY_BOX, prompt="Text"),
        _SOURCE,
        *_foot(),
    ),
)
CHART = Layout(
    name="Chart and takeaway",
    art=(Art(name="Divider", box=Box(9.05, 2.15, 0.02, 4.2), fill="accent3@30"),),
    places=(
        *_TOP,
        Placeholder(
            name="Chart", kind="chart", index=11, box=CHART_BOX, style=(Level(size=14),), prompt="Chart"
        ),
        Placeholder(
            name="Takeaway",
            kind="body",
            index=12,
            box=Box(9.4, 2.1, WIDTH - MARGIN - 9.4, 4.3),
            style=(
                Level(size=44, color="dk2", font="major", line=95),
                Level(size=14, color="accent3", after=16),
                Level(size=16, after=8, line=105),
            ),
            prompt="Big number",
        ),
        _SOURCE,
        *_foot(),
    ),
)
TABLE = Layout(
    name="Table",
    places=(
        *_TOP,
        Placeholder(
            name="Table", kind="tbl", index=11, box=BODY_BOX, style=(Level(size=14),), prompt="Table"
        ),
        _SOURCE,
        *_foot(),
    ),
)
TITLE_ONLY = Layout(name="Title only", kind="titleOnly", places=(*_TOP, _SOURCE, *_foot()))
SECTION = Layout(
    name="Section",
    kind="secHead",
    background="lt2",
    art=(Art(name="Bar", box=Box(MARGIN, 2.55, 0.9, 0.06), fill="accent2"),),
    places=(
        Placeholder(
            name="Title",
            kind="title",
            index=None,
            box=Box(MARGIN, 2.8, 9, 1.4),
            style=(Level(size=40, color="dk2", font="major", line=95),),
            prompt="Section title",
        ),
        Placeholder(
            name="Body",
            kind="body",
            index=1,
            box=Box(MARGIN, 4.35, 8, 1.2),
            style=(Level(size=18, color="accent1", line=110),),
            prompt="What this part answers",
        ),
        *_foot(),
    ),
)
CLOSING = Layout(
    name="Closing",
    background="dk2",
    art=_RINGS,
    places=(
        Placeholder(
            name="Title",
            kind="title",
            index=None,
            box=Box(MARGIN, 0.9, 8, 1.2),
            style=(Level(size=36, color="lt1", font="major", line=95),),
            prompt="What happens next",
        ),
        Placeholder(
            name="Body",
            kind="body",
            index=1,
            box=Box(MARGIN, 2.5, 7.4, 4.0),
            style=(
                Level(size=18, color="lt1", after=2, bold=True),
                Level(size=16, color="lt2", after=14),
            ),
            prompt="Next step",
        ),
        *_foot("lt2"),
    ),
)
LAYOUTS = (COVER, CONTENT, CHART, TABLE, TITLE_ONLY, SECTION, CLOSING)


def _style(kind: str, look: tuple[str, str], number: int) -> str:
    """Return the shape that gives chips their look: the engine takes its first run as the style of that name."""
    place = Box(WIDTH + 0.3, 0.5 * number, 1.5, 0.4)
    mark = f'<a:r><a:rPr lang="en-AU" b="1">{drawing_fill(look[0])}</a:rPr><a:t>{kind}</a:t></a:r>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Style Chip {kind}" descr="">{_DECORATIVE}</p:cNvPr>'
        f'<p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place.transform()}{_RECTANGLE}'
        f'<a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="none"/><a:lstStyle/><a:p>{mark}</a:p></p:txBody></p:sp>'
    )


def master() -> str:
    """Return `ppt/slideMasters/slideMaster1.xml`."""
    places = (
        _HEADING,
        Placeholder(name="Body", kind="body", index=1, box=BODY_BOX, prompt="Text"),
        Placeholder(
            name="Footer", kind="ftr", index=3, box=_FOOTER_BOX, style=(SMALL,), prompt="Footer", anchor="ctr"
        ),
        Placeholder(
            name="Slide number",
            kind="sldNum",
            index=4,
            box=_NUMBER_BOX,
            style=(Level(size=10, color="accent3", align="right"),),
            anchor="ctr",
        ),
    )
    shapes = "".join(place.shape(number, geometry=_RECTANGLE) for number, place in enumerate(places, 2))
    shapes += "".join(_style(*one, number) for number, one in enumerate(CHIPS.items(), 2 + len(places)))
    listed = "".join(
        f'<p:sldLayoutId id="{2_147_483_649 + at}" r:id="rId{at + 1}"/>' for at in range(len(LAYOUTS))
    )
    accents = " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    colors = f'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" {accents} hlink="hlink" folHlink="folHlink"'
    content = (
        f"<p:cSld>{_background('lt1')}<p:spTree>{EMPTY_TREE}{shapes}</p:spTree></p:cSld><p:clrMap {colors}/>"
        f"<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>{text_styles()}"
    )
    return whole("sldMaster", content)
