"""How much each part of an index counts, step 6 of the OECD/JRC Handbook on composite indicators (2008).

An index is a tree: the index has parts, a part has parts, groups or indicators. Weights belong to the children of one
node and add up to 1 there; the effective weight of an indicator is the product of the weights on the way to it. Weights
taken from the data (principal components, inverse correlation) measure overlap, never importance.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analytics.aggregate import Mean
from analytics.normalise import Numbers

Weighting = Literal["equal", "given", "pca", "inverse_correlation"]
LEAST_EIGENVALUE = 1.0  # Kaiser's rule: a component that explains less than one indicator does is left out
TURNS = 200


@dataclass(frozen=True)
class Node:
    """An index, a part of it, a group of indicators in a part, or (without children) one indicator.

    Attributes:
        id: its name, unique in the tree; of a leaf, the indicator.
        children: what it is made of.
        weight: what it weighs among its siblings, of any scale; None = not stated.
        weighting: how its children are weighed; "given" reads their weights, and is equal where none states one.
        mean: how its children are averaged.
        least: share that a unit must have for a score, of its children or, with `counts`, of the indicators beneath.
        counts: what `least` is a share of.
        factors: components that "pca" keeps; None = those with eigenvalues above 1.
    """

    id: str
    children: tuple["Node", ...] = ()
    weight: float | None = None
    weighting: Weighting = "equal"
    mean: Mean = "arithmetic"
    least: float = 0.0
    counts: Literal["children", "indicators"] = "children"
    factors: int | None = None

    def leaves(self) -> tuple[str, ...]:
        """The indicators beneath it, in the order of the tree."""
        return tuple(leaf for child in self.children for leaf in child.leaves()) if self.children else (self.id,)

    def inner(self) -> tuple["Node", ...]:
        """It and every node beneath it that has children, from the top down."""
        return (self, *(node for child in self.children for node in child.inner())) if self.children else ()


def equal(parts: int) -> Numbers:
    """The same weight for each part."""
    return np.full(parts, 1.0 / parts)


def given(weights: Sequence[float]) -> Numbers:
    """Stated weights, brought to the sum 1.

    Raises:
        ValueError: a negative or missing weight, or nought for all.
    """
    numbers = np.asarray(weights, dtype=float)
    if not (numbers >= 0).all() or not numbers.sum() > 0:
        raise ValueError(f"weights {list(weights)} must be nought or more and not all nought")
    return np.asarray(numbers / numbers.sum())


def group_first(groups: Sequence[str]) -> Numbers:
    """Equal weights for the groups, then within each: the members of a large group do not outvote a small one.

    Args:
        groups: the group (publisher) of each part, in order; an empty name is a group of its own.
    """
    own = [group or f" {number}" for number, group in enumerate(groups)]
    return np.array([1 / len(set(own)) / own.count(group) for group in own])


def inverse_correlation(points: Numbers) -> Numbers:
    """Weights in inverse proportion to the sum of an indicator's absolute correlations with all, itself included.

    Of two indicators that say the same, each counts half; one that stands alone counts in full. Like all
    weights from correlations it corrects for overlap only (Handbook 6.1).

    Args:
        points: (..., units, indicators); units that lack one are left out.
    """
    return _each(points, lambda table: given(list(1 / np.abs(_correlation(table)).sum(axis=0))))


def pca(points: Numbers, factors: int | None = None) -> Numbers:
    """Weights from principal components as in Handbook 6.1, after Nicoletti, Scarpetta and Boylaud (OECD, 2000).

    The components that are kept are rotated (varimax, Kaiser 1958). An indicator belongs to the component on which it
    loads most, weighs there its squared loading's share, and the component weighs its share of the explained variance;
    the result is brought to the sum 1. The sign of a loading is lost: look at the correlations first. An
    indicator that goes with no component that is kept weighs nothing.

    Args:
        points: (..., units, indicators); units that lack one are left out.
        factors: how many components to keep; None = those with eigenvalues above 1.
    """
    return _each(points, lambda table: given(list((loadings(table, factors) ** 2).max(axis=1))))


def loadings(table: Numbers, factors: int | None = None) -> Numbers:
    """Rotated loadings of the indicators (rows) on the components that are kept: (units, indicators) in.

    Raises:
        ValueError: fewer than three complete units, an indicator that does not vary, or more components than there are.
    """
    values, vectors = np.linalg.eigh(_correlation(table[~np.isnan(table).any(axis=1)]))
    keep = factors or max(1, int((values > LEAST_EIGENVALUE).sum()))
    if keep > len(values):
        raise ValueError(f"{len(values)} indicators have no {keep} components")
    order = np.argsort(values)[::-1][:keep]
    return varimax(np.asarray(vectors[:, order] * np.sqrt(values[order])))


def varimax(unrotated: Numbers) -> Numbers:
    """Loadings turned so that each indicator loads on few components: Kaiser's normalised varimax (1958)."""
    size = np.sqrt((unrotated**2).sum(axis=1, keepdims=True))
    rows = unrotated / np.where(size > 0, size, 1.0)
    turn, before = np.eye(rows.shape[1]), 0.0
    for _ in range(TURNS):
        turned = rows @ turn
        left, strength, right = np.linalg.svd(rows.T @ (turned**3 - turned * (turned**2).mean(axis=0)))
        turn = left @ right
        if strength.sum() <= before * (1 + 1e-12):
            break
        before = float(strength.sum())
    return np.asarray(rows @ turn * size)


