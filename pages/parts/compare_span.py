"""Two years to hold against each other: any two that have figures, or those that stand for a phase of the project."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics.movements import SINCE
from analytics.moves import phase_years, span
from pages.parts import choose, load, trend
from pages.parts.compare_choices import NARROW, Chosen
from pages.parts.prepared import kept
from pages.parts.text import t

OWN = "own"
NAMES = {name.lower(): name for name, _, _ in trend.PHASES}
"""The project's phases, id to name: the names are the same in every language."""


@dataclass(frozen=True)
class Years:
    """The years of the chosen places.

    Attributes:
        all: every year in which one of them has a figure.
        usual: the two that are shown without a choice; None where there is one year only.
    """

    all: tuple[int, ...]
    usual: tuple[int, int] | None


def years(chosen: Chosen) -> Years:
    """The years there are, and the two to begin with: of those that most of the places share."""
    return kept("compare_span", chosen.ids, lambda: _years(chosen))


def _years(chosen: Chosen) -> Years:
    rows = load.series(chosen.record.id, chosen.places)
    found = tuple(sorted({int(year) for year in rows["year"]}))
    line = rows[rows["joined"]]
    having = line.groupby("year")["place"].nunique()
    shared = line[line["year"].map(having) == having.max()] if len(line) else line
    tried = (span(part, SINCE) for part in (_unbroken(chosen, shared), shared, rows))
    return Years(found, next((pair for pair in tried if pair), None))


def _unbroken(chosen: Chosen, rows: pd.DataFrame) -> pd.DataFrame:
    """The years from the newest break on, so that the first choice is one that may be compared."""
    last = rows["year"].max() if len(rows) else 0
    cuts = [cut.year for cut in chosen.record.breaks if cut.year <= last and any(map(cut.concerns, chosen.places))]
    return rows[rows["year"] >= max(cuts, default=0)]


def base(known: Years) -> int:
    """The year that others are held against; asks for it."""
    first = str((known.usual or known.all)[0])
    with st.container(width=NARROW):
        return int(choose.one("from", t("compare.base"), [str(one) for one in known.all[:-1]], str, default=first))


def phase() -> str:
    """OWN, or one of the project's phases; asks for it."""
    words = {OWN: t("compare.phase_own"), **NAMES}
    return choose.one("phase", t("compare.phase"), list(words), words.__getitem__, segments=True)


def pair(known: Years, of_phase: str) -> tuple[int, int] | None:
    """The two years: those of the phase, or the reader's own, which it asks for; None where there are no two."""
    if of_phase != OWN:
        return phase_years(known.all, of_phase)
    if known.usual is None:
        return None
    first, last = (str(one) for one in known.usual)
    with st.container(horizontal=True, gap="medium", width=2 * NARROW):
        earlier = [str(one) for one in known.all[:-1]]
        start = choose.one("from", t("compare.from"), earlier, str, default=first, resets=("to",))
        later = [str(one) for one in known.all if one > int(start)]
        end = choose.one("to", t("compare.to"), later, str, default=last if last in later else later[-1])
    return int(start), int(end)
