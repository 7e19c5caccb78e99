"""What was pitched: groups by outcome, amounts asked and agreed, stages, and what is out."""

from itertools import groupby

from workshop.analysis.amounts import Came, Deal, Terms, money
from workshop.analysis.counts import Range
from workshop.analysis.pitches import Open, Out
from workshop.analysis.rows import Row, Rows
from workshop.analysis.stages import Stage, Stages
from workshop.charts import theme
from workshop.charts.card import LEFT, RIGHT, Card, picture
from workshop.charts.marks import Scale, axis, bar, divided, span
from workshop.charts.theme import BLUE, BODY, FAINT, INK, MARKS, MUTED, PAPER, RULE, SMALL, TINTED
from workshop.text import plural

DRAWN = 12
"""How many groups are drawn; the table has all."""
_SIDE = LEFT + 180
WIDEST = 300
"""As wide as words at the right of a bar may be."""
NONE = (0.0, 0)
"""No amount, of no yes."""


def _rows(card: Card, result: Rows) -> None:
    """Each group as a bar divided by outcome, the longest as wide as the card, and its share of yes
    where one is told.
    """
    shown = result.rows[:DRAWN]
    each = (RIGHT - LEFT) / max(6, *(group.asks for group in shown), 0)
    card.bottom += 10
    for under, groups in groupby(shown, key=lambda group: group.under):
        if under:
            card.heading(under)
        for group in groups:
            _divided(card, group, each)
    card.bottom += 8
    if any(group.share for group in shown):
        _shares(card, shown)
    _more(card, len(result.rows))


def _more(card: Card, groups: int) -> None:
    if groups > DRAWN:
        card.paragraph(f"{groups - DRAWN:,} more in the table.", SMALL)


def _divided(card: Card, group: Row, each: float) -> None:
    _named(card, group.name, ", ".join(filter(None, [plural(group.asks, "ask"), group.note])))
    divided(card, group.outcomes, LEFT, card.bottom, each)
    card.bottom += 40 if group.asks else 12


def _named(card: Card, name: str, words: str) -> None:
    """A line with a name and words behind it, or below where they are too long."""
    name = theme.fitted(name, BODY, RIGHT - LEFT, bold=True)
    card.text(LEFT, card.bottom + 19, name, BODY, bold=True)
    left = LEFT + theme.measure(name, BODY, bold=True) + 12
    if left + theme.measure(words, SMALL) > RIGHT:
        left, card.bottom = LEFT, card.bottom + 20
    card.text(left, card.bottom + 19, theme.fitted(words, SMALL, RIGHT - left), colour=MUTED)
    card.bottom += 27


def _shares(card: Card, shown: tuple[Row, ...]) -> None:
    """The shares of yes with their ranges, on one scale."""
    card.heading("How many of 100 are a yes, and how sure is that?")
    scale = Scale(0, 100, _SIDE, RIGHT - 120)
    for group in shown:
        name = theme.fitted(group.name, SMALL, _SIDE - LEFT - 12)
        card.text(LEFT, card.bottom + 17, name)
        if group.share and group.share.value is not None:
            share = Range(*(100 * (end or 0) for end in vars(group.share).values()))
            span(card, scale, share, TINTED, 22)
            card.text(scale(share.high) + 10, card.bottom + 17, share.words, colour=MUTED)
        else:
            card.text(scale.start, card.bottom + 17, "too few asks", colour=MUTED)
        card.bottom += 32
    axis(card, scale)


versions = picture("This version or that?", lambda result: result.rows)(_rows)
reasons = picture("Why no?", lambda result: result.rows)(_rows)
followed_up = picture("Did following up bring an answer?", lambda result: result.rows)(_rows)
venues = picture("Where is each piece out, and what came?", lambda result: result.rows)(_rows)
an_hour = picture("What did an hour of asking bring?", lambda result: result.rows)(_rows)


