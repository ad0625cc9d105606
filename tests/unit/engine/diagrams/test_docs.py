"""What the page on diagrams shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.engine import Template
from docgen.engine.diagrams.kinds import LINE_STYLES, NODE_KINDS, ZONE_KINDS
from tests.unit.engine.diagrams.make import alts, document, word_shapes
from tests.unit.engine.make import with_paragraphs
from tests.unit.engine.test_docs import DOCS, Fence, data_of, fences

PAGE = "diagrams.md"
DATA = data_of(PAGE)
PAIRS = [
    pytest.param(typed, outcome, id=f"line-{typed.line}")
    for typed, outcome in zip(fences(PAGE), fences(PAGE)[1:], strict=False)
    if typed.kind == "template"
]


@pytest.mark.parametrize(("typed", "outcome"), PAIRS)
def test_a_template_draws_as_the_page_shows(typed: Fence, outcome: Fence) -> None:
    found = document(Template.open(with_paragraphs(*typed.text.splitlines())).render(DATA))
    assert alts(found) == outcome.text.splitlines()


def test_every_example_has_its_outcome() -> None:
    assert [pair.values[1].kind for pair in PAIRS] == ["draws", "draws"]


@pytest.mark.parametrize("word", [*NODE_KINDS, *ZONE_KINDS, *LINE_STYLES])
def test_the_page_names_every_kind(word: str) -> None:
    text = Path(DOCS / PAGE).read_text("utf-8")
    assert word == "elsewhere" or re.search(rf"`{word}`", text)


def test_the_boxes_of_the_example_are_drawn() -> None:
    names = [
        name
        for name, _ in word_shapes(
            document(Template.open(with_paragraphs("{{ branches|diagram }}")).render(DATA))
        )
    ]
    assert {"Head office: Head office", "Site: Perth", "Site: Hobart", "Zone: Branches"} <= set(names)
