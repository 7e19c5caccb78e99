"""The files of one journal on disk: a folder with one append-only file per device, read as one."""

import contextlib
import errno
import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import platformdirs

from workshop.journal.line import Version, read
from workshop.journal.lock import taken
from workshop.text import Problem

APP = "no-to-yes"
_PATIENCE = 20.0  # seconds to wait for another window that is saving
_ENDING = 64  # how many bytes before the place read up to must be unchanged for a file to have only grown


@dataclass(frozen=True)
class Damage:
    """A place in a journal that could not be read: the file's name, the line's number from 1, what is wrong."""

    file: str
    line: int
    problem: str


@dataclass
class _Reading:
    """How far one file has been read."""

    size: int = 0
    stamp: tuple[int, int] = (0, 0)
    place: int = 0
    lines: int = 0
    ending: bytes = b""
    damage: tuple[Damage, ...] = ()
    tail: tuple[Damage, ...] = ()


def journal_folder() -> Path:
    """Where a person's own journal lies: WORKSHOP_JOURNAL where it is set, else their data folder, outside the kit."""
    named = os.environ.get("WORKSHOP_JOURNAL")
    return Path(named).expanduser() if named else platformdirs.user_data_path(APP, appauthor=False) / "journal"


def state_folder() -> Path:
    """Where this device's name and its locks lie, never in the journal folder, which may be synced."""
    return platformdirs.user_state_path(APP, appauthor=False)


def device_id() -> str:
    """This device's random name, made at the first save."""
    path = state_folder() / "device.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    with taken(path.with_suffix(".lock"), _PATIENCE):
        name = path.read_text(encoding="utf-8").strip() if path.exists() else ""
        if not (name.isascii() and name.isalnum()):
            name = secrets.token_hex(4)
            path.write_text(name, encoding="utf-8")
    return name


class Journal:
    """The files of one journal: `news` reads what has come since, `append` writes lines that survive a power cut."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._readings: dict[str, _Reading] = {}
        self._is_sure = False  # whether the folder and the file in it are known to be on disk

    @cached_property
    def path(self) -> Path:
        """This device's own file."""
        with _in_words(state_folder()):
            return self.folder / f"journal-{device_id()}.txt"

    @property
    def files(self) -> list[Path]:
        """All files of the journal, conflict copies of sync clients among them."""
        return [self.folder / name for name in self._names()]

    def _names(self) -> list[str]:
        with _in_words(self.folder):
            try:
                names = os.listdir(self.folder)
            except FileNotFoundError:
                return []
        return sorted(name for name in names if name.startswith("journal") and name.endswith(".txt"))

    @property
    def damage(self) -> list[Damage]:
        """Every place that could not be read, in the order of files and lines."""
        readings = [reading for _, reading in sorted(self._readings.items())]
        return [place for reading in readings for place in reading.damage + reading.tail]

    @property
    def line_count(self) -> int:
        """How many lines all files have, damaged ones among them."""
        return sum(reading.lines + (reading.size > reading.place) for reading in self._readings.values())

    @cached_property
    def _lock(self) -> Path:
        name = hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()[:16]
        place = state_folder() / "locks"
        with _in_words(place):
            place.mkdir(parents=True, exist_ok=True)
        return place / f"{name}.lock"

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """The time in which no other window of this device may save."""
        with contextlib.ExitStack() as until_done:
            with _in_words(self._lock.parent):
                until_done.enter_context(taken(self._lock, _PATIENCE))
            yield

    def news(self) -> list[Version]:
        """What has come to any file since the last call, in the order of the files.

        A line may come twice, after a file was replaced; whoever keeps them tells them by their `line`.
        """
        found: list[Version] = []
        for name in self._names():
            try:
                found += self._news_of(name)
            except FileNotFoundError:  # a sync client has just moved it
                continue
            except OSError as error:  # one file that can't be opened does not keep the others from being read
                damage = Damage(name, 1, f"the file can't be opened ({error.strerror})")
                self._readings[name] = _Reading(tail=(damage,))
        return found

    def again(self) -> list[Version]:
        """All that the files hold, as if none had been read."""
        self._readings.clear()
        return self.news()

    def _news_of(self, name: str) -> list[Version]:
        path = os.path.join(self.folder, name)
        status = os.stat(path)
        reading = self._readings.setdefault(name, _Reading())
        stamp = (status.st_ino, status.st_mtime_ns)
        if (reading.size, reading.stamp) == (status.st_size, stamp):
            return []
        with open(path, "rb") as file:
            file.seek(max(0, reading.place - _ENDING))
            if status.st_size < reading.place or file.read(len(reading.ending)) != reading.ending:
                reading = self._readings[name] = _Reading()  # replaced, not grown: read it anew
            file.seek(reading.place)
            data = file.read()
        reading.size, reading.stamp = reading.place + len(data), stamp
        *whole, tail = data.split(b"\n")
        found, damage = _read_lines(name, whole, reading.lines)
        reading.damage += damage
        reading.lines += len(whole)
        done = len(data) - len(tail)
        reading.place += done
        reading.ending = (reading.ending + data[max(0, done - _ENDING) : done])[-_ENDING:]
        rest, reading.tail = _read_lines(name, [tail] if tail else [], reading.lines)
        return found + rest

    def can_write(self) -> bool:
        """Whether a save would find a place: the folder, or the nearest one above it, can be written to."""
        nearest = next(place for place in (self.folder, *self.folder.parents) if place.exists())
        return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)

    def append(self, data: bytes, count: int) -> None:
        """Write `data`, `count` whole lines that the caller knows, to this device's file; they are on disk on return.

        Raises `Problem` where that fails; then nothing of it is left in the file.
        """
        with _in_words(self.folder):
            if not self._is_sure:
                self._make_folder()
            elif not self.folder.is_dir():
                raise FileNotFoundError(errno.ENOENT, "the folder is gone")
            status = _append(self.path, data)
            if not self._is_sure:
                _sync_folder(self.folder)  # the file may be new, made by this save or by one that was killed
                self._is_sure = True
        reading = self._readings.setdefault(self.path.name, _Reading())
        if reading.size == reading.place == status.st_size - len(data):  # nothing that needs reading again
            reading.size = reading.place = status.st_size
            reading.lines += count
            reading.stamp = (status.st_ino, status.st_mtime_ns)
            reading.ending = (reading.ending + data)[-_ENDING:]

    def _make_folder(self) -> None:
        if self._readings and not self.folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, "the folder is gone")
        missing = [place for place in (self.folder, *self.folder.parents) if not place.exists()]
        self.folder.mkdir(parents=True, exist_ok=True)
        for place in missing:
            _sync_folder(place.parent)


