"""Which intake files a batch takes: folders, globs, files and list files, each file once and in one order."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from docgen.intake.layers import files_under
from docgen.problems import Place, Problem, Severity

_INTAKE = re.compile(r"(?:.+\.)?intake\.(?:ya?ml|json)", re.IGNORECASE)
_NAMES = "intake.yaml, NAME.intake.yaml (or .yml, .json)"
_MAGIC = re.compile(r"[*?\[]")


@dataclass(slots=True)
class Selection:
    """The intake files that were asked for, in order of path, and what could not be found."""

    paths: tuple[Path, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def select(targets: Sequence[str]) -> Selection:
    """Return the intake files that `targets` name, each once (links followed), in order of path.

    A folder stands for every `intake.yaml`, `intake.yml`, `intake.json` and `NAME.intake.yaml|yml|json` below it;
    hidden folders and links to folders are left out. A glob or a file is taken as it is. `@LIST` is a text file
    with a folder, glob or file a line, relative to the list, `#` before comments. What names nothing is a problem
    of its own and stops none of the rest.
    """
    chosen = Selection()
    found = [path for target in targets for path in _of_argument(target, chosen.problems)]
    chosen.paths = _once(found)
    return chosen


def changed_since(
    paths: Iterable[Path], moment: datetime, *, besides: Iterable[Path] = ()
) -> tuple[Path, ...]:
    """Return the intakes that were written at or after `moment`, or whose defaults or groups were; all of them if one
    of `besides` was.

    `besides` are files that every client rests on: overlays, a playbook. `moment` must know its zone. A file
    whose time cannot be read is kept: reading it will tell why.
    """
    kept = tuple(paths)
    if any(_written_since(path, moment) for path in besides):
        return kept
    return tuple(
        path for path in kept if any(_written_since(each, moment) for each in (path, *files_under(path)))
    )


def common_folder(paths: Sequence[Path]) -> Path:
    """Return the deepest folder that holds every file, so that a file's path from there is the same anywhere."""
    return Path(os.path.commonpath([path.resolve().parent for path in paths])) if paths else Path()


def portable(path: Path, folder: Path) -> str:
    """Return a selected file as a manifest may name it, with slashes: never by a folder of somebody's machine.

    That is as it was typed if that leads down from where one is, else from `folder`.
    """
    if not path.is_absolute() and ".." not in path.parts:
        return path.as_posix()
    resolved = path.parent.resolve() / path.name
    return resolved.relative_to(folder).as_posix() if resolved.is_relative_to(folder) else path.name


def _of_argument(target: str, problems: list[Problem]) -> Iterator[Path]:
    if target.startswith("@") and not Path(target).exists():
        yield from _listed(Path(target[1:]), problems)
    else:
        yield from _of(target, Path(), Place(file=target), problems)


def _of(target: str, base: Path, where: Place, problems: list[Problem]) -> Iterator[Path]:
    """Yield the files of a folder, a glob or one file, relative to `base`; `where` it was asked for."""
    path = base / target
    if _exists(path):
        yield from _in_folder(path, where, problems) if path.is_dir() else (path,)
    elif _MAGIC.search(target):
        yield from _matching(str(path), where, problems)
    else:
        hint = "Check the spelling and the folder."
        problems.append(_problem("not-a-file", where, f"{target} does not exist.", hint))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # too long, a NUL, or in a folder that may not be read
        return False


def _in_folder(folder: Path, where: Place, problems: list[Problem]) -> Iterator[Path]:
    found = list(_walked(folder, problems))
    if not found:
        hint = f"Intakes are called {_NAMES}. Name other files one by one, or with a glob such as '*.yaml'."
        problems.append(_problem("no-intakes", where, f"There is no intake below {folder}.", hint))
    yield from found


def _walked(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        where, reason = Place(file=str(error.filename)), (error.strerror or str(error)).lower()
        hint = "Ask for the right to read it, or leave it out."
        problems.append(_problem("not-a-folder", where, f"The folder cannot be read: {reason}.", hint))

    for parent, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in files if _INTAKE.fullmatch(name))


def _matching(pattern: str, where: Place, problems: list[Problem]) -> Iterator[Path]:
    paths = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 - as typed
    found = [each for path in paths for each in (_walked(path, problems) if path.is_dir() else (path,))]
    if not found:
        hint = f"Check the pattern; below a folder, intakes are called {_NAMES}."
        problems.append(_problem("no-intakes", where, f"Nothing matches {pattern}.", hint))
    yield from found


def _listed(file: Path, problems: list[Problem]) -> Iterator[Path]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = "it is no text in UTF-8" if isinstance(error, UnicodeError) else _reason(error)
        hint = "A list has a file, folder or glob a line."
        problems.append(
            _problem("no-list", Place(file=str(file)), f"The list cannot be read: {reason}.", hint)
        )
        return
    lines = [(number, line, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    named = [each for each in lines if each[2] and not each[2].startswith("#")]
    if not named:
        problems.append(_problem("empty-list", Place(file=str(file)), "The list names nothing.", ""))
    for number, line, target in named:
        column = line.index(target) + 1
        where = Place(str(file), number, column, source=line, length=len(target))
        yield from _of(target, file.parent, where, problems)


def _reason(error: Exception) -> str:
    return ((error.strerror if isinstance(error, OSError) else "") or str(error)).lower()


def _once(paths: Iterable[Path]) -> tuple[Path, ...]:
    known: dict[Path, Path] = {}
    for path in sorted(paths, key=lambda path: path.as_posix()):
        known.setdefault(path.resolve(), path)
    return tuple(known.values())


def _written_since(path: Path, moment: datetime) -> bool:
    try:
        return path.stat().st_mtime >= moment.timestamp()
    except OSError:
        return True


def _problem(code: str, where: Place, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, where, message, hint)
