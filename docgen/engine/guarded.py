"""Jinja's filters and tests, and methods of Python's own values, held to a rendering's budget.

What they cost is told before they run where it can be large: no bound helps against a function in C that has begun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, time
from functools import wraps
from string import Formatter
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from jinja2.utils import _PassArg

from docgen.engine.budget import Bound, Budget

BUDGET_KEY = " budget"  # no name in a template can begin with a space
MAX_TEXT = 5_000_000
"""Characters of one computed text."""
MAX_RANGE = 100_000
"""Numbers of one range, characters of one width, lists of one slice."""
_MAX_DIGITS = 400  # of a rounding, a whole number's bytes: more than any float has
_WIDTHS = frozenset(("center", "indent", "wordwrap", "batch", "slice", "truncate"))
_LIGHT = frozenset(
    ["length", "count", "first", "last", "default", "d", "abs", "float", "int", "safe", "e", "escape"]
) | {"forceescape", "filesizeformat", "list"}
_LAZY = frozenset(
    ("map", "select", "reject", "selectattr", "rejectattr", "batch", "slice", "reverse", "items")
)
_PER_CHARACTER = {
    "wordwrap": 20,
    "title": 2,
    "wordcount": 2,
    "urlencode": 5,
    "striptags": 4,
    "truncate": 1,
    "sort": 5,
}
_LONG_NUMBER = re.compile(r"\d{5,}")
_PERCENT = re.compile(r"%[^a-zA-Z%]*?(\*|\d{5,})")
_STRFTIME = re.compile(r"\d{3,}")
_COMPARING = frozenset(["eq", "equalto", "==", "ne", "!=", "lt", "lessthan", "<", "le", "<=", "in"]) | {
    "gt", "greaterthan", ">", "ge", ">="
}  # fmt: skip


def guarded_filters(filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return Jinja's filters, each held to the budget of the rendering that it is used in."""
    counting = dict.fromkeys(("length", "count"), _count)
    return {name: _filter(name, function) for name, function in {**filters, **counting}.items()}


def _count(value: Any) -> int:
    """Return how many things a value holds. Raise ValueError for what has no number of its own."""
    try:
        return len(value)
    except TypeError:
        if isinstance(value, Iterator):  # what select, map and their like give: not a list yet
            raise ValueError("cannot be counted yet; put list before it: |list|length") from None  # noqa: TRY004 - what a filter raises
        raise ValueError("cannot be counted; length takes a list or a text") from None


