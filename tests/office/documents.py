"""The judging of a document whatever its format: the rules, the outline and the texts of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.office import outline as word
from tests.office import outline_pptx as powerpoint
from tests.office import outline_xlsx as excel
from tests.office import structure, structure_pptx, structure_xlsx


@dataclass(frozen=True)
class Kind:
    """How documents of one format are read."""

    outline: Callable[[Path], str]
    texts: Callable[[Path], list[str]]
    faults: Callable[[Path], tuple[str, ...]]


KINDS = {
    ".docx": Kind(word.outline, word.texts, structure.faults),
    ".xlsx": Kind(excel.outline, excel.texts, structure_xlsx.faults),
    ".pptx": Kind(powerpoint.outline, powerpoint.texts, structure_pptx.faults),
}


def outline(path: Path) -> str:
    """Return a document as the readable text that a golden holds."""
    return KINDS[path.suffix].outline(path)


def texts(path: Path) -> list[str]:
    """Return every text of a document, each as it would be compared with what was put in."""
    return KINDS[path.suffix].texts(path)


def faults(path: Path) -> tuple[str, ...]:
    """Return every breach of every structural rule of a document's format."""
    return KINDS[path.suffix].faults(path)
