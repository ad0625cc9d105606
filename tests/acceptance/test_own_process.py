"""A provider changes its process by editing files, never code: each change is seen in the documents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.acceptance.command import EXAMPLE, docgen, files

EDITS = {
    "managed_services.yaml": {
        'playbook: managed_services\nversion: "1.0"': 'playbook: our_services\nversion: "2.0"',
        "name: Technical discovery\n    duration: {min: 5, max: 7, unit: business_days, planned: {value: 6,": (
            "name: Environment survey\n    duration: {min: 5, max: 9, unit: business_days, planned: {value: 8,"
        ),
        "owners: [solutions_architect, onboarding_engineer]": "owners: [service_desk_lead, onboarding_engineer]",
        "text: Service tier and SLA terms agreed": "text: Service tier chosen from the price list",
        "{text: Questions and next steps,": "{text: Open floor,",
        "targets:\n        P1: {response: {value: 30m, source: default}": (
            "targets:\n        P1: {response: {value: 25m, source: default}"
        ),
        "Time lost because the client did not do its part does not count against a target": (
            "Waiting for the client stops every clock"
        ),
        "S3: [I, A, R, C, C, I, C]": "S3: [I, A, R, C, C, C, C]",
    },
    "raci_activities.yaml": {"A: OL, R: [AM], I: [PM, SDM]}": "A: OL, R: [AM], C: [SEC], I: [PM, SDM]}"},
    "questions.yaml": {"text: Which wireless networks do you run?": "text: How is the office wired?"},
}
CHANGES = """\
playbook: our_services
version: "2.0"
extends: managed_services
files: {activities: our_activities.yaml, questions: our_questions.yaml}
stages:
  S2:
    name: Environment survey
    duration: {max: 9, planned: {value: 8}}
    owners: [service_desk_lead, onboarding_engineer]
handoff:
  checklist:
    H2: {text: Service tier chosen from the price list}
  agenda:
    7: {text: Open floor}
sla:
  tiers: {gold: {targets: {P1: {response: {value: 25m}}}}}
  wording:
    duties: {text: Waiting for the client stops every clock}
raci:
  rows: {S3: [I, A, R, C, C, C, C]}
"""
OUR_ACTIVITIES = 'extends: raci_activities\nversion: "2.0"\nrows:\n  "1.2": {C: [SEC]}\n'
OUR_QUESTIONS = """\
question_bank: ours
version: "2.0"
extends: questions
questions:
  NET-03.2: {text: "How is the office wired?"}
