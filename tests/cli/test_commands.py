"""Every subcommand: what it says, its exit status, its JSON, and what it does with bad input."""

import json
import os
import re
import subprocess
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.command import Done, workshop
from tests.journal.made import ask, journal, raw
from workshop.journal import Log
from workshop.samples import BORROWED, my_log
from workshop.tables import COLUMNS
from workshop.vocabulary import OUTCOMES

ROOT = Path(__file__).parents[2]
TODAY = date.today()
STILL_TO_COME = TODAY + timedelta(2)


def said(*arguments: object) -> str:
    done = workshop(*arguments)
    assert (done.status, done.err) == (0, "")
    return done.out


def told(*arguments: object) -> dict:
    def no_constant(name: str) -> None:
        raise AssertionError(f"{name} is no plain JSON")

    return json.loads(said(*arguments, "--json"), parse_constant=no_constant)


def refused(*arguments: object) -> str:
    done = workshop(*arguments)
    assert (done.status, done.out) == (1, "")
    assert done.err.endswith("\n")
    assert done.err.count("\n") == 1
    return done.err.strip()


# The way of the brief


def test_an_ask_from_the_first_word_to_the_summary(home: Path) -> None:
    assert said("list") == 'No asks yet. Log one: workshop log "a nickname"\n'
    assert said("summary") == "No asks yet.\n"
    assert not (home / "journal").exists()
    assert (
        said("log", "portfolio review", "--kind", "job", "--channel", "written")
        == f'Saved as ask 1: "portfolio review", {TODAY}.\n'
    )
    assert said("answer", 1, "no_for_now") == 'Saved for ask 1, "portfolio review": no for now.\n'
    assert (
        said("list")
        == f"   1  {TODAY}  No for now                  portfolio review (Job, Written to a person)\n"
    )
    assert said("summary") == "1 ask: 1 no; 1 answer is too few for a range.\n"
    (row,) = told("list")["asks"]
    assert list(row) == list(COLUMNS)
    assert row == dict.fromkeys(COLUMNS) | {
        "number": 1,
        "asked_on": str(TODAY),
        "alias": "portfolio review",
        "kind": "job",
        "channel": "written",
        "outcome": "no_for_now",
        "answered_on": str(TODAY),
    }


def test_the_keys_of_the_summary(home: Path) -> None:
    nothing = {"value": None, "low": None, "high": None}
    assert told("summary") == {
        "asks": 0,
        "answered": 0,
        "closed": 0,
        "open": 0,
        "withdrawn": 0,
        "ripe": 0,
        "late": 0,
        "undated": 0,
        "outcomes": dict.fromkeys(OUTCOMES, 0),
        "no_to_yes": nothing,
        "no_to_yes_with_silence": nothing,
        "yes_rate": nothing,
        "next_yes": {"50": None, "80": None, "90": None},
        "days_to_answer": {"median": None, "low": None, "high": None},
        "patterns": [],
        "terms": {"yeses": {}, "both_amounts": 0, "agreed_of_asked": nothing},
        "stages": [],
        "reasons": [],
        "out": {
            "asks": 0,
            "late": 0,
            "half_within": None,
            "nine_in_ten_within": None,
            "amounts": {},
        },
    }
    asha = told("summary", "--borrow", "asha")
    assert list(asha) == list(told("summary"))
    assert (asha["asks"], asha["outcomes"]["yes"], asha["outcomes"]["silence"], asha["open"]) == (
        40,
        2,
        22,
        7,
    )
    assert asha["no_to_yes"]["value"] == 4.5
    for pattern in asha["patterns"]:
        assert list(pattern) == ["of", "by", "value", "hits", "asks", "shrunk", "p", "named"]


@pytest.mark.parametrize("name", BORROWED)
def test_borrowed_logs_are_told_like_ones_own(name: str) -> None:
    rows = told("list", "--borrow", name)["asks"]
    summary = told("summary", "--borrow", name)
    assert len(rows) == summary["asks"] == len(said("list", "--borrow", name).splitlines())
    assert summary["outcomes"] == {
        code: sum(row["outcome"] == code for row in rows) for code in OUTCOMES
    }
    assert said("summary", "--borrow", name).startswith(f"{len(rows)} asks: ")


