"""Subcommands that write: each does what its twin on `Log` does, and says what it did."""

from typing import Annotated, Any

import typer

from workshop.cli.app import Folder, Number, app, chosen, given
from workshop.journal import TODAY
from workshop.records import Ask
from workshop.text import Problem
from workshop.vocabulary import OUTCOMES, STEPS

On = Annotated[str, typer.Option(help="The day, as 2026-03-31; `unknown` where you do not know it.")]
Text = Annotated[str | None, typer.Option()]
Extra = Annotated[list[str] | None, typer.Option(help="An own field, NAME=TEXT; may be given several times.")]


def _day(on: str) -> str | None:
    return None if on == "unknown" else on


@app.command()
def log(
    alias: Annotated[str, typer.Argument(help="A nickname for whom or what you asked; no real names needed.")] = "",
    on: Annotated[str | None, typer.Option(help="The day you asked; today unless given.")] = None,
    kind: Text = None,
    channel: Text = None,
    outcome: Annotated[str, typer.Option(help="What came back so far.")] = "waiting",
    answered_on: Text = None,
    pitched: Text = None,
    size: Text = None,
    amount: Text = None,
    decider: Text = None,
    people: Text = None,
    brought: Text = None,
    chance: Text = None,
    worst: Text = None,
    motive_guess: Text = None,
    motive_found: Text = None,
    minutes: Text = None,
    buying_question: Text = None,
    stage: Text = None,
    reason: Text = None,
    source: Text = None,
    words: Text = None,
    terms: Text = None,
    agreed: Text = None,
    door: Text = None,
    door_on: Text = None,
    extra: Extra = None,
    journal: Folder = None,
) -> None:
    """Log an ask; prints its number."""
    told = dict(locals())
    options = {
        name: value for name, value in told.items() if name not in ("alias", "on", "outcome", "extra", "journal")
    }
    ask = chosen(journal).ask(alias, on=on, outcome=outcome, **given(options, extra))
    print(f'Saved as ask {ask.number}: "{ask.name}", {ask.asked_on}.')


@app.command()
def step(
    number: Number,
    what: Annotated[str, typer.Argument(help=f"One of {', '.join(STEPS)}.")],
    on: On = TODAY,
    outcome: Text = None,
    reason: Text = None,
    source: Text = None,
    terms: Text = None,
    agreed: Text = None,
    stage: Text = None,
    words: Text = None,
    door: Text = None,
    door_on: Text = None,
    journal: Folder = None,
) -> None:
    """Log what happened to an ask: a follow-up, a probe, a further stage, an answer, a note, a yes done."""
    told = dict(locals())
    options = {name: value for name, value in told.items() if name not in ("number", "what", "on", "journal")}
    mine = chosen(journal)
    made = mine.step(number, what, on=_day(on), **given(options))
    print(f'Saved for ask {number}, "{mine.entry(number).ask.name}": {STEPS[made.what].label.lower()}.')


@app.command()
def answer(
    number: Number,
    outcome: Annotated[str, typer.Argument(help=f"One of {', '.join(OUTCOMES)}.")],
    on: On = TODAY,
    reason: Text = None,
    source: Text = None,
    words: Text = None,
    terms: Text = None,
    agreed: Text = None,
    door: Text = None,
    door_on: Text = None,
    journal: Folder = None,
) -> None:
    """Log what came back for an ask."""
    told = dict(locals())
    options = {name: value for name, value in told.items() if name not in ("number", "outcome", "on", "journal")}
    mine = chosen(journal)
    made = mine.answer(number, outcome, on=_day(on), **given(options))
    name = mine.entry(number).ask.name
    print(f'Saved for ask {number}, "{name}": {OUTCOMES[str(made.outcome)].label.lower()}.')


@app.command()
def change(
    number: Number,
    fields: Annotated[list[str], typer.Argument(help="FIELD=VALUE, one or more; an empty value clears the field.")],
    journal: Folder = None,
) -> None:
    """Change fields of an ask or of its answer: workshop change 3 kind=client reason=timing."""
    pairs = [text.partition("=") for text in fields]
    if any(not sign for _, sign, _ in pairs):
        raise Problem("Write each change as FIELD=VALUE, such as kind=client.")
    mine = chosen(journal)
    own = {name.removeprefix("extra."): text for name, _, text in pairs if name.startswith("extra.")}
    told: dict[str, Any] = {name: text or None for name, _, text in pairs if not name.startswith("extra.")}
    if own:
        told["extra"] = {**mine.entry(number).ask.extra, **own}
    entry = mine.change(number, **told)
    print(f'Changed: ask {number}, "{entry.ask.name}", {OUTCOMES[entry.outcome].label.lower()}.')


@app.command()
def remove(number: Number, journal: Folder = None) -> None:
    """Hide an ask and all that belongs to it; undo brings it back."""
    ask: Ask = chosen(journal).remove(number).ask
    print(f'Removed from view: ask {number}, "{ask.name}". `workshop undo` brings it back.')
    print("It is hidden, not destroyed: the journal's file still holds it.")


@app.command()
def undo(
    change: Annotated[str | None, typer.Argument(help="The change to take back; the last one unless given.")] = None,
    journal: Folder = None,
) -> None:
    """Take a change back; a second undo brings it again."""
    print(chosen(journal).undo(change).sentence)


@app.command("set")
def set_(
    name: Annotated[
        str, typer.Argument(help="horizon.KIND, calm, sting.off, or word.FIELD.CODE for a word of your own.")
    ],
    value: str,
    journal: Folder = None,
) -> None:
    """Keep a setting."""
    kept = chosen(journal).set(name, value)
    print(f"Set: {name} is {('no', 'yes')[kept] if isinstance(kept, bool) else kept or 'empty'}.")
