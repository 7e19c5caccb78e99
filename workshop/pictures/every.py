"""Every picture but the board, in the order in which the page of all of them offers them.

What came back, what luck and time do, and what is for the person's own eyes. Another picture is
another entry here, with the function that makes its table.
"""

from workshop import charts, results, tables
from workshop.analysis import forecast, patterns, private, ratio, waiting, ways
from workshop.analysis.counts import ENOUGH
from workshop.analysis.fields import fields, spoken
from workshop.analysis.words import rough
from workshop.journal import Log
from workshop.pictures.picture import (
    SEED,
    Choice,
    Chosen,
    Picture,
    Table,
    asks_and_steps,
    asks_of,
    number_words,
    range_words,
)
from workshop.text import number
from workshop.vocabulary import OUTCOMES

BY = {
    "by": ("Compare by", "time"),
    "also_by": ("and by", "nothing else"),
    "third_by": ("and by", "nothing else"),
}
"""The three fields by which no's for each yes can be compared at once: label, and what none is
called.
"""


CHANCE = Choice(
    "chance",
    "Chance of a yes at each ask, in 100",
    hint="The same at every ask; 10 where nothing stands.",
)
TYPICAL = 1807
"""The draw that is shown first: its flat line lies flat, for the picture says that it is."""
TENTH = (
    "Each ask has a chance of 10 in 100. Nine no's in a row, and nothing changed: of 100 people "
    "there, how many hear a yes at the tenth ask?"
)


def _groups(log: Log, chosen: Chosen) -> ratio.Groups:
    by = dict.fromkeys(filter(None, map(chosen.get, BY)))
    asks, look = asks_of(log), results.look(log)
    return ratio.ratio_by(asks, *by, look=look) if by else ratio.over_time(asks, look=look)


def _fields(log: Log) -> list[Choice]:
    asks = asks_of(log)
    given = [name for name in asks if asks[name].notna().any()] + ["weekday"] * bool(len(asks))
    named = [(name, spoken(name)) for name in (*fields(asks), "reason") if name in given]
    return [Choice(name, label, named, none) for name, (label, none) in BY.items() if named]


def _closer(log: Log, chosen: Chosen) -> forecast.Closer:
    chance = number(chosen.get(CHANCE.name) or "10", CHANCE.name, high=100) / 100
    return forecast.closer(chance, seed=int(chosen.get(SEED) or TYPICAL))


def groups_table(result: ratio.Groups) -> Table:
    """No's for each yes in each group, with its counts."""
    headers = ["Group", "Asks", "Yes", "No", "Silent", "Open", "No's for each yes", "Range"]
    rows = []
    for group in result.groups:
        counts, each = group.ratio.counts, group.ratio.no_to_yes
        silent = group.ratio.no_to_yes_with_silence
        counted = (
            f"{n:,}" for n in (counts.asks, counts.yes, counts.no, counts.silent, counts.open)
        )
        ratios = (text for r in (each, silent) for text in (number_words(r.value), range_words(r)))
        rows.append([group.name, *counted, *ratios])
    return [*headers, "With silence", "Range"], rows


def _shades_table(result: ways.Shades) -> Table:
    shades = [
        (OUTCOMES[code].label, f"{count:,}", f"{result.became.get(code, 0):,}")
        for code, count in result.shades.items()
    ]
    opened = [
        (
            f"Ask {link.number} made room for",
            link.words or f"ask {link.to}",
            OUTCOMES[link.outcome].label if link.outcome else "",
        )
        for link in result.opened
    ]
    doors = [
        (f"Door: {ways.door_label(code).lower()}", f"{count:,}", "")
        for code, count in result.doors.items()
    ]
    return ("Shade", "No's", "Of those asked back"), [*shades, *opened, *doors]


def _next_table(result: forecast.NextYes) -> Table:
    within = [
        (f"{of} of 100 people", f"{n} asks" if n else "more than 200")
        for of, n in result.asks.items()
    ]
    return ("Hear a yes within", "Asks"), within if result.curve else []


def _closer_table(result: forecast.Closer) -> Table:
    shares = zip(result.next, result.by_now, result.runs, strict=True)
    rows = [(f"{n}", *map(_of_hundred, each)) for n, each in enumerate(shares, 1)]
    return ("Ask", "A yes at this ask", "At least one by now", "A run of no's this long"), rows


def _of_hundred(share: float | None) -> str:
    return "nobody left" if share is None else f"{100 * share:.0f} of 100"


def _waiting_table(result: waiting.Waiting) -> Table:
    enough = result.answered >= ENOUGH
    days = [day for day in (7, 14, 30, 60, 90) if enough and day <= result.longest]
    by = [(f"By day {day}", result.answered_by(day)) for day in days]
    rows = [
        (name, f"{100 * (found.value or 0):.0f} of 100 answered", range_words(found, 100))
        for name, found in by
    ]
    still_open = [
        (f"Ask {ask.number}, open", f"{ask.days} days", f"{ask.answered} of {ask.longer} later")
        for ask in result.open
    ]
    return ("When", "How many", "Range, or answered after so long"), [*rows, *still_open]


