"""Build the benchmark's decks: one deck, written once in each contender's tags.

Twelve slides with a title each; four facts on each of the first ten, which makes 40 tags, and two sentences; a table
of five columns on the last. docgen's row stands between two rows with the loop's tags; the code for python-pptx finds
its one row by the tags in it.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pptx
from pptx.presentation import Presentation
from pptx.util import Emu, Pt

from bench.data import DECK_SCALARS, ITEM_COLUMNS
from bench.dialects import POWERPOINT, Jinja, Language

_PER_SLIDE = 4
_SLIDES = 12
_SENTENCE = "The provider delivers the service that this slide describes. "
_BULLETS, _TITLE_ONLY = 1, 5


def build(folder: Path) -> dict[str, Path]:
    """Write each contender's template into `folder` and return them by contender. The same content each time."""
    folder.mkdir(parents=True, exist_ok=True)
    return {one.contender: _build(folder, one) for one in POWERPOINT}


def _build(folder: Path, language: Language) -> Path:
    deck, path, tags = pptx.Presentation(), folder / f"overview_{language.contender}.pptx", language.tags
    for number in range(_SLIDES - 1):
        _facts(deck, number, DECK_SCALARS[number * _PER_SLIDE : (number + 1) * _PER_SLIDE], tags)
    _table(deck, tags)
    moment = datetime(2026, 1, 1)  # noqa: DTZ001 (python-pptx wants none)
    deck.core_properties.created = deck.core_properties.modified = moment
    deck.save(str(path))
    return path


def _facts(deck: Presentation, number: int, names: tuple[str, ...], tags: Jinja) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_BULLETS])
    slide.shapes.title.text_frame.text = f"Part {number + 1}: the project at a glance"
    frame = slide.placeholders[1].text_frame
    frame.text = _SENTENCE * 2
    for name in names:
        paragraph = frame.add_paragraph()
        label, value = paragraph.add_run(), paragraph.add_run()
        label.text, label.font.bold = f"{name.replace('_', ' ').capitalize()}: ", True
        value.text, value.font.size = tags.scalar(name), Pt(18)


def _table(deck: Presentation, tags: Jinja) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    slide.shapes.title.text_frame.text = "The items"
    rows = [[name.capitalize() for name in ITEM_COLUMNS], *tags.rows("items", ITEM_COLUMNS)]
    frame = slide.shapes.add_table(
        len(rows), len(ITEM_COLUMNS), Emu(457_200), Emu(1_600_200), Emu(8_229_600), Emu(370_840 * len(rows))
    )
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            paragraph = frame.table.cell(number, column).text_frame.paragraphs[0]
            run = paragraph.add_run()
            run.text, run.font.size = text, Pt(10)
