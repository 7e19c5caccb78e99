"""Tells beside asks, as two bars."""

from workshop.analysis.tells import Tells
from workshop.charts.card import LEFT, RIGHT, Card, picture
from workshop.charts.marks import bar
from workshop.charts.scale import Scale
from workshop.charts.theme import MARKS


@picture("How much was told, and how much asked?", lambda result: result.of)
def tells(card: Card, result: Tells) -> None:
    """How many tells, and how many asks."""
    scale = Scale(0, max(result.tells, result.asks, 10), LEFT + 110, RIGHT - 60)
    card.bottom += 16
    bar(card, scale, "tells", result.tells)
    bar(card, scale, "asks", result.asks, look=MARKS["yes"])
