"""The manifest of one client's folder: what was made from what, and what the last run found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from docgen.errors import PackError
from docgen.pack.current import age_of, kind_of, version_key
from docgen.pack.entry import Entry, Open, Override, Source
from docgen.pack.names import zip_name
from docgen.problems import Place

__all__ = [
    "FORMAT",
    "Entry",
    "LastRun",
    "Manifest",
    "Open",
    "Override",
    "Source",
    "Zipped",
    "read_body",
    "read_manifest",
]

FORMAT = 2
"""The version of the manifest's own layout. An older one is read as if there were none: all is made anew."""

_NEEDED: Mapping[str, type] = {
    "path": str,
    "artefact": str,
    "format": str,
    "version": str,
    "status": str,
    "sha256": str,
    "bytes": int,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """What the last run over the client asked for and found: enough to report on a client that is skipped.

    `inputs` is the hash over all raw inputs (see `docgen.pack.inputs`), empty where it is not known; `today` the
    day (ISO) if something took its date from the clock, else None; `playbook` the process's file as the intake or
    the command names it; `stage` the one whose documents were asked for, empty for all. `documents` are the paths
    of what was asked for; `withheld`, `problems` and `owed` are plain data: what was not written and why, every
    problem with its place, every fact that is missing; `loads` how much of whose time the client takes. `layers` are
    the other files that facts and process rest on (defaults, groups, what a playbook extends or names), name and hash.
    """

    inputs: str = ""
    today: str | None = None
    playbook: str = ""
    name: str = ""
    process: str = ""
    stage: str = ""
    documents: tuple[str, ...] = ()
    withheld: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[Mapping[str, Any], ...] = ()
    owed: tuple[Mapping[str, Any], ...] = ()
    loads: tuple[Mapping[str, Any], ...] = ()
    layers: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> LastRun:
        """Return the run that a manifest's JSON tells of. Raise TypeError for keys that are not known."""
        lists = ("documents", "withheld", "problems", "owed", "loads", "layers")
        known: dict[str, Any] = {key: tuple(data[key]) if key in lists else data[key] for key in data}
        return cls(**known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zipped:
    """The zip of the client's pack, beside the manifest."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All documents in one client's folder, in order of path; `run` and `zipped` are None where not known."""

    client: str
    entries: tuple[dict[str, Any], ...] = ()
    run: LastRun | None = None
    zipped: Zipped | None = None

    def entry(self, path: str) -> dict[str, Any] | None:
        """Return what is recorded of the document at `path`, or None."""
        return next((entry for entry in self.entries if entry["path"] == path), None)

    def updated(self, entries: Iterable[Entry], folder: Path, run: LastRun | None = None) -> Manifest:
        """Return the manifest with `entries` in place of older ones, without files that are gone from `folder`.

        `run` takes the place of the last run; None says that it is not known.
        """
        new = {entry.path: _plain(asdict(entry)) for entry in entries}
        kept = {e["path"]: e for e in self.entries if e["path"] not in new and (folder / e["path"]).is_file()}
        merged = {**kept, **new}
        listed = tuple(merged[path] for path in sorted(merged))
        return replace(self, entries=tuple(_superseding(one, listed) for one in listed), run=run)

    def encode(self) -> bytes:
        """Return the manifest as JSON text in UTF-8: the same entries give the same bytes."""
        body = {
            "manifest": FORMAT,
            "client": self.client,
            "run": asdict(self.run) if self.run else None,
            "zip": asdict(self.zipped) if self.zipped else None,
            "files": list(self.entries),
        }
        return (json.dumps(body, indent=2, ensure_ascii=False) + "\n").encode()


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    """Return what JSON keeps of a value: new entries compare equal to those that were read."""
    plain: dict[str, Any] = json.loads(json.dumps(value))
    return plain


def _superseding(entry: dict[str, Any], listed: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the entry with the path of the version before it in the same folder, empty where there is none."""
    own = version_key(entry["version"])
    before = [
        other for other in listed if kind_of(other) == kind_of(entry) and version_key(other["version"]) < own
    ]
    latest = max(before, key=age_of, default=None)
    return {**entry, "supersedes": latest["path"] if latest else ""}


def read_manifest(path: Path, client: str) -> Manifest:
    """Return the manifest at `path`, empty if there is none or it is of an older layout.

    Raise PackError if it cannot be understood, or is another client's.
    """
    body = read_body(path)
    if body is None or body.get("manifest") in range(1, FORMAT):
        return Manifest(client)
    found = _as_manifest(path, body)
    if found.client != client:
        raise unreadable(path, f"it belongs to the client {found.client}, not to {client}")
    return found


def read_body(path: Path) -> dict[str, Any] | None:
    """Return the JSON object in a manifest's file, None if there is no file. Raise PackError for anything else."""
    try:
        body = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):  # a file where a folder is needed: writing tells
        return None
    except OSError as error:
        raise unreadable(path, f"it cannot be read ({(error.strerror or str(error)).lower()})") from error
    except (ValueError, RecursionError) as error:
        raise unreadable(path, "it is not the JSON that docgen wrote") from error
    if not isinstance(body, dict):
        raise unreadable(path, "it is not the JSON that docgen wrote")
    if isinstance(layout := body.get("manifest"), int) and layout > FORMAT:
        hint = "Use that version of docgen, or write into another folder with -o."
        raise unreadable(path, f"its layout {layout} is of a later version of docgen", hint=hint)
    return body


def _as_manifest(path: Path, body: Mapping[str, Any]) -> Manifest:
    try:
        return _parsed(body)
    except (KeyError, TypeError, ValueError, AttributeError, PackError) as error:
        raise unreadable(path, f"it is not a manifest of layout {FORMAT}") from error


def _parsed(body: Mapping[str, Any]) -> Manifest:
    """Return the manifest in a JSON object. Raise KeyError, TypeError or ValueError where it is none."""
    entries, client, run, zipped = body["files"], body["client"], body["run"], body["zip"]
    sound = body["manifest"] == FORMAT and isinstance(client, str) and isinstance(entries, list)
    if not sound or not all(_is_entry(one) for one in entries):
        raise ValueError
    if zipped is not None and zipped["path"] != zip_name(client):
        raise ValueError
    return Manifest(
        client,
        tuple(entries),
        LastRun.of(run) if run is not None else None,
        Zipped(**zipped) if zipped is not None else None,
    )


def _is_entry(one: Mapping[str, Any]) -> bool:
    """Return whether all is there that others rely on, and the path stays below the client's folder."""
    known = all(isinstance(one[key], kind) for key, kind in _NEEDED.items())
    steps = PurePosixPath(one["path"]).parts
    return known and bool(steps) and not one["path"].startswith("/") and ".." not in steps


def unreadable(path: Path, reason: str, *, hint: str = "") -> PackError:
    """Return the error that a manifest cannot be used."""
    hint = hint or "Move it away, then render again: the documents beside it stay as they are."
    return PackError.single(
        "bad-manifest", f"cannot be used: {reason}", where=Place(file=str(path)), hint=hint
    )
