"""The tables of docs/statistics.md: computed here, written between their markers, and held to
what stands there.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from tests.long import organisations, statistics, waiting

PAGE = Path(__file__).parents[2] / "docs" / "statistics.md"


@dataclass(frozen=True)
class Table:
    """One table: its head and rows as they are written; the `logs` behind each share, or behind
    each distance.

    `cells`: so many of these stand behind a row.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    logs: int
    of_distances: bool = False
    cells: int = 1

    @property
    def text(self) -> str:
        """The table as Markdown, under the number of logs that it was made from."""
        lines = (self.head, ("---",) * len(self.head), *self.rows)
        return "\n".join(
            [f"{self.logs:,} logs each.\n", *(f"| {' | '.join(cells)} |" for cells in lines)]
        )


def of_ranges(part: float) -> Table:
    """Coverage of the 95 % range."""
    people, rows = int(200_000 * part), []
    for n in statistics.SIZES:
        mean, worst, at = statistics.coverage(n)
        simulated = statistics.simulated_coverage(n, people)
        rows.append((f"{n}", f"{mean:.4f}", f"{simulated:.4f}", f"{worst:.4f}", f"{at:.3f}"))
    return Table(
        ("asks", "mean, exact", "mean, simulated", "worst", "at chance"), tuple(rows), people
    )


@cache
def cells(part: float) -> tuple[waiting.Kept, ...]:
    """What every cell of the simulation with waiting times kept."""
    logs = int(1000 * part)
    return tuple(waiting.kept(cell, logs, seed) for seed, cell in enumerate(waiting.cells()))


def of_waiting(part: float) -> Table:
    """The simulation with waiting times, a cell a row."""
    head = (
        *("chance", "delay", "no's", "horizon", "log", "new", "dated", "in time"),
        *("range holds", "80 of 100", "horizon told", "yes rate leans", "named"),
    )
    rows = []
    for told in cells(part):
        cell = told.cell
        setting = (
            f"{cell.chance:.2f}",
            f"{cell.median}",
            "quicker" if cell.quick else "as quick",
            f"{cell.horizon}",
        )
        more = (f"{cell.days}", f"{cell.new}", cell.dated, f"{cell.within(cell.horizon + 0.5):.2f}")
        said = "" if told.said is None else f"{told.said:.2f}"
        rows.append(
            (
                *setting,
                *more,
                f"{told.covered:.3f}",
                f"{told.next_80:.2f}",
                said,
                f"{told.lean:+.3f}",
                f"{told.named:.3f}",
            )
        )
    return Table(head, tuple(rows), int(1000 * part))


def of_all_cells(part: float) -> Table:
    """The same over all cells that belong together."""
    every = cells(part)
    fits, short = ([told for told in every if told.cell.fits is fits] for fits in (True, False))
    rows = [("false alarms, all cells", _mean(told.named for told in every))]
    rows += [
        (f"{name}, horizon fits", _mean(getattr(told, key) for told in fits))
        for name, key in KEPT.items()
    ]
    rows += [
        (f"{name}, horizon too short", _mean(getattr(told, key) for told in short))
        for name, key in KEPT.items()
    ]
    rows += [
        (
            "yes rate leans, no's as quick",
            _mean((told.lean for told in every if not told.cell.quick), "+"),
        ),
        (
            "yes rate leans, no's twice as quick",
            _mean((told.lean for told in every if told.cell.quick), "+"),
        ),
    ]
    return Table(("over cells", "mean"), tuple(rows), int(1000 * part), cells=5)


KEPT = {
    "range with silence holds": "covered",
    "80 of 100 are really": "next_80",
    "horizon told": "said",
}


def _mean(shares, sign: str = "") -> str:
    known = [share for share in shares if share is not None]
    return f"{sum(known) / len(known):{sign}.3f}"


def of_luck(part: float) -> Table:
    """False alarms of four methods."""
    logs = int(1000 * part)
    return Table(
        ("method", "logs with a pattern"),
        tuple((m, f"{s:.3f}") for m, s in statistics.false_alarms(logs).items()),
        logs,
    )


