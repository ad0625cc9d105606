"""The data of `docgen fill`: any YAML or JSON file, with the types that JSON knows, and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from docgen.errors import IntakeError
from docgen.intake.load import load
from docgen.intake.nodes import Node
from docgen.problems import Problem

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# A leading zero, an underscore, a colon or an exponent makes it a text: 0800, 1_000, 12:30 and 1e5 stay as typed.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Enough for any figure: Python takes the square of the length to read a whole number.
_MOST_DIGITS = 40
# What is said of an empty file speaks of intakes; data for a template has keys of its own.
_HINTS = {
    "empty-file": "Write the names that the template uses, each with its value, such as client: Harrow Wills."
}


@dataclass(frozen=True, slots=True)
class Data:
    """The values of a file by name, and warnings about what YAML reads otherwise than people do."""

    values: dict[str, Any]
    warnings: tuple[Problem, ...]


def read_data(path: Path) -> Data:
    """Return what the mapping in a YAML or JSON file holds.

    Plain `12` is an int, `12.50` a Decimal that keeps its digits, `true` and `false` are booleans, `2027-03-16`
    is a date, `~` is None; all else, and all in quotes, is text. Raise IntakeError, with the place of every
    problem, for a file that cannot be read, is no mapping, or that the intake's reader would refuse as unsafe.
    """
    try:
        loaded = load(path)
    except IntakeError as error:
        raise IntakeError(replace(p, hint=_HINTS.get(p.code, p.hint)) for p in error.problems) from None
    root = loaded.lines.root
    return Data(dict(_pairs(root)) if root else {}, loaded.warnings)


def _pairs(node: Node) -> Iterator[tuple[str, Any]]:
    return ((key, _typed(value)) for key, value in (node.pairs or {}).items())


def _typed(node: Node) -> Any:
    if node.pairs is not None:
        return dict(_pairs(node))
    if node.items is not None:
        return [_typed(item) for item in node.items]
    return node.data if node.quoted or not isinstance(node.data, str) else scalar(node.data)


def scalar(text: str) -> Any:
    """Return what an unquoted YAML value means."""
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if len(text) > _MOST_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return _day(text) if _DATE.fullmatch(text) else text


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:  # 2027-02-30 is no day, so it was meant as text
        return text
