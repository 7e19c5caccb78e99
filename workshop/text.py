"""What is typed or imported becomes clean text here, and nowhere else; and the one error that
the kit raises.
"""

import contextlib
import math
import re
import unicodedata
from datetime import date, timedelta

LINE = 200
"""How many characters a name, an alias or another one-line field may have."""
TEXT = 10_000
"""How many characters a longer text may have."""
FIRST_DAY = date(1970, 1, 1)

# Control characters, lone surrogates, bidirectional overrides and what XML forbids break widgets,
# SVG and spreadsheets.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}")  # 1.500 is 1,500 to some and 1.5 to others
_UNITS = {
    "chance": {"%": 1, "percent": 1},
    "minutes": {"min": 1, "minutes": 1, "hours": 60, "h": 60},
    "amount": {"k": 1000},
    "agreed": {"k": 1000},
}
"""What may stand behind a number, by field, and what it is worth."""


class Problem(ValueError):
    """The kit's own error: one sentence that says what is wrong and what to do; `field` is the
    field it is about.
    """

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


def clean(text: object, field: str = "text", limit: int = LINE) -> str:
    r"""`text` without what could break a page, a picture or a spreadsheet; emoji and every script
    stay.

    Above `LINE` characters allowed, line breaks stay too; in a one-line field they become spaces.

    >>> clean("  tab\tand\x00 nul\n", "alias")
    'tab and nul'
    >>> clean("x" * 201, "alias")
    Traceback (most recent call last):
    ...
    workshop.text.Problem: alias: 201 characters are too many; 200 are allowed. Please shorten it.
    """
    if not isinstance(text, str):
        raise Problem(f"{field}: please write text, not {type(text).__name__}.", field)
    if len(text) > 10 * limit:  # far too long: refuse before any work is done on it
        raise _too_long(field, len(text), limit)
    if not (text.isascii() and text.isprintable()):
        text = re.sub("\r\n?|\u2028|\u2029", "\n", text)
        text = text.replace("\t", " ") if limit > LINE else re.sub(r"[\t\n]+", " ", text)
        text = unicodedata.normalize("NFC", _UNSAFE.sub("", text))
    text = text.strip()
    if len(text) > limit:
        raise _too_long(field, len(text), limit)
    return text


def _too_long(field: str, length: int, limit: int) -> Problem:
    sentence = (
        f"{field}: {length:,} characters are too many; {limit:,} are allowed. Please shorten it."
    )
    return Problem(sentence, field)


def day(value: object, field: str = "date", *, past: bool = True) -> date:
    """A date from a date or from text such as 2026-03-31; with `past`, not after today.

    A day is the person's own: where the machine's clock is behind theirs, tomorrow is today.

    >>> day("2026-03-31", "asked_on")
    datetime.date(2026, 3, 31)
    >>> day("31/3", "on")
    Traceback (most recent call last):
    ...
    workshop.text.Problem: on: "31/3" is no date that I can read. Please write it as 2026-03-31.
    """
    written = _written(value)[:10] if isinstance(value, date) else _written(value)
    found = None
    if parts := _DAY.fullmatch(written):
        with contextlib.suppress(ValueError):
            found = date(*map(int, parts.groups()))
    if found is None:
        shown = clean(written[:40], field)
        raise Problem(
            f'{field}: "{shown}" is no date that I can read. Please write it as 2026-03-31.', field
        )
    if found < FIRST_DAY:
        raise Problem(f"{field}: {found} is before 1970. Please check the year.", field)
    if past and found > date.today() + timedelta(1):
        raise Problem(
            f"{field}: {found} is still to come. Please give a day up to today, {date.today()}.",
            field,
        )
    return found


def _written(value: object) -> str:
    try:
        return str(value).strip()
    except ValueError:  # a whole number of thousands of digits has no text
        return "this"


def number(value: object, field: str, *, high: float = math.inf, whole: bool = False) -> float:
    """A number from 0 to `high`, from a number or from text as people write it; `whole` refuses
    fractions.

    A field of percent, minutes or money may have its unit behind the number. What can be read in
    two ways is asked.

    >>> number("1,500", "amount"), number("2,5", "amount"), number("5k", "amount")
    (1500.0, 2.5, 5000.0)
    >>> number("25 %", "chance"), number("1.5 h", "minutes")
    (25.0, 90.0)
    >>> number("5x", "amount")
    Traceback (most recent call last):
    ...
    workshop.text.Problem: amount: "5x" is no plain number. Please write digits only, such as 1500.
    """
    written, found = _written(value), math.nan
    digits, factor = _without_unit(written, field)
    if isinstance(value, str) and _EITHER.fullmatch(digits):
        ways = f"{digits.replace('.', '')} or {digits.rstrip('0').rstrip('.')}"
        raise Problem(
            f'{field}: "{written}" can be {ways}. Please write the one that it is.', field
        )
    # a comma stands between thousands, or begins decimals
    plain = digits.replace(",", "" if _THOUSANDS.fullmatch(digits) else ".")
    with contextlib.suppress(ValueError):
        found = factor * float(plain)
    if not math.isfinite(found) or isinstance(value, bool):
        shown = clean(written[:40], field)
        such = 1500 if high > 1500 else 12 if high > 10 else round(high / 2)
        told = f'"{shown}" is no plain number. Please write digits only, such as {such}.'
        raise Problem(f"{field}: {told}", field)
    if not 0 <= found <= high:
        bounds = f"from 0 to {high:,.0f}" if math.isfinite(high) else "of 0 or more"
        raise Problem(f"{field}: {found:,.15g} does not fit. Please give a number {bounds}.", field)
    if whole and found != int(found):
        raise Problem(f"{field}: {found:,.15g} is no whole number. Please round it.", field)
    return found


def whole(value: object, field: str, *, high: float = math.inf) -> int:
    """A whole number from 0 to `high`."""
    return int(number(value, field, high=high, whole=True))


def _without_unit(written: str, field: str) -> tuple[str, int]:
    """What stands before the unit of a field, and what the unit is worth."""
    for unit, worth in _UNITS.get(field, {}).items():
        if written.casefold().endswith(unit):
            return written[: -len(unit)].strip(), worth
    return written, 1


def yes_or_no(value: object, field: str) -> bool:
    """True or False from a truth value or from one of the words yes, no, true, false, 1, 0.

    >>> yes_or_no("Yes", "buying_question")
    True
    """
    written, yes = str(value).strip().lower(), ("yes", "true", "1", "y")
    if written not in (*yes, "no", "false", "0", "n"):
        raise Problem(f"{field}: please write yes or no.", field)
    return written in yes


def plural(count: int, word: str) -> str:
    """`count` with its word, in the plural where it is not one.

    >>> plural(1, "ask"), plural(12, "ask"), plural(2, "yes"), plural(2, "reply")
    ('1 ask', '12 asks', '2 yes', '2 replies')
    """
    if count == 1 or word in ("yes", "no"):
        return f"{count:,} {word}"
    return f"{count:,} {word[:-1]}ies" if word.endswith("ly") else f"{count:,} {word}s"


def listed(names: list[str], last: str = "and") -> str:
    """Names as a person says them.

    >>> listed(["ask 1", "ask 2", "ask 5"])
    'ask 1, ask 2 and ask 5'
    """
    return (
        f" {last} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    )
