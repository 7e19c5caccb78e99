"""`python -m tests.gallery [NAME ...]`: every card and every picture in its five states, on one
page.

Each is drawn by the real `panel.js` in Chromium, 390, 656 and 1,200 px wide, light and in forced
colours, as a screenshot in artefacts/gallery/, and all of them side by side in its index.html. What
can be measured is measured: text over the right edge, targets under 44 px, words over words, more
than one blue.
"""

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import workshop as ws
from tests.browser.lab import ARTEFACTS
from tests.chromium import launched
from tests.widgets.bench import Bench
from tests.widgets.many import own_log
from workshop.exercises import save
from workshop.journal import Log
from workshop.pictures import PICTURES
from workshop.widgets.panel import Panel

WIDTHS = (390, 656, 1200)
COLOURS = ("light", "forced")
TODAY = date.today()
SOON = str(TODAY + timedelta(4))
CARDS = (
    "00.where", "01.five", "01.move", "01.sentences", "01.week", "01.cv", "03.dice", "03.room",
    "04.door", "04.silence", "04.know", "05.before", "today",
)  # fmt: skip
"""A card of each kind; one about a no; the one of *Today*."""

Make = Callable[[Log], Panel]
Refuse = Callable[[Panel], None]
FEW: tuple[dict[str, Any], ...] = (
    {"alias": "North", "on": 40, "kind": "job", "channel": "written"},
    {"alias": "East", "on": 30, "kind": "job", "channel": "form", "outcome": "silence"},
    {"alias": "an hour of advice, and a second look at what I wrote", "on": 20, "outcome": "yes"},
    {"alias": "a raise", "on": 18, "outcome": "no_for_now", "door": "later", "door_on": 0},
    {"alias": "museum shop", "on": 16, "outcome": "no_unclear", "reason": "timing"},
    {"alias": "the fair", "on": 9, "outcome": "no_final"},
    {"alias": "night shift swap", "on": 8, "outcome": "fell_through", "answered_on": 4},
    {"alias": "South", "on": 5, "kind": "client", "channel": "call"},
)
LONGEST = {"alias": "https://example.org/" + "x" * 120, "on": 3, "kind": "idea"}


def press(action: str, *more: str, **values: str) -> Refuse:
    """What a person presses who gets refused: an action, with what was typed."""
    return lambda panel: panel.press(action, *more, **values)


def opened(name: str) -> Make:
    """A picture behind its gate."""

    def make(log: Log) -> Panel:
        panel = ws.picture(log, name)
        panel.press("look")
        return panel

    return make


def put_off(panel: Panel) -> None:
    panel.press("later", "4")
    panel.press("put_off", "4", door_on="")


def no_answer_chosen(panel: Panel) -> None:
    panel.press("answer", "8")
    panel.press("save", outcome="", on="2027-02-30")


SHOWN: dict[str, tuple[Make, Refuse | None]] = {
    "today": (ws.today, None),
    "entry_form": (ws.entry_form, press("save", alias="x" * 201)),
    "past_asks": (ws.past_asks, press("look", pasted="museum shop, no, 31 February")),
    "what_came": (lambda log: ws.entries(log, only_open=True), no_answer_chosen),
    "entries": (ws.entries, no_answer_chosen),
    "due": (ws.due, put_off),
    "settings": (ws.settings, press("save", **{"horizon.job": "two weeks"})),
    "where": (ws.where, press("open")),
    "pick_log": (ws.pick_log, None),
    **{
        f"card {name}": (lambda log, name=name: ws.exercise(log, name), press("keep", "0"))
        for name in CARDS
    },
    "gate": (lambda log: ws.picture(ws.borrow("asha"), "waiting"), press("guess", guess="soon")),
    "picture all": (opened("all"), None),
    **{f"picture {name}": (opened(name), None) for name in PICTURES},
    "picture closer": (opened("closer"), press("again", chance="ten")),
}
"""Every card and picture, and what makes it refuse, where it can."""

FAULTS = """() => {
    const root = document.querySelector(".nty"), edge = root.getBoundingClientRect().right, found = [];
    const blue = /rgb\\((\\d+), (\\d+), (\\d+)\\)/, blues = new Set();
    const name = (node) => `${(node.tagName ?? "words").toLowerCase()} "${(node.textContent || node.name || "").slice(0, 30)}"`;
    const seen = (node) => node.checkVisibility() && !node.closest(".nty-bare > legend, .nty-said, .nty-table");
    for (const node of [...root.querySelectorAll("*")].filter(seen)) {
        const box = node.getBoundingClientRect(), style = getComputedStyle(node);
        if (box.right > edge + 0.5) found.push(`over the edge: ${name(node)}`);
        for (const colour of [style.color, style.backgroundColor, style.borderTopColor]) {
            const [, red, green, blueness] = (colour.match(blue) ?? []).map(Number);
            if (blueness - red > 80 && blueness > green) blues.add(colour);
        }
    }
    for (const node of root.querySelectorAll("button, input, select, textarea, summary")) {
        const { width, height } = (node.type === "radio" ? node.parentElement : node).getBoundingClientRect();
        if (width && (height < 44 || width < 44)) found.push(`${Math.round(width)} x ${Math.round(height)} px: ${name(node)}`);
    }
    const words = [], walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walk.nextNode() && words.length < 300) {
        const range = document.createRange(), node = walk.currentNode;
        range.selectNodeContents(node);
        if (node.textContent.trim() && seen(node.parentElement)) words.push([node, [...range.getClientRects()]]);
    }
    const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 6;
    words.forEach(([node, boxes], at) => words.slice(at + 1).forEach(([other, more]) => {
        if (boxes.some((one) => more.some((two) => over(one, two)))) found.push(`over each other: ${name(node)}, ${name(other)}`);
    }));
    return [found, [...blues]];
}"""


