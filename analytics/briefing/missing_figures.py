"""What a reader would look for and not find, why, who could have it, and which number would help most."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analytics import headlines, index_view, region_profile
from analytics.briefing import figures
from analytics.briefing.blocks import Claim, Number, Run, Sentence
from analytics.briefing.brief import Brief
from analytics.combine import as_dicts
from analytics.writing.numbers import missing

INDEX = "regional"
TESTED = "foi_transparency_index"
WORTH = 0.5
"""A missing number is told when it would narrow the range of places by so many on average."""
MOST_USEFUL = 2


def of_region(brief: Brief, place: str) -> Sentence:
    """How many figures of the region are missing."""
    gaps = brief.within(region_profile.missing(brief.release, place))
    key = "gaps" if len(gaps) else "gaps_none"
    claim = Claim(f"gaps:{place}", "missing" if len(gaps) else "complete", ())
    found = figures.lacking([str(one) for one in gaps["fact_id"]], brief.language)
    return brief.tell.sentence(key, claim, count=len(gaps), of_place=brief.place(place, "of"), found=found)


def subjects(brief: Brief, place: str) -> Iterator[Sentence]:
    """What no region has figures of: CSR practice, sub-grants, advocacy today."""
    where = brief.place(place, "in")
    tested = brief.latest((TESTED,), place).get(TESTED)
    for subject in ("csr", "grants"):
        yield brief.tell.sentence(
            f"unknown_{subject}", Claim(f"unknown_{subject}:{place}", "missing", ()), in_place=where
        )
    if tested is None:
        yield brief.tell.sentence(
            "unknown_advocacy_never", Claim(f"unknown_advocacy:{place}", "never", ()), in_place=where
        )
    else:
        claim = Claim(f"unknown_advocacy:{place}", "missing", (str(tested["fact_id"]),))
        yield brief.tell.sentence("unknown_advocacy", claim, in_place=where, year=int(tested["year"]))


def held_back(brief: Brief, place: str) -> Iterator[Sentence]:
    """Every missing figure of a place by name, year and reason."""
    for row in as_dicts(brief.within(region_profile.missing(brief.release, place))):
        yield brief.tell.sentence(
            "gap", name=brief.name(str(row["indicator"])), year=int(row["year"]), reason=_reason(brief, row)
        )


def _reason(brief: Brief, row: Mapping[str, Any]) -> tuple[Run, ...]:
    if row["reason"] == "suppressed" and not missing(row["width"]):
        width = figures.width(str(row["fact_id"]), float(row["width"]), brief.language)
        return brief.tell.phrase("gap_wide", width=width)
    return brief.tell.phrase(f"gap_{str(row['reason']).replace(' ', '_')}")


def of_indicator(brief: Brief, rows: pd.DataFrame) -> Iterator[Sentence]:
    """The missing cells of an indicator, one sentence per reason with the places."""
    for reason, same in rows.groupby("reason", sort=True):
        places = ", ".join(dict.fromkeys(brief.place(str(one)) for one in same["place"]))
        key = str(reason).replace(" ", "_")
        yield brief.tell.sentence("gap_places", reason=brief.tell.words(f"gap_{key}"), places=places)


def useful(brief: Brief, place: str) -> Sentence | None:
    """Which missing numbers would narrow the place's range most; None when none would by half a place.

    None for an earlier period, too: the gain was computed for the newest year.
    """
    newest = max(index_view.years(brief.release, INDEX, "overall"), default=0)
    if brief.choices.until and brief.choices.until < newest:
        return None
    rows = index_view.useful_gaps(brief.release, INDEX, place)
    worth = rows[rows["value"] >= WORTH].head(MOST_USEFUL)
    if worth.empty:
        return None
    told = [
        brief.tell.phrase("useful_item", item=_item(brief, str(row["item"])), gain=_gain(brief, row))
        for row in as_dicts(worth)
    ]
    joined = brief.tell.listed(told)
    claim = Claim(f"useful:{place}", ",".join(map(str, worth["item"])), tuple(map(str, worth["fact_id"])))
    return brief.tell.sentence("useful", claim, items=joined, of_place=brief.place(place, "of"))


def _gain(brief: Brief, row: Mapping[str, Any]) -> Number:
    return figures.score(str(row["fact_id"]), float(row["value"]), 1, brief.language)


def _item(brief: Brief, item: str) -> str:
    known = item in ("advocacy", "csr")
    return brief.tell.words(f"item_{item}") if known else brief.name(item)


def widths(brief: Brief, cells: pd.DataFrame, found: tuple[float, float]) -> Sentence:
    """How wide the survey's intervals are in a region, and what the sample stands for."""
    ids = tuple(str(one) for one in cells["fact_id"])
    low, high = (figures.reach(ids, width, brief.language) for width in found)
    if low.text == high.text:
        return brief.tell.sentence("widths_one", count=round(low.value), low=low)
    return brief.tell.sentence("widths", low=low, high=high)


def questions_open(brief: Brief) -> Iterator[Sentence]:
    """The open questions of the project, each with the year of its newest figures."""
    for key, year in headlines.newest_years(brief.release).items():
        claim = Claim(f"open:{key}", str(year or "never"), ())
        subject = brief.tell.words(f"open_{key}")
        told = "open_never" if year is None else "open_since"
        yield brief.tell.sentence(told, claim, subject=subject, year=year or 0)
