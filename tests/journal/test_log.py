"""What a participant holds: asks, steps, answers, where an ask stands, reflections, links,
settings.
"""

import gc
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.made import ask, journal, raw, step
from tests.strategies import HOSTILE, answers, ask_fields
from workshop import results, tables
from workshop.journal import EVERY, Entry, Journal, Log, Memory
from workshop.records import Ask, Step
from workshop.samples import borrow, my_log
from workshop.text import Problem
from workshop.vocabulary import ANSWERED, OUTCOMES

TODAY = date.today()
DAY = date(2026, 3, 2)


@pytest.fixture
def log(home: Path) -> Log:
    return Log(Journal(home / "journal"))


def again(log: Log) -> Log:
    assert log.journal is not None
    return Log(Journal(log.journal.folder))


def refusal(write: Any, *args: Any, **fields: Any) -> str:
    with pytest.raises(Problem) as problem:
        write(*args, **fields)
    assert "\n" not in str(problem.value)
    return str(problem.value)


# An ask


def test_nothing_is_required(log: Log) -> None:
    asked = log.ask()
    assert (asked.number, asked.asked_on, asked.alias, asked.name) == (1, TODAY, "", "ask 1")
    assert [(entry.outcome, entry.steps) for entry in again(log).asks] == [("waiting", [])]


def test_an_ask_today_with_its_answer_was_answered_today(log: Log) -> None:
    log.ask(
        "a",
        outcome="no_for_now",
        reason="timing",
        source="they_said",
        words="Not now.",
        door="later",
        door_on="2030-01-01",
    )
    (entry,) = again(log).asks
    assert entry.steps == [
        Step(
            ask=entry.id,
            what="answered",
            on=TODAY,
            outcome="no_for_now",
            reason="timing",
            source="they_said",
            words="Not now.",
            door="later",
            door_on=date(2030, 1, 1),
        )
    ]
    assert (entry.outcome, entry.answered_on) == ("no_for_now", TODAY)


@pytest.mark.parametrize("outcome", [*ANSWERED, "silence", "withdrawn"])
def test_the_answer_to_a_past_ask_has_no_day_unless_given(log: Log, outcome: str) -> None:
    log.ask("past", on=DAY, outcome=outcome)
    (entry,) = again(log).asks
    assert entry.outcome == outcome
    assert {made.on for made in entry.steps} == {None}
    assert entry.answered_on is None


@pytest.mark.parametrize("outcome", ["yes", "no_final"])
def test_the_day_of_an_answer_where_it_is_given(log: Log, outcome: str) -> None:
    log.ask("past", on=DAY, outcome=outcome, answered_on="2026-03-05")
    assert again(log).asks[0].answered_on == date(2026, 3, 5)


@pytest.mark.parametrize("outcome", ["waiting", "silence"])
def test_what_is_no_answer_has_no_day_of_one(log: Log, outcome: str) -> None:
    said = refusal(log.ask, on=DAY, outcome=outcome, answered_on=DAY)
    assert said == f'answered_on: "{outcome}" is no answer, so it has no day. Please leave it out.'
    assert log.asks == []


def test_a_yes_that_fell_through_keeps_the_yes_before_it(log: Log) -> None:
    log.ask(
        "a",
        on=DAY,
        outcome="fell_through",
        answered_on="2026-03-04",
        terms="less",
        agreed=900,
        words="Budget cut.",
    )
    (entry,) = again(log).asks
    told = [
        (made.what, made.outcome, made.on, made.terms, made.agreed, made.words)
        for made in entry.steps
    ]
    assert told == [
        ("answered", "yes", date(2026, 3, 4), "less", 900.0, None),
        ("noted", "fell_through", None, None, None, "Budget cut."),
    ]
    assert (entry.outcome, entry.answered_on, entry.was_answered) == (
        "fell_through",
        date(2026, 3, 4),
        True,
    )


def test_a_stage_came_before_what_was_heard(log: Log) -> None:
    log.ask("a", on=DAY, outcome="no_final", stage="interview")
    log.ask("b", on=DAY, outcome="silence", stage="demo")
    log.ask("c", on=DAY, stage="second meeting")
    assert [[(made.what, made.stage) for made in entry.steps] for entry in log.asks] == [
        [("advanced", "interview"), ("answered", None)],
        [("advanced", "demo"), ("noted", None)],
        [("advanced", "second meeting")],
    ]
    assert [entry.outcome for entry in log.asks] == ["no_final", "silence", "waiting"]


