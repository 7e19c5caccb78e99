"""Every picture by its name: the question it answers, how the log is read for it, how it is drawn, its numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from workshop import charts, results, tables
from workshop.analysis import forecast, own, patterns, ratio, waiting, ways
from workshop.analysis.counts import ENOUGH, Range
from workshop.analysis.fields import fields
from workshop.analysis.words import rough
from workshop.journal import Log
from workshop.text import number
from workshop.vocabulary import OUTCOMES
from workshop.widgets import parts
from workshop.widgets.parts import Part

Chosen = Mapping[str, str | None]
"""What is typed or chosen above a picture."""
Rows = tuple[Sequence[str], Sequence[Sequence[str]]]
"""The headers and the rows of a picture's table."""
BY = {
    "by": ("Compare by", "time"),
    "also_by": ("and by", "nothing else"),
    "third_by": ("and by", "nothing else"),
}
CHANCE, THOUSAND = "chance", "thousand"
TENTH = (
    "Each ask has a chance of 10 in 100. Nine no's in a row, and nothing changed: of 100 people there, how many hear a "
    "yes at the tenth ask?"
)


@dataclass(frozen=True)
class View:
    """One picture: its question, the result of a log, the figure of a result, its table; what to guess or to choose.

    `guess` is asked first where the picture would give it away, once `enough` of a log makes it worth asking; what was
    guessed is told with `guessed_at`. `draws_no`: it shows no's, and waits in calm mode. `bears`: how many of its lines
    the picture itself says (0: all). `under` stands in the fold, above the table.
    """

    question: str
    read: Callable[[Log, Chosen], Any]
    draw: Callable[[Any], Figure]
    rows: Callable[[Any], Rows]
    guess: str = ""
    enough: Callable[[Any], bool] = bool
    choices: Callable[[Log], list[Part]] = lambda log: []
    draws_no: bool = True
    bears: int = 1
    guessed_at: str = ""
    under: str = ""


def _asks(log: Log) -> Any:
    return tables.asks(log, log.as_of)


def _tables(log: Log) -> tuple[Any, Any]:
    return _asks(log), tables.steps(log, log.as_of)


def _ratio(log: Log, chosen: Chosen) -> ratio.Groups:
    by = [name for name in map(chosen.get, BY) if name]
    asks, look = _asks(log), results.look(log)
    return (
        ratio.ratio_by(asks, *dict.fromkeys(by), look=look)
        if by
        else ratio.over_time(asks, look=look)
    )


def _ratio_choices(log: Log) -> list[Part]:
    named = [(name, name.removeprefix("extra.").replace("_", " ")) for name in _split_by(log)]
    picks = [
        {**parts.pick(field, label, named, none), "live": "again"}
        for field, (label, none) in BY.items()
    ]
    return [parts.group(*picks, tone="side")] if named else []


def _split_by(log: Log) -> list[str]:
    found = _asks(log)
    every = [*fields(found), "reason"]
    return [
        name
        for name in every
        if (len(found) if name == "weekday" else name in found and found[name].notna().any())
    ]


def _closer(log: Log, chosen: Chosen) -> forecast.Closer:
    chance = number(chosen.get(CHANCE) or "10", CHANCE, high=100) / 100
    return forecast.closer(chance, seed=int(chosen.get(THOUSAND) or 1))


def _closer_choices(log: Log) -> list[Part]:
    asked = parts.field(
        CHANCE,
        "Chance of a yes at each ask, in 100",
        "number",
        hint="The same at every ask; 10 where nothing stands.",
    )
    return [asked, parts.buttons(("again", "Draw"), ("reroll", "Another thousand people"))]


def _range(found: Range, unit: float = 1) -> str:
    if found.low is None:
        return ""
    low = rough(found.low * unit)
    return f"{low} to {rough(found.high * unit)}" if found.high is not None else f"{low} or more"


def _value(found: float | None) -> str:
    return "" if found is None else rough(found)


