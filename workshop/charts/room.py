"""What a room has together: a wall of no's in nobody's order, guesses beside what came."""

from matplotlib.figure import Figure

from workshop.analysis.room import Room
from workshop.charts import theme
from workshop.charts.card import LEFT, RIGHT, Card, tiles
from workshop.charts.marks import Scale, around, axis, bar, span
from workshop.charts.theme import BLUE, BODY, HERO, INK, MUTED, PAPER, RULE, TINTED
from workshop.text import plural
from workshop.vocabulary import NOS, OUTCOMES

WALL = 300
"""So many tiles are drawn at most; with more asks, a tile stands for several."""


@theme.settings()
def room(found: Room) -> Figure:
    """The room as one card: how many are in, the wall, no's for each yes, guesses and what came."""
    card = Card("What has this room heard?")
    people = "person is" if found.people == 1 else "people are"
    if found.asks is None:
        card.paragraph(f"{found.people:,} {people} in", HERO, colour=INK, bold=True)
        for line in found.lines[1:]:
            card.paragraph(line)
        return card.figure()
    card.paragraph(f"{found.people:,} {people} in, {plural(found.asks, 'ask')} made")
    _wall(card, found)
    if found.no_to_yes.low is not None:
        card.heading("How many no's for each yes?")
        ends = (found.no_to_yes.value, found.no_to_yes.low, found.no_to_yes.high)
        scale = around(ends, LEFT, RIGHT - 200)
        card.bottom += 10
        span(card, scale, found.no_to_yes, TINTED, 34)
        words = found.no_to_yes.words
        card.text(scale(found.no_to_yes.high) + 16, card.bottom + 23, words, BODY, bold=True)
        card.bottom += 44
        axis(card, scale)
        whose = "own logs only" if found.own_only else "own and borrowed logs together"
        card.paragraph(f"{whose.capitalize()}.")
    if found.guessed and found.came:
        _guesses(card, found)
    return card.figure()


def _wall(card: Card, found: Room) -> None:
    """Each ask a tile, the no's first; outcomes that are not told apart are counted in words."""
    shown = {code: n for code, n in found.outcomes.items() if n}
    each = max(1, -(-sum(shown.values()) // WALL))
    columns, size = 20, 30.0
    places = [code for code in sorted(shown, key=_first) for _ in range(-(-shown[code] // each))]
    card.bottom += 14
    pitch = (RIGHT - LEFT) / columns
    for code in shown:
        at = [
            (LEFT + pitch / 2 + n % columns * pitch, card.bottom + pitch / 2 + n // columns * pitch)
            for n, place in enumerate(places)
            if place == code
        ]
        tiles(card, code, at, size)
    card.bottom += pitch * -(-len(places) // columns) + 6
    scale = Scale(0, max(10, *shown.values(), 0), LEFT + 260, RIGHT - 70)
    for code in sorted(shown, key=_first):
        tiles(card, code, [(LEFT + 15, card.bottom + 16)], 26)
        bar(card, scale, OUTCOMES[code].label, shown[code], look=theme.MARKS[code], indent=40)
    if found.rest:
        bar(card, scale, "not told apart", found.rest, indent=40)
    if each > 1:
        card.paragraph(f"One tile stands for {each} asks.")


def _first(code: str) -> tuple[bool, int]:
    return code not in NOS, list(OUTCOMES).index(code)


def _guesses(card: Card, found: Room) -> None:
    """Half of the room's guesses, and half of what came, on one scale of ten."""
    card.heading("Of ten asks, how many come to nothing?")
    scale = Scale(0, 10, LEFT + 110, RIGHT - 60)
    card.bottom += 14
    for name, quarters in (("guessed", found.guessed), ("came", found.came)):
        low, middle, high = (scale(each) for each in quarters or (0, 0, 0))
        y = card.bottom + 16
        card.text(LEFT, y + 5, name, BODY)
        card.line([(scale.start, y), (scale.end, y)], RULE)
        card.line([(low, y), (max(high, low + 4), y)], BLUE, 12)
        card.marks(theme.shape("disc", 20), [(middle, y)], PAPER, BLUE, 4)
        card.bottom += 40
    axis(card, scale)
    card.text(
        LEFT, card.bottom + 14, "the dot: the middle; the bar: half of the room", colour=MUTED
    )
    card.bottom += 24