def test_the_column_s_name_is_taken_for_the_day_too(log: Log) -> None:
    assert log.ask("a", asked_on="2026-03-02").asked_on == DAY
    assert log.ask("b", on="today").asked_on == TODAY


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"on": TODAY + timedelta(2)},
            f"asked_on: {TODAY + timedelta(2)} is still to come. Please give a day up to today, {TODAY}.",
        ),
        ({"on": "1969-07-20"}, "asked_on: 1969-07-20 is before 1970. Please check the year."),
        (
            {"outcome": "maybe"},
            f'outcome: "maybe" is none of {", ".join(list(OUTCOMES)[:-1])} or withdrawn. Please choose one.',
        ),
        (
            {"kind": "wish"},
            'kind: "wish" is none of job, client, money, idea, help, contact or other. Please choose one.',
        ),
        (
            {"on": DAY, "outcome": "yes", "answered_on": "2026-03-01"},
            'on: "a" was asked on 2026-03-02, so 2026-03-01 is before its ask. Please check the date.',
        ),
        (
            {"alias": "x" * 100_000},
            "alias: 100,000 characters are too many; 200 are allowed. Please shorten it.",
        ),
        (
            {"outcome": "no_final", "terms": "less"},
            "terms: terms and the amount agreed belong to a yes.",
        ),
        (
            {"outcome": "yes", "agreed": "about 5k"},
            'agreed: "about 5k" is no plain number. Please write digits only, such as 1500.',
        ),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_saved(
    log: Log, fields: dict[str, Any], sentence: str
) -> None:
    assert refusal(log.ask, **{"alias": "a", **fields}) == sentence
    assert log.asks == []
    assert log.journal is not None
    assert log.journal.files == []


def test_an_unknown_field_is_named_with_those_there_are(log: Log) -> None:
    said = refusal(log.ask, "a", colour="red")
    assert said.startswith('There is no field "colour". The fields are ')
    assert {"kind", "alias", "answered_on", "reason", "extra"} <= set(
        said[:-1].replace(",", "").split()
    )


@pytest.mark.parametrize("typed", [text for text in HOSTILE if len(text) < 200])
def test_hostile_text_is_kept_as_cleaned_text(log: Log, typed: str) -> None:
    kept = log.ask(typed, pitched=typed, worst=typed, extra={"note": typed})
    assert kept == again(log).asks[0].ask
    assert "\x00" not in kept.alias


@given(ask_fields, st.one_of(st.just("waiting"), answers))
def test_every_ask_reads_back_as_it_was_logged(fields: dict[str, Any], outcome: str) -> None:
    shelf = Memory(b"")
    log = Log(shelf)
    log.ask(**fields, outcome=outcome)
    assert [(e.id, e.ask, e.steps, e.outcome) for e in Log(Memory(shelf.data)).asks] == [
        (e.id, e.ask, e.steps, e.outcome) for e in log.asks
    ]
    assert log.asks[0].outcome == outcome


# Steps, and where an ask stands


def test_a_step_is_today_unless_told_and_may_have_no_day(log: Log) -> None:
    log.ask("a", on=DAY)
    assert log.step(1, "followed_up").on == TODAY
    assert log.step(1, "probed", on="2026-03-10").on == date(2026, 3, 10)
    assert log.answer(1, "no_unclear", on=None).on is None
    assert [made.what for made in again(log).entry(1).steps] == [
        "probed",
        "followed_up",
        "answered",
    ]


