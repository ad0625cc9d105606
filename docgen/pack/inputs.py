"""What a client's documents rest on, as one hash over raw bytes: equal inputs need no work, not even reading them.

The hash covers the intake's bytes, the process's file and the data files beside the built-in ones, every template
that may be used, overlays and `--set` values, the options that choose documents, and docgen's version. Nothing is
parsed. Which process an intake names is known from the last run: the same bytes name the same process.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from docgen import __version__
from docgen.errors import PackError
from docgen.pack.hashes import sha256
from docgen.pack.manifest import Manifest, Source, read_manifest
from docgen.pack.names import MANIFEST, TABLE
from docgen.pack.table import table
from docgen.playbooks.load import COMPANIONS
from docgen.resources import playbooks_folder


@dataclass(frozen=True, slots=True)
class Ground:
    """What all clients of one run rest on alike. Make it once, with `ground`.

    `playbook` is the process that stands in for the intakes' own, empty where each names its own; `zipped` says
    that a pack must have its zip.
    """

    digest: str
    today: date
    playbook: str = ""
    zipped: bool = False


def ground(
    *,
    today: date,
    options: Mapping[str, Any],
    templates: Iterable[Path] = (),
    overlays: Iterable[Path] = (),
    playbook: str = "",
    zipped: bool = False,
) -> Ground:
    """Return what all clients of a run rest on.

    `options` are plain values (JSON takes them) that choose or change documents; `templates` and `overlays` are
    files, which count by their bytes and names, overlays in their order. A file that cannot be read counts as
    absent: reading it will tell.
    """
    companions = (playbooks_folder() / f"{name}.yaml" for name in sorted(COMPANIONS))
    parts = {
        "tool": __version__,
        "options": dict(options),
        "templates": sorted((path.name, file_hash(path)) for path in templates),
        "overlays": [(path.name, file_hash(path)) for path in overlays],
        "companions": [(path.name, file_hash(path)) for path in companions],
        "playbook": playbook,
    }
    return Ground(_digest(parts), today, playbook, zipped)


def inputs_hash(on: Ground, intake: Source, process: Source) -> str:
    """Return the hash (64 hex digits) over all that one client's documents rest on.

    Of the two sources the hashes count, which must be of the bytes that were read, and the intake's file name.
    """
    return _digest({"ground": on.digest, "intake": [intake.name, intake.sha256], "process": process.sha256})


def unchanged(folder: Path, intake: Path, on: Ground) -> Manifest | None:
    """Return the manifest of a client's folder if nothing has to be done for the client, else None.

    That is: the inputs are those of the last run, nothing took its date from a day that has passed, and every file
    of the manifest (its table and zip among them) is there with the bytes that it tells of.
    """
    try:
        manifest = read_manifest(folder / MANIFEST, folder.name)
    except PackError:  # the run that follows says what is wrong with it
        return None
    run = manifest.run
    if run is None or not run.inputs or run.today not in (None, on.today.isoformat()):
        return None
    if on.zipped and manifest.zipped is None:
        return None
    process = Source(name="", sha256=file_hash(process_file(on.playbook, intake, run.playbook)))
    now = inputs_hash(on, Source(name=intake.name, sha256=file_hash(intake)), process)
    return manifest if now == run.inputs and is_whole(folder, manifest) else None


def is_whole(folder: Path, manifest: Manifest) -> bool:
    """Return whether every file that the manifest tells of is there with the bytes that it tells of."""
    wanted = {one["path"]: one["sha256"] for one in manifest.entries}
    if manifest.zipped:
        wanted[manifest.zipped.path] = manifest.zipped.sha256
    try:
        if (folder / TABLE).read_bytes() != table(manifest):
            return False
        return all(sha256((folder / path).read_bytes()) == known for path, known in wanted.items())
    except OSError:
        return False


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file as hex, empty if it cannot be read."""
    try:
        return sha256(path.read_bytes())
    except OSError:
        return ""


def process_file(given: str, intake: Path, named: str) -> Path:
    """Return the file of a process: the one that is `given`, else the one that the intake names.

    Each is a file (looked for from the intake's folder where the intake names it) or a built-in process's name.
    """
    name = given or named
    if not PurePath(name).suffix:
        return playbooks_folder() / f"{name}.yaml"
    return Path(name) if given else intake.parent / name


def _digest(parts: Mapping[str, Any]) -> str:
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode("ascii"))
