"""Manifests as CSV: a line for each document, and no text that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from docgen.pack import Manifest
from docgen.pack.table import COLUMNS, csv_bytes, harmless, lines_of, table
from tests.unit.pack.parcels import parcel

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1+1", '"=1+1', "＝1+1", "a;=1+1", 'a";"=1+1', "a,=cmd|x",
    "line\n=1+1", "a\t@x", "x|-1", "=HYPERLINK(\"http://x.example\")",
]  # fmt: skip


def rows(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_as_a_formula_whichever_separator_the_reader_expects(text: str) -> None:
    data = csv_bytes(("a", "b"), [("HWP", text)])
    for delimiter in ",;\t|":
        cells = [cell for line in rows(data, delimiter) for cell in line]
        # A reader that does not part at the comma parts inside quotes: each piece may begin a cell.
        pieces = [piece.strip(' "\t') for cell in cells for piece in re.split(r"[;,|\t\r\n]", cell)]
        assert [piece for piece in pieces if piece[:1] in tuple("=+-@＝＋－＠")] == []


@pytest.mark.parametrize("text", ["Rao & Söhne", "2027-02-22", "a - b", "x=1", "S3/HWP_SLA_v1.0.docx", ""])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_numbers_stay_numbers() -> None:
    assert rows(csv_bytes(("n",), [(-3,)])) == [["n"], ["-3"]]


def test_it_has_one_line_for_each_document_under_one_head(tmp_path: Path) -> None:
    entries = [parcel("one").entry, parcel("two", artefact="SDD", title="=cmd()").entry]
    head, *lines = rows(table(Manifest("HWP").updated(entries, tmp_path)))
    assert head == ["client", *COLUMNS]
    found = [dict(zip(head, line, strict=True)) for line in lines]
    assert [(one["client"], one["artefact"], one["draft"]) for one in found] == [
        ("HWP", "SDD", "no"),
        ("HWP", "SLA", "no"),
    ]
    assert found[0]["title"] == "'=cmd()"
    assert (found[1]["intake_sha256"], found[1]["template_sha256"]) == ("1" * 64, "3" * 64)


def test_tables_can_be_joined_under_one_head(tmp_path: Path) -> None:
    whole = table(Manifest("HWP").updated([parcel("one").entry], tmp_path))
    assert csv_bytes(("client", *COLUMNS), ()) + lines_of(whole) == whole
