"""The board: every ask as a tile, in order, then no's for each yes with its range."""

from itertools import pairwise

import pandas as pd
from matplotlib.figure import Figure

from workshop.analysis.counts import ENOUGH, Counts, Range, count_outcomes
from workshop.analysis.ratio import NoToYes
from workshop.analysis.words import rough
from workshop.charts import theme
from workshop.charts.card import LEFT, RIGHT, Card, tiles
from workshop.charts.marks import Scale, around, axis, divided, round_up, span
from workshop.charts.theme import BODY, HEADING, HERO, INK, MUTED, SMALL
from workshop.text import plural
from workshop.vocabulary import NOS, OUTCOMES

TILES = 200
"""How many of the latest asks are drawn one by one; those before them are counted in bars."""
_DATES = 62
_KEY = {code: word.label.lower() for code, word in OUTCOMES.items()}
_KEY |= {"no_opening": "no, opened something", "silence": "silent"}
_KEY |= {"fell_through": "yes, fell through", "withdrawn": "withdrawn"}


@theme.settings()
def board(
    table: pd.DataFrame,
    ratio: NoToYes,
    *,
    guess: float | None = None,
    calm: bool = False,
    name: str = "",
) -> Figure:
    """The board of a table of asks, ordered as `workshop.tables` orders it, and of its no's for
    each yes.

    `guess` is what the person thought before they looked; with `calm`, no's are counted and not
    drawn; `name` is whose borrowed log it is.
    """
    if not ratio.counts.asks:
        return _empty()
    counts, (asks, _, what_came) = ratio.counts, ratio.counts.words.partition(": ")
    if counts.answered < ENOUGH:
        card = Card()
        card.paragraph(f"{asks} made", HERO, colour=INK, bold=True)
        card.paragraph(what_came)
    else:
        card = Card(
            f"What came back from {name + chr(39) + 's' if name else 'your'} {asks}?",
            counts.sentence,
        )
    card.bottom += 14
    shown = table[~table["outcome"].isin(NOS)] if calm else table
    _earlier(card, shown.iloc[:-TILES])
    _latest(card, shown.iloc[-TILES:])
    _key(card, counts, calm)
    card.rule()
    _ratio(card, ratio, guess, calm)
    return card.figure()


def _empty() -> Figure:
    card = Card("Your first ask goes here")
    at = [(LEFT + 29 + n * 75.3, card.bottom + 39) for n in range(10)]
    card.marks(theme.shape("square", 58), at[1:], edge=theme.RULE)
    card.marks(theme.shape("square", 58), at[:1], edge=MUTED, width=2, linestyle=theme.DASHED)
    card.marks(theme.letter("1", 24), at[:1], MUTED)
    card.bottom += 86
    card.paragraph(
        "Each ask you log becomes a tile, whatever came back. "
        "One is enough to begin; it takes about 20 seconds."
    )
    return card.figure()


