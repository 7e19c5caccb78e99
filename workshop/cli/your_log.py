"""Subcommands about the log: those that tell of it, and those that write to it.

The first are the list of asks, the summary in words or as JSON, and whether the files are whole.
Each of the others does what its twin on `Log` does, and says what it did.
"""

from collections.abc import Callable
from datetime import date
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, cast

import typer

from workshop.cli.app import (
    AsJson,
    Borrowed,
    Folder,
    Number,
    app,
    chosen,
    given,
    pairs,
    show,
    show_rows,
)
from workshop.fields import FIELDS
from workshop.journal import TODAY, Entry, Journal, Log
from workshop.records import Ask, Step
from workshop.text import Problem, day, plural
from workshop.vocabulary import OUTCOMES, STEPS

AsOf = Annotated[str | None, typer.Option(help="The log as it stood at the end of this day.")]


@app.command("list")
def list_(journal: Folder = None, borrow: Borrowed = None, as_json: AsJson = False) -> None:
    """List the asks, by the day they were asked on."""
    log = chosen(journal, borrow)
    asks = log.asks
    if as_json:
        from workshop import tables

        show_rows("asks", map(tables.row, asks))
    elif not asks:
        print('No asks yet. Log one: workshop log "a nickname"')
    else:
        print("\n".join(ask_line(log, entry) for entry in asks))


def ask_line(log: Log, entry: Entry) -> str:
    """An ask in a line: its number, day and outcome, its name, its kind and channel."""
    ask = entry.ask
    codes = {"kind": ask.kind, "channel": ask.channel}
    about = ", ".join(log.label(name, code) for name, code in codes.items() if code)
    day, outcome = str(ask.asked_on or "day unknown"), OUTCOMES[entry.outcome].label
    return f"{ask.number:>4}  {day:<11} {outcome:<28}{ask.name}{f' ({about})' if about else ''}"


@app.command()
def summary(
    journal: Folder = None, borrow: Borrowed = None, as_of: AsOf = None, as_json: AsJson = False
) -> None:
    """Say what came back: counts, no's for each yes with their range, what can't be said yet."""
    from workshop import (
        results,
        tables,
    )  # pandas takes longer to load than all the rest, so only where it is used
    from workshop.analysis.summary import sentences, summary

    log = chosen(journal, borrow)
    until: date = day(as_of, "as_of") if as_of else log.as_of
    told = tables.asks(log, until), tables.steps(log, until), until, results.look(log, until)
    unit = results.unit(log)
    if as_json:
        show(summary(*told, unit))
    else:
        print("\n".join(sentences(*told, unit)))
        if later := len(log.asks) - len(told[0]):
            print(f"As it stood on {until}; {plural(later, 'later ask')} left out.")


@app.command()
def verify(journal: Folder = None, as_json: AsJson = False) -> None:
    """Check every line of the journal's files."""
    log = chosen(journal)
    files = cast("Journal", log.journal)
    counts = {"file": len(files.files), "line": files.line_count, "record": log.record_count}
    problems = [
        *log.damage,
        *(
            {"file": None, "line": None, "problem": sentence}
            for sentence in [*log.unread, *log.strays]
        ),
    ]
    if as_json:
        show({f"{name}s": count for name, count in counts.items()} | {"problems": problems})
    else:
        told = ", ".join(plural(count, name) for name, count in counts.items())
        print(f"{told}: {plural(len(problems), 'problem')}.")
    if problems:
        raise typer.Exit(1)


Day = Annotated[
    str, typer.Option(help="The day you asked, as 2026-03-31; `unknown` where you do not know it.")
]
On = Annotated[
    str, typer.Option(help="The day, as 2026-03-31; `unknown` where you do not know it.")
]
Extra = Annotated[
    list[str] | None, typer.Option(help="An own field, NAME=TEXT; may be given several times.")
]
_NAMES = (
    "horizon.KIND, calm, sting.off, organisation (the own field that says who), "
    "or word.FIELD.CODE for an own word."
)
_STEP = [name for name in Step.__struct_fields__ if name not in ("ask", "what", "on")]
_TOLD = [name for name in _STEP if name not in ("outcome", "stage")]
_ASK = [
    name
    for name in Ask.__struct_fields__
    if name not in ("asked_on", "number", "alias", "origin", "extra")
]


