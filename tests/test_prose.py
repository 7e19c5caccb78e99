"""How the pages read: sentences that can be spoken, few inputs, sources for what is claimed,
one word for one thing.
"""

import calendar
import importlib.util
import json
import math
import re
import statistics
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_notebook_texts import CONTENT, ROOT, STUDY, cells, plain, written
from tests.test_notebooks import source
from workshop import exercises, tables
from workshop.analysis.ratio import no_to_yes
from workshop.exercises.kinds import Choice, Exercise, Sort, Steps
from workshop.pictures import PICTURES
from workshop.samples import borrow
from workshop.vocabulary import DOORS

PAGES = ROOT / "notebooks"
DONE = (
    "today",
    "00-start-here",
    "01-what-are-you-selling",
    "02-the-log",
    "03-predict-your-nos",
    "04-shades-of-no",
    "05-what-i-told-myself",
)
"""The pages that keep to all of this; the others are being rewritten."""
STORIES_DONE = ("asha", "maren", "tomas", "lin", "devi", "jo", "alba")
"""The stories whose doors and questions back are as the pages say."""
WORDS = {"today": (100, 300)}
"""How long a page is, where it is not from 500 to 1,200 words: the page of a day takes a minute."""
ONE_INPUT = ("pick_log", "entry_form", "entries", "waits", "settings", "past_asks", "board")
"""What asks for one thing: a choice, a line, a list that one may leave, a guess."""
FOOT = "[Who found what](sources.ipynb), and how sure it is."
every_page = pytest.mark.parametrize("name", DONE)


def page(name: str) -> Path:
    return PAGES / f"{name}.ipynb"


def spoken(text: str) -> str:
    """What is read aloud: without headings, without the labels in bold that stand before a
    paragraph.
    """
    text = re.sub(r"^#+ .*$", "", text, flags=re.MULTILINE)
    return plain(re.sub(r"^(- )?\*\*[^*]+[.:]\*\*", "", text, flags=re.MULTILINE))


def sentences(text: str) -> list[int]:
    """How many words each sentence has; a quotation inside a sentence is a part of it."""
    found = re.split(r"[.?!…]+[”)*]*(?=\s+[A-ZÀ-Þ“]|\s*$)|\n\s*\n|\n(?=- |\d\. )", text, flags=re.M)
    counts = [len(re.findall(r"\w[\w'’-]*", part)) for part in found]
    return [count for count in counts if count]


@every_page
def test_sentences_can_be_spoken(name: str) -> None:
    told = [text for text, tags in cells(page(name)) if "plain" not in tags]
    lengths = sentences("\n\n".join(map(spoken, told)))
    assert 12 <= statistics.mean(lengths) <= 15, statistics.mean(lengths)
    short = sum(length <= 6 for length in lengths)
    assert 4 * short <= len(lengths), f"{short} of {len(lengths)}"


def test_a_sentence_is_counted_as_it_is_spoken() -> None:
    assert sentences("He asked: “Why?” Nobody knew. It rained.") == [3, 2, 2]
    assert sentences("one two\n- three") == [2, 1]
    assert sentences(spoken("**Your turn.** Throw a die.")) == [3]


@every_page
def test_a_page_is_as_long_as_its_minutes(name: str) -> None:
    told = sum(len(re.findall(r"[\w'’-]+", plain(text))) for text, _ in cells(page(name)))
    least, most = WORDS.get(name, (500, 1200))
    assert least <= told <= most, told


def scene(name: str) -> str:
    """The first paragraph of a page; on *Today*, where the cards come first, it stands below
    them.
    """
    place = -1 if name == "today" else 1
    paragraphs = cells(page(name))[place][0].split("\n\n")
    found = [part for part in paragraphs if re.match(r"[A-Z“]", part)]
    return found[1] if name == "today" else found[0]


@every_page
def test_it_opens_with_a_scene_and_ends_with_its_sources(name: str) -> None:
    assert 45 <= len(scene(name).split()) <= 90, len(scene(name).split())
    assert "“" in scene(name)
    assert cells(page(name))[-1][0].endswith(FOOT)
    assert written(page(name)).count("emergency line") == 1


@every_page
def test_a_scene_quotes_what_stands_in_a_log(name: str) -> None:
    logs = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "data/stories").iterdir())
    for quoted in re.findall(r"“([^”]+)”", scene(name)):
        assert quoted.strip(".,!?").lower() in logs.lower(), quoted


