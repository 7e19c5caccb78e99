"""What several cards are made of: scales with round ticks, bars divided by outcome, ranges,
and the axis.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

from matplotlib.path import Path
from matplotlib.ticker import Locator, LogLocator, MaxNLocator

from workshop.analysis.counts import Range
from workshop.analysis.words import rough
from workshop.charts import theme
from workshop.charts.card import LEFT, RIGHT, Card
from workshop.charts.theme import BLUE_TINT, BODY, FAINT, INK, MUTED, SMALL, TINTED, Mark, Points
from workshop.vocabulary import OUTCOMES


@dataclass(frozen=True)
class Scale:
    """Numbers from `low` to `high` laid out between the pixels `start` and `end`; with `log`, by
    their size.
    """

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float | None) -> float:
        """The pixel of a value; what lies outside, or is not known, stands at the nearer edge
        (unknown: the end).

        >>> Scale(0, 10, 100, 200)(5), Scale(1, 100, 0, 200, log=True)(10), Scale(1, 10, 0, 9)(None)
        (150.0, 100.0, 9)
        """
        if value is None or value >= self.high:
            return self.end
        if value <= self.low:
            return self.start
        share = (
            log10(value / self.low) / log10(self.high / self.low)
            if self.log
            else (value - self.low) / (self.high - self.low)
        )
        return self.start + share * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """Round values on the scale, at most eight.

        >>> Scale(0.7, 70, 0, 1, log=True).ticks, Scale(0, 35, 0, 1).ticks
        ([1.0, 2.0, 5.0, 10.0, 20.0, 50.0], [0.0, 10.0, 20.0, 30.0])
        """
        leads = ((1, 2, 5), (1, 3), (1,)) if self.log else ()
        locators: list[Locator] = [LogLocator(subs=each, numticks=20) for each in leads]
        locators = locators or [MaxNLocator(5, steps=[1, 2, 5, 10])]
        found = [
            [
                float(tick)
                for tick in each.tick_values(self.low, self.high)
                if self.low <= tick <= self.high
            ]
            for each in locators
        ]
        return next((ticks for ticks in found if len(ticks) <= 8), found[-1])


def round_up(value: float) -> float:
    """The next 1, 2 or 5 times a power of ten.

    >>> round_up(3), round_up(70), round_up(0.12)
    (5.0, 100.0, 0.2)
    """
    power = 10.0 ** floor(log10(value)) if value > 0 else 1.0
    return next(lead * power for lead in (1, 2, 5, 10) if lead * power >= value * (1 - 1e-12))


def around(values: Iterable[float | None], start: float, end: float) -> Scale:
    """A logarithmic scale with room on both sides of the known values above 0."""
    known = [value for value in values if value] or [1.0]
    return Scale(min(*known, 1.0) / 1.5, max(*known, 10.0) * 1.35, start, end, log=True)


def divided(
    card: Card, counts: Mapping[str, int], x: float, y: float, each: float, high: float = 26
) -> None:
    """A bar divided by outcome, `each` pixels an ask, with letters and counts where they fit."""
    for code, word in OUTCOMES.items():
        look, wide, words = (
            theme.MARKS[code],
            counts.get(code, 0) * each,
            f"{word.letter} {counts.get(code, 0):,}",
        )
        room = theme.measure(words, SMALL, bold=True)
        if wide:
            card.box(x + 1, y, max(wide - 2, 1), high, look, radius=4)
        if room + 8 <= wide:
            if look.hatch:
                card.box(
                    x + wide / 2 - room / 2 - 3,
                    y + 4,
                    room + 6,
                    high - 8,
                    Mark("square", look.fill),
                    radius=4,
                )
            card.text(
                x + wide / 2, y + high / 2 + 5, words, bold=True, colour=look.letter, to="center"
            )
        x += wide


def span(card: Card, scale: Scale, each: Range, look: Mark, high: float = 28) -> None:
    """A range as a bar with its value as a stroke; an arrow where it has no upper end."""
    top, bottom, low, end = card.bottom, card.bottom + high, scale(each.low), scale(each.high)
    tip = [(end + high / 2, (top + bottom) / 2)] if each.high is None else []
    outline = theme.rounded([(low, top), (end, top), *tip, (end, bottom), (low, bottom)], high / 4)
    card.path(outline, look.fill, look.edge, hatch=look.hatch)
    if each.value is not None:
        at, over = scale(each.value), high / 7
        card.line([(at, top - over), (at, bottom + over)], look.edge, 4)


def axis(card: Card, scale: Scale, words: str = "") -> None:
    """The axis under what was drawn: round numbers, as many as have room, and what they count."""
    y, taken = card.bottom, 0.0
    card.line([(scale.start, y), (scale.end, y)], FAINT)
    for tick in scale.ticks:
        x, half = scale(tick), theme.measure(rough(tick), SMALL) / 2
        card.line([(x, y), (x, y + 5)], FAINT)
        if x - half > taken:
            card.text(x, y + 20, rough(tick), colour=MUTED, to="center")
            taken = x + half + 10
    card.text(LEFT, y + 20, words, colour=MUTED)
    card.bottom += 30


def stepped(points: Points) -> list[tuple[float, float]]:
    """A line that stays level until the next point.

    >>> stepped([(0, 5), (2, 7)])
    [(0, 5), (2, 5), (2, 7)]
    """
    later = [step for (_, level), (x, y) in pairwise(points) for step in ((x, level), (x, y))]
    return [*points[:1], *later]


def band(card: Card, lows: Points, highs: Points) -> None:
    """The room between two lines."""
    outline = [*lows, *reversed(highs)]
    card.path(Path(outline, [Path.MOVETO] + [Path.LINETO] * (len(outline) - 1)), BLUE_TINT)


def bar(
    card: Card,
    scale: Scale,
    words: str,
    count: int,
    note: str = "",
    *,
    look: Mark = TINTED,
    slim: bool = False,
    indent: float = 0,
) -> None:
    """A counted bar with its name at the left and its count, with a note, at its end; nothing is
    drawn for none.
    """
    high, size = (18, SMALL) if slim else (26, BODY)
    middle = card.bottom + high / 2 + 3
    name = theme.fitted(words, size, scale.start - LEFT - indent - 10)
    card.text(LEFT + indent, middle + 5, name, size, colour=MUTED if slim else INK)
    end = scale(count)
    if count:
        card.box(scale.start, middle - high / 2, max(end - scale.start, 3), high, look)
    card.text(
        end + 9, middle + 5, f"{count:,}", size, bold=count > 0, colour=INK if count else MUTED
    )
    card.text(
        end + 17 + theme.measure(f"{count:,}", size, bold=True), middle + 5, note, colour=MUTED
    )
    card.bottom += high + 10


def bars(
    card: Card, counts: Mapping[str, int], start: float, least: int = 10, *, slim: bool = True
) -> None:
    """Counted bars below each other, from the pixel `start` on; a count of `least` fills the
    width, unless there is a larger one.
    """
    scale = Scale(0, max(least, *counts.values()), start, RIGHT - 60)
    for words, count in counts.items():
        bar(card, scale, words, count, slim=slim)
