"""The judges that are programs of their own: Microsoft's Open XML SDK, LibreOffice, Poppler.

`tools/judges/install.sh` installs them. A judge that lacks is a failure where `CI=true`, elsewhere a skip that the
last lines of the test run repeat.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# LibreOffice starts in about 3 s and prints some 2 to 5 documents a second; a start that hangs must not hang the run.
_START_SECONDS = 90
_SECONDS_PER_FILE = 15
_VALIDATOR_SECONDS = 120

# The validator judges one file per process. Two side by side fill the machines that this runs on.
_SIDE_BY_SIDE = min(4, os.cpu_count() or 1)

_verdicts: dict[str, tuple[str, ...]] = {}


class JudgeError(Exception):
    """A judge could not do its work: it is missing, it hung, or it gave no verdict."""


def required() -> bool:
    """Return whether a missing judge is a failure: true on a build machine (`CI=true`)."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


def missing() -> tuple[str, ...]:
    """Return the names of the judges that are not installed."""
    found = {
        "Open XML SDK validator": validator(),
        "LibreOffice": _program("soffice"),
        "pdftotext": _program("pdftotext"),
        "pdftoppm": _program("pdftoppm"),
    }
    return tuple(name for name, path in found.items() if path is None)


def validator() -> Path | None:
    """Return the validator's own binary (no Node needed to run it), or None."""
    named = os.environ.get("OOXML_VALIDATOR_CLI")
    if named:
        return Path(named)
    folder = ROOT / ".judges" / "node_modules" / "@xarsh"
    found = sorted(path for path in folder.glob("ooxml-validator-*/ooxml-validator*") if path.is_file())
    return found[0] if found else None


def validate(files: Iterable[Path]) -> dict[Path, tuple[str, ...]]:
    """Return the Open XML SDK's errors for each file, as `part › place: id: description`.

    A file of the same bytes is judged once in a test run. Raise JudgeError where no verdict was given.
    """
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        chosen = list(files)
        return dict(zip(chosen, pool.map(_validate_once, chosen), strict=True))


def _validate_once(file: Path) -> tuple[str, ...]:
    key = file.suffix + hashlib.sha256(file.read_bytes()).hexdigest()
    if key not in _verdicts:
        _verdicts[key] = _validate(file)
    return _verdicts[key]


def _validate(file: Path) -> tuple[str, ...]:
    binary = validator()
    if binary is None:
        raise JudgeError("The Open XML SDK validator is not installed: run tools/judges/install.sh")
    run = subprocess.run(
        [binary, str(file)], capture_output=True, text=True, timeout=_VALIDATOR_SECONDS, check=False
    )
    try:
        verdict = json.loads(run.stdout)
    except json.JSONDecodeError:
        raise JudgeError(f"No verdict on {file.name}: {run.stderr or run.stdout}") from None
    return tuple(_in_words(error) for error in verdict["errors"])


def _in_words(error: Mapping[str, str | None]) -> str:
    # An `Exception` has no place: the file is not an Office package, or none that the SDK can open.
    place = " › ".join(part for part in (error["path"], error["xPath"]) if part)
    return f"{place}: {error['id'] or error['errorType']}: {error['description']}"


def to_pdf(files: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Print each file to a PDF in `folder` with one start of LibreOffice, under a profile of its own.

    Raise JudgeError naming the files that LibreOffice did not print, or when it ran out of time.
    """
    return converted(files, folder, "pdf")


def converted(files: Sequence[Path], folder: Path, extension: str, *, settings: str = "") -> dict[Path, Path]:
    """Save each file as another type in `folder` with one start of LibreOffice, under a profile of its own.

    `settings` is the text of the profile's `registrymodifications.xcu`. Raise JudgeError naming the files that
    LibreOffice did not write, or when it ran out of time.
    """
    if not files:
        return {}
    with tempfile.TemporaryDirectory(prefix="docgen-office-") as scratch:
        # Files of one name from two folders would overwrite each other's outcome: number them.
        staged = {file: Path(scratch) / f"{index:03d}_{file.name}" for index, file in enumerate(files)}
        for file, copy in staged.items():
            shutil.copyfile(file, copy)
        profile = _profile(Path(scratch) / "profile", settings)
        _run_office(sorted(staged.values()), folder, profile=profile, extension=extension)
    written = {file: folder / f"{copy.stem}.{extension}" for file, copy in staged.items()}
    lacking = [file.name for file, outcome in written.items() if not outcome.is_file()]
    if lacking:
        raise JudgeError(f"LibreOffice wrote no {extension} of {', '.join(lacking)}")
    return written


def _profile(folder: Path, settings: str) -> Path:
    if settings:
        (folder / "user").mkdir(parents=True)
        (folder / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    return folder


def _run_office(files: Sequence[Path], folder: Path, *, profile: Path, extension: str) -> None:
    program = _program("soffice")
    if program is None:
        raise JudgeError("LibreOffice is not installed: run tools/judges/install.sh")
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", extension, "--outdir", str(folder), *map(str, files)]
    # soffice is a script that starts the program proper: a time-out must end both, so they get a session of their own.
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    try:
        process.communicate(timeout=_START_SECONDS + _SECONDS_PER_FILE * len(files))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise JudgeError(f"LibreOffice took too long over {len(files)} files") from None


def pdf_text(pdf: Path) -> str:
    """Return the PDF's text in reading order, with the page layout's line breaks."""
    return _output_of("pdftotext", "-enc", "UTF-8", "-layout", str(pdf), "-")


def page_count(pdf: Path) -> int:
    """Return the number of pages: pdftotext ends each with a form feed."""
    return pdf_text(pdf).count("\f")


def page_images(pdf: Path, folder: Path, *, dpi: int = 60) -> list[Path]:
    """Draw each page as a PNG in `folder`, at `dpi` dots per inch, and return them in page order."""
    _output_of("pdftoppm", "-r", str(dpi), "-png", str(pdf), str(folder / pdf.stem))
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def _output_of(name: str, *arguments: str) -> str:
    program = _program(name)
    if program is None:
        raise JudgeError(f"{name} is not installed: run tools/judges/install.sh")
    run = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=120, check=False)
    if run.returncode:
        raise JudgeError(f"{name} failed: {run.stderr.strip()}")
    return run.stdout


def _program(name: str) -> str | None:
    return shutil.which(name)
