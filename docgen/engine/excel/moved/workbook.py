"""The workbook's own references: defined names, the sheet shown first, and the sources of pivot tables."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache

from docgen.engine.excel.formula_parts import Reference, as_area
from docgen.engine.excel.formulas import Formula, parse
from docgen.engine.excel.growth import Axis, Growths, SheetGrowth, Spot
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import moved_ref, swap
from docgen.engine.excel.references import REF_ERROR
from docgen.engine.markup import Element, remove

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
        nowhere = SheetGrowth(Axis.still(), Axis.still(), "", "")
        for node in list(names):
            if node.get("localSheetId") is None:
                node.text = _read(node.text or "").moved(Spot(nowhere, 0, 0), growths)
            else:
                _move_local_name(node, templates, positions, growths)
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


def _move_local_name(
    node: Element, templates: Sequence[str], positions: dict[str, list[int]], growths: Growths
) -> None:
    formula = _read(node.text or "")
    local = int(node.get("localSheetId", "0"))
    sheet = templates[local] if local < len(templates) else ""
    places = zip(positions.get(sheet, ()), growths.get(sheet, ()), strict=True)
    found = [(position, formula.moved(Spot(growth, 0, 0), growths)) for position, growth in places]
    if node.get("name", "").startswith(_BUILT_IN):
        found = [(position, _without_lost(text)) for position, text in found]
    kept = [each for each in found if each[1]]
    copies = [node] if len(kept) == 1 else [deepcopy(node) for _ in kept]
    for copy, (position, text) in zip(copies, kept, strict=True):
        copy.set("localSheetId", str(position))
        copy.text = text
    if len(kept) != 1:
        swap(node, copies)


def _without_lost(text: str) -> str:
    """Return a list of print areas or titles without those that are gone."""
    return ",".join(each for each in text.split(",") if each != REF_ERROR)


@lru_cache(maxsize=1024)
def _read(text: str) -> Formula:
    """Return a name's formula: one that only names cells takes all rounds of these in."""
    formula = parse(text)
    if not all(isinstance(part, Reference) or part == "," for part in formula.parts):
        return formula
    return Formula(
        text, tuple(as_area(part) if isinstance(part, Reference) else part for part in formula.parts)
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
