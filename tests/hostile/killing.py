"""Real runs of docgen, ended by the system at a chosen moment, and what they leave on the disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.pack.write import is_unfinished
from tests.acceptance.command import ROOT, files

# The process ends itself before its n-th touch of the output folder, by the signal that no program can catch.
_TOUCHES = """
import os, signal, sys
out, last, touches = sys.argv[1], int(sys.argv[2]), 0
WATCHED = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir", "os.scandir"}
def watch(event, arguments):
    global touches
    if event in WATCHED and any(str(each).startswith(out) for each in arguments[:2]):
        touches += 1
        if touches == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
sys.argv[:3] = ["docgen"]
from docgen.cli import main
try:
    main()
finally:
    print("touches", touches)
"""


@dataclass(frozen=True)
class Scene:
    """Two states of one client's intake, the folder that a run writes into, and the documents that are rendered."""

    root: Path
    intakes: tuple[Path, Path]
    options: tuple[str, ...]

    @property
    def out(self) -> Path:
        return self.root / "out"

    def command(self, state: int, out: Path | None = None) -> list[str]:
        return ["render", str(self.intakes[state]), "-o", str(out or self.out), *self.options]

    def whole(self, state: int) -> dict[str, bytes]:
        """Return what a run that nothing disturbs writes into an empty folder."""
        out = self.root / f"whole-{state}"
        run_whole(self.command(state, out))
        return files(out)


def run_whole(arguments: Sequence[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "docgen", *arguments],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    assert "Nothing was written" not in done.stderr, done.stderr


def killed_at_touch(scene: Scene, state: int, touch: int) -> int:
    """Run towards a state and be killed at the n-th touch of the folder; return how many touches there were, 0 if
    it was killed. A touch that never comes kills nothing."""
    command = [sys.executable, "-c", _TOUCHES, str(scene.out), str(touch), *scene.command(state)]
    done = subprocess.run(
        command, env=_environment(), capture_output=True, text=True, check=False, timeout=120
    )
    if done.returncode == -signal.SIGKILL:
        return 0
    return int(done.stdout.rpartition("touches ")[2])


def killed_after(scene: Scene, state: int, seconds: float) -> bool:
    """Run towards a state and be killed after so many seconds; return whether it was still running."""
    process = subprocess.Popen(
        [sys.executable, "-m", "docgen", *scene.command(state)],
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with process:
        time.sleep(seconds)
        running = process.poll() is None
        process.kill()
    return running


def damage(found: Mapping[str, bytes], *states: Mapping[str, bytes]) -> list[str]:
    """Return the files that are neither of the states, and those of both states that are gone."""
    written = {path: data for path, data in found.items() if not is_unfinished(Path(path).name)}
    odd = [path for path, data in written.items() if all(state.get(path) != data for state in states)]
    gone = set.intersection(*(set(state) for state in states)) - set(written)
    return sorted([*odd, *gone])


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
