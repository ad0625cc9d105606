"""Times in milliseconds, memory in megabytes. Round-robin, so that a machine that slows down slows all alike."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.contenders import Fill
from bench.contenders_node import NodeFill
from bench.data import SIZES, Size
from bench.kinds import Kind

Templates = Mapping[str, Path]

# Enough rounds for a steady median within about two minutes for each kind of work.
_ROUNDS = {"small": 25, "medium": 15, "large": 7, "huge": 3}
_STARTS = 9
_SAMPLE = 50  # ms that fills in a row last at least, to count as one measurement


class UnequalTextError(Exception):
    """Two contenders filled one template with the same data and wrote different text: no time is worth comparing."""


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long one call takes, garbage collected beforehand."""
    gc.collect()
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def repeated_milliseconds(work: Callable[[], object]) -> float:
    """Return how long one of some calls in a row takes on average, garbage collected beforehand.

    As many calls as last `_SAMPLE` ms, as `timeit` does it: a single call of a third of a millisecond would be timed
    while it fetches its own code and data back from where other work pushed them.
    """
    gc.collect()
    calls, begin = 0, time.perf_counter()
    while not calls or (time.perf_counter() - begin) * 1000 < _SAMPLE:
        work()
        calls += 1
    return (time.perf_counter() - begin) * 1000 / calls


def fill_times(kind: Kind, templates: Templates, size: Size) -> dict[str, float]:
    """Return each contender's median time from data to a file's bytes, warm. Raise UnequalTextError first of all."""
    data, fills = kind.facts(size), prepared(kind, templates)
    same_text(kind, fills, data)
    rounds: dict[str, list[float]] = {name: [] for name in fills}
    for _ in range(_ROUNDS[size.name]):
        for name, fill in fills.items():
            rounds[name].append(_clocked(fill, data))
    return {name: statistics.median(times) for name, times in rounds.items()}


def _clocked(fill: Fill, data: Mapping[str, Any]) -> float:
    if isinstance(fill, NodeFill):
        return fill.clock(data, _SAMPLE)
    return repeated_milliseconds(lambda: fill(data))


def prepared(kind: Kind, templates: Templates) -> dict[str, Fill]:
    """Return each contender with its template in memory."""
    return {name: prepare(templates[name]) for name, prepare in kind.contenders.items()}


def same_text(kind: Kind, fills: Mapping[str, Fill], data: Mapping[str, Any]) -> None:
    """Raise UnequalTextError where two contenders' files do not hold the same text. Also warms them up.

    Empty paragraphs count for the peer with a goal; some others leave one where a tag stood.
    """
    written = {name: kind.text_of(fill(data)) for name, fill in fills.items()}
    (first, whole), *others = written.items()
    for name, text in others:
        expected, found = (whole, text) if name == kind.peer else (_filled(whole), _filled(text))
        if found != expected:
            pairs = zip(expected, found, strict=False)
            unlike = next((pair for pair in pairs if pair[0] != pair[1]), (len(expected), len(found)))
            raise UnequalTextError(f"{first} wrote {unlike[0]!r} where {name} wrote {unlike[1]!r}")


def _filled(text: list[str]) -> list[str]:
    return [line for line in text if line]


def file_sizes(kind: Kind, templates: Templates, size: Size) -> dict[str, int]:
    """Return the length in bytes of each contender's file: speed must not be bought with fat files."""
    data = kind.facts(size)
    return {name: len(fill(data)) for name, fill in prepared(kind, templates).items()}


def start_up(*arguments: str) -> float:
    """Return the median time of a whole Python process run with these arguments."""
    command = [sys.executable, *arguments]
    return statistics.median(milliseconds(lambda: _quietly(command)) for _ in range(_STARTS))


def peak_memory(kind: Kind, name: str, template: Path, size: Size) -> float:
    """Return by how many megabytes one fill raises the memory of a process of its own, above its start."""
    run = _quietly([sys.executable, "-m", "bench.memory", kind.name, name, str(template), size.name])
    return float(run.stdout)


def _quietly(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=True, capture_output=True, text=True)


def size_named(name: str) -> Size:
    """Return the size of that name; StopIteration for no such size."""
    return next(size for size in SIZES if size.name == name)
