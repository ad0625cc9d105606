"""Long tables: rows that don't fit on their slide go on on copies of it, under the header repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from docgen.engine.markup import Element
from docgen.engine.powerpoint.fitting import EMU_PER_POINT, Measure
from docgen.engine.powerpoint.markup import (
    CELL,
    FRAME,
    PARAGRAPH,
    ROW,
    RUN,
    SHAPE,
    TABLE,
    TEXT,
    a,
    is_title,
    naming_of,
    p,
)
from docgen.engine.powerpoint.output import OutputSlide, copy_names
from docgen.engine.powerpoint.slide import Continued
from docgen.engine.relations import Additions
from docgen.problems import Place, Problem, Severity

_ROWS, _HEIGHT = "\ufdd0rows\ufdd1", "\ufdd0height\ufdd1"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OWN_DECLARATIONS = re.compile(r' xmlns:\w+="[^"]*"')
Note = Callable[[Problem], None] | None


def continued(
    outputs: list[OutputSlide], measure: Measure, additions: Additions, note: Note
) -> list[OutputSlide]:
    """Return the slides with those that go on with a long table."""
    if not any(output.template.continued for output in outputs):
        return outputs
    return [page for output in outputs for page in _pages(output, measure, additions, note)]


def _pages(output: OutputSlide, measure: Measure, additions: Additions, note: Note) -> list[OutputSlide]:
    asked, part = output.template.continued, output.template.entry.part
    root = output.tree if asked is not None else None
    if asked is None or root is None:
        return [output]
    table = _LongTable.read(root, asked, measure)
    texts = table.pages() if table is not None else []
    if table is not None and note is not None and table.has_high_row:
        note(_too_high(output, measure))
    pages = [output]
    for number, each in enumerate(texts[1:], start=1):
        names = copy_names(output.template, additions)
        additions.also(output.part, names[part])
        pages.append(OutputSlide(output.template, output.round, names, {**output.texts, part: each}, number))
    if texts:
        output.texts[part] = texts[0]
    return pages


def _too_high(output: OutputSlide, measure: Measure) -> Problem:
    where = Place(file=measure.deck.package.file, trail=(output.template.entry.label, "table"))
    message = "a row of the table is higher than the room that its slide has."
    return Problem(
        "text-overflow", Severity.WARNING, where, message, "Shorten its text or give it wider columns."
    )


@dataclass(slots=True)
class _LongTable:
    """A rendered table that may go on: its slide's tree, its rows with their heights in points, and the room."""

    root: Element
    frame: Element
    rows: list[Element]
    heights: list[float]
    header: int
    room: float
    asked: Continued
    has_high_row: bool = False

    @classmethod
    def read(cls, root: Element, asked: Continued, measure: Measure) -> _LongTable | None:
        frame = next((each for each in root.iter(FRAME) if _id(each) == asked.shape), None)
        table = next(frame.iter(TABLE), None) if frame is not None else None
        if frame is None or table is None:
            return None
        rows = list(table.iterchildren(ROW))
        header = min(asked.header, len(rows))
        heights = row_heights(table, measure, header)
        return cls(root, frame, rows, heights, header, asked.room / EMU_PER_POINT, asked)

    def pages(self) -> list[str]:
        """Return the slide's text, once for each page; nothing where all rows fit."""
        starts = self._starts()
        if len(starts) == 1:
            return []
        chunks = [self.rows[begin:end] for begin, end in pairwise([*starts, len(self.rows)])]
        tall = [sum(self.heights[begin:end]) for begin, end in pairwise([*starts, len(self.rows)])]
        for chunk in chunks:
            _part_merges(self.rows, chunk)
        head = self.rows[: self.header]
        written_head = "".join(map(_row_text, head))
        shells = self._shell(0), self._shell(1)
        top = sum(self.heights[: self.header])
        return [
            shells[bool(number)]
            .replace(_ROWS, written_head + "".join(map(_row_text, chunk)))
            .replace(_HEIGHT, str(round((height + top) * EMU_PER_POINT)))
            for number, (chunk, height) in enumerate(zip(chunks, tall, strict=True))
        ]

    def _starts(self) -> list[int]:
        """Return the first row of each page; the header stands on all of them."""
        room = self.room - sum(self.heights[: self.header])
        starts, used = [self.header], 0.0
        for number in range(self.header, len(self.rows)):
            height = self.heights[number]
            self.has_high_row |= height > room
            if used and used + height > room:
                starts.append(number)
                used = 0.0
            used += height
        return starts

    def _shell(self, page: int) -> str:
        """Return the slide around the rows; a next page says in its title that it goes on."""
        root = deepcopy(self.root)
        frame = next(each for each in root.iter(FRAME) if _id(each) == self.asked.shape)
        table = next(frame.iter(TABLE))
        for row in list(table.iterchildren(ROW)):
            table.remove(row)
        table.append(etree.Comment(_ROWS))
        extent = frame.find(f"{p('xfrm')}/{a('ext')}")
        if extent is not None:
            extent.set("cy", _HEIGHT)
        if page:
            _say_continued(root, self.asked.text)
        written = etree.tostring(root, encoding="unicode").replace(f"<!--{_ROWS}-->", _ROWS)
        return f"{_DECLARATION}{written}"


