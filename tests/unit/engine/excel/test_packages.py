"""Workbooks of any maker work; what no tag touches stays as it lies; the same input gives the same bytes."""

from __future__ import annotations

import io
import re
import threading
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from docgen.engine import Template
from docgen.engine.package import read_package
from tests.unit.engine.excel.make import cells, edited, grid, part, problems, rendered, rows, saved, workbook

ROWS = rows(
    ["{{ t }}", "{{ n }}"], ["{%tr for x in xs %}"], ["{{ x }}", "=A3&B1"], ["{%tr endfor %}"], ["end"]
)
DATA = {"t": "R&D", "n": 5, "xs": ["a", "b"]}
READ = [("R&D", 5), ("a", "=A2&B1"), ("b", "=A3&B1"), ("end", None)]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STRINGS = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/>'


def _with_shared_strings(template: bytes) -> bytes:
    """Return a workbook with its texts in the shared strings, as Excel and LibreOffice write them."""
    texts: list[str] = []

    def share(match: re.Match[str]) -> str:
        texts.append(match[1])
        return f't="s"><v>{len(texts) - 1}</v>'

    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        sheet = re.sub(r't="inlineStr"><is>(.*?)</is>', share, archive.read(SHEET).decode())
    items = "".join(f"<si>{text}</si>" for text in texts)
    listed = '<Relationship Id="rIdS" Target="sharedStrings.xml" Type="{}/sharedStrings"/></Relationships>'
    return edited(
        template,
        {
            SHEET: lambda _: sheet,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>',
            "xl/_rels/workbook.xml.rels": lambda text: text.replace(
                "</Relationships>", listed.format(OFFICE)
            ),
            "[Content_Types].xml": lambda text: text.replace("</Types>", f"{STRINGS}</Types>"),
        },
    )


def test_shared_strings_and_inline_ones_give_the_same() -> None:
    inline = workbook(S=ROWS)
    shared = _with_shared_strings(inline)
    assert cells(inline, DATA) == cells(shared, DATA) == READ
    assert "{{" not in part(shared, DATA, "xl/sharedStrings.xml")


def test_cells_and_rows_without_references_are_counted() -> None:
    template = edited(workbook(S=ROWS), {SHEET: lambda text: re.sub(r'<(row|c) r="\w+"', r"<\1", text)})
    assert cells(template, DATA) == READ


def test_a_prefix_for_the_main_namespace_works() -> None:
    def prefixed(text: str) -> str:
        text = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", text.partition("?>")[2] or text)
        return text.replace("xmlns=", "xmlns:x=", 1)

    for template in (workbook(S=ROWS), _with_shared_strings(workbook(S=ROWS))):
        changed = edited(template, {SHEET: prefixed, "xl/sharedStrings.xml": prefixed})
        assert cells(changed, DATA) == READ


def test_an_empty_row_at_the_very_end_of_the_sheet_is_let_go() -> None:
    template = edited(
        workbook(S=ROWS), {SHEET: lambda text: text.replace("</sheetData>", '<row r="1048576"/></sheetData>')}
    )
    assert cells(template, DATA) == READ


def test_shared_formulas_are_written_out() -> None:
    def shared(text: str) -> str:
        return text.replace("<f>A1*2</f>", '<f t="shared" ref="B1:B2" si="0">A1*2</f>').replace(
            "<f>A2*2</f>", '<f t="shared" si="0"/>'
        )

    template = edited(workbook(S={"A1": "{{ n }}", "B1": "=A1*2", "A2": 3, "B2": "=A2*2"}), {SHEET: shared})
    assert cells(template, {"n": 4}) == [(4, "=A1*2"), (3, "=A2*2")]
    assert cells(template, {"n": 4}, values=True) == [(4, 8), (3, 6)]


def test_a_sheet_without_tags_is_copied_as_it_lies() -> None:
    template = workbook(S=ROWS, Static={"A1": "x", "B2": 5})
    before = read_package(template, name="t").members["xl/worksheets/sheet2.xml"]
    after = read_package(Template.open(template).render(DATA), name="o").members["xl/worksheets/sheet2.xml"]
    assert before.raw == after.raw


