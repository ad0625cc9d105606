"""The workbook of a batch's report, judged as the built-in documents are: full, large and empty."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from docgen.batch.report.write import workbook
from docgen.batch.results import Batch
from tests.office import judges
from tests.office.documents import faults
from tests.unit.batch.rows import AS_OF, BATCH, DONE, EMPTY, FAILED

pytestmark = pytest.mark.xdist_group("office")

MANY = Batch(
    rows=(
        *(replace(DONE, code=f"C{number}", file=f"{number}/intake.yaml") for number in range(120)),
        *(replace(FAILED, file=f"broken-{number}/intake.yaml") for number in range(40)),
    ),
    as_of=AS_OF,
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("reports")
    for name, batch in (("full", BATCH), ("many", MANY), ("empty", EMPTY)):
        (folder / f"{name}.xlsx").write_bytes(workbook(batch))
    return tuple(sorted(folder.iterdir()))


def test_the_validator_and_the_structural_check_find_nothing(office: None, reports: tuple[Path, ...]) -> None:
    assert {path.name: found for path, found in judges.validate(reports).items() if found} == {}
    assert {path.name: faults(path) for path in reports if faults(path)} == {}


def test_every_sheet_prints_one_page_wide(office: None, reports: tuple[Path, ...], tmp_path: Path) -> None:
    printed = {path.stem: pdf for path, pdf in judges.to_pdf(reports, tmp_path).items()}
    # Two pages of summary, one of each table.
    assert judges.page_count(printed["full"]) == 6
    # A sheet that were two pages wide would double the pages of its rows.
    assert judges.page_count(printed["many"]) < 50
    assert "lists all of them" not in judges.pdf_text(printed["full"])
    assert "15 more: the sheet Clients lists all of them." in judges.pdf_text(printed["many"])
