"""Sheets repeat and vanish; what hangs on them comes along; texts outside cells take tags."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from docgen.engine import Template
from tests.unit.engine.excel.make import (
    edited,
    grid,
    part,
    problems,
    rendered,
    rows,
    saved,
    workbook,
)

SITES = {
    "sites": [
        {"name": "Melbourne", "n": [1, 2]},
        {"name": "Geelong", "n": [5]},
        {"name": "Ōtautahi", "n": []},
    ]
}
LOOPED = rows(
    ["{%sheet for s in sites %}"],
    ["{{ s.name }}"],
    ["{%tr for n in s.n %}"],
    ["{{ n }}", "=A4*2"],
    ["{%tr endfor %}"],
    ["=SUM(A4:A4)"],
)


def test_a_sheet_loop_makes_one_sheet_for_each_item_named_by_it() -> None:
    book = rendered(workbook(First={"A1": "x"}, **{"{{ s.name }}": LOOPED}), SITES)
    assert book.sheetnames == ["First", "Melbourne", "Geelong", "Ōtautahi"]
    assert grid(book, "Geelong") == [("Geelong", None), (5, "=A2*2"), ("=SUM(A2:A2)", None)]
    assert grid(book, "Melbourne")[-1] == ("=SUM(A2:A3)", None)


def test_each_copy_of_a_sheet_carries_its_own_values() -> None:
    book = rendered(workbook(**{"{{ s.name }}": LOOPED}), SITES, values=True)
    assert [grid(book, name)[-1][0] for name in book.sheetnames] == [3, 5, 0]


def test_a_sheet_stays_or_goes_with_its_condition() -> None:
    template = workbook(
        Always={"A1": "x"}, Maybe={"A1": "{%sheet if cloud %}", "A2": "Cloud", "B1": "{{ cloud }}"}
    )
    assert rendered(template, {"cloud": 0}).sheetnames == ["Always"]
    book = rendered(template, {"cloud": 5})
    assert grid(book, "Maybe") == [(None, 5), ("Cloud", None)]


def test_a_dropped_sheet_leaves_nothing_behind() -> None:
    template = workbook(Always={"A1": "x"}, Maybe={"A1": "{%sheet if cloud %}", "A2": "Cloud"})
    out = Template.open(template).render({"cloud": False})
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        names = archive.namelist()
        assert "xl/worksheets/sheet2.xml" not in names
        for listing in (
            "[Content_Types].xml",
            "xl/_rels/workbook.xml.rels",
            "xl/workbook.xml",
            "docProps/app.xml",
        ):
            assert "sheet2" not in archive.read(listing).decode()
            assert "Maybe" not in archive.read(listing).decode()


def test_a_formula_that_looks_at_a_dropped_sheet_says_so() -> None:
    template = workbook(Always={"A1": "=Maybe!A2"}, Maybe={"A1": "{%sheet if cloud %}", "A2": "Cloud"})
    assert grid(rendered(template, {"cloud": False}), "Always") == [("=#REF!",)]


def test_a_total_over_a_looped_sheet_covers_all_its_copies() -> None:
    template = workbook(Sum={"A1": "=SUM('{{ s.name }}'!A4:A4)"}, **{"{{ s.name }}": LOOPED})
    assert grid(rendered(template, SITES, values=True), "Sum") == [(8,)]


def test_no_sheet_left_is_an_error() -> None:
    (problem,) = problems(workbook(S={"A1": "{%sheet if x %}"}), {"x": False})
    assert problem.code == "no-sheets"


@pytest.mark.parametrize(
    "names", [["a/b"], ["x" * 32], ["A", "a"], ["First"], [""], ["'quoted'"], ["History"], ["[x]"]]
)
def test_a_name_that_excel_refuses_is_an_error_with_its_path(names: list[str]) -> None:
    template = workbook(First={"A1": "x"}, **{"{{ s.name }}": {"A1": "{%sheet for s in sites %}", "A2": "x"}})
    (problem,) = problems(template, {"sites": [{"name": name} for name in names]})
    assert (problem.code, problem.where.trail) == ("wrong-value", ("{{ s.name }}",))
    assert problem.where.path == f"sites[{len(names) - 1}].name"


def _furnished() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Front"
    sheet = book.create_sheet("{{ s.name }}")
    listed = [
        ["{%sheet for s in sites %}"],
        ["Item", "Count"],
        ["{%tr for n in s.n %}"],
        ["{{ n }}", "{{ n }}"],
        ["{%tr endfor %}"],
    ]
    for row in listed:
        sheet.append(row)
    sheet["A2"].comment = Comment("For {{ s.name }}", "docgen")
    sheet.add_table(Table(displayName="Items", ref="A2:B5"))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=4, max_row=4))
    chart.title = "{{ s.name }} & co"
    sheet.add_chart(chart, "D2")
    sheet.oddHeader.center.text = "{{ s.name }}"
    sheet["D20"] = "=SUM(Items[Count])"
    book.create_sheet("Tail")["A1"] = "=Tail!B1"
    return saved(book)


FURNISHED = {"sites": [{"name": "A & B", "n": [1, 2]}, {"name": "C", "n": []}]}


def test_tables_comments_and_charts_are_copied_with_their_sheet() -> None:
    book = rendered(_furnished(), FURNISHED)
    assert book.sheetnames == ["Front", "A & B", "C", "Tail"]
    tables = {name: ref for sheet in book for name, ref in sheet.tables.items()}
    assert tables == {"Items": "A1:B3", "Items_2": "A1:B2"}
    assert [book[name]["A1"].comment.text for name in ("A & B", "C")] == ["For A & B", "For C"]
    assert [len(book[name]._charts) for name in ("A & B", "C")] == [1, 1]
    assert book["C"].oddHeader.center.text == "C"


def test_every_part_of_a_copied_sheet_is_its_own() -> None:
    out = Template.open(_furnished()).render(FURNISHED)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        names = archive.namelist()
        types = archive.read("[Content_Types].xml").decode()
        ids = [
            archive.read(name).decode().partition(' id="')[2].partition('"')[0]
            for name in names
            if "/tables/" in name
        ]
    for folder in ("xl/tables/", "xl/charts/chart", "xl/drawings/drawing", "xl/worksheets/sheet"):
        count = sum(name.startswith(folder) for name in names)
        assert count == (4 if "sheet" in folder else 2), folder
        assert types.count(f"/{folder}") == count
    assert len(set(ids)) == 2


def test_a_chart_title_is_escaped_and_its_copies_differ() -> None:
    out = Template.open(_furnished()).render(FURNISHED)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "/charts/chart" in name]
    assert "A &amp; B &amp; co" in charts[0]
    assert "C &amp; co" in charts[1]


def test_a_header_shows_an_ampersand_of_the_data() -> None:
    out = Template.open(_furnished()).render(FURNISHED)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert "&amp;CA &amp;&amp; B" in archive.read("xl/worksheets/sheet2.xml").decode()


def test_names_and_the_sheet_shown_first_follow() -> None:
    book = openpyxl.Workbook()
    book.active.title = "S"
    for row in (["{%sheet if keep %}"], ["x"]):
        book.active.append(row)
    second = book.create_sheet("Data")
    second["A1"] = "{{ n }}"
    book.active = 1
    book.defined_names["total"] = DefinedName("total", attr_text="Data!$A$1")
    second.print_title_rows = "1:1"
    found = rendered(saved(book), {"keep": False, "n": 1})
    assert (found.sheetnames, found.active.title) == (["Data"], "Data")
    assert found.defined_names["total"].attr_text == "Data!$A$1"
    assert found["Data"].print_title_rows == "$1:$1"


def test_prompts_of_validations_take_tags() -> None:
    book = openpyxl.Workbook()
    book.active.title = "S"
    rule = DataValidation(
        type="list",
        formula1='"R,A,C,I"',
        promptTitle="{{ t }}",
        prompt="For {{ t }} & co",
        showInputMessage=True,
    )
    rule.add("A1")
    book.active.add_data_validation(rule)
    found = rendered(saved(book), {"t": "Zed <1>"})["S"].data_validations.dataValidation[0]
    assert (found.promptTitle, found.prompt) == ("Zed <1>", "For Zed <1> & co")


def test_properties_take_tags() -> None:
    book = openpyxl.Workbook()
    book.properties.title = "RACI of {{ name }}"
    assert rendered(saved(book), {"name": "R&D"}).properties.title == "RACI of R&D"


@pytest.mark.parametrize(("wanted", "count"), [(True, 1), (False, 0)])
def test_a_shape_stays_or_goes_with_its_condition(wanted: bool, count: int) -> None:
    book = openpyxl.Workbook()
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_row=2))
    book.active.add_chart(chart, "D2")
    template = saved(book)
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        text = archive.read("xl/drawings/drawing1.xml").decode()
    prefix = "xdr:" if "<xdr:cNvPr" in text else ""
    before = f"<{prefix}cNvPr"
    changed = edited(
        template,
        {
            "xl/drawings/drawing1.xml": lambda each: each.replace(
                before, f'{before} descr="{{%shape if c %}}Load"', 1
            )
        },
    )
    xml = part(changed, {"c": wanted}, "xl/drawings/drawing1.xml")
    assert xml.count("graphicFrame>") == count * 2
    assert xml.count('descr="Load"') == count
