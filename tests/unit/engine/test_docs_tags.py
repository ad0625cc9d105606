"""The table of all tags says of each format what its page shows."""

from __future__ import annotations

import re

import pytest

from tests.unit.engine.excel.make import problems as in_excel
from tests.unit.engine.excel.make import workbook
from tests.unit.engine.make import problems as in_word
from tests.unit.engine.make import texts, with_paragraphs
from tests.unit.engine.powerpoint.make import problems as in_powerpoint
from tests.unit.engine.powerpoint.make import with_text
from tests.unit.engine.test_docs import DOCS, fences

PAGES = {"Word": "reference/word.md", "Excel": "reference/excel.md", "PowerPoint": "reference/powerpoint.md"}
EXAMPLES = frozenset({"template", "pictures", "charts", "lists", "workbook", "deck"})
SHOWN = {
    page: "\n".join(fence.text for fence in fences(path) if fence.kind in EXAMPLES)
    for page, path in PAGES.items()
}
TABLE = (
    (DOCS / "reference" / "README.md").read_text("utf-8").partition("## All tags")[2].partition("## How")[0]
)
ROWS = [
    [cell.strip() for cell in line.strip("| ").split(" | ")]
    for line in TABLE.splitlines()
    if line[:3] == "| `"
]
EVERYWHERE = (
    "set",
    "with",
    "macro",
    "call",
    "filter",
)  # the page on expressions has an example in all formats


def openings(cell: str) -> list[str]:
    """Return the beginnings of the tags that a row is about: `{%tr for`, `{% cellbg`, `{{p`."""
    found = re.findall(r"`(\{[^`]*?)`", cell)
    return [
        re.sub(r"\s*(?:%\}|#\}|\}\}|\}_\}|[a-z]? ?…| x\b| c\b| n\b| name = x| note).*", "", each)
        for each in found
    ]


CASES = [
    pytest.param(opening, format, cell, id=f"{opening} {format}")
    for tag, *cells in ROWS
    for opening in openings(tag)
    for format, cell in zip(PAGES, cells, strict=True)
    if not opening.endswith(EVERYWHERE)
]


@pytest.mark.parametrize(("opening", "format", "cell"), CASES)
def test_a_tag_has_an_example_in_each_format_that_knows_it(opening: str, format: str, cell: str) -> None:
    assert (re.search(rf"{re.escape(opening)}(?!\w)", SHOWN[format]) is not None) == (cell != "–")


UNKNOWN = [
    pytest.param(opening, format, id=f"{opening} {format}")
    for opening, format, cell in (case.values for case in CASES)
    if cell == "–"
]
ENDS = {"for": " x in (1, 2) ", "if": " true ", "chart": " c = x ", "paper": " 'A5' ", "numbering": " "}


@pytest.mark.parametrize(("opening", "format"), UNKNOWN)
def test_a_tag_that_a_format_does_not_know_is_refused(opening: str, format: str) -> None:
    typed = opening + (
        " x }}" if opening.startswith("{{") else f"{ENDS.get(opening.rsplit(maxsplit=1)[-1], ' ')}%}}"
    )
    told = {
        "Word": lambda: in_word(with_paragraphs(typed), {"x": 1}),
        "Excel": lambda: in_excel(workbook(S={"B2": typed}), {"x": 1}),
        "PowerPoint": lambda: list(in_powerpoint(with_text(typed), {"x": 1})),
    }[format]()
    assert told


@pytest.mark.parametrize(
    "typed",
    [
        "{{x}}",
        "{{   x   }}",
        "{{ “a”|replace(“a”, x) }}",
        "{{ ‘a’|replace(‘a’, x) }}",
        '{{ more["e-mail"] }}',
        "{%p if x %}\n{{ x }}\n{%p endif %}",
    ],
)
def test_tags_may_be_typed_as_the_page_says(typed: str) -> None:
    assert texts(with_paragraphs(*typed.splitlines()), {"x": "shown", "more": {"e-mail": "shown"}}) == [
        "shown"
    ]


@pytest.mark.parametrize("typed", ["{{ X }}", "{{ x – 1 }}", "{%pif x %}{% endif %}"])
def test_tags_may_not_be_typed_otherwise(typed: str) -> None:
    assert in_word(with_paragraphs(typed), {"x": 1})
