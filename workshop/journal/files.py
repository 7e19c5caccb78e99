"""The files of one journal on disk: a folder with one append-only file per device, read as one."""

import contextlib
import errno
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from workshop.journal.disk import append, device_id, in_words, state_folder, turn
from workshop.journal.line import Version, cut_counter, read
from workshop.text import clean, plural

_ENDING = 64
"""How many bytes before the place read up to must be unchanged for a file to have only grown."""
_JUMP = 10**9
"""No counter is so far ahead of the line before it: it would use up the numbers that there are."""


@dataclass(frozen=True)
class Damage:
    """A place in a journal that could not be read: the file's name, the line's number from 1, what
    is wrong.
    """

    file: str
    line: int
    problem: str


def in_sentences(damage: Sequence[Damage]) -> list[str]:
    """One sentence a file about what could not be read in it.

    >>> in_sentences([Damage("journal-ab.txt", 7, "it was cut off or changed")])[0][:63]
    'journal-ab.txt: 1 line could not be read (line 7: it was cut of'
    """
    found = []
    for name in dict.fromkeys(place.file for place in damage):
        places = [place for place in damage if place.file == name]
        shown = "; ".join(f"line {place.line}: {place.problem}" for place in places[:5])
        more = f"; and {len(places) - 5} more" if len(places) > 5 else ""
        found.append(
            f"{name}: {plural(len(places), 'line')} could not be read ({shown}{more}). "
            "Nothing was deleted, and everything else was read."
        )
    return found


@dataclass
class _Reading:
    """How far one file has been read, and what could not be."""

    name: str
    size: int = 0
    stamp: tuple[int, int] = (0, 0)
    place: int = 0
    lines: int = 0
    seq: int = 0
    ending: bytes = b""
    damage: list[Damage] = field(default_factory=list)
    torn: list[tuple[Damage, int]] = field(default_factory=list)
    tail: list[Damage] = field(default_factory=list)

    def read_line(self, raw: bytes) -> list[Version]:
        """Read one further line."""
        self.lines += 1
        versions, problem = read(raw)
        if any(version.line.seq > self.seq + _JUMP for version in versions):
            versions, problem = [], "its counter is out of all measure"
        if problem:
            damage = Damage(clean(self.name[:100], "name"), self.lines, problem)
            self.damage.append(damage)
            if not versions and (seq := cut_counter(raw, self.seq + 1)):
                self.torn.append((damage, seq))
        for version in versions:
            if self.torn and not problem:
                self.forget_torn(version.line.seq)
            self.seq = max(self.seq, version.line.seq)
        return versions

    def forget_torn(self, seq: int) -> None:
        """Let go of torn lines whose counter the next save used again: no save had ended with them,
        so none is lost.
        """
        for damage, torn in self.torn:
            if torn == seq:
                self.damage.remove(damage)
        self.torn.clear()


