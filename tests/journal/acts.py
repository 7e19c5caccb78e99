"""Processes that do whole acts on one journal, and are killed in the middle: python -m
tests.journal.acts FOLDER ...

Each writer has asks and a sheet of its own. It tells what it sees when it begins, before each act
what its asks will be after it, and then that the act was done. Prints, as JSON, all that was told:
[[journal, writer, [line, ...]], ...].
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from workshop.exchange import import_asks
from workshop.journal import Journal, Log

ROWS = 25
TURNS = 10  # kills in one journal, before another is begun: else opening it would take longer than a turn
State = dict[str, list[object]]
"""What a writer's asks are: by alias, the outcome and how personal it felt."""


def seen(log: Log, writer: int) -> State:
    """A writer's asks; one that is there twice is told with its count."""
    found: State = {}
    for entry in log.asks:
        name = entry.ask.alias
        if name.startswith(f"{writer}."):
            found[name] = ["twice"] if name in found else [entry.outcome, entry.sting]
    return found


def sheet(place: Path, writer: int) -> tuple[Path, State]:
    """A writer's spreadsheet, and its rows as asks."""
    rows: State = {
        f"{writer}.row {n}": ["no_final" if n % 2 else "waiting", 3 if n % 2 else None]
        for n in range(ROWS)
    }
    day = f"2026-03-{writer + 2:02}"  # each its own, so that no row looks like another writer's
    lines = [f"{day},{name},{outcome},{felt or ''}" for name, (outcome, felt) in rows.items()]
    file = place.parent / f"{place.name}-{writer}.csv"
    file.write_text("\n".join(["asked_on,alias,outcome,sting", *lines]))
    return file, rows


class Writer:
    """One process that acts until it is killed."""

    def __init__(self, place: Path, writer: int, seed: int, tells: int) -> None:
        self.log, self.writer, self.draw, self.tells = (
            Log(Journal(place)),
            writer,
            random.Random(seed),
            tells,
        )
        self.file, self.rows = sheet(place, writer)
        self.state, self.imported = seen(self.log, writer), ""
        self.tell("see", self.state)

    def tell(self, *told: object) -> None:
        os.write(self.tells, json.dumps(told).encode() + b"\n")

    def run(self) -> None:
        while True:
            act = self.draw.choice(
                [self.ask, self.keep, self.change, self.bring, self.bring, self.undo, self.undo]
            )
            act(f"{self.writer}.{self.draw.randrange(10**9)}")

    def will_be(self, state: State) -> None:
        self.state = state
        self.tell("try", state)

    def ask(self, name: str) -> None:
        self.will_be(self.state | {name: ["no_final", None]})
        self.log.ask(name, outcome="no_final")
        self.tell("done")

    def keep(self, name: str) -> None:
        self.will_be(self.state | {name: ["no_unclear", 2]})
        with self.log.batch("keep"):
            number = self.log.ask(name).number
            self.log.answer(number, "no_unclear")
            self.log.reflect("sting.now", 2, ask=number)
        self.tell("done")

    def change(self, _: str) -> None:
        mine = [
            entry
            for entry in self.log.asks
            if entry.ask.alias in self.state.keys() - self.rows.keys()
        ]
        for entry in mine[-1:]:
            outcome = "no_for_now" if entry.outcome == "no_final" else "no_final"
            self.will_be(self.state | {entry.ask.alias: [outcome, entry.sting]})
            self.log.change(entry.ask.number, outcome=outcome, kind="job")
            self.tell("done")

    def bring(self, _: str) -> None:
        self.will_be(self.state | self.rows)
        found = import_asks(self.log, self.file)
        assert not found.questions
        self.imported = found.change or self.imported
        self.tell("done")

    def undo(self, _: str) -> None:
        if self.imported and self.rows.keys() <= self.state.keys():
            self.will_be({name: told for name, told in self.state.items() if name not in self.rows})
            self.log.undo(self.imported)
            self.tell("done")


def born(place: Path, writer: int, seed: int) -> tuple[int, int]:
    """A writer; its process, and where it tells."""
    reads, tells = os.pipe()
    if child := os.fork():
        os.close(tells)
        return child, reads
    try:
        os.close(reads)
        Writer(place, writer, seed, tells).run()
    finally:
        os._exit(1)


def main(folder: Path, writers: int, kills: int) -> list[list[object]]:
    """`kills` turns of `writers` that act until they are killed."""
    draw, told = random.Random(kills), []
    folder.mkdir(parents=True, exist_ok=True)
    for turn in range(kills):
        place = folder / f"journal {turn // TURNS}"
        alive = [(writer, *born(place, writer, 1000 * turn + writer)) for writer in range(writers)]
        files = [os.fdopen(reads, "rb") for _, _, reads in alive]
        begun = [file.readline() for file in files]
        time.sleep(draw.uniform(0.001, 0.06))
        for _, child, _ in alive:
            os.kill(child, signal.SIGKILL)
        for (writer, child, _), file, first in zip(alive, files, begun, strict=True):
            with file:
                lines = [json.loads(line) for line in (first + file.read()).splitlines()]
            told.append([place.name, writer, lines])
            os.waitpid(child, 0)
    return told


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), *map(int, sys.argv[2:]))))
