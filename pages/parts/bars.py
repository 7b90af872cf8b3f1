"""Charts of bars: amounts from zero, bands of places in a ranking, and the steps of a difference."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.combine import as_dicts
from analytics.writing.axes import steps
from pages.parts.charts import Style, Trace, figure, row_axis, rows_height, span, value_ticks
from pages.parts.labels import wrapped
from pages.parts.theme import CHANGE, faded

MANY = 12
"""From so many places on, only every second one has its number on the axis."""


def bars(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Horizontal bars from zero with their values behind them.

    Args:
        rows: label, value, in the order to draw, top first; optional role.
        style: format, language, colours.
    """
    frame = rows.assign(role=rows.get("role", "main"))
    trace = _bar(frame, style) | {
        "x": frame["value"].tolist(), "text": [style.value(value) for value in frame["value"]],
        "textposition": "outside", "cliponaxis": False, "textfont": {"size": 13, "color": style.tokens.ink},
        "hovertext": [f"{row['label']}: {style.full(row['value'])}" for row in as_dicts(frame)],
    }  # fmt: skip
    return _rows_figure([trace], frame, style, value_ticks(steps(*span(frame, from_zero=True)), style), right=48)


def rank_bands(rows: pd.DataFrame, style: Style, *, count: int | None = None) -> go.Figure:
    """The places that each row takes in most of the draws or methods: a band instead of a rank, without a number.

    Args:
        rows: label, lower, upper (places, 1 is first), in the order to draw; optional role.
        style: language and colours.
        count: how many places there are, where the rows are not the places themselves.
    """
    frame = rows.assign(role=rows.get("role", "main"))
    trace = _bar(frame, style) | {
        "base": (frame["lower"] - 0.4).tolist(), "x": (frame["upper"] - frame["lower"] + 0.8).tolist(),
        "marker": {"color": [faded(style.colour(role), 0.7) for role in frame["role"]]},
        "hovertext": [f"{row['label']}: {row['lower']:g}–{row['upper']:g}" for row in as_dicts(frame)],
    }  # fmt: skip
    last = max(len(frame) if count is None else count, int(frame["upper"].max()))
    step = 1 if last < MANY else 5 if last > 2 * MANY else 2  # on a phone the numbers of more places run together
    axis = {"tickvals": list(range(1, last + 1, step)), "range": [0.4, last + 0.6], "tickangle": 0}
    return _rows_figure([trace], frame, style, axis, right=8)


def waterfall(rows: pd.DataFrame, style: Style, *, start: tuple[str, float], end: tuple[str, float]) -> go.Figure:
    """How a difference adds up: only the steps are bars, both ends are ticks, so the axis may start above zero.

    Args:
        rows: label, value (signed steps in the order to draw); they lead from start to end exactly.
        style: format, language, colours.
        start: name and value of what is compared with, such as Georgia.
        end: name and value of the reader's choice, in accent.

    Raises:
        ValueError: the steps do not add up to the difference.
    """
    edges = start[1] + rows["value"].cumsum()
    if abs(float(edges.iloc[-1]) - end[1]) > 1e-6:
        raise ValueError(f"the steps lead from {start[1]} to {edges.iloc[-1]}, not to {end[1]}")
    labels = [start[0], *rows["label"], end[0]]
    frame = pd.DataFrame({"label": labels, "role": ["main", *["main"] * len(rows), "selected"]})
    reached = [float(edges.min()), float(edges.max()), start[1]]
    traces = [
        _steps(rows, edges, style),
        _tick(0, start[1], style.tokens.ink, style),
        _tick(len(rows) + 1, end[1], style.tokens.accent, style),
    ]
    room = 0.12 * (max(reached) - min(reached))  # for the words outside of the outermost bars
    axis = value_ticks(steps(min(reached) - room, max(reached) + room), style)
    return _rows_figure(traces, frame, style, axis, right=48)


def _steps(rows: pd.DataFrame, edges: pd.Series, style: Style) -> Trace:
    words = [("+" if step > 0 else "") + style.value(step) for step in rows["value"]]
    return {
        "type": "bar", "orientation": "h", "y": list(range(1, len(rows) + 1)), "hoverinfo": "text",
        "base": (edges - rows["value"]).tolist(), "x": rows["value"].tolist(), "cliponaxis": False,
        "marker": {"color": [CHANGE[5] if step < 0 else CHANGE[1] for step in rows["value"]]},
        "text": words, "textposition": "outside", "textfont": {"size": 13, "color": style.tokens.ink},
        "hovertext": [f"{label}: {word}" for label, word in zip(rows["label"], words, strict=True)],
    }  # fmt: skip


def _tick(row: int, value: float, colour: str, style: Style) -> Trace:
    return {
        "type": "scatter", "mode": "markers+text", "x": [value], "y": [row], "text": [f"<b>{style.value(value)}</b>"],
        "textposition": "middle right", "textfont": {"size": 13, "color": colour}, "hoverinfo": "skip",
        "marker": {"symbol": "line-ns", "size": 18, "line": {"width": 4, "color": colour}}, "cliponaxis": False,
    }  # fmt: skip


def _bar(frame: pd.DataFrame, style: Style) -> Trace:
    colours = [style.colour(role) for role in frame["role"]]
    where = {"y": list(range(len(frame))), "orientation": "h"}
    return {"type": "bar", "hoverinfo": "text", "marker": {"color": colours}, **where}


def _rows_figure(
    traces: list[Trace], frame: pd.DataFrame, style: Style, axis: dict[str, Any], *, right: int
) -> go.Figure:
    labels = [wrapped(label) for label in frame["label"]]
    return figure(
        traces, style, rows_height(labels), xaxis={**axis, "side": "top"}, yaxis=row_axis(labels, frame["role"], style),
        margin={"l": 8, "r": right, "t": 8, "b": 8},
    )  # fmt: skip
