"""What the indicator page opens with: the newest change at the chosen place, else the newest figure, else why none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analytics.catalogue import Indicator
from analytics.moves import Move
from pages.parts import indicator_words as words
from pages.parts import load
from pages.parts.address import language
from pages.parts.indicator_scope import Series
from pages.parts.text import plain, t, tn

Fact = Mapping[Any, Any]


@dataclass(frozen=True)
class Opening:
    """The sentence of certainty and what stands behind it.

    Attributes:
        claim: what moved, or the newest figure.
        limit: how sure that is.
        lead: the numbers, markdown.
        fact: the fact that the page is about; None where there is none.
    """

    claim: str
    limit: str
    lead: str
    fact: Fact | None


def of(record: Indicator, place: str, own: Series, since: str) -> Opening:
    """The opening of one view.

    Args:
        record: the indicator.
        place: the chosen place.
        own: its figures.
        since: the year to compare with, "" where there is none.
    """
    if own.rows.empty:
        return _without_figure(record, place)
    newest = newest_of(own.rows)
    move = load.move(record.id, place, int(since), own.last) if since else None
    if move is None or move.change.reason == "no_rule":
        return _of_figure(record, newest, alone=len(own.rows) == 1)
    return _of_move(record, move, newest)


def meaning(record: Indicator) -> None:
    """Draws what the indicator measures: definition, scale and direction, and what to beware of."""
    lang = language()
    scale = f":small[:gray[{plain(record.unit[lang])} · {plain(words.direction(record))}]]"
    caveat = f":small[:gray[{t('indicator.caveat', caveat=plain(record.caveat[lang]))}]]"
    st.markdown(f"{plain(record.definition[lang])}\n\n{scale}\n\n{caveat}", width=820)


def newest_of(own: pd.DataFrame) -> Fact:
    """The newest fact of a place, of one year the last wave."""
    return own.sort_values(["year", "wave"]).iloc[-1].to_dict()


def _of_move(record: Indicator, move: Move, newest: Fact) -> Opening:
    claim, limit = words.of_move(record, move)
    lead = words.lead(record, move) + words.beside_others(record, move)
    if newest["year"] > move.after["year"]:
        lead += " " + t("indicator.newer", value=words.value(record, newest), year=newest["year"])
    return Opening(claim, limit, lead, move.after)


def _of_figure(record: Indicator, newest: Fact, *, alone: bool) -> Opening:
    limit = "statement" if record.nature == "statement" else "single" if alone else "no_rule"
    return Opening(*words.of_figure(record, newest, limit), words.lead_of_figure(record, newest), newest)


def _without_figure(record: Indicator, place: str) -> Opening:
    """A plan, groups only, regions that cannot be told apart, or figures elsewhere."""
    planned = load.facts((record.id,), statistic="target")
    lead = words.kin(record)
    if len(planned):
        target = planned.iloc[0].to_dict()
        return Opening(words.of_target(record, target), t("indicator.limit_target"), lead, target)
    if len(load.facts((record.id,), places=(place,), grp=None)):
        return Opening(words.of_groups(record, place), t("indicator.limit_groups"), lead, None)
    if record.regions == "statement":
        return Opening(words.of_statement(record), t("indicator.limit_national_statement"), lead, None)
    return Opening(
        words.of_nothing(record, place), tn("indicator.limit_elsewhere", len(load.extent(record.id))), lead, None
    )


def behind(record: Indicator, place: str) -> pd.DataFrame:
    """The facts whose sources the page names: the place's own, its groups, the plan, or the newest of all places."""
    own = load.facts((record.id,), places=(place,), grp=None)
    if len(own):
        return own
    planned = load.facts((record.id,), statistic="target")
    return planned if len(planned) else load.latest((record.id,))
