"""Metrics of the pillar capacity: the register of non-commercial legal persons, and trust in NGOs.

Non-commercial legal persons (NNLE) include kindergartens, parishes and parents' associations: every count here is an
upper bound for civil-society organisations. "Active" was redefined around 2015 and in 2022. Rates use the yearly
population, which is not re-based to the 2024 census. Every function takes facts and members as the build hands them
over and returns the columns of `combine.COLUMNS`; region and national counts are those of `register_totals`.
"""

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analytics.combine import (
    SMALL_COUNT,
    Derived,
    cells,
    frame,
    joined,
    matched,
    parts,
    pooled_waves,
    ratio,
    roles,
    shared,
    total,
    words,
)

UNKNOWN_SIZE = 20.0  # percent of the active: above it a size class is too far from complete to go unmarked
ADDITIVE = (
    "gs_nnle_active", "gs_nnle_registered", "gs_entities_active", "gs_entities_registered", "gs_entities_new",
    "gs_cooperatives_active", "gs_cooperatives_registered", "gs_business_turnover_mln_gel", "gs_business_employed",
    "population", "population_census", "population_2026", "active_businesses",
)  # fmt: skip
NOT_SUMMED = "short-sum"  # flag of municipal rows that are known not to add up to the region


def _in(term: pd.DataFrame, year: int) -> pd.DataFrame:
    return term[term["year"] == year]


def _small(count: float) -> str | None:
    return "small-count" if count < SMALL_COUNT else None


