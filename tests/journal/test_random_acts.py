"""Whatever is done, by two devices: one act is one undo, and the counts are those of the raw
journal.
"""

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.journal.recounted import recounted
from workshop import exercises, tables
from workshop.analysis.counts import counts
from workshop.exchange import import_asks
from workshop.journal import Journal, Log
from workshop.text import Problem
from workshop.vocabulary import OUTCOMES, STEPS

DEVICES = st.integers(0, 1)
NUMBERS = st.integers(1, 3)
ASKED = st.sampled_from(["2026-03-02", None, "today"])
DAYS = st.sampled_from(["2026-03-10", "2026-03-20", None, "today"])
TOLD = st.one_of(
    st.sampled_from(["silence", "waiting", "no_final"]), st.sampled_from(list(OUTCOMES))
)
BACK = st.booleans()
SHEETS = {
    "one": "asked_on,alias,outcome\n2026-03-01,Acme,no_final\n2026-03-02,Beta,\n",
    "two": "asked_on,alias,outcome,sting\n2026-03-02,Beta,\n2026-03-03,Gamma,silence,\n2026-03-04,Delta,no_unclear,4\n",
    "next week": "asked_on,alias,outcome,answered_on,reason,sting\n2026-03-01,Acme,no_final,2026-03-08,timing,2\n"
    "2026-03-02,Beta,yes,2026-03-09,,\n2026-03-03,Gamma,no_for_now,2026-03-10,,1\n2026-03-04,Delta,no_opening,,fit,\n",
    "grown": "asked_on,alias,kind,channel,outcome\n2026-03-01,Acme,job,form,no_final\n2026-03-02,Beta,job,call,withdrawn\n",
    "twins": "asked_on,alias,outcome\n2026-03-01,Acme,waiting\n2026-03-01,Acme,yes\n2026-03-01,Acme,silence\n",
    "mended": "asked_on,alias,outcome\n2026-03-01,Acme,no_final\n2026-03-02,Betty,fell_through\n,Gamma,silence\n",
}


def seen(log: Log) -> list[Any]:
    """What a person sees of a log."""
    asks = [
        (e.ask.number, e.ask, [(s.what, s.outcome, s.reason) for s in e.steps], e.sting)
        for e in log.asks
    ]
    return [
        *asks,
        *(made for _, _, made in log.reflections()),
        log.setting("calm"),
        log.setting("horizon.job"),
    ]


