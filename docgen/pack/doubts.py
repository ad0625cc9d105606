"""Problems of a rendering as plain data and back: a document that is not rendered again keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.problems import Place, Problem, Severity


def as_data(problem: Problem) -> Mapping[str, Any]:
    """Return a problem in an Office file as JSON takes it."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": problem.where.file,
        "trail": list(problem.where.trail),
        "path": problem.where.path,
        "message": problem.message,
        "hint": problem.hint,
    }


def as_problem(data: Mapping[str, Any]) -> Problem:
    """Return the problem that `as_data` made plain. Raise KeyError, TypeError or ValueError for what is none."""
    where = Place(file=data["file"], trail=tuple(data["trail"]), path=data["path"])
    return Problem(data["code"], Severity(data["severity"]), where, data["message"], data["hint"])
