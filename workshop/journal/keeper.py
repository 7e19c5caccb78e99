"""What keeps a log: where its lines lie, which records stand, and how a change gets on disk."""

import contextlib
import inspect
import secrets
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import msgspec

from workshop.journal.entry import Entry
from workshop.journal.files import Journal
from workshop.journal.line import (
    BATCH,
    CLOSING,
    FORMAT,
    Line,
    Version,
    body_of,
    encode,
    needs_closing,
    read,
    version_of,
)
from workshop.journal.union import NUMBERING, Union
from workshop.records import Ask, R, Record, Reflection, Step
from workshop.text import Problem, clean

Draft = tuple[str, Record | None]
"""A record's id and what it is to be: a record, or None for a removal."""


class Memory:
    """The shelf of a borrowed log, whose lines come from a file's bytes; what is added stays in memory."""

    def __init__(self, data: bytes) -> None:
        self.data, self._place = data, 0

    def news(self) -> list[Version]:
        """The lines, once."""
        lines, self._place = self.data[self._place :].split(b"\n"), len(self.data)
        return [version for line in lines for version in read(line)[0]]

    def again(self) -> list[Version]:
        """The lines once more, with what was added."""
        self._place = 0
        return self.news()

    missing = ()

    def mend(self) -> None:
        """Nothing is lost here."""

    def append(self, data: bytes, count: int, seq: int = 0) -> None:
        """Keep nothing on disk."""
        self.data += data
        self._place = len(self.data)

    def writing(self) -> contextlib.AbstractContextManager[None]:
        """Nobody else writes here."""
        return contextlib.nullcontext()


Shelf = Journal | Memory
"""Where the lines of a log lie: `news` has what came since the last call, and what is appended is none."""


@dataclass
class _Act:
    """What one act has written so far: its change, and the lines that go to disk together."""

    change: str
    lines: list[Line] = field(default_factory=list)


