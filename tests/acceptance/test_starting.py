"""The easy way in, as people go it: new, fill in, import, check --fix, render."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from docgen.intake.load import load
from docgen.intake.model.intake import Intake
from tests.acceptance.command import EXAMPLE, docgen, files
from tests.office import judges
from tests.unit.imports.books import EXAMPLES, add_row, answer


def test_a_new_intake_is_written_with_its_schema_and_never_over_another(tmp_path: Path) -> None:
    run = docgen("new", "Harrow Wills Partners Pty Ltd", "-o", "clients", folder=tmp_path)
    assert (run.status, run.err) == (0, "")
    assert set(files(tmp_path)) == {
        "clients/harrow-wills-partners/intake.yaml",
        "clients/schemas/intake.schema.json",
    }
    first = files(tmp_path)["clients/harrow-wills-partners/intake.yaml"].decode()
    assert first.startswith("# yaml-language-server: $schema=../schemas/intake.schema.json\n")
    json.loads(files(tmp_path)["clients/schemas/intake.schema.json"])
    again = docgen("new", "Harrow Wills Partners", "-o", "clients", "--code", "HW2", folder=tmp_path)
    assert (again.status, "exists" in again.err) == (1, True)
    assert files(tmp_path)["clients/harrow-wills-partners/intake.yaml"].decode() == first


def test_a_new_intake_renders_its_first_documents_as_drafts(tmp_path: Path) -> None:
    docgen("new", "Harrow Wills Partners", folder=tmp_path)
    run = docgen("render", "harrow-wills-partners/intake.yaml", "-o", "out", "-a", "HOF", folder=tmp_path)
    assert run.status == 1
    assert "out/HWP/S1/HWP_HOF_v0.1_DRAFT.docx" in files(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("!!!",), "code"), (("X Y", "--code", "lower"), "code"), (("X Y", "--from", "a"), "--xlsx")],
)
def test_wrong_usage_of_new_is_explained(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    run = docgen("new", *arguments, folder=tmp_path)
    assert (run.status, said in run.err, files(tmp_path)) == (2, True, {})


@pytest.mark.parametrize("saved_by", ["openpyxl", "LibreOffice"])
def test_a_workbook_that_was_filled_in_and_imported_renders_a_pack(saved_by: str, tmp_path: Path) -> None:
    if saved_by == "LibreOffice" and judges.missing() and not judges.required():
        pytest.skip("a judge is missing")
    assert docgen("new", "Tidewater Systems", "--code", "TDW", "--xlsx", folder=tmp_path).status == 0
    path = tmp_path / "tidewater-systems" / "TDW_intake.xlsx"
    book = openpyxl.load_workbook(path)
    for fact, value in ANSWERS.items():
        answer(book, fact, value)
    for role in ("primary", "technical", "executive_sponsor", "billing"):
        add_row(book, "contacts[]", {"name": f"Person {role.title()}", "title": "Partner", "roles": role})
    add_row(book, "sites[]", {"id": "mel", "name": "Melbourne", "kind": "Office", "users": 120})
    book.save(path)
    if saved_by == "LibreOffice":
        path = judges.converted([path], tmp_path / "saved", "xlsx")[path]
    run = docgen("import", path, "-o", "clients", folder=tmp_path)
    assert (run.status, run.err) == (0, "")
    docgen("render", "clients/tidewater-systems/intake.yaml", "-o", "out", folder=tmp_path)
    made = {name.split("_")[1] for name in files(tmp_path / "out") if name.startswith("TDW/S")}
    assert {"HOF", "TDQ", "SLA", "RACI"} <= made


ANSWERS = {
    "client.region": "AU-VIC",
    "client.timezone": "Australia/Melbourne",
    "client.headcount": 128,
    "client.users_total": 120,
    "provider.name": "ASI AI Solutions",
    "engagement.tier": "gold",
    "engagement.kickoff_date": "4 February 2027",
    "engagement.target_go_live": "2027-03-16",
    "contract.currency": "AUD",
    "contract.total_value": 816100,
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_intake_goes_round_through_its_workbook(name: str, tmp_path: Path) -> None:
    new = docgen("new", "Round Trip", "--code", "RT", "--xlsx", "--from", EXAMPLES[name], folder=tmp_path)
    assert new.status == 0, new.err
    run = docgen("import", "round-trip/RT_intake.xlsx", folder=tmp_path)
    assert run.status == 0, run.err
    (written,) = tmp_path.glob("*/intake.yaml")
    assert Intake.model_validate(load(written).data) == Intake.model_validate(load(EXAMPLES[name]).data)


def test_cells_that_could_not_be_used_are_said_and_marked(tmp_path: Path) -> None:
    docgen("new", "Tidewater Systems", "--xlsx", folder=tmp_path)
    path = tmp_path / "tidewater-systems" / "TS_intake.xlsx"
    book = openpyxl.load_workbook(path)
    sheet, cell = answer(book, "client.headcount", "lots")
    book.save(path)
    run = docgen("import", path, "-o", "clients", folder=tmp_path)
    assert run.status == 1
    assert f"TS_intake.xlsx › {sheet} › {cell}: error wrong-type: client.headcount is “lots”" in run.err
    marked = openpyxl.load_workbook(tmp_path / "clients" / "TS_intake_marked.xlsx")[sheet][cell]
    assert "“lots”" in marked.comment.text
    kept = docgen("import", path, "-o", "clients", folder=tmp_path)
    assert "exists" in kept.err
    assert docgen("import", path, "-o", "clients", "--replace", folder=tmp_path).status == 1


def test_check_mends_what_can_mean_one_thing_and_shows_the_diff(tmp_path: Path) -> None:
    path = tmp_path / "intake.yaml"
    text = (EXAMPLE / "intake.yaml").read_text("utf-8")
    broken = text.replace("  headcount: 128", "  headcont: '128'  # by phone", 1).replace(
        "tier: gold", "tier: GOLD", 1
    )
    path.write_text(broken, "utf-8")
    tried = docgen("check", path, "--fix", "--dry-run", folder=tmp_path)
    assert (tried.status, path.read_text("utf-8")) == (1, broken)
    assert "-  headcont: '128'  # by phone\n+  headcount: '128'  # by phone" in tried.err
    docgen("check", path, "--fix", folder=tmp_path)
    assert path.read_text("utf-8") == text.replace("  headcount: 128", "  headcount: '128'  # by phone", 1)
    assert docgen("check", path, "--dry-run", folder=tmp_path).status == 2
