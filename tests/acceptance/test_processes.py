"""Two processes, one command: each intake gets the documents of its own process."""

from __future__ import annotations

from pathlib import Path

import docx

from tests.acceptance.command import ROOT, docgen, files

EXAMPLE = ROOT / "examples" / "harbour-vale" / "intake.yaml"
FORM = "HVL/C1/HVL_HOF_v1.0.docx"


def _texts(path: Path) -> str:
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_customer_success_intake_gives_its_own_handoff_form_as_final(tmp_path: Path) -> None:
    run = docgen("render", EXAMPLE, "-o", "out", "--stage", "C1", folder=tmp_path)
    assert (run.status, run.err) == (0, "")
    assert sorted(files(tmp_path / "out")) == [FORM, "HVL/manifest.csv", "HVL/manifest.json"]
    text = _texts(tmp_path / "out" / FORM)
    for said in (
        "Customer Success accepted the handoff",
        "Day 90 from the kickoff is Wed 9 June 2027, in week 14.",
        "Assignment of the Success Manager",
        "Weeks 5 to 12",
        "Account Executive",
        "2 business days after the signature",
    ):
        assert said in text.replace("\u00a0", " "), said
    for foreign in ("Go-live", "Onboarding lead", "Tier", "Restored within", "{{"):
        assert foreign not in text, foreign


def test_the_same_intake_gives_the_same_form(tmp_path: Path) -> None:
    for out in ("a", "b"):
        docgen("render", EXAMPLE, "-o", out, "-a", "HOF", folder=tmp_path)
    assert files(tmp_path / "a")[FORM] == files(tmp_path / "b")[FORM]


def test_a_document_of_the_other_process_is_refused_with_what_there_is(tmp_path: Path) -> None:
    run = docgen("render", EXAMPLE, "-o", "out", "-a", "SLA", folder=tmp_path)
    assert run.status == 1
    assert "not-issued" in run.err
    assert "HOF (C1)" in run.err
    assert not (tmp_path / "out").exists()


def test_a_stage_asks_only_for_the_documents_of_its_own_process(tmp_path: Path) -> None:
    assert "HOF" in docgen("check", EXAMPLE, "--stage", "C2", folder=tmp_path).out
    assert "HOF" not in docgen("check", EXAMPLE, "--stage", "S7", folder=tmp_path).out
