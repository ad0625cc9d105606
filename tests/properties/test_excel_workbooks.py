"""Whole workbooks of random sheets, rendered: every formula means what the model says, and LibreOffice agrees.

Each sheet has a number in column A of every row and a random formula over column A in column B; every other sheet is
turned, with its loops over columns. The data is made so that loops and conditions do in the engine what they do in the
model.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docgen.engine import Template
from docgen.engine.excel.references import letters
from tests.office import judges, recalc
from tests.unit.engine.excel.model import (
    Condition,
    Line,
    Loop,
    Node,
    Out,
    Sheet,
    columns_named,
    lines_in,
    loops_in,
    random_sheet,
    rows_named,
    without_innermost,
)

SHEETS = 8
SAMPLE = range(24)
SOAK = range(24, 200)
JUDGED = range(3)


@dataclass
class Case:
    """A random sheet, its formulas by template row, its data, and the value in column A of each output row."""

    name: str
    sheet: Sheet
    formulas: dict[int, Asked]
    data: dict[str, Any]
    values: dict[int, int] = field(default_factory=dict)
    turned: bool = False

    def cell(self, page: Any, number: int, lane: int) -> Any:
        """Return the cell of a row (or column, on a turned sheet): the number is in lane 1, the formula in lane 2."""
        return page.cell(lane, number) if self.turned else page.cell(number, lane)

    def named(self, text: str) -> list[int]:
        """Return the rows (or columns) that a formula names."""
        return columns_named(text) if self.turned else rows_named(text)


@dataclass(frozen=True)
class Asked:
    """A formula of a template row: its kind, and the rows that it looks at."""

    kind: str
    first: int
    last: int

    def text(self, *, turned: bool) -> str:
        first, last = (_name(at, turned=turned) for at in (self.first, self.last))
        fixed_first, fixed_last = (_name(at, turned=turned, sign="$") for at in (self.first, self.last))
        return {
            "total": f"SUM({first}:{last})",
            "fixed": f"SUM({fixed_first}:{fixed_last})",
            "count": f'COUNTIF({first}:{last},">50")',
            "single": f"{first}+1",
            "running": f"SUM({fixed_first}:{last})",
        }[self.kind]


def _name(at: int, *, turned: bool, sign: str = "") -> str:
    return f"{sign}{letters(at)}1" if turned else f"A{sign}{at}"


def case(seed: int, name: str) -> Case:
    turned = bool(seed % 2)
    chance = random.Random(seed)
    plain = random_sheet(chance)
    formulas = {number: _asked(chance, plain.size, number) for number in _numbers(plain.nodes)}
    referred = tuple((asked.first, asked.last, number) for number, asked in formulas.items())
    sheet = Sheet(plain.nodes, plain.size, referred)
    values: list[int] = []
    data = _Data(chance, values).of(sheet.nodes)
    filled = [out.number for out in sheet.outs if not out.blank]
    return Case(name, sheet, formulas, data, dict(zip(filled, values, strict=True)), turned)


def _numbers(nodes: list[Node]) -> list[int]:
    return [number for number, _ in lines_in(tuple(nodes), {})]


def _asked(chance: random.Random, size: int, number: int) -> Asked:
    kind = chance.choice(("total", "fixed", "count", "single", "running"))
    if kind == "running":
        return Asked(kind, number, number)
    first = chance.randint(1, size)
    last = first if kind == "single" else min(size, first + chance.choice((0, 1, 2, 5)))
    return Asked(kind, first, last)


class _Data:
    """Makes the data that takes the engine the way that the model goes, and notes the values on it."""

    def __init__(self, chance: random.Random, values: list[int]) -> None:
        self._chance = chance
        self._values = values
        self._reached: dict[int, int] = {}

    def of(self, nodes: list[Node] | tuple[Node, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for node in nodes:
            if isinstance(node, Line):
                self._values.append(self._chance.randint(1, 99))
                found[f"v{node.number}"] = self._values[-1]
                continue
            turn = self._reached.get(node.first, 0)
            self._reached[node.first] = turn + 1
            if isinstance(node, Loop):
                count = node.counts[turn % len(node.counts)]
                found[f"n{node.first}"] = [self.of(node.inside) for _ in range(count)]
            else:
                held = node.answers[turn % len(node.answers)]
                found[f"n{node.first}"] = self.of(node.inside) if held else None
        return found


def template(cases: list[Case]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for each in cases:
        page = workbook.create_sheet(each.name)
        _write(page, each, each.sheet.nodes, f"data.{each.name}")
    total = workbook.create_sheet("Total")
    for row, each in enumerate(cases, 1):
        last = _name(each.sheet.size, turned=each.turned)
        total.cell(row, 1).value = f"=SUM({each.name}!A1:{last})"
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _write(page: Any, each: Case, nodes: list[Node] | tuple[Node, ...], source: str) -> None:
    word = "tc" if each.turned else "tr"
    for node in nodes:
        if isinstance(node, Line):
            each.cell(page, node.number, 1).value = f"{{{{ {source}.v{node.number} }}}}"
            asked = each.formulas[node.number].text(turned=each.turned)
            each.cell(page, node.number, 2).value = f"={asked}"
        elif isinstance(node, Loop):
            opened = f"{{%{word} for x{node.first} in {source}.n{node.first} %}}"
            each.cell(page, node.first, 1).value = opened
            each.cell(page, node.last, 1).value = f"{{%{word} endfor %}}"
            _write(page, each, node.inside, f"x{node.first}")
        else:
            each.cell(page, node.first, 1).value = f"{{%{word} if {source}.n{node.first} is not none %}}"
            each.cell(page, node.last, 1).value = f"{{%{word} endif %}}"
            _write(page, each, node.inside, f"{source}.n{node.first}")


def meant(each: Case, out: Out) -> list[int]:
    """Return the output rows that the formula of an output row means, as the model has it."""
    asked = each.formulas[out.template]
    rounds = without_innermost(out.rounds) if asked.kind == "fixed" else out.rounds
    if asked.kind == "running":
        start = each.sheet.seen(asked.first, asked.first, without_innermost(out.rounds))[0]
        return list(range(start, out.number + 1))
    seen = each.sheet.seen(asked.first, asked.last, rounds)
    if asked.kind == "single":
        return seen[:1]
    if asked.kind == "count" and seen:
        return list(range(seen[0], seen[-1] + 1))
    return seen


def wanted(each: Case, out: Out) -> int | str:
    """Return the value that a formula must come to."""
    rows = meant(each, out)
    if not rows:
        return "#REF!"
    held = [each.values.get(row, 0) for row in rows]
    kind = each.formulas[out.template].kind
    if kind == "count":
        return sum(value > 50 for value in held)
    return held[0] + 1 if kind == "single" else sum(held)


def rendered(seed: int) -> tuple[list[Case], bytes]:
    cases = [case(seed * SHEETS + at, f"S{at}_x") for at in range(SHEETS)]
    data = {each.name: each.data for each in cases}
    return cases, Template.open(template(cases), name="random.xlsx").render({"data": data})


def check_formulas(seed: int) -> None:
    cases, made = rendered(seed)
    workbook = openpyxl.load_workbook(io.BytesIO(made))
    cached = openpyxl.load_workbook(io.BytesIO(made), data_only=True)
    for each in cases:
        page, values = workbook[each.name], cached[each.name]
        for out in each.sheet.outs:
            assert each.cell(page, out.number, 1).value == each.values.get(out.number)
            if out.blank:
                assert each.cell(page, out.number, 2).value is None
                continue
            text = each.cell(page, out.number, 2).value
            assert each.named(text) == meant(each, out), (seed, each.name, out, text)
            found = each.cell(values, out.number, 2).value
            assert found is None or found == wanted(each, out), (seed, each.name, out, text)
    for row, each in enumerate(cases, 1):
        if each.sheet.outs:
            assert cached["Total"].cell(row, 1).value == sum(each.values.values())


@pytest.mark.parametrize("seed", SAMPLE)
def test_formulas_of_a_random_workbook_mean_what_the_model_says(seed: int) -> None:
    check_formulas(seed)


@pytest.mark.soak
def test_formulas_of_thousands_of_random_sheets_mean_what_the_model_says() -> None:
    for seed in SOAK:
        check_formulas(seed)


def test_the_templates_hold_loops_in_loops_and_empty_ones() -> None:
    sheets = [case(seed, "S").sheet for seed in range(len(SAMPLE) * SHEETS)]
    assert any(len(out.rounds) > 2 for sheet in sheets for out in sheet.outs)
    assert sum(any(out.blank for out in sheet.outs) for sheet in sheets) > 10
    turned = [case(seed, "S").sheet for seed in range(1, len(SAMPLE) * SHEETS, 2)]
    assert sum(any(out.blank for out in sheet.outs) for sheet in turned) > 10
    assert any(isinstance(node, Condition) for sheet in sheets for node in sheet.nodes)
    assert sum(1 for sheet in sheets for _ in loops_in(sheet.nodes)) > 100


@pytest.mark.skipif(
    "LibreOffice" in judges.missing() and not judges.required(), reason="LibreOffice is missing"
)
def test_libreoffice_comes_to_the_values_that_the_model_says(tmp_path: Path) -> None:
    files, known = [], {}
    for seed in JUDGED:
        cases, made = rendered(seed)
        file = tmp_path / f"random{seed}.xlsx"
        file.write_bytes(made)
        files.append(file)
        known[file] = cases
    judged = recalc.recalculated(files, tmp_path / "judged")
    for file in files:
        values = openpyxl.load_workbook(judged[file], data_only=True)
        for each in known[file]:
            page = values[each.name]
            found = {
                out.number: each.cell(page, out.number, 2).value for out in each.sheet.outs if not out.blank
            }
            assert found == {out.number: wanted(each, out) for out in each.sheet.outs if not out.blank}


def matrix() -> bytes:
    """A responsibility matrix: people across, activities down, checks at both edges."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = "Matrix"
    texts = {
        "B1": "{%tc for p in people %}", "D1": "{%tc endfor %}", "C2": "{{ p }}", "A3": "{%tr for a in activities %}",
        "A4": "{{ a.name }}", "C4": "{{ a.roles[p] }}", "E4": '=COUNTIF($C4:$C4,"A")', "A5": "{%tr endfor %}",
        "C6": '=COUNTIF(C$4:C$4,"R")', "E6": "=SUM(C6)", "F6": '=COUNTIF(C4,"A")', "G6": "=SUMIF(E4:E4,1)",
    }  # fmt: skip
    for cell, text in texts.items():
        page[cell] = text
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


