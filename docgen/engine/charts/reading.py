"""A chart from plain data, as it comes from YAML or JSON: the fields of `Chart`, `Series` and `Target` by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import Any

from docgen.engine.charts.model import Chart, Series, Target

_TEXTS = frozenset(
    {"kind", "grouping", "alt", "title", "category_title", "value_title", "secondary_title", "name", "color"}
    | {"number_format"}
)
_SWITCHES = frozenset({"horizontal", "line", "secondary"})


def read_chart(value: object, **options: Any) -> Chart:
    """Return the chart of a value: one as it is, or a mapping with `categories`, `series` and what else a chart has.

    `options` go before what the value says. Without a kind it is a bar chart. Raise ValueError on an unknown key,
    and on what is no chart; whether it can be drawn shows when it is.
    """
    _check_keys(options, Chart, "a chart")
    if isinstance(value, Chart):
        return replace(value, **_converted(options))
    if not isinstance(value, Mapping):
        raise ValueError("is no chart; a chart is a mapping with categories and series")  # noqa: TRY004
    _check_keys(value, Chart, "a chart")
    given = _converted({"kind": "bar", **value, **options})
    for name in ("categories", "series"):
        if name not in given:
            raise ValueError(f"is a chart without {name}")
    return Chart(**given)


def _converted(given: Mapping[str, Any]) -> dict[str, Any]:
    _check_types(given)
    made = dict(given)
    if "categories" in made:
        made["categories"] = tuple(_listed(made["categories"], "categories"))
    if "series" in made:
        made["series"] = tuple(map(_series, _listed(made["series"], "series")))
    if made.get("target") is not None:
        made["target"] = _target(made["target"])
    return made


def _series(value: object) -> Series:
    if isinstance(value, Series):
        return value
    if not isinstance(value, Mapping):
        raise ValueError("has a series that is no mapping with a name and values")  # noqa: TRY004
    _check_keys(value, Series, "a series")
    _check_types(value)
    if "name" not in value or "values" not in value:
        raise ValueError(f"has a series without {'values' if 'name' in value else 'a name'}")
    made = dict(value)
    made["values"] = tuple(_listed(made["values"], "values"))
    if not isinstance(made.get("highlights", {}), Mapping):
        raise ValueError("has highlights that are no mapping of categories to colours")  # noqa: TRY004
    return Series(**made)


def _target(value: object) -> Target:
    if isinstance(value, Target):
        return value
    if not isinstance(value, Mapping):
        return Target(value)  # type: ignore[arg-type]  # what is no number is said when the chart is drawn
    _check_keys(value, Target, "a target")
    _check_types(value)
    if "value" not in value:
        raise ValueError("has a target without a value")
    return Target(**value)


def _listed(value: object, name: str) -> Sequence[Any]:
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Sequence):
        raise ValueError(f"has {name} that are no list")  # noqa: TRY004
    return value


def _check_keys(given: Mapping[Any, Any], kind: type, what: str) -> None:
    known = [each.name for each in fields(kind)]
    for key in given:
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            raise ValueError(f"says {key!r}, which {what} does not have; {hint}")


def _check_types(given: Mapping[str, Any]) -> None:
    for key, value in given.items():
        if key in _TEXTS and not isinstance(value, str):
            raise ValueError(f"has a {key} that is no text")
        if key in _SWITCHES and not isinstance(value, bool):
            raise ValueError(f"has a {key} that is not yes or no")
        if key in ("legend", "labels") and value is not None and not isinstance(value, bool):
            raise ValueError(f"has {key} that are not yes or no")
