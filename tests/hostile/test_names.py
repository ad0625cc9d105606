"""Clients whose codes or names are ways out of the folder, devices, or the same file under another spelling."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from docgen.cli.group import docgen
from tests.acceptance.command import EXAMPLE
from tests.acceptance.command import docgen as run_docgen

CODES = [
    "../../etc/x", "..", ".", "", "/etc/x", "C:\\x", "\\\\host\\share", "a/b", "a\\b", "CON", "nul", "COM1",
    "LPT9.TXT", "x" * 300, "HWP.", "H WP", ".HWP", "-HWP", "~HWP", "H\u202eWP", "H\u0000WP", "H\nWP", "H\tWP",
    "😀", "e\u0301", "\u00e9", "Ｈ", "H*P?", "HWP\u200b", "$(id)", "%2e%2e", "&",
]  # fmt: skip
NAMES = [
    "../../etc/x", "..", "/etc/passwd", "C:\\x", "\\\\host\\share", "a/b", "CON", "nul.docx", "x" * 120, "Wills.",
    "Wills\u202egnp", "😀 Wills", "e\u0301cole", "école", "Ｗｉｌｌｓ", "Wills * ? < > |", '"Wills"', "'; drop",
    "$(id) `id`", "%2e%2e%2f", "{{ 7*7 }}", "{% raw %}", "=1+1", "@SUM(A1)", "-Wills", "~Wills", ".hidden",
    "a\u200bb", "مثال", "Z\u0335\u0322algo",
]  # fmt: skip
_CLIENT = "client: {code: HWP, legal_name: Harrow Wills Partners Pty Ltd,"


def intake(folder: Path, *, code: str = "HWP", name: str = "Harrow Wills Partners Pty Ltd") -> Path:
    """Write the short example under another code or name, each as a quoted text."""
    text = (EXAMPLE / "handoff.yaml").read_text(encoding="utf-8")
    assert text.count(_CLIENT) == 1
    quoted = [json.dumps(each, ensure_ascii=False) for each in (code, name)]
    text = text.replace(_CLIENT, f"client: {{code: {quoted[0]}, legal_name: {quoted[1]},")
    folder.mkdir(parents=True)
    path = folder / "intake.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def everything(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*")}


def render(path: Path, out: Path) -> Result:
    arguments = ["render", str(path), "-o", str(out), "-a", "HOF", "--as-of", "2027-01-29", "--zip"]
    return CliRunner().invoke(docgen, arguments)


def test_there_are_thirty_of_each() -> None:
    assert min(len(set(CODES)), len(set(NAMES))) >= 30


@pytest.mark.parametrize("code", CODES)
def test_a_code_that_can_name_no_folder_is_refused_and_nothing_is_written(tmp_path: Path, code: str) -> None:
    path = intake(tmp_path / "in", code=code)
    before = everything(tmp_path)
    done = render(path, tmp_path / "deep" / "er" / "out")
    assert done.exit_code == 1
    assert "intake.yaml" in done.stderr
    assert "Traceback" not in done.output
    assert "mistake of its own" not in done.stderr
    assert everything(tmp_path) == before


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_printed_as_it_is_and_names_no_file(tmp_path: Path, name: str) -> None:
    path = intake(tmp_path / "in", name=name)
    before = everything(tmp_path)
    done = render(path, tmp_path / "out")
    assert "HOF is a draft" in done.output, done.output
    written = everything(tmp_path) - before
    assert written == {
        "out", "out/HWP", "out/HWP/S1", "out/HWP/S1/HWP_HOF_v0.1_DRAFT.docx",
        "out/HWP/manifest.csv", "out/HWP/manifest.json", "out/HWP/HWP_pack.zip",
    }  # fmt: skip
    document = docx.Document(str(tmp_path / "out/HWP/S1/HWP_HOF_v0.1_DRAFT.docx"))
    texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(name in text for text in texts)


def test_a_batch_names_each_hostile_code_and_delivers_the_others(tmp_path: Path) -> None:
    for at, code in enumerate(CODES):
        intake(tmp_path / "in" / f"{at:02}", code=code)
    intake(tmp_path / "in" / "good", code="GOOD")
    before = everything(tmp_path)
    done = run_docgen("batch", "in", "-o", "deep/out", "-a", "HOF", "--as-of", "2027-01-29", folder=tmp_path)
    assert done.status == 1
    clients = json.loads((tmp_path / "deep" / "out" / "manifest.json").read_bytes())["clients"]
    failed = {client["file"] for client in clients if client["status"] == "failed"}
    assert failed == {f"in/{at:02}/intake.yaml" for at in range(len(CODES))}
    again = run_docgen("verify", "deep/out", folder=tmp_path)
    assert again.status == 0, again.out
    written = everything(tmp_path) - before
    assert {one.split("/")[2] for one in written if one.count("/") >= 2} == {
        "GOOD",
        "manifest.csv",
        "manifest.json",
    }


def test_codes_that_are_one_folder_on_some_system_are_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    for at, code in enumerate(("Hwp", "hwp", "GOOD")):
        intake(tmp_path / "in" / f"{at}", code=code)
    done = run_docgen("batch", "in", "-o", "out", "-a", "HOF", "--as-of", "2027-01-29", folder=tmp_path)
    assert done.status == 1
    assert "in/0/intake.yaml" in done.out + done.err
    assert "in/1/intake.yaml" in done.out + done.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "GOOD",
        "manifest.csv",
        "manifest.json",
    ]


def test_names_of_clients_never_make_two_of_them_share_a_file(tmp_path: Path) -> None:
    for at, name in enumerate(NAMES):
        intake(tmp_path / "in" / f"{at:02}", code=f"C{at:02}", name=name)
    done = run_docgen("batch", "in", "-o", "out", "-a", "HOF", "--as-of", "2027-01-29", folder=tmp_path)
    assert done.status == 1  # all are drafts
    folders = {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()}
    assert folders == {f"C{at:02}" for at in range(len(NAMES))}
    verified = run_docgen("verify", "out", folder=tmp_path)
    assert verified.status == 0, verified.out