@pytest.mark.parametrize(
    ("what", "fields", "sentence"),
    [
        (
            "danced",
            {},
            'what: "danced" is none of followed_up, probed, advanced, answered, noted, signed or done. Please choose one.',
        ),
        ("answered", {}, 'outcome: a step "answered" needs an outcome.'),
        ("followed_up", {"outcome": "yes"}, 'outcome: a step "followed_up" carries no outcome.'),
        ("answered", {"outcome": "silence"}, 'outcome: "silence" is told by a step "noted".'),
        ("noted", {"outcome": "no_final"}, 'outcome: "no_final" is told by a step "answered".'),
        ("done", {}, '"a" has no yes that could happen. Log the yes first.'),
        ("probed", {"stage": "interview"}, 'stage: a stage belongs to a step "advanced".'),
        (
            "probed",
            {"on": "2026-03-01"},
            'on: "a" was asked on 2026-03-02, so 2026-03-01 is before its ask. Please check the date.',
        ),
        (
            "probed",
            {"on": str(TODAY + timedelta(2))},
            f"on: {TODAY + timedelta(2)} is still to come. Please give a day up to today, {TODAY}.",
        ),
        (
            "probed",
            {"words": "x" * 10_001},
            "words: 10,001 characters are too many; 10,000 are allowed. Please shorten it.",
        ),
    ],
)
def test_a_step_that_does_not_fit(
    log: Log, what: str, fields: dict[str, Any], sentence: str
) -> None:
    log.ask("a", on=DAY)
    assert refusal(log.step, 1, what, **fields) == sentence
    assert log.entry(1).steps == []


@pytest.mark.parametrize("number", [0, 2, -1, 10**30, "one", None])
def test_a_number_that_is_not_there(log: Log, number: Any) -> None:
    log.ask("a")
    said = "The list of asks shows the numbers."
    for write in (
        lambda: log.answer(number, "yes"),
        lambda: log.change(number, kind="job"),
        lambda: log.remove(number),
    ):
        assert refusal(write).endswith(said)
        assert refusal(write).startswith("There is no ask ")


def stands(*told: tuple[str, str | None, str | None], on: date = DAY) -> str:
    """Where an ask of 2 March stands after steps told in this order: what, outcome, day."""
    made = [
        (
            str(n),
            Step(ask="a", what=what, outcome=outcome, on=date.fromisoformat(day) if day else None),
        )
        for n, (what, outcome, day) in enumerate(told)
    ]
    return Entry("a", Ask(asked_on=on), tuple(made)).outcome


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ((), "waiting"),
        ([("followed_up", None, "2026-03-09")], "waiting"),
        ([("answered", "no_final", "2026-03-09"), ("answered", "yes", "2026-03-20")], "yes"),
        (
            [("answered", "yes", "2026-03-20"), ("answered", "no_final", "2026-03-09")],
            "yes",
        ),  # by date
        (
            [("answered", "yes", "2026-03-20"), ("answered", "no_final", "2026-03-20")],
            "no_final",
        ),  # then by counter
        (
            [("answered", "no_final", "2026-03-20"), ("answered", "yes", None)],
            "yes",
        ),  # unknown follows what was written
        ([("answered", "yes", None), ("answered", "no_final", "2026-03-03")], "no_final"),
        (
            [
                ("answered", "no_final", "2026-03-20"),
                ("answered", "yes", None),
                ("noted", "fell_through", "2026-03-19"),
            ],
            "yes",
        ),
        (
            [("noted", "silence", "2026-03-16"), ("answered", "no_unclear", "2026-03-20")],
            "no_unclear",
        ),
        ([("noted", "silence", "2026-03-16"), ("advanced", None, "2026-03-20")], "waiting"),
        ([("advanced", None, "2026-03-20"), ("noted", "silence", "2026-03-16")], "waiting"),
        (
            [
                ("noted", "silence", "2026-03-16"),
                ("advanced", None, "2026-03-20"),
                ("noted", "silence", "2026-04-03"),
            ],
            "silence",
        ),
        ([("answered", "no_final", "2026-03-16"), ("advanced", None, "2026-03-20")], "no_final"),
        ([("noted", "silence", "2026-03-16"), ("noted", "waiting", "2026-03-20")], "waiting"),
        ([("noted", "silence", "2026-03-16"), ("followed_up", None, "2026-03-20")], "silence"),
        (
            [("answered", "yes", "2026-03-16"), ("noted", "fell_through", "2026-03-20")],
            "fell_through",
        ),
        ([("answered", "yes", "2026-03-16"), ("done", None, "2026-03-20")], "yes"),
        ([("noted", "withdrawn", "2026-03-16")], "withdrawn"),
        ([("noted", "withdrawn", "2026-03-16"), ("answered", "yes", "2026-03-20")], "yes"),
        (
            [("noted", "withdrawn", "2026-03-20"), ("answered", "no_final", "2026-03-16")],
            "no_final",
        ),  # no no vanishes
        (
            [("noted", "silence", "2026-03-20"), ("answered", "no_final", "2026-03-10")],
            "no_final",
        ),  # found later
        ([("noted", "silence", "2026-03-20"), ("answered", "yes", None)], "yes"),
        ([("noted", "silence", None), ("answered", "no_final", "2026-03-01")], "no_final"),
        (
            [("answered", "no_final", "2026-03-10"), ("noted", "silence", "2026-03-20")],
            "no_final",
        ),  # another device
        (
            [("noted", "waiting", "2026-03-20"), ("answered", "no_final", "2026-03-10")],
            "no_final",
        ),  # written after
        ([("answered", "no_final", "2026-03-10"), ("noted", "waiting", "2026-03-20")], "waiting"),
        (
            [
                ("answered", "no_final", "2026-03-10"),
                ("noted", "waiting", "2026-03-20"),
                ("answered", "yes", "2026-03-15"),
            ],
            "yes",
        ),
        (
            [
                ("noted", "silence", "2026-03-20"),
                ("advanced", None, "2026-03-25"),
                ("answered", "no_final", "2026-03-10"),
            ],
            "no_final",
        ),
        (
            [("noted", "silence", "2026-03-20"), ("noted", "fell_through", "2026-03-10")],
            "fell_through",
        ),
        ([("followed_up", "no_final", "2026-03-20")], "waiting"),  # a foreign hand's
    ],
)
def test_where_an_ask_stands(told: list[tuple[str, str | None, str | None]], outcome: str) -> None:
    assert stands(*told) == outcome


