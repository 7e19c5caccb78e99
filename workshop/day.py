"""What a day says: what stands since the last one, what waits, what is past its day, what is
due.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from workshop import results
from workshop.analysis.words import day_words
from workshop.journal import Entry, Log
from workshop.records import Ask, Step
from workshop.text import plural
from workshop.vocabulary import NOS

FORTNIGHT = timedelta(14)
HURT = 3
"""From which sting on, of 4, a no is met quietly."""


@dataclass(frozen=True)
class Today:
    """What stands in a log on its day: `due` doors and days that they named, `past` and
    `waiting` asks by how long.
    """

    day: date
    since: str
    due: list[Entry]
    past: list[Entry]
    waiting: list[Entry]


def today(log: Log) -> Today:
    """What a log says today."""
    due = results.due(log)
    past = [entry for entry in results.past_horizon(log) if entry not in due]
    waiting = [entry for entry in log.asks if entry.outcome == "waiting"]
    rest = [entry for entry in waiting if entry not in [*due, *past]]
    return Today(
        log.as_of, since(log), due, past, sorted(rest, key=lambda e: -results.waited(log, e))
    )


def since(log: Log) -> str:
    """What came since the day before today on which something was last told, that day too.

    Empty where nothing came, and where that day is more than a fortnight ago: no gap is ever
    mentioned.
    """
    days = {date.fromisoformat(at[:10]) for at in _written(log)}
    last = max((day for day in days if day < log.today), default=date.min)
    if log.today - last > FORTNIGHT:
        return ""
    asked = sum((entry.ask.asked_on or date.min) >= last for entry in log.asks)
    answered = sum((step.on or date.min) >= last for entry in log.asks for step in entry.answers)
    both = [plural(count, word) for count, word in ((asked, "ask"), (answered, "answer")) if count]
    when = f"{last:%A}" if log.today - last < timedelta(7) else day_words(last)
    return f"Since {when}: {', '.join(both)}." if both else ""


def _written(log: Log) -> Iterable[str]:
    for versions in (*log.history(Ask).values(), *log.history(Step).values()):
        yield from (version.line.at for version in versions)


def came(entry: Entry) -> str:
    """A sentence of its own for an answer that was just logged; empty where plain words do.

    A yes says from whom and after how long. What fell through and a no that hurt are met quietly.
    """
    if entry.outcome == "yes":
        return f"Yes, from {entry.ask.name}{_after(entry)}."
    if entry.outcome == "fell_through":
        return "It fell through. The yes was said all the same, and stays in your log as one."
    if entry.outcome in NOS and (entry.sting or 0) >= HURT:
        return "It is written down, and nothing more is asked of you about it today."
    return ""


def _after(entry: Entry) -> str:
    asked, answered = entry.ask.asked_on, entry.answered_on
    if not asked or not answered or answered < asked:
        return ""
    days = (answered - asked).days
    return f", {plural(days, 'day')} after you asked" if days else ", on the day you asked"
