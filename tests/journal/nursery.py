"""Processes that save to one journal, and are killed while they do: python -m tests.journal.nursery
FOLDER SECONDS ...

Prints, as JSON, what each of them was told to be saved: [[alias, number], ...]. Runs apart from the
tests, so that it forks from a small process of one thread.
"""

import contextlib
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from workshop.journal import Journal, Log

MANY = 1_000_000
READY = b"ready\n"


def save(folder: Path, name: str, saves: int, told: int) -> None:
    """Save asks, and say so of each once it is saved."""
    log = Log(Journal(folder))
    os.write(told, READY)
    for n in range(saves):
        asked = log.ask(f"{name}.{n}", outcome="no_final" if n % 3 else "waiting")
        os.write(told, f"{asked.alias} {asked.number}\n".encode())


def born(folder: Path, name: str, saves: int) -> tuple[int, int]:
    """A process that saves; its id, and where it tells."""
    reads, tells = os.pipe()
    if child := os.fork():
        os.close(tells)
        return child, reads
    try:
        os.close(reads)
        save(folder, name, saves, tells)
    finally:
        os._exit(0)


def heard(reads: int) -> list[list[str | int]]:
    """All that a process told until it ended."""
    with os.fdopen(reads, "rb") as file:
        lines = file.read().decode().splitlines()
    return [[alias, int(number)] for alias, number in (line.split() for line in lines)]


def main(folder: Path, writers: int, kills: int, saves: int) -> list[list[str | int]]:
    """`kills` rounds of `writers` that save until they are killed; with none, each saves
    `saves` times in peace.
    """
    draw, told = random.Random(1), []
    for turn in range(max(1, kills)):
        alive = [born(folder, f"{turn}.{n}", MANY if kills else saves) for n in range(writers)]
        for _, reads in alive:
            os.read(reads, len(READY))  # however busy the machine is, each has begun
        if kills:
            time.sleep(draw.uniform(0.001, 0.03))
        for child, _ in alive:
            if kills:
                os.kill(child, signal.SIGKILL)
        for child, reads in alive:
            told += heard(reads)
            os.waitpid(child, 0)
    return told


if __name__ == "__main__":
    place, *numbers = sys.argv[1:]
    if "no-lock" in numbers:
        numbers.remove("no-lock")
        Journal.writing = lambda self: contextlib.nullcontext()  # type: ignore[method-assign]
    print(json.dumps(main(Path(place), *map(int, numbers))))
