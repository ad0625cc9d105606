"""The handoff pack, its registers and the retrospective, as they come out for the example clients."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml
from docx.document import Document
from docx.enum.section import WD_ORIENT
from openpyxl import Workbook

from docgen.derive.context import derive
from docgen.engine import Template
from docgen.intake.model import Intake
from docgen.judge import judge
from docgen.pack.record import named_topics
from docgen.playbooks import load_playbook
from docgen.printing import PRINTERS
from docgen.resources import templates_folder
from tests.unit.derive.bau.handovers import EXAMPLE
from tests.unit.judge.sound import STEP, Lines, put
from tools.bau import DOCUMENT
from tools.bau_parts.book import SHEETS

SECTIONS = (
    "Summary and readiness",
    "People",
    "Service on a page",
    "Governance calendar",
    "Documentation index",
    "As-built architecture",
    "Runbooks",
    "Known issues",
    "Client preferences",
    "Monitoring and AI operations",
    "Security and compliance",
    "Backup and recovery",
    "Registers",
    "Access register",
    "Hypercare results",
    "Open actions and residual risks",
    "Handoff checklist",
    "Acceptance certificate",
)
SENTINELS = {
    "bau.retrospective.well": ["ZQX-WELL"],
    "bau.retrospective.improve": ["ZQX-IMPROVE"],
    "bau.retrospective.margin_note": "ZQX-MARGIN",
    "bau.checklist.B5.evidence": "ZQX-TASK",
    "sales.concerns": "ZQX-CONCERN",
}
HARBOUR = EXAMPLE.parents[1] / "harbour-vale" / "intake.yaml"
SMALL = EXAMPLE.parent / "handoff.yaml"


@cache
def facts(path: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data


def rendered(
    template: str,
    changes: Mapping[str, object] | None = None,
    *,
    client: str = str(EXAMPLE),
    as_of: date = date(2027, 4, 15),
) -> bytes:
    """Return one document of an example client with facts changed by path."""
    data = copy.deepcopy(facts(client))
    for path, value in (changes or {}).items():
        put(data, STEP.findall(path), value)
    intake, playbook = Intake.model_validate(data), load_playbook(data["playbook"])
    code = template.split(".", maxsplit=1)[0].split("-", maxsplit=1)[0]
    context = derive(intake, playbook, artefact=code, as_of=as_of)
    stage = "S7" if playbook.goes_live else "C4"
    verdict = judge(intake, playbook, context, artefact=code, stage=stage, lines=Lines())
    opened = Template.open(templates_folder() / template, printers=PRINTERS)
    topics, _ = named_topics(context, verdict, shown=opened.shown)
    return opened.render(topics, locale=context.locale)


def word(template: str, *args: Any, **options: Any) -> Document:
    return docx.Document(io.BytesIO(rendered(template, *args, **options)))


def registers(changes: Mapping[str, object] | None = None) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(rendered("BAU.xlsx", changes)), data_only=True)


def all_text(data: bytes) -> str:
    """Return every part of a package as text: comments, properties and hidden places too."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_the_source_has_the_eighteen_sections_of_the_pack_in_order() -> None:
    assert tuple(section.title for section in DOCUMENT.sections) == SECTIONS


def test_every_section_comes_out_even_for_a_client_of_whom_little_is_known() -> None:
    document = word("BAU.docx", client=str(SMALL), as_of=date(2027, 1, 29))
    heads = (one for one in document.paragraphs if one.style and str(one.style.name).lower() == "heading 1")
    assert tuple(one.text for one in heads) == SECTIONS
    text = all_text(rendered("BAU.docx", client=str(SMALL), as_of=date(2027, 1, 29)))
    assert ">None<" not in text
    assert "TBC" in text


@pytest.mark.parametrize("template", ["BAU.docx", "BAU.xlsx"])
def test_nothing_of_the_retrospective_and_no_internal_fact_reaches_the_pack(template: str) -> None:
    text = all_text(rendered(template, SENTINELS))
    assert "ZQX" not in text
    assert "RET-v" not in text
    assert "etrospective" not in text


def test_the_retrospective_holds_what_the_pack_leaves_out() -> None:
    text = all_text(rendered("RET.docx", SENTINELS))
    assert all(word in text for word in ("ZQX-WELL", "ZQX-IMPROVE", "ZQX-MARGIN", "ZQX-TASK"))


