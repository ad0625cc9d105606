"""What a template finds in a value of a kind: under a name, at a position, in a loop."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.engine.lint import declared
from docgen.engine.lint.kinds import (
    ANYTHING,
    TEXT,
    Anything,
    Key,
    Keyed,
    Kind,
    Listed,
    Method,
    Named,
    Plain,
    Readable,
    Record,
    one_of,
    options,
)

_PAIRS = {"items", "keys", "values", "get"}


def member(option: Kind, key: Key) -> Kind | None:  # noqa: PLR0911 - one for each kind
    """Return what one option of a kind has under a name or at a position; None if it has no such thing."""
    match option:
        case Anything():
            return ANYTHING
        case Named():
            return option.make(str(key)) if str(key) in option.names else _of_mapping(key, ANYTHING)
        case Keyed():
            return _of_mapping(key, option.of) or option.of
        case Listed():
            return _of_list(option, key)
        case Record():
            return dict(option.known).get(str(key)) or _of_record(option.type, key)
        case Plain() | Readable():
            return _of_plain(option.type if isinstance(option, Plain) else str, key)
        case _:
            return None


def _of_mapping(key: Key, of: Kind) -> Kind | None:
    pair = Listed(one_of((TEXT, of)), (TEXT, of))
    results: dict[Key, Kind] = {
        "items": Listed(pair),
        "keys": Listed(TEXT),
        "values": Listed(of),
        "get": ANYTHING,
    }
    return Method(results[key]) if key in _PAIRS else None


def _of_list(option: Listed, key: Key) -> Kind | None:
    if isinstance(key, str):
        return Method(ANYTHING) if key in ("count", "index") else None
    at = key if key >= 0 else len(option.positions) + key
    return option.positions[at] if 0 <= at < len(option.positions) else option.of


def _of_record(kind: type, key: Key) -> Kind | None:
    found = declared.member(kind, key) if isinstance(key, str) else None
    return ANYTHING if found is None and hasattr(kind, "__getitem__") else found


def _of_plain(kind: type, key: Key) -> Kind | None:
    if isinstance(key, int):
        return TEXT if issubclass(kind, str) else None
    found = declared.member(kind, key)
    return ANYTHING if found is None and hasattr(kind, key) else found


def items(option: Kind) -> Kind | None:
    """Return the kind of what a loop over one option of a kind gives; None if it has no items."""
    match option:
        case Anything():
            return ANYTHING
        case Listed():
            return option.of
        case Keyed() | Named():
            return TEXT
        case Record() if hasattr(option.type, "__iter__") or hasattr(option.type, "__getitem__"):
            return declared.items_of(option.type)
        case _:
            return None


def items_of(kind: Kind) -> Kind:
    """Return the kind of the items of a value, as far as it has any."""
    return one_of(found for option in options(kind) if (found := items(option)) is not None)


def names(kind: Kind) -> Iterator[str]:
    """Yield the names that a template can use on a value, fields first."""
    for option in options(kind):
        if isinstance(option, Named):
            yield from option.names
        elif isinstance(option, Record):
            yield from declared.names_of(option.type)
