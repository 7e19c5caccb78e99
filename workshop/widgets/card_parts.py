"""How a sitting at a card is drawn: which ask, what is asked, what there is to play with, what
was said.
"""

from workshop import exercises
from workshop.exercises import Exercise, Kept, Question, Sitting, plain
from workshop.widgets import parts
from workshop.widgets.fields import day_words, outcome_words

LATEST = 60
"""How many asks a card offers, the latest of those that it may be about."""
NO_CLOCK = "none"


def asks(sitting: Sitting) -> list[parts.Part]:
    """About which ask, where the card is about one."""
    offered = sitting.asks
    if not sitting.about.of:
        return []
    if not offered:
        return [
            parts.words(
                "No ask in this log stands where this card would fit. Zero is fine: read "
                "on, or borrow a log.",
                "note",
            )
        ]
    rows = [
        (number, f"{e.ask.name}, {day_words(e.ask.asked_on)}: {outcome_words(e.outcome)}")
        for place, (number, e) in enumerate(offered.items())
        if place < LATEST or e.ask.number == sitting.number
    ]
    hint = f"The latest {LATEST} of {len(offered):,}." if len(offered) > LATEST else ""
    none = "Choose one, or none in particular"
    return [parts.pick("ask", "About which ask?", rows, none, live="about", hint=hint)]


def card(sitting: Sitting, at: int, *, is_said: bool) -> list[parts.Part]:
    """One card of a sitting; where its reply `is_said` in the status just now, not once more."""
    card, kept, asked = sitting.cards[at], sitting.kept(at), sitting.asked[at]
    if not asked:
        first = "Write your lines in the card above first."
        return [parts.words(card.question), parts.words(first, "note")]
    title, (question, hint) = card.title if len(sitting.cards) > 1 else "", plain.above(card)
    pressed = [("keep", "Check" if is_check(card) else "Keep", "plain" if at else "primary")]
    if card.page and sitting.number:
        pressed.append(("page", "Make a page of this entry alone", "plain"))
    if kept:
        pressed.append(("forget", "Remove my answer", "quiet"))
    return [
        *([parts.words(title, "part")] if title else []),
        *([parts.words(question)] if question else []),
        *([parts.words(hint, "note")] if hint else []),
        *(
            parts.group(parts.group(*map(parts.words, said.splitlines()), tone="near"), tone="open")
            for said in [exercises.beside(sitting.log, card.name, ask=sitting.number)]
            if said
        ),
        *_play(card, at, is_running=sitting.begun is not None),
        *(part for name, each in asked.items() for part in _field(name, each, card, at, kept)),
        *(  # a day for a door, once one is chosen that can have one
            parts.field("door_on", "On which day?", "day", when={door: card.with_day})
            for door in asked
            if card.with_day
        ),
        parts.buttons(*pressed, key=at, of=title),
        *([] if is_said else _reply(sitting, at)),
        *(  # a question that is meant to be sent
            [parts.buttons(("copy", "Copy", "quiet"), key=card.in_words(kept.answer))]
            if card.no_question and kept
            else []
        ),
    ]


def is_check(card: Exercise) -> bool:
    """Whether one answer of it is right."""
    return any(option.right for option in card.options)


def verdict(card: Exercise, said: str) -> str:
    """The reply to an answer; to a check with what it was, for the eye and for the ear."""
    if not said or not is_check(card):
        return said
    return f"✗ {said}" if said.startswith("Not this one") else f"✓ Right. {said}"


def _play(card: Exercise, at: int, *, is_running: bool) -> list[parts.Part]:
    """The clock, or whose turn it is."""
    if not card.seconds:
        turns = map(parts.words, plain.turns(card))
        return [*turns, *(parts.words(way, "note") for way in plain.otherwise(card))]
    if is_running:
        return [parts.buttons(("stop", "Stop the clock"), key=at)]
    lengths = [(str(seconds), f"{seconds} seconds") for seconds in sorted(card.seconds)]
    return [
        parts.choice("clock", "How long?", [*lengths, (NO_CLOCK, "Without a clock")]),
        parts.buttons(
            ("start", "Start the clock"), key=at, when={"clock": [length for length, _ in lengths]}
        ),
        parts.words(card.written, when={"clock": [NO_CLOCK]}),
    ]


def _field(
    name: str, asked: Question, card: Exercise, at: int, kept: Kept | None
) -> list[parts.Part]:
    """A question as a field, with sentences to begin with; a sorted card with what there is to
    say to its place.
    """
    if asked.labels:
        steps = [(str(number), f"{number}, {label}") for number, label in enumerate(asked.labels)]
        return [parts.choice(name, asked.text, steps, optional=True, tone="scale")]
    if asked.choices:
        tone = "stack" if max(map(len, asked.choices)) > 30 else "row"
        each = [(choice, choice) for choice in asked.choices]
        chips = parts.choice(name, asked.text, each, hint=asked.hint, tone=tone)
        put = kept.answer.get(asked.text) if kept else None
        said = [parts.words(line, "note") for line in card.replies_to(asked.text, put or "")]
        return [parts.group(chips, *said, tone="near")] if put and said else [chips]
    kind = "number" if asked.high else "area" if asked.lines > 1 else "text"
    when = {"clock": [NO_CLOCK]} if asked.text == card.clock and not kept else None
    typed = parts.field(name, asked.text, kind, hint=asked.hint, when=when)
    if asked.suggest:
        begin = [
            parts.buttons(("begin", sentence, "quiet"), key=f"{name} {place}")
            for place, sentence in enumerate(asked.suggest)
        ]
        return [parts.group(typed, *begin, tone="near")]
    if asked.text == card.throws:
        return [parts.buttons(("throw", "Throw for me"), key=at), typed]
    return [typed]


def _reply(sitting: Sitting, at: int) -> list[parts.Part]:
    """What was said to the answer that is kept, with its source."""
    if not (said := verdict(sitting.cards[at], sitting.lead(at))):
        return []
    source = sitting.cards[at].source
    cited = [parts.words(f"Source: {source}", "note")] if source else []
    return [parts.group(*map(parts.words, said.splitlines()), *cited, tone="open")]
