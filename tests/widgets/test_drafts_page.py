"""Drafts in a browser: typed words outlive a reload, a new start, another tab; and what is
asleep is told from busy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.widgets.bench import Bench
from workshop import exercises
from workshop.journal import Log
from workshop.samples import borrow
from workshop.widgets.asks import AskList
from workshop.widgets.entry import EntryForm
from workshop.widgets.panel import Panel
from workshop.widgets.paste import PasteForm
from workshop.widgets.picker import LogPicker
from workshop.widgets.picture import Board
from workshop.widgets.question import ExerciseCard
from workshop.widgets.sheet import SAID, WAKE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

pytestmark = pytest.mark.browser
Tab = Callable[..., Bench]
REFUSES = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
HERE, FULL, BUSY = SAID["here"], SAID["refused"], SAID["busy"]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """Open a tab with a panel; all tabs are of one browser, and nothing may fail in any of them."""
    window = browser.new_context()
    tabs: list[Bench] = []

    def make(panel: Panel, **how: Any) -> Bench:
        tabs.append(Bench(window, panel, **how))
        return tabs[-1]

    yield make
    for each in tabs:
        each.close()
    window.close()


def stored(bench: Bench) -> dict[str, dict[str, Any]]:
    """The drafts that lie in the browser, by what follows the journal in their keys; without
    their labels.
    """
    drafts = json.loads(bench.page.evaluate("JSON.stringify({...localStorage})"))
    found = {
        key.split(":", 2)[2]: json.loads(text)
        for key, text in drafts.items()
        if key.startswith("n2y-draft:")
    }
    return {
        key: {name: value for name, (_, value) in draft["values"].items()}
        for key, draft in found.items()
    }


def settle(bench: Bench, drafts: dict[str, dict[str, Any]]) -> None:
    """Wait until these drafts lie in the browser."""
    for _ in range(100):
        if stored(bench) == drafts:
            break
        bench.page.wait_for_timeout(20)
    assert stored(bench) == drafts


def note(field: Locator) -> str:
    """What stands under a field as a note; empty where nothing does."""
    return str(
        field.evaluate(
            "e => [...e.closest('.nty-field, fieldset').querySelectorAll('[role=status]')].at(-1).innerText"
        )
    )


def test_typed_and_chosen_words_outlive_a_reload_and_go_once_they_are_kept(
    mine: Log, tab: Tab
) -> None:
    bench = tab(EntryForm(mine))
    alias = bench.page.get_by_label("Short name")
    alias.fill("portfolio <b>review</b>")
    bench.page.get_by_role("radio", name="No", exact=True).check()
    bench.page.get_by_role("radio", name="No, final").check()
    bench.page.get_by_role("radio", name="4, a lot").check()
    bench.page.get_by_text("More about this ask").click()
    bench.page.get_by_label("Minutes it took").fill("20")
    typed = {
        "alias": "portfolio <b>review</b>",
        "outcome": "no_unclear",
        "shade": "no_final",
        "sting": "4",
        "minutes": "20",
    }
    settle(bench, {"mine:entry|": typed})
    bench.reload(EntryForm(mine))
    assert alias.input_value() == "portfolio <b>review</b>"
    assert bench.page.get_by_role("radio", name="No, final").is_checked()
    assert bench.page.get_by_role("radio", name="4, a lot").is_checked()
    assert bench.page.get_by_label("Minutes it took").input_value() == "20"
    assert note(alias) == "Not kept yet."
    assert bench.barriers() == []
    bench.press("Save")
    ask = mine.asks[0]
    assert (ask.ask.alias, ask.outcome, ask.ask.minutes) == (
        "portfolio <b>review</b>",
        "no_final",
        20,
    )
    assert (alias.input_value(), note(alias), stored(bench)) == ("", "", {})
    bench.reload(EntryForm(mine))
    assert alias.input_value() == ""


def test_what_is_taken_back_is_no_draft(mine: Log, tab: Tab) -> None:
    bench = tab(EntryForm(mine))
    bench.page.get_by_label("Short name").fill("half")
    settle(bench, {"mine:entry|": {"alias": "half"}})
    bench.page.get_by_label("Short name").fill("")
    settle(bench, {})


def test_typing_without_a_pause_is_stored_all_the_same(mine: Log, tab: Tab) -> None:
    bench = tab(EntryForm(mine))
    bench.page.get_by_label("Short name").focus()
    for _ in range(20):
        bench.page.keyboard.type("a")
        bench.page.wait_for_timeout(30)
    assert (
        len(stored(bench)["mine:entry|"]["alias"]) >= 10
    )  # a tab that crashes now loses a moment's typing


def test_a_page_that_starts_again_has_the_words(mine: Log, tab: Tab) -> None:
    bench = tab(ExerciseCard(mine, "01.sentences"))
    bench.page.locator("input[type=text]").nth(2).fill("what I make")
    bench.show(ExerciseCard(mine, "01.sentences"))
    assert bench.page.locator("input[type=text]").nth(2).input_value() == "what I make"


def test_a_kept_answer_that_was_changed_says_so_after_a_reload(mine: Log, tab: Tab) -> None:
    bench = tab(ExerciseCard(mine, "01.sentences"))
    first = bench.page.locator("input[type=text]").first
    first.fill("my lead")
    bench.page.get_by_role("button", name="Keep From where, to where").click()
    settle(bench, {})
    first.fill("my other lead")
    settle(bench, {"mine:01.sentences|": {"q0": "my other lead"}})
    bench.reload(ExerciseCard(mine, "01.sentences"))
    assert (first.input_value(), note(first)) == ("my other lead", "Changed, and not kept yet.")
    bench.page.get_by_role("button", name="Remove my answer").click()
    settle(bench, {})


def test_a_second_tab_has_the_words_and_the_newest_edit_stands(mine: Log, tab: Tab) -> None:
    one = tab(EntryForm(mine))
    here = one.page.get_by_label("Short name")
    here.fill("typed in the first")
    settle(one, {"mine:entry|": {"alias": "typed in the first"}})
    two = tab(EntryForm(mine))
    there = two.page.get_by_label("Short name")
    assert there.input_value() == "typed in the first"
    one.page.get_by_role("radio", name="No answer").click()
    two.page.get_by_role("radio", name="No answer").and_(two.page.locator(":checked")).wait_for(
        state="attached"
    )
    assert two.status == "Changed in another tab as well: the newest words stand."
    there.fill("typed in the second")
    one.page.wait_for_function("document.querySelector('input').value == 'typed in the second'")
    assert note(here) == "Not kept yet."
    two.press("Save")
    one.page.wait_for_function("document.querySelector('input').value == ''")
    assert (len(mine.asks), stored(one)) == (1, {})
    one.page.wait_for_timeout(300)
    assert (stored(one), there.input_value()) == ({}, "")


def test_nothing_is_put_under_typing_fingers_and_it_comes_once_they_rest(
    mine: Log, tab: Tab
) -> None:
    one, two = tab(EntryForm(mine)), tab(EntryForm(mine))
    here, there = one.page.get_by_label("Short name"), two.page.get_by_label("Short name")
    here.press_sequentially("first")
    settle(one, {"mine:entry|": {"alias": "first"}})
    there.fill("second")
    one.page.wait_for_function("document.querySelector('.nty-status').textContent")
    assert here.input_value() == "first"
    assert one.status == "Changed in another tab as well: the newest words stand."
    one.page.wait_for_function("document.querySelector('input').value == 'second'")
    assert stored(one) == {"mine:entry|": {"alias": "second"}}


def test_what_was_kept_in_one_tab_fills_the_other_from_the_journal(mine: Log, tab: Tab) -> None:
    one, two = tab(ExerciseCard(mine, "01.sentences")), tab(ExerciseCard(mine, "01.sentences"))
    one.page.locator("input[type=text]").first.fill("my lead")
    two.page.wait_for_function("document.querySelector('input').value == 'my lead'")
    one.page.locator("input[type=text]").first.fill("my lead, asked for May")
    one.page.get_by_role("button", name="Keep From where, to where").click()
    two.page.get_by_role("button", name="Remove my answer").wait_for()
    assert two.page.locator("input[type=text]").first.input_value() == "my lead, asked for May"
    assert note(two.page.locator("input[type=text]").first) == ""


def test_what_was_just_typed_in_one_tab_and_saved_in_the_other_is_no_draft_any_more(
    mine: Log, tab: Tab
) -> None:
    one, two = tab(EntryForm(mine)), tab(EntryForm(mine))
    two.page.get_by_label("Short name").press_sequentially("typed in the second")
    one.page.wait_for_function("document.querySelector('input').value == 'typed in the second'")
    one.press("Save")
    two.page.wait_for_function("document.querySelector('input').value == ''")
    two.page.get_by_label("Short name").press_sequentially("x")
    settle(two, {"mine:entry|": {"alias": "x"}})
    assert [entry.ask.alias for entry in mine.asks] == ["typed in the second"]


def test_an_answer_that_comes_late_in_one_tab_brings_nothing_back_that_the_other_saved(
    mine: Log, tab: Tab
) -> None:
    one = tab(EntryForm(mine))
    deaf = "addEventListener('storage', (event) => event.stopImmediatePropagation(), true)"
    two = tab(EntryForm(mine), before=deaf)  # it has not heard yet what happens in the first
    two.is_silent = True
    two.page.get_by_label("Short name").fill("typed in the second")
    one.page.wait_for_function("document.querySelector('input').value == 'typed in the second'")
    while not two.told or two.told[-1].get("action") != "same":
        two.page.wait_for_timeout(5)
    one.press("Save")
    two.panel._hear(two.told[-1])
    two.update()
    one.page.wait_for_timeout(300)
    assert one.page.get_by_label("Short name").input_value() == ""
    assert one.status.startswith("Saved: ask 1")
    assert stored(one) == {}


def test_private_words_lie_in_no_storage_and_the_page_says_so(mine: Log, tab: Tab) -> None:
    bench = tab(ExerciseCard(mine, "05.private"))
    bench.page.get_by_text("For nobody").first.click()
    bench.page.locator("textarea").fill("for nobody")
    bench.page.get_by_text(HERE).wait_for()
    assert bench.page.evaluate("JSON.stringify({...localStorage})") == "{}"
    assert bench.barriers() == []
    bench.show(ExerciseCard(mine, "05.private"))  # the page starts again
    assert bench.page.locator("textarea").input_value() == "for nobody"
    assert bench.page.evaluate("JSON.stringify({...localStorage})") == "{}"
    # The fold is open: what came back is never unseen.
    bench.page.get_by_role("button", name="Keep", exact=True).click()
    bench.page.get_by_text(HERE).wait_for(state="hidden")
    bench.reload(ExerciseCard(mine, "05.private"))
    assert bench.page.locator("textarea").input_value() == "for nobody"  # since it was kept
    bench.page.get_by_text("For nobody").first.click()
    bench.page.locator("textarea").fill("for nobody, and not kept")
    bench.page.get_by_text(HERE).wait_for()
    bench.reload(ExerciseCard(mine, "05.private"))
    assert bench.page.locator("textarea").input_value() == "for nobody"


def test_on_a_shared_computer_nothing_is_stored(mine: Log, tab: Tab) -> None:
    bench, other = tab(EntryForm(mine)), tab(PasteForm(mine))
    bench.page.get_by_label("Short name").fill("before it was called shared")
    other.page.get_by_label("Your lines").fill("in another tab")
    settle(
        bench,
        {
            "mine:entry|": {"alias": "before it was called shared"},
            "mine:paste|": {"pasted": "in another tab"},
        },
    )
    bench.page.evaluate(
        """() => {
            for (const key of Object.keys(localStorage)) if (key.startsWith("n2y-draft:")) localStorage.removeItem(key);
            localStorage.setItem("n2y-shared", "yes");
            window.dispatchEvent(new Event("n2y-shared"));
        }"""
    )
    for each in (bench, other):
        each.page.get_by_text(HERE).wait_for()
    bench.page.get_by_label("Short name").fill("and after")
    bench.page.wait_for_timeout(300)
    assert stored(bench) == {}
    assert other.page.get_by_label("Your lines").input_value() == "in another tab"
    bench.show(EntryForm(mine))
    assert bench.page.get_by_label("Short name").input_value() == "and after"
    bench.reload(EntryForm(mine))
    assert bench.page.get_by_label("Short name").input_value() == ""
    assert not bench.page.get_by_text(HERE).is_visible()
    bench.page.get_by_label("Short name").fill("again")
    bench.page.get_by_text(HERE).wait_for()
    bench.page.evaluate(
        "localStorage.removeItem('n2y-shared'); window.dispatchEvent(new Event('n2y-shared'))"
    )
    settle(bench, {"mine:entry|": {"alias": "again"}, "mine:paste|": {"pasted": "in another tab"}})
    assert not bench.page.get_by_text(HERE).is_visible()


def test_a_browser_that_refuses_storage_says_so_and_typing_works(mine: Log, tab: Tab) -> None:
    bench = tab(EntryForm(mine), before=REFUSES)
    bench.page.get_by_label("Short name").fill("typed all the same")
    bench.page.get_by_text(FULL).wait_for()
    bench.press("Save")
    assert [entry.ask.alias for entry in mine.asks] == ["typed all the same"]
    assert not bench.page.get_by_text(FULL).is_visible()


def test_a_full_browser_says_so_and_typing_works(mine: Log, tab: Tab) -> None:
    bench = tab(EntryForm(mine))
    fill = "for (let n = 20; n >= 0; n--) try { for (let at = 0; ; at++) localStorage[`${n}-${at}`] = 'x'.repeat(2 ** n) } catch {}"
    bench.page.evaluate(fill)
    bench.page.get_by_label("Short name").fill("typed all the same")
    bench.page.get_by_text(FULL).wait_for()
    bench.show(EntryForm(mine))
    assert bench.page.get_by_label("Short name").input_value() == "typed all the same"
    bench.page.evaluate(
        "for (const key of Object.keys(localStorage)) if (/^[0-9]/.test(key)) localStorage.removeItem(key)"
    )
    bench.page.get_by_label("Short name").fill("there is room again")
    settle(bench, {"mine:entry|": {"alias": "there is room again"}})
    assert not bench.page.get_by_text(FULL).is_visible()


def test_a_draft_of_a_hundred_thousand_characters(mine: Log, tab: Tab) -> None:
    card = "01.sentences"
    bench = tab(ExerciseCard(mine, card))
    words = "wörter " * 14_285 + "12345"
    assert len(words) == 100_000
    bench.page.locator("input[type=text]").nth(1).fill(words)
    settle(bench, {f"mine:{card}|": {"q1": words}})
    bench.reload(ExerciseCard(mine, card))
    assert bench.page.locator("input[type=text]").nth(1).input_value() == words


def test_what_was_typed_into_a_card_that_was_changed_since_is_shown_as_text(
    mine: Log, tab: Tab
) -> None:
    bench = tab(ExerciseCard(mine, "01.sentences"))
    bench.page.locator("input[type=text]").nth(0).fill("stays")
    bench.page.locator("input[type=text]").nth(1).fill("<i>of an older card</i>")
    settle(bench, {"mine:01.sentences|": {"q0": "stays", "q1": "<i>of an older card</i>"}})
    bench.page.evaluate(
        """() => {
            const key = Object.keys(localStorage)[0], draft = JSON.parse(localStorage[key]);
            draft.values.q1[0] = "A question of last year";
            localStorage[key] = JSON.stringify(draft);
        }"""
    )
    lies = {"q0": "stays", "q1": "<i>of an older card</i>"}
    for _ in range(2):
        bench.reload(ExerciseCard(mine, "01.sentences"))
        bench.page.get_by_text("<i>of an older card</i>").wait_for()
        assert bench.page.get_by_text("A question of last year").is_visible()
        fields = bench.page.locator("input[type=text]")
        assert (fields.nth(0).input_value(), fields.nth(1).input_value()) == ("stays", "")
        assert note(fields.nth(0)) == "Not kept yet."
        settle(bench, {"mine:01.sentences|": lies})
    assert bench.barriers() == []
    fields.nth(0).fill("stays, and more")
    settle(
        bench,
        {"mine:01.sentences|": {"q0": "stays, and more", "left 0": "<i>of an older card</i>"}},
    )
    bench.press("Let these words go")
    settle(bench, {"mine:01.sentences|": {"q0": "stays, and more"}})


def test_a_mark_that_is_not_kept_stays_with_its_line(mine: Log, tab: Tab) -> None:
    exercises.save(mine, "01.five", "one\ntwo\nthree")
    card = ExerciseCard(mine, "01.week")
    bench = tab(card)

    def marked() -> dict[str, str]:
        found = "[...document.querySelectorAll('.nty fieldset')].map(e => [e.querySelector('legend').innerText, e])"
        chosen = f"{found}.map(([line, e]) => [line, e.querySelector(':checked')?.value])"
        return {line: value for line, value in bench.page.evaluate(chosen) if value}

    for line, kind in (("one", "A tell"), ("two", "An ask"), ("three", "Neither")):
        bench.page.get_by_role("group", name=line, exact=True).get_by_label(kind).check()
    exercises.save(mine, "01.five", "three\none\nfour")
    bench.update()
    bench.page.get_by_text("and has no field for them").wait_for()
    assert marked() == {"three": "Neither", "one": "A tell"}
    assert [tuple(each) for each in card.left.values()] == [("two", "An ask")]


@pytest.mark.parametrize(
    "text", ["no json", "[]", "{}", '{"values": null}', '{"values": {"alias": 1}}', '""', "null"]
)
def test_a_draft_that_is_none_does_no_harm(text: str, mine: Log, tab: Tab) -> None:
    form = EntryForm(mine)
    bench = tab(form)
    bench.page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"{form.view['draft']}|", text]
    )
    bench.reload(EntryForm(mine))
    bench.page.get_by_label("Short name").fill("typed")
    bench.press("Save")
    assert [entry.ask.alias for entry in mine.asks] == ["typed"]


def test_leaving_asks_first_only_while_something_is_not_kept(mine: Log, tab: Tab) -> None:
    bench = tab(EntryForm(mine))
    asked: list[str] = []
    bench.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    alias = bench.page.get_by_label("Short name")
    alias.fill("half")
    bench.reload(EntryForm(mine))
    assert asked == ["beforeunload"]
    alias.press("End")
    alias.press_sequentially(" an ask")  # a browser asks only where a person did something
    bench.reload(EntryForm(mine))
    assert (asked, alias.input_value()) == (["beforeunload"] * 2, "half an ask")
    bench.press("Save")
    alias.click()
    bench.reload(EntryForm(mine))
    assert asked == ["beforeunload"] * 2


def test_rows_that_are_open_have_words_of_their_own(mine: Log, tab: Tab) -> None:
    for name in ("one", "two"):
        mine.ask(name)
    bench = tab(AskList(mine))
    page = bench.page
    opened = page.get_by_role("button", name='Answer ask 1, "one"')
    opened.click()
    page.get_by_text("With its day, their words").click()
    page.get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name='Change ask 2, "two"').click()
    page.get_by_label("Short name").fill("two, reworded")
    drafts = {
        "mine:asks|answer 1": {"outcome": "yes"},
        "mine:asks|change 2": {"alias": "two, reworded"},
    }
    settle(bench, drafts)
    bench.reload(AskList(mine))
    page.get_by_label("Short name").wait_for()
    page.wait_for_function("document.querySelector('.nty-open input').value == 'two, reworded'")
    opened.click()
    page.wait_for_function("document.querySelector('.nty-open input:checked')?.value == 'yes'")
    bench.press("Save")
    assert (mine.entry(1).outcome, mine.entry(2).ask.alias) == ("yes", "two")
    settle(bench, {"mine:asks|change 2": {"alias": "two, reworded"}})
    page.get_by_text("More", exact=True).first.click()
    page.get_by_role("button", name='Change ask 2, "two"').click()
    page.wait_for_function("document.querySelector('.nty-open input').value == 'two, reworded'")
    bench.press("Close")
    settle(bench, {})


def test_words_go_along_to_another_ask_and_come_back_about_it(mine: Log, tab: Tab) -> None:
    for name in ("one", "two"):
        mine.ask(name, outcome="no_unclear")
    bench = tab(ExerciseCard(mine, "05.another"))
    page = bench.page
    page.locator("textarea, input[type=text]").first.fill("typed about none")
    settle(bench, {"mine:05.another|": {"q0": "typed about none"}})
    page.get_by_label("About which ask?").select_option("2")
    settle(bench, {"mine:05.another|2": {"q0": "typed about none"}})
    bench.reload(ExerciseCard(mine, "05.another"))
    page.wait_for_function("document.querySelector('select').value == '2'")
    assert page.locator("textarea, input[type=text]").first.input_value() == "typed about none"
    page.locator("textarea, input[type=text]").first.fill("")
    settle(bench, {"mine:05.another|2": {}})  # the chosen ask alone
    bench.reload(ExerciseCard(mine, "05.another"))
    page.wait_for_function("document.querySelector('select').value == '2'")
    page.get_by_label("About which ask?").select_option("")
    settle(bench, {})


def test_a_guess_about_one_log_is_none_about_another(mine: Log, tab: Tab) -> None:
    logs = {name: borrow(name) for name in ("asha", "maren")}
    board = Board(logs["asha"])
    bench = tab(board)
    guess = bench.page.get_by_label("Your guess")
    for name, typed in (("maren", ""), ("asha", "8"), ("maren", "")):
        if name == "maren":
            guess.fill("8")
        board.look_at(logs[name])
        bench.update()
        assert guess.input_value() == typed
    settle(bench, {"asha:guess.no_to_yes|": {"guess": "8"}})


def test_a_picked_log_is_picked_again_without_a_word_of_keeping(mine: Log, tab: Tab) -> None:
    bench = tab(LogPicker(mine, "lin", "maren"))
    lin = bench.page.get_by_role("radio", name="Lin")
    lin.check()
    settle(bench, {"mine:picker mine lin maren|lin": {}})
    picker = LogPicker(mine, "lin", "maren")
    bench.reload(picker)
    bench.page.wait_for_function("document.querySelector('input:checked').value == 'lin'")
    assert picker.log.name == "lin"
    assert not bench.page.get_by_text("Not kept yet.").is_visible()
    bench.page.get_by_role("radio", name="My own").check()
    settle(bench, {})
    bench.page.evaluate("localStorage.setItem('n2y-shared', 'yes')")
    lin.check()
    bench.page.wait_for_function(
        "document.querySelector('.nty-status').innerText.startsWith('Picked: Lin')"
    )
    bench.page.wait_for_timeout(200)
    assert not bench.page.get_by_text(HERE).is_visible()


def kernel(bench: Bench, state: str) -> None:
    """What the page's extension does when the kernel's state changes."""
    bench.page.evaluate(
        "state => { document.body.dataset.n2yKernel = state; window.dispatchEvent(new Event('n2y-kernel')); }",
        state,
    )


def test_a_kernel_that_is_busy_is_never_called_asleep_and_saves_once(mine: Log, tab: Tab) -> None:
    bench = tab(EntryForm(mine))
    kernel(bench, "busy")
    bench.is_silent = True
    save = bench.page.get_by_role("button", name="Save", exact=True)
    bench.page.get_by_label("Short name").fill("once")
    save.click()
    bench.page.get_by_text(BUSY).wait_for()
    save.click()
    bench.page.get_by_label("Short name").press("Enter")
    bench.page.wait_for_timeout(
        6000
    )  # longer than the five seconds after which it used to be called asleep
    assert bench.status == BUSY
    pressed = [message for message in bench.told if "action" in message]
    assert len(pressed) == 1
    bench.is_silent = False
    bench.panel._hear(pressed[0])
    bench.update()
    assert (bench.status, len(mine.asks)) == ('Saved: ask 1, "once", waiting.', 1)
    assert bench.page.get_by_label("Short name").input_value() == ""


@pytest.mark.parametrize("state", ["dead", "away"])
def test_a_kernel_that_is_gone_is_called_asleep_once_something_was_pressed(
    state: str, mine: Log, tab: Tab
) -> None:
    bench = tab(EntryForm(mine))
    bench.page.get_by_label("Short name").fill("typed")
    bench.is_silent = True
    kernel(bench, state)
    assert bench.status == ""
    bench.page.get_by_role("button", name="Save", exact=True).click()
    assert bench.status == WAKE
    assert stored(bench) == {"mine:entry|": {"alias": "typed"}}


def test_a_press_that_was_lost_on_the_way_is_done_once_the_line_is_back(
    mine: Log, tab: Tab
) -> None:
    bench = tab(EntryForm(mine))
    bench.page.get_by_label("Short name").fill("once")
    bench.is_silent = True
    bench.page.get_by_role("button", name="Save", exact=True).click()
    bench.page.wait_for_timeout(50)
    bench.panel._hear(
        next(message for message in bench.told if "action" in message)
    )  # heard; its answer is lost
    kernel(bench, "away")
    assert bench.status == WAKE
    bench.is_silent = False
    kernel(bench, "ready")
    bench.page.get_by_text('Saved: ask 1, "once", waiting.').wait_for()
    assert len(mine.asks) == 1
    settle(bench, {})
