"""The number in which `workshop check` ends: what a participant sends back before the day.

Nine digits: 1, the Python (two), the system, what is not ready (two), and three that make the whole
a multiple of 997, so that one wrong digit, or two that changed places, are seen. (The weights of
check digits: ISO 7064; 997 is prime and leaves no digit out.)
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workshop.text import listed

CHECKS = ("python", "libraries", "folder", "journal", "chart")
SYSTEMS = {"win32": 1, "darwin": 2, "linux": 3}
NAMES = {1: "Windows", 2: "macOS", 3: "Linux", 0: "another system"}
PRIME = 997
_NUMBER = re.compile(r"(?<!\d)1[ \-.]?\d\d\d[ \-.]?\d\d[ \-.]?\d\d\d(?!\d)")


@dataclass(frozen=True)
class Ready:
    """What one number says, and the line in which it stands; `wrong`: its digits do not fit."""

    line: int
    number: str
    python: str = ""
    system: str = ""
    missing: tuple[str, ...] = ()
    wrong: bool = False

    @property
    def sentence(self) -> str:
        """What to do about it."""
        if self.wrong:
            return f"Line {self.line}, {self.number}: a digit is wrong. Please ask for it again."
        what = f"Python {self.python} on {self.system}"
        if not self.missing:
            return f"Line {self.line}: ready, {what}."
        return f"Line {self.line}: not ready ({listed([*self.missing])}), {what}."


def number(ok: Mapping[str, bool]) -> str:
    """The number of this machine, from which checks were well.

    >>> each = next(read(number(dict.fromkeys(CHECKS, True) | {"chart": False})))
    >>> each.missing, each.wrong
    (('chart',), False)
    """
    bits = sum(1 << at for at, name in enumerate(CHECKS) if not ok.get(name))
    head = f"1{sys.version_info.minor:02}{SYSTEMS.get(sys.platform, 0)}{bits:02}"
    return f"{head[:4]} {head[4:]} {-int(head) * 1000 % PRIME:03}"


def read(text: str) -> Iterator[Ready]:
    """Every number in a text, whatever else stands in it."""
    for at, line in enumerate(text.splitlines(), 1):
        for found in _NUMBER.findall(line):
            digits = re.sub(r"\D", "", found)
            bits, system = int(digits[4:6]), int(digits[3])
            missing = tuple(name for n, name in enumerate(CHECKS) if bits >> n & 1)
            fits = int(digits) % PRIME == 0 and system in NAMES and bits < 1 << len(CHECKS)
            told = (f"3.{int(digits[1:3])}", NAMES.get(system, ""), missing)
            yield Ready(at, found, *told) if fits else Ready(at, found, wrong=True)
