"""Make the borrowed logs: chances decide what came back, the stories under `data/stories` say it in
words.

    python data/make_borrowed.py              writes every log anew, byte for byte as it was
    python data/make_borrowed.py --plan lin   what the chances decide, ask by ask; writes nothing

A story may also say how it stood on an earlier day (`earlier`): that log holds what was written by
then.

Each story begins with its stated chances and its seed. For every ask, nine numbers are drawn, used
or not, so that a change to one ask leaves the others alone; two more for each stage beyond the
first, in a story where there can be several. Decided by them: whether an answer comes and which,
after how many days, which further stages come before it, on which terms, whether a yes falls
through, and what a question back finds. Written by hand: the asks with their
days, what the person does, the words, the stings. Words belong to what was drawn, so a story that
tells anything else than its draw is refused.
"""

import hashlib
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from workshop.journal.line import Line, body_of, encode
from workshop.records import Ask, Link, Record, Reflection, Setting, Step, make
from workshop.vocabulary import YESES

HERE = Path(__file__).parent
NAMES = ("asha", "maren", "tomas", "lin", "devi", "jo", "alba")
EARLIER = {"lin-march": "lin"}
"""The logs of a story as it stood on an earlier day, by their file."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STEP_FIELDS = (
    "outcome",
    "reason",
    "source",
    "terms",
    "agreed",
    "stage",
    "words",
    "door",
    "door_on",
)
STORY_ONLY = ("on", "group", "steps", "sting", "reread", "later", "found_later")
REREAD, LATER = timedelta(7), timedelta(28)


class Mismatch(Exception):
    """A story that tells something else than its chances decided."""


class Draw(NamedTuple):
    """What the chances decided for one ask: days are dates, an answer after the as-of day is
    None.
    """

    outcome: str | None
    answered: date | None
    advanced: tuple[date, ...]
    terms: str | None
    falls: bool
    found: str | None
    found_after: int


class Note(NamedTuple):
    """One record to be written: when, under which id, and to which change it belongs."""

    at: datetime
    record_id: str
    record: Record
    change: str


def story_of(name: str) -> dict[str, Any]:
    """A story as its file tells it; with `until` and other words about it where it is an
    earlier one.
    """
    path = HERE / "stories" / f"{EARLIER.get(name, name)}.toml"
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    return {**story, **story["earlier"]} if name in EARLIER else story


def pick(chances: Mapping[str, float], draw: float) -> str:
    """The word on which a `draw` from 0 to 1 falls.

    >>> pick({"yes": 0.1, "no": 0.3, "nothing": 0.6}, 0.25)
    'no'
    """
    total = 0.0
    for word, chance in chances.items():
        total += chance
        if draw < total - 1e-12:
            return word
    return list(chances)[-1]


def one_of(days: Sequence[int], draw: float) -> timedelta:
    """One of the `days`, each as likely as the others."""
    return timedelta(days[int(draw * len(days))])


def open_day(day: date, story: Mapping[str, Any]) -> date:
    """The first day from `day` on which offices are open."""
    while day.weekday() > 4 or day in story["closed"]:
        day += timedelta(1)
    return day


def silent_day(since: date, story: Mapping[str, Any]) -> date:
    """When a silence is noted: on the first tidying day once the horizon has passed, unless
    that is a day off.
    """
    day = since + timedelta(story["horizon"])
    while DAYS[day.weekday()] != story["tidies_on"] or day in story["closed"]:
        day += timedelta(1)
    return day


def further(chances: Mapping[str, Any]) -> list[float]:
    """The chances of each further stage: one number where an ask of this group can have only one.

    >>> further({"stage_further": 0.2}), further({"stage_further": [0.6, 0.5]})
    ([0.2], [0.6, 0.5])
    """
    stages = chances["stage_further"]
    return list(stages) if isinstance(stages, list) else [stages]


def draws(story: Mapping[str, Any]) -> list[Draw]:
    """What the chances decide for each ask of a story."""
    chance = Random(f"{story['name']} {story['seed']}")
    most = max(len(further(story["chances"][group])) for group in story["group"])
    numbers = 9 + 2 * (most - 1)
    return [_draw(ask, story, [chance.random() for _ in range(numbers)]) for ask in story["ask"]]


def _draw(ask: Mapping[str, Any], story: Mapping[str, Any], u: Sequence[float]) -> Draw:
    chances, back = story["chances"][ask["group"]], story["chances"]["question_back"]
    answer = pick(chances["comes_back"], u[0])
    advanced = _advanced(ask["on"], story, chances, [*u[3:5], *u[9:]])
    since = advanced[-1] if advanced else ask["on"]
    answered = open_day(since + one_of(chances["days"], u[1]), story)
    in_time = answer != "nothing" and answered <= story["as_of"]
    yes = story["chances"].get("a_yes", {})
    found = pick(back["finds"], u[5])
    return Draw(
        outcome=(pick(chances["shades"], u[2]) if answer == "no" else "yes") if in_time else None,
        answered=answered if in_time else None,
        advanced=tuple(day for day in advanced if day <= story["as_of"]),
        terms=pick(yes.get("terms", {"as_asked": 1.0}), u[7]),
        falls=u[8] < yes.get("falls_through", 0),
        found=None if found == "nothing" else found,
        found_after=one_of(back["days"], u[6]).days,
    )


def _advanced(
    day: date, story: Mapping[str, Any], chances: Mapping[str, Any], u: Sequence[float]
) -> list[date]:
    """The days of the further stages: two numbers each, whether it comes and how long it takes;
    after one that does not come there is none.
    """
    days: list[date] = []
    for chance, comes, takes in zip(further(chances), u[::2], u[1::2], strict=False):
        if comes >= chance:
            break
        day = open_day(day + one_of(chances["days"], takes), story)
        days.append(day)
    return days


def dated_steps(
    number: int, ask: Mapping[str, Any], draw: Draw, story: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The steps that a story tells of an ask, each with its day; `Mismatch` where they are not
    the drawn ones.
    """
    told: list[dict[str, Any]] = [dict(step) for step in ask.get("steps", [])]
    day, answers = ask["on"], [step for step in told if step["what"] == "answered"]
    stages = [step for step in told if step["what"] == "advanced" and "after" not in step]
    for step, on in zip(stages, draw.advanced, strict=False):
        step["on"] = on
    for before, step in pairwise([{"what": "asked"}, *told]):
        day = step["on"] = _day_of(step, before["what"], day, answers, draw, story)
    _same(number, "first answer", answers[0]["outcome"] if answers else None, draw.outcome)
    _same(number, "number of further stages", len(stages), len(draw.advanced))
    if answers and answers[0]["outcome"] in YESES:
        _same(number, "terms", answers[0].setdefault("terms", "as_asked"), draw.terms)
        _same(
            number,
            "falling through",
            any(step.get("outcome") == "fell_through" for step in told),
            draw.falls,
        )
    for place, step in enumerate(told):
        if step["what"] == "probed":
            found = told[place + 1] if place + 1 < len(told) else {}
            _same(number, "what asking back found", found.get("outcome"), draw.found)
    days = [step["on"] for step in told]
    if days != sorted(days) or (days and days[-1] > story["as_of"]):
        raise Mismatch(
            f"ask {number}: its steps are out of order or behind the as-of day: "
            f"{', '.join(map(str, days))}"
        )
    return sorted([*told, *silences(ask, draw, story)], key=lambda step: step["on"])


