"""Where asks began and how far they came, what kinds of no they met, and what those no's opened."""

from workshop.analysis.ways import Opened, Shades, Tells, door_label
from workshop.charts import theme
from workshop.charts.card import LEFT, RIGHT, Card, picture, tiles
from workshop.charts.marks import Scale, bar, divided
from workshop.charts.theme import BODY, MARKS, MUTED, SMALL
from workshop.vocabulary import OUTCOMES

LISTED = 8
"""How many things that no's opened are drawn; the table has all."""
_SIDE = LEFT + 210


@picture("How much was told, and how much asked?", lambda result: result.of)
def tells(card: Card, result: Tells) -> None:
    """How many tells, and how many asks."""
    scale = Scale(0, max(result.tells, result.asks, 10), LEFT + 110, RIGHT - 60)
    card.bottom += 16
    bar(card, scale, "tells", result.tells)
    bar(card, scale, "asks", result.asks, look=MARKS["yes"])


def _some(result: Shades) -> bool:
    return any(result.shades.values()) or bool(result.became or result.opened)


@picture("Which kinds of no were they?", _some)
def shades(card: Card, result: Shades) -> None:
    """How the no's divide, what a question made of the unclear ones, and what the no's opened."""
    found = {code: count for code, count in result.shades.items() if count}
    scale = Scale(0, max(6, *found.values(), 0), _SIDE + 96, RIGHT - 60)
    card.bottom += 16
    for code, count in found.items():
        tiles(card, code, [(LEFT + 15, card.bottom + 16)], 30)
        bar(card, scale, OUTCOMES[code].label, count, look=MARKS[code], indent=42)
    if result.became:
        card.heading("What did a question back make of the unknown ones?")
        divided(
            card,
            result.became,
            LEFT,
            card.bottom,
            min(60, (RIGHT - LEFT) / sum(result.became.values())),
            32,
        )
        card.bottom += 44
        words = (
            f"{OUTCOMES[code].letter} {OUTCOMES[code].label.lower()}: {n}"
            for code, n in result.became.items()
        )
        card.paragraph("; ".join(words), SMALL)
    if result.opened:
        card.heading("What did the no's make room for?")
        for link in result.opened[:LISTED]:
            _opened(card, link)
        if len(result.opened) > LISTED:
            card.paragraph(f"And {len(result.opened) - LISTED} more, in the table.", SMALL)
    if result.doors:
        card.heading("Which doors did you choose?")
        for code, count in result.doors.items():
            bar(card, scale, door_label(code), count, slim=True)


def _opened(card: Card, link: Opened) -> None:
    """One line: the no, what it led to and where that stands, and the person's words."""
    middle, x = card.bottom + 17, LEFT + 15.0
    tiles(card, link.shade, [(x, middle)], 30)
    to = f"ask {link.number} made room for" + (f" ask {link.to}" if link.to is not None else "")
    card.text(x + 28, middle + 6, to, BODY)
    x += 28 + theme.measure(to, BODY) + 28
    if link.outcome:
        tiles(card, link.outcome, [(x, middle)], 30)
        x += 28
    card.text(x, middle + 6, theme.fitted(link.words, BODY, RIGHT - x), BODY, colour=MUTED)
    card.bottom += 38
