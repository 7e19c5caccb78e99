"""For the person's own eyes: what it took, how it felt, what another reading changed, what was
guessed or predicted.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from workshop.analysis.counts import ENOUGH, Range, wilson
from workshop.analysis.fields import labels, said
from workshop.analysis.words import Told, rough
from workshop.text import plural
from workshop.vocabulary import CLOSED, NOS, YESES


@dataclass(frozen=True)
class Minutes:
    """Minutes spent on those asks of a kind (None: not given) that have them; by yes only from five
    yeses.
    """

    kind: str | None
    asks: int
    by_ask: float
    by_yes: float | None


@dataclass(frozen=True)
class Effort(Told):
    """Minutes of all asks and by kind, days from each dated no to the next ask, and (Monday, asks)
    of every week.
    """

    minutes: Minutes | None
    by_kind: tuple[Minutes, ...]
    to_next: tuple[int, ...]
    weeks: tuple[tuple[date, int], ...]
    undated: int = 0

    @property
    def lines(self) -> list[str]:
        """What was spent and when, without a judgement on it."""
        weeks, rest = len(self.weeks), sum(count == 0 for _, count in self.weeks)
        asks = plural(sum(count for _, count in self.weeks), "dated ask")
        resting = f", {rest} of rest" if rest else ""
        told = [f"{asks} in {plural(weeks, 'week')}{resting}." if weeks else "No asks yet."][
            : 1 if weeks or not self.undated else 0
        ]
        told += [f"{plural(self.undated, 'ask')} without a known day: in no week."] * bool(
            self.undated
        )
        if self.to_next:
            days = float(np.median(self.to_next))
            soon = (
                f"within {rough(days)} {'day' if days == 1 else 'days'}"
                if days
                else "on the same day"
            )
            told.append(
                f"After a no, the next ask came {soon} "
                f"in half of {plural(len(self.to_next), 'case')}."
            )
        if self.minutes:
            yes = (
                f": {rough(self.minutes.by_yes)}"
                if self.minutes.by_yes
                else f", told from {ENOUGH} yes on"
            )
            by_ask = f"{rough(self.minutes.by_ask)} ({plural(self.minutes.asks, 'ask')})"
            told.append(f"Minutes for each ask: {by_ask}; for each yes{yes}.")
        return told


def effort(asks: pd.DataFrame) -> Effort:
    """What the asks took, and their rhythm. A week begins on Monday; a no without a date is left
    out of the days.
    """
    timed = asks[asks["minutes"].notna()]
    by_kind = timed.groupby("kind", dropna=False)
    asked = np.sort(asks["asked_on"].dropna().to_numpy("datetime64[D]"))
    no = np.sort(asks["answered_on"][asks["outcome"].isin(NOS)].dropna().to_numpy("datetime64[D]"))
    no = no[no <= asked[-1]] if len(asked) else no[:0]
    to_next = (asked[np.searchsorted(asked, no)] - no).astype(int)
    to_thursday, day = (
        np.timedelta64(3, "D"),
        np.timedelta64(1, "D"),
    )  # on which numpy's weeks begin
    monday = (asked + to_thursday).astype("datetime64[W]") - to_thursday
    weeks = np.arange(monday[0], monday[-1] + day, 7 * day) if len(asked) else monday
    counts = zip(weeks.tolist(), (int((monday == week).sum()) for week in weeks), strict=True)
    kinds = tuple(_minutes(part, None if pd.isna(kind) else str(kind)) for kind, part in by_kind)
    all_ = _minutes(timed, None) if len(timed) else None
    return Effort(all_, kinds, tuple(to_next.tolist()), tuple(counts), len(asks) - len(asked))


def _minutes(part: pd.DataFrame, kind: str | None) -> Minutes:
    spent, yes = float(part["minutes"].sum()), int(part["outcome"].isin(YESES).sum())
    return Minutes(kind, len(part), spent / len(part), spent / yes if yes >= ENOUGH else None)


STINGS = ("sting.now", "sting.reread", "sting.later")
ENOUGH_GUESSES = 10
PREDICT, CAME = "03.predict", "03.came"
"""Where notebook 03 asks for a prediction, and where the result is written down after it."""
OF_TEN, WHAT = "Of 10 such asks, how many would get a yes?", "What I will ask for"
ASKED, YES, OPEN = "How many people I asked", "How many said yes", "How many have not answered yet"


@dataclass(frozen=True)
class Sting(Told):
    """For each step with a sting (0 to 4): at the time, after another reading, and later; None
    where not said.
    """

    steps: tuple[tuple[int | None, ...], ...]

    @property
    def lines(self) -> list[str]:
        """How the second look compares with the first; no change is as good an answer."""
        told = [
            f"{plural(len(self.steps), 'sting')} noted." if self.steps else "No sting is noted yet."
        ]
        for at, words in ((1, "After another reading"), (2, "Later")):
            way = moved((row[0], row[at]) for row in self.steps)
            told += [f"{words}: {way}."] * bool(way)
        return [*told, *["No change is as good an answer."] * (len(told) > 1)]


def moved(pairs: Iterable[tuple[int | None, int | None]]) -> str:
    """How many of these pairs fell, stayed and rose; those without both are left out.

    >>> moved([(4, 1), (2, 2), (3, None)])
    '1 less, 1 the same'
    """
    changes = [later - first for first, later in pairs if first is not None and later is not None]
    each = {
        "less": sum(change < 0 for change in changes),
        "the same": changes.count(0),
        "more": sum(change > 0 for change in changes),
    }
    return ", ".join(f"{count:,} {way}" for way, count in each.items() if count)


def sting(reflections: pd.DataFrame) -> Sting:
    """The stings in a table of reflections, step by step; the last answer to each prompt stands."""
    rows = reflections[reflections["prompt"].isin(STINGS) & reflections["step"].notna()]
    rows = rows.assign(felt=pd.to_numeric(rows["answer"], errors="coerce")).dropna(subset="felt")
    said_last = (
        rows.drop_duplicates(["step", "prompt"], keep="last")
        .set_index(["step", "prompt"])["felt"]
        .to_dict()
    )
    by_step = (
        (said_last.get((step, prompt)) for prompt in STINGS) for step in rows["step"].unique()
    )
    return Sting(
        tuple(tuple(None if felt is None else int(felt) for felt in each) for each in by_step)
    )


@dataclass(frozen=True)
class Guess:
    """Closed asks with a guessed chance that share `what`: the yeses guessed and those that came,
    with their rate.
    """

    what: str
    asks: int
    guessed: float
    yes: int
    rate: Range

    @property
    def sentence(self) -> str:
        """Guessed and came, in counts."""
        closed = f"{self.what[:1].upper()}{self.what[1:]}, {plural(self.asks, 'closed ask')}"
        return f"{closed}: {self.guessed:.1f} yes guessed, {self.yes} came."


@dataclass(frozen=True)
class Guesses(Told):
    """Guessed chances beside what came, by channel; from ten on also by chance, and the Brier score
    (0 is best).
    """

    all: Guess
    by_channel: tuple[Guess, ...]
    by_chance: tuple[Guess, ...]
    brier: float | None

    @property
    def lines(self) -> list[str]:
        """What was guessed and what came."""
        if not self.all.asks:
            return ["No closed ask with a guess yet."]
        fit = f"How well guesses fit can be told from {ENOUGH_GUESSES} on."
        if self.brier is not None:
            fit = (
                f"How far off they were (Brier score): {self.brier:.2f}. "
                "0 is always right, 0.25 is a coin."
            )
        return [*(guess.sentence for guess in (*self.rows, *self.by_chance)), fit]

    @property
    def rows(self) -> tuple[Guess, ...]:
        """All, then each channel; one channel that is all stands alone."""
        alone = len(self.by_channel) == 1 and self.by_channel[0].asks == self.all.asks
        return self.by_channel if alone else (self.all, *self.by_channel)


def guesses(asks: pd.DataFrame) -> Guesses:
    """The chances set before the answer, beside what came; silence is no yes."""
    rows = asks[asks["chance"].notna() & asks["outcome"].isin(CLOSED)]
    yes, enough = rows["outcome"].isin(YESES), len(rows) >= ENOUGH_GUESSES
    by_channel = tuple(
        _guess(said("channel", str(channel)), part) for channel, part in rows.groupby("channel")
    )
    chances = rows.sort_values("chance").groupby(labels(rows, "chance"), sort=False)
    by_chance = tuple(_guess(f"Chance {chance} in 100", part) for chance, part in chances)
    brier = float(((rows["chance"] / 100 - yes) ** 2).mean()) if enough else None
    return Guesses(_guess("All", rows), by_channel, by_chance if enough else (), brier)


def _guess(what: str, rows: pd.DataFrame) -> Guess:
    yes = int(rows["outcome"].isin(YESES).sum())
    return Guess(what, len(rows), float(rows["chance"].sum() / 100), yes, wilson(yes, len(rows)))


def with_predictions(found: Guesses, reflections: pd.DataFrame) -> Guesses:
    """`found`, with a row for each prediction whose result was written down, as it was told last.

    Asks that are still open count in neither.

    >>> told = [{OF_TEN: 3, WHAT: "ten minutes"}, {ASKED: 6, YES: 2, OPEN: 1}]
    >>> none = Guesses(Guess("All", 0, 0.0, 0, wilson(0, 0)), (), (), None)
    >>> rows = pd.DataFrame({"prompt": [PREDICT, CAME], "answer": told})
    >>> with_predictions(none, rows).by_channel[0].sentence
    '“ten minutes”, 5 closed asks: 1.5 yes guessed, 2 came.'
    """
    rows = _pairs(reflections)
    if not rows:
        return found
    asks, yes = (sum(getattr(row, name) for row in (found.all, *rows)) for name in ("asks", "yes"))
    guessed = found.all.guessed + sum(row.guessed for row in rows)
    return replace(
        found,
        all=Guess("All", asks, guessed, yes, wilson(yes, asks)),
        by_channel=(*found.by_channel, *rows),
    )


def _pairs(reflections: pd.DataFrame) -> tuple[Guess, ...]:
    found: dict[int, Guess] = {}
    guess: dict[str, Any] = {}
    for prompt, answer in zip(reflections["prompt"], reflections["answer"], strict=True):
        if prompt == PREDICT and isinstance(answer, dict):
            guess = answer
        if prompt == CAME and isinstance(answer, dict) and OF_TEN in guess:
            closed = max(int(answer.get(ASKED, 0)) - int(answer.get(OPEN, 0)), 0)
            yes = min(int(answer.get(YES, 0)), closed)
            name = f"“{guess[WHAT]}”" if WHAT in guess else "What I asked for"
            found[id(guess)] = Guess(
                name, closed, int(guess[OF_TEN]) * closed / 10, yes, wilson(yes, closed)
            )
    return tuple(row for row in found.values() if row.asks)


BEFORE, AFTER, FIRST = "05.before", "05.after", "05.first"
"""The cards that hold the ratings of a first reading, those of a second one, and the voice that
spoke first.
"""

Pairs = tuple[tuple[int | None, int | None], ...]


@dataclass(frozen=True)
class Readings(Told):
    """For each thing rated, a pair for each no: before and after another reading (0 to 4; None
    where not said).

    `voices` counts, for each voice, the no's of which it spoke first.
    """

    items: dict[str, Pairs]
    voices: dict[str, int]

    @property
    def lines(self) -> list[str]:
        """What moved and what did not, thing by thing, then who spoke first; no change is as good
        an answer.
        """
        rated = max(map(len, self.items.values()), default=0)
        told = [f"{plural(rated, 'ask')} rated." if rated else "Nothing is rated yet."]
        moves = {item: moved(pairs) for item, pairs in self.items.items()}
        told += [f"{item}: {words}." for item, words in moves.items() if words]
        told += ["No change is as good an answer."] * any(moves.values())
        first = ", ".join(
            f"{voice[0].lower()}{voice[1:]} {count:,}" for voice, count in self.voices.items()
        )
        return [*told, *[f"First to speak: {first}."] * bool(first)]


def readings(reflections: pd.DataFrame) -> Readings:
    """The ratings before and after, and the first voices, in a table of reflections; of each no the
    last answer stands.

    >>> told = [{"It will stay": 4}, {"It will stay": 2}]
    >>> rows = pd.DataFrame({"prompt": [BEFORE, AFTER], "answer": told, "number": [1.0, 1.0]})
    >>> readings(rows).items
    {'It will stay': ((4, 2),)}
    """
    rows = reflections[
        reflections["answer"].map(lambda answer: isinstance(answer, dict)).astype(bool)
    ]
    last = {prompt: _last(rows[rows["prompt"] == prompt]) for prompt in (BEFORE, AFTER, FIRST)}
    each = dict.fromkeys(
        item for ratings in (*last[BEFORE].values(), *last[AFTER].values()) for item in ratings
    )
    numbers = dict.fromkeys([*last[BEFORE], *last[AFTER]])
    pairs = {
        item: tuple(
            (last[BEFORE].get(n, {}).get(item), last[AFTER].get(n, {}).get(item)) for n in numbers
        )
        for item in each
    }
    voices = Counter(str(voice) for told in last[FIRST].values() for voice in told.values())
    return Readings(pairs, dict(voices.most_common()))


def _last(rows: pd.DataFrame) -> dict[float, dict[str, int]]:
    """The last answer for each ask by its number; those of no ask in particular count as one."""
    return dict(zip(rows["number"].fillna(0), rows["answer"], strict=True))


TOLD, CAMERA = "05.told", "05.camera"
"""What one told oneself about a no, and what a camera would have seen of it."""


@dataclass(frozen=True)
class Lengths(Told):
    """How many words about one no were told, and how many a camera would have seen; 0 for none."""

    told: int
    camera: int

    @property
    def lines(self) -> list[str]:
        """Both lengths; neither is the right one."""
        both = (
            f"{plural(self.told, 'word')} that you told yourself, "
            f"{plural(self.camera, 'word')} that a camera could have seen."
        )
        nothing = "Nothing to lay side by side yet: it takes both, about the same no."
        return [both if self.told and self.camera else nothing]


def lengths(reflections: pd.DataFrame) -> Lengths:
    """Both lengths for the no that was written about last.

    >>> told = [{"What?": "It will always be so."}, {"What?": "Two sentences."}]
    >>> rows = pd.DataFrame({"prompt": [TOLD, CAMERA], "answer": told, "number": [1.0, 1.0]})
    >>> lengths(rows).sentence
    '5 words that you told yourself, 2 words that a camera could have seen.'
    """
    rows = reflections[reflections["prompt"].isin((TOLD, CAMERA))]
    number = rows["number"].fillna(0).iloc[-1] if len(rows) else 0
    told, camera = (
        " ".join(map(str, _last(rows[rows["prompt"] == prompt]).get(number, {}).values()))
        for prompt in (TOLD, CAMERA)
    )
    return Lengths(len(told.split()), len(camera.split()))
