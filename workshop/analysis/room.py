"""What a room hears together: counts that people chose to show, and no number that fewer than six
of them make up.

Every number that is shown, and every one that can be worked out from those that are, is a sum over
people. Such a sum is *safe* where six people or more add to it, and none of them more than four
fifths. Outcomes that are not safe are hidden, and others with them, until what is left of each
total, and what came since an earlier drawing, is safe too. (The rule of the table and of the
dominant one: A. Hundepool and others, Statistical Disclosure Control (2012), chapter 4.)
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workshop.analysis.counts import ENOUGH, Range, against
from workshop.analysis.words import Told, rough
from workshop.text import plural
from workshop.vocabulary import ANSWERED, NOS, OUTCOMES, YESES

PEOPLE, MOST = 6, 0.8
"""From so many people on a sum is shown, where none of them has more than this share of it."""
IMPLAUSIBLE = 500
"""More asks than this in one share are told apart; whoever runs the room decides."""
CODES = tuple(OUTCOMES)
Group = tuple[str, ...]
GROUPS: tuple[Group, ...] = (YESES, NOS, ("silence",), ("waiting",), ("withdrawn",))
"""What all asks divide into; yeses and no's divide further."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Share:
    """What one person shows: how many asks stand at each outcome, as far as they chose to say, and
    their guess of how many of ten come to nothing.

    `person` is a random number, `turn` says which of their shares is the latest of that `week`.
    """

    person: int
    turn: int
    week: int
    is_borrowed: bool
    outcomes: Mapping[str, int]
    guess: int | None = None

    @property
    def asks(self) -> int:
        """How many asks it tells of."""
        return sum(self.outcomes.values())

    @property
    def came_to_nothing(self) -> float | None:
        """Of ten closed asks, how many came to nothing; None under five of them."""
        closed = self.asks - self._count(("waiting", "withdrawn"))
        return 10 * (closed - self._count(YESES)) / closed if closed >= ENOUGH else None

    def _count(self, codes: Iterable[str]) -> int:
        return sum(self.outcomes.get(code, 0) for code in codes)


def latest(shares: Iterable[Share]) -> list[Share]:
    """Of each person and week the share that was made last; each week stands apart."""
    kept: dict[tuple[int, int], Share] = {}
    for share in shares:
        before = kept.get((share.person, share.week))
        if before is None or share.turn >= before.turn:
            kept[share.person, share.week] = share
    return list(kept.values())


@dataclass(frozen=True)
class Room(Told):
    """What a room has: `people` in it, the sum of each outcome (None: hidden), all asks (None:
    hidden), no's for each yes and of whose logs that is; quartiles of the guesses and of what came.
    """

    people: int
    outcomes: Mapping[str, int | None]
    asks: int | None
    no_to_yes: Range
    own_only: bool
    guessed: tuple[float, float, float] | None = None
    came: tuple[float, float, float] | None = None

    @property
    def rest(self) -> int:
        """How many asks stand at outcomes that are hidden, all together."""
        return (self.asks or 0) - sum(filter(None, self.outcomes.values()))

    @property
    def lines(self) -> list[str]:
        """The room in words; a sentence each, to be copied into a chat for whoever listens."""
        in_ = f"{self.people:,} {'person is' if self.people == 1 else 'people are'} in"
        if self.asks is None:
            return [f"{in_}.", f"Counts are shown once {PEOPLE} people or more make up each."]
        told = [f"{in_}, with {plural(self.asks, 'ask')} made."]
        shown = [
            f"{OUTCOMES[code].label}: {n:,}" for code, n in self.outcomes.items() if n is not None
        ]
        told += [f"{'; '.join(shown)}."] * bool(shown)
        told += [f"Not told apart, for fewer than {PEOPLE} have one: {self.rest:,}."] * bool(
            self.rest
        )
        whose = "own logs only" if self.own_only else "own and borrowed logs together"
        if self.no_to_yes.low is not None:
            told.append(f"No's for each yes, {whose}: {self.no_to_yes.words}.")
        for name, quarters in (("Guessed", self.guessed), ("Came", self.came)):
            if quarters:
                low, middle, high = map(rough, quarters)
                half = f"half of the room between {low} and {high}"
                told.append(f"{name}, of ten that come to nothing: {middle} in the middle, {half}.")
        return told


