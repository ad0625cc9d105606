"""Tags where nothing fills them: they would come out as they were typed, so they are said when a template is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.engine.markup import Element
from docgen.engine.package import Package
from docgen.engine.places import part_trail
from docgen.engine.texts import has_tag
from docgen.problems import Place, Problem, Severity

_TEXT = re.compile(r"[^<>]*\{[{%#][^<>]*")
CACHED = "{http://schemas.openxmlformats.org/drawingml/2006/chart}v"
"""A value that a chart shows; its text is an ST_Xstring."""


def unread_tags(package: Package) -> Iterator[Problem]:
    """Yield a problem for each old drawing of a package, such as a button on a sheet, that holds a tag."""
    for name, member in package.members.items():
        if name.endswith(".vml") and b"{" in member.data and has_tag(member.data.decode("utf-8", "replace")):
            found = _TEXT.search(member.data.decode("utf-8", "replace"))
            where = Place(file=package.file, trail=part_trail(name))
            yield unread(
                found[0].strip()[:80] if found else "a tag", where, "Write it into a cell or a text box."
            )


def unread(text: str, where: Place, hint: str) -> Problem:
    """Return the problem of a text with a tag in a place where none is filled."""
    return Problem("misplaced-tag", Severity.ERROR, where, f"a tag has no meaning here: {text[:80]}.", hint)


def shown_only(element: Element, where: Place) -> list[Problem]:
    """Return a warning where an element is a value that a chart shows: the workbook behind the chart keeps the tag."""
    if element.tag != CACHED:
        return []
    message = f"{(element.text or '').strip()[:80]} is filled where the chart shows it, not in the workbook behind it."
    hint = "Give the chart its data with {% chart name = ... %}; its title may hold tags."
    return [Problem("chart-tag", Severity.WARNING, where, message, hint)]
