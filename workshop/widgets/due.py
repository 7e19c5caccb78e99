"""What is due: the asks with a day to come back to; each is settled, put off or let go in its
row.
"""

from collections.abc import Callable, Sequence

from workshop import results
from workshop.journal import Entry, Log
from workshop.text import plural
from workshop.widgets import parts
from workshop.widgets.asks import _UNDO, AskList
from workshop.widgets.fields import day_words, door_words
from workshop.widgets.panel import Chooser
from workshop.widgets.parts import Part
from workshop.widgets.rows import labels

FEW, MOST = 3, 50
"""How many rows of a list stand on the page of a day, and how many more one press brings."""


class DueList(AskList):
    """The asks with a day to come back to, the next day first."""

    title = "What is due"
    empty = "Nothing is due. An empty list is a fine list."

    def __init__(self, source: Log | Chooser) -> None:
        super().__init__(source, only_open=True)

    def found(self, *_: str) -> list[Entry]:
        """The asks that have such a day."""
        return results.doors(self.log)

    def parts(self) -> list[Part]:
        """The first rows, and the others behind one press."""
        self.name, found, self._written = self.title, self.found(), {}
        is_here = self._undo and self._undo[1] in [entry.ask.number for entry in found]
        said = parts.group(parts.status(), _UNDO, *self.calm(), tone="near")
        return [
            parts.words(self.name, "title"),
            *[said] * bool(self._undo and not is_here),
            *few("rest", found, self._row_parts, open=self._row is not None),
            *[parts.words(self.empty)] * (not found),
        ]

    def do_settled(self, number: str) -> None:
        """Take the day away: it was gone through, or has settled itself."""
        self._change("Settled", int(number), door_on=None)

    def do_close_door(self, number: str) -> None:
        """Let it go: the door, or the waiting."""
        if self._waits(number):
            return self.do_came(f"{number} silence")
        return self._change("Let go", int(number), door="let_go", door_on=None)

    def do_later(self, number: str) -> None:
        """Open the row for another day."""
        self._open("expected_on" if self._waits(number) else "door_on", number)

    def _waits(self, number: str) -> bool:
        return self.log.entry(int(number)).outcome == "waiting"

    def _change(self, said: str, number: int, **fields: str | None) -> None:
        entry = self.log.change(number, **fields)
        self._undo = (self.log.last_change, number)
        self.say(f"{said}: {entry.ask.name}.", "undo:")

    def _acts(self, entry: Entry) -> list[tuple[str, str]]:
        waits = entry.outcome == "waiting"
        more = [("later", "Later"), ("close_door", "Let go")] * bool(results.due_on(entry))
        return [("answer", "Answer") if waits else ("settled", "Settled"), *more]

    def _details(self, entry: Entry) -> str:
        """What it is due for, and how long it waits, in a line."""
        day, waited = results.due_on(entry), results.waited(self.log, entry)
        due = ["due"] * bool(day and day <= self.log.as_of)
        if entry.outcome != "waiting":
            return " · ".join([*due, door_words(entry, self.log)])
        stands = f"waiting for {plural(waited, 'day')}" if waited else day_words(entry.ask.asked_on)
        named = f"they said by {day_words(day)}" if day else stands
        return " · ".join([*due, *labels(self.log, entry), named])


def few(
    name: str, entries: Sequence[Entry], row: Callable[[Entry], list[Part]], *, open: bool = False
) -> list[Part]:
    """A list of which the first rows stand there, and the others behind one press, in place."""
    shown = FEW if len(entries) > FEW + 1 else FEW + 1
    first, rest, more = entries[:shown], entries[shown:][:MOST], len(entries) - shown
    label = f"And {more} more" if more <= MOST else f"And {MOST} of {more:,} more"
    others = parts.fold(name, label, parts.items(map(row, rest)), open=open)
    return [parts.items(map(row, first))] * bool(first) + [others] * bool(rest)
