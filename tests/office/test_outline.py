"""An outline shows what a reader of the page would see."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.office.outline import outline, texts

FIELD = (
    f"<w:r {nsdecls('w')}><w:fldChar w:fldCharType='begin'/></w:r>",
    f"<w:r {nsdecls('w')}><w:instrText> PAGE </w:instrText></w:r>",
    f"<w:r {nsdecls('w')}><w:fldChar w:fldCharType='separate'/><w:t>7</w:t><w:fldChar w:fldCharType='end'/></w:r>",
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    document = docx.Document()
    document.core_properties.title = "A title"
    document.add_heading("One", level=1)
    document.add_paragraph("left\tright\nbelow")
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    table.cell(0, 0).text = "head"
    table.cell(1, 1).add_table(rows=1, cols=1).cell(0, 0).text = "inner"
    table.cell(0, 0).merge(table.cell(1, 0))
    footer = document.sections[0].footer.paragraphs[0]
    for run in FIELD:
        footer._element.append(parse_xml(run))
    path = tmp_path / "page.docx"
    document.save(str(path))
    return path


def test_an_outline_shows_properties_styles_breaks_fields_and_nested_tables(page: Path) -> None:
    lines = outline(page).splitlines()
    assert "  title: A title" in lines
    assert "    [Footer] {PAGE}7" in lines
    start = lines.index("body")
    assert lines[start + 1 : start + 8] == [
        "  [Heading 1] One",
        "  [Normal] left → right / below",
        "  table (Table Grid, 2 columns)",
        "    head |",
        '    " |  ¶',
        "      table (Normal Table, 1 columns)",
        "        inner",
    ]


def test_texts_keep_breaks_and_tabs_as_they_are_and_leave_out_field_codes(page: Path) -> None:
    found = texts(page)
    assert "left\tright\nbelow" in found
    assert "7" in found
    assert "inner" in found
    assert "A title" in found
