"""The numbers through the command: a version that is new, horizons that were set, and who was
asked.
"""

from pathlib import Path

import pytest

from tests.cli.test_commands import said, told

NEW_VERSION = Path(__file__).parents[1] / "cases" / "n1-new-version.csv"


@pytest.fixture
def hundred(home: Path) -> str:
    """A hundred asks, 35 of each hundred answered, and a version that is new for a fortnight."""
    said("import", NEW_VERSION)
    return "2026-11-25"


def test_a_version_that_is_new_is_no_pattern(hundred: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = told("summary", "--as-of", hundred)
    assert (found["asks"], found["answered"], found["open"], found["ripe"]) == (100, 35, 13, 80)
    assert (found["late"], found["undated"]) == (0, 0)
    assert found["patterns"]
    assert not any(row["named"] for row in found["patterns"])
    words = said("summary", "--as-of", hundred)
    assert (
        "splits of 80 asks looked at, each over its first 14 days, and nothing that matters stands out."
        in words
    )
    assert "20 asks had less time: left out." in words


def test_a_horizon_that_was_set_is_the_one_that_counts(hundred: str) -> None:
    said("log", "late", "--kind", "job", "--on", "2026-11-01")
    before = told("summary", "--as-of", "2026-11-20")["ripe"]
    said("set", "horizon.job", 30)
    assert told("summary", "--as-of", "2026-11-20")["ripe"] == before - 1
    assert "each over its first 30 days" in said("summary", "--as-of", "2026-11-20")


SIX = """asked_on,alias,outcome,answered_on,amount,agreed,stage,reason
2026-03-02,North,yes,2026-03-09,1000,800,Offer,
2026-03-02,South,no_final,2026-03-05,500,,Interview,money
2026-03-03,East,no_for_now,2026-03-10,500,,,timing
2026-03-04,West,yes,2026-03-08,400,400,,
2026-03-05,Centre,no_final,2026-03-12,700,,,
2026-03-05,Harbour,waiting,,900,,Interview,
"""


def test_what_was_pitched_is_told_in_numbers_and_in_words(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "six.csv").write_text(SIX)
    said("import", home / "six.csv")
    said("set", "currency", "eur")
    found = told("summary", "--as-of", "2026-04-01")
    nothing = {"value": None, "low": None, "high": None}
    assert found["terms"] == {
        "yeses": {"as_asked": 1, "less": 1},
        "both_amounts": 2,
        "agreed_of_asked": nothing,
    }
    assert [
        (each["stage"], each["came"], each["went_on"], each["stopped"]) for each in found["stages"]
    ] == [("Asked", 6, 3, 2), ("Offer", 1, 0, 0), ("Interview", 2, 0, 1)]
    assert [(each["how"], each["reason"], each["outcomes"]) for each in found["reasons"]] == [
        ("As noted", "Money", {"no_final": 1}),
        ("As noted", "Timing", {"no_for_now": 1}),
    ]
    assert found["out"] == {
        "asks": 1,
        "late": 1,
        "half_within": 7,
        "nine_in_ten_within": None,
        "amounts": {"EUR": 900},
    }
    assert said("summary", "--as-of", "2026-04-01").splitlines()[-3:] == [
        "2 yes: 1 as asked and 1 for less. 2 yes with both amounts: the middle is told from 5 on.",
        "Out now: 1 ask, for 900 EUR. Half of your answers came within 7 days. "
        "1 has waited longer than that.",
        "It stopped most often before any stage: 2 of the 3 that stopped.",
    ]


def test_a_log_without_amounts_and_stages_says_nothing_of_them(hundred: str) -> None:
    words = said("summary", "--as-of", hundred)
    assert "amount" not in words
    assert "stopped" not in words


def test_who_was_asked_is_the_own_field_that_was_chosen(home: Path) -> None:
    rows = ["asked_on,alias,outcome,extra.Client,extra.branch"]
    for firm in range(5):
        outcome = ["no_final"] * 15 + ["silence"] * 5 if firm < 2 else ["silence"] * 20
        rows += [
            f"2026-01-{n + 1:02},{firm}-{n},{code},Firm {firm},{'x' if firm < 2 else 'y'}"
            for n, code in enumerate(outcome)
        ]
    sheet = home / "sheet.csv"
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text("\n".join(rows))
    said("import", sheet)
    named = [row["by"] for row in told("summary")["patterns"] if row["named"]]
    assert "extra.branch" in named
    said("set", "organisation", "client")
    found = told("summary")["patterns"]
    assert not any(row["named"] for row in found if row["by"] == "extra.branch")
    assert "5 organisations can show no pattern by what differs between them" in said("summary")
