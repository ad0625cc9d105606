"""What earlier runs left in a client's folder: a document that would come out the same is not made again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import PackError
from docgen.pack.hashes import sha256
from docgen.pack.manifest import Manifest, read_manifest
from docgen.pack.names import MANIFEST, client_folder


@dataclass(frozen=True, slots=True)
class Earlier:
    """A client's folder and its manifest. Make one with `earlier`."""

    folder: Path
    manifest: Manifest

    def kept(self, path: str, key: str) -> dict[str, Any] | None:
        """Return the entry of the document at `path` if it has this key and its file is whole, else None."""
        entry = self.manifest.entry(path)
        if entry is None or not key or entry.get("key") != key:
            return None
        try:
            whole = sha256((self.folder / path).read_bytes()) == entry["sha256"]
        except OSError:
            return None
        return entry if whole else None


def earlier(out: Path, code: str) -> Earlier:
    """Return what earlier runs left of a client below `out`. Raise PackError for a code that is no folder's name.

    A manifest that cannot be used tells nothing here: delivering says what is wrong with it.
    """
    folder = out / client_folder(code)
    try:
        return Earlier(folder, read_manifest(folder / MANIFEST, code))
    except PackError:
        return Earlier(folder, Manifest(code))
