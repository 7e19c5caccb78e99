"""The cards of *Today*: the day with its board, and what waits for a word."""

from collections.abc import Sequence

from workshop import day
from workshop.journal import Entry
from workshop.text import plural
from workshop.vocabulary import NOS, OUTCOMES
from workshop.widgets import parts
from workshop.widgets.due import DueList
from workshop.widgets.fields import day_words
from workshop.widgets.parts import Part
from workshop.widgets.picture import Board


class Day(Board):
    """The day in words, what came since the last one, and the board in tiles."""

    def parts(self) -> list[Part]:
        """The day, what came since, and the board, small."""
        self.name = f"{self.log.as_of:%A}, {day_words(self.log.as_of)}"
        title, since = parts.words(self.name, "title"), day.since(self.log)
        return [title, *[parts.words(since)] * bool(since), self._small(super().parts()[1:])]

    def _small(self, board: list[Part]) -> Part:
        """The latest 32 asks as tiles, and the board with all of them behind their counts; nothing
        that a guess or calm mode holds back.
        """
        outcomes, counts = list(self.result.asks["outcome"]), self.result.ratio.counts
        if not outcomes:
            return parts.words("Your board stands here once you log an ask. A name is enough.")
        if self.base:
            return parts.fold("board", "Your board, after a guess", *board)
        is_calm = self.log.own.setting("calm", False) and self.picture.name not in self._no_s_opened
        tiles = (
            parts.words("", tile=OUTCOMES[code])
            for code in outcomes[-32:]
            if code not in NOS or not is_calm
        )
        return parts.group(
            parts.group(*tiles, tone="chips"),
            parts.fold("board", counts.words, *board),
            tone="near",
        )


class Waits(DueList):
    """What is due, one line for all that are past their day, and what waits, the longest first."""

    title = "What waits"
    empty = "Nothing waits. What you log as waiting stands here, the longest first."
    _left_out: frozenset[int] = frozenset()
    _past: Sequence[Entry] = ()

    def found(self, *_: str) -> list[Entry]:
        """The asks that are due, then the others that wait."""
        found = day.today(self.log)
        self._past = [e for e in found.past if e.ask.number not in self._left_out]
        return [*found.due, *found.past, *found.waiting]

    def parts(self) -> list[Part]:
        """The line for what is past its day, and the rows."""
        (title, *rows), many = super().parts(), len(self._past)
        told = f"{many:,} are past their day." if many > 1 else "1 is past its day."
        noted = ("silence", f"No answer, all {many:,}" if many > 1 else "No answer")
        each = [
            [
                parts.words(f"{entry.ask.name}, {day_words(entry.ask.asked_on)}"),
                parts.buttons(("wait", "Still waits"), key=entry.ask.number, of=entry.ask.name),
            ]
            for entry in self._past
        ]
        which = parts.fold("past", "Which?", parts.items(each))
        head = parts.group(parts.words(told, "part"), tone="near")
        line = parts.items([[head, parts.buttons(noted), which]])
        return [title, *[line] * bool(many), *rows]

    def do_silence(self) -> None:
        """Note that nothing came, for every ask of that line, as one act."""
        told = plural(len(self._past), "ask")
        with self.log.batch("answer"):
            for entry in self._past:
                self.log.answer(self.log.number_of(entry.id) or 0, "silence")
        self._undo = (self.log.last_change, 0)
        self.say(f"Noted: no answer, {told}.", "undo:")

    def do_wait(self, number: str) -> None:
        """Leave an ask out of that line: it still waits."""
        self._left_out |= {int(number)}
