"""Boxes that several drawings share: their ids, texts that fit them, and sites."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from docgen.derive.design.drawing import Node
from docgen.derive.places import REMOTE
from docgen.derive.words import counted
from docgen.intake.model.sites import Site

Item = TypeVar("Item")

_LONGEST = 90


def short(text: str) -> str:
    """Return a text that fits a box: cut at a word, with an ellipsis, where it is too long."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"


def keyed(prefix: str, items: Iterable[Item]) -> list[tuple[str, Item]]:
    """Return each item with the id of its node: its own id, or its place in the list where it has none."""
    return [(f"{prefix}-{getattr(item, 'id', None) or place}", item) for place, item in enumerate(items)]


def site_node(key: str, site: Site, zone: str = "client", more: tuple[str, ...] = ()) -> Node:
    """Return the box of a site with its users, and what more is to be said; people at home have a kind of their own."""
    kind = "person" if site.kind == REMOTE else "site"
    users = () if site.users is None else (counted(site.users, "user"),)
    return Node(key, site.name or site.id or "", kind, (*users, *more), zone)