def _id(frame: Element) -> str:
    naming = naming_of(frame)
    return naming.get("id", "") if naming is not None else ""


def _row_text(row: Element) -> str:
    # The slide around it declares the prefixes that it inherits.
    text = etree.tostring(row, encoding="unicode", with_tail=False)
    head, _, rest = text.partition(">")
    return f"{_OWN_DECLARATIONS.sub('', head)}>{rest}"


def _say_continued(root: Element, text: str) -> None:
    title = next((shape for shape in root.iter(SHAPE) if is_title(shape)), None)
    last = list(title.iter(PARAGRAPH))[-1:] if title is not None else []
    for paragraph in last:
        runs = paragraph.findall(RUN)
        run = deepcopy(runs[-1]) if runs else etree.Element(RUN)
        shown = run.find(TEXT)
        if shown is None:
            shown = etree.SubElement(run, TEXT)
        shown.text = f" {text}"
        paragraph.insert(paragraph.index(runs[-1]) + 1 if runs else 0, run)


def row_heights(table: Element, measure: Measure, header: int) -> list[float]:
    """Return the height of each row in points: what the template says, or more where a text needs it."""
    grid = table.find(a("tblGrid"))
    columns = [float(each.get("w", "0")) / EMU_PER_POINT for each in grid] if grid is not None else []
    return [
        _row_height(row, columns, measure, bold=number < header)
        for number, row in enumerate(table.iterchildren(ROW))
    ]


def _row_height(row: Element, columns: Sequence[float], measure: Measure, *, bold: bool) -> float:
    height = float(row.get("h", "0")) / EMU_PER_POINT
    for at, cell in enumerate(row.iterchildren(CELL)):
        covered = any(cell.get(name) in ("1", "true") for name in ("hMerge", "vMerge"))
        if not covered and int(cell.get("rowSpan", "1")) == 1:
            width = sum(columns[at : at + int(cell.get("gridSpan", "1"))])
            height = max(height, measure.cell_height(cell, width, bold=bold))
    return height


def _part_merges(rows: Sequence[Element], chunk: Sequence[Element]) -> None:
    """Let a merge over rows that a page break parts go on on the next page, with its text."""
    first = rows.index(chunk[0])
    for column, cell in enumerate(chunk[0].iterchildren(CELL)):
        if cell.get("vMerge") not in ("1", "true"):
            continue
        at = next(at for at in range(first, -1, -1) if rows[at].findall(CELL)[column].get("vMerge") is None)
        origin = rows[at].findall(CELL)[column]
        left = int(origin.get("rowSpan", "1")) - (first - at)
        body, own = origin.find(a("txBody")), cell.find(a("txBody"))
        if body is not None and own is not None:
            cell.replace(own, deepcopy(body))
        del cell.attrib["vMerge"]
        _span(origin, first - at)
        _span(cell, left)


def _span(cell: Element, rows: int) -> None:
    if rows > 1:
        cell.set("rowSpan", str(rows))
    else:
        cell.attrib.pop("rowSpan", "")
