"""The board as a picture: what came back from each ask, in order, and no's for each yes with its
range.
"""

from dataclasses import dataclass

import pandas as pd

from workshop import charts, results, tables
from workshop.analysis.counts import ENOUGH
from workshop.analysis.ratio import NoToYes, no_to_yes
from workshop.analysis.words import Told
from workshop.journal import Log
from workshop.pictures.picture import Chosen, Picture, Shown, Table, number_words, range_words
from workshop.vocabulary import OUTCOMES


@dataclass(frozen=True)
class CameBack(Told):
    """The asks of a log and their no's for each yes; whose log it is (empty: one's own); what dead
    ends were guessed.
    """

    asks: pd.DataFrame
    ratio: NoToYes
    whose: str
    dead_ends: str

    @property
    def lines(self) -> list[str]:
        """The counts, the ratio without silence and with it, and whether the horizon fits."""
        found = self.ratio
        lines = (found.counts.sentence, found.sentence, found.silence_sentence)
        return [*filter(None, (*lines, found.ripe.horizon_sentence))] if found.counts.asks else []


def _read(log: Log, _: Chosen) -> CameBack:
    asks = tables.asks(log, only=("asked_on", "outcome", "kind", "answered_on", "expected_on"))
    ratio = no_to_yes(asks, results.look(log))
    return CameBack(
        asks, ratio, log.name.title() if log.is_borrowed else "", _dead_ends(log, ratio)
    )


def _dead_ends(log: Log, ratio: NoToYes) -> str:
    """What was guessed before anything was written down, beside what came; empty without a guess or
    a closed ask.
    """
    answers = [kept.answer for *_, kept in log.reflections("02.guess")]
    guesses = [answer for answer in answers if isinstance(answer, dict)]
    guess, counts = next(iter(guesses[-1].values())) if guesses else None, ratio.counts
    if guess in (None, "") or not counts.closed:
        return ""
    came = f"{counts.no + counts.silent} of {counts.closed} closed did so far"
    return f"You guessed that {guess} of 10 come to nothing; {came}."


def _table(result: CameBack) -> Table:
    counted = result.ratio.counts.outcomes.items()
    rows = [(OUTCOMES[code].label, f"{count:,}", "") for code, count in counted if count]
    ratios = {
        "No's for each yes": result.ratio.no_to_yes,
        "The same, silence counted": result.ratio.no_to_yes_with_silence,
    }
    for label, each in ratios.items():
        if each.low is not None:
            rows.append((label, number_words(each.value) or "not known yet", range_words(each)))
    return ("What", "Number", "Range"), rows


class _Board(Picture):
    """The board is titled by its owner, asks its guess with the counts, and draws its guess; in
    calm mode it counts the no's and does not draw them.
    """

    prompt = "guess.no_to_yes"

    def asked(self, result: CameBack) -> str:
        """The counts before the guess."""
        counts, who = result.ratio.counts, result.whose or "You"
        counted = f"{who} made {counts.asks:,} asks, and {counts.answered:,} were answered."
        return f"{counted} {self.guess}" if self.enough(result) else ""

    def shown(self, result: CameBack, guess: float | None = None, calm: bool = False) -> Shown:
        """Whose asks they are, the counts and the ratio, the tiles, and what was guessed."""
        asks, ratio, whose = result.asks, result.ratio, result.whose
        figure = charts.board(asks, ratio, guess=guess, calm=calm, name=whose)
        title = f"{self.question} from {whose + chr(39) + 's' if whose else 'your'} asks"
        lines, below = result.lines, [result.dead_ends] * bool(result.dead_ends)
        return Shown(title, lines, below, figure, self.table(result))


BOARD = _Board(
    "board",
    "What came back",
    read=_read,
    draw=lambda result: charts.board(result.asks, result.ratio, name=result.whose),
    table=_table,
    guess="How many no's came for each yes?",
    enough=lambda result: result.ratio.counts.answered >= ENOUGH,
)
