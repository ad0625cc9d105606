"""A check works out less than rendering does, and finds the same."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from docgen.artefacts import issued_by
from docgen.pipeline import Options, check_client, judge_document, read_client, selected
from tests.conftest import EXAMPLES
from tests.properties.intake_edits import Editor

OPTIONS = Options(today=date(2027, 3, 1))
NAMES = (
    "harrow-wills/intake",
    "harrow-wills/handoff",
    "harbour-vale/intake",
    "banksia/intake",
    "banksia/kickoff",
)
LINES, SECONDS = 1_500, 0.150


@pytest.mark.parametrize("name", NAMES)
def test_a_check_finds_what_rendering_every_document_finds(name: str) -> None:
    path = EXAMPLES / f"{name}.yaml"
    client = read_client(path, OPTIONS)
    wanted = selected(OPTIONS, issued_by(client.playbook.stages_by_id))
    judged = [judge_document(client, artefact, OPTIONS) for artefact in wanted]
    checked = check_client(path, OPTIONS)
    assert [one.verdict.problems for one in checked.documents] == [one.verdict.problems for one in judged]
    assert [one.verdict.reasons for one in checked.documents] == [one.verdict.reasons for one in judged]
    assert [one.verdict.readiness for one in checked.documents] == [one.verdict.readiness for one in judged]


def test_a_date_beyond_the_holiday_data_is_found_though_no_page_is_worked_out(tmp_path: Path) -> None:
    editor = Editor((EXAMPLES / "banksia/kickoff.yaml").read_text(encoding="utf-8"))
    signed = next(one for one in editor.days if one.path == ".engagement.contract_signed_date")
    start = signed.value.start_mark.index
    file = tmp_path / "intake.yaml"
    file.write_text(editor.span(start, start + 4, "2126"), encoding="utf-8")
    found = check_client(file, OPTIONS).all_problems
    assert "no-holiday-data" in {one.code for one in found}


def test_a_check_of_1500_lines_takes_less_than_150_milliseconds() -> None:
    path = EXAMPLES / "banksia/kickoff.yaml"
    lines = path.read_text(encoding="utf-8").count("\n")
    check_client(path, OPTIONS)
    taken = []
    for _ in range(5):
        begun = time.process_time()
        check_client(path, OPTIONS)
        taken.append(time.process_time() - begun)
    assert min(taken) * LINES / lines < SECONDS
