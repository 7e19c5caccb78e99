"""What is due: the doors that have a day; each is settled, put off or let go by one press."""

from workshop import results
from workshop.journal import Entry, Log
from workshop.text import Problem
from workshop.widgets import parts
from workshop.widgets.fields import AFTER_TITLE, door_words
from workshop.widgets.panel import Chooser, Panel
from workshop.widgets.parts import Part

LATER = "door_on"


class DueList(Panel):
    """The asks with a door and a day, the next day first; what is due by today stands apart."""

    name = "What is due"
    status_at = AFTER_TITLE

    def __init__(self, source: Log | Chooser) -> None:
        super().__init__(source)
        self._put_off: int | None = None
        self._undo = ""

    def parts(self) -> list[Part]:
        """Due by today, then what comes later; an empty list is a fine list."""
        due = results.due(self.log)
        later = [entry for entry in results.doors(self.log) if entry not in due]
        undo = [parts.buttons(("undo", "Undo", "quiet"))] if self._undo else []
        shown = [parts.words(self.name, "title"), *undo]
        for heading, entries in (("By today", due), ("Later", later)):
            if entries:
                shown += [parts.words(heading, "part"), parts.items(map(self._row, entries))]
        empty = parts.words("Nothing is due. An empty list is a fine list.")
        return shown if due or later else [*shown, empty]

    def do_settled(self, number: str) -> None:
        """Take the day away: it was gone through, or has settled itself."""
        self._change(number, "Settled", door_on=None)

    def do_close_door(self, number: str) -> None:
        """Let the door go."""
        self._change(number, "Let go", door="let_go", door_on=None)

    def do_later(self, number: str) -> None:
        """Ask for another day."""
        self._put_off, self.values = int(number), {LATER: None}
        self.say("", LATER)

    def do_put_off(self, number: str) -> None:
        """Take the other day."""
        if not (day := self.values.get(LATER)):
            raise Problem("Please give a day.", LATER)
        self._change(number, "Put off", door_on=day)

    def do_undo(self) -> None:
        """Take back what was last done in this list."""
        undone = self.log.undo(self._undo)
        self._undo = ""
        self.say(undone.sentence, "title")

    def _change(self, number: str, said: str, **fields: str | None) -> None:
        entry = self.log.change(int(number), **fields)
        self._put_off, self._undo = None, self.log.last_change
        self.say(f"{said}: {entry.ask.name}, {door_words(entry, self.log)}.")

    def _row(self, entry: Entry) -> list[Part]:
        number, name = entry.ask.number, entry.ask.name
        told = parts.words(f"{name}: {door_words(entry, self.log)}")
        if number == self._put_off:
            another = parts.field(LATER, "On which day?", "day")
            return [told, another, parts.buttons(("put_off", "Put it off", "primary"), key=number)]
        acts = ("settled", "Settled"), ("later", "Later"), ("close_door", "Let go")
        return [told, parts.buttons(*acts, key=number, of=name)]