def test_what_happened_first_is_still_known_after_what_happened_last(log: Log) -> None:
    log.ask("a", on=DAY)
    log.step(1, "advanced", stage="interview", on="2026-03-10")
    log.answer(1, "no_final", on="2026-03-20")
    log.answer(1, "yes", on="2026-03-25")
    entry = again(log).entry(1)
    assert [(made.what, made.stage or made.outcome) for made in entry.steps] == [
        ("advanced", "interview"),
        ("answered", "no_final"),
        ("answered", "yes"),
    ]
    assert entry.answered_on == date(2026, 3, 20)  # the first answer
    assert entry.outcome == "yes"


def test_an_answer_ends_silence_whatever_its_day_and_silence_after_one_is_refused(log: Log) -> None:
    log.ask("a", on=DAY)
    log.answer(1, "silence", on="2026-03-20")
    log.answer(1, "no_final", on="2026-03-10")
    assert again(log).entry(1).outcome == "no_final"
    for on in ("2026-03-25", "2026-03-05", None):
        assert refusal(log.answer, 1, "silence", on=on) == (
            '"a" was answered, so it is not silent. The answer stays in the log.'
        )
    (entry,) = log.asks
    stood = [entry.until(date(2026, 3, day)) for day in (9, 10, 20)]
    assert [then and then.outcome for then in stood] == ["waiting", "no_final", "no_final"]


@pytest.mark.parametrize("outcome", ["waiting", "silence", "yes", "fell_through"])
def test_a_no_that_is_taken_back_loses_its_reason_and_words(log: Log, outcome: str) -> None:
    told = {
        "reason": "timing",
        "source": "they_said",
        "words": "not now",
        "door": "later",
        "door_on": "2030-01-01",
    }
    log.ask("a", on=DAY, outcome="no_for_now", **told)
    log.reflect("sting.now", 3, ask=1)
    step = log.change(1, outcome=outcome).stands_at
    assert step is not None
    assert [getattr(step, name) for name in told] == [None] * 5
    log.undo()
    before = log.entry(1).stands_at
    assert before is not None
    assert (before.reason, before.words, before.door) == ("timing", "not now", "later")


def test_another_shade_of_no_keeps_its_reason_and_a_final_one_closes_its_door(log: Log) -> None:
    log.ask(
        "a",
        on=DAY,
        outcome="no_unclear",
        reason="timing",
        words="not now",
        door="later",
        door_on="2030-01-01",
    )
    step = log.change(1, outcome="no_for_now").stands_at
    assert step is not None
    assert (step.reason, step.words, step.door) == ("timing", "not now", "later")
    step = log.change(1, outcome="no_final").stands_at
    assert step is not None
    assert (step.reason, step.words, step.door, step.door_on) == ("timing", "not now", None, None)


