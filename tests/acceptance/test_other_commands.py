"""The commands beside render and check: fill, templates, schema, rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from tests.acceptance.command import ROOT, docgen, files

DATA = """\
client: R&D <Labs>
version: 5.10
start: 2027-03-16
items:
  - {name: a, price: 12.50}
  - {name: b, price: 3}
"""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A folder with a template made in Word's own format, and its data."""
    document = Document()
    document.add_paragraph("Dear {{ client }}, version {{ version }} from {{ start|date }}")
    document.add_paragraph("{% for item in items %}{{ item.name }}={{ item.price|number(2) }};{% endfor %}")
    document.save(str(tmp_path / "letter.docx"))
    (tmp_path / "data.yaml").write_text(DATA, encoding="utf-8")
    return tmp_path


def texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def test_fill_prints_yaml_data_into_any_word_template(letter: Path) -> None:
    run = docgen("fill", "letter.docx", "data.yaml", "-o", "out.docx", folder=letter)
    assert run.status == 0, run.err
    assert "Wrote out.docx" in run.out
    assert texts(letter / "out.docx") == [
        "Dear R&D <Labs>, version 5.10 from Tue 16 March 2027",
        "a=12.50;b=3.00;",
    ]


def test_fill_takes_json_data_to_the_same_effect(letter: Path) -> None:
    items = [{"name": "a", "price": 12.5}, {"name": "b", "price": 3}]
    data = {"client": "R&D <Labs>", "version": "5.10", "start": "2027-03-16", "items": items}
    (letter / "data.json").write_text(json.dumps(data), encoding="utf-8")
    docgen("fill", "letter.docx", "data.yaml", "-o", "one.docx", folder=letter)
    run = docgen("fill", "letter.docx", "data.json", "-o", "two.docx", folder=letter)
    assert run.status == 0, run.err
    assert (letter / "one.docx").read_bytes() == (letter / "two.docx").read_bytes()


def test_fill_follows_the_locale(letter: Path) -> None:
    docgen("fill", "letter.docx", "data.yaml", "-o", "out.docx", "--locale", "de-DE", folder=letter)
    assert "a=12,50;" in texts(letter / "out.docx")[1]


def test_fill_reports_a_name_that_the_data_lacks_and_writes_nothing(letter: Path) -> None:
    (letter / "data.yaml").write_text(DATA.replace("client:", "klient:"), encoding="utf-8")
    before = files(letter)
    run = docgen("fill", "letter.docx", "data.yaml", "-o", "out.docx", folder=letter)
    assert run.status == 1
    assert "letter.docx" in run.err
    assert "klient" in run.err
    assert files(letter) == before


def test_fill_prints_nothing_for_a_missing_name_if_told_to(letter: Path) -> None:
    (letter / "data.yaml").write_text(DATA.replace("client:", "klient:"), encoding="utf-8")
    run = docgen("fill", "letter.docx", "data.yaml", "-o", "out.docx", "--missing", "blank", folder=letter)
    assert run.status == 0, run.err
    assert texts(letter / "out.docx")[0].startswith("Dear , version")


@pytest.mark.parametrize(
    "arguments", [("absent.docx", "data.yaml"), ("letter.docx", "absent.yaml"), ("data.yaml", "data.yaml")]
)
def test_fill_names_the_file_that_cannot_be_used(letter: Path, arguments: tuple[str, str]) -> None:
    run = docgen("fill", *arguments, "-o", "out.docx", folder=letter)
    assert run.status == 1
    assert any(name in run.err for name in ("absent", "data.yaml"))
    assert not (letter / "out.docx").exists()


def test_templates_list_names_every_document(tmp_path: Path) -> None:
    run = docgen("templates", "list", folder=tmp_path)
    assert run.status == 0
    assert "HOF   Sales handoff form" in run.out
    assert "SLA   SLA schedule" in run.out


def test_templates_eject_copies_out_and_never_overwrites(tmp_path: Path) -> None:
    assert docgen("templates", "eject", "-o", "ours", folder=tmp_path).status == 0
    others = {"INTAKE-cs.xlsx", "INTAKE.xlsx", "REPORT.xlsx", "READINESS.xlsx"}  # no client's documents
    documents = {path.name for path in (ROOT / "templates").iterdir()} - others
    assert set(files(tmp_path)) == {f"ours/{name}" for name in documents}
    assert files(tmp_path)["ours/SLA.docx"] == (ROOT / "templates" / "SLA.docx").read_bytes()
    (tmp_path / "ours" / "SLA.docx").write_bytes(b"changed by hand")
    run = docgen("templates", "eject", "SLA", "-o", "ours", folder=tmp_path)
    assert run.status == 1
    assert "exists" in run.err
    assert files(tmp_path)["ours/SLA.docx"] == b"changed by hand"


def test_templates_eject_copies_what_each_process_makes_of_a_document(tmp_path: Path) -> None:
    docgen("templates", "eject", "HOF", "-o", "ours", folder=tmp_path)
    assert set(files(tmp_path)) == {"ours/HOF.docx", "ours/HOF-cs.docx"}


def test_templates_show_prints_a_template_as_text_with_its_tags(tmp_path: Path) -> None:
    run = docgen("templates", "show", "SLA", folder=tmp_path)
    assert run.status == 0
    assert "{{ doc.version }}" in run.out
    assert "# " in run.out


def test_templates_show_prints_any_word_file(letter: Path) -> None:
    run = docgen("templates", "show", "letter.docx", folder=letter)
    assert run.out.splitlines()[0] == "Dear {{ client }}, version {{ version }} from {{ start|date }}"


def test_templates_show_refuses_what_is_no_word_file(letter: Path) -> None:
    run = docgen("templates", "show", "data.yaml", folder=letter)
    assert run.status == 1
    assert "data.yaml: error damaged" in run.err


def test_schema_prints_one_and_writes_all(tmp_path: Path) -> None:
    printed = docgen("schema", "intake", folder=tmp_path)
    written = docgen("schema", "-o", "schemas", folder=tmp_path)
    assert (printed.status, written.status) == (0, 0)
    names = ("bau_raci", "brand", "intake", "playbook", "playbook_changes", "questions", "raci_activities")
    assert sorted(files(tmp_path)) == [f"schemas/{name}.schema.json" for name in names]
    assert json.loads(printed.out) == json.loads(files(tmp_path)["schemas/intake.schema.json"])
    assert json.loads(printed.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_rules_lists_them_all_and_explains_one(tmp_path: Path) -> None:
    assert "SLA-03" in docgen("rules", folder=tmp_path).out
    one = docgen("rules", "sla-03", folder=tmp_path)
    assert one.status == 0
    assert one.out.startswith("SLA-03  ")
    assert "from stage" in one.out


def test_the_page_of_a_rule_shows_a_breach_and_what_can_be_done(tmp_path: Path) -> None:
    page = " ".join(docgen("rules", "TST-05", folder=tmp_path).out.split())
    assert "For example, at plan.wbs[5.5].change_ref:" in page
    assert "whoever approves for the stage may accept it" in page


def test_rules_lists_those_too_that_are_decided_elsewhere(tmp_path: Path) -> None:
    listed = docgen("rules", folder=tmp_path).out
    assert all(f"\n{rule} " in listed for rule in ("REF-01", "RES-01", "BAT-02", "DOC-07"))
    assert "reported as broken-reference" in docgen("rules", "REF-01", folder=tmp_path).out
