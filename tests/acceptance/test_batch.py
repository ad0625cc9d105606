"""Batches as a person runs them: what is written, what is skipped, what is told, and that clients stay apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.clients import SHORT, WAYS, write
from tests.acceptance.command import Run, docgen, files

HOF = ("-a", "HOF")
VERSION = 'HOF: {classification: internal, version: "1.0"'
RAISED = 'HOF: {classification: internal, version: "1.1"'


def batch(folder: Path, *options: str, targets: tuple[str, ...] = ("clients",)) -> Run:
    return docgen("batch", *targets, "-o", "out", "--as-of", "2027-06-10", *options, folder=folder)


def told(folder: Path, *options: str, targets: tuple[str, ...] = ("clients",)) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(batch(folder, *options, "--json", targets=targets).out)
    return answer


def outcomes(answer: dict[str, Any]) -> dict[str, str]:
    return {client["client"]: client["outcome"] for client in answer["clients"]}


def office(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in files(folder / "out").items() if Path(name).suffix == ".docx"}


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A folder with three clients' intakes below it."""
    for number in (1, 2, 3):
        write(tmp_path / "clients", number)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_client_gets_a_folder_and_the_batch_a_manifest_that_verify_agrees_with(three: Path) -> None:
    run = batch(three, *HOF)
    assert run.status == 0, run.err
    assert "3 clients: 3 rendered." in run.out
    names = set(files(three / "out"))
    assert {f"{code}/C1/{code}_HOF_v1.0.docx" for code in ("QAAB", "QAAC", "QAAD")} <= names
    assert {"manifest.json", "manifest.csv", "QAAB/manifest.json", "QAAB/manifest.csv"} <= names
    verify = docgen("verify", "out", folder=three)
    assert verify.status == 0, verify.out


def test_the_manifest_names_no_folder_of_this_machine_and_no_time(three: Path) -> None:
    batch(three, *HOF, targets=(str(three / "clients"),))
    for name, data in files(three / "out").items():
        if name.endswith((".json", ".csv")):
            assert str(three).encode() not in data, name
            assert b"seconds" not in data, name
    (first, *_) = json.loads(files(three / "out")["manifest.json"])["clients"]
    assert first["file"] == "0001/intake.yaml"


def test_with_nothing_changed_nothing_is_made_and_not_a_byte_differs(three: Path) -> None:
    batch(three, *HOF)
    before = files(three / "out")
    answer = told(three, *HOF)
    assert set(outcomes(answer).values()) == {"unchanged"}
    assert files(three / "out") == before


def test_one_process_and_several_write_the_same_bytes(three: Path) -> None:
    batch(three, *HOF, "--jobs", "1")
    alone = files(three / "out")
    (three / "out").rename(three / "before")
    batch(three, *HOF, "--jobs", "3")
    assert files(three / "out") == alone


def test_only_the_client_whose_intake_changed_is_made_anew(three: Path) -> None:
    batch(three, *HOF)
    edit(three / "clients/0002/intake.yaml", "  users_total: 140", "  users_total: 141")
    edit(three / "clients/0002/intake.yaml", VERSION, RAISED)
    answer = told(three, *HOF)
    assert outcomes(answer) == {"QAAB": "unchanged", "QAAC": "rendered", "QAAD": "unchanged"}
    (changed,) = [client for client in answer["clients"] if client["client"] == "QAAC"]
    assert [document["outcome"] for document in changed["documents"]] == ["new"]


def test_a_comment_makes_the_client_read_again_but_no_document(three: Path) -> None:
    batch(three, *HOF)
    before = office(three)
    with (three / "clients/0001/intake.yaml").open("a", encoding="utf-8") as intake:
        intake.write("# checked by hand\n")
    answer = told(three, *HOF)
    assert outcomes(answer)["QAAB"] == "rendered"
    assert {d["outcome"] for client in answer["clients"] for d in client["documents"]} == {"unchanged"}
    assert office(three) == before


def test_force_makes_everything_anew_to_the_same_bytes(three: Path) -> None:
    batch(three, *HOF)
    before = files(three / "out")
    answer = told(three, *HOF, "--force")
    assert set(outcomes(answer).values()) == {"rendered"}
    assert files(three / "out") == before