class Keeper:
    """The standing records of a log, kept up to date line by line."""

    def __init__(self, shelf: Shelf) -> None:
        self.version = 0
        self._shelf = shelf
        self._union = Union()
        self._entries: dict[str | None, Entry] = {}
        self._sorted: list[Entry] | None = None
        self._twins: dict[str, int] = {}
        self._watchers: list[Callable[[], Callable[[], None] | None]] = []
        self._told = 0
        self._act: _Act | None = None
        self._take(shelf.news())

    def refresh(self) -> bool:
        """Read what has come to the files; returns whether anything did."""
        changed = self._take(self._shelf.news())
        if self._shelf.missing and self._act is None:
            with (
                contextlib.suppress(Problem),
                self._shelf.writing(),
            ):  # what can't be written yet is tried again
                self._shelf.mend()
        self._tell()
        return changed

    @property
    def last_change(self) -> str:
        """The change that was written last, as `undo` takes it."""
        return self._union.last[1]

    def on_change(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` after every change that is met, own or from another window.

        A function is called as long as the log lives; a method as long as somebody else keeps what it is of, for a
        log keeps no panel that nobody shows any more.
        """
        is_method = inspect.ismethod(watcher)
        self._watchers.append(weakref.WeakMethod(watcher) if is_method else lambda: watcher)

    def _tell(self) -> None:
        if self._told != self.version and self._act is None:
            self._told = self.version
            self._watchers = [alive for alive in self._watchers if alive() is not None]
            for alive in self._watchers:
                if watcher := alive():
                    watcher()

    def _take(self, versions: Iterable[Version]) -> bool:
        touched = self._union.add(versions)
        if not touched:
            return False
        if (twins := self._union.twins()) != self._twins:
            touched |= {*twins, *self._twins}
            self._twins = twins
        for ask_id in touched if self._entries else ():
            self._entries.pop(ask_id, None)
        self.version += 1
        self._sorted = None
        return True

    def _all(self, kind: type[R]) -> list[tuple[str, R]]:
        """The standing records of one kind by id, in the order of their first versions."""
        found = self._standing(self._union.ids[kind])
        return [(record_id, record) for record_id, record in found if isinstance(record, kind)]

    def _standing(self, ids: Iterable[str]) -> list[tuple[str, Record]]:
        standing = self._union.standing
        found = [(record_id, record) for record_id in ids if (record := standing(record_id))]
        return (
            sorted(found, key=lambda pair: self._union.since(pair[0])) if len(found) > 1 else found
        )

    def _entry(self, ask_id: str) -> Entry | None:
        if ask_id in self._entries:
            return self._entries[ask_id]
        ask = self._union.standing(ask_id)
        if not isinstance(ask, Ask):
            return None
        number = self._twins.get(ask_id) or self._union.numbers[ask_id]
        ask = msgspec.structs.replace(ask, number=number) if number != ask.number else ask
        told = self._standing(self._union.of_ask.get(ask_id, ()))
        steps = [(record_id, record) for record_id, record in told if isinstance(record, Step)]
        felt = [
            record
            for _, record in told
            if isinstance(record, Reflection) and record.prompt == "sting.now"
        ]
        stings = tuple((record.step, record.answer) for record in felt) if felt else ()
        self._entries[ask_id] = entry = Entry(ask_id, ask, tuple(steps), stings)
        return entry

    def _standing_entries(self) -> list[Entry]:
        if self._sorted is None:
            entries = [entry for ask_id in self._union.ids[Ask] if (entry := self._entry(ask_id))]
            self._sorted = _placed(sorted(entries, key=lambda entry: entry.ask.number))
        return self._sorted

    def _numbered(self, number: int) -> Entry:
        """The standing ask with this number, as far as the files were read."""
        twins = [record_id for record_id, given in self._twins.items() if given == number]
        for record_id in (*self._union.holders(number), *twins):
            entry = self._entry(record_id)
            if entry and entry.ask.number == number:
                return entry
        raise Problem(
            f"There is no ask {clean(str(number)[:20])}. The list of asks shows the numbers.",
            "number",
        )

    def _next_number(self) -> int:
        return 1 + max([self._union.highest_number, *self._twins.values()])

    @contextlib.contextmanager
    def batch(self, what: str) -> Iterator[None]:
        """One act: what is written within is one change and one undo, on disk together or not at all.

        Where anything within fails, nothing of it is kept. A batch inside another is a part of it.
        """
        if self._act is not None:
            yield
            return
        act = self._act = _Act(f"{what}-{secrets.token_hex(6)}{BATCH}")
        self._union.count(act.change)
        try:
            with self._shelf.writing():
                self._begin()
                yield
                if act.lines:
                    self._append([*act.lines, *self._closing(act.change, len(act.lines), 0)])
        except BaseException:
            if act.lines:
                self._read_again()
            raise
        finally:
            self._act = None
            self._tell()

    def _begin(self) -> None:
        """Know what is in the files, and put back what they have lost of this process."""
        self._take(self._shelf.news())
        self._shelf.mend()

    def _read_again(self) -> None:
        """Forget what did not get on disk: nothing but what the files hold counts."""
        self._union, self._twins, self._sorted = Union(), {}, None
        self._entries.clear()
        self.version += 1
        self._take(self._shelf.again())

    @contextlib.contextmanager
    def _saving(self, what: str) -> Iterator[Callable[[Sequence[Draft]], str]]:
        """The time of one change: what is in the files is known, and nobody else writes."""
        if self._act is not None:
            yield lambda drafts: self._save(what, drafts)
            return
        try:
            with self._shelf.writing():
                self._begin()
                yield lambda drafts: self._save(what, drafts)
        finally:
            self._tell()

    def _save(self, what: str, drafts: Sequence[Draft]) -> str:
        if any(self._union.from_newer_kit(record_id) for record_id, _ in drafts):
            raise Problem(
                "A newer version of the kit wrote this entry. Update the kit to change it."
            )
        change = self._act.change if self._act else f"{what}-{secrets.token_hex(6)}"
        if len(drafts) > 1 and not needs_closing(change):
            change += BATCH
        lines = self._lines(f"{NUMBERING}{secrets.token_hex(6)}", self._numberings(), 0)
        lines += self._lines(change, drafts, len(lines))
        if self._act:
            self._act.lines += lines
        else:
            if needs_closing(change):
                lines += self._closing(change, len(drafts), len(lines))
            self._append(lines)
        self._take(version_of(line)[0] for line in lines)
        return change

    def _append(self, lines: Sequence[Line]) -> None:
        self._shelf.append(b"".join(map(encode, lines)), len(lines), lines[-1].seq)

    def _closing(self, change: str, count: int, after: int) -> list[Line]:
        """The line that ends a change, twice: a damaged one costs nothing."""
        return self._made(
            [(change, CLOSING, msgspec.Raw(b'{"lines":%d}' % count))] * 2, change, after
        )

    def _numberings(self) -> list[Draft]:
        asks = (
            (record_id, self._union.last_known(record_id), number)
            for record_id, number in self._twins.items()
        )
        return [
            (record_id, msgspec.structs.replace(ask, number=number))
            for record_id, ask, number in asks
            if isinstance(ask, Ask) and not self._union.from_newer_kit(record_id)
        ]

    def _lines(self, change: str, drafts: Sequence[Draft], after: int) -> list[Line]:
        records = [
            (record_id, self._kind(record_id, record), body_of(record))
            for record_id, record in drafts
        ]
        return self._made(records, change, after)

    def _made(
        self, records: Sequence[tuple[str, str, msgspec.Raw]], change: str, after: int
    ) -> list[Line]:
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        first = self._union.highest_seq + after + 1
        return [
            Line(FORMAT, seq, secrets.token_hex(16), record_id, change, now, kind, body)
            for seq, (record_id, kind, body) in enumerate(records, first)
        ]

    def _kind(self, record_id: str, record: Record | None) -> str:
        known = record or self._union.last_known(record_id)
        return known.kind_name if known else "setting"


def _placed(entries: list[Entry]) -> list[Entry]:
    """Asks, given in the order of their numbers, by their day; one whose day is unknown follows the one before it."""
    place, found = date.min, []
    for entry in entries:
        place = entry.ask.asked_on or place
        found.append((place, entry))
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]
