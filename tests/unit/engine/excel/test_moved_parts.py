"""What hangs on a sheet or on the workbook, moved: tables, drawings, charts, comments, defined names, pivot caches."""

from __future__ import annotations

import pytest
from lxml import etree

from docgen.engine.excel.growth import Axis, Growths, SheetGrowth
from docgen.engine.excel.moved import (
    move_chart,
    move_comments,
    move_drawing,
    move_pivot_cache,
    move_table,
    move_vml,
    move_workbook,
)

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
VML += 'xmlns:x="urn:schemas-microsoft-com:office:excel"'


def rows(rounds: int) -> Axis:
    """1-3 | 4 for | 5 | 6 endfor | 7."""
    return Axis(
        [(1, ()), (2, ()), (3, ()), *((5, ((1, n),)) for n in range(rounds)), (7, ())],
        size=7,
        bodies={1: (5, 5)},
    )


def columns(rounds: int) -> Axis:
    """A | B for | C | D endfor | E."""
    return Axis([(1, ()), *((3, ((8, n),)) for n in range(rounds)), (5, ())], size=5, bodies={8: (3, 3)})


def grown(rounds: int = 3, across: int | None = None, *, name: str = "Plan") -> SheetGrowth:
    return SheetGrowth(rows(rounds), Axis.still(6) if across is None else columns(across), "Plan", name)


def everywhere(*found: SheetGrowth) -> Growths:
    return {"Plan": found}


# -- tables -------------------------------------------------------------------------------------------


def table(ref: str, names: list[str], more: str = "", inside: str = "", filtered: str = "") -> etree._Element:
    cells = "".join(
        f'<tableColumn id="{at}" name="{name}">{inside}</tableColumn>' for at, name in enumerate(names, 1)
    )
    return etree.fromstring(
        f'<table xmlns="{S}" id="1" displayName="Team" ref="{ref}" {more}><autoFilter ref="{filtered or ref}"/>'
        f'<tableColumns count="{len(names)}">{cells}</tableColumns></table>'
    )


def test_a_table_takes_all_rounds_in_and_keeps_its_totals_at_the_end() -> None:
    root = table("A3:C7", ["a", "b", "c"], 'totalsRowCount="1"', filtered="A3:C6")
    move_table(root, grown(), everywhere(grown()))
    assert root.get("ref") == "A3:C7"
    assert root.find(f"{{{S}}}autoFilter").get("ref") == "A3:C6"
    move_table(root := table("A3:C7", ["a", "b", "c"], 'totalsRowCount="1"', filtered="A3:C6"), grown(9), {})
    assert root.get("ref") == "A3:C13"
    assert root.find(f"{{{S}}}autoFilter").get("ref") == "A3:C12"


def test_a_formula_of_a_table_s_column_reads_as_in_its_first_row() -> None:
    inside = (
        "<calculatedColumnFormula>B5*2</calculatedColumnFormula><totalsRowFormula>SUM(B5)</totalsRowFormula>"
    )
    root = table("A3:A7", ["a"], 'totalsRowCount="1"', inside)
    move_table(root, grown(), everywhere(grown()))
    assert [node.text for node in root[1][0]] == ["B4*2", "SUM(B4:B6)"]


def test_a_table_gets_a_column_for_each_round_called_as_its_header() -> None:
    root = table("A3:E6", ["Name", "for", "Week", "endfor", "Sum"])
    headers = {1: "Name", 2: "7 March", 3: "7 March", 4: "Sum"}
    growth = grown(2, 2)
    move_table(
        root, growth, everywhere(growth), headers=lambda row, column: headers[column] if row == 3 else "?"
    )
    found = [(node.get("id"), node.get("name")) for node in root.iter(f"{{{S}}}tableColumn")]
    assert found == [("1", "Name"), ("3", "7 March"), ("6", "7 March2"), ("5", "Sum")]
    assert root.get("ref") == "A3:D5"


def test_a_table_without_a_row_of_data_is_refused() -> None:
    with pytest.raises(ValueError, match="Team"):
        move_table(table("A3:C6", ["a", "b", "c"]), grown(0), {})


# -- drawings -----------------------------------------------------------------------------------------


def drawing(
    kind: str, start: tuple[int, int], end: tuple[int, int], inner: str = "pic", more: str = ""
) -> etree._Element:
    def corner(name: str, cell: tuple[int, int]) -> str:
        return f"<{name}><col>{cell[1] - 1}</col><colOff>0</colOff><row>{cell[0] - 1}</row><rowOff>5</rowOff></{name}>"

    to = corner("to", end) if kind == "twoCellAnchor" else '<ext cx="1" cy="1"/>'
    return etree.fromstring(
        f'<wsDr xmlns="{XDR}"><{kind} {more}>{corner("from", start)}{to}'
        f'<{inner}><nvPr><cNvPr id="2" name="x"/></nvPr></{inner}><clientData/></{kind}></wsDr>'
    )


