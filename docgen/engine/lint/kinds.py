"""What a value may be, as far as can be known before there is any data.

A kind answers what a tag asks of a value: which members it has, what its items are, which of its options are left once
a template has tested it. What is not known is `ANYTHING`, of which nothing wrong is ever said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

Key = str | int
NUMBERS = (int, float, Decimal)
"""The types that a template computes with; `bool` is one of Python's numbers and none of a template's."""


class Kind:
    """One of the kinds below."""

    __slots__ = ()

    @property
    def words(self) -> str:
        """The kind in words, to stand behind "is"."""
        return "a value"


@dataclass(frozen=True, slots=True)
class Anything(Kind):
    """What is not known."""


@dataclass(frozen=True, slots=True)
class Nothing(Kind):
    """`None`: a fact that a template must test for before it prints it."""

    @property
    def words(self) -> str:
        return "empty"


@dataclass(frozen=True, slots=True)
class Plain(Kind):
    """A value of a type that has no members of its own; `literals` are all that it may be, where that is known."""

    type: type
    literals: tuple[Any, ...] = ()

    @property
    def words(self) -> str:
        return next((words for kind, words in _WORDS.items() if issubclass(self.type, kind)), "a value")


@dataclass(frozen=True, slots=True)
class Readable(Kind):
    """A text in the data that filters read as something else too: `2027-03-16` as a date, `12.50` as a number."""

    also: type

    @property
    def words(self) -> str:
        return "a text"


@dataclass(frozen=True, slots=True)
class Listed(Kind):
    """A list or tuple of items of one kind; `positions` are the kinds one by one, where each has its own.

    `empty` is one that a condition has found without items.
    """

    of: Kind
    positions: tuple[Kind, ...] = ()
    empty: bool = False

    @property
    def words(self) -> str:
        return "an empty list" if self.empty else "a list"


@dataclass(frozen=True, slots=True)
class Keyed(Kind):
    """A mapping whose keys are not known."""

    of: Kind

    @property
    def words(self) -> str:
        return "a group of values"


@dataclass(frozen=True, slots=True, eq=False)
class Named(Kind):
    """A mapping, or the root of a context, whose names are all known; `make` gives the kind of each."""

    names: tuple[str, ...]
    make: Callable[[str], Kind]

    @property
    def words(self) -> str:
        return "a group of values"


@dataclass(frozen=True, slots=True)
class Record(Kind):
    """An object of a class with members of its own, such as a dataclass; `known` are members of which more is known
    than their annotations say."""

    type: type
    known: tuple[tuple[str, Kind], ...] = ()

    @property
    def words(self) -> str:
        return f"a value of the kind {self.type.__name__}"


@dataclass(frozen=True, slots=True)
class Method(Kind):
    """What can be called, and gives `result`."""

    result: Kind

    @property
    def words(self) -> str:
        return "something to be called"


@dataclass(frozen=True, slots=True)
class OneOf(Kind):
    """One of several kinds, none of which is a `OneOf` or `ANYTHING`. Made by `one_of`."""

    options: tuple[Kind, ...]

    @property
    def words(self) -> str:
        return " or ".join(dict.fromkeys(option.words for option in self.options))


ANYTHING, NOTHING = Anything(), Nothing()
TEXT, TRUTH, WHOLE, NUMBER = Plain(str), Plain(bool), Plain(int), Plain(Decimal)
_WORDS: Mapping[type | tuple[type, ...], str] = {
    str: "a text",
    bool: "yes or no",
    NUMBERS: "a number",
    datetime: "a date with a time",
    date: "a date",
    time: "a time",
    timedelta: "a length of time",
}


def named(members: Mapping[str, Kind]) -> Named:
    """Return the kind of a mapping with these names and no others."""
    return Named(tuple(members), members.__getitem__)


def options(kind: Kind) -> tuple[Kind, ...]:
    """Return the kinds that a value of this one may be; one that is not known is its only option."""
    return kind.options if isinstance(kind, OneOf) else (kind,)


def one_of(kinds: Iterable[Kind]) -> Kind:
    """Return the kind of what is one of several; not known if one of them isn't, or if there is none."""
    found = tuple(dict.fromkeys(option for kind in kinds for option in options(kind)))
    if not found or ANYTHING in found:
        return ANYTHING
    return found[0] if len(found) == 1 else OneOf(found)


