"""Hashes: of bytes, of an Office file's content however it is packed, of what a document shows."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta, tzinfo
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from functools import lru_cache
from pathlib import PurePath
from typing import Any, NoReturn, cast

from pydantic import BaseModel
from zlib_ng import zlib_ng

FACTS_HASH_LENGTH = 12
_DAMAGED = cast("type[Exception]", zlib_ng.error)
_UTF8_NAME = 0x800
_LOCAL_HEADER = 30  # bytes of a part's own header, before its name
# All that zipfile raises for a file that is damaged, encrypted or packed in a way it does not know.
NO_ZIP = (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError)


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def content_hash(data: bytes) -> str:
    """Return the SHA-256 over an Office file's parts (names and unpacked bytes, in order of name), as hex.

    Two files that differ only in how the zip was packed have the same. What is no zip is hashed as it is.
    """
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in sorted(package.namelist()):
                part = _unpacked(data, package, package.getinfo(name))
                digest.update(f"{name}\0{len(part)}\0".encode())
                digest.update(part)
    except NO_ZIP:
        return sha256(data)
    return digest.hexdigest()


def _unpacked(data: bytes, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return a part's bytes. Raise one of NO_ZIP for a damaged one."""
    if part.compress_type == zipfile.ZIP_DEFLATED and not part.flag_bits & ~_UTF8_NAME:
        name, start = part.filename.encode(), part.header_offset
        begin = start + _LOCAL_HEADER
        if data[start : start + 4] == b"PK\3\4" and data[begin : begin + len(name)] == name:
            begin += sum(struct.unpack_from("<HH", data, begin - 4))  # its name, and what may stand behind it
            found = _inflated(data[begin : begin + part.compress_size], part.file_size)
            if found is not None and zlib_ng.crc32(found) == part.CRC:
                return found
    return package.read(part)


def _inflated(packed: bytes, size: int) -> bytes | None:
    """Return the `size` bytes that deflated data hold, or None where they hold others."""
    unpack = zlib_ng.decompressobj(-zlib.MAX_WBITS)
    try:
        found = unpack.decompress(packed, size + 1)
    except _DAMAGED:
        return None
    return found if unpack.eof and len(found) == size else None


def slice_hash(values: Sequence[Any], shape: Sequence[Any]) -> str:
    """Return the SHA-256 as 64 hex digits over what a document shows: values, and the shape they stand in.

    The shape holds texts, whole numbers and yes or no. Equal values of equal types count as equal wherever they come
    from; the order of a mapping's keys counts, for a document may follow it. Raise TypeError for a value that has no
    canonical form.
    """
    plain = [value if value.__class__ in _PLAIN else canonical(value) for value in values]
    digest = hashlib.sha256(f"[{_json(shape)},[".encode("ascii"))
    # In pieces that stay in the processor's cache: as one text it would take half as long again.
    for at in range(0, len(plain), _PIECE):
        digest.update(f"{',' if at else ''}{_json(plain[at : at + _PIECE])[1:-1]}".encode("ascii"))
    digest.update(b"]]")
    return digest.hexdigest()


_PIECE = 256
_json = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
_PLAIN = frozenset({str, int, bool, float, type(None)})


def canonical(value: Any) -> Any:
    """Return `value` as JSON data, the same for equal values of one type. Raise TypeError for what has none."""
    return value if value.__class__ in _PLAIN else _form(value.__class__)(value)


@lru_cache(maxsize=1024)
def _form(kind: type) -> Callable[[Any], Any]:
    """Return what makes values of a type canonical. Raise TypeError for a type that has no canonical form."""
    if is_dataclass(kind):
        return _as_record(kind)
    return next((form for bases, form in _FORMS if issubclass(kind, bases)), None) or _no_form(kind)


def _as_record(kind: type) -> Callable[[Any], Any]:
    names = tuple(field.name for field in fields(kind))
    title = kind.__qualname__
    return lambda value: {title: [canonical(getattr(value, name)) for name in names]}


def _named(text: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: {type(value).__qualname__: text(value)}


_FORMS: tuple[tuple[tuple[type, ...], Callable[[Any], Any]], ...] = (
    ((list, tuple), lambda value: [canonical(item) for item in value]),
    ((Mapping,), lambda value: {"mapping": [[canonical(key), canonical(at)] for key, at in value.items()]}),
    ((set, frozenset), lambda value: {"set": sorted((canonical(item) for item in value), key=repr)}),
    ((StrEnum, IntEnum), lambda value: value.value),  # prints as its value does
    ((Enum,), _named(lambda value: canonical(value.value))),
    ((date, time), _named(lambda value: value.isoformat())),  # a datetime is a date
    ((timedelta,), _named(lambda value: value // timedelta(microseconds=1))),
    ((str, int, float, Decimal, tzinfo, PurePath), _named(str)),
    ((BaseModel,), _named(lambda value: canonical(value.model_dump(mode="python")))),
)
"""By type, the first that fits: what makes its values canonical."""


def _no_form(kind: type) -> NoReturn:
    raise TypeError(f"a {kind.__name__} has no canonical form")