def lines_of_code(name: str, *, folded: bool = False) -> Iterator[str]:
    """The lines of code of the core, or those under *More, if you like*."""
    section = ""
    for cell in json.loads(page(name).read_text(encoding="utf-8"))["cells"]:
        tags = cell["metadata"].get("tags", [])
        section = next((tag for tag in tags if tag.startswith("section-")), section)
        if cell["cell_type"] == "code" and (section == "section-more") == folded:
            yield from source(cell).splitlines()


def inputs(line: str) -> int:
    """How many things a line of code puts before a person to fill in or to choose."""
    called = re.search(r'ws\.(\w+)\((?:\w+(?:, )?)?(?:"([\w.]+)")?', line)
    if not called:
        return 0
    what, name = called.groups()
    if what == "exercise":
        return asked(exercises.load(name))
    return int(what in ONE_INPUT or (what == "picture" and bool(PICTURES[name].guess)))


def asked(exercise: Exercise) -> int:
    """How many inputs an exercise has; a list that one wrote oneself counts once."""
    if isinstance(exercise, Steps):
        return sum(asked(exercises.load(part)) for part in exercise.parts)
    if isinstance(exercise, Sort) and exercise.lines_of:
        return 1
    return len(exercise.questions())


@every_page
def test_the_core_asks_for_sixteen_things_at_most(name: str) -> None:
    counted = {line: inputs(line) for line in lines_of_code(name)}
    assert sum(counted.values()) <= 16, counted


def test_what_folds_on_01_asks_for_twenty_things() -> None:
    folded = lines_of_code("01-what-are-you-selling", folded=True)
    assert sum(map(inputs, folded)) <= 20


# ---- what is claimed

SOURCES = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
ENTRIES = {entry.partition("\n")[0]: entry for entry in re.split(r"(?m)^### ", SOURCES)[1:]}
NAMED = re.compile(
    r"([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)(?:,? (?:and|with) [A-ZÀ-Þ]?[\w’'-]+|, [A-ZÀ-Þ][\w’'-]+)*,? ((?:19|20)\d\d)\b(?! to)"
)
MONTHS = [*calendar.month_name]


def studies(text: str) -> list[tuple[str, str]]:
    """The studies that a text names: the last name of the first author, and the year."""
    found = [(who.split()[-1] if " " in who else who, year) for who, year in NAMED.findall(text)]
    return [(who, year) for who, year in found if who not in MONTHS]


def entry_of(who: str, year: str) -> str | None:
    return next(
        (text for head, text in ENTRIES.items() if who in head.split("(")[0] and year in head), None
    )


def figures(text: str) -> set[str]:
    """The figures of a text about a study: numbers of two digits or more, percentages, no
    years, no days.
    """
    bare = re.sub(r"\b(19|20)\d\d\b", "", text)
    return set(re.findall(r"\d[\d,]*\d", bare))


def claims() -> Iterator[tuple[str, str]]:
    """Each paragraph of a page and each piece of a card that tells of a study, with where it
    stands.
    """
    for path in sorted(PAGES.glob("*.ipynb")):
        if path.stem != "sources":
            yield from ((path.stem, part) for part in written(path).split("\n\n"))
    for path in (*CONTENT, ROOT / "data" / "myths.toml"):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for exercise in content["exercise"]:
            yield path.stem, " ".join(str(exercise.get(key, "")) for key in ("source", "done"))
            for card in exercise.get("cards", ()):
                yield path.stem, f"{card.get('reply', '')} {card.get('source', '')}"


def test_every_study_that_is_named_has_its_entry() -> None:
    lacking = [
        (where, *study)
        for where, text in claims()
        for study in studies(text)
        if not entry_of(*study)
    ]
    assert lacking == []


def test_every_figure_of_a_study_stands_in_its_entry() -> None:
    for where, text in claims():
        told = [entry for study in studies(text) if (entry := entry_of(*study))]
        if told and (STUDY.search(text) or "percent" in text or " of " in text):
            assert figures(text) - figures(" ".join(told)) == set(), (where, text)


def test_every_claim_of_the_quiz_names_an_entry() -> None:
    for name in exercises.names():
        if name.startswith("myths."):
            for card in exercises.load(name).cards:  # type: ignore[attr-defined]
                heads = [head.partition(" (")[0] for head in (*ENTRIES, "arithmetic")]
                assert any(head in card.source for head in heads), card.source