def _read_lines(name: str, raw_lines: list[bytes], before: int) -> tuple[list[Version], tuple[Damage, ...]]:
    found: list[Version] = []
    damage: list[Damage] = []
    for number, raw in enumerate(raw_lines, before + 1):
        versions, problem = read(raw)
        found += versions
        if problem:
            damage.append(Damage(name, number, problem))
    return found, tuple(damage)


def _append(path: Path, data: bytes) -> os.stat_result:
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags, 0o600)
    try:
        size = os.fstat(handle).st_size
        try:
            if size:
                os.lseek(handle, size - 1, os.SEEK_SET)
                if os.read(handle, 1) != b"\n":  # a torn tail: start on a new line, so that it costs only itself
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


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # Windows cannot open a folder for this
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_WORDS = {
    errno.ENOSPC: "the disk is full. Free some room, then save again",
    errno.EDQUOT: "your share of the disk is used up. Free some room, then save again",
    errno.EROFS: "that place can only be read. Make it writable, or choose another with WORKSHOP_JOURNAL",
    errno.EACCES: "you may not write there. Change its permissions, or choose another with WORKSHOP_JOURNAL",
    errno.EPERM: "you may not write there. Change its permissions, or choose another with WORKSHOP_JOURNAL",
    errno.ENOENT: "the folder is gone. Bring it back (a stick, a synced drive?), then save again",
    errno.ENOTDIR: "a file lies where the folder should be. Move it, or choose another place with WORKSHOP_JOURNAL",
    errno.EEXIST: "a file lies where the folder should be. Move it, or choose another place with WORKSHOP_JOURNAL",
}


@contextlib.contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = _WORDS.get(error.errno or 0, f"the machine says: {error.strerror or error}. Try again")
        raise Problem(f"Nothing was saved or lost, but the folder {folder} can't be used now: {why}.") from error
