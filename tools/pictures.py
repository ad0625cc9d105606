"""Makes the pictures of real pages that README and docs show: `python -m tools.pictures`.

Renders the example client, prints it with LibreOffice, draws the chosen pages with Poppler and writes them as small
PNG files into `docs/pictures/`. The page of a picture is found by words that stand on it, not by number.
`tools.tutorial_pictures` draws those of the page for template authors.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.tutorial_pictures import draw_tutorial

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "harrow-wills" / "intake.yaml"
FOLDER = ROOT / "docs" / "pictures"
DPI = 64


@dataclass(frozen=True)
class Shot:
    """One picture: its name, the artefact and its format, and words of which the page holds all."""

    name: str
    artefact: str
    words: tuple[str, ...]
    format: str = "docx"


SHOTS = (
    Shot("handoff_cover", "HOF", ()),
    Shot("handoff_snapshot", "HOF", ("Snapshot",)),
    Shot("sla_targets", "SLA", ("Response times", "Worked example")),
    Shot("design_network", "SDD", ("Sites, lines and clouds", "IPsec")),
    Shot("plan_deck", "CSP", ("of the way", "Outlined: the target"), "pptx"),
    Shot("handover_year", "BAU", ("Governance calendar", "Jul")),
)


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        pdfs = print_example(Path(scratch))
        for shot in SHOTS:
            draw(shot, pdfs[shot.artefact, shot.format])
        draw_tutorial(FOLDER, Path(scratch), run)


def print_example(folder: Path) -> dict[tuple[str, str], Path]:
    """Render the example's documents and print them; return the PDF of each artefact's code and format."""
    # The exit status says whether the documents are final, which a picture need not be.
    subprocess.run([sys.executable, "-m", "docgen", "render", EXAMPLE, "-o", folder], cwd=ROOT, check=False)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    printed: dict[tuple[str, str], Path] = {}
    for format in sorted({shot.format for shot in SHOTS}):
        documents = sorted(folder.rglob(f"*.{format}"))
        target = folder / format  # two formats of one document have one name as PDF
        run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", target, *documents)
        printed |= {(each.name.split("_")[1], format): target / f"{each.stem}.pdf" for each in documents}
    return printed


def draw(shot: Shot, pdf: Path) -> None:
    """Draw the first page that holds all of the shot's words, contents page aside."""
    pages = run("pdftotext", "-layout", str(pdf), "-").split("\f")[:-1]
    number = page_with(shot.words, pages)
    target = FOLDER / shot.name
    run("pdftoppm", "-png", "-r", str(DPI), "-f", str(number), "-singlefile", str(pdf), str(target))


def page_with(words: tuple[str, ...], pages: list[str]) -> int:
    """Return the number, from 1, of the first page with all the words, past the contents; 1 where none are asked."""
    if not words:
        return 1
    start = 1 + next((index for index, page in enumerate(pages) if "Contents" in page), 0)
    for number, page in enumerate(pages[start:], start=start + 1):
        if all(word in page for word in words):
            return number
    raise SystemExit(f"No page holds {', '.join(words)}")


def run(name: str, *arguments: str | Path) -> str:
    """Run a judge's program and return what it printed. Exit with a sentence where it is not installed."""
    program = shutil.which(name)
    if program is None:
        raise SystemExit(f"{name} is not installed: run tools/judges/install.sh")
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
