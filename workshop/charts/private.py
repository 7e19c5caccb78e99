"""For the person's own eyes: the rhythm of asking, guesses beside what came, and what was rated
more than once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from matplotlib.path import Path

from workshop.analysis.counts import ENOUGH
from workshop.analysis.private import Effort, Guess, Guesses, Lengths, Readings, Sting
from workshop.analysis.words import rough
from workshop.charts import theme
from workshop.charts.card import LEFT, RIGHT, Card, picture
from workshop.charts.marks import Scale, axis, bar, bars
from workshop.charts.theme import BLUE, BLUE_TINT, BODY, FAINT, MUTED, PAPER, SMALL, Mark
from workshop.text import plural
from workshop.vocabulary import KINDS

_DAYS = {
    "the same day": 0,
    "1 day": 1,
    "2 or 3 days": 3,
    "4 to 7 days": 7,
    "8 to 14 days": 14,
    "longer": 10**6,
}
_SIDE = LEFT + 170


@picture("Where did the time go?", lambda result: result.weeks or result.by_kind)
def effort(card: Card, result: Effort) -> None:
    """Asks by week, with rest shown as rest; days from a no to the next ask; minutes an ask took,
    by kind.
    """
    if result.weeks:
        _weeks(card, result)
    if result.to_next:
        card.heading("How long from a no to the next ask?")
        counted = Counter(
            next(words for words, most in _DAYS.items() if days <= most) for days in result.to_next
        )
        bars(card, {words: counted[words] for words in _DAYS}, _SIDE)
    if result.by_kind:
        card.heading("How many minutes did an ask take?")
        scale = Scale(0, max(1, *(each.by_ask for each in result.by_kind)), _SIDE, RIGHT - 240)
        for each in sorted(result.by_kind, key=lambda each: -each.asks)[:8]:
            kind = KINDS[each.kind].label if each.kind in KINDS else each.kind or "not given"
            by_yes = f"; {rough(each.by_yes)} by yes" if each.by_yes is not None else ""
            bar(
                card,
                scale,
                kind,
                round(each.by_ask),
                f"over {plural(each.asks, 'ask')}{by_yes}",
                slim=True,
            )


def _weeks(card: Card, result: Effort) -> None:
    """One column a week, a square an ask; a week of rest is a small line of its own."""
    pitch, most = (
        min(26.0, (RIGHT - LEFT) / len(result.weeks)),
        max(count for _, count in result.weeks),
    )
    unit = min(22.0, pitch, 160 / most) if pitch >= 6 else 120 / most
    base = card.bottom + 40 + unit * most
    at = [(LEFT + (n + 0.5) * pitch, count) for n, (_, count) in enumerate(result.weeks)]
    if min(unit, pitch) >= 6:
        squares = [(x, base - (k + 0.5) * unit) for x, count in at for k in range(count)]
        card.marks(theme.shape("square", unit - 2), squares, BLUE, label="asks")
    else:
        half, columns = (
            max(pitch - 1, 1.2) / 2,
            ((x, base - count * unit) for x, count in at if count),
        )
        sides = (
            [(x - half, top), (x + half, top), (x + half, base), (x - half, base)]
            for x, top in columns
        )
        card.path(Path.make_compound_path(*(theme.rounded(corners, 0) for corners in sides)), BLUE)
    if rest := [(x, base - 2) for x, count in at if not count]:
        line = Path([(-pitch / 4, 0), (pitch / 4, 0)])
        card.marks(line, rest, edge=FAINT, width=3, label="rest")
    top = next(n for n, (_, count) in enumerate(result.weeks) if count == most)
    middle = min(max(at[top][0], LEFT + 30), RIGHT - 30)
    card.text(middle, base - most * unit - 9, plural(most, "ask"), bold=True, to="center")
    card.line([(LEFT, base + 3), (LEFT + pitch * len(at), base + 3)], FAINT)
    _months(card, result, pitch, base)
    card.bottom = base + 28
    words = "a square is an ask, a column a week" if min(unit, pitch) >= 6 else "a column is a week"
    card.paragraph(words + (", a short line a week of rest" if rest else ""), SMALL)


def _months(card: Card, result: Effort, pitch: float, base: float) -> None:
    """The name of each month under its first week, where there is room for it."""
    free, step = LEFT, 1 if pitch > 12 else 3 if pitch > 4 else 12
    for n, (monday, _) in enumerate(result.weeks):
        x, begins = LEFT + n * pitch, monday.day <= 7 and (monday.month - 1) % step == 0
        year = f" {monday.year}" if n == 0 or monday.month == 1 else ""
        words = theme.MONTHS[monday.month - 1] + year
        end = x + theme.measure(words, SMALL)
        if n == 0 or (begins and x >= free and end <= RIGHT + 8):
            card.text(x, base + 21, words, colour=MUTED)
            free = end + 14


@picture("What was guessed, and what came?", lambda result: result.all.asks)
def guesses(card: Card, result: Guesses) -> None:
    """Yeses guessed beside yeses that came, of ten asks: of all, by channel and, from ten on, by
    the chance given.
    """
    scale = Scale(0, 10, _SIDE + 20, RIGHT - 250)
    card.bottom += 16
    for row in result.rows:
        _guess(card, scale, row)
    if result.by_chance:
        card.heading("When you gave it that chance, how often did it come?")
        for row in result.by_chance:
            _guess(card, scale, row)
    if result.all.asks >= ENOUGH:
        card.bottom += 4
        axis(card, scale, "yes of 10 asks")
        for n, (name, fill) in enumerate((("guessed", PAPER), ("came", BLUE))):
            x = scale.end + 32 + 92 * n
            card.marks(
                theme.shape("disc", 17 if name == "guessed" else 12),
                [(x, card.bottom - 15)],
                fill,
                BLUE,
                2.5,
            )
            card.text(x + 12, card.bottom - 10, name, colour=MUTED)


def _guess(card: Card, scale: Scale, row: Guess) -> None:
    """Both counts and, from five asks on, a line from what was guessed to what came, whose range
    lies behind it.
    """
    middle = card.bottom + 24
    name = row.what.removeprefix("channel ").strip('"')
    card.text(LEFT, middle + 5, theme.fitted(name, BODY, _SIDE - LEFT), BODY)
    words = f"{row.guessed:,.1f} guessed, {row.yes:,} came of {row.asks:,}"
    card.text(scale.end + 14 if row.asks >= ENOUGH else scale.start, middle + 5, words)
    card.bottom += 40
    if row.asks < ENOUGH:
        return
    card.line([(scale.start, middle), (scale.end, middle)], theme.RULE)
    low, high, came = (
        scale(10 * (end or 0)) for end in (row.rate.low, row.rate.high, row.rate.value)
    )
    guessed = scale(10 * row.guessed / row.asks)
    card.box(low, middle - 7, high - low, 14, Mark("square", BLUE_TINT))
    card.line([(guessed, middle), (came, middle)], BLUE, 3)
    card.marks(theme.shape("disc", 20), [(guessed, middle)], PAPER, BLUE, 2.5, label="guessed")
    card.marks(
        theme.shape("disc", 12), [(came, middle)], BLUE, BLUE, label="came"
    )  # inside, where both meet


_SLOPE, _DISC = "#9dbcd6", 34


@picture(
    "How personal did it feel, and later?",
    lambda result: any({*row} != {None} for row in result.steps),
)
def sting(card: Card, result: Sting) -> None:
    """How personal it felt at the time, after another reading, and later; thicker where more went
    the same way.
    """
    names = ("at the time", "another reading", "later")
    used = [k for k in range(3) if any(row[k] is not None for row in result.steps)]
    y = _levels(card, ("0, not at all", "1", "2", "3", "4, a lot"), 62)
    columns = {names[k]: LEFT + 190 + n * 240.0 for n, k in enumerate(used)}
    _slopes(card, y, columns, [[row[k] for k in used] for row in result.steps])


@picture("What was told, and what was seen?", lambda result: result.told and result.camera)
def lengths(card: Card, result: Lengths) -> None:
    """Two bars: the words told, and those that a camera would have seen."""
    card.bottom += 16
    bars(
        card,
        {"what I told myself": result.told, "what a camera saw": result.camera},
        LEFT + 230,
        slim=False,
    )


@picture("What did another reading change?", lambda result: result.items or result.voices)
def readings(card: Card, result: Readings) -> None:
    """Each thing rated, before and after another reading; then which voice spoke first, as often as
    it did.
    """
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
        bars(card, result.voices, LEFT + 270, least=6)


def _levels(card: Card, labels: Sequence[str], room: float) -> Scale:
    """The five levels with their names at the left, `room` below what stands above; the card goes
    on under them.
    """
    y = Scale(0, 4, card.bottom + room + 220, card.bottom + room)
    for level, words in enumerate(labels):
        card.text(LEFT, y(level) + 5, words, colour=MUTED)
    card.bottom = y(0) + 26
    return y


def _slopes(
    card: Card, y: Scale, columns: Mapping[str, float], rows: Sequence[Sequence[int | None]]
) -> None:
    """A disc for each level in each column with how many stand there, and lines between those that
    have both.
    """
    for (k, start), (_, end) in pairwise(enumerate(columns.values())):
        paths = Counter(
            (row[k], row[k + 1]) for row in rows if row[k] is not None and row[k + 1] is not None
        )
        for (low, high), count in paths.items():
            width = min(14, 1.5 + 12 * count / max(len(rows), 12))
            card.line([(start, y(low)), (end, y(high))], _SLOPE, width)
    for k, (name, x) in enumerate(columns.items()):
        card.text(x, y(4) - 30, name, bold=len(columns) > 2, to="center")
        for felt, count in Counter(row[k] for row in rows if row[k] is not None).items():
            card.marks(theme.shape("disc", _DISC), [(x, y(felt))], BLUE_TINT, BLUE, label=name)
            if len(rows) > 1:  # of a single one, how many there are says nothing
                card.text(x, y(felt) + 5, f"{count:,}", bold=True, to="center")
