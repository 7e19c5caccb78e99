"""Subcommands for practice: a notebook's exercises as plain questions, and the short page of a
day.
"""

import io
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Annotated, Any

import typer

from workshop import exercises, samples
from workshop.cli.app import AsJson, Borrowed, Folder, app, chosen, show
from workshop.exercises import Exercise
from workshop.exercises.kinds import Choice, Dice, Sort, Steps, Timer
from workshop.exercises.pieces import Question
from workshop.journal import EVERY, Entry, Log
from workshop.text import Problem, day, plural
from workshop.vocabulary import OUTCOMES

Name = Annotated[
    str,
    typer.Argument(help="A notebook, such as 04; a single exercise, such as 04.probe; or myths."),
]
_FEW = 9
_over: list[bool] = []


@app.command()
def do(name: Name, journal: Folder = None, borrow: Borrowed = None) -> None:
    """Do a notebook's exercises here, as plain questions; the answers go into your own journal."""
    cards, log, mine = cards_of(name), chosen(journal, borrow), samples.my_log(journal)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    _over.clear()
    before, core = len(mine.reflections(about=EVERY)), sum(not card.more for card in cards)
    print(
        "An empty line leaves a question out, q ends. Answers are kept in "
        f"{mine.path and mine.path.parent}."
    )
    try:
        for place, card in enumerate(cards):
            if (
                place == core > 0
                and _line("\nMore, if you like? Enter ends here, m goes on. ") != "m"
            ):
                break
            print(f"\nCard {place + 1} of {core if place < core else len(cards)}", end="")
            _do(log, card)
    except (EOFError, KeyboardInterrupt):
        print("\nA good place to stop.")
    print(f"{plural(len(mine.reflections(about=EVERY)) - before, 'answer')} kept.")


def cards_of(name: str) -> list[Exercise]:
    """The exercise of this name, or a notebook's: the core first, then what is folded there; no
    step by itself.
    """
    number, dot, rest = name.strip().partition(".")
    if dot:
        return [exercises.load(f"{number.zfill(2)}.{rest}")]
    each = exercises.notebook(number.zfill(2)).values()
    if not each:
        known = dict.fromkeys(name.partition(".")[0] for name in exercises.names())
        raise Problem(
            f'There are no exercises for "{name[:40]}". There are: {", ".join(known)}.', "name"
        )
    steps = {part for one in each if isinstance(one, Steps) for part in one.parts}
    return sorted((one for one in each if one.name not in steps), key=lambda one: one.more)


def _line(prompt: str = "> ") -> str:
    if _over:  # a text that was ended by q stands, and nothing is asked after it
        raise EOFError
    typed = input(prompt).strip()
    if not sys.stdin.isatty():
        print(typed)  # so that what came from a file reads as it would have been typed
    if typed.lower() == "q":
        raise EOFError
    return typed


def _typed(lines: int = 1) -> str:
    typed = [_line()]
    try:
        while lines > 1 and typed[-1]:
            typed.append(_line())
    except EOFError:  # the text that stands is an answer; whatever is asked next ends it
        _over.append(True)
    return "\n".join(typed).strip()


def _asked(words: str, read: Callable[[str], Any], lines: int = 1) -> Any:
    print(words + ("\n  (several lines are fine; an empty line ends them)" if lines > 1 else ""))
    while True:
        try:
            return read(_typed(lines))
        except Problem as problem:
            print(str(problem).removeprefix(f"{problem.field}: "))


def _do(log: Log, card: Exercise) -> None:
    """One card or its steps, about one ask where it is about asks."""
    if isinstance(card, Steps):
        print(f"\n{exercises.heading(card)}")
    parts = parts_of(card)
    about = card if card.of else parts[0]
    number = _about(log, about) if about.of else 0
    for part in parts if number is not None else []:
        if not number or not part.of or part.offered_for(log.entry(number)):
            _one(log, exercises.prepared(log, part.name), number or None)


def parts_of(card: Exercise) -> list[Exercise]:
    """The steps of an exercise that has some, else itself."""
    return [exercises.load(part) for part in card.parts] if isinstance(card, Steps) else [card]


def _about(log: Log, card: Exercise) -> int | None:
    """The number of the ask that was chosen, 0 for one that is not in the log, None to leave
    the card out.
    """
    fitting = [entry for entry in log.asks[::-1] if card.offered_for(entry)]
    if not fitting:
        print(f"\n{card.title}: no ask in this log stands where this card would fit. Zero is fine.")
        return None if card.writes else 0
    rows = [
        f"{e.ask.number:>4}  {e.ask.name}, {OUTCOMES[e.outcome].label.lower()}" for e in fitting
    ]
    _few(f"“{card.title}” is about one ask. Which one?", rows)
    numbers = ["", "0", *(str(entry.ask.number) for entry in fitting)]

    def read(typed: str) -> int | None:
        if typed not in numbers:
            raise Problem("Please type one of the numbers above.")
        return int(typed) if typed else None

    chosen_number: int | None = _asked(
        "Its number; 0 for one that is not in the log; an empty line leaves this card out.", read
    )
    return chosen_number


