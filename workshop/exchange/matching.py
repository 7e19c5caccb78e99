"""Which rows of a spreadsheet a log knows already, and which look like asks that are there."""

import hashlib
import json
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import msgspec

from workshop.exchange.rows import Row
from workshop.journal import Entry, Log, Version
from workshop.records import Ask, Record, Step

KNOWN_BY = ("asked_on", "alias", "kind", "channel", "pitched")
"""By what a row is known again: where all of these are equal, it is the same ask."""
_T = TypeVar("_T")


@dataclass(frozen=True)
class AskThere:
    """An ask that a log has, or that was removed from it by hand: as it stands, and what imports
    `told` of it.
    """

    id: str
    ask: Ask
    told: dict[str, Any]
    entry: Entry | None
    origins: frozenset[str]

    @property
    def identities(self) -> list[Ask]:
        """The ask as it was imported, and as it stands."""
        return [Ask(**{name: self.told[name] for name in KNOWN_BY if name in self.told}), self.ask]


def hashed(*parts: Any) -> str:
    """A mark for what these parts say together; ids derive from it, so that two devices make no
    twins.
    """
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8")).hexdigest()[:32]


def origins(asks: Iterable[Ask]) -> Iterator[str]:
    """The origin of each ask: what it is known by, with its ordinal among equals."""
    met: Counter[str] = Counter()
    for ask in asks:
        known_by = hashed(*(str(getattr(ask, name) or "") for name in KNOWN_BY))[:20]
        met[known_by] += 1
        yield f"{known_by}-{met[known_by]}"


def fields_of(record: Record | None) -> dict[str, Any]:
    """What is told in a record by its fields; own fields as `extra.NAME`."""
    told = msgspec.structs.asdict(record) if record else {}
    own = {f"extra.{name}": text for name, text in told.pop("extra", {}).items()}
    return {name: value for name, value in (told | own).items() if value is not None}


def told_by_imports(versions: Sequence[Version]) -> tuple[dict[str, Any], frozenset[str]]:
    """What imports that were not undone last told of a record, by its fields, and all its origins.

    A version that an import wrote also holds what a person had changed before it: only what it
    changed is told by it.
    """
    now: tuple[dict[str, Any], frozenset[str]] = ({}, frozenset())
    met: list[tuple[Record | None, tuple[dict[str, Any], frozenset[str]]]] = []
    for version in versions:
        change, record, before = version.line.change, version.record, met[-1][0] if met else None
        if change.startswith("import-"):
            fields, old = fields_of(record), fields_of(before)
            news = {name: value for name, value in fields.items() if value != old.get(name)}
            now = (
                (now[0] if before else {}) | news,
                now[1] | ({fields["origin"]} if "origin" in fields else set()),
            )
        elif change.startswith("undo-"):
            now = next(
                (then for known, then in reversed(met) if known == record), ({}, frozenset())
            )
        met.append((record, now))
    return now


def asks_there(log: Log) -> list[AskThere]:
    """Standing asks, and those that were removed by hand; not those whose import was undone."""
    standing = {entry.id: entry for entry in log.asks}
    found = []
    for record_id, versions in log.history(Ask).items():
        entry = standing.get(record_id)
        by_hand = any(
            version.record is None and not version.line.change.startswith("undo-")
            for version in versions
        )
        last = next((v.record for v in reversed(versions) if isinstance(v.record, Ask)), None)
        if last and (entry or by_hand):
            told, brought = told_by_imports(versions)
            found.append(AskThere(record_id, entry.ask if entry else last, told, entry, brought))
    return found


@dataclass(frozen=True)
class Matched:
    """For each row its origin; by the row's place the ask that it is, else the one that it is
    `like`.

    `ids` are those of all asks there.
    """

    origins: list[str]
    same: dict[int, AskThere]
    like: dict[int, AskThere]
    ids: set[str]


def matched(rows: Sequence[Row], log: Log, *, new: bool) -> Matched:
    """Which asks of a log the rows of a sheet are, or look like; where these are `new`, none."""
    there = asks_there(log)
    named = (msgspec.structs.replace(known.ask, alias=known.ask.name) for known in there)
    same = dict[int, AskThere]()
    by_age = (  # as they were imported, latest first, then as they are; each is one row only
        {known.ask.origin: known for known in there if known.ask.origin},
        {origin: known for known in there for origin in known.origins},
        dict(zip(origins(named), there, strict=True)),
    )
    marks = _in_agreement(rows, list(origins(row.ask for row in rows)), by_age[0])
    taken = set[str]()
    for by_origin in by_age:
        for place, mark in enumerate(marks):
            if place not in same and (known := by_origin.get(mark)) and known.id not in taken:
                same[place] = known
                taken.add(known.id)
    unknown = {place: row.ask for place, row in enumerate(rows) if place not in same}
    free = [known for known in there if known.origins and known.id not in taken]
    like = {} if new else look_alikes(unknown, free)
    return Matched(marks, same, like, {known.id for known in there})


