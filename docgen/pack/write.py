"""Files that appear whole: written beside their place under another name, made durable, then renamed.

Whatever ends the run (a kill, a full disk, a power cut), each file is the old one or the new one. Names of
unfinished files begin with `.docgen-`; the next run into the same folder clears them away.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeAlias

from docgen.errors import PackError
from docgen.problems import Place

_UNFINISHED = re.compile(r"\.docgen-(\d+)-.+", re.DOTALL)
Data: TypeAlias = bytes | Iterable[bytes]
"""A file's content: whole, or piece by piece where it may be too large to hold."""

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


def write_files(files: Mapping[Path, Data]) -> None:
    """Write every file, or none of them if one cannot be stored; each appears whole, in the order given.

    Folders are made as needed. Raise PackError if the disk is full, a folder is read-only, or a path is in
    use for something else: the files on disk are then as they were. If only the renaming of one is refused (Word
    keeps an open file on Windows), those before it are new, that one and those after it as they were.
    """
    made: list[Path] = []
    staged: dict[Path, Path] = {}
    try:
        _stage(files, staged, made)
        for target, unfinished in staged.items():
            with explained(target):
                unfinished.replace(target)
    except BaseException:
        _undo(staged.values(), made)
        raise
    for folder in {target.parent for target in staged}:
        _settle(folder)


def write_file(path: Path, data: Data) -> None:
    """Write one file as `write_files` does."""
    write_files({path: data})


def is_unfinished(name: str) -> bool:
    """Return whether a file of this name is what `write_files` had not finished."""
    return _UNFINISHED.fullmatch(name) is not None


def clear_unfinished(folder: Path, *, alone: bool = False) -> None:
    """Delete what killed runs left in `folder`. Files of a run that is still going stay.

    `alone` says that no other run can be writing there, because a lock is held: then every unfinished file goes,
    even if some other program has the number of the run that left it.
    """
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            match = _UNFINISHED.fullmatch(path.name)
            if match and (alone or not _is_running(int(match[1]))):
                with suppress(OSError):  # Windows keeps a file that is open: its run is still going
                    path.unlink()


def _stage(files: Mapping[Path, Data], staged: dict[Path, Path], made: list[Path]) -> None:
    """Store every file under another name beside its own, all of them durable, and note what was made for it."""
    with ExitStack() as opened:
        handles = {}
        for target, data in files.items():
            with explained(target):
                made += missing(target.parent)
                target.parent.mkdir(parents=True, exist_ok=True)
                staged[target] = _unfinished(target)
                handles[target] = _filled(staged[target], data, opened)
        # All are made durable together at the end: the disk settles them in fewer turns.
        for target, file in handles.items():
            with explained(target):
                os.fsync(file.fileno())


def _unfinished(target: Path) -> Path:
    """Return the name under which a file is written until it is whole; nothing is there by then."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    unfinished = target.with_name(f".docgen-{os.getpid()}-{target.name}")
    unfinished.unlink(missing_ok=True)
    return unfinished


def _filled(path: Path, data: Data, opened: ExitStack) -> BinaryIO:
    file = path.open("xb")
    opened.callback(_close, file)
    file.writelines([data] if isinstance(data, bytes) else data)
    file.flush()
    return file


def _close(file: BinaryIO) -> None:
    with suppress(OSError):  # a full disk has been told of: closing would try to write the rest once more
        file.close()


def missing(folder: Path) -> list[Path]:
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
def explained(target: Path) -> Iterator[None]:
    """Turn what the system says of `target` into one PackError that a person understands."""
    try:
        yield
    except OSError as error:
        code, reason, hint = _REASONS.get(
            error.errno or 0, ("not-written", (error.strerror or str(error)).lower(), "")
        )
        message = f"cannot be written: {reason}"
        raise PackError.single(code, message, where=Place(file=str(target)), hint=hint) from error
