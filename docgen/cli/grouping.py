"""Problems of any number of intakes put together: by file, by rule, or by who can mend them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import click

from docgen.cli.report import describe, headline, in_order, tally
from docgen.cli.terminal import clean
from docgen.problems import Problem, Severity

if TYPE_CHECKING:
    from docgen.pipeline import Assessment

MISSING: Final = "missing-fact"
NOBODY: Final = "Whoever writes the intake"


@dataclass(frozen=True, slots=True)
class Owned:
    """A problem with whose it is to mend: a person by name, or a role in words."""

    problem: Problem
    owner: str


def owned(assessment: Assessment) -> tuple[Owned, ...]:
    """Return the problems of one intake with their owners.

    Whose a problem is, its fact says, or the group that holds it: whom the facts map names, else who holds the role
    that owes it. What has no fact, such as a mistake of YAML, is for whoever writes the intake.
    """
    from docgen.judge.open_items import owner_at

    lookup = assessment.documents[0].context.facts if assessment.documents else None
    known = {m.path: m.owner for one in assessment.documents for m in one.verdict.readiness.missing}

    def owner(path: str) -> str:
        if path not in known:
            known[path] = owner_at(lookup, path) if lookup else _role_at(path)
        return known[path] or NOBODY

    return tuple(Owned(problem, owner(problem.where.path)) for problem in assessment.all_problems)


def _role_at(path: str) -> str:
    """Return the role, in words, that owes the fact at a path or the nearest group above it; empty where none does."""
    from docgen.derive.words import client_role
    from docgen.intake import field_at

    while path:
        field = field_at(path)
        if field and field.owner:
            return client_role(field.owner)
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return ""


def report_by(key: str, problems: Iterable[Owned]) -> None:
    """Print problems on standard error under a heading for each file, rule or owner (`key`), most errors first."""
    groups: dict[str, list[Problem]] = {}
    for one in problems:
        groups.setdefault(_KEYS[key](one), []).append(one.problem)
    for name, members in sorted(groups.items(), key=_weight):
        title = _titled(key, name)
        click.echo(click.style(clean(f"{title} ({tally(members)})"), bold=True, underline=False), err=True)
        for problem in in_order(members):
            click.echo(_short(problem) if problem.code == MISSING else describe(problem), err=True)
        click.echo(err=True)


def _short(problem: Problem) -> str:
    """Return a missing fact as one line: it has no line of its own to show."""
    return f"{headline(problem)} {clean(problem.hint)}"


_KEYS: Mapping[str, Callable[[Owned], str]] = MappingProxyType(
    {
        "file": lambda one: one.problem.where.file,
        "rule": lambda one: one.problem.code,
        "owner": lambda one: one.owner,
    }
)
GROUPS: Final = tuple(_KEYS)
"""What problems can be grouped by."""


def _weight(group: tuple[str, Sequence[Problem]]) -> tuple[int, int, str]:
    name, problems = group
    counts = Counter(problem.severity for problem in problems if not problem.acknowledged)
    return -counts[Severity.ERROR], -counts[Severity.WARNING], name


def _titled(key: str, name: str) -> str:
    """Return a group's heading: a rule of the catalogue has its title beside its number."""
    if key != "rule":
        return name or "No file"
    from docgen.judge.catalogue import RULES

    return f"{name}  {RULES[name].title}" if name in RULES else name
