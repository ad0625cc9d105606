"""What a written value can mean as a fact of one type. One meaning is taken, several are reported, none is refused.

People write dates, numbers and yes or no in many ways: `16/03/2027`, `1.234,50`, `Yes`. Each way is tried, and what the
fact's own type takes counts. `03/04/2027` means two days, unless somebody says how the file writes dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, get_args

from docgen.intake.model import dates, durations, figures
from docgen.intake.model.scalar import Choice, Scalar, in_words, shown
from docgen.intake.shape import Kind, Shape
from docgen.intake.typed import NotOfType, typed

_NUMBER_TYPES = frozenset(["integer", "number"])
_YES = {"yes": "true", "y": "true", "true": "true", "no": "false", "n": "false", "false": "false"}
_SLASHED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})")
_NAMED = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?[\s,-]+(\d{4})")
_NAMED_US = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MIDNIGHT = re.compile(r"(.+?)[T ]0{1,2}:00(?::00(?:\.0+)?)?(?:Z|\.000(?:Z|\+0000))?")
_LATER_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?\s*([AaPp])?\.?[Mm]?\.?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "sept",
)  # fmt: skip
_GROUP = 3
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f", " "))


class Order(Enum):
    """How a file writes dates in figures."""

    DAY = "day first"
    MONTH = "month first"


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of how a file is written: the order of its dates, and the sign before decimals (`.` or `,`)."""

    order: Order | None = None
    point: str = ""


class Unusable(ValueError):
    """A value that cannot be used. `message` continues a sentence that starts with the fact's path."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def reading(text: str, shape: Shape, habits: Habits = Habits()) -> str:
    """Return what an intake says for a single value that somebody wrote as `text`.

    Raise Unusable where it means nothing to the fact's type, or two things.
    """
    said = text.strip() if _strict(shape.type) else text.strip(" \t")
    if shape.ref and said:
        return said  # an id, or a name that an id is found for once all are known
    found = dict.fromkeys(_each(said, shape, habits))
    if len(found) > 1:
        meanings = in_words([shown(one) for one in found])
        raise Unusable("ambiguous", f"is {shown(said)}, which may mean {meanings}.", _how_to_say(shape))
    return next(iter(found)) if found else _taken(said, shape)


def _each(text: str, shape: Shape, habits: Habits) -> Iterator[str]:
    """Yield each meaning of a text that the fact's type takes."""
    if canonical := _choice(text, shape):
        yield canonical
        return
    own = _fits(text, shape)
    candidates = list(_candidates(text.translate(_BLANKS).strip(), shape.type, habits))
    if own and not (candidates and _is_number(shape.type)):
        yield text
        return
    taken = [one for one in candidates if _fits(one, shape)]
    yield from _same(taken, shape)


def _same(taken: Iterable[str], shape: Shape) -> Iterator[str]:
    """Yield one text for each value: 1.50 and 1.5 are one."""
    spelt = {typed(one, shape): one for one in taken}
    yield from spelt.values()


def _taken(text: str, shape: Shape) -> str:
    try:
        typed(text, shape)
    except NotOfType as fault:
        raise Unusable(fault.code, fault.message, fault.hint) from None
    return text


def _fits(text: str, shape: Shape) -> bool:
    try:
        typed(text, shape)
    except NotOfType:
        return False
    return True


def _choice(text: str, shape: Shape) -> str:
    """Return the spelling that the model has of one of its words, or an empty text."""
    if not is_choice(shape.type):
        return ""
    try:
        return str(typed(text, shape))
    except NotOfType:
        return ""


def _candidates(text: str, kind: Any, habits: Habits) -> Iterator[str]:
    parse = _parser(kind)
    if parse is figures.parse_flag:
        yield from filter(None, [_YES.get(text.lower(), "")])
    elif parse is dates.parse_date:
        yield from days(text, habits)
    elif parse is dates.parse_clock:
        yield from _clock(text)
    elif parse is dates.parse_wall:
        yield from _wall(text, habits)
    elif parse is durations.parse_duration:
        yield text.replace(",", ".")
    elif _is_number(kind):
        yield from numbers(text, habits)


def days(text: str, habits: Habits = Habits()) -> Iterator[str]:
    """Yield in ISO form each day that a text may mean: two for `03/04/2027` where the order is not known."""
    whole = _MIDNIGHT.fullmatch(text)
    text = whole[1].strip() if whole else text
    if match := _YEAR_FIRST.fullmatch(text):
        yield from _day(int(match[1]), int(match[3]), int(match[4]))
    elif match := _SLASHED.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if habits.order is not Order.MONTH:
            yield from _day(year, second, first)
        if habits.order is not Order.DAY:
            yield from _day(year, first, second)
    elif match := _NAMED.fullmatch(text):
        yield from _day(int(match[3]), _month(match[2]), int(match[1]))
    elif match := _NAMED_US.fullmatch(text):
        yield from _day(int(match[3]), _month(match[1]), int(match[2]))
    else:
        yield text