def of_organisations(part: float) -> Table:
    """False alarms where asks hang together: said by whom, and not said."""
    logs = int(1000 * part)
    told = (
        (f, e, *(organisations.false_alarms(f, e, logs, said=said) for said in (True, False)))
        for f, e in organisations.SIZES
    )
    rows = tuple((f"{f}", f"{e}", f"{block:.3f}", f"{free:.3f}") for f, e, block, free in told)
    return Table(
        ("organisations", "asks to each", "shuffled as blocks", "nobody said who"), rows, logs
    )


def of_looks(part: float) -> Table:
    """One look and twenty."""
    logs = int(300 * part)
    one, twenty = statistics.looks(logs)
    return Table(
        ("looks at a log of luck", "logs with a pattern"),
        (("one", f"{one:.3f}"), ("twenty", f"{twenty:.3f}")),
        logs,
    )


def of_power(part: float) -> Table:
    """Power, by the number of asks and by what is shuffled."""
    logs, rows = int(300 * part), []
    for n in statistics.POWER["closed"]:
        found = [
            statistics.power(n, logs, way) if n in sizes else None
            for way, sizes in statistics.POWER.items()
        ]
        rows.append(
            (
                f"{n}",
                *("" if each is None else f"{each[0]:.2f}" for each in found),
                f"{found[0][1]:.3f}",
            )
        )
    head = (
        "asks",
        "all closed",
        "ripe asks",
        "names return",
        "by organisation",
        "something else named",
    )
    return Table(head, tuple(rows), logs)


def of_shrinking(part: float) -> Table:
    """Distance from the true rates."""
    logs = int(1000 * part)
    rows = ((*s, *statistics.shrinking(*s, logs)) for s in statistics.SETTINGS)
    told = tuple(
        (f"{g}", f"{c:.2f}", f"{s:.2f}", f"{raw:.3f}", f"{drawn:.3f}")
        for g, c, s, raw, drawn in rows
    )
    return Table(("groups", "chance", "spread", "raw", "shrunk"), told, logs, of_distances=True)


TABLES: dict[str, Callable[[float], Table]] = {
    "ranges": of_ranges,
    "luck": of_luck,
    "waiting": of_waiting,
    "cells": of_all_cells,
    "organisations": of_organisations,
    "looks": of_looks,
    "power": of_power,
    "shrinking": of_shrinking,
}


def written(name: str) -> str:
    """The table that stands on the page."""
    found = re.search(_between(name), PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"docs/statistics.md has no table {name}"
    return found.group(2).strip()


def apart(name: str, table: Table) -> list[str]:
    """Where a table of fewer logs is further from the page than its lot allows: four standard
    errors.
    """
    lines = [line for line in written(name).splitlines() if line.startswith("|")]
    theirs = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in (lines[0], *lines[2:])
    ]
    assert theirs[0] == table.head
    assert len(theirs) == len(table.rows) + 1
    return [
        f"{name}, {row[0]}, {head}: {here} is told as {there}"
        for row, told in zip(table.rows, theirs[1:], strict=True)
        for head, here, there in zip(table.head, row, told, strict=True)
        if not _near(here, there, table)
    ]


def _near(here: str, there: str, table: Table) -> bool:
    if "." not in here or here == there:
        return here == there
    size = abs(float(there))
    logs = table.logs * table.cells
    error = (
        size / sqrt(2 * logs) if table.of_distances else sqrt(max(size * (1 - size), 0.01) / logs)
    )
    return abs(float(here) - float(there)) <= 4 * error + 0.005


def _between(name: str) -> str:
    return rf"(<!-- table: {name} -->\n)(.*?)(<!-- end -->)"


def main(part: float, *, write: bool = False, only: Sequence[str] = ()) -> None:
    """Prints the tables, all or `only` some, or writes them into the page."""
    for name in only or TABLES:
        text = TABLES[name](part).text
        print(f"{name}\n\n{text}\n", flush=True)
        if write:
            page = PAGE.read_text(encoding="utf-8")
            new = re.sub(
                _between(name),
                lambda m, text=text: f"{m[1]}\n{text}\n\n{m[3]}",
                page,
                flags=re.DOTALL,
            )
            PAGE.write_text(new, encoding="utf-8")
