"""Templates tried in a process of their own, with limits on its time and memory: what hangs or dies is a finding."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEGABYTES = 5.0, 512
_PATIENCE = 25.0  # a busy machine starts a process slowly; what took longer than SECONDS is told as such


@dataclass(frozen=True)
class Outcome:
    """How a trial ended: `refused` with a DocgenError, `rendered`, `trace` (another exception), `died` or `hung`."""

    end: str
    seconds: float
    text: str = ""
    codes: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    rendered: bytes = b""

    @property
    def is_harmless(self) -> bool:
        return self.end in {"refused", "rendered"} and self.seconds <= SECONDS and not self.reached


class Cage:
    """Tries templates one after the other; a process that hangs or dies is ended, and the next trial gets a new one."""

    def __init__(self, folder: Path, *, megabytes: int = MEGABYTES) -> None:
        self._folder, self._megabytes = folder, megabytes
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._end()

    def try_out(
        self, template: bytes, data: Mapping[str, Any] | None = None, *, name: str = "t.docx"
    ) -> Outcome:
        """Return how opening and rendering `template` ended. `data` is what JSON can say."""
        file = self._folder / "trial.bin"
        file.with_suffix(".out").unlink(missing_ok=True)
        file.write_bytes(template)
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps({"file": str(file), "name": name, "data": data or {}}) + "\n")
            process.stdin.flush()
            answer = self._answers.get(timeout=_PATIENCE)
        except (queue.Empty, BrokenPipeError):
            answer = None
        if not answer:
            return self._lost("hung" if answer is None else "died")
        told = json.loads(answer)
        out = file.with_suffix(".out")
        return Outcome(
            told["end"],
            told["seconds"],
            told.get("text", ""),
            tuple(told.get("codes", ())),
            tuple(told["reached"]),
            out.read_bytes() if told["end"] == "rendered" else b"",
        )

    def _lost(self, how: str) -> Outcome:
        self._end()
        return Outcome(how, SECONDS)

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            command = [sys.executable, "-m", "tests.tough.caged", str(self._megabytes)]
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            self._answers = queue.Queue()
            threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process = None


def _listen(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    assert process.stdout is not None
    try:
        for line in process.stdout:
            answers.put(line)
    except ValueError:  # closed while it was read
        return
    answers.put("")
