"""Real logs and outcome data, read where they lie beside the repository; none of it is copied
here.
"""

import time
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.analysis.tables_of_asks import asks_table, steps_table
from tests.charts.pitched import readings
from workshop.analysis.look import Look
from workshop.analysis.patterns import patterns
from workshop.analysis.ratio import no_to_yes, ratio_by
from workshop.analysis.waiting import waiting
from workshop.charts import svg

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real logs do not lie beside this repository"
)


@pytest.fixture(scope="module")
def hanneman():
    rows = pd.read_csv(DATA / "timhanneman_merged.csv")
    outcome = rows["Response?"].map(
        lambda word: (
            "silence" if word == "Ghosted" else "yes" if word != "Rejected" else "no_unclear"
        )
    )
    outcome[rows["Response?"] == "Position Removed"] = "no_unclear"
    answered = pd.to_datetime(rows["Date of 1st Response"], format="%m/%d/%Y").where(
        outcome != "silence"
    )
    asked = pd.to_datetime(rows["Date sent"], format="%m/%d/%Y")
    return asks_table(
        asked_on=asked, outcome=outcome, answered_on=answered, extra_easy=rows["Easy Application?"]
    )


def by_group(hanneman, window):
    look = Look(date(2023, 3, 13), {"job": window})
    found = patterns(hanneman.assign(kind="job"), steps_table(), look)
    return {(row.of, row.by, row.value): row for row in found.patterns}


def test_ratio_of_177_applications(hanneman):
    found = no_to_yes(hanneman)
    assert (found.counts.yes, found.counts.no, found.counts.silent) == (13, 50, 114)
    assert (round(found.no_to_yes.value, 3), round(found.no_to_yes_with_silence.value, 3)) == (
        3.846,
        12.615,
    )


def test_waiting_of_177_applications(hanneman):
    found = waiting(hanneman, steps_table(), date(2023, 3, 13))
    assert (found.asks, found.answered) == (177, 63)
    assert [round(found.answered_by(day).value, 4) for day in (7, 14, 30, 60, 90)] == [
        0.2203,
        0.2599,
        0.2951,
        0.3263,
        0.3640,
    ]
    assert found.median.value is None
    assert "When half are answered is not yet known" in found.sentence


def test_waiting_of_54_listings():
    rows = pd.read_csv(DATA / "jbhunt_jsdata.csv").dropna(subset="date_submitted")
    asked, answered = (
        pd.to_datetime(rows[name], format="%m/%d/%Y") for name in ("date_submitted", "date_outcome")
    )
    words = {"Rejected": "no_unclear", "Accepted offer": "yes", "Declined offer": "yes"}
    outcome = rows["application_status"].map(words).fillna("silence")
    table = asks_table(asked_on=asked.array, outcome=outcome.array, answered_on=answered.array)
    found = waiting(table, steps_table(), date(2025, 7, 8))
    assert (found.asks, found.answered, found.undated) == (54, 19, 1)
    shares = [round(found.answered_by(day).value, 4) for day in (10, 20, 50, 60, 90, 120)]
    assert shares == [0.0956, 0.2051, 0.2599, 0.2873, 0.3970, 0.4695]
    assert found.median.value is None


@pytest.mark.parametrize(
    ("window", "counts"),
    [(14, (10, 38, 36, 139)), (30, (15, 38, 31, 125)), (240, (19, 24, 15, 49))],
)
def test_answered_by_easy_apply_is_named_for_asks_that_had_months_and_not_before(
    hanneman, window, counts
):
    # All closed asks say 23 of 38 against 40 of 139, and would be named. But those that were not
    # easy were all asked early: within a fortnight both were answered in 26 of 100, and what parts
    # them are answers after three months.
    rows = by_group(hanneman, window)
    easy = rows["answered", "extra.easy", "n"]
    assert (easy.hits, easy.asks, easy.others_hits, easy.others) == counts
    assert easy.named is (window == 240)
    assert not rows["yes", "extra.easy", "n"].named
    assert not any(row.named for (_, by, _), row in rows.items() if by == "weekday")


def test_closed_asks_alone_would_name_easy_apply(hanneman):
    undated = hanneman.assign(asked_on=pd.NaT)
    easy = next(
        row
        for row in patterns(undated, steps_table()).patterns
        if (row.of, row.value) == ("answered", "n")
    )
    assert (easy.hits, easy.asks, easy.others_hits, easy.others) == (23, 38, 40, 139)
    assert round(easy.alone, 5) == 0.00049
    assert easy.named


def test_a_fortnight_is_too_short_for_applications_and_that_is_said(hanneman):
    found = no_to_yes(hanneman, Look(date(2023, 3, 13)))
    assert found.ripe.counts.asks == 177
    assert found.ripe.horizon_sentence == (
        "17 of 63 dated answers came after your horizon, so silence is counted too soon: "
        "83 days would hold nine of ten."
    )


def test_interviews_by_discipline():
    rows = pd.read_csv(DATA / "heiss_jobs_clean.csv")
    asked = pd.to_datetime(rows["Date applied"], utc=True).dt.tz_localize(None)
    table = asks_table(
        asked_on=asked, outcome=["silence"] * len(rows), extra_discipline=rows["Discipline"]
    )
    table.loc[rows[["Offer", "Visiting offer"]].notna().any(axis=1), "outcome"] = "yes"
    steps = steps_table(
        [
            {"number": n, "what": "advanced"}
            for n in table["number"][rows["Skype interview"].notna()]
        ]
    )
    found = patterns(table, steps).patterns
    assert not any(row.named for row in found if row.by == "weekday")
    split = [row for row in found if row.by == "extra.discipline" and row.of == "advanced"]
    assert sorted((row.hits, row.asks) for row in split) == [(6, 91), (21, 95)]
    assert {round(row.alone, 4) for row in split} == {0.0032}


