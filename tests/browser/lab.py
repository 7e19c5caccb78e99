"""JupyterLab as start.py starts it, and one person in front of it: the words in which the walks are written.

lab.open()                     the first page; lab.open("01-next.ipynb") any other
lab.start()                    press *Start this page* at once, as people do; wait until every cell has run
lab.start(keyboard=True)       the same without a mouse
lab.page                       the Playwright page: lab.page.get_by_role("button", name="Save").click()
lab.until(".n2y-board")        wait until something is visible; returns its locator
lab.says("Saved")              wait until a live region says this
lab.tab_to(locator)            Tab until it has the focus; lab.type("words"); lab.press("Enter", "Tab")
lab.picture("00-board")        a screenshot in artefacts/; lab.whole_page("00") shows all of a long page
lab.barriers()                 what axe finds in what the kit draws, one line each
lab.terminal("workshop list")  a command in the same home folder; returns what it printed
lab.kill_kernel(); lab.close(); lab.open(); lab.restart()      what may happen to anyone
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
from playwright.sync_api import TimeoutError as Late

import start

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Request

REPOSITORY = Path(start.__file__).parent
ARTEFACTS = REPOSITORY / "artefacts"
START = "Start this page"
DRAWN_BY_THE_KIT = ".jp-OutputArea-output .nty"
LIVE = "[aria-live], [role=status], [role=alert]"
FAILED = '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]'  # an error, or a warning in red
TOKEN = "for-this-test-alone"
SOMEBODYS = ("XDG_", "WORKSHOP_", "PYTEST_", "PYTHONWARNINGS")  # settings of whoever runs the tests stay outside
PAGE_WAIT, CELL_WAIT = 30_000, 60_000  # ms; a slow machine may need them, a fast one never waits

# Every code cell in sight carries its number (the folded one shows none), or one of them failed.
ALL_RUN = """failed => {
    const page = [...document.querySelectorAll('.jp-Notebook')].find(notebook => notebook.offsetParent);
    const cells = [...page.querySelectorAll('.jp-CodeCell')];
    const shown = cells.filter(cell => !cell.querySelector('.jp-Placeholder'));
    const numbered = shown.every(cell => /\\d/.test(cell.querySelector('.jp-InputPrompt').textContent));
    return page.querySelector(failed) || (shown.length && numbered);
}"""
FORGET_NUMBERS = "() => document.querySelectorAll('.jp-InputPrompt').forEach(prompt => { prompt.textContent = ''; })"
FOCUSED = """() => {
    const at = document.activeElement;
    const name = at.getAttribute('aria-label') || at.innerText || at.className;
    return at.tagName.toLowerCase() + ' ' + name.slice(0, 40);
}"""


class Lab:
    """A fresh home folder, a copy of the notebooks, JupyterLab, and one browser window."""

    def __init__(self, browser: Browser, folder: Path, notebooks: Path, **environment: str) -> None:
        self.home, self.notebooks, self._state = folder / "home", folder / "notebooks", folder / "state"
        self.home.mkdir(parents=True)
        shutil.copytree(notebooks, self.notebooks, ignore=shutil.ignore_patterns(".*"))
        shutil.copytree(REPOSITORY / "notebooks" / ".jupyter", self.notebooks / ".jupyter")
        mine = start.environment(self._state, self.notebooks).items()
        self._environment = {name: value for name, value in mine if not name.startswith(SOMEBODYS)}
        self._environment |= {"HOME": str(self.home), "JUPYTER_TOKEN": TOKEN, **environment}
        self._browser = browser
        self._window: Any = None
        self.page: Page
        self.page_errors: list[str] = []
        self.requests_outside: list[str] = []
        self._serve()

    # JupyterLab

    def _serve(self) -> None:
        port = start.free_port()
        command = [*start.jupyter(start.FIRST_PAGE, port, Path(sys.executable)), "--no-browser"]
        self._log = self._state.with_name("jupyterlab.log")
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)
        self.url = f"http://127.0.0.1:{port}"
        end = time.monotonic() + PAGE_WAIT / 1000
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > end:
                self._server.kill()
                raise AssertionError(self._log.read_text()[-2000:])
            time.sleep(0.05)

    def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            return bool(self.ask("/api"))
        return False

    def ask(self, path: str) -> Any:
        """What JupyterLab's own interface answers: lab.ask("/api/kernels")."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"{self.url}{path}?token={TOKEN}", timeout=5) as answer:
            return json.load(answer)

    def kill_kernel(self) -> None:
        """End the page's kernel at once, as a crash would."""
        for process in psutil.Process(self._server.pid).children(recursive=True):
            if "ipykernel_launcher" in process.cmdline():
                process.kill()

    def stop(self) -> None:
        """Close the window and JupyterLab."""
        self.close()
        self._server.terminate()
        try:
            self._server.wait(10)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    def restart(self) -> None:
        """Close everything and start again; the home folder and the notebooks stay."""
        self.stop()
        self._serve()

    def terminal(self, command: str, *, status: int = 0) -> str:
        """Run a command as if in a terminal of this home; returns what it printed, and checks its exit status."""
        path = os.pathsep.join([str(Path(sys.executable).parent), self._environment["PATH"]])
        done = subprocess.run(
            shlex.split(command), env={**self._environment, "PATH": path}, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    # the browser window

    def open(self, name: str = start.FIRST_PAGE) -> Page:
        """Open a page in a new window and wait until it can be read and its button pressed."""
        self.close()
        self._window = self._browser.new_context(viewport={"width": 1200, "height": 900})
        self._window.on("request", self._note_request)
        self.page = self._window.new_page()
        self.page.set_default_timeout(PAGE_WAIT)
        self.page.on("pageerror", self._note_error)
        self.page.goto(f"{self.url}/doc/tree/{name}?token={TOKEN}")
        self.start_button.wait_for()
        self.until(".jp-Notebook .jp-MarkdownOutput")
        return self.page

    def _note_error(self, error: Exception) -> None:
        if not str(error).startswith("Canceled future"):  # what JupyterLab itself says when its kernel is gone
            self.page_errors.append(str(error))

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

    @property
    def start_button(self) -> Locator:
        """The one button that runs the page."""
        return self.page.get_by_role("button", name=START)

    def start(self, *, keyboard: bool = False) -> None:
        """Press *Start this page* and wait until every cell has run; one that fails fails the test with its words.

        Where nothing has come after 20 seconds, press once more, as the page then says.
        """
        for waits in (20_000, CELL_WAIT):
            self.page.evaluate(FORGET_NUMBERS)
            if keyboard:
                self.tab_to(self.start_button)
                self.press("Enter")
            else:
                self.start_button.click(force=True)  # its words lie above it, as far as Playwright can tell
            try:
                self.page.wait_for_function(ALL_RUN, arg=FAILED, timeout=waits)
                break
            except Late:
                if waits == CELL_WAIT:
                    raise
        failed = self.page.locator(FAILED).all_inner_texts()
        assert failed == [], failed[0]

    def until(self, css: str, **which: Any) -> Locator:
        """Wait until this is visible (which: has_text=..., has=...); returns the first such element."""
        found = self.page.locator(css, **which).first
        found.wait_for()
        return found

    def says(self, words: str) -> str:
        """Wait until a live region says these words; returns all that it says."""
        return self.until(LIVE, has_text=re.compile(re.escape(words))).inner_text()

    # the keyboard

    def tab_to(self, target: Locator, *, back: bool = False, at_most: int = 60) -> int:
        """Press Tab until this element, or something in it, has the focus; returns how often it took."""
        target.wait_for()
        way: list[str] = []
        while not target.evaluate("element => element.matches(':focus, :focus-within')"):
            assert len(way) < at_most, f"Tab does not reach {target}; it met {way}"
            self.press("Shift+Tab" if back else "Tab")
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
        """Screenshots of the whole notebook from its top, as artefacts/NAME.png, and NAME-2.png where it is long."""
        window = self.page.viewport_size or {"width": 1200, "height": 900}
        long = self.page.evaluate("() => document.querySelector('.jp-WindowedPanel-inner').scrollHeight") + 100
        self.page.set_viewport_size({**window, "height": min(long, 8_000)})
        for place, top in enumerate(range(0, long, 7_900), 1):
            self.page.evaluate("top => document.querySelector('.jp-WindowedPanel-outer').scrollTo(0, top)", top)
            self.page.wait_for_timeout(300)  # the layout follows the window
            path = self.picture(name if place == 1 else f"{name}-{place}")
        self.page.set_viewport_size(window)
        return path

    def barriers(self, css: str = DRAWN_BY_THE_KIT) -> list[str]:
        """What axe finds in what the kit draws: "rule: what to do: where". Nothing drawn would prove nothing."""
        assert self.page.locator(css).count(), f"nothing is drawn in {css}"
        found = Axe().run(self.page, context=css).response["violations"]
        return [f"{each['id']}: {each['help']}: {node['html'][:160]}" for each in found for node in each["nodes"]]
