"""Equal keys stand for equal documents: the examples' intakes under random edits, every document rendered each time."""

from __future__ import annotations

import copy
import io
import json
import random
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from docgen.drafted import RenderedFile
from docgen.intake.load import load
from docgen.pack.hashes import sha256
from docgen.pipeline import Options, render_client
from tests.conftest import EXAMPLES

SAMPLE, SOAK = 8, 300
CLIENTS = ("harrow-wills", "harbour-vale")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_LOOSE = 0.15
"""Of the documents whose keys change, how many may come out as they were."""


class Editor:
    """Edits an intake at random."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def edited(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the data with one or two things changed, left out or in another order."""
        fresh = copy.deepcopy(data)
        for _ in range(self._random.choice([1, 1, 2])):
            holder, key = self._random.choice(list(_places(fresh)))
            self._edit(holder, key)
        return fresh

    def _edit(self, holder: Any, key: Any) -> None:
        value = holder[key]
        if isinstance(value, list) and len(value) > 1:
            self._random.shuffle(value)
        elif isinstance(value, dict | list) or self._random.random() < 0.1:
            del holder[key]
        elif isinstance(value, bool):
            holder[key] = not value
        elif isinstance(value, int | float):
            holder[key] = value + self._random.choice([1, -1, 5])
        elif isinstance(value, str):
            holder[key] = self._text(value)

    def _text(self, value: str) -> str:
        if _DAY.fullmatch(value):
            days = self._random.choice([1, -1, 7])
            return (date.fromisoformat(value) + timedelta(days=days)).isoformat()
        return self._random.choice([f"{value} more", "changed", value[::-1]])


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, item in list(members):
        yield value, key
        yield from _places(item)


class Ledger:
    """Notes each document's key and content, and counts keys that changed while the document did not."""

    def __init__(self) -> None:
        self._contents: dict[str, str] = {}
        self.changed = self.loose = 0

    def note(self, files: tuple[RenderedFile, ...], base: dict[tuple[str, str], tuple[str, str]]) -> None:
        for name, (key, content) in known(files).items():
            assert self._contents.setdefault(key, content) == content, f"{name}: one key, two contents"
            if name in base and base[name][0] != key:
                self.changed += 1
                self.loose += base[name][1] == content


def known(files: tuple[RenderedFile, ...]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the key of each document, and a hash of what it holds beside the hash that it prints."""
    parcels = [(file.parcel.entry, file.parcel.data or b"") for file in files]
    return {(entry.artefact, entry.format): (entry.key, bare(data, entry.facts)) for entry, data in parcels}


def bare(data: bytes, facts: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name.encode() + b"\0" + package.read(name) for name in sorted(package.namelist())]
    return sha256(b"\0".join(parts).replace(facts.encode(), b""))


def compare(client: str, seeds: range, folder: Path) -> Ledger:
    """Render a client under as many edits as there are seeds that leave a sound intake."""
    data = json.loads(json.dumps(load(EXAMPLES / client / "intake.yaml").data, default=str))
    intake, options, ledger = folder / "intake.json", Options(today=date(2027, 4, 15)), Ledger()
    intake.write_text(json.dumps(data), encoding="utf-8")
    first = render_client(intake, options).files
    assert first
    base = known(first)
    ledger.note(first, base)
    for seed in seeds:
        intake.write_text(json.dumps(Editor(seed).edited(data)), encoding="utf-8")
        ledger.note(render_client(intake, options).files, base)
    return ledger


@pytest.mark.parametrize("client", CLIENTS)
def test_documents_with_one_key_have_one_content(client: str, tmp_path: Path) -> None:
    assert compare(client, range(SAMPLE), tmp_path).changed


@pytest.mark.soak
@pytest.mark.parametrize("client", CLIENTS)
def test_documents_with_one_key_have_one_content_and_few_keys_change_in_vain(
    client: str, tmp_path: Path
) -> None:
    ledger = compare(client, range(SAMPLE, SOAK), tmp_path)
    assert ledger.loose < _MOST_LOOSE * ledger.changed