def test_the_summary_as_of_a_day() -> None:
    workshop("log", "a", "--on", "2026-03-02")
    workshop("answer", 1, "no_final", "--on", "2026-03-20")
    assert told("summary", "--as-of", "2026-03-01")["asks"] == 0
    assert told("summary", "--as-of", "2026-03-10")["open"] == 1
    assert said("summary", "--as-of", "2026-03-01").endswith(
        "As it stood on 2026-03-01; 1 later ask left out.\n"
    )
    assert "left out" not in said("summary", "--as-of", "2026-03-10")
    assert told("summary", "--as-of", "2026-03-20")["outcomes"]["no_final"] == 1
    assert (
        refused("summary", "--as-of", "soon")
        == 'as_of: "soon" is no date that I can read. Please write it as 2026-03-31.'
    )


def test_all_fields_of_an_ask() -> None:
    fields = {
        "kind": "client",
        "channel": "call",
        "pitched": "first version",
        "size": "small",
        "amount": "1,500",
        "decider": "in_room",
        "people": 3,
        "brought": "detail",
        "chance": 40,
        "worst": "They laugh.",
        "motive_guess": "profit",
        "motive_found": "showcase",
        "minutes": 20,
        "buying_question": "yes",
        "outcome": "yes",
        "answered_on": "2026-03-09",
        "stage": "demo",
        "reason": "fit",
        "source": "they_said",
        "words": "Go.",
        "terms": "less",
        "agreed": 900,
        "door": "later",
        "door_on": "2030-01-01",
    }
    options = [
        part for name, value in fields.items() for part in (f"--{name.replace('_', '-')}", value)
    ]
    assert said(
        "log",
        "pitch",
        "--on",
        "2026-03-02",
        *options,
        "--extra",
        "easy apply=no",
        "--extra",
        "x=a=b",
    ).startswith("Saved as ask 1")
    (row,) = told("list")["asks"]
    numbers = {"amount": 1500.0, "agreed": 900.0, "buying_question": True}
    assert row == dict.fromkeys(COLUMNS) | {
        name: value for name, value in fields.items() if name != "source"
    } | numbers | {
        "number": 1,
        "asked_on": "2026-03-02",
        "alias": "pitch",
        "extra.easy apply": "no",
        "extra.x": "a=b",
    }
    assert my_log().asks[0].steps[1].source == "they_said"


def test_steps() -> None:
    workshop("log", "a", "--on", "2026-03-02")
    assert (
        said("step", 1, "advanced", "--stage", "interview", "--on", "2026-03-05")
        == 'Saved for ask 1, "a": went a stage further.\n'
    )
    assert (
        said("step", 1, "followed_up", "--on", "unknown") == 'Saved for ask 1, "a": followed up.\n'
    )
    assert (
        said("step", 1, "answered", "--outcome", "yes", "--terms", "more", "--agreed", 5)
        == 'Saved for ask 1, "a": was answered.\n'
    )
    assert [(made.what, made.on) for made in my_log().entry(1).steps] == [
        ("advanced", date(2026, 3, 5)),
        ("followed_up", None),
        ("answered", TODAY),
    ]
    assert (
        said("answer", 1, "fell_through", "--on", "unknown", "--words", "Budget.")
        == 'Saved for ask 1, "a": yes that fell through.\n'
    )


