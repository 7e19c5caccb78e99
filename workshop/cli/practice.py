"""Subcommands for practice: a notebook's exercises as plain questions, and the short page of a
day.
"""

import io
import sys
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import typer

from workshop import exercises, samples
from workshop.analysis.words import day_words
from workshop.cli.app import AsJson, Borrowed, Folder, app, chosen, show
from workshop.cli.your_log import ask_line
from workshop.exercises import Exercise, Question, Sitting
from workshop.journal import EVERY
from workshop.text import Problem, day, plural
from workshop.vocabulary import OUTCOMES

Name = Annotated[
    str,
    typer.Argument(help="A notebook, such as 04; a single exercise, such as 04.probe; or myths."),
]
_FEW = 9
_HEADINGS = {
    "past": "Past their day (no answer: workshop answer NUMBER silence):",
    "due": "Due:",
    "waiting": "Waiting, the longest first (workshop answer NUMBER yes):",
}


@app.command()
def do(name: Name, journal: Folder = None, borrow: Borrowed = None) -> None:
    """Do a notebook's exercises here, as plain questions; the answers go into your own journal."""
    cards, log, mine = cards_of(name), chosen(journal, borrow), samples.my_log(journal)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    before, lines = len(mine.reflections(about=EVERY)), _Lines()
    print(
        "An empty line leaves a question out, q ends. Answers are kept in "
        f"{mine.path and mine.path.parent}."
    )
    core = sum(not card.more for card in cards)
    try:
        for place, card in enumerate(cards):
            if lines.are_over or (
                place == core > 0
                and lines.next("\nMore, if you like? Enter ends here, m goes on. ") != "m"
            ):
                break
            print(f"\nCard {place + 1} of {core if place < core else len(cards)}", end="")
            _do(lines, Sitting(log, card.name))
    except KeyboardInterrupt:
        lines.are_over = True
    if lines.are_over:
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
    steps = {step for card in each for step in card.parts}
    return sorted((card for card in each if card.name not in steps), key=lambda card: card.more)


class _Lines:
    """What is typed, line by line. After q, or the end of the input, nothing more is asked, and
    whatever would be is left out.
    """

    are_over = False

    def next(self, prompt: str = "> ") -> str:
        """The next line; empty once they are over."""
        try:
            typed = "q" if self.are_over else input(prompt).strip()
        except EOFError:
            self.are_over = True
            return ""
        if not (self.are_over or sys.stdin.isatty()):
            print(typed)  # so that what came from a file reads as it would have been typed
        self.are_over = typed.lower() == "q"
        return "" if self.are_over else typed

    def answer(self, question: str, read: Callable[[str], Any], limit: int = 1) -> str:
        """What is answered to a question, on at most so many lines, asked again until it can be
        read; empty where it is left out.
        """
        if not self.are_over:
            several = ["  (several lines are fine; an empty line ends them)"] * (limit > 1)
            print(question, *several, sep="\n")
        while True:
            typed = [self.next()]
            while limit > 1 and typed[-1]:
                typed.append(self.next())
            try:
                answer = read("\n".join(typed).strip())
                return "" if answer is None else str(answer)
            except Problem as problem:
                print(str(problem).removeprefix(f"{problem.field}: "))


def _do(lines: _Lines, sitting: Sitting) -> None:
    """One card or its steps, about one ask where it is about asks."""
    if sitting.content.parts:
        print(f"\n{exercises.heading(sitting.content)}")
    if sitting.about.of and not _choose(lines, sitting):
        return
    for at, card in enumerate(sitting.cards):
        about = sitting.number if card.of else None
        if not lines.are_over and (not about or card.offered_for(sitting.log.entry(about))):
            _do_card(lines, sitting, at)


def _choose(lines: _Lines, sitting: Sitting) -> bool:
    """Ask which ask it is about; whether the card is done at all."""
    asks, title = sitting.asks, sitting.about.title
    if not asks:
        print(f"\n{title}: no ask in this log stands where this card would fit. Zero is fine.")
        return not sitting.about.writes
    rows = [
        f"{number:>4}  {entry.ask.name}, {OUTCOMES[entry.outcome].label.lower()}"
        for number, entry in asks.items()
    ]
    _few(f"“{title}” is about one ask. Which one?", rows)

    def read(typed: str) -> str:
        if not sitting.choose("" if typed == "0" else typed):
            raise Problem("Please type one of the numbers above.")
        return typed

    return (
        lines.answer(
            "Its number; 0 for one that is not in the log; an empty line leaves this card out.",
            read,
        )
        != ""
    )


