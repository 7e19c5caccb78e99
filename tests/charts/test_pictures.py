"""Every other picture, by its artists: what it says, what it counts, and that nothing collides
in any state.
"""

import re
import time
import xml.etree.ElementTree as ElementTree

import numpy as np
import pandas as pd
import pytest
from matplotlib.lines import Line2D

from tests.analysis.tables_of_asks import asks_table, outcomes, steps_table
from tests.charts import pitched
from tests.charts.drawn import box, faults, lines, marks, said, texts
from tests.charts.gallery import main
from tests.charts.logs import STATES, asks
from tests.charts.pictures import TODAY, links, pictures, steps
from workshop import charts
from workshop.analysis import forecast, patterns, private, ratio, stages, waiting, ways
from workshop.analysis.counts import count_outcomes
from workshop.analysis.look import Ripe
from workshop.analysis.ratio import SAID
from workshop.charts import pitches as of_pitches
from workshop.charts import svg
from workshop.charts.private import _DAYS

NAMES = list(pictures(asks(0)))


def table(**counts):
    codes = outcomes(**counts)
    return asks_table(len(codes), outcome=codes)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", NAMES)
def test_each_picture_in_each_state_is_whole_and_says_what_it_shows(name, state):
    draw, sentence = pictures(asks(STATES[state]))[name]
    figure = draw()
    shown = said(figure)
    assert faults(figure) == []
    assert not re.search(r"\b(nan|inf|None)\b", shown)
    assert texts(figure)[0].endswith("?") or name == "board" or state in ("empty", "one", "five")
    if name not in ("channel", "two", "over_time", "board") and shown.count("…") == 0:
        assert sentence.partition(". ")[0].rstrip(".") in shown
    ElementTree.fromstring(svg(figure))
    assert svg(draw()) == svg(figure)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("rows", [2, 4, 12, 90])
def test_nothing_collides_in_other_logs(name, seed, rows):
    assert faults(pictures(asks(rows, seed))[name][0]()) == []


@pytest.mark.parametrize(
    "code", ["yes", "no_final", "silence", "waiting", "withdrawn", "fell_through"]
)
def test_logs_where_every_ask_came_out_alike_on_one_day_have_their_pictures(code):
    log = asks(30).assign(outcome=code, asked_on=pd.Timestamp("2026-03-02"), answered_on=pd.NaT)
    for name, (draw, _) in pictures(log).items():
        figure = draw()
        assert faults(figure) == [], name
        assert not re.search(r"\b(nan|inf|None)\b", said(figure)), name


def test_a_picture_takes_less_than_a_tenth_of_a_second():
    """100 ms in the kernel at 100 asks, 300 ms at 1,000; here of its own work, whatever else
    runs.
    """
    for rows, limit in ((100, 0.1), (1000, 0.3)):
        for name, (draw, _) in pictures(asks(rows)).items():
            took = []
            for _ in range(3):
                start = time.process_time()
                svg(draw())
                took.append(time.process_time() - start)
            assert min(took) < 2 * limit, name


def test_groups_stand_with_their_counts_and_both_ratios():
    log = asks_table(42, outcome=outcomes(yes=3, no=9, silence=20) + outcomes(no=2, silence=8))
    log["channel"] = ["form"] * 32 + ["call"] * 10
    shown = texts(charts.ratio_by(ratio.ratio_by(log, "channel")))
    assert shown[0] == "How many no's for each yes, by channel?"
    assert "3 (0.88 to 10)" in shown
    assert "9.7 (3.1 to 30)" in shown
    assert shown.index("Form") + 1 == shown.index("3 yes, 9 no, 20 silent")
    assert shown.index("Call") + 1 == shown.index("2 no, 8 silent")
    assert "A range takes 5 answers in a group." in shown


@pytest.mark.parametrize("rows", [40, 200, 1000])
def test_the_stroke_of_a_value_stands_clear_of_all_words(rows):
    for by in ("channel", "size", "time"):
        log = asks(rows)
        groups = ratio.over_time(log) if by == "time" else ratio.ratio_by(log, by)
        figure = charts.ratio_by(groups)
        strokes = [line for line in figure.findobj(Line2D) if line.get_linewidth() == 3]
        assert strokes
        for stroke in strokes:
            (x, _), (low, high) = stroke.get_xdata(), sorted(stroke.get_ydata())
            for words in lines(figure):
                left, top, right, bottom = box(words)
                beside = x + 2 < left or x - 2 > right or high + 4 < top or low - 4 > bottom
                assert beside, (words.get_text(), x, low, high)


