"""Verifying: every kind of difference between a folder and its manifests is found, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.errors import PackError
from docgen.pack import deliver
from docgen.pack.run_manifest import ClientLine, RunManifest, line_of, write_run_manifest
from docgen.pack.verify import Verified, verify
from tests.unit.pack.parcels import parcel, send, tree

SLA = "HWP/S3/HWP_SLA_v1.0.docx"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder of a batch over two clients, one of them with a zip."""
    send(tmp_path, parcel("one"), parcel("two", artefact="HOF", stage="S1", audience="internal"), zipped=True)
    deliver(tmp_path, "BMH", [parcel("three", code="BMH")])
    lines = [
        line_of(ClientLine(file=f"{code}.yaml", code=code, status="done"), tmp_path)
        for code in ("HWP", "BMH")
    ]
    (tmp_path / "report.xlsx").touch()
    manifest = RunManifest().updated(lines, tmp_path, options={}, beside=["report.xlsx"])
    write_run_manifest(tmp_path, manifest)
    return tmp_path


def told(found: Verified, root: Path) -> list[tuple[str, str]]:
    return [(one.code, Path(one.where.file).relative_to(root).as_posix()) for one in found.problems]


def test_a_folder_as_it_was_written_has_nothing_to_tell(out: Path) -> None:
    assert verify(out) == Verified(2, 3, ())
    assert verify(out / "HWP") == Verified(1, 2, ())


def test_a_folder_written_client_by_client_needs_no_manifest_of_a_batch(out: Path) -> None:
    for name in ("manifest.json", "manifest.csv", "report.xlsx"):
        (out / name).unlink()
    assert verify(out) == Verified(2, 3, ())


def edit_manifest(path: Path) -> None:
    body = json.loads(path.read_bytes())
    body["run"] = {"name": "somebody"}
    path.write_text(json.dumps(body))


DIFFERENCES: dict[str, tuple[Callable[[Path], object], list[tuple[str, str]]]] = {
    "changed": (
        lambda out: (out / SLA).write_bytes(b"x"),
        [("changed-file", SLA), ("outdated-zip", "HWP/HWP_pack.zip")],
    ),
    "missing": (lambda out: (out / SLA).unlink(), [("missing-file", SLA)]),
    "foreign": (lambda out: (out / "HWP/S3/notes.txt").touch(), [("foreign-file", "HWP/S3/notes.txt")]),
    "foreign in a new folder": (
        lambda out: ((out / "HWP/x").mkdir(), (out / "HWP/x/y").touch()),
        [("foreign-file", "HWP/x/y")],
    ),
    "foreign at the top": (lambda out: (out / "notes.txt").touch(), [("foreign-file", "notes.txt")]),
    "a link": (lambda out: (out / "HWP/link").symlink_to(out), [("foreign-file", "HWP/link")]),
    "open in Office": (
        lambda out: (out / "HWP/S3/~$P_SLA_v1.0.docx").touch(),
        [("foreign-file", "HWP/S3/~$P_SLA_v1.0.docx")],
    ),
    "unfinished": (
        lambda out: (out / "HWP/S3/.docgen-77-a.docx").touch(),
        [("unfinished-file", "HWP/S3/.docgen-77-a.docx")],
    ),
    "the zip changed": (
        lambda out: (out / "HWP/HWP_pack.zip").write_bytes(b"x"),
        [("changed-file", "HWP/HWP_pack.zip")],
    ),
    "the table changed": (
        lambda out: (out / "BMH/manifest.csv").write_bytes(b"x"),
        [("manifests-disagree", "manifest.csv"), ("manifests-disagree", "BMH/manifest.csv")],
    ),
    "the batch's table gone": (
        lambda out: (out / "manifest.csv").unlink(),
        [("missing-file", "manifest.csv")],
    ),
    "a manifest damaged": (
        lambda out: (out / "BMH/manifest.json").write_bytes(b"{"),
        [("manifests-disagree", "BMH/manifest.json"), ("bad-manifest", "BMH/manifest.json")],
    ),
    "a manifest edited": (
        lambda out: edit_manifest(out / "BMH/manifest.json"),
        [("manifests-disagree", "BMH/manifest.json")],
    ),
    "rendered since": (
        lambda out: deliver(out, "BMH", [parcel("new", code="BMH", version="1.1")]),
        [("manifests-disagree", "manifest.csv"), ("manifests-disagree", "BMH/manifest.json")],
    ),
    "another client": (
        lambda out: deliver(out, "NEW", [parcel("new", code="NEW")]),
        [("foreign-client", "NEW")],
    ),
    "a client's folder under another name": (
        lambda out: (out / "BMH").rename(out / "OLD"),
        [
            ("manifests-disagree", "manifest.csv"),
            ("missing-client", "BMH"),
            ("foreign-client", "OLD"),
            ("bad-manifest", "OLD/manifest.json"),
        ],
    ),
    "the batch's manifest damaged": (
        lambda out: (out / "manifest.json").write_bytes(b"{"),
        [("bad-manifest", "manifest.json")],
    ),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_each_difference_is_told_once_with_its_file(out: Path, name: str) -> None:
    change, expected = DIFFERENCES[name]
    change(out)
    assert told(verify(out), out) == expected


def test_every_finding_says_what_to_do_in_one_line(out: Path) -> None:
    for name in ("unfinished", "changed", "foreign", "the table changed"):
        DIFFERENCES[name][0](out)
    for problem in verify(out).problems:
        assert problem.hint
        assert "\n" not in str(problem)


def test_it_writes_nothing(out: Path) -> None:
    (out / SLA).unlink()
    before = tree(out)
    verify(out)
    assert tree(out) == before


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.touch(), lambda path: path.mkdir()])
def test_what_is_no_folder_of_documents_is_one_clear_problem(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "out")
    with pytest.raises(PackError) as caught:
        verify(tmp_path / "out")
    assert caught.value.problems[0].code in {"no-manifest", "not-a-folder"}
