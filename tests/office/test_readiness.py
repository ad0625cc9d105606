"""The workbook of readiness, judged as the built-in documents are: full, large and empty."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from docgen.readiness import Ready
from docgen.readiness.write import workbook
from tests.office import judges
from tests.office.documents import faults
from tests.unit.readiness.clients import ALL, AS_OF, GAPS, NONE, ready

pytestmark = pytest.mark.xdist_group("office")


def many() -> Ready:
    (client,) = ready(GAPS).clients
    return Ready(AS_OF, tuple(replace(client, file=f"{number}.yaml") for number in range(30)))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("readiness")
    for name, told in (("full", ready(*ALL)), ("many", many()), ("empty", NONE)):
        (folder / f"{name}.xlsx").write_bytes(workbook(told))
    return tuple(sorted(folder.iterdir()))


def test_the_validator_and_the_structural_check_find_nothing(office: None, books: tuple[Path, ...]) -> None:
    assert {path.name: found for path, found in judges.validate(books).items() if found} == {}
    assert {path.name: faults(path) for path in books if faults(path)} == {}


def test_every_sheet_prints_one_page_wide(office: None, books: tuple[Path, ...], tmp_path: Path) -> None:
    printed = {path.stem: pdf for path, pdf in judges.to_pdf(books, tmp_path).items()}
    # Two pages of summary and of what is missing, one of each other table.
    assert judges.page_count(printed["full"]) <= 9
    # Ten thousand cells of rows: a sheet that were two pages wide would double their pages.
    assert judges.page_count(printed["many"]) < 120
    assert "the sheet Missing lists all of them." in judges.pdf_text(printed["full"])
    assert "Nothing: every fact that the documents need is known." in judges.pdf_text(printed["empty"])
