"""Records as tables: the one place where columns are named."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any, cast

import numpy as np
import pandas as pd

from workshop.fields import OF_ANSWER, OF_ASK, holding
from workshop.journal import Entry, Log
from workshop.records import Step

ASK_COLUMNS = tuple(field.name for field in OF_ASK)
COLUMNS = (*ASK_COLUMNS, *(field.name for field in OF_ANSWER))
"""The columns of the table of asks, in order; a person's own fields follow as `extra.NAME`."""
STEP_COLUMNS = (
    "number",
    "on",
    *(name for name in Step.__struct_fields__ if name not in ("ask", "on")),
)

DATES = holding("day", "coming")
NUMBERS = tuple(name for name in holding("number", "whole") if name != "number")

_FIRST, _NO_DAY = date(1970, 1, 1).toordinal(), np.iinfo("int64").min

_of_ask = attrgetter(*("name" if name == "alias" else name for name in ASK_COLUMNS))
_of_answer = attrgetter("reason", "words", "door", "door_on", "terms", "agreed")


def asks(log: Log, as_of: date | None = None, only: Sequence[str] = ()) -> pd.DataFrame:
    """The standing asks of a log, a row each, by day asked and number.

    Columns: `COLUMNS`, then own fields as `extra.NAME`. Dates are datetime64 (NaT where unknown),
    numbers float (NaN), everything else text, None where nothing was told. `answered_on` is the day
    of the first answer. With `as_of`, later asks and steps are left out, and each ask stands as it
    stood then. `only` these columns where they are named. The person's own words come along, as
    `attrs["own_words"]`: by field, code to label.
    """
    entries = _until(log, as_of)
    rows = [_cells(entry) for entry in entries]
    columns = {
        name: _column(name, [cells[at] for cells in rows])
        for at, name in enumerate(COLUMNS)
        if name in (only or COLUMNS)
    }
    own = {name for entry in entries for name in entry.ask.extra if not only}
    for name in sorted(own):
        columns[f"extra.{name}"] = _column(
            "extra", [entry.ask.extra.get(name) for entry in entries]
        )
    table = pd.DataFrame(columns)
    table.attrs["own_words"] = {field: dict(words) for field, words in log.own_words.items()}
    return table


def row(entry: Entry) -> dict[str, Any]:
    """One ask as a row of the table of asks; what was not told is None."""
    own = {f"extra.{name}": text for name, text in entry.ask.extra.items()}
    return dict(zip(COLUMNS, _made(entry), strict=True)) | own


def _cells(entry: Entry) -> tuple[Any, ...]:
    """The cells of one ask in the order of `COLUMNS`; kept with the entry, which never changes."""
    if (kept := entry.__dict__.get("cells")) is None:
        kept = entry.__dict__["cells"] = _made(entry)
    return cast("tuple[Any, ...]", kept)


def _made(entry: Entry) -> tuple[Any, ...]:
    outcome, _, carrier = entry.standing
    reason, words, door, door_on, terms, agreed = _of_answer(carrier) if carrier else (None,) * 6
    if outcome == "fell_through":  # its terms are those of the yes that it was
        yes = next((step for step in reversed(entry.answers) if step.outcome == "yes"), carrier)
        if yes:
            terms = yes.terms if terms is None else terms
            agreed = yes.agreed if agreed is None else agreed
    stage = next((step.stage for *_, step in reversed(entry.dated) if step.stage), None)
    told = (outcome, entry.answered_on, stage, reason, words, door, door_on, terms, agreed)
    return (*_of_ask(entry.ask), *told, entry.sting)


def steps(log: Log, as_of: date | None = None) -> pd.DataFrame:
    """The steps of the standing asks, a row each, in order within each ask. Columns:
    `STEP_COLUMNS`.
    """
    found = [(entry.ask.number, step) for entry in _until(log, as_of) for step in entry.steps]
    columns = {"number": _column("number", [number for number, _ in found])}
    columns |= {
        name: _column(name, [getattr(step, name) for _, step in found]) for name in STEP_COLUMNS[1:]
    }
    return pd.DataFrame(columns)


def reflections(log: Log) -> pd.DataFrame:
    """The standing reflections, a row each: at (UTC), prompt, answer, number (of the ask), step
    (its id), about.
    """
    found = log.reflections()
    times = pd.Series([at for _, at, _ in found], dtype=object)
    table = pd.DataFrame({"at": pd.to_datetime(times, utc=True, format="ISO8601", errors="coerce")})
    for name in ("prompt", "answer", "step", "about"):
        table[name] = _column(name, [getattr(record, name) for _, _, record in found])
    table.insert(
        3, "number", np.array([log.number_of(record.ask) for _, _, record in found], dtype=float)
    )
    return table


def links(log: Log) -> pd.DataFrame:
    """The standing links, a row each: number (of the no), to (the ask that it made room for),
    words.
    """
    found = log.links()
    numbers = {
        "number": [log.number_of(link.ask) for link in found],
        "to": [log.number_of(link.to) for link in found],
    }
    columns = {name: np.array(values, dtype=float) for name, values in numbers.items()}
    return pd.DataFrame({**columns, "words": _column("words", [link.words for link in found])})


def _until(log: Log, as_of: date | None) -> list[Entry]:
    """The asks as they stood on a day; nothing is later than the day of the look."""
    if as_of is None or as_of == log.as_of:
        return log.asks
    return [entry for known in log.asks if (entry := known.until(as_of))]


def _column(name: str, values: list[Any]) -> Any:
    if name in DATES:
        days = [
            value.toordinal() - _FIRST if value else _NO_DAY for value in values
        ]  # a tenth of numpy's own time
        return np.array(days, dtype="int64").view("datetime64[D]").astype("datetime64[s]")
    if name in NUMBERS:
        return np.array(values, dtype=float)
    if name == "number":
        return np.array(values, dtype=int)
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return pd.Series(column, dtype=object)
