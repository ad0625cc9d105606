"""What stands under an intake: the provider's defaults and its group's facts."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from docgen.batch.select import changed_since
from docgen.batch.where import fits, read_conditions
from docgen.intake import ReadIntake, read_intake
from docgen.intake.layers import files_under
from docgen.intake.settings import settings_above
from docgen.problems import Problem
from tests.unit.intake.files import SOUND, marked, written

SETTINGS = "defaults: provider.yaml\ngroups: {wave-1: waves/one.yaml}\n"
PROVIDER = """\
provider: {name: Northwind Managed}
team:
  - {id: t-sdm, role: service_delivery_manager, name: Nadia Brook}
  - {id: t-am, role: account_manager, name: Gus Fenn}
engagement: {tier: silver, target_go_live: 2027-05-04}
"""
WAVE = "engagement: {target_go_live: 2027-06-01}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with settings, defaults and a group, and one for a client below it."""
    (tmp_path / "waves").mkdir()
    (tmp_path / "client").mkdir()
    written(tmp_path, SETTINGS, "docgen.yaml")
    written(tmp_path, PROVIDER, "provider.yaml")
    written(tmp_path / "waves", WAVE, "one.yaml")
    return tmp_path


def read(folder: Path, more: str = "", **given: tuple[str, ...]) -> ReadIntake:
    return read_intake(written(folder / "client", SOUND + more), sets=given.get("sets", ()))


def only(found: ReadIntake) -> Problem:
    assert len(found.problems) == 1, [str(problem) for problem in found.problems]
    return found.problems[0]


def test_each_layer_wins_over_those_below_it(folder: Path) -> None:
    own = "group: wave-1\nengagement: {tier: gold}\n"
    intake = read(folder, own).intake
    assert intake
    assert intake.engagement
    assert intake.provider
    assert (intake.provider.name, intake.engagement.tier) == ("Northwind Managed", "gold")
    assert str(intake.engagement.target_go_live) == "2027-06-01"
    over = read(folder, own, sets=("engagement.tier=platinum",)).intake
    assert over
    assert over.engagement
    assert over.engagement.tier == "platinum"


def test_an_intake_in_no_group_has_the_defaults_alone(folder: Path) -> None:
    intake = read(folder).intake
    assert intake
    assert intake.engagement
    assert str(intake.engagement.target_go_live) == "2027-05-04"


def test_an_intake_without_settings_stands_alone(tmp_path: Path) -> None:
    found = read_intake(written(tmp_path, SOUND))
    assert found.intake
    assert found.intake.provider is None
    assert found.beneath == ()


def test_lists_are_merged_by_id_and_empty_ones_say_none(folder: Path) -> None:
    more = "team:\n  - {id: t-sdm, name: Jo Marsh}\n  - {id: t-pm, role: project_manager, name: Lou Ek}\n"
    intake = read(folder, more).intake
    assert intake
    assert intake.team
    assert [(one.id, one.name) for one in intake.team] == [
        ("t-sdm", "Jo Marsh"),
        ("t-am", "Gus Fenn"),
        ("t-pm", "Lou Ek"),
    ]
    assert intake.team[0].role == "service_delivery_manager"
    none = read(folder, "team: []\n").intake
    assert none
    assert none.team == ()


def test_null_takes_out_a_fact_and_an_item(folder: Path) -> None:
    intake = read(folder, "engagement: {tier: null}\nteam: {t-am: null}\n").intake
    assert intake
    assert intake.engagement
    assert intake.team
    assert intake.engagement.tier is None
    assert [one.id for one in intake.team] == ["t-sdm"]


def test_a_group_may_be_written_by_id_over_the_defaults(folder: Path) -> None:
    written(folder / "waves", "team: {role=account_manager: {name: Al Roe}}\n", "one.yaml")
    intake = read(folder, "group: wave-1\n").intake
    assert intake
    assert intake.team
    assert [one.name for one in intake.team] == ["Nadia Brook", "Al Roe"]


def test_a_problem_is_shown_in_the_layer_that_says_it(folder: Path) -> None:
    written(folder, PROVIDER + "contract: {currency: aud, billing: monthly}\n", "provider.yaml")
    problem = only(read(folder))
    assert (problem.code, Path(problem.where.file).name) == ("unknown-key", "provider.yaml")
    assert marked(problem) == "billing"


def test_the_nearest_settings_count(folder: Path) -> None:
    near = written(folder / "client", "defaults: near.yaml\n", "docgen.yaml")
    written(folder / "client", "provider: {name: Near}\n", "near.yaml")
    intake = read(folder).intake
    assert intake
    assert intake.provider
    assert intake.provider.name == "Near"
    assert settings_above(folder / "client" / "intake.yaml") == near


def test_a_playbook_that_the_defaults_name_is_found_from_their_folder(folder: Path) -> None:
    written(folder, "playbook: ours/process.yaml\n", "provider.yaml")
    text = SOUND.replace("playbook: managed_services\n", "")
    intake = read_intake(written(folder / "client", text)).intake
    assert intake
    assert intake.playbook == "../ours/process.yaml"


