"""Do no harm: the one function that decides which figure may leave the house, and a document cleared by it.

Never persons. Of single organisations only what they published of themselves. Survey cells of fewer than 30 answers,
and those that were suppressed, stay. Counts of victims or members of vulnerable groups under five stay, with one more
cell where a total would give them away. Official counts of entities are no small cells.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Literal, NewType

import pandas as pd

from analytics import facts as questions
from analytics.briefing.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    KeyMessage,
    Number,
    Paragraph,
    Point,
    Run,
    Sentence,
    Table,
)
from analytics.briefing.document import Document
from analytics.briefing.words import translate
from analytics.catalogue import catalogue
from analytics.combine import as_dicts
from data.releases import Release
from geo.places import GEORGIA

Refusal = Literal["", "person", "organisation", "few_answers", "suppressed", "small_count", "complement"]
Cleared = NewType("Cleared", Document)
"""A document that `cleared` has passed: the only kind that writers take."""

LEAST_ANSWERS, LEAST_COUNT = 30, 5
VULNERABLE = frozenset({"gs_dv_victims"})
"""Counts of victims or members of vulnerable groups."""
SAID_OF_ITSELF = frozenset({"company_charity_gel", "company_charity_usd"})
"""What an organisation published of itself."""
DIMENSIONS = frozenset({
    "sex", "age", "settlement", "answer", "size", "field", "company", "trust_ngo", "versus", "choice", "component",
})  # fmt: skip
"""Dimensions of groups that no person is a category of."""
_CELL = ("indicator", "place", "year", "source", "grp")
"""What names a cell."""


def may_leave(fact: Mapping[str, Any], held: Collection[str] = ()) -> Refusal:
    """Why a fact must not leave; "" when it may.

    Args:
        fact: a row of the facts frame.
        held: ids of cells that are suppressed, or hide a small one, in the release (`held_back`).
    """
    dimensions = {part.partition("=")[0] for part in str(fact["grp"] or "").split("|") if part}
    record = catalogue().get(str(fact["indicator"]))
    checks: dict[Refusal, bool] = {
        "person": bool(dimensions - DIMENSIONS),
        "organisation": "company" in dimensions and fact["indicator"] not in SAID_OF_ITSELF,
        "few_answers": record is not None and record.n_means == "respondents" and _under(fact["n"], LEAST_ANSWERS),
        "small_count": fact["indicator"] in VULNERABLE and _under(fact["value"], LEAST_COUNT),
        "complement": fact["fact_id"] in held,
    }
    return next((refusal for refusal, met in checks.items() if met), "")


def _under(value: object, least: int) -> bool:
    return value is not None and not pd.isna(value) and float(str(value)) < least  # type: ignore[call-overload]


@lru_cache(maxsize=2)
def held_back(release: Release) -> frozenset[str]:
    """Facts that would give a small or suppressed cell away: the suppressed cells themselves, and complements."""
    rows = questions.of(release, sorted(VULNERABLE), grp=None)
    return frozenset({*complements(rows), *_suppressed(release)})


def _suppressed(release: Release) -> Iterable[str]:
    """Facts of cells that the gaps say are suppressed; the build lets none in, and this asks again."""
    gaps = questions.gaps(release)
    gaps = gaps[gaps["reason"] == "suppressed"]
    cells = set(gaps[list(_CELL)].fillna("").itertuples(index=False, name=None))
    rows = questions.of(release, sorted(set(gaps["indicator"])), grp=None)
    return [row["fact_id"] for row in as_dicts(rows) if tuple(row[name] for name in _CELL) in cells]


def complements(rows: pd.DataFrame) -> list[str]:
    """For every total with a single small cell beneath it, the next smallest cell: else the total gives it away.

    Args:
        rows: facts of counts of vulnerable groups: regions and, where there is one, Georgia.

    Returns:
        Ids of facts to be held back beside the small cells themselves.
    """
    found: list[str] = []
    for _, same in rows.groupby(["indicator", "year", "wave", "source", "grp"]):
        parts = same[same["place"] != GEORGIA].sort_values("value", kind="stable")
        small = parts[parts["value"] < LEAST_COUNT]
        if len(small) == 1 and len(parts) > 1 and (same["place"] == GEORGIA).any():
            found.append(str(parts["fact_id"].iloc[1]))
    return found


def refused(release: Release, fact_ids: Collection[str]) -> dict[str, Refusal]:
    """Those of these facts that must not leave, with the reason; facts that do not exist are no facts and stay too."""
    held = held_back(release)
    found = questions.with_ids(release, sorted(fact_ids))
    return {str(row["fact_id"]): refusal for row in as_dicts(found) if (refusal := may_leave(row, held))}


def cleared(document: Document, release: Release) -> Cleared:
    """The document with every figure that must not leave replaced by the words for it.

    A figure computed from such a one (a rate, a difference) goes with it.
    """
    ids = {one for number in document.numbers() for one in number.fact_ids}
    ids |= {one for chart in document.charts() for point in chart.points for one in point.fact_ids}
    ancestors = questions.ancestors(release, sorted(ids))
    bad = set(refused(release, {*ids, *ancestors["parent"]}))
    bad |= set(ancestors.loc[ancestors["parent"].isin(bad), "fact_id"])
    if not bad:
        return Cleared(document)
    words = translate(document.language, "briefing.held_back")
    sections = tuple(
        replace(section, blocks=tuple(_cleared(block, bad, words) for block in section.blocks))
        for section in document.sections
    )
    return Cleared(replace(document, sections=sections))


def _cleared(block: Block, bad: set[str], words: str) -> Block:
    if isinstance(block, Paragraph | KeyMessage):
        return replace(block, sentence=_sentence(block.sentence, bad, words))
    if isinstance(block, Bullets):
        return replace(block, items=tuple(_sentence(item, bad, words) for item in block.items))
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(_cell(cell, bad, words) for cell in row) for row in block.rows))
    if isinstance(block, Chart):
        return _chart(block, bad, words)
    return block


def _sentence(sentence: Sentence, bad: set[str], words: str) -> Sentence:
    """A sentence that rests on a held figure says only that; its verdict would tell the figure too."""
    numbers = [run.number for run in sentence.runs if run.number is not None]
    claimed = set(sentence.claim.fact_ids) if sentence.claim else set()
    if not claimed & bad and not any(_touches(number, bad) for number in numbers):
        return sentence
    return Sentence((Run(words),))


def _touches(number: Number, bad: set[str]) -> bool:
    return bool(set(number.fact_ids) & bad)


def _cell(cell: Cell, bad: set[str], words: str) -> Cell:
    held = cell.number is not None and _touches(cell.number, bad)
    return Cell(words) if held else cell


def _chart(chart: Chart, bad: set[str], words: str) -> Chart:
    """A held point loses value and bounds, and the alt text is told anew without it."""
    if not any(set(point.fact_ids) & bad for point in chart.points):
        return chart
    points = tuple(
        Point(point.label, None, words, series=point.series, place=point.place, selected=point.selected)
        if set(point.fact_ids) & bad
        else point
        for point in chart.points
    )
    told = "; ".join(f"{point.series} {point.label}: {point.text}".strip() for point in points)
    return replace(chart, points=points, alt=f"{chart.title}. {told}")
