"""What is asked of the disk: whose turn it is to save, where things lie, and one append that
survives a power cut.

What goes wrong is told in words.
"""

import contextlib
import errno
import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs
from filelock import FileLock, SoftFileLock, Timeout

from workshop.text import Problem

_NO_LOCKS_HERE = (errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP)
_PAUSE = 0.002


@contextlib.contextmanager
def holding(path: Path, patience: float) -> Iterator[None]:
    """The time in which the lock at `path` is ours, once nobody else holds it.

    Raises `Problem` after `patience` seconds. A disk that knows no locks is no reason not to save:
    a file beside says then whose turn it is, and one that somebody left there holds a save up once.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, patience, 0o600, poll_interval=_PAUSE, fallback_to_soft=False)
    beside = path.with_suffix(".held")
    with contextlib.ExitStack() as until_done:
        try:
            until_done.enter_context(lock)
        except Timeout:
            busy = "Another window is saving for a long time. Close it, then save again."
            raise Problem(busy) from None
        except OSError as error:
            if error.errno not in _NO_LOCKS_HERE:
                raise
            try:
                until_done.enter_context(
                    SoftFileLock(beside, patience, 0o600, poll_interval=_PAUSE)
                )
            except Timeout:
                beside.unlink(missing_ok=True)
        yield


APP = "no-to-yes"
PATIENCE = 20.0
"""Seconds to wait for another window that is saving."""


@contextlib.contextmanager
def turn(folder: Path) -> Iterator[None]:
    """The time in which no other window of this device may save in a folder."""
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    lock = state_folder() / "locks" / f"{name}.lock"
    with contextlib.ExitStack() as until_done:
        with in_words(lock.parent):
            until_done.enter_context(holding(lock, PATIENCE))
        yield


def journal_folder() -> Path:
    """Where a person's own journal lies: WORKSHOP_JOURNAL where it is set, else their data folder,
    outside the kit.
    """
    named = os.environ.get("WORKSHOP_JOURNAL")
    return (
        Path(named).expanduser()
        if named
        else platformdirs.user_data_path(APP, appauthor=False) / "journal"
    )


def state_folder() -> Path:
    """Where this device's name and its locks lie: not in a folder that may be synced."""
    return platformdirs.user_state_path(APP, appauthor=False)


def device_id() -> str:
    """This device's random name, made at the first save."""
    path = state_folder() / "device.txt"
    with holding(path.with_suffix(".lock"), PATIENCE):
        name = path.read_text(encoding="utf-8").strip() if path.exists() else ""
        if not (name.isascii() and name.isalnum()):
            name = secrets.token_hex(4)
            path.write_text(name, encoding="utf-8")
            path.chmod(0o600)
    return name


def append(path: Path, data: bytes, *, is_sure: bool, was_there: bool) -> os.stat_result:
    """Write `data` to the end of a file, on a line of its own; it is on disk on return, or nothing
    of it is there.

    Its folder is made unless it `was_there` and is gone; that both are on disk may be `is_sure`.
    """
    folder = path.parent
    with in_words(folder):
        if was_there and not folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, "the folder is gone")
        if not is_sure:
            missing = [place for place in (folder, *folder.parents) if not place.exists()]
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for place in missing:
                sync_folder(place.parent)
        status = _append(path, data)
        if not is_sure or status.st_size == len(data):
            # the file may be new, made by this save or by one that was killed
            sync_folder(folder)
    return status


def _append(path: Path, data: bytes) -> os.stat_result:
    flags = (
        os.O_RDWR
        | os.O_APPEND
        | os.O_CREAT
        | getattr(os, "O_BINARY", 0)
        | getattr(os, "O_CLOEXEC", 0)
    )
    handle = os.open(path, flags, 0o600)
    try:
        size = os.fstat(handle).st_size
        try:
            if size:
                os.lseek(handle, size - 1, os.SEEK_SET)
                # after a torn tail, start on a new line, so that it costs only itself
                if os.read(handle, 1) != b"\n":
                    data = b"\n" + data
            if os.write(handle, data) != len(data):
                raise OSError(errno.ENOSPC, "not all was written")
            _flush(handle)
            return os.fstat(handle)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)


def _flush(handle: int) -> None:
    os.fsync(handle)
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # fsync alone leaves the data in the drive's own cache
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)


def sync_folder(folder: Path) -> None:
    """Have a folder's own list of files on disk."""
    with contextlib.suppress(OSError):  # Windows cannot open a folder for this
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_ELSEWHERE = "with WORKSHOP_JOURNAL"
_FORBIDDEN = f"you may not write there. Change its permissions, or choose another {_ELSEWHERE}"
_IN_THE_WAY = (
    f"a file lies where the folder should be. Move it, or choose another place {_ELSEWHERE}"
)
_WORDS = {
    errno.ENOSPC: "the disk is full. Free some room, then save again",
    errno.EDQUOT: "your share of the disk is used up. Free some room, then save again",
    errno.EROFS: f"that place can only be read. Make it writable, or choose another {_ELSEWHERE}",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENOENT: "the folder is gone. Bring it back (a stick, a synced drive?), then save again",
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
}


@contextlib.contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Tell an error of the disk as a `Problem` that says what to do."""
    try:
        yield
    except OSError as error:
        why = _WORDS.get(
            error.errno or 0, f"the machine says: {error.strerror or error}. Try again"
        )
        raise Problem(
            f"Nothing was saved or lost, but the folder {folder} can't be used now: {why}."
        ) from error
