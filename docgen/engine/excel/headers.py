"""Headers and footers of sheets: how long they may become once their tags are filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.engine.escape import unescape
from docgen.problems import Place, Problem, Severity

LONGEST = 255
"""Characters of a header or footer that Excel reads, codes such as `&C` included."""
_HEADER = re.compile(r"<(?:\w+:)?((odd|even|first)(Header|Footer))\b[^>]*>([^<]*)<")


def long_headers(sheet: str, where: Place) -> Iterator[Problem]:
    """Yield a problem for each header or footer in the XML of a sheet that is longer than Excel reads.

    `where` is the sheet's place.
    """
    for match in _HEADER.finditer(sheet):
        length = len(unescape(match[4]))
        if length > LONGEST:
            name = f"{match[2]} {match[3].lower()}"
            message = f"the {name} has {length} characters, codes included, and Excel reads {LONGEST}."
            hint = "Shorten its text, or print fewer values there; codes such as &C and font names count too."
            place = Place(file=where.file, trail=(*where.trail, name))
            yield Problem("long-header", Severity.ERROR, place, message, hint)
