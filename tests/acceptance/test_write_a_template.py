"""The page for people who write their first template: followed step by step, as a reader with Word would."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest

from tests.acceptance.command import ROOT, docgen
from tests.office.documents import faults
from tools.tutorial import PAGE, Reader, Step, commands, steps
from tools.tutorial_pictures import VIEWS

CONSOLES = [step for step in steps() if step.kind == "console"]


@dataclass(frozen=True)
class Walk:
    """What came of following the page: the folder, what each console said, and the files as they were behind it."""

    folder: Path
    said: tuple[str, ...]
    files: tuple[Mapping[str, bytes], ...]

    def saved(self, console: int, name: str) -> str:
        """Return the path of a copy of a file as it was behind a console block, counted from 1."""
        path = self.folder / f"after-{console}-{name}"
        path.write_bytes(self.files[console - 1][name])
        return str(path)


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    folder = tmp_path_factory.mktemp("author")
    reader, said, files = Reader(folder), [], []
    for step in steps():
        reader.follow(step)
        if step.kind == "console":
            said.append(typed_out(step, folder))
            files.append({path.name: path.read_bytes() for path in folder.iterdir()})
    return Walk(folder, tuple(said), tuple(files))


def typed_out(step: Step, folder: Path) -> str:
    """Run the commands of a block and return what a terminal shows: each command, then what it said."""
    lines = []
    typed = [line for line in step.text.splitlines() if line.startswith("$ ")]
    for line, words in zip(typed, commands(step), strict=True):
        run = docgen(*words, folder=folder)
        lines += [line, *run.err.splitlines(), *run.out.splitlines()]
    return "\n".join(lines)


@pytest.mark.parametrize("number", range(len(CONSOLES)))
def test_a_terminal_shows_what_the_page_shows(walk: Walk, number: int) -> None:
    shown = re.escape(CONSOLES[number].text.strip())
    pattern = shown.replace(re.escape("(… bytes)"), r"\([\d,]+ bytes\)").replace(
        re.escape("\n…\n"), r"\n(?:.*\n)*?"
    )
    assert re.fullmatch(pattern, walk.said[number]), walk.said[number]


def words_of(path: str) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(path).paragraphs]


def test_the_letter_is_filled(walk: Walk) -> None:
    assert words_of(walk.saved(1, "welcome.docx")) == [
        "Reed & Dale",
        "12 Wharf Lane, Newcastle NSW 2300",
        "16 March 2027",
        "Welcome, Ana",
        "From 16 March 2027 we look after your computers. Your service desk answers on (02) 5550 0142.",
        "",
        "As a gold client you reach us at night, too.",
        "",
        "Kind regards",
        "T. Fenn, Tidewater Managed Services",
    ]


def test_the_gaps_are_gone_once_the_tags_have_their_paragraphs(walk: Walk) -> None:
    words = words_of(walk.saved(4, "welcome.docx"))
    assert words[words.index("As a gold client you reach us at night, too.") + 1] == "Kind regards"
    assert "" not in words[:8]


def test_the_table_grows_and_adds_up(walk: Walk) -> None:
    (table,) = docx.Document(walk.saved(4, "welcome.docx")).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Site", "Open", "Users"],
        ["Newcastle", "7 am to 7 pm", "80"],
        ["Maitland", "8 am to 5 pm", "25"],
        ["Cessnock", "9 am to 4 pm", "15"],
        ["All sites", "", "120"],
    ]


def test_another_picture_stands_in_the_frame_of_the_first(walk: Walk) -> None:
    before, after = (docx.Document(walk.saved(5, name)) for name in ("letter.docx", "welcome.docx"))
    pictures = {part.blob for part in after.part.package.iter_parts() if part.content_type == "image/png"}
    assert walk.files[4]["marlow.png"] in pictures
    assert [(each.width, each.height) for each in after.inline_shapes] == [
        (each.width, each.height) for each in before.inline_shapes
    ]


def test_the_chart_is_words_own_with_the_figures_of_the_data(walk: Walk) -> None:
    document = docx.Document(walk.saved(6, "welcome.docx"))
    (chart,) = [
        each for each in document.part.package.iter_parts() if str(each.partname).startswith("/word/charts/")
    ]
    assert re.findall(rb"<c:v>([^<]*)</c:v>", chart.blob)[-4:] == [b"71", b"83", b"90", b"94"]


def test_the_total_of_the_sheet_follows_the_rows(walk: Walk) -> None:
    path = walk.saved(7, "filled.xlsx")
    page: Any = openpyxl.load_workbook(path).active
    values: Any = openpyxl.load_workbook(path, data_only=True).active
    assert [row[0] for row in page.iter_rows(values_only=True)] == [
        "Site",
        "Newcastle",
        "Maitland",
        "Cessnock",
        "All sites",
    ]
    assert (page["C5"].value, values["C5"].value) == ("=SUM(C2:C4)", 120)


def test_a_slide_is_made_of_each_site(walk: Walk) -> None:
    made = pptx.Presentation(walk.saved(8, "filled.pptx"))
    shown = [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame] for slide in made.slides
    ]
    assert shown == [
        ["Newcastle", "80 users, open 7 am to 7 pm"],
        ["Maitland", "25 users, open 8 am to 5 pm"],
        ["Cessnock", "15 users, open 9 am to 4 pm"],
    ]


def test_the_templates_are_those_that_word_would_save(walk: Walk) -> None:
    """Tags are cut by the marks of the spelling check, and their quotes curled: else the page proves too little."""
    body = docx.Document(walk.saved(6, "letter.docx")).element.xml
    assert "<w:proofErr" in body
    assert "date(“long”)" in "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body))
    assert "{{ client.name }}" not in body


def test_the_pictures_of_the_page_are_there_and_drawn_by_the_tool() -> None:
    shown = set(re.findall(r"\]\(pictures/(\w+)\.png\)", PAGE.read_text("utf-8")))
    assert shown == {view.name for view in VIEWS}
    assert all((ROOT / "docs" / "pictures" / f"{name}.png").is_file() for name in shown)


@pytest.mark.parametrize(
    ("console", "template", "name"),
    [
        (6, "letter.docx", "welcome.docx"),
        (7, "sites.xlsx", "filled.xlsx"),
        (8, "sites.pptx", "filled.pptx"),
    ],
)
def test_filling_brings_in_no_fault_of_structure(walk: Walk, console: int, template: str, name: str) -> None:
    before, after = (faults(Path(walk.saved(console, each))) for each in (template, name))
    assert set(after) <= set(before)
