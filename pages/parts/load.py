"""All that pages read, cached by release, so that no page mixes two: the only home of st.cache_data.

The first argument of every question is the release id; the release itself is looked up once per script run.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar, cast

import pandas as pd
import streamlit as st

from analytics import (
    against,
    comparison,
    disaggregation,
    headlines,
    index_view,
    region_profile,
    region_survey,
    release_diff,
    rights,
)
from analytics import facts as questions
from analytics import gate as gates
from analytics.catalogue import Indicator, catalogue
from analytics.combine import as_objects
from analytics.index_gap import gap as gap_of
from analytics.ledger import ledger as ledger_of
from analytics.movements import movements as movements_of
from analytics.moves import move as move_of
from analytics.moves import moves as moves_of
from analytics.peers import peers as peers_of
from analytics.peers import region_peers as region_peers_of
from analytics.reference import nationals_in
from analytics.release_diff import Changes
from analytics.shelf import extent as extent_of
from analytics.shelf import shelf as shelf_of
from analytics.strengths import strengths as strengths_of
from analytics.trend_test import trend_of as trend_of_place
from data import releases, source_records
from data.releases import Release
from data.remembered import remembering
from data.source_records import Source
from pages.parts import release_choice

Answer = TypeVar("Answer")

# Frames of a page have some hundred rows and are gone through one by one, where Arrow's strings are slow to hand out:
# the first view of a region, an index or a comparison takes 10 to 20 % less with Python's own.
pd.set_option("mode.string_storage", "python")

_RELEASE = "release_of_this_run"


def begin() -> Release:
    """Settle the release of this script run, the current one or the one that the address names.

    A release that lands in the middle of the run waits for the next one.

    Raises:
        data.releases.ReleaseMissing: none was built.
        data.releases.ReleaseDamaged: its files were changed.
    """
    st.session_state[_RELEASE] = release_choice.settle()
    return release()


def release() -> Release:
    """The release that this run shows; raises as `begin` does where no run has begun."""
    settled: Release | None = st.session_state.get(_RELEASE)
    return settled or releases.current()


def _cached(question: Callable[..., Answer]) -> Callable[..., Answer]:
    """The question with its answers kept by release id and arguments, which are plain ids, years and words."""

    def ask(*arguments: object, **options: object) -> Answer:
        shown = release()
        # As one string and by name, as in `prepared.kept`: Streamlit takes anything else apart at every call.
        key = repr((shown.id, question.__module__, question.__name__, arguments, sorted(options.items())))
        return _answer(key=key, _ask=partial(question, shown, *arguments, **options))

    ask.__doc__ = question.__doc__
    return ask


# One memory for all questions: Streamlit tells functions apart by their text, and what `_cached` makes has one text.
@st.cache_data(show_spinner=False, max_entries=4000)
def _answer(key: str, _ask: Callable[[], Answer]) -> Answer:
    with remembering():
        answer = _ask()
    # Pages keep what they are given, or pieces of it.
    return cast(Answer, as_objects(answer)) if isinstance(answer, pd.DataFrame) else answer


facts = _cached(questions.of)
latest = _cached(questions.latest)
coverage = _cached(questions.coverage)
parents = _cached(questions.parents)
rests_on = _cached(questions.rests_on)
find = _cached(questions.find)
gaps = _cached(questions.gaps)
source_rows = _cached(questions.sources)
disagreements = _cached(questions.disagreements)
ledger = _cached(ledger_of)
shelf = _cached(shelf_of)
extent = _cached(extent_of)
divided = _cached(disaggregation.divided)
withheld_groups = _cached(disaggregation.withheld)
move = _cached(move_of)
moves = _cached(moves_of)
movements = _cached(movements_of)
peers = _cached(peers_of)
region_peers = _cached(region_peers_of)
trend_of = _cached(trend_of_place)
nationals = _cached(nationals_in)
standings = _cached(headlines.standings)
newest_years = _cached(headlines.newest_years)
lists_over_population = _cached(headlines.lists_over_population)
withheld_cells = _cached(headlines.withheld_cells)
two_dates = _cached(headlines.two_dates)
comparable = _cached(comparison.comparable)
pairs = _cached(comparison.pairs)
compared = _cached(comparison.values)
series = _cached(comparison.series)
side_by_side = _cached(comparison.side_by_side)
partners = _cached(against.partners)
pairs_of = _cached(against.pairs_of)
strengths = _cached(strengths_of)
gate = _cached(gates.gate)
half_widths = _cached(gates.half_widths)
region_figures = _cached(region_profile.profile)
turnout_steps = _cached(region_profile.turnout_steps)
municipalities = _cached(region_profile.municipalities)
missing_figures = _cached(region_profile.missing)
survey_wave = _cached(region_survey.wave)
survey_cells = _cached(region_survey.survey_cells)
index_years = _cached(index_view.years)
index_standing = _cached(index_view.standing)
index_chances = _cached(index_view.chances)
index_spans = _cached(index_view.spans)
index_drivers = _cached(index_view.drivers)
index_gates = _cached(index_view.gates)
index_publishers = _cached(index_view.publishers)
index_useful_gaps = _cached(index_view.useful_gaps)
index_normalised = _cached(index_view.normalised)
index_dominant_pairs = _cached(index_view.dominant_pairs)
index_gap = _cached(gap_of)
index_strengths = _cached(index_view.strengths)


def credits(fact_ids: Iterable[str]) -> list[str]:
    """The sources to name under these facts; all of a release are kept by the question itself."""
    return questions.credits(release(), fact_ids)


def could_have(record: Indicator, place: str) -> tuple[disaggregation.Holding, list[str]]:
    """Who could have a division of an indicator that has no figures; asked for what is kept anyway."""
    return disaggregation.could_have(release(), record, place)


@st.cache_data(show_spinner=False, max_entries=10)
def _changes(older: str, newer: str) -> Changes:
    return release_diff.changes(releases.named(older), releases.named(newer))


def changes(older: str, newer: str) -> Changes:
    """What differs between two releases, by their ids."""
    return _changes(older, newer)


@st.cache_data(show_spinner=False, max_entries=4)
def _terms(release_id: str) -> "pd.Series[str]":
    return rights.rights(releases.named(release_id))["terms"].astype(str)


def terms(release_id: str) -> "pd.Series[str]":
    """Under which terms each fact of a release may leave the house, by fact id."""
    return _terms(release_id)


def indicators() -> dict[str, Indicator]:
    """The catalogue by id."""
    return catalogue()


@st.cache_resource(show_spinner=False)
def all_sources() -> dict[str, Source]:
    """The source records by id."""
    return source_records.load_all()
