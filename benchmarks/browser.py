"""From Save to the redrawn board, in JupyterLab and Chromium as a person has them, beside an empty
click and label.

python -m benchmarks.browser
python -m benchmarks.browser --short    six saves at 100 asks
"""

import json
import statistics
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from tests.browser.lab import Lab
from tests.chromium import launched
from workshop.journal import Journal, Log
from workshop.records import Ask, Step

MEASURED = "measured.ipynb"
SIZES = {100: 150, 1_000: 200, 10_000: 200}  # asks, and the bound in ms for the 95th of 100 saves
TIMES = 40
PAGE = """import workshop as ws
mine = ws.my_log()
board = ws.board(mine)
board.press("look")
board
---
ws.entry_form(mine)
---
import ipywidgets
button, label = ipywidgets.Button(description="Click"), ipywidgets.Label("0")
button.on_click(lambda _: setattr(label, "value", str(int(label.value) + 1)))
ipywidgets.VBox([button, label]).add_class("floor")"""
TIMED = """([press, watch]) => new Promise((done, late) => {
    const seen = () => {
        const found = document.querySelector(watch);
        return found?.alt ?? found?.textContent;
    };
    const before = seen(), begin = performance.now();
    const look = () => {
        const taken = performance.now() - begin;
        if (seen() !== before) done(taken);
        else if (taken > 10000) late(new Error(`${watch} has not changed`));
        else requestAnimationFrame(look);
    };
    document.querySelector(press).click();
    requestAnimationFrame(look);
})"""


def fill(folder: Path, asks: int) -> None:
    """A journal of so many asks, three of four of them answered."""
    log, first = Log(Journal(folder)), date(2020, 1, 6)
    outcomes = ("no_final", "silence", "yes", None)
    drafts: list[tuple[str, Ask | Step]] = []
    for at in range(asks):
        drafts.append(
            (
                f"ask{at}",
                Ask(asked_on=first + timedelta(days=at % 2000), alias=f"ask {at}", kind="job"),
            )
        )
        if outcome := outcomes[at % 4]:
            what = "noted" if outcome == "silence" else "answered"
            drafts.append((f"step{at}", Step(ask=f"ask{at}", what=what, outcome=outcome)))
    log.write(drafts, "import")


def page(folder: Path, source: str = PAGE) -> Path:
    """A folder with the one notebook that is measured, of these cells."""
    cells = [{"cell_type": "markdown", "id": "head", "metadata": {}, "source": "# Measured"}]
    for at, code in enumerate(source.split("\n---\n")):
        cell = {"cell_type": "code", "id": f"cell{at}", "metadata": {}, "source": code}
        cells.append({**cell, "execution_count": None, "outputs": []})
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    folder.mkdir()
    whole = {"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
    (folder / MEASURED).write_text(json.dumps(whole), encoding="utf-8")
    return folder


def measure(lab: Lab, times: int) -> tuple[list[float], list[float]]:
    """Milliseconds of saves and of empty clicks, in turn, so that both meet the same machine."""
    lab.open(MEASURED)
    lab.page.get_by_role(
        "button", name="Start this page", exact=True
    ).click()  # which is none of the kit's
    lab.start()
    lab.until(".nty-board img")
    saves, clicks = [], []
    for _ in range(times):
        saves.append(lab.page.evaluate(TIMED, [".nty-entryform .nty-primary", ".nty-board img"]))
        clicks.append(lab.page.evaluate(TIMED, [".floor button", ".floor .widget-label"]))
    return saves[3:], clicks[3:]


def main(short: bool = False) -> int:
    """Print a table; 1 where a bound is passed."""
    late, sizes, times = 0, {100: SIZES[100]} if short else SIZES, 6 if short else TIMES
    print(
        "| asks | save to board p50 / p95, ms | empty click p50 / p95, ms | ratio of medians | "
        "bound |"
    )
    print("| --- | --- | --- | --- | --- |")
    with launched() as chromium, tempfile.TemporaryDirectory() as folder:
        for asks, bound in sizes.items():
            journal, place = Path(folder) / f"journal{asks}", Path(folder) / str(asks)
            fill(journal, asks)
            place.mkdir()
            lab = Lab(chromium, place / "lab", page(place / "pages"), WORKSHOP_JOURNAL=str(journal))
            try:
                saves, clicks = (sorted(taken) for taken in measure(lab, times))
            finally:
                lab.stop()
            p50, p95 = statistics.median(saves), saves[int(0.95 * len(saves))]
            late += p95 > bound and not short
            floor = statistics.median(clicks)
            told = (
                f"{floor:.0f} / {clicks[int(0.95 * len(clicks))]:.0f} | {p50 / floor:.1f} | {bound}"
            )
            print(f"| {asks:,} | {p50:.0f} / {p95:.0f} | {told} |", flush=True)
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main("--short" in sys.argv))
