"""The one table of fields: what each is called, what it holds, and where it is met.

It feeds the checks of records, the forms, the options of the command, the columns of tables,
what can be compared, and import and export. A new field is a line here, and its place in its
record; one that holds a word has its words in `vocabulary.VOCABULARIES`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from workshop.text import TEXT, clean, day, number, whole, yes_or_no
from workshop.vocabulary import NOS, OUTCOMES, VOCABULARIES, Word

Check = Callable[[object, str], Any]
"""From a value and its field's name to the clean value; `Problem` where it does not fit."""
MOST = 1e15
"""Whole numbers up to here are exact, and sums of such stay finite."""


@dataclass(frozen=True)
class Field:
    """One field of an ask, of a step, or of a row of the table of asks.

    `holds` is word, line, text, day, coming (a day that may be still to come), number, whole or
    switch (yes or no); a number goes up to `most`. `label` and `hint` stand on
    forms and in the help of the command, and a word that is chosen has one in `VOCABULARIES`.
    `compared` says whether asks can be compared by it, `fits` with which outcomes an answer has it.
    """

    name: str
    holds: str
    label: str = ""
    hint: str = ""
    most: float = MOST
    compared: bool = False
    fits: tuple[str, ...] = ()

    @property
    def help(self) -> str:
        """What the help of the command says of it."""
        if self.holds == "word":
            return f"One of {', '.join(VOCABULARIES[self.name])}."
        said = [text for text in (self.label, self.hint) if text]
        return " ".join(text if text.endswith(("?", ".")) else f"{text}." for text in said)


OF_ASK = (
    Field("number", "whole"),
    Field("asked_on", "day", "When did you ask?", compared=True),
    Field("alias", "line", "Short name", "One that you will recognise; no real names needed."),
    Field("kind", "word", "Kind", compared=True),
    Field("channel", "word", "How did you ask?", compared=True),
    Field(
        "pitched",
        "line",
        "What you put forward",
        "The same short name each time, so that versions compare.",
        compared=True,
    ),
    Field("size", "word", "Size", compared=True),
    Field("amount", "number", "Amount", "In your own unit, such as 1500.", compared=True),
    Field("decider", "word", "Whoever decides was", compared=True),
    Field("people", "whole", "How many people heard it", most=1_000_000, compared=True),
    Field("brought", "word", "You brought", compared=True),
    Field(
        "chance",
        "whole",
        "Chance of a yes, in percent",
        "As you saw it before the answer.",
        most=100,
    ),
    Field("worst", "text", "The worst that could happen", "Written before the answer."),
    Field("motive_guess", "word", "What do you think moves them?", compared=True),
    Field("motive_found", "word", "What did they say moves them?"),
    Field("minutes", "whole", "Minutes it took", most=1_000_000, compared=True),
    Field("buying_question", "switch", "Did they ask a question that a buyer asks?", compared=True),
    Field("expected_on", "coming", "Expected by", "The day by which they said they would answer."),
    Field("note", "text", "Note", "Anything that you want to find again."),
    Field("origin", "line"),
)
"""The fields of an ask, as the table of asks has them; a person's own follow as `extra.NAME`."""

OF_ANSWER = (
    Field("outcome", "word", "What came back?"),
    Field("answered_on", "day", "When did it come?"),
    Field("stage", "line", "Which stage?", "Such as: interview."),
    Field("reason", "word", "Why?", fits=NOS),
    Field(
        "words",
        "text",
        "Their words",
        "As they were said, as far as you remember.",
        fits=tuple(OUTCOMES),
    ),
    Field("door", "word"),
    Field("door_on", "coming", "The day of the next door"),
    Field("terms", "word", "On which terms?", fits=("yes",)),
    Field("agreed", "number", "Amount agreed", "In your own unit, such as 1500.", fits=("yes",)),
    Field("sting", "whole", "How personal did it feel?", most=4),
)
"""What the table of asks has of the step at which an ask stands, and of how that felt."""

FIELDS = {
    field.name: field
    for field in (
        *OF_ASK,
        *OF_ANSWER,
        Field("what", "word", "What happened?"),
        Field("on", "day", "When did it come?", "Leave it empty if you do not know."),
        Field("source", "word", "How do you know?", fits=NOS),
    )
}
"""Every field by its name."""


def _check(field: Field) -> Check:
    checks: dict[str, Check] = {
        "line": clean,
        "text": partial(clean, limit=TEXT),
        "day": day,
        "coming": partial(day, past=False),
        "number": partial(number, high=field.most),
        "whole": partial(whole, high=field.most),
        "switch": yes_or_no,
    }
    return checks[field.holds]


CHECKS = {name: _check(field) for name, field in FIELDS.items() if field.holds != "word"}
"""What makes a clean value of what is told, by field; one that holds a word is not among them."""

PRESETS = {
    word.code: word
    for word in (
        Word("apply", "I apply", "What you sent, the chance you gave it, the minutes it took."),
        Word("pitch", "I pitch", "What you put forward, for how much, and who decides."),
        Word("submit", "I submit", "What you sent, and for how much; its short name says where."),
        Word(
            "inside",
            "I ask inside work",
            "What you put forward, who decides, and whom you brought.",
        ),
    )
}
DRAWERS: dict[str, tuple[str, ...]] = {
    "apply": ("pitched", "chance", "minutes"),
    "pitch": ("pitched", "amount", "decider"),
    "submit": ("pitched", "amount"),
    "inside": ("pitched", "decider", "brought"),
    "room": ("people", "amount", "worst"),
    "motive": ("motive_guess", "motive_found", "buying_question"),
}
"""At most three fields each: a drawer for each preset, and two that a notebook may ask for."""


def holding(*kinds: str) -> tuple[str, ...]:
    """The names of the fields that hold one of these kinds of thing, in order.

    >>> holding("day", "coming")
    ('asked_on', 'expected_on', 'answered_on', 'door_on', 'on')
    """
    return tuple(field.name for field in FIELDS.values() if field.holds in kinds)


def compared(*kinds: str) -> tuple[str, ...]:
    """Those of them by which asks can be compared.

    >>> compared("number", "whole")
    ('amount', 'people', 'minutes')
    """
    return tuple(name for name in holding(*kinds) if FIELDS[name].compared)
