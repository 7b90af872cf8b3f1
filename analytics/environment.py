"""Metrics of the pillar environment: Georgia beside its peer countries.

The peers are the other countries of the inputs, all of them in every year or no row: a median of fewer would move
when a country drops out, not when anything changes.
"""

import pandas as pd

from analytics.combine import Derived, ahead, cells, frame, roles

CLEARLY = 0.95
HOME = "GEO"


def _complete_years(term: pd.DataFrame) -> list[tuple[pd.Series, pd.DataFrame]]:
    """Georgia's row and the rows of all its peers, for the years in which none of them is missing."""
    countries = term[term["level"] == "country"]
    everyone = set(countries["place"])
    years = (rows for _, rows in countries.groupby("year") if set(rows["place"]) == everyone and HOME in everyone)
    return [(rows[rows["place"] == HOME].iloc[0], rows[rows["place"] != HOME]) for rows in years]


def peers_behind_libdem(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per year for Georgia: number of peer countries that it is ahead of with probability 0.95 or more.

    Inputs: vdem_v2x_libdem with its 68 % bounds. Errors are two-piece normal and independent between countries
    (`combine.ahead`). n is missing: the value itself is a count, out of 14 peers.
    """
    rows = cells(facts, "vdem_v2x_libdem")
    bounded = rows[rows["lower"].notna() & rows["upper"].notna()]
    return frame(_behind(home, peers) for home, peers in _complete_years(bounded))


def _behind(home: pd.Series, peers: pd.DataFrame) -> Derived:
    scores = zip(peers["value"], peers["lower"], peers["upper"], strict=True)
    own = (home["value"], home["lower"], home["upper"])
    count = sum(ahead(own, score) >= CLEARLY for score in scores)
    return Derived(HOME, int(home["year"]), float(count), _compared(home, peers))


def _compared(home: pd.Series, peers: pd.DataFrame) -> list[tuple[str, str]]:
    return roles(home["ids"], "minuend") + roles(peers["fact_id"], "subtrahend")


def eu_aid_per_inhabitant(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per country and year: net aid of EU institutions per inhabitant and year, mean of three years, US$.

    Inputs: wdi_eu_aid_usd, wdi_pop. The aid of the year and the two before over the population of the same years, so
    that one large transfer does not make the figure. All sectors; civil society receives a small part.
    """
    aid, people = cells(facts, "wdi_eu_aid_usd"), cells(facts, "wdi_pop")
    both = aid.merge(people, on=["place", "year"], suffixes=("_a", "_b"), validate="one_to_one")
    spans = ((str(place), rows.set_index("year")) for place, rows in both.groupby("place"))
    return frame(
        _aid(place, rows.loc[year - 2 : year])
        for place, rows in spans
        for year in rows.index
        if {year - 1, year - 2} <= set(rows.index)
    )


def _aid(place: str, rows: pd.DataFrame) -> Derived:
    parents = roles(rows["fact_id_a"], "numerator") + roles(rows["fact_id_b"], "denominator")
    return Derived(place, int(rows.index[-1]), rows["value_a"].sum() / rows["value_b"].sum(), parents)


def association_rights_gap(facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """One row per year for Georgia: its score of associational rights minus the median of the peers, points of 12.

    Inputs: fiw_e_assoc (Freedom in the World, section E, 0 to 12). Coders give whole points: one step is within error.
    """
    return frame(
        Derived(HOME, int(home["year"]), home["value"] - peers["value"].median(), _compared(home, peers))
        for home, peers in _complete_years(cells(facts, "fiw_e_assoc"))
    )