def test_change_remove_undo() -> None:
    workshop("log", "a", "--outcome", "no_unclear", "--extra", "x=1")
    assert (
        said("change", 1, "kind=client", "reason=timing", "extra.y=2", "alias=b")
        == 'Changed: ask 1, "b", no, kind unknown.\n'
    )
    (row,) = told("list")["asks"]
    assert [row[name] for name in ("kind", "reason", "extra.x", "extra.y")] == [
        "client",
        "timing",
        "1",
        "2",
    ]
    workshop("change", 1, "kind=", "extra.x=")
    (row,) = told("list")["asks"]
    assert (row["kind"], "extra.x" in row) == (None, False)
    assert said("remove", 1) == (
        'Removed from view: ask 1, "b". `workshop undo` brings it back.\n'
        "It is hidden, not destroyed: the journal's file still holds it.\n"
    )
    assert told("list") == {"asks": []}
    assert said("undo") == "Undone: the removal of b.\n"
    assert len(told("list")["asks"]) == 1


def test_what_a_no_made_room_for() -> None:
    workshop("log", "foreman", "--outcome", "no_final")
    workshop("log", "boat builder")
    assert said("link", 1, 2) == 'Saved for ask 1, "foreman": made room for ask 2.\n'
    told_so = 'Saved for ask 1, "foreman": made room for what you wrote.\n'
    assert said("link", 1, "--words", "Saturday morning") == told_so
    assert [(link.to is None, link.words) for link in my_log().links()] == [
        (False, None),
        (True, "Saturday morning"),
    ]
    refused = workshop("link", 1)
    assert "Which ask, or which words?" in refused.err
    assert len(my_log().links()) == 2


def test_settings() -> None:
    assert said("set", "horizon.job", 1) == "Set: horizon.job is 1.\n"
    assert said("set", "calm", "true") == "Set: calm is yes.\n"
    assert said("set", "word.kind.mentor", "Mentoring") == "Set: word.kind.mentor is Mentoring.\n"
    assert said("set", "word.kind.mentor", "") == "Set: word.kind.mentor is empty.\n"


# Bad input


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("log", "a", "--on", STILL_TO_COME),
            f"asked_on: {STILL_TO_COME} is still to come. Please give a day up to today, {TODAY}.",
        ),
        (
            ("log", "a", "--on", "1969-12-31"),
            "asked_on: 1969-12-31 is before 1970. Please check the year.",
        ),
        (("log", "a", "--on", ""), "on: please give a day such as 2026-03-31, or write `unknown`."),
        (
            ("log", "a", "--outcome", "maybe"),
            f'outcome: "maybe" is none of {", ".join(list(OUTCOMES)[:-1])} or withdrawn. Please choose one.',
        ),
        (
            ("log", "a", "--kind", "wish"),
            'kind: "wish" is none of job, client, money, idea, help, contact or other. Please choose one.',
        ),
        (
            ("log", "x" * 100_000),
            "alias: 100,000 characters are too many; 200 are allowed. Please shorten it.",
        ),
        (
            ("log", "a", "--words", "x" * 10_001),
            "words: 10,001 characters are too many; 10,000 are allowed. Please shorten it.",
        ),
        (
            ("log", "a", "--amount", "about 5k"),
            'amount: "about 5k" is no plain number. Please write digits only, such as 1500.',
        ),
        (
            ("log", "a", "--extra", "no sign"),
            'extra: write an own field as NAME=TEXT, such as --extra "easy apply=yes".',
        ),
        (
            ("answer", 1, "yes", "--on", "2026-03-01"),
            'on: "first" was asked on 2026-03-02, so 2026-03-01 is before its ask. Please check the date.',
        ),
        (
            ("answer", 1, "yes", "--on", STILL_TO_COME),
            f"on: {STILL_TO_COME} is still to come. Please give a day up to today, {TODAY}.",
        ),
        (
            ("answer", 1, "maybe"),
            f'outcome: "maybe" is none of {", ".join(list(OUTCOMES)[:-1])} or withdrawn. Please choose one.',
        ),
        (("answer", 9, "yes"), "There is no ask 9. The list of asks shows the numbers."),
        (
            ("step", 1, "danced"),
            'what: "danced" is none of followed_up, probed, advanced, answered, noted, signed or done. Please choose one.',
        ),
        (("change", 1, "kind"), "Write each change as FIELD=VALUE, such as kind=client."),
        (
            ("change", 1, "colour=red"),
            '"first" has no answer yet, so there is no colour to change.',
        ),
        (("remove", 9), "There is no ask 9. The list of asks shows the numbers."),
        (
            ("undo", "nothing"),
            'There is no change "nothing". An import says its own; without a name, the last is undone.',
        ),
        (
            ("set", "horizon.job", "soon"),
            'horizon.job: "soon" is no plain number. Please write digits only, such as 12.',
        ),
        (
            ("set", "colour", "red"),
            'There is no setting "colour". The settings are horizon.KIND, calm, sting.off, preset, organisation, currency, target and word.FIELD.CODE.',
        ),
        (
            ("list", "--borrow", "nobody"),
            'There is no borrowed log "nobody". There are asha, maren, tomas, lin, devi, jo and alba.',
        ),
        (
            ("import", "none.csv"),
            "none.csv: it can't be read (No such file or directory). Please check the name and the folder.",
        ),
        (("export", "log.doc"), "log.doc: please name a file that ends in .csv or .json."),
    ],
)
def test_bad_input_is_refused_in_one_sentence_and_nothing_is_saved(
    arguments: tuple[object, ...], sentence: str
) -> None:
    workshop("log", "first", "--on", "2026-03-02")
    before = my_log().version
    assert refused(*arguments) == sentence
    assert my_log().version == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("nope",),
        ("log", "--nope"),
        ("answer",),
        ("answer", "x", "yes"),
        ("answer", 1),
        ("list", "extra"),
        ("import",),
        ("set", "calm"),
    ],
)
def test_wrong_use_is_two(arguments: tuple[object, ...]) -> None:
    done = workshop(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "Usage: workshop" in done.err


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        (r"$\frac", r"$\frac"),
        ("👩🏽‍💻 שלום", "👩🏽‍💻 שלום"),
        ("bell\x07 esc\x1b[31m a\u202eb", "bell esc[31m ab"),
        ("lone \udcff byte", "lone  byte"),
        ("two\nlines", "two lines"),
    ],
)
def test_hostile_text_is_kept_cleaned(typed: str, kept: str) -> None:
    assert said("log", typed) == f'Saved as ask 1: "{kept}", {TODAY}.\n'
    assert told("list")["asks"][0]["alias"] == kept


