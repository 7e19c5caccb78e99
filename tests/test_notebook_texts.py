"""What the notebooks, their cards and the documentation say: sources, minutes, no myths, plain
words, notes for a room.
"""

import json
import re
from pathlib import Path

import pytest

from workshop import exercises
from workshop.exercises.kinds import Choice, Sort

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
NOTES = ROOT / "notebooks" / "facilitator" / "notes"
CONTENT = sorted((ROOT / "data" / "exercises").glob("*.toml"))
TEXTS = [
    *NOTEBOOKS,
    *CONTENT,
    *sorted(NOTES.glob("*.md")),
    *(path for path in sorted((ROOT / "docs").rglob("*.md")) if path.stem != "sources"),
    ROOT / "README.md",
]
"""Every text but the sources, which have the titles of what told of the myths."""
NAMES = [name for name in exercises.names() if not name.startswith("myths.")]
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

BANNED = (
    r"\b80 ?(%|percent).{0,40}(follow|sales|jobs)", r"(five|5)\+? (or more )?follow-?ups", r"\b44 ?(%|percent)",
    r"\b(seven|eight|7|8) (touches|contacts)", r"\b43 ?[:/–-] ?57\b", r"\b3 ?: ?1\b", r"7 ?[-–/] ?38 ?[-–/] ?55",
    r"learning pyramid|10 ?(%|percent) of what we read", r"\b3 ?(%|percent) .{0,20}written goals", r"Yale|Harvard",
    r"\b75 ?(%|percent) of (CVs|résumés|resumes)|three of four CVs", r"never advertised",
    r"women apply at 100|60 ?(%|percent) (of the points|fit)", r"\b34 ?(times|×|x)(?! (as )?long)", r"\b(57|88) ?(%|percent) more",
    r"“?Will I\?”? beats", r"\b1,?009\b|Colonel Sanders", r"\bEdison\b", r"impostor syndrome", r"statistically closer",
)  # fmt: skip
"""The claims of the teaching brief that no text may make; `data/myths.toml` alone names them,
as myths.
"""
STUDY = re.compile(r"\b(stud(y|ies)|experiments?|comparisons)\b", re.IGNORECASE)
SOURCE = re.compile(r"[A-ZÀ-Þ][\w’'-]+[^()]{0,60}\b(19|20)\d\d\b")
"""Names and a year: in the parentheses of a paragraph, or in the `source` of a card."""
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûü]+")


def cells(path: Path) -> list[tuple[str, list[str]]]:
    """The text of each cell of words, with its tags."""
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    kept = [cell for cell in found if cell["cell_type"] == "markdown"]
    return [("".join(cell["source"]), cell["metadata"].get("tags", [])) for cell in kept]


def written(path: Path) -> str:
    return (
        "\n\n".join(text for text, _ in cells(path))
        if path.suffix == ".ipynb"
        else path.read_text(encoding="utf-8")
    )


def unsourced(text: str) -> list[str]:
    """The paragraphs that tell a figure of a study and no name with a year in parentheses."""
    told = [
        part
        for part in re.split(r"\n\s*\n", text)
        if any(map(has_study_figure, re.split(r"(?<=[.?!])\s", part)))
    ]
    return [
        part
        for part in told
        if not any(SOURCE.search(inside) for inside in re.findall(r"\(([^()]*)\)", part))
    ]


def has_study_figure(sentence: str) -> bool:
    numbers = r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten)\b|\bhalf\b"
    return bool(STUDY.search(sentence) and re.search(numbers, sentence))


def minutes(text: str) -> int:
    return sum(int(found) for found in re.findall(r"^## .*· (\d+) minutes?$", text, re.MULTILINE))


def syllables(word: str) -> int:
    """How many syllables an English word has, about: its groups of vowels, without the silent e of
    an ending, never none.

    Silent is a last e (not after a consonant and l, as in *table*), that of -ed (not after t or d)
    and of -es (not after a hiss). Right for nine of ten common words, and no word list has to be
    downloaded.
    """
    bare = re.sub(r"['’]s$", "", word.lower())
    bare = re.sub(r"(?<![td])ed$|(?<![sxzcgh])es$|(?<![^aeiou]l)e$", "", bare)
    return max(1, len(VOWELS.findall(bare)))


def reading_ease(text: str) -> float:
    """Flesch's reading ease (1948): 206.835 - 1.015 words a sentence - 84.6 syllables a word.

    60 to 70 is plain English, and newspapers lie between 45 and 65; more is easier.
    """
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)
    sentences = [
        part
        for part in re.split(r"[.?!…]+[”)*]*(?:\s|$)|\n+", text)
        if re.search(r"[^\W\d_]", part)
    ]
    return (
        206.835
        - 1.015 * len(words) / len(sentences)
        - 84.6 * sum(map(syllables, words)) / len(words)
    )


def plain(text: str) -> str:
    """Without markup: what a reader reads."""
    return re.sub(r"`[^`]*`|\]\([^)]*\)|[*#>\[]|^- ", "", text, flags=re.MULTILINE)


