"""Hashes: of bytes, of an Office file's content however it is packed, of the facts that a document shows."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any

from docgen.problems import Place

FACTS_HASH_LENGTH = 12
# All that zipfile raises for a file that is damaged, encrypted or packed in a way it does not know.
_NO_ZIP = (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError)


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def content_hash(data: bytes) -> str:
    """Return the SHA-256 over an Office file's parts (names and unpacked bytes, in order of name), as hex.

    Two files that differ only in how the zip was packed have the same. What is no zip is hashed as it is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = sorted((name, package.read(name)) for name in package.namelist())
    except _NO_ZIP:
        return sha256(data)
    digest = hashlib.sha256()
    for name, part in parts:
        digest.update(f"{name}\0{len(part)}\0".encode())
        digest.update(part)
    return digest.hexdigest()


def facts_hash(topics: Mapping[str, Any]) -> str:
    """Return 12 hex digits of the SHA-256 over `topics` as canonical JSON.

    Places are counted by data path only: a comment that moves a line is no new fact. Raise TypeError for a
    value that has no canonical form.
    """
    text = json.dumps(canonical(topics), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:FACTS_HASH_LENGTH]


def canonical(value: Any) -> Any:  # noqa: PLR0911 - one line for each kind of value
    """Return `value` as plain JSON data, the same for equal values. Raise TypeError for what has none."""
    if value.__class__ is str:  # nearly all are
        return value
    if value is None or isinstance(value, str | bool | int):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Place):
        return value.path
    if is_dataclass(value) and not isinstance(value, type):
        own = {field.name: canonical(getattr(value, field.name)) for field in fields(value)}
        return {"": type(value).__name__, **own}
    if isinstance(value, Mapping):
        return {str(key): canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((canonical(item) for item in value), key=repr)
    return _canonical_scalar(value)


def _canonical_scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return canonical(value.value)
    if isinstance(value, date | time):  # a datetime is a date
        return {"": type(value).__name__, "text": value.isoformat()}
    if isinstance(value, timedelta):
        return {"": "timedelta", "microseconds": value // timedelta(microseconds=1)}
    if isinstance(value, Decimal | float | tzinfo | PurePath):
        return {"": type(value).__name__, "text": str(value)}
    if hasattr(value, "model_dump"):
        return {"": type(value).__name__, **canonical(value.model_dump(mode="python"))}
    raise TypeError(f"a {type(value).__name__} has no canonical form")
