"""Values that hang on cells: a picture is anchored where its tag stands alone, a link opens what it names."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from docgen.engine import Template
from docgen.engine.charts import Chart, Series
from docgen.engine.diagrams import Diagram, Node
from docgen.engine.images import Image
from docgen.engine.rich import Link
from tests.unit.engine.excel.judged import found_faulty, needs_judges
from tests.unit.engine.excel.make import cells, problems, rendered, rows, saved, workbook
from tests.unit.engine.test_images import picture

LOGO = Image(picture(size=(96, 48)), width_mm=20, alt="R&D <logo>")
SITE = Link("Our site", "https://client.example/a?b=1&c=2")
EMU_PER_MM = 36_000


def test_a_picture_alone_in_a_cell_hangs_there_in_its_size() -> None:
    page = rendered(workbook(S={"B2": "{{ logo }}", "A1": "x"}), {"logo": LOGO})["S"]
    (found,) = page._images
    assert (found.anchor._from.row, found.anchor._from.col) == (1, 1)
    assert (found.anchor.ext.cx, found.anchor.ext.cy) == (20 * EMU_PER_MM, 10 * EMU_PER_MM)
    assert page["B2"].value is None


def test_pictures_in_loops_hang_on_each_cell_and_are_stored_once() -> None:
    sheet = rows(["{%tr for x in xs %}"], ["{{ x }}", "{{ logo }}"], ["{%tr endfor %}"], ["=COUNTA(B2:B2)"])
    out = Template.open(workbook(S=sheet)).render({"xs": [1, 2, 3], "logo": LOGO})
    page = openpyxl.load_workbook(io.BytesIO(out))["S"]
    assert [found.anchor._from.row for found in page._images] == [0, 1, 2]
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        names = [name for name in archive.namelist() if "/media/" in name or "/drawings/drawing" in name]
        assert len(names) == 2
        ids = [part.partition('"')[0] for part in archive.read(names[0]).decode().split('cNvPr id="')[1:]]
    assert len(set(ids)) == len(ids)


def test_a_picture_joins_the_drawing_that_the_sheet_has() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "S"
    page["A1"], page["A9"] = 5, "{{ logo }}"
    chart = BarChart()
    chart.add_data(Reference(page, min_col=1, min_row=1))
    page.add_chart(chart, "D2")
    found = rendered(saved(book), {"logo": LOGO})["S"]
    assert (len(found._charts), len(found._images)) == (1, 1)


def test_each_looped_sheet_has_its_own_pictures() -> None:
    template = workbook(
        Front={"A1": "x"}, **{"{{ s.name }}": rows(["{%sheet for s in sites %}"], ["{{ s.logo }}"])}
    )
    sites = [
        {"name": name, "logo": Image(picture(size=(size, size)))} for name, size in (("A", 8), ("B", 16))
    ]
    book = rendered(template, {"sites": sites})
    assert [[found.width for found in book[name]._images] for name in ("Front", "A", "B")] == [[], [8], [16]]


def test_a_picture_within_text_is_its_description() -> None:
    assert cells(workbook(S={"A1": "See {{ logo }}"}), {"logo": LOGO}) == [("See R&D <logo>",)]


def test_a_picture_that_cannot_be_read_is_an_error_at_its_cell() -> None:
    (problem,) = problems(workbook(S={"B2": "{{ c.logo }}"}), {"c": {"logo": Image(b"no picture")}})
    assert (problem.code, problem.where.trail, problem.where.path) == ("wrong-value", ("S!B2",), "c.logo")


def test_a_link_opens_its_address_and_looks_like_one() -> None:
    cell = rendered(workbook(S={"A1": "{{ site }}"}), {"site": SITE})["S"]["A1"]
    assert (cell.value, cell.hyperlink.target) == ("Our site", "https://client.example/a?b=1&c=2")
    assert (cell.font.u, cell.font.color.theme) == ("single", 10)


def test_a_link_leads_to_a_place_in_the_workbook() -> None:
    template = workbook(S={"A1": "{{ there }}"}, **{"Two words": {"B7": "x"}})
    cell = rendered(template, {"there": Link("There", "#'Two words'!B7")})["S"]["A1"]
    assert (cell.hyperlink.location, cell.hyperlink.target) == ("'Two words'!B7", None)


@pytest.mark.parametrize("address", ["#Gone!A1", "#S!XYZ", "#S", "#no_name"])
def test_a_link_to_a_place_that_is_not_there_is_an_error(address: str) -> None:
    (problem,) = problems(workbook(S={"B2": "{{ x }}"}), {"x": Link("x", address)})
    assert (problem.code, problem.where.trail) == ("lost-link", ("S!B2",))


def test_a_link_of_another_kind_is_an_error_with_its_path() -> None:
    (problem,) = problems(workbook(S={"B2": "{{ c.x }}"}), {"c": {"x": Link("x", "javascript:alert(1)")}})
    assert (problem.code, problem.where.path) == ("wrong-value", "c.x")


def test_links_in_a_loop_take_the_place_of_one_that_the_cell_had() -> None:
    sheet = rows(["{%tr for x in xs %}"], ["{{ x }}", "{{ x }}!"], ["{%tr endfor %}"])
    book = openpyxl.load_workbook(io.BytesIO(workbook(S=sheet)))
    for reference in ("A2", "B2"):
        book["S"][reference].hyperlink = "https://old.example/"
    links = [Link(name, f"https://{name}.example/") for name in ("one", "two")]
    page = rendered(saved(book), {"xs": links})["S"]
    assert [page[ref].hyperlink.target for ref in ("A1", "A2", "B1", "B2")] == [
        "https://one.example/",
        "https://two.example/",
        "https://old.example/",
        "https://old.example/",
    ]


def test_formulas_see_the_text_of_a_link_and_nothing_of_a_picture() -> None:
    sheet = rows(["{{ site }}", "{{ logo }}", '=A1&"!"', "=COUNTA(A1:B1)"])
    assert cells(workbook(S=sheet), {"site": SITE, "logo": LOGO}, values=True) == [
        ("Our site", None, "Our site!", 1)
    ]


def test_on_a_cell_that_a_merge_hides_nothing_hangs() -> None:
    sheet = rows(["{%tr for x in xs %}"], ["{% vm %}{{ logo }}", "{% vm %}{{ site }}"], ["{%tr endfor %}"])
    page = rendered(workbook(S=sheet), {"xs": [1, 2, 3], "logo": LOGO, "site": SITE})["S"]
    assert [found.anchor._from.row for found in page._images] == [0]
    assert [page.cell(row, 2).hyperlink is not None for row in (1, 2, 3)] == [True, False, False]


def test_a_picture_in_columns_that_repeat_hangs_on_each_of_them() -> None:
    sheet = rows(["{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"], [None, "{{ logo }}"])
    page = rendered(workbook(S=sheet), {"xs": [1, 2], "logo": LOGO})["S"]
    assert [(found.anchor._from.row, found.anchor._from.col) for found in page._images] == [(1, 0), (1, 1)]


@needs_judges
def test_the_judges_find_such_workbooks_sound(tmp_path: Path) -> None:
    sheet = rows(["{%tr for x in xs %}"], ["{{ x }}", "{{ logo }}", "{{ site }}"], ["{%tr endfor %}"])
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(S=sheet, Looped=rows(["{%sheet for x in xs %}"], ["{{ logo }}"])))
    )
    book["Looped"].title = "{{ x }}"
    book["S"]["A9"].hyperlink = "https://old.example/"
    data: dict[str, Any] = {"xs": ["a", "b"], "logo": LOGO, "site": SITE}
    assert found_faulty({"hung": (saved(book), data)}, tmp_path) == []


@pytest.mark.parametrize(
    "value",
    [
        Chart("bar", series=(Series("s", (1, 2)),), categories=("a", "b"), alt=" "),
        Diagram(nodes=(Node(id="a", label="A"),), alt=""),
    ],
    ids=["chart", "diagram"],
)
def test_what_nothing_describes_is_refused_in_a_cell_as_it_is_in_word(value: Any) -> None:
    (problem,) = problems(workbook(S={"B2": "{{ value }}"}), {"value": value})
    assert "without alt text" in problem.message
    assert problem.where.trail[-1] == "S!B2"


def test_a_chart_in_a_cell_is_told_by_its_alternative_text() -> None:
    value = Chart("bar", series=(Series("s", (1, 2)),), categories=("a", "b"), alt="From 1 to 2.")
    assert cells(workbook(S={"A1": "{{ value }}"}), {"value": value}) == [("From 1 to 2.",)]