def test_syllables_are_counted_well_enough() -> None:
    known = {
        "no": 1, "asked": 1, "silence": 2, "answer": 2, "table": 2, "people": 2, "notebook": 2, "person": 2, "range": 1,
        "opened": 2, "times": 1, "yes": 1, "question": 2, "easy": 2, "waited": 2, "little": 2, "before": 2, "paper": 2,
    }  # fmt: skip
    assert sum(syllables(word) == count for word, count in known.items()) >= 0.9 * len(known)


def test_reading_ease_tells_easy_from_hard() -> None:
    assert reading_ease("The cat sat on the mat. It was warm.") > 100
    assert (
        reading_ease(
            "Organisational rejection necessitates comprehensive psychological reinterpretation."
        )
        < 0
    )


@every_notebook
def test_it_reads_no_harder_than_a_newspaper(path: Path) -> None:
    assert reading_ease(plain(written(path))) >= 55


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_cards_read_no_harder_than_a_newspaper(path: Path) -> None:
    told = " ".join(re.findall(r'"([^"]{20,})"', path.read_text(encoding="utf-8")))
    assert reading_ease(told) >= 55


@every_notebook
def test_what_a_study_found_has_its_source_beside_it(path: Path) -> None:
    assert unsourced(written(path)) == []


def test_a_figure_without_a_source_would_be_found() -> None:
    assert unsourced("In 12 studies, it helped.") == ["In 12 studies, it helped."]
    assert unsourced("In 12 studies, it helped (Webb and others 2012; strong).") == []
    assert unsourced("In 12 studies it helped.\n\nElsewhere (Webb 2012).") == [
        "In 12 studies it helped."
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_card_that_tells_of_a_study_names_it(name: str) -> None:
    exercise = exercises.load(name)
    said = [exercise.question, exercise.hint, exercise.done]
    said += [option.reply for option in exercise.options] if isinstance(exercise, Choice) else []
    told = any(
        has_study_figure(sentence) for text in said for sentence in re.split(r"(?<=[.?!])\s", text)
    )
    assert not told or SOURCE.search(exercise.source)


@every_notebook
def test_the_minutes_of_the_sections_are_those_of_the_header(path: Path) -> None:
    alone = re.search(r"\*\*Minutes:\*\* (\d+) minutes alone, (\d+) in a room", written(path))
    assert alone
    assert minutes(written(path)) == int(alone[1])
    notes = (NOTES / f"{path.name[:2]}.md").read_text(encoding="utf-8")
    assert minutes(notes) == int(alone[2])
    assert f"({alone[2]} minutes in a room)" in notes.splitlines()[0]


@every_notebook
def test_every_section_has_its_notes_in_order(path: Path) -> None:
    notes = (NOTES / f"{path.name[:2]}.md").read_text(encoding="utf-8")
    sections = [
        tag.removeprefix("section-")
        for _, tags in cells(path)
        for tag in tags
        if tag.startswith("section-")
    ]
    assert re.findall(r"^## ([a-z-]+) ·", notes, re.MULTILINE) == sections


@every_notebook
def test_the_header_and_the_end_have_their_parts(path: Path) -> None:
    first, last = cells(path)[1][0], cells(path)[-1][0]  # before it stands how to start elsewhere
    assert re.search(r"^\*[^*]+\?\*$", first, re.MULTILINE)
    for part in ("**At the end**", "**Minutes:**", "**Ways to take part:**"):
        assert part in first
    for part in (
        "**Take with you:**",
        "**Next:**",
        "**A way to stop.**",
        "practice, not therapy",
        "crisis or emergency",
    ):
        assert part in last
    assert "**Think back.**" in written(path)


@every_notebook
def test_its_cards_are_there_and_one_of_them_is_its_check(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    used = re.findall(r'ws\.exercise\(\w+, \\"([\w.]+)\\"\)', source)
    assert {exercises.load(name).name for name in used} == {*used}
    assert f"{path.name[:2]}.check" in used


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_makes_a_banned_claim(path: Path) -> None:
    text = written(path)
    assert [
        found.group() for claim in BANNED for found in re.finditer(claim, text, re.IGNORECASE)
    ] == []


def test_the_myths_are_named_as_myths() -> None:
    sets = [exercises.load(name) for name in exercises.names() if name.startswith("myths.")]
    named = [
        card
        for quiz in sets
        if isinstance(quiz, Sort)
        for card in quiz.cards
        if any(re.search(claim, card.text, re.IGNORECASE) for claim in BANNED)
    ]
    assert {card.group for card in named} == {"Myth"}
    assert len(named) >= 6


@pytest.mark.parametrize("name", exercises.names())
def test_every_wrong_answer_has_a_reply_of_its_own(name: str) -> None:
    exercise = exercises.load(name)
    if isinstance(exercise, Choice) and any(option.right for option in exercise.options):
        replies = [option.reply for option in exercise.options]
        assert all(replies)
        assert len({*replies}) == len(replies)
    if isinstance(exercise, Sort):
        for card in exercise.cards:
            assert all(mistake.reply and mistake.tag for mistake in card.wrong.values())
            assert {*card.wrong} == ({*exercise.groups} - {card.group} if card.group else set())