def silences(
    ask: Mapping[str, Any], draw: Draw, story: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """The notes of a silence: one for each wait that outlasted the horizon and the next tidying
    day.
    """
    starts = [ask["on"], *draw.advanced]
    ends = [*starts[1:], draw.answered or story["as_of"] + timedelta(1)]
    felt = {key: ask[key] for key in ("sting", "reread", "later") if key in ask}
    for start, end in zip(starts, ends, strict=True):
        if (noted := silent_day(start, story)) < end:
            yield {"what": "noted", "outcome": "silence", "on": noted, **felt}


def _day_of(
    step: Mapping[str, Any],
    before: str,
    day: date,
    answers: Sequence[object],
    draw: Draw,
    story: Mapping[str, Any],
) -> date:
    if step["what"] == "answered" and before == "probed":
        return open_day(day + timedelta(draw.found_after), story)
    if step["what"] == "answered" and answers and step is answers[0] and draw.answered:
        return draw.answered
    known: date = step.get("on", day + timedelta(step.get("after", 0)))
    return known


def _same(number: int, what: str, told: object, drawn: object) -> None:
    if told != drawn:
        raise Mismatch(f"ask {number}: its {what} is told as {told} and was drawn as {drawn}")


class Diary:
    """Everything that a story's person writes down, as `notes`."""

    def __init__(self, story: Mapping[str, Any]) -> None:
        self.story = story
        self.notes: list[Note] = []
        self._clock = Random(f"{story['name']} clock {story['seed']}")
        self._last: dict[str, datetime] = {}
        self.settings()
        for number, (ask, draw) in enumerate(zip(story["ask"], draws(story), strict=True), 1):
            self.ask(number, ask, draw)
        self.rest()

    def moment(self, day: date, hours: Sequence[str], *after: str) -> datetime:
        """A time of `day` between two `hours` of the person's own clock, in UTC, `after` what
        went before of these.
        """
        first, last = (time.fromisoformat(hour) for hour in hours)
        start = datetime.combine(day, first, ZoneInfo(self.story["timezone"]))
        length = (last.hour - first.hour) * 3600 + (last.minute - first.minute) * 60
        at = (start + timedelta(seconds=int(self._clock.random() * length))).astimezone(UTC)
        for before in after:
            at = max(at, self._last.get(before, at) + timedelta(seconds=95))
        self._last |= dict.fromkeys(after, at)
        return at

    def write(self, at: datetime, record_id: str, record: Record, change: str = "") -> None:
        """Add one record; records with the same `change` are undone together."""
        self.notes.append(Note(at, record_id, record, change or record_id))

    def settings(self) -> None:
        """Who this is, the day on which the log ends, the horizon, and the truth behind the log."""
        story = self.story
        first = min(ask["on"] for ask in story["ask"])
        at = self.moment(first, ("07:00", "07:30"))
        values = {
            "as_of": story.get("until", story["as_of"]).isoformat(),
            "story": story["about"],
            "chances": story["chances"],
        }
        values |= story.get("setting", {})
        values |= {f"horizon.{kind}": story["horizon"] for kind in story.get("horizon_kinds", [])}
        for name, value in values.items():
            self.write(at, name, make(Setting, {"value": value}), "settings")

    def ask(self, number: int, told: Mapping[str, Any], draw: Draw) -> None:
        """One ask, its steps, and how they felt."""
        story, name = self.story, f"{self.story['name']}-{number}"
        group = story["group"][told["group"]]
        fields = {
            **group["usual"],
            **{key: value for key, value in told.items() if key not in STORY_ONLY},
        }
        fields |= {"asked_on": told["on"], "number": number}
        self.write(self.moment(told["on"], group["hours"], name, "asks"), name, make(Ask, fields))
        at = None
        for place, step in enumerate(dated_steps(number, told, draw, story), 1):
            at = self.moment(step["on"], story["evening"], name)
            self.step(at, f"{name}-{place}", name, step)
        if at and "found_later" in told:
            self.write(
                at + timedelta(seconds=40),
                name,
                make(Ask, {**fields, **told["found_later"]}),
                f"{name}-found",
            )

    def step(self, at: datetime, step_id: str, ask_id: str, told: Mapping[str, Any]) -> None:
        """One step; its sting at the time, at a second reading a week on, and four weeks later,
        where told.
        """
        known = {key: told[key] for key in STEP_FIELDS if key in told}
        self.write(
            at,
            step_id,
            make(Step, {"ask": ask_id, "what": told["what"], "on": told["on"], **known}),
        )
        for prompt, wait in (("sting", timedelta()), ("reread", REREAD), ("later", LATER)):
            if prompt not in told:
                continue
            on = told["on"] + wait
            if on > self.story["as_of"]:
                raise Mismatch(f"{step_id}: {prompt} would be felt on {on}, behind the as-of day")
            felt = {
                "prompt": f"sting.{'now' if prompt == 'sting' else prompt}",
                "answer": told[prompt],
            }
            reflection = make(Reflection, {**felt, "ask": ask_id, "step": step_id})
            when = self.moment(on, self.story["evening"]) if wait else at + timedelta(seconds=9)
            self.write(when, f"{step_id}-{felt['prompt']}", reflection, "" if wait else step_id)

    def rest(self) -> None:
        """What a no made room for, and the tells of a week, which are no asks."""
        name = self.story["name"]
        for link in self.story.get("link", []):
            fields = {"ask": f"{name}-{link['from']}", "words": link["words"]}
            fields |= {"to": f"{name}-{link['to']}"} if "to" in link else {}
            at = self.moment(link["on"], self.story["evening"])
            self.write(at, f"{name}-link-{link['from']}", make(Link, fields))
        for week in self.story.get("tells", []):
            answer = {
                "week_of": week["week_of"].isoformat(),
                "tells": week["count"],
                "words": week["words"],
            }
            at = self.moment(week["week_of"] + timedelta(4), self.story["evening"])
            told = make(Reflection, {"prompt": "01.tells", "answer": answer})
            self.write(at, f"{name}-tells-{week['week_of']}", told)


def journal_of(story: Mapping[str, Any]) -> bytes:
    """A story as the bytes of a journal's file; the same on every machine, for every id comes
    from its place.
    """

    def mark(what: str) -> str:
        return hashlib.sha256(f"{story['name']} {what}".encode()).hexdigest()[:32]

    last = story.get("until", story["as_of"])
    end = datetime.combine(last, time(23, 59), ZoneInfo(story["timezone"]))
    notes = sorted(
        (note for note in Diary(story).notes if note.at <= end), key=lambda note: note.at
    )
    return b"".join(
        encode(
            Line(
                v=1,
                seq=seq,
                line=mark(f"line {seq}"),
                record=note.record_id,
                change=mark(f"change {note.change}"),
                at=f"{note.at:%Y-%m-%dT%H:%M:%SZ}",
                kind=note.record.kind_name,
                body=body_of(note.record),
            )
        )
        for seq, note in enumerate(notes, 1)
    )


def plan(story: Mapping[str, Any]) -> str:
    """What the chances decide for each ask, for whoever writes a story or tries another seed."""
    return "\n".join(
        f"{number:2} {ask['on']:%a %d %b} {ask['group']:9} {draw}"
        for number, (ask, draw) in enumerate(zip(story["ask"], draws(story), strict=True), 1)
    )


def main(words: Sequence[str]) -> None:
    """Write the named logs, or all of them; with `--plan`, only show what is drawn."""
    for name in [word for word in words if word != "--plan"] or [*NAMES, *EARLIER]:
        story = story_of(name)
        if "--plan" in words:
            print(plan(story))
        else:
            (HERE / "borrowed" / f"{name}.txt").write_bytes(journal_of(story))


if __name__ == "__main__":
    main(sys.argv[1:])
