"""Readiness: by stage, document, fact and owner; as lines, as JSON, as a workbook, on a terminal."""

from __future__ import annotations

import gc
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from docgen.cli.readiness import show_readiness
from docgen.derive.context import Context
from docgen.errors import ArgumentError
from docgen.pipeline import Options, check_client
from docgen.readiness import client_data, client_readiness, readiness_data, report_kind, write_readiness
from docgen.readiness.lines import NOBODY, Known
from docgen.readiness.write import workbook
from tests.conftest import EXAMPLES
from tests.unit.readiness.clients import ALL, AS_OF, BROKEN, GAPS, NONE, SOUND, assessed, ready

# -- lines -------------------------------------------------------------------------------------------


def test_each_document_tells_how_many_of_its_facts_are_known() -> None:
    lines = {line.code: line for line in ready(GAPS).documents}
    for judged in assessed(GAPS).documents:
        line, found = lines[judged.artefact.code], judged.verdict.readiness
        assert line.facts == Known(found.complete, found.applicable)
        assert line.facts.percent == found.percent
        assert line.reasons == judged.verdict.reasons
        assert line.draft == judged.verdict.draft


def test_a_stage_counts_a_fact_that_several_of_its_documents_need_once() -> None:
    (stage,) = (line for line in ready(GAPS).stages if line.stage == "S3")
    alone = [line.facts for line in ready(GAPS).documents if line.stage == "S3"]
    assert stage.documents == ("SDD", "SLA", "CSP")
    assert max(one.needed for one in alone) <= stage.facts.needed < sum(one.needed for one in alone)
    assert stage.facts.missing == len(
        {
            missing.key
            for judged in assessed(GAPS).documents
            if judged.artefact.stage == "S3"
            for missing in judged.verdict.readiness.missing
        }
    )


def test_stages_stand_in_the_order_of_their_process() -> None:
    assert [line.stage for line in ready(GAPS).stages] == ["S1", "S2", "S3", "S4", "S7"]
    assert [line.stage for line in ready(SOUND).stages] == ["C1", "C2", "C4"]


def test_a_missing_fact_has_its_question_who_owes_it_by_when_and_which_documents_wait() -> None:
    lines = {line.path: line for line in ready(GAPS).owed}
    line = lines["compliance"]
    assert line.question == "Laws and standards that bind the client"
    assert (line.stage, line.documents) == ("S1", ("HOF", "SDD"))
    assert line.due == date(2027, 2, 4)  # the kickoff
    assert line.days == (line.due - AS_OF).days == -25
    assert line.state.text == "Overdue"
    assert line.where == f"{EXAMPLES / GAPS}:3:1"


def test_nobody_owes_a_fact_twice_and_every_missing_one_is_there() -> None:
    wanted = {m.key for d in assessed(GAPS).documents for m in d.verdict.readiness.missing}
    assert len(ready(GAPS).owed) == len(wanted)
    assert ready(GAPS).facts.missing == len(wanted)


def test_people_who_are_wanted_are_asked_for_one_by_one_in_words() -> None:
    asked = [line.question for line in ready(GAPS).owed if line.path == "contacts"]
    assert "Who is the client's IT lead" in asked
    assert "Who is the client's technical contact" in asked
    assert len(asked) == len(set(asked))


def test_a_ready_client_owes_nothing() -> None:
    (client,) = ready(SOUND).clients
    assert client.owed == ()
    assert client.facts.percent == 100
    assert client.state.text == "Can be issued"
    assert client.issuable == len(client.documents) == 3


def test_a_client_that_cannot_be_read_has_problems_and_no_percentage() -> None:
    (client,) = ready(BROKEN).clients
    assert (client.code, client.documents, client.stages) == ("", (), ())
    assert client.errors == len(assessed(BROKEN).all_problems)
    assert client.state.text == "Cannot be read"
    assert client_data(client)["facts"] is None


def test_owners_come_by_how_much_they_owe() -> None:
    owners = ready(*ALL).owners
    assert sum(line.facts for line in owners) == len(ready(*ALL).owed)
    assert [line.facts for line in owners] == sorted((line.facts for line in owners), reverse=True)
    assert all(line.owner and line.owner != NOBODY for line in owners)


def test_a_percentage_is_rounded_down_so_that_only_a_full_list_says_100() -> None:
    assert (Known(199, 200).percent, Known(200, 200).percent, Known(0, 0).percent) == (99, 100, 100)


