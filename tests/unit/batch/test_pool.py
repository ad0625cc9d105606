"""Worker processes, with real ones: what ends them, and what that costs."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from docgen.batch.pool import Died, Pool, Stop, interruptible, usable_cores
from tests.conftest import ROOT

PATIENCE = 20.0


def double(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def thresholds(_: int) -> tuple[int, int]:
    return gc.get_threshold()[:2]


def slowly(number: int) -> int:
    time.sleep(0.05)
    return number


def fatal(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def interrupted(number: int) -> int:
    os.kill(os.getpid(), signal.SIGINT)
    return number


def gone(process: int) -> bool:
    """Return whether a process has ended; one that nobody has waited for yet has ended too."""
    try:
        return "State:\tZ" in Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return True


def soon(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


def test_every_task_is_answered_once_by_as_many_processes_as_asked_for() -> None:
    pool: Pool[int, tuple[int, int]] = Pool(double, 3)
    answers = [answer for answer in pool.run(range(40), Stop()) if not isinstance(answer, Died)]
    assert sorted(number for number, _ in answers) == [2 * number for number in range(40)]
    workers = {worker for _, worker in answers}
    assert 1 <= len(workers) <= 3
    assert os.getpid() not in workers


def test_processes_that_start_from_nothing_answer_too_and_look_for_garbage_as_rarely() -> None:
    pool: Pool[int, tuple[int, int]] = Pool(thresholds, 2, forks=False)
    answers = [answer for answer in pool.run(range(3), Stop()) if not isinstance(answer, Died)]
    assert answers == [(100_000, 20)] * 3


@pytest.mark.parametrize("forks", [True, False])
def test_a_worker_that_is_killed_costs_its_task_only(forks: bool) -> None:
    pool: Pool[int, int] = Pool(fatal, 2, forks=forks)
    answers = list(pool.run(range(8), Stop()))
    died = [answer for answer in answers if isinstance(answer, Died)]
    assert [(one.task, one.reason) for one in died] == [(3, "it was ended by the signal SIGKILL")]
    assert sorted(answer for answer in answers if isinstance(answer, int)) == [0, 1, 2, 4, 5, 6, 7]


def test_one_worker_that_is_killed_is_replaced() -> None:
    pool: Pool[int, int] = Pool(fatal, 1)
    answers = list(pool.run(range(6), Stop()))
    assert [answer if isinstance(answer, int) else "died" for answer in answers] == [0, 1, 2, "died", 4, 5]


def test_once_asked_to_stop_only_what_has_begun_is_finished() -> None:
    pool, stop = Pool[int, int](slowly, 2), Stop()
    answers = []
    for answer in pool.run(range(100), stop):
        answers.append(answer)
        stop.asked = True
    assert 1 <= len(answers) <= 4


def test_ctrl_c_is_the_parents_to_handle() -> None:
    pool: Pool[int, int] = Pool(interrupted, 2)
    assert sorted(answer for answer in pool.run(range(4), Stop()) if isinstance(answer, int)) == [0, 1, 2, 3]


def test_workers_end_with_the_iteration_however_it_ends() -> None:
    pool: Pool[int, tuple[int, int]] = Pool(double, 2)
    running = pool.run(range(10), Stop())
    assert isinstance(running, Generator)
    answer = next(running)
    assert not isinstance(answer, Died)
    running.close()
    assert soon(lambda: gone(answer[1]))


def test_the_first_ctrl_c_asks_and_the_second_insists() -> None:
    said: list[str] = []
    stop = Stop(on_ask=lambda: said.append("stopping"))
    with interruptible(stop):
        os.kill(os.getpid(), signal.SIGINT)
        assert soon(lambda: stop.asked)
        with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - the signal arrives when it arrives
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(PATIENCE)
    assert said == ["stopping"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


_PARENT = """
import os, sys, time
from docgen.batch.pool import Pool, Stop
def work(number):
    sys.stdout.write(f"{os.getpid()}\\n"); sys.stdout.flush()
    time.sleep(0.3)
    return number
for _ in Pool(work, 3).run(range(1000), Stop()): pass
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the processes of Linux")
def test_when_the_parent_is_killed_the_workers_end() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    workers = {int(parent.stdout.readline()) for _ in range(3)}
    assert len(workers) == 3
    parent.kill()
    parent.wait(PATIENCE)
    assert soon(lambda: all(gone(worker) for worker in workers))
    parent.stdout.close()


def test_there_is_a_core_to_use() -> None:
    assert usable_cores() >= 1