def _groups_rows(result: ratio.Groups) -> Rows:
    headers = (
        "Group",
        "Asks",
        "Yes",
        "No",
        "Silent",
        "Open",
        "No's for each yes",
        "Range",
        "With silence",
        "Range",
    )
    rows = []
    for group in result.groups:
        told, ratio = group.ratio.counts, group.ratio
        each, all_ = ratio.no_to_yes, ratio.no_to_yes_with_silence
        name = charts.name_of(group)
        counted = [f"{count:,}" for count in (told.asks, told.yes, told.no, told.silent, told.open)]
        rows.append(
            [name, *counted, _value(each.value), _range(each), _value(all_.value), _range(all_)]
        )
    return headers, rows


def _way_rows(result: ways.Way) -> Rows:
    points = {
        "Asked": result.asked,
        "Went a stage further": result.advanced,
        "Answered": result.answered,
    }
    points |= {"Heard a yes": result.yes, "It happened": result.done} | result.stages
    return ("Ever reached", "Asks"), [(name, f"{count:,}") for name, count in points.items()]


def _shades_rows(result: ways.Shades) -> Rows:
    rows = [
        (OUTCOMES[code].label, f"{count:,}", f"{result.became.get(code, 0):,}")
        for code, count in result.shades.items()
    ]
    rows += [
        (f"Ask {link.number} opened", link.words or f"ask {link.to}", _ended(link))
        for link in result.opened
    ]
    rows += [
        (f"Door: {ways.door_label(code).lower()}", f"{count:,}", "")
        for code, count in result.doors.items()
    ]
    return ("Shade", "No's", "Of those asked back"), rows


def _ended(link: ways.Opened) -> str:
    return OUTCOMES[link.outcome].label if link.outcome else ""


def _next_rows(result: forecast.NextYes) -> Rows:
    within = [
        (f"{of} of 100 people", f"{n} asks" if n else "more than 200")
        for of, n in result.asks.items()
    ]
    return ("Hear a yes within", "Asks"), within if result.curve else []


def _closer_rows(result: forecast.Closer) -> Rows:
    told = zip(result.next, result.by_now, result.runs, strict=True)
    rows = [(f"{n}", *(_hundredths(share) for share in row)) for n, row in enumerate(told, 1)]
    return ("Ask", "A yes at this ask", "At least one by now", "A run of no's this long"), rows


def _hundredths(share: float | None) -> str:
    return "nobody left" if share is None else f"{100 * share:.0f} of 100"


def _waiting_rows(result: waiting.Waiting) -> Rows:
    days = [
        day for day in (7, 14, 30, 60, 90) if result.answered >= ENOUGH and day <= result.longest
    ]
    by = [(f"By day {day}", result.answered_by(day)) for day in days]
    rows = [
        (name, f"{100 * (found.value or 0):.0f} of 100 answered", _range(found, 100))
        for name, found in by
    ]
    rows += [
        (f"Ask {ask.number}, open", f"{ask.days} days", f"{ask.answered} of {ask.longer} later")
        for ask in result.open
    ]
    return ("When", "How many", "Range, or answered after so long"), rows


def _patterns_rows(result: patterns.Patterns) -> Rows:
    rows = []
    for row in (row for row in result.patterns if row.p is not None):
        told = (
            f"{row.hits} of {row.asks}",
            f"{row.others_hits} of {row.others}",
            f"{100 * (row.p or 0):.0f}",
        )
        rows.append((row.of, row.name, *told, "yes" if row.named else ""))
    return ("Target", "Group", "Of these", "Of the others", "Of 100 lucky logs", "Named"), rows


def _effort_rows(result: own.Effort) -> Rows:
    rows = [
        (f"Week of {monday:%Y-%m-%d}", f"{count} asks" if count else "rest")
        for monday, count in result.weeks
    ]
    rows += [
        (f"Minutes, {each.kind or 'kind not given'}", f"{rough(each.by_ask)} an ask")
        for each in result.by_kind
    ]
    return ("What", "How much"), rows


def _sting_rows(result: own.Sting) -> Rows:
    told = [["" if felt is None else str(felt) for felt in row] for row in result.steps]
    return ("No", "At the time", "After another reading", "Later"), [
        (str(n), *row) for n, row in enumerate(told, 1)
    ]


