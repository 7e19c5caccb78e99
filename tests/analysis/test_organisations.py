"""Asks of one organisation move as a block: who that is, what may change places, and what can
be told of few.
"""

from collections import Counter

import numpy as np
import pytest

from tests.analysis.tables_of_asks import asks_table, outcomes, steps_table
from workshop.analysis.look import Look, organisation_field, organisations
from workshop.analysis.luck import luck, two_sided
from workshop.analysis.patterns import patterns
from workshop.analysis.ties import ties


def test_who_was_asked_is_an_own_field_named_so_or_the_one_chosen_or_the_alias():
    table = asks_table(
        3,
        alias=["Ben", " ben ", "ask 3"],
        extra_Firm=["Acme", None, None],
        extra_Client=["x", "x", "X"],
    )
    assert organisation_field(table) == "extra.Firm"
    assert organisations(table).tolist() == ["acme", "ben", None]
    assert organisations(table, "client").tolist() == ["x", "x", "x"]
    assert organisations(table, "gone").tolist() == ["ben", "ben", None]
    assert organisations(asks_table(2, extra_Company=[None, None], alias=["A", "a"])).tolist() == [
        "a",
        "a",
    ]


def moved(tied, times=400):
    return tied.orders(np.random.default_rng(1), times)


def test_blocks_change_places_only_with_blocks_of_their_size():
    names = ["a", "a", "b", "b", "c", "c", "c", None, "d"]
    orders = moved(ties(names))
    assert (np.sort(orders, axis=1) == np.arange(9)).all()
    for order in orders:
        assert {frozenset(order[:2].tolist()), frozenset(order[2:4].tolist())} == {
            frozenset({0, 1}),
            frozenset({2, 3}),
        }
        assert set(order[4:7].tolist()) == {4, 5, 6}  # the only block of three stays where it is
        assert set(order[7:].tolist()) == {7, 8}
    assert Counter(map(tuple, orders[:, :2].tolist())).keys() == {(0, 1), (1, 0), (2, 3), (3, 2)}


def test_nothing_leaves_its_span_of_time():
    names, spans = ["a", "a", "b", "b", "c", "c", None, None, None], [0, 1, 1, 0, 1, 1, 0, 1, 1]
    orders = moved(ties(names, spans))
    assert (np.array(spans)[orders] == spans).all()
    assert all(
        set(order[4:6].tolist()) == {4, 5} for order in orders
    )  # no other block lies in these spans
    assert len(set(map(tuple, orders[:, :2].tolist()))) == 2  # a and b change places


def test_the_p_of_a_block_is_its_share_of_shuffles():
    # Six firms of four asks; the three of the group were answered always, the others never: 1 of 20
    # ways, two-sided 2.
    group, hit = np.repeat([True, False], 12), np.repeat([True, False], 12)
    found = luck(group[None], hit[None], 10_000, ties(np.repeat(list("abcdef"), 4).tolist()), 1)
    assert found.tables[0][0][12] == pytest.approx(0.1, abs=0.01)
    assert float(two_sided(24, 12, 12)[12]) < 1e-5  # what single asks would say


def firms(count, each, *, answered, said="extra_Firm"):
    """Asks to firms of which the first half is larger; `answered` of each in a large one, one
    fewer in the others.
    """
    firm = np.repeat(np.arange(count), each)
    size = np.where(firm < count // 2, "large", "small")
    hit = np.tile(np.arange(each), count) < np.where(firm < count // 2, answered, 0)
    return asks_table(
        outcome=np.where(hit, "no_final", "silence"), asked_on=[None] * len(firm),
        **({said: [f"Firm {n}" for n in firm]} if said else {}), extra_headcount=size,
    )  # fmt: skip


def test_five_organisations_show_no_pattern_by_what_differs_between_them_and_that_is_said():
    found = patterns(firms(5, 20, answered=15), steps_table())
    assert not found.named
    assert (
        "5 organisations can show no pattern by what differs between them: they are too few, or of too different sizes."
    ) in found.sentence
    assert all(row.p is None for row in found.patterns)
    assert patterns(
        firms(5, 20, answered=15, said=""), steps_table()
    ).named  # nobody said that these hang together


def test_many_organisations_can_and_the_organisation_itself_is_no_split():
    found = patterns(firms(20, 5, answered=4), steps_table())
    assert {row.by for row in found.named} == {"extra.headcount"}
    assert "extra.Firm" not in {row.by for row in found.patterns}
    chosen = patterns(
        firms(20, 5, answered=4, said="extra_Customer"),
        steps_table(),
        Look(organisation="customer"),
    )
    assert {row.by for row in chosen.patterns} == {"extra.headcount"}


def test_a_group_that_is_one_organisation_is_left_out():
    asks = firms(20, 5, answered=1)
    asks["pitched"] = [
        "for Firm 3" if firm == "Firm 3" else "for all" for firm in asks["extra.Firm"]
    ]
    assert "pitched" not in {row.by for row in patterns(asks, steps_table()).patterns}


def test_a_field_of_the_ask_within_an_organisation_is_still_told():
    asks = firms(5, 40, answered=20)
    outcome = np.where(np.arange(200) % 2 == 0, asks["outcome"], "silence")
    asks = asks.assign(outcome=outcome, channel=np.where(np.arange(200) % 2 == 0, "call", "form"))
    assert [row.by for row in patterns(asks, steps_table()).named] == ["channel"]


def test_further_asks_are_counted_in_organisations_where_blocks_count():
    asks = firms(12, 4, answered=0)
    asks.loc[[0, 1, 4, 5, 24, 8, 12], "outcome"] = "no_final"
    row = next(row for row in patterns(asks, steps_table()).patterns if row.value == "large")
    assert row.p > 0.05
    assert f"{row.more} more organisations would tell." in row.sentence


def test_names_that_return_are_no_caution_but_a_block():
    same = asks_table(
        outcome=outcomes(no=25, silence=75),
        alias=["Ben"] * 50 + ["Ada"] * 50,
        kind=["job"] * 50 + ["client"] * 50,
    )
    found = patterns(same, steps_table())
    assert not [
        row for row in found.patterns if row.by == "kind"
    ]  # Ben is all that was asked about a job


def test_splits_that_pick_out_the_same_asks_are_one_line():
    outcome = outcomes(no=24, silence=6) + outcomes(no=20, silence=50)
    table = asks_table(
        outcome=outcome, decider=["unknown"] * 30 + ["in_room"] * 70, asked_on=[None] * 100,
        **{"extra.new to me": ["yes"] * 30 + ["no"] * 70},
    )  # fmt: skip
    found = patterns(table, steps_table())
    (row,) = found.named
    assert row.sentence == (
        "Answered: 24 of 30 decider unknown (new to me: the same 30 asks), 20 of 70 others: more than luck."
    )
    assert sum(pattern.named for pattern in found.patterns) == 4
