"""The log picker: whose log the page looks at."""

from collections.abc import Callable

from workshop.journal import Log
from workshop.samples import BORROWED, borrow, data
from workshop.text import plural
from workshop.vocabulary import Word
from workshop.widgets import parts
from workshop.widgets.panel import Panel
from workshop.widgets.parts import Part


class LogPicker(Panel):
    """Borrowed logs with their story, and the own one where it is given; `log` is the one picked."""

    name = "Whose log would you like to look at?"

    def __init__(self, mine: Log | None = None, *, first: str = "asha") -> None:
        self._logs = {name: borrow(name) for name in BORROWED if data("borrowed", f"{name}.txt").is_file()}
        if mine is not None:
            self._logs["mine"] = mine
        super().__init__(self._logs[first])
        self._watchers: list[Callable[[], None]] = []
        self.values = {"log": first}

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
