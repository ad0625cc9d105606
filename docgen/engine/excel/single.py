"""What exists once in a workbook: pivot tables, slicers, timelines, queries. A loop cannot repeat them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from docgen.engine.excel.book import Book, SheetEntry
from docgen.engine.excel.growth import Run
from docgen.engine.excel.markup import s
from docgen.engine.excel.references import rectangle
from docgen.engine.links import links, parse
from docgen.engine.stream import problem
from docgen.engine.tags import Tag
from docgen.problems import Place, Problem, Severity


class _Single(NamedTuple):
    """A thing that exists once: what people call it, whether a condition may leave it out, what to do."""

    name: str
    may_go: bool
    hint: str


# A slicer's cache names the pivot table or the table that it filters: where that is gone, Excel repairs the file.
_SINGLES = {
    "pivotTable": _Single(
        "a pivot table",
        True,
        "Put it on a sheet of its own that reads from a table; the engine moves its source.",
    ),
    "slicer": _Single("a slicer", False, "Take the slicer out, or put it on a sheet without a sheet tag."),
    "timeline": _Single(
        "a timeline", False, "Take the timeline out, or put it on a sheet without a sheet tag."
    ),
    "queryTable": _Single("a table that a query fills", False, "Turn the query's result into a plain table."),
}


def refused_on_sheet(book: Book, entry: SheetEntry, tag: Tag) -> list[Problem]:
    """Return a problem for each thing on a sheet that the sheet's own tag cannot copy, or cannot leave out."""
    kinds = dict.fromkeys(kind for _, kind in _singles(book, entry.part))
    refused = [_SINGLES[kind] for kind in kinds if tag.keyword == "for" or not _SINGLES[kind].may_go]
    verb = "copies" if tag.keyword == "for" else "may leave out"
    return [
        problem(
            tag,
            "single-part",
            f"{tag.typed} {verb} its sheet, which holds {each.name}: a workbook has it once.",
            each.hint,
        )
        for each in refused
    ]


def refused_in_loops(
    book: Book, entry: SheetEntry, rows: Iterable[Run], columns: Iterable[Run]
) -> list[Problem]:
    """Return a problem for each pivot table and query that stands in a loop over rows or columns."""
    bodies = (list(rows), list(columns))
    problems = []
    for part, kind in _singles(book, entry.part) if any(bodies) else ():
        ref = _place_of(book, part, kind)
        if ref and _in_loop(ref, bodies):
            where = Place(file=book.package.file, trail=(f"{entry.name}!{ref}",))
            message = f"{_SINGLES[kind].name} stands in a loop, and a workbook has it once."
            problems.append(Problem("single-part", Severity.ERROR, where, message, _SINGLES[kind].hint))
    return problems


def _in_loop(ref: str, bodies: tuple[list[Run], list[Run]]) -> bool:
    return any(
        run[0] <= last and first <= run[1]
        for run, found in zip(rectangle(ref), bodies, strict=True)
        for first, last in found
    )


def _singles(book: Book, part: str) -> Iterator[tuple[str, str]]:
    """Yield the parts below a sheet that exist once, with their kind; for a query the table that shows it."""
    for relation in links(book.package, part).values():
        if relation.external or relation.target not in book.package:
            continue
        if relation.kind == "table":
            yield from ((relation.target, kind) for _, kind in _singles(book, relation.target))
        elif relation.kind in _SINGLES:
            yield relation.target, relation.kind


def _place_of(book: Book, part: str, kind: str) -> str:
    if kind == "pivotTable":
        location = parse(book.package, part).find(s("location"))
        return location.get("ref", "") if location is not None else ""
    return parse(book.package, part).get("ref", "") if kind == "queryTable" else ""
