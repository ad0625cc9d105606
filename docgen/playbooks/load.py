"""Reading a playbook: by name from the built-in ones, or from a file."""

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from docgen.errors import PlaybookError
from docgen.intake.load import Loaded
from docgen.intake.model.scalar import in_words, nearest
from docgen.playbooks.extending import SUFFIXES, files_of, named_file, read_extended
from docgen.playbooks.model import Files, Playbook
from docgen.playbooks.parts import MISFIT, Part
from docgen.playbooks.strays import Stray
from docgen.problems import Place, Problem, Severity
from docgen.resources import playbooks_folder

COMPANIONS = frozenset(["raci_activities", "bau_raci", "questions"])
"""Data files that stand beside the playbooks and are none: the activity matrices and the question bank."""

P = TypeVar("P", bound=Part)


def load_playbook(name_or_path: str | Path) -> Playbook:
    """Return the playbook of a built-in name (`managed_services`) or of a file.

    Raise PlaybookError with every problem: no such playbook, a file that cannot be read, a key or value that
    does not fit, each with its place.
    """
    return read_part(path_of(name_or_path), Playbook)


def playbook_names() -> tuple[str, ...]:
    """Return the names of the built-in playbooks, sorted."""
    names = {path.stem for path in playbooks_folder().glob("*.yaml")}
    return tuple(sorted(names - COMPANIONS))


def read_part(path: Path, kind: type[P]) -> P:
    """Return what the data file at `path` holds over all that it extends, as `kind`; read once while nothing changes.

    Raise PlaybookError with every problem, each with its line and column.
    """
    if path.parent == playbooks_folder():
        return cast("P", _read(path, kind, ()))
    return cast("P", _read(path, kind, tuple(map(_bytes, files_of(path)))))


@lru_cache(maxsize=32)
def _read(path: Path, kind: type[Part], _data: tuple[bytes, ...]) -> Part:
    """Return what a file holds; `_data` are the bytes of all files that it rests on."""
    loaded = read_extended(path)
    problems = [_stray(loaded, stray) for stray in kind.strays(loaded.data)]
    try:
        part = kind.model_validate(loaded.data)
    except ValidationError as error:
        raise PlaybookError(_in_order([*_problems(loaded, kind, error), *problems])) from None
    if problems:
        raise PlaybookError(_in_order(problems))
    return _with_files(part, loaded, path) if isinstance(part, Playbook) else part


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _with_files(playbook: Playbook, loaded: Loaded, path: Path) -> Playbook:
    """Return the playbook with its data files as paths. Each is looked for from where it was named.

    Raise PlaybookError for every one that is not there.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for key, named in playbook.files:
        where = loaded.lines.place(f"files.{key}")
        file = named_file(named, Path(where.file) if where.path and named else path) if named else None
        if file is not None and not file.is_file():
            problems.append(_no_file(named, where))
        found[key] = str(file or "")
    if problems:
        raise PlaybookError(problems)
    return playbook.model_copy(update={"files": Files(**found)})


def _no_file(named: str, where: Place) -> Problem:
    hint = "Give a file's path from this file's folder, such as questions.yaml."
    return Problem("not-a-file", Severity.ERROR, where, f"There is no file {named}.", hint)


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(
        dict.fromkeys(problems),
        key=lambda one: (one.where.file, one.where.line or 0, one.where.column or 0, one.code),
    )


def path_of(name_or_path: str | Path) -> Path:
    """Return the file of a playbook. Raise PlaybookError for a name that no built-in one has."""
    path = Path(name_or_path)
    if path.suffix in SUFFIXES:
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


def _stray(loaded: Loaded, stray: Stray) -> Problem:
    steps, code, said, hint = stray
    # A key's own place where the name stands as one: its value would be shown else.
    named = loaded.lines.key_place(steps) if code == "broken-reference" and _is_key(said, steps) else None
    where = named or loaded.lines.place_of(steps)
    return Problem(code, Severity.ERROR, where, f"{where.path} {said}.", hint)


def _is_key(said: str, steps: tuple[str | int, ...]) -> bool:
    return said.startswith(f"is {steps[-1]},")


def _problems(loaded: Loaded, kind: type[Part], error: ValidationError) -> Iterator[Problem]:
    for details in error.errors():
        yield _problem(loaded, kind, details)


def _problem(loaded: Loaded, whole: type[Part], details: ErrorDetails) -> Problem:
    loc, kind = details["loc"], details["type"]
    if kind == "extra_forbidden":
        where = loaded.lines.key_place(loc)
        hint = _meant(str(loc[-1]), whole, loc[:-1])
        return Problem("unknown-key", Severity.ERROR, where, f"{where.path} is not known here.", hint)
    where = loaded.lines.place_of(loc)
    spot = where.path or "The file"
    if kind == "missing":
        return Problem("missing-key", Severity.ERROR, where, f"{loc[-1]} is missing here.", _COMPARE)
    hint = details.get("ctx", {}).get("hint") or _choice(details) or _COMPARE
    return Problem("bad-value", Severity.ERROR, where, f"{spot} {_complaint(details)}.", hint)


def _choice(details: ErrorDetails) -> str:
    """Return the suggestion for a word that is none of those that may stand there, empty where none is close."""
    expected = re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))
    close = nearest(str(details["input"]), expected) if expected else ""
    return f"Did you mean {close}?" if close else ""


_COMPARE = "Compare it with the built-in file, which is a valid example."
_COMPLAINTS = {
    "int_parsing": "is not a whole number",
    "decimal_parsing": "is not a number",
    "string_type": "is not a text",
    "string_pattern_mismatch": "is not of the form {pattern}",
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


def _meant(key: str, whole: type[Part], steps: tuple[str | int, ...]) -> str:
    """Return the hint for an unknown key: one of the same group that is like it, else what the group knows."""
    part = _part_at(whole, steps)
    known = [info.alias or name for name, info in part.model_fields.items()] if part else []
    close = nearest(key, known)
    return f"Did you mean {close}?" if close else f"Known here: {in_words(known)}." if known else _COMPARE


def _part_at(whole: type[Part], steps: tuple[str | int, ...]) -> type[Part] | None:
    """Return the model of what stands behind the steps of an error, None where that is no group."""
    kind: Any = whole
    for step in steps:
        part = _part_of(kind)
        if part is not None:
            fields = {info.alias or name: info.annotation for name, info in part.model_fields.items()}
            kind = fields.get(str(step))
        else:
            kind = _inner(kind)
    return _part_of(kind)


def _part_of(kind: Any) -> type[Part] | None:
    options = [
        option for option in (kind, *get_args(kind)) if isinstance(option, type) and issubclass(option, Part)
    ]
    holds_many = get_origin(kind) in (tuple, Mapping)
    return options[0] if options and not holds_many else None


def _inner(kind: Any) -> Any:
    """Return the type of what a list or a group of free keys holds."""
    kinds = [one for one in get_args(kind) if one is not Ellipsis]
    return kinds[-1] if kinds else None
