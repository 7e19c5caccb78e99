"""An exercise as a form: whatever its kind, it asks questions, replies, and keeps the answer in the journal."""

import time
from typing import Any

from workshop import exercises
from workshop.exercises import Exercise
from workshop.exercises.kinds import Choice, Dice, Pair, Question, Sort, Steps, Timer
from workshop.journal import Entry, Log
from workshop.text import Problem, clean
from workshop.vocabulary import OUTCOMES
from workshop.widgets import parts
from workshop.widgets.fields import own_log
from workshop.widgets.panel import Panel
from workshop.widgets.parts import Part


class ExerciseCard(Panel):
    """The exercise called `name`, or its steps in order. An answer is a reflection, and is shown again later.

    Where the exercise is about single asks, one of them is chosen first; private writing stays in memory until kept.
    """

    def __init__(self, log: Log, name: str) -> None:
        super().__init__(log)
        self._follow(own_log(log))  # where the answers about a borrowed log go
        self.content = exercises.prepared(log, name)
        self.name = self.content.title
        self._prepare()
        self._begun: float | None = None
        self._replied: set[int] = set()
        self._fill()

    def _prepare(self) -> None:
        """Read the cards; one that sorts the lines of another answer has as many questions as that has lines."""
        steps = self.content.parts if isinstance(self.content, Steps) else (self.content.name,)
        self._cards = [exercises.prepared(self.log, step) for step in steps]
        asked = [(at, question) for at, card in enumerate(self._cards) for question in card.questions()]
        self._asked = dict(enumerate(asked))

    @property
    def asks(self) -> list[Entry]:
        """The asks that the exercise may be about, latest first; none where it is about no single ask."""
        about = self.content if self.content.of else self._cards[0]
        reasons = ((entry, getattr(entry.standing[2], "reason", None)) for entry in self.log.asks[::-1])
        return [entry for entry, reason in reasons if about.offered_for(entry.outcome, reason)] if about.of else []

    @property
    def number(self) -> int | None:
        """The number of the chosen ask."""
        chosen = self.values.get("ask")
        return int(chosen) if chosen else None

    def answer(self, at: int = 0) -> dict[str, Any] | None:
        """The latest answer to a card; None where there is none, or where the card was changed since."""
        kept = exercises.answers(self.log, self._cards[at].name, ask=self.number)
        return self._cards[at].check(kept[-1].answer) if kept and not kept[-1].changed else None

    def parts(self) -> list[Part]:
        """What is asked, card by card; the reply of each, once there is an answer."""
        if any(isinstance(card, Sort) and card.lines_of for card in self._cards):
            self._prepare()
        head = self._ask_parts()
        if isinstance(self.content, Steps):
            head.append(parts.words(self.content.question))
        shown = [*head, *(part for at in range(len(self._cards)) for part in self._card_parts(at))]
        return (
            [parts.fold("more", self.name, *shown)] if self.content.more else [parts.words(self.name, "title"), *shown]
        )

    def do_keep(self, key: str = "0") -> None:
        """Check the answer to a card, keep it, reply."""
        at = int(key)
        given = {question.text: self.values.get(f"q{n}") for n, (card, question) in self._asked.items() if card == at}
        first = next(f"q{n}" for n, (card, _) in self._asked.items() if card == at)
        if not any(given.values()):
            raise Problem("Nothing is answered yet.", first)
        on = self.values.get("door_on") or None
        try:
            said = exercises.save(self.log, self._cards[at].name, given, ask=self.number, on=on)
        except Problem as problem:
            field = problem.field if problem.field in self.values else first
            raise Problem(str(problem).removeprefix(f"{problem.field}: "), field) from None
        self._replied.add(at)
        written = f" and in the log for ask {self.number}" if self._cards[at].writes and self.number else ""
        self.say(said if said.startswith("Kept") and not written else f"Kept{written}. {said.removeprefix('Kept. ')}")

    def do_about(self) -> None:
        """Turn to another ask."""
        self._replied.clear()
        self._fill()

    def do_start(self) -> None:
        """Start the clock."""
        self._begun = time.monotonic()
        self.say("The clock runs.")

    def do_stop(self, key: str) -> None:
        """Stop the clock, and write down what it says."""
        if self._begun is None:
            raise Problem("The clock is not running. Start it first, or write the seconds yourself.")
        self.values[self._field_of(int(key), "clock")] = f"{time.monotonic() - self._begun:.0f}"
        self._begun = None
        self.say("Stopped. The seconds stand below.")

    def do_throw(self, key: str) -> None:
        """Throw until the highest face shows."""
        card = self._cards[int(key)]
        thrown = exercises.throws(sides=getattr(card, "sides", 6))
        self.values[self._field_of(int(key), "throws")] = str(len(thrown))
        self.say(exercises.told(thrown, getattr(card, "sides", 6)))

    def do_forget(self, key: str) -> None:
        """Remove the latest answer to a card; the journal's file still holds it."""
        kept = exercises.answers(self.log, self._cards[int(key)].name, ask=self.number)
        if not kept:
            raise Problem("There is no answer to remove.")
        exercises.remove(self.log, kept[-1])
        self._fill()
        self.say("Removed. It is hidden, and your journal file still holds it.")

    def _fill(self) -> None:
        """Put the answers that were kept back into the fields."""
        kept = [self.answer(at) or {} for at in range(len(self._cards))]
        told = {f"q{n}": str(kept[at].get(question.text, "")) or None for n, (at, question) in self._asked.items()}
        about = {"ask": self.values.get("ask")} if self.content.of or self._cards[0].of else {}
        self.values = told | about

    def _ask_parts(self) -> list[Part]:
        if not (self.content.of or self._cards[0].of):
            return []
        asks = [(str(e.ask.number), f"{e.ask.name}, {OUTCOMES[e.outcome].label.lower()}") for e in self.asks]
        if not asks:
            nothing = (
                "No ask in this log stands where this card would fit. Zero is fine: read on, or use a borrowed log."
            )
            return [parts.words(nothing, "note")]
        return [{**parts.pick("ask", "About which ask?", asks, "none in particular"), "live": "about"}]

    def _card_parts(self, at: int) -> list[Part]:
        card, several = self._cards[at], len(self._cards) > 1
        asked = [(n, question) for n, (place, question) in self._asked.items() if place == at]
        if not asked:
            return [parts.words(card.question), parts.words("Write your lines in the card above first.", "note")]
        only = len(asked) == 1 and asked[0][1].text == card.question
        hint = [parts.words(card.hint, "note")] if card.hint else []
        intro = [] if only else [parts.words(card.question), *hint]
        label = "Check" if isinstance(card, Choice) and any(option.right for option in card.options) else "Keep"
        kept = bool(exercises.answers(self.log, card.name, ask=self.number)) if not card.private else False
        forget = [("forget", "Remove my answer", "quiet")] if kept else []
        tone = "plain" if several and at else "primary"
        return [
            *([parts.words(card.title, "part")] if several else []),
            *intro,
            *_beside_words(exercises.beside(self.log, card.name, ask=self.number)),
            *self._play_parts(at),
            *(self._part(f"q{n}", question) for n, question in asked),
            *self._day_part(card),
            parts.buttons(("keep", label, tone), *forget, key=at, of=card.title if several else ""),
            *self._reply_parts(at),
        ]

    def _play_parts(self, at: int) -> list[Part]:
        card = self._cards[at]
        if isinstance(card, Dice):
            return [parts.buttons(("throw", "Throw for me"), key=at)]
        if isinstance(card, Timer):
            clock = ("stop", "Stop the clock") if self._begun is not None else ("start", "Start the clock")
            return [
                parts.buttons(clock, key=at if clock[0] == "stop" else ""),
                parts.words(f"Without a clock: {card.written}", "note"),
            ]
        if isinstance(card, Pair):
            turns = [parts.words(f"{n}. {turn}") for n, turn in enumerate(card.turns, 1)]
            return [
                *turns,
                parts.words(f"Alone: {card.alone}", "note"),
                parts.words(f"In writing: {card.written}", "note"),
            ]
        return []

    def _day_part(self, card: Exercise) -> list[Part]:
        return [parts.field("door_on", "On which day?", "day")] if card.writes == "door" else []

    def _reply_parts(self, at: int) -> list[Part]:
        card, answer = self._cards[at], self.answer(at)
        if answer is None or (self.status and at in self._replied):  # a reply just given stands in the status
            return []
        reply = [parts.words(line) for line in card.reply(answer).splitlines()]
        source = [parts.words(f"Source: {card.source}", "note")] if card.source else []
        return [parts.group(*reply, *source, tone="open")]

    def _field_of(self, at: int, what: str) -> str:
        text = getattr(self._cards[at], what)
        return next(f"q{n}" for n, (card, question) in self._asked.items() if card == at and question.text == text)

    def _part(self, name: str, asked: Question) -> Part:
        if asked.choices:
            tone = "stack" if max(map(len, asked.choices)) > 30 else "row"
            return parts.choice(name, asked.text, [(each, each) for each in asked.choices], hint=asked.hint, tone=tone)
        kind = "number" if asked.high else "area" if asked.lines > 1 else "text"
        return parts.field(name, asked.text, kind, hint=asked.hint, offers=list(asked.suggest))


def _beside_words(told: str) -> list[Part]:
    return (
        [parts.group(*(parts.words(clean(line, limit=10_000)) for line in told.splitlines()), tone="open")]
        if told
        else []
    )
