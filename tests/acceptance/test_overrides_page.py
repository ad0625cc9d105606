"""docs/overrides.md: every condition, `--set` and overlay that it shows is one."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from docgen.batch.where import read_conditions
from docgen.intake.overlay import read_layers
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "overrides.md").read_text(encoding="utf-8")
WHERE = PAGE.partition("## `--where`")[2]
CONDITIONS = [
    *(
        each
        for row in re.findall(r"^\| .+ \| (`.+`) \|$", WHERE, re.MULTILINE)
        for each in re.findall(r"`([^`]+)`", row)
    ),
    *re.findall(r"stands for any item: `([^`]+)`", WHERE),
    *re.findall(r"--where (\S+)", WHERE),
]
SETS = [
    shlex.split(found)[1]
    for found in re.findall(r"--set (?:'[^'\n]+'|[^\s`']+)", PAGE)
    if "PATH" not in found and "is YAML" not in found
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_on_the_page_is_one(condition: str) -> None:
    assert len(read_conditions([condition])) == 1


def test_the_page_shows_each_kind_of_condition() -> None:
    assert len(CONDITIONS) >= 8


@pytest.mark.parametrize("said", SETS)
def test_a_set_value_on_the_page_is_one(said: str) -> None:
    assert len(read_layers(sets=[said])) == 1


def test_the_overlay_on_the_page_is_one(tmp_path: Path) -> None:
    overlay = tmp_path / "wave-2.yaml"
    overlay.write_text(PAGE.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    (layer,) = read_layers(overlays=[overlay])
    assert list(layer.root.pairs or ()) == ["engagement", "applications", "contacts"]
