"""Jinja as the peers get it: docgen's filters and the looks of its values, as plain Python functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import jinja2

from docgen.derive.design.drawing import Drawing
from docgen.derive.plots import Plot
from docgen.engine.charts import Chart
from docgen.engine.diagrams import Diagram
from docgen.engine.filters import FILTERS, LOCALE_AWARE
from docgen.engine.theme import Palette
from docgen.printing import PRINTERS

DRAWN = (Drawing, Plot, Diagram, Chart)
"""Values that are drawn, not written."""


def environment(locale: str, palette: Palette, *, autoescape: bool = True) -> jinja2.Environment:
    """Return Jinja with docgen's filters in one language, its looks for values and no patience for unknown names.

    The filter `hex` makes RRGGBB of a theme token: the peers fill a cell with that alone.
    """
    made = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        autoescape=autoescape,
        finalize=partial(looks, locale=locale),
        keep_trailing_newline=True,
    )
    made.filters.update({name: _in_locale(name, function, locale) for name, function in FILTERS.items()})
    made.filters["hex"] = _colours(palette)
    made.globals["locale"] = locale
    return made


def looks(value: Any, *, locale: str) -> Any:
    """Return what a value is printed as: text for what has one, nothing for what is drawn."""
    if isinstance(value, str):
        return value
    if isinstance(value, DRAWN):
        return ""
    printer = PRINTERS.get(type(value))
    return value if printer is None else str(printer(value, locale))


def _in_locale(name: str, function: Callable[..., Any], locale: str) -> Callable[..., Any]:
    return partial(function, locale=locale) if name in LOCALE_AWARE else function


def _colours(palette: Palette) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def colour(token: str) -> str:
        if token not in known:
            known[token] = palette.resolve(token) if token and token != "auto" else "auto"
        return known[token]

    return colour


def names_of(topics: Mapping[str, Any], used: Iterable[str]) -> dict[str, Any]:
    """Return the names that a template uses as the plain dict that the peers want."""
    return {name: topics[name] for name in used if name in topics}