"""
WANTED = (
    "-a",
    "HOF",
    "-a",
    "SLA",
    "-a",
    "RACI",
    "-a",
    "TDQ",
    "-f",
    "docx",
    "-f",
    "xlsx",
    "--as-of",
    "2027-02-03",
)


class Pack:
    """The documents of one client, read with other libraries than wrote them."""

    def __init__(self, folder: Path) -> None:
        found = {path.name.split("_")[1]: path for path in folder.rglob("HWP_*.*") if path.suffix != ".json"}
        self.hof, self.sla = _lines(found["HOF"]), _lines(found["SLA"])
        self.raci, self.tdq = _rows(found["RACI"]), _rows(found["TDQ"])
        self.manifest = json.loads((folder / "manifest.json").read_text("utf-8"))

    def row(self, sheet: str, name: str) -> list[str]:
        return next(row for row in self.raci[sheet] if name in row)


def _lines(path: Path) -> list[str]:
    document = Document(str(path))
    rows = (row.cells for table in document.tables for row in table.rows)
    cells = [" | ".join(dict.fromkeys(cell.text for cell in row)) for row in rows]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def _rows(path: Path) -> dict[str, list[list[str]]]:
    book = load_workbook(path)
    sheets = {sheet.title: sheet.iter_rows(values_only=True) for sheet in book.worksheets}
    return {
        name: [["" if cell is None else str(cell) for cell in row] for row in rows]
        for name, rows in sheets.items()
    }


def _rendered(folder: Path, *more: str) -> Pack:
    run = docgen("render", EXAMPLE / "intake.yaml", "-o", "out", *WANTED, *more, folder=folder)
    assert "Nothing was written" not in run.out, run.err
    return Pack(folder / "out" / "HWP")


@pytest.fixture(scope="module")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return _rendered(tmp_path_factory.mktemp("built_in"))


def _edited(folder: Path) -> Path:
    assert docgen("playbook", "eject", "managed_services", "-o", "ours", folder=folder).status == 0
    for name, edits in EDITS.items():
        text = (folder / "ours" / name).read_text("utf-8")
        for old, new in edits.items():
            assert old in text, old
            # The first, which is Gold's where every tier has one.
            at = text.rfind(old, 0, text.index("silver:")) if old.startswith("targets:") else text.index(old)
            text = text[:at] + new + text[at + len(old) :]
        (folder / "ours" / name).write_text(text, "utf-8")
    return Path("ours/managed_services.yaml")


def _extended(folder: Path) -> Path:
    (folder / "ours").mkdir()
    texts = {"ours.yaml": CHANGES, "our_activities.yaml": OUR_ACTIVITIES, "our_questions.yaml": OUR_QUESTIONS}
    for name, text in texts.items():
        (folder / "ours" / name).write_text(text, "utf-8")
    return Path("ours/ours.yaml")


@pytest.fixture(scope="module", params=[_edited, _extended], ids=["whole copy", "changes only"])
def own(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = tmp_path_factory.mktemp("own")
    return _rendered(folder, "--playbook", str(request.param(folder)))


def test_another_stage_name_stands_in_handoff_form_and_matrix(built_in: Pack, own: Pack) -> None:
    assert any("S2 Environment survey" in line for line in own.hof)
    assert own.row("Stage RACI", "Environment survey")[1] == "S2"
    assert not any("Environment survey" in line for line in built_in.hof)


def test_another_duration_is_in_the_timeline(built_in: Pack, own: Pack) -> None:
    assert any("Environment survey" in line and "5 to 9 business days" in line for line in own.hof)
    assert any("Technical discovery" in line and "5 to 7 business days" in line for line in built_in.hof)


def test_another_owner_is_checked_against_the_matrix(built_in: Pack, own: Pack) -> None:
    assert "Service Desk" in own.row("Stage RACI", "Environment survey")
    assert "Service Desk" not in built_in.row("Stage RACI", "Technical discovery")


def test_another_checklist_item_is_ticked_off(built_in: Pack, own: Pack) -> None:
    assert any("H2 | Service tier chosen from the price list" in line for line in own.hof)
    assert any("H2 | Service tier and SLA terms agreed" in line for line in built_in.hof)


def test_another_agenda_item_is_on_the_clock(built_in: Pack, own: Pack) -> None:
    assert any("10:55 to 11:00 | Open floor" in line for line in own.hof)
    assert not any("Open floor" in line for line in built_in.hof)


def test_another_target_is_promised(built_in: Pack, own: Pack) -> None:
    assert any(line.startswith("P1 | 25 minutes") for line in own.sla)
    assert any(line.startswith("P1 | 30 minutes") for line in built_in.sla)


def test_another_wording_stands_in_the_schedule(built_in: Pack, own: Pack) -> None:
    assert any("Waiting for the client stops every clock" in line for line in own.sla)
    assert not any("stops every clock" in line for line in built_in.sla)


def test_other_letters_stand_in_both_matrices(built_in: Pack, own: Pack) -> None:
    assert own.row("Stage RACI", "Solution design")[3:10] == ["I", "A", "R", "C", "C", "C", "C"]
    mine, theirs = (pack.row("Activities", "Verify signed MSA/SOW and tier") for pack in (own, built_in))
    assert (mine.count("C"), theirs.count("C")) == (1, 0)


def test_another_question_is_asked(built_in: Pack, own: Pack) -> None:
    def asked(pack: Pack) -> str:
        return next(row[2] for row in pack.tdq["NET"] if row[1] == "NET-03.2")

    assert asked(own) == "How is the office wired?"
    assert asked(built_in) == "Which wireless networks do you run?"


def test_the_manifest_names_the_process_and_all_its_files(own: Pack) -> None:
    assert {(one["playbook"]["name"], one["playbook"]["version"]) for one in own.manifest["files"]} == {
        ("our_services", "2.0")
    }
    names = {layer["name"] for layer in own.manifest["run"]["layers"]}
    assert names & {"questions.yaml"}
    assert all(len(layer["sha256"]) == 64 for layer in own.manifest["run"]["layers"])


def test_an_ejected_playbook_renders_what_the_built_in_one_does(tmp_path: Path, built_in: Pack) -> None:
    docgen("playbook", "eject", "managed_services", "-o", "ours", folder=tmp_path)
    pack = _rendered(tmp_path, "--playbook", "ours/managed_services.yaml")
    hashes = [
        [(one["path"], one["content_sha256"]) for one in each.manifest["files"]] for each in (pack, built_in)
    ]
    assert hashes[0] == hashes[1]


def test_what_is_ejected_names_schemas_that_are_there(tmp_path: Path) -> None:
    for more in ((), ("--changes",)):
        assert (
            docgen("playbook", "eject", "customer_success", "-o", "ours", *more, folder=tmp_path).status == 0
        )
    copies = sorted((tmp_path / "ours").glob("*.yaml"))
    assert len(copies) == 5
    for path in copies:
        first = path.read_text("utf-8").splitlines()[0]
        assert (path.parent / first.partition("$schema=")[2]).is_file(), path.name


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    docgen("playbook", "eject", "managed_services", "-o", "ours", folder=tmp_path)
    (tmp_path / "ours" / "questions.yaml").write_text("mine", "utf-8")
    before = files(tmp_path)
    run = docgen("playbook", "eject", "managed_services", "-o", "ours", folder=tmp_path)
    assert run.status == 1
    assert "is already there" in run.err
    assert files(tmp_path) == before


def test_playbook_list_names_both_processes(tmp_path: Path) -> None:
    run = docgen("playbook", "list", folder=tmp_path)
    assert run.status == 0
    assert "managed_services" in run.out
    assert "C1 to C4" in run.out


def test_explain_says_which_layer_gave_a_value(tmp_path: Path) -> None:
    (tmp_path / "docgen.yaml").write_text("defaults: common.yaml\n", "utf-8")
    (tmp_path / "common.yaml").write_text("engagement: {tier: silver}\n", "utf-8")
    shutil.copy(EXAMPLE / "intake.yaml", tmp_path / "intake.yaml")
    ask = ("check", "intake.yaml", "--explain", "engagement.tier")
    run = docgen(*ask, folder=tmp_path)
    assert run.status == 0, run.err
    lines = run.out.splitlines()
    assert lines[0] == "intake.yaml: engagement.tier is gold"
    assert [line.split()[0] for line in lines[1:]] == ["Layer", "intake", "defaults"]
    assert "common.yaml:1:20" in lines[3]
    (told,) = json.loads(docgen(*ask, "--json", folder=tmp_path).out)["explained"]
    assert [(layer["layer"], layer["value"]) for layer in told["layers"]] == [
        ("intake", "gold"),
        ("defaults", "silver"),
    ]


def test_explain_of_what_is_no_fact_is_wrong_usage(tmp_path: Path) -> None:
    run = docgen("check", EXAMPLE / "intake.yaml", "--explain", "engagement.teir", folder=tmp_path)
    assert run.status == 2
    assert "Did you mean engagement.tier?" in run.err
