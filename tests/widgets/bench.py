"""A page with one panel: the real panel in Python, the real `panel.js` in Chromium, and no
JupyterLab between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

from workshop.widgets.panel import Panel
from workshop.widgets.sheet import SAID, STATIC, Sheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Request

ORIGIN = "http://bench.test/"  # nothing answers there but the tests: a page with an address has a storage
PAGE = "<!doctype html><html lang=en><title>Bench</title><main><h1>Bench</h1><div id=panel></div></main></html>"

# What anywidget gives to `render`: the synced state, its changes, and messages to Python.
MODEL = """async ([source, view, pictures, said]) => {
    window.leave?.();
    const { default: widget } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const state = { view, pictures, said }, heard = {};
    const model = {
        get: (name) => state[name],
        on: (event, call) => (heard[event] ??= []).push(call),
        send: async (message) => {
            const sent = await window.tell(message);
            if (sent && window.model === model) window.update(sent);
        },
    };
    window.model = model;
    document.querySelector("#panel").replaceChildren();
    window.update = (sent) => { Object.assign(state, sent); heard["change:view"].forEach((call) => call()); };
    window.close_comm = () => heard["comm:close"].forEach((call) => call());
    window.leave = widget.render({ model, el: document.querySelector("#panel") });
}"""


class Bench:
    """A panel on a page."""

    def __init__(
        self, browser: Browser | BrowserContext, panel: Panel, *, before: str = ""
    ) -> None:
        """Show a panel on a new page, in a browser that others may use too; `before` is a
        script that runs first.
        """
        self.errors: list[str] = []
        self.told: list[dict[str, Any]] = []
        self.is_silent = False
        self.page = browser.new_page()
        self.page.set_viewport_size({"width": 800, "height": 900})
        self.page.set_default_timeout(5000)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._note)
        self.page.route(ORIGIN, lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        self.page.expose_function("tell", self._tell)
        self.page.add_init_script(before)
        self.page.goto(ORIGIN)
        self.show(panel)

    def show(self, panel: Panel) -> None:
        """Put a panel in place of the one that is shown, as a page does whose cells are run
        again.
        """
        if not self.page.locator("style").count():
            self.page.add_style_tag(content=(STATIC / "panel.css").read_text("utf-8"))
        panel.redraw()
        self.panel = panel  # drawn first: what is still on its way belongs to the panel before
        self.page.evaluate(
            MODEL, [(STATIC / "panel.js").read_text("utf-8"), *self._sent().values(), SAID]
        )

    def reload(self, panel: Panel) -> None:
        """Load the page again, with a new panel on it."""
        self.page.reload()
        self.show(panel)

    def _note(self, request: Request) -> None:
        if request.url != ORIGIN:
            self.errors.append(request.url)

    def _tell(self, message: dict[str, Any]) -> dict[str, Any] | None:
        self.told.append(message)
        if self.is_silent:
            return None
        self.panel._hear(message)
        return self._sent()

    def _sent(self) -> dict[str, Any]:
        sheet = Sheet()
        sheet.show(self.panel.view)
        return {"view": sheet.view, "pictures": sheet.pictures}

    def update(self) -> None:
        """What a change of the log in Python does: the page gets the panel as it is now."""
        self.page.evaluate("sent => update(sent)", self._sent())

    def press(self, name: str) -> None:
        """Click a button, and wait until the page shows what came of it."""
        turn = self.panel.view["turn"]
        self.page.get_by_role("button", name=name, exact=True).click()
        self.wait_for_turn(turn)

    def wait_for_turn(self, before: int) -> None:
        """Wait until the panel was redrawn since `before`, and the page shows it."""
        while self.panel.view["turn"] == before:
            self.page.wait_for_timeout(5)
        self.page.wait_for_timeout(20)

    @property
    def status(self) -> str:
        """What the live region says."""
        return self.page.locator("[role=status][aria-live=polite]").inner_text()

    @property
    def focused(self) -> str:
        """The name of the field, the key of the button, or the tag of what has the focus."""
        told = "(at => at.dataset.key ?? (at.id.split('-').at(-1) || at.tagName))(document.activeElement)"
        return str(self.page.evaluate(told))

    def barriers(self) -> list[str]:
        """What axe finds on the page."""
        found = Axe().run(self.page).response["violations"]
        return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]

    def close(self) -> None:
        """Close the page; whatever failed in it fails the test."""
        self.page.close()
        ours = ("data:", "blob:", "about:")
        failed = [error for error in self.errors if not error.startswith(ours)]
        assert failed == [], failed
