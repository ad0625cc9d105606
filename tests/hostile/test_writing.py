"""Whatever ends or hinders a run: each file is the old one or the new one, whole, and the next run mends the rest."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.pack.lock import locked
from docgen.pack.write import is_unfinished
from tests.acceptance.command import EXAMPLE, ROOT, docgen, files
from tests.hostile.killing import Scene, damage, killed_after, killed_at_touch, run_whole
from tests.reliability import record

SEED = 20270316
SHORT = ("-a", "HOF", "-a", "SLA", "--as-of", "2027-02-10", "--zip")


def scene_of(root: Path, *options: str) -> Scene:
    text = (EXAMPLE / "handoff.yaml").read_text(encoding="utf-8")
    assert "Priyan Rao" in text
    states = []
    for name, changed in (("one", text), ("two", text.replace("Priyan Rao", "Priya Rao"))):
        path = root / name / "intake.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(changed, encoding="utf-8")
        states.append(path)
    return Scene(root, (states[0], states[1]), options)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A client whose documents are on the disk in the first of two states."""
    made = scene_of(tmp_path, *SHORT)
    run_whole(made.command(0))
    return made


def strays(found: dict[str, bytes]) -> list[str]:
    return [path for path in found if is_unfinished(Path(path).name)]


def killed_often(scene: Scene, at_touches: int, at_times: int) -> dict[str, int]:
    """Kill runs, each towards the other state, and check what every one left; return what was counted."""
    chance = random.Random(SEED)
    whole = (scene.whole(0), scene.whole(1))
    run_whole(scene.command(0))
    begin = time.monotonic()
    touches = killed_at_touch(scene, 1, 0)
    length = time.monotonic() - begin
    counted = {"kills": 0, "damaged": 0, "between": 0, "strays": 0, "not mended": 0}
    wanted = at_touches + at_times
    for turn in range(2 * wanted):  # a moment by the clock may come too late
        if counted["kills"] == wanted:
            break
        state = turn % 2
        if turn < at_touches:
            dead = killed_at_touch(scene, state, chance.randint(1, touches)) == 0
        else:
            dead = killed_after(scene, state, chance.uniform(0.3, 0.9) * length)
        left = files(scene.out)
        counted["kills"] += dead
        counted["damaged"] += len(damage(left, *whole))
        counted["between"] += left not in whole
        counted["strays"] += len(strays(left))
        run_whole(scene.command(state))
        counted["not mended"] += files(scene.out) != whole[state]
    return counted


def test_killed_runs_leave_every_file_old_or_new_and_the_next_run_mends_the_rest(tmp_path: Path) -> None:
    counted = killed_often(scene_of(tmp_path, *SHORT), 4, 0)
    assert (counted["kills"], counted["damaged"], counted["not mended"]) == (4, 0, 0), counted


@pytest.mark.soak
def test_a_hundred_kills_damage_nothing(tmp_path: Path) -> None:
    counted = killed_often(scene_of(tmp_path, "--as-of", "2027-02-10", "--zip"), 80, 20)
    record(
        "kills",
        f"{counted['kills']} runs of `docgen render` over 12 documents, their index and their zip were ended by "
        f"`kill -9`: 80 before a chosen touch of the output folder, the others at a moment of the clock (seed {SEED}). "
        f"{counted['between']} of them left a folder between the old state and the new one, with {counted['strays']} "
        f"unfinished files. Damaged files: **{counted['damaged']}**. Folders that the next run did not bring into the "
        f"new state, byte by byte: **{counted['not mended']}**.",
    )
    assert counted["kills"] == 100, counted
    assert (counted["damaged"], counted["not mended"]) == (0, 0), counted


# -- a disk that is full, a folder that is read-only ------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 400 KB; only root may make one."""
    if os.geteuid() != 0 or sys.platform != "linux":
        pytest.skip("NOT TESTED HERE: a full disk needs root on Linux, to make a small file system")
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "none", str(disk)]
    if subprocess.run(command, check=False, capture_output=True).returncode != 0:
        pytest.skip("NOT TESTED HERE: this machine lets nobody mount a small file system")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_all_files_as_they_were_and_says_so(tmp_path: Path, small_disk: Path) -> None:
    scene = scene_of(tmp_path, *SHORT)
    run_whole(scene.command(0, small_disk / "out"))
    before = files(small_disk)
    (small_disk / "ballast").write_bytes(b"x" * (room(small_disk) - 20_000))
    done = docgen(*scene.command(1, small_disk / "out"), folder=tmp_path)
    assert done.status == 1
    assert "error no-space: cannot be written: the disk is full" in done.err
    (small_disk / "ballast").unlink()
    assert files(small_disk) == before
    run_whole(scene.command(1, small_disk / "out"))
    assert files(small_disk / "out") == scene.whole(1)


def room(disk: Path) -> int:
    free = os.statvfs(disk)
    return free.f_bavail * free.f_frsize


def as_owner() -> list[str]:
    """Return what has to stand before a command so that it may write only what its user's permissions allow."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("NOT TESTED HERE: nothing is read-only to root, and there is no setpriv to give that up")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


@pytest.mark.parametrize("closed", ["out", "out/HWP", "out/HWP/S3"])
def test_a_read_only_folder_keeps_its_files_and_is_named(scene: Scene, closed: str) -> None:
    before = files(scene.out)
    if closed == "out":  # what stands open below a closed folder can be written into: take a new client
        text = scene.intakes[1].read_text(encoding="utf-8").replace("code: HWP", "code: NEW")
        scene.intakes[1].write_text(text, encoding="utf-8")
    command = [*as_owner(), sys.executable, "-m", "docgen", *scene.command(1)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    (scene.root / closed).chmod(0o555)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    (scene.root / closed).chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert "error no-permission: cannot be written: permission is denied" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(scene.out) == before


# -- others at the same place -----------------------------------------------------------------------


def test_while_another_run_holds_the_clients_folder_nothing_is_written_and_the_run_says_so(
    scene: Scene,
) -> None:
    before = files(scene.out)
    with locked(scene.out / "HWP"):
        done = docgen(*scene.command(1), folder=scene.root)
    assert done.status == 1
    assert "error busy: another docgen is writing into this folder" in done.err
    assert files(scene.out) == before


def test_runs_at_the_same_time_leave_the_folder_in_one_state(scene: Scene) -> None:
    whole = (scene.whole(0), scene.whole(1))
    command = [sys.executable, "-m", "docgen"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen([*command, *scene.command(state)], env=environment, stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL)
        for state in (0, 1, 0, 1)
    ]  # fmt: skip
    assert [run.wait(timeout=120) for run in runs] == [1, 1, 1, 1]  # drafts, or too late
    assert files(scene.out) in whole


def test_whoever_reads_a_file_while_it_is_replaced_reads_the_old_one_whole(scene: Scene) -> None:
    path = scene.out / "HWP" / "S1" / "HWP_HOF_v0.1_DRAFT.docx"
    before = path.read_bytes()
    with path.open("rb") as reader:
        first = reader.read(100)
        run_whole(scene.command(1))
        assert first + reader.read() == before
    assert path.read_bytes() == scene.whole(1)["HWP/S1/HWP_HOF_v0.1_DRAFT.docx"] != before
