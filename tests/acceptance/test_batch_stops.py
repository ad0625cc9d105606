"""Batches that are stopped: by Ctrl-C, by the death of a worker or of the whole run. With real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.clients import write
from tests.acceptance.command import ROOT, docgen, files

COUNT = 30
OPTIONS = ("--as-of", "2027-06-10", "-a", "CSP", "-f", "docx", "--jobs", "2")
PATIENCE = 60.0

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="looks at the processes of Linux"
)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(1, COUNT + 1):
        write(tmp_path / "clients", number)
    return tmp_path


def started(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "docgen", "batch", "clients", "-o", "out", *OPTIONS]
    own = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        command, cwd=folder, env=own, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.01)


def delivered(folder: Path) -> list[Path]:
    return sorted((folder / "out").glob("*/manifest.json"))


def workers(parent: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


def runs(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def finished(folder: Path, *options: str) -> dict[str, Any]:
    """Run the same command again and return its report."""
    run = docgen("batch", "clients", "-o", "out", *OPTIONS, *options, "--json", folder=folder)
    assert run.status == 0, run.err
    report: dict[str, Any] = json.loads(run.out)
    return report


def assert_whole(folder: Path) -> None:
    """Every client has its document, nothing half-written is left, and every hash is right."""
    names = set(files(folder / "out"))
    assert sum(name.endswith("_CSP_v1.1.docx") for name in names) == COUNT
    assert not [name for name in names if ".docgen-" in name]
    verify = docgen("verify", "out", folder=folder)
    assert verify.status == 0, verify.out


def test_ctrl_c_stops_cleanly_and_the_same_command_goes_on_from_there(many: Path) -> None:
    run = started(many)
    wait_for(lambda: len(delivered(many)) >= 2)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == 1, err
    assert "Stopping: " in err
    assert "The same command goes on from there." in err
    assert "Traceback" not in err
    assert "interrupted" in out
    done = {path.parent.name for path in delivered(many)}
    assert 2 <= len(done) < COUNT
    statuses = {
        client["code"]: client["status"]
        for client in json.loads((many / "out/manifest.json").read_text("utf-8"))["clients"]
    }
    assert {code for code, status in statuses.items() if status == "done"} == done
    assert list(statuses.values()).count("interrupted") == COUNT - len(done)
    before = {name: data for name, data in files(many / "out").items() if "/" in name}
    assert docgen("verify", "out", folder=many).status == 0
    report = finished(many)
    assert {client["code"] for client in report["clients"] if client["outcome"] == "unchanged"} == done
    assert before.items() <= files(many / "out").items()
    assert_whole(many)


def test_a_second_ctrl_c_ends_at_once_and_leaves_whole_files(many: Path) -> None:
    run = started(many)
    wait_for(lambda: len(delivered(many)) >= 2)
    held = workers(run.pid)
    run.send_signal(signal.SIGINT)
    time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == 1, err
    assert "Traceback" not in err
    assert not [worker for worker in held if runs(worker)]
    finished(many)
    assert_whole(many)


def test_a_worker_that_is_killed_costs_one_client_which_only_failed_makes_good(many: Path) -> None:
    run = started(many)
    wait_for(lambda: len(delivered(many)) >= 2)
    os.kill(workers(run.pid)[0], signal.SIGKILL)
    out, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == 1, err
    assert f"{COUNT - 1} rendered, 1 failed." in out
    assert "it was ended by the signal SIGKILL" in err
    report = finished(many, "--only-failed")
    # It may have been killed between the last file and its answer: then nothing is left to be made.
    assert [client["outcome"] in ("rendered", "unchanged") for client in report["clients"]] == [True]
    assert_whole(many)


def test_when_the_whole_run_is_killed_its_workers_end_and_the_next_run_makes_the_rest(many: Path) -> None:
    run = started(many)
    wait_for(lambda: len(delivered(many)) >= 2)
    held = workers(run.pid)
    run.kill()
    run.communicate(timeout=PATIENCE)
    wait_for(lambda: not [worker for worker in held if runs(worker)])
    done = {path.parent.name for path in delivered(many)}
    report = finished(many)
    assert {client["code"] for client in report["clients"] if client["outcome"] == "unchanged"} >= done
    assert_whole(many)
