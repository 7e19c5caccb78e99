"""The splits of a log: for each field its groups, and which of them luck can be tried on."""

from dataclasses import dataclass
from math import log

import numpy as np
import pandas as pd

from workshop.analysis.counts import ENOUGH
from workshop.analysis.fields import fields, labels
from workshop.analysis.look import Look, organisation_field, organisations
from workshop.analysis.luck import SURE
from workshop.analysis.ties import Bools, Floats, Ties, ties

SPAN = 14
"""Days within which asks are shuffled where answers have no day."""


@dataclass(frozen=True)
class Split:
    """The groups of one field, a row each: their `values`, who is in them; `given`: who gave a value at all.

    `between`: the groups that take or leave each organisation whole. `one`: those that are one organisation, or all
    but one. `tried`: those that are compared; where `few`, some are made up of too few organisations for that.
    `units` are the organisations of those who gave a value, where asks hang together, else the asks.
    """

    by: str
    values: list[str]
    groups: Bools
    given: Bools
    between: Bools
    tried: Bools
    one: Bools
    few: bool
    units: int

    @property
    def asks(self) -> Floats:
        """How many asks are in each group."""
        return np.asarray(self.groups.sum(axis=1), dtype=np.float64)


def splits(asks: pd.DataFrame, tied: Ties, look: Look) -> list[Split]:
    """Every field with two groups or more, but the one that says who was asked."""
    who = organisation_field(asks, look.organisation)
    told = [field for field in fields(asks) if field == "weekday" or (field != who and asks[field].notna().any())]
    found = (_split(field, labels(asks, field), tied) for field in told)
    return [split for split in found if len(split.values) > 1]


def tied_by(asks: pd.DataFrame, look: Look, *, by_time: bool) -> Ties:
    """What may change places: asks of one organisation as a block, and with `by_time` nothing leaves its fortnight.

    Within a month those who were asked first had more time by weeks, so that fields which change with time were named
    in 7 of 100 logs of luck; within a fortnight in 5 to 6 (docs/statistics.md).
    """
    ago = (asks["asked_on"].max() - asks["asked_on"]).dt.days // SPAN
    return ties(organisations(asks, look.organisation).tolist(), ago.astype(int).tolist() if by_time else None)


def _split(by: str, label: "pd.Series[str]", tied: Ties) -> Split:
    codes, values = pd.factorize(label, sort=True)
    groups, given = codes == np.arange(len(values))[:, None], codes >= 0
    sizes = groups.sum(axis=1)
    large = np.minimum(sizes, given.sum() - sizes) >= ENOUGH
    if not tied.blocks:
        none = np.zeros_like(large)
        return Split(by, values.tolist(), groups, given, none, large, none, False, int(given.sum()))
    between = np.array([tied.between(group) for group in groups], dtype=bool)
    many = np.array([tied.ways(group) > log(1 / SURE) for group in groups], dtype=bool)
    one = np.array([tied.is_block(group) or tied.is_block(given & ~group) for group in groups], dtype=bool)
    few = bool((large & between & ~many & ~one).any())
    return Split(by, values.tolist(), groups, given, between, large & many & ~one, one, few, tied.units(given))
