"""What filters take and what they give: a date filter takes no text, `first` gives an item of the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from docgen.engine.charts import Chart
from docgen.engine.diagrams import Diagram
from docgen.engine.filters import FILTERS
from docgen.engine.lint.declared import member
from docgen.engine.lint.kinds import (
    ANYTHING,
    NUMBER,
    NUMBERS,
    TEXT,
    WHOLE,
    Anything,
    Keyed,
    Kind,
    Listed,
    Named,
    Nothing,
    Plain,
    Record,
    is_a,
    is_listed,
    is_number,
    is_text,
    never_true,
    one_of,
    options,
    without,
)
from docgen.engine.lint.members import items_of
from docgen.engine.markdown import Markdown
from docgen.engine.rich import Styled
from docgen.engine.values import Value

_LOCALE = "en-AU"


@dataclass(frozen=True, slots=True)
class Use:
    """What a filter takes: `takes` tells it of one option of a kind, `wanted` says it behind "expects"."""

    takes: Callable[[Kind], bool]
    wanted: str
    gives: Callable[[Kind], Kind]


def _number(option: Kind) -> bool:
    return is_number(option) or is_a(option, *NUMBERS)


def _amount(option: Kind) -> bool:
    return _number(option) or (isinstance(option, Record) and member(option.type, "amount") is not None)


def _printed(option: Kind) -> bool:
    """Tell whether Python's own text of a value is one that a reader can do with."""
    return (
        isinstance(option, Plain)
        or is_text(option)
        or (isinstance(option, Record) and issubclass(option.type, Value))
    )


def _listed(option: Kind) -> bool:
    return is_listed(option) or is_text(option)


def _list_of_texts(option: Kind) -> bool:
    return is_listed(option) and all(_item(each) for each in options(items_of(option)))


def _item(option: Kind) -> bool:
    return isinstance(option, Anything) or is_text(option) or is_number(option) or is_a(option, Value)


def _mapping(option: Kind, kind: type) -> bool:
    return isinstance(option, Keyed | Named) or is_a(option, kind)


def _always(kind: Kind) -> Callable[[Kind], Kind]:
    return lambda _: kind


def _same_items(kind: Kind) -> Kind:
    return Listed(items_of(kind))


def _groups(kind: Kind) -> Kind:
    return Listed(Listed(items_of(kind)))


_DAY = Use(lambda kind: is_a(kind, date), "a date", _always(TEXT))
_CLOCK = Use(lambda kind: is_a(kind, time, datetime), "a time", _always(TEXT))
_OF_NUMBER = Use(_number, "a number", _always(TEXT))
_COMPUTED = Use(_number, "a number", _always(NUMBER))
_OF_TEXT = Use(_printed, "a text", _always(TEXT))
_SAME = Use(_listed, "a list", _same_items)
_ONE = Use(_listed, "a list", items_of)
_PAIRS = Use(lambda kind: isinstance(kind, Keyed | Named | Record), "a mapping", _always(Listed(ANYTHING)))

USES: Mapping[str, Use] = {
    "date": _DAY,
    "time": _CLOCK,
    "money": Use(_amount, "a number or an amount of money", _always(TEXT)),
    "number": _OF_NUMBER,
    "percent": _OF_NUMBER,
    "plural": _OF_NUMBER,
    "duration": Use(lambda kind: _number(kind) or is_a(kind, timedelta), "minutes", _always(TEXT)),
    "list_and": Use(_list_of_texts, "a list of texts or numbers", _always(TEXT)),
    "markdown": Use(lambda kind: is_text(kind) or is_a(kind, Markdown), "a text", _always(Record(Markdown))),
    "chart": Use(
        lambda kind: _mapping(kind, Chart), "a mapping with categories and series", _always(Record(Chart))
    ),
    "diagram": Use(
        lambda kind: _mapping(kind, Diagram), "a mapping with nodes and links", _always(Record(Diagram))
    ),
    **dict.fromkeys(("abs", "round"), _COMPUTED),
    **dict.fromkeys(
        (
            "capitalize",
            "center",
            "indent",
            "lower",
            "replace",
            "striptags",
            "title",
            "trim",
            "truncate",
            "upper",
        ),
        _OF_TEXT,
    ),
    **dict.fromkeys(("wordwrap", "urlencode", "format"), _OF_TEXT),
    "wordcount": Use(_printed, "a text", _always(WHOLE)),
    **dict.fromkeys(("length", "count"), Use(_listed, "a list", _always(WHOLE))),
    **dict.fromkeys(
        ("list", "reverse", "sort", "unique", "select", "reject", "selectattr", "rejectattr"), _SAME
    ),
    **dict.fromkeys(("first", "last", "random", "min", "max"), _ONE),
    **dict.fromkeys(("batch", "slice"), Use(_listed, "a list", _groups)),
    "join": Use(_listed, "a list", _always(TEXT)),
    "sum": Use(_listed, "a list", _always(NUMBER)),
    **dict.fromkeys(("map", "groupby"), Use(_listed, "a list", _always(Listed(ANYTHING)))),
    **dict.fromkeys(("dictsort", "items"), _PAIRS),
    "int": Use(_printed, "a number", _always(WHOLE)),
    "float": Use(_printed, "a number", _always(Plain(float))),
    "string": Use(_printed, "a text", _always(TEXT)),
    **dict.fromkeys(
        ("safe", "e", "escape", "forceescape"), Use(lambda _: True, "a value", lambda kind: kind)
    ),
}
"""The filters whose work is known; of others, nothing is said."""

OF_MEMBERS = frozenset({"selectattr", "rejectattr"})


def with_default(kind: Kind, default: Kind, *, also_false: bool) -> Kind:
    """Return what `default` gives: the value, or the argument where there is none (or none that counts as true)."""
    kept = without(kind, never_true) if also_false else kind
    return one_of((kept, default))


def with_tbc(kind: Kind) -> Kind:
    """Return what `default_tbc` gives: the value, or a chip in its place."""
    return one_of((without(kind, lambda option: isinstance(option, Nothing)), Record(Styled)))


# -- arguments that stand in the tag ----------------------------------------------------------------------

_SAMPLES: Mapping[str, Any] = {
    "date": date(2027, 3, 16),
    "time": time(15, 5),
    "money": Decimal(1),
    "number": Decimal(1),
    "percent": Decimal(1),
    "plural": 2,
    "list_and": ("a", "b"),
}


def constant_fault(name: str, args: tuple[Any, ...], named: Mapping[str, Any]) -> str:
    """Return what a filter of the engine says of its arguments, tried with a value that it takes; else nothing."""
    if name not in _SAMPLES:
        return ""
    try:
        FILTERS[name](_SAMPLES[name], *args, **named, locale=_LOCALE)
    except ValueError as error:
        return str(error).rstrip(".")
    except TypeError:  # a wrong number of arguments, which is said elsewhere
        return ""
    return ""