def test_only_the_largest_groups_are_drawn_and_the_rest_is_counted():
    log = asks(200).assign(**{"extra.city": [f"city {n % 12}" for n in range(200)]})
    figure = charts.ratio_by(ratio.ratio_by(log, "extra.city"))
    assert texts(figure)[0] == "How many no's for each yes, by city?"
    assert sum(text.startswith("city ") for text in texts(figure)) == SAID
    assert re.search(
        r"4 smaller groups with \d+ asks not drawn; the table has them\.", said(figure)
    )


def test_what_someone_typed_is_text_in_every_picture():
    typed = r"<script>alert(1)</script> $\frac{1}{0}$ {{7*7}}"
    log = asks(60).assign(pitched=typed)
    events = steps(log).assign(stage=typed)
    opened = links(log).assign(words=typed)
    figures = [
        charts.ratio_by(ratio.ratio_by(log, "pitched")),
        of_pitches.stages(stages.stages(log, events, TODAY)),
        charts.shades(ways.shades(log, events, opened)),
    ]
    for figure in figures:
        tree = ElementTree.fromstring(svg(figure))
        assert any(
            "<script>" in (element.text or "")
            for element in tree.iter("{http://www.w3.org/2000/svg}text")
        )
        assert not any(element.tag.endswith("script") for element in tree.iter())


def test_shades_stand_with_their_tiles_and_what_they_opened():
    log = asks_table(
        6, outcome=["no_unclear", "no_unclear", "no_final", "no_opening", "yes", "silence"]
    )
    events = steps_table(
        [
            {"number": 4, "what": "answered", "outcome": "no_unclear"},
            {"number": 4, "what": "probed"},
        ]
    )
    opened = pd.DataFrame({"number": [4, 4], "to": [5.0, np.nan], "words": ["a name", ""]})
    figure = charts.shades(ways.shades(log, events, opened))
    shown = texts(figure)
    assert shown[shown.index("No, kind unknown") + 1] == "2"
    assert "ask 4 made room for ask 5" in shown
    assert "ask 4 made room for" in shown
    assert len(marks(figure, "no_opening")) == 1 + 2
    assert len(marks(figure, "yes")) == 1


def test_the_forecast_names_its_three_points_as_published():
    told = count_outcomes(pd.Series(outcomes(yes=3, silence=27)))
    shown = texts(charts.next_yes(forecast.next_yes(Ripe(told))))
    assert [text for text in shown if "by ask" in text] == [
        "50 of 100 by ask 7",
        "80 of 100 by ask 17",
        "90 of 100 by ask 27",
    ]


def test_a_forecast_beyond_200_asks_is_not_drawn():
    told = count_outcomes(pd.Series(outcomes(yes=2, silence=400)))
    shown = texts(charts.next_yes(forecast.next_yes(Ripe(told))))
    assert [text for text in shown if "by ask" in text] == ["50 of 100 by ask 129"]


@pytest.mark.parametrize("chance", [0.0, 0.02, 0.1, 0.5, 0.95, 1.0])
def test_closer_has_a_flat_line_and_a_rising_one(chance):
    result = forecast.closer(chance)
    figure = charts.closer(result)
    rising, flat = [line for line in figure.findobj(Line2D) if line.get_linewidth() > 2]
    assert len(set(flat.get_ydata())) == 1
    heights = [250 - y for y in rising.get_ydata()]
    assert heights == sorted(heights)
    assert len(heights) == 1 + len(result.by_now)
    assert faults(figure) == []


def test_waiting_shows_the_share_answered_and_each_open_ask():
    log = asks(40)
    result = waiting.waiting(log, steps(log), log["asked_on"].max().date())
    figure = charts.waiting(result)
    assert len(marks(figure, "open")) == len(result.open) + 1  # the last one is the key
    share = result.answered_by(result.longest)
    assert f"{100 * share.value:.0f} of 100" in texts(figure)
    assert f"{100 * share.low:.0f} to {100 * share.high:.0f}" in texts(figure)
    longest = max(result.open, key=lambda each: each.days)
    assert longest.sentence in said(figure)


def test_under_five_answers_no_axis_is_drawn_for_waiting():
    log = table(yes=1, no=3, waiting=2)
    figure = charts.waiting(waiting.waiting(log, steps_table(), pd.Timestamp("2026-03-09").date()))
    assert "answered so far, of 100 asks" not in texts(figure)
    assert not figure.findobj(Line2D)


