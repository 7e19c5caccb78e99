"""Groups of asks side by side: no's for each yes in each, and which of them differ by more than
luck.
"""

from matplotlib.figure import Figure

from workshop.analysis.counts import ENOUGH
from workshop.analysis.fields import spoken
from workshop.analysis.patterns import Patterns, Weighed
from workshop.analysis.ratio import SAID, Group, Groups
from workshop.analysis.words import of_hundred
from workshop.charts import theme
from workshop.charts.card import LEFT, RIGHT, Card, picture
from workshop.charts.marks import Scale, around, axis, span
from workshop.charts.theme import BLUE, BODY, FAINT, MUTED, PAPER, RULE, SMALL
from workshop.text import listed, plural

ROWS = 7
"""How many splits are drawn: those that stand out, then those that come nearest."""


@theme.settings()
def ratio_by(groups: Groups) -> Figure:
    """No's for each yes in each of the largest groups: counts, answered only, and silence as no."""
    by = (
        "over time"
        if groups.by == ("time",)
        else f"by {listed([spoken(field) for field in groups.by])}"
    )
    card = Card(f"How many no's for each yes, {by}?")
    if not groups.groups:
        return card.nothing(groups.sentence)
    shown, rest = groups.groups[:SAID], groups.groups[SAID:]
    known = [each for group in shown for each in group.ratio.known.values()]
    scale = around(
        [end for each in known for end in (each.value, each.low, each.high)], LEFT + 8, RIGHT - 190
    )
    if known:
        _key(card)
    for group in shown:
        _row(card, scale, group)
    if known:
        axis(card, scale)
        card.text(scale.end + 20, card.bottom - 10, "no's for each yes", colour=MUTED)
    if any(group.ratio.no_to_yes.low is None for group in shown):
        card.paragraph(f"A range takes {ENOUGH} answers in a group.", SMALL)
    if rest:
        asks = plural(sum(group.ratio.counts.asks for group in rest), "ask")
        card.paragraph(
            f"{plural(len(rest), 'smaller group')} with {asks} not drawn; the table has them.",
            SMALL,
        )
    return card.figure()


def _key(card: Card) -> None:
    for x, (words, look) in zip((LEFT, LEFT + 160), theme.SPANS.items(), strict=True):
        card.box(x, card.bottom + 10, 26, 14, look, radius=4)
        card.text(x + 34, card.bottom + 22, words, colour=MUTED)
    card.bottom += 38


def _row(card: Card, scale: Scale, group: Group) -> None:
    name = theme.fitted(group.name, BODY, RIGHT - LEFT, bold=True)
    card.text(LEFT, card.bottom + 17, name, BODY, bold=True)
    left = LEFT + theme.measure(name, BODY, bold=True) + 12
    words = group.ratio.counts.words.partition(": ")[2]
    if left + theme.measure(words, SMALL) > RIGHT:
        left, card.bottom = LEFT, card.bottom + 21
    card.text(left, card.bottom + 17, theme.fitted(words, SMALL, RIGHT - left), colour=MUTED)
    card.bottom += 28
    for high, (name, each) in zip((18, 14), group.ratio.known.items(), strict=False):
        look, end = theme.SPANS[name], scale(each.high) + (16 if each.high is None else 8)
        span(card, scale, each, look, high)
        card.text(end, card.bottom + high / 2 + 5, each.words, colour=look.edge)
        card.bottom += high + 8
    card.bottom += 10


def _shown(result: Patterns) -> list[Weighed]:
    """What is named, then the most striking group of each other split."""
    first = {(row.of, row.by): row for row in reversed(result.named)}
    for row in sorted(result.weighed, key=lambda row: row.alone):
        first.setdefault((row.of, row.by), row)
    return sorted(first.values(), key=lambda row: (not row.named, row.alone))[:ROWS]


@picture("Which patterns are more than luck?", _shown)
def patterns(card: Card, result: Patterns) -> None:
    """The groups that stand out, and those that come nearest; rates of 100 asks, with what luck
    alone does.
    """
    scale = Scale(0, 100, LEFT + 6, RIGHT - 270)
    key = (
        (6, "this group", BLUE, BLUE, 1.5),
        (126, "all others; both drawn towards the whole", PAPER, MUTED, 2.0),
    )
    for x, words, fill, edge, width in key:
        card.marks(theme.shape("disc", 12), [(LEFT + x, card.bottom + 24)], fill, edge, width)
        card.text(LEFT + x + 12, card.bottom + 29, words, colour=MUTED)
    card.bottom += 46
    for row in _shown(result):
        _beside(card, scale, row)
    axis(card, scale)
    card.text(scale.end + 20, card.bottom - 10, "of 100 asks", colour=MUTED)


def _beside(card: Card, scale: Scale, row: Weighed) -> None:
    """One group: its name and counts, then its rate and that of the others, and what luck alone
    does.
    """
    name = theme.fitted(
        f"{row.of.capitalize()}: {row.name}", BODY, RIGHT - LEFT - 260, bold=row.named
    )
    card.text(LEFT, card.bottom + 17, name, BODY, bold=row.named)
    counted = f"{row.hits:,} of {row.asks:,}; others {row.others_hits:,} of {row.others:,}"
    card.text(RIGHT, card.bottom + 17, counted, colour=MUTED, to="right")
    middle, here, there = card.bottom + 36, scale(100 * row.shrunk), scale(100 * row.others_shrunk)
    card.line([(scale.start, middle), (scale.end, middle)], RULE)
    card.line(
        [(here, middle), (there, middle)], BLUE if row.named else FAINT, 5 if row.named else 3
    )
    card.marks(theme.shape("disc", 13), [(there, middle)], PAPER, MUTED, 2, label="others")
    card.marks(theme.shape("disc", 13), [(here, middle)], BLUE, BLUE, label="group")
    luck = f"luck: {of_hundred(row.p)} of 100 logs"
    words = "more than luck" if row.named else "sure, too small to matter" if row.sure else luck
    card.text(
        scale.end + 20,
        middle + 5,
        words,
        SMALL,
        bold=row.named,
        colour=BLUE if row.named else MUTED,
    )
    card.bottom += 62
