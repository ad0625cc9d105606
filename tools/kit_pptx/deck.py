"""A deck template as a whole: its slides in order, and the package that holds its parts."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.engine.package import Member, write_package
from tools.kit.properties import core_properties
from tools.kit.theme import theme_part
from tools.kit.xml import DECLARATION
from tools.kit_pptx.layouts import EMPTY_TREE, LAYOUTS, master
from tools.kit_pptx.slides import Slide, placed_text
from tools.kit_pptx.styles import Level, levels, table_styles
from tools.kit_pptx.xml import HEIGHT, WIDTH, Box, emu, whole

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_NOTES_SIZE = (6_858_000, 9_144_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """One built-in template. `version` is the template's own, which document control prints."""

    code: str
    version: str
    slides: tuple[Slide, ...]

    def build(self) -> bytes:
        """Return the bytes of the .pptx; the same each time."""
        members = (Member.pack(name, xml.encode()) for name, xml in self.parts().items())
        return write_package(members)

    def parts(self) -> dict[str, str]:
        """Return the XML of every part by its name, in the order of the package."""
        numbers = range(1, len(self.slides) + 1)
        parts = {
            "[Content_Types].xml": _content_types(len(self.slides)),
            "_rels/.rels": _relations(
                ("rId1", f"{_OFFICE}/officeDocument", "ppt/presentation.xml"),
                ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
            ),
            "docProps/core.xml": core_properties(),
            "docProps/app.xml": _application(),
            "ppt/presentation.xml": _presentation(len(self.slides)),
            "ppt/_rels/presentation.xml.rels": _presentation_relations(len(self.slides)),
            "ppt/presProps.xml": whole("presentationPr", ""),
            "ppt/tableStyles.xml": table_styles(),
            "ppt/theme/theme1.xml": theme_part(),
            "ppt/theme/theme2.xml": theme_part(),
            **_masters(),
        }
        for number, slide in zip(numbers, self.slides, strict=True):
            parts |= _slide(number, slide)
        return parts


def _relations(*entries: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in entries
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(slides: int) -> str:
    named = {
        "ppt/presentation.xml": f"{_TYPE}.presentation.main+xml",
        "ppt/presProps.xml": f"{_TYPE}.presProps+xml",
        "ppt/tableStyles.xml": f"{_TYPE}.tableStyles+xml",
        "ppt/theme/theme1.xml": _THEME_TYPE,
        "ppt/theme/theme2.xml": _THEME_TYPE,
        "ppt/slideMasters/slideMaster1.xml": f"{_TYPE}.slideMaster+xml",
        "ppt/notesMasters/notesMaster1.xml": f"{_TYPE}.notesMaster+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    named |= {
        f"ppt/slideLayouts/slideLayout{number}.xml": f"{_TYPE}.slideLayout+xml"
        for number in range(1, len(LAYOUTS) + 1)
    }
    for number in range(1, slides + 1):
        named[f"ppt/slides/slide{number}.xml"] = f"{_TYPE}.slide+xml"
        named[f"ppt/notesSlides/notesSlide{number}.xml"] = f"{_TYPE}.notesSlide+xml"
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in named.items())
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _application() -> str:
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>docgen</Application></Properties>"
    )


def _presentation(slides: int) -> str:
    listed = "".join(f'<p:sldId id="{256 + at}" r:id="rIdSlide{at + 1}"/>' for at in range(slides))
    across, down = _NOTES_SIZE
    content = (
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rIdMaster"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rIdNotes"/></p:notesMasterIdLst>'
        f"<p:sldIdLst>{listed}</p:sldIdLst>"
        f'<p:sldSz cx="{emu(WIDTH) // 1000 * 1000}" cy="{emu(HEIGHT)}"/><p:notesSz cx="{across}" cy="{down}"/>'
        f"<p:defaultTextStyle>{levels(*[Level(size=18)] * 9)}</p:defaultTextStyle>"
    )
    return whole("presentation", content, ' saveSubsetFonts="1"')


def _presentation_relations(slides: int) -> str:
    fixed = (
        ("rIdMaster", "slideMaster", "slideMasters/slideMaster1.xml"),
        ("rIdNotes", "notesMaster", "notesMasters/notesMaster1.xml"),
        ("rIdProperties", "presProps", "presProps.xml"),
        ("rIdTheme", "theme", "theme/theme1.xml"),
        ("rIdTables", "tableStyles", "tableStyles.xml"),
    )
    numbered = ((f"rIdSlide{n}", "slide", f"slides/slide{n}.xml") for n in range(1, slides + 1))
    return _relations(*((name, f"{_OFFICE}/{kind}", target) for name, kind, target in (*fixed, *numbered)))


def _masters() -> dict[str, str]:
    many = len(LAYOUTS)
    links = [
        (f"rId{n}", f"{_OFFICE}/slideLayout", f"../slideLayouts/slideLayout{n}.xml")
        for n in range(1, many + 1)
    ]
    links.append((f"rId{many + 1}", f"{_OFFICE}/theme", "../theme/theme1.xml"))
    parts = {
        "ppt/slideMasters/slideMaster1.xml": master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(*links),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relations(
            ("rId1", f"{_OFFICE}/theme", "../theme/theme2.xml")
        ),
    }
    for number, layout in enumerate(LAYOUTS, 1):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = layout.part()
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _relations(
            ("rId1", f"{_OFFICE}/slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return parts


def _notes_master() -> str:
    across, down = (side / 914_400 for side in _NOTES_SIZE)
    picture = Box(0.75, 0.8, across - 1.5, (across - 1.5) * 9 / 16)
    words = Box(0.75, 4.4, across - 1.5, down - 5.2)
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{picture.transform()}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
    )
    text = placed_text(
        "Notes", 3, '<p:ph type="body" sz="quarter" idx="3"/>', '<a:p><a:endParaRPr lang="en-AU"/></a:p>'
    )
    placed = f'<p:spPr>{words.transform()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
    accents = " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    colors = f'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" {accents} hlink="hlink" folHlink="folHlink"'
    content = (
        '<p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
        f"<p:spTree>{EMPTY_TREE}{image}{text.replace('<p:spPr/>', placed)}</p:spTree></p:cSld><p:clrMap {colors}/>"
        f"<p:notesStyle>{levels(*[Level(size=12, after=4)] * 9)}</p:notesStyle>"
    )
    return whole("notesMaster", content)


def _slide(number: int, slide: Slide) -> dict[str, str]:
    layout = LAYOUTS.index(slide.layout) + 1
    return {
        f"ppt/slides/slide{number}.xml": slide.part(),
        f"ppt/slides/_rels/slide{number}.xml.rels": _relations(
            ("rId1", f"{_OFFICE}/slideLayout", f"../slideLayouts/slideLayout{layout}.xml"),
            ("rId2", f"{_OFFICE}/notesSlide", f"../notesSlides/notesSlide{number}.xml"),
        ),
        f"ppt/notesSlides/notesSlide{number}.xml": slide.notes_part(),
        f"ppt/notesSlides/_rels/notesSlide{number}.xml.rels": _relations(
            ("rId1", f"{_OFFICE}/notesMaster", "../notesMasters/notesMaster1.xml"),
            ("rId2", f"{_OFFICE}/slide", f"../slides/slide{number}.xml"),
        ),
    }
