"""Which of a folder's documents count: the latest version of each, the final before the draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any


def version_key(version: str) -> tuple[int, ...]:
    """Return `major.minor` as numbers, so that 1.10 comes after 1.9; empty for what is no version."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def kind_of(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return what the versions of one document have in common: its name up to the version, and the format."""
    return PurePosixPath(entry["path"]).name.rpartition("_v")[0], entry["format"]


def age_of(entry: Mapping[str, Any]) -> tuple[tuple[int, ...], bool]:
    """Return what orders the versions of one document: the version, then the final after its draft."""
    return version_key(entry["version"]), not entry["draft"]


def shared(entries: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """Return the documents of a manifest that are the client's to read, in their order: of each the latest final,
    and a draft that is later still, for what is agreed stays in force until the next is.

    What does not say whom it is for is taken to be internal.
    """
    ours = [entry for entry in entries if entry.get("audience") in ("client", "contract")]
    finals = _latest(entry for entry in ours if not entry["draft"])
    latest = _latest(ours)
    return tuple(one for one in ours if one in (finals.get(kind_of(one)), latest[kind_of(one)]))


def _latest(entries: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return the latest version of each document."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for entry in entries:
        if age_of(entry) >= age_of(found.setdefault(kind_of(entry), entry)):
            found[kind_of(entry)] = entry
    return found
