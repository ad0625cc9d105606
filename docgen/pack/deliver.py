"""From rendered documents to a client's folder on disk, with its manifest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from docgen.errors import PackError
from docgen.pack.hashes import content_hash, sha256
from docgen.pack.manifest import Entry, Manifest, read_manifest
from docgen.pack.names import MANIFEST, client_folder, refuse_collisions
from docgen.pack.write import clear_unfinished, write_files
from docgen.problems import Place, Problem, Severity

_DRAFT = "_DRAFT"
_SIGNED = frozenset({"approved", "superseded"})


class Outcome(StrEnum):
    """What became of a document's file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document to be delivered: its bytes and its entry in the manifest."""

    entry: Entry
    data: bytes


@dataclass(frozen=True, slots=True)
class Delivered:
    """A document on disk. `twin` names the draft (or final) of the same version that an earlier run left."""

    entry: Entry
    path: Path
    outcome: Outcome
    twin: str = ""


def deliver(out: Path, code: str, parcels: Sequence[Parcel]) -> tuple[Delivered, ...]:
    """Write one client's documents and manifest below `out`, and return what became of each.

    A file that already holds the same content is left alone. Raise PackError, before anything is written, if
    two documents share a name, if a path leads out of `out`, or if an approved document of the same version
    holds something else; and if a file cannot be stored (see `write_files`).
    """
    folder = out / client_folder(code)
    targets = [folder / PurePosixPath(parcel.entry.path) for parcel in parcels]
    refuse_collisions(PurePosixPath(parcel.entry.path) for parcel in parcels)
    refuse_ways_out(out, targets)
    manifest = read_manifest(folder / MANIFEST, code)
    outcomes = [_compare(target, parcel) for target, parcel in zip(targets, parcels, strict=True)]
    parcels = [_as_stored(*known) for known in zip(targets, parcels, outcomes, strict=True)]
    _refuse_changed_signatures(manifest, parcels, outcomes, targets)
    _clear(folder, targets)
    _write(folder, manifest, parcels, targets, outcomes)
    return tuple(
        Delivered(parcel.entry, target, outcome, _twin(target))
        for parcel, target, outcome in zip(parcels, targets, outcomes, strict=True)
    )


def refuse_ways_out(out: Path, targets: Sequence[Path]) -> None:
    """Raise PackError if a target, with every link on its way followed, is not below `out`."""
    root = out.resolve()
    for target in targets:
        if not target.parent.resolve().is_relative_to(root):
            hint = "A link on the way leads elsewhere: remove it."
            raise PackError.single(
                "leaves-folder", f"would be written outside {out}", where=Place(file=str(target)), hint=hint
            )


def _compare(target: Path, parcel: Parcel) -> Outcome:
    try:
        present = target.read_bytes()
    except OSError:  # absent, or not readable: writing it tells which
        return Outcome.NEW
    same = present == parcel.data or content_hash(present) == parcel.entry.content_sha256
    return Outcome.UNCHANGED if same else Outcome.CHANGED


def _as_stored(target: Path, parcel: Parcel, outcome: Outcome) -> Parcel:
    """Return the parcel as the disk has it: an unchanged document may have been packed by another compressor."""
    if outcome is not Outcome.UNCHANGED:
        return parcel
    data = target.read_bytes()
    return Parcel(replace(parcel.entry, bytes=len(data), sha256=sha256(data)), data)


def _refuse_changed_signatures(
    manifest: Manifest, parcels: Sequence[Parcel], outcomes: Sequence[Outcome], targets: Sequence[Path]
) -> None:
    problems = [
        _changed_signature(parcel.entry, target)
        for parcel, outcome, target in zip(parcels, outcomes, targets, strict=True)
        if outcome is Outcome.CHANGED and _was_signed(manifest.entry(parcel.entry.path), parcel.entry)
    ]
    if problems:
        raise PackError(problems)


def _was_signed(recorded: dict[str, Any] | None, entry: Entry) -> bool:
    if recorded is None:  # no record of it: go by what the intake now says of this version
        return entry.status in _SIGNED and not entry.draft
    return recorded.get("status") in _SIGNED and not recorded.get("draft")


def _changed_signature(entry: Entry, target: Path) -> Problem:
    message = f"is approved as version {entry.version}, and what would be written now differs"
    version = f"documents.{entry.artefact}.version"
    hint = f"Raise {version} in the intake, or go back to the facts and the template that were approved."
    return Problem("approved-differs", Severity.ERROR, Place(file=str(target)), message, hint)


def _clear(folder: Path, targets: Sequence[Path]) -> None:
    for place in {folder, *(target.parent for target in targets)}:
        clear_unfinished(place)


def _write(
    folder: Path,
    manifest: Manifest,
    parcels: Sequence[Parcel],
    targets: Sequence[Path],
    outcomes: Sequence[Outcome],
) -> None:
    files = {
        target: parcel.data
        for parcel, target, outcome in zip(parcels, targets, outcomes, strict=True)
        if outcome is not Outcome.UNCHANGED
    }
    record = manifest.updated((parcel.entry for parcel in parcels), folder).encode()
    at = folder / MANIFEST
    if not at.is_file() or at.read_bytes() != record:
        files[at] = record  # last: it never names a document that is not there
    write_files(files)


def _twin(target: Path) -> str:
    stem = target.stem
    other = stem.removesuffix(_DRAFT) if stem.endswith(_DRAFT) else stem + _DRAFT
    twin = target.with_name(other + target.suffix)
    return twin.name if twin.is_file() else ""
