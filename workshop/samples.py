"""The borrowed logs that ship with the kit, and where its other data files and texts lie."""

import tomllib
from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from workshop.journal import Journal, Log, Memory, journal_folder
from workshop.text import Problem, clean, listed

BORROWED = ("asha", "maren", "tomas", "lin", "devi", "jo", "alba")
EARLIER = {"lin-march": "lin"}
"""A borrowed log as it stood on an earlier day: the name of its file, and whose log it is."""
_open: dict[Path, Log] = {}


def data(*parts: str) -> Traversable:
    """A file of the kit's data: inside the installed package, else beside it in a checkout."""
    packaged = files("workshop") / "data"
    root: Traversable = packaged if packaged.is_dir() else Path(__file__).parents[1] / "data"
    return root.joinpath(*parts)


def beside(*parts: str) -> Traversable:
    """A text of the kit that lies beside the package in a checkout, such as the notes; inside it
    where it is installed.
    """
    packaged = files("workshop") / "kit"
    root: Traversable = packaged if packaged.is_dir() else Path(__file__).parents[1]
    return root.joinpath(*parts)


def my_log(folder: str | Path | None = None) -> Log:
    """The person's own log, in their own folder outside the kit; the same object for the same
    folder.
    """
    place = (Path(folder).expanduser() if folder else journal_folder()).absolute()
    if place not in _open:
        _open[place] = Log(Journal(place))
    _open[place].refresh()
    return _open[place]


def fill_demo(log: Log) -> None:
    """Put the made-up asks of the demo into an empty log, as days before today."""
    if log.asks:
        return
    with log.batch("ask"):
        for told in tomllib.loads(data("demo.toml").read_text("utf-8"))["ask"]:
            asked = log.today - timedelta(told.pop("days"))
            if "after" in told:
                told["answered_on"] = asked + timedelta(told.pop("after"))
            log.ask(told.pop("alias"), on=asked, **told)


def borrow(name: str, own: Callable[[], Log] = my_log) -> Log:
    """A borrowed log by name. What is added to it stays in memory; reflections about it go to
    the `own` log.
    """
    known = clean(name, "name").lower()
    if known not in (*BORROWED, *EARLIER):
        raise Problem(
            f'There is no borrowed log "{known[:40]}". There are {listed(list(BORROWED))}.', "name"
        )
    raw = data("borrowed", f"{known}.txt").read_bytes()
    return Log(Memory(raw), EARLIER.get(known, known), own)
