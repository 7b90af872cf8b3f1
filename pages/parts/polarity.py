"""The polarity lens: scales of opposite direction side by side, each on its own axis, worst at the left, best right.

Nothing is converted: every row prints the ends of the original scale and the original value, and the strips of two rows
share the direction only. So a 4.0 where one is best and a 4.8 where seven is best can be read without adding them up.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from pages.parts import address, credit, figure, indicator_words, load
from pages.parts.address import language
from pages.parts.certainty import kind_text
from pages.parts.charts import Style, Trace, note
from pages.parts.charts import figure as framed
from pages.parts.format import missing, number
from pages.parts.labels import width, wrapped
from pages.parts.place_names import place_text
from pages.parts.prepared import Prepared, kept
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin
from pages.parts.text import t
from pages.parts.theme import faded

SIDE_BY_SIDE = (
    "csosi_overall", "csometer_overall", "nit_civil_society", "fiw_cl_rating", "fiw_total", "fiw_e_assoc", "bti_q2_3",
    "bti_q13_2", "civicus_rating", "vdem_v2xcs_ccsi", "vdem_v2x_libdem", "wgi_va_pct",
)  # fmt: skip
"""Scales that readers hold against one another, those of opposite direction next to each other."""
WIDTH = 820
TOP, LINE, STRIP = 28, 18, 50
"""Pixels of the figure's head, of a line of a name, and of a strip with its value and the space below."""
NAME = 38
"""Letters of a name in one line, so that it fits a phone."""


def fits(record: Indicator) -> bool:
    """Whether a record belongs under the lens: experts' scores whose scale has a worst and a best end."""
    return record.nature == "expert" and bool(record.scale) and record.better != "neither"


def worst_best(record: Indicator) -> tuple[float, float]:
    """The worst and the best end of the original scale."""
    low, high = record.scale  # type: ignore[misc]  # `fits` asks for both ends
    return (low, high) if record.better == "higher" else (high, low)


def rows(names: Sequence[str], place: str) -> pd.DataFrame:
    """One row per indicator that has a figure at the place.

    Returns:
        indicator, label, worst, best (ends of the original scale, written), scale (both in words), written (the value
        with its interval), year, value, lower, upper (original numbers), level (of the interval), fact_id; at, start,
        end: where value and interval stand on the strip, 0 is the worst end, for drawing only.
    """
    known = load.indicators()
    found = load.latest(tuple(names), places=(place,)).set_index("indicator")
    return pd.DataFrame([_row(known[name], found.loc[name].to_dict()) for name in names if name in found.index])


def _row(record: Indicator, fact: dict[Any, Any]) -> dict[str, Any]:
    worst, best = worst_best(record)
    ends = [_end(record, end) for end in (worst, best)]
    bounded = not missing(fact["lower"]) and not missing(fact["upper"])
    places = {name: _at(float(fact[name]), worst, best) for name in ("lower", "upper") if bounded}
    return {
        "indicator": record.id, "label": record.name[language()], "worst": ends[0], "best": ends[1],
        "scale": t("polarity.scale", worst=ends[0], best=ends[1]),
        "written": indicator_words.value(record, fact), "year": int(fact["year"]),
        "value": fact["value"], "lower": fact["lower"], "upper": fact["upper"], "fact_id": fact["fact_id"],
        "level": fact["interval_level"],
        "at": _at(float(fact["value"]), worst, best),
        "start": min(places.values(), default=None), "end": max(places.values(), default=None),
    }  # fmt: skip


def _at(value: float, worst: float, best: float) -> float:
    """Where a value stands between the ends; models may run a little past the ends that a record names."""
    return min(1.0, max(0.0, (value - worst) / (best - worst)))


def _end(record: Indicator, end: float) -> str:
    """An end of the scale; those of a model that runs through zero are not fixed."""
    written = number(end, 0 if float(end).is_integer() else 1, language())
    return t("polarity.about", end=written) if record.scale and record.scale[0] < 0 else written


def prepared(names: Sequence[str], place: str) -> Prepared | None:
    """The lens over these indicators at one place; None where none of them has a figure there."""
    found = rows(names, place)
    if found.empty:
        return None
    style = figure.style(load.indicators()[str(found["indicator"].iloc[0])].format)
    return Prepared(strips(found, style), _alt(found, place), _twin(found), _source(found))


def of_one(record: Indicator, place: str) -> None:
    """Draws where an expert score of a place stands on its own scale; nothing for other records or without a figure."""
    if not fits(record):
        return
    lens = kept("lens", (record.id, place), lambda: prepared((record.id,), place))
    if lens is None:
        return
    figure.head(t("polarity.title"), t("polarity.how"))
    with st.container(width=WIDTH):
        lens.show(f"{record.id}_scale")
        st.markdown(f":small[{t('polarity.all', address=address.href('methods', section='scales'))}]")