def _in_agreement(
    rows: Sequence[Row], marks: Sequence[str], known: Mapping[str, AskThere]
) -> list[str]:
    """The origins of rows, those of equal ones given so that a row says what its ask says, wherever
    one does.

    A sheet that was sorted anew, or that lost one of two equal rows, would else give each the
    other's outcome.
    """
    places, free, found = (
        defaultdict[str, list[int]](list),
        defaultdict[str, list[str]](list),
        list(marks),
    )
    for place, mark in enumerate(marks):
        places[mark.partition("-")[0]].append(place)
    for mark in sorted({*marks, *known}, key=lambda mark: int(mark.partition("-")[2] or 0)):
        free[mark.partition("-")[0]].append(mark)
    for known_by, equal in places.items():
        if len(free[known_by]) > 1:
            told = [
                _says(row.steps[-1] if row.steps else None)
                for row in (rows[place] for place in equal)
            ]
            for place, mark in zip(equal, _agreeing(told, free[known_by], known), strict=True):
                found[place] = mark
    return found


def _agreeing(
    told: Sequence[tuple[str, date | None]], marks: Sequence[str], known: Mapping[str, AskThere]
) -> list[str]:
    """An origin for each of several equal rows: of an ask that says the same with its day, else
    without, else any.
    """
    said = {
        mark: _says(ask.entry.stands_at) for mark in marks if (ask := known.get(mark)) and ask.entry
    }
    found: dict[int, str] = {}
    for length in (2, 1):
        taken = set(found.values())
        saying = defaultdict[Any, deque[str]](deque)
        for place, mark in enumerate(marks):
            if mark in said and mark not in taken:
                if (
                    place < len(told)
                    and place not in found
                    and told[place][:length] == said[mark][:length]
                ):
                    found[place] = mark
                else:
                    saying[said[mark][:length]].append(mark)
        for place, row in enumerate(told):
            if place not in found and (same := saying.get(row[:length])):
                found[place] = same.popleft()
    taken = set(found.values())
    left = (mark for mark in marks if mark not in taken)
    return [found[place] if place in found else next(left) for place in range(len(told))]


def _says(carrier: Step | None) -> tuple[str, date | None]:
    return (carrier.outcome or "waiting", carrier.on) if carrier else ("waiting", None)


def look_alikes(unknown: Mapping[int, Ask], free: Sequence[AskThere]) -> dict[int, AskThere]:
    """Rows that look like asks that are there, each like one: they say the same and more, or differ
    in one thing.
    """
    identities = [(known, ask) for known in free for ask in known.identities]
    rows, asks = _by_filled(unknown.items()), _by_filled(identities)
    found: dict[int, AskThere] = {}
    for filled, theirs in rows.items():
        for known_by, ours in asks.items():
            if (
                filled != known_by
                and len(same := filled & known_by) > 1
                and same in (filled, known_by)
            ):
                _pair(same, theirs, ours, found)
    for name in reversed(KNOWN_BY):
        _pair(frozenset(KNOWN_BY) - {name}, unknown.items(), identities, found)
    return found


def _by_filled(asks: Iterable[tuple[_T, Ask]]) -> dict[frozenset[str], list[tuple[_T, Ask]]]:
    """Asks by which of the things that they are known by are told of them."""
    found = defaultdict(list)
    for whose, ask in asks:
        found[frozenset(name for name in KNOWN_BY if getattr(ask, name))].append((whose, ask))
    return found


def _pair(
    same: frozenset[str],
    rows: Iterable[tuple[int, Ask]],
    asks: Iterable[tuple[AskThere, Ask]],
    found: dict[int, AskThere],
) -> None:
    """Give each row that has none an ask, of those that no row has, where what is to be the `same`
    is the same.
    """
    free, taken = (
        defaultdict[tuple[Any, ...], deque[AskThere]](deque),
        {known.id for known in found.values()},
    )
    for known, ask in asks:
        if any(key := _key(ask, same)):
            free[key].append(known)
    for place, ask in rows:
        waiting = free.get(_key(ask, same)) if place not in found else None
        while waiting and place not in found:
            if (known := waiting.popleft()).id not in taken:
                found[place] = known
                taken.add(known.id)


def _key(ask: Ask, same: frozenset[str]) -> tuple[Any, ...]:
    return tuple(getattr(ask, name) for name in KNOWN_BY if name in same)


def differing(row: Ask, known: AskThere) -> tuple[str, ...]:
    """In what a row differs from an ask, as it stands or as it was imported, of all that they are
    known by.
    """
    found = (
        tuple(n for n in KNOWN_BY if getattr(row, n) != getattr(ask, n)) for ask in known.identities
    )
    return min(found, key=len)
