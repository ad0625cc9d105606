"""Draws the pictures of docs/templates.md: what a reader of the page has before and after its commands.

The page is followed in a scratch folder; after some of its blocks a file is set aside, and all are printed with
LibreOffice in one go.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import PIL.Image
import PIL.ImageChops
import PIL.ImageOps

from tools.tutorial import ROOT, Reader, commands, steps

Run = Callable[..., str]
_DPI = {".docx": 80, ".xlsx": 80, ".pptx": 48}
_POINTS_PER_INCH = 72
_MARGIN = 14
_EDGE = "#D0D7DE"
_WORD = re.compile(r'yMin="([\d.]+)"[^>]*>([^<]*)</word>')


@dataclass(frozen=True)
class View:
    """A picture: its name, the command (counted from 1) after which `file` looks so, and the words at its top."""

    name: str
    command: int
    file: str
    top: str = ""


VIEWS = (
    View("letter_typed", 1, "letter.docx"),
    View("letter_filled", 1, "welcome.docx"),
    View("table_typed", 4, "letter.docx", "Your sites"),
    View("table_filled", 4, "welcome.docx", "Your sites"),
    View("letter_done", 7, "welcome.docx"),
    View("sheet_typed", 8, "sites.xlsx"),
    View("sheet_filled", 8, "filled.xlsx"),
    View("slide_typed", 9, "sites.pptx"),
    View("slide_filled", 9, "filled.pptx"),
)


def draw_tutorial(target: Path, scratch: Path, run: Run) -> None:
    """Write every picture of the page into `target`; `run` runs a program and returns what it printed."""
    reader = scratch / "reader"
    reader.mkdir()
    kept = follow(reader, scratch)
    printed = scratch / "tutorial"
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", printed, *kept.values())
    for view in VIEWS:
        draw(view, printed / f"{view.name}.pdf", target, run)


def follow(reader: Path, scratch: Path) -> dict[str, Path]:
    """Do what the page says, and return a copy of the file that each view shows."""
    hands, done, kept = Reader(reader), 0, {}
    for step in steps():
        hands.follow(step)
        for words in commands(step):
            done += 1
            _docgen(words, reader)
            for view in (view for view in VIEWS if view.command == done):
                kept[view.name] = scratch / f"{view.name}{Path(view.file).suffix}"
                shutil.copy(reader / view.file, kept[view.name])
    return kept


def _docgen(words: list[str], folder: Path) -> None:
    """Run docgen in a folder. A check that finds what it should ends with 1, so the exit status says nothing."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "docgen", *words]
    subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True)


def draw(view: View, pdf: Path, target: Path, run: Run) -> None:
    """Draw the page of a view, cut to what stands on it from its top words on."""
    pages = run("pdftotext", "-bbox", pdf, "-").split("<page ")[1:]
    number, top = _found(view.top, pages)
    drawn, dpi = pdf.with_suffix(""), _DPI[Path(view.file).suffix]
    run("pdftoppm", "-png", "-r", str(dpi), "-f", str(number), "-singlefile", pdf, drawn)
    with PIL.Image.open(f"{drawn}.png") as page:
        cut = page.convert("RGB").crop((0, round(top * dpi / _POINTS_PER_INCH), page.width, page.height))
    cut = cut if view.file.endswith("pptx") else trimmed(cut)
    PIL.ImageOps.expand(cut, 1, _EDGE).quantize(64).save(target / f"{view.name}.png", optimize=True)


def _found(words: str, pages: list[str]) -> tuple[int, float]:
    """Return the page, from 1, and the height in points of the words, which stand in one line; its top for none."""
    if not words:
        return 1, 0.0
    for number, page in enumerate(pages, 1):
        listed = _WORD.findall(page)
        for (height, first), (_, second) in pairwise(listed):
            if [first, second] == words.split():
                return number, float(height) - 4
    raise SystemExit(f"No page holds {words}")


def trimmed(image: PIL.Image.Image) -> PIL.Image.Image:
    """Return a picture without the white around what it shows, but for a margin."""
    box = PIL.ImageChops.difference(image, PIL.Image.new("RGB", image.size, "white")).getbbox()
    return PIL.ImageOps.expand(image.crop(box), _MARGIN, "white")
