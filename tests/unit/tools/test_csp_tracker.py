"""The success plan's tracker as the client receives it: live figures that agree with the plan, and the list to load."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from docgen.artefacts import edition
from docgen.derive.context import Context
from docgen.derive.values import listed
from docgen.engine import Template
from docgen.pipeline import Options, judge_document, read_client
from docgen.printing import GLYPHS, PRINTERS
from docgen.problems import Severity
from tools.csp_tracker import BOOK

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
SHOWN = ("client", "provider", "brand", "doc", "locale", "as_of", "success")
CASES = (
    ("harbour-vale", date(2027, 6, 10)),
    ("harrow-wills", date(2027, 4, 15)),
    ("harbour-vale", date(2027, 3, 11)),
)
SHEETS = [
    "Control", "Plan", "Objectives", "Measures", "Readings", "Actions", "Training", "Check-ins", "Platform load",
    "Open items",
]  # fmt: skip
FIRST = 6
INTERNAL = ("sentiment", "sceptical", "influence", "fears for her planners", "two depots fear")

each_case = pytest.mark.parametrize("case", CASES, ids=str)


@cache
def template() -> Template:
    return Template.open(BOOK.build(), printers=PRINTERS, text_beside=Severity.ERROR, name="CSP.xlsx")


@cache
def rendered(client: str, as_of: date) -> tuple[Context, bytes]:
    options = Options(today=as_of, as_of=as_of)
    read = read_client(EXAMPLES / client / "intake.yaml", options)
    judged = judge_document(read, edition("CSP", read.playbook.stages_by_id), options)
    topics = {name: getattr(judged.context, name) for name in SHOWN}
    return judged.context, template().render(
        {**topics, "verdict": judged.verdict}, locale=judged.context.locale
    )


def book(case: tuple[str, date], *, values: bool = True) -> Workbook:
    return load_workbook(io.BytesIO(rendered(*case)[1]), data_only=values)


def column(workbook: Workbook, sheet: str, letter: str, count: int) -> list[object]:
    return [workbook[sheet][f"{letter}{row}"].value for row in range(FIRST, FIRST + count)]


def test_the_template_has_no_warning_and_its_sheets_stand_in_the_order_of_reading() -> None:
    assert template().warnings == ()
    assert book(CASES[0]).sheetnames == SHEETS


@each_case
def test_the_live_progress_and_state_of_each_measure_are_the_plan_s(case: tuple[str, date]) -> None:
    measures = listed(rendered(*case)[0].success.measures)
    found, count = book(case), len(measures)
    states = [f"{GLYPHS[one.chip.state]} {one.chip.text}" for one in measures]
    assert column(found, "Measures", "O", count) == states
    shares = [float(one.progress) / 100 if one.current is not None else None for one in measures]
    assert column(found, "Measures", "M", count) == pytest.approx(shares)
    latest = [None if one.current is None else float(one.current) for one in measures]
    assert column(found, "Measures", "K", count) == latest


@each_case
def test_the_live_state_of_each_objective_is_the_plan_s(case: tuple[str, date]) -> None:
    aims = listed(rendered(*case)[0].success.objectives)
    states = [f"{GLYPHS[one.chip.state]} {one.chip.text}" for one in aims]
    assert column(book(case), "Objectives", "L", len(aims)) == states


@each_case
def test_the_live_states_of_actions_and_check_ins_are_the_plan_s(case: tuple[str, date]) -> None:
    success = rendered(*case)[0].success
    work = (*success.actions, *listed(success.commitments))
    found = book(case)
    states = [f"{GLYPHS[one.chip.state]} {one.chip.text}" for one in work]
    assert column(found, "Actions", "J", len(work)) == states
    calls = [f"{GLYPHS[row.chip.state]} {row.chip.text}" for row in success.checkins.rows]
    assert column(found, "Check-ins", "J", len(calls)) == calls


def test_the_share_of_places_taken_in_training_is_the_plan_s() -> None:
    training = rendered(*CASES[0])[0].success.training
    row = FIRST + len(listed(training.sessions))
    sheet = book(CASES[0])["Training"]
    assert (sheet[f"B{row}"].value, sheet[f"K{row}"].value) == ("All", training.attendance)
    assert sheet[f"L{row}"].value == pytest.approx(float(training.share or 0) / 100, abs=0.0005)


def test_only_the_last_reading_of_each_measure_is_marked() -> None:
    assert column(book(CASES[0]), "Readings", "F", 12) == [None, None, "Latest"] * 4


def test_free_rows_take_a_listed_measure_and_a_listed_status() -> None:
    found = book(CASES[0], values=False)
    rules = {
        sheet: {rule.formula1: str(rule.sqref) for rule in found[sheet].data_validations.dataValidation}
        for sheet in ("Readings", "Actions", "Check-ins")
    }
    assert rules["Readings"] == {"'Measures'!$B$6:$B$9": "B6:B41"}
    assert rules["Actions"]['"Open,In progress,Done,Cancelled"'] == "I6:I22"
    assert rules["Check-ins"] == {'"Planned,Held,Missed,Cancelled"': "I6:I9"}


@each_case
def test_the_list_to_load_is_plain_and_its_days_are_iso_days(case: tuple[str, date]) -> None:
    sheet = book(case, values=False)["Platform load"]
    head, *rows = list(sheet.iter_rows(values_only=True))
    assert head == ("name", "company", "type", "status", "due date", "owner")
    assert {row[2] for row in rows} >= {"Objective", "Measure", "Milestone", "Training session", "Check-in"}
    assert all(re.fullmatch(r"2\d{3}-\d\d-\d\d", row[4]) for row in rows)
    assert all(row[0] and row[1] and row[3] and row[5] for row in rows)
    assert not [cell for row in rows for cell in row if str(cell).startswith("=")]


@each_case
def test_nothing_internal_stands_in_a_cell_a_comment_or_the_properties(case: tuple[str, date]) -> None:
    found = book(case, values=False)
    said = [str(cell.value) for sheet in found for row in sheet.iter_rows() for cell in row if cell.value]
    said += [
        cell.comment.text for sheet in found for row in sheet.iter_rows() for cell in row if cell.comment
    ]
    said += [str(found.properties.title), str(found.properties.description)]
    joined = "\n".join(said).lower()
    assert [word for word in INTERNAL if word in joined] == []
    assert all(sheet.sheet_state == "visible" for sheet in found)
