"""Problems as annotations of GitHub Actions: a line of output that the site shows beside the line of the file.

The form is that of GitHub's "Workflow commands": `::error file=…,line=…,col=…::message`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from docgen.cli.report import in_order
from docgen.cli.terminal import clean
from docgen.problems import Problem, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def annotate(problems: Iterable[Problem]) -> None:
    """Print problems as annotations on standard output, in the order of their places."""
    for problem in in_order(problems):
        click.echo(annotation(problem))


def annotation(problem: Problem) -> str:
    """Return a problem as one line. What somebody has acknowledged is a notice."""
    command = "notice" if problem.acknowledged else _COMMANDS[problem.severity]
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(problem))
    parts = (problem.message, problem.hint, problem.acknowledged and f"Acknowledged: {problem.acknowledged}")
    text = "\n".join(clean(part) for part in parts if part)
    return f"::{command} {properties}::{_data(text)}"


def _properties(problem: Problem) -> Iterator[tuple[str, str]]:
    where = problem.where
    # An argument of the command line, or an Office file, has no line that the site could show.
    if where.file and where.file != where.source:
        yield "file", where.file.replace("\\", "/")
    if where.line is not None:
        yield "line", str(where.line)
        if where.column is not None:
            yield "col", str(where.column)
            yield "endColumn", str(where.column + where.length)
    yield "title", problem.code


def _data(text: str) -> str:
    """Return a message with what would end it, or be read as an escape, escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a property's value escaped: a colon or a comma would end it too."""
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")
