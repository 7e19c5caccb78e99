"""Subcommands about this machine: open the notebooks, check that everything is ready."""

import os
import re
import sys
from collections.abc import Callable
from importlib.metadata import requires, version
from pathlib import Path
from runpy import run_path
from typing import Annotated, Any

import typer

from workshop.cli.app import AsJson, Folder, app, chosen, show
from workshop.exchange.ready import number
from workshop.text import Problem


@app.command("open")
def open_(
    page: Annotated[str | None, typer.Argument(help="A page, such as 02, or today.")] = None,
) -> None:
    """Open the notebooks in the browser."""
    start = Path(__file__).parents[2] / "start.py"
    if not start.is_file():
        raise Problem(
            "The notebooks are not beside this installation. In the kit's folder, run: python3 "
            "start.py"
        )
    wanted = page or ("today" if chosen(None).asks else "00")
    try:
        found = run_path(str(start))["find_page"](wanted)
    except SystemExit as unknown:
        raise Problem(str(unknown)) from None
    os.execv(sys.executable, [sys.executable, str(start), found])


@app.command()
def check(journal: Folder = None, as_json: AsJson = False) -> None:
    """Check this machine: versions, a folder that can be written to, a chart drawn; each with
    what to do.
    """
    checks: dict[str, Callable[[], str]] = {
        "python": lambda: sys.version.split()[0],
        "libraries": lambda: ", ".join(f"{name} {version(name)}" for name in _needed()),
        "folder": lambda: _writable(journal),
        "journal": lambda: _whole(journal),
        "chart": _drawn,
    }
    found = [_checked(name, run) for name, run in checks.items()]
    ready = all(one["ok"] for one in found)
    code = number({one["check"]: one["ok"] for one in found})
    if as_json:
        show({"ready": ready, "checks": found, "number": code})
    for one in [] if as_json else found:
        print(f"{'ok  ' if one['ok'] else 'LOOK'}  {one['check']}: {one['told']}")
    if not as_json:
        print(f"Your number, for whoever runs the workshop: {code}")
    if not ready:
        raise typer.Exit(1)


def _needed() -> list[str]:
    """The libraries that the kit says it needs; what only its tests need is left out."""
    told = [line for line in requires("no-to-yes") or [] if "extra ==" not in line]
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in told]


def _checked(name: str, run: Callable[[], str]) -> dict[str, Any]:
    try:
        return {"check": name, "ok": True, "told": run()}
    except Problem as problem:
        told = str(problem)
    except (ImportError, OSError, RuntimeError) as error:
        told = (
            f"{error}. Run `python3 start.py` in the kit's folder once more; it mends what is "
            "missing."
        )
    return {"check": name, "ok": False, "told": told}


def _writable(journal: Path | None) -> str:
    files = chosen(journal).journal
    if files is None or not files.can_write():
        place = files and files.folder
        raise Problem(
            f"Your journal can't be written to {place}. Choose a folder with WORKSHOP_JOURNAL."
        )
    return f"your journal lies in {files.folder}"


def _whole(journal: Path | None) -> str:
    if problems := chosen(journal).problems:
        raise Problem(" ".join(problems))
    return "every line can be read"


def _drawn() -> str:
    from workshop import samples, tables
    from workshop.analysis.ratio import no_to_yes
    from workshop.charts import board, svg

    table = tables.asks(samples.borrow("asha"))
    return f"drawn, {len(svg(board(table, no_to_yes(table)))):,} bytes"
