"""Why a score differs: the steps, indicator by indicator, that lead from one place, or another year, to a place."""

from functools import lru_cache

import pandas as pd

from analytics.decompose import contributions, score
from analytics.index_panel import choices
from analytics.index_view import normalised, standing
from analytics.indices import indices
from analytics.methods import default
from analytics.reader_weights import filled
from analytics.weigh import Node
from data.releases import Release
from geo.places import GEORGIA

MEAN = "mean"
"""What a place is held against besides other places: the mean of the others that have a score."""


def gap(
    release: Release,
    index: str,
    profile: str,
    *,
    place: str,
    year: int,
    other: str | tuple[str, ...] = MEAN,
    other_year: int = 0,
) -> pd.DataFrame:
    """The steps from another score to a place's own, under the stated method.

    The stated method is a weighted arithmetic mean, so each step is exact: the item's weight times the difference of
    its normalised values. What a place lacks counts as the mean of the rest of its part, as the score does.

    Args:
        release: the release to ask.
        index: its id.
        profile: whose score is explained.
        place: whose score is explained.
        year: its year.
        other: the place it is held against, several places whose mean counts (of those with a score), "mean" of all
            others, or, for a region, GEO: the country's own figures, which are no mean of regions.
        other_year: the year of the other score; the same one without it.

    Returns:
        One row per item with weight: item, value (signed points, the largest first), start and end (both scores, the
        same in every row). No row where one of the two has no score.
    """
    points, weights = _points(release, index, profile, year)
    before = points if not other_year else _points(release, index, profile, other_year)[0]
    scored = set(points.index)
    if other == GEORGIA and indices()[index].level == "region":
        before = _nation(release, index, year, list(weights.index))
    others = _held_against(other, [code for code in before.index if code in scored], place)
    if place not in points.index or not others or not set(others) <= set(before.index):
        return pd.DataFrame(columns=["item", "value", "start", "end"])
    own, held = pd.Series(points.loc[place]), before.loc[others].mean()
    tree = Node("index", tuple(Node(str(item), weight=weight) for item, weight in weights.items()), weighting="given")
    steps = contributions(own, held, tree)
    found = pd.DataFrame({"item": steps.index, "value": steps.to_numpy()})
    found = found.assign(start=score(held, tree), end=score(own, tree))
    return found.reindex(found["value"].abs().sort_values(ascending=False).index).reset_index(drop=True)


def _nation(release: Release, index: str, year: int, items: list[str]) -> pd.DataFrame:
    """Georgia's own figures on the regions' scale, one row; no row where it lacks one of the items."""
    table = normalised(release, index, year, nation=True).pivot(index="place", columns="item", values="value")
    return table.reindex(columns=items).dropna()


def _held_against(other: str | tuple[str, ...], scored: list[str], place: str) -> list[str]:
    """The places whose mean counts."""
    if isinstance(other, tuple):
        return [code for code in other if code in scored and code != place]
    return [code for code in scored if code != place] if other == MEAN else [other]


# The page asks for each place against each other; what all these answers share is made once.
@lru_cache(maxsize=100)
def _points(release: Release, index: str, profile: str, year: int) -> "tuple[pd.DataFrame, pd.Series[float]]":
    """Normalised values of places with a score, places by the profile's items, and the items' weights.

    Nobody may change them.
    """
    record = indices()[index]
    made = choices(record)
    weights = pd.Series(default(made).weights[profile][0], index=[item.id for item in made.items])
    weights = weights[weights > 0]
    table = normalised(release, index, year).pivot(index="place", columns="item", values="value")
    table = table.loc[table.index.isin(standing(release, index, profile, year)["place"]), list(weights.index)]
    parts = {item.id: item.pillar for item in made.items}
    inside = pd.Series([parts[str(item)] for item in weights.index], index=weights.index)
    shares = weights / weights.groupby(inside).transform("sum")
    points = filled(table, list(inside), shares.to_numpy(dtype=float))
    return pd.DataFrame(points, index=table.index, columns=table.columns), weights