# Final means final


@pytest.mark.parametrize("what", ["probed", "followed_up", "advanced"])
@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("no_final", None), ("no_unclear", "unfair"), ("no_for_now", "unfair"), ("withdrawn", None)],
)
def test_nothing_is_asked_after_what_is_over(
    log: Log, what: str, outcome: str, reason: str | None
) -> None:
    log.ask("a", on=DAY)
    log.answer(1, outcome, on="2026-03-10", **({"reason": reason} if reason else {}))
    for on in ("today", "2026-03-11", None):
        assert refusal(log.step, 1, what, on=on) == (
            '"a" is closed for good, so nothing is asked after it. '
            "If they came back by themselves, log what they said as an answer."
        )
    assert log.step(1, what, on="2026-03-09").what == what  # what came before may still be told
    assert log.entry(1).can_happen == ()
    assert log.entry(1).outcome == outcome


@pytest.mark.parametrize("door", ["clarify", "later"])
def test_no_door_leads_back_to_a_final_or_an_unfair_no(log: Log, door: str) -> None:
    said = "door: nothing is asked after a final or an unfair no. Please choose another door."
    assert refusal(log.ask, "a", outcome="no_final", door=door) == said
    log.ask("a", on=DAY, outcome="no_final")
    assert refusal(log.change, 1, door=door) == said
    assert refusal(log.answer, 1, "no_unclear", reason="unfair", door=door) == said
    assert log.change(1, door="take_further").stands_at is not None


def test_done_is_of_a_yes_that_stands(log: Log) -> None:
    log.ask("a", on=DAY, outcome="fell_through")
    assert refusal(log.step, 1, "done") == (
        '"a" was a yes that fell through. If it happened after all, log the yes first.'
    )
    log.answer(1, "yes")
    assert log.step(1, "done").what == "done"


# Today


def test_one_day_ahead_of_the_machine_is_today_and_nothing_saved_is_hidden(log: Log) -> None:
    tomorrow = TODAY + timedelta(1)
    log.ask("ahead", on=tomorrow)
    assert (log.today, log.as_of) == (TODAY, tomorrow)
    assert len(tables.asks(log, log.as_of)) == 1
    assert results.counts(log).sentence.startswith("1 ask")
    assert log.change(1, kind="job").ask.asked_on == tomorrow
    log.answer(1, "no_final", on=tomorrow)
    assert tables.asks(log, log.as_of)["outcome"].tolist() == ["no_final"]


def test_what_a_wrong_clock_dated_is_counted_and_can_be_changed(home: Path) -> None:
    answered = step(2, "ask-1", "s", what="answered", outcome="no_final", on="2999-01-02")
    journal(home / "journal", ask(1, 1, on="2999-01-01"), answered)
    log = my_log()
    assert log.as_of == TODAY
    assert tables.asks(log, log.as_of)["outcome"].tolist() == ["no_final"]
    assert log.change(1, kind="job", reason="timing").ask.asked_on == date(2999, 1, 1)
    assert log.change(1, asked_on="2026-01-01", answered_on="2026-01-02").answered_on == date(
        2026, 1, 2
    )


def test_an_answered_ask_logged_today_in_a_borrowed_log_takes_that_log_s_day() -> None:
    asha = borrow("asha")
    made = asha.ask("mine", outcome="no_final")
    assert asha.entry(made.number).answered_on == made.asked_on == asha.as_of


@pytest.mark.parametrize("answer", ANSWERED)
def test_what_was_answered_cannot_be_taken_back(log: Log, answer: str) -> None:
    log.ask("a", outcome=answer)
    said = '"a" was answered, so it can\'t be taken back any more. The answer stays in the log.'
    assert refusal(log.answer, 1, "withdrawn") == said
    assert refusal(log.change, 1, outcome="withdrawn") == said
    log.ask("b")
    log.answer(2, "withdrawn")
    assert [entry.outcome for entry in log.asks] == [answer, "withdrawn"]


