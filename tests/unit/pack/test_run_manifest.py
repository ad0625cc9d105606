"""The manifest of a batch: its clients, and the table over all of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.errors import PackError
from docgen.pack import deliver
from docgen.pack.run_manifest import (
    ClientLine,
    RunManifest,
    line_of,
    read_run_manifest,
    run_table,
    write_run_manifest,
)
from tests.unit.pack.parcels import parcel


def client(out: Path, code: str, **counts: int) -> ClientLine:
    deliver(out, code, [parcel("one", code=code), parcel("two", code=code, artefact="SDD")])
    return line_of(ClientLine(file=f"clients/{code}.yaml", code=code, status="done", **counts), out)


FAILED = ClientLine(file="clients/broken.yaml", status="failed", note="It cannot be read.", errors=1)


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    lines = [client(tmp_path, "HWP", documents=2), FAILED]
    written = RunManifest().updated(lines, tmp_path, options={"stage": "S3"})
    write_run_manifest(tmp_path, written)
    assert read_run_manifest(tmp_path / "manifest.json") == written
    assert [line.code for line in written.clients] == ["", "HWP"]


def test_its_table_holds_the_documents_of_all_clients_under_one_head(tmp_path: Path) -> None:
    lines = [client(tmp_path, "HWP"), client(tmp_path, "BMH"), FAILED]
    write_run_manifest(tmp_path, RunManifest().updated(lines, tmp_path, options={}))
    head, *rows = (tmp_path / "manifest.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("client,artefact,")
    assert [row.split(",")[:2] for row in rows] == [
        ["BMH", "SDD"],
        ["BMH", "SLA"],
        ["HWP", "SDD"],
        ["HWP", "SLA"],
    ]


def test_the_same_clients_give_the_same_bytes_and_are_not_written_again(tmp_path: Path) -> None:
    first, second = client(tmp_path, "HWP"), client(tmp_path, "BMH")
    write_run_manifest(tmp_path, RunManifest().updated([first, second], tmp_path, options={}))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    again = read_run_manifest(tmp_path / "manifest.json").updated([second, first], tmp_path, options={})
    write_run_manifest(tmp_path, again)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_a_client_that_was_not_part_of_the_run_stays_and_one_that_was_is_replaced(tmp_path: Path) -> None:
    known = RunManifest().updated(
        [client(tmp_path, "HWP"), client(tmp_path, "BMH"), FAILED], tmp_path, options={}
    )
    mended = ClientLine(file=FAILED.file, code="NEW", status="done")
    again = known.updated(
        [mended, ClientLine(file="moved.yaml", code="hwp", status="failed")], tmp_path, options={}
    )
    assert [(line.code, line.status) for line in again.clients] == [
        ("BMH", "done"),
        ("hwp", "failed"),
        ("NEW", "done"),
    ]


def test_a_client_whose_folder_was_taken_away_is_forgotten(tmp_path: Path) -> None:
    known = RunManifest().updated([client(tmp_path, "HWP")], tmp_path, options={})
    for path in (tmp_path / "HWP").glob("manifest.*"):
        path.unlink()
    assert known.updated([], tmp_path, options={}).clients == ()
    assert len(list(run_table(tmp_path, known))) == 2  # its head, and no lines of a client who is not there


def test_files_beside_the_clients_are_known_while_they_are_there(tmp_path: Path) -> None:
    (tmp_path / "report.xlsx").touch()
    known = RunManifest().updated([], tmp_path, options={}, beside=["report.xlsx", "other.xlsx"])
    assert known.beside == ("report.xlsx",)
    (tmp_path / "report.xlsx").unlink()
    assert known.updated([], tmp_path, options={}).beside == ()


@pytest.mark.parametrize(
    "body",
    [
        {"manifest": 2, "client": "HWP"},
        {"manifest": 2},
        {"manifest": 2, "options": {}, "beside": [], "clients": [{"mood": "good"}]},
        {
            "manifest": 2,
            "options": {},
            "beside": [],
            "clients": [{"file": "x", "status": "done", "code": "../..", "manifest": "0"}],
        },
        {"manifest": 3, "clients": []},
    ],
)
def test_what_is_no_manifest_of_a_batch_is_one_clear_problem(tmp_path: Path, body: object) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(body))
    with pytest.raises(PackError) as caught:
        read_run_manifest(tmp_path / "manifest.json")
    assert [problem.code for problem in caught.value.problems] == ["bad-manifest"]


def test_none_and_an_older_one_are_an_empty_one(tmp_path: Path) -> None:
    assert read_run_manifest(tmp_path / "manifest.json") == RunManifest()
    (tmp_path / "manifest.json").write_text('{"manifest": 1}')
    assert read_run_manifest(tmp_path / "manifest.json") == RunManifest()
