"""How far a batch is: one line that is written anew on a terminal, a line at each tenth anywhere else."""

from __future__ import annotations

import shutil
import time
from collections import deque
from collections.abc import Callable
from typing import TextIO

_RECENT = 40
"""The rate is of so many last clients: what was skipped at the start says little about what is left."""
_PAUSE = 0.2
_BAR = 20
_MANY = 20
"""So many clients are worth lines of progress where there is no terminal to write one line anew on."""


class Progress:
    """Counts clients as they are done. Nothing of it goes into a file: times differ from run to run.

    `live` is whether `stream` is a terminal that one line may be written on again and again. `clock` gives seconds.
    """

    def __init__(
        self, total: int, stream: TextIO, *, live: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._total, self._stream, self._live, self._clock = total, stream, live, clock
        self._done = self._bad = 0
        self._stamps: deque[float] = deque([clock()], maxlen=_RECENT + 1)
        self._last = 0.0
        self._width = 0

    def add(self, *, bad: bool) -> None:
        """Count one client; `bad` ones are named in the line."""
        self._done += 1
        self._bad += bad
        self._stamps.append(self._clock())
        if self._live:
            self.tick()
        elif self._total >= _MANY and self._done * 10 // self._total > (self._done - 1) * 10 // self._total:
            self._stream.write(f"{self._counted()}\n")
            self._stream.flush()

    def tick(self) -> None:
        """Write the line anew, if it is a while ago."""
        now = self._clock()
        if self._live and now - self._last >= _PAUSE:
            self._last = now
            self._write(self._line(now))

    def say(self, text: str) -> None:
        """Write a line of its own above the progress."""
        self.clear()
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away: what follows has the terminal for itself."""
        if self._live and self._width:
            self._write("")
            self._stream.write("\r")
            self._stream.flush()

    def _write(self, line: str) -> None:
        room = max(20, shutil.get_terminal_size().columns - 1)
        line = line[:room]
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)

    def _line(self, now: float) -> str:
        share = self._done / self._total if self._total else 1.0
        filled = round(share * _BAR)
        bar = "#" * filled + "." * (_BAR - filled)
        return f"[{bar}] {self._counted()}{self._pace(now)}"

    def _counted(self) -> str:
        failed = f", {self._bad} not in order" if self._bad else ""
        return f"{self._done} of {self._total} clients{failed}"

    def _pace(self, now: float) -> str:
        """Return the rate and the time left, once there is a rate to speak of."""
        took = now - self._stamps[0]
        if self._done == 0 or took <= 0:
            return ""
        rate = (len(self._stamps) - 1) / took
        left = (self._total - self._done) / rate
        return f", {_rate(rate)}, {span(left)} left"


def _rate(a_second: float) -> str:
    return f"{a_second:.1f} a second" if a_second >= 1 else f"{60 * a_second:.0f} a minute"


def span(seconds: float) -> str:
    """Return a length of time as `0:52` or `1:03:20`."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
