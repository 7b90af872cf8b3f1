"""From cells with errors and plausible methods to scores: the Monte Carlo machine, in blocks that fit the cache."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.methods import Methods, Numbers

LOW, HIGH = 1.0, 100.0
"""Ends of the normalised scale: above nought, so that a geometric mean exists."""
ROUNDING = 1e-9
BLOCK = 60_000
"""Numbers in one block of draws: half a megabyte, so that the steps on it stay in the processor's cache."""
Z_STEP = 16.5
"""Points of the normalised scale that one standard deviation takes under the z-score: six fill it."""


@dataclass(frozen=True)
class Cells:
    """The values of an index with their errors, on the scale on which the errors are drawn.

    Attributes:
        years: data years; all of them are normalised together, so that a year can be held against another.
        places: codes.
        items: indicator ids.
        pillars: the pillar of each item.
        values: (years, places, items); NaN = missing; a lower-is-better item has its sign turned.
        errors: standard deviations of the same shape; 0 = none.
        assumed: (items,) True where the standard deviation is our assumption, which "error_size" varies.
        logit: (items,) True where values and errors are log odds of a percentage.
        other: values of the other defensible year, same shape; equal to `values` where there is none.
        goalposts: (2, items) fixed ends of the scale, or None: the ends are those of the places in each draw.
        least: share of a part's items that must be known for a place to have a score.
    """

    years: tuple[int, ...]
    places: tuple[str, ...]
    items: tuple[str, ...]
    pillars: tuple[str, ...]
    values: Numbers
    errors: Numbers
    assumed: NDArray[np.bool_]
    logit: NDArray[np.bool_]
    other: Numbers
    goalposts: Numbers | None = None
    least: float = 2 / 3

    def shuffled(self, generator: np.random.Generator) -> "Cells":
        """The same cells with the places of every item exchanged at random, each item on its own."""
        order = np.argsort(generator.random((len(self.places), len(self.items))), axis=0)[None]
        moved = [np.take_along_axis(one, order, axis=1) for one in (self.values, self.errors, self.other)]
        return Cells(
            self.years, self.places, self.items, self.pillars, moved[0], moved[1], self.assumed, self.logit, moved[2],
            self.goalposts, self.least,
        )  # fmt: skip


