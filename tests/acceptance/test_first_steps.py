"""The page for new users says only what is so: its commands are run as they stand, in its order."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml

from docgen.intake import read_intake
from tests.acceptance.command import ROOT, docgen, files

PAGE = (ROOT / "docs" / "first_steps.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    docgen (.*)$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A folder in which every command of the page that needs no file of the reader's was run, with its status."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "examples", folder / "examples")
    own = ("fill ", "check clients/")
    runs = {line: docgen(*shlex.split(line), folder=folder) for line in COMMANDS if not line.startswith(own)}
    return folder, {line: run.status for line, run in runs.items()}


def test_no_command_of_the_page_is_typed_wrongly(walked: tuple[Path, dict[str, int]]) -> None:
    _, statuses = walked
    assert len(statuses) >= 6
    assert {line: status for line, status in statuses.items() if status == 2} == {}


def test_only_the_intake_with_gaps_ends_with_a_problem(walked: tuple[Path, dict[str, int]]) -> None:
    _, statuses = walked
    assert {line for line, status in statuses.items() if status} == {
        line for line in statuses if "handoff.yaml" in line
    }


def test_the_files_that_the_page_names_are_there(walked: tuple[Path, dict[str, int]]) -> None:
    written = set(files(walked[0]))
    assert "out/HWP/S1/HWP_HOF_v0.1_DRAFT.docx" in written
    assert {"out/HWP/S3/HWP_SLA_v1.0.docx", "out/HWP/manifest.json", "ours/SLA.docx"} <= written
    assert "schemas/intake.schema.json" in written


def test_the_pieces_of_an_intake_that_the_page_shows_are_taken(tmp_path: Path) -> None:
    pieces = re.findall(r"(?:^ {4,}\w+:\n(?:^ {5,}.*\n)+)", PAGE, re.MULTILINE)
    shown = [yaml.load(piece, Loader=yaml.BaseLoader) for piece in pieces]
    assert [next(iter(piece)) for piece in shown] == ["facts", "documents"]
    text = (ROOT / "examples" / "harrow-wills" / "handoff.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^documents:\n(?: .*\n)+", "", text, flags=re.MULTILINE)
    path = tmp_path / "intake.yaml"
    path.write_text(text + "".join(yaml.safe_dump(piece) for piece in shown), encoding="utf-8")
    assert [str(problem) for problem in read_intake(path).problems] == []
