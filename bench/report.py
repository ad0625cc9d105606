"""The figures as Markdown: what `docs/benchmarks.md` holds and the terminal shows."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench import contenders_node
from bench.contenders import title
from bench.kinds import KINDS, Kind

_COUNTS = {3: "three", 4: "four"}
_PREFACE = """\
# Benchmarks

`make bench` measures and writes this page. The same work for docgen and a peer, with the same data; the text of both
files is compared before any time is taken. Times are milliseconds from data in memory to a finished file's bytes,
warm, as medians of round-robin cycles; in each, a contender's fills follow each other for at least 50 ms, and their
mean counts. Absolute times depend on the machine and what else it does; the ratios hold.
docgen compiles a template once and fills it many times, and so does xltpl; the others have no compiled form, so each of
their files starts from the template's bytes. XlsxWriter reads none: its code writes the same cells anew. The peers on
Node.js time themselves in a process of their own. carbone's workbooks are left out: openpyxl cannot open them.

Goals are set against docxtpl, openpyxl and python-pptx, whose files must equal docgen's paragraph by paragraph. The
other peers may leave empty paragraphs where a tag stood: easy-template-x and carbone do.

The Word template has 12 headings, 4 table loops, 3 conditions, 60 scalars, a header with a picture, a footer and tags
that Word split over runs. The workbook has a RACI sheet with conditional formats and a register of 10 columns. The
deck has 12 slides, 40 tags and a table of 5 columns. The long table, the register and the deck's table have 10, 100,
2,000 or (not the deck's) 10,000 rows.
"""


_DOCUMENTS = """## The example client's documents, warm

The garbage collector is set as workers set it: it looks rarely. Each round is a client never seen, none of whose
diagrams is laid out yet; the last line is the same client again.
"""


@dataclass(frozen=True)
class Work:
    """One kind of work: times in ms and sizes in bytes by size and contender, memory in MB by contender."""

    fills: Mapping[str, Mapping[str, float]]
    sizes: Mapping[str, Mapping[str, int]]
    memory: Mapping[str, float]


@dataclass(frozen=True)
class Figures:
    """All that was measured, by kind of work and by title. `given`: the templates came from outside.

    `growth` has the ms of a fill by number of rows, `opening` the ms of the first time and of another, `packing` the ms
    and bytes of each compressor over one document's parts.
    """

    given: bool
    work: Mapping[str, Work]
    starts: Mapping[str, float]
    documents: Mapping[str, float]
    growth: Mapping[str, Mapping[int, float]]
    opening: Mapping[str, tuple[float, float]]
    packing: Mapping[str, tuple[float, int]]


def page(figures: Figures) -> str:
    """Return the whole page."""
    sections = [_PREFACE, _machine(given=figures.given)]
    for name, work in figures.work.items():
        kind = KINDS[name]
        sections.append(f"## {name}: the same file in {_COUNTS[len(kind.sizes)]} sizes\n")
        sections.append(table(("", *(size.name for size in kind.sizes)), _fill_rows(kind, work)))
        sections.append(f"## {name}: memory above start, {kind.sizes[-1].name}\n")
        sections.append(table(("", "MB"), _memory_rows(kind, work)))
    sections += [
        "## Cost by rows\n\nMilliseconds for each thousand rows of one loop: about the same, so cost is linear.\n",
        table(("rows", *figures.growth), _growth_rows(figures.growth)),
        "## Opening a template\n\nThe first time compiles it; after that it is known by its bytes.\n",
        table(("", "first, ms", "again, ms"), _opening_rows(figures.opening)),
        "## Compressors\n\nThe large Word document's parts, packed by each. docgen takes zlib-ng, pinned.\n",
        table(("", "ms", "bytes", "beside zlib 6"), _packing_rows(figures.packing)),
        "## Whole processes, cold\n",
        table(("", "ms"), [(name, f"{ms:.0f}") for name, ms in figures.starts.items()]),
        _DOCUMENTS,
        table(("", "ms"), [(name, f"{ms:.1f}") for name, ms in figures.documents.items()]),
    ]
    return "\n".join(sections)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table whose first column is text and whose others are figures."""
    rule = ("---", *("---:" for _ in head[1:]))
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *rows))


def _machine(*, given: bool) -> str:
    # Never the machine's name: the page is published.
    names = dict.fromkeys(name for kind in KINDS.values() for name in kind.contenders)
    absent = contenders_node.missing()
    left_out = f" Not installed here, so not measured: {', '.join(absent)}." if absent else ""
    templates = "given from outside" if given else "built by `bench/build_*.py`"
    return (
        f"Measured on {os.cpu_count()} cores ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}: {', '.join(map(title, names))}. Templates: {templates}.{left_out}\n"
    )


def _fill_rows(kind: Kind, work: Work) -> list[tuple[str, ...]]:
    names = [size.name for size in kind.sizes]
    times = [(title(who), *(_rounded(work.fills[size][who]) for size in names)) for who in kind.contenders]
    lengths = [work.sizes[size]["docgen"] / work.sizes[size][kind.peer] for size in names]
    return [
        *times,
        _ratios(work, kind.peer, names),
        (f"goal beside {kind.peer}", *(str(kind.goals[size]) for size in names)),
        *(_ratios(work, who, names) for who in kind.contenders if who not in ("docgen", kind.peer)),
        (f"length of docgen's file beside {kind.peer}'s", *(f"{length:.0%}" for length in lengths)),
    ]


def _ratios(work: Work, peer: str, sizes: Sequence[str]) -> tuple[str, ...]:
    ratios = (work.fills[size][peer] / work.fills[size]["docgen"] for size in sizes)
    return (f"times faster than {peer}", *(f"{ratio:.0f}" for ratio in ratios))


def _memory_rows(kind: Kind, work: Work) -> list[tuple[str, ...]]:
    measured = [(title(name), f"{mb:.0f}") for name, mb in work.memory.items()]
    return [*measured, ("goal", str(kind.memory_goal))]


def _growth_rows(growth: Mapping[str, Mapping[int, float]]) -> list[tuple[str, ...]]:
    counts = next(iter(growth.values()))
    return [(f"{n:,}", *(_rounded(times[n] / n * 1000) for times in growth.values())) for n in counts]


def _opening_rows(opening: Mapping[str, tuple[float, float]]) -> list[tuple[str, ...]]:
    return [(name, _rounded(first), f"{again:.3f}") for name, (first, again) in opening.items()]


def _packing_rows(packing: Mapping[str, tuple[float, int]]) -> list[tuple[str, ...]]:
    _, usual = packing["zlib 6"]
    return [(who, _rounded(ms), f"{n:,}", f"{n / usual:.0%}") for who, (ms, n) in packing.items()]


def _rounded(ms: float) -> str:
    return f"{ms:.2f}" if ms < 10 else f"{ms:,.0f}"
