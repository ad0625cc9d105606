"""A batch's report as a file: a workbook for people, or JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from docgen.batch.report.data import report_data
from docgen.batch.report.lines import report_of
from docgen.batch.results import Batch
from docgen.brand import Brand
from docgen.errors import ArgumentError
from docgen.pack.write import write_files
from docgen.pipeline import open_template
from docgen.problems import Place

TEMPLATE = "REPORT.xlsx"
_LOCALE = "en-AU"


def report_kind(path: Path) -> str:
    """Return which kind of report a file is to be, by its ending. Raise ArgumentError for any but .xlsx and .json."""
    kind = path.suffix.lower()
    if kind in KINDS:
        return kind
    found = f"ends in {kind}" if kind else "has no ending"
    hint = f"Give the file a name that ends in {' or '.join(KINDS)}."
    raise ArgumentError.single("report-kind", f"The report {found}.", where=Place(file=str(path)), hint=hint)


def write_report(batch: Batch, path: Path, *, brand: Brand | None = None) -> None:
    """Write the report of a batch to `path`, whole or not at all; a workbook in the looks of the brand.

    Raise ArgumentError for another ending than .xlsx and .json, PackError if it cannot be stored.
    """
    write_files({path: KINDS[report_kind(path)](batch, brand)})


def workbook(batch: Batch, brand: Brand | None = None) -> bytes:
    """Return the report as a workbook: summary, clients, problems, rules, owners."""
    facts = {"report": report_of(batch), "mark": brand.identity().logo_on_dark if brand else ""}
    return open_template(TEMPLATE, None, brand).rendered(facts, locale=_LOCALE).data


def _json(batch: Batch, _brand: Brand | None = None) -> bytes:
    return (json.dumps(report_data(batch), indent=2, ensure_ascii=False) + "\n").encode()


KINDS: Mapping[str, Callable[[Batch, Brand | None], bytes]] = MappingProxyType(
    {".xlsx": workbook, ".json": _json}
)
"""What can be written, by the ending of the file's name."""
