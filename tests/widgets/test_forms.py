"""The forms: what is in the journal afterwards, and what the status says."""

import statistics
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.widgets.many import own_log
from workshop import day, text
from workshop.analysis.words import day_words
from workshop.fields import DRAWERS
from workshop.journal import Log
from workshop.journal import log as log_module
from workshop.samples import borrow, my_log
from workshop.text import Problem
from workshop.widgets.asks import AskList
from workshop.widgets.entry import EntryForm
from workshop.widgets.forms import SettingsForm
from workshop.widgets.parts import fields_of
from workshop.widgets.paste import PasteForm

TODAY = date.today().isoformat()


def texts(panel_parts: list[dict[str, Any]]) -> list[str]:
    """All words that a panel shows."""
    found: list[str] = []
    for part in panel_parts:
        found += (
            [part["text"]]
            if "text" in part
            else [each["label"] for each in part.get("buttons", [])]
        )
        found += texts(
            part.get("parts", []) + [each for row in part.get("items", []) for each in row]
        )
    return found


def shown(panel: AskList | EntryForm | PasteForm) -> str:
    """All words that a panel shows, as one text."""
    return "\n".join(texts(panel.view["parts"]))


# the fast form


def test_a_new_ask_is_one_action(mine: Log) -> None:
    form = EntryForm(mine)
    form.press("save")
    assert form.status == "Saved: ask 1, waiting."
    assert [(entry.ask.number, entry.ask.asked_on, entry.outcome) for entry in mine.asks] == [
        (1, date.today(), "waiting")
    ]


def test_a_past_ask_with_everything(mine: Log) -> None:
    form = EntryForm(mine)
    day = (date.today() - timedelta(days=40)).isoformat()
    form.press(
        "save",
        alias="portfolio review",
        kind="job",
        channel="written",
        outcome="no_final",
        asked_on=day,
        sting="3",
    )
    assert form.status == (
        'Saved: ask 1, "portfolio review", no, final. '
        "It is written down, and nothing more is asked of you about it today."
    )
    entry = my_log().asks[0]
    assert (entry.ask.alias, entry.ask.kind, entry.ask.channel) == (
        "portfolio review",
        "job",
        "written",
    )
    assert (entry.outcome, entry.answered_on, entry.sting) == ("no_final", None, 3)


def test_kind_channel_and_day_stick_and_the_rest_is_empty_again(mine: Log) -> None:
    form = EntryForm(mine)
    form.press(
        "save",
        alias="one",
        kind="idea",
        channel="call",
        outcome="yes",
        asked_on="2026-03-02",
        minutes="20",
    )
    assert form.values == {
        "kind": "idea", "channel": "call", "asked_on": "2026-03-02", "outcome": "waiting", "preset": "apply",
    }  # fmt: skip
    assert {"kind": "idea", "channel": "call", "asked_on": TODAY}.items() <= EntryForm(
        mine
    ).values.items()


def test_a_sting_is_kept_only_of_what_may_sting(mine: Log) -> None:
    EntryForm(mine).press("save", outcome="yes", sting="4", asked_on=TODAY)
    assert mine.reflections("sting.now") == []


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"asked_on": "2999-01-01"}, "asked_on", "2999-01-01 is still to come."),
        ({"asked_on": "1969-12-31"}, "asked_on", "1969-12-31 is before 1970."),
        ({"asked_on": ""}, "asked_on", "Please give a day."),
        ({"alias": "x" * 100_000}, "alias", "100,000 characters are too many; 200 are allowed."),
        ({"kind": "wish"}, "kind", '"wish" is none of job'),
        ({"outcome": "maybe"}, "outcome", '"maybe" is none of yes'),
        ({"minutes": "about 5"}, "minutes", '"about 5" is no plain number.'),
        ({"chance": "120"}, "chance", "120 does not fit."),
    ],
)
def test_what_does_not_fit_is_refused_and_stays(
    typed: dict[str, str], field: str, said: str, mine: Log
) -> None:
    form = EntryForm(mine)
    form.press("save", **{"alias": "kept", **typed})
    assert form.view["errors"][field] == form.status
    assert form.status.startswith(said)
    assert typed.items() <= form.values.items()
    assert mine.asks == []


