"""Figures of an index, each made once for a view: ranges, scores, chances, drivers, gates, publishers, differences."""

from typing import Any

import pandas as pd

from analytics.combine import listed
from pages.parts import bars, credit, dots, figure, legend, load, matrix
from pages.parts.address import language
from pages.parts.certainty import kind_text
from pages.parts.index_choices import place_name
from pages.parts.index_words import View, gate_words, in_hundred
from pages.parts.legend import Key
from pages.parts.prepared import Prepared, PreparedTable
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin, twin
from pages.parts.text import t

SCORE = "number:0"
LEVEL = 90


def source_line(view: View, interval: str, limits: str = "") -> SourceLine:
    """The source line of an index: computed by Kvali from the sources of its items."""
    rows = load.index_standing(*view.at, view.year)
    sources = [load.all_sources()[name] for name in load.credits(rows["fact_id"])]
    publishers = "; ".join(dict.fromkeys(source.publisher[language()].partition(";")[0] for source in sources))
    words = f"{t('index.computed')}: {publishers}"
    return credit.line(sources, interval, limits, words=words)


def standing(view: View) -> pd.DataFrame:
    """The places of the view with label and role."""
    rows = load.index_standing(*view.at, view.year)
    return rows.assign(
        label=rows["place"].map(place_name), role=["selected" if one == view.place else "main" for one in rows["place"]]
    )


def ranges(view: View) -> Prepared:
    """The range of rank of every place: a bar in place of a number."""
    rows = standing(view).assign(lower=lambda one: one["rank_lower"], upper=lambda one: one["rank_upper"])
    told = "; ".join(f"{row.label} {row.lower:g}–{row.upper:g}" for row in listed(rows))
    heads = {"label": t(f"index.{view.index.level}"), "lower": t("index.best"), "upper": t("index.worst")}
    return Prepared(
        bars.rank_bands(rows, figure.style(SCORE)),
        t("index.ranges_alt", profile=view.profile.name[language()], year=view.year, values=told),
        Twin(rows, heads, SCORE, {"lower": "count", "upper": "count"}),
        source_line(view, t("index.ranges_interval"), view.index.caveat[language()]),
        [Key("selected", place_name(view.place)), Key("dot", t("index.others"))],
    )


def scores(view: View) -> Prepared:
    """The scores by the stated method with what the errors of the items alone leave open."""
    rows = standing(view)
    told = "; ".join(figure.style(SCORE).full(row.value, row.lower, row.upper) for row in listed(rows))
    names = ", ".join(rows["label"])
    own = rows[(rows["place"] == view.place) & rows["flag"].notna()]
    marked = [_other_year(row) for row in listed(own)]
    return Prepared(
        dots.dot_and_interval(rows, figure.style(SCORE)),
        t("index.scores_alt", profile=view.profile.name[language()], year=view.year, places=names, values=told),
        twin(rows, {"label": t(f"index.{view.index.level}")}, SCORE, unit=t("index.points")),
        source_line(view, t("index.scores_interval"), " ".join([t("index.scores_limits"), *marked])),
        [Key("selected", place_name(view.place)), *(legend.intervals(LEVEL) if rows["lower"].notna().any() else [])],
    )


def _other_year(row: Any) -> str:
    """How many of the values behind a score stand for another year."""
    count, _, total = str(row.note).partition(" of ")
    return t("index.other_year", count=count, total=total, place=row.label)


def chances(view: View) -> Prepared:
    """Row above column, in how many of 100 plausible methods."""
    table = load.index_chances(*view.at, view.year)
    order = list(standing(view)["place"])
    names = [place_name(place) for place in order]
    ordered = table.loc[order, order].set_axis(names, axis=0).set_axis(names, axis=1)
    rows = ordered.map(lambda value: None if pd.isna(value) else in_hundred(value))
    rows = rows.rename_axis(t(f"index.{view.index.level}")).reset_index()
    heads = {name: name for name in rows.columns}
    return Prepared(
        matrix.matrix(ordered / 100, figure.style(SCORE), short=[_short(place) for place in order],
                      selected=place_name(view.place)),
        t("index.chances_alt", profile=view.profile.name[language()], year=view.year),
        Twin(rows, heads, SCORE, dict.fromkeys(names, "count")),
        source_line(view, t("index.chances_interval")),
        [Key("swatch", t("index.clear"), figure.style(SCORE).tokens.sequence[3]),
         Key("swatch", t("index.probable"), figure.style(SCORE).tokens.sequence[1])],
    )  # fmt: skip


def _short(place: str) -> str:
    """A short head for a column: the last part of a code."""
    return place.rpartition("-")[2]


def drivers(view: View) -> Prepared | None:
    """Which choice moves the place's rank most; None where its rank never moves."""
    rows = load.index_drivers(*view.at, view.place)
    if rows.empty:
        return None
    rows = rows.assign(label=[t(f"index.factor_{name}") for name in rows["factor"]], value=100 * rows["total"])
    rows = rows.assign(first=100 * rows["first"])
    told = "; ".join(f"{row.label} {row.value:.0f}" for row in listed(rows))
    heads = {"label": t("index.choice"), "first": t("index.first_order"), "value": t("index.total_order")}
    return Prepared(
        bars.bars(rows, figure.style("percent:0")), t("index.drivers_alt", place=place_name(view.place), values=told),
        Twin(rows, heads, "percent:0", {"first": "percent:0"}),
        source_line(view, kind_text("none"), t("index.drivers_limits")),
    )  # fmt: skip


def gates(view: View) -> PreparedTable:
    """Every gate with what was found, the limit and the verdict."""
    names = ("gate", "found", "limit", "verdict")
    found = [dict(zip(names, gate_words(gate), strict=True)) for gate in load.index_gates(*view.at).values()]
    heads = {name: t(f"index.head_{name}") for name in names}
    line = source_line(view, kind_text("none"), t("index.gates_limits"))
    return PreparedTable(Twin(pd.DataFrame(found), heads, SCORE), t("index.gates_title"), line)


def publishers(view: View) -> Prepared | None:
    """Where each publisher alone puts the place, as a range; None where the index has one kind of source."""
    rows = load.index_publishers(*view.at, view.place, view.year)
    if len(rows) < 2:
        return None
    rows = rows.assign(label=rows["publisher"])
    told = "; ".join(f"{row.label} {row.lower:g}–{row.upper:g}" for row in listed(rows))
    heads = {"label": t("index.publisher"), "lower": t("index.best"), "upper": t("index.worst")}
    chart = bars.rank_bands(rows, figure.style(SCORE), count=len(standing(view)))
    return Prepared(
        chart, t("index.publishers_alt", place=place_name(view.place), year=view.year, values=told),
        Twin(rows, heads, SCORE, {"lower": "count", "upper": "count"}),
        source_line(view, t("index.publishers_interval"), t("index.publishers_limits")),
    )  # fmt: skip
