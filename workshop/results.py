"""What a log says, by name: the twins of the pictures, for those who would rather have plain
numbers.
"""

from datetime import date

from workshop import tables
from workshop.analysis import counts as counting
from workshop.analysis import ratio
from workshop.analysis.look import Look
from workshop.journal import Entry, Log
from workshop.vocabulary import HORIZON_DAYS


def look(log: Log, as_of: date | None = None) -> Look:
    """How a log is looked at: on which day (its own, unless given), and by the horizons that its
    owner set.
    """
    kinds = {entry.ask.kind for entry in log.asks} - {None}
    horizons = {kind: int(log.setting(f"horizon.{kind}", HORIZON_DAYS)) for kind in kinds if kind}
    chosen = log.setting("organisation")
    return Look(as_of or log.as_of, horizons, str(chosen) if chosen else None)


def unit(log: Log) -> str:
    """The unit of the log's amounts, as its owner set it; empty where none is set."""
    return str(log.setting("currency") or "").upper()


def counts(log: Log) -> counting.Counts:
    """How many asks of a log stand where; `.sentence` says it in words."""
    return counting.counts(tables.asks(log, log.as_of))


def no_to_yes(log: Log) -> ratio.NoToYes:
    """No's for each yes in a log, with their range; `.sentence` says it in words."""
    return ratio.no_to_yes(tables.asks(log, log.as_of), look(log))


def due_on(entry: Entry) -> date | None:
    """The day on which an ask is to be looked at again; None where it has none.

    While it waits, that is the day by which they said they would answer; later, the day of its next
    door. A final no has none, an unfair one only to take it further, and one that was asked back
    none to clarify.
    """
    if entry.outcome == "waiting":
        return entry.ask.expected_on
    step = entry.stands_at
    return step.door_on if step and step.door and entry.leads_on else None


def doors(log: Log) -> list[Entry]:
    """The asks that have such a day, the next day first."""
    found = [(day, entry.ask.number, entry) for entry in log.asks if (day := due_on(entry))]
    return [entry for *_, entry in sorted(found, key=lambda each: each[:2])]


def is_due(log: Log, entry: Entry) -> bool:
    """Whether the day of an ask has come."""
    return (due_on(entry) or date.max) <= log.as_of


def is_past(log: Log, entry: Entry) -> bool:
    """Whether an ask has waited longer than its horizon: no more than a hint that it may be
    silence, for whether it is, the person says.
    """
    return waited(log, entry) > horizon(log, entry)


def waited(log: Log, entry: Entry) -> int:
    """Days from an ask to the day on which the log is looked at; 0 where the day of the ask is
    unknown.
    """
    return (log.as_of - (entry.ask.asked_on or log.as_of)).days


def horizon(log: Log, entry: Entry) -> int:
    """Days after which an ask may be called silence: those of its kind as the log's owner set
    them, unless they named a day.
    """
    kind, asked, expected = entry.ask.kind or "", entry.ask.asked_on, entry.ask.expected_on
    if asked and expected:
        return (expected - asked).days
    return Look(horizons={kind: int(log.setting(f"horizon.{kind}", HORIZON_DAYS))}).horizon(kind)
