"""What people type, paste and import: plain, foreign and hostile, for hypothesis to draw from."""

from datetime import date

from hypothesis import strategies as st

from workshop import vocabulary

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    r"$\frac{1}{2}$",
    r"$\frac",
    "{{7*7}}",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "+49 30 1234",
    "'quoted'",
    "ünïcödé ﷽ שלום مرحبا",
    "👩🏽‍💻 👍",
    "a\u202eb\u2066c",
    "nul\x00 bell\x07 esc\x1b[31m",
    "lone \ud800 surrogate",
    "line\r\nbreak\u2028para\ttab",
    "e\u0301 composed",
    '{"crc":"00000000","v":1}',
    "a,b;c\t|d",
    '"open',
    "\ufeffmark",
    "NULL",
    "nan",
)

texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=40), st.text(st.characters(), max_size=40)
)
days = st.dates(date(1970, 1, 1), date(2025, 12, 31))


def word(field: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(vocabulary.VOCABULARIES[field]))


answers = st.sampled_from([code for code in vocabulary.OUTCOMES if code != "waiting"])

ask_fields = st.fixed_dictionaries(
    {"asked_on": days},
    optional={
        "alias": texts,
        "kind": word("kind"),
        "channel": word("channel"),
        "pitched": texts,
        "size": word("size"),
        "amount": st.floats(0, 1e9).map(lambda amount: round(amount, 2)),
        "decider": word("decider"),
        "people": st.integers(0, 500),
        "brought": word("brought"),
        "chance": st.integers(0, 100),
        "worst": texts,
        "motive_guess": word("motive_guess"),
        "motive_found": word("motive_found"),
        "minutes": st.integers(0, 5000),
        "buying_question": st.booleans(),
        "extra": st.dictionaries(
            st.sampled_from(["easy apply", "note", "=1", "crc"]), texts, max_size=3
        ),
    },
)
"""The fields of an ask, as `log.ask` takes them with `asked_on`."""
