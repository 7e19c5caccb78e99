"""Everything for a day with others, in one folder: the plan with clock times, the mails, the host
sheet with the materials, all there is to print, and the guide.
"""

from datetime import date, timedelta
from pathlib import Path
from string import Template

import msgspec
from markupsafe import Markup

from workshop import html
from workshop.analysis.words import day_words
from workshop.output import written
from workshop.report import sheets
from workshop.report.plan import Block, Plan, content, plan, unmarked
from workshop.samples import beside
from workshop.text import Problem

GUIDE = ("facilitating.md", "room/trouble.md", "room/evidence.md", "room/words.md")
"""The pages of the guide, in `docs`."""
SPARE = 2
"""How many more than those without a laptop get everything on paper: a machine will not start."""


class Day(msgspec.Struct, frozen=True):
    """What is known of the day: its plan, how many people come and how many of them without a
    laptop, when it starts, and `on` which day, where that is settled.
    """

    plan: Plan
    people: int
    without: int
    starts: str
    on: date | None

    @property
    def counts(self) -> dict[str, int]:
        """How many copies of what is for everybody, those on paper, two people, four, all."""
        people, paper = self.people, min(self.people, self.without + SPARE)
        shared = {"pairs": -(-people // 2), "fours": -(-people // 4), "one": 1}
        return {"people": people, "paper": paper} | shared

    def words(self, days: int = 0) -> str:
        """The day in words, or so many days from it."""
        if self.on is None:
            return f"{days:+} days" if days else "[the day]"
        found = self.on + timedelta(days)
        return f"{found:%A}, {day_words(found)}"


def prepare(
    folder: Path | str,
    length: str = "90",
    people: int = 14,
    without: int = 1,
    starts: str = "18:30",
    on: date | None = None,
    *,
    force: bool = False,
) -> list[Path]:
    """Write the folder, and return its files; `Problem` where something does not fit."""
    if not 0 <= without <= people or not 1 <= people <= 500:
        raise Problem(
            "Please say how many people come, from 1 to 500, and how many of them without a "
            "laptop.",
            "people",
        )
    day, place = Day(plan(length), people, without, starts, on), Path(folder)
    files = {
        "1-plan.html": _plan(day),
        "2-host-sheet.html": _host(day),
        "3-to-print.html": sheets.page(day.plan, day.counts),
        "4-guide.html": guide(),
    } | {mail["file"]: _mail(day, mail) for mail in content("mails.toml")["mail"]}
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(f"{place}: there can be no folder there ({error.strerror}).") from error
    return [written(place / name, text, force=force) for name, text in files.items()]


def guide() -> str:
    """The guide and what it links, as one page."""
    pieces = []
    for name in GUIDE:
        title, _, text = beside("docs", *name.split("/")).read_text("utf-8").partition("\n")
        pieces.append(
            html.piece("sheet", title.removeprefix("# "), "", [html.marked(text)], "dense")
        )
    return str(html.page("The guide", *pieces))


def _plan(day: Day) -> str:
    """A table of each day on a page of its own, then all that is said and done, block by block."""
    pieces, several = [], len(day.plan.days) > 1
    for place, blocks in enumerate(day.plan.days):
        which = f"Evening {place + 1}, " if several else ""
        pieces.append(_table(day, blocks, f"{which}{day.words(7 * place)}, {day.starts}"))
    for place, blocks in enumerate(day.plan.days):
        which = f"Evening {place + 1}, in full" if several else "In full"
        told = html.piece("told", [_told(day, block) for block in blocks])
        pieces.append(html.piece("sheet", which, "", [told], ""))
    return str(html.page(day.plan.title, html.note(day.plan.about), *pieces))


def _table(day: Day, blocks: list[Block], title: str) -> Markup:
    rows = [
        (
            block.clock(day.starts),
            f"{block.minutes}",
            block.title,
            block.section.screen,
            block.section.do,
            unmarked(block.section.cut),
        )
        for block in blocks
    ]
    heads = ("At", "Min", "What", "On the screen", "Do", "If late, leave out")
    return html.piece("sheet", title, "", [html.piece("table", heads, rows, "day")], "")


def _told(day: Day, block: Block) -> tuple[str, list[tuple[str, Markup]]]:
    title = f"{block.clock(day.starts)} · {block.minutes} minutes · {block.title}"
    return title, [(name, html.marked(text)) for name, text in block.section.told.items()]


def _host(day: Day) -> str:
    paper = content("paper.toml")
    asked = [(each["text"], "", (), each["lines"]) for each in paper["host"]]
    printed = [(sheet.title, str(day.counts[sheet.copies])) for sheet in sheets.sheets()]
    packed = [(each["what"], str(day.counts[each["count"]])) for each in paper["pack"]]
    return str(
        html.page(
            f"{day.plan.title}: host sheet and materials",
            html.piece(
                "sheet",
                "Host sheet, to fill in before the day",
                "",
                [html.card("", blanks=asked)],
                "dense",
            ),
            html.piece(
                "sheet",
                f"Materials, for {day.people} people, {day.without} of them without a laptop",
                "",
                [
                    html.piece("table", ("Printed, from 3-to-print.html", "Copies"), printed, ""),
                    html.piece("table", ("Packed", "How many"), packed, ""),
                ],
                "",
            ),
        )
    )


def _mail(day: Day, mail: dict[str, str]) -> str:
    page = day.plan.page
    known = {
        "title": day.plan.title,
        "day": day.words(),
        "starts": day.starts,
        "minutes": day.plan.day,
        "open_page": f"On the day, start it with: python3 start.py {page}." if page else "",
        "check": "the number",
    }
    said = Template(mail["text"]).substitute(known).strip()
    return f"Send it on: {day.words(int(mail['days']))}\n\n{said}\n"
