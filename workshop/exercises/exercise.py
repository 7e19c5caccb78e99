"""What every exercise is: what it asks, what counts as an answer, and what is said back.

Whatever its kind, an exercise asks `Question`s, and an answer maps each question's own words to
what was answered. So a form, a terminal and a printed card ask any kind in the same way, and an
answer to a card that was changed since can still be read.
"""

from typing import Any, Literal

import msgspec

from workshop.exercises.pieces import Line, Option, Question
from workshop.journal import Entry
from workshop.text import Problem

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

    # What some kinds have as fields of their own, and every other does without.
    lines_of = felt = clock = throws = alone = written = no_question = ""
    seconds, options = tuple[int, ...](), tuple[Option, ...]()
    parts = turns = groups = tuple[str, ...]()

    @property
    def with_day(self) -> list[str]:
        """The answers that may carry a day to come into the log: doors, but for letting go."""
        doors = self.options if self.writes == "door" else ()
        return [option.text for option in doors if option.code != "let_go"]

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
            each = answer if isinstance(answer, list | tuple) else [answer]
            answer = {question.text: given for question, given in zip(asked, each, strict=False)}
        strange = [text for text in answer if text not in [question.text for question in asked]]
        if strange:
            raise Problem(f'answer: this card does not ask "{str(strange[0])[:60]}".', "answer")
        read = {question.text: question.read(answer.get(question.text)) for question in asked}
        kept = {text: value for text, value in read.items() if value is not None}
        if not kept:
            raise Problem(
                "answer: nothing is written yet. A few words are enough, or leave this one out.",
                "answer",
            )
        return kept

    def reply(self, answer: object) -> str:
        """What is said back to this answer; `Problem` where it is none."""
        return self.done if self.check(answer) else ""

    def lead(self, answer: object) -> str:
        """What is said to the whole of an answer, where `replies_to` says the rest."""
        return self.reply(answer)

    def replies_to(self, text: str, given: str) -> list[str]:
        """What is said beside one question that was answered in this way, line by line."""
        return []

    def replies(self) -> list[str]:
        """What there is to say to each answer, for paper."""
        return [f"{option.text} → {option.reply}" for option in self.options]

    def in_words(self, answer: Answer) -> str:
        """The answer as it is shown again."""
        told = ((text if text[-1] in "?:.…" else f"{text}:", said) for text, said in answer.items())
        return "\n".join(f"{text} {said}" if len(answer) > 1 else f"{said}" for text, said in told)
