"""Metrics of the pillar engagement: turnout, and what surveys can say of giving and petitions.

Turnout is in percent of the voters on the list; `n` is that list. A *final record* is a turnout that comes with its
list: the 2020 figures announced at 20:00 and single printed values have none and are never used here.
Every function takes facts and members as the build hands them over and returns the columns of `combine.COLUMNS`;
places are the regions and municipalities, and Georgia where `national_turnout` has been derived before.
"""

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analytics.combine import (
    Derived,
    cells,
    difference,
    ends,
    frame,
    joined,
    listed,
    matched,
    parts,
    pooled_waves,
    ratio,
    roles,
    shared,
    total,
)

LIST_CHANGE = 5.0  # percent: a list that moved more than this is printed beside the change of turnout
TURNOUTS = ("turnout_parliamentary", "turnout_local", "turnout_presidential")
WAR_YEAR = 2008  # districts lost in the August war are not in the lists of this year


def final_records(facts: pd.DataFrame, indicator: str = "turnout_parliamentary", grp: str = "") -> pd.DataFrame:
    """Term of the turnouts that come with their list of voters."""
    rows = cells(facts, indicator, grp)
    return rows[rows["n"].notna()]


def _in(records: pd.DataFrame, year: int) -> pd.DataFrame:
    return records[records["year"] == year]


def turnout_latest(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place: turnout of the latest parliamentary election with final records, percent.

    Inputs: turnout_parliamentary. `n` is the voters on the list.
    """
    records = final_records(facts)
    rows = listed(_in(records, records["year"].max()))
    return frame(
        Derived(row.place, row.year, row.value, roles(row.ids, "component"), n=int(row.n), flag=joined(row.flag))
        for row in rows
    )


def turnout_change(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place: parliamentary turnout of 2024 minus that of 2016, percentage points.

    Inputs: turnout_parliamentary. A place whose list moved by more than 5 % carries the flag "list-changed"; the note
    gives the change of every list.
    """
    records = final_records(facts)
    return frame(_change(pair) for pair in matched(_in(records, 2024), _in(records, 2016), by=["place"]))


def _change(pair: Any) -> Derived:
    lists = 100 * (pair.n_a / pair.n_b - 1)
    moved = "list-changed" if abs(lists) > LIST_CHANGE else None
    return Derived(
        pair.place, pair.year_a, pair.value_a - pair.value_b,
        roles(pair.ids_a, "minuend") + roles(pair.ids_b, "subtrahend"),
        flag=joined(moved, pair.flag_a, pair.flag_b), note=f"list {lists:+.1f} %",
    )  # fmt: skip


def turnout_local_gap(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place: turnout in the local election of 2017 minus the parliamentary one of 2016, points.

    Inputs: turnout_local, turnout_parliamentary. They are the last pair of elections one year apart with final records.
    """
    local = _in(final_records(facts, "turnout_local"), 2017)
    return frame(difference(local, _in(final_records(facts), 2016)))


def turnout_gender_gap(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place and year: turnout of women minus that of men in a parliamentary election, points.

    Inputs: turnout_parliamentary (groups sex=women and sex=men; 2024 so far). Each side is in percent of its own list.
    """
    women, men = (final_records(facts, grp=f"sex={sex}") for sex in ("women", "men"))
    years = sorted(set(women["year"]) & set(men["year"]))
    return frame(row for year in years for row in difference(_in(women, year), _in(men, year)))


def voters_per_100_inhabitants(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place: voters who came, per 100 inhabitants counted by the census of the same year.

    Inputs: turnout_parliamentary, population_census. Voters are turnout x list / 100; the inhabitants include
    children and voters vote where they are registered. Regions and Georgia, 2024 (preliminary census).
    """
    records = final_records(facts)
    voters = records.assign(value=records["value"] * records["n"] / 100)
    return frame(ratio(voters, cells(facts, "population_census"), 100))


def list_inflation(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place: voters on the list per 100 inhabitants counted by the census of the same year.

    Inputs: turnout_parliamentary (its n), population_census. Above 100 the list holds more people than live there:
    a warning on turnout, not a judgement of the place.
    """
    records = final_records(facts)
    return frame(ratio(records.assign(value=records["n"]), cells(facts, "population_census"), 100))


def turnout_spread(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per region and election: highest minus lowest parliamentary turnout of its municipalities, points.

    Inputs: turnout_parliamentary. Only when all municipalities of the region have a final record; a region of one
    municipality has no spread. The note names the two municipalities, the higher first.
    """
    records = final_records(facts)
    regions = sorted(whole for whole in set(members["whole"]) if len(parts(members, whole)) > 1 and whole != "GEO")
    return frame(row for region in regions for row in _spreads(region, records, parts(members, region)))


def _spreads(region: str, records: pd.DataFrame, needed: frozenset[str]) -> Iterable[Derived]:
    inside = records[records["place"].isin(list(needed))]
    for _, rows in inside.groupby("year"):
        if total(rows, needed) is None:
            continue
        high, low = ends(rows)
        parents = roles(high.ids, "minuend") + roles(low.ids, "subtrahend")
        yield Derived(
            region,
            high.year,
            high.value - low.value,
            parents,
            flag=shared(rows["flag"]),
            note=f"{high.place} - {low.place}",
        )


def charity_donation_pooled(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per region or macro-region: donated to charity in six months, waves 2017 and 2019 pooled, percent.

    Inputs: eng_donate_charity (cb2017, cb2019). 95 % confidence bounds; method: `combine.pooled`.
    """
    return frame(pooled_waves(facts, "eng_donate_charity"))


def petition_pooled(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per region or macro-region: signed a petition in six months, waves 2017 and 2019 pooled, percent.

    Inputs: eng_petition (cb2017, cb2019). 95 % confidence bounds; method: `combine.pooled`.
    """
    return frame(pooled_waves(facts, "eng_petition"))


def national_turnout(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per kind of election, year and group for Georgia: voters over listed voters of all regions, percent.

    Inputs: turnout_parliamentary, turnout_local, turnout_presidential. Returns the column `indicator` too, which is
    the input's own id. Only when every region has a final record of one source. Voters abroad are left out, as in the
    inputs. The flag "districts-left-out" marks 2008, without the districts lost in the August war.
    """
    turnouts = facts[facts["indicator"].isin(TURNOUTS)]
    series = sorted(set(zip(turnouts["indicator"], turnouts["grp"], strict=True)))
    rows = (_nation(indicator, grp, turnouts, parts(members, "GEO")) for indicator, grp in series)
    return frame((row for several in rows for row in several), named=True)


def _nation(indicator: str, grp: str, turnouts: pd.DataFrame, needed: frozenset[str]) -> Iterable[Derived]:
    series = cells(turnouts, indicator, grp)
    published = set(series.loc[series["place"] == "GEO", "year"])
    records = series[series["n"].notna() & series["place"].isin(list(needed)) & ~series["year"].isin(published)]
    for year, rows in records.groupby("year"):
        found = total(rows, needed)
        if found is None:
            continue
        voters, on_lists = math.fsum(rows["value"] * rows["n"]), math.fsum(rows["n"])
        flag = joined("districts-left-out" if year == WAR_YEAR else None, shared(rows["flag"]))
        yield Derived("GEO", int(str(year)), voters / on_lists, found[1], grp=grp, n=round(on_lists), flag=flag,
                      indicator=indicator)  # fmt: skip
