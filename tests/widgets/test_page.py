"""What only a browser shows: typing, focus, the keyboard, hostile text, narrow pages, axe."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.widgets.bench import Bench
from workshop.journal import Log
from workshop.samples import borrow
from workshop.widgets import parts
from workshop.widgets.asks import AskList
from workshop.widgets.entry import EntryForm
from workshop.widgets.forms import SettingsForm
from workshop.widgets.panel import Panel
from workshop.widgets.parts import Part
from workshop.widgets.paste import PasteForm
from workshop.widgets.picker import LogPicker
from workshop.widgets.picture import Board
from workshop.widgets.place import WhereItLies
from workshop.widgets.question import ExerciseCard
from workshop.widgets.sheet import WAKE

pytestmark = pytest.mark.browser
Show = Callable[[Panel], Bench]

HOSTILE = [
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    '"><svg onload=window.ran=1>',
    "javascript:window.ran=1",
    "{{7*7}}",
    r"$\frac{a}{b}$",
    "=cmd|' /C calc'!A0",
    "العربية 🙂 e\u0301",
]


class Every(Panel):
    """One of each part, all showing the same text."""

    name = "Every part"

    def __init__(self, log: Log, text: str) -> None:
        super().__init__(log)
        self.text = text
        self.values = {"line": text, "area": text, "chip": text, "list": text}

    def parts(self) -> list[Part]:
        text, same = self.text, [(self.text, self.text)]
        return [
            *(
                parts.words(text, tone)
                for tone in ("title", "part", "plain", "lead", "note", "code")
            ),
            parts.field("line", text, hint=text, offers=[text]),
            parts.field("area", text, "area"),
            parts.choice("chip", text, same, hint=text),
            parts.pick("list", text, same, text),
            parts.buttons(("say", text, "primary"), key=text, of=text),
            parts.picture("data:image/svg+xml;base64,PHN2Zy8+", text),
            parts.table(text, [text, text], [[text, text]]),
            parts.fold("fold", text, parts.items([[parts.words(text)]]), open=True),
        ]

    def do_say(self, key: str) -> None:
        self.say(key)
        self.errors = dict.fromkeys(self.values, key)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_stays_text(text: str, mine: Log, show: Show) -> None:
    panel = Every(mine, text)
    bench = show(panel)
    page = bench.page
    page.locator("button").click()
    page.wait_for_function("document.querySelector('.nty-status').textContent")
    assert page.get_by_role("status").text_content() == text
    assert panel.values == {"line": text, "area": text, "chip": text, "list": text}
    for css in (
        "h2",
        "h3",
        "p.nty-plain",
        ".nty-lead",
        ".nty-note",
        "pre",
        "legend",
        "caption",
        "td",
        "summary",
        "li p",
    ):
        assert page.locator(css).first.text_content() == text
    assert page.locator(".nty-error").all_text_contents() == [text] * 4
    assert page.locator("img").get_attribute("alt") == text
    assert page.locator("button").get_attribute("aria-label") == f"{text} {text}"
    assert page.locator("script, svg, .nty a, .nty img[onerror]").count() == 0
    assert page.evaluate("window.ran") is None


def test_a_new_ask_is_typed_and_saved_with_the_keyboard_alone(mine: Log, show: Show) -> None:
    bench = show(EntryForm(mine))
    bench.page.get_by_label("Short name").focus()
    bench.page.keyboard.type("portfolio review")
    bench.page.keyboard.press("Enter")
    bench.page.wait_for_function("document.querySelector('.nty-status').textContent")
    assert bench.status == 'Saved: ask 1, "portfolio review", waiting.'
    assert [entry.ask.alias for entry in mine.asks] == ["portfolio review"]
    assert (bench.focused, bench.page.get_by_label("Short name").input_value()) == ("alias", "")


def test_chips_are_chosen_and_taken_back_by_keys(mine: Log, show: Show) -> None:
    form = EntryForm(mine)
    bench = show(form)
    page = bench.page
    page.get_by_text("More about this ask").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert bench.focused == "kind=job"
    page.keyboard.press("Space")
    assert page.get_by_role("radio", name="Job").is_checked()
    assert page.get_by_text("A post, a role, an internship.").is_visible()
    page.keyboard.press("Space")
    assert not page.get_by_role("radio", name="Job").is_checked()
    page.keyboard.press("ArrowRight")
    page.get_by_label("Short name").focus()
    page.keyboard.press("Tab")  # to Save
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")  # from waiting, which is chosen, to yes
    page.keyboard.press("Space")  # an outcome there always is
    bench.press("Save")
    assert [(entry.ask.kind, entry.ask.channel, entry.outcome) for entry in mine.asks] == [
        ("client", None, "yes")
    ]


def test_a_click_on_a_chosen_chip_takes_it_back(mine: Log, show: Show) -> None:
    bench = show(EntryForm(mine))
    bench.page.get_by_text("More about this ask").click()
    for checked in (True, False):
        bench.page.get_by_role("radio", name="Call").click()
        assert bench.page.get_by_role("radio", name="Call").is_checked() is checked


def test_a_double_click_saves_once(mine: Log, show: Show) -> None:
    bench = show(EntryForm(mine))
    bench.page.get_by_label("Short name").fill("once")
    bench.page.get_by_role("button", name="Save", exact=True).dblclick()
    bench.page.wait_for_timeout(200)
    assert [entry.ask.alias for entry in mine.asks] == ["once"]


def test_what_is_refused_stays_typed_and_is_told_beside_its_field(mine: Log, show: Show) -> None:
    bench = show(EntryForm(mine))
    field = bench.page.get_by_label("Short name")
    field.fill("x" * 201)
    bench.press("Save")
    said = "201 characters are too many; 200 are allowed. Please shorten it."
    assert bench.status == said
    assert field.input_value() == "x" * 201
    assert (bench.focused, field.get_attribute("aria-invalid")) == ("alias", "true")
    described = (field.get_attribute("aria-describedby") or "").split()
    assert said in [bench.page.locator(f"[id='{each}']").text_content() for each in described]
    assert bench.barriers() == []
    field.fill("short")
    bench.press("Save")
    assert field.get_attribute("aria-invalid") is None
    assert [entry.ask.alias for entry in mine.asks] == ["short"]


def test_an_unfinished_date_is_refused_in_words(mine: Log, show: Show) -> None:
    bench = show(EntryForm(mine))
    bench.page.get_by_text("More about this ask").click()
    bench.page.get_by_label("When did you ask?").focus()
    bench.page.keyboard.press("Delete")
    bench.press("Save")
    assert "is no date that I can read" in bench.status
    assert mine.asks == []


def test_what_is_being_typed_outlives_a_redraw(mine: Log, show: Show) -> None:
    form = EntryForm(mine)
    bench = show(form)
    field = bench.page.get_by_label("Short name")
    field.fill("half a na")
    bench.page.get_by_text("More about this ask").click()
    bench.page.get_by_role("radio", name="Idea").check()
    bench.page.get_by_label("Minutes it took").fill("20")
    bench.page.get_by_role(
        "radio", name="I pitch"
    ).check()  # calls Python, which draws another drawer
    bench.page.get_by_role("radio", name="Not in the room").wait_for()
    mine.ask("from another window")
    bench.update()
    assert field.input_value() == "half a na"
    assert bench.page.get_by_role("radio", name="Idea").is_checked()
    assert bench.focused == "preset=pitch"


def test_the_sting_is_asked_only_after_what_may_sting(mine: Log, show: Show) -> None:
    bench = show(EntryForm(mine))
    sting = bench.page.get_by_text("How personal did it feel?")
    asked = ["No", "No answer", "Yes that fell through"]
    bench.page.get_by_role("button", name="Other answers").click()
    for name in ("Waiting", "Yes", *asked, "I took it back"):
        bench.page.get_by_role("radio", name=name, exact=True).check()
        assert sting.is_visible() is (name in asked)
    bench.page.get_by_role("radio", name="No", exact=True).check()
    bench.press("Stop asking me this")
    assert sting.count() == 0
    assert mine.setting("sting.off") is True


def test_the_focus_goes_to_what_came_where_its_own_place_is_gone(mine: Log, show: Show) -> None:
    bench = show(Board(borrow("asha")))
    bench.page.get_by_label("Your guess").fill("8")
    bench.page.keyboard.press("Enter")
    bench.page.get_by_role("img").wait_for()
    assert (bench.focused, bench.status) == (
        "H2",
        "Your guess is kept, and stands beside what came.",
    )
    assert (bench.page.get_by_role("img").get_attribute("alt") or "").startswith(
        "40 asks: 2 yes, 9 no, 22 silent"
    )


def test_an_old_ask_is_answered_in_two_actions_and_the_view_stays(mine: Log, show: Show) -> None:
    for name in ("one", "two", "three"):
        mine.ask(name)
    bench = show(AskList(mine))
    answer = bench.page.get_by_role("button", name='Answer ask 2, "two"')
    top = answer.evaluate("button => button.closest('li').getBoundingClientRect().top")
    answer.click()
    bench.press("No")
    assert bench.status == 'Saved: ask 2, "two", no, kind unknown.'
    assert (mine.entry(2).outcome, mine.entry(2).answered_on) == ("no_unclear", date.today())
    assert bench.page.locator("li .nty-status").count() == 1  # in its row
    row = bench.page.locator("li", has=bench.page.locator(".nty-status"))
    assert row.evaluate("row => row.getBoundingClientRect().top") == top
    assert (bench.focused, bench.page.evaluate("scrollY")) == ("undo:", 0)
    bench.press("Undo")
    assert mine.entry(2).outcome == "waiting"


def test_an_answer_takes_as_much_as_one_wants(mine: Log, show: Show) -> None:
    mine.ask("portfolio review")
    bench = show(AskList(mine))
    bench.page.get_by_role("button", name='Answer ask 1, "portfolio review"').click()
    bench.page.get_by_text("With its day, their words").click()
    bench.page.get_by_role("radio", name="No for now").check()
    bench.press("Save")
    assert bench.status == 'Saved: ask 1, "portfolio review", no for now.'
    assert mine.asks[0].outcome == "no_for_now"


def test_the_search_lists_while_typing(mine: Log, show: Show) -> None:
    for alias in ("portfolio review", "talk at the meetup"):
        mine.ask(alias)
    bench = show(AskList(mine))
    bench.page.get_by_label("Search").press_sequentially("meetup")
    bench.page.wait_for_function(
        "document.querySelector('.nty-status').textContent == '1 ask found.'"
    )
    assert bench.page.locator("h3").all_text_contents() == ["…2 · talk at the meetup"]
    assert bench.focused == "search"


def test_a_kept_field_that_is_changed_says_so_and_the_reply_stays(mine: Log, show: Show) -> None:
    bench = show(ExerciseCard(mine, "01.sentences"))
    fields = bench.page.locator("input[type=text]")
    fields.nth(0).fill("my lead")
    bench.page.get_by_role("button", name="Keep From where, to where").click()
    bench.page.wait_for_function(
        "document.querySelector('.nty-status').textContent.startsWith('Kept')"
    )
    unkept = bench.page.get_by_text("Changed, and not kept yet.")
    fields.nth(3).fill("words in the second step, never kept before")
    assert not unkept.is_visible()
    fields.nth(0).fill("my other lead")
    unkept.wait_for()
    assert bench.page.locator(".nty-status").inner_text().startswith("Kept.")
    fields.nth(0).fill("my lead")
    unkept.wait_for(state="hidden")


def test_what_stands_above_the_status_keeps_its_distance_from_what_stands_below(
    mine: Log, show: Show
) -> None:
    bench = show(EntryForm(mine))
    title, field = (bench.page.locator(css).bounding_box() for css in ("h2", "label[for$=alias]"))
    assert title
    assert field
    assert field["y"] - title["y"] - title["height"] >= 18


def test_nothing_answers_any_more(mine: Log, show: Show) -> None:
    bench = show(EntryForm(mine))
    bench.page.evaluate("close_comm()")
    assert bench.status == WAKE


def test_a_page_that_leaves_says_so(mine: Log, show: Show) -> None:
    form = EntryForm(mine)
    bench = show(form)
    for is_gone in (False, True):
        while form.is_gone is not is_gone:  # what the page says comes when it comes
            bench.page.wait_for_timeout(10)
        bench.page.evaluate("leave()")
    assert form.is_gone


PANELS: dict[str, Callable[[Log], Panel]] = {
    "picker": lambda log: LogPicker(log),
    "gate": lambda log: Board(borrow("asha")),
    "board": lambda log: Board(log),
    "entry": lambda log: EntryForm(log),
    "list": lambda log: AskList(log),
    "answer": lambda log: AskList(log, only_open=True),
    "paste": lambda log: PasteForm(log),
    "settings": lambda log: SettingsForm(log),
    "place": lambda log: WhereItLies(log),
    "question": lambda log: ExerciseCard(log, "00.where"),
}


@pytest.mark.parametrize("name", PANELS)
def test_every_panel_is_reachable_large_enough_and_fits_a_narrow_page(
    name: str, mine: Log, show: Show
) -> None:
    mine.ask("a long name, " * 12, kind="job")
    mine.ask("no", outcome="no_final")
    bench = show(PANELS[name](mine))
    bench.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert bench.barriers() == []
    bench.page.set_viewport_size({"width": 320, "height": 900})
    assert bench.barriers() == []
    sizes: list[dict[str, Any]] = bench.page.evaluate(
        "[...document.querySelectorAll('.nty button, .nty input, .nty select, .nty textarea, .nty summary')]"
        ".map(e => (e.type == 'radio' ? e.parentElement : e).getBoundingClientRect())"
        ".filter(box => box.width).map(box => ({height: box.height, right: box.right}))"
    )
    assert min([each["height"] for each in sizes], default=44) >= 44
    assert bench.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_panel_says_when_it_is_hidden_and_is_drawn_anew_when_it_is_shown(
    mine: Log, show: Show
) -> None:
    panel = Every(mine, "plain")
    bench = show(panel)
    hide = "is_hidden => { document.querySelector('main').hidden = is_hidden }"
    bench.page.wait_for_timeout(100)
    assert not panel.is_gone
    bench.page.evaluate(hide, True)
    bench.page.wait_for_timeout(100)
    assert panel.is_gone
    turn = panel.view["turn"]
    mine.ask("while nobody looked")
    assert panel.view["turn"] == turn
    bench.page.evaluate(hide, False)
    bench.wait_for_turn(turn)
    assert panel.view["turn"] == turn + 1


def test_what_was_said_of_a_save_stays_though_the_name_was_just_typed(
    mine: Log, show: Show
) -> None:
    bench = show(EntryForm(mine))
    bench.page.get_by_label("Short name").fill("North")  # typing asks whether it is in the log
    bench.press("Save")
    bench.page.wait_for_timeout(400)
    assert bench.status == 'Saved: ask 1, "North", waiting.'
