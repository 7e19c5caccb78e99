"""What narrows the list of asks besides its search: what came back, and the month of the ask."""

from collections.abc import Callable
from datetime import date

from workshop.journal import Entry

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
