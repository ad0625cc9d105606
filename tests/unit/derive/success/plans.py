"""The success plans of the two example clients, and ways to change their facts."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from docgen.derive.context import Context, derive
from docgen.derive.success import Success
from docgen.intake.model import Intake
from docgen.playbooks import load_playbook
from tests.unit.judge.sound import STEP, put

EXAMPLES = Path(__file__).parents[4] / "examples"
GONE = "GONE"
REVIEWED = date(2027, 6, 10)


@cache
def _base(client: str) -> dict[str, Any]:
    text = (EXAMPLES / client / "intake.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return data


def context(
    changes: Mapping[str, object] | None = None,
    *,
    client: str = "harbour-vale",
    as_of: date = REVIEWED,
    **process: object,
) -> Context:
    """Return the context of an example client with facts changed by path (GONE: taken away).

    `process` replaces sections of its playbook.
    """
    data = copy.deepcopy(_base(client))
    for path, value in (changes or {}).items():
        put(data, STEP.findall(path), value)
    intake = Intake.model_validate(data)
    playbook = load_playbook(intake.playbook).model_copy(update=process)
    return derive(intake, playbook, artefact="CSP", as_of=as_of)


def plan(changes: Mapping[str, object] | None = None, **where: Any) -> Success:
    """Return the success plan of an example client."""
    return context(changes, **where).success
