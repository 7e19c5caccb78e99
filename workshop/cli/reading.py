"""Subcommands that tell: the list of asks, the summary in words or as JSON, whether the files are whole."""

from datetime import date
from typing import Annotated, cast

import typer

from workshop.cli.app import AsJson, Borrowed, Folder, app, chosen, show, show_rows
from workshop.journal import Entry, Journal, Log
from workshop.text import day, plural
from workshop.vocabulary import OUTCOMES

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
        print("\n".join(_told(log, entry) for entry in asks))


def _told(log: Log, entry: Entry) -> str:
    ask = entry.ask
    about = ", ".join(log.label(name, code) for name in ("kind", "channel") if (code := getattr(ask, name)))
    outcome = OUTCOMES[entry.outcome].label
    day = str(ask.asked_on or "day unknown")
    return f"{ask.number:>4}  {day:<11} {outcome:<28}{ask.name}{f' ({about})' if about else ''}"


@app.command()
def summary(journal: Folder = None, borrow: Borrowed = None, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Say what came back: counts, no's for each yes with their range, and what can't be said yet."""
    from workshop import results, tables  # pandas takes longer to load than all the rest, so only where it is used
    from workshop.analysis.summary import sentences, summary

    log = chosen(journal, borrow)
    until: date = day(as_of, "as_of") if as_of else log.as_of
    told = tables.asks(log, until), tables.steps(log, until), until, results.look(log, until)
    if as_json:
        show(summary(*told))
    else:
        for sentence in sentences(*told):
            print(sentence)
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
        *({"file": None, "line": None, "problem": sentence} for sentence in [*log.unread, *log.strays]),
    ]
    if as_json:
        show({f"{name}s": count for name, count in counts.items()} | {"problems": problems})
    else:
        told = ", ".join(plural(count, name) for name, count in counts.items())
        print(f"{told}: {plural(len(problems), 'problem')}.")
    if problems:
        raise typer.Exit(1)
