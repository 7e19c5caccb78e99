"""What a room shows: sums of six people or more, whatever is subtracted from whatever."""

import random
from fractions import Fraction
from itertools import chain, combinations

import numpy as np
import pytest

from workshop.analysis.room import CODES, MOST, PEOPLE, Share, latest, luck, may_draw, room
from workshop.vocabulary import NOS, YESES


def people(count: int, seed: int, most: int = 12, **same: object) -> list[Share]:
    """A room in which outcomes are more or less rare, and people more or less busy."""
    draw = random.Random(seed)
    weights = [draw.choice([0, 0.2, 1, 4, 9]) for _ in CODES]
    weights[draw.randrange(len(CODES))] += 1
    found = []
    for _ in range(count):
        made = draw.choices(
            CODES, weights, k=draw.choice([0, 1, 3, most, most * draw.randint(1, 12)])
        )
        told = {each: made.count(each) for each in CODES if draw.random() < 0.95}
        found.append(
            Share(draw.getrandbits(32), 1, 1, draw.random() < 0.4, told, draw.choice([None, 3, 9]))
        )
    return found


def column(shares: list[Share], code: str, lent: bool) -> np.ndarray:
    return np.array([each.outcomes.get(code, 0) * (each.is_borrowed == lent) for each in shares])


def known(found, parts) -> list[tuple[np.ndarray, float]]:
    """Every equation that a drawing gives: which of the 18 columns it adds up, to how many."""
    if found.asks is None:
        return []
    of = {code: np.array([each == code for each in CODES] * 2, float) for code in CODES}
    rows = [(sum(of.values()), found.asks)]
    rows += [(of[code], n) for code, n in found.outcomes.items() if n is not None]
    if found.no_to_yes.low is not None:
        own = np.array([1.0] * 9 + [0.0 if found.own_only else 1.0] * 9)
        rows += [(sum(of[code] for code in group) * own, 0) for group in (YESES, NOS)]
    return rows


def subsets() -> list[tuple[int, ...]]:
    """The sums that somebody may want to know: of any outcomes, of all logs, own or borrowed ones."""
    every = chain.from_iterable(combinations(range(9), size) for size in range(1, 10))
    return [
        tuple(at + side for side in sides for at in chosen)
        for chosen in every
        for sides in ((0, 9), (0,), (9,))
    ]


SEEDS = [*range(20), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(20, 500))]
"""A thousand rooms, of which forty are tried each time."""
SUBSETS = subsets()
WANTED = np.array([[float(at in chosen) for at in range(18)] for chosen in SUBSETS])


def worked_out(rows: list[np.ndarray]) -> np.ndarray:
    """Which of the wanted sums follow from these, by whoever can solve linear equations."""
    if not rows:
        return np.zeros(len(WANTED), dtype=bool)
    given = np.array(rows)
    solved = np.linalg.lstsq(given.T, WANTED.T, rcond=None)[0]
    return np.abs(given.T @ solved - WANTED.T).max(axis=0) < 1e-9


def table(shares: list[Share], everybody: list[int]) -> np.ndarray:
    """A row a person, eighteen columns: outcomes of own logs, then of borrowed ones."""
    found = np.zeros((len(everybody), 18))
    for each in shares:
        for at, code in enumerate(CODES):
            found[everybody.index(each.person), at + 9 * each.is_borrowed] = each.outcomes.get(
                code, 0
            )
    return found


def unsafe(rows: np.ndarray, drawn: np.ndarray) -> list[tuple[int, ...]]:
    """The sums that follow and that fewer than six people make up (five, for whoever is one)."""
    followed = np.flatnonzero(worked_out(list(rows)))
    bad = []
    for at in followed:
        added = np.abs(drawn @ WANTED[at])
        if (added > 0).sum() < PEOPLE or added.max() > MOST * added.sum() + 1e-9:
            bad.append(SUBSETS[at])
    return bad


@pytest.mark.parametrize("seed", SEEDS)
def test_no_sum_of_fewer_than_six_can_be_worked_out_from_one_drawing(seed: int) -> None:
    shares = people(random.Random(seed).choice([3, 6, 7, 9, 14, 30, 60]), seed)
    rows = [row for row, _ in known(room(shares), None)]
    assert unsafe(rows, table(shares, [each.person for each in shares])) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_nor_from_two_drawings_against_each_other(seed: int) -> None:
    draw = random.Random(seed)
    first = people(draw.choice([6, 8, 14, 30]), seed)
    changed = [
        Share(each.person, 2, 1, each.is_borrowed, each.outcomes | {"silence": 3})
        if draw.random() < 0.2
        else each
        for each in first
    ]
    second = changed + people(draw.choice([6, 7, 15]), seed + 10_000)
    assert may_draw(second, first)
    one, two = room(first), room(second, [first])
    everybody = [each.person for each in second]
    before, after = table(first, everybody), table(second, everybody)
    rows = [[row for row, _ in known(found, None)] for found in (one, two)]
    assert unsafe(rows[1], after) == []
    both = [at for at in np.flatnonzero(worked_out(rows[0])) if worked_out(rows[1])[at]]
    bad = [at for at in both if 0 < (((after - before) @ WANTED[at]) != 0).sum() < PEOPLE]
    assert [SUBSETS[at] for at in bad] == []


def test_five_people_see_how_many_are_in_and_nothing_else() -> None:
    found = room([Share(n, 1, 1, False, {"no_final": 9, "yes": 3}) for n in range(5)])
    assert (found.people, found.asks, {*found.outcomes.values()}) == (5, None, {None})
    assert found.lines[0] == "5 people are in."
    assert found.no_to_yes.low is None


def test_one_who_holds_more_than_four_fifths_hides_the_sum() -> None:
    busy = Share(9, 1, 1, False, {"silence": 100, "waiting": 2})
    others = [Share(n, 1, 1, False, {"silence": 2, "waiting": 12}) for n in range(6)]
    assert room([busy, *others]).outcomes["silence"] is None


def test_who_is_in_twice_counts_once_with_what_they_said_last() -> None:
    old, new = (Share(1, turn, 1, False, {"yes": turn}) for turn in (1, 2))
    other_week = Share(1, 1, 4, False, {"yes": 9})
    assert latest([new, old, other_week]) == [new, other_week]
    assert not may_draw(
        [*[Share(n, 1, 1, False, {}) for n in range(9)]],
        [Share(n, 1, 1, False, {}) for n in range(4)],
    )


def test_no_s_for_each_yes_are_of_own_logs_where_six_are_own_and_none_is_borrowed() -> None:
    told = {"yes": 2, "no_final": 4, "silence": 5, "waiting": 1}
    own = [Share(n, 1, 1, False, told) for n in range(7)]
    lent = [Share(20 + n, 1, 1, True, {"yes": 1, "no_final": 9, "silence": 5}) for n in range(6)]
    assert room(own).own_only
    assert room(own).no_to_yes.value == 2
    assert room([*own, *lent]).own_only
    assert room([*own, *lent]).no_to_yes.value == 2
    mixed = room([*own, *lent[:3]])
    assert not mixed.own_only
    assert mixed.no_to_yes.value == float(Fraction(7 * 4 + 3 * 9, 7 * 2 + 3))


def test_luck_alone_spreads_a_room() -> None:
    shares = [Share(n, 1, 1, False, {"yes": 1, "no_final": 9}) for n in range(12)]
    low, middle, high = luck(shares, 0.1) or (0, 0, 0)
    assert (low, middle, high) == (0, 1, 2)
    assert luck(shares[:5], 0.1) is None
