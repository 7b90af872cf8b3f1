"""Places and groups of one indicator in one year: regions as dots with intervals, municipalities, groups, the map."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from analytics.region_profile import read_note
from analytics.spelling import folded
from geo.places import official_regions, places
from pages.parts import (
    choose,
    credit,
    dots,
    figure,
    flags,
    indicator_scope,
    indicator_words,
    legend,
    load,
    map_figure,
    table,
    take,
)
from pages.parts.address import language
from pages.parts.legend import Key
from pages.parts.place_names import place_text
from pages.parts.prepared import Prepared, kept
from pages.parts.region_survey_figure import gap_words
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin, twin
from pages.parts.text import t

ALL = "all"
Row = Mapping[str, Any]


def name(code: str) -> str:
    """A place's name in the reader's language."""
    return place_text(code, "name", language())


def order(record: Indicator) -> str:
    """How the regions are ordered: by value (compare, plain) or by name (context, named), with intervals or without."""
    bounded = indicator_scope.scope(record).bounded
    return record.regions if bounded else {"compare": "plain"}.get(record.regions, "named")


def regions(record: Indicator, place: str, year: int) -> None:
    """Draws all regions of one year: dots with intervals, or bars where a complete count has none.

    Ordered by value only where regions may be compared, else by name.
    """
    drawn, national = kept("regions", (record.id, place, year), lambda: _regions(record, place, year))
    drawn.show(f"{record.id}_regions")
    if not national:
        st.markdown(f":small[:gray[{t('indicator.no_national')}]]")


def _regions(record: Indicator, place: str, year: int) -> tuple[Prepared, bool]:
    """The figure, and whether Georgia as a whole stands in it."""
    facts = map_figure.of_year(record, year)
    rows = _region_rows(record, facts, place, year)
    reference = _reference(record, year)
    shown = rows if reference is None else pd.concat([pd.DataFrame([reference]), rows], ignore_index=True)
    low = record.scale[0] if record.scale else min(0.0, float(facts["value"].min()))
    bounded = bool(facts["lower"].notna().any())
    chart = dots.dot_and_interval(shown, figure.style(record.format), from_zero=low >= 0 or not bounded)
    keys = [Key("selected", name(place))] if place in set(facts["place"]) else []
    for level in sorted({round(100 * level) for level in facts["interval_level"].dropna()}):
        keys += legend.intervals(level)
    limits = "; ".join(flags.words(facts["flag"]))
    source = credit.of(record, facts, limits=limits)
    return Prepared(chart, _alt(record, rows, year), twin_of(record, shown), source, keys), reference is not None


def _region_rows(record: Indicator, facts: pd.DataFrame, place: str, year: int) -> pd.DataFrame:
    """One row per official region: label, value, bounds, role, and why there is no value."""
    codes = official_regions()
    rows = pd.DataFrame({"place": codes}).merge(facts.drop(columns="level"), on="place", how="left")
    rows["label"] = rows["place"].map(name)
    rows["role"] = ["selected" if code == place else "main" for code in codes]
    gaps = load.gaps((record.id,))
    told = {row["place"]: gap_text(row) for row in as_dicts(gaps[gaps["year"] == year])}
    known, nothing = set(facts["place"]), t("indicator.no_figure")
    rows["hidden"] = [None if code in known else told.get(code, nothing) for code in codes]
    if record.regions == "compare":
        return rows.sort_values("value", ascending=False, kind="stable", na_position="last")
    return rows.sort_values("label", kind="stable")


def gap_text(row: Row) -> str:
    """Why a cell has no figure."""
    return gap_words(str(row["reason"]), *read_note(row["note"]))


def _reference(record: Indicator, year: int) -> dict[str, Any] | None:
    """Georgia's own figure as the first row, from the same source and year; None where there is none."""
    found = [one.fact for one in load.nationals(record.id, "region", year).values() if one.fact is not None]
    if not found:
        return None
    fact = dict(found[0])
    return {**fact, "label": t("indicator.whole_country"), "role": "main", "hidden": None}


def _alt(record: Indicator, rows: pd.DataFrame, year: int) -> str:
    known = as_dicts(rows[rows["value"].notna()])
    told = "; ".join(f"{row['label']}: {indicator_words.value(record, row)}" for row in known)
    return t("indicator.regions_alt", name=record.name[language()], year=year, values=told)


