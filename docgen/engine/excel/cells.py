"""From values to the XML of cells: shared strings, serial dates, numbers as Excel stores them."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain, count
from typing import Any

from docgen.engine.escape import check, unescape, unsafe
from docgen.engine.excel.markup import DECLARATION, S_NS

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
_BATCH = 512  # texts that are looked at together
# What makes an item of texts joined by zeros more than `<t>` and the text: see item_xml.
_LOOSE = ("  ", " \0", "\0 ", "_x", "\ufffe", "\uffff")
_CONTROLS = bytes(range(0x20))


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


class Strings(defaultdict[object, str]):
    """The shared strings of one rendering: `strings[text]` is what follows a cell's attributes.

    A dictionary that fills itself: the first cell with a text costs no line of Python more than the next. What the
    texts hold is therefore looked at only when they are written, many at a time (`data`); `CheckedStrings` looks at
    each as it comes. `template` are the template's items as XML; those whose index is `free`, since nobody uses it
    any more, are given away first.
    """

    def __init__(self, template: Sequence[bytes], free: Sequence[int]) -> None:
        numbers = chain(free, count(len(template)))
        super().__init__(map(' t="s"><v>%d</v></c>'.__mod__, numbers).__next__, {"": "/>"})
        self._template, self._free = template, free
        self._has_runs = False

    def rich(self, runs: str) -> str:
        """Return the end of a cell that shows formatted runs, given as XML."""
        self._has_runs = True
        return self[(runs,)]  # a tuple, to be told from a text that reads the same

    def data(self) -> list[bytes]:
        """Return the part of the shared strings in pieces; none where no cell shows one.

        Raise ValueError where a cell cannot hold one of the texts.
        """
        texts = list(self)[1:]
        filled, added = texts[: len(self._free)], texts[len(self._free) :]
        if not (self._template or added):
            return []
        head = f'{DECLARATION}<sst xmlns="{S_NS}" uniqueCount="{len(self._template) + len(added)}">'
        items = (
            b"<si>%b</si>" % self._items(added[at : at + _BATCH], b"</si><si>")
            for at in range(0, len(added), _BATCH)
        )
        return [head.encode(), self._filled(filled), *items, b"</sst>"]

    def _filled(self, texts: Sequence[object]) -> bytes:
        """Return the template's items, with texts in the free ones."""
        items = list(self._template)
        found = b"<si>%b</si>" % self._items(texts, b"</si>\0<si>") if texts else b""
        for index, item in zip(self._free, found.split(b"\0") if texts else (), strict=False):
            items[index] = item
        return b"".join(items)

    def _items(self, texts: Sequence[Any], between: bytes) -> bytes:
        """Return the insides of items, one after the other."""
        found = None if self._has_runs else plain_items(texts, between)
        if found is not None:
            return found
        return between.join(
            [(text[0] if text.__class__ is tuple else item_xml(text)).encode() for text in texts]
        )


class CheckedStrings(Strings):
    """Shared strings that refuse a text at once: for the careful variant, which says where it stands."""

    def __missing__(self, text: object) -> str:
        if isinstance(text, str):
            item_xml(text)
        return super().__missing__(text)


def plain_items(texts: Sequence[str], between: bytes) -> bytes | None:
    """Return the insides of the items of many texts at one go, with `between` between them.

    None where one of them is more than ordinary text: breaks, spaces at an end or side by side, what a cell cannot
    hold. All of it happens in few steps over all the texts joined, which is several times as fast as text by text.
    """
    joined = "\0".join(texts)
    if len(joined) > MAX_TEXT_LENGTH and max(map(len, texts)) > MAX_TEXT_LENGTH:
        return None
    if any(mark in joined for mark in _LOOSE) or joined[0] == " " or joined[-1] == " ":
        return None
    try:
        data = joined.encode()
    except UnicodeEncodeError:
        return None
    if len(data) - len(data.translate(None, _CONTROLS)) != len(texts) - 1:
        return None
    data = data.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    return b"<t>%b</t>" % data.replace(b"\0", b"</t>%b<t>" % between)


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
