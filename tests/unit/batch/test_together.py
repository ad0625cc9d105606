"""RES-01 in a batch: found among the rows, at the client that takes most, whether it was made now or left as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docgen.batch.results import ClientOutcome, Row
from docgen.batch.together import judged_together, loads_of
from docgen.judge.across import PersonLoad
from docgen.problems import Severity


def row(code: str, percent: int, *, accepted: str = "") -> Row:
    load = PersonLoad(
        client=code,
        path="team[t-p]",
        name="Priya Nair",
        email="priya@asi-ai.example",
        first=date(2027, 3, 15),
        percents=(percent,),
        accepted=accepted,
    )
    return Row(file=f"{code}.yaml", outcome=ClientOutcome.RENDERED, code=code, loads=(load,))


def test_the_finding_stands_in_the_row_and_the_file_of_the_client_that_takes_most() -> None:
    first, second = judged_together([row("HWP", 60), row("BMH", 90)])
    assert first.problems == ()
    (problem,) = second.problems
    assert (problem.code, problem.severity, problem.file) == ("RES-01", Severity.WARNING, "BMH.yaml")
    assert problem.message == (
        "Priya Nair is allocated 150 % in the week of Mon 15 March 2027 (BMH 90 % and HWP 60 %)."
    )
    assert second.good


def test_a_client_that_was_left_as_it_was_counts_too() -> None:
    kept = replace(row("HWP", 60), outcome=ClientOutcome.UNCHANGED)
    assert len(judged_together([kept, row("BMH", 90)])[1].problems) == 1


def test_rows_without_an_overload_are_as_they_were() -> None:
    rows = (row("HWP", 60), row("BMH", 40), Row(file="x.yaml", outcome=ClientOutcome.FAILED))
    assert judged_together(rows) == rows


def test_what_is_accepted_is_told_as_accepted() -> None:
    (problem,) = judged_together([row("HWP", 60, accepted="Ora helps"), row("BMH", 90)])[1].problems
    assert problem.acknowledged == "Ora helps"


def test_of_a_client_that_could_not_be_read_nothing_is_known() -> None:
    assert loads_of(None) == ()
