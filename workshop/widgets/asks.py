"""The lists of asks: each to search, answer, change and remove from its row; and what is due."""

import contextlib

from workshop import exercises, results
from workshop.day import came
from workshop.journal import Entry, Log
from workshop.text import plural
from workshop.vocabulary import OUTCOMES
from workshop.widgets import parts
from workshop.widgets.acts import ACTS, begun
from workshop.widgets.fields import (
    AFTER_TITLE,
    AskForm,
    ask_words,
    day_words,
    door_words,
    standing_words,
)
from workshop.widgets.panel import Chooser
from workshop.widgets.parts import Part

_ROWS = 8
QUICK = {"yes": "Yes", "no_unclear": "No", "silence": "No answer"}
"""What is saved by one press of an open row."""


class AskList(AskForm):
    """The asks of a log, latest first; one row at a time is open, to answer or to change it.

    With `only_open` it is the answer form: the asks that wait, the longest first.
    """

    status_at = AFTER_TITLE

    def __init__(self, source: Log | Chooser, *, only_open: bool = False) -> None:
        super().__init__(source)
        self.only_open = only_open
        self.card = "answers" if only_open else "asks"
        self.look_at(self.log)

    def look_at(self, log: Log) -> None:
        """Turn to another log, with no row open."""
        self._row: tuple[str, int] | None = None
        self._many = _ROWS
        self._undo: tuple[str, int] | None = None
        self.values = {}
        whose = f"{log.name.title()}'s asks" if log.is_borrowed else "Your asks"
        self.name = "What came back?" if self.only_open else whose
        super().look_at(log)

    def fill(self) -> None:
        """Begin with no row open; what is searched for stays."""
        self._row, self.base = None, {}
        self.values = {"search": self.values.get("search")}

    @property
    def state(self) -> str:
        """Which row is open, and what for."""
        return " ".join(map(str, self._row or ()))

    def restore(self, state: str) -> None:
        """Open the row that a draft was about, where it is still in the list."""
        about, _, number = state.partition(" ")
        place = [str(entry.ask.number) for entry in self.found()].index
        with contextlib.suppress(ValueError):
            self._many = max(self._many, place(number) + 1)
            if about in ACTS:
                self._open(about, number)

    def found(self) -> list[Entry]:
        """The asks that are listed: those that have every word of the search."""
        wanted = (self.values.get("search") or "").casefold().split()
        asks = [
            entry for entry in self.log.asks if entry.outcome == "waiting" or not self.only_open
        ]
        if wanted:
            asks = [
                entry for entry in asks if all(word in self._searched(entry) for word in wanted)
            ]
        return asks if self.only_open else asks[::-1]

    def parts(self) -> list[Part]:
        """The search, the undo where there is one, and the rows."""
        found, self._written = self.found(), exercises.written(self.log)
        search = parts.field(
            "search", "Search", hint="A name, a kind, a month, an outcome.", live="search"
        )
        head = [parts.words(self.name, "title"), search, parts.group(*self.where_kept())]
        if self._undo and self._undo[1] not in [entry.ask.number for entry in found[: self._many]]:
            head.insert(1, parts.group(parts.status(), self._undo_part(), tone="near"))
        if not found:
            nothing = "Nothing waits for an answer." if self.only_open else "No asks yet."
            return [
                *head,
                parts.words(
                    "No ask has all these words." if self.values.get("search") else nothing
                ),
            ]
        rows = parts.items(self._row_parts(entry) for entry in found[: self._many])
        more = (
            [parts.buttons(("more", f"Show more of these {len(found):,}"))]
            if len(found) > self._many
            else []
        )
        return [*head, rows, *more]

    def do_search(self) -> None:
        """List what the search finds."""
        self._many = _ROWS
        self.say(f"{plural(len(self.found()), 'ask')} found." if self.values.get("search") else "")

    def do_more(self) -> None:
        """List more."""
        self._many += 3 * _ROWS

    def do_answer(self, number: str) -> None:
        """Open the row for an answer."""
        self._open("answer", number)

    def do_happened(self, number: str) -> None:
        """Open the row for something that happened and is no answer."""
        self._open("happened", number)

    def do_change(self, number: str) -> None:
        """Open the row for a change."""
        self._open("change", number)

    def do_close(self) -> None:
        """Close the open row; nothing is saved."""
        self._gone = [self.state]
        self.fill()

    def do_save(self) -> None:
        """Save what the open row is about."""
        if self._row is None:
            return
        about, number = self._row
        saved = ACTS[about].save(self, self.log.entry(number))
        self._remember(number)
        self.do_close()
        self.say(f"Saved: {saved}.", "undo:")

    def do_came(self, key: str) -> None:
        """Save at once what came back today."""
        number, _, outcome = key.partition(" ")
        self.log.answer(int(number), outcome)
        self._remember(int(number))
        self.do_close()
        entry = self.log.entry(int(number))
        stands = standing_words(self.log, entry)
        self.say(came(entry) or f"Saved: {ask_words(entry.ask)}, {stands}.", "undo:")

    def do_remove(self, number: str) -> None:
        """Hide an ask; the words say that this does not destroy it."""
        removed = ask_words(self.log.remove(int(number)).ask)
        self._gone = [f"{about} {number}" for about in ACTS]
        if self.state in self._gone:
            self.fill()
        self._remember(int(number))
        still = "Your journal file still holds it" if self.log.path else "It is still in memory"
        hidden = f"Removed: {removed}. It is hidden from lists, counts and pictures."
        self.say(f"{hidden} {still}, and Undo brings it back.")

    def do_undo(self) -> None:
        """Take back what was last done in this list."""
        undone = self.log.undo(self._undo[0] if self._undo else None)
        self._undo = None
        self.say(undone.sentence, "title")

    def _open(self, about: str, number: str) -> None:
        entry, act = self.log.entry(int(number)), ACTS[about]
        self._row, self.base = (about, entry.ask.number), begun(self, act, entry)
        self.values |= self.base
        self.say("", act.fields[0])

    def _remember(self, number: int) -> None:
        self._undo = (self.log.last_change, number)

    def _undo_part(self) -> Part:
        return parts.buttons(("undo", "Undo", "quiet"))

    def _row_parts(self, entry: Entry) -> list[Part]:
        number, of = entry.ask.number, ask_words(entry.ask)
        name = f"{number} · {entry.ask.name}"
        title = parts.words(name, "part", tile=OUTCOMES[entry.outcome])
        row = [parts.group(title, parts.words(self._details(entry), "note"), tone="near")]
        main, *others = self._acts(entry)
        is_open = self._row is not None and self._row[1] == number
        if not is_open:
            row.append(parts.buttons(main, key=number, of=of))
            if others:
                more = parts.buttons(*others, key=number, of=of)
                row.append(parts.fold(f"more-{number}", "More", more))
        if kept := self._written.get(number):
            lines = [
                parts.group(parts.words(about, "note"), parts.words(said), tone="near")
                for about, said in kept.items()
            ]
            told = f"What you wrote about it: {len(kept)}"
            row.append(parts.group(parts.fold(f"written-{number}", told, *lines), tone="wide"))
        if is_open and self._row:
            row.append(self._form(self._row[0], entry))
        if self._undo and self._undo[1] == number:
            row += [parts.status(), self._undo_part()]
        return row

    def _acts(self, entry: Entry) -> list[tuple[str, str]]:
        """What can be done in a row, the likeliest first."""
        if self.only_open:
            return [("answer", "Answer")]
        acts = [("answer", "Answer"), ("change", "Change")]
        happened = [("happened", "Something happened")] if entry.can_happen else []
        first = acts if entry.outcome == "waiting" else acts[::-1]
        return [*first, *happened, ("remove", "Remove")]

    def _form(self, about: str, entry: Entry) -> Part:
        form = ACTS[about].parts(self, entry)
        buttons = parts.buttons(("save", "Save", "primary"), ("close", "Close"))
        if about == "answer" and entry.outcome == "waiting":
            quick = [
                parts.buttons(("came", label), key=f"{entry.ask.number} {code}")
                for code, label in QUICK.items()
            ]
            typed = any(self.values.get(name) != begun for name, begun in self.base.items())
            label = "With its day, their words, or another outcome"
            more = parts.fold("with-more", label, *form, buttons, open=typed)
            asked = parts.words("What came back, today?", "part")
            return parts.group(asked, parts.group(*quick, tone="chips"), more, tone="open")
        return parts.group(*form, buttons, tone="open")

    def _searched(self, entry: Entry) -> str:
        """What the search looks through: codes, and the words that are shown for them."""
        ask, outcome = entry.ask, OUTCOMES[entry.outcome].label
        searched = [ask.name, ask.pitched, day_words(ask.asked_on), outcome]
        searched += [ask.kind, ask.channel, *self._labels(entry)]
        return " ".join(filter(None, searched)).casefold()

    def _labels(self, entry: Entry) -> list[str]:
        codes = {"kind": entry.ask.kind, "channel": entry.ask.channel}
        return [self.log.label(name, code) for name, code in codes.items() if code]

    def _details(self, entry: Entry) -> str:
        """Kind, channel, day and standing, whether it was asked back, and its door, in one line."""
        waited, patience = results.waited(self.log, entry), results.horizon(self.log, entry)
        stands = standing_words(self.log, entry)
        if entry.outcome == "waiting" and waited:
            stands = f"waiting for {plural(waited, 'day')}"
        if entry.outcome == "waiting" and not entry.was_answered and waited > patience:
            stands += f", longer than your {patience}: is it silence?"
        details = [*self._labels(entry), day_words(entry.ask.asked_on), stands]
        if any(step.what == "probed" for step in entry.steps):
            details.append("asked a question back")
        if entry.stands_at and entry.stands_at.door:
            details.append(door_words(entry, self.log))
        return " · ".join(details)
