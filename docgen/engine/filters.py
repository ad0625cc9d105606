"""The filters of the tag language: `{{ amount|money("AUD") }}`.

Each takes the value first, its options next, and `locale` (a language tag such as `en-AU`) by keyword where the
result depends on it. None of them guesses: what is missing or of the wrong kind raises `ValueError`, as a
predicate (`is the text "soon"; date expects …`) that the engine puts the place and the value's path before. A
name that is not known stays the engine's affair: strict templates raise its error, lenient ones print nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from jinja2 import Undefined

from docgen.engine import locale as localised
from docgen.engine.charts import Chart, read_chart
from docgen.engine.locale import NO_BREAK
from docgen.engine.markdown import Markdown
from docgen.engine.rich import Styled
from docgen.engine.values import Value

if TYPE_CHECKING:
    from docgen.engine.diagrams import Diagram

_NUMERIC = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
# Python reads more as ISO 8601 (`20270316`, `1505`); a run of digits is more often a number than a date.
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ](\d\d:\d\d\S*))?", re.ASCII)
_VOWELS = "aeiou"

_Options = ParamSpec("_Options")
_Result = TypeVar("_Result")


def _of_known(
    filter_: Callable[Concatenate[object, _Options], _Result],
) -> Callable[Concatenate[object, _Options], _Result | str]:
    """Return the filter, passing by what has no value: its own text is either an error or blank."""

    @wraps(filter_)
    def applied(value: object, /, *args: _Options.args, **kwargs: _Options.kwargs) -> _Result | str:
        return str(value) if isinstance(value, Undefined) else filter_(value, *args, **kwargs)

    return applied


@_of_known
def print_date(value: object, form: str = "full", *, locale: str) -> str:
    """Return a day in words or figures: full, long, medium, short, day, month, weekday, iso, or a CLDR pattern."""
    _check_option("date", "form", form, str)
    return localised.date_text(_as_date(value), form, locale)


@_of_known
def print_time(value: object, form: str = "short", *, locale: str) -> str:
    """Return a time of day: short (by locale), 24h, iso, or a CLDR pattern of time fields."""
    _check_option("time", "form", form, str)
    return localised.time_text(_as_time(value), form, locale)


@_of_known
def print_money(value: object, currency: str | None = None, *, locale: str) -> str:
    """Return an amount with its currency code, rounded half up to the currency's minor unit.

    The currency is the value's own (`value.currency`, beside `value.amount`), else the one given, else AUD.
    Raise ValueError if both are there and differ: an amount is never relabelled.
    """
    _check_option("money", "currency", currency, str)
    amount, own = _amount_and_currency(value)
    if own and currency and own != currency:
        raise ValueError(f"is in {own}, and the tag asks for {currency}")
    return localised.money_text(_as_decimal(amount, "money"), own or currency or "AUD", locale)


@_of_known
def print_number(value: object, decimals: int | None = None, *, locale: str) -> str:
    """Return a grouped number, with `decimals` places (halves rounded up) or as many as it needs."""
    _check_option("number", "decimals", decimals, int)
    return localised.number_text(_as_decimal(value, "number"), decimals, locale)


@_of_known
def print_percent(value: object, decimals: int | None = None, *, locale: str) -> str:
    """Return a percentage; the value is one already: 99.9 prints as `99.9 %`."""
    _check_option("percent", "decimals", decimals, int)
    return localised.percent_text(_as_decimal(value, "percent"), decimals, locale)


@_of_known
def print_duration(value: object, *, locale: str) -> str:
    """Return whole minutes (or a timedelta of whole minutes) in words; a day is 24 hours."""
    if isinstance(value, timedelta):
        minutes = Decimal(value // timedelta(microseconds=1)) / 60_000_000
    else:
        minutes = _as_decimal(value, "duration")
    if minutes < 0 or minutes != minutes.to_integral_value():
        raise ValueError(f"is {_described(value)}; duration expects whole minutes, 0 or more")
    return localised.duration_text(int(minutes), locale)


@_of_known
def print_plural(value: object, one: str, many: str | None = None, *, locale: str) -> str:
    """Return a count with its noun: `1 user`, `120 users`.

    Without `many`, English spelling rules make the plural; in another language it must be given.
    """
    _check_option("plural", "singular", one, str)
    _check_option("plural", "plural", many, str)
    count = _as_decimal(value, "plural")
    number = localised.number_text(count, None, locale)
    if localised.is_singular(count, locale):
        return f"{number} {one}"
    return f"{number} {many or _english_plural(one, locale)}"


@_of_known
def print_list(value: object, empty: str | None = None, *, locale: str) -> str:
    """Return `a, b and c`. An empty list prints `empty`, or raises ValueError where none is given."""
    if isinstance(value, str | bytes | dict) or not isinstance(value, Iterable):
        raise ValueError(f"is {_described(value)}; list_and expects a list")  # noqa: TRY004
    items = [_list_item(item, locale) for item in value]
    if items:
        return localised.list_text(items, locale)
    if empty is None:
        raise ValueError('is an empty list; give list_and the words for it: list_and(empty="none")')
    return empty


def default_tbc(value: object, owner: str = "", due: object = "", *, locale: str) -> object:
    """Return the value, or where it is missing (None, undefined, blank text) a chip `▲ TBC (owner, due)`.

    `due` is a date (or an ISO text, printed as a date) or any other words. A line may break between owner and
    due, because columns are narrow, but not inside them. Without a style Chip TBC the words stand in the tag's own.
    """
    _check_option("default_tbc", "owner", owner, str)
    if not _is_missing(value):
        return value
    details = ", ".join(_whole(part) for part in (owner, _due_text(due, locale)) if part)
    words = f"{_whole('▲ TBC')} ({details})" if details else _whole("▲ TBC")
    return Styled(words, "Chip TBC", required=False)


@_of_known
def to_markdown(value: object) -> Markdown:
    """Return the text as Markdown, to be printed in the document's own styles."""
    if isinstance(value, Markdown):
        return value
    if not isinstance(value, str):
        raise ValueError(f"is {_described(value)}; markdown expects a text")  # noqa: TRY004
    return Markdown(value)


