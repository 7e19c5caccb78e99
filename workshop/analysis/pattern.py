"""One pattern: a group of asks beside the others, in counts, and what the difference is worth."""

from dataclasses import dataclass

from workshop.analysis.fields import group_words
from workshop.analysis.words import of_hundred
from workshop.text import plural

SURE = 0.05
FAR = 1000
"""More further asks than this are not told: nobody plans by them."""


@dataclass(frozen=True)
class Pattern:
    """One group of asks beside the others that gave a value: `hits` of `asks`, `others_hits` of `others`.

    `shrunk`: the rates drawn towards the whole. `alone`: the p of this group by itself. `p`: the share of shuffled
    logs in which some group looks as striking. `more`: the further asks, or organisations where whole ones are in the
    group (`by_block`), that would tell, if it is as it looks. `forms`: the asks of the group that nobody said who got,
    and that were three or more forms on one day. `also`: what else the same asks have in common. `split` and `group`
    are marks by which the same two halves, and the same asks, are known again.
    """

    of: str
    by: str
    value: str
    hits: int
    asks: int
    others_hits: int
    others: int
    shrunk: float
    others_shrunk: float
    alone: float | None = None
    p: float | None = None
    more: int | None = None
    named: bool = False
    by_block: bool = False
    forms: int = 0
    also: str = ""
    split: str = ""
    group: str = ""

    @property
    def sure(self) -> bool:
        """More than luck, be the difference large or small."""
        return self.p is not None and self.p < SURE

    @property
    def name(self) -> str:
        """The group as a person says it."""
        return group_words(self.by, self.value)

    @property
    def sentence(self) -> str:
        """The counts, then what they are worth."""
        same = f" ({self.also}: the same {plural(self.asks, 'ask')})" if self.also else ""
        group = f"{self.of.capitalize()}: {self.hits:,} of {self.asks:,} {self.name}{same}"
        told = f"{group}, {self.others_hits:,} of {self.others:,} others"
        if self.p is None:
            return f"{told}; too few to compare."
        if not self.sure:
            unit = "more organisation" if self.by_block else "more ask"
            more = f"{plural(self.more, unit)} would" if self.more else f"even {FAR:,} {unit}s would not"
            luck = f"Luck alone does as much in {of_hundred(self.p)} of 100 logs"
            return f"{told}. {luck}; if it is as it looks, {more} tell."
        worth = "more than luck" if self.named else "sure, and too small to matter"
        return f"{told}: {worth}.{self._caution}"

    @property
    def _caution(self) -> str:
        """That forms of one day may hang together; empty for a small part, and where it is known who got them."""
        if 2 * self.forms <= self.asks:
            return ""
        forms = f"{self.forms:,} of the {self.asks:,} were forms, three or more on a day, and nobody said to whom"
        return f" {forms}: if some went to one place, it is less sure than it looks."
