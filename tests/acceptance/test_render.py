"""Rendering: what is written where, what counts as a draft, and what never changes."""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.command import EXAMPLE, ROOT, Run, docgen, files

HOF = "HWP/S1/HWP_HOF_v1.0.docx"
TDQ = "HWP/S2/HWP_TDQ_v1.0.xlsx"
RACI = "HWP/S4/HWP_RACI_v1.1.xlsx"
SLA = "HWP/S3/HWP_SLA_v1.0.docx"
DRAFT = "HWP/S1/HWP_HOF_v0.1_DRAFT.docx"
INDEX = "HWP/HWP_IDX.docx"
MANIFESTS = ("HWP/manifest.csv", "HWP/manifest.json")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A folder that holds the example's full intake."""
    shutil.copy(EXAMPLE / "intake.yaml", tmp_path / "intake.yaml")
    return tmp_path


@pytest.fixture
def early(tmp_path: Path) -> Path:
    """A folder that holds what is known on the day of signing: a handoff form with gaps."""
    shutil.copy(EXAMPLE / "handoff.yaml", tmp_path / "intake.yaml")
    return tmp_path


def render(folder: Path, *options: str, out: str = "out") -> Run:
    """Render the two Word documents, or what the options choose."""
    chosen = () if {"-a", "--stage", "-f"} & set(options) else ("-a", "HOF", "-a", "SLA")
    return docgen("render", "intake.yaml", "-o", out, *chosen, *options, folder=folder)


def written(folder: Path, out: str = "out") -> dict[str, bytes]:
    return files(folder / out)


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "intake.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def manifest(folder: Path, out: str = "out") -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(written(folder, out)["HWP/manifest.json"])["files"]
    return entries


def test_a_sound_intake_gives_every_document_as_final_and_says_so(sound: Path) -> None:
    run = docgen("render", "intake.yaml", "-o", "out", folder=sound)
    assert run.status == 0, run.err
    later = {f"HWP/S3/HWP_SDD_v1.0.{format}" for format in ("docx", "pptx")}
    later |= {f"HWP/S3/HWP_CSP_v1.1.{format}" for format in ("docx", "pptx", "xlsx")}
    later |= {"HWP/S7/HWP_BAU_v1.0.docx", "HWP/S7/HWP_BAU_v1.0.xlsx", "HWP/S7/HWP_RET_v1.0.docx"}
    assert set(written(sound)) == {HOF, TDQ, SLA, RACI, INDEX, *MANIFESTS} | later
    for piece in ("HOF", "SLA", "TDQ", "SDD", "RACI", "1.0", "approved", f"out/{SLA}", "new", "no problems"):
        assert piece in run.out


def test_the_manifest_tells_what_each_document_was_made_from(sound: Path) -> None:
    render(sound)
    entries = {entry["artefact"]: entry for entry in manifest(sound)}
    sla = entries["SLA"]
    stored = written(sound)[SLA]
    assert (sla["path"], sla["version"], sla["status"], sla["draft"]) == (
        "S3/HWP_SLA_v1.0.docx",
        "1.0",
        "approved",
        False,
    )
    assert (sla["bytes"], sla["sha256"]) == (len(stored), hashlib.sha256(stored).hexdigest())
    intake = (sound / "intake.yaml").read_bytes()
    assert sla["intake"] == {
        "name": "intake.yaml",
        "version": "",
        "sha256": hashlib.sha256(intake).hexdigest(),
    }
    assert sla["as_of"] == "2027-02-22"
    assert sla["problems"]["error"] == 0
    assert sla["unconfirmed"] == []


def test_only_the_documents_asked_for_are_written(sound: Path) -> None:
    render(sound, "-a", "SLA", out="by-code")
    render(sound, "--stage", "S1", out="by-stage")
    assert sorted(written(sound, "by-code")) == [INDEX, SLA, *MANIFESTS]
    assert sorted(written(sound, "by-stage")) == [HOF, *MANIFESTS]


def test_rendering_twice_gives_the_same_bytes_in_every_file(sound: Path) -> None:
    docgen("render", "intake.yaml", "-o", "one", folder=sound)
    docgen(
        "render",
        "intake.yaml",
        "-o",
        "two",
        folder=sound,
        PYTHONHASHSEED="4",
        TZ="Pacific/Auckland",
        LANG="C",
    )
    assert written(sound, "one") == written(sound, "two")


def test_rendering_again_leaves_the_files_alone(sound: Path) -> None:
    render(sound)
    before = {path: path.stat().st_mtime_ns for path in (sound / "out").rglob("*")}
    run = render(sound)
    assert run.status == 0
    assert run.out.count("unchanged") == 2
    assert {path: path.stat().st_mtime_ns for path in (sound / "out").rglob("*")} == before


def test_a_comment_changes_no_document(sound: Path) -> None:
    render(sound)
    before = written(sound)
    edit(sound, "client:", "# a remark that moves every line\n\nclient:")
    run = render(sound)
    after = written(sound)
    assert run.status == 0, run.err
    assert {path: after[path] for path in (HOF, SLA)} == {path: before[path] for path in (HOF, SLA)}


def test_a_fact_that_one_document_shows_changes_its_facts_hash(early: Path) -> None:
    render(early, "-a", "HOF")
    (before,) = manifest(early)
    edit(early, "Priyan Rao", "Priya Rao")
    render(early, "-a", "HOF")
    (after,) = manifest(early)
    assert before["facts"] != after["facts"]