# The journal


def test_the_journal_may_lie_anywhere(home: Path) -> None:
    place = home / "ein Ort mit Ümläuten"
    said("log", "elsewhere", "--journal", place)
    assert told("list") == {"asks": []}
    for command in ("list", "summary", "verify"):
        assert json.loads(workshop(command, "--json", "--journal", place).out) != told(command)
    assert said("answer", 1, "yes", "--journal", place).startswith("Saved")
    assert not (home / "journal").exists()
    assert told("verify") == {"files": 0, "lines": 0, "records": 0, "problems": []}


def test_a_folder_that_is_a_file_is_said(home: Path) -> None:
    (home / "file").write_text("x")
    said_ = refused("list", "--journal", home / "file")
    assert said_.endswith(
        "a file lies where the folder should be. Move it, or choose another place with WORKSHOP_JOURNAL."
    )


def test_damage_goes_to_stderr_and_stops_nothing(home: Path) -> None:
    journal(
        home / "journal",
        ask(1, 1, "a"),
        b"junk\n",
        ask(2, 2, "b"),
        ask(3, 3, "i", change="import-x"),
    )
    wrong = (
        "journal-here.txt: 1 line could not be read (line 2: it was cut off or changed). "
        "Nothing was deleted, and everything else was read.\n"
        "The import import-x did not come to its end: 1 line of it left out. Run it again; nothing else is missing.\n"
    )
    for command in ("list", "summary"):
        done = workshop(command, "--json")
        assert (done.status, done.err) == (0, wrong)
        found = json.loads(done.out)["asks"]
        assert (found if isinstance(found, int) else len(found)) == 2
    done = workshop("log", "new")
    assert (done.status, done.out, done.err) == (0, f'Saved as ask 3: "new", {TODAY}.\n', wrong)
    done = workshop("verify", "--json")
    assert (done.status, done.err) == (1, wrong)
    assert json.loads(done.out) == {
        "files": 2,
        "lines": 5,
        "records": 3,
        "problems": [
            {"file": "journal-here.txt", "line": 2, "problem": "it was cut off or changed"},
            {"file": None, "line": None, "problem": wrong.splitlines()[1]},
        ],
    }
    assert workshop("verify").out == "2 files, 5 lines, 3 records: 2 problems.\n"