def corners(root: etree._Element) -> list[tuple[int, int]]:
    return [
        (int(mark.findtext(f"{{{XDR}}}row") or 0) + 1, int(mark.findtext(f"{{{XDR}}}col") or 0) + 1)
        for mark in root.iter(f"{{{XDR}}}from", f"{{{XDR}}}to")
    ]


def test_a_chart_below_a_loop_moves_down() -> None:
    root = drawing("twoCellAnchor", (7, 1), (20, 6), "graphicFrame")
    move_drawing(root, grown(9))
    assert corners(root) == [(13, 1), (26, 6)]


def test_a_drawing_that_grows_with_its_cells_takes_the_new_rows_in() -> None:
    root = drawing("twoCellAnchor", (3, 1), (7, 6), "graphicFrame")
    move_drawing(root, grown(9))
    assert corners(root) == [(3, 1), (13, 6)]


def test_a_drawing_that_only_moves_keeps_its_size() -> None:
    root = drawing("twoCellAnchor", (3, 1), (7, 6), "graphicFrame", 'editAs="oneCell"')
    move_drawing(root, grown(9))
    assert corners(root) == [(3, 1), (7, 6)]


def test_a_picture_in_a_loop_comes_in_every_round_with_an_id_of_its_own() -> None:
    root = drawing("oneCellAnchor", (5, 2), (5, 2))
    move_drawing(root, grown(3))
    assert corners(root) == [(4, 2), (5, 2), (6, 2)]
    assert [node.get("id") for node in root.iter(f"{{{XDR}}}cNvPr")] == ["2", "3", "4"]


def test_a_chart_in_a_loop_stays_one() -> None:
    root = drawing("twoCellAnchor", (5, 2), (5, 4), "graphicFrame")
    move_drawing(root, grown(3))
    assert corners(root) == [(4, 2), (4, 4)]


# -- charts -------------------------------------------------------------------------------------------


def series(name: str, categories: str, values: str, colour: str = "accent1") -> str:
    return (
        f'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>{name}</c:f><c:strCache><c:ptCount val="1"/>'
        f'</c:strCache></c:strRef></c:tx><c:spPr><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></c:spPr>'
        f"<c:cat><c:strRef><c:f>{categories}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>{values}</c:f>"
        '<c:numCache><c:formatCode>0</c:formatCode><c:ptCount val="1"/><c:pt idx="0"><c:v>9</c:v></c:pt></c:numCache>'
        "</c:numRef></c:val></c:ser>"
    )


def chart(*parts: str) -> etree._Element:
    return etree.fromstring(f'<c:chart xmlns:c="{C}" xmlns:a="{A}">{"".join(parts)}</c:chart>')