def test_a_missing_fact_gives_a_draft_with_the_reasons_and_exit_status_1(early: Path) -> None:
    run = render(early, "-a", "HOF")
    assert run.status == 1
    assert sorted(written(early)) == [DRAFT, *MANIFESTS]
    assert "HOF is a draft:\n  - " in run.out
    (entry,) = manifest(early)
    assert entry["draft"]
    assert entry["reasons"]


def test_with_final_a_draft_is_left_out_with_the_reasons(early: Path) -> None:
    run = render(early, "-a", "HOF", "--final")
    assert run.status == 1
    assert "HOF was not written:\n  - " in run.out
    assert not (early / "out").exists()


def test_a_final_beside_an_earlier_draft_of_its_version_is_pointed_out(sound: Path) -> None:
    render(sound, "-a", "HOF")
    final = sound / "out" / HOF
    final.rename(final.with_name("HWP_HOF_v1.0_DRAFT.docx"))
    run = render(sound, "-a", "HOF")
    assert "HWP_HOF_v1.0_DRAFT.docx, a draft of the same version" in run.out


def test_an_approved_document_does_not_change_under_its_version(sound: Path) -> None:
    render(sound)
    before = written(sound)
    edit(sound, "name: Priyan Rao", "name: Priya Rao")
    run = render(sound)
    assert run.status == 1
    assert "error approved-differs: " in run.err
    assert "Raise documents.HOF.version" in run.err
    assert written(sound) == before


def test_a_fact_that_an_approved_document_does_not_show_may_change(sound: Path) -> None:
    render(sound)
    before = written(sound)
    edit(sound, "source: E-mail from Gus Fenn to Priyan Rao", "source: A telephone call")
    run = render(sound)
    assert run.status == 0, run.err
    assert run.out.count("unchanged") == 2
    assert {path: written(sound)[path] for path in (HOF, SLA)} == {path: before[path] for path in (HOF, SLA)}


def test_a_new_day_changes_no_document_that_has_a_date(sound: Path) -> None:
    states = {state["as_of"] for state in manifest(sound)} if render(sound).status == 0 else set()
    assert states == {"2027-02-04", "2027-02-22"}


def test_a_full_disk_leaves_the_old_files_whole(early: Path) -> None:
    render(early, "-a", "HOF")
    before = written(early)
    edit(early, "Priyan Rao", "Priya Rao")
    size = len(before[DRAFT])
    command = [
        sys.executable,
        "-m",
        "docgen",
        "render",
        str(early / "intake.yaml"),
        "-o",
        str(early / "out"),
        "-a",
        "HOF",
    ]
    full = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, size // 2)),
    )  # fmt: skip
    assert full.returncode == 1
    assert "error no-space: cannot be written" in full.stderr
    assert "Traceback" not in full.stderr
    assert written(early) == before


_KILLED = """
import os, signal, sys
from docgen.cli import main
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
main()
"""


def test_a_killed_run_leaves_the_old_files_whole_and_the_next_clears_up(early: Path) -> None:
    render(early, "-a", "HOF")
    before = written(early)
    edit(early, "Priyan Rao", "Priya Rao")
    command = [
        sys.executable,
        "-c",
        _KILLED,
        "render",
        str(early / "intake.yaml"),
        "-o",
        str(early / "out"),
        "-a",
        "HOF",
    ]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert killed.returncode == -9
    left = written(early)
    assert {path: left[path] for path in before} == before
    assert len(left) > len(before)
    render(early, "-a", "HOF")
    assert sorted(written(early)) == sorted(before)
    assert written(early) != before


def test_json_tells_a_program_what_was_written(sound: Path) -> None:
    run = render(sound, "--json")
    told = json.loads(run.out)
    assert told["client"] == "HWP"
    assert [item["path"] for item in told["written"]] == [f"out/{HOF}", f"out/{SLA}"]
    assert [item["outcome"] for item in told["written"]] == ["new", "new"]
    assert told["left_out"] == []


def test_json_tells_a_program_why_nothing_was_written(sound: Path) -> None:
    (sound / "out").write_bytes(b"")
    run = render(sound, "--json")
    assert run.status == 1
    found = [problem for problem in json.loads(run.out)["problems"] if not problem["acknowledged"]]
    assert [problem["code"] for problem in found] == ["not-a-folder"]


def test_check_writes_nothing_and_agrees_with_render(early: Path) -> None:
    check = docgen("check", "intake.yaml", "--stage", "S1", folder=early)
    assert check.status == 1
    assert "HOF would be a draft:" in check.out
    assert "SLA" not in check.out
    assert sorted(files(early)) == ["intake.yaml"]


def test_templates_of_ones_own_stand_in_for_the_built_in_ones(sound: Path) -> None:
    docgen("templates", "eject", "SLA", "-o", "ours", folder=sound)
    run = render(sound, "--templates", "ours")
    assert run.status == 0, run.err
    assert sorted(written(sound)) == [INDEX, HOF, SLA, *MANIFESTS]


@pytest.mark.parametrize(
    ("make", "said"), [(False, "is not a folder"), (True, "holds none of the templates")]
)
def test_a_templates_folder_without_templates_is_one_clear_problem(
    sound: Path, make: bool, said: str
) -> None:
    if make:
        (sound / "ours").mkdir()
    run = render(sound, "--templates", "ours")
    assert run.status == 1
    assert said in run.err
    assert not (sound / "out").exists()


def test_a_broken_template_stops_its_document_only(sound: Path) -> None:
    (sound / "ours").mkdir()
    (sound / "ours" / "SLA.docx").write_bytes(b"no Word file")
    run = render(sound, "--templates", "ours")
    assert run.status == 1
    assert "SLA.docx: error damaged: " in run.err
    assert "SLA was not written:" in run.out
    assert sorted(written(sound)) == [HOF, *MANIFESTS]
