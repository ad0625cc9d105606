"""Names of sheets: what Excel takes, and what a template may make of them."""

from __future__ import annotations

import re
from collections.abc import Container

_LONGEST = 31
_FORBIDDEN = frozenset(":\\/?*[]")
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")


class BadName(ValueError):
    """A text cannot be the name of a sheet."""


def check_name(name: str, taken: Container[str]) -> None:
    """Raise BadName where Excel refuses the name of a sheet; `taken` are the case-folded names of the others."""
    if not name.strip():
        raise BadName("leaves the sheet without a name")
    if len(name) > _LONGEST:
        raise BadName(f"gives the sheet a name of {len(name)} characters; Excel allows {_LONGEST}: {name!r}")
    found = sorted(set(name) & _FORBIDDEN)
    if found:
        raise BadName(f"gives the sheet a name with {' '.join(found)}, which Excel does not allow: {name!r}")
    if any(char in "\r\n\t" for char in name):
        raise BadName(f"gives the sheet a name with a line end or a tab: {name!r}")
    if _ESCAPE.search(name):
        raise BadName(f"gives the sheet a name that Excel reads as an escape: {name!r}")
    if name[0] == "'" or name[-1] == "'":
        raise BadName(f"gives the sheet a name that begins or ends with an apostrophe: {name!r}")
    if name.casefold() == "history":
        raise BadName("calls the sheet History, a name that Excel keeps for itself")
    if name.casefold() in taken:
        raise BadName(f"gives two sheets the name {name!r}")