def formulas(root: etree._Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{{{C}}}f")]


def test_a_series_down_a_loop_covers_all_rounds_with_its_points() -> None:
    root = chart(series("Plan!$B$3", "Plan!$A$5", "Plan!$B$5"))
    held = {4: 1, 5: 2.5, 6: None}
    growth = grown(3)
    move_chart(
        root, growth, everywhere(growth), values=lambda sheet, row, column: held.get(row, f"{sheet}{column}")
    )
    assert formulas(root) == ["Plan!$B$3", "Plan!$A$4:$A$6", "Plan!$B$4:$B$6"]
    points = [(node.get("idx"), node.findtext(f"{{{C}}}v")) for node in root.iter(f"{{{C}}}pt")]
    assert points == [("0", "Plan2"), *[("0", "1"), ("1", "2.5")] * 2]
    assert [node.get("val") for node in root.iter(f"{{{C}}}ptCount")] == ["1", "3", "3"]


def test_a_series_across_comes_once_for_each_round_with_a_colour_and_number_of_its_own() -> None:
    root = chart(series("Plan!$A$5", "Plan!$B$3:$D$3", "Plan!$B$5:$D$5", "accent5"))
    growth = grown(3)
    move_chart(root, growth, everywhere(growth))
    assert formulas(root)[::3] == ["Plan!$A$4", "Plan!$A$5", "Plan!$A$6"]
    assert formulas(root)[2::3] == ["Plan!$B$4:$D$4", "Plan!$B$5:$D$5", "Plan!$B$6:$D$6"]
    assert [node.get("val") for node in root.iter(f"{{{A}}}schemeClr")] == ["accent5", "accent6", "accent1"]
    assert [node.get("val") for node in root.iter(f"{{{C}}}idx")] == ["0", "1", "2"]
    assert [node.get("val") for node in root.iter(f"{{{C}}}order")] == ["0", "1", "2"]


def test_a_matrix_becomes_a_series_for_each_row_over_all_columns() -> None:
    root = chart(series("Plan!$A$5", "Plan!$C$3", "Plan!$C$5"))
    growth = grown(2, 3)
    move_chart(root, growth, everywhere(growth))
    assert formulas(root) == [
        "Plan!$A$4", "Plan!$B$3:$D$3", "Plan!$B$4:$D$4", "Plan!$A$5", "Plan!$B$3:$D$3", "Plan!$B$5:$D$5",
    ]  # fmt: skip


def test_a_matrix_becomes_a_series_for_each_column_where_columns_are_named() -> None:
    root = chart(series("Plan!$C$3", "Plan!$A$5", "Plan!$C$5"))
    growth = grown(2, 2)
    move_chart(root, growth, everywhere(growth))
    assert formulas(root) == [
        "Plan!$B$3", "Plan!$A$4:$A$5", "Plan!$B$4:$B$5", "Plan!$C$3", "Plan!$A$4:$A$5", "Plan!$C$4:$C$5",
    ]  # fmt: skip


def test_a_copy_of_cells_that_moved_is_dropped_where_nobody_knows_the_values() -> None:
    root = chart(series("Plan!$B$3", "Plan!$A$5", "Plan!$B$5"))
    growth = grown(3)
    move_chart(root, growth, everywhere(growth))
    assert len(list(root.iter(f"{{{C}}}numCache"))) == 0
    assert len(list(root.iter(f"{{{C}}}strCache"))) == 1


def test_a_chart_without_copies_of_its_cells_gets_them_where_the_values_are_known() -> None:
    root = chart(
        "<c:ser><c:cat><c:numRef><c:f>Plan!$A$5</c:f></c:numRef></c:cat>"
        "<c:val><c:numRef><c:f>Plan!$B$5</c:f></c:numRef></c:val></c:ser>"
    )
    growth = grown(2)
    move_chart(
        root, growth, everywhere(growth), values=lambda sheet, row, column: row if column == 2 else "name"
    )
    assert [[point.text for point in cache.iter(f"{{{C}}}v")] for cache in root.iter(f"{{{C}}}numCache")] == [
        ["4", "5"]
    ]


def test_labels_that_come_from_cells_follow_them() -> None:
    later = "http://schemas.microsoft.com/office/drawing/2012/chart"
    root = chart(
        "<c:ser><c:val><c:numRef><c:f>Plan!$B$5</c:f></c:numRef></c:val><c:extLst><c:ext>"
        f'<c15:datalabelsRange xmlns:c15="{later}"><c15:f>Plan!$C$5</c15:f><c15:dlblRangeCache/></c15:datalabelsRange>'
        "</c:ext></c:extLst></c:ser>"
    )
    move_chart(root, grown(2), everywhere(grown(2)))
    assert [node.text for node in root.iter(f"{{{later}}}f")] == ["Plan!$C$4:$C$5"]
    assert next(root.iter(f"{{{later}}}dlblRangeCache"), None) is None


def test_a_chart_on_a_copied_sheet_reads_its_own_copy() -> None:
    first, second = grown(1, name="Perth"), grown(2, name="New York")
    root = chart(series("Plan!$B$3", "Plan!$A$5", "Plan!$B$5"))
    move_chart(root, second, everywhere(first, second))
    assert formulas(root) == ["'New York'!$B$3", "'New York'!$A$4:$A$5", "'New York'!$B$4:$B$5"]


def test_a_series_beside_a_loop_without_rounds_goes() -> None:
    root = chart(series("Plan!$A$5", "Plan!$B$3:$D$3", "Plan!$B$5:$D$5"))
    move_chart(root, grown(0), everywhere(grown(0)))
    assert len(root) == 0


def test_the_title_of_a_chart_follows_its_cell() -> None:
    root = chart("<c:title><c:tx><c:strRef><c:f>Plan!$A$7</c:f></c:strRef></c:tx></c:title>")
    move_chart(root, grown(9), everywhere(grown(9)))
    assert formulas(root) == ["Plan!$A$13"]


# -- comments -----------------------------------------------------------------------------------------


def test_comments_come_in_every_round_in_the_order_of_cells() -> None:
    root = etree.fromstring(
        f'<comments xmlns="{S}"><commentList><comment ref="A7"/><comment ref="B5"/></commentList></comments>'
    )
    move_comments(root, grown(2))
    assert [node.get("ref") for node in root.iter(f"{{{S}}}comment")] == ["B4", "B5", "A6"]


def test_the_shapes_of_comments_follow_with_ids_of_their_own() -> None:
    root = etree.fromstring(
        f'<xml {VML}><o:shapelayout><o:idmap data="1"/></o:shapelayout><v:shape id="_x0000_s2047"><x:ClientData '
        'ObjectType="Note"><x:Anchor>2, 15, 4, 10, 4, 15, 8, 4</x:Anchor><x:Row>4</x:Row><x:Column>1</x:Column>'
        "</x:ClientData></v:shape></xml>"
    )
    move_vml(root, grown(2), everywhere(grown(2)))
    assert [node.get("id") for node in root.iter("{*}shape")] == ["_x0000_s2047", "_x0000_s2048"]
    assert [node.text for node in root.iter("{*}Row")] == ["3", "4"]
    assert [node.text for node in root.iter("{*}Anchor")] == [
        "2, 15, 3, 10, 4, 15, 7, 4",
        "2, 15, 4, 10, 4, 15, 8, 4",
    ]
    assert [node.get("data") for node in root.iter("{*}idmap")] == ["1,2"]


# -- the workbook -------------------------------------------------------------------------------------


def workbook(*names: tuple[str, str, int | None], view: str = "") -> etree._Element:
    def defined(name: str, text: str, local: int | None) -> str:
        scope = "" if local is None else f'localSheetId="{local}"'
        return f'<definedName name="{name}" {scope}>{text}</definedName>'

    listed = "".join(defined(*each) for each in names)
    return etree.fromstring(
        f'<workbook xmlns="{S}"><bookViews><workbookView {view}/></bookViews>'
        f"<definedNames>{listed}</definedNames></workbook>"
    )


def names_of(root: etree._Element) -> list[tuple[str, str, str]]:
    return [
        (node.get("name", ""), node.get("localSheetId", ""), node.text or "")
        for node in root.iter(f"{{{S}}}definedName")
    ]


def test_a_name_for_a_cell_of_a_loop_means_all_rounds() -> None:
    root = workbook(
        ("People", "Plan!$A$5", None), ("Rate", "0.1", None), ("Last", "OFFSET(Plan!$A$7,0,0)", None)
    )
    move_workbook(root, everywhere(grown(3)))
    assert [text for _, _, text in names_of(root)] == ["Plan!$A$4:$A$6", "0.1", "OFFSET(Plan!$A$7,0,0)"]


def test_print_areas_and_titles_follow_every_copy_of_a_sheet() -> None:
    root = workbook(
        ("_xlnm.Print_Area", "Plan!$A$1:$E$7", 1),
        ("_xlnm.Print_Titles", "Plan!$A:$C,Plan!$1:$3", 1),
        ("Own", "Plan!$A$4", 1),
        ("_xlnm.Print_Area", "End!$A$1:$B$2", 2),
        view='activeTab="2"',
    )
    still = (SheetGrowth(Axis.still(3), Axis.still(3), "Start", "Start"),)
    end = (SheetGrowth(Axis.still(3), Axis.still(3), "End", "End"),)
    copies = (grown(3, 2, name="Perth"), grown(0, 0, name="New York"))
    move_workbook(root, {"Start": still, "Plan": copies, "End": end})
    assert names_of(root) == [
        ("_xlnm.Print_Area", "1", "Perth!$A$1:$D$7"),
        ("_xlnm.Print_Area", "2", "'New York'!$A$1:$B$4"),
        ("_xlnm.Print_Titles", "1", "Perth!$A:$C,Perth!$1:$3"),
        ("_xlnm.Print_Titles", "2", "'New York'!$A:$A,'New York'!$1:$3"),
        ("Own", "1", "#REF!"),
        ("Own", "2", "#REF!"),
        ("_xlnm.Print_Area", "3", "End!$A$1:$B$2"),
    ]
    assert next(root.iter(f"{{{S}}}workbookView")).get("activeTab") == "3"


def test_names_of_a_dropped_sheet_go_with_it() -> None:
    root = workbook(("_xlnm.Print_Area", "Plan!$A$1:$E$7", 0), view='activeTab="0"')
    move_workbook(root, {"Plan": (), "End": (SheetGrowth(Axis.still(3), Axis.still(3), "End", "End"),)})
    assert names_of(root) == []
    assert root.find(f"{{{S}}}definedNames") is None


def test_the_source_of_a_pivot_table_grows() -> None:
    root = etree.fromstring(
        f'<pivotCacheDefinition xmlns="{S}"><cacheSource type="worksheet"><worksheetSource ref="A3:E6" sheet="Plan"/>'
        "</cacheSource></pivotCacheDefinition>"
    )
    move_pivot_cache(root, everywhere(grown(9)))
    assert next(root.iter(f"{{{S}}}worksheetSource")).get("ref") == "A3:E12"
