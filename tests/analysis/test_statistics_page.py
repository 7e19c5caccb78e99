"""What simulated people say, with a tenth of the logs: bounds that hold, and the page that says
no other figures.
"""

import re
from functools import cache

import pytest

from tests.long import page, waiting
from tests.long.page import TABLES, apart, cells, written
from workshop.analysis.patterns import LOOKED_OFTEN

PART = 0.1


@cache
def table(name):
    return TABLES[name](PART)


@pytest.mark.parametrize("name", TABLES)
def test_the_page_says_what_the_command_computes(name):
    assert apart(name, table(name)) == []


def test_figures_that_another_table_gave_would_be_found(monkeypatch):
    monkeypatch.setattr(page, "written", lambda name: table("shrinking").text.replace("0.0", "0.8"))
    assert apart("shrinking", table("shrinking"))


def test_every_two_values_meet_in_some_cell():
    met = {
        (a, x, b, y)
        for cell in waiting.cells()
        for a, x in vars(cell).items()
        for b, y in vars(cell).items()
        if a < b
    }
    names = sorted(waiting.VALUES)
    wanted = sum(
        len(waiting.VALUES[a]) * len(waiting.VALUES[b]) for a in names for b in names if a < b
    )
    assert (len(waiting.cells()), len(met)) == (24, wanted)


def test_people_who_wait_are_told_the_truth():
    check_waiting(cells(PART), each=0.085 + 3 * (0.05 * 0.95 / 100) ** 0.5)


def check_waiting(found, *, each):
    """The bounds over all cells; a single cell may name something in `each` of its logs."""
    named = [told.named for told in found]
    assert sum(named) / len(named) <= 0.065
    assert max(named) <= each
    fits, short = ([told for told in found if told.cell.fits is fit] for fit in (True, False))
    assert 0.92 <= mean(told.covered for told in fits) <= 0.975
    assert 0.75 <= mean(told.next_80 for told in fits) <= 0.88
    assert mean(told.said for told in short if told.said is not None) >= 0.95
    assert mean(told.lean for told in found if told.cell.quick) < mean(
        told.lean for told in found if not told.cell.quick
    )


def mean(shares):
    every = list(shares)
    return sum(every) / len(every)


@pytest.mark.parametrize("row", range(3))
def test_asks_that_hang_together_are_seldom_named(row):
    *_, block, _ = table("organisations").rows[row]
    assert float(block) <= 0.08 + 2 * (0.05 * 0.95 / 100) ** 0.5


def test_luck_is_seldom_named_and_a_true_difference_is_found():
    (_, named), *_ = table("luck").rows
    assert float(named) <= 0.05 + 3 * (0.05 * 0.95 / 100) ** 0.5
    by_size = {
        row[0]: [float(cell) if cell else None for cell in row[1:]] for row in table("power").rows
    }
    assert by_size["200"][0] >= 0.6  # all closed
    assert min(by_size["300"][:4]) >= 0.5  # ripe asks alone, names that return, by organisation
    one, twenty = (float(row[1]) for row in table("looks").rows)
    assert one < twenty


def test_shrunk_rates_beat_raw_ones_in_every_setting():
    assert all(float(drawn) < float(raw) for *_, raw, drawn in table("shrinking").rows)


def test_looking_often_is_told_as_the_page_has_it():
    told = [int(number) for number in re.findall(r"about (\d+)", LOOKED_OFTEN)]
    found = [
        100 * float(share)
        for share in re.findall(r"\| (?:one|twenty) \| ([0-9.]+) \|", written("looks"))
    ]
    assert len(told) == len(found) == 2
    assert all(abs(here - there) <= 6 for here, there in zip(told, found, strict=True))
