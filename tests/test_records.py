"""The five records: each field is checked in one place, and says in one sentence what does not
fit.
"""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import HOSTILE, ask_fields, texts
from workshop import vocabulary
from workshop.records import (
    KINDS,
    Ask,
    Link,
    Record,
    Reflection,
    Setting,
    Step,
    make,
    own_fields,
    plain,
    word,
)
from workshop.text import Problem

DAY = "2026-03-02"
STILL_TO_COME = str(date.today() + timedelta(2))


def refused(record: type[Record], **fields: Any) -> str:
    with pytest.raises(Problem) as problem:
        make(record, fields)
    assert "\n" not in str(problem.value)
    return str(problem.value)


def test_an_ask_with_everything() -> None:
    fields = {
        "asked_on": DAY,
        "alias": " portfolio  review ",
        "kind": "Job",
        "channel": "in person",
        "pitched": "first version",
        "size": "small",
        "amount": "1,500",
        "decider": "not-in-room",
        "people": "3",
        "brought": "detail",
        "chance": "40",
        "worst": "They laugh.\nAnd tell.",
        "motive_guess": "get it done",
        "motive_found": "unknown",
        "minutes": 20,
        "buying_question": "yes",
        "extra": {"easy apply": " no ", "empty": " "},
    }
    assert make(Ask, fields) == Ask(
        asked_on=date(2026, 3, 2),
        alias="portfolio  review",
        kind="job",
        channel="in_person",
        pitched="first version",
        size="small",
        amount=1500.0,
        decider="not_in_room",
        people=3,
        brought="detail",
        chance=40,
        worst="They laugh.\nAnd tell.",
        motive_guess="get_it_done",
        motive_found="unknown",
        minutes=20,
        buying_question=True,
        extra={"easy apply": "no"},
    )


def test_what_is_empty_is_left_out() -> None:
    fields = dict.fromkeys(
        ("alias", "kind", "pitched", "amount", "worst", "size", "minutes"), " "
    ) | {"brought": None}
    assert make(Ask, {"asked_on": DAY, **fields}) == Ask(asked_on=date(2026, 3, 2))
    assert make(Ask, {"asked_on": DAY, "pitched": "\x00\u202e", "alias": "\ufeff"}) == Ask(
        asked_on=date(2026, 3, 2)
    )
    assert make(Step, {"ask": "a", "what": "answered", "outcome": "yes", "agreed": 0}).agreed == 0.0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"asked_on": STILL_TO_COME},
            f"asked_on: {STILL_TO_COME} is still to come. Please give a day up to today, {date.today()}.",
        ),
        ({"asked_on": "1969-12-31"}, "asked_on: 1969-12-31 is before 1970. Please check the year."),
        (
            {"kind": "wish"},
            'kind: "wish" is none of job, client, money, idea, help, contact or other. Please choose one.',
        ),
        (
            {"channel": "<b>"},
            'channel: "<b>" is none of in_person, call, written or form. Please choose one.',
        ),
        ({"size": 3}, "size: please write text, not int."),
        (
            {"alias": "x" * 100_000},
            "alias: 100,000 characters are too many; 200 are allowed. Please shorten it.",
        ),
        (
            {"worst": "x" * 10_001},
            "worst: 10,001 characters are too many; 10,000 are allowed. Please shorten it.",
        ),
        (
            {"amount": "about 5k"},
            'amount: "about 5k" is no plain number. Please write digits only, such as 1500.',
        ),
        (
            {"amount": 1e16},
            "amount: 1e+16 does not fit. Please give a number from 0 to 1,000,000,000,000,000.",
        ),
        ({"chance": 101}, "chance: 101 does not fit. Please give a number from 0 to 100."),
        ({"people": 1.5}, "people: 1.5 is no whole number. Please round it."),
        ({"buying_question": "maybe"}, "buying_question: please write yes or no."),
        (
            {"extra": "easy apply"},
            "extra: own fields are given by name, such as {'easy apply': 'yes'}.",
        ),
        (
            {"colour": "red"},
            f'There is no field "colour". The fields are {", ".join(Ask.__struct_fields__)}.',
        ),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(
    fields: dict[str, object], sentence: str
) -> None:
    assert refused(Ask, **{"asked_on": DAY, **fields}) == sentence


def test_what_a_record_needs_is_named() -> None:
    assert make(Ask, {"asked_on": ""}).asked_on is make(Ask, {}).asked_on is None
    assert (
        refused(Reflection, prompt=" \x00", answer="x") == "prompt: this is needed. Please give it."
    )
    assert refused(Step, ask="a") == "what: this is needed. Please give it."
    assert refused(Link, words="x") == "ask: this is needed. Please give it."


