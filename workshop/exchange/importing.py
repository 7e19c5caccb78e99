"""From the rows of a spreadsheet to asks: good rows become one change, the others are told in words."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from workshop.exchange.mapping import Map, cell_as_field, fit, outcome_of, own_map
from workshop.exchange.sheet import read_sheet
from workshop.journal import Draft, Log, ask_and_steps
from workshop.records import Ask, Reflection, Step, make, word
from workshop.text import LINE, TEXT, Problem, clean, number, plural
from workshop.vocabulary import ANSWERED

_KNOWN_BY = ("asked_on", "alias", "kind", "channel", "pitched")
_Row = tuple[Ask, list[Step], int | None]
"""An ask with its steps, and how personal its answer felt, where the row says so."""


@dataclass
class Imported:
    """What an import found and did.

    `asks` were added, `known` were there already, `skipped` are rows that the map says are no asks. `problems` has
    a row's number, the column and a sentence each; `unused` are headers that nothing was read from; `change` is what
    undoes it all.
    """

    columns: dict[str, str]
    outcomes: dict[str, str | None]
    unused: list[str]
    asks: int = 0
    known: int = 0
    skipped: int = 0
    questions: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    change: str | None = None

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        known = f", {self.known:,} {'was' if self.known == 1 else 'were'} there already" if self.known else ""
        skipped = f", {plural(self.skipped, 'row')} skipped as the map says" if self.skipped else ""
        wrong = f", {plural(len(self.problems), 'problem')} to look at" if self.problems else ""
        return f"{plural(self.asks, 'ask')} imported{known}{skipped}{wrong}."


def import_asks(log: Log, path: str | Path, mapped: Map | None = None, *, dry_run: bool = False) -> Imported:
    """Import the asks in a CSV file, as one change; rows that a log knows already add nothing.

    Without a map the headers must be ours. Raises `Problem` where file and map do not go together; a row that can't
    be read, and a word that the map does not cover, are listed, and the others imported.
    """
    sheet = read_sheet(Path(path))
    mapped = mapped or own_map(sheet.headers)
    fit(mapped, sheet.headers)
    used = {clean(header) for header in (*mapped.columns.values(), *mapped.skip)}
    outcomes = {word: outcome_of(meaning) for word, meaning in mapped.outcomes.items()}
    found = Imported(dict(mapped.columns), outcomes, [header for header in sheet.headers if header not in used])
    skip = {clean(header): {_same(word) for word in words} for header, words in mapped.skip.items()}
    rows = []
    for place, cells in sheet.rows:
        if any(_same(cells.get(header, "")) in words for header, words in skip.items()):
            found.skipped += 1
        elif row := _read(place, cells, mapped, log, found):
            rows.append(row)
    drafts = list(_drafts(rows, _known_origins(log), found))
    if drafts and not dry_run:
        found.change = log.write(drafts, "import")
    return found


def _read(place: int, cells: Mapping[str, str], mapped: Map, log: Log, found: Imported) -> _Row | None:
    """One row as an ask with its steps, or None where it has a problem, which is then listed."""
    column, told = None, dict[str, Any]()
    try:
        for name, header in mapped.columns.items():
            column = header
            told[name] = cell_as_field(name, cells.get(clean(header), "").strip(), mapped)
        told = _meant(told, mapped, found, log)
        column = mapped.columns["asked_on"]
        if told.get("asked_on") is None:
            raise Problem("There is no date of the ask. Please give one.", "asked_on")
        told = _undated(place, told, mapped, found)
        sting = told.pop("sting", None)
        own = {name.removeprefix("extra."): told.pop(name) for name in list(told) if name.startswith("extra.")}
        ask, *steps = ask_and_steps(told | {"extra": {name: text for name, text in own.items() if text}}, log.own_words)
        return ask, steps, (None if sting is None else int(number(sting, "sting", high=4, whole=True)))
    except Problem as problem:
        field = "answered_on" if problem.field == "on" else problem.field or ""
        column = mapped.columns.get(field, column)
        why = str(problem).removeprefix(f"{problem.field}: ")
        found.problems.append({"row": place, "column": column, "problem": f"{why} The row was not imported."})
        return None


def _meant(told: dict[str, Any], mapped: Map, found: Imported, log: Log) -> dict[str, Any]:
    """The row with our outcome in place of their word; without outcomes in the map, the words are ours."""
    told = {name: value for name, value in told.items() if name not in ("number", "origin")}  # both are given anew
    theirs = told.get("outcome") or ""
    if not mapped.outcomes:
        return told | ({"outcome": word("outcome", theirs, log.own_words)} if theirs else {})
    meaning = {_same(known): meaning for known, meaning in mapped.outcomes.items()}.get(_same(theirs))
    if meaning is None and not theirs:
        return told
    if meaning is None:
        found.outcomes.setdefault(clean(theirs[:LINE]), None)
        raise Problem(f'The map does not say which outcome "{clean(theirs[:40])}" is. Please add it.', "outcome")
    stage = getattr(meaning, "stage", None) or told.get("stage")
    return told | {"outcome": outcome_of(meaning), "stage": stage}


def _same(text: str) -> str:
    """A word as it is compared: spaces around it, and capitals, make no difference."""
    return clean(text[:TEXT], "text", TEXT).casefold()


def _undated(place: int, told: dict[str, Any], mapped: Map, found: Imported) -> dict[str, Any]:
    """The row without an answer date that can't be one; that is listed, and the row imported all the same."""
    answered_on, outcome = told.get("answered_on"), told.get("outcome") or "waiting"
    if answered_on is None or (outcome in ANSWERED and answered_on >= told["asked_on"]):
        return told
    wrong = f"The answer of {answered_on} is dated before its ask of {told['asked_on']}"
    if outcome not in ANSWERED:
        wrong = f'{answered_on} is the date of an answer, but the outcome is "{outcome}"'
    sentence = f"{wrong}. The row was imported without that date."
    found.problems.append({"row": place, "column": mapped.columns["answered_on"], "problem": sentence})
    return told | {"answered_on": None}


def _drafts(rows: list[_Row], known: set[str], found: Imported) -> Iterator[Draft]:
    """The records of rows that the log does not know. Their ids derive from the origin: two devices make no twins."""
    for (ask, steps, sting), origin in zip(rows, _origins(ask for ask, _, _ in rows), strict=True):
        if origin in known:
            found.known += 1
            continue
        found.asks += 1
        ask_id, step_id = _hash(["ask", origin]), None
        yield ask_id, msgspec.structs.replace(ask, origin=origin)
        for place, step in enumerate(steps):
            step_id = _hash(["step", origin, place])
            yield step_id, msgspec.structs.replace(step, ask=ask_id)
        if sting is not None:
            told = {"prompt": "sting.now", "answer": sting, "ask": ask_id, "step": step_id}
            yield _hash(["sting", origin]), make(Reflection, told)


def _origins(asks: Iterable[Ask]) -> Iterator[str]:
    """The origin of each ask: what it is known by, with its ordinal among equals."""
    met: Counter[str] = Counter()
    for ask in asks:
        known_by = _hash([str(getattr(ask, name) or "") for name in _KNOWN_BY])[:20]
        met[known_by] += 1
        yield f"{known_by}-{met[known_by]}"


def _known_origins(log: Log) -> set[str]:
    """The origins of all asks that a log has or that were removed by hand, as they were imported and as they are."""
    known = log.known_asks()
    as_they_are = _origins(msgspec.structs.replace(ask, alias=ask.name) for ask in known)
    return {ask.origin for ask in known if ask.origin} | set(as_they_are)


def _hash(parts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8")).hexdigest()[:32]