def test_a_pattern_that_is_more_than_luck_is_named_and_others_are_not():
    log = asks_table(60, outcome=["yes"] * 20 + ["no_final"] * 40)
    log["channel"] = ["in_person"] * 20 + ["form"] * 40
    log["size"] = ["small", "big"] * 30
    figure = charts.patterns(patterns.patterns(log, steps_table(), shuffles=400))
    shown = texts(figure)
    assert "Yes: in person" in shown
    assert "20 of 20; others 0 of 40" in shown
    assert shown.count("more than luck") == 1
    bold = [line.get_text() for line in lines(figure) if line.bold]
    assert bold == ["Which patterns are more than luck?", "Yes: in person", "more than luck"]
    assert len(marks(figure, "group")) == len(marks(figure, "others")) == 2  # channel and size


def test_the_calendar_has_a_square_for_each_ask_and_a_line_for_each_week_of_rest():
    log = asks_table(
        4,
        asked_on=["2026-03-02", "2026-03-03", "2026-03-24", "2026-03-25"],
        outcome=["silence"] * 4,
    )
    figure = charts.effort(private.effort(log))
    assert len(marks(figure, "asks")) == 4
    assert len(marks(figure, "rest")) == 2
    assert "2 asks" in texts(figure)
    assert faults(figure) == []


def test_a_calendar_of_many_years_is_drawn_as_columns():
    log = asks_table(
        300, asked_on=pd.date_range("1971-01-04", "2026-01-05", periods=300), minutes=[0.0] * 300
    )
    figure = charts.effort(private.effort(log))
    assert faults(figure) == []
    assert marks(figure, "asks") == []
    assert len(marks(figure, "rest")) == 2871 - 300


def test_days_to_the_next_ask_fall_in_their_rows():
    log = asks_table(
        4,
        asked_on=["2026-03-02", "2026-03-05", "2026-03-05", "2026-03-20"],
        answered_on=["2026-03-05", "2026-03-06", "2026-03-09", None],
        outcome=["no_final", "no_final", "no_for_now", "waiting"],
    )
    shown = texts(charts.effort(private.effort(log)))
    assert [shown[shown.index(words) + 1] for words in _DAYS] == ["1", "0", "0", "0", "2", "0"]


def test_stings_are_counted_at_each_look_and_no_unused_look_is_drawn():
    figure = charts.sting(private.Sting(((4, 2, None), (4, 4, None), (3, None, None))))
    shown = texts(figure)
    assert "at the time" in shown
    assert "another reading" in shown
    assert "later" not in shown
    assert sorted(text for text in shown if text in ("1", "2")) == [
        "1",
        "1",
        "1",
        "1",
        "2",
        "2",
    ]  # 4 nodes, 2 of the axis
    assert len([line for line in figure.findobj(Line2D)]) == 2


def test_guesses_stand_beside_what_came_and_rates_only_from_five():
    log = table(yes=2, no=8).assign(chance=50.0, channel=["form"] * 7 + ["call"] * 3)
    figure = charts.guesses(private.guesses(log))
    shown = texts(figure)
    assert "5.0 guessed, 2 came of 10" in shown
    assert "1.5 guessed, 0 came of 3" in shown
    # A dumbbell for all, form, and the chance of 50; three calls are too few.
    assert len(marks(figure, "guessed")) == len(marks(figure, "came")) == 3
    ends = [sorted(line.get_xdata()) for line in figure.findobj(Line2D) if line.get_linewidth() > 2]
    pairs = zip(marks(figure, "guessed"), marks(figure, "came"), strict=True)
    assert ends == [sorted([guessed, came]) for (guessed, _), (came, _) in pairs]
    few = charts.guesses(private.guesses(log[:4]))
    assert marks(few, "guessed") == []
    assert "yes of 10 asks" not in texts(few)


def test_the_gallery_writes_every_picture_in_colour_and_grey(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.charts.gallery.STATES", {"five": 5})
    monkeypatch.setattr("tests.charts.gallery.SIZES", {"10": 10})
    main(tmp_path)
    assert (
        len(list(tmp_path.glob("*.five.png")))
        == len(list(tmp_path.glob("*.five.grey.png")))
        == len(NAMES)
    )
    assert len(list(tmp_path.glob("*.10 pitches.grey.png"))) == len(
        pitched.pictures(*pitched.log(1))
    )
