"""The number that a participant sends back before the day."""

from workshop.exchange.ready import CHECKS, number, read

GOOD = number(dict.fromkeys(CHECKS, True))


def test_it_is_read_from_whatever_mail_it_stands_in() -> None:
    mail = f"Hi,\nit says {GOOD}. See you on the 12th, 19:00!\n{GOOD.replace(' ', '')}\n{GOOD.replace(' ', '-')}"
    found = list(read(mail))
    assert [each.line for each in found] == [2, 3, 4]
    assert all(not each.wrong and not each.missing for each in found)
    assert found[0].sentence.startswith("Line 2: ready, Python 3.")


def test_what_is_missing_is_said() -> None:
    (found,) = read(number(dict.fromkeys(CHECKS, True) | {"folder": False, "chart": False}))
    assert found.missing == ("folder", "chart")
    assert "not ready (folder and chart)" in found.sentence


def test_one_wrong_digit_and_two_that_changed_places_are_seen() -> None:
    digits = GOOD.replace(" ", "")
    for at in range(1, len(digits)):
        for other in set("0123456789") - {digits[at]}:
            (found,) = read(digits[:at] + other + digits[at + 1 :])
            assert found.wrong, (at, other)
    for at in range(1, len(digits) - 1):
        changed = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        assert changed == digits or next(read(changed)).wrong, at
