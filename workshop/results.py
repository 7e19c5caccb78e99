"""What a log says, by name: the twins of the pictures, for those who would rather have plain numbers."""

from workshop import tables
from workshop.analysis.counts import Counts
from workshop.analysis.counts import counts as _counts
from workshop.analysis.ratio import NoToYes
from workshop.analysis.ratio import no_to_yes as _no_to_yes
from workshop.journal import Log


def counts(log: Log) -> Counts:
    """How many asks of a log stand where; `.sentence` says it in words."""
    return _counts(tables.asks(log, log.as_of))


def no_to_yes(log: Log) -> NoToYes:
    """No's for each yes in a log, with their range; `.sentence` says it in words."""
    return _no_to_yes(tables.asks(log, log.as_of))
