"""JupyterLab as start.py starts it, and one person in front of it: the words of the walks.

lab.open()                       the first page, which starts itself; lab.open("01-next.ipynb")
lab.start()                      wait until every cell of it has run
lab.page                         the Playwright page: lab.page.get_by_role("button").click()
lab.until(".n2y-board")          wait until something is visible; returns its locator
lab.says("Saved")                wait until a live region says this
lab.tab_to(locator)              Tab until it has the focus; lab.type("words")
lab.press("Enter", "Tab")
lab.picture("00-board")          a screenshot in artefacts/; lab.whole_page("00"): a long page
lab.barriers()                   what axe finds in what the kit draws, one line each
lab.terminal("workshop list")    a command in the same home; returns what it printed
lab.kill_kernel(); lab.close(); lab.open(); lab.restart()    what may happen to anyone
lab.days_pass(3)                 the kit is closed, and three days pass
lab.fresh()                      another person: an empty home, no kernel, no window
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
from axe_playwright_python.sync_playwright import Axe

import start
from tests.journal.made import aged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request

REPOSITORY = Path(start.__file__).parent
ARTEFACTS = REPOSITORY / "artefacts"
DRAWN_BY_THE_KIT = ".jp-OutputArea-output .nty, .n2y-bar"
LIVE = "[aria-live], [role=status], [role=alert]"
FAILED = '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]'  # an error, or a warning in red
TOKEN = "for-this-test-alone"
SOMEBODYS = (
    "XDG_",
    "WORKSHOP_",
    "PYTEST_",
    "PYTHONWARNINGS",
)  # settings of whoever runs the tests stay outside
UNREACHED = (
    "Failed to load resource",
    "WebSocket connection to",
    "Failed to initialize the context",
)
PAGE_WAIT, CELL_WAIT = 30_000, 60_000  # ms; a slow machine may need them, a fast one never waits

READY = "() => document.body.dataset.n2yKernel === 'ready'"
FOCUSED = """() => {
    const at = document.activeElement;
    const name = at.getAttribute('aria-label') || at.innerText || at.className;
    return at.tagName.toLowerCase() + ' ' + name.slice(0, 40);
}"""


class Lab:
    """A fresh home folder, a copy of the notebooks, JupyterLab, and one browser window."""

    def __init__(self, browser: Browser, folder: Path, notebooks: Path, **environment: str) -> None:
        self.home, self.notebooks, self._state = (
            folder / "home",
            folder / "notebooks",
            folder / "state",
        )
        self.home.mkdir(parents=True)
        shutil.copytree(notebooks, self.notebooks, ignore=shutil.ignore_patterns(".*", "own"))
        mine = start.environment(self._state, self.notebooks).items()
        self._environment = {name: value for name, value in mine if not name.startswith(SOMEBODYS)}
        ours = {
            "HOME": str(self.home),
            "WORKSHOP_PAGES": str(self.notebooks),
            "JUPYTER_TOKEN": TOKEN,
        }
        self._environment |= {**ours, **environment}
        self._browser, self.url = browser, ""
        self._window: BrowserContext | None = None
        self.page: Page
        self.page_errors: list[str] = []
        self.console_errors: list[str] = []
        self.requests_outside: list[str] = []
        self._serve()

    # JupyterLab

    def _serve(self) -> None:
        port = int(self.url.rpartition(":")[2]) if self.url else start.free_port(0)
        self._log = self._state.with_name("jupyterlab.log")
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(
                self.command(port), env=self._environment, stdout=log, stderr=log
            )
        self.url = f"http://127.0.0.1:{port}"
        end = time.monotonic() + PAGE_WAIT / 1000
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > end:
                self._server.kill()
                raise AssertionError(self._log.read_text()[-2000:])
            time.sleep(0.05)

    def command(self, port: int) -> list[str]:
        """How it is started."""
        return [*start.jupyter(start.FIRST_PAGE, port, Path(sys.executable)), "--no-browser"]

    def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            return bool(self.ask("/api"))
        return False

    def ask(self, path: str, method: str = "GET") -> Any:
        """What JupyterLab's own interface answers: lab.ask("/api/kernels")."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        request = urllib.request.Request(f"{self.url}{path}?token={TOKEN}", method=method)
        with direct.open(request, timeout=20) as answer:
            return json.loads(answer.read() or "null")

    @property
    def state(self) -> Path:
        """Jupyter's own folder of this kit."""
        return self._state

    @property
    def server(self) -> int:
        """The process of JupyterLab."""
        return self._server.pid

    @property
    def server_log(self) -> str:
        """What JupyterLab has written so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def kill_kernel(self) -> None:
        """End the page's kernel at once, as a crash would."""
        for process in psutil.Process(self._server.pid).children(recursive=True):
            if "ipykernel_launcher" in process.cmdline():
                process.kill()

    def expect_unreached(self) -> None:
        """What the browser itself said of a server or a file that was not there was to come;
        anything else was not.
        """
        other = [told for told in self.console_errors if not told.startswith(UNREACHED)]
        self.console_errors[:] = other

    def pause(self) -> None:
        """End JupyterLab at once; the window stays."""
        self._server.terminate()
        self._server.wait(20)

    def resume(self) -> None:
        """Start JupyterLab again, at the same address."""
        self._serve()

    def stop(self) -> None:
        """Close the window and JupyterLab."""
        self.close()
        self._server.terminate()
        try:
            self._server.wait(10)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    def fresh(self) -> None:
        """An empty home, the pages as they were shipped, no kernel and no window; the same
        JupyterLab.
        """
        self._leave()
        for place in (*self.home.iterdir(), *(self.notebooks / "own").iterdir()):
            shutil.rmtree(place) if place.is_dir() else place.unlink()
        for errors in (self.page_errors, self.console_errors, self.requests_outside):
            errors.clear()

    def days_pass(self, days: int) -> None:
        """Close the kit for so many days. No clock is turned: everything in the journal is so much
        longer ago.
        """
        self._leave()
        for place in self.home.rglob("journal-*.txt"):
            place.write_bytes(aged(place.read_bytes(), days))

    def _leave(self) -> None:
        self.close()
        for kernel in self.ask("/api/kernels"):
            self.ask(f"/api/kernels/{kernel['id']}", method="DELETE")

    def restart(self) -> None:
        """Close everything and start again; the home folder and the notebooks stay."""
        self.stop()
        self._serve()

    def terminal(self, command: str, *, status: int = 0) -> str:
        """Run a command as if in a terminal of this home; returns what it printed, and checks
        its exit status.
        """
        path = os.pathsep.join([str(Path(sys.executable).parent), self._environment["PATH"]])
        done = subprocess.run(
            shlex.split(command),
            env={**self._environment, "PATH": path},
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    # the browser window

    def window(self) -> BrowserContext:
        """A new, empty window, of a browser that has never been here."""
        self.close()
        self._window = self._browser.new_context(viewport={"width": 1200, "height": 900})
        self._window.on("request", self._note_request)
        self._window.on("weberror", lambda error: self.page_errors.append(str(error.error)))
        self._window.on("console", self._note_console)
        return self._window

    def open(self, name: str = start.FIRST_PAGE, *, keep_window: bool = False) -> Page:
        """Open a page, in a new window unless told otherwise, and wait until it can be read."""
        if not keep_window:
            self.window()
        self.page = self._window.new_page()
        self.page.set_default_timeout(PAGE_WAIT)
        self.page.goto(f"{self.url}/doc/tree/{name}?token={TOKEN}")
        self.until(".jp-Notebook .jp-MarkdownOutput h1")
        return self.page

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(f"{message.text} {message.location['url']}")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.requests_outside.append(request.url)

    @property
    def is_open(self) -> bool:
        """Whether a window is open."""
        return self._window is not None

    def close(self) -> None:
        """Close the window without a word, as people do."""
        if self._window:
            self._window.close()
            self._window = None

    def start(self) -> None:
        """Wait until the page says that all of it has run; a cell that fails fails the test
        with its words.
        """
        self.page.wait_for_function(READY, timeout=CELL_WAIT)
        failed = self.page.locator(FAILED).all_inner_texts()
        assert failed == [], failed[0]

    def until(self, css: str, **which: Any) -> Locator:
        """Wait until this is visible (which: has_text=..., has=...); returns the first such
        element.
        """
        found = self.page.locator(css, **which).first
        found.wait_for()
        return found

    def says(self, words: str) -> str:
        """Wait until a live region says these words; returns all that it says."""
        return self.until(LIVE, has_text=re.compile(re.escape(words))).inner_text()

    @contextlib.contextmanager
    def still(self, seen: Locator) -> Iterator[None]:
        """What is looked at stays where it is, to the pixel, whatever is done meanwhile."""
        seen.scroll_into_view_if_needed()
        top = "seen => seen.getBoundingClientRect().top"
        before = seen.evaluate(top)
        yield
        moved = seen.evaluate(top) - before
        # a browser scrolls by whole pixels, and a picture above may grow by a part of one
        assert abs(moved) < 1, f"it moved by {moved} px"

    # the keyboard

    def tab_to(
        self, target: Locator, *, back: bool = False, at_most: int = 60, delay: float = 0
    ) -> int:
        """Press Tab, `delay` ms each time, until this element, or something in it, has the focus;
        returns how often it took.
        """
        target.wait_for()
        way: list[str] = []
        while not target.evaluate("element => element.matches(':focus, :focus-within')"):
            assert len(way) < at_most, f"Tab does not reach {target}; it met {way}"
            self.page.keyboard.press("Shift+Tab" if back else "Tab", delay=delay)
            way.append(self.focused())
        return len(way)

    def focused(self) -> str:
        """What has the focus, in a few words."""
        return str(self.page.evaluate(FOCUSED))

    def type(self, words: str) -> None:
        """Type into what has the focus, in place of what stood there."""
        self.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    # what there is to see

    def picture(self, name: str, css: str | None = None) -> Path:
        """A screenshot of the window, or of one element, as artefacts/NAME.png."""
        ARTEFACTS.mkdir(exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        (self.page.locator(css).first if css else self.page).screenshot(path=path)
        return path

    def whole_page(self, name: str) -> Path:
        """Screenshots of the whole notebook from its top, as artefacts/NAME.png, and NAME-2.png
        where it is long.
        """
        window = self.page.viewport_size or {"width": 1200, "height": 900}
        long = (
            self.page.evaluate(
                "() => document.querySelector('.jp-WindowedPanel-inner').scrollHeight"
            )
            + 100
        )
        self.page.set_viewport_size({**window, "height": min(long, 8_000)})
        for place, top in enumerate(range(0, long, 7_900), 1):
            self.page.evaluate(
                "top => document.querySelector('.jp-WindowedPanel-outer').scrollTo(0, top)", top
            )
            self.page.wait_for_timeout(300)  # the layout follows the window
            path = self.picture(name if place == 1 else f"{name}-{place}")
        self.page.set_viewport_size(window)
        return path

    def barriers(self, css: str = DRAWN_BY_THE_KIT) -> list[str]:
        """What axe finds in what the kit draws: "rule: what to do: where". Nothing drawn would
        prove nothing.
        """
        assert self.page.locator(css).count(), f"nothing is drawn in {css}"
        found = Axe().run(self.page, context=css).response["violations"]
        return [
            f"{each['id']}: {each['help']}: {node['html'][:160]}"
            for each in found
            for node in each["nodes"]
        ]
