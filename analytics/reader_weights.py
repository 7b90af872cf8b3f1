"""The reader's own weights: scores, ranges and how far the order depends on them, from stored normalised values."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.certainty import ENDS, Z90, band, ranks
from analytics.indices import Index
from analytics.methods import Numbers
from analytics.simulate import HIGH, LOW, weighted

WEIGHTINGS, DRAWS, SEED = 2000, 1000, 20261122


@dataclass(frozen=True)
class Weighing:
    """What the reader's weights come to.

    Attributes:
        standing: one row per place with a score, highest first: place, value, lower, upper (5th and 95th percentile of
            the score under the errors of its items), rank_lower, rank_upper (the same of its rank).
        pairs: of 100 other weightings, in how many the order of a pair holds, on average over all pairs.
        whole: of 100 other weightings, in how many the whole order holds.
    """

    standing: pd.DataFrame
    pairs: float
    whole: float


def weigh(index: Index, cells: pd.DataFrame, weights: Mapping[str, float]) -> Weighing:
    """Scores, ranges and stability under the reader's weights.

    Args:
        index: the record, for the parts.
        cells: `index_view.normalised`: place, item, value, lower, upper.
        weights: of parts and items by id; 1 where none is given. An item weighs its own weight within its part.

    Raises:
        ValueError: all weights are nought.
    """
    table = cells.pivot(index="place", columns="item", values="value")
    items = [entry.indicator for entry in index.item if entry.indicator in table]
    table = table[items]
    parts = [next(entry.part for entry in index.item if entry.indicator == item) for item in items]
    share = _within(items, parts, weights)
    known, top = _complete(table, parts, share, weights, index.least)
    points = filled(table[known], parts, share)
    own = weighted(points, (share * np.array([top[part] for part in parts]))[None])[0]
    order = np.argsort(-own, kind="stable")
    low, high = _ranges(cells, table[known], points, share * np.array([top[part] for part in parts]))
    frame = pd.DataFrame({"place": table.index[known], "value": own, "lower": low[0], "upper": high[0],
                          "rank_lower": low[1], "rank_upper": high[1]}).iloc[order]  # fmt: skip
    pairs, whole = _stability(points, parts, share, own)
    return Weighing(frame.reset_index(drop=True), pairs, whole)


def _within(items: list[str], parts: list[str], weights: Mapping[str, float]) -> Numbers:
    """The share of each item in its part; a part whose items all weigh nothing keeps equal shares."""
    raw = np.array([max(weights.get(item, 1.0), 0.0) for item in items])
    shares = np.zeros(len(items))
    for part in dict.fromkeys(parts):
        inside = np.array([one == part for one in parts])
        total = raw[inside].sum()
        shares[inside] = raw[inside] / total if total else 1 / inside.sum()
    return shares


def _complete(
    table: pd.DataFrame, parts: list[str], share: Numbers, weights: Mapping[str, float], least: float
) -> tuple[NDArray[np.bool_], dict[str, float]]:
    """Places that have enough of every part that weighs anything, and the weight of each part, adding up to 1."""
    raw = {part: max(weights.get(part, 1.0), 0.0) for part in dict.fromkeys(parts)}
    total = sum(raw.values())
    if not total:
        raise ValueError("at least one part must weigh more than nought")
    known = np.full(len(table), True)
    for part, weight in raw.items():
        inside = np.array([one == part for one in parts])
        held = (table.notna().to_numpy()[:, inside] * share[inside]).sum(axis=1)
        known &= (held >= least - 1e-9) | (weight == 0)
    return known, {part: weight / total for part, weight in raw.items()}


def filled(table: pd.DataFrame, parts: list[str], share: Numbers) -> Numbers:
    """What a place lacks takes the mean of the rest of its part, which is the same as sharing out its weight."""
    points = table.to_numpy(dtype=float).copy()
    for part in dict.fromkeys(parts):
        inside = np.array([one == part for one in parts])
        held = share[inside] * ~np.isnan(points[:, inside])
        mean = np.nansum(points[:, inside] * held, axis=1) / np.maximum(held.sum(axis=1), 1e-12)
        points[:, inside] = np.where(np.isnan(points[:, inside]), mean[:, None], points[:, inside])
    return points


def _ranges(
    cells: pd.DataFrame, table: pd.DataFrame, points: Numbers, weights: Numbers
) -> tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]:
    """5th and 95th percentile of score and rank when every item is drawn from its stored range."""
    ends = [cells.pivot(index="place", columns="item", values=end).reindex_like(table) for end in ("lower", "upper")]
    spread = np.nan_to_num((ends[1] - ends[0]).to_numpy(dtype=float)) / (2 * Z90)
    noise = np.random.default_rng(SEED).standard_normal((DRAWS, *points.shape))
    drawn = np.clip(points + spread * noise, LOW, HIGH) @ weights
    _, low, high = band(ranks(drawn))
    ends_of_score = np.percentile(drawn, ENDS, axis=0)
    return (ends_of_score[0], low), (ends_of_score[1], high)


def _stability(points: Numbers, parts: list[str], share: Numbers, own: Numbers) -> tuple[float, float]:
    """How the order fares under flat random weights of the parts."""
    names = list(dict.fromkeys(parts))
    random = np.random.default_rng(SEED).dirichlet(np.ones(len(names)), WEIGHTINGS)
    others = weighted(points, random[:, [names.index(part) for part in parts]] * share)
    first, second = np.triu_indices(len(own), 1)
    same = np.sign(others[:, first] - others[:, second]) == np.sign(own[first] - own[second])
    return float(100 * same.mean()), float(100 * same.all(axis=1).mean())


def read(text: str) -> dict[str, float]:
    """Weights as the address holds them, "voting:2,giving:0.5"; what cannot be read is left out.

    >>> read("voting:2,giving:x,business:0")
    {'voting': 2.0, 'business': 0.0}
    """
    found = {}
    for part in text.split(","):
        name, _, number = part.partition(":")
        try:
            value = float(number)
        except ValueError:
            continue
        if np.isfinite(value) and value >= 0:
            found[name] = value
    return found


def written(weights: Mapping[str, float], usual: Mapping[str, float]) -> str:
    """Weights for the address; those that are as usual need not be said.

    >>> written({"voting": 2.0, "giving": 1.0, "business": 1.0}, {"voting": 1.0, "giving": 1.0, "business": 0.0})
    'voting:2,business:1'
    """
    differing = {name: value for name, value in weights.items() if name in usual and value != usual[name]}
    return ",".join(f"{name}:{value:g}" for name, value in differing.items())
