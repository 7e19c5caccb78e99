"""The letters of a spreadsheet: which encoding its bytes are in, and a question where the bytes
alone can't tell.
"""

import contextlib
import re
import unicodedata
from collections import Counter
from itertools import pairwise

from workshop.exchange.mapping import Question
from workshop.text import Problem, clean, listed

_USUAL = (
    *(
        "cp1252",
        "cp1251",
        "gb18030",
        "cp932",
        "big5",
        "cp949",
        "cp1250",
        "euc_jp",
        "cp1254",
        "cp1253",
        "cp1255",
    ),
    *("cp1256", "cp1257", "koi8_r", "mac_roman", "cp850", "cp437", "iso8859_2", "iso8859_15"),
)
"""The encodings that spreadsheets are met in, the likelier ones first where nothing else tells them
apart.
"""
_SAMPLE = 100_000  # bytes of lines that are not plain ASCII: enough to tell, and quick
_WORD = re.compile(r"""[^\s,;|"]*[^\x00-\x7f\s][^\s,;|"]*""")
_JOINTS = "’‘‐‑·°№©®"  # what may stand beside a letter
_WEST = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÿšž")
_WESTERN = (
    "àâæçéèêëîïôœùûüÿ",
    "áéíñóúü",
    "áâãàçéêíóôõú",
    "àèéìíîòóùú",
    "äöüßé",
    "åäöé",
    "æøåé",
    "áðéíóúýþæö",
)
_CENTRAL = (
    *(
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýž",
        "áčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű",
        "ăâîşţșț",
        "čćđšž",
        "çğıöşüâî",
    ),
    *("āčēģīķļņšūž", "ąčęėįšųūž", "äöõüšž"),
)
_ALPHABETS = (*map(set, _WESTERN), *(set(letters + "äöüßé") for letters in _CENTRAL))
"""The letters that a language has beside the plain ones; in the middle of Europe German names are
met too.
"""
_FAR_EAST = ("CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH", "HANGUL", "BOPOMOFO")


def decoded(name: str, raw: bytes, encoding: str | None = None) -> tuple[str, list[Question]]:
    """The text in the bytes of a file, and the question that is left where they can be read in
    several ways.

    `encoding` is what the person says it is. What is valid UTF-8, or says itself what it is, is
    never asked about.
    """
    if encoding:
        with contextlib.suppress(LookupError, UnicodeError):
            return raw.decode(encoding, "replace"), []
        raise Problem(
            f'{name}: "{clean(encoding[:40])}" is no encoding that its letters can be read in.'
        )
    for sure in _said(raw):
        with contextlib.suppress(UnicodeDecodeError):
            return raw.decode(sure), []
    sample = b"\n".join(line for line in raw.split(b"\n") if not line.isascii())[:_SAMPLE]
    readings = _readings(sample)
    if not readings:
        raise Problem(
            f"{name}: its letters can't be read. "
            'Please save it as "CSV UTF-8", then import that file.'
        )
    guess = next(iter(readings))
    return raw.decode(guess, "replace"), [_question(readings)] if len(
        readings
    ) > 1 or guess == "utf-8" else []


