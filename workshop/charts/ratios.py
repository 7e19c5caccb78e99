"""No's for each yes in each group of asks, be it by a field, by several, or over time."""

from matplotlib.figure import Figure

from workshop.analysis.counts import ENOUGH
from workshop.analysis.groups import SAID, Group, Groups
from workshop.charts import theme
from workshop.charts.card import LEFT, RIGHT, Card
from workshop.charts.marks import axis, span
from workshop.charts.scale import Scale, around
from workshop.charts.theme import BODY, HATCHED, MUTED, SMALL, TINTED
from workshop.text import listed, plural
from workshop.vocabulary import VOCABULARIES


@theme.settings()
def ratio_by(groups: Groups) -> Figure:
    """No's for each yes in each of the largest groups: counts, answered only, and silence as no."""
    by = "over time" if groups.by == ("time",) else f"by {listed([spoken(field) for field in groups.by])}"
    card = Card(f"How many no's for each yes, {by}?")
    if not groups.groups:
        return card.nothing(groups.sentence)
    shown, rest = groups.groups[:SAID], groups.groups[SAID:]
    ranges = [each for group in shown for each in (group.ratio.no_to_yes, group.ratio.no_to_yes_with_silence)]
    known = any(each.low is not None for each in ranges)
    scale = around([end for each in ranges for end in (each.value, each.low, each.high)], LEFT + 8, RIGHT - 190)
    if known:
        _key(card)
    for group in shown:
        _row(card, scale, group)
    if known:
        axis(card, scale)
        card.text(scale.end + 20, card.bottom - 10, "no's for each yes", colour=MUTED)
    if any(group.ratio.no_to_yes.low is None for group in shown):
        card.words(f"A range takes {ENOUGH} answers in a group.", SMALL)
    if rest:
        asks = plural(sum(group.ratio.counts.asks for group in rest), "ask")
        card.words(f"{plural(len(rest), 'smaller group')} with {asks} not drawn; the table has them.", SMALL)
    return card.figure()


def _key(card: Card) -> None:
    for x, words, look in ((LEFT, "answered only", TINTED), (LEFT + 160, "silence as no", HATCHED)):
        card.box(x, card.bottom + 10, 26, 14, look, radius=4)
        card.text(x + 34, card.bottom + 22, words, colour=MUTED)
    card.bottom += 38


def _row(card: Card, scale: Scale, group: Group) -> None:
    told, ratio, with_silence = group.ratio.counts, group.ratio.no_to_yes, group.ratio.no_to_yes_with_silence
    name = theme.fitted(name_of(group), BODY, RIGHT - LEFT, bold=True)
    card.text(LEFT, card.bottom + 17, name, BODY, bold=True)
    left = LEFT + theme.measure(name, BODY, bold=True) + 12
    words = told.words.partition(": ")[2]
    if left + theme.measure(words, SMALL) > RIGHT:
        left, card.bottom = LEFT, card.bottom + 21
    card.text(left, card.bottom + 17, theme.fitted(words, SMALL, RIGHT - left), colour=MUTED)
    card.bottom += 26
    for each, high, look in ((ratio, 18, TINTED), (with_silence, 14, HATCHED))[: 2 if told.silent else 1]:
        if each.low is not None:
            span(card, scale, each, look, high)
            words, end = each.words, scale(each.high) + (16 if each.high is None else 8)
            card.text(end, card.bottom + high / 2 + 5, words, colour=look.edge)
            card.bottom += high + 4
    card.bottom += 12


def spoken(field: str) -> str:
    """A field's name as a person says it.

    >>> spoken("motive_guess"), spoken("extra.easy_apply")
    ('motive guess', 'easy apply')
    """
    return field.removeprefix("extra.").replace("_", " ")


def name_of(group: Group) -> str:
    """A group's values as a person says them.

    >>> name_of(Group(("channel", "size"), ("form", None), None))
    'Form, size not given'
    """
    named = []
    for field, value in zip(group.by, group.values, strict=True):
        word = VOCABULARIES.get(field, {}).get(value or "")
        named.append(word.label if word else value or f"{spoken(field)} not given")
    return ", ".join(named)
