"""One run at a time into a folder: a lock that ends with the process that holds it, however that ends.

The system keeps it, not a file's mere presence, so a killed run never locks anybody out. On POSIX systems the
folder itself is locked and nothing is left behind; Windows locks a file, which vanishes with the lock.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from docgen.errors import PackError
from docgen.pack.write import explained, missing
from docgen.problems import Place

LOCK = ".docgen-lock"
"""The name of the file that Windows locks."""
_BUSY = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)


@contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Hold `folder` for this process, and make it if it is not there; made folders that stay empty go again.

    The value says whether the lock is held: False where the file system keeps none (some network drives). Raise
    PackError (`busy`) at once if another run holds it, and as `write_files` does if it cannot be made.
    """
    with explained(folder):
        made = missing(folder)
        folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = _acquired(folder)
        try:
            yield handle is not None
        finally:
            if handle is not None:
                os.close(handle)
    finally:
        for one in reversed(made):
            with suppress(OSError):  # it holds something by now: it stays
                one.rmdir()


def _acquired(folder: Path) -> int | None:
    """Return the handle that holds the lock, None where the system keeps no locks there."""
    while True:
        try:
            handle = _lock(folder)
        except FileNotFoundError:  # another run made the folder, failed and took it away again
            folder.mkdir(parents=True, exist_ok=True)
            continue
        except OSError as error:
            if error.errno in _BUSY:
                raise _busy(folder) from None
            return None
        if sys.platform == "win32" or _is_still(folder, handle):
            return handle
        os.close(handle)


def _is_still(folder: Path, handle: int) -> bool:
    """Return whether the handle is of the folder that stands there now: another run may have taken it away."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(handle), folder.stat())
    return False


def _busy(folder: Path) -> PackError:
    hint = "Wait until it is done, then run this again: what is done already is left as it is."
    return PackError.single(
        "busy", "another docgen is writing into this folder", where=Place(file=str(folder)), hint=hint
    )


if sys.platform == "win32":
    import msvcrt

    def _lock(folder: Path) -> int:
        """Return a handle to the locked file. Raise OSError if it is held."""
        flags = os.O_RDWR | os.O_CREAT | os.O_TEMPORARY | os.O_NOINHERIT
        handle = os.open(folder / LOCK, flags)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except BaseException:
            os.close(handle)
            raise
        return handle

else:
    import fcntl

    def _lock(folder: Path) -> int:
        """Return a handle to the locked folder. Raise OSError if it is held."""
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BaseException:
            os.close(handle)
            raise
        return handle