def few(folder: Path) -> Log:
    """Eight asks of the last weeks with something due, and one whose name can't be broken."""
    log = ws.my_log(folder)
    for ask in (*FEW, LONGEST):
        days = {name: TODAY - timedelta(ask[name]) for name in ask.keys() & {"on", "answered_on"}}
        door = {"door_on": TODAY - timedelta(ask["door_on"])} if "door_on" in ask else {}
        log.ask(**{**ask, **days, **door})
    return log


def states(folder: Path) -> dict[str, Log]:
    """The five states; the last one is the few asks, for a card that refuses."""
    logs = {
        "empty": ws.my_log(folder / "empty"),
        "one ask": own_log(folder / "one", 1, on=str(TODAY), outcome="waiting"),
        "a few": few(folder / "few"),
        "a thousand": own_log(folder / "thousand", 1000),
    }
    save(logs["a few"], "05.before", [4, 2, 3], ask=5)
    return {**logs, "refused": few(folder / "refused")}


def screenshots(bench: Bench, panel: Panel, stem: str, folder: Path) -> Iterator[str]:
    """Draw a panel at each width and in each colours; says what is wrong with it."""
    bench.show(panel)
    for colours in COLOURS:
        bench.page.emulate_media(forced_colors="active" if colours == "forced" else "none")
        for width in WIDTHS:
            bench.page.set_viewport_size({"width": width, "height": 900})
            bench.page.wait_for_timeout(30)
            card = bench.page.locator(".nty")
            card.screenshot(path=folder / f"{stem}.{width}.{colours}.png")
            found, blues = bench.page.evaluate(FAULTS)
            yield from (f"{stem}, {width} px, {colours}: {fault}" for fault in found)
            if colours == "light":
                drawn = {*blues, *blues_of(panel)}
                yield from [f"{stem}: the blues {sorted(drawn)}"] * (len(drawn) > 1)


def blues_of(panel: Panel) -> set[str]:
    """The blues of the pictures of a panel, as a browser writes a colour."""
    hexes = set(re.findall(r"#([0-9a-f]{6})", unquote(str(panel.view["parts"]))))
    found = [tuple(int(each[at : at + 2], 16) for at in (0, 2, 4)) for each in hexes]
    return {
        f"rgb({red}, {green}, {blue})"
        for red, green, blue in found
        if blue - red > 80 and blue > green
    }


def main(*wanted: str, folder: Path = ARTEFACTS / "gallery") -> list[str]:
    """Draw all, or those whose names are given, and write the page; returns what is wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [name for name in SHOWN if not wanted or name in wanted]
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as place, launched() as chromium:
        os.environ |= {"XDG_STATE_HOME": f"{place}/state", "WORKSHOP_JOURNAL": f"{place}/journal"}
        logs, bench = states(Path(place)), None
        for name in names:
            make, refuse = SHOWN[name]
            for state, log in logs.items():
                if state == "refused" and refuse is None:
                    continue
                panel = make(log)
                if state == "refused" and refuse:
                    panel.redraw()
                    refuse(panel)
                bench = bench or Bench(chromium, panel)
                found = list(screenshots(bench, panel, f"{name}.{state}", folder))
                faults += [*found, *([f"{name}.{state}: {panel.trouble}"] * bool(panel.trouble))]
        if bench:
            bench.close()
    (folder / "index.html").write_text(page(names, [*logs], faults), encoding="utf-8")
    return faults


def page(names: list[str], shown: list[str], faults: list[str]) -> str:
    """Everything side by side."""

    def image(name: str, state: str, width: int, colours: str) -> str:
        source = f"{name}.{state}.{width}.{colours}.png"
        return f'<td><img loading=lazy src="{source}" alt="{name}, {state}, {width} px, {colours}">'

    def row(name: str, state: str) -> str:
        each = [image(name, state, width, kind) for kind in COLOURS for width in WIDTHS]
        return f"<tr><th>{state}{''.join(each)}"

    there = [(name, state) for name in names for state in shown if state != "refused"]
    there += [(name, "refused") for name in names if SHOWN[name][1]]
    tables = [
        f"<h2>{name}</h2><table>{''.join(row(*each) for each in there if each[0] == name)}</table>"
        for name in names
    ]
    told = "".join(f"<li>{escape(fault)}" for fault in faults)
    style = "body{font:16px sans-serif}td,th{vertical-align:top;padding:8px}th{text-align:left}"
    return (
        f"<!doctype html><meta charset=utf-8><title>Gallery</title><style>{style}</style>"
        f"<h1>Every card and picture</h1><p>{len(faults)} things measured that are wrong.</p>"
        f"<ul>{told}</ul>{''.join(tables)}"
    )


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


if __name__ == "__main__":
    print("\n".join(main(*sys.argv[1:])))
