"""The questionnaire as a client receives it: the live columns say what the derivation says."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from docgen.artefacts import CATALOGUE
from docgen.derive.context import Context
from docgen.derive.questionnaire.statuses import NOT_ASKED, OPEN, SETTLED, TO_CONFIRM
from docgen.derive.questionnaire.tables import sheet_name
from docgen.derive.values import Span, State
from docgen.engine import Template
from docgen.pipeline import Options, judge_document, read_client
from docgen.printing import PRINTERS
from docgen.problems import Severity
from tests.unit.derive.questionnaire.asking import AS_OF
from tools.tdq import BOOK
from tools.tdq_parts.plan import TABLE_STATE, Q, plans

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "harrow-wills"
SHOWN = ("client", "provider", "brand", "doc", "locale", "tdq")
FULL, THIN = EXAMPLES / "intake.yaml", EXAMPLES / "handoff.yaml"


@cache
def template() -> Template:
    return Template.open(BOOK.build(), printers=PRINTERS, text_beside=Severity.ERROR, name="TDQ.xlsx")


@cache
def context(intake: Path) -> tuple[Context, bytes]:
    options = Options(today=AS_OF, as_of=AS_OF)
    judged = judge_document(read_client(intake, options), CATALOGUE["TDQ"], options)
    topics = {name: getattr(judged.context, name) for name in SHOWN}
    data = template().render({**topics, "verdict": judged.verdict}, locale=judged.context.locale)
    return judged.context, data


def workbook(intake: Path, *, values: bool = True) -> Workbook:
    return load_workbook(io.BytesIO(context(intake)[1]), data_only=values)


def test_the_template_has_no_warning() -> None:
    assert template().warnings == ()


@pytest.mark.parametrize("intake", [FULL, THIN], ids=["full", "thin"])
def test_the_live_state_of_every_question_is_the_derived_one(intake: Path) -> None:
    book = workbook(intake)
    for domain in context(intake)[0].tdq.domains.values():
        sheet = book[domain.id]
        found = {row[1].value: sheet[f"{Q.state}{row[1].row}"].value for row in sheet.iter_rows()}
        for section in domain.sections:
            for one in section.questions:
                assert found[one.id] == one.state, one.id


@pytest.mark.parametrize("intake", [FULL, THIN], ids=["full", "thin"])
def test_the_live_totals_are_the_derived_ones(intake: Path) -> None:
    sheet, derived = workbook(intake)["Progress"], context(intake)[0].tdq.progress
    (total,) = (row for row in sheet.iter_rows() if row[1].value == "All")
    counted = [cell.value for cell in total[5:11]]
    assert counted == [
        derived.questions,
        derived.mandatory,
        derived.settled,
        derived.to_confirm,
        derived.open,
        derived.overdue,
    ]


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("Servers out of support", 2),
        ("Domain controllers", 1),
        ("Users with a second factor, per cent", 64),
        ("Critical and high vulnerabilities", 22),
        ("Licences to spare", 4),
        ("Essential Eight, overall (lowest of the eight)", 0),
    ],
)
def test_figures_of_the_example_follow_from_its_answers(figure: str, value: int) -> None:
    sheet = workbook(FULL)["Figures"]
    assert next(row[2].value for row in sheet.iter_rows() if row[1].value == figure) == value


def test_storage_reaches_80_per_cent_in_about_seven_months() -> None:
    # 12 months × (0.8 × 8.0 TB − 5.68 TB) ÷ (22 % of 5.68 TB)
    sheet = workbook(FULL)["Figures"]
    months = next(
        row[2].value for row in sheet.iter_rows() if row[1].value == "Fewest months to 80 % of a storage"
    )
    assert months == pytest.approx(6.914, abs=0.001)


def test_a_table_keeps_its_blank_rows_after_the_known_ones() -> None:
    sheet = workbook(FULL)["Servers"]
    known = [row[1].value for row in sheet.iter_rows(min_row=7) if row[1].value]
    assert len(known) == 7
    (table,) = sheet.tables.values()
    last = int("".join(filter(str.isdigit, table.ref.rpartition(":")[2])))
    assert last == 6 + 7 + 20


def test_nothing_internal_to_the_provider_reaches_the_client() -> None:
    texts = " ".join(
        str(cell.value) for sheet in workbook(FULL) for row in sheet.iter_rows() for cell in row if cell.value
    )
    sales = read_client(FULL, Options(today=AS_OF)).intake.sales
    assert sales is not None
    assert sales.why_won
    assert sales.why_won not in texts


@pytest.mark.parametrize("intake", [FULL, THIN], ids=["full", "thin"])
def test_a_table_shows_the_state_of_the_question_that_needs_somebody_most(intake: Path) -> None:
    book, view = workbook(intake), context(intake)[0].tdq
    states = {
        one.id: one.state
        for domain in view.domains.values()
        for section in domain.sections
        for one in section.questions
    }
    worst = (OPEN, TO_CONFIRM, SETTLED, NOT_ASKED)
    for plan in plans():
        sheet = book[sheet_name(plan.path)]
        found = [cell.value for cell in sheet[TABLE_STATE] if cell.value][-1]
        assert found == min((states[question.id] for question in plan.questions), key=worst.index), plan.path


def test_rows_of_the_example_are_as_high_as_their_texts() -> None:
    sheet = workbook(FULL)["People"]
    heights = {row[1].value: sheet.row_dimensions[row[1].row].height for row in sheet.iter_rows(min_row=7)}
    # Dana Wills may approve nine things; Ruth Okafor approves spending.
    assert heights["c-wills"] > 3 * heights["c-okafor"]


def test_what_the_backups_of_the_example_lose_is_held_against_each_rpo() -> None:
    beyond = [line for line in context(FULL)[0].tdq.losses if line.chip.state is State.CRITICAL]
    # The servers are copied once a day; FileNest may lose an hour, Microsoft 365 half a day.
    assert [(line.name, line.loss, line.allowed.minutes) for line in beyond] == [
        ("FileNest DMS", Span(24 * 60), 60),
        ("Microsoft 365", Span(24 * 60), 12 * 60),
    ]