def test_the_log_as_it_stood_on_a_day(log: Log) -> None:
    log.ask("a", on=DAY)
    log.answer(1, "no_for_now", on="2026-03-10")
    log.reflect("sting.now", 3, ask=1)
    log.answer(1, "yes", on="2026-04-01", terms="less")
    log.ask("b", on="2026-03-20", outcome="no_final")
    a, b = log.asks
    stood = [a.until(date(2026, 3, day)) for day in (1, 2, 9, 10, 31)]
    assert [then and (then.outcome, then.sting) for then in stood] == [
        None,
        ("waiting", None),
        ("waiting", None),
        ("no_for_now", 3),
        ("no_for_now", 3),
    ]
    assert a.until(date(2026, 4, 1)) is a
    assert b.until(date(2026, 3, 19)) is None
    later = b.until(date(2026, 3, 20))  # a day that is not known follows what was written before it
    assert later is not None
    assert later.outcome == "no_final"


# Changes


def test_a_change_is_a_new_version_and_the_old_one_stays_in_the_file(log: Log) -> None:
    log.ask("a", kind="job", extra={"note": "x"})
    assert log.path is not None
    before = log.path.read_bytes()
    entry = log.change(1, kind="client", alias="b", pitched="", minutes="20")
    assert (entry.ask.kind, entry.ask.alias, entry.ask.pitched, entry.ask.minutes) == (
        "client",
        "b",
        None,
        20,
    )
    assert entry.ask.extra == {"note": "x"}
    assert log.path.read_bytes().startswith(before)
    assert again(log).asks[0].ask == entry.ask


def test_the_answer_can_be_changed_too(log: Log) -> None:
    log.ask("a", on=DAY, outcome="no_unclear")
    entry = log.change(
        1, outcome="no_for_now", reason="money", answered_on="2026-03-08", kind="job"
    )
    assert (entry.outcome, entry.answered_on, entry.ask.kind, len(entry.steps)) == (
        "no_for_now",
        date(2026, 3, 8),
        "job",
        1,
    )
    log.change(1, outcome="yes", terms="less", agreed=5)
    entry = log.change(1, outcome="silence")
    assert [(made.what, made.outcome, made.terms, made.agreed) for made in entry.steps] == [
        ("noted", "silence", None, None)
    ]
    assert log.undo().left == ()
    assert (log.entry(1).outcome, log.entry(1).steps[0].terms) == ("yes", "less")


def test_a_day_and_its_answer_can_be_moved_together(log: Log) -> None:
    log.ask("a", on="2026-03-10", outcome="no_final", answered_on="2026-03-12")
    said = "asked_on: a step of it is dated 2026-03-12, before 2026-03-20. Please check the date."
    assert refusal(log.change, 1, asked_on="2026-03-20") == said
    assert refusal(log.change, 1, answered_on="2026-02-12").startswith(
        'on: "a" was asked on 2026-03-10'
    )
    entry = log.change(1, asked_on="2026-02-10", answered_on="2026-02-12")
    assert (entry.ask.asked_on, entry.answered_on) == (date(2026, 2, 10), date(2026, 2, 12))
    entry = log.change(1, asked_on="2026-03-20", answered_on="2026-03-22")
    assert (entry.ask.asked_on, entry.answered_on) == (date(2026, 3, 20), date(2026, 3, 22))


def test_a_guess_is_locked_once_the_answer_is_there(log: Log) -> None:
    log.ask("a", chance=30, worst="They laugh.")
    assert log.change(1, chance=40).ask.chance == 40
    log.answer(1, "no_final")
    assert (
        refusal(log.change, 1, chance=10)
        == "chance: it was set before the answer, and stays as it was."
    )
    assert (
        refusal(log.change, 1, worst="")
        == "worst: it was set before the answer, and stays as it was."
    )
    assert log.change(1, chance=40, kind="job").ask.kind == "job"  # a form may send what it showed


def test_changes_that_cannot_be(log: Log) -> None:
    log.ask("a")
    assert refusal(log.change, 1) == "Nothing to change was given."
    assert (
        refusal(log.change, 1, reason="timing")
        == '"a" has no answer yet, so there is no reason to change.'
    )
    assert log.version == 1


def test_several_lines_of_one_change_are_one_write(log: Log) -> None:
    log.ask("a", outcome="no_final")
    assert log.path is not None
    lines = log.path.read_bytes().splitlines()
    assert len(lines) == 4  # the ask, its answer, and the closing line twice
    assert len({line.split(b'"change":')[1].split(b",")[0] for line in lines}) == 1


