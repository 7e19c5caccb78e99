"""The lists of asks: each to search, answer, change and remove from its row; and what is due."""

import contextlib
from collections import Counter
from functools import partialmethod

from workshop import exercises
from workshop.day import came
from workshop.journal import Entry, Log
from workshop.text import Problem, plural
from workshop.vocabulary import OUTCOMES
from workshop.widgets import parts
from workshop.widgets.acts import ACTS, begun
from workshop.widgets.fields import AFTER_TITLE, AskForm, ask_words, standing_words
from workshop.widgets.panel import Chooser
from workshop.widgets.parts import Part
from workshop.widgets.rows import NARROWS, details, month_words, searched

PAGE, WAITING_PAGE = 50, 8
"""How many rows a page of the list has, and of the one with the asks that wait."""
QUICK = {"yes": "Yes", "no_unclear": "No", "silence": "No answer"}
"""What is saved by one press of an open row."""
_UNDO = parts.buttons(("undo", "Undo", "quiet"))


class AskList(AskForm):
    """The asks of a log, latest first; one row at a time is open, to answer or to change it.

    With `only_open` it is the answer form: the asks that wait, the longest first.
    """

    status_at = AFTER_TITLE

    def __init__(self, source: Log | Chooser, *, only_open: bool = False) -> None:
        super().__init__(source)
        self.only_open, self._size = only_open, WAITING_PAGE if only_open else PAGE
        self.card = "answers" if only_open else "asks"
        self.look_at(self.log)

    def look_at(self, log: Log) -> None:
        """Turn to another log, with no row open."""
        self._row: tuple[str, int] | None = None
        self._row_id = ""
        self._drawn: dict[int, str] = {}
        self._page = 0
        self._undo: tuple[str, int] | None = None
        self.values = {}
        whose = f"{log.name.title()}'s asks" if log.is_borrowed else "Your asks"
        self.name = "What came back?" if self.only_open else whose
        super().look_at(log)

    def fill(self) -> None:
        """Begin with no row open; what is searched for stays."""
        self._row, self.base = None, {}
        self.values = {name: self.values.get(name) for name in ("search", *NARROWS)}
        self.catch_up()

    @property
    def state(self) -> str:
        """Which row is open, and what for."""
        return " ".join(map(str, self._row or ()))

    def restore(self, state: str) -> None:
        """Open the row that a draft was about, where it is still in the list."""
        about, _, number = state.partition(" ")
        place = [str(entry.ask.number) for entry in self.found()].index
        with contextlib.suppress(ValueError):
            self._page = place(number) // self._size
            if about in ACTS:
                self._open(about, number)

    def catch_up(self) -> None:
        """Look for the asks that have every word of the search."""
        self._follow_row()
        wanted = (self.values.get("search") or "").casefold().split()
        waiting = [entry for entry in self.log.asks if entry.outcome == "waiting"]
        asks = waiting if self.only_open else self.log.asks[::-1]
        self._met = [e for e in asks if all(map(searched(self.log, e).__contains__, wanted))]

    def found(self, *but: str) -> list[Entry]:
        """The asks that are listed: those with the words, and with what was picked, `but` for what
        was picked there.
        """
        asks = self._met
        for name, of in NARROWS.items():
            if name not in but and (picked := self.values.get(name)):
                asks = [entry for entry in asks if of(entry) == picked]
        return asks

    def parts(self) -> list[Part]:
        """The search, the undo where there is one, and a page of rows."""
        found, self._written = self.found(), exercises.written(self.log)
        rows = found[self._page * self._size :][: self._size]
        head = [parts.words(self.name, "title"), *self._search(), *self.where_kept()]
        if self._undo and self._undo[1] not in [entry.ask.number for entry in rows]:
            head.insert(1, parts.group(parts.status(), _UNDO, *self.calm(), tone="near"))
        if not found:
            nothing = "Nothing waits for an answer." if self.only_open else "No asks yet."
            is_narrowed = any(self.values.values())
            return [*head, parts.words("No ask fits all of this." if is_narrowed else nothing)]
        return [*head, parts.items(map(self._row_parts, rows)), *self._turns(len(found))]

    def _search(self) -> list[Part]:
        """Words to search for; in a longer list also what came back and the month."""
        hint = "A name, a kind, a month, an outcome, a word of a note."
        search = parts.field("search", "Search", hint=hint, live="search")
        if self.only_open or len(self.log.asks) <= WAITING_PAGE:
            return [search]
        outcomes = {code: outcome.label for code, outcome in OUTCOMES.items()}
        every = sorted({*map(NARROWS["month"], self.log.asks)}, reverse=True)
        months = {month: month_words(month) for month in every}
        came = self._narrow("came", "What came back", outcomes, "Anything")
        asked = self._narrow("month", "Asked in", months, "Any month")
        return [search, parts.group(came, asked, tone="side")]

    def _narrow(self, name: str, label: str, words: dict[str, str], none: str) -> Part:
        """A list to pick from, each with the count of what it would list."""
        many = Counter(map(NARROWS[name], self.found(name)))
        there = {*many, self.values.get(name)}
        each = [(code, f"{told}, {many[code]:,}") for code, told in words.items() if code in there]
        return parts.pick(name, label, each, none, live="search")

    def _turns(self, many: int) -> list[Part]:
        """Which page it is, of how many, and the ways to the ones beside it."""
        last, first = (many - 1) // self._size, self._page * self._size
        here = f"{first + 1:,} to {min(many, first + self._size):,} of {many:,}"
        where = parts.words(f"Page {self._page + 1} of {last + 1}: {here}.", "note")
        before = parts.buttons(("page", "Previous page"), key=self._page - 1)
        after = parts.buttons(("page", "Next page"), key=self._page + 1)
        ways = [before] * (self._page > 0) + [after] * (self._page < last)
        return [where, parts.group(*ways, tone="chips")] if last else []

    def press(self, action: str, key: str = "", **values: str | None) -> None:
        """Do what a button does, to the ask that its row was drawn for: a file of another device
        may have brought one that has this number now.
        """
        drawn, (number, space, rest) = self._drawn, key.partition(" ")
        with contextlib.suppress(OSError, Problem):
            self.log.refresh()
        self._follow_row()
        if action != "page" and number.isdecimal() and int(number) in drawn:
            key = f"{self.log.number_of(drawn[int(number)]) or 0}{space}{rest}"
        super().press(action, key, **values)

    def _follow_row(self) -> None:
        """Keep the open row with its ask, whatever number that has now."""
        if self._row and (now := self.log.number_of(self._row_id)) != self._row[1]:
            self._gone = [self.state]
            self._row = (self._row[0], now) if now else None

    def do_search(self) -> None:
        """List what the search finds."""
        self._page = 0
        self.catch_up()
        self.say(f"{plural(len(self.found()), 'ask')} found." if any(self.values.values()) else "")

    def do_page(self, page: str) -> None:
        """Turn to a page of the list."""
        self._page = int(page)
        self.say("", "title")

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
        self._undo = (self.log.last_change, number)
        self.do_close()
        quiet = came(self.log.entry(number)) if about == "answer" else ""
        self.say(f"Saved: {saved}. {quiet}".strip(), "undo:")

    def do_came(self, key: str) -> None:
        """Save at once what came back today."""
        number, _, outcome = key.partition(" ")
        self.log.answer(int(number), outcome)
        self._undo = (self.log.last_change, int(number))
        self.do_close()
        entry = self.log.entry(int(number))
        stands = standing_words(self.log, entry)
        self.say(came(entry) or f"Saved: {ask_words(entry.ask)}, {stands}.", "undo:")

    def do_withdraw(self, number: str) -> None:
        """Take back the other open asks with what was accepted here, as one act."""
        entry = self.log.entry(int(number))
        others = self._still_out(entry)
        with self.log.batch("answer"):
            for other in others:
                self.log.answer(other, "withdrawn")
        self._undo = (self.log.last_change, int(number))
        self.say(f"Taken back: {plural(len(others), 'ask')} with “{entry.ask.pitched}”.", "undo:")

    def _still_out(self, entry: Entry) -> list[int]:
        """The open asks with what somebody just accepted."""
        pitched = entry.ask.pitched if entry.outcome == "yes" else None
        waits = [other for other in self.log.asks if other.outcome == "waiting"]
        return [other.ask.number for other in waits if pitched and other.ask.pitched == pitched]

    def do_remove(self, number: str) -> None:
        """Hide an ask; the words say that this does not destroy it."""
        removed = ask_words(self.log.remove(int(number)).ask)
        self._gone = [f"{about} {number}" for about in ACTS]
        if self.state in self._gone:
            self.fill()
        self._undo = (self.log.last_change, int(number))
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
        self._row_id = entry.id
        self.values |= self.base
        self.say("", act.fields[0])

    do_answer = partialmethod(_open, "answer")
    do_happened = partialmethod(_open, "happened")
    do_change = partialmethod(_open, "change")

    def _row_parts(self, entry: Entry) -> list[Part]:
        number, of = entry.ask.number, ask_words(entry.ask)
        self._drawn = {**self._drawn, number: entry.id}
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
        noted = {"Note": entry.ask.note} if entry.ask.note else {}
        if kept := noted | entry.ask.extra | self._written.get(number, {}):
            lines = [
                parts.group(parts.words(about, "note"), parts.words(said), tone="near")
                for about, said in kept.items()
            ]
            told = f"What you wrote about it: {len(kept)}"
            row.append(parts.group(parts.fold(f"written-{number}", told, *lines), tone="wide"))
        if is_open and self._row:
            row.append(self._form(self._row[0], entry))
        if self._undo and self._undo[1] == number:
            row += [parts.status(), _UNDO, *self.calm()]
            if out := self._still_out(entry):
                told = f"“{entry.ask.pitched}” is still out at {len(out):,}."
                act = parts.buttons(("withdraw", f"Take back the other {len(out):,}"), key=number)
                row.append(parts.group(parts.words(told), act, tone="near"))
        return row

    def _details(self, entry: Entry) -> str:
        return details(self.log, entry)

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
            label = "With its day, their words, or another outcome"
            more = parts.fold("with-more", label, *form, buttons)
            asked = parts.words("What came back, today?", "part")
            return parts.group(asked, parts.group(*quick, tone="chips"), more, tone="open")
        return parts.group(*form, buttons, tone="open")
