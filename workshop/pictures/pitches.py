"""The pictures of what was pitched: for how much, in which version, and how far it came."""

from workshop import results
from workshop.analysis import amounts, follow_ups, pitches, ratio, stages
from workshop.analysis.rows import Rows
from workshop.charts import pitches as charts
from workshop.charts import ratio_by
from workshop.journal import Log
from workshop.pictures.every import groups_table
from workshop.pictures.picture import (
    Choice,
    Chosen,
    Picture,
    Table,
    asks_and_steps,
    asks_of,
    range_words,
)
from workshop.text import number
from workshop.vocabulary import OUTCOMES

EDGES = Choice(
    "edges",
    "Up to which amounts?",
    hint="Such as 500 1500, for three bands; else three equal ones.",
)
FIRST, SECOND = "first", "second"


def _bands(log: Log, chosen: Chosen) -> ratio.Groups:
    typed = (chosen.get(EDGES.name) or "").replace(";", " ").split()
    edges = sorted({number(each, EDGES.name) for each in typed})
    asks = asks_of(log)
    units = amounts.units(asks, results.unit(log))
    return ratio.by_amount(asks, edges, units, look=results.look(log))


def _two(log: Log, chosen: Chosen) -> Rows:
    names = (chosen.get(FIRST) or "", chosen.get(SECOND) or "")
    return pitches.versions(*asks_and_steps(log), results.look(log), *names)


def _versions(log: Log) -> list[Choice]:
    often = asks_of(log)["pitched"].value_counts().index
    options = [(str(name), str(name)) for name in often]
    labels = ((FIRST, "This version"), (SECOND, "or that"))
    return [Choice(name, label, options, "the most frequent") for name, label in labels]


def _target(log: Log) -> float | None:
    target = log.setting("target")
    return None if target is None else float(target)


def _rows_table(result: Rows) -> Table:
    rows = []
    for each in result.rows:
        name = f"{each.under}: {each.name}" if each.under else each.name
        stand = ", ".join(f"{OUTCOMES[code].label}: {n:,}" for code, n in each.outcomes.items())
        share = range_words(each.share, 100) if each.share else ""
        rows.append((name, f"{each.asks:,}", stand, each.note, share))
    return ("Group", "Asks", "What came", "Also", "Yes of 100, range"), rows


def _stages_table(result: stages.Stages) -> Table:
    rows = []
    for each in result.stages:
        stand = {OUTCOMES[code].label: n for code, n in each.ended.outcomes.items() if n}
        words = ", ".join(f"{label}: {n:,}" for label, n in stand.items())
        rows.append((each.name, f"{each.came:,}", f"{each.went_on:,}", words, each.waits))
    return ("Stage", "Came", "Went on", "The others", "Waiting"), rows


def _terms_table(result: amounts.Terms) -> Table:
    rows = [
        (
            f"Ask {deal.number}",
            amounts.money(deal.asked, deal.unit),
            amounts.money(deal.agreed, deal.unit),
            result.label(deal.terms),
            "fell through" if deal.fell else "",
        )
        for deal in result.deals
    ]
    return ("Yes", "Asked", "Agreed", "Terms", "Later"), rows


def _came_table(result: amounts.Came) -> Table:
    each = {"Said": result.said, "Signed": result.signed, "Arrived": result.arrived}
    each["Fell through"] = result.fell
    rows = [
        (name, amounts.money(amount, unit), f"{count:,}")
        for name, sums in each.items()
        for unit, (amount, count) in sums.items()
    ]
    return ("What", "Amount", "Yeses"), rows


def _out_table(result: pitches.Out) -> Table:
    rows = [
        (each.name, "" if each.days is None else f"{each.days:,}", each.amount)
        for each in result.open
    ]
    return ("Ask", "Days out", "Amount"), rows


PITCHES = (
    Picture(
        "terms",
        "When it is yes, how much of what I asked do I get?",
        read=lambda log, _: amounts.terms(asks_of(log), results.unit(log)),
        draw=charts.terms,
        table=_terms_table,
        guess="Of every 100 that you asked for, how many were agreed, in the middle?",
        enough=lambda result: result.share.value is not None,
        guessed_at=" of every 100",
        draws_no=False,
    ),
    Picture(
        "amounts",
        "Do smaller asks hear yes more often?",
        read=_bands,
        draw=ratio_by,
        table=groups_table,
        choices=lambda log: [EDGES],
        says=-1,
    ),
    Picture(
        "stages",
        "Where does it stop?",
        read=lambda log, _: stages.stages(*asks_and_steps(log), log.as_of),
        draw=charts.stages,
        table=_stages_table,
        guess="Of every ten asks, how many went a stage further?",
        enough=lambda result: result.asked >= 10,
        guessed_at=" of every ten",
    ),
    Picture(
        "versions",
        "This version or that?",
        read=_two,
        draw=charts.versions,
        table=_rows_table,
        choices=_versions,
    ),
    Picture(
        "reasons",
        "Why no?",
        read=lambda log, _: pitches.reasons(*asks_and_steps(log)),
        draw=charts.reasons,
        table=_rows_table,
    ),
    Picture(
        "out",
        "What is out now?",
        read=lambda log, _: pitches.out(asks_of(log), results.look(log), results.unit(log)),
        draw=charts.out,
        table=_out_table,
        draws_no=False,
    ),
    Picture(
        "came",
        "How much is said, signed, arrived?",
        read=lambda log, _: amounts.came(*asks_and_steps(log), results.unit(log), _target(log)),
        draw=charts.came,
        table=_came_table,
        draws_no=False,
    ),
    Picture(
        "followed_up",
        "Did following up bring an answer?",
        read=lambda log, _: follow_ups.followed_up(*asks_and_steps(log), results.look(log)),
        draw=charts.followed_up,
        table=_rows_table,
        says=None,
    ),
    Picture(
        "venues",
        "Where is each piece out, and what came?",
        read=lambda log, _: pitches.venues(asks_of(log)),
        draw=charts.venues,
        table=_rows_table,
    ),
    Picture(
        "an_hour",
        "What did an hour of asking bring?",
        read=lambda log, _: amounts.an_hour(asks_of(log), results.unit(log)),
        draw=charts.an_hour,
        table=_rows_table,
        draws_no=False,
    ),
)
