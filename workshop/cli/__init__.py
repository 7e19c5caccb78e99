"""The `workshop` command: for those who prefer a terminal, who read by ear, for facilitators,
tests and scripts.
"""

import gc
import io
import sys

# Each adds its subcommands.
from workshop.cli import exchanging, machine, paper, practice, room, your_log  # noqa: F401
from workshop.cli.app import app
from workshop.text import Problem


def main() -> None:
    """Run the command: exit 0 when done, 1 where the input has a problem (said on stderr), 2
    for wrong use.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # an old terminal that has no emoji shows ? and goes on
            stream.reconfigure(errors="replace")
    # A command ends before there is anything to collect; a large log is read in two thirds of the
    # time.
    gc.disable()
    try:
        app(prog_name="workshop")
    except Problem as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
    finally:
        gc.enable()
