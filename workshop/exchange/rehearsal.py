"""A made-up room for the evening before: messages as a chat would bring them, by stated chances."""

from random import Random

from workshop.analysis.room import CODES, Share
from workshop.exchange.code import encode

NAMES = ("Ada", "Bo", "Cem", "Dara", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kai", "Lea", "Mo")
YES, NO, SILENT = 0.12, 0.33, 0.4
"""What each made-up ask meets: a yes, a no of some kind, silence; the rest still wait."""
LATE, TWICE, DAMAGED, JOKE = 0.1, 0.1, 0.08, 0.3
"""How many of a room send theirs late (at the end), twice, or cut off, and how many talk."""
JOKES = (
    "is mine the long one with the dashes?",
    "I have more no's than you :)",
    "N2Y what?",
    "two minutes please, the dog",
)


def rehearsal(people: int, seed: int = 1, week: int = 1) -> str:
    """What a room of so many would paste into its chat, line by line; the same seed says the same.

    One of them has a code made by hand, which claims a million no's.
    """
    draw = Random(seed)
    lines: list[str] = []
    late: list[str] = []
    for n in range(people):
        who = f"{NAMES[n % len(NAMES)]}{n // len(NAMES) or ''}"
        code = encode(_share(draw, week))
        if draw.random() < DAMAGED:
            lines.append(f"{who}: {code[:-3]}")
        where = late if draw.random() < LATE else lines
        where += [f"{who}: {code}"] * (2 if draw.random() < TWICE else 1)
        if draw.random() < JOKE:
            lines.append(f"{who}: {draw.choice(JOKES)}")
    joker = encode(Share(draw.getrandbits(32), 1, week, False, {"no_final": 1_000_000}))
    return "\n".join([*lines, f"Someone: {joker}", *late])


def _share(draw: Random, week: int) -> Share:
    nos = [code for code in CODES if code.startswith("no_")]
    counts = dict.fromkeys(CODES, 0)
    for _ in range(draw.choice([3, 5, 6, 8, 8, 10, 14, 40])):
        met = draw.random()
        answered = "yes" if met < YES else draw.choice(nos)
        open_ = "silence" if met < YES + NO + SILENT else "waiting"
        counts[answered if met < YES + NO else open_] += 1
    guess = draw.choice([None, 4, 5, 6, 7, 8, 9])
    return Share(draw.getrandbits(32), 1, week, draw.random() < 0.3, counts, guess)
