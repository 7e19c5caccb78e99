"""What the browser holds of a panel, and which pages show it; `static/panel.js` draws it."""

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

STATIC = Path(__file__).parent / "static"
WAKE = (
    "This page is asleep. Everything saved is still there, and what you only typed comes back. "
    'Press "Start again" at the top of the page; where it has no such button, run all its cells.'
)
"""What a panel says when nothing answers it any more, and where no widget can be drawn."""
SAID = {
    "asleep": WAKE,
    "busy": "One moment, please.",
    "unkept": "Not kept yet.",
    "copied": "Copied",
    "uncopied": "This browser does not copy for pages. Mark the words, and copy them yourself.",
    "elsewhere": "Changed in another tab as well: the newest words stand.",
    "here": "What you typed here and did not keep is in this page only, "
    "and goes when you close it.",
    "refused": "This browser cannot store what is not kept yet: "
    "it is in this page only, and goes when you close it.",
}
"""What a page says by itself, without asking Python."""
PATIENCE = 5.0
"""After how many seconds a page that has not drawn what it was sent is taken to be gone."""


class Sheet(anywidget.AnyWidget):
    """What the browser knows of a panel.

    Pictures lie beside the view, each under a hash of itself, so that a redraw sends one only where
    it is another; both are whole at any time, for a page that is opened later.
    """

    _esm = STATIC / "panel.js"
    _css = STATIC / "panel.css"
    view = traitlets.Dict().tag(sync=True)
    pictures = traitlets.Dict().tag(sync=True)
    said = traitlets.Dict(SAID).tag(sync=True)

    def show(self, view: Mapping[str, Any]) -> None:
        """Send the pages what they have not got of this view."""
        pictures: dict[str, str] = {}
        parts = [_aside(part, pictures) for part in view["parts"]]
        with self.hold_sync():
            self.pictures, self.view = pictures, {**view, "parts": parts}

    def __repr__(self) -> str:
        """What stands where no widget can be drawn."""
        return f"{self.view['label']}: {WAKE}"


class Pages:
    """Whether a page shows a panel, as far as pages say: one that was loaded anew says nothing."""

    def __init__(self) -> None:
        self._shown: int | None = None
        self._waits_since: float | None = None

    def wait(self) -> None:
        """Something was sent to them, which they say when they have drawn it."""
        self._waits_since = self._waits_since or time.monotonic()

    def hear(self, shown: int) -> None:
        """One of them answers: it shows the panel (1), shows it no more (-1), or as before (0)."""
        self._shown = (self._shown or 0) + shown
        self._waits_since = None

    @property
    def are_gone(self) -> bool:
        """Whether none shows it: all are hidden or closed, or nothing was drawn for a while."""
        waits = self._waits_since is not None and time.monotonic() - self._waits_since > PATIENCE
        return waits or (self._shown is not None and self._shown < 1)


def _aside(part: Mapping[str, Any], pictures: dict[str, str]) -> dict[str, Any]:
    """A part whose pictures were put among the others, and which has their keys instead."""
    found = dict(part)
    if "source" in part:
        found["source"] = hashlib.sha256(part["source"].encode()).hexdigest()[:16]
        pictures[found["source"]] = part["source"]
    if "parts" in part:
        found["parts"] = [_aside(each, pictures) for each in part["parts"]]
    if "items" in part:
        found["items"] = [[_aside(each, pictures) for each in row] for row in part["items"]]
    return found
