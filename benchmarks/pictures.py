"""How long each picture takes in the kernel, with its words and its table, and the page with all of
them opened.

python -m benchmarks.pictures prints warm medians of five turns beside their bounds; 1 where one is
missed python -m benchmarks.pictures --short one turn at 100 asks
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.table import seconds
from tests.widgets.many import own_log
from workshop.pictures import BY_CHOICE
from workshop.widgets.picture import Picture, picture

BOUNDS = {100: (0.1, 1.0), 1000: (0.3, 3.0)}
"""Seconds for each picture and for the page, by how many asks the log has."""
TURNS = 5


def drawn(found: Picture) -> None:
    """Draw it as after a change of its log: read, analysed, drawn, written as SVG, with its
    table.
    """
    found._read_at = None
    found.redraw()
    assert not found.trouble, found.trouble


def opened(found: Picture) -> None:
    """Open every picture of the page, one after another."""
    for name in BY_CHOICE:
        found.press("choose", picture=name)
        assert any(part["part"] == "picture" for part in found.view["parts"]), found.view["parts"]


def main(short: bool = False) -> int:
    missed, turns = 0, 1 if short else TURNS
    bounds = {100: BOUNDS[100]} if short else BOUNDS
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"XDG_STATE_HOME": f"{place}/state", "WORKSHOP_JOURNAL": f"{place}/journal"}
        print(
            f"| {'picture':<10} | {'asks':>5} | {'ms':>7} | {'bound':>7} "
            f"|\n|{'-' * 12}|{'-' * 7}|{'-' * 9}|{'-' * 9}|"
        )
        for asks, (each, all_) in bounds.items():
            log = own_log(Path(place) / f"log-{asks}", asks)
            page = picture(log)
            for name in BY_CHOICE:
                page.press("choose", picture=name)
                page.press("look")
            found = {name: picture(log, name) for name in BY_CHOICE}
            for one in found.values():
                one.press("look")
            runs = {name: (lambda one=one: drawn(one), each) for name, one in found.items()}
            for name, (run, bound) in {
                **runs,
                "the page": (lambda page=page: opened(page), all_),
            }.items():
                taken = median(seconds(run) for _ in range(turns))
                is_late = taken > bound and not short
                missed += is_late
                late = " MISSED" if is_late else ""
                print(
                    f"| {name:<10} | {asks:>5,} | {1000 * taken:>7.1f} | {1000 * bound:>7,.0f} "
                    f"|{late}",
                    flush=True,
                )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main("--short" in sys.argv))