@picture("Where does it stop?", lambda result: result.asked)
def stages(card: Card, result: Stages) -> None:
    """At each stage how many came, how many went on, and where the others stand."""
    scale = Scale(0, max(6, result.asked), LEFT, RIGHT)
    card.bottom += 10
    for stage in result.stages:
        _stage(card, stage, scale)


def _stage(card: Card, stage: Stage, scale: Scale) -> None:
    waiting = f"{len(stage.here):,} waiting {stage.waits}" if stage.here else ""
    _named(card, stage.name, ", ".join(filter(None, [plural(stage.came, "ask"), waiting])))
    each = (scale.end - scale.start) / scale.high
    on, y = stage.went_on * each, card.bottom
    if stage.went_on:
        card.box(LEFT + 1, y, max(on - 2, 1), 26, theme.Mark("square", PAPER, INK), radius=4)
        words = f"went on: {stage.went_on:,}"
        if theme.measure(words, SMALL, bold=True) + 12 < on:
            card.text(LEFT + on / 2, y + 18, words, bold=True, to="center")
    divided(card, stage.ended.outcomes, LEFT + on, y, each)
    card.bottom += 42


@picture("When it is yes, how much of what I asked do I get?", lambda result: result.terms)
def terms(card: Card, result: Terms) -> None:
    """A pair of dots for each yes, what was asked and what was agreed, from least to most."""
    if not result.deals:
        for code, count in result.terms.items():
            bar(
                card,
                Scale(0, max(6, *result.terms.values()), _SIDE, RIGHT - 60),
                _capital(result.label(code)),
                count,
            )
    else:
        _key(card)
    units = groupby(result.deals, key=lambda deal: deal.unit)
    drawn = [(unit, list(deals)[-2 * DRAWN :]) for unit, deals in units]
    for unit, deals in drawn:
        scale = _amounts([end for deal in deals for end in (deal.asked, deal.agreed)])
        for deal in deals:
            _pair(card, scale, deal, result.label(deal.terms))
        axis(card, scale, theme.fitted(unit, SMALL, 86))
        card.bottom += 12
    left = len(result.deals) - sum(len(deals) for _, deals in drawn)
    if left:
        card.paragraph(f"{left:,} more in the table.", SMALL)


def _amounts(ends: list[float]) -> Scale:
    """A scale for amounts: by their size where they differ more than twentyfold, so that a share of
    a small one can be seen too.
    """
    least, most = min(end for end in ends if end), max(ends)
    if most <= 20 * least:
        return Scale(0, most, LEFT + 96, RIGHT - 150)
    return Scale(least / 1.5, most * 1.2, LEFT + 96, RIGHT - 150, log=True)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _key(card: Card) -> None:
    card.marks(theme.shape("disc", 13), [(LEFT + 7, card.bottom + 20)], PAPER, MUTED, 2)
    card.text(LEFT + 20, card.bottom + 25, "asked", colour=MUTED)
    card.marks(theme.shape("disc", 13), [(LEFT + 97, card.bottom + 20)], BLUE, BLUE)
    card.text(LEFT + 110, card.bottom + 25, "agreed", colour=MUTED)
    card.bottom += 38


def _pair(card: Card, scale: Scale, deal: Deal, terms: str) -> None:
    middle, asked, agreed = card.bottom + 12, scale(deal.asked), scale(deal.agreed)
    card.text(LEFT, middle + 5, f"ask {deal.number}", colour=MUTED)
    card.line([(scale.start, middle), (scale.end, middle)], RULE)
    card.line([(asked, middle), (agreed, middle)], FAINT, 4)
    card.marks(theme.shape("disc", 13), [(agreed, middle)], BLUE, BLUE, label="agreed")
    card.marks(
        theme.shape("disc", 13 if asked != agreed else 19),
        [(asked, middle)],
        "none" if asked == agreed else PAPER,
        MUTED,
        2,
        label="asked",
    )
    words = "fell through" if deal.fell else terms
    words = theme.fitted(words, SMALL, RIGHT - scale.end - 16)
    card.text(scale.end + 16, middle + 5, words, colour=INK if deal.fell else MUTED)
    card.bottom += 26