def room(shares: Sequence[Share], drawn: Sequence[Sequence[Share]] = ()) -> Room:
    """What may be shown of the latest shares of one week; `drawn` are those of earlier drawings,
    which stand on somebody's screen still.

    >>> came = {"yes": 1, "no_final": 2, "no_unclear": 1, "silence": 3, "waiting": 1}
    >>> six = [Share(n, 0, 1, False, came) for n in range(6)]
    >>> room(six).outcomes["silence"], room(six).no_to_yes.value
    (18, 3.0)
    >>> room(six[:5]).asks
    """
    people, tables = len(shares), [_since(shares, before) for before in ((), *drawn)]
    if not _safe(tables, CODES):
        return Room(people, dict.fromkeys(CODES), None, Range(), False)
    groups = _kept(tables, GROUPS)
    cells = [cell for group in groups for cell in _kept(tables, [(code,) for code in group])]
    sums = dict(zip(CODES, tables[0].sum(axis=0).tolist(), strict=True))
    shown = {code: sums[code] if (code,) in cells else None for code in CODES}
    own_only, ratio = _ratio(shares, drawn, tables, groups)
    guesses = [share.guess for share in shares if share.guess is not None]
    came = [nothing for share in shares if (nothing := share.came_to_nothing) is not None]
    rest = (_quarters(guesses), _quarters(came))
    return Room(people, shown, sum(sums.values()), ratio, own_only, *rest)


def may_draw(shares: Sequence[Share], drawn: Sequence[Share]) -> bool:
    """Whether enough people have come since the last drawing; the same person again is no change.

    >>> five = [Share(n, 0, 1, False, {}) for n in range(5)]
    >>> may_draw(five, []), may_draw(five, five[:2])
    (True, False)
    """
    before = {share.person for share in drawn}
    return not drawn or len({share.person for share in shares} - before) >= PEOPLE


def _since(shares: Sequence[Share], before: Sequence[Share]) -> Numbers:
    """What each person added to each outcome since an earlier drawing; a row a person."""
    was = {share.person: share.outcomes for share in before}
    rows = [
        [share.outcomes.get(code, 0) - was.get(share.person, {}).get(code, 0) for code in CODES]
        for share in shares
    ]
    return np.array(rows or [[0] * len(CODES)], dtype=np.int64)


def _kept(tables: Sequence[Numbers], parts: Sequence[Group]) -> list[Group]:
    """The parts of a known sum that may be shown. What is hidden can be worked out together, so the
    smallest of the others, yeses and no's last, are hidden with it until that is safe.
    """
    sizes = {part: int(tables[0][:, _at(part)].sum()) for part in parts}
    kept = [part for part in parts if _safe(tables, part)]
    kept.sort(key=lambda part: (part not in (YESES, NOS), -sizes[part]))
    hidden = [code for part in parts if part not in kept for code in part]
    while kept and hidden and not _safe(tables, hidden):
        hidden += kept.pop()
    return kept


def _safe(tables: Sequence[Numbers], codes: Collection[str]) -> bool:
    """Whether the sum of these outcomes may be known, now and as what came since."""
    for table in tables:
        added = np.abs(table[:, _at(codes)].sum(axis=1))
        if (added > 0).sum() < PEOPLE or added.max() > MOST * added.sum():
            return False
    return True


def _at(codes: Collection[str]) -> list[int]:
    return [CODES.index(code) for code in codes]


def _ratio(
    shares: Sequence[Share],
    drawn: Sequence[Sequence[Share]],
    tables: Sequence[Numbers],
    groups: Collection[Group],
) -> tuple[bool, Range]:
    """No's for each yes: of own logs alone where both their sums, and what the others add to those
    of all, are safe; else of all. Unknown where either sum of all is hidden.
    """
    if YESES not in groups or NOS not in groups:
        return False, Range()
    own = [share for share in shares if not share.is_borrowed]
    lent = [share for share in shares if share.is_borrowed]
    apart = [[_since(part, before) for before in ((), *drawn)] for part in (own, lent) if part]
    own_only = bool(own) and all(_safe(of, group) for of in apart for group in (YESES, NOS))
    yes, no = (int((apart[0] if own_only else tables)[0][:, _at(of)].sum()) for of in (YESES, NOS))
    return own_only, against(yes, yes + no)


def luck(shares: Sequence[Share], chance: float, people: int = 2000) -> tuple[float, ...] | None:
    """Between how many yeses of ten answers half of a room would be where everybody had this chance
    of a yes, each with as many answers as here: what the dice alone do.

    >>> six = [Share(n, 0, 1, False, {"yes": 5, "no_final": 5}) for n in range(6)]
    >>> luck(six, 0.5)
    (4.0, 5.0, 6.0)
    """
    answers = [sum(share.outcomes.get(code, 0) for code in ANSWERED) for share in shares]
    known = np.array([n for n in answers if n >= ENOUGH])
    if len(known) < PEOPLE:
        return None
    draws = np.random.default_rng(len(known)).binomial(known, chance, (people, len(known)))
    return _quarters((10 * draws / known).ravel())


def _quarters(values: Sequence[float] | NDArray[np.float64]) -> tuple[float, float, float] | None:
    """The quartiles of what six people or more said, in whole numbers."""
    if len(values) < PEOPLE:
        return None
    low, middle, high = np.round(np.quantile(values, [0.25, 0.5, 0.75])).tolist()
    return low, middle, high
