"""The kinds of work that are measured: who does it, with which data, and what is to be reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import (
    build_decks,
    build_templates,
    build_workbooks,
    contenders,
    contenders_excel,
    contenders_node,
    contenders_powerpoint,
    dialects,
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
    def in_process(self) -> tuple[str, ...]:
        """The contenders that are Python, whose memory can be measured."""
        return tuple(name for name in self.contenders if not contenders_node.contenders(name))

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The sizes that are measured: those with a goal."""
        return tuple(size for size in SIZES if size.name in self.goals)


def _word_templates(folder: Path) -> dict[str, Path]:
    built = {
        one.contender: build_templates.build(folder / f"solution_design_{one.contender}.docx", one.tags)
        for one in dialects.WORD
    }
    # docgen speaks docxtpl's tag language: both fill the very same file.
    return {**built, "docxtpl": built["docgen"]}


def _given(ending: str, names: Iterable[str], **others: str) -> dict[str, str]:
    """Return the names of the templates in a folder from outside: each contender's own, unless it borrows one."""
    return {name: f"{ending}_{others.get(name, name)}.{ending}" for name in names}


WORD = Kind(
    name="Word",
    peer="docxtpl",
    contenders=contenders.CONTENDERS,
    facts=facts,
    text_of=contenders.text_of,
    build=_word_templates,
    given=_given("docx", contenders.CONTENDERS, docgen="docxtpl"),
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
    given=_given("xlsx", contenders_excel.CONTENDERS, XlsxWriter="openpyxl"),
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
    given=_given("pptx", contenders_powerpoint.CONTENDERS),
    goals={"small": 20, "medium": 18, "large": 6},
    memory_goal=25,
)

KINDS = {kind.name: kind for kind in (WORD, EXCEL, POWERPOINT)}
