"""What the example's documents say, line by line: `pytest --update-golden` writes the outlines anew.

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
    """Return where the outline of one document is kept: `golden/<client>-<intake>/<CODE>.txt`."""
    return HERE / pack.name / f"{path.name.split('_')[1]}.txt"


def test_the_documents_say_what_their_goldens_say(
    packs: tuple[Pack, ...], request: pytest.FixtureRequest
) -> None:
    for pack in packs:
        for path in pack.files:
            compare(golden(pack, path), outline(path), update=request.config.getoption("--update-golden"))


def compare(kept: Path, found: str, *, update: bool) -> None:
    if update:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(found, encoding="utf-8", newline="\n")
        return
    assert kept.is_file(), f"no golden {kept.relative_to(HERE)}: write it with --update-golden, and read it"
    expected = kept.read_text(encoding="utf-8")
    difference = difflib.unified_diff(
        expected.splitlines(), found.splitlines(), "golden", "rendered", lineterm=""
    )
    assert found == expected, "\n" + "\n".join(difference)


def test_no_golden_is_left_without_its_document(packs: tuple[Pack, ...]) -> None:
    wanted = {golden(pack, path) for pack in packs for path in pack.files}
    assert set(HERE.glob("*/*.txt")) == wanted
