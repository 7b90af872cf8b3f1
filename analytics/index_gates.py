"""Gates: what an index must pass before it may be a headline, computed at build and printed beside it.

Steps 5 and 8 of the OECD/JRC Handbook (multivariate structure, links to other measures), and a placebo: the same
machine on values without order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analytics import diagnose
from analytics.certainty import ahead, band, ordered_pairs, ranks
from analytics.index_panel import Panel
from analytics.indices import Index, Profile
from analytics.methods import Choices, Numbers, default
from analytics.simulate import Cells, in_percent, normalised, scores

LEAST_ADMITTED = 2
LEAST_CORRELATION = 0.2
MOST_POPULATION = 0.7
MOST_BAND = 1 / 3
ROUNDING = 1e-9
"""A value that meets a limit exactly may miss it in its last bits."""
REDUNDANT = 0.8
"""Two items of one part that order places this alike (Spearman) count as one."""


@dataclass(frozen=True)
class Gate:
    """One gate of one profile.

    Attributes:
        name: admitted, correlation, population, pairs, placebo, band; or alpha, eigenvalue, outside, which are told
            but open or close nothing.
        value: what was found.
        limit: what it is held against; None for what is only told.
        passed: whether it passes; None for what is only told.
        about: the pillars or parts that decide it.
    """

    name: str
    value: float
    limit: float | None = None
    passed: bool | None = None
    about: tuple[str, ...] = ()


def points(cells: Cells, choices: Choices) -> Numbers:
    """The cells on the normalised scale of the stated method: (years, places, items)."""
    return np.asarray(normalised(cells, default(choices), in_percent(cells, cells.values)[None])[0])


def gates(
    index: Index,
    profile: Profile,
    panel: Panel,
    *,
    drawn: Numbers,
    chance: Numbers,
    outside: "dict[str, pd.Series[float]]",
) -> list[Gate]:  # fmt: skip
    """All gates of one profile in its last year.

    Args:
        index: the record.
        profile: which score.
        panel: its cells.
        drawn: scores under all plausible methods, (draws, years, places).
        chance: pairs told apart in each shuffle of the placebo.
        outside: figures by place that it is held against: "population" and, where there is one, "outside".
    """
    cells, last = panel.cells, drawn[:, -1]
    stated = scores(cells, default(panel.choices), 0)[profile.id][0]
    found = [_admitted(index, profile, panel), *_structure(index, profile, panel)]
    found += _population(stated[-1], outside.get("population"), cells.places)
    found += _order(last, chance)
    found += _outside(stated[-1], outside.get("outside"), cells.places)
    return found


def passes(found: Sequence[Gate]) -> bool:
    """Whether no gate is failed."""
    return all(gate.passed is not False for gate in found)


def _admitted(index: Index, profile: Profile, panel: Panel) -> Gate:
    """The fewest admitted indicators over the pillars that the profile speaks of."""
    counts = admitted(index, profile, panel)
    least = min(counts.values())
    short = tuple(pillar for pillar, count in counts.items() if count < LEAST_ADMITTED)
    return Gate("admitted", float(least), float(LEAST_ADMITTED), least >= LEAST_ADMITTED, short)


def admitted(index: Index, profile: Profile, panel: Panel) -> dict[str, int]:
    """Admitted indicators by pillar; those that repeat one another count once, a potential counts nowhere.

    The overall score speaks of every pillar, also of those nobody has figures of.
    """
    parts = [part for part in index.part if part.id in profile.parts]
    whole = len(profile.parts) == len(index.part)
    counts = dict.fromkeys(index.unknown, 0) if whole else {}
    for part in parts:
        items = [number for number, name in enumerate(panel.cells.pillars) if name == part.id]
        count = _apart(panel.cells.values[-1][:, items])
        counts[part.pillar] = counts.get(part.pillar, 0) + (count if not part.potential or not whole else 0)
    return counts


def _apart(values: Numbers) -> int:
    """How many columns order the places differently enough to count on their own."""
    kept: list[int] = []
    for column in range(values.shape[1]):
        if all(abs(_order_alike(values[:, column], values[:, other])) < REDUNDANT for other in kept):
            kept.append(column)
    return len(kept)


def _order_alike(first: Numbers, second: Any) -> float:
    """Spearman's correlation of two columns of places."""
    return diagnose.agreement(pd.Series(first), pd.Series(second)).rho


def _structure(index: Index, profile: Profile, panel: Panel) -> list[Gate]:
    """How the parts hang together: lowest correlation, alpha of the items, share of the first component."""
    cells = panel.cells
    flat = points(cells, panel.choices).reshape(-1, len(cells.items))
    inside = [number for number, name in enumerate(cells.pillars) if name in profile.parts]
    items = pd.DataFrame(flat[:, inside])
    found = [Gate("alpha", diagnose.cronbach_alpha(items))]
    if len(inside) > 2:
        found.append(Gate("eigenvalue", float(diagnose.principal_components(items)["share"].iloc[0]) / 100))
    parts = {name: np.nanmean(flat[:, [n for n in inside if cells.pillars[n] == name]], axis=1)
             for name in profile.parts}  # fmt: skip
    pairs = {pair: _pearson(parts[pair[0]], parts[pair[1]]) for pair in combinations(profile.parts, 2)}
    if pairs:
        worst = min(pairs, key=lambda pair: pairs[pair])
        value = pairs[worst]
        found.append(Gate("correlation", value, LEAST_CORRELATION, value >= LEAST_CORRELATION, worst))
    return found


def _pearson(first: Numbers, second: Any) -> float:
    known = ~(np.isnan(first) | np.isnan(second))
    return float(np.corrcoef(first[known], second[known])[0, 1])


def _population(stated: Numbers, population: "pd.Series[float] | None", codes: Sequence[str]) -> list[Gate]:
    """Whether the order merely repeats who is large or small."""
    if population is None:
        return []
    value = _order_alike(stated, population.reindex(list(codes)).to_numpy(dtype=float))
    return [Gate("population", value, MOST_POPULATION, abs(value) < MOST_POPULATION - ROUNDING)]


def _order(last: Numbers, chance: Numbers) -> list[Gate]:
    """Pairs told apart beside those of the placebo, and the width of the bands."""
    pairs, limit = ordered_pairs(ahead(last)), float(np.percentile(chance, 95))
    _, low, high = band(ranks(last))
    known = ~np.isnan(low)
    width = float(np.median((high - low + 1)[known])) / int(known.sum())
    return [
        Gate("pairs", float(pairs), limit, pairs > limit),
        Gate("placebo", float(np.median(chance))),
        Gate("band", width, MOST_BAND, width <= MOST_BAND + ROUNDING),
    ]


def one_year(cells: Cells, year: int) -> Cells:
    """The cells of one year; a range over the panel stays what it is over all years."""
    cut = slice(year, year + 1)
    return Cells(
        cells.years[cut], cells.places, cells.items, cells.pillars, cells.values[cut], cells.errors[cut],
        cells.assumed, cells.logit, cells.other[cut], cells.goalposts, cells.least,
    )  # fmt: skip


def _outside(stated: Numbers, figures: "pd.Series[float] | None", codes: Sequence[str]) -> list[Gate]:
    """The correlation with a measure that stays outside; told only: high means the score says nothing new."""
    if figures is None:
        return []
    return [Gate("outside", _pearson(stated, figures.reindex(list(codes)).to_numpy(dtype=float)))]
