"""Pages to take away: an entry alone, with its words and dates, for whoever takes it further."""

from pathlib import Path

from workshop import exercises, html
from workshop.journal import Log, disk
from workshop.output import written
from workshop.records import Ask, Step
from workshop.vocabulary import STEPS


def entry_page(log: Log, number: int) -> str:
    """One ask's entry as a page of HTML: what was asked, what came and when, and what was kept to
    take it further.

    It holds no other ask, no rating and no other reflection. `Problem` where there is no such ask.
    """
    entry = log.entry(number)
    pieces = [
        html.words(
            _asked(log, entry.ask), *(line for step in entry.steps for line in _came(log, step))
        )
    ]
    for card in (exercises.load(name) for name in exercises.names()):
        for kept in exercises.answers(log, card.name, ask=number)[-1:] if card.page else []:
            pieces.append(html.heading(f"Written down on {kept.day}"))
            for question, answer in kept.answer.items():
                pieces += [html.heading(question, 3), html.words(*str(answer).splitlines())]
    advice = [
        card.done.removeprefix("Kept. ")
        for card in map(exercises.load, exercises.names())
        if card.page
    ]
    pieces += [html.heading("Where advice is given"), html.words(*advice)]
    return str(
        html.page(
            entry.ask.name,
            *pieces,
            html.note("One entry of a private log, and nothing else of it."),
        )
    )


def save_entry(log: Log, number: int, path: Path | None = None, *, force: bool = False) -> Path:
    """Write the page of an entry, beside the person's own journal unless `path` says where; returns
    where it is.

    There, a page of before is replaced; elsewhere only with `force`, and a journal never.
    """
    name = f"entry-{log.name}-{number}.html" if log.is_borrowed else f"entry-{number}.html"
    place = path or (log.own.path or Path(name)).with_name(name)
    page = entry_page(log, number)
    if path is None:
        with disk.in_words(place.parent):
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return written(place, page, force=force or path is None)


def _asked(log: Log, ask: Ask) -> str:
    told = {"Kind": ("kind", ask.kind), "How": ("channel", ask.channel)}
    named = [
        f"{name}: {log.label(field, code).lower()}." for name, (field, code) in told.items() if code
    ]
    return " ".join(
        [
            f"{ask.asked_on or 'On a day not known'}: asked.",
            *named,
            *([f"What: {ask.pitched}."] if ask.pitched else []),
        ]
    )


def _came(log: Log, step: Step) -> list[str]:
    """A step in words: its day, what it was and why, then the words as they were said."""
    what = log.label("outcome", step.outcome) if step.outcome else STEPS[step.what].label
    reason = [f"Reason: {log.label('reason', step.reason).lower()}"] if step.reason else []
    told = ". ".join([", ".join(filter(None, [what, step.stage])), *reason])
    return [
        f"{step.on or 'On a day not known'}: {told}.",
        *([f"“{step.words}”"] if step.words else []),
    ]
