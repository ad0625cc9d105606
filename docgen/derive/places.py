"""Where people work, counted: sites that have an address, and those who work from home."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.derive.words import counted

REMOTE = "remote"
"""The kind of a site that stands for people at home, and is no place."""
HOME_WORKERS = "home workers"


def sites_in_words(kinds: Iterable[str | None]) -> str:
    """Return `9 sites and home workers` for the kinds of a client's sites; empty where there are none."""
    each = list(kinds)
    places = sum(kind != REMOTE for kind in each)
    told = [counted(places, "site")] if places else []
    return " and ".join([*told, *([HOME_WORKERS] if len(each) > places else [])])
