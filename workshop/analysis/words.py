"""How numbers are said: rounding happens here and nowhere else."""

from datetime import date
from math import floor, log10

_SMALL = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


class Told:
    """A result in words: `lines`, each of which can stand alone, the first above all; and all
    as one `sentence`.
    """

    @property
    def lines(self) -> list[str]:
        """The words, line by line."""
        raise NotImplementedError

    @property
    def sentence(self) -> str:
        """All lines in one, which is also the alternative text of the picture."""
        return " ".join(self.lines)


def rough(value: float) -> str:
    """A number as said: two figures, no empty decimals.

    >>> rough(4.5), rough(18.46), rough(1.096), rough(12.0), rough(3.0), rough(7314), rough(0)
    ('4.5', '18', '1.1', '12', '3', '7,300', '0')
    """
    if value == 0:
        return "0"
    digits = 1 - floor(log10(abs(value)))
    rounded = round(value, digits)
    return (
        f"{rounded:,.{max(digits, 0)}f}".rstrip("0").rstrip(".")
        if digits > 0
        else f"{rounded:,.0f}"
    )


def spelled(count: int) -> str:
    """A count that begins a sentence: spelled out up to twelve.

    >>> spelled(11), spelled(41)
    ('Eleven', '41')
    """
    return _SMALL[count].capitalize() if 0 <= count < len(_SMALL) else f"{count:,}"


def of_hundred(chance: float) -> str:
    """A share of 100 people, without pretending that a small one is none.

    >>> of_hundred(.387), of_hundred(.004), of_hundred(0.9999)
    ('39', 'fewer than 1', 'more than 99')
    """
    if 0 < chance < 0.005:
        return "fewer than 1"
    return "more than 99" if 0.995 <= chance < 1 else f"{100 * chance:.0f}"


def day_words(first: date | None, last: date | None = None) -> str:
    """A day as a person writes it, or the days from one to another.

    >>> day_words(date(2026, 3, 2)), day_words(date(2026, 3, 2), date(2026, 4, 1)), day_words(None)
    ('2 March 2026', '2 March 2026 to 1 April 2026', 'day unknown')
    """
    begins = f"{first.day} {first:%B %Y}" if first else "day unknown"
    return begins if last is None else f"{begins} to {day_words(last)}"
