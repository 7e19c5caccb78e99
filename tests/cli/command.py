"""The `workshop` command as a person types it: in this process, for speed, with what it printed
and its exit status.
"""

import contextlib
import io
import sys
from dataclasses import dataclass
from unittest.mock import patch

from workshop.cli import main


@dataclass(frozen=True)
class Done:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


def workshop(*arguments: object) -> Done:
    """Run `workshop` with these arguments."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        patch.object(sys, "argv", ["workshop", *map(str, arguments)]),
    ):
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return Done(status, out.getvalue(), err.getvalue())
