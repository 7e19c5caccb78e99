"""Where it stops, stage by stage, against counts made by hand."""

from datetime import date

import pandas as pd
import pytest

from tests.analysis.tables_of_asks import asks_table, steps_table
from workshop.analysis.stages import MOST, in_order, stages

AS_OF = date(2026, 4, 1)


def moved(number, *names, on="2026-03-09"):
    return [{"number": number, "what": "advanced", "stage": name, "on": on} for name in names]


def counted(found):
    return [(each.name, each.came, each.went_on, each.stopped) for each in found.stages]


def test_at_each_stage_who_came_who_went_on_and_who_stopped():
    # 1: screening, interview, no. 2: screening, silence. 3: screening, interview, yes.
    # 4: no. 5: screening, waits since 22 March. 6: waits since it was asked. 7: withdrawn.
    asks = asks_table(
        outcome=["no_final", "silence", "yes", "no_unclear", "waiting", "waiting", "withdrawn"]
    )
    steps = steps_table(
        [
            *moved(1, "Screening", "Interview"),
            *moved(2, "Screening"),
            *moved(3, "Screening", "Interview"),
            *moved(5, "Screening", on="2026-03-22"),
            *moved(7, "Screening"),
        ]
    )
    found = stages(asks, steps, AS_OF)
    assert counted(found) == [
        ("Asked", 6, 4, 1),  # 4 went on; one no, one waits
        ("Screening", 4, 2, 1),  # 2 went on; one silent, one waits
        ("Interview", 2, 0, 1),  # one no, one yes
    ]
    assert found.lines == [
        "It stopped most often before any stage, at “Screening” and at “Interview”: "
        "1 each of the 3 that stopped.",
        "Asked, 6 asks: 4 went on, 1 no, 1 waiting (here for 30 days).",
        "Screening, 4 asks: 2 went on, 1 silent, 1 waiting (here for 10 days).",
        "Interview, 2 asks: 1 yes, 1 no.",
    ]


def test_a_no_after_an_interview_stays_a_no_after_an_interview_with_its_shade():
    asks = asks_table(outcome=["no_for_now", "no_for_now"])
    found = stages(asks, steps_table(moved(1, "Interview")), AS_OF)
    assert found.stages[1].ended.outcomes["no_for_now"] == 1
    assert found.stages[0].ended.outcomes["no_for_now"] == 1


def test_a_yes_that_was_signed_and_fell_through_stopped_where_it_was():
    asks = asks_table(outcome=["fell_through", "yes"])
    steps = steps_table([*moved(1, "Offer"), {"number": 1, "what": "signed"}])
    assert counted(stages(asks, steps, AS_OF)) == [("Asked", 2, 1, 0), ("Offer", 1, 0, 1)]


def test_a_stage_in_two_spellings_is_one_under_the_first():
    steps = steps_table([*moved(1, "Second  Call"), *moved(2, "second call"), *moved(3, " CALL")])
    found = stages(asks_table(3), steps, AS_OF)
    assert [each.name for each in found.stages] == ["Asked", "Second  Call", " CALL"]
    assert found.stages[1].came == 2


def test_a_stage_without_a_name_is_told_as_one():
    steps = steps_table([*moved(1, None), *moved(2, "")])
    assert [(each.name, each.came) for each in stages(asks_table(2), steps, AS_OF).stages] == [
        ("Asked", 2),
        ("A stage further", 2),
    ]


def test_stages_in_another_order_on_some_asks_stand_as_most_pass_them():
    steps = steps_table(
        [*moved(1, "Demo", "Price"), *moved(2, "Demo", "Price"), *moved(3, "Price", "Demo")]
    )
    found = stages(asks_table(outcome=["no_final"] * 3), steps, AS_OF)
    # All three came to both; two ended at the price, one at the demo.
    assert counted(found) == [("Asked", 3, 3, 0), ("Demo", 3, 2, 1), ("Price", 3, 1, 2)]


def test_a_stage_that_was_reached_twice_counts_once():
    steps = steps_table([*moved(1, "Call", "Call"), *moved(2, "Call", "Demo", "Call")])
    found = stages(asks_table(2), steps, AS_OF)
    assert {each.name: each.came for each in found.stages} == {"Asked": 2, "Call": 2, "Demo": 1}


@pytest.mark.parametrize(
    "paths",
    [
        [["a", "b"], ["b", "c"], ["c", "a"]],  # a ring: none is first, the places decide
        [[]],
        [["a"]] * 3,
    ],
)
def test_every_stage_has_one_place_in_the_order(paths):
    assert sorted(in_order(paths)) == sorted({name for path in paths for name in path})


def test_of_300_stages_the_frequent_ones_stand_and_the_others_stand_together():
    rows = [row for n in range(300) for row in moved(n + 1, "Call", f"Room {n}")]
    found = stages(asks_table(300), steps_table(rows), AS_OF)
    assert [(each.name, each.came) for each in found.stages] == [
        ("Asked", 300),
        ("Call", 300),
        ("Other stages", 300),
    ]
    often = [row for n in range(300) for row in moved(n + 1, f"Room {n % 50}")]
    assert len(stages(asks_table(300), steps_table(often), AS_OF).stages) == MOST + 2


def test_where_no_day_is_known_nothing_waits_for_so_long():
    asks = asks_table(2, asked_on=[None, None])
    found = stages(asks, steps_table(moved(1, "Call", on=None)), AS_OF)
    assert [each.here for each in found.stages] == [(), ()]
    assert found.lines[1] == "Asked, 2 asks: 1 went on, 1 waiting."


def test_a_stage_of_an_unknown_day_is_not_waited_in_since_the_one_before():
    steps = steps_table([*moved(1, "Call", on="2026-03-03"), *moved(1, "Demo", on=None)])
    assert stages(asks_table(1), steps, AS_OF).stages[-1].here == ()


def test_no_ask_one_ask_and_no_stage():
    assert stages(asks_table(), steps_table(), AS_OF).lines == ["No asks yet."]
    one = stages(asks_table(1), steps_table(), AS_OF)
    assert one.lines == [
        "Nothing has stopped yet.",
        "No stage is logged yet: an interview, a demo, a second meeting.",
    ]
    said = [asks_table(outcome=["no_final"] * n) for n in (1, 2)]
    assert [stages(each, steps_table(), AS_OF).lines[0] for each in said] == [
        "1 stopped, before any stage.",
        "2 stopped, all of them before any stage.",
    ]
    gone = asks_table(2, outcome="withdrawn")
    assert stages(gone, steps_table(moved(1, "Call")), AS_OF).lines == ["No asks yet."]


def test_every_ask_ends_at_one_stage_in_any_log():
    draws = pd.Series(range(200))
    outcome = draws.map(lambda n: ["yes", "no_final", "silence", "waiting", "no_for_now"][n % 5])
    rows = [
        row
        for n in draws
        for row in moved(n + 1, *["Call", "Demo", "Price", "Board"][n % 3 : n % 3 + n % 4])
    ]
    found = stages(asks_table(outcome=outcome), steps_table(rows), AS_OF)
    assert sum(each.ended.asks for each in found.stages) == found.asked == 200
    assert all(each.came == each.went_on + each.ended.asks for each in found.stages)