def shares(node: Node, points: Numbers | None = None) -> Numbers:
    """Weights of a node's children by its own rule: (children,), or (..., children) where the points have more axes.

    Args:
        node: with children.
        points: (..., units, children), needed where the rule reads the data.

    Raises:
        ValueError: some children state a weight and others none, or the data do not allow the rule.
    """
    if node.weighting in ("pca", "inverse_correlation") and len(node.children) > 1:
        if points is None:
            raise ValueError(f"{node.id}: {node.weighting} weights come from the data, and there are none")
        return pca(points, node.factors) if node.weighting == "pca" else inverse_correlation(points)
    stated = [child.weight for child in node.children if child.weight is not None]
    if node.weighting != "given" or not stated:
        return equal(len(node.children))
    if len(stated) < len(node.children):
        raise ValueError(f"{node.id}: state the weight of every child or of none")
    return given(stated)


def effective(node: Node, weights: Mapping[str, Numbers]) -> Numbers:
    """Effective weights of all indicators beneath a node, in the order of `leaves`: (..., indicators), sum 1.

    Args:
        node: the index or a part of it.
        weights: by id of a node with children, the weights of its children (..., children).
    """
    if not node.children:
        return np.ones(1)
    own = weights[node.id]
    parts = [
        own[..., place : place + 1] * effective(child, weights) for place, child in enumerate(node.children)
    ]  # fmt: skip
    axes = np.broadcast_shapes(*(part.shape[:-1] for part in parts))
    return np.concatenate([np.broadcast_to(part, (*axes, part.shape[-1])) for part in parts], axis=-1)


def _correlation(table: Numbers) -> Numbers:
    if len(table) < 3:
        raise ValueError(f"{len(table)} complete units are too few for correlations: three are needed")
    still = np.flatnonzero(table.min(axis=0) == table.max(axis=0))
    if len(still):
        raise ValueError(f"indicator number {still[0] + 1} does not vary and correlates with nothing")
    return np.atleast_2d(np.corrcoef(table, rowvar=False))


def _each(points: Numbers, weigh: Callable[[Numbers], Numbers]) -> Numbers:
    """Weights of every table of an array of tables, on the units that are complete in it."""
    tables = points.reshape(-1, *points.shape[-2:])
    made = [weigh(table[~np.isnan(table).any(axis=1)]) for table in tables]
    return np.stack(made).reshape(*points.shape[:-2], points.shape[-1])
