"""`python -m bench`: measure docgen beside docxtpl, print the figures and write `docs/benchmarks.md`.

The template is built by `bench/build_templates.py`. To measure with another, name a folder in
DOCGEN_BENCH_TEMPLATES that holds it as `docx_docxtpl.docx`; it must use the names of `bench/data.py`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench.build_templates import build
from bench.contenders import CONTENDERS
from bench.data import SIZES
from bench.documents import document_times
from bench.measure import file_sizes, fill_times, peak_memory, start_up
from bench.report import Figures, page

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"


def template() -> tuple[Path, str]:
    """Return the template to measure with, and what the page calls it."""
    folder = os.environ.get("DOCGEN_BENCH_TEMPLATES")
    if folder:
        return Path(folder) / "docx_docxtpl.docx", "given from outside"
    return build(ROOT / "build" / "bench" / "solution_design.docx"), "`bench/build_templates.py`"


def measure() -> Figures:
    """Take all the figures; about two minutes, most of them docxtpl's."""
    path, called = template()
    return Figures(
        template=called,
        fills={size.name: fill_times(path, size) for size in SIZES},
        sizes={size.name: file_sizes(path, size) for size in SIZES},
        memory={name: peak_memory(name, path, SIZES[-1]) for name in CONTENDERS},
        starts={
            "python -c pass": start_up("-c", "pass"),
            "docgen --version": start_up("-m", "docgen", "--version"),
            "docgen --help": start_up("-m", "docgen", "--help"),
        },
        documents=document_times(),
    )


def main() -> None:
    """Measure, print and write the page."""
    text = page(measure())
    sys.stdout.write(text)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
