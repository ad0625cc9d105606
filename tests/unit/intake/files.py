"""Small intake files for the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import IntakeError
from docgen.intake import ReadIntake, load, read_intake
from docgen.problems import Problem

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples" / "harrow-wills"

SOUND = """\
playbook: managed_services
client:
  code: HWP
  legal_name: Harrow Wills Partners Pty Ltd
"""


def written(folder: Path, text: str, name: str = "intake.yaml") -> Path:
    """Write `text` to a file of its own, its line breaks as they are, and return the path."""
    path = folder / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


def read(folder: Path, more: str, name: str = "intake.yaml") -> ReadIntake:
    """Return what comes of a sound intake with `more` below it."""
    return read_intake(written(folder, SOUND + more, name))


def only_problem(folder: Path, more: str) -> Problem:
    """Return the one problem of a sound intake with `more` below it."""
    problems = read(folder, more).problems
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def refusal(folder: Path, text: str, name: str = "data.yaml") -> Problem:
    """Return the one problem for which a file is not loaded."""
    with pytest.raises(IntakeError) as caught:
        load(written(folder, text, name))
    assert len(caught.value.problems) == 1, str(caught.value)
    return caught.value.problems[0]


def marked(problem: Problem) -> str:
    """Return the text that the caret of a problem marks."""
    where = problem.where
    assert where.column is not None
    return where.source[where.column - 1 : where.column - 1 + where.length]