def test_lines_keep_nothing_of_the_documents_that_they_are_of() -> None:
    gc.collect()
    before = sum(isinstance(each, Context) for each in gc.get_objects())
    kept = [
        client_readiness(name, check_client(EXAMPLES / name, Options(today=AS_OF)), AS_OF)
        for name in (SOUND, SOUND)
    ]
    gc.collect()
    assert len(kept) == 2
    assert sum(isinstance(each, Context) for each in gc.get_objects()) == before


# -- files -------------------------------------------------------------------------------------------


def rows(sheet: Worksheet) -> Iterator[dict[str, Any]]:
    """Yield the rows of a sheet's table by the heads of its columns."""
    (table,) = sheet.tables.values()
    head, *body = sheet[table.ref]
    for row in body:
        yield {cell.value: one.value for cell, one in zip(head, row, strict=True)}


def book(*names: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(ready(*names))))


def test_the_workbook_has_a_row_for_each_client_stage_document_fact_and_owner() -> None:
    found, told = book(*ALL), ready(*ALL)
    counts = {name: len(list(rows(found[name]))) for name in found.sheetnames if name != "Summary"}
    assert counts == {
        "Clients": 3,
        "Stages": len(told.stages),
        "Documents": len(told.documents),
        "Missing": len(told.owed),
        "Owners": len(told.owners),
    }


def test_the_workbook_says_of_a_missing_fact_what_the_lines_say_in_cells_of_their_types() -> None:
    for row, line in zip(rows(book(*ALL)["Missing"]), ready(*ALL).owed, strict=True):
        assert row["Who owes it"] == line.owner
        assert row["Question"] == line.question
        assert row["Documents that wait"] == ", ".join(line.documents)
        assert row["Fact"] == line.path
        assert row["Days left"] == line.days
        assert line.due is None or row["Due"] == datetime.combine(line.due, datetime.min.time())


def test_percentages_are_numbers_and_a_client_that_cannot_be_read_has_none() -> None:
    first, second, broken = rows(book(*ALL)["Clients"])
    assert first["Ready"] == ready(GAPS).facts.percent / 100
    assert second["Ready"] == 1
    assert broken["Ready"] in (None, "")
    assert broken["Errors"] == len(assessed(BROKEN).all_problems)


def test_a_workbook_of_nobody_says_so() -> None:
    found = openpyxl.load_workbook(io.BytesIO(workbook(NONE)))
    texts = [cell.value for row in found["Missing"].iter_rows() for cell in row if cell.value]
    assert "Nothing is missing." in texts


def test_the_same_readiness_makes_the_same_bytes() -> None:
    assert workbook(ready(*ALL)) == workbook(ready(*ALL))


def test_a_report_file_holds_as_json_what_the_workbook_shows(tmp_path: Path) -> None:
    write_readiness(ready(*ALL), tmp_path / "ready.json")
    told = json.loads((tmp_path / "ready.json").read_text(encoding="utf-8"))
    assert told == readiness_data(ready(*ALL))
    assert [client["client"] for client in told["clients"]] == ["HWP", "HVL", ""]
    assert len(told["clients"][0]["missing"]) == len(ready(GAPS).owed)
    assert told["clients"][0]["stages"][0]["facts"]["percent"] == ready(GAPS).stages[0].facts.percent


@pytest.mark.parametrize("name", ["ready.pdf", "ready", "ready.xlsx.txt"])
def test_a_report_of_another_kind_is_refused(name: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        report_kind(Path(name))
    assert caught.value.problems[0].code == "report-kind"


# -- terminal ----------------------------------------------------------------------------------------


def test_the_terminal_lists_stages_then_what_is_missing_from_each_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (client,) = ready(GAPS).clients
    show_readiness(client)
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["Stage", "Documents", "Facts", "First", "due"]
    heads = [line for line in lines if line.startswith("Missing from")]
    assert heads[0] == "Missing from S1 on, Sales handoff and kickoff:"
    assert len(heads) == len({line.stage for line in client.owed})
    for fact in client.owed:
        assert any(fact.owner in line and line.endswith(fact.path) for line in lines), fact


def test_of_a_client_that_cannot_be_read_nothing_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    show_readiness(ready(BROKEN).clients[0])
    assert capsys.readouterr().out == ""
