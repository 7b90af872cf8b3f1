"""A composite index from a frame of indicators and a recipe, with everything that was done on the way.

The ten steps of the OECD/JRC Handbook on Constructing Composite Indicators (2008) and where they live: 1 framework and
2 selection in the recipe; 3 missing values in `treat`; 4 structure in `diagnose`; 5 normalisation in `normalise`;
6 weights and aggregation in `weigh` and `aggregate`; 7 uncertainty in `certainty`; 8 back to the data is the result
itself, which keeps every level; 9 links to other variables in `diagnose.agreement`; 10 the display is the pages'.

There is no rank here: a rank without its range says more than the data do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import treat
from analytics.aggregate import ROUNDING, present, weighted
from analytics.normalise import Numbers, normalised
from analytics.recipe import ROOT_ID, Item, Recipe
from analytics.treat import Treated
from analytics.weigh import Node, effective, shares


@dataclass(frozen=True)
class Scored:
    """Points and weights at every level of a tree, for any number of draws.

    Attributes:
        points: by id of a node with children, its score (..., units); NaN where a unit lacks too much.
        weights: by the same id, the weights of its children as they act in each unit (..., units, children).
        known: by the same id, how many of the indicators beneath it a unit has (..., units).
    """

    points: dict[str, Numbers]
    weights: dict[str, Numbers]
    known: dict[str, Numbers]


@dataclass(frozen=True)
class Composite:
    """An index and how it came about; every frame has the rows of the values it was made from.

    Attributes:
        normalised: indicators on one scale, after filling and treatment; higher is better.
        parts: one column per part below the index (pillars, their parts, groups), its score.
        scores: the index; NaN where a unit lacks too much.
        weights: one column per indicator, its effective weight in that unit's score: each row adds up to 1.
        stated: one value per indicator, its effective weight in a unit that lacks nothing.
        marks: one row per cell that was filled, cut or transformed (columns `treat.MARKS`).
        cells: known (published), filled and wanted: how many of the indicators each unit has.
    """

    normalised: pd.DataFrame
    parts: pd.DataFrame
    scores: pd.Series
    weights: pd.DataFrame
    stated: pd.Series
    marks: pd.DataFrame
    cells: pd.DataFrame


def composite(values: pd.DataFrame, recipe: Recipe, groups: Mapping[str, str] | None = None) -> Composite:
    """Compute an index.

    Args:
        values: one row per unit, or per (year, unit); one column per indicator of the recipe, others are not read.
        recipe: what stands in the index and by which rules.
        groups: the group of each unit, for the imputation rule "group_mean".

    Returns:
        The index with all intermediate results.

    Raises:
        ValueError: an indicator is missing, a row stands twice, a value is infinite, or a rule cannot be applied (the
            message names the indicator).
    """
    table = _table(values, recipe.items())
    treated = _treated(table, recipe, groups)
    points = _normalised(treated.values, recipe)
    tree = recipe.tree()
    found = scored(tree, points.to_numpy(dtype=float), list(points.columns))
    inner = [node.id for node in tree.inner() if node.id != ROOT_ID]
    return Composite(
        normalised=points,
        parts=pd.DataFrame({name: found.points[name] for name in inner}, index=points.index, columns=inner),
        scores=pd.Series(found.points[ROOT_ID], index=points.index, name="score"),
        weights=pd.DataFrame(acting(tree, found), index=points.index, columns=list(tree.leaves())),
        stated=stated(tree, points),
        marks=treated.marks,
        cells=_cells(table, treated.values),
    )


def scored(
    tree: Node, points: Numbers, order: Sequence[str], weights: Mapping[str, Numbers] | None = None
) -> Scored:  # fmt: skip
    """Scores of every node of a tree, bottom up; the core for arrays of draws.

    Args:
        tree: of a recipe.
        points: normalised (..., units, indicators), higher is better; NaN = missing.
        order: the indicators of the last axis; all leaves of the tree are among them.
        weights: weights of the children (..., children) by id of their parent, in place of the tree's own rule; draws
            may have weights of their own. A child of weight nought is left out, also of what is asked for.
    """
    found = Scored({}, {}, {})
    _score(tree, {name: points[..., place] for place, name in enumerate(order)}, weights or {}, found)
    return found


def acting(tree: Node, found: Scored) -> Numbers:
    """Effective weights of the indicators in each unit's score: (..., units, indicators), in the order of leaves."""
    weights = effective(tree, {name: np.nan_to_num(weights) for name, weights in found.weights.items()})
    return np.asarray(np.where(np.isnan(found.points[tree.id])[..., None], np.nan, weights))


def stated(tree: Node, points: pd.DataFrame) -> pd.Series:
    """Effective weights of the indicators in a unit that lacks nothing; one value per indicator, sum 1.

    Weights that come from the data are those of these points: one row per unit, one column per indicator.
    """
    rules = {node.id: shares(node, _below(node, points)) for node in tree.inner()}
    return pd.Series(effective(tree, rules), index=list(tree.leaves()), name="weight")


