"""Tags in places that are easily forgotten, and tags in places where nothing fills them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from docgen.engine import Template
from docgen.errors import DocgenError
from docgen.problems import Problem, Severity
from tests.hostile import places_shared as shared
from tests.hostile.places import inserted, repacked
from tests.hostile.places_word import paragraph
from tests.unit.engine.excel import make as excel
from tests.unit.engine.make import saved, with_paragraphs
from tests.unit.engine.powerpoint import make as powerpoint

APP = "docProps/app.xml"


def part(raw: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name).decode()


def found(raw: bytes, data: Mapping[str, Any] | None = None) -> list[Problem]:
    try:
        template = Template.open(raw, name="t")
        template.render(data or {})
    except DocgenError as error:
        return list(error.problems)
    return list(template.warnings)


def listing(*titles: str) -> str:
    """Return the properties of a file that list the titles of its slides, or the names of its sheets."""
    entries = "".join(f"<vt:lpstr>{title}</vt:lpstr>" for title in titles)
    count = f"<vt:variant><vt:i4>{len(titles)}</vt:i4></vt:variant>"
    called = "<vt:variant><vt:lpstr>Titles</vt:lpstr></vt:variant>"
    pairs = f'<vt:vector size="2" baseType="variant">{called}{count}</vt:vector>'
    listed = f'<vt:vector size="{len(titles)}" baseType="lpstr">{entries}</vt:vector>'
    names = f'xmlns="{shared.EXTENDED}" xmlns:vt="{shared.VALUES}"'
    inner = f"<HeadingPairs>{pairs}</HeadingPairs><TitlesOfParts>{listed}</TitlesOfParts>"
    company = "<Company>{{ company }}</Company>"
    return f'<?xml version="1.0" encoding="UTF-8"?><Properties {names}>{inner}{company}</Properties>'


# -- what Office repeats in the properties of a file --------------------------------------------------------


def test_the_titles_that_powerpoint_lists_follow_the_slides_of_a_loop() -> None:
    deck = powerpoint.deck()
    powerpoint.add_slide(deck, "{{ site }}", notes=["{%slide for site in sites %}"])
    raw = repacked(powerpoint.saved(deck), {APP: lambda _: listing("{{ site }}")})
    app = part(Template.open(raw).render({"sites": ["A", "B"], "company": "R&D"}), APP)
    assert [
        node.text for node in etree.fromstring(app.encode()).iterfind(".//{*}TitlesOfParts//{*}lpstr")
    ] == ["A", "B"]
    assert "<Company>R&amp;D</Company>" in app


def test_the_names_that_excel_lists_do_not_stop_a_loop_over_sheets() -> None:
    raw = excel.workbook(**{"{{ site }}": {"A1": "{%sheet for site in sites %}", "A2": "x"}})
    raw = repacked(raw, {APP: lambda _: listing("{{ site }}")})
    made = Template.open(raw).render({"sites": ["A", "B"], "company": "R&D"})
    assert openpyxl.load_workbook(io.BytesIO(made)).sheetnames == ["A", "B"]
    assert "<Company>R&amp;D</Company>" in part(made, APP)
    assert "{{" not in part(made, APP)


# -- drawn texts, equations ------------------------------------------------------------------------------------


def with_chart(title: str, category: str = "Q1") -> bytes:
    """Return a document with a chart."""
    document = docx.Document()
    chart = (
        f'<a:graphic><a:graphicData uri="{shared.C}"><c:chart r:id="rIdChart"/></a:graphicData></a:graphic>'
    )
    naming = '<wp:extent cx="3000000" cy="2000000"/><wp:docPr id="8" name="Chart"/>'
    drawing = f"<w:r><w:drawing><wp:inline>{naming}{chart}</wp:inline></w:drawing></w:r>"
    document.element.body.insert(0, parse_xml(paragraph(drawing)))
    link = shared.relation("rIdChart", "chart", "charts/chart1.xml")
    book = shared.relation("rId1", "package", "../embeddings/book1.xlsx")
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    types = shared.override("word/charts/chart1.xml", shared.CHART_TYPE)
    return repacked(
        saved(document),
        {
            "word/charts/chart1.xml": shared.chart_part(title, category, "Tickets"),
            "word/charts/_rels/chart1.xml.rels": shared.relations(book),
            "word/embeddings/book1.xlsx": shared.chart_workbook(),
            "word/_rels/document.xml.rels": inserted("</Relationships>", link),
            "[Content_Types].xml": inserted(
                "</Types>", f'{types}<Default Extension="xlsx" ContentType="{sheet}"/>'
            ),
        },
    )


def titles(raw: bytes) -> list[str]:
    root = etree.fromstring(part(raw, "word/charts/chart1.xml").encode())
    return [node.text or "" for node in root.iterfind(".//{*}title//{*}t")]


def test_a_tag_over_several_runs_of_a_charts_title_is_filled() -> None:
    raw = with_chart('{{ na</a:t></a:r><a:r><a:rPr i="1"/><a:t>me }}</a:t></a:r><a:r><a:t> in 2027')
    assert titles(Template.open(raw).render({"name": "R&D"})) == ["R&D", "", " in 2027"]


def test_a_line_end_in_a_charts_title_is_a_break_between_equal_runs() -> None:
    made = Template.open(with_chart("{{ name }}")).render({"name": "one\ntwo"})
    root = etree.fromstring(part(made, "word/charts/chart1.xml").encode())
    paragraph_ = root.find(".//{*}title//{*}p")
    assert [etree.QName(node).localname for node in paragraph_ if etree.QName(node).localname != "pPr"] == [
        "r",
        "br",
        "r",
    ]
    assert [node.get("b") for node in paragraph_.iterfind("{*}r/{*}rPr")] == ["1", "1"]


def test_a_tag_in_a_value_that_a_chart_shows_is_filled_with_a_warning() -> None:
    raw = with_chart("Tickets", "{{ quarter }}")
    (warning,) = found(raw, {"quarter": "Q3"})
    assert (warning.code, warning.severity) == ("chart-tag", Severity.WARNING)
    assert "<c:v>Q3</c:v>" in part(Template.open(raw).render({"quarter": "Q3"}), "word/charts/chart1.xml")


def test_a_tag_over_several_runs_of_an_equation_is_filled() -> None:
    document = docx.Document()
    math = "<m:oMath><m:r><m:t>x={{ va</m:t></m:r><m:r><m:t>lue }}</m:t></m:r></m:oMath>"
    document.element.body.insert(0, parse_xml(paragraph(math)))
    body = docx.Document(io.BytesIO(Template.open(saved(document)).render({"value": "a<b"}))).element.body
    assert body.xpath("string(.//*[local-name()='oMath'])") == "x=a<b"


def test_a_line_end_in_a_field_of_a_slide_stays_a_character() -> None:
    deck = powerpoint.deck()
    slide = powerpoint.add_slide(deck, "Title", "text")
    field = '<a:fld xmlns:a="{}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="x"><a:t>{{{{ t }}}}</a:t></a:fld>'
    slide.shapes[1].text_frame.paragraphs[0]._p.append(etree.fromstring(field.format(shared.A)))
    made = Template.open(powerpoint.saved(deck)).render({"t": "one\ntwo"})
    root = etree.fromstring(part(made, "ppt/slides/slide1.xml").encode())
    assert [node.text for node in root.iterfind(".//{*}fld/{*}t")] == ["one\ntwo"]


# -- where nothing fills a tag -----------------------------------------------------------------------------------


def test_a_tag_in_the_name_of_a_bookmark_is_refused() -> None:
    document = docx.Document()
    mark = '<w:bookmarkStart w:id="1" w:name="{{ x }}"/><w:bookmarkEnd w:id="1"/>'
    document.element.body.insert(0, parse_xml(paragraph(mark)))
    assert [problem.code for problem in found(saved(document), {"x": "y"})] == ["misplaced-tag"]


@pytest.mark.parametrize("text", ["{{ x }}", "{% if x %}"])
def test_a_tag_on_a_button_of_a_sheet_is_refused(text: str) -> None:
    vml = (
        f'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>{text}</v:textbox></v:shape></xml>'
    )
    raw = repacked(excel.workbook(S={"A1": "x"}), {"xl/drawings/vmlDrawing1.vml": vml})
    (problem,) = found(raw, {"x": "y"})
    assert problem.code == "misplaced-tag"
    assert text in problem.message


def with_name(name: DefinedName) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "S"
    book.defined_names[name.name] = name
    return excel.saved(book)


def test_a_tag_in_what_a_defined_name_means_is_refused() -> None:
    raw = with_name(DefinedName("rate", attr_text='"{{ rate }}"'))
    assert [problem.code for problem in found(raw, {"rate": 1})] == ["tag-in-formula"]


def test_a_tag_in_the_comment_of_a_defined_name_is_refused() -> None:
    raw = with_name(DefinedName("rate", attr_text="S!$A$1", comment="{{ rate }}"))
    assert [problem.code for problem in found(raw, {"rate": 1})] == ["misplaced-tag"]


def test_a_tag_in_what_a_workbook_asks_a_database_is_refused() -> None:
    asked = "<dbPr connection='x' command='SELECT * FROM t WHERE c = {{ x }}'/>"
    connections = f'<connections xmlns="{excel_ns()}"><connection id="1">{asked}</connection></connections>'
    raw = repacked(excel.workbook(S={"A1": "x"}), {"xl/connections.xml": connections})
    assert [problem.code for problem in found(raw, {"x": "1"})] == ["misplaced-tag"]


def excel_ns() -> str:
    return "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


# -- what Excel takes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "written"),
    [("a\nb", "a_x000a_b"), ("a\r\nb", "a_x000a_b"), ("a\tb", "a_x0009_b"), ("_x000B_", "_x005F_x000B_")],
)
def test_a_column_of_a_table_is_called_as_excel_writes_it(head: str, written: str) -> None:
    book = openpyxl.Workbook()
    for name, text in {"A1": "{{ head }}", "B1": "Second", "A2": 1, "B2": 2}.items():
        book.active[name] = text
    book.active.add_table(Table(displayName="Figures", ref="A1:B2"))
    made = Template.open(excel.saved(book)).render({"head": head})
    columns = etree.fromstring(part(made, "xl/tables/table1.xml").encode()).iterfind(".//{*}tableColumn")
    assert [node.get("name") for node in columns] == [written, "Second"]


@pytest.mark.parametrize("name", ["a\nb", "a\tb", "A_x000B_B"])
def test_a_sheet_is_not_called_what_excel_would_read_otherwise(name: str) -> None:
    raw = excel.workbook(**{"{{ site }}": {"A1": "x"}})
    (problem,) = found(raw, {"site": name})
    assert problem.where.path == "site"


def test_a_comment_that_becomes_too_long_by_its_value_is_refused_with_the_path() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["A1"].comment = Comment("a note on {{ text }}", "docgen")
    raw = excel.saved(book)
    assert found(raw, {"text": "x" * 32_757}) == []
    (problem,) = found(raw, {"text": "x" * 32_758})
    assert problem.where.path == "text"


@pytest.mark.parametrize(
    ("key", "most"), [("promptTitle", 32), ("prompt", 255), ("errorTitle", 32), ("error", 255)]
)
def test_a_message_that_becomes_too_long_by_its_value_is_refused(key: str, most: int) -> None:
    book = openpyxl.Workbook()
    book.active.title = "S"
    asked = DataValidation(type="whole", **{key: "Say {{ text }}"})
    asked.add("A1")
    book.active.add_data_validation(asked)
    raw = excel.saved(book)
    assert found(raw, {"text": '"' * (most - 4)}) == []
    (problem,) = found(raw, {"text": '"' * (most - 3)})
    assert (problem.code, problem.where.trail[0]) == ("long-message", "S")
    (problem,) = found(raw, {"text": "x" * (most + 1)})
    assert problem.where.path == "text"


def test_a_tag_in_a_list_of_choices_is_refused() -> None:
    book = openpyxl.Workbook()
    asked = DataValidation(type="list", formula1='"{{ a }},{{ b }}"')
    asked.add("A1")
    book.active.add_data_validation(asked)
    assert {problem.code for problem in found(excel.saved(book), {"a": 1, "b": 2})} == {"tag-in-formula"}


def test_nothing_is_said_of_texts_without_tags() -> None:
    assert found(with_paragraphs("a { b } c", "100 %")) == []