@pytest.mark.skipif(
    "LibreOffice" in judges.missing() and not judges.required(), reason="LibreOffice is missing"
)
def test_a_matrix_counts_along_its_rows_and_its_columns(tmp_path: Path) -> None:
    sizes = {(1, 1): 1, (3, 2): 2, (7, 40): 3}
    files = {}
    for (across, down), seed in sizes.items():
        chance = random.Random(seed)
        people = [f"Person {at}" for at in range(across)]
        rows = [{name: chance.choice("RACI") for name in people} for _ in range(down)]
        data = {
            "people": people,
            "activities": [{"name": f"Do {at}", "roles": row} for at, row in enumerate(rows)],
        }
        file = tmp_path / f"matrix{seed}.xlsx"
        file.write_bytes(Template.open(matrix(), name="matrix.xlsx").render(data))
        files[file] = (people, rows)
    judged = recalc.recalculated(list(files), tmp_path / "judged")
    for file, (people, rows) in files.items():
        page = openpyxl.load_workbook(judged[file], data_only=True)["Matrix"]
        found = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]
        accountable = [sum(role == "A" for role in row.values()) for row in rows]
        responsible = [sum(row[name] == "R" for row in rows) for name in people]
        assert [row[1 + len(people)] for row in found[: len(rows)]] == accountable
        ones = sum(count for count in accountable if count == 1)
        assert found[len(rows)][1:] == [*responsible, sum(responsible), sum(accountable), ones]
