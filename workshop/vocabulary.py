"""The glossary: the words that a field may hold, each with its label and its meaning.

An *ask* is one attempt to move one person or organisation to one commitment. A *pitch* is an ask
with something put forward. A *step* is what happened to an ask on a date. An *outcome* is where an
ask stands after its latest answer or note; the four no's differ by their *shade*. An ask that was
answered or stayed silent is *closed*; one that waits is *open*; one that was withdrawn counts in
none. What each field is called, and what it holds, is in `fields.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property


@dataclass(frozen=True)
class Word:
    """One word of a vocabulary: `code` as stored, `label` as a person says it, its `meaning`."""

    code: str
    label: str
    meaning: str = ""


@dataclass(frozen=True)
class Outcome(Word):
    """A word for where an ask stands; its `letter`, `glyph` and `colour` never tell it alone."""

    letter: str = ""
    glyph: str = ""
    colour: str = ""


def _words(**labels: str) -> dict[str, Word]:
    return {code: Word(code, *label.split(" | ")) for code, label in labels.items()}


OUTCOMES: dict[str, Outcome] = {
    word.code: word
    for word in (
        Outcome("yes", "Yes", "They agreed.", "Y", "■", "#0b63a5"),
        Outcome(
            "no_unclear",
            "No, kind unknown",
            "A no; which kind, you have not asked yet.",
            "N?",
            "○",
            "#c2500b",
        ),
        Outcome(
            "no_for_now",
            "No for now",
            "A no that a date or a condition could change.",
            "NL",
            "◐",
            "#c2500b",
        ),
        Outcome(
            "no_final", "No, final", "A no that closes this ask for good.", "NF", "●", "#c2500b"
        ),
        Outcome(
            "no_opening",
            "No, but it opened something",
            "A no that led to something else.",
            "N→",
            "◣",
            "#c2500b",
        ),
        Outcome(
            "silence",
            "No answer",
            "Your own horizon passed, and nothing came back.",
            "S",
            "□",
            "#6b7280",
        ),
        Outcome(
            "fell_through",
            "Yes that fell through",
            "A yes that then did not happen.",
            "YF",
            "◧",
            "#0b63a5",
        ),
        Outcome("waiting", "Waiting", "Asked, and not answered yet.", "…", "┄", "#6b7280"),
        Outcome(
            "withdrawn",
            "I took it back",
            "You withdrew the ask before an answer.",
            "W",
            "×",
            "#6b7280",
        ),
    )
}
"""The nine outcomes, in the order in which counts are told."""

NOS = ("no_unclear", "no_for_now", "no_final", "no_opening")
YESES = ("yes", "fell_through")
ANSWERED = (*YESES, *NOS)
CLOSED = (*ANSWERED, "silence")
NOTED = ("silence", "fell_through", "withdrawn", "waiting")

STEPS = _words(
    followed_up="Followed up | You asked again, or reminded them.",
    probed="Asked a question back | One respectful question after a no, with an easy way out.",
    advanced="Went a stage further | An interview, a demo, a second meeting.",
    answered="Was answered | A yes or a no.",
    noted="Noted | Silence, a yes that fell through, withdrawn, or waiting again.",
    signed="Signed | A yes in writing.",
    done="Happened | A yes that was carried out, money that arrived.",
)
OF_YES = ("signed", "done")
"""The steps that only a yes has."""

KINDS = _words(
    job="Job | A post, a role, an internship.",
    client="Client | Someone who might buy your work.",
    money="Money | An investor, a grant, a loan, a raise.",
    idea="Idea | Something you want your own place to do.",
    help="Help | A favour, advice, a hand.",
    contact="Contact | A coffee, a lunch, a first talk.",
    other="Other | Anything else.",
)
CHANNELS = _words(
    in_person="In person | Face to face.",
    call="Call | By telephone or video.",
    written="Written to a person | A message to someone with a name.",
    form="Form | A form, a portal, an address without a name.",
)
MOTIVES = _words(
    profit="Profit | It earns or saves them something.",
    showcase="A showcase | It is new, rare, something to be proud of.",
    get_it_done="Getting it done | It takes work and worry off them.",
    unknown="I do not know | Not asked yet.",
)
REASONS = _words(
    timing="Timing | Not now.",
    money="Money | Price, budget, pay.",
    fit="Fit | Not what they are looking for.",
    need_missed="I missed their need | What I offered answers another question.",
    explained_badly="I explained it from my side | They could not see what is in it for them.",
    someone_else="Someone else | They chose another.",
    unfair="Unfair | It was about who I am. Needs no proof.",
    not_told="Not told | They gave no reason.",
)
SOURCES = _words(
    they_said="They said so | In their words.",
    i_asked="I asked | You asked afterwards.",
    i_guess="I guess | Your own reading.",
)
BROUGHT = _words(
    alone="Alone | You went by yourself.",
    detail="Someone with the detail | Who knows the numbers.",
    sponsor="A sponsor | Who has weight there.",
    customer="A happy customer | Who speaks for you.",
)
SIZES = _words(small="Smaller than usual", usual="Usual", big="Bigger than usual")
DECIDERS = _words(
    in_room="In the room | Who decides heard it from you.",
    not_in_room="Not in the room | Someone carries it on.",
    unknown="I do not know",
)
TERMS = _words(as_asked="As asked", less="For less", more="For more", other="On other terms")
DOORS = _words(
    clarify="Clarify | Ask one question.",
    later="Later | Come back on a date.",
    go_through="Go through it | Take up what a no opened: a name, another job, a smaller yes.",
    let_go="Let go | Close it, and use the room it leaves.",
    take_further="Take it further | Keep words and dates, and get advice.",
)

VOCABULARIES: Mapping[str, Mapping[str, Word]] = {
    "kind": KINDS,
    "channel": CHANNELS,
    "motive_guess": MOTIVES,
    "motive_found": MOTIVES,
    "brought": BROUGHT,
    "size": SIZES,
    "decider": DECIDERS,
    "outcome": OUTCOMES,
    "what": STEPS,
    "reason": REASONS,
    "source": SOURCES,
    "terms": TERMS,
    "door": DOORS,
}
"""For each field that holds a word: the words it may hold."""

FIXED = ("outcome", "what")
"""The fields that a participant cannot add words to, since every measure stands on them."""

HORIZON_DAYS = 14
"""Days after which the kit suggests that an ask went unanswered; each person sets their own, by
kind.
"""


class Added(dict[str, str]):
    """A person's own words for one field: code to label."""

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Each code by its label and by itself, as they are compared."""
        return {_folded(label): code for code, label in self.items()} | {
            _folded(code): code for code in self
        }


def code_of(field: str, text: str, own: Mapping[str, str] | None = None) -> str | None:
    """The code of a word that `field` may hold, from its code or from its label; None where it is
    none.

    >>> code_of("outcome", "No, final"), code_of("outcome", "no")
    ('no_final', 'no_unclear')
    >>> code_of("kind", "mentoring", {"mentor": "Mentoring"})
    'mentor'
    """
    folded = _folded(text)
    if (code := _by_name(field).get(folded)) or not own or field in FIXED:
        return code
    return (own if isinstance(own, Added) else Added(own)).by_name.get(folded)


@cache
def _by_name(field: str) -> dict[str, str]:
    words = VOCABULARIES[field].values()
    plain = {"no": "no_unclear"} if field == "outcome" else {}
    return (
        {_folded(word.label): word.code for word in words}
        | {word.code: word.code for word in words}
        | plain
    )


def _folded(text: str) -> str:
    """A word as it is compared: capitals, spaces and punctuation make no difference."""
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")


def words_of(field: str, own: Mapping[str, str] | None = None) -> dict[str, Word]:
    """The words that `field` may hold, by code; `own` are a participant's additions, code to label.

    >>> list(words_of("size", {"tiny": "Tiny"}))
    ['small', 'usual', 'big', 'tiny']
    """
    added = (
        {} if field in FIXED else {code: Word(code, label) for code, label in (own or {}).items()}
    )
    return {**VOCABULARIES[field], **added, **VOCABULARIES[field]}
