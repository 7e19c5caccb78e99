"""How a card asks: each question as a field, what there is to play with, a day for a door."""

from workshop.exercises import Exercise, Kept
from workshop.exercises.kinds import Choice, Dice, Pair, Sort, Timer
from workshop.exercises.pieces import Question
from workshop.text import Problem
from workshop.widgets import parts
from workshop.widgets.parts import Part

NO_CLOCK = "none"


def play(card: Exercise, key: int, *, running: bool) -> list[Part]:
    """The clock, or whose turn it is; `running` says whether the clock runs."""
    if isinstance(card, Timer) and running:
        return [parts.buttons(("stop", "Stop the clock"), key=key)]
    if isinstance(card, Timer):
        lengths = [(str(seconds), f"{seconds} seconds") for seconds in sorted(card.seconds)]
        return [
            parts.choice("clock", "How long?", [*lengths, (NO_CLOCK, "Without a clock")]),
            parts.buttons(
                ("start", "Start the clock"),
                key=key,
                when={"clock": [length for length, _ in lengths]},
            ),
            parts.words(card.written, when={"clock": [NO_CLOCK]}),
        ]
    if isinstance(card, Pair):
        turns = [parts.words(f"{n}. {turn}") for n, turn in enumerate(card.turns, 1)]
        without = [f"Alone: {card.alone}", f"In writing: {card.written}"]
        return [*turns, *(parts.words(way, "note") for way in without)]
    return []


def day(card: Exercise) -> list[Part]:
    """A day for a door, once one is chosen that can have one."""
    if card.writes != "door" or not isinstance(card, Choice):
        return []
    with_day = [option.text for option in card.options if option.code != "let_go"]
    return [parts.field("door_on", "On which day?", "day", when={"q0": with_day})]


def field(name: str, asked: Question, card: Exercise, key: int, kept: Kept | None) -> list[Part]:
    """A question as a field, with sentences to begin with; a sorted card with what there is to
    say to its place.
    """
    if asked.labels:
        steps = [(str(number), f"{number}, {label}") for number, label in enumerate(asked.labels)]
        return [parts.choice(name, asked.text, steps, optional=True, tone="scale")]
    if asked.choices:
        tone = "stack" if max(map(len, asked.choices)) > 30 else "row"
        chips = parts.choice(
            name, asked.text, [(each, each) for each in asked.choices], hint=asked.hint, tone=tone
        )
        put = kept.answer.get(asked.text) if kept else None
        told = card.replies_to(asked.text, put) if isinstance(card, Sort) and put else []
        return (
            [parts.group(chips, *(parts.words(line, "note") for line in told), tone="near")]
            if told
            else [chips]
        )
    kind = "number" if asked.high else "area" if asked.lines > 1 else "text"
    waits = isinstance(card, Timer) and asked.text == card.clock and not kept
    when = {"clock": [NO_CLOCK]} if waits else None
    typed = parts.field(name, asked.text, kind, hint=asked.hint, when=when)
    if asked.suggest:
        begin = [("begin", words, "quiet") for words in asked.suggest]
        each = [parts.buttons(one, key=f"{name} {place}") for place, one in enumerate(begin)]
        return [parts.group(typed, *each, tone="near")]
    if isinstance(card, Dice) and asked.text == card.throws:
        return [parts.buttons(("throw", "Throw for me"), key=key), typed]
    return [typed]


def read(name: str, asked: Question, given: str | None) -> str | int | None:
    """What a field answers; where it does not fit, that is told beside this field."""
    try:
        return asked.read(given)
    except Problem as problem:
        raise Problem(str(problem).removeprefix(f"{problem.field}: "), name) from None


def reply(card: Exercise, said: str) -> str:
    """What is said to a whole card; what there is to say to each of its cards stands under that."""
    return said.partition("\n")[0] if isinstance(card, Sort) else said