# Reflections, links, settings


def test_a_sting_is_of_the_answer_at_which_the_ask_stands(log: Log) -> None:
    log.ask("a", on=DAY, outcome="no_unclear")
    log.reflect("sting.now", "3", ask=1)
    log.reflect("sting.reread", 1, ask=1)
    entry = again(log).entry(1)
    assert entry.sting == 3
    assert [(made.prompt, made.answer, made.step) for _, _, made in log.reflections()] == [
        ("sting.now", 3, entry.stands_at_id),
        ("sting.reread", 1, entry.stands_at_id),
    ]
    for felt in (5, -1, "ouch", 1.5):
        assert refusal(log.reflect, "sting.now", felt, ask=1).startswith("sting: ")
    log.reflect("sting.now", None, ask=1)
    assert log.entry(1).sting == 3


def test_the_sting_of_an_answer_goes_with_it(log: Log) -> None:
    log.ask("a", on=DAY)
    log.answer(1, "no_final")
    change = log.last_change
    log.reflect("sting.now", 4, ask=1)
    log.undo(change)
    assert (log.entry(1).outcome, log.entry(1).sting, log.reflections()) == ("waiting", None, [])


def test_a_foreign_sting_that_is_none_breaks_nothing(home: Path) -> None:
    felt = raw(
        3,
        "r",
        {"prompt": "sting.now", "answer": ["ouch"], "ask": "ask-1", "step": "s"},
        "reflection",
    )
    journal(
        home / "journal",
        ask(1, 1),
        step(2, "ask-1", "s", what="answered", outcome="no_final"),
        felt,
    )
    assert my_log().asks[0].sting is None


def test_reflections_change_and_hide(log: Log) -> None:
    log.reflect("00.where", "journal")
    log.reflect("00.where", {"from": "unsure ", "rating": 3})
    (first, at, _), (second, _, _) = log.reflections("00.where")
    assert at.endswith("Z")
    log.reflect("00.where", "notebook", record=first)
    assert [(i, made.answer) for i, _, made in log.reflections("00.where")] == [
        (first, "notebook"),
        (second, {"from": "unsure", "rating": 3}),
    ]
    log.forget(first)
    assert [i for i, _, _ in again(log).reflections()] == [second]
    assert log.undo().left == ()
    assert len(log.reflections()) == 2
    assert log.reflections("01.other") == []


def test_reflections_on_a_borrowed_log_go_to_the_own_journal(home: Path) -> None:
    asha = borrow("asha")
    before = len(asha.reflections())
    asha.reflect("00.where", "in my journal")
    asha.reflect("sting.now", 2, ask=3)
    assert [(made.prompt, made.about) for _, _, made in my_log().reflections(about=EVERY)] == [
        ("00.where", "asha"),
        ("sting.now", "asha"),
    ]
    assert my_log().reflections() == []  # hers are not one's own
    assert my_log().reflections(about="asha")[1][2].ask == asha.entry(3).id == "asha-3"
    assert len(borrow("asha").reflections()) == before + 2
    assert [made.answer for _, _, made in borrow("asha").reflections("00.where")] == [
        "in my journal"
    ]
    assert borrow("maren").reflections("00.where") == []
    asha.forget(my_log().reflections(about="asha")[0][0])
    assert len(my_log().reflections(about="asha")) == 1
    assert my_log().asks == []


def test_a_borrowed_log_behaves_like_an_own_one_and_stays_in_memory(home: Path) -> None:
    lin = borrow("Lin ")
    assert (lin.name, lin.is_borrowed, lin.path, lin.journal, lin.problems) == (
        "lin",
        True,
        None,
        None,
        [],
    )
    asks = len(lin.asks)
    made = lin.ask("mine", kind="client")
    assert (made.number, made.asked_on) == (asks + 1, lin.as_of)
    assert lin.answer(made.number, "yes").on == lin.as_of
    lin.remove(1)
    assert lin.undo().left == ()
    assert len(lin.asks) == asks + 1
    assert len(borrow("lin").asks) == asks
    assert not (home / "journal").exists()
    with pytest.raises(
        Problem,
        match=r'^There is no borrowed log "nobody"\. There are asha, maren, tomas, lin, devi, jo and alba\.$',
    ):
        borrow("nobody")


