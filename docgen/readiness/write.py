"""Readiness as a file: a workbook for people, or JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from docgen.errors import ArgumentError
from docgen.pack.write import write_files
from docgen.pipeline import open_template
from docgen.problems import Place
from docgen.readiness.data import readiness_data
from docgen.readiness.lines import Ready

TEMPLATE = "READINESS.xlsx"
_LOCALE = "en-AU"


def report_kind(path: Path) -> str:
    """Return which kind of report a file is to be, by its ending. Raise ArgumentError for any but .xlsx and .json."""
    kind = path.suffix.lower()
    if kind in KINDS:
        return kind
    found = f"ends in {kind}" if kind else "has no ending"
    hint = f"Give the file a name that ends in {' or '.join(KINDS)}."
    raise ArgumentError.single("report-kind", f"The report {found}.", where=Place(file=str(path)), hint=hint)


def write_readiness(ready: Ready, path: Path) -> None:
    """Write the readiness of clients to `path`, whole or not at all.

    Raise ArgumentError for another ending than .xlsx and .json, PackError if it cannot be stored.
    """
    write_files({path: KINDS[report_kind(path)](ready)})


def workbook(ready: Ready) -> bytes:
    """Return the readiness as a workbook: summary, stages, documents, missing facts, owners."""
    return open_template(TEMPLATE, None).rendered({"ready": ready}, locale=_LOCALE).data


def _json(ready: Ready) -> bytes:
    return (json.dumps(readiness_data(ready), indent=2, ensure_ascii=False) + "\n").encode()


KINDS: Mapping[str, Callable[[Ready], bytes]] = MappingProxyType({".xlsx": workbook, ".json": _json})
"""What can be written, by the ending of the file's name."""
