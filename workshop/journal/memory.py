"""Where the lines of a borrowed log lie."""

import contextlib
from pathlib import Path

from workshop.journal.files import Damage
from workshop.journal.line import Version, read


class Memory:
    """The shelf of a borrowed log, whose lines come from a file's bytes; what is added stays in
    memory.
    """

    path: Path | None = None
    damage: tuple[Damage, ...] = ()
    notices = ()

    def __init__(self, data: bytes) -> None:
        self.data, self._place = data, 0

    def news(self) -> list[Version]:
        """The lines, once."""
        lines, self._place = self.data[self._place :].split(b"\n"), len(self.data)
        return [version for line in lines for version in read(line)[0]]

    def again(self) -> list[Version]:
        """The lines once more, with what was added."""
        self._place = 0
        return self.news()

    def append(self, data: bytes, count: int, seq: int = 0) -> None:
        """Keep nothing on disk."""
        self.data += data
        self._place = len(self.data)

    def writing(self) -> contextlib.AbstractContextManager[None]:
        """Nobody else writes here."""
        return contextlib.nullcontext()
