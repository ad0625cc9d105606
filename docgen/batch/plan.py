"""Which clients a run takes, known before anything is written: selected, looked at, each once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docgen.batch.client import failed
from docgen.batch.look import Look, disputes, look
from docgen.batch.results import Row
from docgen.batch.select import changed_since, common_folder, portable, select
from docgen.batch.where import Condition, fits
from docgen.errors import DocgenError
from docgen.pack.run_manifest import ClientLine, RunManifest
from docgen.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which clients are asked for: `targets` as `select` takes them, and what narrows them down.

    `clients` are codes, capitals not counted. `since` keeps intakes that were written then or later (all, if one
    of `grounds`, the files that every client rests on, was). `only_failed` keeps clients that the last run into the
    folder did not get done. `where` are conditions on what stands in the intake, which all must hold.
    """

    targets: tuple[str, ...]
    clients: tuple[str, ...] = ()
    since: datetime | None = None
    grounds: tuple[Path, ...] = ()
    only_failed: bool = False
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One client to be made: its intake; its code and process as the cheap look saw them (empty if it saw none)."""

    path: Path
    code: str
    process: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """`tasks` are to be done; `refused` are clients that cannot be; `problems` are of targets that name nothing.

    `folder` holds all that was selected; `passed_over` counts the intakes that were narrowed away.
    """

    tasks: tuple[Task, ...]
    refused: tuple[Row, ...]
    problems: tuple[Problem, ...]
    folder: Path
    passed_over: int = 0


def plan(choice: Choice, last: RunManifest) -> Plan:
    """Return what is to be done; `last` is the manifest of the folder's last run.

    No intake is parsed, but for `where`, and then as far as its conditions reach.
    """
    selection = select(choice.targets)
    folder = common_folder(selection.paths)
    paths = selection.paths
    if choice.since is not None:
        paths = changed_since(paths, choice.since, besides=choice.grounds)
    looks = [look(path) for path in paths]
    problems = [*selection.problems, *_unknown(choice.clients, looks)]
    if choice.clients:
        looks = _of_clients(choice.clients, looks)
    if choice.only_failed:
        looks = [each for each in looks if _was_failed(each, last, folder)]
    looks, refused = _where(choice.where, looks)
    refused |= {path: (problem,) for path, problem in disputes(looks).items()}
    return Plan(
        tuple(Task(each.path, each.code, each.process) for each in looks if each.path not in refused),
        tuple(failed(each.path, each.code, refused[each.path]) for each in looks if each.path in refused),
        tuple(problems),
        folder,
        len(selection.paths) - len(looks),
    )


def _of_clients(codes: Iterable[str], looks: Iterable[Look]) -> list[Look]:
    wanted = {code.casefold() for code in codes}
    return [each for each in looks if each.code.casefold() in wanted]


def _unknown(codes: Iterable[str], looks: Sequence[Look]) -> list[Problem]:
    """Return a problem for each code that no intake has."""
    known = {each.code.casefold(): each.code for each in looks if each.code}
    return [_no_client(code, known, looks) for code in codes if code.casefold() not in known]


def _no_client(code: str, known: dict[str, str], looks: Iterable[Look]) -> Problem:
    near = difflib.get_close_matches(code.casefold(), known, n=1)
    hint = f"Did you mean {known[near[0]]}?" if near else "Check the code and the folder."
    unseen = [str(each.path) for each in looks if not each.code]
    if unseen:
        hint += f" No code could be read in {', '.join(unseen[:3])}{' and others' if unseen[3:] else ''}."
    message = f"No selected intake is of the client {code}."
    return Problem("unknown-client", Severity.ERROR, Place(), message, hint)


def _was_failed(each: Look, last: RunManifest, folder: Path) -> bool:
    bad = [line for line in last.clients if line.status != "done"]
    return any(_is_of(each, line, folder) for line in bad)


def _is_of(each: Look, line: ClientLine, folder: Path) -> bool:
    # The common folder may be another than last time: what was `acme/intake.yaml` may be `intake.yaml` now.
    file = portable(each.path, folder)
    same_file = (
        file == line.file or f"/{file}".endswith(f"/{line.file}") or f"/{line.file}".endswith(f"/{file}")
    )
    return line.code == each.code if line.code and each.code else same_file


def _where(
    conditions: Sequence[Condition], looks: Iterable[Look]
) -> tuple[list[Look], dict[Path, tuple[Problem, ...]]]:
    """Return the intakes that meet the conditions and those of which that cannot be told, and why it cannot."""
    kept: list[Look] = []
    refused: dict[Path, tuple[Problem, ...]] = {}
    for each in looks:
        try:
            if not fits(each.path, conditions):
                continue
        except DocgenError as error:
            refused[each.path] = error.problems
        kept.append(each)
    return kept, refused
