"""The lists of asks: each to search, answer, change, remove and undo from its row; and what is due, with its days."""

import contextlib
from typing import Any

from workshop import exercises, results, vocabulary
from workshop.fields import DRAWERS, FIELDS
from workshop.journal import Entry, Log
from workshop.text import Problem, plural
from workshop.vocabulary import NOS, OUTCOMES, STEPS
from workshop.widgets import parts
from workshop.widgets.fields import AskForm, ask_words, day_words, door_words, outcome_words
from workshop.widgets.panel import Chooser, Panel
from workshop.widgets.parts import Part

_ROWS = 8
_ABOUT = ("answer", "happened", "change")
"""What a row can be open for."""
_FAST = ("alias", "kind", "channel", "asked_on")
_FITS = {name: field.fits for name, field in FIELDS.items() if field.fits}
"""Which fields of an answer go with which outcomes."""


class AskList(AskForm):
    """The asks of a log, latest first; one row at a time is open, to answer or to change it.

    With `only_open` it is the answer form: the asks that wait, the longest first.
    """

    status_at = 3

    def __init__(self, source: Log | Chooser, *, only_open: bool = False) -> None:
        super().__init__(source)
        self.only_open = only_open
        self.card = "answers" if only_open else "asks"
        self.look_at(self.log)

    def look_at(self, log: Log) -> None:
        """Turn to another log, with no row open."""
        self._row: tuple[str, int] | None = None
        self._many = _ROWS
        self._undo: tuple[str, str] | None = None
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
            if about in _ABOUT:
                getattr(self, f"do_{about}")(number)

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
        undo = [parts.buttons(("undo", f"Undo: {self._undo[1]}"))] if self._undo else []
        head = [parts.words(self.name, "title"), search, parts.group(*self.where_kept(), *undo)]
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
        fields = dict.fromkeys(("outcome", "sting", *_FITS))
        self._open("answer", self.log.entry(int(number)), "outcome", {**fields, "on": self.today()})

    def do_happened(self, number: str) -> None:
        """Open the row for something that happened and is no answer."""
        fields = {"what": None, "stage": None, "on": self.today()}
        self._open("happened", self.log.entry(int(number)), "what", fields)

    def do_change(self, number: str) -> None:
        """Open the row for a change."""
        entry = self.log.entry(int(number))
        fields = {name: _typed(getattr(entry.ask, name)) for name in (*_FAST, *self._drawer)}
        self._open("change", entry, "alias", fields)

    def do_close(self) -> None:
        """Close the open row; nothing is saved."""
        self._gone = [self.state]
        self.fill()

    def do_save(self) -> None:
        """Save what the open row is about."""
        kind, number = self._row or ("", 0)
        said = getattr(self, f"_save_{kind}")(number)
        self.do_close()
        self.say(said, "title")

    def do_remove(self, number: str) -> None:
        """Hide an ask; the words say that this does not destroy it."""
        removed = ask_words(self.log.remove(int(number)).ask)
        self._gone = [f"{about} {number}" for about in _ABOUT]
        if self.state in self._gone:
            self.fill()
        self._remember(f"removing {removed}")
        still = "Your journal file still holds it" if self.log.path else "It is still in memory"
        self.say(
            f"Removed: {removed}. It is hidden from lists, counts and pictures. {still}, and Undo brings it back."
        )

    def do_undo(self) -> None:
        """Take back what was last done in this list."""
        undone = self.log.undo(self._undo[0] if self._undo else None)
        self._undo = None
        self.say(undone.sentence, "title")

    @property
    def _drawer(self) -> tuple[str, ...]:
        return DRAWERS[str(self.log.setting("preset", "apply"))]

    def _open(self, about: str, entry: Entry, focus: str, fields: dict[str, str | None]) -> None:
        self._row, self.base = (about, entry.ask.number), fields
        self.values |= fields
        self.say("", focus)

    def _remember(self, what: str) -> None:
        self._undo = (self.log.last_change, what)

    def _save_answer(self, number: int) -> str:
        outcome = self.values.get("outcome")
        if not outcome:
            raise Problem("Please choose what came back.", "outcome")
        told = {name: self.values.get(name) for name, fits in _FITS.items() if outcome in fits}
        with self.log.batch("answer"):
            self.log.answer(number, outcome, on=self.day("on"), **told)
            self.keep_sting(number, outcome)
        entry = self.log.entry(number)
        self._remember(f"answering {ask_words(entry.ask)}")
        return f"Saved: {ask_words(entry.ask)}, {_standing(entry)}."

    def _save_happened(self, number: int) -> str:
        told = {name: self.values.get(name) or None for name in ("what", "stage")} | {
            "on": self.day("on")
        }
        if not told["what"]:
            raise Problem("Please choose what happened.", "what")
        if told["what"] not in self.log.entry(number).can_happen:
            raise Problem(
                "This ask has been answered since: that does not fit any more. Please close the row.",
                "what",
            )
        if told["what"] != "advanced":
            del told["stage"]
        step = self.log.step(number, told.pop("what") or "", **told)
        asked = ask_words(self.log.entry(number).ask)
        self._remember(f"what happened to {asked}")
        return f"Saved: {asked}, {STEPS[step.what].label.lower()}."

    def _save_change(self, number: int) -> str:
        now = {name: self.values.get(name) or None for name in self.base}
        changed: dict[str, Any] = {
            name: value for name, value in now.items() if value != self.base[name]
        }
        if not changed:
            raise Problem("Nothing is changed yet.")
        entry = self.log.change(number, **changed)
        self._remember(f"changing {ask_words(entry.ask)}")
        return f"Saved: {ask_words(entry.ask)} is changed."

    def _row_parts(self, entry: Entry) -> list[Part]:
        number = entry.ask.number
        told = [
            parts.words(f"{number} · {entry.ask.name}", "part"),
            parts.words(self._details(entry), "note"),
        ]
        if kept := self._written.get(number):
            lines = [
                parts.group(parts.words(of, "note"), parts.words(said), tone="near")
                for of, said in kept.items()
            ]
            told.append(
                parts.fold(f"written-{number}", f"What you wrote about it: {len(kept)}", *lines)
            )
        if self._row and self._row[1] == number:
            form = getattr(self, f"_{self._row[0]}_parts")()
            buttons = parts.buttons(("save", "Save", "primary"), ("close", "Close"))
            return [*told, parts.group(*form, buttons, tone="open")]
        pressed = [
            ("answer", "Answer"),
            ("happened", "Something happened"),
            ("change", "Change"),
            ("remove", "Remove"),
        ]
        if self.only_open or not entry.can_happen:
            del pressed[1]
        return [
            *told,
            parts.buttons(
                *pressed[: 1 if self.only_open else 4], key=number, of=ask_words(entry.ask)
            ),
        ]

    def _answer_parts(self) -> list[Part]:
        why = self.fields("reason", "source", "words")
        return [
            self.outcome("yes"),
            *self.sting(),
            *self.fields("terms", "agreed", when={"outcome": ["yes"]}),
            self.field("on"),
            parts.fold("why", "What you know about this no", *why, when={"outcome": NOS}),
        ]

    def _change_parts(self) -> list[Part]:
        return [
            *self.fields(*_FAST),
            parts.fold("drawer", "More about this ask", *self.fields(*self._drawer)),
        ]

    def _happened_parts(self) -> list[Part]:
        entry = self.log.entry(self._row[1] if self._row else 0)
        what = {code: word for code, word in STEPS.items() if code in entry.can_happen}
        return [
            parts.choice("what", FIELDS["what"].label, what),
            self.field("stage", when={"what": ["advanced"]}),
            parts.field("on", "When?", "date"),
        ]

    def _searched(self, entry: Entry) -> str:
        """What the search looks through: codes, and the words that are shown for them."""
        ask = entry.ask
        shown = [
            self.log.label(name, code)
            for name in ("kind", "channel")
            if (code := getattr(ask, name))
        ]
        told = (
            ask.name,
            ask.pitched,
            ask.kind,
            ask.channel,
            day_words(ask.asked_on),
            OUTCOMES[entry.outcome].label,
        )
        return " ".join([*(word for word in told if word), *shown]).casefold()

    def _details(self, entry: Entry) -> str:
        """Kind, channel, day and standing of an ask, whether it was asked back, and its door, in one line."""
        ask, waited = entry.ask, results.waited(self.log, entry)
        words = [self.words_of(name).get(getattr(ask, name)) for name in ("kind", "channel")]
        stands = (
            f"waiting for {plural(waited, 'day')}"
            if entry.outcome == "waiting" and waited
            else _standing(entry)
        )
        patience = results.horizon(self.log, entry)
        if entry.outcome == "waiting" and not entry.was_answered and waited > patience:
            stands += f", longer than your {patience}: is it silence?"
        probed = (
            ["asked a question back"] if any(step.what == "probed" for step in entry.steps) else []
        )
        door = [door_words(entry, self.log)] if entry.stands_at and entry.stands_at.door else []
        return " · ".join(
            [
                *(word.label for word in words if word),
                day_words(ask.asked_on),
                stands,
                *probed,
                *door,
            ]
        )


def _standing(entry: Entry) -> str:
    """Where an ask stands, in words; a yes on other terms says so."""
    step = entry.stands_at
    terms = step.terms if step and step.terms != "as_asked" else None
    return outcome_words(entry.outcome) + (
        f", {vocabulary.TERMS[terms].label.lower()}" if terms else ""
    )


def _typed(value: object) -> str | None:
    """A field's value as it is typed.

    >>> _typed(1500.0), _typed(None), _typed(True)
    ('1500', None, 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (
        None
        if value is None
        else f"{value:.15g}"
        if isinstance(value, float)
        else str(value) or None
    )


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
                    parts.items(
                        [parts.words(f"{e.ask.name}: {door_words(e, self.log)}")] for e in entries
                    ),
                ]
        return (
            shown
            if due or later
            else [*shown, parts.words("Nothing is due. An empty list is a fine list.")]
        )
