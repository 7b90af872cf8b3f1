"""The recipe of an index: what stands in it and by which rules, as a stranger may write it for any published index.

It gives a tree (`tree`) that `analytics.composite` runs on: index, parts of any depth, groups (publishers) where the
recipe weighs them first, indicators. Steps 1, 2 and 6 of the OECD/JRC Handbook (2008). The records of the indices that
ship, with their words and their plausible other choices, are in `analytics.indices`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from analytics.aggregate import Mean
from analytics.normalise import NEEDS_ENDS, Method, Over
from analytics.treat import Transform
from analytics.weigh import Node, Weighting

ROOT_ID = "index"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(_Strict):
    """One indicator of an index.

    Attributes:
        indicator: its id, the column of the values.
        better: which way is better.
        weight: what it weighs among its siblings, of any scale.
        group: its publisher, or what else makes indicators one witness.
        goalposts: fixed ends (low, high) in the indicator's own unit, before `transform`.
        transform: taken before normalising; "logit" of percentages.
    """

    indicator: str = Field(min_length=1)
    better: Literal["higher", "lower"]
    weight: float | None = Field(default=None, gt=0)
    group: str = ""
    goalposts: tuple[float, float] | None = None
    transform: Transform = "none"

    @model_validator(mode="after")
    def _ends_in_order(self) -> "Item":
        if self.goalposts and not self.goalposts[0] < self.goalposts[1]:
            raise ValueError("goalposts are (low, high), whichever way is better")
        return self


class Part(_Strict):
    """A pillar, or a part of one.

    Attributes:
        id: its name, unique in the index.
        weight: what it weighs among its siblings, of any scale.
        items: its indicators; or
        parts: its own parts, never both.
        mean: how what it holds is averaged, where that differs from the index's rule.
        weights: how what it holds is weighed, where that differs from the index's rule.
    """

    id: str = Field(pattern=r"^[^/]+$")
    weight: float | None = Field(default=None, gt=0)
    items: tuple[Item, ...] = ()
    parts: tuple["Part", ...] = ()
    mean: Mean | None = None
    weights: Weighting | None = None

    @model_validator(mode="after")
    def _holds_one_kind(self) -> "Part":
        if bool(self.items) == bool(self.parts):
            raise ValueError("a part holds items or parts, one of the two")
        return self

    def all_items(self) -> Iterator[Item]:
        """Its indicators at any depth, in order."""
        yield from self.items
        for part in self.parts:
            yield from part.all_items()

    def all_parts(self) -> Iterator["Part"]:
        """It and its parts at any depth, from the top down."""
        yield self
        for part in self.parts:
            yield from part.all_parts()


class Normalisation(_Strict):
    """How indicators come onto one scale: method, what is held against what, and the span of the result."""

    method: Method = "min_max"
    over: Over = "pool"
    span: tuple[float, float] | None = None


class Weights(_Strict):
    """How children of a node are weighed; `group_first`: publishers alike, then their indicators alike."""

    method: Weighting = "equal"
    group_first: bool = False
    factors: int | None = Field(default=None, ge=1)


class Aggregation(_Strict):
    """The mean within the innermost parts, and that between parts."""

    within: Mean = "arithmetic"
    between: Mean = "arithmetic"


class Least(_Strict):
    """Share of a part's indicators, and of a node's parts, that a unit must have for a score."""

    within: float = Field(default=2 / 3, ge=0, le=1)
    between: float = Field(default=2 / 3, ge=0, le=1)


class Imputation(_Strict):
    """How a missing cell is filled; `years` is how far a unit's own figure may be carried."""

    rule: Literal["none", "other_year", "group_mean"] = "none"
    years: int = Field(default=1, ge=1)


class Outliers(_Strict):
    """What is done with the few values that rule a scale; `points` is how many may be brought in per indicator."""

    rule: Literal["none", "winsorise", "log"] = "none"
    points: int = Field(default=5, ge=1)


