"""What was asked for and what came of it, in the person's own unit; two units are never added up.

The unit of an ask is its own field `currency`, else the one that its owner set.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import comb

import numpy as np
import pandas as pd

from workshop.analysis.counts import ENOUGH, Range
from workshop.analysis.rows import Rows, row
from workshop.analysis.words import Told, rough
from workshop.text import listed, plural
from workshop.vocabulary import TERMS, YESES

OWN_UNIT = "extra.currency"


def units(asks: pd.DataFrame, unit: str = "") -> "pd.Series[str]":
    """The unit of each ask's amounts; capitals make no difference."""
    own = asks[OWN_UNIT] if OWN_UNIT in asks else pd.Series(None, asks.index, dtype=object)
    return own.fillna(unit).astype(str).str.strip().str.upper()


def agreed(asks: pd.DataFrame) -> "pd.Series[float]":
    """The amount of each yes; one as asked of which no amount is told has the one that was asked.

    >>> asks = pd.DataFrame({"terms": ["as_asked", "less"], "amount": [9.0, 9.0], "agreed": None})
    >>> agreed(asks.assign(outcome="yes")).tolist()
    [9.0, nan]
    """
    yes = asks["outcome"].isin(YESES)
    told = asks["agreed"].astype(float)
    return told.where(told.notna(), asks["amount"].where(asks["terms"] == "as_asked")).where(yes)


def money(amount: float, unit: str = "") -> str:
    """An amount as it is said, in whole numbers from a thousand on.

    >>> money(12300.4, "EUR"), money(2.5)
    ('12,300 EUR', '2.5')
    """
    figure = f"{amount:,.0f}" if amount >= 1000 else f"{amount:,.10g}"
    return f"{figure} {unit}".strip()


def middle(values: "pd.Series[float]") -> Range:
    """The median, from five values on with the range that holds the true one in about 95 of 100
    logs: two of the values, chosen by their rank. Of five values it is the first and the last, and
    holds it in 94. Source: W. J. Conover, Practical Nonparametric Statistics (1999), section 3.2.

    >>> middle(pd.Series([0.5, 1.0, 1.0, 0.8, 0.9])).words
    '0.9 (0.5 to 1)'
    """
    n, ranked = len(values), sorted(values)
    if n < ENOUGH:
        return Range()
    rank = max(_rank(n), 1)
    return Range(float(np.median(ranked)), ranked[rank - 1], ranked[n - rank])


def _rank(n: int) -> int:
    """The rank of the low end: below it lies the true middle in at most 25 of 1,000 logs."""
    if n > 1000:
        return int(n / 2 - 0.98 * n**0.5)
    below = np.cumsum([comb(n, k) / 2**n for k in range(n)])
    return int(np.searchsorted(below, 0.025))


@dataclass(frozen=True)
class Deal:
    """A yes with the amount that was asked and the one that was agreed."""

    number: int
    asked: float
    agreed: float
    terms: str
    unit: str
    fell: bool


@dataclass(frozen=True)
class Terms(Told):
    """The yeses by their terms, those of them with both amounts, and the middle of agreed for each
    one asked. `own` are the person's own words for terms.
    """

    terms: Mapping[str, int]
    deals: tuple[Deal, ...]
    share: Range
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        """On which terms yes was said, then how much of what was asked it brought."""
        yes = sum(self.terms.values())
        if not yes:
            return ["No yes yet; with one, what was asked and what was agreed will stand here."]
        each = listed([f"{n:,} {self.label(code)}" for code, n in self.terms.items()])
        told = [f"{plural(yes, 'yes')}: {each}."]
        both = plural(len(self.deals), "yes")
        if self.share.value is None:
            few = f"{both} with both amounts: the middle is told from {ENOUGH} on."
            return [
                *told,
                few if self.deals else "Both amounts, asked and agreed, are known of none.",
            ]
        part, low, high = (f"{100 * (end or 0):.0f}" for end in vars(self.share).values())
        said = f"Of every 100 asked, {part} were agreed in the middle ({low} to {high}; {both})."
        fell = sum(deal.fell for deal in self.deals)
        return [*told, said, *[f"{fell:,} of them fell through."] * bool(fell)]

    def label(self, code: str) -> str:
        """Terms as they are said within a sentence."""
        if code in TERMS:
            return TERMS[code].label.lower()
        return self.own.get(code, code) or "on terms not told"


def terms(asks: pd.DataFrame, unit: str = "") -> Terms:
    """The yeses of a table of asks by their terms; where none are told, the two amounts say them.

    >>> log = pd.DataFrame({"number": [1], "outcome": ["yes"], "amount": [500.0]})
    >>> terms(log.assign(agreed=400.0, terms=None)).lines[0]
    '1 yes: 1 for less.'
    """
    yes = asks[asks["outcome"].isin(YESES)]
    asked, got = yes["amount"], agreed(yes)
    by_amount = np.select([got < asked, got > asked], ["less", "more"], "as_asked")
    known = asked.notna() & got.notna()
    said = yes["terms"].where(yes["terms"].notna(), np.where(known, by_amount, ""))
    counted = said.value_counts()
    told = {code: int(counted[code]) for code in (*TERMS, "") if code in counted}
    own = {str(code): int(n) for code, n in counted.items() if code not in told}
    both = known & (asked > 0)
    rows = zip(
        yes["number"][both],
        asked[both],
        got[both],
        said[both],
        units(yes, unit)[both],
        yes["outcome"][both] == "fell_through",
        strict=True,
    )
    deals = sorted((Deal(*each) for each in rows), key=lambda deal: (deal.unit, deal.asked))
    words = asks.attrs.get("own_words", {}).get("terms", {})
    return Terms(told | own, tuple(deals), middle(got[both] / asked[both]), words)


