"""One run at a time into a folder, and nobody locked out by a run that has died."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from docgen.errors import PackError
from docgen.pack.lock import locked
from tests.unit.pack.parcels import parcel, send, tree

ROOT = Path(__file__).resolve().parents[3]
_HOLD = """
import sys
from pathlib import Path
from docgen.pack.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Have another process hold the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    with process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_while_one_run_writes_a_second_says_so_and_changes_nothing(tmp_path: Path) -> None:
    send(tmp_path, parcel("one"))
    before = tree(tmp_path)
    with held(tmp_path / "HWP"):
        with pytest.raises(PackError) as caught:
            send(tmp_path, parcel("two", version="1.1"))
        assert caught.value.problems[0].code == "busy"
        assert tree(tmp_path) == before
    send(tmp_path, parcel("two", version="1.1"))


def test_another_clients_folder_is_free(tmp_path: Path) -> None:
    with held(tmp_path / "BMH"):
        send(tmp_path, parcel("one"))


def test_the_lock_of_a_killed_run_is_gone(tmp_path: Path) -> None:
    with held(tmp_path / "HWP") as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        send(tmp_path, parcel("one"))


def test_it_leaves_nothing_behind_and_takes_away_the_folders_it_made(tmp_path: Path) -> None:
    with locked(tmp_path / "new" / "deep") as alone:
        assert alone
        assert (tmp_path / "new" / "deep").is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_by_then_stays(tmp_path: Path) -> None:
    with locked(tmp_path / "new"):
        (tmp_path / "new" / "a").touch()
    assert (tmp_path / "new" / "a").exists()


def test_a_file_in_the_folders_place_is_one_clear_problem(tmp_path: Path) -> None:
    (tmp_path / "HWP").touch()
    with pytest.raises(PackError) as caught, locked(tmp_path / "HWP"):
        pass
    assert caught.value.problems[0].code == "not-a-folder"
