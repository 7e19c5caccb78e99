"""What was rated more than once, from 0 to 4: how personal a no felt, and what another reading of it changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from workshop.analysis.feeling import Sting
from workshop.analysis.readings import Readings
from workshop.charts import theme
from workshop.charts.card import LEFT, RIGHT, Card, picture
from workshop.charts.marks import bar
from workshop.charts.scale import Scale
from workshop.charts.theme import BLUE, BLUE_TINT, MUTED, SMALL

_SLOPE, _DISC = "#9dbcd6", 34


@picture("How personal did it feel, and later?", lambda result: any({*row} != {None} for row in result.steps))
def sting(card: Card, result: Sting) -> None:
    """How personal it felt at the time, after another reading, and later; thicker where more went the same way."""
    names = ("at the time", "another reading", "later")
    used = [k for k in range(3) if any(row[k] is not None for row in result.steps)]
    y = _levels(card, ("0, not at all", "1", "2", "3", "4, a lot"), 62)
    columns = {names[k]: LEFT + 190 + n * 240.0 for n, k in enumerate(used)}
    _slopes(card, y, columns, [[row[k] for k in used] for row in result.steps])


@picture("What did another reading change?", lambda result: result.items or result.voices)
def readings(card: Card, result: Readings) -> None:
    """Each thing rated, before and after another reading; then which voice spoke first, as often as it did."""
    if result.items:
        y = _levels(card, ("0, not at all", "1", "2", "3", "4, wholly"), 112)
        wide = (RIGHT - LEFT - 120) / len(result.items)
        for n, (item, pairs) in enumerate(result.items.items()):
            left = LEFT + 120 + n * wide
            for row, words in enumerate(theme.wrapped(item, SMALL, wide - 16, bold=True)):
                card.text(left + wide / 2, y(4) - 78 + 18 * row, words, bold=True, to="center")
            _slopes(card, y, {"before": left + wide / 2 - 50, "after": left + wide / 2 + 50}, pairs)
    if result.voices:
        card.heading("Which voice spoke first?")
        scale = Scale(0, max(6, *result.voices.values()), LEFT + 270, RIGHT - 60)
        for voice, count in result.voices.items():
            bar(card, scale, voice, count, slim=True)


def _levels(card: Card, labels: Sequence[str], room: float) -> Scale:
    """The five levels with their names at the left, `room` below what stands above; the card goes on under them."""
    y = Scale(0, 4, card.bottom + room + 220, card.bottom + room)
    for level, words in enumerate(labels):
        card.text(LEFT, y(level) + 5, words, colour=MUTED)
    card.bottom = y(0) + 26
    return y


def _slopes(card: Card, y: Scale, columns: Mapping[str, float], rows: Sequence[Sequence[int | None]]) -> None:
    """A disc for each level in each column with how many stand there, and lines between those that have both."""
    for (k, start), (_, end) in pairwise(enumerate(columns.values())):
        paths = Counter((row[k], row[k + 1]) for row in rows if row[k] is not None and row[k + 1] is not None)
        for (low, high), count in paths.items():
            width = min(14, 1.5 + 12 * count / max(len(rows), 12))
            card.line([(start, y(low)), (end, y(high))], _SLOPE, width)
    for k, (name, x) in enumerate(columns.items()):
        card.text(x, y(4) - 30, name, bold=len(columns) > 2, to="center")
        for felt, count in Counter(row[k] for row in rows if row[k] is not None).items():
            card.marks(theme.shape("disc", _DISC), [(x, y(felt))], BLUE_TINT, BLUE, label=name)
            if len(rows) > 1:  # of a single one, how many there are says nothing
                card.text(x, y(felt) + 5, f"{count:,}", bold=True, to="center")
