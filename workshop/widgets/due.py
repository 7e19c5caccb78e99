"""What is due: the doors that were chosen, with their days."""

from workshop import results
from workshop.journal import Entry
from workshop.vocabulary import DOORS
from workshop.widgets import parts
from workshop.widgets.fields import day_words
from workshop.widgets.panel import Panel
from workshop.widgets.parts import Part


class DueList(Panel):
    """The asks with a door and a day, the next day first; what is due by today stands apart from what comes later."""

    name = "What is due"

    def parts(self) -> list[Part]:
        """Due by today, then later; an empty list is a fine list."""
        due = results.due(self.log)
        later = [entry for entry in results.doors(self.log) if entry not in due]
        shown = [parts.words(self.name, "title")]
        for heading, entries in (("By today", due), ("Later", later)):
            if entries:
                shown += [parts.words(heading, "part"), parts.items([parts.words(_told(e))] for e in entries)]
        return shown if due or later else [*shown, parts.words("Nothing is due. An empty list is a fine list.")]


def _told(entry: Entry) -> str:
    answer = entry.standing[2]
    door, day = (answer.door, answer.door_on) if answer else (None, None)
    return f"{entry.ask.name}: {DOORS[door].label.lower() if door in DOORS else door}, {day_words(day) if day else ''}"
