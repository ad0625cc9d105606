"""The kinds of work that are measured: who does it, with which data, and what is to be reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import (
    build_decks,
    build_templates,
    build_workbooks,
    contenders,
    contenders_excel,
    contenders_powerpoint,
)
from bench.contenders import Fill
from bench.data import SIZES, Size, deck_facts, facts, register_facts


@dataclass(frozen=True)
class Kind:
    """One format's work. `goals`: how many times faster than the peer docgen is built to be, by size.

    `build` writes the templates into a folder and returns each contender's; `given` names them in a folder of
    templates from outside. `memory_goal` is in megabytes above start, for the largest size.
    """

    name: str
    peer: str
    contenders: Mapping[str, Callable[[Path], Fill]]
    facts: Callable[[Size], dict[str, Any]]
    text_of: Callable[[bytes], list[str]]
    build: Callable[[Path], dict[str, Path]]
    given: Mapping[str, str]
    goals: Mapping[str, int]
    memory_goal: int

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The sizes that are measured: those with a goal."""
        return tuple(size for size in SIZES if size.name in self.goals)


def _word_templates(folder: Path) -> dict[str, Path]:
    # docgen speaks docxtpl's tag language: both fill the very same file.
    return dict.fromkeys(contenders.CONTENDERS, build_templates.build(folder / "solution_design.docx"))


WORD = Kind(
    name="Word",
    peer="docxtpl",
    contenders=contenders.CONTENDERS,
    facts=facts,
    text_of=contenders.text_of,
    build=_word_templates,
    given=dict.fromkeys(contenders.CONTENDERS, "docx_docxtpl.docx"),
    goals={"small": 50, "medium": 30, "large": 22, "huge": 25},
    memory_goal=60,
)

EXCEL = Kind(
    name="Excel",
    peer="openpyxl",
    contenders=contenders_excel.CONTENDERS,
    facts=register_facts,
    text_of=contenders_excel.cells_of,
    build=build_workbooks.build,
    given={name: f"xlsx_{name}.xlsx" for name in contenders_excel.CONTENDERS},
    goals={"small": 35, "medium": 20, "large": 12, "huge": 14},
    memory_goal=25,
)

POWERPOINT = Kind(
    name="PowerPoint",
    peer="python-pptx",
    contenders=contenders_powerpoint.CONTENDERS,
    facts=deck_facts,
    text_of=contenders_powerpoint.paragraphs_of,
    build=build_decks.build,
    given={name: f"pptx_{name}.pptx" for name in contenders_powerpoint.CONTENDERS},
    goals={"small": 20, "medium": 18, "large": 6},
    memory_goal=25,
)

KINDS = {kind.name: kind for kind in (WORD, EXCEL, POWERPOINT)}