def guarded_tests(tests: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return Jinja's tests, those that compare values held to the budget."""
    return {name: _test(function) if name in _COMPARING else function for name, function in tests.items()}


def _filter(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    passed = _PassArg.from_obj(function)

    @wraps(function)
    def bounded(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        budget: Budget = context[BUDGET_KEY]
        _check_arguments(name, value, args, kwargs)
        _look(name, value, budget)
        for each in (*args, *kwargs.values()):
            budget.seen(each)
        first = () if passed is None else (_passed(passed, context),)
        return budget.made(function(*first, value, *args, **kwargs))

    return pass_context(bounded)


def _test(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def bounded(context: Context, *values: Any) -> Any:
        budget: Budget = context[BUDGET_KEY]
        for each in values:
            budget.seen(each)
        return function(*values)

    return pass_context(bounded)


def _passed(wanted: _PassArg, context: Context) -> Any:
    if wanted is _PassArg.context:
        return context
    return context.eval_ctx if wanted is _PassArg.eval_context else context.environment


def _look(name: str, value: Any, budget: Budget) -> None:
    if name in _LIGHT:
        return
    if isinstance(value, str):
        budget.spend(len(value) * _PER_CHARACTER.get(name, 0))
    if name in _LAZY:
        budget.spend(len(value) * 10 if isinstance(value, Collection) and not isinstance(value, str) else 0)
    else:
        budget.spend(
            _PER_CHARACTER.get(name, 0) * len(budget.seen(value)) if isinstance(value, Collection) else 0
        )


def _check_arguments(name: str, value: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    given = (*args, *kwargs.values())
    if name in _WIDTHS:
        _check_widths(given, MAX_RANGE)
    if name == "round":
        _check_widths(given, _MAX_DIGITS)
    if name == "format" and _PERCENT.search(str(value)):
        raise Bound("a width in this format is over the bound")
    if name == "indent":
        width = kwargs.get("width", args[0] if args else 4)
        _check_size(len(str(value)) + (str(value).count("\n") + 1) * _length(width))
    if name == "join":
        count = len(value) if isinstance(value, Collection) else MAX_RANGE
        _check_size(count * len(str(kwargs.get("d", args[0] if args else ""))))
    if name == "replace" and len(given) >= 2:
        _check_size(_replaced(str(value), str(given[0]), str(given[1])))


def _length(width: Any) -> int:
    return width if isinstance(width, int) else len(str(width))


def _check_widths(given: tuple[Any, ...], most: int) -> None:
    if any(isinstance(each, int) and abs(each) > most for each in given):
        raise Bound(f"a width over {most:,} is over the bound")


def _check_size(size: int) -> None:
    if size > MAX_TEXT:
        raise Bound("a text grows over the bound")


def _replaced(text: str, old: str, new: str) -> int:
    return len(text) + (text.count(old) if old else len(text) + 1) * len(new)


# -- methods --------------------------------------------------------------------------------------------


def check_call(function: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any], budget: Budget) -> None:
    """Raise Bound for a method of a text, a number or a date that would cost too much."""
    method = getattr(function, "__wrapped__", function)  # the sandbox wraps what formats texts
    owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
    if isinstance(owner, (str, bytes)):
        budget.seen(owner)
        for each in (*args, *kwargs.values()):
            budget.seen(each)
        _check_text_method(owner, name, args, kwargs)
    elif isinstance(owner, int):
        _check_widths((*args, *kwargs.values()), _MAX_DIGITS)
    elif isinstance(owner, (date, time)) and name == "strftime":
        pattern = str(args[0]) if args else ""
        if len(pattern) > _MAX_DIGITS or _STRFTIME.search(pattern):
            raise Bound("a pattern is over the bound")
    elif isinstance(owner, (list, tuple, range)):
        budget.seen(owner)


def _check_text_method(
    owner: str | bytes, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> None:
    if name in ("center", "ljust", "rjust", "zfill"):
        _check_widths(args, MAX_RANGE)
    elif name == "expandtabs":
        _check_size(
            len(owner) * max([8, *(arg for arg in (*args, *kwargs.values()) if isinstance(arg, int))])
        )
    elif name == "replace" and len(args) >= 2 and isinstance(owner, str):
        _check_size(_replaced(owner, str(args[0]), str(args[1])))
    elif name == "join":
        count = len(args[0]) if args and isinstance(args[0], Collection) else MAX_RANGE
        _check_size(count * len(owner))
    elif name == "translate":
        table = args[0] if args and isinstance(args[0], Mapping) else {}
        _check_size(len(owner) * max([1, *(len(str(each)) for each in table.values())]))
    elif name in ("format", "format_map"):
        _check_format(str(owner), (*args, *kwargs.values()))


def _check_format(text: str, given: tuple[Any, ...]) -> None:
    try:
        fields = [(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return  # the method itself says what is wrong
    nested = any("{" in spec for _, spec in fields)
    if any(_LONG_NUMBER.search(spec) for _, spec in fields) or (nested and any(map(_is_wide, given))):
        raise Bound("a width in this format is over the bound")
    _check_size(len(fields) * max([1, *(len(each) for each in given if isinstance(each, str))]))


def _is_wide(value: Any) -> bool:
    return isinstance(value, (Mapping, list, tuple)) or bool(_LONG_NUMBER.search(str(value)[:1000]))
