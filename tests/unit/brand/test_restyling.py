"""A livery in the place of a template's own: every theme part, all that stands beside it, pictures named for logos."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.shared import Mm
from lxml import etree
from openpyxl.drawing.image import Image as SheetImage
from pptx.util import Emu

from docgen.brand import load_brand
from docgen.engine import Template
from docgen.engine.livery import LOGO, Face, Livery, Logo
from docgen.engine.package import read_package
from docgen.engine.restyling import restyled
from docgen.engine.theme import Palette
from docgen.resources import templates_folder

BRANDS = Path(__file__).resolve().parents[3] / "examples" / "brands"
HOUSE, TIDEWATER = (load_brand(BRANDS / f"{name}.yaml").livery for name in ("house", "tidewater"))
TEMPLATES = sorted(
    path for path in templates_folder().iterdir() if path.suffix in {".docx", ".xlsx", ".pptx"}
)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(path: Path, livery: Livery | None = None) -> dict[str, bytes]:
    package = read_package(path, name=path.name)
    package = restyled(package, livery) if livery else package
    return {name: package.data(name) for name in package.members}


def named(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_the_house_brand_leaves_every_built_in_template_as_it_is(path: Path) -> None:
    assert parts(path, HOUSE) == parts(path)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_theme_part_has_the_colours_and_fonts_of_the_brand(path: Path) -> None:
    themes = {name: data for name, data in parts(path, TIDEWATER).items() if "/theme/theme" in name}
    assert len(themes) == (2 if path.suffix == ".pptx" else 1)
    for data in themes.values():
        assert dict(Palette.read(data).colors) == TIDEWATER.colors
        fonts = [node.get("typeface") for node in etree.fromstring(data).iter(f"{A}latin")]
        assert fonts == ["Arial", "Calibri"]


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_restyling_changes_no_text_of_a_template(path: Path) -> None:
    before, after = parts(path), parts(path, TIDEWATER)
    assert before.keys() == after.keys()
    for name in before:
        assert texts(before[name]) == texts(after[name]), name


def texts(data: bytes) -> list[str]:
    """Return the texts of a part; a workbook's header has its colour in its text."""
    return [re.sub("&K[0-9A-F]{6}", "", str(text)) for text in etree.fromstring(data).itertext()]


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_there_and_back_again_gives_the_template(path: Path) -> None:
    there = restyled(read_package(path, name=path.name), TIDEWATER)
    back = restyled(there, HOUSE)
    for name, data in parts(path).items():
        assert etree_of(back.data(name)) == etree_of(data), name


def etree_of(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(data), method="c14n") if data.lstrip().startswith(b"<") else data


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_built_in_template_has_no_colour_that_a_brand_would_not_change(path: Path) -> None:
    for name, data in parts(path).items():
        if "/theme/theme" in name or not name.endswith(".xml"):
            continue
        for node in etree.fromstring(data).iter(etree.Element):
            fixed = fixed_colour(node)
            assert fixed is None, f"{path.name} {name}: {etree.tostring(node)[:200]!r}"


def fixed_colour(node: etree._Element) -> str | None:
    """Return a colour that a node has of its own, without the theme."""
    local = etree.QName(node).localname
    if local == "srgbClr" or (local == "sysClr"):
        return node.get("val")
    if node.tag.startswith(W):
        attributes = {"color": "val"} if local == "color" else {}
        own = (
            node.get(f"{W}{attributes.get(local, 'color')}") if f"{W}themeColor" not in node.attrib else None
        )
        fill = node.get(f"{W}fill") if f"{W}themeFill" not in node.attrib else None
        return next((one for one in (own, fill) if one not in (None, "auto") and len(one) == 6), None)
    if local in {"color", "fgColor", "bgColor", "tabColor"} and node.get("rgb"):
        return node.get("rgb")
    return None


def test_headers_of_workbooks_follow_though_they_know_no_theme() -> None:
    book = openpyxl.load_workbook(io.BytesIO(zipped(parts(templates_folder() / "RACI.xlsx", TIDEWATER))))
    colors = {sheet.oddHeader.left.color for sheet in book}
    assert colors == {TIDEWATER.colors["accent3"]}
    assert {font.name for font in book._fonts if font.scheme == "major"} == {"Arial"}  # type: ignore[attr-defined]


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_fallback_is_told_to_word_in_a_font_table() -> None:
    livery = replace(TIDEWATER, heading=Face("Gotham", "Arial"))
    found = parts(templates_folder() / "SLA.docx", livery)
    (table,) = (data for name, data in found.items() if "fontTable" in name)
    font = etree.fromstring(table).find(f"{W}font")
    assert font is not None
    assert (font.get(f"{W}name"), font.find(f"{W}altName").get(f"{W}val")) == ("Gotham", "Arial")  # type: ignore[union-attr]
    assert docx.Document(io.BytesIO(zipped(found))).paragraphs


