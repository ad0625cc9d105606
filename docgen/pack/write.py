"""Files that appear whole: written beside their place under another name, made durable, then renamed.

Whatever ends the run (a kill, a full disk, a power cut), each file is the old one or the new one. Names of
unfinished files begin with `.docgen-`; the next run into the same folder clears them away.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from docgen.errors import PackError
from docgen.problems import Place

_UNFINISHED = re.compile(r"\.docgen-(\d+)-.+")

_REASONS = {
    errno.ENOSPC: ("no-space", "the disk is full", "Free some space and run it again."),
    errno.EDQUOT: ("no-space", "your disk quota is used up", "Free some space and run it again."),
    errno.EFBIG: (
        "no-space",
        "the file is larger than this system allows",
        "Raise the limit, or write elsewhere.",
    ),
    errno.EACCES: (
        "no-permission",
        "permission is denied",
        "Is it open in Office, or does the folder belong to someone else?",
    ),
    errno.EPERM: (
        "no-permission",
        "permission is denied",
        "Is it open in Office, or does the folder belong to someone else?",
    ),
    errno.EROFS: ("no-permission", "the folder is read-only", "Choose another folder with -o."),
    errno.ENOTDIR: (
        "not-a-folder",
        "a file stands where a folder is needed",
        "Choose another folder with -o.",
    ),
    errno.EEXIST: (
        "not-a-folder",
        "a file stands where a folder is needed",
        "Choose another folder with -o.",
    ),
    errno.EISDIR: ("not-a-file", "a folder stands where the file is to go", "Move that folder away."),
    errno.ENAMETOOLONG: (
        "long-path",
        "the path is too long for this system",
        "Choose a shorter folder with -o.",
    ),
}


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write every file, or none of them if one cannot be stored; each appears whole, in the order given.

    Folders are made as needed. Raise PackError if the disk is full, a folder is read-only, or a path is in
    use for something else: the files on disk are then as they were. If only the renaming of one is refused (Word
    keeps an open file on Windows), those before it are new, that one and those after it as they were.
    """
    made: list[Path] = []
    staged: dict[Path, Path] = {}
    try:
        for target, data in files.items():
            with _explained(target):
                made += _missing(target.parent)
                target.parent.mkdir(parents=True, exist_ok=True)
                staged[target] = _stage(target, data)
        for target, unfinished in staged.items():
            with _explained(target):
                unfinished.replace(target)
    except BaseException:
        _undo(staged.values(), made)
        raise
    for folder in {target.parent for target in staged}:
        _settle(folder)


def write_file(path: Path, data: bytes) -> None:
    """Write one file as `write_files` does."""
    write_files({path: data})


def clear_unfinished(folder: Path) -> None:
    """Delete what killed runs left in `folder`. Files of a run that is still going stay."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            match = _UNFINISHED.fullmatch(path.name)
            if match and not _is_running(int(match[1])):
                with suppress(OSError):  # Windows keeps a file that is open: its run is still going
                    path.unlink()


def _stage(target: Path, data: bytes) -> Path:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    unfinished = target.with_name(f".docgen-{os.getpid()}-{target.name}")
    unfinished.unlink(missing_ok=True)
    try:
        with unfinished.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def _missing(folder: Path) -> list[Path]:
    """Return those of `folder` and the folders above it that are not there, outermost first."""
    return [parent for parent in (folder, *folder.parents) if not parent.exists()][::-1]


def _undo(unfinished: Iterable[Path], made: list[Path]) -> None:
    for path in unfinished:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    for folder in reversed(made):
        with suppress(OSError):  # it holds something by now: it stays
            folder.rmdir()


def _settle(folder: Path) -> None:
    """Make the renames in `folder` survive a power cut, where the system can (Windows does so by itself)."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_running(process: int) -> bool:
    # Our own number on an unfinished file is from an earlier run: this one has not begun to write.
    if os.name == "nt" or process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code, reason, hint = _REASONS.get(
            error.errno or 0, ("not-written", (error.strerror or str(error)).lower(), "")
        )
        message = f"cannot be written: {reason}"
        raise PackError.single(code, message, where=Place(file=str(target)), hint=hint) from error
