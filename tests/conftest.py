"""What the tests share: the examples' packs, rendered once, and the Office judges."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.office import judges

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
OFFICE = {".docx", ".xlsx", ".pptx"}
# The documents of the full intakes have dates of their own; the others would be of the day on which the tests run.
INTAKES: tuple[tuple[str, ...], ...] = (
    ("harrow-wills/intake.yaml",),
    ("harrow-wills/handoff.yaml", "--as-of", "2027-01-29"),
    ("harbour-vale/intake.yaml",),
    ("banksia/intake.yaml",),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden outlines anew from what is rendered now",
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lacking = judges.missing()
    if lacking:
        terminalreporter.section("Office judges missing", red=True)
        terminalreporter.line(f"Not installed: {', '.join(lacking)}. What they judge was not judged.")
        terminalreporter.line("tools/judges/install.sh installs them.")


@dataclass(frozen=True)
class Pack:
    """What one `docgen render` wrote for one intake."""

    name: str
    folder: Path
    files: tuple[Path, ...]
    log: str


def render_pack(intake: Path, folder: Path, *options: str) -> Pack:
    """Render every artefact of an intake through the command line. Drafts are fine, a failure is not."""
    command = [sys.executable, "-m", "docgen", "render", str(intake), "-o", str(folder), *options]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    log = run.stdout + run.stderr
    files = tuple(sorted(path for path in folder.rglob("*") if path.suffix in OFFICE))
    assert run.returncode in {0, 1}, log
    assert "Traceback" not in log, log
    assert files, f"docgen render wrote no file for {intake.name}:\n{log}"
    return Pack(f"{intake.parent.name}-{intake.stem}", folder, files, log)


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pack, ...]:
    """The packs of the clients: their full intakes, and the small one that a handoff starts with."""
    folder = tmp_path_factory.mktemp("packs")
    return tuple(
        render_pack(EXAMPLES / name, folder / name.replace("/", "-"), *options) for name, *options in INTAKES
    )


@pytest.fixture(scope="session")
def outputs(packs: tuple[Pack, ...]) -> tuple[Path, ...]:
    """Every Office file of the example packs."""
    return tuple(file for pack in packs for file in pack.files)


@pytest.fixture(scope="session")
def office() -> None:
    """Ask for the Office judges: without them a test fails on a build machine and is skipped elsewhere."""
    lacking = judges.missing()
    if lacking:
        message = f"Office judges missing: {', '.join(lacking)} (tools/judges/install.sh installs them)"
        if judges.required():
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="session")
def pdfs(
    office: None, outputs: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> dict[Path, Path]:
    """Every output, printed to PDF by one start of LibreOffice."""
    return judges.to_pdf(outputs, tmp_path_factory.mktemp("pdf"))
