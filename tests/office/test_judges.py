"""The judges find what they are for, and a judge that lacks is loud where it must be."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from tests.office import judges

pytestmark = pytest.mark.xdist_group("office")


def document(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = docx.Document()
    written.add_heading(text, level=1)
    written.save(str(path))
    return path


def test_the_validator_passes_a_sound_file_and_names_part_and_place_of_a_fault(
    office: None, tmp_path: Path
) -> None:
    sound = document(tmp_path / "sound.docx", "Sound")
    faulty = tmp_path / "faulty.docx"
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(faulty, "w") as target:
        for name in source.namelist():
            raw = source.read(name)
            target.writestr(
                name, raw.replace(b"<w:body>", b"<w:body><w:tbl/>") if name.endswith("document.xml") else raw
            )
    verdicts = judges.validate([sound, faulty])
    assert verdicts[sound] == ()
    assert all(
        error.startswith("/word/document.xml › /w:document[1]/w:body[1]") for error in verdicts[faulty]
    )
    assert verdicts[faulty]


def test_the_validator_reports_a_file_that_is_no_package(office: None, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"not a zip")
    assert judges.validate([broken])[broken]


def test_files_of_one_name_are_printed_apart_by_one_start(office: None, tmp_path: Path) -> None:
    files = [
        document(tmp_path / folder / "same.docx", text) for folder, text in (("a", "First"), ("b", "Second"))
    ]
    printed = judges.to_pdf(files, tmp_path)
    assert [judges.pdf_text(printed[file]).split() for file in files] == [["First"], ["Second"]]
    assert [judges.page_count(pdf) for pdf in printed.values()] == [1, 1]
    assert len(judges.page_images(printed[files[0]], tmp_path)) == 1


def test_a_file_that_libreoffice_cannot_print_is_named(office: None, tmp_path: Path) -> None:
    broken = document(tmp_path / "broken.docx", "Broken")
    broken.write_bytes(broken.read_bytes()[:400])
    with pytest.raises(judges.JudgeError, match=r"broken\.docx"):
        judges.to_pdf([broken], tmp_path)


@pytest.mark.parametrize(("value", "expected"), [("true", True), ("1", True), ("", False), ("false", False)])
def test_judges_are_required_on_a_build_machine_only(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: bool
) -> None:
    monkeypatch.setenv("CI", value)
    assert judges.required() is expected


def test_a_judge_that_is_nowhere_is_named_as_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(judges, "ROOT", tmp_path)
    monkeypatch.delenv("OOXML_VALIDATOR_CLI", raising=False)
    assert judges.missing() == ("Open XML SDK validator", "LibreOffice", "pdftotext", "pdftoppm")
