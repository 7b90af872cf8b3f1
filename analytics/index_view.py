"""What pages and briefings may ask of an index: its scores, ranges of rank, chances, drivers, gates and gaps."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics import facts as questions
from analytics.certainty import AHEAD, ordered_pairs, tied
from analytics.combine import as_dicts
from analytics.indices import indices
from data.releases import Release
from geo.places import GEORGIA

GATE = "component=gate_"


def years(release: Release, index: str, profile: str) -> list[int]:
    """The years that have scores, newest first."""
    rows = questions.of(release, (indices()[index].indicator(profile),), statistic="score")
    return sorted({int(year) for year in rows["year"]}, reverse=True)


def standing(release: Release, index: str, profile: str, year: int) -> pd.DataFrame:
    """The places of one year by score, highest first.

    Returns:
        One row per place with a score: place, value, lower, upper (score and its 90 % range of error), rank,
        rank_lower, rank_upper (median, 5th and 95th percentile over plausible methods), flag, note, fact_id.
    """
    name = indices()[index].indicator(profile)
    scored = questions.of(release, (name,), years=(year,), statistic="score")
    placed = questions.of(release, (name,), years=(year,), statistic="rank").set_index("place")
    ranges = {"rank": "value", "rank_lower": "lower", "rank_upper": "upper"}
    found = scored.assign(**{new: scored["place"].map(placed[old]) for new, old in ranges.items()})
    kept = ["place", "value", "lower", "upper", *ranges, "flag", "note", "fact_id"]
    return found.sort_values("value", ascending=False, kind="stable")[kept].reset_index(drop=True)


def chances(release: Release, index: str, profile: str, year: int) -> pd.DataFrame:
    """In how many of 100 plausible methods the row stands above the column: square, 0 to 100, NaN on the diagonal."""
    rows = questions.of(release, (indices()[index].indicator(profile),), years=(year,), grp=None, statistic="ahead")
    rows = rows.assign(other=rows["grp"].str.removeprefix("versus="))
    pairs = rows[~rows["other"].str.isdigit()]
    places = sorted({*pairs["place"], *pairs["other"]})
    table = pd.DataFrame(np.nan, index=places, columns=places)
    for place, other, value in zip(pairs["place"], pairs["other"], pairs["value"], strict=True):
        table.loc[place, other], table.loc[other, place] = value, 100 - value
    return table


def spans(release: Release, index: str, profile: str, place: str) -> pd.DataFrame:
    """In how many of 100 plausible methods a place stands higher in the later year: before, after, value, fact_id."""
    rows = questions.of(release, (indices()[index].indicator(profile),), places=(place,), grp=None, statistic="ahead")
    rows = rows.assign(before=rows["grp"].str.removeprefix("versus="), after=rows["year"])
    rows = rows[rows["before"].str.isdigit()].assign(before=lambda found: found["before"].astype(int))
    return rows[["before", "after", "value", "fact_id"]].reset_index(drop=True)


def bands(order: pd.DataFrame, table: pd.DataFrame) -> list[list[str]]:
    """Bands of places that cannot be told apart, from the highest down (`certainty.tied`)."""
    return tied(list(order["place"]), table.to_numpy(dtype=float), list(table.index))


def pairs_apart(table: pd.DataFrame) -> tuple[int, int]:
    """How many pairs are told apart at 95 of 100, and how many there are."""
    count = len(table)
    return ordered_pairs(table.to_numpy(dtype=float)), count * (count - 1) // 2


def drivers(release: Release, index: str, profile: str, place: str = "") -> pd.DataFrame:
    """Which choice drives the rank, of one place or on average: factor, first, total (shares from 0 to 1), places."""
    found = [
        questions.of(
            release,
            (indices()[index].indicator(profile),),
            places=(place,) if place else (),
            grp=None,
            statistic=statistic,
        ).assign(which=which)
        for statistic, which in (("sobol_first", "first"), ("sobol_total", "total"))
    ]
    rows = pd.concat(found)
    rows = rows.assign(factor=rows["grp"].str.removeprefix("component="))
    table = rows.pivot_table(index="factor", columns="which", values="value", aggfunc="mean")
    return table.reset_index().sort_values("total", ascending=False, ignore_index=True) if len(table) else table


@dataclass(frozen=True)
class GateFound:
    """One gate as the release holds it: value, limit, verdict ("pass", "fail", "told") and what decides it."""

    name: str
    value: float
    limit: float | None
    verdict: str
    about: tuple[str, ...]


def gates(release: Release, index: str, profile: str) -> dict[str, GateFound]:
    """The gates of a profile by name."""
    rows = questions.of(release, (indices()[index].indicator(profile),), places=(GEORGIA,), grp=None)
    rows = rows[rows["grp"].str.startswith(GATE)]
    return {gate.name: gate for gate in map(_gate, as_dicts(rows))}


def _gate(row: dict[str, Any]) -> GateFound:
    verdict, limit, about = str(row["note"]).split(";")
    name = str(row["grp"]).removeprefix(GATE)
    return GateFound(
        name, float(str(row["value"])), float(limit) if limit else None, verdict, tuple(filter(None, about.split(",")))
    )


def publishers(release: Release, index: str, profile: str, place: str, year: int) -> pd.DataFrame:
    """The publishers' own ranges of rank of a place: publisher, value, lower, upper (by the errors of their items)."""
    rows = questions.of(
        release, (indices()[index].indicator(profile),), places=(place,), years=(year,), grp=None, statistic="rank"
    )
    rows = rows[rows["grp"] != ""]
    return rows.assign(publisher=rows["grp"].str.removeprefix("component="))[
        ["publisher", "value", "lower", "upper", "fact_id"]
    ].reset_index(drop=True)


