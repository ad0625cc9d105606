"""One client in a batch: what is known of it when it is skipped is what was known when it was made."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench.clients import client_text, code_of
from docgen.batch.client import Order, client_row, order_for
from docgen.batch.foretell import foretell
from docgen.batch.results import ClientOutcome, DocumentOutcome, Row
from docgen.pipeline import Options

TODAY = date(2027, 6, 10)
HANDOFF = Options(today=TODAY, artefacts=("HOF",))
CODE = code_of(1)


@pytest.fixture
def intake(tmp_path: Path) -> Path:
    path = tmp_path / "acme" / "intake.yaml"
    path.parent.mkdir()
    path.write_text(client_text(1), encoding="utf-8")
    return path


def order(intake: Path, options: Options = HANDOFF) -> Order:
    return order_for(intake.parents[1] / "out", options)


def made(intake: Path, options: Options = HANDOFF) -> Row:
    return client_row(intake, CODE, order(intake, options))


def told(row: Row) -> dict[str, Any]:
    """Return what a report says of a client, but for what differs between making and skipping."""
    documents = tuple(replace(document, outcome=DocumentOutcome.NEW) for document in row.documents)
    return {
        "code": row.code,
        "name": row.name,
        "process": row.process,
        "documents": documents,
        "problems": row.problems,
        "owed": row.owed,
    }


def undated(intake: Path) -> None:
    """Make the handoff form a draft with facts missing, whose date is today's."""
    text = intake.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("  HOF:", "  industry:"))]
    intake.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_skipped_client_is_reported_as_it_was_when_it_was_made(intake: Path) -> None:
    undated(intake)
    first, second = made(intake), made(intake)
    assert (first.outcome, second.outcome) == (ClientOutcome.RENDERED, ClientOutcome.UNCHANGED)
    assert first.owed
    assert first.problems
    assert told(first) == told(second)


def test_the_manifest_keeps_problems_by_file_name_and_the_row_by_path(intake: Path) -> None:
    undated(intake)
    made(intake)
    manifest = (intake.parents[1] / "out" / CODE / "manifest.json").read_text(encoding="utf-8")
    assert str(intake.parent) not in manifest
    assert {problem.file for problem in made(intake).problems} <= {str(intake), ""}


def test_what_took_its_date_from_today_is_looked_at_again_tomorrow(intake: Path) -> None:
    undated(intake)
    made(intake)
    tomorrow = replace(HANDOFF, today=date(2027, 6, 11))
    assert made(intake, tomorrow).outcome is ClientOutcome.RENDERED


def test_a_client_whose_documents_have_dates_is_skipped_tomorrow_too(intake: Path) -> None:
    made(intake)
    tomorrow = replace(HANDOFF, today=date(2027, 6, 11))
    assert made(intake, tomorrow).outcome is ClientOutcome.UNCHANGED


@pytest.mark.parametrize(
    "other",
    [
        {"artefacts": ("CSP",)},
        {"formats": ("docx",)},
        {"as_of": date(2027, 6, 12)},
        {"final": True},
        {"sets": ("client.headcount=7",)},
        {"force": True},
    ],
)
def test_another_request_reads_the_client_again(intake: Path, other: dict[str, Any]) -> None:
    made(intake)
    options = replace(HANDOFF, **other)
    again = order_for(intake.parents[1] / "out", options, force=options.force)
    assert client_row(intake, CODE, again).outcome is not ClientOutcome.UNCHANGED


def test_a_template_of_ones_own_counts_by_its_bytes(intake: Path, tmp_path: Path) -> None:
    from docgen.resources import templates_folder

    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "HOF-cs.docx").write_bytes((templates_folder() / "HOF-cs.docx").read_bytes())
    made(intake)
    assert made(intake, replace(HANDOFF, templates=ours)).outcome is ClientOutcome.UNCHANGED
    (ours / "HOF-cs.docx").write_bytes((templates_folder() / "HOF.docx").read_bytes())
    assert made(intake, replace(HANDOFF, templates=ours)).outcome is not ClientOutcome.UNCHANGED


def test_a_manifest_that_somebody_edited_is_no_ground_to_skip(intake: Path) -> None:
    made(intake)
    path = intake.parents[1] / "out" / CODE / "manifest.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    body["run"]["problems"] = [{"code": "X"}]
    path.write_text(json.dumps(body), encoding="utf-8")
    assert made(intake).outcome is ClientOutcome.RENDERED


@pytest.mark.parametrize("code", ["../..", "CON", "a/b", "x" * 300, "\0"])
def test_a_code_that_names_no_folder_leads_nowhere(intake: Path, code: str) -> None:
    row = client_row(intake, code, order(intake))
    assert row.outcome is ClientOutcome.FAILED
    assert [problem.code for problem in row.problems if problem.blocks] == ["changed-meanwhile"]
    assert not (intake.parents[1] / "out").exists()


def test_a_client_that_became_another_since_the_look_is_not_written(intake: Path) -> None:
    row = client_row(intake, "OTHER", order(intake))
    assert row.outcome is ClientOutcome.FAILED
    assert not (intake.parents[1] / "out").exists()


def test_what_is_foretold_comes_true(intake: Path) -> None:
    everything = Options(today=TODAY)
    for _ in range(2):
        foretold = foretell(intake, CODE, order(intake, everything))
        done = made(intake, everything)
        pairs = [(document.path, document.outcome) for document in foretold.row.documents]
        assert pairs == [(document.path, document.outcome) for document in done.documents]
        assert len(foretold.why) == len(pairs)
        intake.write_text(intake.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")


def test_what_final_would_withhold_is_foretold(intake: Path) -> None:
    undated(intake)
    final = replace(HANDOFF, final=True)
    foretold = foretell(intake, CODE, order(intake, final))
    assert [document.outcome for document in foretold.row.documents] == [DocumentOutcome.WITHHELD]
    assert foretold.why == ("It would be a draft.",)
    assert made(intake, final).count(DocumentOutcome.WITHHELD) == 1


def test_what_is_foretold_says_what_changed(intake: Path) -> None:
    made(intake)
    file = intake.parents[1] / "out" / CODE / "C1" / f"{CODE}_HOF_v1.0.docx"
    sound = file.read_bytes()
    file.write_bytes(b"something else")
    assert foretell(intake, CODE, order(intake)).row.outcome is ClientOutcome.FAILED  # it is approved
    file.unlink()
    assert foretell(intake, CODE, order(intake)).why == ("It has gone from the folder.",)
    file.write_bytes(sound)
    assert foretell(intake, CODE, order(intake)).row.outcome is ClientOutcome.UNCHANGED
