"""Reading a playbook: by name from the built-in ones, or from a file."""

import difflib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from docgen.errors import IntakeError, PlaybookError
from docgen.intake.load import Loaded, load
from docgen.playbooks.model import Playbook
from docgen.playbooks.parts import MISFIT, Part
from docgen.problems import Place, Problem, Severity
from docgen.resources import playbooks_folder

COMPANIONS = frozenset(["raci_activities", "bau_raci", "questions"])
"""Data files that stand beside the playbooks and are none: the activity matrices and the question bank."""

_SUFFIXES = (".yaml", ".yml", ".json")
P = TypeVar("P", bound=Part)


def load_playbook(name_or_path: str | Path) -> Playbook:
    """Return the playbook of a built-in name (`managed_services`) or of a file.

    Raise PlaybookError with every problem: no such playbook, a file that cannot be read, a key or value that
    does not fit, each with its place.
    """
    path = _path(name_or_path)
    return _built_in(path) if path.parent == playbooks_folder() else read_part(path, Playbook)


def playbook_names() -> tuple[str, ...]:
    """Return the names of the built-in playbooks, sorted."""
    names = {path.stem for path in playbooks_folder().glob("*.yaml")}
    return tuple(sorted(names - COMPANIONS))


def read_part(path: Path, kind: type[P]) -> P:
    """Return what the data file at `path` holds, as `kind`.

    Raise PlaybookError with every problem, each with its line and column.
    """
    try:
        loaded = load(path)
    except IntakeError as error:
        raise PlaybookError(error.problems) from None
    try:
        return kind.model_validate(loaded.data)
    except ValidationError as error:
        raise PlaybookError(_problem(loaded, details) for details in error.errors()) from None


def _path(name_or_path: str | Path) -> Path:
    path = Path(name_or_path)
    if path.suffix in _SUFFIXES:
        return path
    built_in = playbooks_folder() / f"{name_or_path}.yaml"
    if built_in.is_file() and built_in.stem not in COMPANIONS:
        return built_in
    raise PlaybookError([_unknown(str(name_or_path))])


def _unknown(name: str) -> Problem:
    names = playbook_names()
    close = difflib.get_close_matches(name, names, n=1)
    hint = (
        f"Did you mean {close[0]}?" if close else f"Built-in playbooks: {', '.join(names)}. Or give a file."
    )
    return Problem("unknown-playbook", Severity.ERROR, Place(), f"There is no playbook called {name}.", hint)


@cache
def _built_in(path: Path) -> Playbook:
    return read_part(path, Playbook)


def _problem(loaded: Loaded, details: ErrorDetails) -> Problem:
    loc, kind = details["loc"], details["type"]
    if kind == "extra_forbidden":
        where = loaded.lines.key_place(loc)
        return Problem(
            "unknown-key", Severity.ERROR, where, f"{where.path} is not known here.", _meant(str(loc[-1]))
        )
    where = loaded.lines.place_of(loc)
    spot = where.path or "The file"
    if kind == "missing":
        return Problem("missing-key", Severity.ERROR, where, f"{loc[-1]} is missing here.", _COMPARE)
    hint = details.get("ctx", {}).get("hint") or _COMPARE
    return Problem("bad-value", Severity.ERROR, where, f"{spot} {_complaint(details)}.", hint)


_COMPARE = "Compare it with the built-in file, which is a valid example."
_COMPLAINTS = {
    "int_parsing": "is not a whole number",
    "decimal_parsing": "is not a number",
    "string_type": "is not a text",
    "bool_parsing": "is not true or false",
    "greater_than": "must be greater than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "is none of {expected}",
    "enum": "is none of {expected}",
    "too_short": "must not be empty",
}


def _complaint(details: ErrorDetails) -> str:
    """Return what is wrong, as the end of a sentence that starts with the value's path."""
    known = _COMPLAINTS.get(details["type"])
    if known:
        return known.format(**details.get("ctx", {}))
    # What the intake's own types and `misplaced` refuse is said as the end of such a sentence already.
    if details["type"] == MISFIT or "hint" in details.get("ctx", {}):
        return details["msg"].removesuffix(".")
    message = details["msg"].removeprefix("Value error, ")
    return f"does not fit: {message[:1].lower()}{message[1:]}"


def _meant(key: str) -> str:
    known = {info.alias or name for part in _parts(Part) for name, info in part.model_fields.items()}
    close = difflib.get_close_matches(key, sorted(known), n=1)
    return f"Did you mean {close[0]}?" if close else _COMPARE


def _parts(part: type[Part]) -> Iterator[type[Part]]:
    for kind in part.__subclasses__():
        yield kind
        yield from _parts(kind)
