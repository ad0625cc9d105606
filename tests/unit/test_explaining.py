"""Where a value comes from: every layer, its file, line and column, the winner first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgen.errors import ArgumentError
from docgen.explaining import Explained, explain
from docgen.pipeline import Options

INTAKE = """\
playbook: ../ours/process.yaml
group: wave-1
client: {code: HWP, legal_name: Harrow Wills Partners Pty Ltd}
engagement:
  tier: gold
team:
  - {id: t-sdm, role: service_delivery_manager, name: Nadia Brook}
"""
PROCESS = """\
playbook: ours
version: "2"
extends: managed_services
stages: {S2: {name: Survey}}
sla:
  tiers: {gold: {targets: {P2: {response: {value: 45m}}}}}
"""


@pytest.fixture
def intake(tmp_path: Path) -> Path:
    """An intake in a group, on defaults, with a process of its own."""
    texts = {
        "docgen.yaml": "defaults: provider.yaml\ngroups: {wave-1: one.yaml}\n",
        "provider.yaml": "engagement: {tier: silver}\nteam: [{id: t-sdm, name: Somebody}]\n",
        "one.yaml": "engagement: {tier: platinum}\n",
        "over.yaml": "engagement:\n  tier: null\nteam: {role=service_delivery_manager: {name: Jo Marsh}}\n",
        "ours/process.yaml": PROCESS,
        "hwp/intake.yaml": INTAKE,
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "hwp" / "intake.yaml"


def told(found: Explained) -> list[tuple[str, str, object]]:
    """Return each layer as its name, `file:line:column` without folders, and its value."""
    rows: list[tuple[str, str, object]] = []
    for one in found.said:
        spot = ":".join(
            str(part) for part in (Path(one.place.file).name, one.place.line, one.place.column) if part
        )
        rows.append((one.layer, spot, one.value))
    return rows


def explained(
    intake: Path, path: str, *, overlays: tuple[str, ...] = (), sets: tuple[str, ...] = ()
) -> Explained:
    files = tuple(intake.parents[1] / name for name in overlays)
    return explain(intake, path, Options(today=date(2027, 2, 1), overlays=files, sets=sets))


def test_every_layer_that_says_it_is_told_the_winner_first(intake: Path) -> None:
    found = explained(intake, "engagement.tier", sets=("engagement.tier=silver",))
    assert found.text == "silver"
    assert told(found) == [
        ("--set", "--set engagement.tier=silver:23", "silver"),
        ("intake", "intake.yaml:5:9", "gold"),
        ("group wave-1", "one.yaml:1:20", "platinum"),
        ("defaults", "provider.yaml:1:20", "silver"),
    ]


def test_a_layer_that_takes_the_value_out_is_told_too(intake: Path) -> None:
    found = explained(intake, "engagement.tier", overlays=("over.yaml",))
    assert found.value is None
    assert told(found)[:2] == [("overlay", "over.yaml:2:9", None), ("intake", "intake.yaml:5:9", "gold")]


def test_an_item_that_a_layer_names_by_one_of_its_keys_is_found(intake: Path) -> None:
    found = explained(intake, "team[t-sdm].name", overlays=("over.yaml",))
    assert [(layer, value) for layer, _, value in told(found)] == [
        ("overlay", "Jo Marsh"),
        ("intake", "Nadia Brook"),
        ("defaults", "Somebody"),
    ]


def test_an_item_is_followed_through_layers_that_know_only_its_id(intake: Path) -> None:
    for name in ("team[role=service_delivery_manager].name", "team[0].name"):
        assert [value for _, _, value in told(explained(intake, name))] == ["Nadia Brook", "Somebody"]


def test_a_figure_that_no_client_states_is_the_playbook_s(intake: Path) -> None:
    found = explained(intake, "sla.targets.P2.response")
    assert found.value == "45m"
    assert [(spot.partition(":")[0], value) for _, spot, value in told(found)] == [
        ("process.yaml", "45m"),
        ("managed_services.yaml", "1h"),
    ]


def test_a_value_of_the_process_is_told_with_what_it_replaces(intake: Path) -> None:
    found = explained(intake, "playbook.stages[S2].name")
    assert [(layer, value) for layer, _, value in told(found)] == [
        ("playbook", "Survey"),
        ("playbook", "Technical discovery"),
    ]
    assert told(found)[0][1] == "process.yaml:4:21"


def test_a_fact_that_nobody_states_is_said_nowhere(intake: Path) -> None:
    found = explained(intake, "contract.currency")
    assert (found.value, found.said) == (None, ())


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("engagement.teir", "Did you mean engagement.tier?"),
        ("playbook.stages[S2].nmae", "Did you mean name?"),
        ("playbook.stagse", "Did you mean stages?"),
    ],
)
def test_a_path_that_is_no_fact_s_is_refused_with_a_suggestion(intake: Path, path: str, hint: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        explained(intake, path)
    assert hint in caught.value.problems[0].hint
