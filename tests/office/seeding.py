"""One fault put into a sound file: what the tests of the structural rules of all formats have in common."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.office.structure_package import Rule, chart_axes_are_numbered_and_found, no_member_stands_twice

Edit = Callable[[bytes], bytes]
Fault = tuple[Rule, str, Edit]
"""A rule, the part that is spoilt, and how."""

SHOWN_FOR_ALL = frozenset({no_member_stands_twice, chart_axes_are_numbered_and_found})
"""Rules whose faults are put in by tests that hold for every format."""


def swap(old: bytes, new: bytes) -> Edit:
    """Return the edit that replaces the first `old`, which must be there."""

    def edit(raw: bytes) -> bytes:
        assert old in raw, f"{old!r} is not in the part"
        return raw.replace(old, new, 1)

    return edit


def twice(old: bytes) -> Edit:
    return swap(old, old + old)


def seeded(sound: Path, folder: Path, part: str, edit: Edit) -> Path:
    """Write the sound file with one part edited."""
    path = folder / f"seeded{sound.suffix}"
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            raw = source.read(name)
            target.writestr(name, edit(raw) if name == part else raw)
    return path


def each_fault(faults: Iterable[Fault]) -> pytest.MarkDecorator:
    """Run a test for each fault, named by its rule."""
    named = [pytest.param(*fault, id=f"{fault[0].__name__}-{n}") for n, fault in enumerate(faults)]
    return pytest.mark.parametrize(("rule", "part", "edit"), named)
