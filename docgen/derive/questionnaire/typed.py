"""Facts of the intake as a person would type them into a cell: numbers and dates keep their type, all else is text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from docgen.derive.parties import operating_hours
from docgen.derive.words import SHORT_DAYS, in_words, join_words
from docgen.intake.model import Intake
from docgen.intake.model.base import Facts
from docgen.intake.model.parties import DayWindow, OperatingHours
from docgen.intake.shape import fields_of

Typed = str | int | Decimal | date
"""What a cell of the questionnaire holds; an empty text is an empty cell."""

SEPARATOR = "; "
YES, NO = "Yes", "No"
_WEEK = tuple(SHORT_DAYS)
_PATTERNS: Mapping[type, str] = {datetime: "%Y-%m-%d %H:%M", date: "%Y-%m-%d", time: "%H:%M"}


def value_at(intake: Intake, path: str) -> Any:
    """Return the fact at `path`, which names no item of a list; None where it is absent or no fact of the model.

    The client reads the questionnaire: what is internal to the provider stays unanswered there.
    """
    return member(intake, path)


def member(item: Any, key: str) -> Any:
    """Return the value of a row's column; `key` is a path inside the row (`notify.hours`), None where it ends."""
    for step in key.split("."):
        item = _below(item, step)
    return item


def _below(item: Any, step: str) -> Any:
    if isinstance(item, Mapping):
        return item.get(step)
    if not isinstance(item, Facts):
        return None
    field = fields_of(type(item)).get(step)
    return getattr(item, field.name) if field and not field.internal else None


def typed(value: Any, *, joint: str = SEPARATOR) -> Typed:
    """Return a fact as a cell holds it; the items of a list are joined by `joint`, an absent fact is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Enum):
        return in_words(str(value.value))
    if isinstance(value, int | Decimal) or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, tuple | list):
        return joint.join(_text(item) for item in value)
    return _text(value)


def _text(value: Any) -> str:
    """Return one fact in words. A group of facts is told by its hours, else by all that it holds."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date | time):
        return f"{value:{_PATTERNS[type(value)]}}"
    if isinstance(value, OperatingHours):
        return _hours(value)
    if isinstance(value, DayWindow):
        return window_text(value)
    return join_words(_parts(value), "-") if isinstance(value, Facts) else str(value)


def _hours(hours: OperatingHours) -> str:
    plain = [window for window in hours.windows or () if not window.applies_to]
    whole = len(plain) == len(hours.windows or ())
    return SEPARATOR.join(map(window_text, plain)) if whole else SEPARATOR.join(operating_hours(hours))


def window_text(window: DayWindow) -> str:
    """Return a weekly span as it is typed: `Mon-Fri 08:00-18:00`; days with gaps are listed."""
    if not window.days or window.start is None or window.end is None:
        return ""
    return f"{_days(window.days)} {window.start:%H:%M}-{window.end:%H:%M}"


def _days(days: Iterable[str]) -> str:
    places = sorted({_WEEK.index(str(day)) for day in days})
    names = [SHORT_DAYS[_WEEK[place]] for place in places]
    unbroken = places == list(range(places[0], places[-1] + 1))
    return f"{names[0]}-{names[-1]}" if unbroken and len(names) > 1 else ",".join(names)


def _parts(group: Facts) -> Iterable[str]:
    """Yield the texts of a group: of its words for people if it has such, else of every fact that is not internal."""
    told = getattr(group, "text", None) or getattr(group, "name", None)
    if told:
        yield str(told)
        return
    for field in fields_of(type(group)).values():
        if not field.internal and (text := typed(getattr(group, field.name))) != "":
            yield str(text)
