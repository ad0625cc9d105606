"""Manifests as CSV, for spreadsheets: one line for each document. No text from data can act as a formula.

UTF-8 with the mark that Excel needs to read it as such, lines ended as RFC 4180 has it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from docgen.pack.manifest import Manifest

_MARK = "\ufeff"
# A cell is a formula if it begins so; and where a list separator other than the comma is set, Excel parts a line
# there even inside quotes, so that what follows one begins a cell too. The wide forms count in Japanese settings.
_FORMULA = re.compile(r'(^[\s"]*|[;,|\t\r\n][\s"]*)(?=[=+\-@\t\r＝＋－＠])')
_BEGINS = re.compile(r"[=+\-@\t\r＝＋－＠]")
"""What most texts have nowhere in them: looking for it alone is quicker."""

_Cell = Callable[[Mapping[str, Any]], object]


def _of(*keys: str) -> _Cell:
    def value(entry: Mapping[str, Any]) -> object:
        found: Any = entry
        for key in keys:
            found = found.get(key, "") if isinstance(found, Mapping) else ""
        return found

    return value


def _joined(key: str) -> _Cell:
    return lambda entry: "; ".join(map(str, entry.get(key, ())))


def _overrides(entry: Mapping[str, Any]) -> str:
    return "; ".join(f"{one['path']}: {one['old']} to {one['new']}" for one in entry.get("overrides", ()))


COLUMNS: Mapping[str, _Cell] = MappingProxyType(
    {
        "artefact": _of("artefact"),
        "title": _of("title"),
        "stage": _of("stage"),
        "format": _of("format"),
        "path": _of("path"),
        "version": _of("version"),
        "status": _of("status"),
        "draft": lambda entry: "yes" if entry.get("draft") else "no",
        "date": _of("date"),
        "as_of": _of("as_of"),
        "audience": _of("audience"),
        "classification": _of("classification"),
        "supersedes": _of("supersedes"),
        "bytes": _of("bytes"),
        "sha256": _of("sha256"),
        "content_sha256": _of("content_sha256"),
        "facts": _of("facts"),
        "key": _of("key"),
        "intake": _of("intake", "name"),
        "intake_sha256": _of("intake", "sha256"),
        "playbook": _of("playbook", "name"),
        "playbook_version": _of("playbook", "version"),
        "playbook_sha256": _of("playbook", "sha256"),
        "template": _of("template", "name"),
        "template_sha256": _of("template", "sha256"),
        "brand": _of("brand", "name"),
        "brand_sha256": _of("brand", "sha256"),
        "tool": _of("tool"),
        "errors": _of("problems", "error"),
        "warnings": _of("problems", "warning"),
        "infos": _of("problems", "info"),
        "acknowledged": _of("problems", "acknowledged"),
        "open_items": lambda entry: len(entry.get("open", ())),
        "unconfirmed": _joined("unconfirmed"),
        "overrides": _overrides,
        "reasons": _joined("reasons"),
    }
)
"""The columns after `client`: name, and what stands there of an entry."""


def table(manifest: Manifest) -> bytes:
    """Return a client's manifest as CSV: the same manifest gives the same bytes."""
    rows = ((manifest.client, *(cell(entry) for cell in COLUMNS.values())) for entry in manifest.entries)
    return csv_bytes(("client", *COLUMNS), rows)


def csv_bytes(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows as CSV in which no text can act as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return (_MARK + out.getvalue()).encode()


def harmless(value: object) -> object:
    """Return a value with an apostrophe before whatever could begin a formula; numbers stay numbers."""
    return _FORMULA.sub(r"\1'", value) if isinstance(value, str) and _BEGINS.search(value) else value


def lines_of(data: bytes) -> bytes:
    """Return the lines of a table without its mark and head, to stand under the head of another one."""
    return data.partition(b"\r\n")[2]