def test_a_document_that_somebody_changed_or_removed_is_made_anew(three: Path) -> None:
    batch(three, *HOF)
    before = files(three / "out")
    (three / "out/QAAB/C1/QAAB_HOF_v1.0.docx").unlink()
    assert outcomes(told(three, *HOF)) == {"QAAB": "rendered", "QAAC": "unchanged", "QAAD": "unchanged"}
    assert files(three / "out") == before


def test_ten_broken_intakes_are_named_with_place_and_reason_and_stop_nobody(tmp_path: Path) -> None:
    """The long count stands in test_batch_soak."""
    for number in (1, 2):
        write(tmp_path / "clients", number)
    for number, way in enumerate(WAYS.values(), start=11):
        way(write(tmp_path / "clients", number))
    run = batch(tmp_path, *HOF)
    assert run.status == 1
    assert "12 clients: 2 rendered, 10 failed." in run.out
    answer = told(tmp_path, *HOF)
    assert {name for name, outcome in outcomes(answer).items() if outcome != "failed"} == {"QAAB", "QAAC"}
    failed = {c["file"]: c["problems"] for c in answer["clients"] if c["outcome"] == "failed"}
    assert len(failed) == len(WAYS)
    for number, code in enumerate(WAYS, start=11):
        file = f"clients/{number:04}/intake.yaml"
        (problem, *_) = [one for one in failed[file] if one["code"] == code]
        assert problem["file"] == file
        assert problem["line"] or code == "empty-file"
        assert problem["message"]
        assert any(f"{number:04}" in line for line in run.err.splitlines())
    assert docgen("verify", "out", folder=tmp_path).status == 0


def test_what_failed_and_was_mended_is_done_by_only_failed(three: Path) -> None:
    broken = three / "clients/0002/intake.yaml"
    sound = broken.read_text(encoding="utf-8")
    WAYS["yaml-syntax"](broken)
    batch(three, *HOF)
    broken.write_text(sound, encoding="utf-8")
    answer = told(three, *HOF, "--only-failed")
    assert outcomes(answer) == {"QAAC": "rendered"}
    assert answer["left_out"] == 2
    clients = json.loads(files(three / "out")["manifest.json"])["clients"]
    assert [(client["code"], client["status"]) for client in clients] == [
        ("QAAB", "done"), ("QAAC", "done"), ("QAAD", "done"),
    ]  # fmt: skip
    assert told(three, *HOF, "--only-failed")["clients"] == []


def test_two_intakes_of_one_client_are_both_refused_before_anything_is_written(three: Path) -> None:
    copy = three / "clients/copy/intake.yaml"
    copy.parent.mkdir()
    copy.write_bytes((three / "clients/0001/intake.yaml").read_bytes())
    answer = told(three, *HOF)
    assert outcomes(answer) == {"QAAB": "failed", "QAAC": "rendered", "QAAD": "rendered"}
    assert not (three / "out/QAAB").exists()
    codes = [p["code"] for c in answer["clients"] if c["outcome"] == "failed" for p in c["problems"]]
    assert codes == ["client-twice", "client-twice"]


def test_a_dry_run_says_what_would_be_written_and_why_and_writes_nothing(three: Path) -> None:
    first = batch(three, *HOF, "--dry-run")
    assert first.status == 0, first.err
    assert "It is not there yet." in first.out
    assert "documents: 3 new. Nothing was written." in first.out
    assert not (three / "out").exists()
    batch(three, *HOF)
    before = files(three / "out")
    edit(three / "clients/0003/intake.yaml", VERSION, RAISED)
    answer = json.loads(batch(three, *HOF, "--dry-run", "--json").out)
    said = {c["client"]: (c["documents"][0]["outcome"], c["documents"][0]["why"]) for c in answer["clients"]}
    assert said["QAAB"] == ("unchanged", "Nothing that its documents rest on has changed.")
    assert said["QAAD"] == ("new", "It is not there yet.")
    assert files(three / "out") == before


