"""What exercises are made of: a question, an option with its reply, a card to sort and the
mistakes it catches.
"""

from typing import Annotated

import msgspec

from workshop.text import LINE, TEXT, Problem, clean, listed, whole

Line = Annotated[str, msgspec.Meta(min_length=1, max_length=LINE, pattern=r"^\S(.*\S)?$")]
"""Words by which an answer is kept, so they must stay as they are in a journal."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something inside an exercise."""


class Question(Part, frozen=True, kw_only=True):
    """One thing asked: free words on `lines` lines, one of `choices`, or a whole number from `low`
    to `high`.

    `labels` say what the numbers from 0 on mean, where each has a meaning of its own.
    """

    text: Line
    hint: str = ""
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    suggest: tuple[str, ...] = ()
    high: int = 0
    low: int = 0
    lines: int = 1

    def read(self, given: object, field: str = "answer") -> str | int | None:
        """The answer in `given`, None where there is none; `Problem` says what to do instead, of
        this `field`.

        >>> which = Question(text="Which?", choices=("Red", "Blue"))
        >>> Question(text="How many?", high=10).read(" 7 "), which.read("B")
        (7, 'Blue')
        """
        words = "" if given is None else clean(str(given), field, TEXT)
        if not words or not (self.high or self.choices):
            return words or None
        if self.high:
            found = whole(words, field, high=self.high)
            if found < self.low:
                raise Problem(
                    f"{field}: {found} does not fit. Please give a number from {self.low} on.",
                    field,
                )
            return found
        letters = list(LETTERS[: len(self.choices)])
        places = [str(place) for place in range(1, len(self.choices) + 1)]
        named = dict(
            zip([*letters, *places, *map(str.lower, self.choices)], self.choices * 3, strict=True)
        )
        partly = [choice for choice in self.choices if words.lower() in choice.lower()]
        if found_by := named.get(words.lower()) or (partly[0] if len(partly) == 1 else None):
            return found_by
        raise Problem(
            f'{field}: "{words[:40]}" is none of the answers here. '
            f"Please choose {listed(letters, 'or')}.",
            field,
        )


class Option(Part, frozen=True, kw_only=True):
    """One answer of a choice with its reply; `tag` names the mistake behind it, `code` its word
    in the log.
    """

    text: Line
    reply: str
    right: bool = False
    tag: str = ""
    code: str = ""


class Mistake(Part, frozen=True, kw_only=True):
    """What is said where a card was put into another group, and the short name of the mistake."""

    tag: str
    reply: str


class Card(Part, frozen=True, kw_only=True):
    """Something to sort; where it has a `group` of its own: why, and what to say for each other
    one.
    """

    text: Line
    group: str = ""
    reply: str = ""
    wrong: dict[str, Mistake] = {}
    source: str = ""
