"""Delivering: what is written, what is left alone, what is refused."""

from __future__ import annotations

import io
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.errors import PackError
from docgen.pack import Delivered, Entry, Outcome, Parcel, Source, deliver
from docgen.pack.hashes import content_hash, sha256


def office(text: str, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), text, compress_type=method)
    return buffer.getvalue()


def parcel(
    text: str, *, version: str = "1.0", status: str = "approved", draft: bool = False, method: int = 8
) -> Parcel:
    data = office(text, method=method)
    entry = Entry(
        path=f"S3/HWP_SLA_v{version}{'_DRAFT' if draft else ''}.docx",
        artefact="SLA",
        stage="S3",
        format="docx",
        bytes=len(data),
        sha256=sha256(data),
        content_sha256=content_hash(data),
        version=version,
        status=status,
        draft=draft,
        reasons=(),
        as_of="2027-02-22",
        facts="0123456789ab",
        intake=Source(name="intake.yaml", sha256="1" * 64),
        playbook=Source(name="managed_services", version="1.0", sha256="2" * 64),
        template=Source(name="SLA.docx", sha256="3" * 64),
        tool="0.1.0",
        problems={"error": 0, "warning": 0, "info": 0, "acknowledged": 0},
        unconfirmed=(),
    )
    return Parcel(entry, data)


