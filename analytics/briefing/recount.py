"""Counts, chances and steps of a document, computed again from the facts that they name: a wrong one is found."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from analytics import comparison, headlines, index_gap, moves, region_profile, region_survey
from analytics import facts as questions
from analytics.briefing.blocks import Counted, Number
from analytics.certainty import AHEAD
from analytics.indices import indices
from data.releases import Release
from geo.places import members, official_regions

Rows = list[Mapping[str, Any]]
Facts = Mapping[str, Mapping[str, Any]]


def of(release: Release, found: Number, facts: Facts) -> int:
    """What this count must be; -1 when it does not say what it counts.

    Args:
        release: the facts it was made of.
        found: the count.
        facts: rows of the facts frame by id, those of the count among them.
    """
    if not found.counted:
        return -1
    return _COUNTERS[found.counted](release, [facts[one] for one in found.fact_ids], found.counted)


def _standing(release: Release, rows: Rows, counted: Counted) -> int:
    """Of a score: how many other regions it is clearly ahead of, behind, or cannot be ordered with."""
    score = rows[0]
    pairs = questions.of(release, (str(score["indicator"]),), years=(int(score["year"]),), grp=None, statistic="ahead")
    other, place = pairs["grp"].str.removeprefix("versus="), score["place"]
    chances = pd.concat([pairs["value"][(pairs["place"] == place) & ~other.str.isdigit()],
                         100 - pairs["value"][other == place]])  # fmt: skip
    ahead, behind = int((chances >= AHEAD).sum()), int((chances <= 100 - AHEAD).sum())
    counts = {"ahead": ahead, "behind": behind, "others": len(chances), "rest": len(chances) - ahead - behind}
    return counts[counted]


def _survey(release: Release, rows: Rows, counted: Counted) -> int:
    """Of a region's answers in one wave: comparisons with other regions, and those within the error."""
    wave = next(one for one in region_survey.WAVES if one.startswith(str(rows[0]["year"])))
    within, compared = region_survey.comparisons(region_survey.wave(release, wave), str(rows[0]["place"]))
    return within if counted == "within" else compared


def _pairs(release: Release, rows: Rows, counted: Counted) -> int:
    """Of one indicator in several places: their pairs, and those that can be told apart."""
    places = [str(row["place"]) for row in rows]
    pairs = comparison.pairs(release, str(rows[0]["indicator"]), places, int(rows[0]["year"]))
    return len(pairs) if counted == "pairs" else int(pairs["verdict"].isin(comparison.TOLD_APART).sum())


def _witnesses(release: Release, rows: Rows, counted: Counted) -> int:
    """Of several changes, each told by its later and earlier fact: those like the first, and its opposites."""
    changes = []
    for after, before in zip(rows[::2], rows[1::2], strict=True):
        years = (int(before["year"]), int(after["year"]))
        move = moves.move(release, str(after["indicator"]), str(after["place"]), *years)
        changes.append(move.change if move else None)
    found = headlines.agreement(changes)
    return {"same": found.same, "opposite": found.opposite, "witnesses": found.total}[counted]


def probability(release: Release, found: Number, facts: Facts) -> float:
    """How sure a change is that is told by its later and its earlier fact; -1 where nothing is known of it."""
    after, before = (facts[one] for one in found.fact_ids)
    years = (int(before["year"]), int(after["year"]))
    move = moves.move(release, str(after["indicator"]), str(after["place"]), *years)
    known = move.change.probability if move else None
    return -1.0 if known is None else known


def steps(release: Release, found: Number, facts: Facts) -> list[float]:
    """What this step may be: a municipality's part in its region's turnout, or a step of a score and its start."""
    first = facts[found.fact_ids[0]]
    place, year = str(first["place"]), int(first["year"])
    profiles = {index.indicator(one.id): (index.id, one.id) for index in indices().values() for one in index.profile}
    if str(first["indicator"]) in profiles:
        rows = index_gap.gap(release, *profiles[str(first["indicator"])], place=place, year=year)
        return [*rows["value"], *rows["start"]]
    region = next(code for code in official_regions() if place in members(code))
    rows = region_profile.turnout_steps(release, region)
    return list(rows[(rows["place"] == place) & (rows["year"] == year)]["value"])


_COUNTERS: Mapping[str, Callable[[Release, Rows, Counted], int]] = {
    **dict.fromkeys(("ahead", "behind", "rest", "others"), _standing),
    **dict.fromkeys(("within", "comparisons"), _survey),
    **dict.fromkeys(("apart", "pairs"), _pairs),
    **dict.fromkeys(("same", "opposite", "witnesses"), _witnesses),
}
