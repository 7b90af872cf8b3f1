"""What moved in Georgia, indicator by indicator, for better or worse, and where that leaves it beside others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics import comparison
from analytics import facts as questions
from analytics.catalogue import Indicator, catalogue
from analytics.combine import as_dicts
from analytics.headlines import DIRECTIONS
from analytics.moves import Move, moved, span
from analytics.peers import peers
from data.releases import Release
from geo.places import GEORGIA

SINCE = 2017
"""The last year before or at the start of the first project: changes are read from the newest figure up to it."""
Direction = Literal["worse", "better", "other", "none", "unknown"]
_BETTER: Mapping[tuple[str, str], Direction] = {
    ("up", "higher"): "better", ("down", "higher"): "worse", ("up", "lower"): "worse", ("down", "lower"): "better",
}  # fmt: skip


@dataclass(frozen=True)
class Movement:
    """One indicator of Georgia between two years.

    Attributes:
        indicator: its id.
        pillar: its pillar.
        move: both figures and what may be said of the difference.
        direction: "better", "worse", "other" (it moved, and neither way is better), "none" (no reliable change) or
            "unknown" (the two figures cannot be compared).
        above: peers over which Georgia surely stands in the later year.
        below: peers under which it surely stands.
        told: peers of which anything can be said: figures with an error model, or complete counts.
        peers: all peers that have a figure of that year.
    """

    indicator: str
    pillar: str
    move: Move
    direction: Direction
    above: int = 0
    below: int = 0
    told: int = 0
    peers: int = 0


def movements(release: Release, since: int = SINCE, rule: str = "eastern_partnership") -> list[Movement]:
    """All core indicators of which Georgia has figures of two years, in the order of the catalogue.

    Each change stands for itself: it is not corrected for how many indicators are listed.

    Args:
        release: the release to ask.
        since: changes are read from the newest figure up to this year, or from the first there is.
        rule: the peers (`analytics.peers`).
    """
    records = {one.id: one for one in catalogue().values() if one.core}
    own = questions.shown(release, questions.of(release, list(records), places=(GEORGIA,)))
    others = peers(release, rule).places
    found = [_movement(release, records[str(name)], rows, since, others) for name, rows in own.groupby("indicator")]
    order = {name: rank for rank, name in enumerate(records)}
    return sorted((one for one in found if one), key=lambda one: order[one.indicator])


def _movement(
    release: Release, record: Indicator, rows: pd.DataFrame, since: int, others: tuple[str, ...]
) -> Movement | None:
    years = span(rows, since)
    move = moved(release, record, rows, *years) if years else None
    if move is None or move.change.reason == "no_rule":
        return None
    way = direction(record, move)
    beside = (0, 0, 0, 0) if way == "unknown" else _beside(release, record.id, int(move.after["year"]), others)
    return Movement(record.id, record.pillar, move, way, *beside)


def direction(record: Indicator, move: Move) -> Direction:
    """Whether a change was for the better, as far as the change rules let it be called a change."""
    if move.change.verdict == "not_comparable":
        return "unknown"
    way = DIRECTIONS.get(move.change.verdict, "")
    return _BETTER.get((way, record.better), "other") if way else "none"


def _beside(release: Release, indicator: str, year: int, others: tuple[str, ...]) -> tuple[int, int, int, int]:
    """Peers under Georgia, peers over it, those of which anything can be said, and all with a figure of the year."""
    pairs = comparison.pairs(release, indicator, (GEORGIA, *others), year)
    if pairs.empty:
        return 0, 0, 0, 0
    own = pairs[(pairs["first"] == GEORGIA) | (pairs["second"] == GEORGIA)]
    stands = [
        row["verdict"] if row["first"] == GEORGIA else comparison.TURNED.get(row["verdict"], row["verdict"])
        for row in as_dicts(own)
    ]
    told = sum(one not in ("two_numbers", "not_comparable") for one in stands)
    return stands.count("above"), stands.count("below"), told, len(own)
