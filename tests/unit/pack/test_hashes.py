"""Hashes: what counts as the same content, and what as a new fact."""

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, StrEnum

import pytest
from pydantic import BaseModel

from docgen.pack.hashes import NO_ZIP, content_hash, sha256, slice_hash
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


def test_content_hash_of_a_damaged_file_is_the_hash_of_its_bytes_wherever_zipfile_finds_the_damage() -> None:
    sound = zipped({"a.xml": b"x" * 90 + b"y" * 90, "b.xml": b""}, method=zipfile.ZIP_DEFLATED)
    for at in range(len(sound)):
        damaged = sound[:at] + bytes([sound[at] ^ 0x15]) + sound[at + 1 :]
        assert (content_hash(damaged) == sha256(damaged)) == (read_by_zipfile(damaged) is None), at


def read_by_zipfile(data: bytes) -> list[bytes] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [archive.read(name) for name in archive.namelist()]
    except NO_ZIP:
        return None


def hashed(value: object) -> str:
    return slice_hash([value], [])


def test_a_slice_hash_is_64_hex_digits_and_the_same_for_equal_values() -> None:
    first = hashed({"b": {"c": Decimal("1.50"), "d": date(2027, 3, 16)}})
    assert first == hashed({"b": {"c": Decimal("1.50"), "d": date(2027, 3, 16)}})
    assert len(first) == 64
    assert int(first, 16) >= 0


def test_the_order_of_keys_counts_since_a_document_may_follow_it() -> None:
    assert hashed({"a": 1, "b": 2}) != hashed({"b": 2, "a": 1})


def test_the_order_in_a_set_does_not_count() -> None:
    assert hashed({"one", "two", "three"}) == hashed(frozenset(["three", "two", "one"]))


def test_the_shape_counts_beside_the_values() -> None:
    assert (
        len({slice_hash([1, 2], []), slice_hash([1, 2], [1]), slice_hash([1], [2]), slice_hash([[1, 2]], [])})
        == 4
    )


class Shade(Enum):
    RED = "red"


VALUES = [
    "1",
    1,
    Decimal("1"),
    Decimal("1.0"),
    1.5,
    1.0,
    True,
    None,
    date(2027, 1, 1),
    datetime(2027, 1, 1, tzinfo=UTC),
    time(9, 30),
    timedelta(minutes=30),
    "2027-01-01",
    [1],
    {"a": 1},
    {1: "a"},
    frozenset({1, 2}),
    Shade.RED,
    "red",
    Fact(1),
    Fact(1, Place("i.yaml", 4)),
    Fact(1, Place("i.yaml", 9)),
    Model(amount=Decimal("1.0")),
    Model(amount=Decimal("2.0")),
]


def test_values_that_could_print_differently_have_different_hashes() -> None:
    assert len({hashed(value) for value in VALUES}) == len(VALUES)
    assert len({hashed(Fact(value)) for value in VALUES}) == len(VALUES)


def test_an_enumeration_that_is_a_text_counts_as_that_text() -> None:
    assert hashed(Colour.RED) == hashed("red")


def test_a_value_without_a_canonical_form_is_refused_by_the_name_of_its_type() -> None:
    with pytest.raises(TypeError, match="object"):
        hashed(Fact(object()))
