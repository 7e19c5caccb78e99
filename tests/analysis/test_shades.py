"""What was ever reached, and what became of the no's: from the steps, never from where an ask
stands now.
"""

import pandas as pd

from tests.analysis.tables_of_asks import asks_table, steps_table
from workshop.analysis.ways import Opened, reached, shades


def links_table(rows=()):
    return pd.DataFrame(list(rows), columns=["number", "to", "words"])


def test_a_yes_that_fell_through_was_a_yes():
    assert reached(asks_table(outcome=["fell_through"]), steps_table())["yes"].all()


def test_a_yes_that_became_a_no_was_a_yes():
    steps = steps_table(
        [{"number": 1, "what": "answered", "outcome": code} for code in ("yes", "no_final")]
        + [{"number": 2, "what": "done"}, {"number": 3, "what": "signed"}]
    )
    found = reached(asks_table(outcome=["no_final", "waiting", "waiting"]), steps)
    assert found["yes"].tolist() == [True, True, True]
    assert found["done"].tolist() == [False, True, False]


def test_a_no_that_waits_again_was_answered():
    steps = steps_table([{"number": 1, "what": "answered", "outcome": "no_for_now"}])
    assert reached(asks_table(outcome=["waiting"]), steps)["answered"].all()


def test_shades_and_what_unclear_became_after_a_probe():
    asks = asks_table(outcome=["no_for_now", "no_unclear", "no_opening", "no_unclear", "yes"])
    steps = steps_table(
        [
            {"number": 1, "what": "answered", "outcome": "no_unclear"},
            {"number": 1, "what": "probed"},
            {"number": 1, "what": "answered", "outcome": "no_for_now"},
            {"number": 2, "what": "answered", "outcome": "no_unclear"},
            {"number": 2, "what": "probed"},
            {"number": 3, "what": "probed"},  # before any unclear no: not counted
            {"number": 3, "what": "answered", "outcome": "no_opening"},
            {"number": 4, "what": "answered", "outcome": "no_unclear"},
        ]
    )
    links = links_table([(3, 5, "they sent me to Ada"), (3, 2, ""), (1, None, None)])
    found = shades(asks, steps, links)
    assert found.shades == {"no_unclear": 2, "no_for_now": 1, "no_final": 0, "no_opening": 1}
    assert (found.unclear, found.became) == (3, {"no_unclear": 1, "no_for_now": 1})
    assert found.opened == (
        Opened(3, 5, "yes", "they sent me to Ada", "no_opening"),
        Opened(3, 2, "no_unclear", "", "no_opening"),
        Opened(1, None, None, "", "no_for_now"),
    )
    assert found.sentence == (
        "4 no's: 2 kind unknown, 1 for now, 1 opened something. 3 began as kind unknown; 2 got a question back, "
        "and now: 1 kind unknown, 1 for now. The no's made room for 3 things, 1 of which led nowhere."
    )


def test_no_nos_yet():
    assert (
        shades(asks_table(outcome=["yes"]), steps_table(), links_table()).sentence == "No no's yet."
    )
    assert shades(asks_table(), steps_table(), links_table()).opened == ()
