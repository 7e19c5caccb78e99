"""How many asks stand where, counted from the bytes of a journal alone: shares nothing with the
kit but its rules.
"""

import json
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

ANSWERS = ("yes", "fell_through", "no_unclear", "no_for_now", "no_final", "no_opening")


def recounted(folder: Path) -> Counter[str]:
    """The outcomes of all asks that stand in the files of a folder."""
    found: dict[str, dict[str, Any]] = {}
    for raw in (
        raw
        for file in sorted(folder.glob("journal*.txt"))
        for raw in file.read_bytes().split(b"\n")
    ):
        if raw and raw[:18] == b'{"crc":"%08x",' % zlib.crc32(raw[18:]):
            found[json.loads(raw)["line"]] = json.loads(raw)
    closed = {line["change"] for line in found.values() if line["kind"] == "closing"}
    records: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in sorted(found.values(), key=lambda line: (line["seq"], line["at"], line["line"])):
        needs_end = line["change"].startswith(("import-", "restore-")) or line["change"].endswith(
            "-batch"
        )
        if line["change"] in closed or not needs_end:
            records[line["record"]].append(line)
    steps: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for last in [lines[-1] for lines in records.values()]:
        if last["kind"] == "step" and last["body"]:
            steps[last["body"]["ask"]].append(last["body"])
    asks = {
        of: lines[-1]["body"]
        for of, lines in records.items()
        if lines[-1]["kind"] == "ask" and lines[-1]["body"]
    }
    return Counter(_stands(asked.get("asked_on", ""), steps[of]) for of, asked in asks.items())


def _stands(latest: str, steps: list[dict[str, Any]]) -> str:
    answered = [place for place, step in enumerate(steps) if step.get("outcome") in ANSWERS]
    placed = []
    for place, step in enumerate(steps):
        placed.append((step.get("on") or latest, place, step))
        latest = max(latest, placed[-1][0])
    outcome = "waiting"
    for _, place, step in sorted(placed, key=lambda one: one[:2]):
        told = step.get("outcome")
        is_over = told in ("silence", "withdrawn") or (
            told == "waiting" and answered and place < answered[-1]
        )
        if told and not (answered and is_over):
            outcome = told
        elif step["what"] == "advanced" and outcome == "silence":
            outcome = "waiting"
    return outcome