def useful_gaps(release: Release, index: str, place: str) -> pd.DataFrame:
    """Which number, were it known, would narrow the place's range of rank most: item, value (places); best first."""
    rows = questions.of(release, (indices()[index].indicator("overall"),), places=(place,), grp=None, statistic="gain")
    rows = rows.assign(item=rows["grp"].str.removeprefix("component="))
    return rows.sort_values("value", ascending=False)[["item", "value", "fact_id"]].reset_index(drop=True)


def normalised(release: Release, index: str, year: int, *, nation: bool = False) -> pd.DataFrame:
    """Every cell on the scale from 1 to 100: place, item, value, lower, upper (90 % range of its error), flag, note.

    With `nation`, Georgia's own figures on the regions' scale instead; it is none of the places of their index.
    """
    rows = questions.of(
        release, (indices()[index].indicator("overall"),), years=(year,), grp=None, statistic="normalised"
    )
    if indices()[index].level == "region":
        rows = rows[(rows["place"] == GEORGIA) == nation]
    rows = rows.assign(item=rows["grp"].str.removeprefix("component="))
    return rows[["place", "item", "value", "lower", "upper", "flag", "note", "fact_id"]].reset_index(drop=True)


def dominant_pairs(release: Release, index: str, year: int, level: float = AHEAD) -> list[tuple[str, str]]:
    """Pairs in which the first place is ahead of the second in every headline profile: no weighting can reverse them.

    Args:
        release: the release to ask.
        index: its id.
        year: of the comparison.
        level: in at least so many of 100 methods in each profile.
    """
    tables = [chances(release, index, profile.id, year) for profile in indices()[index].profile if profile.headline]
    places = sorted(set.intersection(*(set(table.index) for table in tables)))
    return [
        (one, other)
        for one in places
        for other in places
        if one != other and all(table.loc[one, other] >= level for table in tables)
    ]


def strengths(release: Release, index: str, place: str, year: int) -> pd.DataFrame:
    """A place against the middle of the others, item by item.

    Returns:
        One row per item that the place has: item, value, lower, upper (normalised, 90 % range), middle (median of the
        other places), verdict ("strength", "weakness", "unsure": the range holds the middle, or the item has no error
        and the difference is under five points).
    """
    cells = normalised(release, index, year)
    own = cells[cells["place"] == place].reset_index(drop=True)
    middle = cells[cells["place"] != place].groupby("item")["value"].median()
    found = own.assign(middle=own["item"].map(middle))
    room = found["lower"].isna() * 5.0
    low, high = found["lower"].fillna(found["value"]) - room, found["upper"].fillna(found["value"]) + room
    verdict = np.where(low > found["middle"], "strength", np.where(high < found["middle"], "weakness", "unsure"))
    return found.assign(verdict=verdict)[["item", "value", "lower", "upper", "middle", "verdict", "fact_id"]]
