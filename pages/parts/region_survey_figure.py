"""Survey cells of one region in one wave: dots with intervals, and in words what is held back and why."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics import region_profile
from analytics.combine import as_dicts
from pages.parts import credit, dots, empty, figure, load
from pages.parts.address import language
from pages.parts.format import missing, number
from pages.parts.legend import Key
from pages.parts.place_names import place_text
from pages.parts.prepared import Prepared, kept
from pages.parts.table import Twin
from pages.parts.text import plain, t, tn

_FORMAT = "percent:0"


def show(place: str, year: str, near: tuple[str, ...]) -> None:
    """Draws participation and trust: the region's dots, and the others as ticks where regions may be compared.

    Args:
        place: the region.
        year: the wave.
        near: the regions to show as ticks; all others when empty.
    """
    view = (place, year, near)
    drawn = kept("region_survey", view, lambda: _prepared(*view))
    if drawn is None:
        empty.no_figures(t("hub.survey_none", year=year), why=t("hub.survey_why"), who=t("hub.survey_who"))
        return
    drawn.show("survey")
    alike = kept("region_survey_alike", (place, year), lambda: _alike(place, year))
    if alike:
        st.markdown(alike)


def _prepared(place: str, year: str, near: tuple[str, ...]) -> Prepared | None:
    """The figure of one view; None where the wave has no value of the region."""
    cells = load.survey_cells(place, year)
    if not cells["value"].notna().any():
        return None
    rows = cells.assign(label=cells["indicator"].map(_item), role="selected")
    rows["hidden"] = pd.Series([_held_back(row) for row in as_dicts(cells)], dtype=object)
    chart = dots.dot_and_interval(rows, figure.style(_FORMAT), others=_ticks(rows, place, year, near))
    facts = load.survey_wave(year)
    return Prepared(
        chart,
        alt=_spoken(rows, place, year),
        twin=_twin(rows),
        source=credit.of(_any_record(), facts[facts["place"] == place], limits=t("hub.survey_limits")),
        keys=_keys(place, near, nation=bool(rows["national"].notna().any())),
    )


def _alike(place: str, year: str) -> str:
    """Which items' regions cannot be told apart, as small markdown; "" where there are none."""
    cells = load.survey_cells(place, year)
    items = ", ".join(map(_item, cells.loc[cells["regions"] == "statement", "indicator"]))
    return f":small[{plain(t('hub.alike', items=items))}]" if items else ""


def _ticks(rows: pd.DataFrame, place: str, year: str, near: tuple[str, ...]) -> pd.DataFrame:
    """The other regions, only of items whose regions may be compared, and Georgia; none where the own is hidden."""
    facts, records = load.survey_wave(year), load.indicators()
    chosen = facts["place"].isin(list(near)) if near else facts["place"] != place
    told = facts["indicator"].map(lambda name: records[name].regions != "statement").astype(bool)
    others = facts[chosen & told].assign(label=lambda kept: kept["indicator"].map(_item), nation=False)
    nation = rows[["label", "national"]].dropna().rename(columns={"national": "value"}).assign(nation=True)
    ticks = pd.concat([others[["label", "value", "nation"]], nation], ignore_index=True)
    return ticks[ticks["label"].isin(rows.loc[rows["value"].notna(), "label"])]


def _twin(rows: pd.DataFrame) -> Twin:
    words = {"label": t("hub.head_item"), "value": "%"} | {name: t(f"table.{name}") for name in ("lower", "upper", "n")}
    further = {"national": t("hub.head_georgia"), "hidden": t("hub.head_note")}
    told = {name: head for name, head in further.items() if rows[name].notna().any()}
    return Twin(rows, {**words, **told}, _FORMAT, {"national": _FORMAT})


def _keys(place: str, near: tuple[str, ...], *, nation: bool) -> list[Key]:
    keys = [
        Key("selected", t("hub.key_own", place=place_text(place, "name", language()))),
        Key("tick", t("hub.key_peers" if near else "hub.key_others")),
    ]
    return [*keys, Key("nation", t("hub.key_nation"))] if nation else keys


def _any_record() -> Any:
    return load.indicators()["eng_petition"]


def _item(indicator: str) -> str:
    """A survey item in few words."""
    return t(f"hub.item_{indicator}")


def _held_back(row: Mapping[str, Any]) -> str | None:
    """Why a cell has no value, in words; None where it has one."""
    if not missing(row["value"]):
        return None
    return gap_words(str(row["reason"]), *region_profile.read_note(row["note"]))


def gap_words(reason: str, answers: int | None, clusters: int | None, width: float | None) -> str:
    """A gap in words: too few answers, too wide an interval, not collected, not found, not published."""
    if reason != "suppressed" or answers is None:
        return t(f"hub.gap_{reason.replace(' ', '_')}")
    if width is None:
        return empty.suppressed(answers, clusters)
    return t("hub.gap_wide", answers=tn("empty.answers", answers), width=number(width, 0, language()))


def _spoken(rows: pd.DataFrame, place: str, year: str) -> str:
    """The figure in words."""
    style = figure.style(_FORMAT)
    told = [
        f"{row['label']}: {row['hidden'] or style.full(row['value'], row['lower'], row['upper'])}"
        for row in as_dicts(rows)
    ]
    return t("hub.survey_alt", place=place_text(place, "in", language()), year=year, values="; ".join(told))
