"""A day with others as data: its blocks with their minutes, and what is said and done in each.

Which blocks a plan has stands in `data/room/plans.toml`, what is done in one in `sections.toml`
there; what is said in a section of a page comes from the notes of that page.
"""

import re
import tomllib
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import msgspec

from workshop.samples import beside, data
from workshop.text import Problem, listed

NOTED = {
    "Goal": "goal",
    "They will get wrong": "wrong",
    "Say": "say",
    "If somebody is upset": "upset",
    "Debrief": "debrief",
    "Cut here": "cut",
}
"""The parts of a note, and the field that each is."""


PARTS = {
    "goal": "Goal.",
    "screen": "On the screen.",
    "say": "Say.",
    "do": "Do.",
    "wrong": "They will get wrong.",
    "upset": "If somebody is upset.",
    "debrief": "Debrief.",
    "fast": "Fast people meanwhile.",
    "slow": "Slow people meanwhile.",
    "cut": "If late, leave out.",
}
"""What is told of a section in full, in this order."""


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is done in one section: what is on the screen, what the lead says and does, what the
    fast and the slow do meanwhile, and what to leave out if late; the `cards` it has on paper.
    """

    title: str
    screen: str
    do: str
    fast: str
    slow: str
    goal: str
    wrong: str
    say: str
    cut: str
    debrief: str = ""
    upset: str = ""
    cards: tuple[str, ...] = ()

    @property
    def told(self) -> dict[str, str]:
        """All that is told of it, by what it is; with the marks of Markdown."""
        parts = {name: str(getattr(self, part)) for part, name in PARTS.items()}
        return {name: text for name, text in parts.items() if text}


class Block(msgspec.Struct, frozen=True):
    """A section at its place in a day; `name` is its page and its name there: 00:picture."""

    name: str
    minutes: int
    at: int
    section: Section

    @property
    def title(self) -> str:
        """What it is called, and on which page it is."""
        page, title = self.name.partition(":")[0], self.section.title
        return title if page == "room" or title.startswith(page) else f"{title} ({page})"

    def clock(self, starts: str) -> str:
        """When it begins, on a day that `starts` at such a time.

        >>> plan("90").days[0][2].clock("18:30")
        '18:41'
        """
        return f"{_time(starts) + timedelta(minutes=self.at):%H:%M}"


class Plan(msgspec.Struct, frozen=True):
    """A workshop: one day or several evenings of `day` minutes each."""

    title: str
    about: str
    day: int
    days: list[list[Block]]
    page: str = ""

    @property
    def cards(self) -> list[str]:
        """The exercises that it has, for paper, in order."""
        blocks = [block for day in self.days for block in day]
        return [*dict.fromkeys(card for block in blocks for card in block.section.cards)]


def plan(name: str) -> Plan:
    """The plan of this name: 90, half or four; `Problem` names them."""
    known = content("plans.toml")
    if name not in known:
        raise Problem(f"There is no plan “{name[:40]}”. There are {listed(list(known))}.", "length")
    found = known[name]
    return Plan(**(found | {"days": [_day(day) for day in found["days"]]}))


def unmarked(text: str) -> str:
    """A text without the marks of Markdown."""
    return text.replace("*", "").replace("`", "")


def _day(blocks: list[tuple[int, str]]) -> list[Block]:
    starts = [sum(minutes for minutes, _ in blocks[:place]) for place in range(len(blocks))]
    return [
        Block(name, minutes, at, _section(name))
        for (minutes, name), at in zip(blocks, starts, strict=True)
    ]


def _section(name: str) -> Section:
    page, _, section = name.partition(":")
    said = {} if page == "room" else _notes(page)[section]
    return msgspec.convert(said | content("sections.toml")[name], Section)


def _notes(page: str) -> dict[str, dict[str, str]]:
    """The notes of a page, by section, each by its part."""
    text = beside("notebooks", "facilitator", "notes", f"{page}.md").read_text("utf-8")
    parts = {part.split(" ", 1)[0]: part for part in re.split(r"(?m)^## ", text)[1:]}
    note = re.compile(r"(?m)^- \*\*(.+?)\.\*\* (.+)$")
    return {
        name: {NOTED[of]: said for of, said in note.findall(part)} for name, part in parts.items()
    }


def _time(starts: str) -> datetime:
    try:
        return datetime.strptime(starts.strip(), "%H:%M")
    except ValueError:
        raise Problem("Please write the time as 18:30.", "starts") from None


@cache
def content(file: str) -> dict[str, Any]:
    """What stands in a file of `data/room`."""
    return tomllib.loads(data("room", file).read_text("utf-8"))
