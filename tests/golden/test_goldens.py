"""What the examples' documents say, line by line: `pytest --update-golden` writes the outlines anew.

A golden shows a change to a document as a reader would see it. Read the difference before you commit it.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.conftest import Pack
from tests.office.documents import outline

HERE = Path(__file__).resolve().parent

pytestmark = pytest.mark.xdist_group("office")


def golden(pack: Pack, path: Path) -> Path:
    """Return where the outline of one document is kept: `golden/<client>-<intake>/<CODE><.format>.txt`."""
    return HERE / pack.name / f"{path.stem.split('_')[1]}{path.suffix}.txt"


def test_the_documents_say_what_their_goldens_say(
    packs: tuple[Pack, ...], request: pytest.FixtureRequest
) -> None:
    update = request.config.getoption("--update-golden")
    kept = [(golden(pack, path), outline(path)) for pack in packs for path in pack.files]
    assert "\n".join(line for path, found in kept for line in compare(path, found, update=update)) == ""


def compare(kept: Path, found: str, *, update: bool) -> list[str]:
    """Return what differs, or with `update` nothing: the outline is then kept instead."""
    name = kept.relative_to(HERE)
    if update:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(found, encoding="utf-8", newline="\n")
        return []
    if not kept.is_file():
        return [f"no golden {name}: write it with --update-golden, and read it"]
    expected = kept.read_text(encoding="utf-8").splitlines()
    return list(difflib.unified_diff(expected, found.splitlines(), f"golden {name}", "rendered", lineterm=""))


def test_no_golden_is_left_without_its_document(packs: tuple[Pack, ...]) -> None:
    wanted = {golden(pack, path) for pack in packs for path in pack.files}
    assert set(HERE.glob("*/*.txt")) == wanted
