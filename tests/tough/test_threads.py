"""One template, eight threads, a thousand renderings: no record meets another, and bytes never differ."""

from __future__ import annotations

import hashlib
import io
import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openpyxl
import pptx
import pytest

from docgen.engine import Template
from tests.office.documents import texts
from tests.tough.cage import ROOT
from tests.unit.engine.make import with_paragraphs

THREADS = 8
COUNTS = [pytest.param(120, id="120"), pytest.param(1000, id="1000", marks=pytest.mark.soak)]


def record(number: int) -> dict[str, Any]:
    """Return data that no other number has: lengths and branches differ as well."""
    lines = [{"name": f"line {number}-{line}", "cost": number * 100 + line} for line in range(number % 7)]
    return {
        "name": f"Client {number}",
        "lines": lines,
        "rich": f"**bold {number}** and _more_",
        "odd": number % 2 == 1,
    }


def letter() -> bytes:
    return with_paragraphs(
        "# {{ name }}",
        "{%p for line in lines %}", "{{ line.name }} of {{ name }}: {{ line.cost|money }}", "{%p endfor %}",
        "{%p if odd %}", "Odd {{ name }}", "{%p endif %}", "{{p rich|markdown }}",
    )  # fmt: skip


def book() -> bytes:
    workbook, target = openpyxl.Workbook(), io.BytesIO()
    workbook.active.title = "{{ name }}"
    cells = (
        "{{ name }}",
        "{%tr for line in lines %}",
        "{{ line.name }}",
        "{%tr endfor %}",
        "=COUNTA(A3:A3)",
        "{{ rich }}",
    )
    for row, text in enumerate(cells, start=1):
        workbook.active.cell(row, 1, text)
    workbook.active["B3"] = "{{ line.cost }}"
    workbook.save(target)
    return target.getvalue()


def deck() -> bytes:
    presentation, target = pptx.Presentation(), io.BytesIO()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "{{ line.name }} of {{ name }}"
    slide.placeholders[1].text = "{{ line.cost|money }}"
    slide.notes_slide.notes_text_frame.text = "{%slide for line in lines %}"
    last = presentation.slides.add_slide(presentation.slide_layouts[1])
    last.shapes.title.text = "{{ name }}"
    presentation.save(target)
    return target.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {".docx": letter, ".xlsx": book, ".pptx": deck}


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_no_record_is_mixed_with_another(suffix: str, count: int, tmp_path: Path) -> None:
    template = Template.open(FORMATS[suffix]())
    numbers = random.Random(count).choices(range(40), k=count)
    alone = {number: template.render(record(number)) for number in set(numbers)}
    assert len(set(alone.values())) == len(alone)
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(lambda number: template.render(record(number)), numbers))
    assert [number for number, raw in zip(numbers, together, strict=True) if raw != alone[number]] == []
    for number in (0, 3, 13):
        file = tmp_path / f"{number}{suffix}"
        file.write_bytes(template.render(record(number)))
        named = [text for text in texts(file) if "Client" in text or "line" in text]
        assert named
        assert all(f"Client {number}" in text or f"line {number}-" in text for text in named)


@pytest.mark.parametrize("suffix", FORMATS)
def test_threads_that_open_a_template_at_once_get_the_same_bytes(suffix: str) -> None:
    made = FORMATS[suffix]()
    with ThreadPoolExecutor(THREADS) as pool:
        opened = list(
            pool.map(lambda number: Template.open(made, name=f"{number}").render(record(5)), range(THREADS))
        )
    assert len(set(opened)) == 1


DIGESTS = """
import hashlib, sys
from tests.tough.test_threads import FORMATS, record
from docgen.engine import Template
for suffix, made in FORMATS.items():
    print(suffix, hashlib.sha256(Template.open(open(sys.argv[1] + suffix, "rb").read()).render(record(6))).hexdigest())
"""


def digests(stem: Path, environment: Mapping[str, str]) -> str:
    command = [sys.executable, "-c", DIGESTS, str(stem)]
    run = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_processes_with_other_hash_seeds_zones_and_languages_write_the_same_bytes(tmp_path: Path) -> None:
    for suffix, made in FORMATS.items():
        (tmp_path / f"t{suffix}").write_bytes(made())
    here = {
        suffix: Template.open((tmp_path / f"t{suffix}").read_bytes()).render(record(6)) for suffix in FORMATS
    }
    wanted = "".join(f"{suffix} {hashlib.sha256(raw).hexdigest()}\n" for suffix, raw in here.items())
    others: tuple[dict[str, str], ...] = (
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "31337", "LC_ALL": "C", "PYTHONUTF8": "0"},
    )
    assert [digests(tmp_path / "t", other) for other in others] == [wanted] * len(others)
