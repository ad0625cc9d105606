"""What a client's documents rest on, as one hash over raw bytes: equal inputs need no work, not even reading them.

The hash covers the intake's bytes, the facts under it (defaults and groups), the process's file with what it extends
and the data files beside it, every template that may be used, overlays and `--set` values, the options that choose
documents, and docgen's version. Nothing of an intake is parsed. Which process it names is known from the last run: the
same bytes name the same process.
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
from docgen.intake.layers import files_under
from docgen.pack.hashes import sha256
from docgen.pack.manifest import Manifest, Source, read_manifest
from docgen.pack.names import MANIFEST, TABLE
from docgen.pack.table import table
from docgen.playbooks.extending import files_of
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


def inputs_hash(on: Ground, intake: Source, process: Source, besides: Iterable[Source] = ()) -> str:
    """Return the hash (64 hex digits) over all that one client's documents rest on.

    Of the sources the hashes count, which must be of the bytes that were read, and the file names of all but the
    process. `besides` are the files under the intake and those that the process extends or names, in order.
    """
    parts: dict[str, Any] = {"ground": on.digest, "intake": [intake.name, intake.sha256]}
    parts["process"] = process.sha256
    parts["besides"] = [[one.name, one.sha256] for one in besides]
    return _digest(parts)


def process_besides(process: Path) -> tuple[Path, ...]:
    """Return the files that the process in a file rests on besides that file: what it extends, the data files that
    any of these names. The built-in ones' own are in the ground of every run."""
    return () if process.parent == playbooks_folder() else files_of(process)[1:]


def hashed(files: Iterable[Path]) -> tuple[Source, ...]:
    """Return files by name with the hashes of their bytes, empty where they cannot be read."""
    return tuple(Source(name=path.name, sha256=file_hash(path)) for path in files)


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
    file = process_file(on.playbook, intake, run.playbook)
    process = Source(name="", sha256=file_hash(file))
    besides = hashed((*files_under(intake), *process_besides(file)))
    now = inputs_hash(on, Source(name=intake.name, sha256=file_hash(intake)), process, besides)
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
