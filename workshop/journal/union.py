"""The union of all files of a journal: which version of each record stands, and what any change wrote."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

from workshop.journal.line import BATCH, CLOSING, UNREAD, Line, Version, needs_closing
from workshop.records import KINDS, Ask, Link, Record, Reflection, Step

NUMBERING = "number-"
"""How the ids of changes begin that only give a second ask with the same number a number of its own."""


_MOST_ASKS = 10**9  # a number above is a foreign hand's, and nothing is counted on from it
NOTHING = Version(Line(1, -1, "", "", "", "", ""), None)
"""What stands before all versions."""

_order = attrgetter("line.seq", "line.at", "line.line")
"""Where a version stands among all versions of all files, whatever the clock said."""


@dataclass
class Union:
    """All versions of all records, in order; a line that is met twice counts once, whatever order lines come in.

    `ids` are those of all records by kind, `of_ask` those of what is of an ask. An ask's number is the highest that
    any of its versions has, since a new one is given above every stored one. `latest` is the last day of which
    anything is told.
    """

    versions: dict[str, list[Version]] = field(default_factory=dict)
    ids: dict[type[Record], dict[str, None]] = field(
        default_factory=lambda: {kind: {} for kind in KINDS.values()}
    )
    of_ask: dict[str, dict[str, None]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    newer: int = 0
    highest_seq: int = 0
    highest_number: int = 0
    latest: date = date.min
    _last: Version = NOTHING
    _seen: set[str] = field(default_factory=set)
    _held: dict[str, list[Version]] = field(default_factory=dict)
    _closed: set[str] = field(default_factory=set)
    _holder: dict[int, str] = field(default_factory=dict)
    _shared: dict[int, set[str]] = field(default_factory=dict)
    _beyond: set[str] = field(default_factory=set)

    def count(self, change: str) -> None:
        """Let the lines of a change count although no closing line of it has come: it is being written here."""
        self._closed.add(change)

    def add(self, found: Iterable[Version]) -> set[str | None]:
        """Take in versions; returns the ids of the asks that they touched, and None where they are of no ask."""
        touched: set[str | None] = set()
        seen = self._seen
        for version in sorted(found, key=_order):
            line = version.line
            if line.line in seen:
                continue
            seen.add(line.line)
            if line.newer:
                self.newer += 1
            if line.kind == CLOSING:
                self._closed.add(line.change)
                touched.update([self._take(held) for held in self._held.pop(line.change, ())])
            elif line.change not in self._closed and needs_closing(line.change):
                self._held.setdefault(line.change, []).append(version)
            else:
                touched.add(self._take(version))
            if line.seq > self.highest_seq:
                self.highest_seq = line.seq
        return touched

    def _take(self, version: Version) -> str | None:
        """Put a version in its place; returns the id of the ask that it is of."""
        line, record, record_id = version.line, version.record, version.line.record
        if record is UNREAD:
            self._beyond |= {record_id} if line.newer else set()
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
        day = (
            record.asked_on
            if isinstance(record, Ask)
            else record.on
            if isinstance(record, Step)
            else None
        )
        if day and day > self.latest:
            self.latest = day
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
        if number >= self.numbers.get(record_id, 0):
            self.numbers[record_id] = number
        holder = self._holder.setdefault(number, record_id)
        if holder != record_id or number == 0:
            self._shared.setdefault(number, {holder}).add(record_id)

    def standing(self, record_id: str) -> Record | None:
        """The version that stands: the one with the highest counter, or None where it was removed or never was."""
        versions = self.versions.get(record_id)
        return versions[-1].record if versions else None

    @property
    def last(self) -> tuple[Any, str]:
        """The last change, other than one that only gave numbers: where its last version stands, and its id."""
        return _order(self._last), self._last.line.change

    def since(self, record_id: str) -> Any:
        """Where the first version of a record stands among all versions."""
        return _order(self.versions[record_id][0])

    def last_known(self, record_id: str) -> Record | None:
        """The last version that is no removal."""
        versions = self.versions.get(record_id, [])
        return next((version.record for version in reversed(versions) if version.record), None)

    def before(self, record_id: str, change: str) -> Record | None:
        """The last version of a record that stood before any that `change` wrote."""
        older = self.versions[record_id]
        first = next(_order(version) for version in older if version.line.change == change)
        place = bisect_left(older, first, key=_order)
        return older[place - 1].record if place else None

    def written_by(self, change: str) -> list[str]:
        """The ids of the records of which a change wrote a version."""
        return [
            i
            for i, versions in self.versions.items()
            if any(v.line.change == change for v in versions)
        ]

    def changes(self) -> Iterator[str]:
        """The ids of all changes that wrote a version."""
        return (version.line.change for versions in self.versions.values() for version in versions)

    def unfinished(self) -> dict[str, int]:
        """For each change that did not come to its end: how many lines of it are left out.

        That ends for an import once it was run again, and for another act, of which nobody was told that it was
        saved, with the next one.
        """
        return {
            change: len(held)
            for change, held in self._held.items()
            if not self._is_over(change, held)
        }

    def _is_over(self, change: str, held: list[Version]) -> bool:
        if not needs_closing(change.removesuffix(BATCH)):  # no import
            return max(version.line.seq for version in held) < self.highest_seq
        known = ((version, self.versions.get(version.line.record)) for version in held)
        return any(found and found[-1].line.seq > version.line.seq for version, found in known)

    def strays(self) -> dict[str, int]:
        """How many records of each kind are of an ask that is in none of the files."""
        standing = (
            self.standing(record_id)
            for kind in (Step, Reflection, Link)
            for record_id in self.ids[kind]
        )
        ours = (record for record in standing if record and not getattr(record, "about", None))
        known = {None, *self.versions}
        return Counter(
            record.kind_name for record in ours if getattr(record, "ask", None) not in known
        )

    def from_newer_kit(self, record_id: str) -> bool:
        """Whether a newer version of the kit wrote the version that stands, or one that this kit cannot read."""
        versions = self.versions.get(record_id)
        return record_id in self._beyond or (versions is not None and versions[-1].line.newer)

    def holders(self, number: int) -> set[str]:
        """The ids of the asks that have, or once had, a number in the files."""
        return self._shared.get(number) or (
            {self._holder[number]} if number in self._holder else set()
        )

    def twins(self) -> dict[str, int]:
        """New numbers for standing asks that share theirs with an earlier holder, by id: above every stored number."""
        later: list[str] = []
        for number, ids in self._shared.items():
            same = [record_id for record_id in ids if self.numbers[record_id] == number]
            same.sort(key=lambda record_id: self._held_since(record_id, number))
            later += [record_id for record_id in same[bool(number) :] if self.standing(record_id)]
        later.sort(key=self.since)
        return {record_id: self.highest_number + place for place, record_id in enumerate(later, 1)}

    def _held_since(self, record_id: str, number: int) -> tuple[int, str, str]:
        versions = self.versions[record_id]
        return next(
            _order(v) for v in versions if isinstance(v.record, Ask) and v.record.number == number
        )
