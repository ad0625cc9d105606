"""Hashes: what counts as the same content, and what as a new fact."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from pydantic import BaseModel

from docgen.pack.hashes import content_hash, facts_hash, sha256
from docgen.problems import Place


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Fact:
    value: object
    where: Place | None = None


class Model(BaseModel):
    amount: Decimal


def zipped(parts: dict[str, bytes], *, method: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return buffer.getvalue()


def test_content_hash_ignores_how_the_zip_is_packed_and_in_which_order() -> None:
    stored = zipped({"a.xml": b"x" * 500, "b.xml": b"y"}, method=zipfile.ZIP_STORED)
    deflated = zipped({"b.xml": b"y", "a.xml": b"x" * 500}, method=zipfile.ZIP_DEFLATED)
    assert sha256(stored) != sha256(deflated)
    assert content_hash(stored) == content_hash(deflated)


def test_content_hash_sees_a_changed_part_and_a_byte_moved_between_parts() -> None:
    first = zipped({"a": b"xy", "b": b"z"}, method=zipfile.ZIP_STORED)
    changed = zipped({"a": b"xy", "b": b"Z"}, method=zipfile.ZIP_STORED)
    moved = zipped({"a": b"x", "b": b"yz"}, method=zipfile.ZIP_STORED)
    assert len({content_hash(first), content_hash(changed), content_hash(moved)}) == 3


@pytest.mark.parametrize("damage", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_content_hash_of_what_is_no_zip_is_the_hash_of_its_bytes(damage: bytes) -> None:
    assert content_hash(damage) == sha256(damage)


def test_facts_hash_is_twelve_hex_digits_and_does_not_depend_on_the_order_of_keys() -> None:
    first = facts_hash({"a": 1, "b": {"c": Decimal("1.50"), "d": date(2027, 3, 16)}})
    second = facts_hash({"b": {"d": date(2027, 3, 16), "c": Decimal("1.50")}, "a": 1})
    assert first == second
    assert len(first) == 12
    assert int(first, 16) >= 0


def test_facts_hash_ignores_the_line_that_a_fact_stands_on_but_not_its_path() -> None:
    here, below, elsewhere = (Place("i.yaml", line, 3, path) for line, path in ((4, "a"), (9, "a"), (4, "b")))
    assert facts_hash({"f": Fact(1, here)}) == facts_hash({"f": Fact(1, below)})
    assert facts_hash({"f": Fact(1, here)}) != facts_hash({"f": Fact(1, elsewhere)})


VALUES = [
    "1",
    1,
    Decimal("1"),
    1.5,
    True,
    None,
    date(2027, 1, 1),
    "2027-01-01",
    [1],
    {"a": 1},
    frozenset({1, 2}),
]


def test_facts_hash_tells_apart_values_that_would_print_differently() -> None:
    hashes = {facts_hash({"f": Fact(value)}) for value in VALUES}
    assert len(hashes) == len(VALUES)


def test_facts_hash_takes_enumerations_and_models() -> None:
    assert facts_hash({"c": Colour.RED}) == facts_hash({"c": "red"})
    assert facts_hash({"m": Model(amount=Decimal("1.0"))}) != facts_hash({"m": Model(amount=Decimal("2.0"))})


def test_a_value_without_a_canonical_form_is_refused_by_the_name_of_its_type() -> None:
    with pytest.raises(TypeError, match="object"):
        facts_hash({"f": object()})
