"""The log picker: whose log the page looks at."""

from weakref import WeakSet

from workshop.journal import Log
from workshop.samples import BORROWED, borrow
from workshop.text import plural
from workshop.vocabulary import Word
from workshop.widgets import drafts, parts
from workshop.widgets.panel import Panel
from workshop.widgets.parts import Part


class LogPicker(Panel):
    """The own log where it is given, then all borrowed logs or those named, with their stories;
    `log` is one of them.

    It stands above the panels that were given it, and they look at the log that it picked. The
    browser remembers which: what was typed about that log is in view again when the page is.
    """

    name = "Whose log would you like to look at?"

    def __init__(self, mine: Log | None = None, *names: str) -> None:
        self._logs = {"mine": mine} if mine is not None else {}
        self._logs |= {name: borrow(name) for name in names or BORROWED}
        super().__init__(next(iter(self._logs.values())))
        self._led = WeakSet[Panel]()
        self.card = " ".join(("picker", *self._logs))
        self.values = {"log": self.home}

    def lead(self, panel: Panel) -> None:
        """Let this panel look at whichever log is picked, for as long as somebody keeps it."""
        self._led.add(panel)

    @property
    def draft(self) -> str:
        """Where the choice lies in the browser: whatever log is chosen, in one place."""
        return drafts.key(self._logs[self.home], self.card)

    @property
    def state(self) -> str:
        """The picked log."""
        return self.values["log"] or self.home

    @property
    def home(self) -> str:
        """The log to begin with."""
        return next(iter(self._logs))

    def restore(self, state: str) -> None:
        """Pick the log that was picked before."""
        if state in self._logs:
            self.values["log"] = state
            self.do_pick()

    def parts(self) -> list[Part]:
        """One choice for each log, and the story of the one picked."""
        names = {name: Word(name, label(log), story(log)) for name, log in self._logs.items()}
        return [
            parts.words(self.name, "title"),
            parts.choice("log", self.name, names, tone="bare", live="pick"),
        ]

    def do_pick(self) -> None:
        """Show the picked log to whoever follows this picker."""
        self.log = self._logs[self.values["log"] or ""]
        for panel in list(self._led):
            panel.look_at(self.log)
        self.say(f"Picked: {label(self.log)}.")


def label(log: Log) -> str:
    """A log's name with its size."""
    return f"{log.name.title() if log.is_borrowed else 'My own'}, {plural(len(log.asks), 'ask')}"


def story(log: Log) -> str:
    """Who a log is of, in a sentence or two."""
    own = "What you logged yourself. It lies in your own folder, and the kit sends it nowhere."
    return str(log.setting("story", "")) if log.is_borrowed else own