def strips(found: pd.DataFrame, style: Style) -> go.Figure:
    """One strip per row of `rows`, worst at the left, with the original ends and the value written.

    Args:
        found: label, worst, best, written, year, at, start, end, in the order to draw, top first.
        style: language and colours.
    """
    drawn = as_dicts(found.assign(label=[wrapped(label, NAME) for label in found["label"]]))
    heights = [LINE * (row["label"].count("<br>") + 1) + STRIP for row in drawn]
    placed = [(row, sum(heights[: n + 1]) - STRIP + LINE // 2) for n, row in enumerate(drawn)]
    left, right = (int(max(width(words) for words in found[name])) + 18 for name in ("worst", "best"))
    return framed(
        [trace for row, y in placed for trace in _marks(row, y, style)], style, sum(heights) + TOP,
        xaxis={"range": [-0.02, 1.02], "showgrid": False, "showticklabels": False},
        yaxis={"range": [sum(heights), 0], "showgrid": False, "showticklabels": False},
        annotations=[*_heads(style), *(words for row, y in placed for words in _words(row, y, style, left))],
        margin={"l": left, "r": right, "t": TOP, "b": 0},
    )  # fmt: skip


def _marks(row: dict[str, Any], y: int, style: Style) -> list[Trace]:
    line = {"type": "scatter", "mode": "lines", "y": [y, y], "hoverinfo": "skip"}
    marks: list[Trace] = [
        line | {"x": [0, 1], "line": {"color": style.tokens.line, "width": 2}},
        {"type": "scatter", "mode": "markers", "x": [0, 1], "y": [y, y], "hoverinfo": "skip", "cliponaxis": False,
         "marker": {"symbol": "line-ns", "size": 10, "line": {"width": 2, "color": style.tokens.mute}}},
    ]  # fmt: skip
    colour = style.colour("main")
    if not missing(row["start"]):
        marks.append(line | {"x": [row["start"], row["end"]], "line": {"color": faded(colour, 0.55), "width": 5}})
    hover = f"{row['label']}: {row['written']}, {row['year']}"
    dot = {"size": 13, "color": colour, "line": {"width": 1.5, "color": style.tokens.bg}}
    marks.append({"type": "scatter", "mode": "markers", "x": [row["at"]], "y": [y], "marker": dot,
                  "hovertext": hover, "hoverinfo": "text", "cliponaxis": False})  # fmt: skip
    return marks


def _heads(style: Style) -> list[dict[str, Any]]:
    quiet = {"size": 13, "color": style.tokens.mute}
    top = {"yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8, "xref": "x", "font": quiet}
    return [
        note(t("polarity.worst"), x=0, xanchor="left", **top),
        note(t("polarity.best"), x=1, xanchor="right", **top),
    ]


def _words(row: dict[str, Any], y: int, style: Style, left: int) -> list[dict[str, Any]]:
    """The name above the strip, the ends beside it, the value with its year below the dot."""
    quiet, ink = {"size": 13, "color": style.tokens.mute}, {"size": 13, "color": style.tokens.ink}
    name = note(row["label"], x=0, xref="paper", xanchor="left", xshift=-left, y=y, yanchor="bottom", yshift=8,
                align="left", font=ink)  # fmt: skip
    ends = [
        note(row["worst"], x=0, xanchor="right", xshift=-9, y=y, font=quiet),
        note(row["best"], x=1, xanchor="left", xshift=9, y=y, font=quiet),
    ]
    side = "left" if row["at"] < 0.3 else "right" if row["at"] > 0.7 else "center"
    shift = {"left": -6, "right": 6, "center": 0}[side]
    value = note(
        f"<b>{row['written']}</b>, {row['year']}", x=row["at"], xanchor=side, xshift=shift, y=y, yanchor="top",
        yshift=-6, font=ink,
    )  # fmt: skip
    return [name, *ends, value]


def _alt(found: pd.DataFrame, place: str) -> str:
    told = (
        t("polarity.alt_row", label=row["label"], value=row["written"], year=row["year"], scale=row["scale"])
        for row in as_dicts(found)
    )
    return t("polarity.alt", place=place_text(place, "name", language()), rows="; ".join(told))


def _twin(found: pd.DataFrame) -> Twin:
    heads = {
        "label": t("polarity.indicator"), "scale": t("polarity.which_end"), "written": t("polarity.value"),
        "year": t("polarity.year"), "worst": t("polarity.worst"), "best": t("polarity.best"),
    }  # fmt: skip
    return Twin(found.assign(year=found["year"].astype(str)), heads, "number:2")


def _source(found: pd.DataFrame) -> SourceLine:
    sources = [load.all_sources()[name] for name in load.credits(found["fact_id"])]
    levels = sorted({round(100 * level) for level in found["level"].dropna()})
    words = [kind_text("interval", level) for level in levels]
    if found["lower"].isna().any():
        words.append(kind_text("none"))
    limits = t("polarity.limit") if len(found) > 1 else ""
    return credit.line(sources, "; ".join(words), limits)
