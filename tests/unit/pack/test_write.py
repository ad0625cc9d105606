"""Writing: a file is the old one or the new one, whole, whatever happens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.errors import PackError
from docgen.pack.write import clear_unfinished, write_file, write_files

ROOT = Path(__file__).resolve().parents[3]

_LIMITED = """
import resource, sys
from pathlib import Path
from docgen.errors import PackError
from docgen.pack.write import write_files
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_files({Path(sys.argv[1]): b"new small", Path(sys.argv[2]): b"new large" * 500})
except PackError as error:
    print(error.problems[0].code)
"""

_KILLED = """
import os, signal, sys
from pathlib import Path
import docgen.pack.write as write
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
write.write_file(Path(sys.argv[1]), b"new" * 1000)
"""

# Nothing is read-only to root: the test steps down first. It stays in its folder, which needs no way in.
_UNPRIVILEGED = """
import os
from pathlib import Path
from docgen.errors import PackError
from docgen.pack.write import write_file
if os.geteuid() == 0:
    os.setuid(65534)
try:
    write_file(Path("a"), b"new")
except PackError as error:
    print(error.problems[0].code)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def run(script: str, *arguments: Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_file_is_written_with_its_folders_and_nothing_else_beside_it(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "c.docx", b"data")
    assert (tmp_path / "a" / "b" / "c.docx").read_bytes() == b"data"
    assert names(tmp_path) == ["a", "b", "c.docx"]


def test_a_file_gets_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_file(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_when_the_disk_is_full_no_file_changes_and_nothing_is_left_behind(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"old small")
    large.write_bytes(b"old large")
    done = run(_LIMITED, small, large)
    assert done.stdout.strip() == "no-space", done.stderr
    assert (small.read_bytes(), large.read_bytes()) == (b"old small", b"old large")
    assert names(tmp_path) == ["large", "small"]


def test_folders_made_for_a_write_that_fails_are_taken_away_again(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(PackError):
        write_files({tmp_path / "new" / "deep" / "a": b"a", tmp_path / "taken": b"b"})
    assert names(tmp_path) == ["taken"]


def test_a_killed_run_leaves_the_old_file_and_the_next_clears_what_it_left(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    assert run(_KILLED, target).returncode == -9
    assert target.read_bytes() == b"old"
    assert len(names(tmp_path)) == 2
    clear_unfinished(tmp_path)
    assert names(tmp_path) == ["a.docx"]


def test_the_unfinished_file_of_a_run_that_is_still_going_stays(tmp_path: Path) -> None:
    unfinished = tmp_path / f".docgen-{os.getppid()}-a.docx"
    unfinished.write_bytes(b"half")
    clear_unfinished(tmp_path)
    assert unfinished.exists()


def test_files_of_others_are_never_cleared(tmp_path: Path) -> None:
    for name in (".docgen-notes", ".docgen-12x-a", "docgen-1-a", ".tmp"):
        (tmp_path / name).write_bytes(b"")
    clear_unfinished(tmp_path)
    assert len(names(tmp_path)) == 4


@pytest.mark.parametrize(
    ("prepare", "target", "code"),
    [
        (lambda root: (root / "out").write_bytes(b""), "out/a", "not-a-folder"),
        (lambda root: (root / "a").mkdir(), "a", "not-a-file"),
        (lambda root: None, "x" * 300, "long-path"),
    ],
)
def test_a_path_in_use_for_something_else_is_one_clear_problem(tmp_path, prepare, target, code) -> None:  # type: ignore[no-untyped-def]
    prepare(tmp_path)
    with pytest.raises(PackError) as caught:
        write_file(tmp_path / target, b"data")
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file) == (code, str(tmp_path / target))


def test_a_read_only_folder_keeps_its_file(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    tmp_path.chmod(0o555)
    try:
        done = run(_UNPRIVILEGED, folder=tmp_path)
    finally:
        tmp_path.chmod(0o755)
    assert done.stdout.strip() == "no-permission", done.stderr
    assert target.read_bytes() == b"old"
