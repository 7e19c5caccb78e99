"""Whose turn it is to save: a lock of the operating system, which ends with the process that holds it.

The libraries for this take as long as the save itself, for they also serve those who lock for hours.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from workshop.text import Problem

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_NO_LOCKS_HERE = (errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP)
_PAUSE = 0.002


@contextmanager
def taken(path: str | os.PathLike[str], patience: float) -> Iterator[None]:
    """The time in which the lock at `path` is ours, once nobody else holds it.

    Raises `Problem` after `patience` seconds. A disk that knows no locks is no reason not to save: each line is one
    append, and twins are told apart.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    last = time.monotonic() + patience
    try:
        while not _is_free(handle):
            if time.monotonic() > last:
                raise Problem("Another window is saving for a long time. Close it, then save again.")
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _is_free(handle: int) -> bool:
    try:
        _take(handle)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        if error.errno not in _NO_LOCKS_HERE:
            raise
    return True
