"""How a problem looks to a person and to a program."""

import click
import pytest

from docgen.cli.report import as_data, because, describe, report, tally
from docgen.cli.terminal import clean, columns, table
from docgen.problems import Place, Problem, Severity


def problem(
    where: Place, *, hint: str = "", severity: Severity = Severity.ERROR, acknowledged: str = ""
) -> Problem:
    return Problem(
        "unknown-key", severity, where, "engagement.teir is not known here.", hint, acknowledged=acknowledged
    )


def plain(found: Problem) -> str:
    return click.unstyle(describe(found))


def test_a_problem_shows_its_place_the_source_line_a_caret_and_the_hint() -> None:
    where = Place("intake.yaml", 41, 3, "engagement.teir", "  teir: gold", 4)
    assert plain(problem(where, hint="Did you mean tier?")).splitlines() == [
        "intake.yaml:41:3: error unknown-key: engagement.teir is not known here.",
        "  41 |   teir: gold",
        "     |   ^^^^",
        "  Did you mean tier?",
    ]


def test_a_problem_without_a_line_shows_no_excerpt() -> None:
    where = Place("intake.yaml", path="client.region")
    assert plain(problem(where)).splitlines() == [
        "intake.yaml: error unknown-key: engagement.teir is not known here."
    ]


def test_a_place_in_an_office_file_shows_its_trail() -> None:
    where = Place("SLA.docx", trail=("5 Response", "table 2, row 3"))
    assert plain(problem(where)).startswith("SLA.docx › 5 Response › table 2, row 3: error")


def test_problems_are_told_in_order_of_place_and_missing_facts_last_with_one_line_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    missing = Problem(
        "missing-fact", Severity.ERROR, Place("i.yaml", 1, 1, source="a: b"), "x is missing.", "Ask."
    )
    late, early = (problem(Place("i.yaml", line, 1)) for line in (9, 2))
    report([late, missing, early])
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [line.partition(": ")[0] for line in printed.err.splitlines() if line] == [
        "i.yaml:2:1",
        "i.yaml:9:1",
        "i.yaml:1:1",
    ]
    assert "i.yaml:1:1: error missing-fact: x is missing. Ask." in printed.err


def test_an_acknowledged_finding_says_so_and_by_whom() -> None:
    found = plain(problem(Place("i.yaml"), acknowledged="agreed in the contract (Mira Solano, 2027-02-04)"))
    assert "acknowledged unknown-key" in found
    assert "Mira Solano" in found


@pytest.mark.parametrize("before", ["", "é", "日本語", "e\u0301", "\t"])
def test_the_caret_stands_below_what_it_marks_whatever_stands_before(before: str) -> None:
    source = f"{before}here"
    where = Place("i.yaml", 7, len(before) + 1, source=source, length=4)
    _, line, caret = plain(problem(where)).splitlines()
    assert columns(line[: line.index("here")]) == caret.index("^")
    assert caret.count("^") == 4


def test_of_a_long_line_only_the_part_around_the_mark_is_shown() -> None:
    source = "a" * 5_000 + "HERE" + "b" * 5_000
    _, line, caret = plain(problem(Place("i.yaml", 7, 5_001, source=source, length=4))).splitlines()
    assert len(line) < 120
    assert line[caret.index("^") : caret.rindex("^") + 1] == "HERE"
    assert line.count("…") == 2


def test_a_mark_longer_than_its_line_ends_with_the_line() -> None:
    _, line, caret = plain(problem(Place("i.yaml", 7, 3, source="a: text", length=900))).splitlines()
    assert len(caret) <= len(line) + 1


def test_a_mark_past_the_end_of_its_line_is_still_one_caret() -> None:
    _, _, caret = plain(problem(Place("i.yaml", 7, 50, source="a:"))).splitlines()
    assert caret.count("^") == 1


HOSTILE = ["\x1b[2J\x1b]0;owned\x07", "a\rb", "\u202egnp.exe", "\x9b31m", "\ud800", "a\u2028b", "\x00"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_the_data_can_steer_the_terminal(text: str) -> None:
    found = Problem("x", Severity.ERROR, Place(text, 1, 1, source=text), text, text)
    shown = plain(found)
    assert not any(character in shown for character in "\x1b\x07\r\u202e\x9b\ud800\u2028\x00")
    shown.encode("utf-8")


def test_clean_leaves_the_writing_of_people_alone() -> None:
    text = "Inès Ørsted · 東京 · עברית · R&D <Labs> · “quoted” …"
    assert clean(text) == text


def test_a_program_gets_every_part_of_the_problem() -> None:
    where = Place("i.yaml", 41, 3, "engagement.teir", "  teir: gold", 4, ("a",))
    assert as_data(problem(where, hint="Did you mean tier?")) == {
        "code": "unknown-key",
        "severity": "error",
        "file": "i.yaml",
        "line": 41,
        "column": 3,
        "path": "engagement.teir",
        "trail": ["a"],
        "message": "engagement.teir is not known here.",
        "hint": "Did you mean tier?",
        "acknowledged": "",
    }


def test_the_tally_counts_by_severity_and_leaves_out_what_is_acknowledged() -> None:
    one = problem(Place())
    warning = problem(Place(), severity=Severity.WARNING)
    accepted = problem(Place(), severity=Severity.WARNING, acknowledged="yes")
    note = problem(Place(), severity=Severity.INFO)
    assert tally([one, one, warning, accepted]) == "2 errors, 1 warning"
    assert tally([note]) == "1 note"
    assert tally([accepted]) == "no problems"


def test_reasons_are_listed_below_what_they_explain() -> None:
    assert because("SLA is a draft", ["One.", "Two."]) == "SLA is a draft:\n  - One.\n  - Two."
    assert because("SLA is a draft", []) == "SLA is a draft."


def test_a_table_is_aligned_by_columns_of_the_terminal() -> None:
    lines = table(("A", "B"), [("日本", "x"), ("abc", "y")]).splitlines()
    assert [columns(line[: line.index(end)]) for line, end in zip(lines, "Bxy", strict=True)] == [6, 6, 6]
