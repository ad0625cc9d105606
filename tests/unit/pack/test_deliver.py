"""Delivering: what is written, what is left alone, what is refused."""

from __future__ import annotations

import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.errors import PackError
from docgen.pack import LastRun, Outcome, Parcel, Source, deliver
from docgen.pack.hashes import content_hash, sha256
from docgen.pack.manifest import Manifest
from tests.unit.pack.parcels import MANIFESTS, manifest, office, parcel, send, tree


def test_a_document_and_its_manifest_are_written_below_the_client(tmp_path: Path) -> None:
    (done,) = send(tmp_path, parcel("one"))
    assert done.outcome is Outcome.NEW
    assert sorted(tree(tmp_path)) == ["HWP/S3/HWP_SLA_v1.0.docx", *MANIFESTS]


def test_the_manifest_says_what_lies_on_the_disk(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    (entry,) = manifest(tmp_path)["files"]
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
    assert sorted(tree(tmp_path)) == ["HWP/S3/HWP_SLA_v1.0.docx", *MANIFESTS]


def test_a_new_version_lies_beside_the_old_and_both_are_in_the_manifest(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    send(tmp_path, parcel("two", version="1.1"))
    paths = [entry["path"] for entry in manifest(tmp_path)["files"]]
    assert paths == ["S3/HWP_SLA_v1.0.docx", "S3/HWP_SLA_v1.1.docx"]


def test_what_was_deleted_by_hand_leaves_the_manifest_with_the_next_delivery(tmp_path: Path) -> None:
    (old,) = send(tmp_path, parcel("one"))
    old.path.unlink()
    send(tmp_path, parcel("two", version="1.1"))
    paths = [entry["path"] for entry in manifest(tmp_path)["files"]]
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
    "text",
    [
        "{",
        "[]",
        '{"manifest": 2, "client": "HWP", "files": []}',
        '{"manifest": 2, "client": "HWP", "run": {"mood": "good"}, "zip": null, "files": []}',
        '{"manifest": 2, "client": "HWP", "run": null, "zip": null, "files": [{"path": "S3/a"}]}',
        '{"manifest": 3, "client": "HWP"}',
        '{"manifest": "2", "client": "HWP"}',
        '{"manifest": 2, "client": "BMH", "run": null, "zip": null, "files": []}',
        "[" * 100_000,
        "\xff",
    ],
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
    (entry,) = manifest(tmp_path)["files"]
    assert entry["intake"]["sha256"] == "9" * 64


def test_entries_of_an_older_layout_are_forgotten_and_their_files_left(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    (tmp_path / "HWP" / "manifest.json").write_text(
        '{"manifest": 1, "client": "HWP", "files": [{"path": "S3/x"}]}'
    )
    send(tmp_path, parcel("two", version="1.1"))
    assert [entry["version"] for entry in manifest(tmp_path)["files"]] == ["1.1"]
    assert "HWP/S3/HWP_SLA_v1.0.docx" in tree(tmp_path)


def test_a_new_version_names_the_one_it_supersedes_whatever_the_digits(tmp_path: Path) -> None:
    send(tmp_path, parcel("one", version="1.9"), parcel("two", version="1.10"), parcel("x", artefact="SDD"))
    before = {entry["path"]: entry["supersedes"] for entry in manifest(tmp_path)["files"]}
    assert before == {
        "S3/HWP_SDD_v1.0.docx": "",
        "S3/HWP_SLA_v1.9.docx": "",
        "S3/HWP_SLA_v1.10.docx": "S3/HWP_SLA_v1.9.docx",
    }


def test_the_final_rather_than_its_draft_is_what_a_new_version_supersedes(tmp_path: Path) -> None:
    send(tmp_path, parcel("draft", draft=True), parcel("final"), parcel("new", version="2.0"))
    entry = next(one for one in manifest(tmp_path)["files"] if one["version"] == "2.0")
    assert entry["supersedes"] == "S3/HWP_SLA_v1.0.docx"


def test_the_last_run_stands_in_the_manifest_and_changes_no_document(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"), run=LastRun(inputs="a" * 64, today="2027-03-01"))
    (done,) = send(tmp_path, parcel("one"), run=LastRun(inputs="b" * 64))
    assert done.outcome is Outcome.UNCHANGED
    assert (manifest(tmp_path)["run"]["inputs"], manifest(tmp_path)["run"]["today"]) == ("b" * 64, None)


def test_a_document_that_was_not_made_anew_stays_as_it_is(tmp_path: Path) -> None:
    first = parcel("one")
    send(tmp_path, first)
    (done,) = send(tmp_path, Parcel(replace(first.entry, status="for_review"), None))
    assert done.outcome is Outcome.UNCHANGED
    assert manifest(tmp_path)["files"][0]["status"] == "for_review"


@pytest.mark.parametrize("meanwhile", ["gone", "changed"])
def test_a_document_that_was_taken_for_unchanged_and_is_not_stops_the_delivery(
    tmp_path: Path, meanwhile: str
) -> None:
    first = parcel("one")
    (done,) = send(tmp_path, first)
    done.path.unlink() if meanwhile == "gone" else done.path.write_bytes(b"other")
    before = tree(tmp_path)
    with pytest.raises(PackError) as caught:
        send(tmp_path, Parcel(first.entry, None), parcel("new", artefact="SDD"))
    assert caught.value.problems[0].code == "changed-meanwhile"
    assert tree(tmp_path) == before


def test_the_index_is_made_from_the_manifest_and_recorded_in_it(tmp_path: Path) -> None:
    seen: list[Manifest] = []

    def index(known: Manifest) -> Parcel:
        seen.append(known)
        page = parcel("index", artefact="IDX")
        return Parcel(replace(page.entry, path="HWP_IDX.docx"), page.data)

    done = send(tmp_path, parcel("one"), index=index)
    send(tmp_path, parcel("x", artefact="SDD"), index=index)
    assert [item.entry.artefact for item in done] == ["SLA"]
    assert [[entry["artefact"] for entry in known.entries] for known in seen] == [
        ["SLA"],
        ["IDX", "SDD", "SLA"],
    ]
    assert manifest(tmp_path)["files"][0]["path"] == "HWP_IDX.docx"
    assert (tmp_path / "HWP" / "HWP_IDX.docx").is_file()


def test_a_zip_holds_what_the_client_may_read_in_its_latest_versions(tmp_path: Path) -> None:
    internal = parcel("internal", artefact="HOF", audience="internal")
    old, draft, new = parcel("old"), parcel("draft", version="1.1", draft=True), parcel("new", version="1.1")
    send(tmp_path, internal, old, draft, new, parcel("deck", artefact="SDD", format="pptx"), zipped=True)
    with zipfile.ZipFile(tmp_path / "HWP" / "HWP_pack.zip") as archive:
        assert archive.namelist() == ["HWP/S3/HWP_SDD_v1.0.pptx", "HWP/S3/HWP_SLA_v1.1.docx"]
        assert archive.read("HWP/S3/HWP_SLA_v1.1.docx") == office("new")


def test_what_is_agreed_stays_in_the_zip_beside_the_draft_of_its_next_version(tmp_path: Path) -> None:
    send(
        tmp_path,
        parcel("old", version="0.9"),
        parcel("agreed"),
        parcel("next", version="1.1", draft=True),
        zipped=True,
    )
    with zipfile.ZipFile(tmp_path / "HWP" / "HWP_pack.zip") as archive:
        assert archive.namelist() == ["HWP/S3/HWP_SLA_v1.0.docx", "HWP/S3/HWP_SLA_v1.1_DRAFT.docx"]


def test_a_zip_once_there_is_kept_in_step_and_left_alone_where_nothing_changed(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"), zipped=True)
    path = tmp_path / "HWP" / "HWP_pack.zip"
    written = path.stat().st_mtime_ns
    send(tmp_path, parcel("one"))
    assert path.stat().st_mtime_ns == written
    send(tmp_path, parcel("two", version="1.1"))
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["HWP/S3/HWP_SLA_v1.1.docx"]
    assert manifest(tmp_path)["zip"]["sha256"] == sha256(path.read_bytes())


def test_without_being_asked_no_zip_is_written(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    assert not list(tmp_path.rglob("*.zip"))
    assert manifest(tmp_path)["zip"] is None


def test_two_codes_that_are_one_folder_on_other_systems_are_refused(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    with pytest.raises(PackError) as caught:
        deliver(tmp_path, "hwp", [parcel("two", code="hwp")])
    assert caught.value.problems[0].code == "name-collision"
    assert [path.name for path in tmp_path.iterdir()] == ["HWP"]


def test_a_stray_of_a_process_that_lives_goes_too_where_this_run_holds_the_folder(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    stray = tmp_path / "HWP" / "S7" / f".docgen-{os.getppid()}-HWP_BAU_v1.0.docx"
    stray.parent.mkdir()
    stray.write_bytes(b"half")
    send(tmp_path, parcel("one"))
    assert not stray.exists()
