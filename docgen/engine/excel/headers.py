"""Texts of a sheet outside its cells: how long they may become once their tags are filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.engine.escape import unescape
from docgen.problems import Place, Problem, Severity

LONGEST = 255
"""Characters of a header or footer that Excel reads, codes such as `&C` included."""
_TITLE, _MESSAGE = 32, 255
_LIMITS = {
    "promptTitle": _TITLE,
    "errorTitle": _TITLE,
    "prompt": _MESSAGE,
    "error": _MESSAGE,
    "tooltip": _MESSAGE,
}
_CALLED = {
    "promptTitle": "title of a prompt",
    "errorTitle": "title of an error message",
    "prompt": "prompt",
    "error": "error message",
    "tooltip": "tip of a link",
}
_MESSAGES = re.compile(r"<(?:\w+:)?(?:dataValidation|hyperlink)\b([^>]*)>")
_ATTRIBUTE = re.compile(rf' ({"|".join(_LIMITS)})="([^"]*)"')
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


def long_messages(sheet: str, where: Place) -> Iterator[Problem]:
    """Yield a problem for each message of a validation, or tip of a link, that is longer than Excel takes.

    `sheet` is the XML of a sheet, `where` its place.
    """
    for found in _MESSAGES.findall(sheet):
        for key, text in _ATTRIBUTE.findall(found):
            length = len(unescape(text, {"&quot;": '"', "&#10;": "\n", "&#9;": "\t", "&#13;": "\r"}))
            if length > _LIMITS[key]:
                message = f"the {_CALLED[key]} has {length} characters, and Excel takes {_LIMITS[key]}."
                place = Place(file=where.file, trail=(*where.trail, _CALLED[key]))
                yield Problem(
                    "long-message", Severity.ERROR, place, message, "Shorten its text, or the values in it."
                )
