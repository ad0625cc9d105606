"""What is internal stays inside: no document that the client reads holds it, in any format or part of its file.

Each internal fact of an intake gets a word of its own, or another figure; beside what the client may see stand
promises, risks, conditions and costs that are not for the client. Every part of every file is then searched,
workbooks inside files included, and compared with the file of the intake as it was.
"""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from docgen.artefacts import edition
from docgen.intake import read_intake
from docgen.intake.shape import FactField, Kind, Shape, fields_of, root_shape
from docgen.pipeline import Options, render_client
from tests.hostile.intakes import Keys, leaves, path_of, read_as_text

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CLIENTS = ("harrow-wills", "harbour-vale")
# As of a day after every document's own date, so that nothing is passed over as not yet known.
OPTIONS = Options(today=date(2027, 6, 30))
WORD = "Zzquoll"
# What a document prints to tell its facts from others'. It counts whole topics, so it may differ.
HASH = re.compile(rb"\b[0-9a-f]{12}\b")

HIDDEN: dict[str, tuple[dict[str, Any], ...]] = {
    "risks": ({"visibility": "internal", "status": "open"},),
    "sales.commitments": (
        {"visibility": "internal", "in_contract": "false", "status": "open"},
        {"visibility": "internal", "in_contract": "true", "status": "open"},
        {"visibility": None, "in_contract": "false", "status": "open"},
    ),
    "contract.special_conditions": ({"visibility": "internal"},),
    "design.bom": ({"visibility": "internal"},),
}
"""Lists of which some items are not for the client, and how each of those says so."""


@dataclass(frozen=True)
class Planted:
    """An intake full of secrets: where each word stands."""

    file: Path
    words: Mapping[str, str]


# Planting -------------------------------------------------------------------------------------------------------


def internal_fields(data: Any, shape: Shape, keys: Keys = ()) -> Iterator[tuple[Keys, FactField]]:
    """Yield each internal field of the groups that stand in the data, whether somebody has answered it or not."""
    if shape.kind is Kind.GROUP and shape.group and isinstance(data, dict):
        for key, field in fields_of(shape.group).items():
            if field.internal:
                yield (*keys, key), field
            elif key in data:
                yield from internal_fields(data[key], field.shape, (*keys, key))
    elif shape.inner and isinstance(data, list | dict):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield from internal_fields(data[key], shape.inner, (*keys, key))


def at(data: Any, keys: Keys) -> Any:
    for key in keys:
        data = data[key]
    return data


def with_hidden_items(data: Any) -> Iterator[Keys]:
    """Add the items that are not for the client; yield where their texts stand."""
    for path, ways in HIDDEN.items():
        keys = tuple(path.split("."))
        holder = data
        for key in keys:
            holder = holder.get(key, {})
        for number, way in enumerate(ways if holder else ()):
            item = {**copy.deepcopy(holder[0]), **way, "id": f"zz-{number}"}
            item = {key: value for key, value in item.items() if value is not None}
            holder.append(item)
            yield from ((*keys, len(holder) - 1, *rest) for rest in leaves(item))


def with_internal_answers(data: Any) -> Iterator[Keys]:
    """Answer each internal field with another value than it has; yield where texts stand."""
    for keys, field in list(internal_fields(data, root_shape())):
        holder, key = at(data, keys[:-1]), keys[-1]
        if key not in holder and field.shape.kind is Kind.LIST and field.shape.inner:
            holder[key] = [WORD] if field.shape.inner.kind is Kind.VALUE else []
        elif key not in holder and field.shape.kind is Kind.VALUE:
            holder[key] = "1" if "1 " in field.question else WORD
        elif str(holder.get(key)).isdigit():
            holder[key] = "1" if holder[key] != "1" else "5"
        if key in holder:
            yield from leaves(holder[key], keys)


