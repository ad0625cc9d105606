"""What the page on tags in Excel shows is what happens."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import quoteattr

import openpyxl
import pytest
import yaml
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Drawn
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from docgen.engine import Template
from docgen.engine.excel.calc_functions import GRAMMAR
from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import Axis, Path, Run, SheetGrowth, Spot
from docgen.engine.images import Image
from docgen.engine.rich import Link
from tests.unit.engine.excel.make import edited, problems, saved
from tests.unit.engine.test_docs import DOCS, Fence, cells_of, data_of, fences, plain
from tests.unit.engine.test_images import picture


class _Loader(yaml.SafeLoader):
    """Reads the page's data, pictures and links among them."""


_Loader.add_constructor(
    "!picture", lambda loader, node: Image(picture(), width_mm=int(loader.construct_scalar(node)))
)
_Loader.add_constructor("!link", lambda loader, node: Link(**loader.construct_mapping(node)))

PAGE = fences("reference/excel.md")
DATA: Mapping[str, Any] = data_of("reference/excel.md") | next(
    yaml.load(fence.text, _Loader) for fence in PAGE if (fence.kind, fence.word) == ("yaml", "workbook")
)
EXTRA = re.compile(r"(table|picture|comment|header)(?: (\w+))? ?(?:on (\w+(?::\w+)?))?(?:: (.*))?")
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
    """Return a workbook of a block: rows with their numbers, and below them what else the sheet holds."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "S"
    for at, line in enumerate(text.splitlines()):
        if line.startswith("sheet "):
            page = page if at == 0 else book.create_sheet()
            page.title = "S"  # a name with signs that no sheet may have is put in afterwards
        elif line.startswith("|"):
            fill_row(page, *cells_of(line))
        else:
            add_extra(page, line)
    described = [line.partition(": ")[2] for line in text.splitlines() if line.startswith("picture on ")]
    named = [line.removeprefix("sheet ") for line in text.splitlines() if line.startswith("sheet ")]
    return renamed(saved(book), described, named)


def fill_row(page: Any, number: str, *texts: str) -> None:
    for column, text in enumerate(texts if number else (), 1):
        page.cell(int(number), column).value = text or None


def add_extra(page: Any, line: str) -> None:
    """Add what a line below the rows asks for."""
    kind, name, on, text = EXTRA.fullmatch(line).groups()
    if kind == "table":
        page.add_table(Table(displayName=name, ref=on))
    elif kind == "picture":
        page.add_image(Drawn(io.BytesIO(picture())), on)
    elif kind == "comment":
        page[on].comment = Comment(text, "docgen")
    else:
        page.oddHeader.left.text = text


def renamed(raw: bytes, described: Sequence[str], named: Sequence[str]) -> bytes:
    """Return a workbook whose pictures are described, and whose sheets are called, as the page has them."""
    texts, names = iter(described), iter(named)

    def describe(part: str) -> str:
        return re.sub(
            r'(<(?:\w+:)?cNvPr [^>]*?)(?: descr="[^"]*")?\s*/>', lambda m: _described(m[1], next(texts)), part
        )

    def name(part: str) -> str:
        return re.sub(r'(<sheet [^>]*?name=)"S\d*"', lambda m: m[1] + quoteattr(next(names)), part)

    drawings = {"xl/drawings/drawing1.xml": describe} if described else {}
    return edited(raw, drawings | ({"xl/workbook.xml": name} if named else {}))


def _described(tag: str, text: str) -> str:
    return f"{tag} descr={quoteattr(text)}/>"


def lines_of(out: bytes) -> Iterator[str]:
    """Yield what came out as the page shows it."""
    book = openpyxl.load_workbook(io.BytesIO(out))
    values = openpyxl.load_workbook(io.BytesIO(out), data_only=True)
    for page in book:
        if book.sheetnames != ["S"]:
            yield f"sheet {page.title}"
        yield from rows_of(page, values[page.title])
        yield from fills_of(page)
        yield from (f"merged {area}" for area in sorted(map(str, page.merged_cells.ranges)))
        yield from (f"comment on {cell.coordinate}: {cell.comment.text}" for cell in holding(page, "comment"))
        yield from (
            f"link on {cell.coordinate} to {cell.hyperlink.target}" for cell in holding(page, "hyperlink")
        )
        yield from (f"header: {text.replace('&&', '&')}" for text in [page.oddHeader.left.text] if text)
    yield from pictures_of(out)


def rows_of(page: Worksheet, values: Worksheet) -> Iterator[str]:
    letters = [get_column_letter(at) for at in range(1, page.max_column + 1)]
    yield row_of(["", *letters])
    for number in range(1, page.max_row + 1):
        yield row_of([str(number), *(shown(page, values, f"{letter}{number}") for letter in letters)])


def holding(page: Worksheet, what: str) -> Iterator[Any]:
    return (cell for row in page.iter_rows() for cell in row if getattr(cell, what))


def fills_of(page: Worksheet) -> Iterator[str]:
    for cell in (cell for row in page.iter_rows() for cell in row if cell.fill.fill_type == "solid"):
        color = cell.fill.start_color
        tint = (
            f"accent{color.theme - 3}, {color.tint:.0%} towards white"
            if color.type == "theme"
            else color.rgb[2:]
        )
        yield f"fill on {cell.coordinate}: {tint.replace('%', ' %')}"


def pictures_of(out: bytes) -> Iterator[str]:
    """Yield the pictures of a workbook with their cells and alternative texts."""
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/drawings/drawing")]
        for anchor in (each for name in parts for each in etree.fromstring(archive.read(name))):
            column, row = (int(anchor.findtext(f"{{*}}from/{{*}}{name}")) for name in ("col", "row"))
            (naming,) = anchor.iter("{*}cNvPr")
            text = f": {naming.get('descr')}" if naming.get("descr") else ""
            yield f"picture on {get_column_letter(column + 1)}{row + 1}{text}"


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
