"""The command itself, the options that many subcommands share, and how answers are printed."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from workshop import samples
from workshop.journal import Log
from workshop.text import Problem

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Log each ask and what came back; see your no's for each yes, and how sure you can be "
    "of it.",
)

Folder = Annotated[
    Path | None,
    typer.Option("--journal", help="The folder of the journal, where it is not your own."),
]
Borrowed = Annotated[
    str | None,
    typer.Option("--borrow", help="Use a borrowed log: asha, maren, tomas, lin, devi, jo or alba."),
]
Force = Annotated[
    bool, typer.Option("--force", help="Write over a file of this name; over a journal, never.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print plain JSON.")]
Number = Annotated[int, typer.Argument(help="The ask's number, as `workshop list` shows it.")]


def chosen(journal: Path | None, borrowed: str | None = None) -> Log:
    """The log that the options name; what could not be read in it is told on stderr, and stops
    nothing.
    """
    log = (
        samples.borrow(borrowed, lambda: samples.my_log(journal))
        if borrowed
        else samples.my_log(journal)
    )
    for problem in log.problems:
        print(problem, file=sys.stderr)
    return log


def show(answer: Any) -> None:
    """Print an answer as JSON: dates as text, what is unknown as null, never NaN or Infinity."""
    print(_json(answer))


def show_rows(name: str, rows: Iterable[Any]) -> None:
    """Print rows as JSON under a name, one by one, so that many take no more room than a few."""
    between = ""
    print(f'{{\n  "{name}": [', end="")
    for row in rows:
        print(between, _json(row).replace("\n", "\n    "), sep="\n    ", end="")
        between = ","
    print("\n  ]\n}" if between else "]\n}")


def _json(answer: Any) -> str:
    told = msgspec.json.encode(answer)
    if (sys.stdout.encoding or "utf-8").lower().startswith("utf"):
        return msgspec.json.format(told, indent=2).decode()
    return json.dumps(json.loads(told), indent=2)


def pairs(texts: list[str], sentence: str) -> dict[str, str]:
    """What is written NAME=TEXT, by name; `Problem` with this sentence where something is not."""
    if not all("=" in text for text in texts):
        raise Problem(sentence)
    return {name: text for name, _, text in (text.partition("=") for text in texts)}


def given(options: dict[str, Any], extra: list[str] | None = None) -> dict[str, Any]:
    """The options that were given, by field; each of `extra` is an own field, written NAME=TEXT."""
    fields = {name: value for name, value in options.items() if value is not None}
    own = pairs(
        extra or [], 'extra: write an own field as NAME=TEXT, such as --extra "easy apply=yes".'
    )
    return fields | ({"extra": own} if own else {})
