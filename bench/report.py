"""The figures as Markdown: what `docs/benchmarks.md` holds and the terminal shows."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.contenders import CONTENDERS, title
from bench.data import SIZES

# What the engine is built to reach, in times faster than docxtpl in one run.
GOALS = {"small": 50, "medium": 30, "large": 22, "huge": 25}

_PREFACE = """\
# Benchmarks

`make bench` measures and writes this page. One Word template, filled by docgen and by docxtpl with the same data; the
text of both files is compared before any time is taken. Times are milliseconds from data in memory to a finished
file's bytes, warm, as medians of round-robin cycles. Absolute times depend on the machine and what else it does;
the ratios hold.

The template has 12 headings, 4 table loops, 3 conditions, 60 scalars, a header with a picture, a footer and tags
that Word split over runs. The long table has 10, 100, 2,000 or 10,000 rows. docgen compiles a template once and
fills it many times; docxtpl has no compiled form, so each of its renders starts from the template's bytes.
"""


@dataclass(frozen=True)
class Figures:
    """All that was measured: times in ms, sizes in bytes, memory in MB, by contender or by title."""

    template: str
    fills: Mapping[str, Mapping[str, float]]
    sizes: Mapping[str, Mapping[str, int]]
    memory: Mapping[str, float]
    starts: Mapping[str, float]
    documents: Mapping[str, float]


def page(figures: Figures) -> str:
    """Return the whole page."""
    sections = (
        _PREFACE,
        _machine(figures.template),
        "## Word: one template, four sizes\n",
        table(("", *(size.name for size in SIZES)), _fill_rows(figures)),
        "## Memory above start, huge\n",
        table(("", "MB"), [(title(name), f"{mb:.0f}") for name, mb in figures.memory.items()]),
        "## Whole processes, cold\n",
        table(("", "ms"), [(name, f"{ms:.0f}") for name, ms in figures.starts.items()]),
        "## The example client's documents, warm\n",
        table(("", "ms"), [(name, f"{ms:.1f}") for name, ms in figures.documents.items()]),
    )
    return "\n".join(sections)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table whose first column is text and whose others are figures."""
    rule = ("---", *("---:" for _ in head[1:]))
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *rows))


def _machine(template: str) -> str:
    # Never the machine's name: the page is published.
    versions = ", ".join(title(name) for name in CONTENDERS)
    return (
        f"Measured on {os.cpu_count()} cores ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}: {versions}. Template: {template}.\n"
    )


def _fill_rows(figures: Figures) -> list[tuple[str, ...]]:
    names = [size.name for size in SIZES]
    times = [(title(who), *(_rounded(figures.fills[size][who]) for size in names)) for who in CONTENDERS]
    ratios = [figures.fills[size]["docxtpl"] / figures.fills[size]["docgen"] for size in names]
    lengths = [figures.sizes[size]["docgen"] / figures.sizes[size]["docxtpl"] for size in names]
    return [
        *times,
        ("times faster", *(f"{ratio:.0f}" for ratio in ratios)),
        ("goal", *(str(GOALS[size]) for size in names)),
        ("length of docgen's file beside docxtpl's", *(f"{length:.0%}" for length in lengths)),
    ]


def _rounded(ms: float) -> str:
    return f"{ms:.2f}" if ms < 10 else f"{ms:,.0f}"
