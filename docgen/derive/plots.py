"""Charts as plain values: categories, series, and what they show in a sentence. How they look is the engine's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal["bar", "line", "combination"]


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """A row of values, one for each category; None is a gap.

    `color` and the colours of `highlights` (by category) are theme tokens; `line` draws the row of a combination as
    a line, `secondary` on an axis of its own; `number_format` is a format code of Office.
    """

    name: str
    values: tuple[Decimal | int | None, ...]
    color: str = ""
    number_format: str = ""
    line: bool = False
    secondary: bool = False
    highlights: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A chart. `alt` says in words what it shows; `target` is a level to be reached, with its name.

    `maximum` bounds the value axis, `width` and `height` are in millimetres, `labels` says whether values stand at
    the points; None leaves each to the house style.
    """

    alt: str
    categories: tuple[str, ...]
    series: tuple[PlotSeries, ...]
    kind: Kind = "bar"
    title: str = ""
    value_title: str = ""
    secondary_title: str = ""
    horizontal: bool = False
    stacked: bool = False
    target: tuple[Decimal | int, str] | None = None
    maximum: Decimal | int | None = None
    width: int | None = None
    height: int | None = None
    labels: bool | None = None
