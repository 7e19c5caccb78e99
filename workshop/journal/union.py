"""The union of all files of a journal: which version of each record stands, and which asks that
makes.
"""

import secrets
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from operator import attrgetter, itemgetter
from typing import Any

import msgspec

from workshop.journal.entry import Entry
from workshop.journal.line import (
    BATCH,
    CLOSING,
    FORMAT,
    UNREAD,
    Draft,
    Line,
    Version,
    made,
    needs_closing,
)
from workshop.records import KINDS, Ask, Link, R, Record, Reflection, Setting, Step
from workshop.text import Problem, clean, listed, plural
from workshop.vocabulary import VOCABULARIES, Added, Word, words_of

NUMBERING = "number-"
"""How the ids of changes begin that only give a second ask with the same number a number of its
own.
"""


_MOST_ASKS = 10**9  # a number above is a foreign hand's, and nothing is counted on from it
NOTHING = Version(Line(1, -1, "", "", "", "", ""), None)
"""What stands before all versions."""

_order = attrgetter("line.seq", "line.at", "line.line")
"""Where a version stands among all versions of all files, whatever the clock said."""


@dataclass
class Union:
    """All versions of all records, in order; a line that is met twice counts once, whatever order
    lines come in.

    `ids` are those of all records by kind, `of_ask` those of what is of an ask. An ask's number is
    the highest that any of its versions has, since a new one is given above every stored one;
    `twins` are the new numbers of asks that share theirs with an earlier one. `latest` is the last
    day of which anything is told. The lines of a change that is `closed` count, be it by its
    closing line or because it is being written here. `settings` are those that stand, by name;
    `words` all that a field may hold, `own_words` those that the person added, code to label.
    """

    versions: dict[str, list[Version]] = field(default_factory=dict)
    ids: dict[type[Record], dict[str, None]] = field(
        default_factory=lambda: {kind: {} for kind in KINDS.values()}
    )
    of_ask: dict[str, dict[str, None]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    twins: dict[str, int] = field(default_factory=dict)
    newer: int = 0
    highest_seq: int = 0
    highest_number: int = 0
    latest: date = date.min
    _last: Version = NOTHING
    _seen: set[str] = field(default_factory=set)
    _held: dict[str, list[Version]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    _holder: dict[int, str] = field(default_factory=dict)
    _shared: dict[int, set[str]] = field(default_factory=dict)
    _beyond: set[str] = field(default_factory=set)
    _entries: dict[str | None, Entry] = field(default_factory=dict)
    _sorted: list[Entry] | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    own_words: dict[str, Added] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, Word]] = field(default_factory=lambda: VOCABULARIES)

    def add(self, found: Iterable[Version]) -> bool:
        """Take in versions; returns whether any of them changed anything."""
        touched: set[str | None] = set()
        seen = self._seen
        for version in sorted(found, key=_order):
            line = version.line
            if line.line in seen:
                continue
            seen.add(line.line)
            self.newer += line.v > FORMAT
            if line.kind == CLOSING:
                self.closed.add(line.change)
                touched.update([self._place(held) for held in self._held.pop(line.change, ())])
            elif line.change not in self.closed and needs_closing(line.change):
                self._held.setdefault(line.change, []).append(version)
            else:
                touched.add(self._place(version))
            self.highest_seq = max(self.highest_seq, line.seq)
        if touched:
            before, self.twins = self.twins, self._find_twins()
            self._sorted = None
            if None in touched:
                self._read_settings()
            if before != self.twins:
                touched |= {*before, *self.twins}
            for ask_id in touched if self._entries else ():
                self._entries.pop(ask_id, None)
        return bool(touched)

    def _place(self, version: Version) -> str | None:
        """Put a version in its place; returns the id of the ask that it is of."""
        line, record, record_id = version.line, version.record, version.line.record
        if record is UNREAD:
            self._beyond |= {record_id} if line.v > FORMAT else set()
            return None
        if (versions := self.versions.get(record_id)) is None:
            self.versions[record_id] = [version]
        elif versions[-1].line.seq < line.seq:
            versions.append(version)
        else:
            insort(versions, version, key=_order)
        if line.seq >= self._last.line.seq and not line.change.startswith(NUMBERING):
            self._last = (
                version if line.seq > self._last.line.seq else max(self._last, version, key=_order)
            )
        if record is None:
            return self.ask_of(record_id, self.last_known(record_id))
        self.ids[type(record)][record_id] = None
        day = getattr(record, "asked_on", None) or getattr(record, "on", None)
        self.latest = max(self.latest, day or self.latest)
        if isinstance(record, Ask):
            self._number(record_id, record.number)
            return record_id
        if ask_id := self.ask_of(record_id, record):
            self.of_ask.setdefault(ask_id, {})[record_id] = None
        return ask_id

    @staticmethod
    def ask_of(record_id: str, record: Record | None) -> str | None:
        """The id of the ask that a record is, or is of."""
        return record_id if isinstance(record, Ask) else getattr(record, "ask", None)

    def _number(self, record_id: str, number: int) -> None:
        if self.highest_number < number <= _MOST_ASKS:
            self.highest_number = number
        self.numbers[record_id] = max(number, self.numbers.get(record_id, 0))
        holder = self._holder.setdefault(number, record_id)
        if holder != record_id or number == 0:
            self._shared.setdefault(number, {holder}).add(record_id)

    def standing(self, record_id: str) -> Record | None:
        """The version that stands: the one with the highest counter, or None where it was removed
        or never was.
        """
        return self.versions[record_id][-1].record if record_id in self.versions else None

    @property
    def last_change(self) -> str:
        """The id of the last change, other than one that only gave numbers."""
        return self._last.line.change

    def since(self, record_id: str) -> Any:
        """Where the first version of a record stands among all versions."""
        return _order(self.versions[record_id][0])

    def last_known(self, record_id: str) -> Record | None:
        """The last version that is no removal."""
        versions = reversed(self.versions.get(record_id, []))
        return next((version.record for version in versions if version.record), None)

    def before(self, record_id: str, change: str) -> Record | None:
        """The last version of a record that stood before any that `change` wrote."""
        older = self.versions[record_id]
        first = next(_order(version) for version in older if version.line.change == change)
        place = bisect_left(older, first, key=_order)
        return older[place - 1].record if place else None

    @property
    def left_out(self) -> list[str]:
        """One sentence for each kind of line that is in the files but does not count.

        A change that did not come to its end is told of until, for an import, it was run again, and
        for another act, of which nobody was told that it was saved, until the next one.
        """
        found = [
            f"The {change.split('-')[0]} {clean(change[:60])} did not come to its end: "
            f"{plural(len(held), 'line')} of it left out. Run it again; nothing else is missing."
            for change, held in self._held.items()
            if not self._is_over(change, held)
        ]
        newer = (
            f"A newer version of the kit wrote {plural(self.newer, 'line')} of this journal. "
            "Update the kit to see all of it."
        )
        return [*found, *[newer] * (self.newer > 0)]

    def _is_over(self, change: str, held: list[Version]) -> bool:
        if not needs_closing(change.removesuffix(BATCH)):  # no import
            return max(version.line.seq for version in held) < self.highest_seq
        known = ((version, self.versions.get(version.line.record)) for version in held)
        return any(found and found[-1].line.seq > version.line.seq for version, found in known)

    @property
    def strays(self) -> list[str]:
        """What is told of steps, reflections and links whose ask is in none of the files."""
        standing = [record for kind in (Step, Reflection, Link) for _, record in self.records(kind)]
        ours = [record for record in standing if not getattr(record, "about", None)]
        known = {None, *self.versions}
        counts = Counter(
            record.kind_name for record in ours if getattr(record, "ask", None) not in known
        )
        found = listed([plural(count, name) for name, count in counts.items()])
        lies = "lies in none of these files. One may be missing; a backup may have it."
        return [f"The ask of {found} {lies}"] if found else []

    # What stands

    def records(self, kind: type[R]) -> list[tuple[str, R]]:
        """The standing records of one kind by id, in the order of their first versions."""
        found = self._standing(self.ids[kind])
        return [(record_id, record) for record_id, record in found if isinstance(record, kind)]

    def _standing(self, ids: Iterable[str]) -> list[tuple[str, Record]]:
        found = [(record_id, record) for record_id in ids if (record := self.standing(record_id))]
        return sorted(found, key=lambda pair: self.since(pair[0])) if len(found) > 1 else found

    def belongs(self, record: Reflection | Link) -> bool:
        """Whether what it is of stands; what is of another log stands there."""
        of = (record.ask, record.step if isinstance(record, Reflection) else None)
        known = [self.versions[record_id] for record_id in of if record_id in self.versions]
        return all(versions[-1].record is not None for versions in known)

    def entry(self, ask_id: str | None) -> Entry | None:
        """A standing ask with its steps; an entry never changes, and is kept until anything of it
        does.
        """
        if ask_id in self._entries:
            return self._entries[ask_id]
        ask = self.standing(ask_id or "")
        if not isinstance(ask, Ask) or ask_id is None:
            return None
        number = self.twins.get(ask_id) or self.numbers[ask_id]
        ask = msgspec.structs.replace(ask, number=number) if number != ask.number else ask
        of_it = self._standing(self.of_ask.get(ask_id, ()))
        steps = [(record_id, record) for record_id, record in of_it if isinstance(record, Step)]
        stings = [
            (record.step, record.answer)
            for _, record in of_it
            if isinstance(record, Reflection) and record.prompt == "sting.now"
        ]
        self._entries[ask_id] = entry = Entry(ask_id, ask, tuple(steps), tuple(stings))
        return entry

    def entries(self) -> list[Entry]:
        """All standing asks by their day, then by number; one whose day is unknown follows the one
        before it.
        """
        if self._sorted is None:
            entries = [entry for ask_id in self.ids[Ask] if (entry := self.entry(ask_id))]
            latest, placed = date.min, []
            for entry in sorted(entries, key=lambda entry: entry.ask.number):
                latest = entry.ask.asked_on or latest
                placed.append((latest, entry))
            self._sorted = [entry for _, entry in sorted(placed, key=itemgetter(0))]
        return self._sorted

    def _read_settings(self) -> None:
        self.settings = {name: record.value for name, record in self.records(Setting)}
        self.own_words = {}
        for name, label in self.settings.items():
            match name.split("."):
                case ["word", of, code] if label:
                    self.own_words.setdefault(of, Added())[code] = str(label)
        own = {of: words_of(of, added) for of, added in self.own_words.items()}
        self.words = {**VOCABULARIES, **own}

    # The numbers of asks

    def numbered(self, number: int) -> Entry:
        """The standing ask with this number; `Problem` where there is none."""
        holders = self._shared.get(number) or [self._holder.get(number)]
        for ask_id in [*holders, *self.twins]:
            entry = self.entry(ask_id)
            if entry and entry.ask.number == number:
                return entry
        raise Problem(
            f"There is no ask {clean(str(number)[:20])}. The list of asks shows the numbers.",
            "number",
        )

    @property
    def next_number(self) -> int:
        """The number of the next ask: above every stored one."""
        return 1 + max([self.highest_number, *self.twins.values()])

    def _find_twins(self) -> dict[str, int]:
        later: list[str] = []
        for number, ids in self._shared.items():
            same = [record_id for record_id in ids if self.numbers[record_id] == number]
            same.sort(key=lambda record_id: self._held_since(record_id, number))
            later += [record_id for record_id in same[bool(number) :] if self.standing(record_id)]
        later.sort(key=self.since)
        return {record_id: self.highest_number + place for place, record_id in enumerate(later, 1)}

    def _held_since(self, record_id: str, number: int) -> Any:
        versions = self.versions[record_id]
        return next(
            _order(v) for v in versions if isinstance(v.record, Ask) and v.record.number == number
        )

    # What is to be written

    def written(self, change: str, drafts: Sequence[Draft]) -> list[Version]:
        """What a change writes: an ask without a number gets one, and before it, once, asks that
        share a number get one of their own.
        """
        if any(self._is_from_newer_kit(record_id) for record_id, _ in drafts):
            raise Problem(
                "A newer version of the kit wrote this entry. Update the kit to change it."
            )
        twins: list[Draft] = [
            (ask_id, msgspec.structs.replace(ask, number=number))
            for ask_id, number in self.twins.items()
            if isinstance(ask := self.last_known(ask_id), Ask)
            and not self._is_from_newer_kit(ask_id)
        ]
        numbering = f"{NUMBERING}{secrets.token_hex(6)}"
        records = [(numbering, i, "ask", record) for i, record in twins]
        records += [
            (change, i, self._kind(i, record), record) for i, record in self._numbered(drafts)
        ]
        return made(records, self.highest_seq + 1)

    def _numbered(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The same, with the number of each ask: the one that it has, else the next."""
        free = count(self.next_number)
        return [
            (
                i,
                msgspec.structs.replace(
                    record, number=self.twins.get(i) or self.numbers.get(i) or next(free)
                ),
            )
            if isinstance(record, Ask)
            else (i, record)
            for i, record in drafts
        ]

    def _is_from_newer_kit(self, record_id: str) -> bool:
        """Whether a newer version of the kit wrote the version that stands, or one that this kit
        cannot read.
        """
        versions = self.versions.get(record_id, [NOTHING])
        return record_id in self._beyond or versions[-1].line.v > FORMAT

    def _kind(self, record_id: str, record: Record | None) -> str:
        return (record or self.last_known(record_id) or Setting()).kind_name
