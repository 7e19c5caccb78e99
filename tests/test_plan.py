"""The plans for a day with others: their minutes add up, and each section is there."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from workshop import exercises
from workshop.report.plan import Block, plan
from workshop.text import Problem

ROOT = Path(__file__).parents[1]
NAMES = tuple(tomllib.loads((ROOT / "data" / "room" / "plans.toml").read_text("utf-8")))
SECTIONS = tomllib.loads((ROOT / "data" / "room" / "sections.toml").read_text("utf-8"))


def blocks(name: str) -> list[Block]:
    return [block for day in plan(name).days for block in day]


def headings(page: Path) -> dict[str, str]:
    """The title of each section of a page, without its minutes."""
    found = {}
    for cell in json.loads(page.read_text(encoding="utf-8"))["cells"]:
        for tag in cell["metadata"].get("tags", []):
            if tag.startswith("section-"):
                title = re.findall(r"(?m)^#+ (.+?)(?: · \d+ minutes?)?$", "".join(cell["source"]))[
                    0
                ]
                found[tag.removeprefix("section-")] = title
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_minutes_add_up(name: str) -> None:
    found = plan(name)
    for day in found.days:
        assert sum(block.minutes for block in day) == found.day
        assert [block.at for block in day] == [
            sum(before.minutes for before in day[:place]) for place in range(len(day))
        ]


def test_each_section_is_there_and_is_called_so_on_its_page() -> None:
    for name, told in SECTIONS.items():
        number, _, section = name.partition(":")
        if number != "room":
            (page,) = (ROOT / "notebooks").glob(f"{number}-*.ipynb")
            assert headings(page)[section].startswith(told["title"]), name


def test_every_section_belongs_to_a_plan() -> None:
    assert {block.name for name in NAMES for block in blocks(name)} == set(SECTIONS)


@pytest.mark.parametrize("name", NAMES)
def test_a_block_says_all_that_a_facilitator_needs(name: str) -> None:
    for block in blocks(name):
        told = block.section
        for part in (
            told.screen,
            told.do,
            told.fast,
            told.slow,
            told.goal,
            told.wrong,
            told.say,
            told.cut,
        ):
            assert part, block.name


def test_what_is_said_in_a_section_comes_from_its_notes() -> None:
    (write,) = (block for block in blocks("90") if block.name == "02:write")
    assert "One line each, without hurry" in write.section.say
    assert "Go to them, quietly" in write.section.upset


def test_a_plan_begins_and_ends_as_it_has_to() -> None:
    for name in NAMES:
        for day in plan(name).days:
            assert day[0].name in ("room:welcome", "room:back")
            assert day[-1].name in ("room:minute", "room:spare")
        assert "room:minute" in {block.name for block in blocks(name)}


@pytest.mark.parametrize("name", NAMES)
def test_every_card_is_an_exercise(name: str) -> None:
    assert [card for card in plan(name).cards if card not in exercises.names()] == []


def test_clocks() -> None:
    first, *_, last = plan("90").days[0]
    assert (first.clock("18:30"), last.clock("18:30")) == ("18:30", "19:58")
    assert last.clock("23:00") == "00:28"
    with pytest.raises(Problem, match=r"time as 18:30"):
        first.clock("half past six")
    with pytest.raises(Problem, match=r"90, half and four"):
        plan("a week")
