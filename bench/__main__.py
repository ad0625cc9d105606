"""`python -m bench`: measure docgen beside its peers, print the figures and write `docs/benchmarks.md`.

The templates are built by `bench/build_*.py`. To measure with others, name a
folder in DOCGEN_BENCH_TEMPLATES that holds them as `docx_docxtpl.docx`, `xlsx_docgen.xlsx`, `xlsx_openpyxl.xlsx`,
`pptx_docgen.pptx` and `pptx_python-pptx.pptx`; they must use the names of `bench/data.py`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench import batch
from bench.documents import document_times
from bench.engine import growth, opening, packing
from bench.kinds import EXCEL, KINDS, WORD, Kind
from bench.measure import file_sizes, fill_times, peak_memory, start_up
from bench.report import Figures, Work, page

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"


def templates(kind: Kind) -> dict[str, Path]:
    """Return each contender's template: those given from outside, or built here."""
    folder = os.environ.get("DOCGEN_BENCH_TEMPLATES")
    if folder:
        return {name: Path(folder) / file for name, file in kind.given.items()}
    return kind.build(ROOT / "build" / "bench")


def work(kind: Kind) -> Work:
    """Measure one kind of work; one to two minutes, most of them the peer's."""
    with_which = templates(kind)
    return Work(
        fills={size.name: fill_times(kind, with_which, size) for size in kind.sizes},
        sizes={size.name: file_sizes(kind, with_which, size) for size in kind.sizes},
        memory={name: peak_memory(kind, name, with_which[name], kind.sizes[-1]) for name in kind.in_process},
    )


def measure() -> Figures:
    """Take all the figures."""
    return Figures(
        given="DOCGEN_BENCH_TEMPLATES" in os.environ,
        work={kind.name: work(kind) for kind in KINDS.values()},
        starts={
            "python -c pass": start_up("-c", "pass"),
            "docgen --version": start_up("-m", "docgen", "--version"),
            "docgen --help": start_up("-m", "docgen", "--help"),
        },
        documents=document_times(),
        growth=growth({kind.name: templates(kind)["docgen"] for kind in (WORD, EXCEL)}),
        opening=opening({kind.name: templates(kind)["docgen"] for kind in KINDS.values()}),
        packing=packing(templates(WORD)["docgen"]),
    )


def main() -> None:
    """Measure, print and write the page."""
    text = f"{page(measure())}\n{batch.section(batch.measure())}"
    sys.stdout.write(text)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
