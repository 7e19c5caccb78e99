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


def doors(log: Log) -> list[Entry]:
    """The asks whose answer has a next door with a day, the next day first.

    A final no is never among them, an unfair one only to take it further, and none to clarify that
    was asked back.
    """
    found = [
        (step.door_on, entry)
        for entry in log.asks
        if (step := entry.stands_at) and step.door and step.door_on
    ]
    open_doors = [(day, entry) for day, entry in found if entry.leads_on]
    return [
        entry for _, entry in sorted(open_doors, key=lambda pair: (pair[0], pair[1].ask.number))
    ]


def due(log: Log) -> list[Entry]:
    """The asks whose next door is due by today."""
    return [
        entry
        for entry in doors(log)
        if (step := entry.stands_at) and step.door_on and step.door_on <= log.as_of
    ]


def past_horizon(log: Log) -> list[Entry]:
    """The open asks that have waited longer than the log's own horizon for their kind, the longest
    first.

    No more than a hint that it may be silence: whether it is, the person says.
    """
    return [e for e in log.asks if e.outcome == "waiting" and waited(log, e) > horizon(log, e)]


def waited(log: Log, entry: Entry) -> int:
    """Days from an ask to the day on which the log is looked at; 0 where the day of the ask is
    unknown.
    """
    return (log.as_of - (entry.ask.asked_on or log.as_of)).days


def horizon(log: Log, entry: Entry) -> int:
    """Days after which an ask of this kind may be called silence, as the log's owner set them."""
    kind = entry.ask.kind or ""
    return Look(horizons={kind: int(log.setting(f"horizon.{kind}", HORIZON_DAYS))}).horizon(kind)