def _one(log: Log, card: Exercise, number: int | None) -> None:
    """Ask, keep, reply. Whoever ends in the middle keeps what they had answered; private words
    only if they say so.
    """
    print(f"\n{exercises.heading(card)}")
    if isinstance(card, Sort) and not card.cards:
        print(f"Write your lines first: workshop do {card.lines_of}")
    for kept in [] if card.private else exercises.answers(log, card.name, ask=number)[-1:]:
        print(f"You wrote on {kept.day}:\n{kept.words}\nA new answer is kept beside it.")
    given: dict[str, Any] = {}
    while True:
        ended, on = False, None
        try:
            _ask(card, given)
            if _has_a_day(card, given):
                on = _asked("On which day? Such as 2026-03-31.", _coming)
        except EOFError:
            ended = True
        try:
            if any(answer is not None for answer in given.values()):
                _keep(log, card, given, number, on)
            break
        except Problem as problem:
            print(str(problem).removeprefix(f"{problem.field or 'answer'}: "))
            print("" if ended else "Once more, then. An empty line leaves an answer as it is.")
            if ended:
                break
    if ended:
        raise EOFError


def _has_a_day(card: Exercise, given: dict[str, Any]) -> bool:
    if card.writes != "door" or not isinstance(card, Choice) or not any(given.values()):
        return False
    return card.chosen(given).code != "let_go"


def _coming(typed: str) -> date | None:
    return day(typed, "door_on", past=False) if typed else None


def _ask(card: Exercise, given: dict[str, Any]) -> None:
    """Put what is answered into `given`, in order; a clock runs before the first question, and
    is told in its turn.
    """
    seconds = _seconds() if isinstance(card, Timer) else None
    for question in card.questions():
        if isinstance(card, Timer) and question.text == card.clock and seconds is not None:
            given[question.text] = min(seconds, question.high)
            print(f"{question.text}: {seconds}")
        elif isinstance(card, Dice) and question.text == card.throws:
            words = f"{exercises.spoken(question)}\n  (t throws for you)"
            _put(given, question, _asked(words, partial(_thrown, card.sides, question)))
        else:
            lines = 1 if question.choices or question.high else question.lines
            _put(given, question, _asked(exercises.spoken(question), question.read, lines))


def _put(given: dict[str, Any], question: Question, answer: Any) -> None:
    """Take an answer; an empty line leaves what was answered before."""
    given[question.text] = given.get(question.text) if answer is None else answer


def _seconds() -> int | None:
    """What the clock says; None where it is not wanted."""
    if _line("s starts the clock, Enter goes without it: ").lower() != "s":
        return None
    begun = time.monotonic()
    _line("The clock runs. Enter stops it: ")
    return round(time.monotonic() - begun)


def _thrown(sides: int, question: Question, typed: str) -> str | int | None:
    if typed.lower() != "t":
        return question.read(typed)
    thrown = exercises.throws(sides=sides)
    print(*thrown)
    return len(thrown)


def _keep(
    log: Log, card: Exercise, given: dict[str, Any], number: int | None, on: date | None
) -> None:
    if (
        card.private
        and _line("Keep it in your journal? y keeps it, anything else lets it go. ").lower() != "y"
    ):
        print("Let go. Nothing of it was kept.")
        return
    said = exercises.save(log, card.name, given, ask=number, on=on)
    kept = f"Kept, and in the log for ask {number}." if card.writes and number else "Kept."
    print(said if said.startswith(("Kept", "Not this one")) else f"{kept} {said}")
    if card.picture:
        from workshop.pictures import PICTURES

        picture = PICTURES[card.picture]
        print(f"\n{picture.question}", *picture.read(log, {}).lines, sep="\n")
    for line in (
        exercises.beside(log, card.name, ask=number),
        card.source and f"Source: {card.source}",
    ):
        if line:
            print(line)


@app.command()
def today(journal: Folder = None, as_json: AsJson = False) -> None:
    """One line to log, what is due, and one question."""
    from workshop import results

    log = chosen(journal)
    question = exercises.of_the_day(log.as_of)
    due = [_row(entry) | _door(log, entry) for entry in results.due(log)]
    past = [_row(entry) | {"asked_on": entry.ask.asked_on} for entry in results.past_horizon(log)]
    if as_json:
        show(
            {
                "due": due,
                "past_horizon": past,
                "question": {"name": question.name, "text": question.question},
            }
        )
        return
    print('One line: workshop log "a nickname" --kind job --channel written')
    _few(
        "Due:",
        [f"{one['number']:>4}  {one['alias']}: {one['door']}, {one['door_on']}" for one in due],
    )
    silent = [f"{one['number']:>4}  {one['alias']}, asked {one['asked_on']}" for one in past]
    _few(
        "No answer for longer than you usually wait (if it is silence: workshop answer NUMBER "
        "silence):",
        silent,
    )
    print(f"\n{question.question}\nTo write it down: workshop do {question.name}")


def _row(entry: Entry) -> dict[str, Any]:
    return {"number": entry.ask.number, "alias": entry.ask.name}


def _door(log: Log, entry: Entry) -> dict[str, Any]:
    step = entry.stands_at
    return {"door": log.label("door", (step and step.door) or ""), "door_on": step and step.door_on}


def _few(heading: str, rows: list[str]) -> None:
    if rows:
        more = (
            [f"      and {len(rows) - _FEW} more, in `workshop list`"] if len(rows) > _FEW else []
        )
        print("\n".join([f"\n{heading}", *rows[:_FEW], *more]))