def _patterns_table(result: patterns.Patterns) -> Table:
    rows = [
        (
            row.of,
            row.name,
            f"{row.hits} of {row.asks}",
            f"{row.others_hits} of {row.others}",
            f"{100 * row.p:.0f}",
            "yes" if row.named else "",
        )
        for row in result.weighed
    ]
    return ("Target", "Group", "Of these", "Of the others", "Of 100 lucky logs", "Named"), rows


def _effort_table(result: private.Effort) -> Table:
    weeks = [
        (f"Week of {monday:%Y-%m-%d}", f"{count} asks" if count else "rest")
        for monday, count in result.weeks
    ]
    minutes = [
        (f"Minutes, {each.kind or 'kind not given'}", f"{rough(each.by_ask)} an ask")
        for each in result.by_kind
    ]
    return ("What", "How much"), [*weeks, *minutes]


def _sting_table(result: private.Sting) -> Table:
    headers = ("No", "At the time", "After another reading", "Later")
    return headers, [(f"{n}", *map(_level, felt)) for n, felt in enumerate(result.steps, 1)]


def _readings_table(result: private.Readings) -> Table:
    rated = [(item, *map(_level, pair)) for item, pairs in result.items.items() for pair in pairs]
    voices = [
        (f"First to speak: {voice}", f"{count:,}", "") for voice, count in result.voices.items()
    ]
    return ("What", "Before", "After"), [*rated, *voices]


def _level(felt: int | None) -> str:
    return "" if felt is None else str(felt)


def _guesses_table(result: private.Guesses) -> Table:
    rows = [
        (guess.what, str(guess.asks), f"{guess.guessed:.1f}", str(guess.yes))
        for guess in (*result.rows, *result.by_chance)
        if result.all.asks
    ]
    return ("Asks", "Number", "Yes guessed", "Yes came"), rows


def _tells_table(result: ways.Tells) -> Table:
    return ("What", "How many"), [("Tells", f"{result.tells}"), ("Asks", f"{result.asks}")]


EVERY = (
    Picture(
        "ratio",
        "How many no's for each yes?",
        read=_groups,
        draw=charts.ratio_by,
        table=groups_table,
        choices=_fields,
        says=-1,
    ),
    Picture(
        "shades",
        "Which kinds of no were they?",
        read=lambda log, _: ways.shades(*asks_and_steps(log), tables.links(log)),
        draw=charts.shades,
        table=_shades_table,
        guess="Of every ten no's, how many are “kind unknown”?",
        enough=lambda result: sum(result.shades.values()) >= ENOUGH,
        guessed_at=" of every ten",
    ),
    Picture(
        "next_yes",
        "How many asks until the next yes?",
        read=lambda log, _: forecast.next_yes(results.no_to_yes(log).ripe),
        draw=charts.next_yes,
        table=_next_table,
        guess="Within how many more asks would half of all people with such a log hear a yes?",
        enough=lambda result: result.curve,
        guessed_at=" asks",
        draws_no=False,
    ),
    Picture(
        "closer",
        "Does each no bring a yes closer?",
        read=_closer,
        draw=charts.closer,
        table=_closer_table,
        guess=TENTH,
        guessed_at=", at a chance of 10 in 100",
        draws_no=False,
        choices=lambda log: [CHANCE],
        reroll="Another thousand people",
    ),
    Picture(
        "waiting",
        "How long do answers take?",
        read=lambda log, _: waiting.waiting(*asks_and_steps(log), log.as_of),
        draw=charts.waiting,
        table=_waiting_table,
        guess="After 14 days, how many of 100 asks are answered?",
        enough=lambda result: result.answered >= ENOUGH,
        guessed_at=" of 100",
    ),
    Picture(
        "patterns",
        "Which patterns are more than luck?",
        read=lambda log, _: patterns.patterns(*asks_and_steps(log), results.look(log)),
        draw=charts.patterns,
        table=_patterns_table,
        under=patterns.LOOKED_OFTEN,
    ),
    Picture(
        "effort",
        "Where did the time go?",
        read=lambda log, _: private.effort(asks_of(log)),
        draw=charts.effort,
        table=_effort_table,
        draws_no=False,
    ),
    Picture(
        "sting",
        "How personal did it feel, and later?",
        read=lambda log, _: private.sting(tables.reflections(log)),
        draw=charts.sting,
        table=_sting_table,
    ),
    Picture(
        "lengths",
        "What was told, and what was seen?",
        read=lambda log, _: private.lengths(tables.reflections(log)),
        draw=charts.lengths,
        table=lambda result: (
            ["What", "Words"],
            [["What I told myself", f"{result.told}"], ["What a camera saw", f"{result.camera}"]],
        ),
    ),
    Picture(
        "readings",
        "What did another reading change?",
        read=lambda log, _: private.readings(tables.reflections(log)),
        draw=charts.readings,
        table=_readings_table,
    ),
    Picture(
        "guesses",
        "What was guessed, and what came?",
        read=lambda log, _: private.with_predictions(
            private.guesses(asks_of(log)), tables.reflections(log)
        ),
        draw=charts.guesses,
        table=_guesses_table,
        says=-1,
    ),
    Picture(
        "tells",
        "How much was told, and how much asked?",
        read=lambda log, _: ways.tells(asks_of(log), tables.reflections(log)),
        draw=charts.tells,
        table=_tells_table,
        guess="For every ten tells, how many asks?",
        enough=lambda result: result.tells > ENOUGH,
        guessed_at=" for every ten tells",
        draws_no=False,
    ),
)
