"""What a worker sends its parent: small, picklable, and the same again from plain data."""

from __future__ import annotations

import json
import pickle

from docgen.batch.results import Found, Owed
from docgen.problems import Place, Problem, Severity
from tests.unit.batch.rows import BATCH, DONE, EMPTY, FAILED, LATE, UNCHANGED


def test_a_row_crosses_processes_whole() -> None:
    assert pickle.loads(pickle.dumps(BATCH)) == BATCH


def test_problems_and_facts_come_back_from_the_json_of_a_manifest() -> None:
    for row in BATCH.rows:
        for each in row.problems:
            assert Found.from_data(json.loads(json.dumps(each.as_data()))) == each
        for owed in row.owed:
            assert Owed.from_data(json.loads(json.dumps(owed.as_data()))) == owed


def test_a_problem_keeps_its_place_without_the_line_of_source() -> None:
    where = Place("a.yaml", 3, 5, "engagement.tier", "tier: glod", 4)
    kept = Found.of(Problem("unknown-value", Severity.ERROR, where, "is glod", "gold?"))
    assert (kept.place, kept.path) == ("a.yaml:3:5", "engagement.tier")
    assert "tier: glod" not in repr(kept)


def test_what_is_good_is_done_without_an_open_error_and_with_nothing_withheld() -> None:
    assert [row.good for row in (DONE, UNCHANGED, FAILED, LATE)] == [False] * 4
    clean = DONE.__class__(file="x", outcome=DONE.outcome, problems=(DONE.problems[2], DONE.problems[3]))
    assert clean.good


def test_the_exit_status_tells_whether_every_client_is_good() -> None:
    assert (BATCH.exit_status, EMPTY.exit_status, BATCH.interrupted, EMPTY.interrupted) == (1, 0, True, False)
