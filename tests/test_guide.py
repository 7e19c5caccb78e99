"""The guide for whoever leads a room: short, easy to read, with sources, and every link leads on."""

import re
from pathlib import Path

import pytest

from tests.test_notebook_texts import ROOT, plain, reading_ease, unsourced
from tests.test_prose import entry_of, figures, studies

GUIDE = ROOT / "docs" / "facilitating.md"
PAGES = [GUIDE, *sorted((ROOT / "docs" / "room").glob("*.md"))]
every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_it_is_read_in_ten_minutes() -> None:
    assert len(read(GUIDE).split()) <= 1_600
    assert "(docs/facilitating.md)" in read(ROOT / "README.md").split("## ")[0]


@every_page
def test_every_link_leads_to_a_file(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", read(path)):
        assert (path.parent / target).exists(), target


@every_page
def test_it_reads_no_harder_than_a_newspaper(path: Path) -> None:
    assert reading_ease(plain(read(path))) >= 55


@every_page
def test_every_study_and_every_figure_of_one_stands_in_the_sources(path: Path) -> None:
    assert unsourced(read(path)) == []
    for part in re.split(r"\n\s*\n|\n- ", read(path)):
        named = studies(part)
        assert [study for study in named if not entry_of(*study)] == []
        if named and path != GUIDE:
            entries = " ".join(entry_of(*study) or "" for study in named)
            assert figures(part) - figures(entries) == set(), part


def test_each_thing_that_a_room_needs_has_its_heading() -> None:
    for heading in (
        "What it is for, and what it is not", "Who does what", "The rules of the room", "Three doors out",
        "What makes it safe", "When somebody is upset", "When a no was unfair", "Employers",
        "Other people's privacy", "So that everybody can take part", "Where nobody says no aloud", "Three signs",
    ):  # fmt: skip
        assert f"\n## {heading}\n" in read(GUIDE)
