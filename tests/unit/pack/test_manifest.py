"""The manifest's layout: what it holds, and that it can be read again."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from docgen.errors import PackError
from docgen.pack import LastRun, Manifest, read_manifest
from docgen.pack.manifest import FORMAT, Zipped
from tests.unit.pack.parcels import parcel

RUN = LastRun(
    inputs="a" * 64,
    playbook="managed_services",
    name="Harrow Wills",
    documents=("S3/HWP_SLA_v1.0.docx",),
    withheld=({"artefact": "HOF", "reasons": ["It is a draft."]},),
    problems=({"code": "SLA-03", "path": "sla.targets"},),
    owed=({"path": "client.address", "due": "2027-02-04"},),
)


def sample(folder: Path) -> Manifest:
    zipped = Zipped(path="HWP_pack.zip", bytes=3, sha256="c" * 64)
    return Manifest("HWP", zipped=zipped).updated([parcel("one").entry], folder, RUN)


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    written = sample(tmp_path)
    (tmp_path / "manifest.json").write_bytes(written.encode())
    assert read_manifest(tmp_path / "manifest.json", "HWP") == written


def test_it_tells_of_each_document_all_that_says_what_it_was_made_from(tmp_path: Path) -> None:
    (entry,) = json.loads(sample(tmp_path).encode())["files"]
    wanted = set(asdict(parcel("one").entry)) | {"supersedes"}
    assert set(entry) == wanted
    assert {
        "sha256",
        "content_sha256",
        "key",
        "version",
        "status",
        "as_of",
        "overrides",
        "unconfirmed",
    } <= wanted
    assert {"intake", "playbook", "template", "brand", "tool", "problems"} <= wanted


def test_no_figure_depends_on_how_long_it_took_or_when_it_ran(tmp_path: Path) -> None:
    text = sample(tmp_path).encode().decode()
    assert "seconds" not in text
    assert sample(tmp_path).encode() == sample(tmp_path).encode()


def test_its_text_keeps_every_letter_of_every_script(tmp_path: Path) -> None:
    manifest = Manifest("HWP").updated([parcel("x", title="Zürich – 東京 🚀").entry], tmp_path)
    assert "Zürich – 東京 🚀".encode() in manifest.encode()


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "S3/../../x", ""])
def test_an_entry_that_leads_out_of_the_folder_is_no_manifest(tmp_path: Path, path: str) -> None:
    body = json.loads(sample(tmp_path).encode())
    body["files"][0]["path"] = path
    (tmp_path / "manifest.json").write_text(json.dumps(body))
    with pytest.raises(PackError, match="not a manifest"):
        read_manifest(tmp_path / "manifest.json", "HWP")


def test_a_zip_that_leads_out_of_the_folder_is_no_manifest(tmp_path: Path) -> None:
    body = json.loads(sample(tmp_path).encode())
    body["zip"]["path"] = "../../other.zip"
    (tmp_path / "manifest.json").write_text(json.dumps(body))
    with pytest.raises(PackError, match="not a manifest"):
        read_manifest(tmp_path / "manifest.json", "HWP")


def test_a_layout_of_a_later_docgen_is_refused_rather_than_overwritten(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"manifest": FORMAT + 1, "client": "HWP"}))
    with pytest.raises(PackError) as caught:
        read_manifest(tmp_path / "manifest.json", "HWP")
    assert "later version" in caught.value.problems[0].message
