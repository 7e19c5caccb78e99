"""An exercise as a form: whatever its kind, it asks questions, replies, and keeps the answer in
the journal.
"""

import time
from typing import Any

from workshop import exercises, report
from workshop.exercises import Exercise, Kept
from workshop.exercises.kinds import Choice, Dice, Sort, Steps, Timer
from workshop.exercises.pieces import Question
from workshop.journal import Entry, Log
from workshop.text import Problem
from workshop.widgets import asked_as, parts
from workshop.widgets.fields import day_words, door_words, outcome_words
from workshop.widgets.panel import Chooser, Panel
from workshop.widgets.parts import Part
from workshop.widgets.place import open_file

LATEST = 60
"""How many asks a card offers, the latest of those that it may be about."""


class ExerciseCard(Panel):
    """The exercise called `name`, or its steps in order. An answer is a reflection, and is shown
    again later.

    Where the exercise is about single asks, one of them is chosen first: on a page whose other
    cards were about an ask, that one to begin with. What is typed goes along to another ask.
    Private writing stays in memory until kept.
    """

    unkept = "Changed, and not kept yet."

    def __init__(self, source: Log | Chooser, name: str) -> None:
        super().__init__(source)
        self.content = exercises.prepared(self.log, name)
        self.name, self.card = self.content.title, name
        self.look_at(self.log)

    def look_at(self, log: Log) -> None:
        """Turn to another log, and to the answers about it."""
        self._begun: float | None = None
        self._ran: int | None = None
        self._replied: int | None = None
        self._has_chosen, self._first = False, ""
        self.log, self.values, self.base = log, {}, {}
        self._follow(log.own)  # where the answers about a borrowed log go
        self._prepare()
        super().look_at(log)

    def press(self, action: str, key: str = "", **values: str | None) -> None:
        """Do what a button does; a field that a page sends empty is one without an answer."""
        super().press(action, key, **{name: said or None for name, said in values.items()})

    def fill(self) -> None:
        """Put the answers that were kept back into the fields; what was typed since and not
        kept stays.
        """
        typed = {name: said for name, said in self.values.items() if name != "ask"}
        drafts = {name: said for name, said in typed.items() if said != self.base.get(name)}
        self.values = {"ask": self.values.get("ask")} if self.about.of else {}
        kept = [self.answer(at) or {} for at in range(len(self._cards))]
        self.values |= {
            f"q{n}": str(kept[at].get(asked.text, "")) or None
            for n, (at, asked) in self._asked.items()
        }
        if isinstance(self.content, Timer):
            self.values["clock"] = str(self.content.seconds[0])
        if self.content.writes == "door":
            step = self.log.entry(self.number).stands_at if self.number else None
            self.values["door_on"] = step.door_on.isoformat() if step and step.door_on else None
        self.base = {name: said for name, said in self.values.items() if name != "ask"}
        self.values |= drafts

    @property
    def state(self) -> str:
        """The chosen ask."""
        return self.values.get("ask") or ""

    @property
    def home(self) -> str | None:
        """The ask that it begins with."""
        return self._first

    def restore(self, state: str) -> None:
        """Turn to the ask that a draft was about; where that is no longer one for this card, to
        none.
        """
        if self.about.of:
            self.values["ask"], self._has_chosen = state if state in self._offered() else None, True
            self.fill()
            if self.state != state:
                self.say("The ask that your words were about is no longer one for this card.")

    def _prepare(self) -> None:
        """Read the cards; one that sorts the lines of another answer has as many questions as
        that has lines.
        """
        steps = self.content.parts if isinstance(self.content, Steps) else (self.content.name,)
        self._cards = [exercises.prepared(self.log, step) for step in steps]
        self.is_private = any(card.private for card in self._cards)
        asked = [
            (at, question) for at, card in enumerate(self._cards) for question in card.questions()
        ]
        self._asked = dict(enumerate(asked))

    @property
    def about(self) -> Exercise:
        """The exercise that says which asks it may be about."""
        return self.content if self.content.of else self._cards[0]

    @property
    def asks(self) -> list[Entry]:
        """The asks that the exercise may be about, latest first; none where it is about no
        single ask.
        """
        return [entry for entry in self.log.asks[::-1] if self.about.offered_for(entry)]

    @property
    def number(self) -> int | None:
        """The number of the chosen ask."""
        return int(self.state) if self.state else None

    def _offered(self) -> list[str]:
        return [str(entry.ask.number) for entry in self.asks]

    def answer(self, at: int = 0) -> dict[str, Any] | None:
        """The latest answer to a card; None where there is none, or where the card was changed
        since.
        """
        kept, card = self._kept(at), self._cards[at]
        if kept and isinstance(card, Sort) and card.lines_of:
            lines = [question.text for question in card.questions()]
            return {text: group for text, group in kept.answer.items() if text in lines} or None
        return card.check(kept.answer) if kept and not kept.changed else None

    def parts(self) -> list[Part]:
        """What is asked, card by card; the reply of each, once there is an answer."""
        if any(isinstance(card, Sort) and card.lines_of for card in self._cards):
            before = self._asked
            self._prepare()
            if before != self._asked:  # each mark stays with its line
                self.base = dict(self.values)
                self.fill()
        if self.state and self.state not in self._offered():  # no longer one for this card
            self.values["ask"], self._first, self._has_chosen = None, "", False
            self.fill()
        if not (self._has_chosen or self.number) and (last := self._last_asked_about()):
            self.values["ask"] = self._first = last
            self.fill()
        head = [] if self.content.more else [parts.words(self.name, "title")]
        head += self._ask_parts() if self.about.of else []
        head += [parts.words(self.content.question)] if isinstance(self.content, Steps) else []
        cards = [self._card_parts(at) for at in range(len(self._cards))]
        if self.content.more:
            return [
                parts.fold("more", self.name, *head, *(part for card in cards for part in card))
            ]
        if len(cards) == 1:
            return [*head, *cards[0]]
        self.status_at = None if self._replied is None else len(head) + self._replied + 1
        return [*head, *(parts.group(*card) for card in cards)]

    def do_keep(self, key: str = "0") -> None:
        """Check the answer to a card, keep it, reply."""
        self._replied, self._has_chosen = int(key), True
        card, asked = self._cards[int(key)], self._fields(int(key))
        if isinstance(card, Timer) and self._ran is not None:
            clock = self._field_of(int(key), card.clock)
            self.values[clock], self._ran = str(min(self._ran, asked[clock].high)), None
        given = {
            question.text: asked_as.read(name, question, self.values.get(name))
            for name, question in asked.items()
        }
        if all(answer is None for answer in given.values()):
            take_away = (
                " To take your answer away, press Remove my answer." if self._kept(int(key)) else ""
            )
            raise Problem(
                f"Nothing is written yet, so nothing was kept; you can also go on.{take_away}"
            )
        on = self.values.get("door_on") or None
        try:
            said = asked_as.reply(
                card, exercises.save(self.log, card.name, given, ask=self.number, on=on)
            )
        except Problem as problem:
            field = problem.field if problem.field in self.values else None
            raise Problem(str(problem).removeprefix(f"{problem.field}: "), field) from None
        self.base |= {
            name: self.values.get(name) for name in self.base.keys() & {"door_on", "clock", *asked}
        }
        self._first = self.state
        written = f", {self._in_log(card)}" if card.writes else ""
        self.say(
            said
            if said.startswith(("Kept", "Not this one")) and not written
            else f"Kept{written}. {said.removeprefix('Kept. ')}"
        )

    def do_about(self) -> None:
        """Turn to another ask."""
        self._replied, self._has_chosen = None, True
        self.fill()

    def do_start(self, key: str) -> None:
        """Start the clock."""
        self._replied, self._begun, self._ran = int(key), time.monotonic(), None
        for what in ("felt", "clock"):  # another try begins with empty fields
            self.values[self._field_of(int(key), getattr(self._cards[int(key)], what))] = None
        self.say("The clock runs, out of sight.", f"stop:{key}")

    def do_stop(self, key: str) -> None:
        """Stop the clock; what it says is shown once it is told what it felt like."""
        if self._begun is None:
            raise Problem(
                "The clock is not running. Start it first, or write the seconds yourself."
            )
        self._ran, self._begun = round(time.monotonic() - self._begun), None
        felt = self._field_of(int(key), getattr(self._cards[int(key)], "felt", ""))
        self.say("Stopped. How long did it feel? Write that first; Keep shows what it was.", felt)

    def do_begin(self, key: str) -> None:
        """Begin with one of the sentences that are offered."""
        name, _, place = key.partition(" ")
        offered = self._asked[int(name[1:])][1].suggest
        own = self.values.get(name) or ""
        self.values[name] = (
            offered[int(place)] if own in ("", *offered) else f"{own} {offered[int(place)]}"
        )
        self.say("", name)

    def do_throw(self, key: str) -> None:
        """Throw until the highest face shows."""
        self._replied, card = int(key), self._cards[int(key)]
        if isinstance(card, Dice):
            thrown = exercises.throws(sides=card.sides)
            self.values[self._field_of(int(key), card.throws)] = str(len(thrown))
            self.say(f"{' '.join(map(str, thrown))}. {card.luck(len(thrown))}")

    def do_forget(self, key: str) -> None:
        """Remove the answer to a card, earlier versions of it too; the journal's file still
        holds them.
        """
        self._replied, card = int(key), self._cards[int(key)]
        kept = exercises.answers(self.log, card.name, ask=self.number)
        if not kept:
            raise Problem("There is no answer to remove.")
        exercises.remove(self.log, *kept)
        self.base |= {name: self.values.get(name) for name in self._fields(int(key))}
        self.fill()
        self._first = self.state
        still = (
            f" It is still {self._in_log(card)}; the list of asks changes that."
            if card.writes
            else ""
        )
        self.say(f"Removed. It is hidden, and your journal file still holds it.{still}")

    def do_page(self, key: str) -> None:
        """Write the page of the chosen ask's entry alone, with what is typed, and open it."""
        self._replied = int(key)
        if any(self.values.get(name) != self.base.get(name) for name in self._fields(int(key))):
            self.do_keep(key)
        place = report.save_entry(self.log, self.number or 0)
        opened = (
            "It is open in another window"
            if open_file(place)
            else "Open it in a browser, to read or print it"
        )
        self.say(f"A page of this entry alone is in {place}. {opened}; nothing was sent.")

    def _last_asked_about(self) -> str | None:
        """The ask that was last written about on this card, else on the same page, where this
        card may be about it.
        """
        page, offered = (
            self.content.name.partition(".")[0] + ".",
            {entry.id: entry.ask.number for entry in self.asks},
        )
        told = [
            (one.prompt, offered[one.ask])
            for *_, one in self.log.reflections()
            if one.ask in offered
        ]
        here = [
            number
            for prompt, number in told
            if prompt in [card.saves_as or card.name for card in self._cards]
        ]
        on_page = [number for prompt, number in told if prompt.startswith(page)]
        found = here or (on_page if self.about.fair_only or self.about.writes else [])
        return str(found[-1]) if found else None

    def _in_log(self, card: Exercise) -> str:
        """What stands in the log for the chosen ask in the field that a card writes."""
        if not self.number:
            return "about no ask in particular, so your log is as it was"
        entry = self.log.entry(self.number)
        door = entry.stands_at and entry.stands_at.door
        told = {
            "outcome": outcome_words(entry.outcome),
            "door": door_words(entry) if door else "without a door",
        }
        return (
            "in the log for "
            f"“{entry.ask.name}”{': ' + told[card.writes] if card.writes in told else ''}"
        )

    def _kept(self, at: int) -> Kept | None:
        return next(
            reversed(exercises.answers(self.log, self._cards[at].name, ask=self.number)), None
        )

    def _ask_parts(self) -> list[Part]:
        offered = self.asks
        near = [
            entry
            for place, entry in enumerate(offered)
            if place < LATEST or entry.ask.number == self.number
        ]
        told = ((entry.ask, outcome_words(entry.outcome)) for entry in near)
        asks = [
            (str(ask.number), f"{ask.name}, {day_words(ask.asked_on)}: {stands}")
            for ask, stands in told
        ]
        if not asks:
            nothing = (
                "No ask in this log stands where this card would fit. Zero is fine: read "
                "on, or borrow a log."
            )
            return [parts.words(nothing, "note")]
        hint = f"The latest {LATEST} of {len(offered):,}." if len(offered) > LATEST else ""
        none = "Choose one, or none in particular"
        return [parts.pick("ask", "About which ask?", asks, none, live="about", hint=hint)]

    def _card_parts(self, at: int) -> list[Part]:
        card, several, kept = self._cards[at], len(self._cards) > 1, self._kept(at)
        asked = self._fields(at)
        if not asked:
            return [
                parts.words(card.question),
                parts.words("Write your lines in the card above first.", "note"),
            ]
        only = [question.text for question in asked.values()] == [card.question]
        hint = [parts.words(card.hint, "note")] if card.hint else []
        beside = [
            parts.words(line)
            for line in exercises.beside(self.log, card.name, ask=self.number).splitlines()
        ]
        label = (
            "Check"
            if isinstance(card, Choice) and any(option.right for option in card.options)
            else "Keep"
        )
        forget = [("forget", "Remove my answer", "quiet")] if kept else []
        page = [("page", "Make a page of this entry alone")] if card.page and self.number else []
        tone = "plain" if several and at else "primary"
        return [
            *([parts.words(card.title, "part")] if several else []),
            *([] if only else [parts.words(card.question), *hint]),
            *([parts.group(parts.group(*beside, tone="near"), tone="open")] if beside else []),
            *asked_as.play(card, at, running=self._begun is not None),
            *(
                part
                for name, question in asked.items()
                for part in asked_as.field(name, question, card, at, kept)
            ),
            *asked_as.day(card),
            parts.buttons(
                ("keep", label, tone), *page, *forget, key=at, of=card.title if several else ""
            ),
            *self._reply_parts(at),
        ]

    def _reply_parts(self, at: int) -> list[Part]:
        card, answer = self._cards[at], self.answer(at)
        just_said = (
            self.status and at == self._replied and not self._refused
        )  # a reply just given stands in the status
        if answer is None or just_said:
            return []
        reply = [
            parts.words(line) for line in asked_as.reply(card, card.reply(answer)).splitlines()
        ]
        source = [parts.words(f"Source: {card.source}", "note")] if card.source else []
        return [parts.group(*reply, *source, tone="open")]

    def _fields(self, at: int) -> dict[str, Question]:
        """The questions of a card by the names of their fields."""
        return {f"q{n}": question for n, (card, question) in self._asked.items() if card == at}

    def _field_of(self, at: int, text: str) -> str:
        return next(name for name, asked in self._fields(at).items() if asked.text == text)
