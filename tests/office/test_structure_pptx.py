"""The structural rules for decks find what they are for: a sound deck with one fault put into it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.util import Inches

from tests.office import structure_package, structure_pptx
from tests.office.package import open_package
from tests.office.seeding import SHOWN_FOR_ALL, Edit, Fault, each_fault, seeded, swap, twice

DECK, TYPES = structure_pptx.DECK, "[Content_Types].xml"
ONE, TWO = "ppt/slides/slide1.xml", "ppt/slides/slide2.xml"
MASTER, LAYOUT = "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout6.xml"
NOTES = "ppt/notesSlides/notesSlide1.xml"
SECTIONS = (
    b'<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
    b'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="A" '
    b'id="{11111111-1111-4111-8111-111111111111}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst>'
    b"</p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>"
)
TIMING = (
    b'<p:timing><p:tnLst><p:par><p:cTn id="1"><p:childTnLst><p:set><p:cBhvr><p:cTn id="2"/><p:tgtEl>'
    b'<p:spTgt spid="2"/></p:tgtEl></p:cBhvr></p:set></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing></p:sld>'
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck that breaks no rule and uses what the rules are about."""
    folder = tmp_path_factory.mktemp("sound")
    deck = pptx.Presentation()
    for name in ("First", "Second"):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = name
        slide.notes_slide.notes_text_frame.text = f"Say {name}"
    shapes = slide.shapes
    table = shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    table.cell(0, 0).merge(table.cell(0, 1))
    line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, Inches(1), Inches(1))
    line.begin_connect(shapes.title, 0)
    untyped: Any = CategoryChartData
    data = untyped()
    data.categories = ["a"]
    data.add_series("s", (1,))
    shapes.add_chart(XL_CHART_TYPE.PIE, Inches(5), Inches(3), Inches(3), Inches(3), data)
    deck.save(str(folder / "sound.pptx"))
    (listed := folder / "listed").mkdir()
    (timed := folder / "timed").mkdir()
    path = seeded(folder / "sound.pptx", listed, DECK, without_extensions)
    return seeded(path, timed, TWO, swap(b"</p:sld>", TIMING))


def without_extensions(raw: bytes) -> bytes:
    """Put one list of sections where the extensions of python-pptx's own template stand."""
    root = etree.fromstring(raw)
    for extensions in root.findall("{*}extLst"):
        root.remove(extensions)
    return etree.tostring(root).replace(b"</p:presentation>", SECTIONS)


def test_a_sound_deck_has_no_fault(sound: Path) -> None:
    assert structure_pptx.faults(sound) == ()


def rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


CHART = "ppt/charts/chart{0}.xml"
LISTED = b'<p:sldId id="256" r:id="rId7"/>'
CELL = b'<a:tc gridSpan="2">'

