"""The manifest of one client's folder: what was made from what."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from docgen.errors import PackError
from docgen.problems import Place

FORMAT = 1
"""The version of the manifest's own layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An input: its name (an id or a file name, never a folder of somebody's machine), version, SHA-256."""

    name: str
    version: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document. `path` is below the client's folder; `bytes` is its size; `facts` the hash printed on it.

    `content_sha256` is over the unpacked parts, which no compressor changes. `problems` counts by severity
    (`acknowledged` apart); `unconfirmed` lists the figures that are still the provider's defaults.
    """

    path: str
    artefact: str
    stage: str
    format: str
    bytes: int
    sha256: str
    content_sha256: str
    version: str
    status: str
    draft: bool
    reasons: tuple[str, ...]
    as_of: str
    facts: str
    intake: Source
    playbook: Source
    template: Source
    tool: str
    problems: dict[str, int]
    unconfirmed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All documents in one client's folder, in order of path."""

    client: str
    entries: tuple[dict[str, Any], ...] = ()

    def entry(self, path: str) -> dict[str, Any] | None:
        """Return what is recorded of the document at `path`, or None."""
        return next((entry for entry in self.entries if entry["path"] == path), None)

    def updated(self, entries: Iterable[Entry], folder: Path) -> Manifest:
        """Return the manifest with `entries` in place of older ones, without files that are gone from `folder`."""
        new = {entry.path: json.loads(json.dumps(asdict(entry))) for entry in entries}
        kept = {e["path"]: e for e in self.entries if e["path"] not in new and (folder / e["path"]).is_file()}
        merged = {**kept, **new}
        return Manifest(self.client, tuple(merged[path] for path in sorted(merged)))

    def encode(self) -> bytes:
        """Return the manifest as JSON text in UTF-8: the same entries give the same bytes."""
        body = {"manifest": FORMAT, "client": self.client, "files": list(self.entries)}
        return (json.dumps(body, indent=2, ensure_ascii=False) + "\n").encode()


def read_manifest(path: Path, client: str) -> Manifest:
    """Return the manifest at `path`, empty if there is none. Raise PackError if it cannot be understood."""
    try:
        body = json.loads(path.read_bytes())
    except (
        FileNotFoundError,
        NotADirectoryError,
    ):  # if a file stands where a folder is needed, writing tells
        return Manifest(client)
    except OSError as error:
        raise _unreadable(path, f"it cannot be read ({(error.strerror or str(error)).lower()})") from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, "it is not the JSON that docgen wrote") from error
    if not _is_manifest(body):
        raise _unreadable(path, f"it is not a manifest of layout {FORMAT}")
    if body["client"] != client:
        raise _unreadable(path, f"it belongs to the client {body['client']}, not to {client}")
    return Manifest(client, tuple(body["files"]))


def _is_manifest(body: Any) -> bool:
    return (
        isinstance(body, dict)
        and body.get("manifest") == FORMAT
        and isinstance(body.get("client"), str)
        and isinstance(body.get("files"), list)
        and all(isinstance(e, dict) and isinstance(e.get("path"), str) for e in body["files"])
    )


def _unreadable(path: Path, reason: str) -> PackError:
    hint = "Move it away, then render again: the documents beside it stay as they are."
    error = PackError.single(
        "bad-manifest", f"cannot be used: {reason}", where=Place(file=str(path)), hint=hint
    )
    return PackError(error.problems)
