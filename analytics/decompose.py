"""Why two scores differ: what each indicator adds to the gap, for any tree and any mean; the parts sum to the gap.

At every node each child gets its Shapley value: what it changes on average over all orders in which the children of
the one unit replace those of the other (Shapley, "A value for n-person games", 1953). In an arithmetic mean that is
just the child's weight times its difference. What a child adds is shared out among its own children in the same way.
"""

from collections.abc import Iterator
from itertools import combinations
from math import factorial

import numpy as np
import pandas as pd

from analytics.aggregate import mean
from analytics.weigh import Node, shares

MOST = 12
"""Children of one node up to which all orders are counted; 4,096 coalitions."""


def contributions(one: "pd.Series[float]", other: "pd.Series[float]", tree: Node) -> "pd.Series[float]":
    """What each indicator adds to the gap between two units' scores.

    Args:
        one: normalised values of the unit by indicator, none missing.
        other: those of what it is held against: another unit, a mean of units, or itself in another year.
        tree: the index; its weights are stated or equal.

    Returns:
        Points by indicator in the order of the tree; they sum to score(one) - score(other).

    Raises:
        ValueError: a value is missing, or a node has more children than can be counted in all orders.

    >>> tree = Node("index", (Node("voting"), Node("giving")))
    >>> own, peer = pd.Series({"voting": 60.0, "giving": 20.0}), pd.Series({"voting": 40.0, "giving": 30.0})
    >>> contributions(own, peer, tree).to_dict()
    {'voting': 10.0, 'giving': -5.0}
    """
    leaves = list(tree.leaves())
    missing = [leaf for leaf in leaves if pd.isna(one.get(leaf)) or pd.isna(other.get(leaf))]
    if missing:
        raise ValueError(f"both units need a value of every indicator; missing: {', '.join(missing)}")
    gap = score(one, tree) - score(other, tree)
    return pd.Series(dict(_shared_out(tree, gap, one, other)), dtype=float)[leaves]


def score(values: "pd.Series[float]", node: Node) -> float:
    """The score of one unit at a node."""
    if not node.children:
        return float(values[node.id])
    points = np.array([score(values, child) for child in node.children])
    return float(mean(points[None], shares(node), node.mean)[0])


def _shared_out(
    node: Node, points: float, one: "pd.Series[float]", other: "pd.Series[float]"
) -> Iterator[tuple[str, float]]:
    """The points that a node adds, shared out among the indicators beneath it."""
    if not node.children:
        yield node.id, points
        return
    parts = _shapley(node, one, other)
    whole = float(parts.sum())
    for child, part in zip(node.children, parts, strict=True):
        yield from _shared_out(child, _portion(points, float(part), whole), one, other)


def _portion(points: float, part: float, whole: float) -> float:
    """A part of the points; where the node's own values cancel out, nothing can be shared and each part stands."""
    return points * part / whole if abs(whole) > 1e-12 else part


def _shapley(node: Node, one: "pd.Series[float]", other: "pd.Series[float]") -> np.ndarray:
    """What each child adds to the node's own gap."""
    ours = np.array([score(one, child) for child in node.children])
    theirs = np.array([score(other, child) for child in node.children])
    if node.mean == "arithmetic":
        return np.asarray(shares(node) * (ours - theirs))
    count = len(node.children)
    if count > MOST:
        raise ValueError(f"{node.id} has {count} parts; at most {MOST} can be counted in all orders")
    found = np.zeros(count)
    for child in range(count):
        rest = [place for place in range(count) if place != child]
        for size in range(count):
            weight = factorial(size) * factorial(count - size - 1) / factorial(count)
            for joined in combinations(rest, size):
                found[child] += weight * _step(node, ours, theirs, joined, child)
    return found


def _step(node: Node, ours: np.ndarray, theirs: np.ndarray, joined: tuple[int, ...], child: int) -> float:
    """What changes when a child joins those that have been replaced already."""
    before = theirs.copy()
    before[list(joined)] = ours[list(joined)]
    after = before.copy()
    after[child] = ours[child]
    both = mean(np.stack([before, after]), shares(node), node.mean)
    return float(both[1] - both[0])
