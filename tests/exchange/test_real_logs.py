"""Two real logs, through their maps: the figures are those of the README beside the data,
computed apart from the kit.
"""

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.command import workshop

DATA = Path(__file__).parents[3] / "shared" / "data"
MAPS = Path(__file__).parent
needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real logs lie in ../shared/data, which is not here"
)
pytestmark = needs_data


def figures(journal: Path) -> dict[str, object]:
    told = json.loads(workshop("summary", "--json", "--journal", journal).out)
    outcomes = told["outcomes"]
    nos = sum(outcomes[shade] for shade in ("no_unclear", "no_for_now", "no_final", "no_opening"))
    ratio, silent = told["no_to_yes"]["value"], told["no_to_yes_with_silence"]["value"]
    return {
        "counts": (outcomes["yes"] + outcomes["fell_through"], nos, outcomes["silence"]),
        "ratio": ratio,
        "silent": silent,
    }


def test_timhanneman(home: Path) -> None:
    journal = home / "tim"
    done = workshop(
        "import",
        DATA / "timhanneman_merged.csv",
        "--map",
        MAPS / "timhanneman.json",
        "--journal",
        journal,
        "--json",
    )
    found = json.loads(done.out)
    assert (found["asks"], found["skipped"], found["known"]) == (177, 0, 0)
    assert [problem["column"] for problem in found["problems"]] == ["Date of 1st Response"]
    assert found["problems"][0]["problem"].endswith(
        'but the outcome is "silence". The row was imported without that date.'
    )
    assert figures(journal) == {
        "counts": (13, 50, 114),
        "ratio": pytest.approx(3.846, abs=5e-4),
        "silent": pytest.approx(12.615, abs=5e-4),
    }
    again = json.loads(
        workshop(
            "import",
            DATA / "timhanneman_merged.csv",
            "--map",
            MAPS / "timhanneman.json",
            "--journal",
            journal,
            "--json",
        ).out
    )
    assert (again["asks"], again["known"]) == (0, 177)
    assert workshop("undo", found["change"], "--journal", journal).out.startswith("Undone: ")
    assert json.loads(workshop("list", "--json", "--journal", journal).out) == {"asks": []}


def test_jbhunt(home: Path) -> None:
    journal = home / "jb"
    found = json.loads(
        workshop(
            "import",
            DATA / "jbhunt_jsdata.csv",
            "--map",
            MAPS / "jbhunt.json",
            "--journal",
            journal,
            "--json",
        ).out
    )
    assert (found["asks"], found["skipped"], found["problems"]) == (55, 33, [])
    assert figures(journal) == {"counts": (2, 18, 35), "ratio": 9.0, "silent": 26.5}


def test_timhannemans_columns_renamed_to_ours_need_no_map(home: Path) -> None:
    outcomes = {"Rejected": "no_unclear", "Position Removed": "no_unclear", "Ghosted": "silence"}
    with (DATA / "timhanneman_merged.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with (home / "ours.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["asked_on", "alias", "pitched", "outcome"])
        for row in rows:
            day = datetime.strptime(row["Date sent"], "%m/%d/%Y").date()
            writer.writerow(
                [day, row["Company"], row["Position"], outcomes.get(row["Response?"], "yes")]
            )
    done = workshop("import", home / "ours.csv")
    assert (done.status, done.out.splitlines()[0], done.err) == (0, "177 asks imported.", "")
    told = json.loads(workshop("summary", "--json").out)
    assert (
        told["outcomes"]["yes"],
        told["outcomes"]["no_unclear"],
        told["outcomes"]["silence"],
    ) == (13, 50, 114)
    assert told["no_to_yes"]["value"] == pytest.approx(3.846, abs=5e-4)
    assert told["no_to_yes_with_silence"]["value"] == pytest.approx(12.615, abs=5e-4)


def test_exactly_one_map_is_named_for_each_real_log() -> None:
    named = sorted(path.stem for path in MAPS.parent.rglob("*.json"))
    assert [name for name in named if "timhanneman" in name or "jbhunt" in name] == [
        "jbhunt",
        "timhanneman",
    ]