class Recipe(_Strict):
    """An index without its words: enough to compute it.

    Attributes:
        pillars: its parts in order.
        normalisation: see `Normalisation`; the same for the next five.
    """

    pillars: tuple[Part, ...] = Field(min_length=1)
    normalisation: Normalisation = Normalisation()
    weights: Weights = Weights()
    aggregation: Aggregation = Aggregation()
    least_data: Least = Least()
    imputation: Imputation = Imputation()
    outliers: Outliers = Outliers()

    @model_validator(mode="after")
    def _fits_together(self) -> "Recipe":
        problem = next(_problems(self), "")
        if problem:
            raise ValueError(problem)
        return self

    def items(self) -> tuple[Item, ...]:
        """All its indicators, in the order of the tree's leaves."""
        known = {item.indicator: item for pillar in self.pillars for item in pillar.all_items()}
        return tuple(known[leaf] for leaf in self.tree().leaves())

    def tree(self) -> Node:
        """The tree that the code runs on."""
        return _between(self, self.pillars, Node(ROOT_ID), None, None)


def _problems(recipe: Recipe) -> Iterator[str]:
    items = [item for pillar in recipe.pillars for item in pillar.all_items()]
    parts = [part for pillar in recipe.pillars for part in pillar.all_parts()]
    yield from _repeated([item.indicator for item in items])
    yield from _repeated([part.id for part in parts] + [ROOT_ID])
    rule = recipe.weights.method
    for siblings, own in [
        (recipe.pillars, rule),
        *((part.items or part.parts, part.weights or rule) for part in parts),
    ]:
        yield from _unequal(siblings, own)
    method = recipe.normalisation.method
    for item in items:
        if method in NEEDS_ENDS and item.goalposts is None:
            yield f"{item.indicator} has no goalposts, which {method} needs"
        if recipe.weights.group_first and not item.group:
            yield f"{item.indicator} has no group, and groups are weighed first"
    yield from _impossible(recipe, parts)


def _repeated(names: Sequence[str]) -> Iterator[str]:
    yield from (f"{name} stands twice in the index" for name in names if list(names).count(name) > 1)


def _unequal(siblings: Sequence[Item] | Sequence[Part], rule: Weighting) -> Iterator[str]:
    stated = [one.weight is not None for one in siblings]
    if len(set(stated)) > 1:
        yield "of siblings, either all state a weight or none does"
    if any(stated) and rule != "given":
        yield f"a weight is stated where weights are {rule}: say 'given', or leave it out"


def _impossible(recipe: Recipe, parts: list[Part]) -> Iterator[str]:
    """Choices that exclude each other."""
    span = recipe.normalisation.span
    means = {recipe.aggregation.within, recipe.aggregation.between, *(part.mean for part in parts if part.mean)}
    if span and not span[0] < span[1]:
        yield "a span goes from low to high"
    if means - {"arithmetic"} and ((span and span[0] < 0) or (not span and recipe.normalisation.method == "z_score")):
        yield "geometric and harmonic means need points of nought or more: state a span such as [1, 100]"
    if recipe.outliers.rule == "log" and recipe.normalisation.method in NEEDS_ENDS:
        yield "with goalposts, say transform = 'log' at the item instead of the outlier rule"


def _node(recipe: Recipe, part: Part) -> Node:
    if part.parts:
        return _between(recipe, part.parts, Node(part.id, weight=part.weight), part.mean, part.weights)
    leaves = {item.indicator: Node(item.indicator, weight=item.weight) for item in part.items}
    mean, rule = part.mean or recipe.aggregation.within, part.weights or recipe.weights.method
    factors, least = recipe.weights.factors, recipe.least_data.within
    if not recipe.weights.group_first:
        return Node(part.id, tuple(leaves.values()), part.weight, rule, mean, least, "indicators", factors)
    groups = tuple(
        Node(f"{part.id}/{group}", tuple(leaves[item.indicator] for item in part.items if item.group == group), None,
             rule, mean, factors=factors)
        for group in dict.fromkeys(item.group for item in part.items)
    )  # fmt: skip
    return Node(part.id, groups, part.weight, "equal", mean, least, "indicators")


def _between(
    recipe: Recipe, parts: Sequence[Part], bare: Node, mean: Mean | None, rule: Weighting | None
) -> Node:  # fmt: skip
    """The bare node with these parts as its children."""
    return replace(
        bare, children=tuple(_node(recipe, part) for part in parts), weighting=rule or recipe.weights.method,
        mean=mean or recipe.aggregation.between, least=recipe.least_data.between, factors=recipe.weights.factors,
    )  # fmt: skip
