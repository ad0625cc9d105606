"""`docgen verify`: one line for each thing that is not as it was written, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.command import EXAMPLE, docgen, files

SLA = "out/HWP/S3/HWP_SLA_v1.0.docx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one client's SLA schedule, its index and its zip in `out`."""
    root = tmp_path_factory.mktemp("verify")
    run = docgen("render", EXAMPLE / "intake.yaml", "-o", "out", "-a", "SLA", "--zip", folder=root)
    assert run.status == 0, run.err
    return root


def test_what_was_just_written_is_as_it_was_written(folder: Path) -> None:
    for target in ("out", "out/HWP"):
        run = docgen("verify", target, folder=folder)
        assert (run.status, run.err) == (0, "")
        assert run.out == "2 documents of 1 client: all as they were written.\n"


def test_each_finding_is_one_line_with_file_and_what_to_do(folder: Path) -> None:
    before = (folder / SLA).read_bytes()
    (folder / SLA).write_bytes(before + b" ")
    (folder / "out" / "HWP" / "notes.txt").touch()
    run = docgen("verify", "out", folder=folder)
    (folder / SLA).write_bytes(before)
    (folder / "out" / "HWP" / "notes.txt").unlink()
    assert run.status == 1
    *findings, summary = run.out.splitlines()
    assert [line.split(": ")[:2] for line in findings] == [
        ["changed-file", SLA],
        ["outdated-zip", "out/HWP/HWP_pack.zip"],
        ["foreign-file", "out/HWP/notes.txt"],
    ]
    assert summary == "2 documents of 1 client: 3 things are not as written."


def test_programs_get_the_same_as_json(folder: Path) -> None:
    before = files(folder)
    (folder / SLA).unlink()
    run = docgen("verify", "out", "--json", folder=folder)
    (folder / SLA).write_bytes(before[SLA])
    found = json.loads(run.out)
    assert (run.status, found["clients"], found["files"]) == (1, 1, 2)
    assert [problem["code"] for problem in found["problems"]] == ["missing-file"]


def test_rendering_again_mends_what_is_missing(folder: Path) -> None:
    (folder / SLA).unlink()
    docgen("render", EXAMPLE / "intake.yaml", "-o", "out", "-a", "SLA", folder=folder)
    assert docgen("verify", "out", folder=folder).status == 0


def test_a_folder_that_docgen_did_not_write_is_one_clear_problem(folder: Path) -> None:
    run = docgen("verify", ".", folder=EXAMPLE)
    assert run.status == 1
    assert "error no-manifest: holds no manifest" in run.err