def _readings_rows(result: own.Readings) -> Rows:
    told = [(item, pair) for item, pairs in result.items.items() for pair in pairs]
    rows = [(item, *("" if felt is None else f"{felt}" for felt in pair)) for item, pair in told]
    rows += [
        (f"First to speak: {voice}", f"{count:,}", "") for voice, count in result.voices.items()
    ]
    return ("What", "Before", "After"), rows


def _guesses_rows(result: own.Guesses) -> Rows:
    each = (*result.rows, *result.by_chance) if result.all.asks else ()
    return ("Asks", "Number", "Yes guessed", "Yes came"), [
        (guess.what, str(guess.asks), f"{guess.guessed:.1f}", str(guess.yes)) for guess in each
    ]


VIEWS: dict[str, View] = {
    "ratio": View(
        "How many no's for each yes?",
        _ratio,
        charts.ratio_by,
        _groups_rows,
        choices=_ratio_choices,
        bears=-1,
    ),
    "way": View(
        "How far did the asks come?",
        lambda log, _: ways.way(*_tables(log)),
        charts.way,
        _way_rows,
        "Of every ten asks, how many were answered?",
        lambda result: result.asked >= 10,
        bears=0,
        guessed_at=" of every ten",
    ),
    "shades": View(
        "Which kinds of no were they?",
        lambda log, _: ways.shades(*_tables(log), tables.links(log)),
        charts.shades,
        _shades_rows,
        "Of every ten no's, how many are “kind unknown”?",
        lambda result: sum(result.shades.values()) >= ENOUGH,
        guessed_at=" of every ten",
    ),
    "next_yes": View(
        "How many asks until the next yes?",
        lambda log, _: forecast.next_yes(results.no_to_yes(log).ripe),
        charts.next_yes,
        _next_rows,
        "Within how many more asks would half of all people with such a log hear a yes?",
        lambda result: bool(result.curve),
        draws_no=False,
        guessed_at=" asks",
    ),
    "closer": View(
        "Does each no bring a yes closer?",
        _closer,
        charts.closer,
        _closer_rows,
        TENTH,
        lambda result: True,
        _closer_choices,
        draws_no=False,
        guessed_at=", at a chance of 10 in 100",
    ),
    "waiting": View(
        "How long do answers take?",
        lambda log, _: waiting.waiting(*_tables(log), log.as_of),
        charts.waiting,
        _waiting_rows,
        "After 14 days, how many of 100 asks are answered?",
        lambda result: result.answered >= ENOUGH,
        guessed_at=" of 100",
    ),
    "patterns": View(
        "Which patterns are more than luck?",
        lambda log, _: patterns.patterns(*_tables(log), results.look(log)),
        charts.patterns,
        _patterns_rows,
        under=patterns.LOOKED_OFTEN,
    ),
    "effort": View(
        "Where did the time go?",
        lambda log, _: own.effort(_asks(log)),
        charts.effort,
        _effort_rows,
        draws_no=False,
    ),
    "sting": View(
        "How personal did it feel, and later?",
        lambda log, _: own.sting(tables.reflections(log)),
        charts.sting,
        _sting_rows,
    ),
    "readings": View(
        "What did another reading change?",
        lambda log, _: own.readings(tables.reflections(log)),
        charts.readings,
        _readings_rows,
    ),
    "guesses": View(
        "What was guessed, and what came?",
        lambda log, _: own.with_predictions(own.guesses(_asks(log)), tables.reflections(log)),
        charts.guesses,
        _guesses_rows,
        bears=-1,
    ),
    "tells": View(
        "How much was told, and how much asked?",
        lambda log, _: ways.tells(_asks(log), tables.reflections(log)),
        charts.tells,
        lambda result: (
            ("What", "How many"),
            [("Tells", f"{result.tells}"), ("Asks", f"{result.asks}")],
        ),
        "For every ten tells, how many asks?",
        lambda result: result.tells > ENOUGH,
        draws_no=False,
        guessed_at=" for every ten tells",
    ),
}
"""The pictures that `ws.picture(log, name)` opens."""