@_of_known
def to_chart(value: object, /, **options: Any) -> Chart:
    """Return the chart of a mapping with categories and series; options go before what the mapping says."""
    if not isinstance(value, Mapping | Chart):
        raise ValueError(f"is {_described(value)}; chart expects a mapping with categories and series")  # noqa: TRY004
    return read_chart(value, **options)


@_of_known
def to_diagram(value: object, /, **options: Any) -> Diagram:
    """Return the diagram of a mapping with nodes and links; options go before what the mapping says."""
    from docgen.engine.diagrams import Diagram, read_diagram  # noqa: PLC0415 - few documents draw one

    if not isinstance(value, Mapping | Diagram):
        raise ValueError(f"is {_described(value)}; diagram expects a mapping with nodes and links")  # noqa: TRY004
    return read_diagram(value, **options)


FILTERS: dict[str, Callable[..., Any]] = {
    "date": print_date,
    "time": print_time,
    "money": print_money,
    "number": print_number,
    "percent": print_percent,
    "duration": print_duration,
    "plural": print_plural,
    "list_and": print_list,
    "default_tbc": default_tbc,
    "markdown": to_markdown,
    "chart": to_chart,
    "diagram": to_diagram,
}

# The filters that the engine calls with `locale=`.
LOCALE_AWARE = frozenset(FILTERS) - {"markdown", "chart", "diagram"}


def _check_option(wanted_by: str, name: str, option: object, kind: type) -> None:
    if option is not None and (not isinstance(option, kind) or isinstance(option, bool)):
        words = {str: "a text", int: "a whole number"}[kind]
        raise ValueError(
            f"cannot be printed so: the {name} of {wanted_by} is {words}, not {_described(option)}"
        )


def _amount_and_currency(value: object) -> tuple[object, str | None]:
    return getattr(value, "amount", value), getattr(value, "currency", None)


def _as_decimal(value: object, wanted_by: str) -> Decimal:
    """Return the number exactly; a float by its shortest text, so that 0.1 stays 0.1."""
    number = None
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    elif isinstance(value, str) and _NUMERIC.fullmatch(value.strip()):
        number = Decimal(value.strip())
    if number is None:
        raise ValueError(f"is {_described(value)}; {wanted_by} expects a number such as 21600 or 99.9")
    localised.check_size(number)
    return number


def _as_date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value.strip()):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            raise ValueError(f"is {_described(value)}, which is no day of the calendar") from None
    raise ValueError(f"is {_described(value)}; date expects a date or a text such as 2027-03-16")


def _as_time(value: object) -> time:
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    if isinstance(value, str):
        after_date = _ISO_DATE.fullmatch(value.strip())
        text = (after_date[1] or "") if after_date else value.strip()
        with suppress(ValueError):
            return time.fromisoformat(text if ":" in text else "")
    raise ValueError(f"is {_described(value)}; time expects a time or a text such as 15:05")


def _list_item(item: object, locale: str) -> str:
    if isinstance(item, str | Value):
        return str(item)
    if isinstance(item, int | float | Decimal) and not isinstance(item, bool):
        return localised.number_text(_as_decimal(item, "list_and"), None, locale)
    raise ValueError(f"has {_described(item)} as an item; list_and expects texts and numbers")


def _english_plural(noun: str, locale: str) -> str:
    if localised.find_locale(locale).language != "en":
        raise ValueError(f'cannot be counted so: in {locale} write the plural too: plural("{noun}", "…")')
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def _whole(text: str) -> str:
    return text.replace(" ", NO_BREAK)


def _is_missing(value: object) -> bool:
    return value is None or isinstance(value, Undefined) or (isinstance(value, str) and not value.strip())


def _due_text(due: object, locale: str) -> str:
    try:
        return localised.date_text(_as_date(due), "d MMM y", locale)
    except ValueError:
        if isinstance(due, str):
            return due
        raise


def _described(value: object) -> str:
    """Return what a value is, in words for a message."""
    if value is None or isinstance(value, Undefined):
        return "nothing (the value is missing)"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'the text "{value if len(value) <= 40 else value[:39] + "…"}"'
    if isinstance(value, int | float | Decimal):
        return f"the number {value}"
    return _described_kind(value)


def _described_kind(value: object) -> str:
    kinds: dict[type | tuple[type, ...], str] = {
        dict: "a mapping",
        (list, tuple, set, frozenset): "a list",
        datetime: "a date with a time",
        date: "a date",
        time: "a time",
    }
    words = next((words for kind, words in kinds.items() if isinstance(value, kind)), "")
    return words or f"a value of type {type(value).__name__}"