def scores(cells: Cells, chosen: Methods, noise: Numbers | int) -> dict[str, Numbers]:
    """The score of every place under every method, by profile: (draws, years, places), from 1 to 100.

    Args:
        cells: values with errors.
        chosen: the methods, one per draw.
        noise: standard normal numbers (ready draws, years, places, items), or the seed to make them from; draws with
            the same number in `chosen.errors` share theirs.

    Returns:
        NaN for a place that lacks too much of a pillar. Of what it lacks less, the weight goes to the rest of the
        pillar.
    """
    made: dict[str, list[Numbers]] = {profile: [] for profile in chosen.weights}
    step = max(1, BLOCK // cells.values.size)
    for start in range(0, len(chosen), step):
        part = chosen.rows(slice(start, start + step))
        points = normalised(cells, part, drawn(cells, part, noise))
        for profile, weights in part.weights.items():
            made[profile].append(means(points, weights, part.geometric, cells))
    return {profile: np.concatenate(blocks) for profile, blocks in made.items()}


def drawn(cells: Cells, chosen: Methods, noise: Numbers | int) -> Numbers:
    """The cells of each draw with its errors: (draws, years, places, items), log odds turned back to percentages."""
    base = cells.values
    if not np.array_equal(cells.values, cells.other, equal_nan=True):
        base = np.where((chosen.year == 1)[:, None, None, None], cells.other, cells.values)
    size = np.where(cells.assumed, chosen.error_size[:, None], 1.0)[:, None, None, :]
    made = base + size * cells.errors * _noise(cells, chosen, noise)
    return in_percent(cells, made)


def in_percent(cells: Cells, values: Numbers) -> Numbers:
    """The values with log odds turned back to percentages; all others as they are."""
    shown = np.array(values)
    shown[..., cells.logit] = 100 / (1 + np.exp(-shown[..., cells.logit]))
    return shown


def _noise(cells: Cells, chosen: Methods, noise: Numbers | int) -> Numbers:
    if (chosen.errors < 0).all():
        return np.zeros((len(chosen), 1, 1, 1))
    if not isinstance(noise, int):
        return np.asarray(noise[chosen.errors % len(noise)])
    shape = cells.values.shape
    return np.stack([np.random.default_rng([noise, int(one)]).standard_normal(shape) for one in chosen.errors])


def normalised(cells: Cells, chosen: Methods, values: Numbers) -> Numbers:
    """The values on the scale from 1 to 100 by the draw's own normalisation."""
    points = np.empty_like(values)
    for number, make in enumerate((_range, _z_score, _rank)):
        rows = chosen.normalisation == number
        if rows.all():
            points = make(cells, values)
        elif rows.any():
            points[rows] = make(cells, values[rows])
    return np.clip(points, LOW, HIGH)


def _range(cells: Cells, values: Numbers) -> Numbers:
    if cells.goalposts is not None:
        low, high = cells.goalposts
    else:
        low, high = np.nanmin(values, (1, 2), keepdims=True), np.nanmax(values, (1, 2), keepdims=True)
    return np.asarray(LOW + (HIGH - LOW) * (values - low) / (high - low))


def _z_score(cells: Cells, values: Numbers) -> Numbers:
    """Standard deviations from the mean of all places and years together."""
    middle, spread = np.nanmean(values, (1, 2), keepdims=True), np.nanstd(values, (1, 2), keepdims=True)
    return np.asarray((LOW + HIGH) / 2 + Z_STEP * (values - middle) / spread)


def _rank(cells: Cells, values: Numbers) -> Numbers:
    """The share of all places and years below, from the lowest (1) to the highest (100).

    Equal values are told apart by their position: with errors drawn there are none, and an index whose items have none
    should not rely on this normalisation alone.
    """
    draws, years, places, items = values.shape
    flat = values.reshape(draws, years * places, items)
    known = ~np.isnan(flat)
    below = np.argsort(np.argsort(flat, axis=1), axis=1).astype(float)
    share = below / np.maximum(known.sum(axis=1, keepdims=True) - 1, 1)
    return np.where(known, LOW + (HIGH - LOW) * share, np.nan).reshape(values.shape)


def means(points: Numbers, weights: Numbers, geometric: NDArray[np.bool_], cells: Cells) -> Numbers:
    """Weighted means over the items, arithmetic or geometric by draw: (draws, years, places)."""
    made = np.empty(points.shape[:3])
    for rows, power in ((~geometric, False), (geometric, True)):
        if rows.any():
            part = np.log(points[rows]) if power else points[rows]
            mean = _mean(part, weights[rows], cells)
            made[rows] = np.exp(mean) if power else mean
    return made


def _mean(points: Numbers, weights: Numbers, cells: Cells) -> Numbers:
    known = ~np.isnan(cells.values)
    if known.all():
        return np.asarray(np.matmul(points.reshape(len(points), -1, points.shape[-1]), weights[:, :, None])).reshape(
            points.shape[:3]
        )
    shared = _shared(weights, known, cells)
    return np.asarray(np.sum(np.where(shared > 0, np.nan_to_num(points), 0.0) * shared, axis=-1)) + _lacking(shared)


def _shared(weights: Numbers, known: NDArray[np.bool_], cells: Cells) -> Numbers:
    """Weights by place: what a place lacks goes to the rest of the part; all NaN where it lacks too much.

    Whether it lacks too much is settled by the items themselves, not by a draw's weights, so that a place has a score
    in every draw or in none. Where a draw leaves out all that a place has of a part, the other parts stand for it.
    """
    spread = weights[:, None, None, :] * known[None]
    for part in dict.fromkeys(cells.pillars):
        inside = np.array([one == part for one in cells.pillars])
        whole = weights[:, inside].sum(axis=1)[:, None, None]
        left = spread[..., inside].sum(axis=-1)
        enough = (known[..., inside].mean(axis=-1) >= cells.least - ROUNDING)[None] | (whole == 0)
        factor = np.divide(whole, left, out=np.ones_like(left), where=left > 0)
        spread[..., inside] *= np.where(enough, factor, np.nan)[..., None]
    total = spread.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(spread, total, out=np.full_like(spread, np.nan), where=total > 0))


def _lacking(shared: Numbers) -> Numbers:
    return np.where(np.isnan(shared).any(axis=-1), np.nan, 0.0)


def noise(cells: Cells, draws: int, seed: int) -> Numbers:
    """Ready standard normal numbers for `scores`: (draws, years, places, items)."""
    return np.random.default_rng(seed).standard_normal((draws, *cells.values.shape))


def weighted(points: Numbers, weights: Numbers) -> Numbers:
    """Scores of many weightings over normalised values at once: (places, items), (draws, items) -> (draws, places)."""
    return np.asarray(weights @ points.T)