def test_every_word_of_every_vocabulary_fits_its_field() -> None:
    for field, words in vocabulary.VOCABULARIES.items():
        for code, known in words.items():
            assert word(field, code) == code
            assert word(field, code.upper().replace("_", " ")) == code
            assert known.code == code
            assert known.label


@pytest.mark.parametrize("field", sorted(vocabulary.VOCABULARIES))
def test_every_label_is_its_word(field: str) -> None:
    for code, known in vocabulary.VOCABULARIES[field].items():
        assert {
            word(field, label) for label in (known.label, known.label.upper(), f" {known.label}. ")
        } == {code}


@pytest.mark.parametrize("typed", ["no", "No", "NO.", "No, kind unknown", "no unclear"])
def test_a_plain_no_is_one_whose_kind_is_not_known(typed: str) -> None:
    assert word("outcome", typed) == "no_unclear"


def test_the_label_of_an_own_word_is_its_word_and_shipped_words_keep_theirs() -> None:
    own = {"kind": {"mentor": "Mentoring, 1:1", "job_two": "Job"}}
    assert word("kind", "mentoring 1 1", own) == "mentor"
    assert word("kind", "Job", own) == "job"
    assert word("kind", "job two", own) == "job_two"


def test_own_words_are_words_but_outcomes_stay_nine() -> None:
    own = {"kind": {"mentor": "Mentoring"}, "outcome": {"maybe": "Maybe"}}
    assert word("kind", "Mentor", own) == "mentor"
    assert list(vocabulary.words_of("kind", own["kind"]))[-1] == "mentor"
    with pytest.raises(
        Problem, match=r'^outcome: "maybe" is none of yes, no_unclear, .* waiting or withdrawn\.'
    ):
        word("outcome", "maybe", own)
    assert len(vocabulary.OUTCOMES) == 9
    looks = [(known.letter, known.glyph) for known in vocabulary.OUTCOMES.values()]
    assert len({letter for letter, _ in looks}) == len({glyph for _, glyph in looks}) == 9


@given(ask_fields)
def test_an_ask_reads_back_as_it_was_written(fields: dict[str, Any]) -> None:
    ask = make(Ask, fields)
    assert msgspec.json.decode(msgspec.json.encode(ask), type=Ask) == ask
    assert make(Ask, msgspec.structs.asdict(ask)) == ask


bare = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts)
answers = st.recursive(
    bare,
    lambda of: st.one_of(st.lists(of, max_size=4), st.dictionaries(texts, of, max_size=4)),
    max_leaves=12,
)


@given(answers)
def test_an_answer_is_kept_as_plain_json_or_refused(answer: object) -> None:
    try:
        kept = plain(answer)
    except Problem as problem:
        assert problem.field == "answer"
        return
    assert msgspec.json.decode(msgspec.json.encode(kept)) == kept
    assert plain(kept) == kept


@pytest.mark.parametrize(
    "answer", [float("nan"), float("inf"), 10**16, b"raw", {1, 2}, object(), [[[[[["deep"]]]]]]]
)
def test_an_answer_that_is_no_plain_json(answer: object) -> None:
    with pytest.raises(
        Problem, match=r"^answer: please give text, a number, or a list of these\.$"
    ):
        plain(answer)


def test_own_fields() -> None:
    assert own_fields({" easy apply ": 1, "note": "a\x00b", "": "x"}) == {
        "easy apply": "1",
        "note": "ab",
    }
    with pytest.raises(Problem, match=r"^extra\.note: 10,001 characters"):
        own_fields({"note": "x" * 10_001})


@pytest.mark.parametrize("record", KINDS.values())
@given(name=st.sampled_from(HOSTILE), value=st.one_of(st.sampled_from(HOSTILE), bare))
def test_whatever_is_given_only_the_kits_own_error_comes(
    record: type[Record], name: str, value: object
) -> None:
    for fields in ({name: value}, dict.fromkeys(record.__struct_fields__, value)):
        try:
            make(record, fields)
        except Problem as problem:
            assert "\n" not in str(problem)


def test_the_fields_are_those_of_the_design() -> None:
    assert {name: record.__struct_fields__ for name, record in KINDS.items()} == {
        "ask": (
            "asked_on",
            "number",
            "alias",
            "kind",
            "channel",
            "pitched",
            "size",
            "amount",
            "decider",
            "people",
            "brought",
            "chance",
            "worst",
            "motive_guess",
            "motive_found",
            "minutes",
            "buying_question",
            "expected_on",
            "note",
            "origin",
            "extra",
        ),
        "step": (
            "ask",
            "what",
            "on",
            "outcome",
            "reason",
            "source",
            "terms",
            "agreed",
            "stage",
            "words",
            "door",
            "door_on",
        ),
        "reflection": ("prompt", "answer", "ask", "step", "about"),
        "link": ("ask", "to", "words"),
        "setting": ("value",),
    }
    assert msgspec.json.encode(Setting(value=21)) == b'{"value":21}'
