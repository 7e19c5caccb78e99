"""The one place that writes a file for the person: whole or not there, for nobody else to read,
over no journal.
"""

import contextlib
import os
import re
import tempfile
from pathlib import Path

from workshop.text import Problem

_LINE = re.compile(rb'\{"crc":"[0-9a-f]{8}","v":[0-9]')
_LOOKED_AT = 1_000_000


def written(path: str | Path, content: str | bytes, *, force: bool = False) -> Path:
    """Write a file, and return where it is; `force` writes over one that exists, but never over a
    journal.

    Raises `Problem` where there is a file of this name already, or where it can't be written.
    """
    place = Path(path)
    if is_journal(place):
        raise Problem(
            f"{place}: this is a journal, and nothing is ever written over one. Please choose "
            "another name."
        )
    if place.exists() and not force:
        raise Problem(
            f"{place}: there is one of this name already. Please choose another name, or add "
            "--force."
        )
    data = content.encode("utf-8") if isinstance(content, str) else content
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(
            prefix=f".{place.name[:40]}.", dir=place.parent
        )  # readable by its owner only
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(beside, place)
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        why = error.strerror if isinstance(error, OSError) else error
        raise Problem(
            f"{place}: it can't be written ({why}). Please choose another place."
        ) from error
    return place


def is_journal(place: Path) -> bool:
    """Whether a file is one of a journal, by its name, under which it would be read as one, or
    by what is in it.
    """
    name = place.name.lower()
    if name.startswith("journal") and name.endswith(".txt"):
        return True
    try:
        if not place.is_file():
            return False
        with place.open("rb") as file:
            return _LINE.search(file.read(_LOOKED_AT)) is not None
    except (OSError, ValueError):
        return False
