"""Run with `python -m benchmarks`: prints each ratio beside its bound; exit 1 where one is missed.

`python -m benchmarks 5` takes five turns of each, instead of fifteen, and `--short` one at the
smallest size. The first start and the redrawing of the board in a browser are measured apart, for
they take a network or a browser.
"""

import os
import sys
import tempfile
from itertools import chain
from pathlib import Path

from benchmarks import imports, journal, table


def main(turns: int = 15, short: bool = False) -> int:
    """Measure and print everything; 1 where a bound is missed."""
    sizes = journal.SIZES[:1] if short else journal.SIZES
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"XDG_STATE_HOME": f"{place}/state", "WORKSHOP_JOURNAL": f"{place}/journal"}
        print(table.HEAD)
        missed = 0
        for row in chain(imports.rows(turns), journal.rows(Path(place) / "logs", turns, sizes)):
            print(row.line, flush=True)
            missed += not (short or row.holds)
    return int(missed > 0)


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main(1, short=True) if words == ["--short"] else main(*map(int, words)))
