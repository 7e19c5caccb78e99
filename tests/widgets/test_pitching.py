"""Pitching on the screen: what a pitch asks for, earlier names to pick, the others taken back."""

from __future__ import annotations

from tests.widgets.test_forms import texts
from workshop.journal import Log
from workshop.widgets.asks import AskList
from workshop.widgets.day import Waits
from workshop.widgets.entry import EntryForm
from workshop.widgets.forms import SettingsForm
from workshop.widgets.panel import Panel
from workshop.widgets.parts import fields_of


def offers(panel: Panel) -> dict[str, list[str]]:
    """What each field of a panel offers, by its name."""
    panel.redraw()
    return {
        name: list(getattr(part, "offers", ())) for name, part in fields_of(panel.drawn).items()
    }


def test_i_pitch_asks_for_how_much_and_offers_the_versions_of_before(mine: Log) -> None:
    mine.set("preset", "pitch")
    mine.ask("North", pitched="Deck, ten pages", amount=5000)
    mine.ask("South", pitched="Two questions")
    found = offers(EntryForm(mine))
    assert {"pitched", "amount", "decider"} <= found.keys()
    assert found["pitched"] == ["Two questions", "Deck, ten pages"]


def test_a_stage_is_offered_as_it_was_written_before(mine: Log) -> None:
    for name in ("North", "South"):
        mine.ask(name)
    mine.step(1, "advanced", stage="second meeting")
    asks = AskList(mine)
    asks.press("happened", "2")
    assert offers(asks)["stage"] == ["second meeting"]


def test_one_piece_accepted_the_others_are_taken_back_as_one_act_and_one_undo(mine: Log) -> None:
    for name in ("Granta", "Wasafiri", "Agni"):
        mine.ask(name, pitched="The ferry")
    mine.ask("Ploughshares", pitched="Another one")
    asks = AskList(mine)
    asks.press("answer", "1")
    asks.press("came", "1 yes")
    assert "“The ferry” is still out at 2." in texts(asks.view["parts"])
    asks.press("withdraw", "1")
    assert [entry.outcome for entry in mine.asks] == ["yes", "withdrawn", "withdrawn", "waiting"]
    assert asks.status == "Taken back: 2 asks with “The ferry”."
    asks.press("undo")
    assert [entry.outcome for entry in mine.asks] == ["yes", "waiting", "waiting", "waiting"]


def test_nothing_is_offered_where_nothing_else_is_out(mine: Log) -> None:
    mine.ask("Granta", pitched="The ferry")
    mine.ask("Wasafiri")
    asks = AskList(mine)
    asks.press("answer", "1")
    asks.press("came", "1 yes")
    assert "still out" not in " ".join(texts(asks.view["parts"]))


def test_a_currency_and_what_is_needed_are_set_once(mine: Log) -> None:
    form = SettingsForm(mine)
    form.redraw()
    form.press("save", currency="eur", target="12,000")
    assert (mine.setting("currency"), mine.setting("target")) == ("eur", 12000)
    form.press("save", target="a lot")
    assert "no plain number" in form.errors["target"]


def test_where_one_submits_the_venues_of_before_are_offered(mine: Log) -> None:
    mine.ask("Granta")
    assert offers(EntryForm(mine))["alias"] == []
    mine.set("preset", "submit")
    assert offers(EntryForm(mine))["alias"] == ["Granta"]


def test_what_hangs_on_an_ask_that_waits_stands_in_its_row(mine: Log) -> None:
    mine.set("currency", "eur")
    mine.ask("North", amount=12000)
    mine.ask("South", amount=500, outcome="no_final")
    lists = [AskList(mine), Waits(mine)]
    for each in lists:
        each.redraw()
        told = " ".join(texts(each.view["parts"]))
        assert "12,000 EUR" in told
        assert "500 EUR" not in told
