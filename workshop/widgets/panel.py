"""`Panel`: what every widget is. It draws its parts, and turns what is pressed into calls of
methods.
"""

import traceback
from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from workshop.journal import Log
from workshop.text import Problem
from workshop.widgets import drafts
from workshop.widgets.parts import Input, Part, Status, buttons, fields_of, flat, fold, group, words
from workshop.widgets.sheet import Pages, Sheet


class Chooser(Protocol):
    """Something by which a person chooses the log that other panels look at."""

    log: Log

    def lead(self, panel: "Panel") -> None:
        """Let this panel look at whichever log is chosen, for as long as somebody keeps it."""


class Panel:
    """A card on the page. A subclass says what it shows in `parts`, and has a method `do_ACTION`
    for each button.

    `values` holds what is typed or chosen, by field (text, or None), and `status` the sentence in
    the live region. A method that raises `Problem` or `OSError` has refused: the sentence is shown
    beside its field and in the status, and what was typed stays. Any other error is said plainly;
    `trouble` then holds its traceback.
    """

    name = "Panel"
    status_at: int | None = None
    """After how many parts the status stands; None: after all."""
    unkept = ""
    """What stands under a field that was kept and is changed; empty: nothing."""
    card = ""
    """Under which name drafts of this panel lie in the browser; empty: nothing on it is for
    keeping.
    """
    file: dict[str, str] | None = None
    """What the browser is given to keep: the name of the file, and its `data:` address."""
    is_private = False
    """Whether drafts stay in the page's memory, and never go into the browser's storage."""

    def __init__(self, source: "Log | Chooser") -> None:
        """A panel that shows or writes a log, given or chosen, and follows it: each change of
        the log redraws it.
        """
        log = self.log = source if isinstance(source, Log) else source.log
        if not isinstance(source, Log):
            source.lead(self)
        self.values: dict[str, str | None] = {}
        self.base: dict[str, str | None] = {}
        """What is kept, or stands there to begin with, in each field that is for keeping: the
        rest is a draft.
        """
        self.left: drafts.Draft = {}
        """What was typed into a card that was changed since, and fits none of its fields now."""
        self.errors: dict[str, str] = {}
        self.status = self.trouble = ""
        self.view: dict[str, Any] = {"turn": 0}
        self.drawn: list[Part] = [words(self.name, "title")]
        self._refused, self._focus = False, ""
        self._sheet: Sheet | None = None
        self._pages = Pages()
        self._is_stale = self._pressed = False
        self._heard = ""
        self._gone: list[str] = []
        self._followed: list[Log] = []
        self._follow(log)

    def catch_up(self) -> None:
        """Read what the panel shows, where that changed since it was read; `parts` only draws."""

    def parts(self) -> list[Part]:
        """What the panel shows."""
        raise NotImplementedError

    def look_at(self, log: Log) -> None:
        """Turn to another log."""
        self.log, self.errors, self.status, self.left = log, {}, "", {}
        self._follow(log)
        self.fill()
        if self.view["turn"]:
            self.redraw()

    def fill(self) -> None:
        """Put into the fields what stands in them to begin with."""
        self.values, self.base = {}, {}

    @property
    def draft(self) -> str:
        """Where drafts of this panel lie in the browser; empty: nowhere."""
        return drafts.key(self.log, self.card) if self.card else ""

    @property
    def state(self) -> str:
        """What a draft is about, where the panel can be about several things: the open row, the
        chosen ask.
        """
        return ""

    @property
    def home(self) -> str | None:
        """The state to begin with, where drafts go along to another state; None where each has
        its own.
        """
        return None

    def restore(self, state: str) -> None:
        """Turn to what a draft was about."""

    def press(self, action: str, key: str = "", **values: str | None) -> None:
        """Do what a button does: take over what was typed, call `do_ACTION`, show what came of
        it.
        """
        self.values |= values
        self._run(lambda: getattr(self, f"do_{action}")(*([key] if key else [])))

    def take_drafts(self, values: drafts.Draft, state: str = "") -> None:
        """Take over what was typed before and not kept: into its field where it fits, else as
        text to copy.
        """
        self._run(lambda: self._take(values, state))

    def let_go(self) -> None:
        """Let what is not kept go, for it was kept elsewhere: the fields hold what the journal
        has.
        """
        self._run(self._reread)

    def do_let_go(self) -> None:
        """Let the words go that fit nowhere."""
        self.left = {}
        self.say("", "title")

    def _take(self, values: drafts.Draft, state: str) -> None:
        self.restore(state)
        self._draw()
        left = []
        for name, place in drafts.placed(values, fields_of(self.drawn), self.base):
            if place:
                self.values[place] = values[name][1] or None
            elif values[name][1]:
                left.append(values[name])
        self.left = {f"left {at}": each for at, each in enumerate(left)}
        again = "What you typed before is here again. It is not kept yet." if values else ""
        self.say(" ".join(filter(None, (self.status, again))))

    def _reread(self) -> None:
        self.log.own.refresh()
        self.values = {name: said for name, said in self.values.items() if name not in self.base}
        self.left = {}
        self.fill()

    def _run(self, act: Callable[[], None]) -> None:
        """Do what a page asks for, and show what came of it; what fails is told."""
        self.errors, self._gone, self._refused = {}, [], False
        self.status = self.trouble = self._focus = ""
        self._pressed = True
        try:
            act()
        except Problem as problem:
            self.refuse(str(problem), problem.field)
        except OSError as error:
            self.refuse(
                f"This could not be saved: {error.strerror or error}. "
                "What you typed is still here; try again."
            )
        except Exception:
            self.trouble = traceback.format_exc()
            self.refuse(
                "Something in the kit went wrong. "
                "What you typed is still here; what was saved stays saved."
            )
        self._pressed = False
        self.redraw()

    def say(self, sentence: str, focus: str = "") -> None:
        """Put `sentence` in the live region, and the focus on the field of that name, or on the
        "title".
        """
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
        self._draw()
        self.view = {**self._shown(), "turn": self.view["turn"] + 1}
        self._focus, self._is_stale, self.file = "", False, None
        if self._sheet is not None:
            self._pages.wait()
            self._sheet.show(self.view)

    def _shown(self) -> dict[str, Any]:
        """What a page has to know to draw the panel and to keep its drafts."""
        parts = [*self.drawn, *self._left_parts()]
        within = flat(parts)
        if not any(isinstance(part, Status) for part in within):
            parts.insert(len(self.drawn) if self.status_at is None else self.status_at, Status())
        if self.trouble:
            traced = words(self.trouble, "code")
            parts.append(fold("trouble", "What went wrong, for whoever helps you", traced))
        typed = [part.name for part in within if isinstance(part, Input)]
        values = {name: self.values.get(name) for name in [*typed, *self.base]}
        return {
            "kind": type(self).__name__,
            "label": self.name,
            "parts": msgspec.to_builtins(parts),
            "values": values,
            "errors": dict(self.errors),
            "status": self.status,
            "refused": self._refused,
            "focus": self._focus,
            "unkept": self.unkept,
            "base": dict(self.base),
            "left": dict(self.left),
            "draft": self.draft,
            "private": self.is_private,
            "state": self.state,
            "home": self.home,
            "gone": self._gone,
            "heard": self._heard,
            "file": self.file,
        }

    def _draw(self) -> None:
        try:
            self.catch_up()
            self.drawn = self.parts()
        except Exception as error:  # whoever saved something must not hear of it as a failure
            self.trouble = "" if isinstance(error, Problem | OSError) else traceback.format_exc()
            if not self._refused:
                self.refuse(f"This cannot be shown just now. {error}")

    def _left_parts(self) -> list[Part]:
        if not self.left:
            return []
        told = words(
            "This card was changed since you typed these words, and has no field for them. "
            "Copy what you need."
        )
        each = [
            (words(label, "note"), words(text or "", "code")) for label, text in self.left.values()
        ]
        go = buttons(("let_go", "Let these words go"))
        return [group(told, *(line for lines in each for line in lines), go, tone="open")]

    @property
    def is_gone(self) -> bool:
        """Whether no page shows it: its cell was run again, or its page is hidden or closed."""
        return self._pages.are_gone

    def _changed(self) -> None:
        """Redraw after a change of the log, where there is anyone to see it; a press ends with
        a redraw anyway.
        """
        if not self.view["turn"] or self._pressed:
            return
        if self.is_gone:
            self._is_stale = True
        else:
            self.redraw()

    def _follow(self, log: Log) -> None:
        if not any(log is known for known in self._followed):
            self._followed.append(log)
            log.on_change(self._changed)

    def _hear(self, message: dict[str, Any]) -> None:
        """What a page sends: that it shows, hides or has drawn this panel, what was typed or
        pressed.

        What was sent twice, since its answer was lost on the way, is done once.
        """
        self._pages.hear(message.get("seen", 0))
        known, self._heard = self._heard, message.get("id", self._heard)
        if "id" in message and known == self._heard:
            self.redraw()
        elif "action" in message:
            self.press(message["action"], message["key"] or "", **message["values"])
        elif "drafts" in message:
            self.take_drafts(message["drafts"], message["state"])
        elif "let_go" in message:
            self.let_go()
        elif self._is_stale and not self.is_gone:
            self.redraw()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The panel in a notebook."""
        self.redraw()
        if self._sheet is None:
            self._sheet = Sheet()
            self._sheet.show(self.view)
            self._pages.wait()
            self._sheet.on_msg(lambda _, message, __: self._hear(message))
        return self._sheet._repr_mimebundle_(**kwargs)
