"""`docgen.yaml`: which files hold what is common to a provider's clients.

    defaults: provider.yaml
    groups:
      wave-1: waves/wave-1.yaml

It stands beside an intake or in a folder above it; the nearest one counts. Names are looked for from its folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from docgen.errors import IntakeError
from docgen.intake.load import load_tree
from docgen.intake.model.scalar import nearest, shown
from docgen.intake.nodes import Node
from docgen.intake.source import Source
from docgen.problems import Problem

SETTINGS: Final = "docgen.yaml"
_DEFAULTS, _GROUPS = "defaults", "groups"
_HINT = f"Write {_DEFAULTS}: with the name of a file, and {_GROUPS}: with a name and a file for each group."


@dataclass(frozen=True, slots=True)
class Settings:
    """What a `docgen.yaml` names: the file of the defaults, if any, and one for each group."""

    file: Path
    defaults: Path | None = None
    groups: Mapping[str, Path] = field(default_factory=dict)

    @property
    def files(self) -> tuple[Path, ...]:
        """The file itself and all that it names."""
        return (self.file, *filter(None, (self.defaults,)), *self.groups.values())


def settings_above(intake: Path) -> Path | None:
    """Return the `docgen.yaml` beside an intake or in the nearest folder above it, None where there is none."""
    for folder in intake.resolve().parents:
        file = folder / SETTINGS
        if file.is_file():
            return file if intake.is_absolute() else Path(os.path.relpath(file))
    return None


def read_settings(file: Path) -> Settings:
    """Return what a `docgen.yaml` says. Raise IntakeError with every problem: what is not known or names no file."""
    return _settings(file, bytes_of(file))


def bytes_of(file: Path) -> bytes:
    """Return a file's bytes, none if it cannot be read: reading it will tell why."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


@lru_cache(maxsize=16)
def _settings(file: Path, _data: bytes) -> Settings:
    """Return what a `docgen.yaml` says; `_data` are its bytes, so that it is read anew once it has changed."""
    source, root, _ = load_tree(file)
    if root is None or root.data is None:
        return Settings(file)
    problems = list(_strange(source, root))
    if problems:
        raise IntakeError(problems)
    defaults, groups = root.child(_DEFAULTS), root.child(_GROUPS)
    return Settings(
        file,
        file.parent / str(defaults.data) if defaults and defaults.data else None,
        {name: file.parent / str(one.data) for name, one in _pairs(groups)},
    )


def _strange(source: Source, root: Node) -> Iterator[Problem]:
    """Yield what does not belong in a `docgen.yaml`."""
    if root.pairs is None:
        message = f"The file holds {shown(root.data)}, where groups of keys are expected."
        yield source.refuse("wrong-type", root.start, root.end, message, _HINT)
    for key, value in _pairs(root):
        if key == _DEFAULTS:
            yield from _no_name(source, value, root.keys[key], key)
        elif key != _GROUPS:
            close = nearest(key, (_DEFAULTS, _GROUPS))
            hint = f"Did you mean {close}?" if close else _HINT
            yield source.refuse("unknown-key", *root.keys[key], f"{key} is not known here.", hint)
        elif value.pairs is None and value.data is not None:
            message = f"{key} is {shown(value.data)}, where names with a file each are expected."
            yield source.refuse("wrong-type", *root.keys[key], message, _HINT)
    groups = root.child(_GROUPS)
    for name, value in _pairs(groups):
        yield from _no_name(source, value, groups.keys[name] if groups else (0, 1), f"{_GROUPS}.{name}")


def _no_name(source: Source, value: Node, spot: tuple[int, int], path: str) -> Iterator[Problem]:
    if not isinstance(value.data, str) or not value.data:
        yield source.refuse("wrong-type", *spot, f"{path} names no file.", _HINT)


def _pairs(node: Node | None) -> list[tuple[str, Node]]:
    return list((node.pairs or {}).items()) if node else []