@pytest.mark.parametrize(
    "alias", ["<script>x</script>", "🙂 portfolio", "עברית", r"$\frac$", "a\x00b\u202ec"]
)
def test_any_text_is_an_alias_once_it_is_clean(alias: str, mine: Log) -> None:
    EntryForm(mine).press("save", alias=alias, asked_on=TODAY)
    assert [entry.ask.alias for entry in my_log().asks] == [
        alias.replace("\x00", "").replace("\u202e", "")
    ]


def test_after_a_full_disk_what_was_typed_is_saved_when_asked_again(
    mine: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = EntryForm(mine)
    full = OSError(28, "No space left on device")
    monkeypatch.setattr(mine, "ask", lambda *_, **__: (_ for _ in ()).throw(full))
    form.press("save", alias="not yet")
    assert form.status.startswith("This could not be saved: No space left on device.")
    assert form.values["alias"] == "not yet"
    monkeypatch.undo()
    form.press("save")
    assert form.status == 'Saved: ask 1, "not yet", waiting.'


def test_nothing_is_said_to_be_saved_before_it_is_on_disk(
    mine: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, seen = EntryForm(mine), []
    monkeypatch.setattr(
        form, "say", lambda *_: seen.append(mine.path and mine.path.read_text("utf-8"))
    )
    form.press("save", alias="first on disk")
    assert len(seen) == 1
    assert "first on disk" in str(seen[0])


def test_a_folder_that_is_gone_is_told_and_what_was_typed_stays(mine: Log, tmp_path: Path) -> None:
    form = EntryForm(mine)
    form.redraw()
    before = list(fields_of(form.drawn))
    (tmp_path / "journal").write_text("a file where the folder should be")
    form.press("save", alias="kept")
    assert form.status.startswith("Nothing was saved or lost, but the folder")
    assert (form.view["refused"], form.trouble, form.view["values"]["alias"]) == (True, "", "kept")
    assert list(fields_of(form.drawn)) == before
    (tmp_path / "journal").unlink()
    form.press("save")
    assert form.status == 'Saved: ask 1, "kept", waiting.'


def test_a_no_and_its_sting_are_kept_together_or_not_at_all(
    mine: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, typed = (
        EntryForm(mine),
        {"alias": "a", "outcome": "no_final", "sting": "2", "asked_on": TODAY},
    )
    with monkeypatch.context() as patched:
        patched.setattr(
            mine, "reflect", lambda *_, **__: (_ for _ in ()).throw(OSError("the disk is full"))
        )
        form.press("save", **typed)
    assert (
        form.status
        == "This could not be saved: the disk is full. What you typed is still here; try again."
    )
    assert typed.items() <= form.values.items()
    assert mine.asks == []
    form.press("save")
    assert [(entry.outcome, entry.sting) for entry in mine.asks] == [("no_final", 2)]
    mine.undo()
    assert (mine.asks, mine.reflections()) == ([], [])


def test_an_answer_and_its_sting_are_one_undo(mine: Log) -> None:
    mine.ask("a")
    panel = AskList(mine)
    panel.press("answer", "1")
    panel.press("save", outcome="no_final", sting="4")
    assert (mine.entry(1).outcome, mine.entry(1).sting) == ("no_final", 4)
    mine.undo()
    assert (mine.entry(1).outcome, mine.reflections()) == ("waiting", [])


def test_lines_and_several_settings_are_one_undo_each(mine: Log) -> None:
    lines = PasteForm(mine)
    lines.press("look", pasted="a\nb, no")
    assert (lines.status, mine.asks) == ("Nothing is saved yet.", [])
    lines.press("save")
    assert (lines.status, len(mine.asks), lines.values["pasted"]) == ("Saved: 2 asks.", 2, None)
    lines.press("undo")
    assert (mine.asks, lines.status) == ([], "Undone: 2 asks: a and b.")
    form = SettingsForm(mine)
    form.redraw()
    form.press("save", **{"horizon.job": "21", "calm": "yes"})
    assert (mine.setting("horizon.job"), mine.setting("calm")) == (21, True)
    form.press("save", **{"horizon.job": "30", "horizon.client": "soon"})
    assert mine.setting("horizon.job") == 21
    assert form.values["horizon.job"] == "30"
    mine.undo()
    assert (mine.setting("horizon.job"), mine.setting("calm")) == (None, None)


def test_lines_that_the_disk_refuses_stay_as_they_were_typed(
    mine: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Problem("the disk is full")

    lines = PasteForm(mine)
    lines.press("look", pasted="a\nb")
    with monkeypatch.context() as patched:
        patched.setattr(mine, "_append", full)
        lines.press("save")
    assert (lines.status, lines.values["pasted"], mine.asks) == ("The disk is full", "a\nb", [])
    lines.press("save")
    assert [entry.ask.alias for entry in mine.asks] == ["a", "b"]


class Clock(date):
    """A machine's day, set by a test."""

    now = date(2026, 3, 2)

    def __new__(cls, *parts: int) -> date:  # type: ignore[misc]
        return date(*parts)

    @classmethod
    def today(cls) -> date:
        return cls.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    for module in (log_module, text):
        monkeypatch.setattr(module, "date", Clock)
    monkeypatch.setattr(Clock, "now", date(2026, 3, 2))
    return Clock


def test_a_form_left_open_overnight_dates_the_morning_s_ask_to_the_morning(
    mine: Log, clock: type[Clock]
) -> None:
    form, answers = EntryForm(mine), AskList(mine)
    form.press("save", alias="evening")
    answers.press("answer", "1")
    clock.now = date(2026, 3, 3)
    form.press("save", alias="morning", asked_on="2026-03-02")
    assert form.status == 'Saved: ask 2, "morning", waiting. Its day is today, 3 March 2026.'
    answers.press("save", outcome="yes", on="2026-03-02")
    days = [str(entry.ask.asked_on) for entry in mine.asks]
    assert days == ["2026-03-02", "2026-03-03"]
    assert str(mine.entry(1).answered_on) == "2026-03-03"
    clock.now = date(2026, 3, 4)
    form.redraw()
    assert form.view["values"]["asked_on"] == "2026-03-04"


def test_a_day_that_was_chosen_stays_chosen_overnight(mine: Log, clock: type[Clock]) -> None:
    form = EntryForm(mine)
    form.press("save", alias="past", asked_on="2026-02-20")
    clock.now = date(2026, 3, 3)
    form.redraw()
    form.press("save", alias="past too")
    assert {str(entry.ask.asked_on) for entry in mine.asks} == {"2026-02-20"}


def test_on_a_borrowed_log_it_says_that_nothing_is_kept(mine: Log) -> None:
    form = EntryForm(borrow("asha"))
    form.redraw()
    assert "borrowed from Asha: what you add stays in memory" in shown(form)
    form.press("save", alias="hers")
    assert form.status == 'Saved: ask 41, "hers", waiting.'
    assert mine.asks == []


@pytest.mark.parametrize("preset", ["apply", "pitch", "inside"])
def test_a_preset_chooses_the_three_fields_of_the_drawer(preset: str, mine: Log) -> None:
    form = EntryForm(mine)
    form.press("preset", preset=preset)
    shown_now = list(fields_of(form.drawn))
    assert shown_now[shown_now.index("preset") + 1 :][:3] == list(DRAWERS[preset])
    assert EntryForm(my_log()).drawer == DRAWERS[preset]


def test_a_notebook_can_ask_for_a_drawer_of_its_own(mine: Log) -> None:
    form = EntryForm(mine, drawer=("people", "amount", "worst", "a fourth"))
    assert form.drawer == ("people", "amount", "worst")
    form.press("save", people="4", amount="1,500", worst="They laugh.", asked_on=TODAY)
    ask = mine.asks[0].ask
    assert (ask.people, ask.amount, ask.worst) == (4, 1500.0, "They laugh.")


def test_what_was_put_forward_is_offered_again_latest_first(mine: Log) -> None:
    form = EntryForm(mine)
    for pitched in ("short version", "long version", "short version"):
        form.press("save", pitched=pitched, asked_on=TODAY)
    assert form.field("pitched").offers == ["short version", "long version"]


def test_the_sting_can_be_turned_off_for_good(mine: Log) -> None:
    form = EntryForm(mine)
    form.press("sting_off")
    assert "sting" not in fields_of(form.drawn)
    assert "sting" not in fields_of(EntryForm(my_log()).parts())
    SettingsForm(mine).press("save", **{"sting.off": "no"})
    assert "sting" in fields_of(form.parts())


# the list of asks


@pytest.fixture
def three(mine: Log) -> Log:
    """Three asks: one for a job that waits, one with a no, one with a yes."""
    mine.ask("portfolio review", kind="job", channel="written", on="2026-03-02")
    told = {"note": "Shared desk, third floor", "extra": {"city": "Ghent"}}
    mine.ask("talk at the meetup", kind="idea", outcome="no_for_now", on="2026-03-03", **told)
    mine.ask("coffee with R", kind="contact", outcome="yes", on="2026-03-04")
    return mine


def listed(panel: AskList) -> list[int]:
    return [entry.ask.number for entry in panel.found()]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [3, 2, 1]),
        ("MEETUP", [2]),
        ("idea", [2]),
        ("march", [3, 2, 1]),
        ("review waiting", [1]),
        ("nobody", []),
        ("shared desk", [2]),
        ("ghent", [2]),
    ],
)
def test_the_search_finds_names_kinds_months_and_outcomes(
    typed: str, found: list[int], three: Log
) -> None:
    panel = AskList(three)
    panel.press("search", search=typed)
    assert listed(panel) == found
    assert panel.status == (f"{len(found)} ask{'s' * (len(found) != 1)} found." if typed else "")


def test_a_thousand_asks_stand_on_pages_of_fifty(tmp_path: Path) -> None:
    panel = AskList(own_log(tmp_path / "journal", 1000))
    panel.redraw()
    assert "Page 1 of 20: 1 to 50 of 1,000." in shown(panel)
    assert ("Previous page" in shown(panel), "Next page" in shown(panel)) == (False, True)
    assert [len(part["items"]) for part in panel.view["parts"] if "items" in part] == [50]
    first = shown(panel)
    panel.press("page", "19")
    assert "Page 20 of 20: 951 to 1,000 of 1,000." in shown(panel)
    assert ("Previous page" in shown(panel), "Next page" in shown(panel)) == (True, False)
    assert "1 · ask 1\n" in shown(panel)
    panel.press("page", "0")
    assert shown(panel) == first


def test_a_draft_of_a_row_on_another_page_brings_that_page(tmp_path: Path) -> None:
    panel = AskList(own_log(tmp_path / "journal", 120))
    panel.take_drafts({"alias": ("Short name", "half typed")}, "change 3")
    assert "Page 3 of 3: 101 to 120 of 120." in shown(panel)
    assert panel.values["alias"] == "half typed"


def options(panel: AskList, name: str) -> list[str]:
    """What can be picked in a list, as it is told."""
    return [str(each["label"]) for each in vars_of(panel, name)["options"]]


def vars_of(panel: AskList, name: str) -> dict[str, Any]:
    field = fields_of(panel.drawn)[name]
    return dict(msgspec.to_builtins(field))


def test_outcome_and_month_narrow_the_list_each_with_its_count(mine: Log) -> None:
    for n in range(6):
        mine.ask(f"job {n}", on="2026-03-02", outcome="no_final")
    for n in range(4):
        mine.ask(f"talk {n}", on="2026-04-02", outcome="yes" if n else "waiting")
    mine.ask("some day", on=None)
    panel = AskList(mine)
    panel.redraw()
    assert options(panel, "came") == ["Anything", "Yes, 3", "No, final, 6", "Waiting, 2"]
    assert options(panel, "month") == [
        "Any month",
        "Day unknown, 1",
        "April 2026, 4",
        "March 2026, 6",
    ]
    panel.press("search", month="2026-04")
    assert options(panel, "came") == ["Anything", "Yes, 3", "Waiting, 1"]
    panel.press("search", came="yes")
    assert (panel.status, listed(panel)) == ("3 asks found.", [10, 9, 8])
    assert options(panel, "month") == ["Any month", "April 2026, 3"]
    panel.press("search", search="talk 3")
    assert (panel.status, listed(panel)) == ("1 ask found.", [10])
    mine.answer(10, "fell_through")
    assert options(panel, "came") == ["Anything", "Yes, 0", "Yes that fell through, 1"]
    assert "No ask fits all of this." in shown(panel)
    panel.press("search", search=None, came=None, month="unknown")
    assert listed(panel) == [11]


def test_a_search_key_is_answered_within_50_ms_at_ten_thousand_asks(tmp_path: Path) -> None:
    panel = AskList(own_log(tmp_path / "journal", 10_000))
    panel.redraw()
    took = []
    for typed in ("n", "no", "no m", "no march", "ask 12 yes", ""):
        began = time.process_time()
        panel.press("search", search=typed)
        took.append(time.process_time() - began)
    assert statistics.median(took) < 0.05


def test_an_answer_keeps_what_goes_with_its_outcome_alone(three: Log) -> None:
    panel = AskList(three)
    panel.press("answer", "1")
    told = {
        "reason": "timing",
        "source": "they_said",
        "words": "Not before May",
        "terms": "less",
        "sting": "1",
    }
    panel.press("save", outcome="no_for_now", on="2026-03-20", **told)
    assert panel.status == 'Saved: ask 1, "portfolio review", no for now.'
    entry = my_log().entry(1)
    step = entry.stands_at
    assert step is not None
    assert (step.reason, step.source, step.words, step.terms) == (
        "timing",
        "they_said",
        "Not before May",
        None,
    )
    assert (entry.answered_on, entry.sting) == (date(2026, 3, 20), 1)


def test_a_yes_for_less_says_so(three: Log) -> None:
    panel = AskList(three)
    panel.press("answer", "1")
    panel.press("save", outcome="yes", terms="less", agreed="900", reason="timing")
    assert panel.status == 'Saved: ask 1, "portfolio review", yes, for less. ' + day.came(
        three.entry(1)
    )
    step = three.entry(1).stands_at
    assert step is not None
    assert (step.terms, step.agreed, step.reason) == ("less", 900.0, None)


def test_a_yes_can_fall_through_and_an_unknown_day_stays_unknown(three: Log) -> None:
    panel = AskList(three)
    panel.press("answer", "3")
    panel.press("save", outcome="fell_through", on="")
    entry = three.entry(3)
    assert (entry.outcome, entry.steps[-1].on) == ("fell_through", None)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({}, "outcome", "Please choose what came back."),
        (
            {"outcome": "yes", "on": "2026-01-01"},
            "on",
            '"portfolio review" was asked on 2026-03-02',
        ),
        ({"outcome": "yes", "agreed": "a lot"}, "agreed", '"a lot" is no plain number.'),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(
    typed: dict[str, str], field: str, said: str, three: Log
) -> None:
    panel = AskList(three)
    panel.press("answer", "1")
    panel.press("save", **typed)
    assert panel.view["errors"][field].startswith(said)
    assert three.entry(1).outcome == "waiting"
    assert field in fields_of(panel.drawn)  # the row is still open


def test_a_change_writes_what_was_changed_and_nothing_else(three: Log) -> None:
    panel = AskList(three)
    panel.press("change", "1")
    assert {
        "alias": "portfolio review",
        "kind": "job",
        "asked_on": "2026-03-02",
    }.items() <= panel.values.items()
    panel.press("save", alias="portfolio review, second")
    assert panel.status == 'Saved: ask 1, "portfolio review, second" is changed.'
    panel.press("change", "1")
    panel.press("save")
    assert panel.status == "Nothing is changed yet."
    panel.press("close")
    assert list(fields_of(panel.drawn)) == ["search"]


def test_removing_hides_and_says_so_and_undo_brings_it_back(three: Log) -> None:
    panel = AskList(three)
    panel.press("remove", "2")
    assert panel.status == (
        'Removed: ask 2, "talk at the meetup". It is hidden from lists, counts and pictures. '
        "Your journal file still holds it, and Undo brings it back."
    )
    assert listed(panel) == [3, 1]
    assert three.path is not None
    assert "talk at the meetup" in three.path.read_text("utf-8")
    three.ask("logged meanwhile")
    panel.press("undo")
    assert panel.status == "Undone: the removal of talk at the meetup."
    assert listed(panel) == [4, 3, 2, 1]
    assert "Undo: " not in shown(panel)


def test_undoing_an_answer_takes_the_answer_back_and_not_the_sting_alone(three: Log) -> None:
    panel = AskList(three)
    panel.press("answer", "1")
    panel.press("save", outcome="no_final", sting="4")
    assert panel.status == (
        'Saved: ask 1, "portfolio review", no, final. '
        "It is written down, and nothing more is asked of you about it today."
    )
    panel.press("undo")
    assert (three.entry(1).outcome, panel.status) == (
        "waiting",
        "Undone: portfolio review, no, final.",
    )


def test_the_answer_form_has_what_waits_longest_first(three: Log) -> None:
    three.ask("asked later", on="2026-03-09")
    panel = AskList(three, only_open=True)
    assert listed(panel) == [1, 4]
    panel.press("answer", "1")
    panel.press("save", outcome="silence")
    assert listed(panel) == [4]


def test_silence_is_suggested_after_ones_own_horizon(three: Log) -> None:
    asked = date.today() - timedelta(days=20)
    three.change(1, asked_on=asked)
    panel = AskList(three, only_open=True)
    panel.redraw()
    assert "waiting for 20 days, longer than your 14: is it silence?" in shown(panel)
    SettingsForm(three).press("save", **{"horizon.job": "21"})
    panel.redraw()
    assert shown(panel).endswith("waiting for 20 days\nAnswer")


# what is a person's own


def test_the_day_they_named_and_a_note_are_typed_with_an_ask_and_changed_later(mine: Log) -> None:
    soon = date.today() + timedelta(days=9)
    EntryForm(mine).press("save", alias="North", expected_on=soon.isoformat(), note="Room 4")
    ask = mine.entry(1).ask
    assert (ask.expected_on, ask.note) == (soon, "Room 4")
    panel = AskList(mine)
    panel.redraw()
    assert f"they said by {day_words(soon)}" in shown(panel)
    assert "Note\nRoom 4" in shown(panel)
    panel.press("change", "1")
    assert {"expected_on": soon.isoformat(), "note": "Room 4"}.items() <= panel.values.items()
    panel.press("save", note="", expected_on="")
    assert (mine.entry(1).ask.expected_on, mine.entry(1).ask.note) == (None, None)


def test_a_field_of_one_s_own_is_there_for_the_next_ask_too(mine: Log) -> None:
    form = EntryForm(mine)
    form.press("own", own_name="easy apply, <b>in</b> two words")
    name = "extra.easy apply, <b>in</b> two words"
    assert (form.status, name in fields_of(form.drawn)) == (f"Added: {name[6:]}.", True)
    form.press("save", alias="one", **{name: "yes"})
    assert mine.entry(1).ask.extra == {name[6:]: "yes"}
    assert name in fields_of(EntryForm(my_log()).parts())
    panel = AskList(mine)
    panel.press("change", "1")
    assert panel.values[name] == "yes"
    panel.press("own", own_name="city")
    panel.press("save", **{"extra.city": "Ghent"})
    assert mine.entry(1).ask.extra == {name[6:]: "yes", "city": "Ghent"}
    panel.press("change", "1")
    panel.press("save", **{name: ""})
    assert mine.entry(1).ask.extra == {"city": "Ghent"}


def test_of_many_own_fields_those_used_most_are_offered_and_the_others_stay(mine: Log) -> None:
    mine.ask("a", extra={f"field {n}": "x" for n in range(20)})
    for _ in range(3):
        mine.ask("b", extra={"field 19": "y"})
    panel = AskList(mine)
    panel.press("change", "1")
    own = [name for name in fields_of(panel.drawn) if name.startswith("extra.")]
    assert (len(own), own[0]) == (6, "extra.field 19")
    panel.press("save", **{"extra.field 19": "z"})
    assert len(mine.entry(1).ask.extra) == 20


@pytest.mark.parametrize("name", ["Mentoring", "Ментор", "a " * 90, "7 things"])
def test_a_word_of_one_s_own_is_chosen_at_once_and_offered_from_then_on(
    name: str, mine: Log
) -> None:
    form = EntryForm(mine)
    form.press("own", own_of="kind", own_name=name)
    form.press("save", alias="one")
    code = mine.entry(1).ask.kind
    assert (form.status, mine.label("kind", code or "")) == (
        'Saved: ask 1, "one", waiting.',
        name.strip(),
    )
    assert code in my_log().words["kind"]
    SettingsForm(mine).press("save", **{f"horizon.{code}": "30"})
    assert mine.setting(f"horizon.{code}") == 30


def test_two_long_words_that_begin_alike_stay_two(mine: Log) -> None:
    form = EntryForm(mine)
    for end in ("one", "two"):
        form.press("own", own_of="kind", own_name=f"A word that goes on and on and on, {end}")
    assert len(mine.own_words["kind"]) == 2


def test_a_word_that_is_there_is_chosen_and_not_added_again(mine: Log) -> None:
    form = EntryForm(mine)
    form.press("own", own_of="kind", own_name=" job ")
    assert (form.values["kind"], mine.own_words) == ("job", {})
    form.press("own", own_of="reason", own_name="Too far")
    form.press("save", alias="one", outcome="no_unclear", reason=form.values["reason"])
    assert mine.entry(1).stands_at is not None
    form.press("own", own_name=" \t ")
    assert form.view["errors"] == {"own_name": "Please say what you call it."}


# lines of a note


def test_lines_are_shown_as_what_they_become_before_they_are_saved(mine: Log) -> None:
    card = PasteForm(mine)
    card.press("look", pasted="- North, no, 2026-03-02, call\nAcme, 31 February")
    assert shown(card).splitlines()[-6:] == [
        "North",
        "No, kind unknown · Call · 2 March 2026",
        "Acme",
        "Waiting · day unknown",
        '"31 February" is no day that can be read, so its day stays unknown.',
        "Save 2 asks",
    ]
    card.press("save")
    north, acme = sorted(mine.asks, key=lambda entry: entry.ask.number)
    assert (acme.ask.alias, acme.ask.asked_on) == ("Acme", None)
    assert (north.ask.channel, north.outcome) == ("call", "no_unclear")
    assert (north.ask.asked_on, north.answered_on) == (date(2026, 3, 2), None)


def test_what_can_be_two_days_is_asked_before_anything_is_saved(mine: Log) -> None:
    card = PasteForm(mine)
    card.press("look", pasted="Bar, 3/4/2026\nBaz, 5/6/2026")
    assert "3 April 2026" in str(card.view["parts"])
    card.press("save")
    assert (card.status, mine.asks) == ('Please choose which day "3/4/2026" is.', [])
    card.press("look_again", way="%d/%m/%Y")
    card.press("save")
    assert [entry.ask.asked_on for entry in mine.asks] == [date(2026, 4, 3), date(2026, 6, 5)]


def test_five_hundred_lines_are_shown_in_part_and_saved_whole(mine: Log) -> None:
    card = PasteForm(mine)
    card.press("look", pasted="\n".join(f"ask {n}" for n in range(499)) + "\nlast, 31 February")
    assert "And 449 lines more that can be read." in shown(card)
    assert "31 February" in shown(card)
    card.press("save")
    assert len(mine.asks) == 500


def test_nothing_pasted_is_said_beside_its_field(mine: Log) -> None:
    card = PasteForm(mine)
    card.press("look", pasted="  ")
    assert card.view["errors"] == {
        "pasted": "Nothing is pasted yet. Write or paste a line for each ask."
    }
    card.press("save", pasted="a")
    assert (card.status, mine.asks) == ("Please look at the lines first, then save.", [])


# the one line


def test_a_no_says_as_much_as_one_wants(mine: Log) -> None:
    form = EntryForm(mine)
    form.press("save", alias="North", outcome="no_unclear")
    form.press(
        "save",
        alias="South",
        outcome="no_unclear",
        shade="no_for_now",
        reason="timing",
        source="they_said",
        words="Ask us in May.",
        answered_on=TODAY,
    )
    plain, full = (mine.entry(number) for number in (1, 2))
    assert plain.outcome == "no_unclear"
    assert (full.outcome, full.answered_on) == ("no_for_now", date.today())
    step = full.stands_at
    assert step is not None
    assert (step.reason, step.source, step.words) == ("timing", "they_said", "Ask us in May.")


def test_what_was_typed_about_a_no_is_left_out_of_a_yes(mine: Log) -> None:
    form = EntryForm(mine)
    form.press("save", alias="North", outcome="yes", shade="no_final", reason="timing", words="x")
    step = mine.entry(1).stands_at
    assert step is not None
    assert (step.outcome, step.reason, step.words) == ("yes", None, None)
    assert form.status == 'Saved: ask 1, "North". Yes, from North, on the day you asked.'


def test_a_name_that_is_in_the_log_is_said_and_what_came_on_a_press(mine: Log) -> None:
    mine.ask("North", on="2026-03-02", outcome="no_final")
    form = EntryForm(mine)
    form.press("same", alias=" north ")
    (fold,) = (part for part in form.view["parts"] if part.get("name") == "same north")
    assert (fold["label"], fold.get("open")) == ("North is in your log. What came?", None)
    assert texts(fold["parts"]) == ["2 March 2026: no, final."]
    form.press("same", alias="other")
    assert "is in your log" not in str(form.view["parts"])


# settings


def test_settings_are_kept_in_the_own_log_and_shown_again(mine: Log) -> None:
    form = SettingsForm(borrow("asha"))
    form.press("save", **{"horizon.job": "21", "calm": "yes", "preset": "pitch"})
    assert form.status == "Saved."
    assert [my_log().setting(name) for name in ("horizon.job", "calm", "preset")] == [
        21,
        True,
        "pitch",
    ]
    assert {"horizon.job": "21", "horizon.idea": "14", "calm": "yes"}.items() <= SettingsForm(
        mine
    ).values.items()


@pytest.mark.parametrize("days", ["0", "soon", "10000"])
def test_a_horizon_that_is_no_number_of_days_is_refused(days: str, mine: Log) -> None:
    form = SettingsForm(mine)
    form.press("save", **{"horizon.job": days})
    assert list(form.view["errors"]) == ["horizon.job"]
    assert (form.values["horizon.job"], mine.setting("horizon.job")) == (days, None)