class Acts(RuleBasedStateMachine):
    """Two devices at one folder; after half of the acts, they are taken back, and taken back
    again.
    """

    @initialize()
    def begin(self) -> None:
        self.place = tempfile.TemporaryDirectory()
        self.folder = Path(self.place.name) / "journal"
        self.logs = [Log(Journal(self.folder)) for _ in range(2)]
        for name, log in zip("ab", self.logs, strict=True):
            log.journal.__dict__["path"] = self.folder / f"journal-{name}.txt"
        for n in range(3):
            self.logs[0].ask(f"ask {n}", on="2026-03-02")
        for name, rows in SHEETS.items():
            (Path(self.place.name) / f"{name}.csv").write_text(rows)

    def teardown(self) -> None:
        if hasattr(self, "place"):
            self.place.cleanup()

    def do(self, device: int, back: bool, act: Callable[[Log], object]) -> None:
        log = self.logs[device]
        before = seen(log)
        last = log.last_change
        try:
            act(log)
        except Problem:
            assert seen(log) == before
            return
        after = seen(log)
        if log.last_change == last:  # an import that knows all its rows
            assert after == before
        elif back:
            assert log.undo().left == ()
            assert seen(log) == before
            log.undo()
            assert seen(log) == after

    @rule(device=DEVICES, back=BACK, outcome=TOLD, on=ASKED)
    def ask(self, device: int, back: bool, outcome: str, on: str | None) -> None:
        self.do(device, back, lambda log: log.ask("x", on=on, outcome=outcome))

    @rule(device=DEVICES, back=BACK, number=NUMBERS, outcome=TOLD, on=DAYS)
    def answer(self, device: int, back: bool, number: int, outcome: str, on: str | None) -> None:
        self.do(device, back, lambda log: log.answer(number, outcome, on=on))

    @rule(device=DEVICES, back=BACK, number=NUMBERS, what=st.sampled_from(list(STEPS)), on=DAYS)
    def step(self, device: int, back: bool, number: int, what: str, on: str | None) -> None:
        self.do(device, back, lambda log: log.step(number, what, on=on))

    @rule(device=DEVICES, back=BACK, number=NUMBERS, outcome=TOLD, felt=st.integers(0, 6))
    def answer_with_sting(
        self, device: int, back: bool, number: int, outcome: str, felt: int
    ) -> None:
        def act(log: Log) -> None:
            with log.batch("answer"):
                log.answer(number, outcome, reason="timing" if outcome.startswith("no") else None)
                log.reflect("sting.now", felt, ask=number)

        self.do(device, back, act)

    @rule(
        device=DEVICES,
        back=BACK,
        number=NUMBERS,
        card=st.sampled_from(["04.own", "04.door"]),
        said=st.sampled_from("abcd"),
    )
    def card(self, device: int, back: bool, number: int, card: str, said: str) -> None:
        self.do(device, back, lambda log: exercises.save(log, card, said, ask=number))

    @rule(device=DEVICES, back=BACK, number=NUMBERS, outcome=TOLD)
    def change(self, device: int, back: bool, number: int, outcome: str) -> None:
        self.do(device, back, lambda log: log.change(number, outcome=outcome, kind="job"))

    @rule(device=DEVICES, back=BACK, number=NUMBERS)
    def remove(self, device: int, back: bool, number: int) -> None:
        self.do(device, back, lambda log: log.remove(number))

    @rule(device=DEVICES, back=BACK, days=st.integers(1, 60))
    def set(self, device: int, back: bool, days: int) -> None:
        self.do(device, back, lambda log: log.set("horizon.job", days))

    @rule(
        device=DEVICES,
        back=BACK,
        sheet=st.sampled_from(sorted(SHEETS)),
        says=st.sampled_from(["yes", "new", "-"]),
    )
    def bring(self, device: int, back: bool, sheet: str, says: str) -> None:
        file, answer = Path(self.place.name) / f"{sheet}.csv", {says: True} if says != "-" else {}
        self.do(device, back, lambda log: import_asks(log, file, **answer))
        again = import_asks(self.logs[device], file, **answer)
        assert (again.asks, again.changed, again.change) == (0, 0, None)

    @rule(device=DEVICES, back=BACK)
    def undo(self, device: int, back: bool) -> None:
        self.do(device, back, lambda log: log.undo())

    @invariant()
    def counts_are_those_of_the_raw_journal(self) -> None:
        if hasattr(self, "logs"):
            told = recounted(self.folder)
            for log in self.logs:
                assert Counter(entry.outcome for entry in log.asks) == told
            found = counts(tables.asks(self.logs[0], self.logs[0].as_of))
            assert {code: count for code, count in found.outcomes.items() if count} == told
            assert found.asks == told.total()
            assert (
                found.answered
                == told.total() - told["waiting"] - told["silence"] - told["withdrawn"]
            )
            assert seen(self.logs[0]) == seen(self.logs[1])


@pytest.mark.parametrize(
    ("examples", "acts"), [(25, 40), pytest.param(3, 1000, marks=pytest.mark.long)]
)  # fmt: skip
def test_one_act_is_one_undo_and_the_counts_are_those_of_the_raw_journal(
    examples: int, acts: int, home: Path
) -> None:
    quick = settings(
        settings.get_profile("quick"),
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # to shorten what fails would take minutes
    run_state_machine_as_test(
        Acts, settings=settings(quick, max_examples=examples, stateful_step_count=acts)
    )