@pytest.mark.parametrize(
    ("file", "sure"), [("bank-additional-full.csv", True), ("bank-additional.csv", False)]
)
def test_weekday_of_a_banks_calls_is_never_named(file, sure):
    rows = pd.read_csv(DATA / file, sep=";")
    table = asks_table(
        outcome=rows["y"].map({"yes": "yes", "no": "no_unclear"}), extra_weekday=rows["day_of_week"]
    )
    found = patterns(table, steps_table())
    days = [row for row in found.patterns if row.by == "extra.weekday"]
    assert len(days) == 5
    assert not any(row.named for row in days)
    assert any(row.sure for row in days) == sure
    assert ("sure, and too small to matter" in found.sentence) == sure


def test_resumes_by_name_are_named_and_by_gender_not():
    rows = pd.read_csv(DATA / "resume_names_AER.csv")
    own = {f"extra_{name}": rows[name] for name in ("ethnicity", "gender", "quality", "city")}
    table = asks_table(outcome=rows["call"].map({"yes": "yes", "no": "silence"}), **own)
    found = {
        (row.by, row.value): row
        for row in patterns(table, steps_table()).patterns
        if row.of == "yes"
    }
    name = found["extra.ethnicity", "cauc"]
    assert (name.hits, name.asks, name.others_hits, name.others) == (235, 2435, 157, 2435)
    assert name.alone == pytest.approx(4.76e-5, rel=0.01)
    assert name.named
    assert not any(
        row.named for (by, _), row in found.items() if by in ("extra.gender", "extra.quality")
    )


@pytest.fixture(scope="module")
def calls():
    """41,188 pitches by telephone, yes or no; there is no silence in them and no known day."""
    return pd.read_csv(DATA / "bank-additional-full.csv", sep=";")


@pytest.mark.parametrize(
    ("by", "counted"),
    [
        ("contact", {"cellular": (3853, 26144), "telephone": (787, 15044)}),
        (
            "poutcome",
            {"success": (894, 1373), "failure": (605, 4252), "nonexistent": (3141, 35563)},
        ),
    ],
)
def test_yes_by_contact_and_by_earlier_outcome_of_a_banks_calls(calls, by, counted):
    outcome = calls["y"].map({"yes": "yes", "no": "no_unclear"})
    found = ratio_by(asks_table(outcome=outcome, **{f"extra_{by}": calls[by]}), f"extra.{by}")
    assert {
        each.values[0]: (each.ratio.counts.yes, each.ratio.counts.asks) for each in found.groups
    } == counted
    assert sum(each.ratio.counts.yes for each in found.groups) == 4640


def as_pitches(calls):
    """The calls as a log of pitches that has everything the pictures look at: the days, amounts and
    stages are made up from their order, their age and their job.
    """
    yes, days = calls["y"] == "yes", pd.Timedelta(days=1)
    asked = pd.Timestamp("2008-05-05") + days * (np.arange(len(calls)) * 900 // len(calls))
    answered = asked + days * calls["campaign"].clip(upper=30)
    outcome = np.where(np.arange(len(calls)) % 9 == 0, "waiting", np.where(yes, "yes", "no_final"))
    asks = asks_table(
        outcome=outcome,
        asked_on=asked,
        answered_on=pd.Series(answered).where(outcome != "waiting"),
        alias=calls["job"],
        pitched=calls["poutcome"],
        amount=calls["age"] * 100.0,
        agreed=np.where(outcome == "yes", calls["age"] * 90.0, np.nan),
        minutes=calls["duration"] / 60,
        reason=np.where(outcome == "no_final", "timing", None),
        extra_currency=calls["marital"],
    )
    again = calls["campaign"].clip(upper=6).to_numpy() - 1
    nth = np.concatenate([np.arange(1, n + 1) for n in again])
    at = np.repeat(np.arange(len(calls)), again)
    told = asks["outcome"] != "waiting"
    each = [
        {"number": at + 1, "on": asked[at] + days * nth, "what": "followed_up"},
        {"number": asks["number"], "on": asked, "what": "advanced", "stage": calls["job"]},
        {"number": asks["number"], "on": answered, "what": "answered", "outcome": outcome},
        {"number": asks["number"], "on": answered, "what": "signed"},
    ]
    tables = [pd.DataFrame(one) for one in each]
    tables[1] = tables[1][calls["age"] % 3 == 0]
    tables[2] = tables[2].assign(reason="timing", source="i_asked")[told.to_numpy()]
    tables[3] = tables[3][outcome == "yes"]
    steps = pd.concat(tables).sort_values(["number", "on"], kind="stable", ignore_index=True)
    return asks, steps.reindex(columns=steps_table().columns)


@pytest.fixture(scope="module")
def read(calls):
    return readings(*as_pitches(calls))


@pytest.mark.parametrize("name", readings(asks_table(), steps_table()))
def test_each_picture_of_41_188_pitches_takes_less_than_a_second(read, name):
    draw, reading = read[name]
    start = time.process_time()
    result = reading()
    svg(draw(result))
    assert time.process_time() - start < 1
    assert result.sentence