def test_a_newer_journal_is_read_and_said(home: Path) -> None:
    journal(
        home / "journal",
        ask(1, 1, "a"),
        raw(2, "b", {"asked_on": "2026-03-02", "number": 2, "new": 1}, "ask", v=9),
    )
    done = workshop("list", "--json")
    assert (done.status, len(json.loads(done.out)["asks"])) == (0, 2)
    assert (
        done.err
        == "A newer version of the kit wrote 1 line of this journal. Update the kit to see all of it.\n"
    )


def test_a_whole_journal_is_verified() -> None:
    said("log", "a", "--outcome", "no_final")
    assert said("verify") == "1 file, 4 lines, 2 records: 0 problems.\n"


def test_what_cannot_be_saved_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workshop.journal.files.os.write", full)
    assert refused("log", "a") == (
        f"Nothing was saved or lost, but the folder {home / 'journal'} can't be used now: "
        "the disk is full. Free some room, then save again."
    )


# In and out


def test_import_says_what_it_did(home: Path) -> None:
    (home / "in.csv").write_text(
        "asked_on,alias,outcome,Notes\n2026-03-02,a,yes,x\n,b,yes,x\n2026-03-03,c,maybe,x\n"
    )
    found = told("import", home / "in.csv", "--dry-run")
    assert found.keys() >= {
        "columns",
        "outcomes",
        "unused",
        "asks",
        "skipped",
        "questions",
        "problems",
    }
    assert {
        name: found[name]
        for name in ("columns", "outcomes", "questions", "asks", "skipped", "unused", "change")
    } == {
        "columns": {"asked_on": "asked_on", "alias": "alias", "outcome": "outcome"},
        "outcomes": {},
        "questions": [],
        "asks": 2,
        "skipped": 0,
        "unused": ["Notes"],
        "change": None,
    }
    assert [(problem["row"], problem["column"]) for problem in found["problems"]] == [
        (4, "outcome")
    ]
    assert (
        workshop("import", home / "in.csv", "--dry-run").out
        == "Tried only, nothing saved: 2 asks imported, 1 problem to look at.\n"
    )
    done = workshop("import", home / "in.csv")
    change = my_log().last_change
    assert done == Done(
        0,
        f"2 asks imported, 1 problem to look at.\nTo take all of it back: workshop undo {change}\n",
        'row 4, outcome: "maybe" is none of yes, no_unclear, no_for_now, no_final, no_opening, silence, '
        "fell_through, waiting or withdrawn. Please choose one. The row was not imported.\n",
    )
    assert (
        workshop("import", home / "in.csv").out
        == "0 asks imported, 2 were there already, 1 problem to look at.\n"
    )
    assert said("undo", change) == "Undone: the import, 2 asks: a and b.\n"
    assert told("list") == {"asks": []}


def test_export_and_import(home: Path) -> None:
    said("log", "=1+1", "--on", "2026-03-02", "--outcome", "no_final")
    assert said("export", home / "out.csv") == f"1 ask written to {home / 'out.csv'}.\n"
    assert said("import", home / "out.csv", "--journal", home / "other").startswith(
        "1 ask imported.\n"
    )
    assert (
        json.loads(workshop("list", "--json", "--journal", home / "other").out)["asks"][0]["alias"]
        == "=1+1"
    )
    said("export", home / "out.json")
    assert json.loads((home / "out.json").read_text())["asks"][0]["outcome"] == "no_final"


# The machine