FAULTS: list[Fault] = [
    (structure_package.every_part_is_well_formed, ONE, swap(b"First", b"R&D")),
    (structure_package.every_part_has_a_content_type, TYPES, swap(b"/ppt/slides/slide1.xml", b"/ppt/x.xml")),
    (structure_package.relationships_lead_somewhere, rels(ONE), swap(b"slideLayout6", b"slideLayout99")),
    (structure_pptx.slides_are_listed_once_each, DECK, swap(LISTED, b"")),
    (structure_pptx.slides_are_listed_once_each, DECK, twice(LISTED)),
    (structure_pptx.slides_are_listed_once_each, DECK, swap(b'<p:sldId id="256"', b'<p:sldId id="255"')),
    (structure_pptx.slides_are_listed_once_each, DECK, swap(b'<p:sldId id="257"', b'<p:sldId id="256"')),
    (structure_pptx.slides_are_listed_once_each, rels(DECK), swap(b"slides/slide1.xml", b"theme/theme1.xml")),
    (
        structure_pptx.masters_and_layouts_are_numbered_apart,
        MASTER,
        swap(b'<p:sldLayoutId id="2147483650"', b'<p:sldLayoutId id="2147483649"'),
    ),
    (
        structure_pptx.masters_and_layouts_are_numbered_apart,
        MASTER,
        swap(b'<p:sldLayoutId id="2147483649"', b'<p:sldLayoutId id="2147483648"'),
    ),
    (
        structure_pptx.masters_and_layouts_are_numbered_apart,
        rels(MASTER),
        swap(b"slideLayout6.xml", b"slideLayout5.xml"),
    ),
    (structure_pptx.sections_name_slides, DECK, swap(b'<p14:sldId id="256"/>', b'<p14:sldId id="999"/>')),
    (structure_pptx.sections_name_slides, DECK, twice(b'<p14:sldId id="256"/>')),
    (
        structure_pptx.parts_lead_to_what_they_rest_on,
        rels(ONE),
        swap(b"../slideLayouts/slideLayout6.xml", b"../slideMasters/slideMaster1.xml"),
    ),
    (
        structure_pptx.parts_lead_to_what_they_rest_on,
        rels(LAYOUT),
        swap(b"relationships/slideMaster", b"relationships/slide"),
    ),
    (
        structure_pptx.parts_lead_to_what_they_rest_on,
        rels(NOTES),
        swap(b"relationships/notesMaster", b"relationships/theme"),
    ),
    (structure_pptx.slides_and_notes_lead_to_each_other, rels(NOTES), swap(b"slide1.xml", b"slide2.xml")),
    (
        structure_pptx.slides_and_notes_lead_to_each_other,
        rels(ONE),
        swap(b"relationships/notesSlide", b"relationships/image"),
    ),
    (
        structure_pptx.parts_have_the_content_type_of_their_kind,
        TYPES,
        swap(b"presentationml.notesSlide+xml", b"presentationml.slide+xml"),
    ),
    (
        structure_pptx.every_part_is_led_to,
        rels(DECK),
        swap(b"presProps.xml", b"viewProps.xml"),
    ),
    (
        structure_pptx.charts_have_their_workbook,
        CHART,
        swap(b'externalData r:id="rId1"', b'externalData r:id="rId9"'),
    ),
    (structure_pptx.charts_have_their_workbook, rels(CHART), swap(b".xlsx", b".xls")),
    (structure_pptx.shape_ids_are_unique, TWO, swap(b'<p:cNvPr id="3"', b'<p:cNvPr id="2"')),
    (structure_pptx.shape_ids_are_unique, TWO, swap(b'<p:cNvPr id="3"', b'<p:cNvPr id="0"')),
    (structure_pptx.what_names_shapes_finds_them, TWO, swap(b'<a:stCxn id="2"', b'<a:stCxn id="77"')),
    (structure_pptx.what_names_shapes_finds_them, TWO, swap(b'spid="2"', b'spid="77"')),
    (
        structure_pptx.texts_have_a_paragraph,
        ONE,
        swap(b"<a:p><a:r><a:t>First</a:t></a:r></a:p>", b""),
    ),
    (structure_pptx.tables_have_full_rows, TWO, swap(b"<a:tr ", b'<a:tr h="9"/><a:tr ')),
    (structure_pptx.tables_have_full_rows, TWO, swap(b"<a:tblGrid>", b'<a:tblGrid><a:gridCol w="9"/>')),
    (structure_pptx.merged_cells_are_covered, TWO, swap(CELL, b"<a:tc>")),
    (structure_pptx.merged_cells_are_covered, TWO, swap(b'<a:tc hMerge="1">', b"<a:tc>")),
    (structure_pptx.no_tag_is_left, ONE, swap(b"First", b"{{ title }}")),
    (structure_pptx.no_tag_is_left, ONE, swap(b"<a:r><a:t>", b'<a:r><a:rPr lang="{{ locale }}"/><a:t>')),
    (structure_pptx.no_tag_is_left, NOTES, swap(b"Say First", b"{%slide if x %}")),
]


@each_fault(FAULTS)
def test_a_fault_put_in_is_found_by_its_rule(
    sound: Path, tmp_path: Path, rule: structure_package.Rule, part: str, edit: Edit
) -> None:
    part = part.format(chart_number(sound))
    package = open_package(seeded(sound, tmp_path, part, edit))
    assert list(rule(package))


def chart_number(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        (name,) = (name for name in archive.namelist() if name.startswith("ppt/charts/chart"))
    return name.removeprefix("ppt/charts/chart").removesuffix(".xml")


def test_every_rule_has_a_fault_that_shows_it() -> None:
    shown = {rule for rule, _, _ in FAULTS}
    assert shown | SHOWN_FOR_ALL == set(structure_pptx.RULES)


def test_what_is_no_deck_is_said(tmp_path: Path) -> None:
    path = tmp_path / "empty.pptx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "none")
    assert structure_pptx.faults(path) == (f"{TYPES} or {DECK}: missing or not well-formed",)
