"""From an exception in generated code to a problem that a template's author understands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError

from docgen.engine.runtime import TagFault
from docgen.engine.sandbox import Bound, MissingName
from docgen.engine.stream import place_of
from docgen.engine.tags import Tag
from docgen.problems import Problem, Severity

_LIMIT = 100
GENERATED = "<template>"
"""What generated code is called in Python's own traces."""


class Faults:
    """The faults of one rendering: one problem for each tag and cause, with a count of its repetitions."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self._found: dict[tuple[str, tuple[str, ...], str, str], tuple[Problem, int]] = {}

    def add(self, error: Exception, tag: Tag, paths: tuple[str, ...]) -> None:
        problem = explain(error, tag, paths, self.data)
        key = (tag.where.file, tag.where.trail, tag.typed, problem.code)
        first, count = self._found.get(key, (problem, 0))
        self._found[key] = (first, count + 1)

    def problems(self) -> list[Problem]:
        """Return the problems in the order in which they were met."""
        shown = [_counted(problem, count) for problem, count in self._found.values()]
        return shown[:_LIMIT]


def cause(error: Exception) -> Exception:
    """Return what went wrong, without the wrapping that says where."""
    return error.error if isinstance(error, TagFault) else error


def number_of(error: Exception, lines: tuple[int, ...]) -> int:
    """Return the number of the tag whose generated line raised an exception."""
    if isinstance(error, TagFault):
        return error.number
    number, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == GENERATED and trace.tb_lineno <= len(lines):
            number = lines[trace.tb_lineno - 1]
        trace = trace.tb_next
    return number


def _counted(problem: Problem, count: int) -> Problem:
    if count == 1:
        return problem
    return dataclasses.replace(problem, message=f"{problem.message} (and {count - 1} more like it)")


def explain(error: Exception, tag: Tag, paths: tuple[str, ...], data: Mapping[str, Any]) -> Problem:
    """Return the problem behind an exception that a tag raised; `paths` are the data paths that the tag reads."""
    if isinstance(error, MissingName):
        return _missing(error, tag, paths, data)
    path = next((path for path in paths if path), "")
    where = place_of(tag, path)
    if isinstance(error, Bound):
        hint = "Make the loops or texts smaller."
        return Problem("over-bound", Severity.ERROR, where, f"{tag.typed}: {error}.", hint)
    if isinstance(error, SecurityError):
        return Problem(
            "refused-name", Severity.ERROR, where, f"{tag.typed}: this is not open to templates.", ""
        )
    if isinstance(error, ValueError) and str(error):
        subject = f"{tag.typed}: {path} " if path else f"{tag.typed}: the value "
        return Problem("wrong-value", Severity.ERROR, where, f"{subject}{_sentence(str(error))}", "")
    reading = f" with {path}" if path else ""
    message = f"{tag.typed} cannot be worked out{reading}: {_sentence(str(error) or 'it fails')}"
    return Problem(
        "wrong-value", Severity.ERROR, where, message, "Check the kinds of the values in this tag."
    )


def _sentence(text: str) -> str:
    text = text.strip().rstrip(".")
    return f"{text}."


def _missing(error: MissingName, tag: Tag, paths: tuple[str, ...], data: Mapping[str, Any]) -> Problem:
    name = str(error.name)
    path = _cut(paths, name) or name
    known = names_of(data if error.holder is None else error.holder)
    near = get_close_matches(name, known, n=1, cutoff=0.6) or get_close_matches(
        name.lower(), known, n=1, cutoff=0.6
    )
    hint = f"Did you mean {path[: len(path) - len(name)]}{near[0]}?" if near else _known(known)
    return Problem(
        "unknown-name", Severity.ERROR, place_of(tag, path), f"{tag.typed}: {path} is not known here.", hint
    )


def _known(names: list[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:8])
    return f"Known here: {shown}{', …' if len(names) > 8 else ''}."


def _cut(paths: tuple[str, ...], name: str) -> str:
    """Return the path up to the unknown name."""
    for path in paths:
        steps = path.split(".")
        for index, step in enumerate(steps):
            if step.split("[", 1)[0] == name or step.endswith(f"[{name}]"):
                return ".".join((*steps[:index], name if not step.endswith("]") else step))
    return ""


def names_of(holder: Any) -> list[str]:
    """Return the names that a template can use on a value."""
    if isinstance(holder, Mapping):
        return [str(key) for key in holder]
    if isinstance(holder, Undefined):
        return []
    kind = type(holder)
    fields: Iterable[str] = getattr(kind, "__dataclass_fields__", ()) or getattr(kind, "model_fields", ())
    return [name for name in fields if not name.startswith("_")]
