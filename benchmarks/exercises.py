"""Exercises in JupyterLab and Chromium: from Keep to "Kept", and from one card of a page to the
next.

python -m benchmarks.exercises
python -m benchmarks.exercises --short    six answers on one page
"""

import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.browser import fill
from tests.browser.lab import REPOSITORY, Lab
from tests.chromium import launched

KEPT, DRAWN = 100, 300  # ms: the bounds for the 95th of 100 answers, and for a card after its cell
PAGES = (
    "01-what-are-you-selling",
    "03-predict-your-nos",
    "04-shades-of-no",
    "05-what-i-told-myself",
)
ANSWERED = """([card, text]) => new Promise((done, late) => {
    const field = card.querySelector("textarea, input[type=text]");
    const status = card.querySelector(".nty-status");
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    status.textContent = "";
    const begin = performance.now();
    const look = () => {
        const taken = performance.now() - begin;
        if (status.textContent.startsWith("Kept")) done(taken);
        else if (taken > 10000) late(new Error(`It says: ${card.textContent}`));
        else requestAnimationFrame(look);
    };
    [...card.querySelectorAll("button")].find((button) => button.textContent === "Keep").click();
    requestAnimationFrame(look);
})"""
# All cells run again, one after another: a card is drawn so long after the one before it.
RUN = """() => new Promise((done, late) => {
    const page = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden)");
    const cells = [...page.querySelectorAll(".jp-CodeCell:has(.nty-exercisecard)")];
    const old = cells.map((cell) => cell.querySelector(".nty")), drawn = [];
    let before = performance.now();
    const begin = before;
    const look = () => {
        const now = performance.now();
        for (const [at, cell] of cells.entries()) {
            const button = cell.querySelector(".nty .nty-button");
            if (drawn[at] !== undefined || !button || old[at].contains(button)) continue;
            drawn[at] = now - before;
            before = now;
        }
        if (cells.every((_, at) => drawn[at] !== undefined)) done(drawn);
        else if (now - begin > 30000) late(new Error(`Drawn: ${drawn}`));
        else requestAnimationFrame(look);
    };
    document.querySelector("[data-act=again]").click();
    requestAnimationFrame(look);
})"""


def measure(lab: Lab, page: str, times: int) -> tuple[list[float], list[float]]:
    """Milliseconds of answers to the page's first card with words, and of each of its cards
    after the one before.
    """
    lab.open(f"{page}.ipynb")
    lab.start()
    lab.until(".nty-exercisecard")
    cards = lab.page.locator(
        ".nty-exercisecard:has(textarea), .nty-exercisecard:has(input[type=text])"
    )
    card = cards.first.element_handle()
    answers = [lab.page.evaluate(ANSWERED, [card, f"{at % 9 + 1}"]) for at in range(times)]
    return answers[3:], lab.page.evaluate(RUN)


def main(short: bool = False) -> int:
    """Print a table; 1 where a bound is passed."""
    late, pages, sizes, times = (0, PAGES[:1], (8,), 6) if short else (0, PAGES, (8, 1_000), 43)
    print("| page | asks in the log | Keep to Kept p50 / p95, ms | cell to card p50 / worst, ms |")
    print("| --- | --- | --- | --- |")
    with launched() as chromium, tempfile.TemporaryDirectory() as folder:
        for asks in sizes:
            journal = Path(folder) / f"journal{asks}"
            fill(journal, asks)
            for page in pages:
                place = Path(folder) / f"{page}{asks}"
                lab = Lab(chromium, place, REPOSITORY / "notebooks", WORKSHOP_JOURNAL=str(journal))
                try:
                    answers, drawn = measure(lab, page, times)
                finally:
                    lab.stop()
                p95 = sorted(answers)[int(0.95 * len(answers))]
                late += not short and (p95 > KEPT or max(drawn) > DRAWN)
                told = (
                    f"{statistics.median(answers):.0f} / {p95:.0f} | "
                    f"{statistics.median(drawn):.0f} / {max(drawn):.0f}"
                )
                print(f"| {page[:2]} | {asks:,} | {told} |", flush=True)
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main("--short" in sys.argv))
