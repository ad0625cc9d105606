"""What the chapter on workbooks shows is what happens."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
import yaml
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from docgen.engine import Template
from docgen.engine.excel.calc_functions import GRAMMAR
from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import Axis, Path, Run, SheetGrowth, Spot
from docgen.engine.images import Image
from docgen.engine.rich import Link
from tests.unit.engine.excel.make import problems, saved
from tests.unit.engine.test_docs import DOCS, Fence, cells_of, data_of, fences, plain
from tests.unit.engine.test_images import picture


class _Loader(yaml.SafeLoader):
    """Reads the page's data, pictures and links among them."""


_Loader.add_constructor(
    "!picture", lambda loader, node: Image(picture(), width_mm=int(loader.construct_scalar(node)))
)
_Loader.add_constructor("!link", lambda loader, node: Link(**loader.construct_mapping(node)))

PAGE = fences("templates.md")
DATA: Mapping[str, Any] = data_of("templates.md") | next(
    yaml.load(fence.text, _Loader) for fence in PAGE if (fence.kind, fence.word) == ("yaml", "workbook")
)
PAIRS = [
    pytest.param(typed, expected, id=f"line-{typed.line}")
    for typed, expected in pairwise(PAGE)
    if typed.kind == "workbook"
]


def test_every_workbook_has_its_outcome() -> None:
    assert {pair.values[1].kind for pair in PAIRS} == {"cells", "problem", "warning"}


@pytest.mark.parametrize(("typed", "expected"), PAIRS)
def test_a_workbook_comes_out_as_the_page_shows(typed: Fence, expected: Fence) -> None:
    template = made_of(typed.text)
    if expected.kind == "problem":
        assert [problem.code for problem in problems(template, DATA)] == [expected.word]
    elif expected.kind == "warning":
        assert [problem.code for problem in Template.open(template).warnings] == [expected.word]
    else:
        assert Template.open(template).warnings == ()
        out = Template.open(template).render(DATA)
        assert list(lines_of(out)) == [tidy(line) for line in expected.text.splitlines()]


def made_of(text: str) -> bytes:
    """Return a workbook of a block: rows with their numbers, then the tables that it holds."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "S"
    for line in text.splitlines()[1:]:
        if line.startswith("|"):
            number, *texts = cells_of(line)
            for column, each in enumerate(texts, 1):
                page.cell(int(number), column).value = typed_value(each)
        else:
            name, ref = re.fullmatch(r"table (\w+) on (\S+)", line).groups()
            page.add_table(Table(displayName=name, ref=ref))
    return saved(book)


def typed_value(text: str) -> str | None:
    return text or None


def lines_of(out: bytes) -> Iterator[str]:
    """Yield what came out as the page shows it."""
    page = openpyxl.load_workbook(io.BytesIO(out))["S"]
    values = openpyxl.load_workbook(io.BytesIO(out), data_only=True)["S"]
    letters = [openpyxl.utils.get_column_letter(at) for at in range(1, page.max_column + 1)]
    yield row_of(["", *letters])
    for number in range(1, page.max_row + 1):
        yield row_of([str(number), *(shown(page, values, f"{letter}{number}") for letter in letters)])
    yield from (f"merged {area}" for area in sorted(map(str, page.merged_cells.ranges)))
    for found in page._images:
        yield f"picture on {letters[found.anchor._from.col]}{found.anchor._from.row + 1}"
    for row in page.iter_rows():
        yield from (f"link on {cell.coordinate} to {cell.hyperlink.target}" for cell in row if cell.hyperlink)


def shown(page: Worksheet, values: Worksheet, cell: str) -> str:
    value, cached = page[cell].value, values[cell].value
    if page[cell].data_type == "f":
        return f"{value} → {number(cached)}"
    return "" if value is None else number(value)


def number(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else plain(str(value))


def row_of(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def tidy(line: str) -> str:
    """Return a line of the page without the spaces that only line its columns up."""
    return row_of(cells_of(line)) if line.startswith("|") else line


def test_the_functions_that_carry_values_are_those_that_the_page_names() -> None:
    page = (DOCS / "formats" / "excel.md").read_text("utf-8")
    listed = page.partition("The functions with values are ")[2].partition("The two programs")[0]
    assert set(re.findall(r"`([A-Z]+)`", listed)) | {"TRUE", "FALSE"} == set(GRAMMAR.functions)


def grown(*emitted: tuple[int, Path], size: int, bodies: Mapping[int, Run]) -> SheetGrowth:
    return SheetGrowth(Axis(emitted, size=size, bodies=bodies), Axis.still(4), "S", "S")


GROWN = {
    "one loop": grown(
        (1, ()), (2, ()), (3, ()), *((5, ((1, at),)) for at in range(3)), (7, ()), size=7, bodies={1: (5, 5)}
    ),
    "two loops": grown(
        (1, ()),
        *(
            each
            for group, lines in enumerate((3, 2))
            for each in (
                (3, ((1, group),)),
                *((5, ((1, group), (2, line))) for line in range(lines)),
                (7, ((1, group),)),
            )
        ),
        (9, ()),
        size=9,
        bodies={1: (3, 7), 2: (5, 5)},
    ),
}
LINE = re.compile(r"^\| `=(?P<typed>[^`]*)` in row (?P<row>\d) \| (?P<shown>`=[^|]*) \|", re.MULTILINE)


def examples() -> Iterator[Any]:
    page = (DOCS / "formats" / "excel.md").read_text("utf-8")
    for name, growth in GROWN.items():
        table = page.partition(f"| {name} |")[2].partition("\n\n")[0]
        for match in LINE.finditer(table):
            shown = re.findall("`=([^`]*)`", match["shown"])
            yield pytest.param(
                growth, match["typed"], int(match["row"]), shown, id=f"{name} {match['typed']}"
            )


@pytest.mark.parametrize(("growth", "typed", "row", "shown"), list(examples()))
def test_references_move_as_the_page_on_the_format_says(
    growth: SheetGrowth, typed: str, row: int, shown: list[str]
) -> None:
    lines = [at for at in range(1, len(growth.rows) + 1) if growth.rows.template(at) == row]
    assert [parse(typed).moved(Spot(growth, line, 3), {"S": (growth,)}) for line in lines] == shown


def test_the_page_on_the_format_has_an_example_of_each_rule() -> None:
    assert len(list(examples())) == 10
