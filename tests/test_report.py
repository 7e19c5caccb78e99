"""The page of one entry alone: its words and dates, and nothing else of the log."""

from pathlib import Path

import pytest

from tests.cli.command import workshop
from tests.test_html import PAYLOADS, Reader
from workshop import exercises
from workshop.journal import Log
from workshop.report import entry_page, save_entry
from workshop.samples import borrow, my_log
from workshop.text import Problem


@pytest.fixture
def log(home: Path) -> Log:
    mine = my_log()
    mine.ask("museum shop", on="2026-03-02", kind="client", channel="form", pitched="long version")
    mine.step(1, "advanced", on="2026-03-05", stage="interview")
    told = "We want young voices on those pages."
    mine.answer(1, "no_unclear", on="2026-03-09", reason="unfair", words=told)
    mine.ask("somebody else", outcome="no_final", words="Not for us.")
    exercises.save(mine, "05.further", ["She said it twice"], ask=1)
    exercises.save(mine, "05.told", "That I am too old.", ask=2)
    return mine


def lines(page: str) -> list[str]:
    return [text.strip() for text in Reader(page.partition("<main>")[2]).text if text.strip()]


def test_it_has_the_words_and_dates_of_one_entry_and_where_advice_is_given(log: Log) -> None:
    told = lines(entry_page(log, 1))
    assert told[:6] == [
        "museum shop",
        "2026-03-02: asked. Kind: client. How: form. What: long version.",
        "2026-03-05: Went a stage further, interview.",
        "2026-03-09: No, kind unknown. Reason: unfair.",
        "“We want young voices on those pages.”",
        f"Written down on {exercises.answers(log, '05.further')[0].day}",
    ]
    assert told[told.index(exercises.load("05.further").question) + 1] == "She said it twice"
    assert any("equality body" in line for line in told[told.index("Where advice is given") :])


def test_it_holds_nothing_else_of_the_log(log: Log) -> None:
    page = entry_page(log, 1)
    assert not any(words in page for words in ("somebody else", "Not for us", "too old"))


def test_it_lies_beside_the_journal_and_is_no_journal(log: Log) -> None:
    place = save_entry(log, 1)
    assert log.path is not None
    assert (place.parent, place.name) == (log.path.parent, "entry-1.html")
    assert lines(place.read_text(encoding="utf-8"))[0] == "museum shop"
    assert my_log(place.parent).problems == []
    assert save_entry(borrow("maren"), 3).name == "entry-maren-3.html"


def test_what_someone_typed_is_text(log: Log) -> None:
    log.change(1, alias=PAYLOADS[0], words=PAYLOADS[1])
    page = entry_page(log, 1)
    assert PAYLOADS[0] in lines(page)
    assert not {"script", "svg"} & {*Reader(page).tags}


def test_in_a_terminal_and_where_it_cannot_be_written(log: Log, tmp_path: Path) -> None:
    done = workshop("page", "1", tmp_path / "mine.html")
    assert done.out.startswith(f"A page of this entry alone is in {tmp_path / 'mine.html'}.")
    assert lines((tmp_path / "mine.html").read_text(encoding="utf-8"))[0] == "museum shop"
    with pytest.raises(Problem, match="it can't be written"):
        save_entry(log, 1, tmp_path / "mine.html" / "x.html")
    with pytest.raises(Problem, match="no ask 9"):
        entry_page(log, 9)
