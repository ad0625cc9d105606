"""Data at hand: what a template would find in it, and what rendering with it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from docgen.engine.lint.check import Look, lint
from docgen.engine.lint.findings import tag_of
from docgen.engine.lint.kinds import Kind, kind_of_value
from docgen.engine.template import Template
from docgen.errors import TemplateError
from docgen.problems import Problem

_READABLE: Mapping[re.Pattern[str], type] = {
    re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S*)?", re.ASCII): date,
    re.compile(r"\d\d:\d\d(?::\d\d)?", re.ASCII): time,
    re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII): Decimal,
}
"""Texts that filters read as something else: JSON has no dates."""


def data_kind(values: Mapping[str, Any]) -> Kind:
    """Return the kind of data as it comes from YAML or JSON: what is in it, and no more."""
    return kind_of_value(values, _readable)


def _readable(text: str) -> type | None:
    return next((kind for pattern, kind in _READABLE.items() if pattern.fullmatch(text.strip())), None)


def lint_with_data(
    source: str | Path | bytes,
    values: Mapping[str, Any],
    look: Look | None = None,
    *,
    name: str = "",
    locale: str = "en-AU",
) -> tuple[Problem, ...]:
    """Return what `lint` does, and what rendering with the values says of tags that were sound until then.

    Without a `look.root`, the values tell what the template may name.
    """
    look = look or Look()
    root = data_kind(values) if look.root is None else look.root
    asked = Look(root=root, printers=look.printers, filters=look.filters, text_beside=look.text_beside)
    found = lint(source, asked, name=name)
    try:
        opened = Template.open(
            source, filters=look.filters, printers=look.printers, text_beside=look.text_beside, name=name
        )
        opened.render(values, locale=locale)
    except TemplateError as error:
        return (*found, *_new(error.problems, found))
    return found


def _new(problems: Iterable[Problem], found: Iterable[Problem]) -> list[Problem]:
    """Return the problems at tags of which no error is known yet."""
    known = {tag_of(each) for each in found if each.is_error}
    return [each for each in problems if tag_of(each) not in known]
