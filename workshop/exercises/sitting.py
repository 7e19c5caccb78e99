"""A sitting: somebody at a card, or at its steps in order, on a page or in a terminal.

It knows which ask the card is about, what is typed and not kept, and the clock; it keeps an answer,
removes it, and says what there is to say. Nothing here draws or reads a line.
"""

import time
from itertools import count

from workshop.exercises import plain
from workshop.exercises.answers import Kept, answers, prepared, remove, save
from workshop.exercises.exercise import Answer
from workshop.exercises.kinds import Dice
from workshop.exercises.pieces import Question
from workshop.journal import Entry, Log
from workshop.text import Problem


class Sitting:
    """`name` is the card's; `cards` are its steps, or itself, and `at` is the place of one of them.
    `about` says which asks it may be about.

    `values` is what stands in each field, as text: `ask`, the number of the chosen one; `q0`, `q1`
    and so on, a field for each question; `clock`, how long it is to run; `door_on`, the day of a
    door. `base` is what is kept in them, or stands there to begin with: the rest is a draft. Both
    are changed in place, so that a page may hold them too. `first` is the ask that it began with,
    `begun` when the clock was started, and `ran` how many seconds it ran, until that is shown.
    """

    def __init__(self, log: Log, name: str) -> None:
        self.log, self.content = log, prepared(log, name)
        self.values: dict[str, str | None] = {}
        self.base: dict[str, str | None] = {}
        self.first, self._has_chosen = "", False
        self.begun: float | None = None
        self.ran: int | None = None
        self.prepare()
        self.fill()

    def prepare(self) -> None:
        """Read the cards; one that sorts the lines of another answer asks as many questions as
        that has lines.
        """
        steps = self.content.parts or (self.content.name,)
        self.cards = [prepared(self.log, step) for step in steps]
        self.about = self.content if self.content.of else self.cards[0]
        names = (f"q{n}" for n in count())
        self.asked: list[dict[str, Question]] = [
            {next(names): question for question in card.questions()} for card in self.cards
        ]

    def fill(self) -> None:
        """Put the answers that were kept back into the fields; drafts stay."""
        drafts = {
            name: typed
            for name, typed in self.values.items()
            if name != "ask" and typed != self.base.get(name)
        }
        ask = {"ask": self.values.get("ask")} if self.about.of else {}
        kept = [self.answer(at) or {} for at in range(len(self.cards))]
        self.base.clear()
        self.base |= {
            name: str(kept[at].get(question.text, "")) or None
            for at, asked in enumerate(self.asked)
            for name, question in asked.items()
        }
        if self.content.seconds:
            self.base["clock"] = str(self.content.seconds[0])
        if self.content.writes == "door":
            step = self.log.entry(self.number).stands_at if self.number else None
            self.base["door_on"] = step.door_on.isoformat() if step and step.door_on else None
        self.values.clear()
        self.values |= ask | self.base | drafts

    def catch_up(self) -> None:
        """Take over what changed elsewhere: the lines to sort, and which asks the card may be
        about.
        """
        before = self.asked, self.values.get("ask")
        self.prepare()
        if self.asked != before[0]:  # each mark stays with its line
            self.base |= self.values
        if self.number and str(self.number) not in self.asks:
            self.values["ask"], self.first, self._has_chosen = None, "", False
        if not (self._has_chosen or self.number) and (last := self._last_written_about()):
            self.values["ask"] = self.first = last
        if (self.asked, self.values.get("ask")) != before:
            self.fill()

    # The ask

    @property
    def asks(self) -> dict[str, Entry]:
        """The asks that it may be about by number, latest first; none where it is about no single
        ask.
        """
        return {
            str(entry.ask.number): entry
            for entry in self.log.asks[::-1]
            if self.about.offered_for(entry)
        }

    @property
    def number(self) -> int | None:
        """The number of the chosen ask."""
        return int(self.values.get("ask") or 0) or None

    def choose(self, ask: str | None) -> bool:
        """Turn to another ask, or to none in particular; whether it may be about that one."""
        self._has_chosen, fits = True, not ask or ask in self.asks
        if self.about.of:
            self.values["ask"] = ask if fits else None
        self.fill()
        return fits or not self.about.of

    def _last_written_about(self) -> str:
        """The ask that was last written about on this card, else on the same notebook's others,
        where this card may be about it.
        """
        offered = {entry.id: number for number, entry in self.asks.items()}
        written = [
            (reflection.prompt, offered[reflection.ask])
            for *_, reflection in self.log.reflections()
            if reflection.ask in offered
        ]
        names = [card.saves_as or card.name for card in self.cards]
        found = [number for prompt, number in written if prompt in names]
        if not found and (self.about.fair_only or self.about.writes):
            notebook = self.content.name[: self.content.name.index(".") + 1]
            found = [number for prompt, number in written if prompt.startswith(notebook)]
        return found[-1] if found else ""

    # The fields

    def field_of(self, at: int, text: str) -> str:
        """The name of the field for a card's question with these words."""
        return next(name for name, question in self.asked[at].items() if question.text == text)

    def throw(self, at: int) -> tuple[str, str]:
        """Throw the die of a card until its highest face shows; the throws, and how ordinary so
        many are.
        """
        card = self.cards[at]
        assert isinstance(card, Dice)
        thrown = plain.throws(sides=card.sides)
        self.values[self.field_of(at, card.throws)] = str(len(thrown))
        return " ".join(map(str, thrown)), card.luck(len(thrown))

    # The clock

    def start(self, at: int) -> None:
        """Start the clock of a card; another try begins with empty fields."""
        self.begun, self.ran, card = time.monotonic(), None, self.cards[at]
        self.values |= {self.field_of(at, text): None for text in (card.felt, card.clock)}

    def stop(self, at: int) -> str:
        """Stop the clock; what it says is shown once it is told what it felt like, in the field
        that is named.
        """
        if self.begun is None:
            raise Problem(
                "The clock is not running. Start it first, or write the seconds yourself."
            )
        self.ran, self.begun = round(time.monotonic() - self.begun), None
        return self.field_of(at, self.cards[at].felt)

    def show_clock(self, at: int) -> None:
        """Put what the clock said into its field, where a card has one."""
        if self.ran is not None and (clock := self.cards[at].clock):
            name = self.field_of(at, clock)
            self.values[name], self.ran = str(min(self.ran, self.asked[at][name].high)), None

    # The answers

    def kept(self, at: int) -> Kept | None:
        """The latest answer to a card that stands."""
        return next(reversed(answers(self.log, self.cards[at].name, ask=self.number)), None)

    def answer(self, at: int) -> Answer | None:
        """What that answers; None without one, and where the card was changed since."""
        kept, card = self.kept(at), self.cards[at]
        if kept and card.lines_of:
            lines = [question.text for question in card.questions()]
            return {text: group for text, group in kept.answer.items() if text in lines} or None
        return card.check(kept.answer) if kept and not kept.changed else None

    def keep(self, at: int) -> str:
        """Keep what stands in the fields of a card, and say what there is to say to it; `Problem`
        names the field that does not fit.
        """
        self._has_chosen, card, asked = True, self.cards[at], self.asked[at]
        self.show_clock(at)
        given = {each.text: each.read(self.values.get(name), name) for name, each in asked.items()}
        if all(answer is None for answer in given.values()):
            can_remove = (
                " To take your answer away, press Remove my answer." if self.kept(at) else ""
            )
            raise Problem(
                f"Nothing is written yet, so nothing was kept; you can also go on.{can_remove}"
            )
        try:
            on = self.values.get("door_on") or None
            said = save(self.log, card.name, given, ask=self.number, on=on)
        except Problem as problem:
            field = problem.field if problem.field in self.values else None
            raise Problem(str(problem).removeprefix(f"{problem.field}: "), field) from None
        self.base |= {
            name: self.values.get(name) for name in self.base.keys() & {"door_on", "clock", *asked}
        }
        self.first = self.values.get("ask") or ""
        return said

    def lead(self, at: int) -> str:
        """What there is to say to the latest answer to a card, as a whole; empty without one."""
        return self.cards[at].lead(answer) if (answer := self.answer(at)) else ""

    def forget(self, at: int) -> None:
        """Remove the answer to a card, earlier versions of it too."""
        kept = answers(self.log, self.cards[at].name, ask=self.number)
        if not kept:
            raise Problem("There is no answer to remove.")
        remove(self.log, *kept)
        self.base |= {name: self.values.get(name) for name in self.asked[at]}
        self.fill()
        self.first = self.values.get("ask") or ""
