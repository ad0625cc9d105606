"""From values to the XML of cells: shared strings, serial dates, numbers as Excel stores them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from xml.sax.saxutils import unescape

from docgen.engine.escape import check, unsafe

MAX_TEXT_LENGTH = 32_767
_NATIVE = (bool, int, float, Decimal, datetime, date, time, timedelta)
# ST_Xstring (ISO 29500-1, 22.9.2.19): what reads like an escaped character must have its underscore escaped.
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TAG = re.compile("<[^>]*>")
_LINE_END = re.compile("\r\n?")
_KEEP_SPACE = ' xml:space="preserve"'
_ONE_DAY = timedelta(days=1)
_LARGEST_EXACT = 10**15  # Excel keeps 15 significant digits


class LongText(ValueError):
    """A text is longer than a cell can hold."""

    def __init__(self, length: int) -> None:
        super().__init__(f"has {length:,} characters, and a cell holds at most {MAX_TEXT_LENGTH:,}")


def is_native(value: object) -> bool:
    """Tell whether Excel has a type of its own for a value: number, date, time, boolean."""
    return isinstance(value, _NATIVE)


def xstring(text: str) -> str:
    """Return a text for the inside of `<t>`: escaped as XML and as ST_Xstring, with line feeds for line ends."""
    check(text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    return _LIKE_ESCAPE.sub("_x005F_", text) if "_x" in text else text


def read_xstring(text: str) -> str:
    """Return the text that an ST_Xstring stands for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def item_xml(text: str) -> str:
    """Return the inside of a string item for a text that is not empty.

    Raise ValueError where a cell cannot hold the text.
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise LongText(len(text))
    loose = text[0] == " " or text[-1] == " " or "  " in text
    if not loose and "_x" not in text and not unsafe(text):
        return f"<t>{text}</t>"
    space = _KEEP_SPACE if loose or "\n" in text or "\t" in text or "\r" in text else ""
    return f"<t{space}>{xstring(text)}</t>"


class RichText(str):
    """The runs of a cell's text, XML already."""

    __slots__ = ()

    def plain(self) -> str:
        """Return the text alone."""
        return unescape(_TAG.sub("", self))


class Strings(dict[str, str]):
    """The shared strings of one rendering: `strings[text]` is what follows a cell's attributes.

    A dictionary that fills itself: a text that came before costs one look-up. `entries` are the insides of the
    items in order; those of the template whose index nobody uses any more are given away first.
    """

    def __init__(self, entries: Iterable[str], free: Iterable[int]) -> None:
        super().__init__({"": "/>"})
        self.entries = list(entries)
        self._free: Iterator[int] = iter(free)
        self._rich: dict[str, str] = {}

    def __missing__(self, text: str) -> str:
        cell = self[text] = self.add(item_xml(text))
        return cell

    def rich(self, runs: str) -> str:
        """Return the end of a cell that shows formatted runs, given as XML."""
        if runs not in self._rich:
            self._rich[runs] = self.add(runs)
        return self._rich[runs]

    def add(self, item: str) -> str:
        """Add an item that is XML already, and return the end of a cell that shows it."""
        index = next(self._free, len(self.entries))
        if index == len(self.entries):
            self.entries.append(item)
        else:
            self.entries[index] = item
        return f' t="s"><v>{index}</v></c>'


def number_text(value: float | Decimal) -> str:
    """Return a number as Excel writes it. Raise ValueError for what is no number or has too many digits."""
    if isinstance(value, int):
        if not -_LARGEST_EXACT < value < _LARGEST_EXACT:
            raise ValueError("has more than 15 digits, which Excel would round; print it as text with ~''")
        return str(value)
    if not math.isfinite(value):
        raise ValueError("is not a number")
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < _LARGEST_EXACT else repr(number)


def serial(value: date | time | timedelta, *, since_1904: bool) -> float:
    """Return a date, a time of day or a length of time as Excel counts: days since its epoch, the rest as fraction.

    In the 1900 system day 60 is 29 February 1900, which never was (ISO 29500-1, 18.17.4.1): dates before 1 March
    1900 are one less. Raise ValueError for a date before the epoch, and for a moment with a zone: Excel has none.
    """
    if isinstance(value, timedelta):
        return _shares(value)
    if isinstance(value, time):
        return _shares(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second))
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            raise ValueError("is a moment with a time zone, which Excel cannot hold; name the local time")
        return _days(value.date(), since_1904=since_1904) + _shares(
            value - datetime.combine(value.date(), time())
        )
    return _days(value, since_1904=since_1904)


def _days(day: date, *, since_1904: bool) -> int:
    days = (day - (date(1904, 1, 1) if since_1904 else date(1899, 12, 30))).days
    if not since_1904 and days < 61:
        days -= 1
    if days < (0 if since_1904 else 1):
        raise ValueError(f"is {day.isoformat()}, a day before the calendar of Excel begins")
    return days


def _shares(span: timedelta) -> float:
    return span / _ONE_DAY
