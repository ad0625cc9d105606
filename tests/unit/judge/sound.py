"""A client with everything in order, and what the judge says once something is changed."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from docgen.derive.calendars import business_calendar
from docgen.derive.context import derive
from docgen.intake.model import Intake
from docgen.judge import Survey, Verdict, judge
from docgen.judge.rule import DocumentCase
from docgen.playbooks.load import load_playbook
from docgen.playbooks.model import Playbook
from docgen.problems import Place

GONE = "GONE"
"""Stands for a fact that is taken away."""

AS_OF = date(2027, 4, 15)
STEP = re.compile(r"[^.\[\]]+|\[[^\]]*\]")


class Lines:
    """A line map that knows paths only."""

    def place(self, path: str) -> Place:
        return Place(path=path)


@cache
def data() -> dict[str, Any]:
    """Return the sound client's data as its file has it; copy it before you change it."""
    text = (Path(__file__).parent / "sound.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


@cache
def playbook() -> Playbook:
    return load_playbook("managed_services")


def changed_playbook(**changes: Any) -> Playbook:
    """Return the playbook with some of its top-level parts replaced, unchecked."""
    return playbook().model_copy(update=changes)


def sound(changes: Mapping[str, object] | None = None) -> Intake:
    """Return the sound client's intake with facts changed by path, ids included (`sites[mel].users`)."""
    changed = copy.deepcopy(data())
    for path, value in (changes or {}).items():
        put(changed, STEP.findall(path), value)
    return Intake.model_validate(changed)


def put(data: Any, steps: list[str], value: object) -> None:
    here = data
    for step in steps[:-1]:
        here = _item(here, step) if step.startswith("[") else here.setdefault(step, {})
    last = steps[-1]
    if last.startswith("["):
        here.remove(_item(here, last)) if value == GONE else here.append(value)
    elif value == GONE:
        here.pop(last)
    else:
        here[last] = value


def _item(items: list[Any], step: str) -> Any:
    key = step[1:-1]
    return next(item for index, item in enumerate(items) if item.get("id", str(index)) == key)


def verdict(
    changes: Mapping[str, object] | None = None,
    *,
    artefact: str = "HOF",
    stage: str = "S7",
    as_of: date = AS_OF,
    book: Playbook | None = None,
) -> Verdict:
    """Return the verdict on the sound client with some facts changed."""
    intake, process = sound(changes), book or playbook()
    context = derive(intake, process, artefact=artefact, as_of=as_of)
    return judge(intake, process, context, artefact=artefact, stage=stage, lines=Lines())


def case(changes: Mapping[str, object] | None = None, *, stage: str = "S7") -> DocumentCase:
    """Return the case of the sound client with some facts changed, but with the unchanged client's context.

    For rules that look at the facts alone, where the context would refuse them.
    """
    intake = sound(changes)
    context = derive(sound(), playbook(), artefact="HOF", as_of=AS_OF)
    survey, calendar = Survey(intake), business_calendar(intake)
    return DocumentCase(intake, playbook(), context, calendar, survey, "HOF", stage)


@dataclass(frozen=True)
class Row:
    """One line of a table of changes: the rule, what is changed, where the finding is expected."""

    rule: str
    change: Mapping[str, object]
    at: str = ""

    def __str__(self) -> str:
        return f"{self.rule} {' '.join(self.change)}"


def table(name: str) -> list[Row]:
    """Return the rows of a table of changes beside this file."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [Row(**row) for row in yaml.load(text, Loader=yaml.BaseLoader)]


def paths(rule: str, changes: Mapping[str, object] | None = None, **where: Any) -> list[str]:
    """Return where a rule finds something."""
    return [one.where.path for one in verdict(changes, **where).problems if one.code == rule]


def messages(rule: str, changes: Mapping[str, object] | None = None, **where: Any) -> list[str]:
    """Return what a rule says."""
    return [one.message for one in verdict(changes, **where).problems if one.code == rule]
