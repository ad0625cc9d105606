"""The handover of the main example, and ways to change its facts."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from docgen.derive.bau import BauView, Retrospective
from docgen.derive.context import Context, derive
from docgen.intake.model import Intake
from docgen.playbooks import load_playbook
from tests.unit.judge.sound import GONE, STEP, put

__all__ = ["AS_OF", "GONE", "context", "handover", "retrospective"]

EXAMPLE = Path(__file__).parents[4] / "examples" / "harrow-wills" / "intake.yaml"
AS_OF = date(2027, 4, 15)


@cache
def _base() -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(EXAMPLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data


def context(changes: Mapping[str, object] | None = None, *, as_of: date = AS_OF) -> Context:
    """Return the context of the example with facts changed by path (GONE: taken away)."""
    data = copy.deepcopy(_base())
    for path, value in (changes or {}).items():
        put(data, STEP.findall(path), value)
    return derive(Intake.model_validate(data), load_playbook("managed_services"), artefact="BAU", as_of=as_of)


def handover(changes: Mapping[str, object] | None = None, *, as_of: date = AS_OF) -> BauView:
    """Return the example's handover with facts changed."""
    return context(changes, as_of=as_of).bau


def retrospective(changes: Mapping[str, object] | None = None) -> Retrospective:
    """Return the example's retrospective with facts changed."""
    return context(changes).retrospective
