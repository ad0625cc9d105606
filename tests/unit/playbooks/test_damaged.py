"""Playbooks that somebody has damaged: every problem has a place, and nothing else is ever raised."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from docgen.errors import PlaybookError
from docgen.intake import load
from docgen.playbooks import load_playbook
from docgen.problems import Problem
from docgen.resources import playbooks_folder

STRANGE: tuple[Any, ...] = (
    None,
    "",
    "none such",
    "-1",
    "2027-02-30",
    [],
    {},
    ["x"],
    {"id": "x"},
    {"value": []},
)


def spots(data: Any) -> list[tuple[Any, Any]]:
    """Return every place where a value can be changed: what holds it, and its key or position."""
    held = (
        list(data.items())
        if isinstance(data, dict)
        else list(enumerate(data))
        if isinstance(data, list)
        else []
    )
    return [*((data, key) for key, _ in held), *(spot for _, value in held for spot in spots(value))]


def damaged(seed: int, data: dict[str, Any]) -> dict[str, Any]:
    """Return a copy with one value dropped, renamed, doubled or replaced."""
    chance, whole = random.Random(seed), copy.deepcopy(data)
    holder, key = chance.choice(spots(whole))
    deed = chance.choice(("drop", "replace", "double"))
    if deed == "drop":
        del holder[key]
    elif deed == "double" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    else:
        holder[key] = chance.choice(STRANGE)
    return whole


@pytest.mark.parametrize("name", ["managed_services", "customer_success"])
def test_a_damaged_playbook_is_read_or_refused_with_places(tmp_path: Path, name: str) -> None:
    data = load(playbooks_folder() / f"{name}.yaml").data
    found = []
    for seed in range(60):
        path = tmp_path / f"{seed}.json"
        path.write_text(json.dumps(damaged(seed, data)), encoding="utf-8")
        found.append((str(path), problems_of(path)))
    strange = [
        (file, problem) for file, problems in found for problem in problems if problem.where.file != file
    ]
    assert strange == []
    assert sum(bool(problems) for _, problems in found) > 20


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Return why a playbook is refused, nothing if it is not."""
    try:
        load_playbook(path)
    except PlaybookError as error:
        return error.problems
    return ()
