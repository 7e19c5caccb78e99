"""The top of *Today*: the day, what came since the last one, and what is past its day."""

from workshop import day
from workshop.journal import Log
from workshop.text import plural
from workshop.widgets import parts
from workshop.widgets.fields import ask_words, day_words
from workshop.widgets.panel import Chooser, Panel
from workshop.widgets.parts import Part


class Day(Panel):
    """The day in words; silence is noted here for all that are past their day, as one act."""

    def __init__(self, source: Log | Chooser) -> None:
        super().__init__(source)
        self.name = f"{self.log.as_of:%A}, {day_words(self.log.as_of)}"
        self._undo = ""

    def parts(self) -> list[Part]:
        """The day, what came since, one line for what is past its day."""
        found = day.today(self.log)
        undo = [parts.buttons(("undo", "Undo", "quiet"))] if self._undo else []
        since = [parts.words(found.since)] if found.since else []
        return [parts.words(self.name, "title"), *since, *self._past(found), parts.status(), *undo]

    def do_silence(self) -> None:
        """Note that nothing came, for every ask that is past its day."""
        past = day.today(self.log).past
        with self.log.batch("answer"):
            for entry in past:
                self.log.answer(entry.ask.number, "silence")
        self._undo = self.log.last_change
        self.say(f"Noted: no answer, {plural(len(past), 'ask')}.", "undo:")

    def do_undo(self) -> None:
        """Take that back."""
        self.say(self.log.undo(self._undo).sentence, "title")
        self._undo = ""

    def _past(self, found: day.Today) -> list[Part]:
        if not found.past:
            return []
        many = len(found.past)
        told = f"{many} {'is' if many == 1 else 'are'} past {'its' if many == 1 else 'their'} day."
        named = [
            parts.words(f"{ask_words(e.ask)}, {day_words(e.ask.asked_on)}") for e in found.past
        ]
        asked = parts.buttons(("silence", "No answer" if many == 1 else f"No answer, all {many}"))
        return [parts.words(told), parts.fold("past", "Which?", *named), asked]
