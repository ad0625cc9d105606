"""An intake file to the intake, or to every problem that it has, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from docgen.errors import DocgenError
from docgen.intake.check import check
from docgen.intake.layers import standing
from docgen.intake.load import Loaded, load
from docgen.intake.model.intake import Intake
from docgen.intake.model.scalar import in_words, shown
from docgen.intake.nodes import Lines, Step
from docgen.intake.overlay import Override, overlaid, read_layers
from docgen.intake.paths import trail
from docgen.intake.shape import fields_of
from docgen.problems import Problem, Severity

_KEY_STEP = "[key]"
_GROUP_TYPES = frozenset(["model_type", "model_attributes_type", "dict_type"])
_OWN_CODES = frozenset(["bad-value", "wrong-type", "unknown-value", "too-long", "forbidden-character"])


@dataclass(frozen=True)
class ReadIntake:
    """What came of reading a file: the intake, or None where `problems` holds an error.

    `overrides` are the values that stand in place of the file's own; `beneath` the files of facts that stand under it,
    the lowest first.
    """

    intake: Intake | None
    lines: Lines
    problems: tuple[Problem, ...] = ()
    overrides: tuple[Override, ...] = ()
    beneath: tuple[Path, ...] = ()


def read_intake(path: Path, overlays: Iterable[Path] = (), sets: Iterable[str] = ()) -> ReadIntake:
    """Return the intake that the file at `path` holds, with every problem in the order of the file.

    It stands on the provider's defaults and its group's facts (`docgen.intake.layers`); the overlay files, then the
    `PATH=VALUE` texts, stand over it, each over those before. Never raises for what
    the files hold: one that cannot be read is a problem too.
    """
    try:
        layers = read_layers(overlays, sets)
        loaded, beneath = standing(load(path), path)
        loaded, overrides = overlaid(loaded, layers)
    except DocgenError as error:
        return ReadIntake(None, Lines.none(str(path)), _in_order(error.problems))
    intake, found = _modelled(loaded)
    files = tuple(Path(layer.source.file) for layer in beneath)
    return ReadIntake(intake, loaded.lines, _in_order(found), overrides, files)


def problems_in(loaded: Loaded) -> tuple[Problem, ...]:
    """Return every problem of what was loaded, in the order of the file."""
    return _in_order(_modelled(loaded)[1])


def _modelled(loaded: Loaded) -> tuple[Intake | None, list[Problem]]:
    """Return the intake, None where there is an error, and every problem."""
    found = [*loaded.warnings, *check(loaded.data, loaded.lines)]
    intake: Intake | None = None
    try:
        intake = Intake.model_validate(loaded.data)
    except ValidationError as error:
        found += _from_model(loaded, error)
    return (None if any(problem.is_error for problem in found) else intake), found


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=_order))


def _order(problem: Problem) -> tuple[int, int, str, str]:
    where = problem.where
    return where.line or 0, where.column or 0, problem.code, where.path


def _from_model(loaded: Loaded, error: ValidationError) -> list[Problem]:
    details = error.errors(include_url=False)
    # Unknown keys are reported by `check`, one by one and with their own places.
    return [_problem(loaded.lines, one) for one in details if one["type"] != "unknown-key"]


def _problem(lines: Lines, details: ErrorDetails) -> Problem:
    steps: tuple[Step, ...] = details["loc"]
    if steps and steps[-1] == _KEY_STEP:
        return _bad_key(lines, steps[:-1], details)
    where = lines.place_of(steps)
    code, message, hint = _said(where.path, details)
    if details.get("ctx", {}).get("secret"):
        where = where.veiled()
    return Problem(code, Severity.ERROR, where, f"{where.path} {message}", hint)


def _bad_key(lines: Lines, steps: tuple[Step, ...], details: ErrorDetails) -> Problem:
    where = lines.key_place(steps)
    code, _, hint = _said(where.path, details)
    return Problem(code, Severity.ERROR, where, f"The key {shown(steps[-1])} is not known here.", hint)


def _said(path: str, details: ErrorDetails) -> tuple[str, str, str]:
    """Return the code, the message (what follows the path) and the hint of one of the model's errors."""
    kind, context = details["type"], details.get("ctx", {})
    if kind in _OWN_CODES:
        return kind, context["message"], context["hint"]
    if kind == "missing":
        return "missing-key", "is missing.", _to_add(path)
    found = "empty" if details["input"] is None else shown(details["input"])
    if kind == "tuple_type":
        return "wrong-type", f"is {found}, where a list is expected.", _as_list(path)
    if kind in _GROUP_TYPES:
        return "wrong-type", f"is {found}, where a group of keys is expected.", _as_group(path)
    return "bad-value", f"is {found}: {details['msg'].lower()}.", ""


def _to_add(path: str) -> str:
    found = trail(path)
    field = found.field if found else None
    if field is None:
        return ""
    example = f" {field.example}" if field.example else ""
    return f"{field.question}: add {field.key}:{example}"


def _as_list(path: str) -> str:
    found = trail(path)
    example = found.field.example if found and found.field else ""
    shape = f"Write {example}" if example.startswith("[") else "Start each item on its own line with a hyphen"
    return f"{shape}; write [] for none."


def _as_group(path: str) -> str:
    found = trail(path)
    group = found.shape.group if found else None
    return f"Known keys: {in_words(list(fields_of(group)), 8)}." if group else "Write key: value."