def test_a_figure_of_the_provider_stays_a_default_until_the_client_states_it(folder: Path) -> None:
    written(folder, "sla: {targets: {P2: {response: 20m}, P3: {response: 4h}}}\n", "provider.yaml")
    own = "sla: {targets: {P3: {response: 3h}}}\n"
    intake = read(folder, own).intake
    assert intake
    assert {path: note.source for path, note in (intake.facts or {}).items()} == {
        "sla.targets.P2.response": "default"
    }


def test_what_the_client_says_of_a_figure_stands(folder: Path) -> None:
    written(folder, "sla: {targets: {P2: {response: 20m}}}\n", "provider.yaml")
    intake = read(folder, "facts: {sla.targets: {source: contract}}\n").intake
    assert intake
    assert {path: note.source for path, note in (intake.facts or {}).items()} == {"sla.targets": "contract"}


@pytest.mark.parametrize(
    ("own", "code", "mark", "hint"),
    [
        ("group: wave-2\n", "broken-reference", "wave-2", "Did you mean wave-1?"),
        ("group: other\n", "broken-reference", "other", "wave-1"),
        ("team: {t-sdn: {name: Jo}}\n", "broken-reference", "t-sdn", "Did you mean t-sdm?"),
    ],
)
def test_what_names_nothing_is_refused_with_a_suggestion(
    folder: Path, own: str, code: str, mark: str, hint: str
) -> None:
    problem = only(read(folder, own))
    assert (problem.code, marked(problem)) == (code, mark)
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("settings", "code", "mark"),
    [
        ("default: provider.yaml\n", "unknown-key", "default"),
        ("defaults: {a: b}\n", "wrong-type", "defaults"),
        ("groups: [one.yaml]\n", "wrong-type", "groups"),
        ("groups: {wave-1: null}\n", "wrong-type", "wave-1"),
        ("just words\n", "wrong-type", "just words"),
    ],
)
def test_settings_that_say_something_else_are_refused(
    folder: Path, settings: str, code: str, mark: str
) -> None:
    written(folder, settings, "docgen.yaml")
    problem = only(read(folder))
    assert (problem.code, marked(problem)) == (code, mark)
    assert Path(problem.where.file).name == "docgen.yaml"


def test_files_that_are_named_and_not_there_are_all_told(folder: Path) -> None:
    written(folder, "defaults: gone.yaml\ngroups: {wave-1: lost.yaml}\n", "docgen.yaml")
    found = read(folder, "group: wave-1\n")
    assert [(problem.code, Path(problem.where.file).name) for problem in found.problems] == [
        ("not-a-file", "gone.yaml"),
        ("not-a-file", "lost.yaml"),
    ]


@pytest.mark.parametrize("text", ["client: {code: XYZ}\n", "group: wave-1\n"])
def test_what_is_common_cannot_say_which_client_it_is(folder: Path, text: str) -> None:
    written(folder, text, "provider.yaml")
    assert only(read(folder)).code == "not-settable"


def test_an_id_twice_in_the_intake_is_told_over_defaults_too(folder: Path) -> None:
    more = "team:\n  - {id: t-sdm, name: Jo}\n  - {id: t-sdm, name: Al}\n"
    assert "duplicate-id" in [problem.code for problem in read(folder, more).problems]


def test_all_files_that_an_intake_may_rest_on_are_known_without_reading_it(folder: Path) -> None:
    intake = written(folder / "client", "no: [yaml")
    assert [path.name for path in files_under(intake)] == ["docgen.yaml", "provider.yaml", "one.yaml"]
    assert files_under(folder.parent / "intake.yaml") == ()


def test_the_group_cannot_be_set_from_outside(folder: Path) -> None:
    problem = only(read(folder, "group: wave-1\n", sets=("group=wave-2",)))
    assert problem.code == "not-settable"


def test_a_key_that_is_not_known_in_a_layer_is_told_once(folder: Path) -> None:
    written(folder, "sla: {targts: {P2: {response: 20m}}}\n", "provider.yaml")
    assert only(read(folder)).code == "unknown-key"


def test_conditions_see_what_an_intake_stands_on(folder: Path) -> None:
    intake = written(folder / "client", SOUND + "group: wave-1\n")
    for text in (
        "engagement.tier=silver",
        "engagement.target_go_live=2027-06-01",
        "team[t-am].name=Gus Fenn",
    ):
        assert fits(intake, read_conditions([text])), text
    assert not fits(intake, read_conditions(["engagement.tier=gold"]))


def test_an_intake_has_changed_when_its_group_s_file_has(folder: Path) -> None:
    intake, other = written(folder / "client", SOUND), written(folder, SOUND, "other.yaml")
    old, moment = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    for path in folder.rglob("*.yaml"):
        os.utime(path, (old.timestamp(), old.timestamp()))
    assert changed_since([intake, other], moment) == ()
    os.utime(folder / "waves" / "one.yaml", (moment.timestamp(), moment.timestamp()))
    assert changed_since([intake, other], moment) == (intake, other)