def test_accounts_stand_with_their_reference_and_no_account_without() -> None:
    rows = list(
        registers()["Access"].iter_rows(min_row=6, max_row=10, min_col=2, max_col=5, values_only=True)
    )
    assert all(str(row[3]).startswith("vault://clients/hwp/") for row in rows)


def test_a_raw_secret_is_refused_before_anything_is_written() -> None:
    with pytest.raises(ValueError, match="vault"):
        rendered("BAU.xlsx", {"bau.access_register[acc-1].vault_ref": "Summer2027!"})


def test_each_register_has_a_sheet_with_heads_that_stay_a_filter_and_heads_on_each_page() -> None:
    book = registers()
    assert book.sheetnames == ["Control", "Ending soon", *(one.sheet for one in SHEETS), "Open items"]
    for one in SHEETS:
        sheet = book[one.sheet]
        assert sheet.freeze_panes == "D6"
        assert sheet.auto_filter.ref.startswith("B5:")
        assert sheet.print_title_rows == "$5:$5"


def test_counts_are_numbers_and_ends_are_dates() -> None:
    line = [cell.value for cell in registers()["Licences"][6]][1:]
    assert [value.date() if isinstance(value, datetime) else value for value in line[:8]] == [
        "lic-bp",
        "Microsoft 365 Business Premium",
        "ASI AI Solutions",
        124,
        120,
        4,
        date(2028, 3, 15),
        335,
    ]


def test_totals_add_up_what_stands_above_them() -> None:
    sheet = registers()["Assets"]
    total = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "Together")
    assert total[5] == 161


def test_the_control_sheet_counts_what_ends_within_ninety_days() -> None:
    assert [registers()["Control"].cell(8, column).value for column in (4, 5)] == [1, 3]


def test_dates_are_coloured_from_the_day_on_which_the_registers_are_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered("BAU.xlsx")))
    assert book.defined_names["register_date"].attr_text == "'Ending soon'!$C$5"
    assert book["Ending soon"]["C5"].value.date() == date(2027, 4, 15)
    rules = [rule for held in book["Warranties"].conditional_formatting for rule in held.rules]
    assert {f"AND(ISNUMBER(E6),E6-register_date<={days})" for days in (90, 180)} <= {
        formula for rule in rules for formula in rule.formula
    }


def test_a_register_without_a_line_says_so() -> None:
    values = [
        cell.value for row in registers({"bau.registers.warranties": []})["Warranties"].rows for cell in row
    ]
    assert "No warranty is recorded." in values


def test_the_certificate_has_a_column_for_each_of_the_three_parties() -> None:
    table = next(one for one in word("BAU.docx").tables if one.cell(0, 0).text == "Signatory")
    assert [cell.text for cell in table.rows[0].cells] == [
        "Signatory",
        "Service Delivery Manager",
        "Onboarding Lead",
        "Client",
    ]
    assert [cell.text for cell in table.rows[2].cells][1:] == ["Nadia Brook", "Mira Solano", "Dana Wills"]
    kept = [p.paragraph_format.keep_with_next for row in table.rows[1:-1] for p in row.cells[0].paragraphs]
    assert all(kept)


def test_charts_are_native_in_the_pack_and_in_the_retrospective() -> None:
    for template in ("BAU.docx", "RET.docx"):
        with zipfile.ZipFile(io.BytesIO(rendered(template))) as package:
            charts = [name for name in package.namelist() if name.startswith("word/charts/chart")]
        assert len(charts) == 2


def test_paper_follows_the_client_s_region() -> None:
    for region, width in (("AU-VIC", 210), ("US-CO", 216)):
        section = word("BAU.docx", {"client.region": region}).sections[0]
        assert section.orientation == WD_ORIENT.PORTRAIT
        assert section.page_width is not None
        assert round(section.page_width.mm) == width


def test_support_receives_a_pack_of_its_own_from_a_success_manager() -> None:
    text = all_text(rendered("BAU-cs.docx", client=str(HARBOUR), as_of=date(2027, 6, 10)))
    assert "Support handover pack" in text
    assert "Imelda Shaw" in text
    assert "ypercare" not in text
