"""Charts and pictures that stand in a loop: one for each round, and each chart shows its own round."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import openpyxl
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

from docgen.engine import Template
from tests.unit.engine.excel.judged import found_faulty, needs_judges
from tests.unit.engine.excel.make import part, rendered, rows, saved, workbook
from tests.unit.engine.test_images import picture as picture_file

GROUPS = rows(
    ["{%tr for g in groups %}"],
    ["{{ g.name }}", "Cost"],
    ["{%tr for i in g.lines %}"],
    ["{{ i.what }}", "{{ i.cost }}"],
    ["{%tr endfor %}"],
    ["Chart:"],
    [""],
    ["{%tr endfor %}"],
    ["end"],
)


def groups(*sizes: int) -> dict[str, Any]:
    """Return groups of so many lines; the costs count on from 1."""
    costs = iter(range(1, sum(sizes) + 1))
    return {
        "groups": [
            {"name": f"G{at}", "lines": [{"what": f"g{at}l{n}", "cost": next(costs)} for n in range(size)]}
            for at, size in enumerate(sizes, 1)
        ]
    }


def template(*, sheet: str = "S", cells: dict[str, Any] = GROUPS) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook(**{sheet: cells})))
    page = book[sheet]
    chart = BarChart()
    chart.add_data(Reference(page, min_col=2, min_row=4, max_row=4))
    chart.series[0] = Series(Reference(page, min_col=2, min_row=4, max_row=4), title_from_data=False)
    chart.series[0].tx = openpyxl.chart.series.SeriesLabel(
        openpyxl.chart.data_source.StrRef(f"'{sheet}'!$A$2")
    )
    chart.set_categories(Reference(page, min_col=1, min_row=4, max_row=4))
    chart.anchor = TwoCellAnchor(_from=AnchorMarker(3, 0, 5, 0), to=AnchorMarker(8, 0, 6, 0))
    page.add_chart(chart)
    picture = Image(io.BytesIO(picture_file(size=(4, 4))))
    page.add_image(picture, "C2")
    return saved(book)


def charts(out: bytes) -> list[list[str]]:
    """Return the formulas of each chart, by the number of its part."""
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        names = sorted(name for name in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
        return [re.findall(r"<(?:c:)?f>([^<]*)<", archive.read(name).decode()) for name in names]


def test_each_round_has_a_chart_of_its_own_rows() -> None:
    out = Template.open(template()).render(groups(2, 1, 3))
    assert charts(out) == [
        ["'S'!$A$1", "'S'!$A$2:$A$3", "'S'!$B$2:$B$3"],
        ["'S'!$A$6", "'S'!$A$7", "'S'!$B$7"],
        ["'S'!$A$10", "'S'!$A$11:$A$13", "'S'!$B$11:$B$13"],
    ]


def test_a_chart_of_a_round_holds_the_values_of_its_round() -> None:
    text = part(template(), groups(2, 1), "xl/charts/chart2.xml")
    assert re.findall(r"<(?:c:)?v>([^<]*)<", text) == ["G2", "3"]


def test_charts_and_pictures_stand_in_the_rows_of_their_round() -> None:
    page = rendered(template(), groups(2, 1))["S"]
    assert sorted(chart.anchor._from.row for chart in page._charts) == [3, 7]
    assert [picture.anchor._from.row for picture in page._images] == [0, 5]


def test_a_loop_without_a_round_leaves_neither_chart_nor_picture() -> None:
    out = Template.open(template()).render(groups())
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert not [name for name in archive.namelist() if "/charts/chart" in name]
        assert b"chart" not in archive.read("xl/drawings/_rels/drawing1.xml.rels").replace(b"/charts/", b"")
        assert b"/xl/charts/" not in archive.read("[Content_Types].xml")
        assert b"Anchor" not in archive.read("xl/drawings/drawing1.xml")


def test_a_chart_of_all_rounds_beside_the_loop_stays_one() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(S=GROUPS)))
    chart = BarChart()
    chart.add_data(Reference(book["S"], min_col=2, min_row=4, max_row=4))
    book["S"].add_chart(chart, "D9")
    out = Template.open(saved(book)).render(groups(2, 1))
    assert charts(out) == [["('S'!$B$2:$B$3,'S'!$B$7)"]]


SITES = {
    "sites": [
        {"name": "Perth", **groups(1, 2)},
        {"name": "Hobart", "groups": []},
        {"name": "Rye", **groups(1)},
    ]
}


def looped_sheets() -> bytes:
    cells = GROUPS | {"A1": "{%tr for g in s.groups %}"}
    down = {f"{key[0]}{int(key[1:]) + 1}": value for key, value in cells.items()}
    book = openpyxl.load_workbook(io.BytesIO(template(cells={})))
    page = book["S"]
    for key, value in ({"A1": "{%sheet for s in sites %}"} | down).items():
        page[key] = value
    for mark in (page._charts[0].anchor._from, page._charts[0].anchor.to, page._images[0].anchor._from):
        mark.row += 1
    for source in ("tx.strRef", "cat.numRef", "val.numRef"):
        first, second = source.split(".")
        reference = getattr(getattr(page._charts[0].series[0], first), second)
        reference.f = re.sub(r"(\d+)$", lambda found: str(int(found[1]) + 1), reference.f)
    page.title = "{{ s.name }}"
    for source in ("tx.strRef", "cat.numRef", "val.numRef"):
        first, second = source.split(".")
        reference = getattr(getattr(page._charts[0].series[0], first), second)
        reference.f = reference.f.replace("'S'", "'{{ s.name }}'")
    return saved(book)


def test_charts_in_loops_on_looped_sheets_are_all_their_own() -> None:
    out = Template.open(looped_sheets()).render(SITES)
    found = [each[-1] for each in charts(out)]
    assert sorted(found) == ["Perth!$B$2", "Perth!$B$6:$B$7", "Rye!$B$2"]
    book = openpyxl.load_workbook(io.BytesIO(out))
    assert [len(book[name]._charts) for name in book.sheetnames] == [2, 0, 1]


def test_comments_links_and_drawings_of_a_row_that_is_only_kept_blank_are_gone() -> None:
    sheet = rows(["{%tr for x in xs %}"], ["{{ x }}", "{{ x }}"], ["{%tr endfor %}"], ["=SUM(A2:A2)"])
    book = openpyxl.load_workbook(io.BytesIO(workbook(S=sheet)))
    page = book["S"]
    page["A2"].comment = Comment("Look here", "A reader")
    page["B2"].hyperlink = "https://client.example/"
    page.add_image(Image(io.BytesIO(picture_file(size=(4, 4)))), "C2")
    made = saved(book)
    kept, gone = (rendered(made, {"xs": xs})["S"] for xs in ([1, 2], []))
    assert [kept["A2"].comment.text, kept["B2"].hyperlink.target, len(kept._images)] == [
        "Look here",
        "https://client.example/",
        2,
    ]
    assert [gone["A1"].comment, gone["B1"].hyperlink, len(gone._images)] == [None, None, 0]
    assert gone["A2"].value == "=SUM(A1:A1)"


@needs_judges
def test_the_judges_find_such_workbooks_sound(tmp_path: Any) -> None:
    made = {
        "none": (template(), groups()),
        "some": (template(), groups(2, 0, 3)),
        "sites": (looped_sheets(), SITES),
    }
    assert found_faulty(made, tmp_path) == []
