"""No to Yes: log each ask and what came back; see your no's for each yes, and how sure you can be
of it.

Every name below is loaded when it is used; `help()` lists them with one line each.
"""

from importlib import import_module
from typing import Any

NAMES = {
    "my_log": ("samples.my_log", "your own log, in a file on this machine"),
    "borrow": ("samples.borrow", "a borrowed log: asha, maren, tomas, lin, devi, jo or alba"),
    "pick_log": ("widgets.picker.LogPicker", "choose a borrowed log by its story"),
    "board": (
        "widgets.picture.Board",
        "what came back: guess first, then tiles, counts, no's for each yes",
    ),
    "picture": (
        "widgets.picture.picture",
        "any picture by its name; without a name, a page of them all",
    ),
    "today": ("widgets.day.Day", "the day, its board in tiles, what is past its day, what is due"),
    "waits": ("widgets.day.Waits", "the asks that wait for an answer, the longest first"),
    "entry_form": ("widgets.entry.EntryForm", "log an ask in a line"),
    "past_asks": ("widgets.paste.PasteForm", "log past asks from the lines of a note"),
    "entries": ("widgets.asks.AskList", "your asks: search, answer, change, remove, undo"),
    "due": ("widgets.due.DueList", "the asks with a day to come back to"),
    "settings": (
        "widgets.forms.SettingsForm",
        "your horizons of silence, calm mode, what you are asked",
    ),
    "where": ("widgets.place.WhereItLies", "where your journal lies, and what stands in it"),
    "exercise": ("widgets.question.ExerciseCard", "an exercise by its name, such as 04.question"),
    "keep": ("exercises.save", "answer an exercise without its card"),
    "kept": ("exercises.answers", "your answers to an exercise, the newest last"),
    "read_spreadsheet": (
        "exchange.importing.import_asks",
        "a spreadsheet becomes asks in your log",
    ),
    "share": ("widgets.share.ShareForm", "what you show the room, and a code of it"),
    "lead": ("widgets.lead.lead", "for whoever leads a room: prepare a day, or run its plan"),
    "counts": ("results.counts", "how many asks came to what"),
    "no_to_yes": ("results.no_to_yes", "no's for each yes, with their range"),
    "asks": ("tables.asks", "the asks as a table"),
    "steps": ("tables.steps", "the steps as a table"),
    "Problem": ("text.Problem", "the kit's own error: one sentence"),
}
"""Every public name: where it lies in the package, and one line about it."""

__all__ = ["help", *NAMES]


def help() -> None:
    """Print every name of the kit with one line about it."""
    for name, (_, line) in NAMES.items():
        print(f"ws.{name:<17} {line}")


def __getattr__(name: str) -> Any:
    if name not in NAMES:
        raise AttributeError(f'There is no "{name}" here. ws.help() lists the names.')
    module, _, attribute = NAMES[name][0].rpartition(".")
    return getattr(import_module(f"workshop.{module}"), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
