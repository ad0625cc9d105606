"""The workbook's own references: defined names, the sheet shown first, and the sources of pivot tables."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from docgen.engine.excel.formulas import Formula, Reference, Role, moved_part, parse
from docgen.engine.excel.growth import Axis, Growths, SheetGrowth, Spot
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import moved_ref, swap
from docgen.engine.excel.references import REF_ERROR
from docgen.engine.markup import Element, remove

_NOWHERE = SheetGrowth(Axis.still(), Axis.still(), "", "")
_BUILT_IN = "_xlnm."


def move_workbook(root: Element, growths: Growths) -> None:
    """Move the defined names of the workbook's tree, and the indices of sheets in it.

    `growths` holds every sheet of the template (chart sheets too, with still axes) in the workbook's order; the
    output's sheets stand in that order, copies side by side. The list of sheets itself is left as it is.
    """
    templates = list(growths)
    positions = _positions(growths)
    names = root.find(s("definedNames"))
    if names is not None:
        for node in list(names):
            _move_name(node, templates, positions, growths)
        if not len(names):
            remove(names)
    for view in root.iter(s("workbookView")):
        _move_tabs(view, templates, positions)


def _positions(growths: Growths) -> dict[str, list[int]]:
    """Return where the output sheets of each template sheet stand, from 0."""
    positions, at = {}, 0
    for name, found in growths.items():
        positions[name] = list(range(at, at + len(found)))
        at += len(found)
    return positions


def _move_name(
    node: Element, templates: Sequence[str], positions: dict[str, list[int]], growths: Growths
) -> None:
    formula = parse(node.text or "")
    local = node.get("localSheetId")
    if local is None:
        node.text = _moved(formula, _NOWHERE, growths)
        return
    sheet = templates[int(local)] if int(local) < len(templates) else ""
    copies = []
    for position, growth in zip(positions.get(sheet, ()), growths.get(sheet, ()), strict=True):
        copy = deepcopy(node)
        copy.set("localSheetId", str(position))
        copy.text = _moved(formula, growth, growths)
        if copy.get("name", "").startswith(_BUILT_IN):
            copy.text = _without_lost(copy.text)
        copies += [copy] if copy.text else []
    swap(node, copies)


def _without_lost(text: str) -> str:
    """Return a list of print areas or titles without those that are gone."""
    return ",".join(each for each in text.split(",") if each != REF_ERROR)


def _moved(formula: Formula, growth: SheetGrowth, growths: Growths) -> str:
    """Return a name's formula moved: one that only names cells takes all rounds of these in."""
    spot = Spot(growth, 0, 0)
    if not all(isinstance(part, Reference) or part == "," for part in formula.parts):
        return formula.moved(spot, growths)
    return "".join(
        moved_part(replace(part, role=Role.AREA, stem=""), spot, growths)
        if isinstance(part, Reference)
        else str(part)
        for part in formula.parts
    )


def _move_tabs(view: Element, templates: Sequence[str], positions: dict[str, list[int]]) -> None:
    for name in ("activeTab", "firstSheet"):
        before = int(view.get(name, "0"))
        if name in view.attrib:
            later = [at for sheet in templates[before:] for at in positions[sheet]]
            view.set(name, str(later[0] if later else 0))


def move_pivot_cache(root: Element, growths: Growths) -> None:
    """Move the source range of a pivot cache's definition; Excel reads the cells anew on request."""
    for source in root.iter(s("worksheetSource")):
        found = growths.get(source.get("sheet", ""), ())
        ref = source.get("ref", "")
        moved = moved_ref(ref, found[0]) if found and ref else ""
        if moved:
            source.set("ref", moved)
            source.set("sheet", found[0].name)
