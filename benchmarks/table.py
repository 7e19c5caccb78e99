"""Two things measured in turns, their ratio, and the bound that it has to keep."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One measurement: seconds of ours and of what it stands beside, and the most that their
    ratio, or ours, may be.
    """

    what: str
    ours: float
    beside: str
    theirs: float
    bound: float | None = None
    seconds: float | None = None

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.theirs

    @property
    def holds(self) -> bool:
        """Whether it keeps its bounds."""
        is_quick = self.seconds is None or self.ours <= self.seconds
        return is_quick and (self.bound is None or self.ratio <= self.bound)

    @property
    def line(self) -> str:
        """The row as a line of a table."""
        most = f"<= {self.bound:g}" if self.bound else ""
        most = f"<= {1000 * self.seconds:g} ms" if self.seconds else most
        bound = f"{most}{'' if self.holds else ' MISSED'}"
        return (
            f"| {self.what:<42} | {1000 * self.ours:>9.2f} | {self.beside:<32} | "
            f"{1000 * self.theirs:>9.2f} "
            f"| {self.ratio:>6.2f} | {bound:<14} |"
        )


HEAD = (
    f"| {'ours':<42} | {'ms':>9} | {'beside':<32} | {'ms':>9} | {'ratio':>6} | {'bound':<14} |\n"
    f"|{'-' * 44}|{'-' * 11}|{'-' * 34}|{'-' * 11}|{'-' * 8}|{'-' * 16}|"
)


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def in_turns(turns: int, *runs: Callable[[], object]) -> list[float]:
    """The median seconds of each, run in turns, so that whatever else the machine does falls on
    all of them.
    """
    taken = [[seconds(run) for run in runs] for _ in range(turns)]
    return [median(times) for times in zip(*taken, strict=True)]