def test_check_says_what_is_ready(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = told("check")
    assert found["ready"] is True
    assert [(one["check"], one["ok"]) for one in found["checks"]] == [
        (name, True) for name in ("python", "libraries", "folder", "journal", "chart")
    ]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split("[>=]", each)[0].lower() for each in settings["dependencies"]}
    checked = found["checks"][1]["told"].lower().split(", ")
    assert {library.partition(" ")[0] for library in checked} == needed
    assert not (home / "journal").exists()
    journal(home / "journal", b"junk\n")
    done = workshop("check")
    assert done.status == 1
    assert (
        "LOOK  journal: journal-here.txt: 1 line could not be read (line 1: it was cut off or changed)."
        in done.out
    )


def test_open_starts_the_notebooks(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda program, arguments: started.append(arguments))
    start = ROOT / "start.py"
    for arguments, page in (((), "00"), (("02",), "02")):
        assert workshop("open", *arguments).status == 0
        program, script, notebook = started.pop()
        assert (program, script, notebook[:2]) == (sys.executable, str(start), page)
    assert refused("open", "99").startswith("There is no page 99. There are 00, ")


def test_the_command_itself_as_installed(home: Path) -> None:
    command = Path(sys.executable).with_name("workshop")
    run = {
        "capture_output": True,
        "check": False,
        "env": {**os.environ, "PYTHONIOENCODING": "ascii"},
    }
    assert subprocess.run([command, "log", "👍 Größe"], **run).stdout.startswith(
        b'Saved as ask 1: "? Gr??e"'
    )
    listed = subprocess.run([command, "list", "--json"], **run)
    assert json.loads(listed.stdout)["asks"][0]["alias"] == "👍 Größe"
    bad = subprocess.run([command, "log", "x", "--kind", "wish"], **run)
    assert (bad.returncode, bad.stdout, bad.stderr.count(b"\n")) == (1, b"", 1)
    assert subprocess.run([command, "nope"], **run).returncode == 2


def test_every_writing_command_has_its_twin() -> None:
    for name in ("ask", "step", "answer", "change", "remove", "undo", "link", "set"):
        assert callable(getattr(Log, name))


def test_a_log_of_nothing_at_all_asks_for_a_name() -> None:
    done = workshop("log")
    assert (done.status, done.out) == (1, "")
    assert (
        done.err
        == 'Whom did you ask? Give it a name, such as: workshop log "a nickname". Nothing was saved.\n'
    )
    assert told("list")["asks"] == []
    said("log", "--kind", "job")
    assert len(told("list")["asks"]) == 1


def test_the_labels_that_the_kit_shows_are_accepted_and_own_words_are_shown_as_theirs() -> None:
    said("set", "word.kind.mentor", "Mentoring")
    said("log", "North", "--on", "2026-03-02", "--kind", "Mentoring", "--channel", "In person")
    assert said("answer", 1, "No, final") == 'Saved for ask 1, "North": no, final.\n'
    assert "North (Mentoring, In person)" in said("list")
    assert told("list")["asks"][0]["kind"] == "mentor"
    assert said("undo") == "Undone: North, no, final.\n"
    said("answer", 1, "no")
    assert told("list")["asks"][0]["outcome"] == "no_unclear"


def test_a_final_no_is_not_asked_after_by_the_command() -> None:
    said("log", "North", "--on", "2026-03-02", "--outcome", "no_final")
    done = workshop("step", 1, "probed")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith('"North" is closed for good, so nothing is asked after it.')


def test_an_ask_without_a_known_day() -> None:
    assert (
        said("log", "North", "--on", "unknown", "--outcome", "no_final")
        == 'Saved as ask 1: "North", day unknown.\n'
    )
    assert said("list") == "   1  day unknown No, final                   North\n"
    assert told("list")["asks"][0]["asked_on"] is None
    assert said("change", 1, "asked_on=2026-03-02").startswith("Changed")
    assert told("list")["asks"][0]["asked_on"] == "2026-03-02"
