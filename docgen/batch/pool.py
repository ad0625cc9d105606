"""Worker processes: each takes one client at a time and sends back what came of it, a few kilobytes.

Whatever ends a worker (a kill, the memory) costs the client that it had, and another worker takes its place.
Whatever ends the parent ends the workers too: each finishes the client that it has, whole, and finds nobody there.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any, Generic, TypeVar

from docgen.collector import collect_rarely

Task = TypeVar("Task")
Answer = TypeVar("Answer")

TICK = 0.2
"""Seconds between two looks at whether to stop, and at the progress line."""
_PATIENCE = 5.0
_STOPS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Stop:
    """Set by the first Ctrl-C (or SIGTERM): nothing more is handed out. The second raises KeyboardInterrupt."""

    asked: bool = False
    on_ask: Callable[[], None] = field(default=lambda: None)

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self.on_ask()


@contextmanager
def interruptible(stop: Stop) -> Iterator[None]:
    """Have Ctrl-C and SIGTERM ask `stop` inside the block. Only the main thread may; elsewhere nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, stop.ask) for number in _STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(frozen=True, slots=True)
class Died(Generic[Task]):
    """What came of a task whose worker ended: `reason` says how, in words."""

    task: Task
    reason: str


@dataclass(slots=True, eq=False)
class _Worker(Generic[Task]):
    process: BaseProcess
    pipe: Connection
    task: Task | None = None

    def give(self, task: Task) -> None:
        self.task = task
        with suppress(BrokenPipeError):  # it has died meanwhile: its pipe tells so at the next look
            self.pipe.send(task)

    def answer(self) -> Any:
        """Return the answer to the task, or `Died` if there will be none."""
        task, self.task = self.task, None
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(_PATIENCE)
            return Died(task, _how(self.process.exitcode))

    def end(self, *, at_once: bool) -> None:
        self.pipe.close()
        if at_once:
            self.process.kill()
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Pool(Generic[Task, Answer]):
    """`size` processes that run `work` on tasks; they start when there is something to do.

    They are forked where `forks` says so (None: where that is safe), and then share all that this process has in its
    memory; else each starts from nothing, and `work` and the tasks must be picklable.
    """

    def __init__(self, work: Callable[[Task], Answer], size: int, *, forks: bool | None = None) -> None:
        self._work, self._size = work, size
        self._forks = can_fork() if forks is None else forks
        self._context = multiprocessing.get_context("fork" if self._forks else "spawn")
        self._workers: list[_Worker[Task]] = []

    def run(
        self, tasks: Iterable[Task], stop: Stop, tick: Callable[[], None] = lambda: None
    ) -> Iterator[Answer | Died[Task]]:
        """Yield what comes of each task, in the order of finishing; once `stop` is asked, of those begun only.

        `tick` is called at least every 0.2 s. However the iteration ends, so do the processes.
        """
        waiting, clean = deque(tasks), False
        try:
            while self._busy(waiting, stop):
                ready = wait([each.pipe for each in self._workers if each.task is not None], TICK)
                tick()
                for worker in [each for each in self._workers if each.pipe in ready]:
                    yield self._settled(worker)
            clean = True
        finally:
            for worker in self._workers:
                worker.end(at_once=not clean)
            self._workers.clear()

    def _busy(self, waiting: deque[Task], stop: Stop) -> bool:
        """Hand out what may be handed out; return whether anything is under way."""
        while waiting and not stop.asked:
            free = next((each for each in self._workers if each.task is None), None) or self._started()
            if free is None:
                break
            free.give(waiting.popleft())
        return any(each.task is not None for each in self._workers)

    def _settled(self, worker: _Worker[Task]) -> Any:
        answer = worker.answer()
        if isinstance(answer, Died):
            self._workers.remove(worker)
            worker.pipe.close()
        return answer

    def _started(self) -> _Worker[Task] | None:
        if len(self._workers) >= self._size:
            return None
        mine, theirs = self._context.Pipe()
        # A forked process holds its elders' pipes too: unless it closes them, they never learn that we are gone.
        inherited = [mine, *(each.pipe for each in self._workers)] if self._forks else []
        process = self._context.Process(target=_serve, args=(theirs, self._work, inherited), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        worker: _Worker[Task] = _Worker(process, mine)
        self._workers.append(worker)
        return worker


def _serve(pipe: Connection, work: Callable[[Any], Any], inherited: Iterable[Connection]) -> None:
    """Answer tasks until the parent closes the pipe or is gone. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    collect_rarely()
    for other in inherited:
        other.close()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send(work(pipe.recv()))


def can_fork() -> bool:
    """Return whether forking is cheap and safe here: on Linux, and with no thread that might hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        names = {number.value: number.name for number in signal.Signals}
        return f"it was ended by the signal {names.get(-code, -code)}"
    return f"it ended with the status {code}"


def usable_cores() -> int:
    """Return how many cores this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
