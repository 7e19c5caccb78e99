"""What a day says: what stands since the last one, what waits, what is past its day, what is
due.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from workshop import results
from workshop.analysis.words import day_words
from workshop.journal import Entry, Log
from workshop.records import Ask, Step
from workshop.text import plural
from workshop.vocabulary import NOS


@dataclass(frozen=True)
class Today:
    """What stands in a log on its day: `past` asks past their day, `due` ones whose own day has
    come, and the others that are `waiting`, the longest first.
    """

    day: date
    since: str
    past: list[Entry]
    due: list[Entry]
    waiting: list[Entry]


def today(log: Log) -> Today:
    """What a log says today."""
    open_ = (e for e in log.asks if e.outcome == "waiting" and not results.is_due(log, e))
    rest = sorted(open_, key=lambda entry: -results.waited(log, entry))
    past = [entry for entry in rest if results.is_past(log, entry)]
    due = [entry for entry in results.doors(log) if results.is_due(log, entry)]
    waiting = [entry for entry in rest if not results.is_past(log, entry)]
    return Today(log.as_of, since(log), past, due, waiting)


def since(log: Log) -> str:
    """What came since the day before today on which something was last told, that day too.

    Empty where nothing came, and where that day is more than a fortnight ago: no gap is ever
    mentioned.
    """
    days = {
        date.fromisoformat(each.line.at[:10])
        for kind in (Ask, Step)
        for versions in log.history(kind).values()
        for each in versions
    }
    last = max((day for day in days if day < log.today), default=date.min)
    if log.today - last > timedelta(14):
        return ""
    asked = sum((entry.ask.asked_on or date.min) >= last for entry in log.asks)
    answered = sum((step.on or date.min) >= last for entry in log.asks for step in entry.answers)
    both = [plural(count, word) for count, word in ((asked, "ask"), (answered, "answer")) if count]
    when = f"{last:%A}" if log.today - last < timedelta(7) else day_words(last)
    return f"Since {when}: {', '.join(both)}." if both else ""


def came(entry: Entry) -> str:
    """A sentence of its own for an answer that was just logged; empty where plain words do.

    A yes says from whom and after how long. What fell through, and a no that hurt
    (3 or 4 of 4), are met quietly.
    """
    if entry.outcome == "yes":
        return f"Yes, from {entry.ask.name}{_after(entry)}."
    if entry.outcome == "fell_through":
        return "It fell through. The yes was said all the same, and stays in your log as one."
    if entry.outcome in NOS and (entry.sting or 0) >= 3:
        return "It is written down, and nothing more is asked of you about it today."
    return ""


def _after(entry: Entry) -> str:
    asked, answered = entry.ask.asked_on, entry.answered_on
    if not asked or not answered or answered < asked:
        return ""
    days = (answered - asked).days
    return f", {plural(days, 'day')} after you asked" if days else ", on the day you asked"
