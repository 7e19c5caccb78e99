"""Three walks through the package, call by call: how many files and functions one act passes, and
how often it changes file.

python -m benchmarks.walks            prints the figures; 1 where an entry takes more switches than
its bound python -m benchmarks.walks --short    the same, and nothing is judged

They are: an entry, from Save to the board drawn anew; a spreadsheet of three rows, from its file to
the journal; and a picture, from its name to its SVG. Counted are calls of named functions in
`workshop/`; a switch is a call from one file into another. They say how far a reader has to walk,
and no machine is slow enough to change them.
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import workshop as ws

BOUND = 168
"""Switches between files from an entry to its board: half of what they were at first, when the
board was drawn twice as well.
"""
PACKAGE = str(Path(ws.__file__).parent)
SHEET = (
    "asked_on,alias,kind,outcome\n2026-03-02,North,job,yes\n2026-03-03,East,job,\n2026-03-04,,,\n"
)


@dataclass
class Walk:
    """What was passed on one walk."""

    files: set[str] = field(default_factory=set)
    functions: set[tuple[str, str]] = field(default_factory=set)
    calls: int = 0
    switches: int = 0
    depth: int = 0

    def __str__(self) -> str:
        """The figures in a line."""
        passed = f"{len(self.files):3} files {len(self.functions):4} functions {self.calls:5} calls"
        return f"{passed} {self.switches:4} switches, depth {self.depth}"


def _is_ours(frame: FrameType) -> bool:
    code = frame.f_code
    return code.co_filename.startswith(PACKAGE) and not code.co_name.startswith("<")


@contextlib.contextmanager
def walked() -> Iterator[Walk]:
    """What is passed within; ours are the named functions of the package."""
    walk, path = Walk(), list[FrameType]()

    def follow(frame: FrameType, event: str, _: object) -> None:
        if not _is_ours(frame):
            return
        if event == "return" and path and path[-1] is frame:
            path.pop()
        if event == "call":
            file = frame.f_code.co_filename
            walk.calls += 1
            walk.switches += bool(path) and path[-1].f_code.co_filename != file
            walk.files.add(file)
            walk.functions.add((file, frame.f_code.co_qualname))
            path.append(frame)
            walk.depth = max(walk.depth, len(path))

    sys.setprofile(follow)
    try:
        yield walk
    finally:
        sys.setprofile(None)


def entry(panels: int) -> tuple[Walk, int]:
    """An entry that is saved while the board and so many pictures stand on the page, and all
    redraws it causes.
    """
    log = ws.my_log()
    log.ask("before", outcome="no_final")
    form, shown = ws.entry_form(log), [ws.board(log)]
    beside = ("ratio", "waiting", "shades", "stages", "effort")[:panels]
    shown += [ws.picture(log, name) for name in beside]
    for panel in [form, *shown]:
        panel.redraw()
    before = [panel.view["turn"] for panel in [form, *shown]]
    with walked() as walk:
        form.press("save", alias="North", outcome="no_final", kind="job", sting="2")
    assert log.asks[-1].ask.alias == "North", form.status
    return walk, sum(panel.view["turn"] for panel in [form, *shown]) - sum(before)


def imported() -> Walk:
    """A spreadsheet of three rows, from its file to the journal."""
    import workshop.exchange.importing  # noqa: F401  what is loaded is no part of the walk
    from workshop.cli import main

    path = Path(tempfile.mkdtemp()) / "three.csv"
    path.write_text(SHEET, encoding="utf-8")
    with walked() as walk, contextlib.redirect_stdout(None), contextlib.suppress(SystemExit):
        sys.argv = ["workshop", "import", str(path)]
        main()
    assert len(ws.my_log().asks) == 3
    return walk


def drawn(name: str) -> Walk:
    """A picture of a borrowed log, from its name to its SVG."""
    log = ws.borrow("asha")
    with walked() as walk:
        panel = ws.picture(log, name)
        panel.redraw()
        panel.press("look")
    return walk


def main() -> int:
    """Print the walks, each with a journal of its own."""
    is_short = sys.argv[1:] == ["--short"]
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_STATE_HOME"] = home
        journals = (str(Path(home) / f"journal-{n}") for n in range(9))

        def begin() -> None:
            os.environ["WORKSHOP_JOURNAL"] = next(journals)

        begin()
        alone, redraws = entry(0)
        print(f"entry to board:              {alone}; {redraws} redraws", flush=True)
        begin()
        beside, redraws = entry(5)
        print(f"with five pictures beside:   {beside}; {redraws} redraws", flush=True)
        begin()
        print(f"import to journal:           {imported()}", flush=True)
        for name in ("patterns", "waiting"):
            print(f"picture to SVG: {name:<12} {drawn(name)}", flush=True)
    return int(alone.switches > BOUND and not is_short)


if __name__ == "__main__":
    sys.exit(main())
