"""The kinds of exercise, each a class; what a kind may say of itself is listed in `Exercise`.

Content comes from `data/exercises/*.toml`, and nothing here knows any of it.
"""

from workshop.exercises.exercise import Answer, Exercise
from workshop.exercises.pieces import Card, Line, Option, Question
from workshop.text import Problem

AGAIN = "Please look at these numbers once more."


class Prompt(Exercise, frozen=True, kw_only=True):
    """Free words, on about `lines` lines."""


class Fields(Exercise, frozen=True, kw_only=True):
    """Several questions of any sort on one card.

    `within` names fields of numbers of which the first cannot be less than the others together.
    """

    fields: tuple[Question, ...]
    within: tuple[str, ...] = ()

    def questions(self) -> tuple[Question, ...]:
        """The fields."""
        return self.fields

    def check(self, answer: object) -> Answer:
        """The cleaned answer; `Problem` where there is none, or where its numbers do not go
        together.
        """
        kept = super().check(answer)
        whole, *parts = (kept.get(name) for name in self.within or ("",))
        if whole is not None and sum(part or 0 for part in parts) > whole:
            raise Problem(
                f"{' and '.join(str(part) for part in parts if part)} are more than "
                f"{whole}. {AGAIN}"
            )
        return kept


class Frame(Fields, frozen=True, kw_only=True):
    """A sentence with blanks: each field's words stand before its blank, `after` ends the sentence.

    Where `no_question` is given, question marks are counted: one is what is wanted.
    """

    after: str = ""
    no_question: str = ""
    two_questions: str = ""

    def reply(self, answer: object) -> str:
        """What is said back; where questions are counted, by how many there are."""
        kept = self.check(answer)
        marks = str(list(kept.values())).count("?")
        said = (
            (self.two_questions if marks else self.no_question)
            if self.no_question and marks != 1
            else self.done
        )
        return f"“{self.in_words(kept)}”\n{said.removeprefix('Kept. ')}"

    def in_words(self, answer: Answer) -> str:
        """The sentence with its blanks filled; what was left empty shows as three dots."""
        if all(
            field.text.endswith(":") for field in self.fields
        ):  # labels, which are no part of the text
            return " ".join(answer.values())
        told = (f"{field.text} {answer.get(field.text, '…')}" for field in self.fields)
        return " ".join(told) + self.after


class Choice(Exercise, frozen=True, kw_only=True):
    """One of several answers, each with its reply; where one is right, every other names a
    mistake.
    """

    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        """Refuse two right answers, and a wrong one that names no mistake."""
        right = [option for option in self.options if option.right]
        if len(right) > 1 or (
            right and not all(option.right or option.tag for option in self.options)
        ):
            raise ValueError(
                "`options` has one that is right, and each other has a `tag` for the mistake "
                "behind it"
            )

    def questions(self) -> tuple[Question, ...]:
        """The one question with its choices."""
        return (
            Question(
                text=self.question,
                hint=self.hint,
                choices=tuple(option.text for option in self.options),
            ),
        )

    def chosen(self, answer: object) -> Option:
        """The option that was chosen."""
        return next(option for option in self.options if option.text in self.check(answer).values())

    def reply(self, answer: object) -> str:
        """The chosen option's reply."""
        return self.chosen(answer).reply


