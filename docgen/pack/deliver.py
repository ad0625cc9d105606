"""From rendered documents to a client's folder on disk, with its manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from docgen import __version__
from docgen.errors import PackError
from docgen.pack.hashes import content_hash, sha256
from docgen.pack.lock import locked
from docgen.pack.manifest import Entry, LastRun, Manifest, read_manifest
from docgen.pack.names import MANIFEST, TABLE, client_folder, refuse_collisions, same_file
from docgen.pack.table import table
from docgen.pack.write import Data, clear_unfinished, write_files
from docgen.pack.zipped import pack_zip, zip_entry
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
    """A document to be delivered: its bytes and its entry in the manifest.

    `data` is None for a document that was not made anew because the one on disk is known to be the same.
    """

    entry: Entry
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """A document on disk. `twin` names the draft (or final) of the same version that an earlier run left."""

    entry: Entry
    path: Path
    outcome: Outcome
    twin: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    """A parcel, the place it is meant for, and what is there now."""

    parcel: Parcel
    target: Path
    outcome: Outcome

    @property
    def entry(self) -> Entry:
        return self.parcel.entry


def deliver(
    out: Path,
    code: str,
    parcels: Sequence[Parcel],
    *,
    run: LastRun | None = None,
    zipped: bool = False,
    index: Callable[[Manifest], Parcel | None] | None = None,
) -> tuple[Delivered, ...]:
    """Write one client's documents and manifest below `out`, and return what became of each document.

    `run` is what the manifest says of this run. `zipped` asks for the zip of the pack; once there, it is kept in
    step with the documents. `index` makes the folder's index from its manifest; it is written and recorded, but
    not returned. A file that already holds the same content is left alone; so is the whole folder where
    nothing differs. Raise PackError, before anything is written, if two documents share a name, if a path leads out
    of `out`, if another run is writing there, or if an approved document of the same version holds something else;
    and if a file cannot be stored (see `write_files`).
    """
    folder = out / client_folder(code)
    targets = [folder / PurePosixPath(parcel.entry.path) for parcel in parcels]
    refuse_collisions(PurePosixPath(parcel.entry.path) for parcel in parcels)
    refuse_ways_out(out, [*targets, folder / MANIFEST])
    _refuse_namesake(out, code)
    with locked(folder) as alone:
        manifest = read_manifest(folder / MANIFEST, code)
        items = [_compared(parcel, target) for parcel, target in zip(parcels, targets, strict=True)]
        _refuse_changed_signatures(manifest, items)
        _clear(folder, alone=alone)
        updated = manifest.updated([item.entry for item in items], folder, run)
        indexed = [_compared(page, folder / page.entry.path) for page in _index(updated, index)]
        written = [*items, *indexed]
        if indexed:
            updated = manifest.updated([item.entry for item in written], folder, run)
        _write(folder, updated, written, zipped=zipped)
    return tuple(Delivered(item.entry, item.target, item.outcome, _twin(item.target)) for item in items)


def _index(manifest: Manifest, index: Callable[[Manifest], Parcel | None] | None) -> list[Parcel]:
    page = index(manifest) if index else None
    return [page] if page else []


def refuse_ways_out(out: Path, targets: Sequence[Path]) -> None:
    """Raise PackError if a target, with every link on its way followed, is not below `out`."""
    root = out.resolve()
    for target in targets:
        if not target.parent.resolve().is_relative_to(root):
            hint = "A link on the way leads elsewhere: remove it."
            raise PackError.single(
                "leaves-folder", f"would be written outside {out}", where=Place(file=str(target)), hint=hint
            )


def _refuse_namesake(out: Path, code: str) -> None:
    """Raise PackError if `out` has a client's folder that is the same one on another system."""
    if (out / code).exists() or not out.is_dir():
        return
    for other in out.iterdir():
        if same_file(other.name) == same_file(code):
            message = f"{other.name} is there already, and would be the same folder on Windows and macOS"
            hint = "Give one of the two clients another code, or write into another folder with -o."
            raise PackError.single("name-collision", message, where=Place(file=str(out / code)), hint=hint)


def _compared(parcel: Parcel, target: Path) -> _Item:
    """Return the parcel as the disk has it: an unchanged document may have been packed by another compressor."""
    try:
        present = target.read_bytes()
    except OSError:  # absent, or not readable: writing it tells which
        present = None
    if parcel.data is None:
        return _kept(parcel, target, present)
    if present is None:
        return _Item(parcel, target, Outcome.NEW)
    if present != parcel.data and content_hash(present) != parcel.entry.content_sha256:
        return _Item(parcel, target, Outcome.CHANGED)
    entry = replace(parcel.entry, bytes=len(present), sha256=sha256(present))
    return _Item(Parcel(entry, present), target, Outcome.UNCHANGED)


