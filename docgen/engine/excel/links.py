"""Links of cells that values asked for: to an address outside, or to a place in the workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from docgen.engine.excel.hung import MAX_LINKS
from docgen.engine.excel.markup import r, s
from docgen.engine.excel.order import child
from docgen.engine.excel.references import cell
from docgen.engine.markup import Element
from docgen.errors import RenderError
from docgen.problems import Place, Problem, Severity


def add_links(
    sheet: Element,
    links: Sequence[tuple[int, int, str]],
    *,
    relate: Callable[[str], str],
    place: Callable[[int, int], Place],
    known: Callable[[str], bool],
) -> None:
    """Add links (row, column, address) to a worksheet's tree; each takes the place of one that the cell had.

    `relate` returns the id of a relationship to an address outside, `known` tells whether the workbook has a place.
    Raise RenderError for links that lead nowhere, and for more of them than Excel opens.
    """
    lost = [each for each in links if each[2].startswith("#") and not known(each[2][1:])]
    if lost:
        raise RenderError([_lost(place(row, column), address) for row, column, address in lost])
    listed = child(sheet, "hyperlinks")
    cells = {cell(row, column) for row, column, _ in links}
    for node in [node for node in listed if node.get("ref", "") in cells]:
        listed.remove(node)
    if len(listed) + len(links) > MAX_LINKS:
        raise RenderError([_many(place(*links[-1][:2]))])
    for row, column, address in links:
        node = etree.SubElement(listed, s("hyperlink"), ref=cell(row, column))
        if address.startswith("#"):
            node.set("location", address[1:])
        else:
            node.set(r("id"), relate(address))


def keep_links(sheet: Element, links: Mapping[tuple[int, int], str], relate: Callable[[str], str]) -> None:
    """Add the links of the template whose addresses were rendered, by row and column, to a worksheet's tree.

    Each is an element whose `r:id` holds the address; `relate` returns the id of a relationship to it.
    """
    listed = child(sheet, "hyperlinks")
    for (row, column), text in links.items():
        node = etree.fromstring(text)
        node.set("ref", cell(row, column))
        node.set(r("id"), relate(node.get(r("id"), "")))
        listed.append(node)


def _lost(where: Place, address: str) -> Problem:
    message = f"a link leads to {address}, and the workbook has no such place."
    hint = "Name a sheet as it is called in the output and a cell (#Plan!B7), or a defined name."
    return Problem("lost-link", Severity.ERROR, where, message, hint)


def _many(where: Place) -> Problem:
    message = f"the sheet has more than the {MAX_LINKS:,} links that Excel opens."
    return Problem("over-bound", Severity.ERROR, where, message, "Print the addresses as text.")
