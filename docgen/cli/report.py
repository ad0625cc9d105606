"""How problems look: for people on standard error, for programs as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from docgen.cli.terminal import clean, columns
from docgen.problems import Place, Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_MISSING = "missing-fact"
_WINDOW = 96
"""How many columns of a source line are shown around the caret."""


def report(problems: Iterable[Problem]) -> None:
    """Print the problems on standard error in the order of their places; facts that are missing come last.

    A fact that is missing has no line to show, so it takes one line itself.
    """
    ordered = in_order(problems)
    full = [problem for problem in ordered if problem.code != _MISSING]
    missing = [problem for problem in ordered if problem.code == _MISSING]
    for problem in full:
        click.echo(describe(problem) + "\n", err=True)
    for problem in missing:
        click.echo(f"{headline(problem)} {clean(problem.hint)}", err=True)
    if missing:
        click.echo(err=True)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of their places: file, line, column."""
    return sorted(problems, key=_order)


def _order(problem: Problem) -> tuple[str, int, int]:
    where = problem.where
    return where.file, where.line or 0, where.column or 0


def describe(problem: Problem) -> str:
    """Return the problem as text: the place and message, the source line with a caret, the hint."""
    blocks = [headline(problem), _excerpt(problem.where), _advice(problem)]
    return "\n".join(block for block in blocks if block)


def as_data(problem: Problem) -> dict[str, Any]:
    """Return the problem as plain data for `--json`."""
    where = problem.where
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": where.file,
        "line": where.line,
        "column": where.column,
        "path": where.path,
        "trail": list(where.trail),
        "message": problem.message,
        "hint": problem.hint,
        "acknowledged": problem.acknowledged,
    }


def because(what: str, reasons: Sequence[str]) -> str:
    """Return `what` as a line with its reasons listed below it."""
    lines = [f"  - {clean(reason)}" for reason in reasons]
    return "\n".join([f"{what}:" if lines else f"{what}.", *lines])


def tally(problems: Iterable[Problem]) -> str:
    """Return how many there are of each severity in words, such as `2 errors, 1 warning`."""
    counts = Counter(problem.severity for problem in problems if not problem.acknowledged)
    words = [_counted(counts[severity], severity) for severity in Severity if counts[severity]]
    return ", ".join(words) or "no problems"


def _counted(number: int, severity: Severity) -> str:
    if severity is Severity.INFO:
        return f"{number} note{'s' if number > 1 else ''}"
    return f"{number} {severity.value}{'s' if number > 1 else ''}"


def headline(problem: Problem) -> str:
    """Return the first line of a problem: place, weight, code, message."""
    place = clean(str(problem.where))
    kind = "acknowledged" if problem.acknowledged else problem.severity.value
    colour = "green" if problem.acknowledged else _COLOURS[problem.severity]
    label = click.style(f"{kind} {problem.code}", fg=colour, bold=True)
    subject = f"{click.style(place, bold=True)}: " if place else ""
    return f"{subject}{label}: {clean(problem.message)}"


def _advice(problem: Problem) -> str:
    lines = [problem.hint] if problem.hint else []
    if problem.acknowledged:
        lines.append(f"Acknowledged: {problem.acknowledged}")
    return "\n".join(f"  {clean(line)}" for line in lines)


def _excerpt(where: Place) -> str:
    if not where.source:
        return ""
    excerpt = _windowed(where)
    number = "" if where.line is None else f"{where.line} | "  # an argument of the command line has no lines
    margin = "" if where.line is None else " " * len(str(where.line)) + " | "
    caret = click.style("^" * excerpt.width, fg="red", bold=True)
    pointer = f"\n  {margin}{' ' * excerpt.indent}{caret}" if where.column else ""
    return f"  {number}{excerpt.text}{pointer}"


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """A piece of a source line; `indent` and `width` place the caret below it, in columns of a terminal."""

    text: str
    indent: int
    width: int


def _windowed(where: Place) -> _Excerpt:
    line = clean(where.source.rstrip("\r\n"))
    at = max(0, min((where.column or 1) - 1, len(line)))
    start = max(0, at - _WINDOW // 2) if len(line) > _WINDOW else 0
    end = min(len(line), start + _WINDOW)
    before, after = "…" if start else "", "…" if end < len(line) else ""
    marked = line[at : min(end, at + max(1, where.length))]
    indent = len(before) + columns(line[start:at])
    return _Excerpt(f"{before}{line[start:end]}{after}", indent, max(1, columns(marked)))