def wide(facts: pd.DataFrame, indicators: Sequence[str], *, years: bool = True) -> pd.DataFrame:
    """The long facts as `composite` reads them.

    Args:
        facts: one row per fact: indicator, place, year, value; keep only totals of one wave before.
        indicators: the columns, in order; one without a fact is empty.
        years: index (year, unit); without it index unit, and each unit must have one year per indicator.

    Raises:
        ValueError: two facts for one cell; the message names it.
    """
    keys = ["year", "place"] if years else ["place"]
    rows = facts[facts["indicator"].isin(list(indicators))]
    twice = rows[rows.duplicated([*keys, "indicator"])]
    if len(twice):
        cell = ", ".join(str(twice.iloc[0][key]) for key in ["indicator", *keys])
        raise ValueError(f"two facts for one cell: {cell}. Keep one source, wave and group")
    table = rows.pivot(index=keys, columns="indicator", values="value").reindex(columns=list(indicators)).astype(float)
    return table.rename_axis(index={"place": "unit"}, columns=None)


def _table(values: pd.DataFrame, items: Sequence[Item]) -> pd.DataFrame:
    names = [item.indicator for item in items]
    missing = [name for name in names if name not in values]
    if missing:
        raise ValueError(f"the values have no column {missing[0]}")
    if values.index.has_duplicates:
        raise ValueError(f"{values.index[values.index.duplicated()][0]} stands twice in the values")
    table = values[names].astype(float)
    endless = [name for name in names if np.isinf(table[name]).any()]
    if endless:
        raise ValueError(f"{endless[0]} holds an infinite value")
    return table


def _treated(table: pd.DataFrame, recipe: Recipe, groups: Mapping[str, str] | None) -> Treated:
    """Fill first, so that what is cut off is judged on what will be used."""
    made = treat.none(table)
    if recipe.imputation.rule == "other_year":
        made = treat.other_year(table, recipe.imputation.years)
    elif recipe.imputation.rule == "group_mean":
        made = treat.group_mean(table, _needed(groups))
    if recipe.outliers.rule == "winsorise":
        return treat.after(made, lambda values: treat.winsorised(values, recipe.outliers.points))
    return treat.after(made, treat.logged) if recipe.outliers.rule == "log" else made


def _needed(groups: Mapping[str, str] | None) -> Mapping[str, str]:
    if not groups:
        raise ValueError("the imputation rule group_mean needs the group of each unit")
    return groups


def _normalised(values: pd.DataFrame, recipe: Recipe) -> pd.DataFrame:
    items, rule = recipe.items(), recipe.normalisation
    kinds, names = [item.transform for item in items], [item.indicator for item in items]
    made = treat.transformed(values.to_numpy(dtype=float), kinds, names)
    return normalised(
        pd.DataFrame(made, index=values.index, columns=names), rule.method, over=rule.over, span=rule.span,
        lower=[item.indicator for item in items if item.better == "lower"],
        ends={item.indicator: _ends(item) for item in items if item.goalposts},
    )  # fmt: skip


def _ends(item: Item) -> tuple[float, float]:
    """Goalposts on the scale of the transformed values."""
    low, high = treat.transformed(np.array(item.goalposts)[:, None], [item.transform], [item.indicator])[:, 0]
    return float(low), float(high)


def _score(
    node: Node, leaves: Mapping[str, Numbers], weights: Mapping[str, Numbers], found: Scored
) -> tuple[Numbers, Numbers, Numbers]:
    """Points, known and asked-for indicators of one node, each (..., units)."""
    if not node.children:
        points = leaves[node.id]
        return points, (~np.isnan(points)).astype(float), np.ones(points.shape)
    below = [_score(child, leaves, weights, found) for child in node.children]
    points, known, asked = (np.stack(np.broadcast_arrays(*column), axis=-1) for column in zip(*below, strict=True))
    own = weights[node.id] if node.id in weights else shares(node, points)
    counted = (own > 0)[..., None, :]
    have, want = (known * counted).sum(axis=-1), (asked * counted).sum(axis=-1)
    acts = present(points, own, least=node.least if node.counts == "children" else 0.0)
    if node.counts == "indicators":
        acts = np.where((have >= (node.least - ROUNDING) * want)[..., None], acts, np.nan)
    found.weights[node.id], found.known[node.id] = acts, have
    found.points[node.id] = weighted(points, acts, node.mean)
    return found.points[node.id], have, want


def _below(node: Node, points: pd.DataFrame) -> Numbers:
    """Points of a node's children: (units, children)."""
    found = [
        scored(child, points.to_numpy(dtype=float), list(points.columns)).points[child.id]
        if child.children
        else points[child.id].to_numpy(dtype=float)
        for child in node.children
    ]
    return np.stack(found, axis=-1)


def _cells(table: pd.DataFrame, treated: pd.DataFrame) -> pd.DataFrame:
    known = table.notna().sum(axis=1)
    return pd.DataFrame({"known": known, "filled": treated.notna().sum(axis=1) - known, "wanted": table.shape[1]})
