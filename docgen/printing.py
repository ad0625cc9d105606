"""How domain values look on a page: one printer for each type, given to the engine.

The values say what is true (`docgen.derive.values`); the words, glyphs and character styles are chosen here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from docgen.derive.design.drawing import Drawing
from docgen.derive.plots import Plot
from docgen.derive.values import Chip, FileRef, Gap, Money, Span, State
from docgen.engine.locale import NO_BREAK, date_text, duration_text, money_text, number_text, time_text
from docgen.engine.rich import FileLink, Styled
from docgen.engine.values import Value

GLYPHS: Mapping[State, str] = MappingProxyType(
    {
        State.GOOD: "●",
        State.CAUTION: "▲",
        State.CRITICAL: "■",
        State.EXTREME: "■",
        State.NEUTRAL: "○",
    }
)
"""A state is told by glyph and word as well as by colour: it survives grey print and colour-blind eyes."""

_CHIP_DATE = "medium"
_HOUR = 60


def print_gap(gap: Gap, locale: str) -> Styled:
    """Return `▲ TBC (owner, due)` in the style Chip TBC; what is not known of owner and due is left out.

    The name and the date each stay whole; a line may break between them, because columns are narrow. A fact that
    the client does not have is `○ Not applicable`.
    """
    if gap.not_applicable:
        return print_chip(Chip(State.NEUTRAL, "Not applicable"), locale)
    due = date_text(gap.due, _CHIP_DATE, locale) if gap.due else ""
    owed = ", ".join(_whole(part) for part in (gap.owner, due) if part)
    text = f"{_whole('▲ TBC')} ({owed})" if owed else _whole("▲ TBC")
    return Styled(_padded(text), "Chip TBC")


def print_chip(chip: Chip, locale: str) -> Styled:  # noqa: ARG001 - all printers are called alike
    """Return glyph and word in the character style of the state; it never breaks over lines."""
    return Styled(_padded(_whole(f"{GLYPHS[chip.state]} {chip.text}")), f"Chip {chip.state.capitalize()}")


def print_money(money: Money, locale: str) -> str:
    """Return `AUD 21,600.00`, rounded half up to the currency's minor unit."""
    return money_text(money.amount, money.currency, locale)


def print_span(span: Span, locale: str) -> str:
    """Return a length of time in words.

    `15 minutes` and `4 hours` on the wall clock; `30 minutes in service hours`, `8 business hours` and `2 business
    days (24 business hours)` where only service hours count: whole days of `span.day` minutes also tell their
    hours, since a business day is not the same everywhere.
    """
    if not span.business:
        return duration_text(span.minutes, locale)
    days, rest = divmod(span.minutes, span.day)
    if days and not rest:
        return f"{_counted(days, 'business day', locale)} ({_business_hours(span.minutes, locale)})"
    return _business_hours(span.minutes, locale)


def print_date(day: date, locale: str) -> str:
    """Return `Tue 16 March 2027`, in en-US `Tue March 16, 2027`."""
    return date_text(day, "full", locale)


def print_time(moment: time, locale: str) -> str:
    """Return a clock time on 24 hours, `15:05`: schedules are read by people of several countries."""
    return time_text(moment, "24h", locale)


def print_datetime(moment: datetime, locale: str) -> str:
    """Return the day and the clock time: `Tue 16 March 2027 06:00`."""
    return f"{date_text(moment.date(), 'full', locale)} {time_text(moment.time(), '24h', locale)}"


def print_number(number: int | Decimal, locale: str) -> str:
    """Return a grouped number with as many decimals as it has."""
    return number_text(Decimal(number), None, locale)


def refuse_bool(answer: bool, locale: str) -> str:  # noqa: ARG001 - as above
    """Raise ValueError: no reader wants `True`; the template chooses words with `if`."""
    raise ValueError(f"a yes-or-no value ({str(answer).lower()}) cannot be printed; choose words with an if")


def print_drawing(drawing: Drawing, locale: str) -> Value:  # noqa: ARG001 - as above
    """Return a drawing of the design as shapes that can be edited."""
    # Imported here: most documents draw nothing.
    from docgen.engine.diagrams import read_diagram  # noqa: PLC0415

    return read_diagram(drawing.plain)


def print_plot(plot: Plot, locale: str) -> Value:  # noqa: ARG001 - as above
    """Return a chart whose figures can be edited in Office."""
    # Imported here: most documents draw nothing.
    from docgen.engine.charts import Chart, Series, Target  # noqa: PLC0415

    series = tuple(
        Series(
            one.name,
            one.values,
            color=one.color,
            number_format=one.number_format,
            line=one.line,
            secondary=one.secondary,
            highlights={where: look for where, look in one.highlights.items()},  # noqa: C416 - keys may be numbers
        )
        for one in plot.series
    )
    chart = Chart(
        plot.kind,
        plot.categories,
        series,
        alt=plot.alt,
        title=plot.title,
        grouping="stacked" if plot.stacked else "clustered",
        horizontal=plot.horizontal,
        target=Target(*plot.target) if plot.target else None,
        value_title=plot.value_title,
        secondary_title=plot.secondary_title,
        maximum=plot.maximum,
        labels=plot.labels,
    )
    return replace(
        chart, width_mm=float(plot.width or chart.width_mm), height_mm=float(plot.height or chart.height_mm)
    )


def print_file(file: FileRef, locale: str) -> Value:  # noqa: ARG001 - as above
    """Return a link that opens a file beside the document."""
    return FileLink(file.text, file.path)


PRINTERS: Mapping[type, Callable[[Any, str], str | Value]] = MappingProxyType(
    {
        Gap: print_gap,
        Chip: print_chip,
        Money: print_money,
        Span: print_span,
        datetime: print_datetime,
        date: print_date,
        time: print_time,
        Decimal: print_number,
        int: print_number,
        bool: refuse_bool,
        Drawing: print_drawing,
        Plot: print_plot,
        FileRef: print_file,
    }
)
"""Exact type of a value: the function (value, locale) that returns a text or an engine value."""


def _whole(text: str) -> str:
    return text.replace(" ", NO_BREAK)


def _padded(text: str) -> str:
    # The shading of a character style ends at the glyphs; the spaces give it air.
    return f"{NO_BREAK}{text}{NO_BREAK}"


def _business_hours(minutes: int, locale: str) -> str:
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return f"{_counted(rest, 'minute', locale)} in service hours"
    whole = _counted(hours, "business hour", locale)
    return f"{whole} {_counted(rest, 'minute', locale)}" if rest else whole


def _counted(number: int, noun: str, locale: str) -> str:
    return f"{print_number(number, locale)} {noun if number == 1 else noun + 's'}"