def _latest(card: Card, table: pd.DataFrame) -> None:
    """One tile an ask, twenty a row, with the day of each row's first ask; up to ten are drawn
    larger.
    """
    few = len(table) <= 10
    start, columns, gap = (LEFT, 10, 10) if few else (LEFT + _DATES, 20, 6)
    pitch = (RIGHT + gap - start) / columns
    half, top = (pitch - gap) / 2, card.bottom
    places: dict[str, list[tuple[float, float]]] = {}
    for n, outcome in enumerate(table["outcome"]):
        places.setdefault(outcome, []).append(
            (start + half + n % columns * pitch, top + half + n // columns * pitch)
        )
    for code in sorted(places, key=[*OUTCOMES].index):
        tiles(card, code, places[code], 2 * half)
    for n, when in enumerate([] if few else table["asked_on"].iloc[::columns]):
        day = f"{when.day} {theme.MONTHS[when.month - 1]}" if pd.notna(when) else ""
        card.text(LEFT, top + half + n * pitch + 5, day, colour=MUTED)
    card.bottom += max(0, pitch * -(-len(table) // columns) - gap)


def _earlier(card: Card, table: pd.DataFrame) -> None:
    """Asks before the tiles: bars of a round number of asks, divided by outcome, oldest first."""
    if table.empty:
        return
    each = int(max(100, round_up(len(table) / 8)))
    card.paragraph(f"The first {len(table):,} asks, {each:,} to a full bar:", SMALL)
    for low, high in pairwise([0, *range(len(table) % each or each, len(table) + 1, each)]):
        part, pixels = table.iloc[low:high], (RIGHT - LEFT - _DATES) / each
        when = part["asked_on"].iloc[0]
        month = f"{theme.MONTHS[when.month - 1]} {when:%y}" if pd.notna(when) else ""
        card.text(LEFT, card.bottom + 23, month, colour=MUTED)
        divided(
            card, count_outcomes(part["outcome"]).outcomes, LEFT + _DATES, card.bottom + 4, pixels
        )
        card.bottom += 32
    card.bottom += 12
    card.paragraph(f"The latest {TILES}, one by one:", SMALL)
    card.bottom += 2


def _key(card: Card, counts: Counts, calm: bool) -> None:
    """What each mark means and how often it is there; only outcomes that occur."""
    size, x = 30.0, LEFT
    shown = {
        code: count
        for code, count in counts.outcomes.items()
        if count and not (calm and code in NOS)
    }
    card.bottom += 20 if shown else -38
    for code, count in shown.items():
        words = f"{count:,} {_KEY[code]}"
        wide = size + 8 + theme.measure(words, SMALL)
        if x + wide > RIGHT:
            x, card.bottom = LEFT, card.bottom + size + 8
        tiles(card, code, [(x + size / 2, card.bottom + size / 2)], size)
        card.text(x + size + 8, card.bottom + size / 2 + 5, words)
        x += wide + 22
    card.bottom += size
    if calm and counts.no:
        card.bottom += 10
        card.paragraph(f"Calm view: {counts.no:,} no, counted and not drawn.", SMALL)


def _ratio(card: Card, ratio: NoToYes, guess: float | None, calm: bool) -> None:
    counts, known = ratio.counts, ratio.known
    if known:
        card.paragraph("How many no's for each yes?", HEADING, colour=INK, bold=True)
    card.paragraph(ratio.sentence)
    if known and not calm:
        ends = [end for each in known.values() for end in (each.value, each.low, each.high)]
        scale, top = around([*ends, guess], LEFT + 170, RIGHT - 30), card.bottom + 28
        card.bottom += 18
        for words, each in known.items():
            _span(card, scale, words, each)
        card.bottom += 8
        _guess(card, scale, guess, top)
        axis(card, scale, "no's for each yes")
    if counts.open and known:
        card.bottom += 8
        card.paragraph(_still_open(counts.open, ratio.ripe.unclosed), SMALL)


def _still_open(asks: int, silent: int) -> str:
    """Where the open asks count: nowhere, or among the silent where their horizon has passed.

    >>> _still_open(1, 0), _still_open(1, 1)
    ('1 ask is still open and counts in neither.', '1 ask is still open; it counts as silent.')
    >>> _still_open(7, 2)
    '7 asks are still open; 2 of them count as silent.'
    >>> _still_open(7, 7)
    '7 asks are still open; all of them count as silent.'
    """
    told = f"{plural(asks, 'ask')} {'is' if asks == 1 else 'are'} still open"
    if not silent:
        return f"{told} and {'counts' if asks == 1 else 'count'} in neither."
    which = f"{silent:,} of them" if silent < asks else "it" if asks == 1 else "all of them"
    return f"{told}; {which} {'counts' if silent == 1 else 'count'} as silent."


def _span(card: Card, scale: Scale, words: str, each: Range) -> None:
    """One range with its name at the left, its ends beside it, and its value above."""
    look = theme.SPANS[words]
    card.bottom += 20
    span(card, scale, each, look)
    middle = card.bottom + 19
    card.text(LEFT, middle + 1, words, BODY)
    if each.low != each.value:
        least = rough(each.low or 0) + " or more" * (each.high is None)
        card.text(scale(each.low) - 8, middle, least, colour=MUTED, to="right")
    if each.high is not None:
        card.text(scale(each.high) + 8, middle, rough(each.high), colour=MUTED)
    if each.value is not None:
        card.text(
            scale(each.value),
            card.bottom - 11,
            rough(each.value),
            BODY,
            look.edge,
            bold=True,
            to="center",
        )
    card.bottom += 42


def _guess(card: Card, scale: Scale, guess: float | None, top: float) -> None:
    """What the person guessed, as a dotted line through the ranges."""
    if guess is None:
        return
    at, side = scale(guess), "left" if scale(guess) < (scale.start + scale.end) / 2 else "right"
    card.line([(at, top), (at, card.bottom + 2)], INK, 1.2, dashes=theme.DOTTED)
    card.text(at, card.bottom + 16, "▲", to="center")
    card.text(
        at + (11 if side == "left" else -11),
        card.bottom + 15,
        f"your guess: {rough(guess)}",
        bold=True,
        to=side,
    )
    card.bottom += 26
