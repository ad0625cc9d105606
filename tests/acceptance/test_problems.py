"""What a person gets who makes a mistake: one clear problem with its place, and nothing half-written."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.command import EXAMPLE, ROOT, docgen, files

SOUND = (EXAMPLE / "handoff.yaml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> bytes:
    assert old in SOUND
    return SOUND.replace(old, new, 1).encode()


def line_of(text: bytes, piece: bytes) -> int:
    return text[: text.index(piece)].count(b"\n") + 1


# What is written into intake.yaml, the problem's code, what its line holds, and what the message or hint says.
MISTAKES: dict[str, tuple[bytes, str, bytes, str]] = {
    "a misspelt key": (changed("tier: gold", "teir: gold"), "unknown-key", b"teir", "tier"),
    "a key of another group": (
        changed("{code: HWP,", "{code: HWP, tier: gold,"),
        "unknown-key",
        b"HWP, tier",
        "",
    ),
    "a wrong type": (changed("users_total: 120", "users_total: many"), "wrong-type", b"many", "many"),
    "a list where a text belongs": (changed("AU-VIC,", "[AU-VIC],"), "wrong-type", b"[AU-VIC]", ""),
    "a broken date": (changed("2027-02-04", "2027-02-30"), "bad-value", b"2027-02-30", "2027-02-30"),
    "an unknown tier": (changed("tier: gold", "tier: golden"), "unknown-value", b"golden", "gold"),
    "a duplicate id": (changed("{id: gee,", "{id: mel,"), "duplicate-id", b"Geelong,", "mel"),
    "a reference to nobody": (changed("by: t-fenn", "by: t-fen"), "broken-reference", b"t-fen,", "t-fenn"),
    "a YAML syntax error": (changed("sites:", "sites: ["), "yaml-syntax", b"- {id: mel", ""),
    "a duplicate key": (changed("  tax: ex", "  tax: ex\n  tax: inc"), "duplicate-key", b"tax: inc", "tax"),
    "no client": (b"playbook: managed_services\n", "missing-key", b"playbook", "client"),
    "an empty file": (b"", "empty-file", b"", ""),
    "a list at the top": (b"- a\n- b\n", "wrong-type", b"- a", ""),
    "an unreadable encoding": (SOUND.replace("Wills", "Wïlls").encode("latin-1"), "encoding", b"", "UTF-8"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_one_problem_with_its_place_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    text, code, piece, said = MISTAKES[name]
    (tmp_path / "intake.yaml").write_bytes(text)
    run = docgen("render", "intake.yaml", "-o", "out", "--as-of", "2027-02-04", "--json", folder=tmp_path)
    (problem,) = json.loads(run.out)["problems"]
    assert run.status == 1
    assert (problem["code"], problem["severity"]) == (code, "error")
    assert Path(problem["file"]).name == "intake.yaml"
    assert said in problem["message"] + problem["hint"]
    if piece:
        assert problem["line"] == line_of(text, piece)
        assert problem["column"] >= 1
    assert list(files(tmp_path)) == ["intake.yaml"]


@pytest.mark.parametrize("name", MISTAKES)
def test_check_reports_the_same_mistake_for_people(tmp_path: Path, name: str) -> None:
    text, code, _, said = MISTAKES[name]
    (tmp_path / "intake.yaml").write_bytes(text)
    run = docgen("check", "intake.yaml", folder=tmp_path)
    assert run.status == 1
    assert run.err.count("error ") == 1
    assert f"error {code}: " in run.err
    assert said in run.err
    assert run.out == "intake.yaml: 1 error\n"


def test_every_mistake_of_a_file_is_reported_at_once_in_order_of_place(tmp_path: Path) -> None:
    text = (
        SOUND.replace("tier: gold", "teir: gold")
        .replace("2027-02-04", "2027-02-30")
        .replace("tax: ex", "tax: no")
    )
    (tmp_path / "intake.yaml").write_text(text, encoding="utf-8")
    run = docgen("check", "intake.yaml", "--json", folder=tmp_path)
    problems = json.loads(run.out)["intakes"][0]["problems"]
    assert [problem["code"] for problem in problems] == ["unknown-key", "bad-value", "unknown-value"]
    places = [(problem["line"], problem["column"]) for problem in problems]
    assert places == sorted(places)


def test_the_source_line_and_a_caret_show_what_is_meant(tmp_path: Path) -> None:
    (tmp_path / "intake.yaml").write_bytes(MISTAKES["a misspelt key"][0])
    lines = docgen("check", "intake.yaml", folder=tmp_path).err.splitlines()
    at = next(number for number, line in enumerate(lines) if "teir: gold" in line)
    assert lines[at - 1].startswith("intake.yaml:")
    assert lines[at].index("teir") == lines[at + 1].index("^^^^")
    assert "Did you mean" in lines[at + 2]


def _folder(root: Path) -> None:
    (root / "intake.yaml").mkdir()


def _nothing(root: Path) -> None:
    pass


@pytest.mark.parametrize("prepare", [_folder, _nothing], ids=["a folder", "no file"])
@pytest.mark.parametrize("command", [["check"], ["render", "-o", "out"]], ids=["check", "render"])
def test_what_is_no_file_is_one_clear_problem(
    tmp_path: Path, prepare: Callable[[Path], None], command: list[str]
) -> None:
    prepare(tmp_path)
    run = docgen(*command, "intake.yaml", folder=tmp_path)
    assert run.status == 1
    assert run.err.count("error ") == 1
    assert "intake.yaml" in run.err
    assert not files(tmp_path)


def on_terminal(folder: Path, **environment: str) -> bytes:
    """Return what `docgen check intake.yaml` prints on standard error when that is a terminal."""
    ours, theirs = pty.openpty()
    own = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    command = [sys.executable, "-m", "docgen", "check", "intake.yaml"]
    run = {
        "cwd": folder,
        "env": {**own, "PYTHONPATH": str(ROOT), **environment},
        "stdout": subprocess.DEVNULL,
    }
    with subprocess.Popen(command, stderr=theirs, **run) as process:  # type: ignore[call-overload]
        os.close(theirs)
        printed = b"".join(iter(lambda: _read(ours), b""))
        process.wait(60)
    os.close(ours)
    return printed


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 4096)
    except OSError:  # how Linux says that the other side has closed
        return b""


def test_colour_is_for_terminals_only_and_not_if_it_is_not_wanted(tmp_path: Path) -> None:
    (tmp_path / "intake.yaml").write_bytes(MISTAKES["a misspelt key"][0])
    piped = docgen("check", "intake.yaml", folder=tmp_path)
    assert "\x1b" not in piped.out + piped.err
    assert b"\x1b[" in on_terminal(tmp_path)
    assert b"\x1b" not in on_terminal(tmp_path, NO_COLOR="1")
    assert b"unknown-key" in on_terminal(tmp_path, NO_COLOR="1")


def test_a_playbook_that_does_not_exist_is_told_with_a_suggestion(tmp_path: Path) -> None:
    (tmp_path / "intake.yaml").write_text(SOUND, encoding="utf-8")
    run = docgen("render", "intake.yaml", "-o", "out", "--playbook", "managed_service", folder=tmp_path)
    assert run.status == 1
    assert "managed_services" in run.err
    assert not (tmp_path / "out").exists()


def test_one_bad_intake_does_not_keep_others_from_being_checked(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(MISTAKES["an unknown tier"][0])
    (tmp_path / "good.yaml").write_text(SOUND, encoding="utf-8")
    run = docgen("check", "bad.yaml", "good.yaml", "--json", "--as-of", "2027-02-04", folder=tmp_path)
    bad, good = json.loads(run.out)["intakes"]
    assert run.status == 1
    assert (bad["client"], good["client"]) == ("", "HWP")
    assessed = [document["artefact"] for document in good["documents"]]
    assert assessed == ["HOF", "TDQ", "SDD", "SLA", "CSP", "RACI", "BAU", "RET"]