class Sort(Exercise, frozen=True, kw_only=True):
    """Put each card into one of `groups`; with `lines_of`, the cards are the lines of that
    exercise's last answer.
    """

    groups: tuple[str, ...]
    cards: tuple[Card, ...] = ()
    lines_of: str = ""

    def __post_init__(self) -> None:
        """Refuse a card that has a group, and not a reply for every other one."""
        for card in self.cards:
            if card.group and (not card.reply or {card.group, *card.wrong} != set(self.groups)):
                raise ValueError(
                    f'the card "{card.text[:40]}" lacks a `reply`, or one in `wrong` for some '
                    "other group"
                )

    def questions(self) -> tuple[Question, ...]:
        """One question a card."""
        return tuple(Question(text=card.text, choices=self.groups) for card in self.cards)

    def card(self, text: str) -> Card:
        """The card with these words."""
        return next(card for card in self.cards if card.text == text)

    def reply_to(self, text: str, group: str) -> str:
        """What is said when the card with these words is put into `group`."""
        card = self.card(text)
        return (
            f"We would say “{card.group}”. {card.wrong[group].reply}"
            if group in card.wrong
            else card.reply
        )

    def replies_to(self, text: str, given: str) -> list[str]:
        """The reply to a card that was put into the group `given`, and its source, where it has
        them.
        """
        source = self.card(text).source
        return [*filter(None, (self.reply_to(text, given), source and f"Source: {source}"))]

    def replies(self) -> list[str]:
        """Each card with the group of its own, and why."""
        return [f"{card.text} → {card.group}. {card.reply}" for card in self.cards if card.group]

    def lead(self, answer: object) -> str:
        """How many cards went where, or how many lie where the page would put them."""
        put = self.check(answer)
        if not any(card.group for card in self.cards):
            counts = [f"{group}: {list(put.values()).count(group)}" for group in self.groups]
            return f"{', '.join(counts)}. {self.done}"
        right = sum(group not in self.card(text).wrong for text, group in put.items())
        return f"{right} of {len(put)} are where this page would put them."

    def reply(self, answer: object) -> str:
        """The lead, and what to say for each card that lies elsewhere."""
        put = self.check(answer)
        other = [
            f"{text}: {self.reply_to(text, group)}"
            for text, group in put.items()
            if group in self.card(text).wrong
        ]
        return "\n".join([self.lead(put), *other])


class Rate(Exercise, frozen=True, kw_only=True):
    """A number from 0 to 4 for each of `items`, or for the question itself; `labels` say what
    the five mean.
    """

    labels: tuple[str, str, str, str, str]
    items: tuple[Line, ...] = ()

    def questions(self) -> tuple[Question, ...]:
        """One question an item."""
        return tuple(
            Question(text=text, labels=self.labels, high=4)
            for text in self.items or [self.question]
        )


class Pair(Fields, frozen=True, kw_only=True):
    """A card for two: `turns` say who does what, the fields ask what was noticed; two ways
    without a partner.
    """

    turns: tuple[str, ...]
    alone: str
    written: str


class Timer(Fields, frozen=True, kw_only=True):
    """A clock, hidden while it runs, which can be stretched or turned off.

    `seconds` are the lengths to choose from, the first of them chosen. How long it `felt` is asked
    before the field `clock` shows how long it was; `written` does without any clock.
    """

    seconds: tuple[int, ...]
    felt: str
    clock: str
    written: str

    def reply(self, answer: object) -> str:
        """What it felt like beside what it was."""
        kept = self.check(answer)
        if not kept.keys() >= {self.felt, self.clock}:
            return self.done
        return (
            f"It felt like {kept[self.felt]} seconds, and it was {kept[self.clock]}. "
            f"{self.done.removeprefix('Kept. ')}"
        )


class Dice(Fields, frozen=True, kw_only=True):
    """Throws until the highest face shows; the kit or a real die fills the field named
    `throws`, after the `guess`.
    """

    throws: str
    guess: str
    sides: int = 6

    def reply(self, answer: object) -> str:
        """What was guessed beside what came, and how ordinary so many throws are."""
        kept = self.check(answer)
        guess, count = (kept.get(text) for text in (self.guess, self.throws))
        both = (
            [f"You guessed throw {guess}, and it came at throw {count}."] if guess and count else []
        )
        return " ".join([self.done, *both, *([self.luck(count)] if count else [])])

    def luck(self, count: int) -> str:
        """How many people of 100 need as many throws or more; the die is alike for all."""
        if count == 1:
            return (
                f"Of 100 people with such a die, {100 / self.sides:.0f} have it at the first throw."
            )
        as_many = 100 * (1 - 1 / self.sides) ** (count - 1)
        people = "fewer than 1" if as_many < 0.5 else f"{as_many:.0f}"
        return f"Of 100 people with such a die, {people} need {count} throws or more."


class Steps(Exercise, frozen=True, kw_only=True):
    """Several exercises in order, each kept by itself."""

    parts: tuple[str, ...]

    def questions(self) -> tuple[Question, ...]:
        """None of its own."""
        return ()


Kind = Prompt | Fields | Frame | Choice | Sort | Rate | Pair | Timer | Dice | Steps