def test_a_rule_on_a_sheet_without_tags_follows_what_it_looks_at() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(S=ROWS, Static={"A1": "x"})))
    rule = DataValidation(type="list", formula1="S!$A$3:$A$3")
    rule.add("B1")
    book["Static"].add_data_validation(rule)
    found = rendered(saved(book), DATA)
    assert found["Static"].data_validations.dataValidation[0].formula1 == "S!$A$2:$A$3"
    assert grid(found, "Static")[0][0] == "x"


def test_a_workbook_whose_formulas_are_all_worked_out_asks_for_no_calculation() -> None:
    known, unknown = (
        workbook(S={"A1": "{{ n }}", "B1": "=A1+1"}),
        workbook(S={"A1": "{{ n }}", "B1": "=NOW()"}),
    )

    def plain(template: bytes) -> bytes:
        return edited(template, {"xl/workbook.xml": lambda text: re.sub("<calcPr[^>]*/>", "", text)})

    assert "fullCalcOnLoad" not in part(plain(known), {"n": 1}, "xl/workbook.xml")
    assert 'fullCalcOnLoad="1"' in part(plain(unknown), {"n": 1}, "xl/workbook.xml")


def test_the_chain_of_calculation_is_left_out() -> None:
    template = edited(
        workbook(S=ROWS),
        {
            "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="B3" i="1"/></calcChain>',
            "xl/_rels/workbook.xml.rels": lambda text: text.replace(
                "</Relationships>",
                f'<Relationship Id="rIdC" Target="calcChain.xml" Type="{OFFICE}/calcChain"/></Relationships>',
            ),
            "[Content_Types].xml": lambda text: text.replace(
                "</Types>",
                f'<Override PartName="/xl/calcChain.xml" ContentType="{TYPES}.calcChain+xml"/></Types>',
            ),
        },
    )
    out = zipfile.ZipFile(io.BytesIO(Template.open(template).render(DATA)))
    assert "xl/calcChain.xml" not in out.namelist()
    assert b"calcChain" not in out.read("[Content_Types].xml") + out.read("xl/_rels/workbook.xml.rels")


def test_a_template_file_becomes_a_workbook() -> None:
    template = edited(
        workbook(S=ROWS),
        {"[Content_Types].xml": lambda text: text.replace("sheet.main+xml", "template.main+xml")},
    )
    assert "sheet.main+xml" in part(template, DATA, "[Content_Types].xml")


def test_the_same_input_gives_the_same_bytes_in_every_thread() -> None:
    template = Template.open(workbook(S=ROWS, **{"{{ s }}": rows(["{%sheet for s in xs %}"], ["{{ s }}"])}))
    outputs: list[bytes] = []
    threads = [threading.Thread(target=lambda: outputs.append(template.render(DATA))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outputs) == 6
    assert len(set(outputs)) == 1


def test_extension_lists_survive() -> None:
    main = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    other = "http://schemas.microsoft.com/office/excel/2006/main"
    sparkline = "<x14:sparkline><xm:f>S!A3:B3</xm:f><xm:sqref>C1</xm:sqref></x14:sparkline>"
    group = f"<x14:sparklineGroup><x14:sparklines>{sparkline}</x14:sparklines></x14:sparklineGroup>"
    listed = f'<x14:sparklineGroups xmlns:x14="{main}" xmlns:xm="{other}">{group}</x14:sparklineGroups>'
    extension = f'<extLst><ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}">{listed}</ext></extLst>'
    template = edited(
        workbook(S=ROWS), {SHEET: lambda text: text.replace("</worksheet>", f"{extension}</worksheet>")}
    )
    assert "<xm:f>S!A2:B3</xm:f>" in part(template, DATA, SHEET)


@pytest.mark.parametrize("kind", ["binary", "strict"])
def test_workbooks_in_other_variants_are_refused_with_what_to_do(kind: str) -> None:
    changes = {
        "binary": {
            "_rels/.rels": lambda text: text.replace("xl/workbook.xml", "xl/workbook.bin"),
            "xl/workbook.bin": "x",
        },
        "strict": {
            "xl/workbook.xml": lambda text: text.replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
        },
    }[kind]
    (problem,) = problems(edited(workbook(S=ROWS), changes))
    assert problem.code == f"{kind}-workbook"
    assert ".xlsx" in problem.hint


def test_a_workbook_opened_from_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "raci.xlsx"
    path.write_bytes(workbook(S=ROWS))
    assert Template.open(path).tags()[0].where.file == "raci.xlsx"