@picture("How much is said, signed, arrived?", lambda result: result.said)
def came(card: Card, result: Came) -> None:
    """What yes was said to, what was signed, what arrived, unit by unit, beside what is needed."""
    for unit in result.said:
        target = result.target if unit == result.unit else None
        each = {"said yes": result.said, "signed": result.signed, "arrived": result.arrived}
        each |= {"fell through": result.fell} if unit in result.fell else {}
        room = max(
            theme.measure(_yeses(*sums.get(unit, NONE), unit), SMALL) for sums in each.values()
        )
        scale = Scale(0, max(target or 0, result.said[unit][0], 1), LEFT + 110, RIGHT - room - 20)
        top = card.bottom + 16
        card.bottom += 16
        for name, sums in each.items():
            _sum(card, scale, name, *sums.get(unit, NONE), unit)
        if target:
            x = scale(target)
            card.line([(x, top), (x, card.bottom)], INK, 2, dashes=theme.DASHED)
            card.text(x, card.bottom + 18, f"needed: {money(target, unit)}", to="right")
            card.bottom += 26


def _sum(card: Card, scale: Scale, name: str, amount: float, count: int, unit: str) -> None:
    look = MARKS["fell_through" if name == "fell through" else "yes"]
    card.text(LEFT, card.bottom + 21, name, BODY)
    if amount:
        card.box(scale.start, card.bottom + 3, max(scale(amount) - scale.start, 3), 26, look)
    words, colour = _yeses(amount, count, unit), INK if count else MUTED
    card.text(RIGHT, card.bottom + 21, words, colour=colour, to="right")
    card.bottom += 36


def _yeses(amount: float, count: int, unit: str) -> str:
    return theme.fitted(f"{money(amount, unit)} ({plural(count, 'yes')})", SMALL, WIDEST)


@picture("What is out now?", lambda result: result.open)
def out(card: Card, result: Out) -> None:
    """The open asks by age, beside the days within which half and nine in ten answers came."""
    shown = result.open[:DRAWN]
    last = max(10, result.most or 0, *(each.days or 0 for each in shown)) * 1.05
    room = max(theme.measure(_hangs(each), SMALL) for each in shown)
    scale, top = Scale(0, last, _SIDE, RIGHT - max(room + 20, 140)), card.bottom + 40
    card.bottom += 46
    for each in shown:
        _open(card, scale, each)
    usual = {"nine in ten": result.most, "half answered": result.half}  # the later one below
    for nth, (words, day) in enumerate(usual.items()):
        if day is not None:
            x = scale(day)
            card.line([(x, top - 18 * nth), (x, card.bottom)], BLUE, 2, dashes=theme.DASHED)
            card.text(x + 6, top - 18 * nth, f"{words}: day {day}", colour=BLUE)
    axis(card, scale, "days")
    _more(card, len(result.open))


def _open(card: Card, scale: Scale, each: Open) -> None:
    """One open ask: its name, its age as a bar, and in words what hangs on it."""
    card.text(LEFT, card.bottom + 19, theme.fitted(each.name, BODY, _SIDE - LEFT - 12), BODY)
    wide, look = scale(each.days or 0) - scale.start, theme.Mark("square", theme.GREY_TINT, FAINT)
    if each.days is not None:
        card.box(scale.start, card.bottom + 4, max(wide, 3), 20, look)
    card.text(RIGHT, card.bottom + 19, _hangs(each), colour=MUTED, to="right")
    card.bottom += 33


def _hangs(each: Open) -> str:
    days = "day unknown" if each.days is None else plural(each.days, "day")
    return theme.fitted(", ".join(filter(None, [days, each.amount])), SMALL, WIDEST)
