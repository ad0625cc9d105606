"""One mistyped character in a tag of a built-in template is an error, or prints the same, or is another sound tag."""

from __future__ import annotations

import os
import random
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

import pytest

from docgen.engine import Template
from docgen.errors import TemplateError
from docgen.problems import Severity
from tests.reliability import record
from tests.tough.cage import ROOT
from tests.tough.mutants import Mutant, Trial, Verdict, mutants_of, parts_of
from tests.tough.renderings import Rendering, renderings
from tests.unit.engine.make import with_paragraphs

SAMPLE, SEED = 800, 20270104
TEMPLATES = sorted((ROOT / "templates").iterdir())
_SLICE = 150  # tags that a process takes at a time
Work = tuple[str, int, int]  # template, part, first tag


@cache
def built_in() -> dict[str, Rendering]:
    return renderings()


def verdicts(work: Work, share: int = 0) -> tuple[Counter[Verdict], list[tuple[str, str, str]]]:
    """Return what became of the mutants of some tags, of one in `share` if given, and those that are silently wrong."""
    file, part, first = work
    template, data = built_in()[file]
    tags = parts_of(template)[part]
    trial, rng = Trial(tags, data), random.Random(f"{SEED} {work}")
    counts: Counter[Verdict] = Counter()
    silent = []
    for index in range(first, min(first + _SLICE, len(tags))):
        for mutant in mutants_of(index, tags[index].typed):
            if not share or rng.randrange(share) == 0:
                verdict = trial.verdict(mutant)
                counts[verdict] += 1
                silent += [(file, mutant.sound, mutant.typed)] if verdict is Verdict.SILENT else []
    return counts, silent


def all_work() -> list[Work]:
    return [
        (file, number, first)
        for file, (template, _) in sorted(built_in().items())
        for number, tags in enumerate(parts_of(template))
        for first in range(0, len(tags), _SLICE)
    ]


def test_all_built_in_templates_are_tried() -> None:
    assert {file.suffix for file in TEMPLATES} == {".docx", ".xlsx", ".pptx"}
    assert set(built_in()) == {file.name for file in TEMPLATES}


def test_no_mutant_of_the_sample_is_silently_wrong() -> None:
    rng = random.Random(SEED)
    chosen: list[tuple[str, int, Mutant]] = []
    for file, (template, _) in sorted(built_in().items()):
        tags = [(number, tag) for number, part in enumerate(parts_of(template)) for tag in enumerate(part)]
        for number, (index, tag) in rng.sample(tags, min(len(tags), SAMPLE // len(built_in()) // 4)):
            found = list(mutants_of(index, tag.typed))
            chosen += [(file, number, mutant) for mutant in rng.sample(found, min(len(found), 4))]
    trials: dict[tuple[str, int], Trial] = {}
    counts: Counter[Verdict] = Counter()
    for file, number, mutant in chosen:
        template, data = built_in()[file]
        if (file, number) not in trials:
            trials[file, number] = Trial(parts_of(template)[number], data)
        verdict = trials[file, number].verdict(mutant)
        counts[verdict] += 1
        assert verdict is not Verdict.SILENT, (file, mutant)
    assert counts[Verdict.ERROR] > len(chosen) // 2


@pytest.mark.soak
def test_no_mutant_at_all_is_silently_wrong() -> None:
    counts: Counter[Verdict] = Counter()
    silent = []
    built_in()  # before the processes part, which then have it
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        for found, wrong in pool.map(verdicts, all_work()):
            counts += found
            silent += wrong
    lines = "".join(f"| {verdict.value} | {counts[verdict]:,} |\n" for verdict in Verdict)
    record("mutants", f"| a mistyped tag is | of {counts.total():,} |\n|---|---|\n{lines}")
    assert silent == []


HALVES = (
    "{ x }}",
    "{{ x }",
    "{{ x",
    "x }}",
    "{ { x }}",
    "{{{ x }}",
    "{{ x }}}",
    "{[ x }}",
    "{p% if x %}",
    "{5 x %}",
    "%{ x %}",
)


@pytest.mark.parametrize("typed", HALVES)
def test_half_a_tag_is_an_error_in_a_built_in_template_and_at_least_a_warning_elsewhere(typed: str) -> None:
    with pytest.raises(TemplateError) as raised:
        Template.open(with_paragraphs("{{ y }}", typed), text_beside=Severity.ERROR)
    assert {problem.code for problem in raised.value.problems} <= {"half-tag", "unclosed-tag"}
    try:
        warnings = Template.open(with_paragraphs("{{ y }}", typed)).warnings
    except TemplateError:
        return
    assert [problem.code for problem in warnings] == ["half-tag"]


def test_the_signs_themselves_can_be_typed() -> None:
    assert (
        Template.open(with_paragraphs("{{ y }}", "{_{ x }_} {_% x %_}"), text_beside=Severity.ERROR).warnings
        == ()
    )


@pytest.mark.parametrize("typed", ["{% if x, y %}a{% endif %}", "{{ x|plural('site,' 'sites') }}"])
def test_a_comma_that_would_change_what_a_tag_means_is_an_error(typed: str) -> None:
    with pytest.raises(TemplateError) as raised:
        Template.open(with_paragraphs(typed))
    assert [problem.code for problem in raised.value.problems] == ["tag-syntax"]