def nnle_density(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place and year: active NNLE per 10,000 inhabitants.

    Inputs: gs_nnle_active, population. Under ten active the row carries the flag "small-count".
    """
    return frame(ratio(cells(facts, "gs_nnle_active"), cells(facts, "population"), 10_000, SMALL_COUNT))


def nnle_active_share(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place and year: active NNLE in percent of the registered ones.

    Inputs: gs_nnle_active, gs_nnle_registered. A registration practically never ends, so the base only grows.
    """
    return frame(ratio(cells(facts, "gs_nnle_active"), cells(facts, "gs_nnle_registered"), 100, SMALL_COUNT))


def nnle_growth(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place, dated 2021: growth of active NNLE from 2018 to 2021, percent.

    Inputs: gs_nnle_active. The span lies within one definition. The note gives z = difference / sqrt(sum) of the two
    counts: below 1.96 the growth is no more than chance traffic (Poisson). Flag "small-count" when either is under ten.
    """
    active = cells(facts, "gs_nnle_active")
    pairs = matched(_in(active, 2021), _in(active, 2018), by=["place"])
    return frame(_growth(pair) for pair in pairs if pair.value_b > 0)


def _growth(pair: Any) -> Derived:
    z = (pair.value_a - pair.value_b) / math.sqrt(pair.value_a + pair.value_b)
    return Derived(
        pair.place, pair.year_a, 100 * (pair.value_a / pair.value_b - 1),
        roles(pair.ids_a, "numerator") + roles(pair.ids_b, "denominator"),
        flag=joined(_small(min(pair.value_a, pair.value_b)), pair.flag_a, pair.flag_b), note=f"z {z:.2f}",
    )  # fmt: skip


def nnle_new_density(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place, dated 2022: NNLE newly registered a year and 10,000 inhabitants, mean of 2019 to 2022.

    Inputs: gs_nnle_registered, population. (registered 2022 - registered 2018) / 4 over the population of 2020; net of
    the rare deletions. Flag "small-count" when fewer than ten came in the four years.
    """
    registered = cells(facts, "gs_nnle_registered")
    people = _in(cells(facts, "population"), 2020).set_index("place")
    pairs = matched(_in(registered, 2022), _in(registered, 2018), by=["place"])
    return frame(_new(pair, people.loc[pair.place]) for pair in pairs if pair.place in people.index)


def _new(pair: Any, people: Any) -> Derived:
    came = pair.value_a - pair.value_b
    return Derived(
        pair.place, pair.year_a, came / 4 / people["value"] * 10_000,
        roles(pair.ids_a, "minuend") + roles(pair.ids_b, "subtrahend") + roles(people["ids"], "denominator"),
        flag=joined(_small(came), pair.flag_a, pair.flag_b),
    )  # fmt: skip


def nnle_concentration(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place and year: share of Georgia's active NNLE over share of its population (1 = as many as people).

    Inputs: gs_nnle_active, population, both also for Georgia (the two parents with the role "component").
    """
    active, people = cells(facts, "gs_nnle_active"), cells(facts, "population")
    nation = {pair.year: pair for pair in matched(active, people) if pair.place == "GEO"}
    local = [pair for pair in matched(active, people) if pair.place != "GEO" and pair.year in nation]
    return frame(_concentration(pair, nation[pair.year]) for pair in local)


def _concentration(local: Any, nation: Any) -> Derived:
    value = (local.value_a / nation.value_a) / (local.value_b / nation.value_b)
    whole = roles(nation.ids_a + nation.ids_b, "component")
    return Derived(
        local.place, local.year, value,
        roles(local.ids_a, "numerator") + roles(local.ids_b, "denominator") + whole,
        flag=joined(_small(local.value_a), local.flag_a),
    )  # fmt: skip


def nnle_small_density(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place and year: active NNLE of small size per 10,000 inhabitants, the nearest proxy for CSOs.

    Inputs: gs_nnle_active (groups size=small and size=unknown, and the total), population. Tbilisi has no sizes.
    Flag "small-count" under ten; "size-unknown" where the size of more than a fifth of the active is not known.
    """
    small, unknown = (cells(facts, "gs_nnle_active", f"size={size}") for size in ("small", "unknown"))
    unsized = {
        (pair.place, pair.year)
        for pair in matched(unknown, cells(facts, "gs_nnle_active"))
        if 100 * pair.value_a > UNKNOWN_SIZE * pair.value_b
    }
    keys = zip(small["place"], small["year"], strict=True)
    marks = [
        joined("size-unknown" if key in unsized else None, flag) for key, flag in zip(keys, small["flag"], strict=True)
    ]
    marked = small.assign(flag=pd.Series(marks, index=small.index, dtype="object"))
    return frame(ratio(marked, cells(facts, "population"), 10_000, SMALL_COUNT))


def trust_ngos_pooled(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per region or macro-region: trust NGOs, face-to-face waves 2017 and 2019 pooled, percent.

    Inputs: trust_ngos (cb2017, cb2019). 95 % confidence bounds; method: `combine.pooled`.
    """
    return frame(pooled_waves(facts, "trust_ngos"))


def register_totals(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Sums of additive published counts for regions and Georgia, where no row of their own is published.

    Inputs: those of ADDITIVE; other facts are passed over. One row per indicator, year, wave and group; returns the
    column `indicator` too. A region is the sum of all its municipalities; Georgia of all
    its regions where they are published, else of all municipalities. No sum where a member is missing, sources differ
    or a member carries the flag "short-sum".
    """
    needs = {region: parts(members, region) for region in sorted(parts(members, "GEO"))}
    additive = facts["indicator"].isin(ADDITIVE) & (facts["statistic"] == "value")
    series = facts[additive].groupby(["indicator", "year", "wave", "grp"])
    sums = (derived for key, group in series for derived in _sums(key, group, needs))
    return frame(sums, named=True)


def _sums(key: Any, rows: pd.DataFrame, needs: dict[str, frozenset[str]]) -> Iterable[Derived]:
    usable = rows[[NOT_SUMMED not in words(flag) for flag in rows["flag"]]]
    everywhere = frozenset(place for needed in needs.values() for place in needed)
    wanted = [(whole, (needed,)) for whole, needed in needs.items()] + [("GEO", (frozenset(needs), everywhere))]
    published = set(rows["place"])
    for whole, ways in wanted:
        found = next(filter(None, (total(usable, way) for way in ways)), None) if whole not in published else None
        if found:
            flag = shared(usable.loc[usable["fact_id"].isin([fact_id for fact_id, _ in found[1]]), "flag"])
            yield Derived(whole, int(key[1]), *found, wave=key[2], grp=key[3], flag=flag, indicator=key[0])
