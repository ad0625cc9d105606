"""The structural rules find what they are for: each is shown a sound document with one fault put into it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.office import structure, structure_package
from tests.office.package import open_package
from tests.office.seeding import SHOWN_FOR_ALL, Edit, Fault, each_fault, seeded, swap, twice

BODY = "word/document.xml"


def caption(name: str, number: int) -> str:
    return (
        f"<w:p {nsdecls('w')}><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText>SEQ {name}</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{number}</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )


BLOCKS = (
    (
        f"<w:p {nsdecls('w')}><w:pPr><w:pStyle w:val='ListBullet'/></w:pPr>"
        "<w:bookmarkStart w:id='7' w:name='here'/><w:r><w:t>Marked</w:t></w:r><w:bookmarkEnd w:id='7'/>"
        "<w:hyperlink w:anchor='here'><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>"
    ),
    (
        f"<w:p {nsdecls('w')}><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>1</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    ),
    caption("Table", 1),
    caption("Figure", 1),
    caption("Table", 2),
    (
        f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/><w:gridCol w:w='900'/></w:tblGrid>"
        "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    ),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document that breaks no rule and uses what the rules are about."""
    path = tmp_path_factory.mktemp("sound") / "sound.docx"
    document = docx.Document()
    for block in BLOCKS:
        document.element.body.insert_element_before(parse_xml(block), "w:sectPr")
    document.sections[0].header.paragraphs[0].text = "Header"
    document.save(str(path))
    return path


def test_a_sound_document_has_no_fault(sound: Path) -> None:
    assert structure.faults(sound) == ()


DRAWING = (
    b"<w:r><w:drawing><wp:inline xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>"
    b"<wp:docPr id='4' name='x'/></wp:inline></w:drawing></w:r>"
)

