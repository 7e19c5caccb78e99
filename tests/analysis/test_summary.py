"""Every number at once: the keys, plain JSON, and no warning, nan or verdict for any log
however odd.
"""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from tests.analysis.tables_of_asks import asks_table, outcomes, steps_table
from workshop.analysis.counts import counts
from workshop.analysis.forecast import closer, next_yes
from workshop.analysis.look import NO_DAY, ripe
from workshop.analysis.patterns import patterns
from workshop.analysis.private import effort, guesses, sting
from workshop.analysis.ratio import no_to_yes, over_time, ratio_by
from workshop.analysis.stages import stages
from workshop.analysis.summary import sentences, summary
from workshop.analysis.waiting import waiting
from workshop.analysis.ways import shades

AS_OF = date(2026, 6, 1)
NONE = {"value": None, "low": None, "high": None}
LINKS = pd.DataFrame(columns=["number", "to", "words"])
FELT = pd.DataFrame(columns=["at", "prompt", "answer", "number", "step", "about"])
LOGS = {
    "none": asks_table(),
    "one": asks_table(outcome=["no_unclear"]),
    "four": asks_table(outcome=outcomes(yes=1, no=3)),
    "all yes": asks_table(outcome=outcomes(yes=12), answered_on=["2026-03-09"] * 12),
    "all no": asks_table(outcome=outcomes(no=12), answered_on=["2026-03-09"] * 12),
    "all waiting": asks_table(12),
    "all silent": asks_table(12, outcome="silence"),
    "all withdrawn": asks_table(12, outcome="withdrawn"),
    "500 values": asks_table(
        outcome=outcomes(no=250, silence=250), extra_note=[f"note {n}" for n in range(500)]
    ),
    "group of one": asks_table(outcome=outcomes(yes=6, silence=6), kind=["job"] * 11 + ["idea"]),
    "answers before asks": asks_table(outcome=outcomes(no=12), answered_on=["2026-01-01"] * 12),
    "no dates": asks_table(outcome=outcomes(yes=6, no=6), asked_on=[None] * 12),
    "numbers, dates, sentences": asks_table(
        outcome=outcomes(yes=20, no=20),
        extra_pay=[str(n) for n in range(40)],
        extra_due=[f"2026-01-{n % 28 + 1:02}" for n in range(40)],
        extra_said=["We went with someone else, sorry."] * 39 + ["$\\frac{1}{0}$ <script>"],
        amount=np.linspace(0, 1e9, 40),
    ),
}


def test_the_keys_are_those_of_the_command():
    found = summary(LOGS["none"], steps_table(), AS_OF)
    assert list(found) == [
        *("asks", "answered", "closed", "open", "withdrawn", "ripe", "late", "undated", "outcomes"),
        *(
            "no_to_yes",
            "no_to_yes_with_silence",
            "yes_rate",
            "next_yes",
            "days_to_answer",
            "patterns",
        ),
        *("terms", "stages", "reasons", "out"),
    ]
    assert found["no_to_yes"] == found["yes_rate"] == found["no_to_yes_with_silence"] == NONE
    assert found["next_yes"] == {"50": None, "80": None, "90": None}
    assert found["days_to_answer"] == {"median": None, "low": None, "high": None}
    assert found["patterns"] == []


def test_patterns_have_the_keys_of_the_command():
    log = asks_table(
        outcome=outcomes(no=30, silence=20) + outcomes(no=8, silence=42),
        channel=["call"] * 50 + ["form"] * 50,
    )
    first = summary(log, steps_table(), AS_OF)["patterns"][0]
    assert list(first) == ["of", "by", "value", "hits", "asks", "shrunk", "p", "named"]
    assert (first["of"], first["by"], first["value"], first["hits"], first["asks"]) == (
        "answered",
        "channel",
        "call",
        30,
        50,
    )
    assert first["named"] is True


@pytest.mark.parametrize("name", LOGS)
def test_every_log_has_its_numbers_and_its_sentences(name):
    asks, steps = LOGS[name], steps_table()
    told = json.dumps(summary(asks, steps, AS_OF), allow_nan=False)
    results = [
        counts(asks),
        no_to_yes(asks),
        stages(asks, steps, AS_OF),
        shades(asks, steps, LINKS),
        next_yes(ripe(asks, NO_DAY)),
    ]
    results += [
        waiting(asks, steps, AS_OF),
        patterns(asks, steps),
        effort(asks),
        guesses(asks),
        sting(FELT),
        closer(0.2),
    ]
    results += [ratio_by(asks, field) for field in ("kind", "channel", "weekday")] + [
        ratio_by(asks, "kind", "size"),
        over_time(asks),
    ]
    for words in [told, *(result.sentence for result in results)]:
        assert "nan" not in words.lower().replace("finance", "")
        assert "inf" not in words.lower()
        assert not any(
            verdict in words.lower()
            for verdict in ("you are", "you're", "you should", "failed", "bad at")
        )
    assert all(result.sentence.endswith(".") for result in results)


def test_summary_agrees_with_the_sentences():
    days = ["2026-03-02"] * 33 + ["2026-05-25"] * 7
    log = asks_table(outcome=outcomes(yes=2, no=9, silence=22, waiting=7), asked_on=days)
    found = summary(log, steps_table(), AS_OF)
    assert found["no_to_yes"]["value"] == 4.5 == no_to_yes(log).no_to_yes.value
    assert (found["asks"], found["answered"], found["closed"], found["open"]) == (40, 11, 33, 7)
    assert (found["ripe"], found["late"], found["undated"]) == (33, 0, 0)
    assert found["next_yes"] == {"50": 11, "80": 30, "90": 49}
    assert counts(log).sentence == "40 asks: 2 yes, 9 no, 22 silent, 7 waiting."


def test_in_words_under_five_answers_only_counts_are_told():
    few = asks_table(outcome=outcomes(yes=1, no=3, silence=2, waiting=2))
    assert sentences(few, steps_table(), AS_OF) == [
        "8 asks: 1 yes, 3 no, 2 silent, 2 waiting; 4 answers are too few for a range."
    ]
    assert sentences(asks_table(), steps_table(), AS_OF) == ["No asks yet."]
    assert sentences(asks_table(3), steps_table(), AS_OF) == ["3 asks: 3 waiting."]


def test_in_words_each_measure_has_its_sentence():
    log = asks_table(outcome=outcomes(yes=2, no=9, silence=22, waiting=7))
    assert [sentence.split(" ")[0] for sentence in sentences(log, steps_table(), AS_OF)] == [
        *("40", "4.5", "With", "40", "29", "40")
    ]