def twin_of(record: Indicator, rows: pd.DataFrame, **more: str) -> Twin:
    """Value, bounds and n where there are any, and what is marked; the figure's rows in its order."""
    kept = rows.drop(columns=[*([] if record.n_means else ["n"]), "source"], errors="ignore")
    if kept["lower"].isna().all():
        kept = kept.drop(columns=["lower", "upper"])
    hidden = kept["hidden"] if "hidden" in kept else pd.Series("", index=kept.index)
    kept = kept.assign(note=_notes(kept["flag"].tolist(), hidden.tolist()))
    made = twin(kept, {"label": t("indicator.place"), **more}, record.format, unit=record.unit[language()])
    noted = {"note": t("indicator.note")} if (made.rows["note"] != "–").any() else {}
    return Twin(made.rows, {**made.heads, **noted}, record.format)


def _notes(marked: Sequence[object], hidden: Sequence[object]) -> list[str]:
    """What is marked in each row, or why it has no value; what is marked in all rows stands in the source line."""
    told = [flags.words([flag]) for flag in marked]
    common = set.intersection(*map(set, told)) if len(told) > 1 else set()
    reasons = [[why] if isinstance(why, str) and why else [] for why in hidden]
    rows = zip(told, reasons, strict=True)
    return ["; ".join([*(word for word in words if word not in common), *why]) or "–" for words, why in rows]


def map_of(record: Indicator, place: str, year: int) -> None:
    """Draws the map of one year; regions without a figure are hatched."""
    facts = map_figure.of_year(record, year)
    chosen = place if places()[place].level == "region" else None
    points = load.facts((record.id,), levels=("municipality",), years=(year,)) if facts.empty else None
    map_figure.show(f"{record.id}_map", record, facts, selected=chosen, points=points)


def municipalities(record: Indicator, year: int) -> None:
    """Draws the municipalities of one year as a table, by value, with a search and a choice of region."""
    kept_codes = _wanted(kept("towns_with_figures", (record.id, year), lambda: _with_figures(record, year)))
    if not kept_codes:
        st.markdown(t("indicator.no_municipality"))
        return
    made, source = kept("towns", (record.id, year, kept_codes), lambda: _towns(record, year, kept_codes))
    with st.container(height=440 if len(kept_codes) > 12 else "content", border=False):
        alt = t("indicator.municipalities_alt", name=record.name[language()], year=year, count=len(kept_codes))
        kept("towns_table", (record.id, year, kept_codes), lambda: table.show(made, alt))
    source.show()
    take.rows(f"{record.id}_municipalities", figure.last_head().title, made, source)


def _with_figures(record: Indicator, year: int) -> tuple[str, ...]:
    return tuple(str(code) for code in load.facts((record.id,), levels=("municipality",), years=(year,))["place"])


def _towns(record: Indicator, year: int, codes: tuple[str, ...]) -> tuple[Twin, SourceLine]:
    """The table of these municipalities, highest value first, and its source line."""
    facts = load.facts((record.id,), levels=("municipality",), years=(year,)).drop_duplicates("place", keep="last")
    facts = facts[facts["place"].isin(codes)]
    rows = facts.assign(label=facts["place"].map(name), region=[name(_region(code)) for code in facts["place"]])
    rows = rows.sort_values("value", ascending=False, kind="stable")
    source = credit.of(record, facts, limits="; ".join(flags.words(facts["flag"])))
    return twin_of(record, rows, region=t("indicator.region")), source


def _region(code: str) -> str:
    return places()[code].region or code


def _wanted(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The municipalities that the reader's search and region leave."""
    words = kept("regions_of_towns", codes, lambda: _regions_of(codes))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        typed = folded(choose.typed("find", t("indicator.find")))
        region = choose.one("within", t("indicator.region"), list(words), words.__getitem__)
    near = tuple(code for code in codes if region in (ALL, _region(code)))
    if not typed:
        return near
    return tuple(code for code in near if typed in f"{folded(name(code))} {folded(places()[code].name_en)}")


def _regions_of(codes: tuple[str, ...]) -> dict[str, str]:
    """All, and the regions of these municipalities by name."""
    found = dict.fromkeys(_region(code) for code in codes)
    return {ALL: t("indicator.all_regions"), **{code: name(code) for code in sorted(found, key=name)}}


def statement() -> None:
    """Says that regions cannot be told apart, and why there is no map."""
    with st.container(border=True):
        st.markdown(f"**{t('indicator.statement')}**")
        st.markdown(t("indicator.statement_why"))