def _said(raw: bytes) -> list[str]:
    """The encodings that bytes speak for themselves: by a mark, by zeros between letters, by
    escapes.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ["utf-16"]
    start = raw[:4000]
    if start.count(0) * 8 > len(start):
        is_little = start[1::2].count(0) > start[::2].count(0)
        return [
            *(("utf-16-le", "utf-16-be") if is_little else ("utf-16-be", "utf-16-le")),
            "utf-8-sig",
        ]
    return [*(["iso2022_jp_2", "iso2022_kr"] if b"\x1b$" in raw else []), "utf-8-sig"]


def _readings(sample: bytes) -> dict[str, str]:
    """The ways to read bytes that make sense, likeliest first, by encoding; those that read alike
    count as one.
    """
    from charset_normalizer import from_bytes

    met = [
        match for match in from_bytes(sample, cp_isolation=list(_USUAL)) if match.encoding in _USUAL
    ]
    met.sort(key=lambda match: (match.chaos, -match.coherence, _USUAL.index(match.encoding)))
    found: dict[str, str] = {}
    broken = sample.decode("utf-8", "replace")
    if sum(not char.isascii() for char in broken) > 2 * broken.count("\ufffd"):
        found["utf-8"] = broken
    alike = [
        min(match.could_be_from_charset, key=lambda name: (*_USUAL, name).index(name))
        for match in met
    ]
    for name in dict.fromkeys([*alike, *_USUAL]):
        with contextlib.suppress(
            UnicodeDecodeError
        ):  # the sample may end in the middle of a letter
            text = sample.decode(name, "strict" if len(sample) < _SAMPLE else "replace")
            if text not in found.values():
                found[name] = text
    words = {name: set(_WORD.findall(text.replace("\ufffd", ""))) for name, text in found.items()}
    odd = {name: sum(map(_is_odd, words[name])) for name in found}
    sound = {name: text for name, text in found.items() if odd[name] <= len(words[name]) // 20}
    fewest = min(odd.values(), default=0)
    return (
        _western(sound)
        if sound
        else {name: text for name, text in found.items() if odd[name] <= fewest + 1}
    )


def _western(readings: dict[str, str]) -> dict[str, str]:
    """The readings without those that no one language has the letters of, where letters of the west
    read well too.
    """
    if not ("cp1252" in readings and _letters(readings["cp1252"]).keys() <= _WEST):
        return readings
    found = {}
    for name, text in readings.items():
        letters = _letters(text)
        strays = min(len(letters.keys() - alphabet) for alphabet in _ALPHABETS)
        is_rare = (
            letters.total() > 5 and 5 * (letters["ĺ"] + letters["ŕ"]) > letters.total()
        )  # å and à as cp1250
        if name == "cp1252" or (strays < 3 and not is_rare):
            found[name] = text
    return found


def _letters(text: str) -> Counter[str]:
    return Counter(char for char in text.lower() if not char.isascii() and _script(char) == "LATIN")


def _is_odd(word: str) -> bool:
    """Whether a word looks as if its bytes were read in a wrong encoding.

    >>> [_is_odd(word) for word in ("Müller", "Привет", "东京", "M³ller", "Ïðèâåò", "CafÚ", "Cafй")]
    [False, False, False, True, True, True, True]
    """
    shape = "".join(map(_shape, word))
    if re.search(r"C|SL|LP+L", shape):
        return True
    if any(a.islower() and b.isupper() and not (a + b).isascii() for a, b in pairwise(word)):
        return True
    letters = [char for char, is_letter in zip(word, shape, strict=True) if is_letter == "L"]
    scripts = {_script(char) for char in letters}
    foreign = {char for char in word.replace("İ", "ı").lower() if not char.isascii()}
    is_full = (
        scripts == {"LATIN"} and 2 * sum(not char.isascii() for char in letters) > len(letters) > 1
    )
    return len(scripts) > 1 or (is_full and not any(foreign <= alphabet for alphabet in _ALPHABETS))


def _shape(char: str) -> str:
    """A letter as L, a sign that no word begins with as S, one that no word has inside as P, what
    no text has as C.
    """
    if char.isascii() or char in _JOINTS:
        return "L" if char.isalpha() else "-"
    return {"L": "L", "M": "L", "C": "C", "P": "P"}.get(unicodedata.category(char)[0], "S")


def _script(char: str) -> str:
    name = unicodedata.name(char, "").split(" ")[0].split("-")[0]
    return (
        "CJK"
        if name in _FAR_EAST
        else "LATIN"
        if char.isascii() or name in ("FEMININE", "MASCULINE")
        else name
    )


def _question(readings: dict[str, str]) -> Question:
    """Which of several readings is right, shown by a word that they differ in."""
    words = [_WORD.findall(text) for text in readings.values()]
    differing = next(
        (seen for seen in zip(*words, strict=False) if len(set(seen)) > 1),
        [seen[0] for seen in words if seen],
    )
    shown = [
        f'"{clean(word[:30])}" as {name}' for name, word in zip(readings, differing, strict=False)
    ]
    return Question(
        "The file does not say how its letters are written. "
        f"A word of it reads {listed(shown[:6], 'or')}. "
        'Which is right? Name it in a map, such as "encoding": "cp1252", '
        'or save the file as "CSV UTF-8".',
        next(iter(readings)),
        tuple(readings),
    )