def test_a_dry_run_foretells_that_an_approved_document_would_be_refused(three: Path) -> None:
    batch(three, *HOF)
    edit(three / "clients/0002/intake.yaml", "trading_name: ", "trading_name: The ")
    foretold, done = batch(three, *HOF, "--dry-run"), batch(three, *HOF)
    assert "QAAC would fail: " in foretold.err
    assert foretold.status == done.status == 1
    for run in (foretold, done):
        assert "is approved as version 1.0, and what would be written now differs" in run.err


def test_a_dry_run_foretells_what_the_run_does(three: Path) -> None:
    batch(three, *HOF)
    edit(three / "clients/0002/intake.yaml", VERSION, RAISED)
    foretold = json.loads(batch(three, "--dry-run", "--json").out)
    done = told(three)

    def outcome(answer: dict[str, Any]) -> dict[str, str]:
        return {d["path"]: d["outcome"] for client in answer["clients"] for d in client["documents"]}

    assert outcome(foretold) == outcome(done)


def test_clients_are_chosen_by_code_condition_and_list(three: Path) -> None:
    assert set(outcomes(told(three, *HOF, "--client", "qaac"))) == {"QAAC"}
    named = told(three, *HOF, "--where", "client.code in QAAB,QAAD", "--where", "contract.currency=GBP")
    assert set(outcomes(named)) == {"QAAB", "QAAD"}
    (three / "wave.txt").write_text("clients/0003\n", encoding="utf-8")
    assert set(outcomes(told(three, *HOF, targets=("@wave.txt",)))) == {"QAAD"}


def test_a_client_or_folder_that_is_not_there_is_told_and_gives_status_1(three: Path) -> None:
    run = batch(three, *HOF, "--client", "QAAX", "--client", "QAAB", targets=("clients", "clientz"))
    assert run.status == 1
    assert "error unknown-client: " in run.err
    assert "Did you mean " in run.err
    assert "clientz: error not-a-file: " in run.err
    assert "1 client: 1 rendered." in run.out


def test_changed_since_leaves_out_older_intakes(three: Path) -> None:
    assert told(three, *HOF, "--changed-since", "2000-01-01")["left_out"] == 0
    answer = told(three, *HOF, "--changed-since", "2999-01-01T17:00")
    assert (answer["clients"], answer["left_out"]) == ([], 3)


@pytest.mark.parametrize(
    "wrong",
    [
        ("--changed-since", "yesterday"),
        ("--where", "client.codee=QAAB"),
        ("--set", "client.codee=QAAB"),
        ("--jobs", "0"),
        ("--report", "report.pdf"),
        ("-a", "XYZ"),
    ],
)
def test_wrong_usage_is_status_2_and_writes_nothing(three: Path, wrong: tuple[str, str]) -> None:
    run = batch(three, *wrong)
    assert run.status == 2, run.err
    assert not (three / "out").exists()


def test_a_value_that_is_set_for_all_is_recorded_for_each(three: Path) -> None:
    batch(three, *HOF, "--set", "documents.HOF.version=1.1", "--set", "client.headcount=77")
    for code in ("QAAB", "QAAC", "QAAD"):
        (entry,) = [
            entry
            for entry in json.loads(files(three / "out")[f"{code}/manifest.json"])["files"]
            if entry["artefact"] == "HOF"
        ]
        assert {one["path"]: one["new"] for one in entry["overrides"]}["client.headcount"] == "77"
    assert json.loads(files(three / "out")["manifest.json"])["options"]["sets"]


def test_a_report_beside_the_clients_is_part_of_the_folder(three: Path) -> None:
    run = batch(three, *HOF, "--report", "out/report.xlsx")
    assert run.status == 0, run.err
    assert (three / "out/report.xlsx").is_file()
    assert docgen("verify", "out", folder=three).status == 0


def test_help_shows_how_it_is_used(tmp_path: Path) -> None:
    run = docgen("batch", "--help", folder=tmp_path)
    assert run.status == 0
    for piece in ("docgen batch clients -o out", "--dry-run", "--only-failed", "--where", "Exit status"):
        assert piece in run.out


def test_the_short_example_is_still_what_these_tests_take_it_for(tmp_path: Path) -> None:
    text = write(tmp_path, 1).read_text(encoding="utf-8")
    assert SHORT not in text
    assert VERSION in text
