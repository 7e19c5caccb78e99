"""What is done on every evening, in JupyterLab and Chromium: a line saved and drawn, letters
searched for, a page that is whole.

python -m benchmarks.every_day
python -m benchmarks.every_day --short    six lines at 100 asks, each page once

A line goes from Enter to the words that it is saved and the board that shows it. A search goes from
the end of the pause that typing gets to the list that follows. A page is whole once its last cell
has run and all of its cards are drawn, counted from the moment at which its kernel answers.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks import browser
from tests.browser.lab import CELL_WAIT, REPOSITORY, Lab
from tests.chromium import launched

LINES = {100: 100, 10_000: 200}  # asks, and the bound in ms for the 95th of 100 lines
CLICKS = 2.0  # by the medians: how many times an empty click a line may take
KEY, KEYS_AT = 50, 10_000  # ms for a search, the median, and at how many asks
WHOLE, WHOLE_AT = 1200, 1_000  # ms for a page, the median, and at how many asks
PAGES = ("today", "my-log")
TIMES, OPENINGS = 40, 5
CELLS = f"{browser.PAGE}\n---\nws.entries(mine)"
UNTIL = """(is_there) => new Promise((done, late) => {
    const begin = performance.now();
    const look = () => {
        const taken = performance.now() - begin;
        if (is_there()) done(taken);
        else if (taken > 10000) late(new Error("nothing came of it"));
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})"""
ENTER = f"""(name) => {{
    const card = document.querySelector(".nty-entryform"), field = card.querySelector("input");
    const drawn = () => document.querySelector(".nty-board img").alt, before = drawn();
    field.value = name;
    field.form.requestSubmit(card.querySelector(".nty-primary")); // as Enter does
    return ({UNTIL})(() => card.textContent.includes(`"${{name}}"`) && drawn() !== before);
}}"""
SEARCH = f"""(letters) => {{
    const field = document.querySelector(".nty-asklist input"), card = field.closest(".nty");
    const rows = () => [...card.querySelectorAll(".nty-items > li")].map((row) => row.textContent);
    const wait = new Promise((done) => setTimeout(done, 200));
    field.value = letters;
    field.dispatchEvent(new Event("input", {{ bubbles: true }}));
    return wait.then(() => ({UNTIL})(() => rows().length === 1 && rows()[0].includes(letters)));
}}"""
# Notes when the kernel answers and when the page has run, which stands on its body.
WATCH = """addEventListener("DOMContentLoaded", () => {
    const states = (window.states = {});
    const note = () => (states[document.body.dataset.n2yKernel] ??= performance.now());
    new MutationObserver(note).observe(document.body, { attributeFilter: ["data-n2y-kernel"] });
})"""
IS_WHOLE = """(cards) => {
    const drawn = document.querySelectorAll(".nty");
    const { busy, ready } = window.states ?? {};
    return ready && drawn.length >= cards && performance.now() - busy;
}"""


def evening(lab: Lab, times: int) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of lines and of empty clicks, in turns, and of searches."""
    lab.open(browser.MEASURED)
    lab.page.get_by_role("button", name="Start this page", exact=True).click()
    lab.start()
    lab.until(".nty-board img")
    lines, clicks = [], []
    names = [f"evening{at}x" for at in range(times)]  # words that no other ask has
    for name in names:
        lines.append(lab.page.evaluate(ENTER, name))
        clicks.append(lab.page.evaluate(browser.TIMED, [".floor button", ".floor .widget-label"]))
    searches = [lab.page.evaluate(SEARCH, name) for name in names]
    return sorted(lines[3:]), sorted(clicks[3:]), sorted(searches[3:])


def opened(lab: Lab, name: str) -> float:
    """Milliseconds from a kernel that answers to a whole page, each time with a new kernel."""
    for kernel in lab.ask("/api/kernels"):
        lab.ask(f"/api/kernels/{kernel['id']}", method="DELETE")
    cells = json.loads((lab.notebooks / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    cards = sum(cell["cell_type"] == "code" for cell in cells) - 1  # the first one opens the log
    lab.window().add_init_script(WATCH)
    lab.open(f"{name}.ipynb", keep_window=True)
    return float(lab.page.wait_for_function(IS_WHOLE, arg=cards, timeout=CELL_WAIT).json_value())


def main(short: bool = False) -> int:
    """Print what was measured beside its bounds; 1 where one is missed."""
    missed = 0

    def told(what: str, taken: str, bound: str, *, holds: bool) -> None:
        nonlocal missed
        missed += not (holds or short)
        print(f"| {what} | {taken} | {bound}{'' if holds else ' MISSED'} |", flush=True)

    print(f"| load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores | ms | bound |")
    print("| --- | --- | --- |")
    with launched() as chromium, tempfile.TemporaryDirectory() as folder:

        def lab(asks: int, pages: Path) -> Lab:
            place = Path(folder) / f"{pages.name}{asks}"
            browser.fill(place / "journal", asks)
            return Lab(chromium, place / "lab", pages, WORKSHOP_JOURNAL=str(place / "journal"))

        measured = browser.page(Path(folder) / "pages", CELLS)
        for asks, bound in list(LINES.items())[: 1 if short else None]:
            here = lab(asks, measured)
            lines, clicks, searches = evening(here, 6 if short else TIMES)
            here.stop()
            p95, empty = lines[int(0.95 * len(lines))], median(clicks)
            told(f"Enter, {asks:,} asks, p95", f"{p95:.0f}", f"{bound}", holds=p95 <= bound)
            times = median(lines) / empty
            words = f"{median(lines):.0f} / {empty:.0f} = {times:.1f}"
            told(f"and an empty click, {asks:,} asks", words, f"{CLICKS}", holds=times <= CLICKS)
            key = median(searches)
            is_late = asks == KEYS_AT and key > KEY
            told(f"a search, {asks:,} asks", f"{key:.0f}", f"{KEY}", holds=not is_late)
        here = lab(WHOLE_AT, REPOSITORY / "notebooks")
        for name in PAGES:
            taken = median(opened(here, name) for _ in range(1 if short else OPENINGS))
            told(f"{name}, {WHOLE_AT:,} asks", f"{taken:.0f}", f"{WHOLE}", holds=taken <= WHOLE)
        here.stop()
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main("--short" in sys.argv))