class Journal:
    """The files of one journal: `news` reads what has come since, `append` writes lines that
    survive a power cut.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.notices: list[str] = []
        self._readings: dict[str, _Reading] = {}
        self._is_sure = False  # whether the folder and the file in it are known to be on disk
        self._was_there = False
        # what this process saved, so that a file that lost it gets it again, and what of it is lost
        self._written: list[bytes] = []
        self.missing: list[bytes] = []

    @cached_property
    def path(self) -> Path:
        """This device's own file."""
        with in_words(state_folder()):
            return self.folder / f"journal-{device_id()}.txt"

    @property
    def files(self) -> list[Path]:
        """All files of the journal, conflict copies of sync clients among them."""
        return [self.folder / name for name in self._names()]

    def _names(self) -> list[str]:
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return []
        except OSError:
            with in_words(self.folder):
                raise
        return sorted(
            name for name in names if name.startswith("journal") and name.endswith(".txt")
        )

    @property
    def damage(self) -> list[Damage]:
        """Every place that could not be read, in the order of files and lines."""
        readings = [reading for _, reading in sorted(self._readings.items())]
        return [place for reading in readings for place in reading.damage + reading.tail]

    @property
    def line_count(self) -> int:
        """How many lines all files have, damaged ones among them."""
        return sum(
            reading.lines + (reading.size > reading.place) for reading in self._readings.values()
        )

    def writing(self) -> contextlib.AbstractContextManager[None]:
        """The time in which no other window of this device may save."""
        return turn(self.folder)

    def news(self) -> list[Version]:
        """What has come to any file since the last call, in the order of the files.

        A line may come twice, after a file was replaced; whoever keeps them tells them by their
        `line`.
        """
        found: list[Version] = []
        names = self._names()
        for name in self._readings.keys() - names:
            self._note_loss(self._readings.pop(name), None)
        for name in names:
            try:
                found += self._news_of(name)
            except FileNotFoundError:  # a sync client has just moved it
                continue
            except OSError as error:  # the others are read all the same
                problem = f"the file can't be opened ({error.strerror})"
                damage = Damage(clean(name[:100], "name"), 1, problem)
                self._readings[name] = _Reading(name, tail=[damage])
        return found

    def again(self) -> list[Version]:
        """All that the files hold, as if none had been read."""
        self._readings.clear()
        return self.news()

    def _news_of(self, name: str) -> list[Version]:
        path = os.path.join(self.folder, name)
        status = os.stat(path)
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            # a pipe would keep whoever opens it waiting for ever
            raise OSError(errno.EINVAL, "it is no file")
        reading = self._readings.setdefault(name, _Reading(name))
        stamp = (status.st_ino, status.st_mtime_ns)
        if (reading.size, reading.stamp) == (status.st_size, stamp):
            return []
        before, tail, found = None, b"", list[Version]()
        with open(path, "rb") as file:
            file.seek(max(0, reading.place - _ENDING))
            if status.st_size < reading.place or file.read(len(reading.ending)) != reading.ending:
                before, reading = reading, _Reading(name)  # replaced, not grown: read it anew
                self._readings[name] = reading
            file.seek(reading.place)
            for tail in file:
                if tail.endswith(b"\n"):
                    found += reading.read_line(tail[:-1])
                    reading.place += len(tail)
                    tail = b""
            file.seek(max(0, reading.place - _ENDING))
            reading.ending = file.read(min(reading.place, _ENDING))
        self._was_there = True
        reading.size, reading.stamp = reading.place + len(tail), stamp
        at_end = replace(reading, damage=[], torn=[])
        found += at_end.read_line(tail) if tail else []
        reading.tail = at_end.damage
        if before:
            self._note_loss(before, Path(path))
        return found

    def _note_loss(self, before: _Reading, path: Path | None) -> None:
        """Notice a file that has fewer lines than it had, or that is gone: what this process saved
        is kept for it.
        """
        if self._written and before.name == self.path.name:
            there = set(path.read_bytes().split(b"\n")) if path else set()
            ours = [line for chunk in self._written for line in chunk.splitlines(keepends=True)]
            self.missing = [line for line in ours if line.removesuffix(b"\n") not in there]
        now = self._readings[before.name].lines if path else 0
        if now < before.lines or self.missing:
            name = clean(before.name[:100], "name")
            what = f"had {plural(before.lines, 'line')} and has {now:,} now" if path else "is gone"
            notice = (
                f"{name} {what}: an older copy may have come in its place. What was saved from "
                "here is kept, and written again as soon as it can be. A backup may have the rest."
            )
            self.notices += [notice] if notice not in self.notices else []

    def mend(self) -> None:
        """Write again what this process saved and its file has lost."""
        self.append(b"".join(self.missing), len(self.missing))
        self.missing, self._written = [], self._written[:-1]  # they were noted a second time

    def can_write(self) -> bool:
        """Whether a save would find a place: the folder, or the nearest one above it, can be
        written to.
        """
        nearest = next(place for place in (self.folder, *self.folder.parents) if place.exists())
        return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)

    def append(self, data: bytes, count: int, seq: int = 0) -> None:
        """Write `data`, `count` whole lines up to the counter `seq`, to this device's file; they
        are on disk on return.

        Raises `Problem` where that fails; then nothing of it is left in the file.
        """
        status = append(self.path, data, is_sure=self._is_sure, was_there=self._was_there)
        self._is_sure = self._was_there = True
        self._written.append(data)
        reading = self._readings.setdefault(self.path.name, _Reading(self.path.name))
        # else something came before it that is still to be read
        if reading.size == reading.place == status.st_size - len(data):
            reading.size = reading.place = status.st_size
            reading.lines += count
            reading.stamp = (status.st_ino, status.st_mtime_ns)
            reading.ending = (reading.ending + data)[-_ENDING:]
            reading.seq = max(reading.seq, seq)
            reading.forget_torn(seq - count + 1)
