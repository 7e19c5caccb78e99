"""Which patterns are more than luck: each group beside the others, drawn towards the whole."""

from workshop.analysis.fields import said
from workshop.analysis.patterns import Pattern, Patterns
from workshop.analysis.words import of_hundred
from workshop.charts import theme
from workshop.charts.card import LEFT, RIGHT, Card, picture
from workshop.charts.marks import axis
from workshop.charts.scale import Scale
from workshop.charts.theme import BLUE, BODY, FAINT, MUTED, PAPER, RULE, SMALL

ROWS = 7
"""How many splits are drawn: those that stand out, then those that come nearest."""


def _shown(result: Patterns) -> list[Pattern]:
    """What is named, then the most striking group of each other split."""
    first = {(row.of, row.by): row for row in reversed(result.named)}
    for row in sorted((row for row in result.patterns if row.alone is not None), key=lambda row: row.alone or 0):
        first.setdefault((row.of, row.by), row)
    return sorted(first.values(), key=lambda row: (not row.named, row.alone or 0))[:ROWS]


@picture("Which patterns are more than luck?", _shown)
def patterns(card: Card, result: Patterns) -> None:
    """The groups that stand out, and those that come nearest; rates of 100 asks, with what luck alone does."""
    scale = Scale(0, 100, LEFT + 6, RIGHT - 270)
    card.marks(theme.shape("disc", 12), [(LEFT + 6, card.bottom + 24)], BLUE, BLUE)
    card.marks(theme.shape("disc", 12), [(LEFT + 126, card.bottom + 24)], PAPER, MUTED, 2)
    card.text(LEFT + 18, card.bottom + 29, "this group", colour=MUTED)
    card.text(LEFT + 138, card.bottom + 29, "all others; both drawn towards the whole", colour=MUTED)
    card.bottom += 46
    for row in _shown(result):
        _row(card, scale, row)
    axis(card, scale)
    card.text(scale.end + 20, card.bottom - 10, "of 100 closed asks", colour=MUTED)


def _row(card: Card, scale: Scale, row: Pattern) -> None:
    """One group: its name and counts, then its rate and that of the others, and what luck alone does."""
    name = theme.fitted(f"{row.of.capitalize()}: {said(row.by, row.value)}", BODY, RIGHT - LEFT - 260, bold=row.named)
    card.text(LEFT, card.bottom + 17, name, BODY, bold=row.named)
    counts = f"{row.hits:,} of {row.asks:,}; others {row.others_hits:,} of {row.others:,}"
    card.text(RIGHT, card.bottom + 17, counts, colour=MUTED, to="right")
    middle, here, there = card.bottom + 36, scale(100 * row.shrunk), scale(100 * row.others_shrunk)
    card.line([(scale.start, middle), (scale.end, middle)], RULE)
    card.line([(here, middle), (there, middle)], BLUE if row.named else FAINT, 5 if row.named else 3)
    card.marks(theme.shape("disc", 13), [(there, middle)], PAPER, MUTED, 2, label="others")
    card.marks(theme.shape("disc", 13), [(here, middle)], BLUE, BLUE, label="group")
    luck = f"luck: {of_hundred(row.p or 0)} of 100 logs"
    words = "more than luck" if row.named else "sure, too small to matter" if row.sure else luck
    card.text(scale.end + 20, middle + 5, words, SMALL, bold=row.named, colour=BLUE if row.named else MUTED)
    card.bottom += 62
