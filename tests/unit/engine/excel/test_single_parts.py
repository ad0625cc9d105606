"""What a workbook has once cannot be repeated: said when the template is opened, with what to do."""

from __future__ import annotations

import pytest

from docgen.engine import Template
from tests.unit.engine.excel.make import edited, part, problems, workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = {
    "pivotTable": "xl/pivotTables/pivotTable1.xml",
    "slicer": "xl/slicers/slicer1.xml",
    "timeline": "xl/timelines/timeline1.xml",
}


def with_part(kind: str, cells: dict[str, str], ref: str = "A5:B9") -> bytes:
    """Return a workbook whose sheet S leads to a part of a kind, as far as the engine looks at it."""
    name = PARTS[kind]
    inside = f'<location ref="{ref}" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
    return edited(
        workbook(Front={"A1": "x"}, S=cells),
        {
            name: f'<{kind}Definition xmlns="{MAIN}" name="P">{inside}</{kind}Definition>',
            "xl/worksheets/_rels/sheet2.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
            f'Target="/{name}" Type="{OFFICE}/{kind}"/></Relationships>',
        },
    )


@pytest.mark.parametrize("kind", PARTS)
def test_a_sheet_that_a_loop_copies_cannot_hold_what_a_workbook_has_once(kind: str) -> None:
    (problem,) = problems(with_part(kind, {"A1": "{%sheet for x in xs %}"}))
    assert (problem.code, problem.where.trail) == ("single-part", ("S!A1",))
    assert problem.hint


@pytest.mark.parametrize(("kind", "codes"), [("pivotTable", []), ("slicer", ["single-part"])])
def test_a_sheet_that_a_condition_leaves_out_takes_its_pivot_table_along_and_no_slicer(
    kind: str, codes: list[str]
) -> None:
    template = with_part(kind, {"A1": "{%sheet if x %}"})
    assert [problem.code for problem in problems(template, {"x": True})] == codes


def test_a_pivot_table_in_a_loop_is_refused_with_its_cells() -> None:
    cells = {"A4": "{%tr for x in xs %}", "A10": "{%tr endfor %}"}
    (problem,) = problems(with_part("pivotTable", cells))
    assert (problem.code, problem.where.trail) == ("single-part", ("S!A5:B9",))


def test_a_pivot_table_below_a_loop_moves_down() -> None:
    cells = {"A1": "{%tr for x in xs %}", "A2": "{{ x }}", "A3": "{%tr endfor %}"}
    assert 'ref="A6:B10"' in part(with_part("pivotTable", cells), {"xs": [1, 2, 3, 4]}, PARTS["pivotTable"])


def test_a_pivot_table_on_a_sheet_that_is_left_out_leaves_no_part() -> None:
    out = Template.open(with_part("pivotTable", {"A1": "{%sheet if x %}"})).render({"x": False})
    assert b"pivotTable1" not in out