def _options(*fields: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a subcommand an option of text for each of `fields`, before its last one; they reach it
    in `told`.
    """

    def give(command: Callable[..., None]) -> Callable[..., None]:
        *first, last, _ = (
            one.replace(kind=Parameter.KEYWORD_ONLY)
            for one in signature(command).parameters.values()
        )
        options = [
            Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=_text(name))
            for name in fields
        ]
        command.__signature__ = Signature([*first, *options, last])  # type: ignore[attr-defined]
        return command

    return give


def _text(name: str) -> Any:
    """An option of text for a field, with what the table of fields says of it."""
    return Annotated[str | None, typer.Option(help=FIELDS[name].help)]


def _day(on: str) -> str | None:
    if not on.strip():
        raise Problem("on: please give a day such as 2026-03-31, or write `unknown`.", "on")
    return None if on == "unknown" else on


def _saved(log: Log, number: int, told: str) -> None:
    print(f'Saved for ask {number}, "{log.entry(number).ask.name}": {told.lower()}.')


@app.command()
@_options("answered_on", *_ASK, "stage", *_TOLD)
def log(
    alias: Annotated[
        str, typer.Argument(help="A nickname for whom or what you asked; no real names needed.")
    ] = "",
    on: Day = TODAY,
    outcome: Annotated[str, typer.Option(help="What came back so far.")] = "waiting",
    extra: Extra = None,
    journal: Folder = None,
    **told: Any,
) -> None:
    """Log an ask; prints its number."""
    if not (alias or extra or given(told)) and (on, outcome) == (TODAY, "waiting"):
        raise Problem(
            'Whom did you ask? Give it a name, such as: workshop log "a nickname". '
            "Nothing was saved."
        )
    ask = chosen(journal).ask(alias, on=_day(on), outcome=outcome, **given(told, extra))
    print(f'Saved as ask {ask.number}: "{ask.name}", {ask.asked_on or "day unknown"}.')


@app.command()
@_options(*_STEP)
def step(
    number: Number,
    what: Annotated[str, typer.Argument(help=f"One of {', '.join(STEPS)}.")],
    on: On = TODAY,
    journal: Folder = None,
    **told: Any,
) -> None:
    """Log what happened to an ask: a follow-up, a probe, a further stage, an answer, a note, a yes
    done.
    """
    mine = chosen(journal)
    made = mine.step(number, what, on=_day(on), **given(told))
    _saved(mine, number, STEPS[made.what].label)


@app.command()
@_options(*_TOLD)
def answer(
    number: Number,
    outcome: Annotated[str, typer.Argument(help=f"One of {', '.join(OUTCOMES)}.")],
    on: On = TODAY,
    journal: Folder = None,
    **told: Any,
) -> None:
    """Log what came back for an ask."""
    mine = chosen(journal)
    made = mine.answer(number, outcome, on=_day(on), **given(told))
    _saved(mine, number, OUTCOMES[str(made.outcome)].label)


@app.command()
def change(
    number: Number,
    fields: Annotated[
        list[str], typer.Argument(help="FIELD=VALUE, one or more; an empty value clears the field.")
    ],
    journal: Folder = None,
) -> None:
    """Change fields of an ask or of its answer: workshop change 3 kind=client reason=timing."""
    given, mine = (
        pairs(fields, "Write each change as FIELD=VALUE, such as kind=client."),
        chosen(journal),
    )
    own = {
        name.removeprefix("extra."): text
        for name, text in given.items()
        if name.startswith("extra.")
    }
    told: dict[str, Any] = {
        name: text or None for name, text in given.items() if not name.startswith("extra.")
    }
    if own:
        told["extra"] = {**mine.entry(number).ask.extra, **own}
    entry = mine.change(number, **told)
    print(f'Changed: ask {number}, "{entry.ask.name}", {OUTCOMES[entry.outcome].label.lower()}.')


@app.command()
def link(
    number: Number,
    to: Annotated[int | None, typer.Argument(help="The ask that it made room for.")] = None,
    words: Annotated[str | None, typer.Option(help="An hour, or whatever else it was.")] = None,
    journal: Folder = None,
) -> None:
    """Say what a no made room for: another ask, an hour, or words."""
    if to is None and not words:
        raise Problem("Which ask, or which words? Such as: workshop link 3 --words “an hour”.")
    mine = chosen(journal)
    mine.link(number, to, words)
    _saved(mine, number, f"made room for {f'ask {to}' if to else 'what you wrote'}")


@app.command()
def remove(number: Number, journal: Folder = None) -> None:
    """Hide an ask and all that belongs to it; undo brings it back."""
    name = chosen(journal).remove(number).ask.name
    print(
        f'Removed from view: ask {number}, "{name}". `workshop undo` brings it back.\n'
        "It is hidden, not destroyed: the journal's file still holds it."
    )


@app.command()
def undo(
    change: Annotated[
        str | None, typer.Argument(help="The change to take back; the last one unless given.")
    ] = None,
    journal: Folder = None,
) -> None:
    """Take a change back; a second undo brings it again."""
    print(chosen(journal).undo(change).sentence)


@app.command("set")
def set_(
    name: Annotated[str, typer.Argument(help=_NAMES)], value: str, journal: Folder = None
) -> None:
    """Keep a setting."""
    kept = chosen(journal).set(name, value)
    print(f"Set: {name} is {('no', 'yes')[kept] if isinstance(kept, bool) else kept or 'empty'}.")