def planted(client: str, folder: Path) -> Planted:
    """Write the example with a word of its own in each internal place that takes one."""
    data = read_as_text(EXAMPLES / client / "intake.yaml")
    places = [*with_hidden_items(data), *with_internal_answers(data)]
    words = {f"{WORD}{number:03}z": keys for number, keys in enumerate(places)}
    kept = {keys: at(data, keys) for keys in places}
    file = folder / "intake.json"
    while True:
        for word, keys in words.items():
            at(data, keys[:-1])[keys[-1]] = word
        file.write_text(json.dumps(data, indent=1), encoding="utf-8")
        refused = {problem.where.path for problem in read_intake(file).problems if problem.is_error}
        if not refused:
            return Planted(file, {word: path_of(data, keys) for word, keys in words.items()})
        words = {word: keys for word, keys in words.items() if path_of(data, keys) not in refused}
        restore(data, kept, set(words.values()))


def restore(data: Any, kept: Mapping[Keys, Any], words: set[Keys]) -> None:
    """Put back what stood in the places that take no word: days, choices, figures."""
    for keys, value in kept.items():
        if keys in words:
            continue
        if value == WORD:
            at(data, keys[:-1]).pop(keys[-1], None)
        elif keys[-1] in at(data, keys[:-1]) or isinstance(keys[-1], int):
            at(data, keys[:-1])[keys[-1]] = value


# Rendering and reading ------------------------------------------------------------------------------------------


def documents(intake: Path) -> dict[tuple[str, str], bytes]:
    """Return the documents of an intake by code and format."""
    result = render_client(intake, OPTIONS)
    assert result.files, [str(problem) for problem in result.all_problems]
    return {
        (file.artefact.code, Path(file.parcel.entry.path).suffix): file.parcel.data for file in result.files
    }


def parts(data: bytes, name: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield each part of an Office file with its name, and those of the files inside it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.namelist():
            inner, where = archive.read(member), f"{name}{member}"
            yield where, inner
            if zipfile.is_zipfile(io.BytesIO(inner)):
                yield from parts(inner, f"{where}/")


def shared(code: str) -> bool:
    return edition(code, ()).shared


@pytest.fixture(scope="module", params=CLIENTS)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Planted]:
    client = request.param
    return EXAMPLES / client / "intake.yaml", planted(client, tmp_path_factory.mktemp(client))


@pytest.fixture(scope="module")
def secret(case: tuple[Path, Planted]) -> dict[tuple[str, str], bytes]:
    return documents(case[1].file)


def test_internal_facts_are_planted(case: tuple[Path, Planted]) -> None:
    """Else the other tests would prove nothing."""
    paths = set(case[1].words.values())
    assert len(paths) > 20
    for wanted in ("sales.why_won", "sales.competitors", "risks[zz-0].event", "sales.commitments[zz-2].text"):
        assert wanted in paths
    assert any(path.startswith("contacts[") and path.endswith(".sentiment") for path in paths)


def test_an_internal_document_shows_what_is_internal(
    case: tuple[Path, Planted], secret: dict[tuple[str, str], bytes]
) -> None:
    inside = [data for (code, _), data in secret.items() if not shared(code)]
    assert inside
    text = b"".join(raw for data in inside for _, raw in parts(data)).decode("utf-8", "replace")
    shown = {path for word, path in case[1].words.items() if word in text}
    assert {"sales.why_won", "sales.competitors", "sales.concerns"} <= shown


def test_no_part_of_a_clients_document_holds_what_is_internal(
    case: tuple[Path, Planted], secret: dict[tuple[str, str], bytes]
) -> None:
    found = [
        (code, suffix, name, path)
        for (code, suffix), data in secret.items()
        if shared(code)
        for name, raw in parts(data)
        if WORD.encode() in raw
        for word, path in case[1].words.items()
        if word.encode() in raw
    ]
    assert found == []


def test_a_clients_document_is_the_same_whatever_the_internal_facts_are(
    case: tuple[Path, Planted], secret: dict[tuple[str, str], bytes]
) -> None:
    plain = documents(case[0])
    assert plain.keys() == secret.keys()
    differing = [
        (code, suffix, name)
        for (code, suffix), data in plain.items()
        if shared(code)
        for (name, before), (_, after) in zip(parts(data), parts(secret[code, suffix]), strict=True)
        if HASH.sub(b"", before) != HASH.sub(b"", after) and not name.endswith(".xlsx")
    ]
    assert differing == []