def test_a_claim_without_an_entry_would_be_found() -> None:
    assert studies("It helped (Nobody and others 2031; strong).") == [("Nobody", "2031")]
    assert entry_of("Nobody", "2031") is None
    assert studies("Flynn and Lake 2008; Bohns 2016") == [("Flynn", "2008"), ("Bohns", "2016")]
    assert entry_of("Harkin", "2016")
    assert figures("In 139 studies of 20,000 people in 2016") == {"139", "20,000"}


def test_every_entry_says_how_strong_it_is_and_where_it_is_used() -> None:
    for head, text in ENTRIES.items():
        assert re.search(r"\*\*(How strong|What it found):\*\*|A test works", text), head
        assert "**Used on:**" in text, head


def test_where_a_study_is_named_its_entry_says_so() -> None:
    for where, text in claims():
        for study in studies(text):
            used = (entry_of(*study) or "").partition("**Used on:**")[2].partition("\n#")[0]
            assert {"myths": "quiz"}.get(where, where[:2]) in used, (where, study)


def test_the_page_of_sources_is_the_one_of_the_documentation() -> None:
    made = importlib.util.spec_from_file_location("make_sources", ROOT / "data" / "make_sources.py")
    assert made
    assert made.loader
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "python data/make_sources.py"


def test_our_own_arithmetic_is_right() -> None:
    told = " ".join(ENTRIES["Arithmetic"].split())
    assert f"{100 * 0.9**9:.0f} have no yes in nine asks" in told
    assert f"(at 1 in 5 it is {100 * 0.8**9:.0f})" in told
    assert f"{100 * 0.9**20:.0f} have none in twenty" in told
    assert (5 / 6) ** 4 < 0.5 < (5 / 6) ** 3  # the first six within four throws
    assert 0.1 < (5 / 6) ** 12 < 0.12  # 13 throws or more
    unluckiest = math.log(1 - 0.5 ** (1 / 20)) / math.log(5 / 6)  # the median of twenty people
    assert f"the unluckiest of twenty people needs about {unluckiest:.0f}" in told


def test_what_the_pages_tell_of_the_logs_is_so() -> None:
    silent = [entry for entry in borrow("asha").asks if entry.outcome == "silence"]
    assert (len(silent), sum(entry.ask.minutes or 0 for entry in silent)) == (22, 1045)
    ratio = no_to_yes(tables.asks(borrow("maren"))).no_to_yes
    assert (round(ratio.low or 0, 1), round(ratio.value or 0), round(ratio.high or 0)) == (
        0.8,
        3,
        9,
    )
    told = [record.answer for *_, record in borrow("tomas").reflections("01.tells")]
    assert sum(week["tells"] for week in told if isinstance(week, dict)) == 171
    assert len(borrow("tomas").asks) == 60


# ---- one word for one thing


def of_done(name: str) -> bool:
    return any(page_name[:2] == name[:2] for page_name in DONE)


@pytest.mark.parametrize("name", [name for name in exercises.names() if of_done(name)])
def test_a_wrong_answer_is_told_first_that_it_is_not_the_one(name: str) -> None:
    exercise = exercises.load(name)
    if isinstance(exercise, Choice) and any(option.right for option in exercise.options):
        for option in exercise.options:
            first = re.split(r"(?<=[.:?])\s", option.reply)[0]
            assert "Kept" not in first
            assert option.right or first in ("Not this one.", "Not this one:"), option.reply


WAY_OUT = re.compile(
    r"no need|need not|all right if|skip|a word is enough|one-word|I understand|plenty|only if|if it is no"
    r"|will not (argue|reopen)|won't ask again|don't (have|need) to|awkward|fair enough|“?pass”?|is fine|leave it",
    re.IGNORECASE,
)
"""What lets somebody not answer."""


@pytest.mark.parametrize("name", STORIES_DONE)
def test_every_question_that_is_a_model_has_its_way_out(name: str) -> None:
    for ask in story(name)["ask"]:
        for step in ask.get("steps", ()):
            if step["what"] == "probed":
                assert WAY_OUT.search(step["words"]), step["words"]


@pytest.mark.parametrize("name", STORIES_DONE)
def test_the_doors_of_a_story_mean_what_the_glossary_says(name: str) -> None:
    for ask in story(name)["ask"]:
        for step in ask.get("steps", ()):
            door, reason = step.get("door"), step.get("reason")
            assert door is None or door in DOORS
            if door == "take_further":  # for a no that should not have been
                assert reason == "unfair", ask["alias"]
            if step.get("outcome") == "no_opening":
                assert door in (None, "go_through", "later", "clarify", "let_go"), ask["alias"]


def story(name: str) -> dict:  # type: ignore[type-arg]
    path = ROOT / "data" / "stories" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
