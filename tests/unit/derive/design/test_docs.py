"""The page for template authors names what there is, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from docgen.derive.design.sections import SECTIONS
from tests.unit.derive.design.designs import example

PAGE = Path(__file__).parents[4] / "docs" / "design-context.md"
# What the page writes in backticks besides names of this context.
WORDS = {"Drawing", "r", "profile", "obligations", "doc", "approvers"}


def names_in(value: Any) -> Iterator[str]:
    """Yield the names of every field below a value."""
    if isinstance(value, tuple):
        for one in value[:1]:
            yield from names_in(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield field.name
            yield from names_in(getattr(value, field.name))


def rows() -> list[list[str]]:
    lines = PAGE.read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")][
        1:
    ]


def test_every_name_of_the_page_is_a_field_of_the_design() -> None:
    known = set(names_in(example())) | WORDS
    for _, name, _, holds in rows():
        if not name.startswith("`design."):
            continue
        for text in re.findall(r"`([^`{}]+)`", holds):
            assert set(re.findall(r"\w+", text)) <= known, text


def test_every_field_of_the_root_stands_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    missing = [field.name for field in fields(example()) if f"design.{field.name}" not in page]
    assert [name for name in missing if f"`.{name}`" not in page] == []


def test_the_sections_of_the_page_are_those_of_the_document() -> None:
    for number, *_ in rows():
        for one in re.findall(r"\d+(?:\.\d+)?", number):
            assert one in SECTIONS