def _do_card(lines: _Lines, sitting: Sitting, at: int) -> None:
    """Ask, keep, reply. Whoever ends in the middle keeps what they had answered; private words
    only if they say so.
    """
    sitting.prepare()
    card, asked = sitting.cards[at], sitting.asked[at]
    print(f"\n{exercises.heading(card)}")
    if not asked:
        print(f"Write your lines first: workshop do {card.lines_of}")
    if not card.private and (kept := sitting.kept(at)):
        print(f"You wrote on {kept.day}:\n{kept.words}\nA new answer is kept beside it.")
    sitting.values |= dict.fromkeys([*asked, "door_on"])
    is_done = False
    while not is_done:
        _ask(lines, sitting, at)
        try:
            _keep(lines, sitting, at)
            is_done = True
        except Problem as problem:
            is_done = lines.are_over
            print(problem)
            print("" if is_done else "Once more, then. An empty line leaves an answer as it is.")


def _ask(lines: _Lines, sitting: Sitting, at: int) -> None:
    """Put what is answered into the fields, in order; a clock runs before the first question,
    and is told in its turn.
    """
    card, values = sitting.cards[at], sitting.values
    if card.clock and lines.next("s starts the clock, Enter goes without it: ").lower() == "s":
        sitting.start(at)
        lines.next("The clock runs. Enter stops it: ")
        sitting.stop(at)
    for name, question in sitting.asked[at].items():
        if question.text == card.clock and sitting.ran is not None:
            print(f"{question.text}: {sitting.ran}")
            sitting.show_clock(at)
            continue
        die = "\n  (t throws for you)" if question.text == card.throws else ""
        read = partial(_thrown, sitting, at, question) if die else question.read
        values[name] = (
            lines.answer(exercises.spoken(question) + die, read, question.lines) or values[name]
        )
    if any(values[name] in card.with_day for name in sitting.asked[at]):
        values["door_on"] = lines.answer(
            "On which day? Such as 2026-03-31.",
            lambda typed: typed and day(typed, "door_on", past=False),
        )


def _thrown(sitting: Sitting, at: int, question: Question, typed: str) -> object:
    if typed.lower() != "t":
        return question.read(typed)
    print(sitting.throw(at)[0])  # which puts their number into the field
    return None


def _keep(lines: _Lines, sitting: Sitting, at: int) -> None:
    """Keep what is answered, where anything is."""
    card, ask = sitting.cards[at], sitting.number
    if not any(sitting.values[name] for name in sitting.asked[at]):
        return
    if (
        card.private
        and lines.next("Keep it in your journal? y keeps it, anything else lets it go. ").lower()
        != "y"
    ):
        print("Let go. Nothing of it was kept.")
        return
    said = sitting.keep(at)
    kept = f"Kept, and in the log for ask {ask}." if card.writes and ask else "Kept."
    print(said if said.startswith(("Kept", "Not this one")) else f"{kept} {said}")
    if card.picture:
        from workshop.pictures import PICTURES

        picture = PICTURES[card.picture]
        print(f"\n{picture.question}", *picture.read(sitting.log, {}).lines, sep="\n")
    if beside := exercises.beside(sitting.log, card.name, ask=ask):
        print(beside)
    if card.source:
        print(f"Source: {card.source}")


@app.command()
def today(journal: Folder = None, as_json: AsJson = False) -> None:
    """The day and what came since, one line to log, what is past its day, due or waiting, and one
    question.
    """
    from workshop import results, tables
    from workshop.day import today

    log = chosen(journal)
    found, question = today(log), exercises.of_the_day(log.as_of)
    if as_json:
        rows = {name: list(map(tables.row, getattr(found, name))) for name in _HEADINGS}
        asked = {"name": question.name, "text": question.question}
        show({"day": found.day, "since": found.since, **rows, "question": asked})
        return
    named, counts = f"{found.day:%A}, {day_words(found.day)}", results.counts(log).sentence
    print(*filter(None, (named, found.since, counts)), sep="\n")
    print('\nOne line: workshop log "a nickname" --kind job --channel written')
    for name, heading in _HEADINGS.items():
        each = [(ask_line(log, entry), results.due_on(entry)) for entry in getattr(found, name)]
        _few(heading, [f"{line}, due {day}" if day else line for line, day in each])
    print(f"\n{question.question}\nTo write it down: workshop do {question.name}")


def _few(heading: str, rows: list[str]) -> None:
    if rows:
        more = [f"      and {len(rows) - _FEW} more, in `workshop list`"] * (len(rows) > _FEW)
        print(f"\n{heading}", *rows[:_FEW], *more, sep="\n")
