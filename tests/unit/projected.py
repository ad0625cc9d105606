"""Data cut down to what a template is said to show: all else is gone, or breaks whatever touches it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from typing import Any, NoReturn

from docgen.engine.shown import Shown, Spot
from docgen.printing import PRINTERS

MARKS = ("whole", "printed", "truth", "number", "kind", "unpacked")


class Touched(AssertionError):
    """Something was looked at that the template is said not to show."""


class Poison:
    """A value that nobody is said to look at."""

    def __getattribute__(self, name: str) -> NoReturn:
        raise Touched(name)

    def _touched(self, *_: object) -> NoReturn:
        raise Touched

    __bool__ = __len__ = __iter__ = __str__ = __eq__ = __hash__ = _touched


def projected(data: Mapping[str, Any], shown: Shown) -> dict[str, Any]:
    """Return no more of `data` than `shown` says, under the same names."""
    return {str(name): _cut(data[str(name)], spot) for name, spot in shown.root.named.items() if name in data}


def _cut(value: Any, spot: Spot) -> Any:
    if spot.is_whole or value is None:
        return value
    if isinstance(value, list | tuple):
        return _cut_list(value, spot)
    if isinstance(value, Mapping):
        return _cut_mapping(value, spot)
    return _cut_object(value, spot) if is_dataclass(value) else _cut_scalar(value, spot)


def _cut_list(value: list[Any] | tuple[Any, ...], spot: Spot) -> Any:
    if spot.each is None and not spot.named:
        return [Poison()] * len(value) if _is_marked(spot) else Poison()
    return [_cut_below(item, at, spot) for at, item in enumerate(value)]


def _cut_mapping(value: Mapping[Any, Any], spot: Spot) -> Any:
    return {key: _cut_below(item, key, spot) for key, item in value.items()}


def _cut_below(item: Any, key: Any, spot: Spot) -> Any:
    seen = [below for below in (spot.named.get(key), spot.each) if below is not None]
    return _cut(item, merged(seen)) if seen else Poison()


def merged(spots: Iterable[Spot]) -> Spot:
    """Return the place at which all is seen that is seen at one of several."""
    every = list(spots)
    names = {name for spot in every for name in spot.named}
    below = [spot.each for spot in every if spot.each is not None]
    return Spot(
        {name: merged(spot.named[name] for spot in every if name in spot.named) for name in names},
        merged(below) if below else None,
        *(any(getattr(spot, mark) for spot in every) for mark in MARKS),
    )


def _cut_object(value: Any, spot: Spot) -> Any:
    if spot.printed and not set(PRINTERS).isdisjoint(type(value).__mro__):
        return value
    names = [str(key) for key in spot.named if hasattr(value, str(key))]
    known = {name: _cut(getattr(value, name), spot.named[name]) for name in names}
    truth = bool(value) if spot.truth else Touched
    return type("Cut", (), {**known, "__bool__": lambda _: _told(truth), "__slots__": ()})()


def _told(truth: Any) -> bool:
    if truth is Touched:
        raise Touched
    return bool(truth)


def _cut_scalar(value: Any, spot: Spot) -> Any:
    if spot.printed or spot.kind or spot.number or spot.each is not None or spot.named:
        return value
    return bool(value) if spot.truth else Poison()


def _is_marked(spot: Spot) -> bool:
    return any(getattr(spot, mark) for mark in MARKS)
