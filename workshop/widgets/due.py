"""What is due: the doors that were chosen, with their days."""

from workshop import results
from workshop.widgets import parts
from workshop.widgets.fields import door_words
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
                shown += [
                    parts.words(heading, "part"),
                    parts.items([parts.words(f"{e.ask.name}: {door_words(e, self.log)}")] for e in entries),
                ]
        return shown if due or later else [*shown, parts.words("Nothing is due. An empty list is a fine list.")]
