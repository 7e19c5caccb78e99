"""What grows with asks and with days: the next yes, at least one yes by now, and answers while
waiting.
"""

from workshop.analysis.counts import ENOUGH
from workshop.analysis.forecast import Closer, NextYes
from workshop.analysis.waiting import Waiting
from workshop.analysis.words import of_hundred, rough
from workshop.charts import theme
from workshop.charts.card import LEFT, RIGHT, Card, picture
from workshop.charts.marks import Scale, band, stepped
from workshop.charts.theme import BLUE, BODY, FAINT, INK, MUTED, PAPER, RULE, SMALL, WARM
from workshop.text import plural

HIGH = 240
"""How high the ground of a line chart is."""
FEW = 20
"""Simulated people below whom a share jumps about too much to be drawn."""


def _ground(
    card: Card, last: float, words: str, below: str, *, side: float = 24
) -> tuple[Scale, Scale]:
    """Gridlines from none to all of 100, what they count above; ticks from 0 to `last`, what they
    count below.
    """
    top = card.bottom + 44
    x, y = Scale(0, last, LEFT + 44, RIGHT - side), Scale(0, 100, top + HIGH, top)
    card.text(LEFT, top - 14, words, colour=MUTED)
    for tick in y.ticks:
        card.line([(x.start, y(tick)), (x.end, y(tick))], RULE if tick else FAINT)
        card.text(x.start - 10, y(tick) + 5, rough(tick), colour=MUTED, to="right")
    for tick in x.ticks:
        card.line([(x(tick), y.start), (x(tick), y.start + 5)], FAINT)
        card.text(x(tick), y.start + 20, rough(tick), colour=MUTED, to="center")
    card.text(x.end, y.start + 40, below, colour=MUTED, to="right")
    card.bottom = y.start + 48
    return x, y


@picture("How many asks until the next yes?", lambda result: result.curve)
def next_yes(card: Card, result: NextYes) -> None:
    """The chance of at least one yes within so many further asks, and where 50, 80 and 90 of 100
    people are.
    """
    reached = [within for within in result.asks.values() if within]
    last = min(
        len(result.curve),
        max(10, round(1.25 * max(reached)) if len(reached) == len(result.asks) else 200),
    )
    x, y = _ground(card, last, "people with a yes by then, of 100 with such a log", "further asks")
    card.line(
        [
            (x(0), y(0)),
            *((x(n), y(100 * chance)) for n, chance in enumerate(result.curve[:last], 1)),
        ],
        BLUE,
        3,
    )
    free = y(0)  # labels rise with the curve, each above the one before
    for within, of in {within: of for of, within in result.asks.items() if within}.items():
        at, side = (
            (x(within), y(100 * result.curve[within - 1])),
            "left" if within < last / 3 else "right",
        )
        card.line([(at[0], y(0)), at], INK, 1.2, dashes=theme.DOTTED)
        card.marks(theme.shape("disc", 11), [at], PAPER, BLUE, 3)
        free = min(free - 20, at[1] + (20 if side == "left" else -10))
        card.text(
            at[0] + (12 if side == "left" else -10),
            free,
            f"{of} of 100 by ask {within}",
            bold=True,
            to=side,
        )


@picture("Does each no bring a yes closer?")
def closer(card: Card, result: Closer) -> None:
    """The flat line of the next ask and the rising one of a yes by now."""
    words = f"of 100 people, at {of_hundred(result.chance)} in 100 each time"
    x, y = _ground(card, len(result.by_now), words, "asks made", side=180)
    rising = [(x(n), y(100 * share)) for n, share in enumerate(result.by_now, 1)]
    card.line([(x(0), y(0)), *rising], BLUE, 3)
    left = [1.0, *(1 - share for share in result.by_now)]
    drawn = [
        (x(n), y(100 * share))
        for n, share in enumerate(result.next, 1)
        if share is not None and left[n - 1] * result.people >= FEW
    ]
    flat = y(100 * result.chance)
    card.line([(x(0), flat), (x.end, flat)], WARM, 3, dashes=(0, (4, 2)))
    card.marks(theme.shape("square", 6), drawn, WARM)
    apart = max(0.0, 42 - abs(rising[-1][1] - flat)) / 2 * (1 if rising[-1][1] <= flat else -1)
    for at, colour, lines in (
        (rising[-1][1] - apart, BLUE, ("at least one", "yes by now")),
        (flat + apart, WARM, ("a yes at the", "next ask")),
    ):
        for n, words in enumerate(lines):
            card.text(x.end + 14, at - 3 + 19 * n, words, BODY, colour=colour, bold=True)


@picture("How long do answers take?", lambda result: result.open or result.answered >= ENOUGH)
def waiting(card: Card, result: Waiting) -> None:
    """The share answered after so many days, with its range, and the asks that are still open."""
    still = sorted(result.open, key=lambda each: -each.days)
    if result.answered >= ENOUGH:
        _answers(card, result)
    if still:
        card.bottom += 10
        for each in still[:4]:
            card.paragraph(each.sentence, SMALL)
        if len(still) > 4:
            card.paragraph(f"Open for fewer days: {plural(len(still) - 4, 'ask')} more.", SMALL)


def _answers(card: Card, result: Waiting) -> None:
    last = max(result.longest, 1)
    x, y = _ground(card, last, "answered so far, of 100 asks", "days since the ask", side=110)
    at = [x(0), *(x(day) for day in result.days), x.end]
    low, share, high = (
        stepped([(a, y(100 * s)) for a, s in zip(at, [0.0, *line, line[-1]], strict=True)])
        for line in ([1 - s for s in ends] for ends in (result.high, result.unanswered, result.low))
    )
    band(card, low, high)
    card.line(share, BLUE, 3)
    now = result.answered_by(last)
    card.text(
        x.end + 10,
        share[-1][1] + 2,
        f"{of_hundred(now.value or 0)} of 100",
        BODY,
        colour=BLUE,
        bold=True,
    )
    card.text(
        x.end + 10,
        share[-1][1] + 20,
        f"{of_hundred(now.low or 0)} to {of_hundred(now.high or 0)}",
        colour=MUTED,
    )
    if result.median.value is not None:
        half = (x(result.median.value), y(50))
        card.line([(half[0], y(0)), half], INK, 1.2, dashes=theme.DOTTED)
        card.marks(theme.shape("disc", 11), [half], PAPER, BLUE, 3)
    if result.open:
        days = [(x(each.days), y(0) - 8) for each in result.open]
        card.marks(
            theme.shape("square", 9),
            [*days, (x.start + 5, card.bottom - 13)],
            PAPER,
            MUTED,
            label="open",
        )
        card.text(x.start + 18, card.bottom - 8, "an ask still open", colour=MUTED)
