"""From an address to a page that is there, beside plain JupyterLab with the same notebook and *Run
all*; and by a link.

python -m benchmarks.openings [TIMES]       TIMES of each, in turns (10)
python -m benchmarks.openings --short       once each, no bound judged
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

import start
from tests.browser.lab import PAGE_WAIT, REPOSITORY, TOKEN, Lab
from tests.chromium import launched

STEPS = {
    "text to read": 0.9,
    "first card": 1.0,
    "all cards": 1.1,
}  # and the most of plain JupyterLab's time
NEXT = 1.0  # seconds until the text of the next page can be read
CARDS = 7
RUN_ALL = """async () => {
    const { shell, commands } = window.jupyterapp;
    const is_ready = ({ isReady, session }) =>
        isReady && session?.kernel?.status === "idle" &&
        session.kernel.connectionStatus === "connected";
    while (!shell.currentWidget?.sessionContext || !is_ready(shell.currentWidget.sessionContext)) {
        await new Promise((done) => setTimeout(done, 10));
    }
    commands.execute("notebook:run-all-cells");
}"""


class Plain(Lab):
    """JupyterLab as it comes, on the same notebooks."""

    def _serve(self) -> None:
        shutil.rmtree(self.notebooks / "own", ignore_errors=True)
        ours = ("JUPYTER_CONFIG_DIR", "JUPYTER_PATH", "WORKSHOP_PAGES")
        self._environment = {
            name: value for name, value in self._environment.items() if name not in ours
        }
        self._environment["JUPYTER_CONFIG_DIR"] = str(self.home / "jupyter")
        super()._serve()

    def command(self, port: int) -> list[str]:
        """How it is started."""
        plain = [
            "--expose-app-in-browser",
            "--allow-root",
            f"--ServerApp.root_dir={self.notebooks}",
        ]
        return [*super().command(port), *plain]


def opened(lab: Lab) -> list[float]:
    """Seconds from the address to the text, the first card and all cards, in a browser that has
    never been here.
    """
    for kernel in lab.ask("/api/kernels"):
        lab.ask(f"/api/kernels/{kernel['id']}", method="DELETE")
    page = lab.window().new_page()
    page.set_default_timeout(PAGE_WAIT)
    begin = time.perf_counter()
    page.goto(f"{lab.url}/doc/tree/{start.FIRST_PAGE}?token={TOKEN}", wait_until="commit")
    page.locator(".jp-MarkdownOutput h1").wait_for()
    taken = [time.perf_counter() - begin]
    if isinstance(lab, Plain):
        page.wait_for_function("() => window.jupyterapp")
        page.evaluate(f"() => void ({RUN_ALL})()")
    page.locator(".nty").first.wait_for()
    taken.append(time.perf_counter() - begin)
    page.wait_for_function(f"() => document.querySelectorAll('.nty').length >= {CARDS}")
    return [*taken, time.perf_counter() - begin]


def led_on(page: Page, words: Callable[[], None]) -> float:
    """Seconds from a click on a link to the text of the page behind it."""
    begin = time.perf_counter()
    words()
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) h1", has_text="01").wait_for()
    return time.perf_counter() - begin


def next_page(lab: Lab) -> float:
    """The same, from the first page, in a fresh window."""
    page = lab.open()
    lab.start()
    return led_on(page, lambda: page.get_by_role("link", name="01, what are you selling?").click())


def main(times: int = 10) -> int:
    """Print a table; 1 where a bound is passed."""
    with tempfile.TemporaryDirectory() as folder, launched() as chromium:
        ours, plain = (
            kind(chromium, Path(folder) / kind.__name__, REPOSITORY / "notebooks")
            for kind in (Lab, Plain)
        )
        opened(ours), opened(plain)  # the first of each reads files that lie in no memory yet
        taken = [(opened(ours), opened(plain)) for _ in range(times)]
        leads = [next_page(ours) for _ in range(times)]
        ours.stop(), plain.stop()
    late = 0
    print(
        f"| medians of {times}, in turns | ours, s | plain JupyterLab, Run all, s | ratio | bound |"
    )
    print("| --- | --- | --- | --- | --- |")
    for at, (step, bound) in enumerate(STEPS.items()):
        mine, theirs = (median(pair[which][at] for pair in taken) for which in (0, 1))
        late += mine > bound * theirs
        print(f"| {step} | {mine:.2f} | {theirs:.2f} | {mine / theirs:.2f} | {bound} |")
    late += median(leads) > NEXT
    print(f"| text of the next page, by a link | {median(leads):.2f} | | | {NEXT} s |")
    return int(late > 0)


if __name__ == "__main__":
    words = sys.argv[1:]
    short = words == ["--short"]
    late = main(1) if short else main(*map(int, words))
    sys.exit(0 if short else late)
