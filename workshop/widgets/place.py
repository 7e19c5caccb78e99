"""Where the journal lies: its path, a button that opens it, and its last lines as text."""

import os
import sys
import webbrowser
from pathlib import Path

from workshop.text import Problem
from workshop.widgets import parts
from workshop.widgets.panel import Panel
from workshop.widgets.parts import Part


class WhereItLies(Panel):
    """The file that this device writes the person's own journal to."""

    name = "Where your entries lie"

    def parts(self) -> list[Part]:
        """The path, the button, the last lines."""
        path, title = self.log.path, parts.words(self.name, "title")
        if path is None:
            return [title, parts.words("This log is borrowed: what you add to it is in no file.")]
        if not path.exists():
            return [
                title,
                parts.words("Your first entry will make this file:"),
                parts.words(str(path), "code"),
            ]
        last = path.read_bytes()[-50_000:].decode(errors="replace").splitlines()[-3:]
        return [
            title,
            parts.words("In one text file, in a folder of your own, outside the kit:"),
            parts.words(str(path), "code"),
            *(parts.words(problem, "note") for problem in self.log.problems),
            parts.buttons(("open", "Open the file")),
            parts.fold(
                "lines",
                "Its last lines, as they stand there",
                parts.words("\n\n".join(last), "code"),
            ),
        ]

    def do_open(self) -> None:
        """Open the file in the program that this machine has for text."""
        if self.log.path is None or not open_file(self.log.path):
            raise Problem(
                "Nothing on this machine opens it from here. Its last lines stand in this card, "
                "as text."
            )
        self.say("Opened in another window.")


def open_file(path: Path) -> bool:
    """Open a file in another window; whether this machine has one."""
    screen = (
        sys.platform in ("win32", "darwin")
        or os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
    )
    return bool(screen) and webbrowser.open(path.as_uri())