def _day(year: int, month: int, day: int) -> Iterator[str]:
    try:
        yield date(year, month, day).isoformat()
    except ValueError:
        return


def _month(name: str) -> int:
    word = name.lower()
    return _MONTHS.index(word[:3]) + 1 if word in (*_MONTHS, *_FULL) else 0


def _clock(text: str) -> Iterator[str]:
    match = _LATER_CLOCK.fullmatch(text)
    if match is None:
        return
    hour, half = int(match[1]), (match[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    yield f"{hour:02}:{match[2]}"


def _wall(text: str, habits: Habits) -> Iterator[str]:
    day, _, clock = text.replace("T", " ", 1).partition(" ")
    for one in days(day, habits):
        for time in _clock(clock.strip()):
            yield f"{one}T{time}"


def numbers(text: str, habits: Habits = Habits()) -> Iterator[str]:
    """Yield as digits each number that a text may mean: `1,234` may be a thousand and more, or one and a bit."""
    bare = text.removesuffix("%").strip().replace("'", "").replace("’", "").replace("−", "-")
    bare = re.sub(r"(?<=\d) (?=\d{3}(?:\D|$))", "", bare)
    for point, group in ((".", ","), (",", ".")):
        if habits.point in ("", point) and _grouped(bare, point, group):
            plain = bare.replace(group, "").replace(point, ".").removeprefix("+")
            whole, _, part = plain.partition(".")
            if len(part) < _GROUP and not part.strip("0"):
                yield whole  # 128.0 is how some programs write 128
            yield plain


def _grouped(text: str, point: str, group: str) -> bool:
    """Tell whether a text is a number with this point, and with thousands grouped by this sign or not at all."""
    p, g = re.escape(point), re.escape(group)
    return re.fullmatch(rf"[+-]?(?:\d+|[1-9]\d{{0,2}}(?:{g}\d{{3}})+)(?:{p}\d+)?", text) is not None


def _how_to_say(shape: Shape) -> str:
    if _parser(shape.type) in (dates.parse_date, dates.parse_wall):
        return "Write 2027-03-16, or say how the file writes dates: --locale en-AU (day first) or en-US."
    return "Write the digits and a decimal point alone, or say how the file writes numbers: --locale en-AU or de-DE."


def is_choice(kind: Any) -> bool:
    """Tell whether a type is one of a closed list of words."""
    return any(isinstance(mark, Choice) for mark in _marks(kind))


def choices(kind: Any) -> tuple[str, ...]:
    """Return the words of a closed list, none for another type."""
    return tuple(str(word) for word in get_args(get_args(kind)[0])) if is_choice(kind) else ()


def schema_of(kind: Any) -> dict[str, Any]:
    """Return what editors are told of a type: its JSON type, its bounds, its pattern."""
    return next((dict(mark.schema) for mark in _marks(kind) if isinstance(mark, Scalar)), {})


def is_day(kind: Any) -> bool:
    """Tell whether a type is a date."""
    return _parser(kind) is dates.parse_date


def is_flag(kind: Any) -> bool:
    """Tell whether a type is yes or no."""
    return _parser(kind) is figures.parse_flag


def is_number(kind: Any) -> bool:
    """Tell whether a type is a number."""
    return _is_number(kind)


def _is_number(kind: Any) -> bool:
    said = schema_of(kind).get("type")
    return isinstance(said, list) and said[0] in _NUMBER_TYPES


def is_words(kind: Any) -> bool:
    """Tell whether a type is a free text, which may hold commas and semicolons."""
    said = schema_of(kind)
    return "maxLength" in said


def _strict(kind: Any) -> bool:
    """Tell whether what stands around a value means nothing: in all types but long texts."""
    return schema_of(kind).get("maxLength") != 5000


def _parser(kind: Any) -> Any:
    return next((mark.parse for mark in _marks(kind) if isinstance(mark, Scalar)), None)


def _marks(kind: Any) -> tuple[Any, ...]:
    return tuple(getattr(kind, "__metadata__", ()))


def is_value(shape: Shape | None) -> bool:
    """Tell whether a shape is a single value."""
    return shape is not None and shape.kind is Kind.VALUE
