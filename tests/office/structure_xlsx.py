"""What Excel repairs or refuses although the schema allows it, as rules over an .xlsx.

`faults(path)` returns what breaks a rule, as `part: what`; an empty tuple is a sound file. Why Excel behaves so is
told in `docs/formats/excel.md`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import TokenizerError

from tests.office import ranges_xlsx
from tests.office.package import CONTENT_TYPES, Package, open_package
from tests.office.sheets import (
    BOOK,
    Box,
    Cell,
    around,
    box,
    cells,
    formulas,
    listed,
    s,
    sheets,
    shown,
    strings,
    text,
)
from tests.office.structure_package import PACKAGE_RULES, Faults, Rule

_LONGEST_TEXT = 32_767
_LONGEST_FORMULA = 8_192
_LONGEST_NAME = 31
_BARRED_IN_NAMES = re.compile(r"[:\\/?*\[\]]|^'|'$")
_DEFINED_NAME = re.compile(r"(?:_xlnm\.)?[^\W\d][\w.\\?]*|\\[\w.\\?]*")
_LIKE_A_CELL = re.compile(r"(?i)[a-z]{1,3}\d+|r\d*c?\d*|c\d*")
# Younger than the format: a file must prefix them, or Excel shows #NAME?.
_YOUNG = re.compile(
    r"(?i)(?:CONCAT|TEXTJOIN|IFS|SWITCH|MAXIFS|MINIFS|XLOOKUP|XMATCH|LET|LAMBDA|IFNA|XOR|DAYS|NUMBERVALUE|"
    r"STDEV\.[SP]|VAR\.[SP]|RANK\.(?:EQ|AVG)|PERCENTILE\.(?:INC|EXC)|CEILING\.MATH|FLOOR\.MATH|ISFORMULA)\("
)


def faults(path: Path) -> tuple[str, ...]:
    """Return every breach of every rule in an .xlsx, in the order of the rules."""
    package = open_package(path)
    if CONTENT_TYPES not in package.trees or BOOK not in package.trees:
        return (f"{CONTENT_TYPES} or {BOOK}: missing or not well-formed",)
    return tuple(fault for rule in RULES for fault in rule(package))


# Sheets and names ----------------------------------------------------------------------------------------------


def sheet_names_are_legal_and_unique(package: Package) -> Faults:
    names = [name for name, _ in listed(package)]
    for name in names:
        if not 0 < len(name) <= _LONGEST_NAME or _BARRED_IN_NAMES.search(name) or name.lower() == "history":
            yield f"{BOOK}: {name!r} is no name for a sheet"
    for name, count in Counter(name.lower() for name in names).items():
        if count > 1:
            yield f"{BOOK}: {count} sheets are called {name!r}"


def one_sheet_is_to_be_seen(package: Package) -> Faults:
    entries = package.trees[BOOK].findall(f"{s('sheets')}/{s('sheet')}")
    if all(entry.get("state") in {"hidden", "veryHidden"} for entry in entries):
        yield f"{BOOK}: every sheet is hidden"
    for view in package.trees[BOOK].iter(s("workbookView")):
        if int(view.get("activeTab", "0")) >= len(entries):
            yield f"{BOOK}: the active tab {view.get('activeTab')} does not exist"


def defined_names_are_valid(package: Package) -> Faults:
    known = {name.lower() for name, _ in listed(package)}
    seen: Counter[tuple[str, str]] = Counter()
    for element in package.trees[BOOK].iter(s("definedName")):
        name, scope = element.get("name", ""), element.get("localSheetId", "")
        seen[scope, name.lower()] += 1
        if not _DEFINED_NAME.fullmatch(name) or _LIKE_A_CELL.fullmatch(name):
            yield f"{BOOK}: {name!r} is no defined name"
        if scope and int(scope) >= len(known):
            yield f"{BOOK}: {name} belongs to sheet {scope}, which does not exist"
        yield from _bad_formula(BOOK, name, element.text or "")
        for sheet in _sheets_named_in(element.text or "", known):
            yield f"{BOOK}: {name} refers to {sheet!r}, which is no sheet"
    for (_, name), count in seen.items():
        if count > 1:
            yield f"{BOOK}: {name} is defined {count} times"


def _sheets_named_in(formula: str, known: set[str]) -> Iterator[str]:
    for quoted, bare in re.findall(r"'((?:[^']|'')+)'!|([^\W\d][\w.]*)!", re.sub(r'"[^"]*"', '""', formula)):
        name = quoted.replace("''", "'") or bare
        if "[" not in name and name.lower() not in known and ":" not in name:
            yield name


# Cells ---------------------------------------------------------------------------------------------------------


def rows_and_cells_stand_in_order(package: Package) -> Faults:
    for sheet in sheets(package):
        numbers = [int(row.get("r", "0")) for row in sheet.tree.iterfind(f"{s('sheetData')}/{s('row')}")]
        for before, after in pairwise(number for number in numbers if number):
            if after <= before:
                yield f"{sheet.part}: row {after} follows row {before}"
        held = list(cells(sheet))
        for one, other in pairwise(held):
            if one.row == other.row and other.column <= one.column:
                yield f"{sheet.part}: {other.stated} follows {one.stated}"
        yield from (f"{sheet.part}: {cell.stated} stands in row {cell.row}" for cell in held if _astray(cell))


def _astray(cell: Cell) -> bool:
    place = box(cell.stated) if cell.stated else None
    return bool(cell.stated) and (place is None or place.top != cell.row)


def the_dimension_is_true(package: Package) -> Faults:
    """It holds all cells, and ends where they end; merges may count as cells."""
    for sheet in sheets(package):
        element = sheet.tree.find(s("dimension"))
        held = [Box(cell.row, cell.column, cell.row, cell.column) for cell in cells(sheet)]
        if element is None or not held:
            continue
        merged = [box(merge.get("ref", "")) for merge in sheet.tree.iter(s("mergeCell"))]
        whole = around(held)
        ends = [whole, around([*held, *(area for area in merged if area)])]
        stated = box(element.get("ref", ""))
        if stated is None or not stated.holds(whole) or not any(stated.ends_with(area) for area in ends):
            yield f"{sheet.part}: the dimension {element.get('ref')} is not that of its cells"


def values_are_what_their_type_says(package: Package) -> Faults:
    count = len(strings(package))
    for sheet in sheets(package):
        for cell in cells(sheet):
            value = cell.element.findtext(s("v"))
            if value and not _fits(cell.element.get("t", "n"), value, count):
                yield f"{sheet.part}: {cell.stated} of type {cell.element.get('t', 'n')} holds {value[:40]!r}"


def _fits(kind: str, value: str, string_count: int) -> bool:
    if kind == "n":
        try:
            return math.isfinite(float(value)) and value == value.strip()
        except ValueError:
            return False
    if kind == "s":
        return value.isdigit() and int(value) < string_count
    return value in {"0", "1"} if kind == "b" else True


def texts_are_short_enough(package: Package) -> Faults:
    for number, item in enumerate(strings(package)):
        if len(text(item)) > _LONGEST_TEXT:
            yield f"xl/sharedStrings.xml: string {number} has {len(text(item))} characters"
    for sheet in sheets(package):
        for cell in cells(sheet):
            if (
                cell.element.get("t") in {"inlineStr", "str"}
                and len(shown(cell, package) or "") > _LONGEST_TEXT
            ):
                yield f"{sheet.part}: {cell.stated} holds a text that is too long"


def spaces_at_the_edge_are_kept(package: Package) -> Faults:
    """Excel drops white space at either end of a text that does not ask to keep it; no-break spaces stay."""
    holders = {"xl/sharedStrings.xml": package.trees.get("xl/sharedStrings.xml")}
    holders |= {sheet.part: sheet.tree for sheet in sheets(package)}
    for part, tree in holders.items():
        for element in tree.iter(s("t")) if tree is not None else ():
            kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            held = element.text or ""
            if held != held.strip(" \t\r\n") and not kept:
                yield f"{part}: the text {held[:40]!r} would lose its outer spaces"


def columns_are_described_once(package: Package) -> Faults:
    for sheet in sheets(package):
        spans = [(int(c.get("min", "0")), int(c.get("max", "0"))) for c in sheet.tree.iter(s("col"))]
        for one, other in pairwise(spans):
            if other[0] <= one[1]:
                yield f"{sheet.part}: columns {other} are described after columns {one}"
        yield from (
            f"{sheet.part}: columns {span} are none"
            for span in spans
            if not 1 <= span[0] <= span[1] <= 16_384
        )


# Formulas ------------------------------------------------------------------------------------------------------


def formulas_parse(package: Package) -> Faults:
    known = {name.lower() for name, _ in listed(package)}
    for sheet in sheets(package):
        for place, formula in formulas(sheet):
            yield from _bad_formula(sheet.part, place, formula)
            for name in _sheets_named_in(formula, known):
                yield f"{sheet.part}: the formula of {place} refers to {name!r}, which is no sheet"


def _bad_formula(part: str, place: str, formula: str) -> Faults:
    if not formula.strip() or len(formula) > _LONGEST_FORMULA or formula.startswith("="):
        yield f"{part}: the formula of {place} is empty, too long or begins with a sign of equality"
        return
    try:
        items = Tokenizer(f"={formula}").items
    except (TokenizerError, IndexError) as error:
        yield f"{part}: the formula of {place} cannot be read: {error}"
        return
    depth = sum({"OPEN": 1, "CLOSE": -1}.get(item.subtype, 0) for item in items)
    if depth or any(item.type == "OPERAND" and "{{" in item.value for item in items):
        yield f"{part}: the formula of {place} is not balanced: {formula[:60]}"
    for item in items:
        if item.type == "FUNC" and item.subtype == "OPEN" and _YOUNG.fullmatch(item.value):
            yield f"{part}: the formula of {place} has {item.value} without its prefix"


def shared_formulas_have_a_first_cell(package: Package) -> Faults:
    for sheet in sheets(package):
        shared = [f for f in sheet.tree.iter(s("f")) if f.get("t") == "shared"]
        firsts = Counter(f.get("si") for f in shared if f.get("ref"))
        for index in {f.get("si") for f in shared} - {index for index, count in firsts.items() if count == 1}:
            yield f"{sheet.part}: shared formula {index} has {firsts[index]} first cells"


def the_calculation_chain_names_formulas(package: Package) -> Faults:
    chain = package.trees.get("xl/calcChain.xml")
    if chain is None:
        return
    held = {
        (number, cell.stated)
        for number, sheet in enumerate(sheets(package), start=1)
        for cell in cells(sheet)
        if cell.element.find(s("f")) is not None
    }
    sheet_number = 0
    for entry in chain.iterfind(s("c")):
        sheet_number = int(entry.get("i", sheet_number))
        if (sheet_number, entry.get("r", "")) not in held:
            yield f"xl/calcChain.xml: {entry.get('r')} of sheet {sheet_number} holds no formula"


RULES: tuple[Rule, ...] = (
    *PACKAGE_RULES,
    sheet_names_are_legal_and_unique,
    one_sheet_is_to_be_seen,
    defined_names_are_valid,
    rows_and_cells_stand_in_order,
    the_dimension_is_true,
    values_are_what_their_type_says,
    texts_are_short_enough,
    spaces_at_the_edge_are_kept,
    columns_are_described_once,
    formulas_parse,
    shared_formulas_have_a_first_cell,
    the_calculation_chain_names_formulas,
    ranges_xlsx.merges_do_not_overlap,
    ranges_xlsx.ranges_are_ranges,
    ranges_xlsx.written_lists_are_short_enough,
    ranges_xlsx.comments_have_a_drawing_and_a_cell_each,
    ranges_xlsx.tables_have_rows_and_heads,
    ranges_xlsx.tables_are_apart,
    ranges_xlsx.tables_are_named_apart,
    ranges_xlsx.style_indexes_exist,
    ranges_xlsx.fonts_are_in_order,
)