# -- logos -------------------------------------------------------------------------------------------

LOGO_PNG = (BRANDS / "tidewater" / "logo-on-light.png").read_bytes()
OTHER_PNG = (BRANDS / "tidewater" / "logo-on-dark.png").read_bytes()


def word_with_picture() -> bytes:
    document = docx.Document()
    shape = document.add_picture(io.BytesIO(OTHER_PNG), Mm(40), Mm(20))
    shape._inline.docPr.set("name", LOGO)
    return saved(document.save)


def deck_with_picture() -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_picture(io.BytesIO(OTHER_PNG), Emu(0), Emu(0), Mm(40), Mm(20)).name = LOGO
    return saved(deck.save)


def saved(save: Callable[[io.BytesIO], None]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def rendered(template: bytes) -> bytes:
    return Template.open(template, livery=TIDEWATER).render({})


def test_a_picture_in_word_that_is_named_for_the_logo_becomes_it_in_its_box() -> None:
    document = docx.Document(io.BytesIO(rendered(word_with_picture())))
    (shape,) = document.inline_shapes
    blip = shape._inline.graphic.graphicData.pic.blipFill.blip
    assert document.part.related_parts[blip.embed].blob == LOGO_PNG
    assert shape.width == Mm(40)
    assert shape.height / shape.width == pytest.approx(100 / 460, abs=0.001)
    assert shape._inline.docPr.get("descr") == "Tidewater"


def test_a_picture_on_a_slide_that_is_named_for_the_logo_becomes_it_in_its_box() -> None:
    deck = pptx.Presentation(io.BytesIO(rendered(deck_with_picture())))
    (picture,) = deck.slides[0].shapes
    assert picture.image.blob == LOGO_PNG
    assert (picture.left, picture.width) == (0, Mm(40))
    assert picture.top + picture.height / 2 == pytest.approx(Mm(10), abs=2)


def test_a_picture_on_a_sheet_that_is_named_for_the_logo_becomes_it() -> None:
    book = openpyxl.Workbook()
    book.active.add_image(SheetImage(io.BytesIO(OTHER_PNG)), "B2")  # type: ignore[union-attr]
    template = io.BytesIO(saved(book.save))
    with zipfile.ZipFile(template) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    drawing = members["xl/drawings/drawing1.xml"]
    members["xl/drawings/drawing1.xml"] = drawing.replace(b'name="Image 1"', f'name="{LOGO}"'.encode())
    assert members["xl/drawings/drawing1.xml"] != drawing
    found = openpyxl.load_workbook(io.BytesIO(rendered(zipped(members))))
    (image,) = found.active._images  # type: ignore[union-attr]
    assert image._data() == LOGO_PNG


@pytest.mark.parametrize("template", [word_with_picture, deck_with_picture])
def test_the_picture_that_was_there_before_is_gone_and_the_svg_is_there(
    template: Callable[[], bytes],
) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(template()))) as package:
        media = {package.read(name) for name in package.namelist() if "/media/" in name}
    assert OTHER_PNG not in media
    assert {LOGO_PNG, (BRANDS / "tidewater" / "logo-on-light.svg").read_bytes()} <= media


def test_a_picture_whose_logo_the_livery_lacks_stays() -> None:
    bare = Livery(name="Bare", logos={"brand.logo_on_dark": Logo(LOGO_PNG)})
    document = docx.Document(io.BytesIO(Template.open(word_with_picture(), livery=bare).render({})))
    blip = document.inline_shapes[0]._inline.graphic.graphicData.pic.blipFill.blip
    assert document.part.related_parts[blip.embed].blob == OTHER_PNG


def test_a_template_opened_plain_and_in_a_livery_are_two() -> None:
    path = templates_folder() / "SLA.docx"
    plain, styled = Template.open(path), Template.open(path, livery=TIDEWATER)
    assert plain is not styled
    assert plain.digest == styled.digest
    assert Template.open(path, livery=replace(TIDEWATER)) is styled