def where_false(kind: Kind) -> Kind:
    """Return what is left of a kind where a condition takes the value for false."""
    left = without(kind, always_true)
    return one_of(
        replace(option, empty=True) if isinstance(option, Listed) else option for option in options(left)
    )


def where_true(kind: Kind) -> Kind:
    """Return what is left of a kind where a condition takes the value for true."""
    return without(kind, never_true)


def without(kind: Kind, excluded: Callable[[Kind], bool]) -> Kind:
    """Return the kind less the options that are excluded; what would leave none is a branch that never runs."""
    return one_of(option for option in options(kind) if not excluded(option))


# -- what is known of one option ------------------------------------------------------------------------


def is_number(kind: Kind) -> bool:
    """Tell whether one can compute with it."""
    return isinstance(kind, Plain) and issubclass(kind.type, NUMBERS) and not issubclass(kind.type, bool)


def is_text(kind: Kind) -> bool:
    """Tell whether it is a text."""
    return isinstance(kind, Readable) or (isinstance(kind, Plain) and issubclass(kind.type, str))


def is_a(kind: Kind, *types: type) -> bool:
    """Tell whether it is an object of one of the types, or a text that reads as one."""
    if isinstance(kind, Readable):
        return issubclass(kind.also, types)
    return isinstance(kind, Plain | Record) and issubclass(kind.type, types)


def is_listed(kind: Kind) -> bool:
    """Tell whether it has items that a loop can go over. A text has none: the engine refuses to loop over letters."""
    if isinstance(kind, Record):
        return hasattr(kind.type, "__iter__") or hasattr(kind.type, "__getitem__")
    return isinstance(kind, Listed | Keyed | Named)


def never_true(kind: Kind) -> bool:
    """Tell whether `if` takes no value of the kind for true."""
    return isinstance(kind, Nothing) or (isinstance(kind, Record) and _is_false(kind.type))


def always_true(kind: Kind) -> bool:
    """Tell whether `if` takes every value of the kind for true."""
    if isinstance(kind, Plain):
        return issubclass(kind.type, date | time) or (bool(kind.literals) and all(kind.literals))
    if not isinstance(kind, Record):
        return isinstance(kind, Method)
    return not (hasattr(kind.type, "__bool__") or hasattr(kind.type, "__len__"))


@lru_cache(maxsize=256)
def _is_false(kind: type) -> bool:
    """Tell whether a class says of all its objects that they count as false: one without any members tells."""
    if "__bool__" not in dir(kind):
        return False
    try:
        return not bool(object.__new__(kind))
    except Exception:
        return False


# -- from data ------------------------------------------------------------------------------------------

_MOST_ITEMS = 10_000  # of a list in the data that are looked at


def kind_of_value(value: Any, readable: Callable[[str], type | None] = lambda _: None) -> Kind:
    """Return the kind of a value as it comes from YAML or JSON.

    `readable` gives the type as which filters may read a text too, if any. The items of a list are taken together:
    each may be any of their kinds.
    """
    if value is None:
        return NOTHING
    if isinstance(value, str) and not isinstance(value, Enum):
        also = readable(value)
        return TEXT if also is None else Readable(also)
    if isinstance(value, Mapping):
        return named({str(key): kind_of_value(each, readable) for key, each in value.items()})
    if isinstance(value, list | tuple | set | frozenset):
        return Listed(one_of(_merged([kind_of_value(each, readable) for each in list(value)[:_MOST_ITEMS]])))
    if isinstance(value, (str, *NUMBERS, date, time, timedelta)):
        return Plain(type(value))
    return Record(type(value))


def _merged(kinds: list[Kind]) -> Iterator[Kind]:
    """Yield the kinds of a list's items, all mappings among them as one that has every name of any."""
    groups = [kind for kind in kinds if isinstance(kind, Named)]
    lists = [kind for kind in kinds if isinstance(kind, Listed)]
    yield from (kind for kind in kinds if not isinstance(kind, Named | Listed))
    if lists:
        known = [kind.of for kind in lists if kind.of is not ANYTHING]
        yield Listed(one_of(_merged([each for kind in known for each in options(kind)])))
    if groups:
        names = dict.fromkeys(name for group in groups for name in group.names)
        yield named({name: _member_of_all(groups, name) for name in names})


def _member_of_all(groups: list[Named], name: str) -> Kind:
    return one_of(
        _merged([each for group in groups if name in group.names for each in options(group.make(name))])
    )
