"""A playbook that extends another: what it changes, what that says of sources, what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import PlaybookError
from docgen.playbooks import Playbook, load_playbook
from docgen.playbooks.extending import files_of
from docgen.playbooks.questions import load_questions
from docgen.playbooks.schema import CHANGES, schema_of
from docgen.problems import Problem
from docgen.resources import playbooks_folder

HEAD = 'playbook: ours\nversion: "2.0"\nextends: managed_services\n'
BASE = load_playbook("managed_services")


def written(folder: Path, text: str, name: str = "ours.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def changed(folder: Path, more: str) -> Playbook:
    return load_playbook(written(folder, HEAD + more))


def problems(folder: Path, text: str) -> list[Problem]:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(written(folder, text))
    return list(caught.value.problems)


def marked(problem: Problem) -> str:
    where = problem.where
    assert where.column
    return where.source[where.column - 1 : where.column - 1 + where.length]


def test_what_is_not_written_is_as_in_the_playbook_that_it_extends(tmp_path: Path) -> None:
    own = changed(tmp_path, "")
    assert (own.playbook, own.version) == ("ours", "2.0")
    rest = {"playbook", "version", "extends"}
    assert own.model_dump(exclude=rest) == BASE.model_dump(exclude=rest)


def test_items_of_a_list_are_merged_by_id_and_others_keep_their_order(tmp_path: Path) -> None:
    own = changed(tmp_path, "stages:\n  - {id: S3, name: Blueprint}\n")
    assert [stage.id for stage in own.stages] == [stage.id for stage in BASE.stages]
    assert own.stage("S3").name == "Blueprint"
    assert own.stage("S3").exit == BASE.stage("S3").exit


def test_a_list_is_also_spoken_of_by_id_and_by_position(tmp_path: Path) -> None:
    own = changed(
        tmp_path, "handoff:\n  checklist: {H8: {optional: false}}\n  agenda: {0: {lead: onboarding_lead}}\n"
    )
    assert [item.optional for item in own.handoff.checklist if item.id == "H8"] == [False]
    assert own.handoff.agenda[0].lead == "onboarding_lead"
    assert own.handoff.agenda[0].text == BASE.handoff.agenda[0].text


def test_null_takes_out_an_item_and_a_key(tmp_path: Path) -> None:
    own = changed(tmp_path, "handoff: {checklist: {H8: null}}\nnot_asked: null\n")
    assert [item.id for item in own.handoff.checklist] == [f"H{at}" for at in range(1, 8)]
    assert own.not_asked == ()


def test_null_is_also_a_figure_s_value(tmp_path: Path) -> None:
    own = changed(tmp_path, "sla: {update_interval: {P3: {value: null}}}\n")
    assert own.sla.update_interval["P3"].value is None


def test_a_new_item_is_added_at_the_end(tmp_path: Path) -> None:
    item = "{id: H9, text: Logo received, evidence: [client.code], source: default}"
    own = changed(tmp_path, f"handoff: {{checklist: [{item}]}}\n")
    assert [one.id for one in own.handoff.checklist][-2:] == ["H8", "H9"]


def test_a_changed_figure_of_the_process_is_the_changer_s_own_default(tmp_path: Path) -> None:
    own = changed(tmp_path, "hypercare: {days: {value: 45}}\n")
    assert (BASE.hypercare.days.source, BASE.hypercare.days.line) == ("process", "M134")
    assert (own.hypercare.days.value, own.hypercare.days.source, own.hypercare.days.line) == (
        45,
        "default",
        "",
    )


def test_a_figure_that_is_said_again_keeps_its_source(tmp_path: Path) -> None:
    own = changed(tmp_path, "hypercare: {days: {value: 30, note: As ever}}\n")
    assert (own.hypercare.days.source, own.hypercare.days.line) == ("process", "M134")


def test_a_changed_figure_may_state_its_source(tmp_path: Path) -> None:
    own = changed(tmp_path, "hypercare: {days: {value: 45, source: process}}\n")
    assert own.hypercare.days.source == "process"


def test_another_planned_length_leaves_the_source_of_the_span(tmp_path: Path) -> None:
    own = changed(tmp_path, "stages: {S2: {duration: {planned: {value: 7}}}}\n")
    duration = own.stage("S2").duration
    assert (duration.planned.value, duration.planned.source, duration.source) == (7, "default", "process")


def test_a_playbook_may_extend_one_that_extends_another(tmp_path: Path) -> None:
    written(tmp_path, HEAD + "name: Ours\nstages: {S1: {name: Start}}\n", "house.yaml")
    own = load_playbook(
        written(tmp_path, 'playbook: team\nversion: "1"\nextends: house.yaml\nstages: {S2: {name: Look}}\n')
    )
    assert (own.name, own.stage("S1").name, own.stage("S2").name) == ("Ours", "Start", "Look")


def test_data_files_are_looked_for_from_where_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    written(tmp_path / "house", HEAD + "files: {questions: asked.yaml}\n")
    written(
        tmp_path / "house",
        'extends: questions\nversion: "2"\nquestions: {BUS-01.1: {text: Why?}}\n',
        "asked.yaml",
    )
    own = load_playbook(
        written(tmp_path, 'playbook: team\nversion: "1"\nextends: house/ours.yaml\n', "team.yaml")
    )
    bank = load_questions(own.files.questions)
    assert bank.by_id["BUS-01.1"].text == "Why?"
    assert bank.by_id["BUS-01.2"] == load_questions().by_id["BUS-01.2"]


def test_all_that_a_process_rests_on_is_known_without_reading_it_whole(tmp_path: Path) -> None:
    asked = written(tmp_path, "extends: questions\nversion: [\n", "asked.yaml")
    own = written(tmp_path, HEAD + "files: {questions: asked.yaml}\n")
    folder = playbooks_folder()
    assert set(files_of(own)) >= {own, asked, folder / "managed_services.yaml"}


def test_a_file_is_read_again_once_it_or_what_it_extends_has_changed(tmp_path: Path) -> None:
    written(tmp_path, HEAD + "name: Before\n", "house.yaml")
    own = written(tmp_path, 'playbook: team\nversion: "1"\nextends: house.yaml\n')
    assert load_playbook(own).name == "Before"
    written(tmp_path, HEAD + "name: After\n", "house.yaml")
    assert load_playbook(own).name == "After"


@pytest.mark.parametrize(
    ("more", "code", "mark", "hint"),
    [
        ("stages: {S9: {name: x}}", "broken-reference", "S9", "Known: S1, S2"),
        ("stages: {S2: {nme: x}}", "unknown-key", "nme", "Did you mean name?"),
        ("stages: {S2: {owners: [projct_manager]}}", "broken-reference", "projct_manager", "project_manager"),
        ("stages: {S2: {owners: ['']}}", "broken-reference", "''", "Known: account_manager"),
        ("acting: {csm: account_manger}", "broken-reference", "account_manger", "account_manager"),
        ("hypercare: {days: {value: many}}", "bad-value", "many", ""),
        ("hypercare: {p1_clock: {value: 24x8}}", "bad-value", "24x8", "Did you mean 24x7?"),
        (
            "sla: {escalation: {esc-50: {to: service_desk_led}}}",
            "broken-reference",
            "service_desk_led",
            "lead",
        ),
        (
            "roles: {project_manager: {column: project_mnager}}",
            "broken-reference",
            "project_mnager",
            "manager",
        ),
        ("raci: {rows: {S8: [I, A, R, C, C, I, C]}}", "broken-reference", "S8", "Known: S1, S2"),
        ("sla: {business_hours: {start: {value: '7:00'}}}", "bad-value", "'7:00'", ""),
        ("sla: {business_hours: {tz: {value: Australia/Melborne}}}", "bad-value", "Australia/Melborne", ""),
        ("sla: {availability: {target: {value: '101'}}}", "bad-value", "'101'", ""),
        ("sla: {priority_matrix: {cells: [[P1]]}}", "bad-value", "[", ""),
        ("sla: {tiers: {gold: {targets: {P3: null}}}}", "bad-value", "{", ""),
        (
            "handoff: {checklist: {H1: {evidence: [contract.msa.rf]}}}",
            "broken-reference",
            "contract.msa.rf",
            "ref",
        ),
        ("success: {roles: {value: [champon]}}", "broken-reference", "champon", "Did you mean champion?"),
        ("files: {questions: none.yaml}", "not-a-file", "none.yaml", "from this file's folder"),
    ],
)
def test_what_does_not_fit_is_shown_in_the_file_that_says_it(
    tmp_path: Path, more: str, code: str, mark: str, hint: str
) -> None:
    found = problems(tmp_path, HEAD + more + "\n")
    assert [problem.code for problem in found] == [code]
    assert (found[0].where.file, found[0].where.line) == (str(tmp_path / "ours.yaml"), 4)
    assert marked(found[0]) == mark
    assert hint in found[0].hint


def test_all_problems_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        HEAD + "stages:\n  S2: {nme: x, owners: [boss]}\n  S3: {duration: {min: one}}\nraci: {columns: {}}\n"
    )
    found = problems(tmp_path, text)
    assert [problem.where.line for problem in found] == sorted(problem.where.line or 0 for problem in found)
    assert {problem.code for problem in found} >= {"unknown-key", "broken-reference", "bad-value"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('playbook: ours\nversion: "1"\nextends: managed_servces\n', "unknown-playbook", 3),
        ('playbook: ours\nversion: "1"\nextends: gone.yaml\n', "unknown-playbook", 3),
        ('playbook: ours\nversion: "1"\nextends: ours.yaml\n', "extends-itself", 3),
        ("extends: managed_services\n", "missing-key", 1),
        ("", "empty-file", None),
    ],
)
def test_a_playbook_that_rests_on_nothing_sound_is_refused(
    tmp_path: Path, text: str, code: str, line: int | None
) -> None:
    found = problems(tmp_path, text)
    assert {problem.code for problem in found} == {code}
    assert {problem.where.line for problem in found} == {line}


def test_the_schema_of_changes_asks_for_names_and_lets_null_take_out() -> None:
    schema = schema_of(CHANGES)
    assert schema["required"] == ["playbook", "version", "extends"]
    assert {"type": "null"} in schema["properties"]["not_asked"]["anyOf"]
    assert "required" not in schema["$defs"]["Stage"]


BANK = 'question_bank: ours\nversion: "2"\nextends: questions\n'


@pytest.mark.parametrize(
    ("more", "path", "line"),
    [
        ("domains:\n  - {id: ROB, title: Robots, chapter: '9', sections: [Arms]}", "domains[ROB]", 5),
        ("questions:\n  BUS-02.2: null", "questions", 4),
        (
            "questions:\n  BUS-03.1:\n    row_key: [org]\n    columns: [{key: org, title: Firm, type: text}]",
            "questions[BUS-03.1].columns[0].key",
            7,
        ),
    ],
)
def test_questions_without_a_place_in_the_questionnaire_are_refused(
    tmp_path: Path, more: str, path: str, line: int
) -> None:
    with pytest.raises(PlaybookError) as caught:
        load_questions(written(tmp_path, BANK + more + "\n"))
    found = {problem.where.path: problem for problem in caught.value.problems}
    assert found[path].code == "no-sheet"
    assert found[path].where.line == line


def test_questions_may_be_added_dropped_and_left_open(tmp_path: Path) -> None:
    question = "{id: BUS-01.20, section: Your organisation, text: Since when?, help: The year., type: integer"
    rest = "maps_to: client.headcount, respondent_role: it_lead, method: workshop, line: M041}"
    first = load_questions().questions[0]
    assert first.id == "BUS-01.1"
    bank = load_questions(
        written(
            tmp_path,
            BANK + f"questions:\n  - {question.replace('Your organisation', first.section)}, {rest}\n",
        )
    )
    assert bank.questions[-1].text == "Since when?"
    dropped = load_questions(written(tmp_path, BANK + "questions: {NET-01.1: null}\n", "fewer.yaml"))
    assert "NET-01.1" not in dropped.by_id
