"""From facts to the cells of an index: one value with its error per year, place and item, and what was filled in.

Steps 3 and 4 of the OECD/JRC Handbook: missing values are filled by the record's rule only, and every filled cell is
marked; logs where a record says so.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue import Indicator
from analytics.combine import LOWEST_SHARE, clipped, logit, logit_estimate
from analytics.indices import Entry, Index
from analytics.methods import Choices, Item, Numbers
from analytics.simulate import Cells
from data.errors import Finding, InputError
from geo.places import GEORGIA, members, places

NEVER = "none: occupied"


@dataclass(frozen=True)
class Panel:
    """The cells of an index and where each comes from.

    Attributes:
        cells: values and errors.
        choices: what a plausible method may choose.
        facts: one row per known cell: year, place, item, fact_id, filled ("" = the year's own figure).
    """

    cells: Cells
    choices: Choices
    facts: pd.DataFrame


def panel(index: Index, facts: pd.DataFrame, records: dict[str, Indicator]) -> Panel:
    """The cells of one index.

    Args:
        index: its record.
        facts: totals of its inputs: indicator, place, year, value, lower, upper, fact_id, level.
        records: the catalogue, for directions.
    """
    years = tuple(range(index.years[0], index.years[1] + 1))
    codes = units(index)
    inside = facts[facts["place"].isin(codes) & (facts["grp"] == "") & (facts["statistic"] == "value")]
    found = pd.concat([_cells_of(entry, inside, years, records) for entry in index.item], ignore_index=True)
    tables = {name: _table(found, name, years, codes, index) for name in ("value", "error", "other")}
    _check_spread(index, tables["value"])
    posts = _goalposts(index, tables["value"]) if index.ends == "goalposts" else None
    cells = Cells(
        years, codes, tuple(entry.indicator for entry in index.item), tuple(entry.part for entry in index.item),
        tables["value"], np.nan_to_num(tables["error"]), np.array([entry.error > 0 for entry in index.item]),
        np.array([entry.transform == "logit" for entry in index.item]), tables["other"], posts, index.least,
    )  # fmt: skip
    return Panel(cells, choices(index), found[["year", "place", "item", "fact_id", "filled"]])


def national_cells(index: Index, facts: pd.DataFrame, records: dict[str, Indicator]) -> pd.DataFrame:
    """Georgia's figures of the items, on the items' scale: year, item, value, fact_id, filled; none for shares.

    A survey's share has no national figure of the same waves pooled, and means of regions are never one.
    """
    years = tuple(range(index.years[0], index.years[1] + 1))
    own = facts[facts["place"] == GEORGIA]
    entries = [entry for entry in index.item if entry.transform != "logit"]
    found = pd.concat([_cells_of(entry, own, years, records) for entry in entries], ignore_index=True)
    return found[["year", "item", "value", "fact_id", "filled"]]


def _check_spread(index: Index, values: Numbers) -> None:
    """Refuse an item without two different values: it has no scale."""
    findings = [
        Finding(f"analytics/indices/{index.id}.toml", 0, "item", entry.indicator,
                "has the same value everywhere", "Leave it out: it tells no places apart")
        for number, entry in enumerate(index.item)
        if not np.nanmax(values[..., number]) > np.nanmin(values[..., number])
    ]  # fmt: skip
    if findings:
        raise InputError(findings)


def units(index: Index) -> tuple[str, ...]:
    """The places of an index: the regions with official statistics, or the countries with figures."""
    if index.level == "region":
        return tuple(sorted(code for code in members(GEORGIA) if places()[code].statistics != NEVER))
    return tuple(sorted(code for code, place in places().items() if place.level == "country"))


def choices(index: Index) -> Choices:
    """What a plausible method may choose, as the record states it."""
    items = tuple(Item(entry.indicator, entry.part, entry.publisher) for entry in index.item)
    profiles = {profile.id: profile.parts for profile in index.profile}
    return Choices(
        items, profiles, index.optional, index.publisher_first, index.factors, index.default_without
    )  # fmt: skip


def _cells_of(entry: Entry, facts: pd.DataFrame, years: tuple[int, ...], records: dict[str, Indicator]) -> pd.DataFrame:
    """One row per year and place that has the item: value, error, other, fact_id, filled."""
    own = facts[facts["indicator"] == entry.indicator].drop_duplicates(["place", "year"])
    rows = _fixed_year(entry, own, years) if entry.year is not None else _yearly(entry, own, years)
    sign = -1.0 if (entry.better or records[entry.indicator].better) == "lower" else 1.0
    pairs = [
        _on_scale(entry, value, lower, upper, sign)
        for value, lower, upper in zip(rows["value"], rows["lower"], rows["upper"], strict=True)
    ]
    values, errors = [value for value, _ in pairs], [error for _, error in pairs]
    rows = rows.assign(value=values, error=errors, item=entry.indicator)
    return rows.assign(other=_other(entry, rows, facts, sign))


def _fixed_year(entry: Entry, own: pd.DataFrame, years: tuple[int, ...]) -> pd.DataFrame:
    """The figures of the record's own year, which stand for the index year and say so where it is another."""
    filled = "" if entry.year == years[-1] else f"from {entry.year}"
    return own[own["year"] == entry.year].assign(year=years[-1], filled=filled)


def _yearly(entry: Entry, own: pd.DataFrame, years: tuple[int, ...]) -> pd.DataFrame:
    """The figures of every year, with what the rule fills in."""
    known = {(row.place, row.year): number for number, row in enumerate(own.itertuples())}
    picked = []
    for year in years:
        for place in dict.fromkeys(own["place"]):
            source = next((one for one in _sources(entry, year) if (place, one) in known), None)
            if source is not None:
                picked.append((known[place, source], year, "" if source == year else f"from {source}"))
    numbers = [number for number, _, _ in picked]
    return own.iloc[numbers].assign(
        year=[year for _, year, _ in picked], filled=[filled for _, _, filled in picked]
    )  # fmt: skip


def _sources(entry: Entry, year: int) -> tuple[int, ...]:
    """The years a cell may come from, the first that exists counts."""
    if entry.fill == "next":
        return year, year + 1
    if entry.fill == "biennial":
        return (year,) if year % 2 == 0 else (year + 1, year - 1)
    return (year,)


def _on_scale(entry: Entry, value: float, lower: float, upper: float, sign: float) -> tuple[float, float]:
    """Value and standard deviation on the scale on which errors are drawn."""
    if entry.transform == "logit":
        point, error = logit_estimate(value, lower, upper)
        return sign * point, error
    point = float(np.log(value)) if entry.transform == "log" else float(value)
    return sign * point, entry.error


def _other(entry: Entry, rows: pd.DataFrame, facts: pd.DataFrame, sign: float) -> list[float]:
    """The value that another defensible year would give, its own where there is none."""
    if not entry.other_years:
        return [float(value) for value in rows["value"]]
    name = entry.other_indicator or entry.indicator
    wanted = facts[(facts["indicator"] == name) & facts["year"].isin(entry.other_years)]
    means = wanted.drop_duplicates(["place", "year"]).groupby("place")["value"].mean()
    made = {
        str(place): sign * (float(np.log(value)) if entry.transform == "log" else _plain(entry, float(value)))
        for place, value in means.items()
    }
    return [made.get(place, float(own)) for place, own in zip(rows["place"], rows["value"], strict=True)]


def _plain(entry: Entry, value: float) -> float:
    return logit(clipped(value, LOWEST_SHARE)) if entry.transform == "logit" else value


def _table(found: pd.DataFrame, column: str, years: tuple[int, ...], codes: tuple[str, ...], index: Index) -> Numbers:
    """One column as (years, places, items); NaN where there is no figure."""
    table = np.full((len(years), len(codes), len(index.item)), np.nan)
    items = [entry.indicator for entry in index.item]
    where = (
        found["year"].map(years.index), found["place"].map(codes.index), found["item"].map(items.index)
    )  # fmt: skip
    table[where] = found[column].to_numpy(dtype=float)
    return table


def _goalposts(index: Index, values: Numbers) -> Numbers:
    """The record's ends, else the lowest and highest value over all years and places."""
    ends = [
        entry.goalposts or (np.nanmin(values[..., number]), np.nanmax(values[..., number]))
        for number, entry in enumerate(index.item)
    ]
    return np.array(ends, dtype=float).T