@dataclass(frozen=True)
class Came(Told):
    """How much yes was said to, how much of it was signed, how much arrived; by unit, with how many
    yeses each. `unknown` yeses have no amount, `target` is what its owner needs.
    """

    said: Mapping[str, tuple[float, int]]
    signed: Mapping[str, tuple[float, int]]
    arrived: Mapping[str, tuple[float, int]]
    fell: Mapping[str, tuple[float, int]]
    unknown: int
    target: float | None = None
    unit: str = ""

    @property
    def lines(self) -> list[str]:
        """Each step of a yes in amounts, unit by unit."""
        if not self.said and not self.unknown:
            return ["No yes with an amount yet; what is said, signed and arrived will stand here."]
        told = [self._line(unit) for unit in self.said]
        need = [f"You set out for {money(self.target or 0, self.unit)}."] * bool(self.target)
        without = f"{plural(self.unknown, 'yes')} without an amount: counted, not added."
        return [*told, *need, *[without] * bool(self.unknown)]

    def _line(self, unit: str) -> str:
        each = {"Said": self.said, "signed": self.signed, "arrived": self.arrived}
        told = [_of(name, sums.get(unit, (0.0, 0)), unit) for name, sums in each.items()]
        fell = [_of("fell through", self.fell[unit], unit)] if unit in self.fell else []
        return f"{', '.join([*told, *fell])}."


def _of(name: str, sum_: tuple[float, int], unit: str) -> str:
    amount, count = sum_
    return f"{name} {money(amount, unit)} ({plural(count, 'yes')})"


def came(
    asks: pd.DataFrame, steps: pd.DataFrame, unit: str = "", target: float | None = None
) -> Came:
    """What was agreed, signed and has arrived, from the amounts agreed; a yes as asked without one
    counts with what was asked. What arrived was signed too.
    """
    yes = asks[asks["outcome"].isin(YESES)]
    amount = agreed(yes)
    done, signed = (yes["number"].isin(_with(steps, what)) for what in ("done", "signed"))
    unit_of, stands = units(yes, unit), yes["outcome"] == "yes"
    return Came(
        _sums(amount, unit_of),
        _sums(amount[stands & (signed | done)], unit_of),
        _sums(amount[stands & done], unit_of),
        _sums(amount[~stands], unit_of),
        int(amount.isna().sum()),
        target,
        unit.strip().upper(),
    )


def _with(steps: pd.DataFrame, what: str) -> "pd.Series[int]":
    return steps["number"][steps["what"] == what]


def _sums(amounts: "pd.Series[float]", unit_of: "pd.Series[str]") -> dict[str, tuple[float, int]]:
    by_unit = amounts.dropna().groupby(unit_of)
    return {str(unit): (float(each.sum()), len(each)) for unit, each in by_unit}


def an_hour(asks: pd.DataFrame, unit: str = "") -> Rows:
    """What an hour of asking brought, by what was pitched: all its asks' minutes beside all that
    was agreed. Told from five yeses with an amount on.
    """
    timed = asks[asks["minutes"].notna()]
    got = agreed(timed[timed["outcome"] == "yes"]).dropna()
    if len(got) < ENOUGH:
        have = plural(len(got), "yes")
        return Rows((), (f"{have} with minutes and an amount: told from {ENOUGH} on.",))
    pitched = timed["pitched"].fillna("not named")
    parts = [
        (str(name), of, part) for (name, of), part in timed.groupby([pitched, units(timed, unit)])
    ]
    rows = [row(name, part, _brought(part, got, str(of))) for name, of, part in parts]
    all_ = [_brought(part, got, str(of)) for of, part in timed.groupby(units(timed, unit))]
    said = [f"{listed(all_)}."[:1].upper() + f"{listed(all_)}."[1:]]
    said += ["Hours of asks that came to nothing are in it; those of the work itself are not."]
    return Rows(tuple(sorted(rows, key=lambda each: -each.asks)), tuple(said))


def _brought(part: pd.DataFrame, got: "pd.Series[float]", unit: str) -> str:
    hours = float(part["minutes"].sum()) / 60
    sum_ = float(got[got.index.isin(part.index)].sum())
    time = f"{rough(hours)} {'hour' if rough(hours) == '1' else 'hours'} of asking"
    if not sum_ or not hours:
        return f"{time}, {money(sum_, unit) if sum_ else 'nothing'} agreed"
    return f"{time}, {money(sum_, unit)} agreed: {rough(sum_ / hours)} {unit}".rstrip() + " an hour"
