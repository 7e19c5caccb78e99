"""Everything to print for a day with others: each sheet with how many copies of it are needed.

`data/room/paper.toml` has what is on a sheet and in which order; what the kit knows already (its
exercises, the borrowed logs and their pictures) is made here.
"""

from collections.abc import Callable, Sequence

import msgspec
from markupsafe import Markup

from workshop import charts, exercises, html
from workshop.analysis.counts import against
from workshop.exercises import Exercise, Question, plain
from workshop.pictures import PICTURES
from workshop.pictures.picture import range_words
from workshop.report.plan import Plan, content
from workshop.samples import BORROWED, borrow
from workshop.vocabulary import OUTCOMES

REPLIES, MYTHS = ("04.replies", "04.four_more"), ("myths.quiz", "myths.two")
"""What is cut out and sorted, and the quiz for whoever takes the third door."""
ANSWERS, YESES = (5, 6, 7, 8, 9, 10, 12, 15, 20), range(5)
"""The rows and columns of the table of ranges."""
THROWS = 24
"""Lines of throws: one may be chosen with closed eyes."""


class Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sheet: its words, then cards to cut out, a table to fill in, squares, questions, and what
    is `made` by the kit; `copies` says for whom.
    """

    title: str
    copies: str
    words: tuple[str, ...] = ()
    cards: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    rows: int = 0
    tiles: int = 0
    blanks: tuple[tuple[str, str, tuple[str, ...], int], ...] = ()
    made: str = ""
    tone: str = ""


def sheets() -> list[Sheet]:
    """The sheets, in the order in which they are printed."""
    return msgspec.convert(content("paper.toml")["sheet"], list[Sheet])


def page(plan: Plan, counts: dict[str, int]) -> str:
    """All sheets as one page, each with its number of copies, by `counts`."""
    drawn = [_drawn(sheet, plan, counts[sheet.copies]) for sheet in sheets()]
    return str(html.page("To print", *drawn))


def _drawn(sheet: Sheet, plan: Plan, copies: int) -> Markup:
    pieces = [
        html.words(*sheet.words),
        html.piece("table", sheet.columns, [[""] * len(sheet.columns)] * sheet.rows, "blank"),
        html.piece("tiles", sheet.tiles),
        html.piece("cut", sheet.cards),
        html.card("", blanks=sheet.blanks) if sheet.blanks else Markup(),
        *(MADE[sheet.made](plan) if sheet.made else []),
    ]
    return html.piece("sheet", sheet.title, f"Copies: {copies}", pieces, sheet.tone)


def cards(each: Sequence[Exercise]) -> list[Markup]:
    """Exercises as cards for paper: lines to write on, boxes to tick."""
    return [html.card(*plain.heading(card).splitlines(), blanks=blanks(card)) for card in each]


def replies(each: Sequence[Exercise]) -> list[Markup]:
    """What could be said to the answers of exercises, where there is anything."""
    said = {
        card.title: [line.replace("→ Kept. ", "→ ") for line in card.replies()] for card in each
    }
    return [html.card(title, *lines) for title, lines in said.items() if lines]


def blanks(card: Exercise) -> list[tuple[str, str, list[str], int]]:
    """What is asked on paper, in order: the question, its hint, its boxes, and how many lines
    to write on.
    """
    return [_blank(question) for question in card.questions()] or [("", "", [*card.groups], 1)] * 5


def _blank(asked: Question) -> tuple[str, str, list[str], int]:
    boxes = list(asked.choices) or [
        str(number) for number in range(asked.high + 1) if 0 < asked.high <= 4
    ]
    such = f"Such as: {' / '.join(asked.suggest)}" if asked.suggest else ""
    hint = " ".join([asked.hint, such]).strip()
    return asked.text, hint, boxes, 0 if boxes else asked.lines


def _steps(names: Sequence[str]) -> list[Exercise]:
    found = [exercises.load(name) for name in names]
    return [exercises.load(step) for card in found for step in card.parts or (card.name,)]


def _replies(_: Plan) -> list[Markup]:
    asked = [question for card in _steps(REPLIES) for question in card.questions()]
    return [html.piece("cut", [(question.text,) for question in asked])]


def _throws(_: Plan) -> list[Markup]:
    lines = [(str(seed), "   ".join(map(str, plain.throws(seed)))) for seed in range(1, THROWS + 1)]
    return [html.piece("table", ("Line", "Throws, until the first six"), lines, "")]


def _ranges(_: Plan) -> list[Markup]:
    heads = ("Answers", *(f"{yes} yes" for yes in YESES))
    rows = [
        (str(asks), *(range_words(against(yes, asks)) if yes <= asks else "" for yes in YESES))
        for asks in ANSWERS
    ]
    return [html.piece("table", heads, rows, "")]


def _letters(_: Plan) -> list[Markup]:
    rows = [(word.letter, word.label, word.meaning) for word in OUTCOMES.values()]
    return [html.piece("table", ("Letter", "What came back", "What it means"), rows, "large")]


def _wall(_: Plan) -> list[Markup]:
    throws = [*map(str, range(1, 20)), "20 or more"]
    return [html.piece("table", ("Throw", "Dots"), [(throw, "") for throw in throws], "wall")]


def _closer(_: Plan) -> list[Markup]:
    return [_picture("asha", "closer")]


def _logs(_: Plan) -> list[Markup]:
    return [piece for name in BORROWED for piece in _log(name)]


def _log(name: str) -> list[Markup]:
    """One borrowed log: who it is of and each of its asks; then, on a page of its own, its
    board.
    """
    log = borrow(name)
    rows = [
        (
            str(entry.ask.number),
            entry.ask.name,
            f"{entry.ask.asked_on.day} {entry.ask.asked_on:%b}" if entry.ask.asked_on else "",
            log.label("channel", entry.ask.channel or ""),
            f"{OUTCOMES[entry.outcome].letter} · {OUTCOMES[entry.outcome].label}",
            (entry.stands_at and entry.stands_at.words) or "",
        )
        for entry in log.asks
    ]
    heads = ("", "Ask", "When", "How", "What came back", "What they said")
    told = [html.words(str(log.setting("story", ""))), html.piece("table", heads, rows, "log")]
    title = f"{name.title()}'s log"
    return [
        html.piece("sheet", title, "", told, ""),
        html.piece("sheet", f"{title}: the picture", "", [_picture(name, "board")], ""),
    ]


def _picture(name: str, picture: str) -> Markup:
    """A picture of a borrowed log with its sentences under it."""
    known, log = PICTURES[picture], borrow(name)
    found = known.read(log, {})
    drawn = html.piece("figure", html.source(charts.svg(known.draw(found))), found.sentence)
    return Markup("").join([drawn, html.words(*found.lines)])


MADE: dict[str, Callable[[Plan], list[Markup]]] = {
    "exercises": lambda plan: cards(_steps(plan.cards)),
    "myths": lambda _: cards(_steps(MYTHS)),
    "said": lambda plan: replies(_steps([*plan.cards, *REPLIES[1:], *MYTHS])),
    "replies": _replies,
    "throws": _throws,
    "ranges": _ranges,
    "closer": _closer,
    "letters": _letters,
    "wall": _wall,
    "logs": _logs,
}
"""What the kit makes by itself, by the name that a sheet has for it."""