def _kept(parcel: Parcel, target: Path, present: bytes | None) -> _Item:
    if present is None or sha256(present) != parcel.entry.sha256:
        hint = "Another program has written there meanwhile. Run this again."
        raise PackError.single(
            "changed-meanwhile", "is not as it was a moment ago", where=Place(str(target)), hint=hint
        )
    return _Item(Parcel(parcel.entry, present), target, Outcome.UNCHANGED)


def _refuse_changed_signatures(manifest: Manifest, items: Sequence[_Item]) -> None:
    problems = [
        changed_signature(item.entry.artefact, item.entry.version, item.target)
        for item in items
        if item.outcome is Outcome.CHANGED
        and was_signed(manifest.entry(item.entry.path), status=item.entry.status, draft=item.entry.draft)
        and not only_restyled(
            manifest.entry(item.entry.path),
            item.target,
            facts=item.entry.facts,
            template=item.entry.template.sha256,
            brand=item.entry.brand.sha256,
        )
    ]
    if problems:
        raise PackError(problems)


def was_signed(recorded: Mapping[str, Any] | None, *, status: str, draft: bool) -> bool:
    """Return whether the document on disk is an approved one; `status` and `draft` are what it would be now."""
    if recorded is None:  # no record of it: go by what the intake now says of this version
        return status in _SIGNED and not draft
    return recorded.get("status") in _SIGNED and not recorded.get("draft")


def only_restyled(
    recorded: Mapping[str, Any] | None, target: Path, *, facts: str, template: str, brand: str
) -> bool:
    """Return whether a document differs from the recorded one in its brand alone, so that what was approved stands.

    `facts` is the hash printed on it, `template` and `brand` are the SHA-256 of what it is made from now. A file
    that somebody has changed since (`target`) is not the recorded one.
    """
    if recorded is None or not facts or recorded.get("facts") != facts or recorded.get("tool") != __version__:
        return False
    before = {name: (recorded.get(name) or {}).get("sha256") for name in ("template", "brand")}
    if before["template"] != template or before["brand"] == brand:
        return False
    return target.is_file() and sha256(target.read_bytes()) == recorded.get("sha256")


def changed_signature(artefact: str, approved: str, target: Path) -> Problem:
    """Return the problem that a document approved as version `approved` would be written otherwise."""
    message = f"is approved as version {approved}, and what would be written now differs"
    version = f"documents.{artefact}.version"
    hint = f"Raise {version} in the intake, or go back to the facts and the template that were approved."
    return Problem("approved-differs", Severity.ERROR, Place(file=str(target)), message, hint)


def _clear(folder: Path, *, alone: bool) -> None:
    """Clear what killed runs left, in the folders of all stages: a run may have been over other documents."""
    for place in (
        folder,
        *(below for below in folder.iterdir() if below.is_dir() and not below.is_symlink()),
    ):
        clear_unfinished(place, alone=alone)


def _write(folder: Path, manifest: Manifest, items: Sequence[_Item], *, zipped: bool) -> None:
    files: dict[Path, Data] = {
        item.target: item.parcel.data
        for item in items
        if item.outcome is not Outcome.UNCHANGED and item.parcel.data is not None
    }
    if zipped or manifest.zipped:
        manifest = _with_zip(folder, manifest, items, files)
    # Last: a manifest never names a document that is not there.
    for target, data in ((folder / TABLE, table(manifest)), (folder / MANIFEST, manifest.encode())):
        if not _holds(target, data):
            files[target] = data
    write_files(files)


def _with_zip(folder: Path, manifest: Manifest, items: Sequence[_Item], files: dict[Path, Data]) -> Manifest:
    """Add the pack's zip to the files to be written, if it differs, and return the manifest that tells of it."""
    fresh = {item.entry.path: item.parcel.data for item in items}
    data = pack_zip(manifest, lambda path: fresh.get(path) or (folder / path).read_bytes())
    entry = zip_entry(manifest.client, data)
    if not _holds(folder / entry.path, data):
        files[folder / entry.path] = data
    return replace(manifest, zipped=entry)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _twin(target: Path) -> str:
    stem = target.stem
    other = stem.removesuffix(_DRAFT) if stem.endswith(_DRAFT) else stem + _DRAFT
    twin = target.with_name(other + target.suffix)
    return twin.name if twin.is_file() else ""
