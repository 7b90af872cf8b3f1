"""What the page of one region says: its turnout beside the others, all its figures, its municipalities, its gaps.

Every function answers for one region of Georgia. Places are ISO 3166-2:GE codes, municipalities Geostat's codes;
shares are in percent, differences in percentage points.
"""

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import catalogue
from analytics.combine import as_dicts
from analytics.peers import NEAR, nearest
from analytics.reference import Reference, nationals
from data.releases import Release
from geo.places import GEORGIA, members

TURNOUT = "turnout_parliamentary"
MUNICIPAL = (TURNOUT, "gs_nnle_active", "population")
"""The indicators of the table of municipalities."""
_NOTE = re.compile(r"(n|clusters)=(\d+)|interval (\d+(?:\.\d+)?) points")
_STEPS = (
    "place", "fact_id", "source", "turnout", "listed", "share", "difference", "value", "national", "regional",
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """Where a complete count puts a region among all others.

    Attributes:
        value: the region's figure.
        kind: "lowest" or "highest" when every other region lies on one side, else "between".
        gap: distance to the nearest other region for the two ends; to Georgia, with its sign, for "between".
    """

    value: float
    kind: Literal["lowest", "highest", "between"]
    gap: float


def standing(facts: pd.DataFrame, region: str) -> Standing | None:
    """The region among all regions of one year of a complete count.

    Args:
        facts: the facts of one indicator and year: all regions and Georgia.
        region: its code.

    Returns:
        None when the region or Georgia has no figure.
    """
    values = {str(row["place"]): float(row["value"]) for row in as_dicts(facts)}
    if region not in values or GEORGIA not in values:
        return None
    own = values[region]
    others = [value for place, value in values.items() if place not in (region, GEORGIA)]
    if others and own < min(others):
        return Standing(own, "lowest", min(others) - own)
    if others and own > max(others):
        return Standing(own, "highest", own - max(others))
    return Standing(own, "between", own - values[GEORGIA])


def decomposition(facts: pd.DataFrame, region: str) -> pd.DataFrame:
    """Why a region's turnout differs from Georgia's: each municipality's share of the list x its own difference.

    The steps add up to region minus Georgia exactly, since the region's voters and list are those of its
    municipalities. Only for a year in which all of them have a final record (a turnout with its list).

    Args:
        facts: turnout of one year: the region's municipalities and Georgia.
        region: its code.

    Returns:
        One row per municipality, the largest step down first: place, fact_id, source, turnout, listed, share (of the
        region's list, percent), difference (from Georgia), value (the step), national (Georgia), regional (voters of
        all municipalities over their list). Empty when a record is missing or the region is one municipality.
    """
    parts = facts[facts["place"].isin(members(region)) & facts["n"].notna()]
    nation = facts.loc[(facts["place"] == GEORGIA) & facts["n"].notna(), "value"]
    if len(parts) < 2 or len(parts) < len(members(region)) or nation.empty:
        return pd.DataFrame(columns=list(_STEPS))
    listed, national = parts["n"].astype(float), float(nation.iloc[0])
    share = listed / listed.sum()
    steps = parts.assign(
        turnout=parts["value"],
        listed=listed,
        share=100 * share,
        difference=parts["value"] - national,
        value=share * (parts["value"] - national),
        national=national,
        regional=math.fsum(share * parts["value"]),
    )
    return steps.sort_values("value")[list(_STEPS)].reset_index(drop=True)


def turnout_steps(release: Release, region: str) -> pd.DataFrame:
    """The `decomposition` of every election whose records are complete, with the column year, the newest first."""
    facts = questions.of(release, (TURNOUT,), places=(*members(region), GEORGIA))
    found = [decomposition(rows, region).assign(year=year) for year, rows in facts.groupby("year")]
    return pd.concat(found[::-1], ignore_index=True)


def population_peers(facts: pd.DataFrame, region: str) -> list[str]:
    """The three regions whose population comes nearest, by the smaller difference in persons.

    Args:
        facts: population_census of one census, all regions.
        region: its code; one without a figure has no peers.
    """
    sizes = {str(row["place"]): float(row["value"]) for row in as_dicts(facts) if row["place"] != GEORGIA}
    return list(nearest(sizes, region, NEAR))


def profile(release: Release, region: str, pillar: str, wanted: Collection[str] = ()) -> pd.DataFrame:
    """The region's newest figure of every indicator of a pillar, beside Georgia and the other regions.

    Args:
        release: the release to ask.
        region: its code.
        pillar: whose indicators.
        wanted: some of them only; empty = all.

    Returns:
        One row per indicator in the catalogue's order: the facts frame's columns and national, national_id,
        national_rule (None without a national figure), low, high, others (range and number of the other regions in
        the same year and source, only where the record's `regions` is "compare").
    """
    ids = [one.id for one in catalogue().values() if one.pillar == pillar and (not wanted or one.id in wanted)]
    own = questions.latest(release, ids, places=(region,))
    extra = pd.DataFrame(_beside(release, own), index=own.index, columns=list(_BESIDE))
    order = {name: rank for rank, name in enumerate(ids)}
    rows = own.join(extra)
    return rows.sort_values("indicator", key=lambda column: column.map(order)).reset_index(drop=True)


_BESIDE = ("national", "national_id", "national_rule", "low", "high", "others")


def _beside(release: Release, own: pd.DataFrame) -> list[tuple[object, ...]]:
    """For each figure what stands beside it, in the order of _BESIDE."""
    if own.empty:
        return []
    found = nationals(release, own)
    asked = sorted(set(own["indicator"]))
    regions = questions.shown(release, questions.of(release, asked, levels=("region",)))
    by_indicator = dict(list(regions.groupby("indicator")))
    return [(*_national(found[row["fact_id"]]), *_range(row, by_indicator[row["indicator"]])) for row in as_dicts(own)]


def _national(reference: Reference) -> tuple[float | None, str | None, str | None]:
    if reference.fact is None:
        return None, None, None
    return float(reference.fact["value"]), str(reference.fact["fact_id"]), reference.rule


def _range(row: Mapping[str, Any], facts: pd.DataFrame) -> tuple[float | None, float | None, int]:
    if catalogue()[row["indicator"]].regions != "compare":
        return None, None, 0
    cell = ["year", "source", "wave"]
    same = (facts[cell] == [row[name] for name in cell]).all(axis=1) & (facts["place"] != row["place"])
    values = facts.loc[same, "value"]
    return (float(values.min()), float(values.max()), len(values)) if len(values) else (None, None, 0)


def municipalities(release: Release, region: str) -> pd.DataFrame:
    """The newest figures of the region's municipalities.

    Returns:
        One row per municipality in the gazetteer's order: place, and for each indicator of MUNICIPAL its value under
        the indicator's id (NaN where there is none), <id>_year and <id>_id, the fact.
    """
    latest = questions.latest(release, MUNICIPAL, places=members(region) or ("",))
    rows = pd.DataFrame({"place": list(members(region))}, dtype=object)
    for name in MUNICIPAL:
        one = latest[latest["indicator"] == name].set_index("place")[["value", "year", "fact_id"]]
        rows = rows.join(one.set_axis([name, f"{name}_year", f"{name}_id"], axis=1), on="place")
    return rows


def missing(release: Release, region: str) -> pd.DataFrame:
    """The figures that a reader would look for in this region and does not get.

    Returns:
        One row per gap: fact_id (that the figure would have), indicator, year, source, reason, and what its note says:
        answers, clusters, width (of the interval, in points), each None where the note does not say.
    """
    gaps = questions.gaps(release, places=(region,)).reset_index(drop=True)
    notes = [read_note(note) for note in gaps["note"]]
    said = pd.DataFrame(notes, columns=["answers", "clusters", "width"], dtype=object)
    return gaps[["fact_id", "indicator", "year", "source", "reason"]].join(said)


def read_note(note: object) -> tuple[int | None, int | None, float | None]:
    """Answers, clusters and width of the interval in a gap's note.

    >>> read_note("n=30; clusters=2"), read_note("n=51; interval 54.3 points wide")
    ((30, 2, None), (51, None, 54.3))
    """
    found = {match[1] or "width": float(match[2] or match[3]) for match in _NOTE.finditer(str(note or ""))}
    answers, clusters = (int(found[name]) if name in found else None for name in ("n", "clusters"))
    return answers, clusters, found.get("width")
