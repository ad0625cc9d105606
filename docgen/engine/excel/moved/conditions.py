"""Conditional formats, data validations, sparklines and ignored errors, in the sheet and in its extension lists."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import Growths, SheetGrowth
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import boxes, instances, moved_sqref, swap
from docgen.engine.excel.moved.uniform import Block, uniform
from docgen.engine.markup import Element

X14_NS = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM_NS = "http://schemas.microsoft.com/office/excel/2006/main"
_XM_F, _XM_SQREF = f"{{{XM_NS}}}f", f"{{{XM_NS}}}sqref"


def x14(name: str) -> str:
    """Return the qualified name of an element of Excel 2010's extensions ([MS-XLSX] 2.6)."""
    return f"{{{X14_NS}}}{name}"


def move_conditional_format(node: Element, growth: SheetGrowth, growths: Growths) -> None:
    """Move a `conditionalFormatting`, old or x14; one for each block where its formulas part its cells."""
    formulas = [*node.iter(s("formula")), *_bounds(node), *node.iter(_XM_F)]
    _replaced(node, formulas, growth, growths)


def _bounds(node: Element) -> Iterator[Element]:
    """Yield the ends of colour scales and data bars that are formulas, as elements whose `val` holds the text."""
    return (bound for bound in node.iter(s("cfvo")) if bound.get("type") == "formula")


def move_validation(node: Element, growth: SheetGrowth, growths: Growths) -> None:
    """Move a `dataValidation`, old or x14."""
    formulas = [*node.iter(s("formula1"), s("formula2")), *node.iter(_XM_F)]
    _replaced(node, formulas, growth, growths, lists=node.get("type") == "list")


def _replaced(
    node: Element, formulas: list[Element], growth: SheetGrowth, growths: Growths, *, lists: bool = False
) -> None:
    blocks = uniform(_sqref(node), [_text(formula) for formula in formulas], growth, growths, lists=lists)
    places = [node.getroottree().getelementpath(formula) for formula in formulas]
    start = len(node.getroottree().getelementpath(node)) + 1
    steps = [place[start:] for place in places]
    copies = [deepcopy(node) for _ in blocks]
    for copy, block in zip(copies, blocks, strict=True):
        _fill(copy, block, steps)
    swap(node, copies)


def _fill(node: Element, block: Block, steps: list[str]) -> None:
    inner = node.find(_XM_SQREF)
    if inner is not None:
        inner.text = block.sqref
    else:
        node.set("sqref", block.sqref)
    for step, text in zip(steps, block.formulas, strict=True):
        found = node.find(step)
        assert found is not None
        if found.tag == s("cfvo"):
            found.set("val", text)
        else:
            found.text = text


def _text(formula: Element) -> str:
    return formula.get("val", "") if formula.tag == s("cfvo") else formula.text or ""


def _sqref(node: Element) -> str:
    inner = node.find(_XM_SQREF)
    return node.get("sqref", "") if inner is None else inner.text or ""


def renumber(root: Element) -> None:
    """Give the rules of a sheet priorities of their own again, in their order, where parting has doubled some."""
    rules = [*root.iter(s("cfRule")), *root.iter(x14("cfRule"))]
    numbered = [
        (int(rule.get("priority", "0")), at, rule) for at, rule in enumerate(rules) if rule.get("priority")
    ]
    if len({number for number, _, _ in numbered}) == len(numbered):
        return
    for priority, (_, _, rule) in enumerate(sorted(numbered, key=lambda each: each[:2]), 1):
        rule.set("priority", str(priority))


def move_cells(node: Element, growth: SheetGrowth) -> None:
    """Move an element that only names cells (`sqref` as attribute or in xm); drop it when none is left."""
    moved = moved_sqref(_sqref(node), growth)
    parent = node.getparent()
    assert parent is not None
    if not moved:
        parent.remove(node)
        return
    _fill(node, Block(moved, ()), [])


def move_sparkline(node: Element, growth: SheetGrowth, growths: Growths) -> None:
    """Move an `x14:sparkline`: one for each round of the cell that it is drawn in."""
    data = node.find(_XM_F)
    formula = parse((data.text or "") if data is not None else "")
    copies = []
    for box, spot in instances(boxes(_sqref(node))[0], growth):
        copy = deepcopy(node)
        source = copy.find(_XM_F)
        if source is not None:
            source.text = formula.moved(spot, growths)
        _fill(copy, Block(str(box), ()), [])
        copies.append(copy)
    swap(node, copies)
