"""The log picker: whose log the page looks at."""

from collections.abc import Callable

from workshop.journal import Log
from workshop.samples import BORROWED, borrow
from workshop.text import plural
from workshop.vocabulary import Word
from workshop.widgets import parts
from workshop.widgets.panel import Panel
from workshop.widgets.parts import Part


class LogPicker(Panel):
    """The own log where it is given, then all borrowed logs or those named, with their stories; `log` is one of them.

    It stands above the panels that were given it, and they look at the log that it picked.
    """

    name = "Whose log would you like to look at?"

    def __init__(self, mine: Log | None = None, *names: str) -> None:
        self._logs = {"mine": mine} if mine is not None else {}
        self._logs |= {name: borrow(name) for name in names or BORROWED}
        super().__init__(next(iter(self._logs.values())))
        self._watchers: list[Callable[[], None]] = []
        self.values = {"log": next(iter(self._logs))}

    def on_pick(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` whenever another log is picked."""
        self._watchers.append(watcher)

    def parts(self) -> list[Part]:
        """One choice for each log, and the story of the one picked."""
        names = {name: Word(name, label(log), story(log)) for name, log in self._logs.items()}
        return [parts.words(self.name, "title"), parts.choice("log", self.name, names, tone="bare", live="pick")]

    def do_pick(self) -> None:
        """Show the picked log to whoever follows this picker."""
        self.log = self._logs[self.values["log"] or ""]
        for watcher in self._watchers:
            watcher()
        self.say(f"Picked: {label(self.log)}.")


def label(log: Log) -> str:
    """A log's name with its size."""
    return f"{log.name.title() if log.is_borrowed else 'My own'}, {plural(len(log.asks), 'ask')}"


def story(log: Log) -> str:
    """Who a log is of, in a sentence or two."""
    own = "What you logged yourself. It lies in your own folder, and nobody else reads it."
    return str(log.setting("story", "")) if log.is_borrowed else own
