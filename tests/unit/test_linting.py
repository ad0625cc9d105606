"""The built-in templates are sound against what their documents are given; somebody's own are checked before use."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import docx
import pytest
from click.testing import CliRunner, Result

from docgen.artefacts import TEMPLATED
from docgen.batch.report.lines import Report
from docgen.cli.group import docgen
from docgen.engine.lint import Look, kind_of, lint, named
from docgen.imports.filling import Filled
from docgen.linting import artefact_look
from docgen.printing import PRINTERS
from docgen.problems import Severity
from docgen.readiness import Ready
from docgen.resources import templates_folder

ROOT = Path(__file__).resolve().parents[2]
INTAKE = ROOT / "examples" / "harrow-wills" / "intake.yaml"


def built_in() -> Iterator[tuple[str, Look]]:
    for artefact in TEMPLATED:
        for name in artefact.templates.values():
            yield name, artefact_look(artefact.code, text_beside=Severity.ERROR)
    yield (
        "READINESS.xlsx",
        Look(root=named({"ready": kind_of(Ready)}), printers=PRINTERS, text_beside=Severity.ERROR),
    )
    yield (
        "REPORT.xlsx",
        Look(
            root=named({"report": kind_of(Report), "mark": kind_of(str)}),
            printers=PRINTERS,
            text_beside=Severity.ERROR,
        ),
    )
    asked = named({name: kind_of(kind) for name, kind in get_type_hints(Filled).items()})
    for name in ("INTAKE.xlsx", "INTAKE-cs.xlsx"):
        yield name, Look(root=asked, printers=PRINTERS, text_beside=Severity.ERROR)


BUILT_IN = dict(built_in())


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_template_is_sound_against_its_context(name: str) -> None:
    found = lint(templates_folder() / name, BUILT_IN[name])
    assert [str(each) for each in found if each.severity is not Severity.INFO] == []


def test_every_built_in_template_is_checked() -> None:
    assert {path.name for path in templates_folder().iterdir()} == set(BUILT_IN)


def test_all_built_in_templates_are_checked_in_ten_seconds() -> None:
    begun = time.process_time()
    for name, look in BUILT_IN.items():
        lint(templates_folder() / name, look)
    assert time.process_time() - begun < 10


# -- the command ----------------------------------------------------------------------------------------


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(docgen, [str(each) for each in arguments])


def letter(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def test_a_sound_template_ends_with_status_0(tmp_path: Path) -> None:
    done = run("lint", letter(tmp_path / "letter.docx", "Dear {{ name }}"))
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path / 'letter.docx'}: no problems\n")


def test_faults_end_with_status_1_and_are_counted(tmp_path: Path) -> None:
    done = run("lint", letter(tmp_path / "letter.docx", "Dear {{ name|uper }}", "{% if x %}"))
    assert done.exit_code == 1
    assert "2 errors, 1 warning" in done.stdout
    assert "Did you mean upper?" in done.stderr


def test_an_artefact_tells_what_its_templates_may_name(tmp_path: Path) -> None:
    path = letter(tmp_path / "SLA.docx", "{{ sla.targtes }}")
    assert run("lint", path).exit_code == 0
    done = run("lint", path, "--artefact", "sla")
    assert (done.exit_code, "Did you mean sla.targets?" in done.stderr) == (1, True)


def test_data_are_tried(tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    data.write_text("client: {name: Reed}\n", "utf-8")
    done = run("lint", letter(tmp_path / "letter.docx", "{{ client.nmae }}"), "--data", data)
    assert (done.exit_code, "Did you mean client.name?" in done.stderr) == (1, True)


def test_programs_get_the_problems_of_each_template_as_json(tmp_path: Path) -> None:
    sound, faulty = letter(tmp_path / "a.docx", "x"), letter(tmp_path / "b.docx", "{{ x|uper }}")
    done = run("lint", sound, faulty, "--json")
    first, second = json.loads(done.stdout)["templates"]
    assert (first["status"], first["problems"], second["status"]) == (0, [], 1)
    assert [each["code"] for each in second["problems"]] == ["unknown-filter"]


def test_a_file_that_is_not_there_is_one_problem() -> None:
    done = run("lint", "nowhere.docx")
    assert (done.exit_code, "nowhere.docx" in done.stderr) == (1, True)


# -- templates of one's own -----------------------------------------------------------------------------


def test_an_own_template_that_is_at_fault_is_told_whole_before_anything_is_rendered(tmp_path: Path) -> None:
    own = tmp_path / "ours"
    own.mkdir()
    letter(own / "SLA.docx", "{{ client.legl_name }}", "{% if false %}{{ sla.targtes }}{% endif %}")
    done = run("render", INTAKE, "-o", tmp_path / "out", "-a", "SLA", "--templates", own)
    assert done.exit_code == 1
    assert "Did you mean client.legal_name?" in done.stderr
    assert "Did you mean sla.targets?" in done.stderr
    assert not list((tmp_path / "out").rglob("*SLA*"))


def test_warnings_about_an_own_template_are_told_and_the_document_is_written(tmp_path: Path) -> None:
    own = tmp_path / "ours"
    own.mkdir()
    letter(own / "SLA.docx", "{{ client.legal_name }}", "{% if sla.credits %}", "x", "{% endif %}")
    done = run("render", INTAKE, "-o", tmp_path / "out", "-a", "SLA", "--templates", own)
    assert "empty-paragraph" in done.stderr
    (written,) = (tmp_path / "out").rglob("*_SLA_*.docx")
    assert (
        docx.Document(io.BytesIO(written.read_bytes())).paragraphs[0].text == "Harrow Wills Partners Pty Ltd"
    )
