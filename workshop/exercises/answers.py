"""Answers in the person's own journal: kept, found again, shown even where their card was
changed since.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec.structs import replace

from workshop.analysis.words import day_words
from workshop.exercises.content import load, names
from workshop.exercises.exercise import Exercise
from workshop.exercises.pieces import Card
from workshop.journal import EVERY, Log
from workshop.text import LINE, Problem, day
from workshop.vocabulary import OUTCOMES


@dataclass(frozen=True)
class Kept:
    """One answer that stands: its record id, its time in UTC, its words, and the number of the ask
    it is of.

    `changed` says that its card was changed since: it can be shown, but not put back into the card.
    """

    record: str
    at: str
    answer: Any
    words: str
    changed: bool
    number: int | None

    @property
    def day(self) -> str:
        """Its day, as a person writes it."""
        return day_words(date.fromisoformat(self.at[:10]))


def prepared(log: Log, name: str) -> Exercise:
    """The exercise as `log` fills it: one that sorts the lines of another answer gets them as
    its cards.
    """
    exercise = load(name)
    if not exercise.lines_of:
        return exercise
    lines = [
        line.strip()[:LINE].strip()
        for kept in answers(log, exercise.lines_of)[-1:]
        for line in kept.words.splitlines()
    ]
    return replace(exercise, cards=tuple(Card(text=line) for line in dict.fromkeys(lines) if line))


def save(log: Log, name: str, answer: object, *, ask: int | None = None, on: object = None) -> str:
    """Keep an answer, and say what there is to say to it; an earlier answer stays beside it.

    About a borrowed log it goes to the person's own journal. Where the card has a field in the log
    (a shade, a door with its day `on`), the ask with number `ask` gets it too, as one act.
    `Problem` where it does not fit; nothing is kept then.
    """
    exercise = prepared(log, name)
    entry = log.entry(ask) if ask is not None and exercise.of else None
    if entry and not exercise.offered_for(entry):
        stands = f'"{entry.ask.name}" stands at "{OUTCOMES[entry.outcome].label}"'
        raise Problem(
            f"{stands}, where this card does not fit. Nothing was kept; please choose another ask."
        )
    kept = exercise.check(answer)
    code = next((each.code for each in exercise.options if each.text in kept.values()), "")
    on = None if code == "let_go" else on
    if exercise.writes == "door" and on and day(on, "door_on", past=False) < log.today:
        raise Problem(
            "door_on: that day is past. Please choose today or a later one, or leave it empty.",
            "door_on",
        )
    bare = next(iter(kept.values())) if exercise.saves_as else kept
    with log.batch("keep"):
        if exercise.writes and code and ask is not None:
            log.change(
                ask,
                **{exercise.writes: code},
                **({"door_on": on} if exercise.writes == "door" else {}),
            )
        if exercise.writes == "link" and ask is not None:
            words, to = (kept.get(question.text) for question in exercise.questions())
            log.link(ask, to, words)
        log.reflect(exercise.saves_as or name, bare, ask=ask)
    return exercise.reply(kept)


def answers(log: Log, name: str, *, ask: int | str | None = EVERY) -> list[Kept]:
    """The answers that stand, newest last: both where a mind was changed, none that was removed.

    With `ask`, those of the ask with this number, or where it is None those of no ask in
    particular.
    """
    exercise = prepared(log, name) if name in names() else None
    kept = log.reflections(exercise.saves_as or name if exercise else name)
    if ask is None:  # what is of an ask that no longer stands is of none that could be chosen
        kept = [each for each in kept if each[2].ask is None]
    found = [
        _kept(exercise, record, at, reflection.answer, log.number_of(reflection.ask))
        for record, at, reflection in kept
    ]
    return [answer for answer in found if ask in (EVERY, answer.number)]


def written(log: Log) -> dict[int, dict[str, str]]:
    """The newest words on each card that was about a single ask, by the ask's number, then by the
    card's title; and what the ask made room for.
    """
    cards = {card.saves_as or card.name: card for card in map(load, names()) if not card.private}
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for record, at, reflection in log.reflections():
        number, card = log.number_of(reflection.ask), cards.get(reflection.prompt)
        if number is not None and card is not None:
            found[number][card.title] = _kept(card, record, at, reflection.answer, number).words
        elif number is not None and reflection.prompt == "sting.now":
            found[number]["How personal it felt at the time"] = str(reflection.answer)
    for link in log.links():
        found[log.number_of(link.ask) or 0]["What it made room for"] = "; ".join(
            filter(None, (link.words, link.to and f"ask {log.number_of(link.to)}"))
        )
    return found


def beside(log: Log, name: str, *, ask: int | None = None) -> str:
    """The newest answer to the exercise that this one is compared with, and what moved since;
    empty without one.
    """
    earlier = load(name).beside
    then, now = (answers(log, found, ask=ask)[-1:] if found else [] for found in (earlier, name))
    if not then:
        return ""
    both = [text for text in then[0].answer if now and text in now[0].answer]
    moved = [f"{text}: {then[0].answer[text]} before, {now[0].answer[text]} now." for text in both]
    return "\n".join(moved or [f"{load(earlier).title}, {then[0].day}:", then[0].words])


def remove(log: Log, *kept: Kept) -> None:
    """Hide these answers, as one change; the others stay."""
    log.forget(*(answer.record for answer in kept))


def _kept(exercise: Exercise | None, record: str, at: str, answer: Any, number: int | None) -> Kept:
    told = answer if isinstance(answer, dict) else {"": answer}
    try:
        words = exercise.in_words(exercise.check(answer)) if exercise else ""
    except Problem:
        words = ""
    shown = "\n".join(f"{text}: {said}".removeprefix(": ") for text, said in told.items())
    return Kept(record, at, answer, words or shown, not words, number)
