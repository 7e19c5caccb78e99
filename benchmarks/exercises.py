"""Exercises in JupyterLab and Chromium: from Keep to "Kept", and from running a cell to its card.

python -m benchmarks.exercises
"""

import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.browser import fill
from tests.browser.lab import REPOSITORY, Lab
from tests.chromium import launched

KEPT, DRAWN = 100, 300  # ms: the bounds for the 95th of 100 answers, and for a card after its cell
PAGES = ("01-what-are-you-selling", "03-predict-your-nos", "04-shades-of-no", "05-what-i-told-myself")
ANSWERED = """([card, text]) => new Promise((done) => {
    const field = card.querySelector("textarea, input[type=text]"), status = card.querySelector("[role=status]");
    field.value = text;
    field.dispatchEvent(new Event("input"));
    status.textContent = "";
    const begin = performance.now();
    const kept = () => status.textContent.startsWith("Kept");
    const look = () => (kept() ? done(performance.now() - begin) : requestAnimationFrame(look));
    [...card.querySelectorAll("button")].find((button) => button.textContent === "Keep").click();
    requestAnimationFrame(look);
})"""
RUN = """(cell) => new Promise((done) => {
    const old = cell.querySelector(".nty"), begin = performance.now();
    const look = () => {
        const now = cell.querySelector(".nty .nty-button");
        return now && !old.contains(now) ? done(performance.now() - begin) : requestAnimationFrame(look);
    };
    const keys = { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true };
    cell.querySelector(".cm-content").dispatchEvent(new KeyboardEvent("keydown", keys));
    requestAnimationFrame(look);
})"""


def measure(lab: Lab, page: str) -> tuple[list[float], list[float]]:
    """Milliseconds of answers to the page's first card with words, and of each of its cards after its cell is run."""
    lab.open(f"{page}.ipynb")
    lab.start()
    lab.until(".nty-exercisecard")
    cards = lab.page.locator(".nty-exercisecard:has(textarea), .nty-exercisecard:has(input[type=text])")
    card = cards.first.element_handle()
    answers = [lab.page.evaluate(ANSWERED, [card, f"{at % 9 + 1}"]) for at in range(43)]
    drawn = []
    for cell in lab.page.locator(".jp-CodeCell:has(.nty-exercisecard)").all():
        cell.locator(".cm-content").click()
        drawn.append(cell.evaluate(RUN))
    return answers[3:], drawn


def main() -> int:
    """Print a table; 1 where a bound is passed."""
    late = 0
    print("| page | asks in the log | Keep to Kept p50 / p95, ms | cell to card p50 / worst, ms |")
    print("| --- | --- | --- | --- |")
    with launched() as chromium, tempfile.TemporaryDirectory() as folder:
        for asks in (8, 1_000):
            journal = Path(folder) / f"journal{asks}"
            fill(journal, asks)
            for page in PAGES:
                place = Path(folder) / f"{page}{asks}"
                lab = Lab(chromium, place, REPOSITORY / "notebooks", WORKSHOP_JOURNAL=str(journal))
                try:
                    answers, drawn = measure(lab, page)
                finally:
                    lab.stop()
                p95 = sorted(answers)[int(0.95 * len(answers))]
                late += p95 > KEPT or max(drawn) > DRAWN
                told = (
                    f"{statistics.median(answers):.0f} / {p95:.0f} | {statistics.median(drawn):.0f} / {max(drawn):.0f}"
                )
                print(f"| {page[:2]} | {asks:,} | {told} |", flush=True)
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
