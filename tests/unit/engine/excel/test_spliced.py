"""Rules, validations and filters that move as text read as those that move in the sheet's tree."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from docgen.engine.excel.growth import Axis, Growths, SheetGrowth
from docgen.engine.excel.moved import move_sheet
from docgen.engine.excel.moved.spliced import splice

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS = f'xmlns="{S}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
BODY, LAST = 5, 20
"""Template rows: the body of a loop with its control rows around it, and the last of the rows after it."""


def rule(priority: int, formula: str) -> str:
    return f'<cfRule type="expression" priority="{priority}"><formula>{formula}</formula></cfRule>'


def format_(cells: str, *rules: str) -> str:
    return f'<conditionalFormatting sqref="{cells}">{"".join(rules)}</conditionalFormatting>'


def validations(*each: str) -> str:
    return f'<dataValidations count="{len(each)}">{"".join(each)}</dataValidations>'


def validation(cells: str, first: str, kind: str = "list") -> str:
    shown = f'type="{kind}" sqref="{cells}" error="Take &lt;one&gt;."'
    return f"<dataValidation {shown}><formula1>{first}</formula1></dataValidation>"


ALONG = format_("B5:D20", rule(1, '$B5="a &amp; b"'), rule(2, "AND($C5&lt;$C$2,COUNTA($B5:$D5)&gt;0)"))
FILTER = '<autoFilter ref="B3:D20"/>'
SCALE = '<cfRule type="colorScale" priority="1"><colorScale><cfvo type="formula" val="$B$5"/></colorScale></cfRule>'
USUAL = (
    FILTER,
    ALONG,
    format_("C5 B6:B20", rule(1, "C5>1")),
    format_("C5", rule(1, "C4>1")),  # looks a row up: each round at the one before
    validations(validation("B5:B20", "Other!$A$2:$A$2"), validation("C5", "1000", "textLength")),
    validations(validation("B5:B20", "OFFSET(Other!$A$2,0,0,COUNTIF(Other!$A$2:$A$2,$C5),1)")),
    validations('<dataValidation type="any" sqref="D5"/>'),
    validations(validation("B5", '"one,two"')),
    ALONG + validations(validation("D5", "$B5", "decimal")),
)
UNUSUAL = (
    '<autoFilter ref="B3:D20"><filterColumn colId="1"/></autoFilter>',
    format_("C5", SCALE),
    format_("C5", rule(1, "C5>1")) + format_("D5", rule(1, "D5>1")),  # rules of one priority are renumbered
    format_("C5", rule(1, "C5>1")) + '<extLst><ext><x14:cfRule priority="2"/></ext></extLst>',
    validations(f'<x:dataValidation xmlns:x="{S}" sqref="C5"/>'),
    f"<customSheetViews><customSheetView>{FILTER}</customSheetView></customSheetViews>{FILTER}",
)


def growths(rounds: int, columns: int) -> Growths:
    body = [(BODY, ((1, number),)) for number in range(rounds)]
    rows = Axis(
        [
            *((row, ()) for row in range(1, BODY - 1)),
            *body,
            *((row, ()) for row in range(BODY + 2, LAST + 1)),
        ],
        size=LAST,
        bodies={1: (BODY, BODY)},
    )
    across = [(1, ()), (2, ()), *((3, ((2, number),)) for number in range(columns)), (4, ())]
    wide = Axis.still(4) if columns == 1 else Axis(across, size=4, bodies={2: (3, 3)})
    choices = Axis([(1, ()), *((2, ((3, number),)) for number in range(4))], size=3, bodies={3: (2, 2)})
    other = SheetGrowth(choices, Axis.still(2), "Other", "Other")
    return {"Own": (SheetGrowth(rows, wide, "Own", "Own"),), "Other": (other,)}


def written(text: str) -> str:
    return etree.tostring(etree.fromstring(text), method="c14n").decode()


def frame(inner: str) -> str:
    return etree.tostring(etree.fromstring(f"<worksheet {NS}>{inner}</worksheet>"), encoding="unicode")


@pytest.mark.parametrize("inner", USUAL)
@pytest.mark.parametrize("rounds", [0, 1, 2, 5])
@pytest.mark.parametrize("columns", [1, 3])
def test_what_moves_as_text_reads_as_what_moves_in_the_tree(inner: str, rounds: int, columns: int) -> None:
    root = etree.fromstring(frame(inner))
    marked, spliced, nodes = splice(frame(inner), root)
    assert nodes == set(root)
    assert "sqref" not in marked
    sheets = growths(rounds, columns)
    found = spliced.moved(marked, sheets["Own"][0], sheets)
    move_sheet(root, sheets["Own"][0], sheets)
    if found is None:  # blocks that part need priorities of their own, which the tree gives
        assert len(root.findall(f"{{{S}}}conditionalFormatting")) > inner.count("<conditionalFormatting")
    else:
        assert written(found) == written(etree.tostring(root, encoding="unicode"))


@pytest.mark.parametrize("inner", [*USUAL, *UNUSUAL])
def test_what_was_cut_out_goes_back_as_it_was(inner: str) -> None:
    marked, spliced, _ = splice(frame(inner), etree.fromstring(frame(inner)))
    assert spliced.restored(marked) == frame(inner)


@pytest.mark.parametrize("inner", UNUSUAL)
def test_what_is_unusual_is_left_to_the_tree(inner: str) -> None:
    marked, spliced, nodes = splice(frame(inner), etree.fromstring(frame(inner)))
    assert (marked, spliced.originals, nodes) == (frame(inner), (), frozenset())


def test_a_tag_within_a_validation_is_left_to_the_code() -> None:
    tagged = validations('<dataValidation sqref="B5" prompt="\ufdd00\ufdd1"/>')
    marked, _, nodes = splice(frame(tagged), etree.fromstring(frame(tagged)))
    assert (marked, nodes) == (frame(tagged), frozenset())


def test_a_usual_kind_is_cut_out_beside_an_unusual_one() -> None:
    inner = '<autoFilter ref="B3:D20"><filterColumn colId="1"/></autoFilter>' + ALONG
    marked, spliced, _ = splice(frame(inner), etree.fromstring(frame(inner)))
    assert spliced.originals == (ALONG.replace(">0<", "&gt;0<"),)
    assert re.findall(r"<(\w+)[ >]", marked) == ["worksheet", "autoFilter", "filterColumn"]
