"""The kinds of exercise: what each asks, what counts as an answer, and what is said back.

Content comes from `data/exercises/*.toml`; nothing here knows any of it. Whatever its kind, an
exercise asks `Question`s, and an answer maps each question's own words to what was answered. So a
form, a terminal and a printed card need one piece of code each, and an answer to a card that was
changed since can still be read.
"""

from typing import Any, Literal

import msgspec

from workshop.exercises.pieces import Card, Line, Option, Question
from workshop.journal import Entry
from workshop.text import Problem

AGAIN = "Please look at these numbers once more."
Answer = dict[str, Any]
"""The words of each question, and what was answered to it: text or a number. What was left
empty is not in it.
"""


class Exercise(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag_field="kind",
    tag=str.lower,
):
    """What every exercise has.

    `done` is said once its answer is kept. `of` are the outcomes of the asks that it is about
    (none: it is about no single ask), and with `fair_only` it is not offered where the reason was
    unfair. `writes` is the field of the log for the chosen option's code, or `link`, for what a no
    made room for; `saves_as` the name that its answer, then a bare value, is kept under for another
    part of the kit; `beside` the exercise whose last answer is shown beside this one; `page` offers
    a page of the ask's entry alone; `picture` names the picture whose words follow in a terminal.
    `more` folds it under *More, if you like*; `private` keeps it in memory until it is kept.
    """

    name: str
    title: str
    question: Line
    hint: str = ""
    lines: int = 3
    source: str = ""
    done: str = "Kept, in your own file."
    of: tuple[str, ...] = ()
    fair_only: bool = False
    writes: Literal["", "outcome", "reason", "door", "buying_question", "link"] = ""
    saves_as: str = ""
    beside: str = ""
    page: bool = False
    picture: str = ""
    more: bool = False
    private: bool = False

    def questions(self) -> tuple[Question, ...]:
        """What is asked, in order: for a form, a terminal, a printed card."""
        return (Question(text=self.question, hint=self.hint, lines=self.lines),)

    def offered_for(self, entry: Entry) -> bool:
        """Whether it may be offered for an ask as it stands."""
        outcome, step = entry.outcome, entry.stands_at
        return outcome in self.of and not (
            self.fair_only and step is not None and step.reason == "unfair"
        )

    def check(self, answer: object) -> Answer:
        """The cleaned answer; `Problem`, in words, where there is none or it does not fit.

        `answer` maps questions to answers, lists answers in order, or is the one answer; a letter
        stands for a choice. What `check` gives, it also takes.
        """
        asked = self.questions()
        if not isinstance(answer, dict):
            answers = answer if isinstance(answer, list | tuple) else [answer]
            answer = dict(zip([question.text for question in asked], answers, strict=False))
        strange = [text for text in answer if text not in [question.text for question in asked]]
        if strange:
            raise Problem(f'answer: this card does not ask "{str(strange[0])[:60]}".', "answer")
        found = {question.text: question.read(answer.get(question.text)) for question in asked}
        kept = {text: value for text, value in found.items() if value is not None}
        if not kept:
            raise Problem(
                "answer: nothing is written yet. A few words are enough, or leave this one out.",
                "answer",
            )
        return kept

    def reply(self, answer: object) -> str:
        """What is said back to this answer; `Problem` where it is none."""
        return self.done if self.check(answer) else ""

    def in_words(self, answer: Answer) -> str:
        """The answer as it is shown again."""
        told = ((text if text[-1] in "?:.…" else f"{text}:", said) for text, said in answer.items())
        return "\n".join(f"{text} {said}" if len(answer) > 1 else f"{said}" for text, said in told)


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
                f"answer: {' and '.join(str(part) for part in parts if part)} are more than "
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

    def replies_to(self, text: str, group: str) -> list[str]:
        """The reply to a card that was put into `group`, and its source, where it has them."""
        source = self.card(text).source
        return [
            line
            for line in (self.reply_to(text, group), f"Source: {source}" if source else "")
            if line
        ]

    def reply(self, answer: object) -> str:
        """How many cards went where; where they have a group, what to say for each that lies
        elsewhere.
        """
        put = self.check(answer)
        if not any(card.group for card in self.cards):
            counts = [f"{group}: {list(put.values()).count(group)}" for group in self.groups]
            return f"{', '.join(counts)}. {self.done}"
        wrong = [(text, group) for text, group in put.items() if group in self.card(text).wrong]
        other = [f"{text}: {self.reply_to(text, group)}" for text, group in wrong]
        return "\n".join(
            [f"{len(put) - len(other)} of {len(put)} are where this page would put them.", *other]
        )


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
        both = f"It felt like {kept[self.felt]} seconds, and it was {kept[self.clock]}."
        return f"{both} {self.done.removeprefix('Kept. ')}"


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
