"""The folder for a day with others: whole, in words, with clock times and counts, without marks."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.chromium import launched
from tests.cli.command import workshop
from tests.test_html import Reader
from workshop import exercises
from workshop.report.plan import plan
from workshop.report.prepare import guide, prepare
from workshop.report.sheets import sheets
from workshop.samples import BORROWED
from workshop.text import Problem

DAY = date(2026, 12, 15)
FILES = [
    "1-plan.html", "2-host-sheet.html", "3-to-print.html", "4-guide.html", "mail-1-seven-days-before.txt",
    "mail-2-two-days-before.txt", "mail-3-two-weeks-after.txt", "mail-4-four-weeks-after.txt",
]  # fmt: skip
LENGTHS = ("90", "half", "four")


def text(file: Path) -> str:
    told = file.read_text(encoding="utf-8")
    return " ".join(Reader(told.partition("<main>")[2]).text) if file.suffix == ".html" else told


@pytest.mark.parametrize("length", LENGTHS)
def test_it_writes_a_folder_without_marks_and_gaps(tmp_path: Path, length: str) -> None:
    files = prepare(tmp_path / "day", length, 14, 2, "18:30", DAY)
    assert [file.name for file in files] == FILES
    for file in files:
        told = text(file)
        assert not re.search(r"[*`]|\$|\{|\}|\]\(|: None|Markup", told), file.name
        assert len(told) > 300


def test_the_plan_has_clock_times_and_what_is_said(tmp_path: Path) -> None:
    told = text(prepare(tmp_path, "90", 14, 2, "18:30", DAY)[0])
    assert "Tuesday, 15 December 2026, 18:30" in told
    for block in plan("90").days[0]:
        assert block.clock("18:30") in told
        assert block.section.title in told
    assert "One line each, without hurry" in told
    four = text(prepare(tmp_path / "four", "four", on=DAY)[0])
    assert "Evening 4, Tuesday, 5 January 2027" in four


def test_without_a_day_it_says_where_one_belongs(tmp_path: Path) -> None:
    files = prepare(tmp_path)
    assert "[the day]" in text(files[0])
    assert text(files[4]).startswith("Send it on: -7 days\n")


def test_mails_are_sent_on_their_days(tmp_path: Path) -> None:
    sent = [text(file).partition("\n")[0] for file in prepare(tmp_path, on=DAY)[4:]]
    assert [line.rpartition(", ")[2] for line in sent] == [
        "8 December 2026", "13 December 2026", "29 December 2026", "12 January 2027",
    ]  # fmt: skip


def test_on_paper_there_is_every_exercise_of_the_ninety_minutes(tmp_path: Path) -> None:
    told = text(prepare(tmp_path, "90", 14, 2)[2])
    for card in map(exercises.load, plan("90").cards):
        assert card.title in told
        assert all(asked.text in told for asked in card.questions()), card.name
    for sheet in sheets():
        assert sheet.title in told
    for name in BORROWED:
        assert f"{name.title()}'s log: the picture" in told
    assert "Kept. Let us look" not in told


@pytest.mark.parametrize(
    ("people", "without", "copies"),
    [(14, 2, (14, 4, 7, 4)), (6, 6, (6, 6, 3, 2)), (200, 0, (200, 2, 100, 50))],
)
def test_there_are_enough_copies(
    tmp_path: Path, people: int, without: int, copies: tuple[int, ...]
) -> None:
    told = text(prepare(tmp_path, people=people, without=without)[1])
    counts = dict(re.findall(r"(Three signs|The cards|Role-play cards|Minute card)\s+(\d+)", told))
    assert tuple(map(int, counts.values())) == copies


def test_what_does_not_fit_is_said_and_nothing_is_written_over(tmp_path: Path) -> None:
    for wrong in ({"people": 0}, {"people": 5, "without": 6}, {"people": 501}):
        with pytest.raises(Problem, match=r"from 1 to 500"):
            prepare(tmp_path / "no", **wrong)  # type: ignore[arg-type]
    with pytest.raises(Problem, match=r"90, half and four"):
        prepare(tmp_path / "no", "a week")
    with pytest.raises(Problem, match=r"time as 18:30"):
        prepare(tmp_path / "no", starts="soon")
    assert not (tmp_path / "no").exists()
    prepare(tmp_path)
    with pytest.raises(Problem, match=r"there is one of this name already"):
        prepare(tmp_path)
    prepare(tmp_path, force=True)
    with pytest.raises(Problem, match=r"there can be no folder there"):
        prepare(tmp_path / "1-plan.html")


def test_the_guide_is_one_page_without_links() -> None:
    told = guide()
    assert "href" not in told
    for heading in (
        "Running it with others",
        "What goes wrong, and what to do",
        "Words, and a cheat sheet",
    ):
        assert f"<h2>{heading}</h2>" in told


def test_the_command(tmp_path: Path) -> None:
    done = workshop(
        "prepare", str(tmp_path / "day"), "--people", "9", "--starts", "9:00", "--on", "2026-12-15"
    )
    assert done.status == 0
    assert done.out.count("\n") == len(FILES) + 1
    assert "09:11" in text(tmp_path / "day" / "1-plan.html")
    assert workshop("prepare", str(tmp_path / "day")).status == 1


@pytest.mark.browser
@pytest.mark.parametrize(("size", "width", "height"), [("A4", 688, 1017), ("Letter", 710, 950)])
def test_nothing_is_cut_on_paper(tmp_path: Path, size: str, width: int, height: int) -> None:
    """What is inside the margins of a page holds all that may not be divided, in both sizes."""
    files = [file for file in prepare(tmp_path, "90", 14, 2, on=DAY) if file.suffix == ".html"]
    with launched() as browser:
        page = browser.new_page(viewport={"width": width, "height": height})
        page.emulate_media(media="print")
        for file in files:
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, file.name
            tall = "[...document.querySelectorAll('tr, img, .cut section, .tiles, .told, .asked')].map(e => e.offsetHeight)"
            assert max(page.evaluate(tall), default=0) <= height, file.name
            alone = "[...document.querySelectorAll('.poster, .signs, .minute, .pieces')].map(e => e.offsetHeight)"
            assert max(page.evaluate(alone), default=0) <= height, file.name