def test_links(log: Log) -> None:
    log.ask("no", outcome="no_opening")
    log.ask("next")
    log.link(1, to=2)
    log.link(1, words="a free Saturday")
    log.link(1)
    assert [
        (log.number_of(made.ask), log.number_of(made.to), made.words) for made in again(log).links()
    ] == [(1, 2, None), (1, None, "a free Saturday"), (1, None, None)]
    log.remove(2)
    assert [log.number_of(made.to) for made in log.links()] == [None, None, None]
    log.remove(1)
    assert log.links() == []
    assert refusal(log.link, 9) == "There is no ask 9. The list of asks shows the numbers."


def test_settings(log: Log) -> None:
    assert log.set("horizon.job", "21") == 21
    assert log.set("calm", "yes") is True
    assert log.set("word.kind.mentor", "Mentoring <3") == "Mentoring <3"
    assert log.set("preset", "pitch") == "pitch"
    fresh = again(log)
    assert [fresh.setting(name) for name in ("horizon.job", "calm", "preset")] == [
        21,
        True,
        "pitch",
    ]
    assert fresh.ask("a", kind="Mentor").kind == "mentor"
    fresh.set("word.kind.mentor", "")
    assert "mentor" not in fresh.own_words.get("kind", {})
    assert fresh.asks[0].ask.kind == "mentor"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("horizon.job", 0, "horizon.job: please give a number of days from 1 to 730."),
        ("horizon.job", 731, "horizon.job: 731 does not fit. Please give a number from 0 to 730."),
        (
            "horizon.job",
            "two weeks",
            'horizon.job: "two weeks" is no plain number. Please write digits only, such as 12.',
        ),
        ("calm", "maybe", "calm: please write yes or no."),
        (
            "word.kind.My Word",
            "x",
            "A word's code has small letters, digits and _ only, such as word.kind.mentor.",
        ),
        (
            "word.outcome.maybe",
            "Maybe",
            'There is no setting "word.outcome.maybe". The settings are horizon.KIND, calm, sting.off, preset, organisation, currency, target and word.FIELD.CODE.',
        ),
        (
            "as_of",
            "2026-03-02",
            'There is no setting "as_of". The settings are horizon.KIND, calm, sting.off, preset, organisation, currency, target and word.FIELD.CODE.',
        ),
    ],
)
def test_settings_that_are_none(log: Log, name: str, value: object, sentence: str) -> None:
    assert refusal(log.set, name, value) == sentence


def test_days_are_those_of_the_own_log_or_of_the_story(log: Log) -> None:
    assert log.as_of == TODAY
    assert borrow("asha").as_of == date(2025, 4, 15)


def test_the_own_log_is_one_object_for_one_folder(home: Path) -> None:
    assert my_log() is my_log()
    assert my_log() is my_log(home / "journal")
    assert my_log(home / "other") is not my_log()
    assert my_log().name == "mine"
    assert not my_log().is_borrowed


def test_everything_is_in_the_history(log: Log) -> None:
    log.ask("a")
    log.change(1, alias="b")
    log.remove(1)
    (versions,) = log.history(Ask).values()
    records = [version.record for version in versions]
    assert [isinstance(made, Ask) and made.alias for made in records] == ["a", "b", False]
    assert log.record_count == 0


# Who is told of a change


def test_a_function_that_watches_is_kept_and_what_a_method_is_of_is_not(log: Log) -> None:
    told: list[str] = []

    class Watcher:
        def look(self) -> None:
            told.append("method")

    watcher = Watcher()
    log.on_change(watcher.look)
    log.on_change(lambda: told.append("function"))
    log.ask("one")
    del watcher
    gc.collect()
    log.ask("two")
    assert told == ["method", "function", "function"]


def test_whoever_is_told_asks_of_one_state_and_one_that_fails_keeps_nothing_from_the_next(
    home: Path, log: Log
) -> None:
    other, met = Log(Journal(home / "journal")), list[int]()

    def look() -> None:
        if not met:
            other.ask("meanwhile")
        met.append(len(log.asks))
        raise RuntimeError("seen")

    log.on_change(look)
    with pytest.raises(RuntimeError, match="seen"):
        log.ask("one")
    with pytest.raises(RuntimeError, match="seen"):
        log.refresh()
    assert met == [1, 2]
    assert not log.refresh()
