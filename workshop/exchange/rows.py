"""A row of a spreadsheet as an ask with its steps: a cell that can't be read costs that cell, and
is told.
"""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from workshop.exchange.mapping import Map, Meaning, Reading, header_of, outcome_of
from workshop.exchange.sheet import Sheet
from workshop.fields import FIELDS
from workshop.journal import ask_and_steps
from workshop.records import Ask, Record, Step, Words, checked
from workshop.tables import DATES
from workshop.text import LINE, TEXT, Problem, clean
from workshop.vocabulary import ANSWERED, VOCABULARIES, YESES

_SAYS_AN_ASK = ("asked_on", "alias", "pitched", "outcome", "answered_on")
_Cell = tuple[Any, str | None]
"""What a cell is read as, None where it can't be, and what has to be told of it."""


@dataclass(frozen=True)
class Row:
    """A row: its number in the sheet, the ask, its steps, how its answer felt; `tells` are the
    fields that it fills.
    """

    place: int
    ask: Ask
    steps: tuple[Step, ...]
    sting: int | None
    tells: frozenset[str]


class Rows:
    """The rows of a sheet, read by a map; `problems`, `skipped` and `undecided` words fill while
    they are read.
    """

    def __init__(
        self, sheet: Sheet, mapped: Map, readings: Mapping[str, Reading], own: Words
    ) -> None:
        self.problems: list[dict[str, Any]] = []
        self.undecided: dict[str, None] = {}
        self.skipped = 0
        self._sheet, self._map, self._readings, self._own = sheet, mapped, readings, own
        self._meanings = {_same(their): meaning for their, meaning in mapped.outcomes.items()}
        self._skip = {
            header_of(header): set(map(_same, words)) for header, words in mapped.skip.items()
        }
        self._headers = {name: header_of(header) for name, header in mapped.columns.items()}
        self._cells: dict[str, dict[str, _Cell]] = {  # a number and an origin are given anew
            name: {"": (None, None)}
            for name in mapped.columns
            if name not in ("number", "origin", "outcome")
        }

    def read(self) -> Iterator[Row]:
        """The rows that are asks, in order."""
        for place, cells in self._sheet.rows:
            if any(_same(cells.get(header, "")) in words for header, words in self._skip.items()):
                self.skipped += 1
            elif row := self._row(place, cells):
                yield row

    def tell(self, place: int, name: str, problem: str) -> None:
        """List what has to be said of a row, in the column of our field `name`."""
        self.problems.append(
            {"row": place, "column": self._map.columns.get(name, name), "problem": problem}
        )

    def _row(self, place: int, cells: Mapping[str, str]) -> Row | None:
        try:
            outcome = self._outcome(cells.get(self._headers.get("outcome", ""), "").strip())
        except Problem as problem:
            why = str(problem).removeprefix("outcome: ")
            self.tell(place, "outcome", f"{why} The row was not imported.")
            return None
        told = dict[str, Any]()
        for name, read in self._cells.items():
            cell = cells.get(self._headers[name], "").strip()
            if cell not in read:
                read[cell] = self._cell(name, cell)
            value, note = read[cell]
            if note:
                self.tell(place, name, note)
            if value not in (None, ""):
                told[name] = value
        told |= outcome
        if not any(name in told for name in _SAYS_AN_ASK):
            self.tell(
                place,
                "asked_on",
                "Nothing in this row says what was asked. The row was not imported.",
            )
            return None
        return self._made(place, self._fitting(place, told))

    def _outcome(self, theirs: str) -> dict[str, str]:
        """Our outcome, with a stage where the map has one, in place of their word; nothing where
        nothing is said.
        """
        if not self._map.outcomes:
            return {"outcome": checked("outcome", theirs, self._own)} if theirs else {}
        meaning = self._meanings.get(_same(theirs))
        if meaning is None and theirs:
            self.undecided[clean(theirs[:LINE])] = None
            raise Problem(
                f'The map does not say which outcome "{clean(theirs[:40])}" is. Please add it.'
            )
        stage = meaning.stage if isinstance(meaning, Meaning) else None
        return {
            name: text
            for name, text in (("outcome", outcome_of(meaning)), ("stage", stage))
            if text
        }

    def _cell(self, name: str, cell: str) -> _Cell:
        reading = self._readings.get(name)
        note = reading.notes.get(cell) if reading else None
        try:
            return self._value(name, cell), note
        except Problem as problem:
            why = note or str(problem).removeprefix(f"{problem.field}: ")
            if _most(name) is None:
                return None, f"{why} {_without(name)}"
            return self._cut(name, cell), f"{why} It was cut."

    def _cut(self, name: str, cell: str) -> Any:
        most = _most(name) or LINE
        for length in (most, most // 3):  # a letter may become up to three when composed anew
            with contextlib.suppress(Problem):
                return self._value(name, cell[:length])
        return None

    def _value(self, name: str, cell: str) -> Any:
        if name.startswith("extra."):
            return clean(cell, name, TEXT)
        reading = self._readings.get(name)
        if name in DATES and reading and cell not in reading.values:
            way = f"written as {self._map.dates}" if self._map.dates else "that can be read"
            raise Problem(f'"{clean(cell[:40], limit=TEXT)}" is no date {way}.')
        return checked(name, reading.values.get(cell, cell) if reading else cell, self._own)

    def _fitting(self, place: int, told: dict[str, Any]) -> dict[str, Any]:
        """What a row tells, without what can't be beside its outcome, which is listed."""
        asked_on, answered_on, outcome = (
            told.get("asked_on"),
            told.get("answered_on"),
            told.get("outcome", "waiting"),
        )
        wrong = dict[str, str]()
        if answered_on and outcome not in (*ANSWERED, "withdrawn"):
            wrong["answered_on"] = (
                f'{answered_on} is the date of an answer, but the outcome is "{outcome}".'
            )
        elif answered_on and asked_on and answered_on < asked_on:
            wrong["answered_on"] = (
                f"The answer of {answered_on} is dated before its ask of {asked_on}."
            )
        for name in ("terms", "agreed"):
            if name in told and outcome not in YESES:
                wrong[name] = f'It belongs to a yes, but the outcome is "{outcome}".'
        for name, why in wrong.items():
            self.tell(place, name, f"{why} {_without(name)}")
        return {name: value for name, value in told.items() if name not in wrong}

    def _made(self, place: int, told: dict[str, Any]) -> Row | None:
        own = {name: told[name] for name in told if name.startswith("extra.")}
        fields = {name: told[name] for name in told if name != "sting" and name not in own}
        extra = {name.removeprefix("extra."): text for name, text in own.items() if text}
        try:
            ask, *steps = ask_and_steps(fields | {"extra": extra}, words_in(told))
        except Problem as problem:
            name, why = problem.field or "", str(problem).removeprefix(f"{problem.field}: ")
            if name not in fields or name == "outcome":
                self.tell(place, "outcome", f"{why} The row was not imported.")
                return None
            self.tell(place, name, f"{why} {_without(name)}")
            return self._made(
                place, {field: value for field, value in told.items() if field != name}
            )
        return Row(place, ask, tuple(steps), told.get("sting"), frozenset(told))


def words_in(*written: Record | Mapping[str, Any]) -> Words:
    """The words that records use, as own words: they were checked when written or read."""
    found: dict[str, dict[str, str]] = {}
    for record in written:
        fields = record if isinstance(record, Mapping) else msgspec.structs.asdict(record)
        for name, code in fields.items():
            if name in VOCABULARIES and code:
                found.setdefault(name, {})[str(code)] = str(code)
    return found


def _most(name: str) -> int | None:
    """How many characters a field of text may have, to be cut at; None for any other field."""
    holds = "text" if name.startswith("extra.") else FIELDS[name].holds
    return {"text": TEXT, "line": LINE}.get(holds)


def _same(text: str) -> str:
    """A word as it is compared: spaces around it, and capitals, make no difference."""
    return clean(text[:TEXT], "text", TEXT).casefold()


def _without(name: str) -> str:
    return f"The row was imported without that {'date' if name in DATES else 'cell'}."