FAULTS: list[Fault] = [
    (structure_package.every_part_is_well_formed, BODY, swap(b"Marked", b"Mar\x07ked")),
    (structure_package.every_part_is_well_formed, BODY, swap(b"Marked", b"Mar&#11;ked")),
    (structure_package.every_part_is_well_formed, BODY, swap(b"Marked", b"R&D")),
    (
        structure_package.every_part_is_well_formed,
        "word/styles.xml",
        swap(b"<w:styles", b"<!DOCTYPE w:styles><w:styles"),
    ),
    (
        structure_package.every_part_has_a_content_type,
        "[Content_Types].xml",
        swap(b'Extension="xml"', b'Extension="txt"'),
    ),
    (
        structure_package.every_part_has_a_content_type,
        "[Content_Types].xml",
        swap(b"/word/styles.xml", b"/word/other.xml"),
    ),
    (
        structure_package.relationships_lead_somewhere,
        "word/_rels/document.xml.rels",
        swap(b"styles.xml", b"other.xml"),
    ),
    (structure_package.relationships_lead_somewhere, BODY, swap(b'w:anchor="here"', b'r:id="rId99"')),
    (structure.tables_have_rows_and_rows_have_cells, BODY, swap(b"</w:tbl>", b"<w:tr/></w:tbl>")),
    (structure.tables_have_rows_and_rows_have_cells, BODY, swap(b"<w:tbl>", b"<w:tbl/><w:tbl>")),
    (structure.cells_end_with_a_paragraph, BODY, swap(b"<w:tc><w:p/></w:tc>", b"<w:tc/>")),
    (structure.the_grid_is_as_wide_as_the_widest_row, BODY, swap(b'<w:gridCol w:w="900"/>', b"")),
    (structure.the_grid_is_as_wide_as_the_widest_row, BODY, twice(b'<w:gridCol w:w="900"/>')),
    (structure.the_grid_is_as_wide_as_the_widest_row, BODY, twice(b"<w:tc><w:p/></w:tc>")),
    (structure.merged_cells_continue_something, BODY, swap(b'<w:vMerge w:val="restart"/>', b"")),
    (
        structure.drawing_ids_are_unique,
        BODY,
        swap(b"<w:bookmarkStart", DRAWING + DRAWING + b"<w:bookmarkStart"),
    ),
    (structure.bookmarks_are_paired_and_unique, BODY, swap(b'<w:bookmarkEnd w:id="7"/>', b"")),
    (
        structure.bookmarks_are_paired_and_unique,
        BODY,
        swap(b'<w:bookmarkStart w:id="7" w:name="here"/>', b""),
    ),
    (
        structure.bookmarks_are_paired_and_unique,
        BODY,
        twice(b'<w:bookmarkStart w:id="7" w:name="here"/>'),
    ),
    (structure.anchors_lead_to_bookmarks, BODY, swap(b'w:anchor="here"', b'w:anchor="there"')),
    (structure.style_ids_exist, BODY, swap(b'<w:pStyle w:val="ListBullet"/>', b'<w:pStyle w:val="Nobody"/>')),
    (
        structure.numbering_ids_exist,
        BODY,
        swap(b"</w:pPr>", b'<w:numPr><w:numId w:val="99"/></w:numPr></w:pPr>'),
    ),
    (
        structure.numbering_ids_exist,
        "word/numbering.xml",
        swap(b"</w:numbering>", b'<w:num w:numId="99"><w:abstractNumId w:val="77"/></w:num></w:numbering>'),
    ),
    (
        structure.note_and_comment_ids_exist,
        BODY,
        swap(b"</w:p>", b'<w:r><w:footnoteReference w:id="9"/></w:r></w:p>'),
    ),
    (
        structure.note_and_comment_ids_exist,
        BODY,
        swap(b"</w:p>", b'<w:r><w:commentReference w:id="9"/></w:r></w:p>'),
    ),
    (structure.fields_are_balanced, BODY, swap(b'<w:fldChar w:fldCharType="end"/>', b"")),
    (structure.fields_are_balanced, BODY, swap(b'<w:fldChar w:fldCharType="begin"/>', b"")),
    (structure.fields_are_balanced, BODY, twice(b'<w:fldChar w:fldCharType="separate"/>')),
    (
        structure.captions_count_up,
        BODY,
        swap(b"<w:instrText>SEQ Figure</w:instrText>", b"<w:instrText>SEQ Table</w:instrText>"),
    ),
    (structure.sections_end_the_body, BODY, swap(b"</w:body>", b"<w:p/></w:body>")),
    (structure.text_stands_in_text_elements, BODY, swap(b"</w:tbl>", b"loose</w:tbl>")),
    (structure.text_stands_in_text_elements, BODY, swap(b"<w:tc>", b"loose<w:tc>")),
    (structure.spaces_at_the_edge_are_kept, BODY, swap(b"<w:t>Marked</w:t>", b"<w:t>Marked </w:t>")),
]


@each_fault(FAULTS)
def test_a_fault_put_in_is_found_by_its_rule(
    sound: Path, tmp_path: Path, rule: structure_package.Rule, part: str, edit: Edit
) -> None:
    package = open_package(seeded(sound, tmp_path, part, edit))
    assert list(rule(package))


def test_every_rule_has_a_fault_that_shows_it() -> None:
    shown = {rule for rule, _, _ in FAULTS}
    assert shown | SHOWN_FOR_ALL == set(structure.RULES)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_stands_twice_is_found(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "twice.docx"
    path.write_bytes(sound.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/Styles.xml", b"<x/>")
    assert [fault for fault in structure.faults(path) if "stands 2 times" in fault]


def test_a_content_control_around_rows_and_cells_is_no_fault(sound: Path, tmp_path: Path) -> None:
    wrapped = swap(b"<w:tc><w:p/></w:tc>", b"<w:sdt><w:sdtContent><w:tc><w:p/></w:tc></w:sdtContent></w:sdt>")
    assert structure.faults(seeded(sound, tmp_path, BODY, wrapped)) == ()
