"""Strengths and weaknesses of the first chosen place against the others of its level, and all chosen by pillar."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.catalogue import PILLARS
from analytics.combine import as_dicts
from analytics.strengths import VERDICTS
from pages.parts import certainty, choose, compare_tables, credit, empty, figure, load
from pages.parts.address import language
from pages.parts.compare_choices import Chosen, place_name
from pages.parts.format import value_text
from pages.parts.place_names import place_text
from pages.parts.prepared import PreparedTable, kept
from pages.parts.table import Twin
from pages.parts.text import plain, t, tn

_FILE = (
    "indicator",
    "pillar",
    "year",
    "value",
    "lower",
    "upper",
    "middle",
    "others",
    "above",
    "below",
    "verdict",
    "reason",
)


@dataclass(frozen=True)
class _Shown:
    """The headline, a table for each verdict that occurs, and the names of the unsure by reason, markdown."""

    claim: str
    limit: str
    lead: str
    tables: dict[str, PreparedTable]
    unsure: str = ""


def show(chosen: Chosen, opening: DeltaGenerator) -> None:
    """Draws the tables, the headline into `opening`."""
    place = chosen.places[0]
    shown = kept("compare_strengths", (place, chosen.level), lambda: _shown(place, chosen.level))
    with opening:
        certainty.headline(shown.claim, shown.limit, lead=shown.lead)
    left, right = st.columns(2, gap="large")
    for verdict, column in zip(VERDICTS, (left, right, st.container()), strict=True):
        with column:
            figure.head(t(f"compare.{verdict}_title"), t(f"compare.{verdict}_subtitle"))
            _draw(verdict, shown)
    if len(chosen.places) > 1:
        _profile(chosen)


def _draw(verdict: str, shown: _Shown) -> None:
    """The table of one verdict; of the unsure the names by reason, and the long table behind a click."""
    if verdict not in shown.tables:
        st.markdown(t(f"compare.{verdict}_none"))
    elif verdict == "unsure":
        st.markdown(shown.unsure)
        with st.expander(t("compare.unsure_open")):
            shown.tables[verdict].show(f"compare_{verdict}")
    else:
        shown.tables[verdict].show(f"compare_{verdict}")


def _shown(place: str, level: str) -> _Shown:
    rows = load.strengths(place, level)
    name, count = place_text(place, "name", language()), rows["verdict"].value_counts()
    known = {one: int(count.get(one, 0)) for one in VERDICTS}
    tables = {str(one): _table(place, str(one), part) for one, part in rows.groupby("verdict")}
    if rows.empty:
        return _Shown(t("compare.strengths_nothing", place=name), "", "", {})
    claim = t("compare.strengths_claim", place=name, better=known["strength"], worse=known["weakness"], count=len(rows))
    pairs = int(rows.loc[rows["reason"] != "regions_alike", "others"].sum())
    limit, lead = tn("compare.strengths_limit", known["unsure"]), t("compare.strengths_rule", pairs=pairs)
    return _Shown(claim, limit, lead, tables, _unsure(rows))


def _unsure(rows: pd.DataFrame) -> str:
    """The unsure indicators by name, a line for each reason."""
    records, unsure = load.indicators(), rows[rows["verdict"] == "unsure"]
    lines = []
    for reason, part in unsure.groupby("reason"):
        names = "; ".join(records[name].name[language()] for name in part["indicator"])
        lines.append(f"- **{plain(t(f'compare.unsure_named_{reason}'))}** {plain(names)}")
    return "\n".join(lines)


def _table(place: str, verdict: str, rows: pd.DataFrame) -> PreparedTable:
    """The indicators of one verdict: the place's figure, the middle of the others, and from how many it differs."""
    records, lang = load.indicators(), language()
    lines = [records[name] for name in rows["indicator"]]
    both = list(zip(lines, as_dicts(rows), strict=True))
    written = rows.assign(
        name=[f"{one.name[lang]} ({t(f'pillar.{one.pillar}')})" for one in lines],
        year=rows["year"].astype(str),
        own=[value_text(one, row["value"], row["lower"], row["upper"], "", lang) for one, row in both],
        median=[value_text(one, row["middle"], None, None, "", lang) for one, row in both],
        said=[_said(row) for _, row in rows.iterrows()],
    )  # fmt: skip
    heads = {
        "name": t("compare.indicator"), "year": t("compare.year"), "own": place_name(place),
        "median": t("compare.column_middle"),
        "said": t("compare.column_reason" if verdict == "unsure" else "compare.column_said"),
    }  # fmt: skip
    return PreparedTable(
        Twin(written, heads, "number:2"), t(f"compare.{verdict}_alt", place=place_name(place)),
        credit.of(lines[0], rows, limits=t("compare.profile_limits_short")),
        Twin(rows, {name: name for name in _FILE}, "number:2"),
    )  # fmt: skip


def _said(row: pd.Series) -> str:
    """From how many of the others the place is told apart, and on which side; of the unsure ones why."""
    above, below, others = (int(str(row[name])) for name in ("above", "below", "others"))
    counted = t("compare.told_of", above=above, below=below, others=others)
    if row["verdict"] != "unsure":
        return counted
    return counted if above or below else t(f"compare.unsure_{row['reason']}")


def _profile(chosen: Chosen) -> None:
    """The same places over the indicators of a pillar, each in the latest year that all of them have."""
    words = {one: t(f"pillar.{one}") for one in PILLARS}
    figure.head(t("compare.profile_title"), t("compare.profile_subtitle"))
    with figure.controls():
        pillar = choose.one(
            "pillar", t("compare.pillar"), list(PILLARS), words.__getitem__, default=chosen.record.pillar
        )
    table = kept(
        "compare_profile", (*chosen.ids, pillar),
        lambda: compare_tables.profile(chosen.record, chosen.level, pillar, chosen.places),
    )  # fmt: skip
    if table:
        table.show("compare_profile")
    else:
        empty.no_figures(t("compare.profile_none", pillar=words[pillar]), why=t("compare.profile_why"))
