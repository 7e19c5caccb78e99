"""*My log*: which pictures stand on top, what is said where one cannot be drawn yet, and what is
taken along.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.widgets.bench import Bench
from tests.widgets.many import own_log
from tests.widgets.test_forms import texts
from workshop.journal import Log
from workshop.samples import borrow
from workshop.widgets.panel import Panel
from workshop.widgets.picker import LogPicker
from workshop.widgets.picture import Board, Picture, missing, picture

LONG_AGO = date.today() - timedelta(90)
WAITING = "Waiting times: from 5 answers on that have a day; you have {}."
PATTERNS = "Patterns: from 20 asks on that had time for an answer; you have {}."
RATIO = "No's for each yes: from 5 answers on; you have {}."


def logged(log: Log, *outcomes: str) -> Log:
    """Asks of three months ago, each answered a week later with one of these outcomes."""
    for n, outcome in enumerate(outcomes):
        came = {} if outcome in ("waiting", "silence") else {"answered_on": LONG_AGO + timedelta(7)}
        channel = "call" if n % 2 else "written"
        log.ask(f"n {n}", on=LONG_AGO, channel=channel, outcome=outcome, **came)
    return log


def on_top(log: Log | LogPicker) -> list[str]:
    """What the three places show: the name of a picture, or the line in place of one."""
    found = [picture(log, place) for place in ("first", "second", "third")]
    for each in found:
        each.redraw()
        assert (each.trouble, each.errors) == ("", {})
    lines = [texts(each.view["parts"]) for each in found]
    return [
        said[0] if len(said) == 1 and ": from" in said[0] else each.picture.name
        for each, said in zip(found, lines, strict=True)
    ]


@pytest.mark.parametrize(
    ("outcomes", "found"),
    [
        ([], [WAITING.format(0), PATTERNS.format(0), RATIO.format(0)]),
        (["yes", "no_final", "waiting"], [WAITING.format(2), PATTERNS.format(3), RATIO.format(2)]),
        (
            ["yes"] * 2 + ["no_unclear"] * 4 + ["waiting"] * 2,
            ["waiting", "ratio", PATTERNS.format(8)],
        ),
        (["no_final", "waiting"] * 4, [WAITING.format(4), PATTERNS.format(8), RATIO.format(4)]),
        (["yes", "no_final", "silence", "waiting"] * 20, ["waiting", "patterns", "ratio"]),
        (["no_final"] * 24, ["waiting", "patterns", "ratio"]),
        (["withdrawn"] * 24, [WAITING.format(0), PATTERNS.format(0), RATIO.format(0)]),
    ],
    ids=["empty", "three", "eight", "eight, few answers", "eighty", "no yes", "all withdrawn"],
)
def test_the_pictures_on_top_are_those_that_the_log_can_answer(
    outcomes: list[str], found: list[str], mine: Log
) -> None:
    assert on_top(logged(mine, *outcomes)) == found


def test_a_place_becomes_a_picture_once_the_log_can_answer_it(mine: Log) -> None:
    first = picture(logged(mine, *["no_final"] * 4), "first")
    first.redraw()
    assert texts(first.view["parts"]) == [WAITING.format(4)]
    mine.ask("the fifth", on=LONG_AGO, outcome="yes")  # its day of the answer is not known
    assert first.picture.name == "ratio"


def test_of_a_borrowed_log_it_says_who_has_too_few(mine: Log) -> None:
    picker = LogPicker(mine, "maren")
    first = picture(picker, "third")
    picker.press("pick", log="maren")
    assert missing(borrow("maren"))["patterns"].endswith("Maren has 14.")
    assert first.status == ""


def test_what_is_missing_is_known_at_once_at_a_thousand_asks(tmp_path: Path) -> None:
    assert [*missing(own_log(tmp_path / "journal", 1000))] == ["terms"]


def buttons(panel: Panel) -> list[str]:
    panel.redraw()
    return texts(panel.view["parts"])


def test_a_picture_is_kept_as_png_and_as_svg_once_and_opens(mine: Log, tmp_path: Path) -> None:
    board = Board(logged(mine, "no_final", "yes", "waiting"))
    board.redraw()
    for kind, begins in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        board.press("keep", kind)
        file = board.view["file"]
        assert file["name"] == f"board.{kind}"
        assert b64decode(file["source"].partition(",")[2]).startswith(begins)
        board.redraw()
        assert board.view["file"] is None


def test_a_picture_that_may_show_what_was_typed_is_no_file(mine: Log) -> None:
    for n in range(12):
        outcome = "yes" if n % 3 else "no_final"
        mine.ask("North", outcome=outcome, extra={"firm": "Acme"}, kind="job", channel="call")
    ratio = Picture(mine, "ratio")
    assert "Keep as PNG" in buttons(ratio)
    ratio.press("again", by="kind")
    assert "Keep as PNG" in buttons(ratio)
    ratio.press("again", by="extra.firm")
    assert "Acme" in str(ratio.view["parts"])
    assert "Keep as PNG" not in buttons(ratio)
    board = Board(mine)
    board.press("look")
    board.press("keep", "svg")
    drawn = b64decode(board.view["file"]["source"].partition(",")[2]).decode()
    assert ("North" in drawn, "Acme" in drawn) == (False, False)


@pytest.mark.browser
def test_the_words_are_copied_and_the_picture_is_loaded_in_the_browser(
    show: Callable[[Panel], Bench], mine: Log, tmp_path: Path
) -> None:
    bench = show(Board(logged(mine, "no_final", "yes", "waiting")))
    page = bench.page
    page.get_by_text("Take it along, without names").click()
    for kind in ("png", "svg"):
        with page.expect_download() as told:
            page.get_by_role("button", name=f"Keep as {kind.upper()}").click()
        told.value.save_as(Path("artefacts") / told.value.suggested_filename)
        assert told.value.suggested_filename == f"board.{kind}"
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })"
    )
    page.get_by_role("button", name="Copy its words").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert (
        page.evaluate("copied")
        == "3 asks: 1 yes, 1 no, 1 waiting. 2 answers are too few for a range."
    )


def test_who_pitches_sees_first_where_it_stops_and_for_how_much() -> None:
    assert on_top(borrow("alba")) == ["stages", "terms", "waiting"]
    assert on_top(borrow("asha")) == ["waiting", "patterns", "ratio"]
