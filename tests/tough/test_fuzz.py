"""Damaged files of each format: refused or rendered; no hang, no trace of Python's, no ill-formed output."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.reliability import record as noted
from tests.tough.cage import Cage, Outcome
from tests.tough.fuzzing import fuzzed, ill_formed
from tests.tough.test_threads import FORMATS, record

SAMPLE, SOAK, SLICE = 60, 4000, 200


def findings(suffix: str, numbers: range) -> tuple[Counter[str], list[tuple[str, str]]]:
    """Return how the trials of these numbers ended, and what is wrong with those that ended badly."""
    sound, data = FORMATS[suffix](), record(5)
    ends: Counter[str] = Counter()
    wrong = []
    with TemporaryDirectory() as folder, Cage(Path(folder), megabytes=1024) as cage:
        for number in numbers:
            seed = f"{suffix} {number}"
            template = fuzzed(sound, seed)
            outcome = cage.try_out(template, data, name=f"t{suffix}")
            ends[outcome.end] += 1
            fault = fault_of(template, outcome)
            wrong += [(seed, fault)] if fault else []
    return ends, wrong


def fault_of(template: bytes, outcome: Outcome) -> str:
    if outcome.end not in ("refused", "rendered") or not outcome.is_harmless:
        return f"{outcome.end} after {outcome.seconds:.1f} s: {outcome.text} {outcome.reached}"
    if outcome.end == "rendered":
        # A part that no tag touches is copied as it lies, broken or not.
        return ", ".join(set(ill_formed(outcome.rendered)) - set(ill_formed(template)))
    return ""


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_damaged_file_is_refused_or_rendered(suffix: str) -> None:
    ends, wrong = findings(suffix, range(SAMPLE))
    assert wrong == []
    assert set(ends) == {"refused", "rendered"}


@pytest.mark.soak
def test_thousands_of_damaged_files_are_refused_or_rendered() -> None:
    work = [(suffix, range(first, first + SLICE)) for suffix in FORMATS for first in range(0, SOAK, SLICE)]
    ends: Counter[str] = Counter()
    wrong = []
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for found, faults in pool.map(findings, *zip(*work, strict=True)):
            ends += found
            wrong += faults
    told = f"{ends['refused']:,} refused, {ends['rendered']:,} rendered"
    noted("fuzz", f"{ends.total():,} damaged files: {told}; {len(wrong)} of them with a fault.")
    assert wrong == []