def send(out: Path, *parcels: Parcel) -> tuple[Delivered, ...]:
    return deliver(out, "HWP", parcels)


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def manifest(out: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((out / "HWP" / "manifest.json").read_bytes())
    return found


def test_a_document_and_its_manifest_are_written_below_the_client(tmp_path: Path) -> None:
    (done,) = send(tmp_path, parcel("one"))
    assert done.outcome is Outcome.NEW
    assert sorted(tree(tmp_path)) == ["HWP/S3/HWP_SLA_v1.0.docx", "HWP/manifest.json"]


def test_the_manifest_says_what_lies_on_the_disk(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    (entry,) = manifest(tmp_path)["files"]  # type: ignore[misc,attr-defined]
    stored = (tmp_path / "HWP" / entry["path"]).read_bytes()
    assert (entry["bytes"], entry["sha256"]) == (len(stored), sha256(stored))
    assert entry["content_sha256"] == content_hash(stored)
    assert entry["template"] == {"name": "SLA.docx", "version": "", "sha256": "3" * 64}


def test_delivering_the_same_again_changes_nothing_on_the_disk(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    (done,) = send(tmp_path, parcel("one"))
    assert done.outcome is Outcome.UNCHANGED
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_draft_that_changed_is_replaced(tmp_path: Path) -> None:
    send(tmp_path, parcel("one", status="draft", draft=True))
    (done,) = send(tmp_path, parcel("two", status="draft", draft=True))
    assert done.outcome is Outcome.CHANGED
    assert content_hash(done.path.read_bytes()) == content_hash(office("two"))


def test_an_approved_document_cannot_change_under_its_version(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    before = tree(tmp_path)
    with pytest.raises(PackError) as caught:
        send(tmp_path, parcel("two"))
    (problem,) = caught.value.problems
    assert problem.code == "approved-differs"
    assert "documents.SLA.version" in problem.hint
    assert tree(tmp_path) == before


def test_taking_the_approval_out_of_the_intake_does_not_open_an_approved_document(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    with pytest.raises(PackError, match="approved"):
        send(tmp_path, parcel("two", status="for_review"))


def test_an_approved_document_is_kept_even_if_the_manifest_is_gone(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    (tmp_path / "HWP" / "manifest.json").unlink()
    with pytest.raises(PackError, match="approved"):
        send(tmp_path, parcel("two"))


def test_a_refused_document_keeps_its_neighbours_from_being_written(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    with pytest.raises(PackError):
        send(tmp_path, parcel("new", version="1.1"), parcel("two"))
    assert sorted(tree(tmp_path)) == ["HWP/S3/HWP_SLA_v1.0.docx", "HWP/manifest.json"]


def test_a_new_version_lies_beside_the_old_and_both_are_in_the_manifest(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    send(tmp_path, parcel("two", version="1.1"))
    paths = [entry["path"] for entry in manifest(tmp_path)["files"]]  # type: ignore[attr-defined]
    assert paths == ["S3/HWP_SLA_v1.0.docx", "S3/HWP_SLA_v1.1.docx"]


def test_what_was_deleted_by_hand_leaves_the_manifest_with_the_next_delivery(tmp_path: Path) -> None:
    (old,) = send(tmp_path, parcel("one"))
    old.path.unlink()
    send(tmp_path, parcel("two", version="1.1"))
    paths = [entry["path"] for entry in manifest(tmp_path)["files"]]  # type: ignore[attr-defined]
    assert paths == ["S3/HWP_SLA_v1.1.docx"]


def test_an_approved_document_packed_by_another_compressor_is_unchanged_and_recorded_as_it_lies(
    tmp_path: Path,
) -> None:
    send(tmp_path, parcel("one" * 100))
    (done,) = send(tmp_path, parcel("one" * 100, method=zipfile.ZIP_STORED))
    assert done.outcome is Outcome.UNCHANGED
    assert done.entry.sha256 == sha256(done.path.read_bytes())


def test_a_draft_left_beside_the_final_is_named(tmp_path: Path) -> None:
    send(tmp_path, parcel("one", status="draft", draft=True))
    (done,) = send(tmp_path, parcel("one"))
    assert done.twin == "HWP_SLA_v1.0_DRAFT.docx"
    assert (done.path.parent / done.twin).is_file()


def test_two_documents_of_one_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        send(tmp_path, parcel("one"), parcel("two"))
    assert caught.value.problems[0].code == "name-collision"
    assert not tree(tmp_path)


@pytest.mark.parametrize("level", ["HWP", "HWP/S3"])
def test_a_link_that_leads_out_of_the_output_folder_is_not_followed(tmp_path: Path, level: str) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / level).parent.mkdir(parents=True)
    (out / level).symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(PackError) as caught:
        send(out, parcel("one"))
    assert caught.value.problems[0].code == "leaves-folder"
    assert not tree(elsewhere)


@pytest.mark.parametrize("code", ["../../etc/x", "C:\\x", "CON", "a/b", "..", "x" * 300])
def test_a_client_whose_code_is_a_way_out_writes_nothing(tmp_path: Path, code: str) -> None:
    with pytest.raises(PackError):
        deliver(tmp_path / "out", code, [parcel("one")])
    assert not tree(tmp_path)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"manifest": 2, "client": "HWP", "files": []}', "[" * 100_000, "\xff"]
)
def test_a_manifest_that_docgen_did_not_write_is_one_clear_problem(tmp_path: Path, text: str) -> None:
    path = tmp_path / "HWP" / "manifest.json"
    path.parent.mkdir()
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(PackError) as caught:
        send(tmp_path, parcel("one"))
    assert [problem.code for problem in caught.value.problems] == ["bad-manifest"]
    assert list(tree(tmp_path)) == ["HWP/manifest.json"]


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    stray = tmp_path / "HWP" / "S3" / f".docgen-{os.getpid()}-HWP_SLA_v1.0.docx"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"half")
    send(tmp_path, parcel("one"))
    assert not stray.exists()


def test_the_same_deliveries_give_the_same_manifest(tmp_path: Path) -> None:
    first, second = parcel("one"), parcel("two", version="1.1")
    send(tmp_path / "a", first)
    send(tmp_path / "a", second)
    send(tmp_path / "b", second, first)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_an_entry_with_new_facts_replaces_the_old_one(tmp_path: Path) -> None:
    one = parcel("one")
    send(tmp_path, one)
    send(tmp_path, Parcel(replace(one.entry, intake=Source(name="intake.yaml", sha256="9" * 64)), one.data))
    (entry,) = manifest(tmp_path)["files"]  # type: ignore[misc,attr-defined]
    assert entry["intake"]["sha256"] == "9" * 64
