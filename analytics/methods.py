"""Plausible methods of an index: which choices a careful person could have made otherwise, and draws from them.

Every choice is a factor with a uniform number behind it, so that the same code serves a plain Monte Carlo run and the
sensitivity design, which changes one factor at a time. Method: Saisana, Saltelli and Tarantola, "Uncertainty and
sensitivity analysis techniques as tools for the quality assessment of composite indicators", JRSS A 168 (2005).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

FACTORS = ("errors", "error_size", "normalisation", "weights", "aggregation", "grouping", "left_out", "pillars", "year")
"""What may be chosen otherwise: the draw of the errors, the size of assumed errors, normalisation, weights, mean,
publishers weighed first or not, an item or publisher left out, an optional pillar in or out, the year of a count."""
NORMALISATIONS = ("range", "z_score", "rank")
READY = 4096
"""Ready draws of weights and errors that a uniform number picks from."""
ERROR_SIZES = (0.6, 1.0, 1.5)


@dataclass(frozen=True)
class Item:
    """One indicator in an index.

    Attributes:
        id: the indicator.
        pillar: the pillar it stands in.
        publisher: who made it; items of one publisher are one witness.
    """

    id: str
    pillar: str
    publisher: str


@dataclass(frozen=True)
class Choices:
    """What may vary for one index.

    Attributes:
        items: its items in order.
        profiles: the scores that are made of them, each with its pillars.
        optional: pillars that a draw may leave out of a profile of several pillars.
        publisher_first: the default: publishers weigh alike within a pillar, not items.
        factors: those of FACTORS that vary; the others keep their default.
        default_without: optional pillars that the default leaves out.
    """

    items: tuple[Item, ...]
    profiles: Mapping[str, tuple[str, ...]]
    optional: tuple[str, ...] = ()
    publisher_first: bool = False
    factors: tuple[str, ...] = FACTORS
    default_without: tuple[str, ...] = ()

    def places(self, part: str, pillars: Sequence[str]) -> list[list[int]]:
        """Places of the items of each pillar or publisher, within these pillars."""
        found: dict[str, list[int]] = {}
        for place, item in enumerate(self.items):
            if item.pillar in pillars:
                found.setdefault(getattr(item, part), []).append(place)
        return list(found.values())


@dataclass(frozen=True)
class Methods:
    """One row per draw: how that draw makes the index.

    Attributes:
        errors: which of the ready draws of errors counts, -1 = none (the published values).
        error_size: factor on the assumed standard deviations.
        normalisation: index into NORMALISATIONS.
        geometric: geometric instead of arithmetic mean.
        year: 0 = the default year of each item, 1 = its other year.
        weights: by profile (draws, items); each row adds up to 1.
    """

    errors: Whole
    error_size: Numbers
    normalisation: Whole
    geometric: NDArray[np.bool_]
    year: Whole
    weights: Mapping[str, Numbers]

    def __len__(self) -> int:
        return len(self.errors)

    def rows(self, which: slice) -> "Methods":
        """Some of the draws."""
        return Methods(
            self.errors[which], self.error_size[which], self.normalisation[which], self.geometric[which],
            self.year[which], {profile: weights[which] for profile, weights in self.weights.items()},
        )  # fmt: skip


def plausible(choices: Choices, draws: int, seed: int) -> Methods:
    """Draws from all plausible methods, each with errors of its own."""
    numbers = np.random.default_rng(seed).random((draws, len(choices.factors)))
    return methods(choices, numbers, seed)


def default(choices: Choices, draws: int = 1, *, errors: bool = False) -> Methods:
    """The method that the record states, as often as asked; with `errors`, the draws differ in their errors alone."""
    factors = ("errors",) if errors else ()
    fixed = Choices(
        choices.items, choices.profiles, choices.optional, choices.publisher_first, factors, choices.default_without
    )
    return methods(fixed, (np.arange(draws)[:, None] + 0.5) / draws if errors else np.zeros((draws, 0)), 0)


def methods(choices: Choices, numbers: Numbers, seed: int) -> Methods:
    """The methods behind uniform numbers (draws, factors), one column per factor of `choices.factors`.

    Half of the weightings are equal, the others come from a flat Dirichlet distribution over the topmost level that
    branches; half of the draws leave nothing out; every other choice is equally likely.
    """
    column = {name: numbers[:, place] for place, name in enumerate(choices.factors)}
    draws = len(numbers)
    still = np.zeros(draws)
    return Methods(
        errors=_picked(column["errors"], READY) if "errors" in column else np.full(draws, -1),
        error_size=np.array(ERROR_SIZES)[_picked(column["error_size"], 3)] if "error_size" in column else still + 1,
        normalisation=_picked(column.get("normalisation", still), len(NORMALISATIONS)),
        geometric=column.get("aggregation", still) >= 0.5,
        year=_picked(column.get("year", still), 2),
        weights={
            profile: _weights(choices, pillars, column, draws, seed) for profile, pillars in choices.profiles.items()
        },
    )


def _picked(numbers: Numbers, options: int) -> Whole:
    return np.clip((numbers * options).astype(np.int64), 0, options - 1)


def _weights(choices: Choices, pillars: Sequence[str], column: Mapping[str, Numbers], draws: int, seed: int) -> Numbers:
    """Effective weights of all items in one profile; items of other pillars weigh nothing."""
    groups = choices.places("pillar", pillars)
    tops = _half_equal(len(groups), column.get("weights"), draws, seed)
    shares = _within(choices, pillars, column, draws, seed) * _stays(choices, pillars, column, draws)
    weights = np.zeros((draws, len(choices.items)))
    for number, places in enumerate(groups):
        inside = shares[:, places]
        total = inside.sum(axis=1, keepdims=True)
        top = tops[:, number : number + 1] * _takes_part(choices, places, len(groups), column, draws)
        weights[:, places] = np.divide(inside * top, total, out=np.zeros_like(inside), where=total > 0)
    return _adding_up(weights, groups)


def _adding_up(weights: Numbers, groups: list[list[int]]) -> Numbers:
    """The weights of every draw brought to the sum 1; a draw that has left everything out takes all items alike."""
    inside = np.zeros(weights.shape[1])
    inside[[place for places in groups for place in places]] = 1.0
    filled = np.where(weights.sum(axis=1, keepdims=True) > 0, weights, inside)
    return np.asarray(filled / filled.sum(axis=1, keepdims=True))


def _half_equal(parts: int, numbers: Numbers | None, draws: int, seed: int) -> Numbers:
    """Weights of the parts: equal, or for numbers from one half up a ready draw of a flat Dirichlet distribution."""
    weights = np.full((draws, parts), 1.0 / parts)
    if numbers is not None:
        table = np.random.default_rng([seed, parts]).dirichlet(np.ones(parts), READY)
        random = numbers >= 0.5
        weights[random] = table[_picked(2 * numbers[random] - 1, READY)]
    return weights


def _within(choices: Choices, pillars: Sequence[str], column: Mapping[str, Numbers], draws: int, seed: int) -> Numbers:
    """The share of each item in its pillar: publishers first, or flat; of a lone pillar, the weights vary here."""
    flat, nested = np.zeros(len(choices.items)), np.zeros(len(choices.items))
    groups = choices.places("pillar", pillars)
    for places in groups:
        publishers = [choices.items[place].publisher for place in places]
        for place, publisher in zip(places, publishers, strict=True):
            flat[place] = 1 / len(places)
            nested[place] = 1 / len(set(publishers)) / publishers.count(publisher)
    usual = nested if choices.publisher_first else flat
    other = column["grouping"] >= 0.5 if "grouping" in column else np.full(draws, False)
    shares = np.where(other[:, None], flat, usual)
    if len(groups) == 1:
        shares[:, groups[0]] *= _half_equal(len(groups[0]), column.get("weights"), draws, seed)
    return np.asarray(shares)


def _stays(choices: Choices, pillars: Sequence[str], column: Mapping[str, Numbers], draws: int) -> Numbers:
    """1 for an item that stays, 0 for one that the draw leaves out; where items are few, all stay."""
    kept = np.ones((draws, len(choices.items)))
    inside = [place for places in choices.places("pillar", pillars) for place in places]
    if "left_out" not in column or len(inside) < 3:
        return kept
    groups = [[place] for place in inside]
    if choices.publisher_first:
        groups += [places for places in choices.places("publisher", pillars) if 1 < len(places) < len(inside)]
    left = _picked(2 * column["left_out"] - 1, len(groups))
    for number, group in enumerate(groups):
        kept[np.ix_((column["left_out"] >= 0.5) & (left == number), group)] = 0
    return kept


def _takes_part(
    choices: Choices, places: Sequence[int], groups: int, column: Mapping[str, Numbers], draws: int
) -> Numbers:
    """1 where the pillar of these items takes part in the draw; (draws, 1)."""
    pillar = choices.items[places[0]].pillar
    if pillar not in choices.optional or groups == 1:
        return np.ones((draws, 1))
    usual = 0.0 if pillar in choices.default_without else 1.0
    if "pillars" not in column:
        return np.full((draws, 1), usual)
    return np.where(column["pillars"] < 0.5, usual, 1 - usual)[:, None]
