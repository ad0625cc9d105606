"""Running the command line as a user does: another process, an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "harrow-wills"


@dataclass(frozen=True)
class Run:
    """What one run printed and its exit status."""

    status: int
    out: str
    err: str


def docgen(*arguments: str | Path, folder: Path, **environment: str) -> Run:
    """Run `docgen` with `arguments` in `folder`. A Python trace is never right, so none may be printed."""
    command = [sys.executable, "-m", "docgen", *map(str, arguments)]
    own = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment}
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, check=False, timeout=120)
    run = Run(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in run.out + run.err, run.err
    assert "mistake of its own" not in run.err, run.err
    return run


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
