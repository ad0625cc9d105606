"""What a worksheet says outside its cells, moved: merges, rules, links, widths, panes, breaks, filters, extensions."""

from __future__ import annotations

from lxml import etree

from docgen.engine.excel.growth import Axis, SheetGrowth
from docgen.engine.excel.moved import Mention, mentions_in_sheet, move_sheet

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS = (
    f'xmlns="{S}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def rows(rounds: int) -> Axis:
    """1-3 | 4 for | 5, 6 | 7 endfor | 8."""
    body = [(row, ((1, n),)) for n in range(rounds) for row in (5, 6)]
    return Axis([(1, ()), (2, ()), (3, ()), *body, (8, ())], size=8, bodies={1: (5, 6)})


def single(rounds: int) -> Axis:
    """1-3 | 4 for | 5 | 6 endfor | 7."""
    body = [(5, ((1, n),)) for n in range(rounds)]
    return Axis([(1, ()), (2, ()), (3, ()), *body, (7, ())], size=7, bodies={1: (5, 5)})


def columns(rounds: int) -> Axis:
    """A | B for | C | D endfor | E."""
    return Axis([(1, ()), *((3, ((8, n),)) for n in range(rounds)), (5, ())], size=5, bodies={8: (3, 3)})


def moved(inner: str, row_axis: Axis | None = None, column_axis: Axis | None = None) -> etree._Element:
    growth = SheetGrowth(row_axis or rows(3), column_axis or Axis.still(6), "Plan", "Plan")
    root = etree.fromstring(f"<worksheet {NS}>{inner}</worksheet>")
    move_sheet(root, growth, {"Plan": (growth,)})
    return root


def all_of(root: etree._Element, name: str, attribute: str) -> list[str]:
    return [node.get(attribute, "") for node in root.iter(f"{{{S}}}{name}")]


def test_a_merge_in_a_loop_comes_in_every_round() -> None:
    root = moved('<mergeCells count="1"><mergeCell ref="A5:A6"/></mergeCells>')
    assert all_of(root, "mergeCell", "ref") == ["A4:A5", "A6:A7", "A8:A9"]
    assert all_of(root, "mergeCells", "count") == ["3"]


def test_a_merge_around_a_loop_grows_with_it() -> None:
    root = moved('<mergeCells count="1"><mergeCell ref="A3:A8"/></mergeCells>')
    assert all_of(root, "mergeCell", "ref") == ["A3:A10"]


def test_a_merge_that_shrinks_to_one_cell_or_none_goes() -> None:
    root = moved(
        '<mergeCells count="2"><mergeCell ref="A5:A6"/><mergeCell ref="A3:A4"/></mergeCells>', rows(0)
    )
    assert root.find(f"{{{S}}}mergeCells") is None


def rule(sqref: str, formula: str) -> str:
    return (
        f'<conditionalFormatting sqref="{sqref}"><cfRule type="expression" priority="1">'
        f"<formula>{formula}</formula></cfRule></conditionalFormatting>"
    )


def rules(root: etree._Element) -> list[tuple[str, str]]:
    return [
        (node.get("sqref", ""), node.findtext(f".//{{{S}}}formula") or "")
        for node in root.iter(f"{{{S}}}conditionalFormatting")
    ]


def test_a_rule_on_a_loop_covers_all_rounds_with_one_formula() -> None:
    assert rules(moved(rule("B5:D5", '$C5="R"'), single(3))) == [("B4:D6", '$C4="R"')]


def test_a_rule_on_one_row_of_two_skips_the_others() -> None:
    assert rules(moved(rule("B5", "$A6&gt;0"))) == [("B4 B6 B8", "$A5>0")]


def test_a_rule_that_looks_at_one_row_outside_the_loop_gets_a_dollar() -> None:
    assert rules(moved(rule("B5:B5", "B3&gt;B5"), single(3))) == [("B4:B6", "B$3>B4")]


def test_a_rule_over_all_rounds_keeps_its_dollars() -> None:
    assert rules(moved(rule("A5", "COUNTIF($A$5:$A$5,A5)&gt;1"), single(3))) == [
        ("A4:A6", "COUNTIF($A$4:$A$6,A4)>1")
    ]


def test_a_rule_that_no_single_formula_fits_is_parted() -> None:
    nested = Axis(
        [(1, ())]
        + [
            line
            for outer, count in enumerate((1, 2))
            for line in [(3, ((1, outer),)), *((5, ((1, outer), (2, n))) for n in range(count))]
        ],
        size=7,
        bodies={1: (3, 6), 2: (5, 5)},
    )
    assert rules(moved(rule("B5", "$A$3=B5"), nested)) == [("B3", "$A$2=B3"), ("B5:B6", "$A$4=B5")]


def test_parted_rules_have_priorities_of_their_own() -> None:
    nested = Axis(
        [
            line
            for outer in range(2)
            for line in [(1, ((1, outer),)), (3, ((1, outer), (2, 0))), (3, ((1, outer), (2, 1)))]
        ],
        size=4,
        bodies={1: (1, 4), 2: (3, 3)},
    )
    root = moved(rule("B3", "$A$1=B3"), nested)
    assert sorted(all_of(root, "cfRule", "priority")) == ["1", "2"]


def test_a_rule_that_looks_at_a_dropped_sheet_says_so_and_at_an_unknown_one_stays() -> None:
    growth = SheetGrowth(single(3), Axis.still(6), "Plan", "Plan")
    root = etree.fromstring(f"<worksheet {NS}>{rule('B5', 'Gone!$A$1=Other!$A$1')}</worksheet>")
    move_sheet(root, growth, {"Plan": (growth,), "Gone": ()})
    assert rules(root) == [("B4:B6", "#REF!=Other!$A$1")]


def test_a_rule_on_rows_that_are_gone_goes() -> None:
    assert rules(moved(rule("B5:D5", "$C5"), single(0))) == []


def test_a_colour_scale_that_ends_at_a_cell_follows_it() -> None:
    root = moved(
        '<conditionalFormatting sqref="B5"><cfRule type="colorScale" priority="1"><colorScale>'
        '<cfvo type="min"/><cfvo type="formula" val="$B$7"/></colorScale></cfRule></conditionalFormatting>',
        single(3),
    )
    assert all_of(root, "cfvo", "val") == ["", "$B$7"]
    assert all_of(root, "conditionalFormatting", "sqref") == ["B4:B6"]


def test_a_drop_down_covers_all_rounds_and_its_list_moves() -> None:
    root = moved(
        '<dataValidations count="2"><dataValidation type="list" sqref="D5 F8"><formula1>$A$8:$A$9</formula1>'
        '</dataValidation><dataValidation type="whole" sqref="E5"><formula1>1</formula1><formula2>F5</formula2>'
        "</dataValidation></dataValidations>",
        rows(2),
    )
    assert all_of(root, "dataValidation", "sqref") == ["D4 D6 F8", "E4 E6"]
    assert [node.text for node in root.iter(f"{{{S}}}formula1")] == ["$A$8:$A$9", "1"]
    assert [node.text for node in root.iter(f"{{{S}}}formula2")] == ["F4"]


def test_a_drop_down_that_names_one_cell_of_a_loop_offers_all_rounds() -> None:
    root = moved(
        '<dataValidations count="2"><dataValidation type="list" sqref="D7"><formula1>$A$5</formula1></dataValidation>'
        '<dataValidation type="whole" sqref="E7"><formula1>$A$5</formula1></dataValidation></dataValidations>',
        single(3),
    )
    assert [node.text for node in root.iter(f"{{{S}}}formula1")] == ["$A$4:$A$6", "$A$4"]


def test_what_rules_and_drop_downs_look_at_is_told_with_the_cell_that_looks() -> None:
    inner = (
        '<dataValidations count="1"><dataValidation type="list" sqref="D7"><formula1>Lists!$A$5:$A$5</formula1>'
        "</dataValidation></dataValidations>"
    )
    root = etree.fromstring(f"<worksheet {NS}>{rule('B5:C5', '$A5=1')}{inner}</worksheet>")
    assert list(mentions_in_sheet(root, "Plan")) == [
        Mention("Plan", (5, 5), (2, 3)),
        Mention("Plan", (5, 5), (1, 1), (5, 2)),
        Mention("Lists", (5, 5), (1, 1)),
    ]


def test_a_list_of_validations_without_any_left_goes() -> None:
    root = moved('<dataValidations count="1"><dataValidation sqref="D5"/></dataValidations>', rows(0))
    assert root.find(f"{{{S}}}dataValidations") is None


def test_links_come_in_every_round_and_follow_where_they_lead() -> None:
    root = moved(
        '<hyperlinks><hyperlink ref="B5" location="Plan!A6" display="x"/><hyperlink ref="A8" r:id="rId1"/></hyperlinks>'
    )
    assert list(
        zip(all_of(root, "hyperlink", "ref"), all_of(root, "hyperlink", "location"), strict=True)
    ) == [
        ("B4", "Plan!A5"),
        ("B6", "Plan!A7"),
        ("B8", "Plan!A9"),
        ("A10", ""),
    ]


def test_widths_follow_their_columns() -> None:
    root = moved(
        '<cols><col min="1" max="2" width="9"/><col min="3" max="3" width="4"/>'
        '<col min="4" max="16384" width="8"/></cols>',
        column_axis=columns(3),
    )
    found = [(node.get("min"), node.get("max"), node.get("width")) for node in root.iter(f"{{{S}}}col")]
    assert found == [("1", "1", "9"), ("2", "4", "4"), ("5", "16384", "8")]


def test_frozen_panes_hold_what_they_held() -> None:
    root = moved(
        '<sheetViews><sheetView workbookViewId="0"><pane xSplit="3" ySplit="4" topLeftCell="D5" state="frozen"/>'
        '<selection pane="bottomRight" activeCell="E8" sqref="E8"/></sheetView></sheetViews>',
        single(3),
        columns(2),
    )
    pane = next(root.iter(f"{{{S}}}pane"))
    assert dict(pane.attrib) == {"xSplit": "3", "ySplit": "3", "topLeftCell": "D4", "state": "frozen"}
    selection = next(root.iter(f"{{{S}}}selection"))
    assert (selection.get("activeCell"), selection.get("sqref")) == ("D8", "D8")


def test_a_pane_whose_rows_are_gone_is_taken_out() -> None:
    axis = Axis([(2, ())], size=2, bodies={})
    root = moved(
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>',
        axis,
    )
    assert next(root.iter(f"{{{S}}}pane"), None) is None
    assert "pane" not in next(root.iter(f"{{{S}}}selection")).attrib


def test_page_breaks_come_in_every_round() -> None:
    root = moved(
        '<rowBreaks count="2" manualBreakCount="2"><brk id="6" man="1"/><brk id="8" man="1"/></rowBreaks>'
    )
    assert all_of(root, "brk", "id") == ["5", "7", "9", "10"]
    assert all_of(root, "rowBreaks", "count") == ["4"]


def test_an_autofilter_grows_and_its_columns_keep_their_filters() -> None:
    root = moved(
        '<autoFilter ref="A3:E6"><filterColumn colId="4"/><filterColumn colId="1"/>'
        '<sortState ref="A5:E6"><sortCondition ref="E5:E6"/></sortState></autoFilter>',
        column_axis=columns(2),
    )
    assert all_of(root, "autoFilter", "ref") == ["A3:D9"]
    assert all_of(root, "filterColumn", "colId") == ["3"]
    assert all_of(root, "sortState", "ref") == ["A4:D9"]
    assert all_of(root, "sortCondition", "ref") == ["D4:D9"]


def test_protected_ranges_and_ignored_errors_cover_all_rounds() -> None:
    root = moved(
        '<protectedRanges><protectedRange sqref="C5" name="in"/></protectedRanges>'
        '<ignoredErrors><ignoredError sqref="D5:D6" numberStoredAsText="1"/></ignoredErrors>'
    )
    assert all_of(root, "protectedRange", "sqref") == ["C4 C6 C8"]
    assert all_of(root, "ignoredError", "sqref") == ["D4:D9"]


def extension(inner: str) -> str:
    return f'<extLst><ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}">{inner}</ext></extLst>'


def test_a_sparkline_is_drawn_in_every_round_from_its_own_row() -> None:
    root = moved(
        extension(
            "<x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>Plan!B5:D5</xm:f>"
            "<xm:sqref>E5</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups>"
        ),
        single(2),
    )
    assert [node.text for node in root.iter("{*}f")] == ["Plan!B4:D4", "Plan!B5:D5"]
    assert [node.text for node in root.iter("{*}sqref")] == ["E4", "E5"]


def test_extensions_that_have_lost_their_cells_go() -> None:
    root = moved(
        extension(
            "<x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>Plan!B5:D5</xm:f>"
            "<xm:sqref>E5</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups>"
        ),
        single(0),
    )
    assert len(root) == 0


def test_validations_of_excel_2010_move_too() -> None:
    root = moved(
        extension(
            '<x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1><xm:f>Plan!$A$5:$A$5</xm:f>'
            "</x14:formula1><xm:sqref>C8</xm:sqref></x14:dataValidation></x14:dataValidations>"
        ),
        single(2).__class__([(1, ()), (5, ((1, 0),)), (5, ((1, 1),)), (8, ())], size=8, bodies={1: (5, 5)}),
    )
    assert [node.text for node in root.iter("{*}f")] == ["Plan!$A$2:$A$3"]
    assert [node.text for node in root.iter("{*}sqref")] == ["C4"]


def test_slicers_and_unknown_extensions_stay_as_they_are() -> None:
    inner = extension('<x14:slicerList><x14:slicer r:id="rId3"/></x14:slicerList>')
    assert etree.tostring(moved(inner)) == etree.tostring(
        etree.fromstring(f"<worksheet {NS}>{inner}</worksheet>")
    )
