"""Metrics of the pillar csr: potential, not practice. No figure says what companies of a region do for society.

Entities include public bodies; turnover and jobs are booked at the address of the enterprise, so head offices pull them
to Tbilisi. Size classes of Tbilisi end in 2021. Every function takes facts and members as the build hands them over and
returns the columns of `combine.COLUMNS`; region and national counts are those of `capacity.register_totals`.
"""

from collections.abc import Iterable

import pandas as pd

from analytics.combine import SMALL_COUNT, Derived, cells, ends, frame, parts, plus, ratio, roles, shared, total, words

ENTITIES, NNLE, TURNOVER = "gs_entities_active", "gs_nnle_active", "gs_business_turnover_mln_gel"
NOT_SUMMED = "short-sum"  # flag of municipal rows that are known not to add up to the region


def _large_and_medium(facts: pd.DataFrame) -> pd.DataFrame:
    return plus(cells(facts, ENTITIES, "size=large"), cells(facts, ENTITIES, "size=medium"))


def _from_regions_up(term: pd.DataFrame) -> pd.DataFrame:
    return term[term["level"].isin(["region", "country"])]


def _per_inhabitant(term: pd.DataFrame, facts: pd.DataFrame, scale: float) -> pd.DataFrame:
    return frame(ratio(term, cells(facts, "population"), scale, SMALL_COUNT))


def nnle_share_of_entities(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place and year: active non-commercial legal persons in percent of all active entities.

    Inputs: gs_nnle_active, gs_entities_active. The entities jumped in 2022 (definition, registrations from abroad).
    """
    return frame(ratio(cells(facts, NNLE), cells(facts, ENTITIES), 100, SMALL_COUNT))


def csr_pool_density(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place and year: active large and medium entities per 10,000 inhabitants.

    Inputs: gs_entities_active (groups size=large, size=medium), population. The last year with Tbilisi is 2021.
    """
    return _per_inhabitant(_large_and_medium(facts), facts, 10_000)


def large_entities_per_10000(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place and year: active large entities per 10,000 inhabitants.

    Inputs: gs_entities_active (group size=large), population.
    """
    return _per_inhabitant(cells(facts, ENTITIES, "size=large"), facts, 10_000)


def medium_entities_per_10000(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place and year: active medium entities per 10,000 inhabitants.

    Inputs: gs_entities_active (group size=medium), population.
    """
    return _per_inhabitant(cells(facts, ENTITIES, "size=medium"), facts, 10_000)


def entities_per_1000(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place and year: active entities per 1,000 inhabitants (yearly population).

    Inputs: gs_entities_active, population.
    """
    return _per_inhabitant(cells(facts, ENTITIES), facts, 1_000)


def turnover_per_inhabitant(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per region (and Georgia) and year: business turnover per inhabitant, GEL.

    Inputs: gs_business_turnover_mln_gel, population. Not by municipality: one railway or power plant makes the figure.
    """
    turnover = _from_regions_up(cells(facts, TURNOVER))
    return frame(ratio(turnover, cells(facts, "population"), 1_000_000))


def turnover_large_share(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per region and year: share of large enterprises in business turnover, percent.

    Inputs: gs_business_turnover_mln_gel (total and group size=large). Confidential cells give no row.
    """
    return frame(ratio(cells(facts, TURNOVER, "size=large"), _from_regions_up(cells(facts, TURNOVER)), 100))


def jobs_large_share(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per region and year: share of large enterprises in business employment, percent.

    Inputs: gs_business_employed (total and group size=large). Jobs count at the place of the enterprise.
    """
    employed = _from_regions_up(cells(facts, "gs_business_employed"))
    return frame(ratio(cells(facts, "gs_business_employed", "size=large"), employed, 100))


def turnover_top_municipality_share(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per region and year: share of the strongest municipality in the turnover of all of them, percent.

    Inputs: gs_business_turnover_mln_gel. The base is the sum of the municipalities. Only when all have a value without
    the flag "short-sum" (2019 and 2021 do not add up), and not for a region of one municipality. The note is the code
    of the strongest.
    """
    rows = cells(facts, TURNOVER)
    usable = rows[[NOT_SUMMED not in words(flag) for flag in rows["flag"]]]
    regions = sorted(whole for whole in set(members["whole"]) if len(parts(members, whole)) > 1 and whole != "GEO")
    return frame(row for region in regions for row in _tops(region, usable, parts(members, region)))


def _tops(region: str, rows: pd.DataFrame, needed: frozenset[str]) -> Iterable[Derived]:
    inside = rows[rows["place"].isin(list(needed))]
    for _, group in inside.groupby("year"):
        found = total(group, needed)
        if found is None or found[0] <= 0:
            continue
        top, _ = ends(group)
        parents = roles(top.ids, "numerator") + roles(group["fact_id"], "denominator")
        yield Derived(region, top.year, 100 * top.value / found[0], parents, flag=shared(group["flag"]), note=top.place)


def csr_partners_per_nnle(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per place and year: active large and medium entities per 100 active non-commercial legal persons.

    Inputs: gs_entities_active (groups size=large, size=medium), gs_nnle_active. Who could meet whom, not who does.
    """
    return frame(ratio(_large_and_medium(facts), cells(facts, NNLE), 100, SMALL_COUNT))
