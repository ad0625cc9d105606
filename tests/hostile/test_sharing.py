"""One compiled template, many threads, many records: none meets another's data, and nothing piles up."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx
import pytest

from bench.contenders import text_of
from docgen.engine import Template

THREADS = 8
COUNTS = [pytest.param(200, id="200"), pytest.param(20_000, id="20000", marks=pytest.mark.soak)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    document = docx.Document()
    document.add_paragraph("{{ name }}")
    document.add_paragraph("{%p for line in lines %}")
    document.add_paragraph("{{ line }} of {{ name }}")
    document.add_paragraph("{%p endfor %}")
    document.sections[0].header.paragraphs[0].text = "{{ name }}"
    path = tmp_path_factory.mktemp("sharing") / "letter.docx"
    document.save(str(path))
    return Template.open(path)


def record(number: int) -> dict[str, Any]:
    return {"name": f"Client {number}", "lines": [f"line {number}-{line}" for line in range(number % 5)]}


def lines_of(number: int) -> list[str]:
    name = f"Client {number}"
    return [name, *(f"{line} of {name}" for line in record(number)["lines"]), name]


def rendered(template: Template, numbers: range) -> Iterator[tuple[int, bytes]]:
    with ThreadPoolExecutor(THREADS) as pool:
        yield from zip(
            numbers, pool.map(lambda number: template.render(record(number)), numbers), strict=True
        )


@pytest.mark.parametrize("count", COUNTS)
def test_threads_that_share_a_template_never_mix_two_records(template: Template, count: int) -> None:
    mixed = [number for number, raw in rendered(template, range(count)) if text_of(raw) != lines_of(number)]
    assert mixed == []


@pytest.mark.parametrize("count", COUNTS)
def test_rendering_again_gives_the_same_bytes(template: Template, count: int) -> None:
    first = template.render(record(3))
    assert all(template.render(record(3)) == first for _ in range(count))


def test_opening_the_template_again_gives_the_same_bytes(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{ name }}")
    paths = [tmp_path / "one.docx", tmp_path / "two.docx"]
    document.save(str(paths[0]))
    paths[1].write_bytes(paths[0].read_bytes())
    assert Template.open(paths[0]).render(record(1)) == Template.open(paths[1]).render(record(1))
