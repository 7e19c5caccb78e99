"""What one person shows the room: counts that they see first, whole and in words."""

from collections.abc import Collection
from secrets import randbits
from typing import Any

from workshop import results
from workshop.analysis.room import CODES, Share
from workshop.journal import Log
from workshop.text import Problem, plural
from workshop.vocabulary import OUTCOMES

PERSON, TURN = "room.person", "room.turn"
GUESS = "guess"
SHOWN = (*CODES, GUESS)
"""What can be left out: the count of each outcome, and the guess."""
WARNING = (
    "Whoever reads this code can read these counts, and beside your name in a chat they are yours. "
    "Send it to whoever runs the workshop, and to nobody else."
)


def share(log: Log, week: int = 1, leave_out: Collection[str] = ()) -> Share:
    """What a log would show the room in this week of the workshop; nothing is written yet."""
    if not 1 <= week <= 9:
        raise Problem("week: please give a week from 1 to 9.", "week")
    if unknown := [name for name in leave_out if name not in SHOWN]:
        raise Problem(
            f'There is no "{unknown[0][:40]}" to leave out. There are {", ".join(SHOWN)}.'
        )
    found = results.counts(log).outcomes
    outcomes = {code: found[code] for code in CODES if code not in leave_out}
    guess = None if GUESS in leave_out else _guess(log)
    own = log.own
    person, turn = own.setting(PERSON, 0), own.setting(TURN, 0)
    return Share(int(person), int(turn) + 1, week, log.is_borrowed, outcomes, guess)


def keep(log: Log, made: Share) -> Share:
    """The share as it goes out: under the person's random number, and one turn later than the last,
    so that it replaces it. Only these two are written, into the person's own journal.
    """
    person = made.person or randbits(32) or 1
    with log.own.batch("setting"):
        log.own.set(PERSON, person)
        log.own.set(TURN, made.turn)
    return Share(person, made.turn, made.week, made.is_borrowed, made.outcomes, made.guess)


def words(made: Share) -> list[str]:
    """All that a share holds, line by line: what the room would get."""
    told = [f"{plural(made.asks, 'ask')} made, in week {made.week}."]
    told += [f"{OUTCOMES[code].label}: {count:,}" for code, count in made.outcomes.items()]
    if made.guess is not None:
        told.append(f"Guessed that {made.guess} of ten come to nothing.")
    lent = "That it is a borrowed log; the room's pictures draw it like every other."
    return [*told, lent if made.is_borrowed else "That it is your own log."]


def _guess(log: Log) -> int | None:
    """How many of ten asks were guessed to come to nothing, before anything was written down."""
    answers: list[Any] = [kept.answer for *_, kept in log.reflections("02.guess")]
    told = [next(iter(answer.values()), None) for answer in answers if isinstance(answer, dict)]
    return min(10, max(0, round(float(told[-1])))) if told and told[-1] not in (None, "") else None
