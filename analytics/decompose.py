"""Why two scores differ: what each indicator adds to the gap, for any tree and any mean; the parts sum to the gap.

Where only arithmetic means stand above an indicator, it adds its effective weight times its difference. Elsewhere it
adds its Shapley value: what it changes on average over all orders in which the values of the one unit replace those of
the other (Shapley, "A value for n-person games", 1953). Orders are counted over all indicators beneath the topmost mean
of another kind, up to MOST of them. Beneath a larger one, the indicators of a child replace each other in one go, as
in Owen's value ("Values of games with a priori unions", 1977). An arithmetic mean of more than MOST children within
such a node shares out by weight times difference times the average slope (Aumann and Shapley, 1974).
"""

from collections.abc import Callable, Iterator
from math import factorial

import numpy as np
import pandas as pd

from analytics.aggregate import mean
from analytics.normalise import Flags, Numbers
from analytics.weigh import Node, shares

MOST = 12
"""Parts up to which all orders are counted; 4,096 coalitions."""
STEP = 1e-4
"""Share of a score that a slope is measured over where the two scores are all but equal."""

Gain = Callable[[Numbers], Numbers]
"""Points of the whole by points of one node, on average over the orders in which everything else is replaced."""


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
    pair = pd.DataFrame({"theirs": other, "ours": one}).T[leaves].astype(float)
    return pd.Series(dict(_weighed(tree, 1.0, pair)), dtype=float)[leaves]


def score(values: "pd.Series[float]", node: Node) -> float:
    """The score of one unit at a node."""
    return float(_scores(node, pd.DataFrame([values]))[0])


def _scores(node: Node, rows: pd.DataFrame) -> Numbers:
    """The score of every row at a node: (rows,)."""
    if not node.children:
        return rows[node.id].to_numpy(dtype=float)
    return np.asarray(mean(_points(node, rows), shares(node), node.mean))


def _points(node: Node, rows: pd.DataFrame) -> Numbers:
    """Scores of a node's children: (rows, children)."""
    return np.stack([_scores(child, rows) for child in node.children], axis=-1)


def _weighed(node: Node, factor: float, pair: pd.DataFrame) -> Iterator[tuple[str, float]]:
    """What the indicators beneath a node add where a point of the node is `factor` points of the whole."""
    if node.children and node.mean == "arithmetic":
        for child, share in zip(node.children, shares(node), strict=True):
            yield from _weighed(child, factor * float(share), pair)
    else:
        yield from _ordered(node, lambda points: factor * points, pair)


def _ordered(node: Node, gain: Gain, pair: pd.DataFrame) -> Iterator[tuple[str, float]]:
    """What the indicators beneath a node add by counting orders."""
    if len(node.leaves()) <= MOST:
        yield from _shapley(node, gain, pair)
    elif len(node.children) <= MOST:
        for place, child in enumerate(node.children):
            yield from _ordered(child, _among(node, place, gain, pair), pair)
    elif node.mean == "arithmetic":
        yield from _weighed(node, _slope(gain, _scores(node, pair)), pair)
    else:
        raise ValueError(f"{node.id} has {len(node.children)} parts; at most {MOST} can be counted in all orders")


def _shapley(node: Node, gain: Gain, pair: pd.DataFrame) -> Iterator[tuple[str, float]]:
    """Shapley values of the indicators beneath a node; one that has the same value in both units adds nothing."""
    leaves = list(node.leaves())
    theirs, ours = pair[leaves].to_numpy(dtype=float)
    moving = np.flatnonzero(theirs != ours)
    joined, weights = _coalitions(len(moving))
    rows = np.tile(theirs, (len(joined), 1))
    rows[:, moving] = np.where(joined, ours[moving], theirs[moving])
    points = gain(_scores(node, pd.DataFrame(rows, columns=leaves)))
    yield from ((leaf, 0.0) for leaf in leaves)
    for player, place in enumerate(moving):
        before = np.flatnonzero(~joined[:, player])
        steps = points[before + 2**player] - points[before]
        yield leaves[place], float((weights[before] * steps).sum())


def _coalitions(players: int) -> tuple[Flags, Numbers]:
    """All sets of players, row n holding those of the bits of n, and how often one comes before a given outsider.

    Returns:
        (sets, players) True where a player is in; (sets,) the share of orders. The set of all has no outsider: 0.
    """
    joined = (np.arange(2**players)[:, None] >> np.arange(players)) % 2 == 1
    often = [factorial(size) * factorial(players - size - 1) / factorial(players) for size in range(players)]
    return joined, np.array([*often, 0.0])[joined.sum(axis=1)]


def _among(node: Node, place: int, gain: Gain, pair: pd.DataFrame) -> Gain:
    """Points of the whole by points of one child, on average over the orders of its siblings."""
    theirs, ours = _points(node, pair)
    joined, often = _coalitions(len(node.children))
    sets = np.flatnonzero(~joined[:, place])
    siblings = np.where(joined, ours, theirs)

    def made(points: Numbers) -> Numbers:
        total = np.zeros(len(points))
        for number in sets:
            rows = np.tile(siblings[number], (len(points), 1))
            rows[:, place] = points
            total += often[number] * gain(np.asarray(mean(rows, shares(node), node.mean)))
        return total

    return made


def _slope(gain: Gain, ends: Numbers) -> float:
    """Points of the whole per point of the node, on average between its two scores; at them where they are equal."""
    theirs, ours = (float(end) for end in ends)
    step = STEP * max(1.0, abs(ours))
    if abs(ours - theirs) < step / 100:
        middle = max(ours, step)
        theirs, ours = middle - step, middle + step
    low, high = gain(np.array([theirs, ours]))
    return float((high - low) / (ours - theirs))
