"""What may be said of an index: ranges of rank, chances to be ahead, ties, and which assumption or gap matters most.

A chance here counts plausible methods and errors together ("in 74 of 100 plausible methods"); it is no probability of
sampling, which `analytics.change` states. Nothing here prints a rank without its range.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analytics.methods import READY, Choices, Item, Numbers, default, methods, plausible
from analytics.simulate import Cells, noise, scores

LEVEL = 0.90
"""Of the ranges: from the 5th to the 95th percentile."""
ENDS = (5.0, 95.0)
Z90 = 1.6448536269514722
"""Half-width of a 90 % range in standard deviations."""
AHEAD = 95.0
"""From this many of 100 methods on, one place counts as ahead of another."""
BINS = 5


def ranks(points: Numbers) -> Numbers:
    """Place in each draw, 1 = highest: (draws, places); ties share the better place; NaN stays NaN."""
    above = np.zeros(points.shape)
    for other in range(points.shape[1]):
        above += points[:, other : other + 1] > points
    return np.where(np.isnan(points), np.nan, above + 1)


def band(values: Numbers) -> Numbers:
    """Median, 5th and 95th percentile over the draws: (3, places); NaN for a place without values.

    The nearest draw counts, so that a rank stays whole.
    """
    known = ~np.isnan(values).all(axis=0)
    found = np.full((3, values.shape[1]), np.nan)
    if known.any():
        found[:, known] = np.percentile(values[:, known], (50.0, *ENDS), axis=0, method="closest_observation")
    return found


def ahead(points: Numbers) -> Numbers:
    """In how many of 100 draws the place of the row stands above that of the column: (places, places), 0 to 100."""
    places = points.shape[1]
    found = np.full((places, places), np.nan)
    for row in range(places):
        better = points[:, row : row + 1] > points
        known = ~(np.isnan(points[:, row : row + 1]) | np.isnan(points))
        total = known.sum(axis=0)
        found[row] = np.divide(100.0 * (better & known).sum(axis=0), total, out=found[row], where=total > 0)
    np.fill_diagonal(found, np.nan)
    return found


def ordered_pairs(chances: Numbers, level: float = AHEAD) -> int:
    """How many pairs of places are told apart: one ahead in at least `level` of 100 draws."""
    return int(np.nansum(chances >= level))


def tied(order: Sequence[str], chances: Numbers, places: Sequence[str], level: float = AHEAD) -> list[list[str]]:
    """Bands of places that cannot be told apart, from the highest down.

    A band begins with the highest place left and takes every place below it until one that its first is ahead of.

    Args:
        order: the places by score, highest first.
        chances: `ahead`.
        places: the rows of `chances`.
        level: from which chance on two places are apart.
    """
    row = {place: number for number, place in enumerate(places)}
    bands: list[list[str]] = []
    for place in order:
        if bands and not chances[row[bands[-1][0]], row[place]] >= level:
            bands[-1].append(place)
        else:
            bands.append([place])
    return bands


def sensitivity(cells: Cells, choices: Choices, *, seed: int, size: int = 512) -> dict[str, tuple[Numbers, Numbers]]:
    """Which choice drives the rank: first-order and total Sobol indices by profile, each (factors, places).

    First order is the share of the rank's variance that goes with a choice alone, total the share that goes with it in
    any company. NaN for a place whose rank never changes. Source: Saltelli et al., "Variance based sensitivity
    analysis of model output", Computer Physics Communications 181 (2010), as scipy computes it.

    Args:
        cells: values of one year.
        choices: what may vary.
        seed: of the draws.
        size: draws of the base design, a power of two.
    """
    from scipy.stats import sobol_indices, uniform  # noqa: PLC0415 - slow to import, needed at build only

    ready, factors = noise(cells, READY, seed), len(choices.factors)

    def outcome(numbers: Numbers) -> Numbers:
        made = scores(cells, methods(choices, numbers.T, seed), ready)
        return np.concatenate([ranks(points[:, 0]).T for points in made.values()])

    trial = outcome(np.random.default_rng(seed).random((factors, 512)))
    known = ~np.isnan(trial).any(axis=1) & (np.std(trial, axis=1) > 0)
    found = sobol_indices(
        func=lambda numbers: outcome(numbers)[known], n=size, dists=[uniform()] * factors,  # type: ignore[list-item]  # its stubs know no frozen distributions
        rng=np.random.default_rng(seed),
    )  # fmt: skip
    tables = [_spread_out(table, known) for table in (found.first_order, found.total_order)]
    parts = [np.split(table, len(choices.profiles), axis=1) for table in tables]
    return {profile: (parts[0][number], parts[1][number]) for number, profile in enumerate(choices.profiles)}


def _spread_out(found: Numbers, known: NDArray[np.bool_]) -> Numbers:
    """Shares of the outcomes that vary, in the columns of all outcomes: (factors, outcomes)."""
    table = np.full((np.atleast_2d(found).shape[1], len(known)), np.nan)
    table[:, known] = np.clip(np.atleast_2d(found), 0, 1).T
    return table


def placebo(cells: Cells, choices: Choices, *, seed: int, shuffles: int = 200, draws: int = 200) -> dict[str, Numbers]:
    """How many pairs the same machine tells apart where there is no order: by profile, one count per shuffle.

    Every item's values are exchanged among the places, each item on its own; what is left of order is chance. Methods
    and errors are the same in all shuffles.

    Args:
        cells: values of one year.
        choices: what may vary.
        seed: of shuffles, methods and errors.
        shuffles: how many.
        draws: methods per shuffle.
    """
    chosen, ready = plausible(choices, draws, seed), noise(cells, draws, seed)
    generator = np.random.default_rng(seed)
    counts: dict[str, list[float]] = {profile: [] for profile in choices.profiles}
    for _ in range(shuffles):
        for profile, points in scores(cells.shuffled(generator), chosen, ready).items():
            counts[profile].append(ordered_pairs(ahead(points[:, 0])))
    return {profile: np.array(found) for profile, found in counts.items()}


def gains(cells: Cells, choices: Choices, profile: str, *, seed: int, draws: int = 4000) -> Numbers:
    """By how many places knowing one cell exactly would narrow the range of its place's rank: (places, items).

    The range of rank over all draws is held against the mean range over five equal parts of the draws, sorted by what
    the cell was drawn to be. A missing cell is drawn as if its place were like the others (`supposed`). NaN where a
    cell has no error.

    Args:
        cells: values of one year, missing ones supposed.
        choices: what may vary.
        profile: the score whose ranks are narrowed.
        seed: of methods and errors.
        draws: how many.
    """
    chosen = plausible(replace(choices, profiles={profile: choices.profiles[profile]}), draws, seed)
    ready = noise(cells, READY, seed)
    places = ranks(scores(cells, chosen, ready)[profile][:, 0])
    wide = _width(places)
    found = np.full((len(cells.places), len(cells.items)), np.nan)
    for place, item in np.argwhere((cells.errors[0] > 0) & (~np.isnan(wide))[:, None]):
        drawn = ready[chosen.errors % READY, 0, place, item]
        parts = np.array_split(places[np.argsort(drawn), place], BINS)
        found[place, item] = wide[place] - np.mean([_width(part[:, None])[0] for part in parts])
    return found


def _width(values: Numbers) -> Numbers:
    _, low, high = band(values)
    return np.asarray(high - low)


def supposed(cells: Cells) -> Cells:
    """The cells with every missing value drawn from the mean and spread of the other places."""
    middle = np.nanmean(cells.values, axis=1, keepdims=True)
    spread = np.nanstd(cells.values, axis=1, keepdims=True)
    missing = np.isnan(cells.values)
    values = np.where(missing, middle, cells.values)
    errors = np.where(missing, spread, cells.errors)
    return replace(cells, values=values, errors=errors, other=np.where(np.isnan(cells.other), middle, cells.other))


def with_unknown(cells: Cells, choices: Choices, pillars: Sequence[str], profile: str) -> tuple[Cells, Choices]:
    """The same index with one more item for each pillar nobody has figures of, wholly unknown."""
    shape, extra = (*cells.values.shape[:2], len(pillars)), len(pillars)

    def wider(table: Numbers, fill: float) -> Numbers:
        return np.concatenate([table, np.full(shape, fill)], axis=-1)

    posts = cells.goalposts
    grown = replace(
        cells, items=(*cells.items, *pillars), pillars=(*cells.pillars, *pillars),
        values=wider(cells.values, 0.0), errors=wider(cells.errors, 1.0), other=wider(cells.other, 0.0),
        assumed=np.concatenate([cells.assumed, np.full(extra, False)]),
        logit=np.concatenate([cells.logit, np.full(extra, False)]),
        goalposts=None if posts is None else np.concatenate([posts, np.array([[-3.0], [3.0]]).repeat(extra, 1)], 1),
    )  # fmt: skip
    items = (*choices.items, *(Item(pillar, pillar, pillar) for pillar in pillars))
    return grown, replace(choices, items=items, profiles={profile: (*choices.profiles[profile], *pillars)})


def default_scores(cells: Cells, choices: Choices, *, seed: int, draws: int = 400) -> dict[str, Numbers]:
    """Score, 5th and 95th percentile under the stated method, errors alone varying: (3, years, places) by profile."""
    exact = scores(cells, default(choices), seed)
    varied = scores(cells, default(choices, draws, errors=True), noise(cells, draws, seed))
    found = {}
    for profile, points in exact.items():
        low, high = _ends(varied[profile])
        found[profile] = np.stack([points[0], np.minimum(low, points[0]), np.maximum(high, points[0])])
    return found


def _ends(points: Numbers) -> tuple[Numbers, Numbers]:
    known = ~np.isnan(points).any(axis=0)
    low, high = np.full(points.shape[1:], np.nan), np.full(points.shape[1:], np.nan)
    low[known], high[known] = np.percentile(points[:, known], ENDS, axis=0)
    return low, high


def rose(points: Numbers, before: int, after: int) -> Numbers:
    """In how many of 100 draws each place stands higher in the later year: (places,); years by position.

    NaN where a place has no score in one of the years.
    """
    unknown = np.isnan(points[:, [before, after]]).any(axis=(0, 1))
    risen = 100.0 * (points[:, after] > points[:, before]).mean(axis=0)
    return np.where(unknown, np.nan, risen)
