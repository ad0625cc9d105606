"""Lint reads tags where they stand beside the text: in addresses, in fields, in check boxes, on buttons."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from docgen.engine.lint import Look, kind_of, lint
from tests.hostile.places import repacked
from tests.unit.engine.excel.make import workbook
from tests.unit.engine.test_addresses import with_field, with_link
from tests.unit.engine.test_controls import with_box


@dataclass(frozen=True)
class Letter:
    signed: bool
    name: str
    url: str


LOOK = Look(root=kind_of(Letter))


def found(raw: bytes) -> list[tuple[str, str]]:
    return [(problem.code, problem.hint) for problem in lint(raw, LOOK)]


@pytest.mark.parametrize("raw", [with_link("{{ ulr }}"), with_field(' HYPERLINK "{{ ulr }}" ')])
def test_a_misspelt_name_in_an_address_is_told_with_a_suggestion(raw: bytes) -> None:
    assert found(raw) == [("unknown-name", "Did you mean url?")]


def test_an_address_and_a_check_box_of_the_right_kinds_are_sound() -> None:
    assert found(with_link("{{ url }}")) == found(with_box("{{ signed }}")) == []


def test_a_check_box_that_follows_a_text_is_told() -> None:
    assert [code for code, _ in found(with_box("{{ name }}"))] == ["wrong-value"]


def test_a_tag_on_a_button_is_told() -> None:
    vml = '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{{ name }}</v:textbox></xml>'
    raw = repacked(workbook(S={"A1": "x"}), {"xl/drawings/vmlDrawing1.vml": vml})
    assert [code for code, _ in found(raw)] == ["misplaced-tag"]
