"""What a list says of an ask, what its search looks through, and what narrows it besides."""

from collections.abc import Callable
from datetime import date

from workshop import results
from workshop.analysis.amounts import money
from workshop.journal import Entry, Log
from workshop.text import plural
from workshop.vocabulary import OUTCOMES
from workshop.widgets.fields import day_words, door_words, standing_words

UNKNOWN = "unknown"
"""The month of an ask whose day is unknown."""
NARROWS: dict[str, Callable[[Entry], str]] = {
    "came": lambda entry: entry.outcome,
    "month": lambda entry: str(entry.ask.asked_on or UNKNOWN)[:7],
}
"""What narrows the list besides the search, by the name of its field."""


def month_words(month: str) -> str:
    """A month as a person says it.

    >>> month_words("2026-03"), month_words(UNKNOWN)
    ('March 2026', 'Day unknown')
    """
    return "Day unknown" if month == UNKNOWN else f"{date.fromisoformat(month + '-01'):%B %Y}"


def searched(log: Log, entry: Entry) -> str:
    """What the search looks through, as it is shown; kept with the entry, which never
    changes.
    """
    if "searched" not in entry.__dict__:
        ask, came = entry.ask, OUTCOMES[entry.outcome].label
        told = [ask.name, ask.pitched, ask.note, day_words(ask.asked_on), came]
        told += [*labels(log, entry), *ask.extra.values()]
        entry.__dict__["searched"] = " ".join(filter(None, told)).casefold()
    return str(entry.__dict__["searched"])


def labels(log: Log, entry: Entry) -> list[str]:
    """Kind and channel of an ask, as they are called, and the amount that hangs on one that
    waits.
    """
    ask, codes = entry.ask, {"kind": entry.ask.kind, "channel": entry.ask.channel}
    unit = ask.extra.get("currency") or str(log.setting("currency") or "")
    hangs = entry.outcome == "waiting" and ask.amount is not None
    amount = [money(ask.amount or 0, unit.upper())] * hangs
    return [*(log.label(name, code) for name, code in codes.items() if code), *amount]


def details(log: Log, entry: Entry) -> str:
    """Kind, channel, day and standing, whether it was asked back, and its door, in one line."""
    waited, patience = results.waited(log, entry), results.horizon(log, entry)
    stands = standing_words(log, entry)
    if entry.outcome == "waiting" and waited:
        stands = f"waiting for {plural(waited, 'day')}"
    if entry.outcome == "waiting" and not entry.was_answered and waited > patience:
        stands += f", longer than your {patience}: is it silence?"
    if entry.outcome == "waiting" and entry.ask.expected_on:
        stands += f", they said by {day_words(entry.ask.expected_on)}"
    details = [*labels(log, entry), day_words(entry.ask.asked_on), stands]
    if any(step.what == "probed" for step in entry.steps):
        details.append("asked a question back")
    if entry.stands_at and entry.stands_at.door:
        details.append(door_words(entry, log))
    return " · ".join(details)
