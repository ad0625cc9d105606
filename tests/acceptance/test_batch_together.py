"""Two sound clients of one team: who is promised twice is told, also when nothing was made anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.command import docgen
from tests.conftest import EXAMPLES

CODES = ("HWP", "HWQ")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder with the main example and a second client of the same team and dates."""
    text = (EXAMPLES / "harrow-wills" / "intake.yaml").read_text(encoding="utf-8")
    for code in CODES:
        path = tmp_path / "clients" / f"{code}.intake.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("code: HWP", f"code: {code}", 1), encoding="utf-8")
    return tmp_path


def overbooked(folder: Path, *options: str) -> list[dict[str, Any]]:
    run = docgen("batch", "clients", "-o", "out", "-a", "HOF", "--json", *options, folder=folder)
    answer = json.loads(run.out)
    assert {client["client"] for client in answer["clients"]} == set(CODES)
    every = [problem for client in answer["clients"] for problem in client["problems"]]
    return [problem for problem in every if problem["code"] == "RES-01"]


def test_who_is_promised_to_two_clients_for_more_than_a_week_is_told(two: Path) -> None:
    found = overbooked(two)
    # The senior engineer gives each of them all his time in S5.
    (omar,) = [one for one in found if "Omar Haddad" in one["message"]]
    assert omar["message"].startswith(
        "Omar Haddad is allocated 200 % in the week of Mon 1 March 2027 (HWP 100 % and HWQ 100 %)"
    )
    assert (omar["severity"], omar["path"], Path(omar["file"]).name) == (
        "warning",
        "team[t-haddad]",
        "HWP.intake.yaml",
    )


def test_it_is_told_again_when_nothing_has_changed(two: Path) -> None:
    first = overbooked(two)
    assert first
    assert overbooked(two) == first


def test_one_client_alone_has_time_enough(two: Path) -> None:
    (two / "clients" / "HWQ.intake.yaml").unlink()
    run = docgen("batch", "clients", "-o", "out", "-a", "HOF", "--json", folder=two)
    assert "RES-01" not in run.out
