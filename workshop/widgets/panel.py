"""`Panel`: what every widget is. It draws its parts in the page, and turns what is pressed into calls of methods."""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import anywidget
import traitlets

from workshop.journal import Log
from workshop.text import Problem
from workshop.widgets.parts import Part, fold, names, words

STATIC = Path(__file__).parent / "static"
WAKE = (
    'This page is asleep. Everything saved is still there; copy what you only typed, then press "Start this page" '
    "at the top."
)
"""What a panel says when nothing answers it any more, and where no widget can be drawn."""


class Sheet(anywidget.AnyWidget):
    """What the browser knows of a panel; `static/panel.js` draws it."""

    _esm = STATIC / "panel.js"
    _css = STATIC / "panel.css"
    view = traitlets.Dict().tag(sync=True)
    asleep = traitlets.Unicode(WAKE).tag(sync=True)

    def __repr__(self) -> str:
        """What stands where no widget can be drawn."""
        return f"{self.view['label']}: {WAKE}"


class Chooser(Protocol):
    """Something by which a person chooses the log that other panels look at."""

    log: Log

    def on_pick(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` whenever another log is chosen."""


class Panel:
    """A card on the page. A subclass says what it shows in `parts`, and has a method `do_ACTION` for each button.

    `values` holds what is typed or chosen, by field (text, or None), and `status` the sentence in the live region.
    A method that raises `Problem` or `OSError` has refused: the sentence is shown beside its field and in the status,
    and what was typed stays. Any other error is said plainly; `trouble` then holds its traceback.
    """

    name = "Panel"
    wide = False
    status_at: int | None = None
    """After how many parts the status stands; None: after all."""
    unkept = ""
    """What the status says once something is changed after a save; empty: nothing."""

    def __init__(self, source: "Log | Chooser") -> None:
        """A panel that shows or writes a log, given or chosen, and follows it: each change of the log redraws it."""
        log = self.log = source if isinstance(source, Log) else source.log
        if not isinstance(source, Log):
            source.on_pick(lambda: self.look_at(source.log))
        self.values: dict[str, str | None] = {}
        self.errors: dict[str, str] = {}
        self.status = self.trouble = ""
        self.view: dict[str, Any] = {"turn": 0}
        self._drawn: list[Part] = [words(self.name, "title")]
        self._refused, self._focus = False, ""
        self._sheet: Sheet | None = None
        self._pages: int | None = None
        self._pressed = False
        self._followed: list[Log] = []
        self._follow(log)

    def parts(self) -> list[Part]:
        """What the panel shows."""
        raise NotImplementedError

    def look_at(self, log: Log) -> None:
        """Turn to another log."""
        self.log, self.errors, self.status = log, {}, ""
        self._follow(log)
        self.fill()
        if self.view["turn"]:
            self.redraw()

    def fill(self) -> None:
        """Put into the fields what stands in them to begin with."""
        self.values = {}

    def press(self, action: str, key: str = "", **values: str | None) -> None:
        """Do what a button does: take over what was typed, call `do_ACTION`, show what came of it."""
        self.values |= values
        self.errors, self.status, self.trouble, self._refused, self._focus = {}, "", "", False, ""
        self._pressed = True
        try:
            method = getattr(self, f"do_{action}")
            method(key) if key else method()
        except Problem as problem:
            self.refuse(str(problem), problem.field)
        except OSError as error:
            self.refuse(f"This could not be saved: {error.strerror or error}. What you typed is still here; try again.")
        except Exception:
            self.trouble = traceback.format_exc()
            self.refuse("Something in the kit went wrong. What you typed is still here; what was saved stays saved.")
        self._pressed = False
        self.redraw()

    def say(self, sentence: str, focus: str = "") -> None:
        """Put `sentence` in the live region, and the focus on the field of that name, or on the "title"."""
        self.status, self._focus = sentence, focus

    def refuse(self, sentence: str, field: str | None = None) -> None:
        """Say why nothing was done, beside its field where it is about one."""
        sentence = sentence.removeprefix(f"{field}: ")
        self.status, self._refused = sentence[:1].upper() + sentence[1:], True
        if field:
            self.errors.setdefault(field, self.status)
            self._focus = field

    def redraw(self) -> None:
        """Show the parts as they are now."""
        try:
            self._drawn = self.parts()
        except Exception as error:  # told in the panel: whoever saved something must not hear of it as a failure
            self.trouble = "" if isinstance(error, Problem | OSError) else traceback.format_exc()
            if not self._refused:
                self.refuse(f"This cannot be shown just now. {error}")
        wrong = fold("trouble", "What went wrong, for whoever helps you", words(self.trouble, "code"))
        parts = [*self._drawn, wrong] if self.trouble else self._drawn
        told = {"errors": dict(self.errors), "status": self.status, "refused": self._refused, "focus": self._focus}
        values = {name: self.values.get(name) for name in names(parts)}
        at = len(parts) if self.status_at is None else self.status_at
        drawn = {"parts": parts, "status_at": at, "values": values}
        told |= {"kind": type(self).__name__, "label": self.name, "wide": self.wide, "unkept": self.unkept}
        self.view, self._focus = {**drawn, **told, "turn": self.view["turn"] + 1}, ""
        if self._sheet is not None:
            self._sheet.view = self.view

    @property
    def is_gone(self) -> bool:
        """Whether a page showed it, and none does now, as after its cell was run again."""
        return self._pages is not None and self._pages < 1

    def _changed(self) -> None:
        """Redraw after a change of the log, where there is anyone to see it; a press ends with a redraw anyway."""
        if self.view["turn"] and not self._pressed and not self.is_gone:
            self.redraw()

    def _follow(self, log: Log) -> None:
        if not any(log is known for known in self._followed):
            self._followed.append(log)
            log.on_change(self._changed)

    def _hear(self, message: dict[str, Any]) -> None:
        """What a page sends: that it shows or leaves this panel, or that something was pressed."""
        if "seen" not in message:
            return self.press(message["action"], message["key"] or "", **message["values"])
        was_gone, self._pages = self.is_gone, (self._pages or 0) + message["seen"]
        return self.redraw() if was_gone and not self.is_gone else None

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The panel in a notebook."""
        self.redraw()
        if self._sheet is None:
            self._sheet = Sheet(view=self.view)
            self._sheet.on_msg(lambda _, message, __: self._hear(message))
        return self._sheet._repr_mimebundle_(**kwargs)
