"""Opening a journal against pandas reading the same lines; a save, which nobody may notice, by
the clock.
"""

import os
import secrets
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random

import msgspec
import pandas as pd

from benchmarks.table import Row, in_turns
from workshop import tables
from workshop.journal import Journal, Log, ask_and_steps
from workshop.journal.line import FORMAT, Line, body_of, encode
from workshop.vocabulary import CHANNELS, KINDS, OUTCOMES

SIZES: tuple[tuple[int, float | None], ...] = ((100, None), (10_000, 2.0), (100_000, None))
"""How many asks a journal has, and how many times as long as pandas opening it may take."""

MOST_OF_A_SAVE = 0.010
"""The most seconds that a save may take, whatever the size."""


def made(folder: Path, asks: int) -> Path:
    """A journal of so many asks, each with its answer where it has one; returns its file."""
    draw, lines = Random(asks), []
    for number in range(1, asks + 1):
        fields = {
            "asked_on": date(2015, 1, 1) + timedelta(number % 4000),
            "alias": f"someone at firm {number}",
        }
        words = {
            "kind": draw.choice([*KINDS]),
            "channel": draw.choice([*CHANNELS]),
            "outcome": draw.choice([*OUTCOMES]),
        }
        asked, *steps = ask_and_steps(fields | words)
        ask_id, change = secrets.token_hex(16), f"ask-{secrets.token_hex(6)}"
        records = [(ask_id, msgspec.structs.replace(asked, number=number))]
        given = [
            (secrets.token_hex(16), msgspec.structs.replace(step, ask=ask_id)) for step in steps
        ]
        for record_id, record in records + given:
            keys = (
                len(lines) + 1,
                secrets.token_hex(16),
                record_id,
                change,
                "2026-03-02T09:00:00.000Z",
                record.kind_name,
            )
            lines.append(encode(Line(FORMAT, *keys, body_of(record))))
    folder.mkdir(parents=True)
    place = folder / "journal-made.txt"
    place.write_bytes(b"".join(lines))
    return place


def opened(folder: Path) -> None:
    """Open a journal, and have its asks with their steps and outcomes."""
    assert Log(Journal(folder)).asks[0].outcome


def waiting(log: Log) -> list[int]:
    """The numbers of the asks that can still be followed up."""
    return [entry.ask.number for entry in log.asks if entry.outcome == "waiting"]


def table_after_save(log: Log, number: int) -> None:
    """What a board needs after a save: the log with one more step, as a table."""
    log.step(number, "followed_up")
    tables.asks(log, log.as_of)


def appended(handle: int, data: bytes) -> None:
    """What no save can do without: the bytes, on disk."""
    os.write(handle, data)
    os.fsync(handle)


def saved(log: Log, place: Path, turns: int) -> list[float]:
    """The seconds of saving an ask, of saving a step, and of a bare append and fsync of one
    line.
    """
    log.ask("the first save makes the file")
    line, numbers = place.read_bytes().split(b"\n")[0] + b"\n", cycle(waiting(log))
    handle = os.open(place.with_name("bare"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    ask = partial(log.ask, "someone", kind="job", channel="form")
    taken = in_turns(
        turns, ask, lambda: log.step(next(numbers), "followed_up"), partial(appended, handle, line)
    )
    os.close(handle)
    return taken


def rows(
    folder: Path, turns: int, sizes: Sequence[tuple[int, float | None]] = SIZES
) -> Iterator[Row]:
    """Opening and saving, at each size."""
    for asks, bound in sizes:
        place = made(folder / str(asks), asks)
        few = max(3, turns // 3) if asks > 10_000 else turns
        ours, theirs = in_turns(
            few, partial(opened, place.parent), partial(pd.read_json, place, lines=True)
        )
        yield Row(f"open {asks:,} asks", ours, "read_json of the same lines", theirs, bound)
        log = Log(Journal(place.parent))
        asked, stepped, bare = saved(log, place, min(asks, 20 * turns))
        for what, took in (("an ask", asked), ("a step", stepped)):
            name = f"save {what} at {asks:,} asks"
            yield Row(name, took, "bare append and fsync", bare, seconds=MOST_OF_A_SAVE)
        (after,) = in_turns(turns, partial(table_after_save, log, waiting(log)[0]))
        yield Row(
            f"save, then the table of {asks:,} asks", after, "read_json of the same lines", theirs
        )
