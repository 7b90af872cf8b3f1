"""Two indicators against each other: a dot for each place, bars for both intervals, names beside the dots."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.combine import as_dicts
from analytics.writing.axes import steps
from pages.parts.charts import Style, Trace, figure, line_span, note, value_ticks
from pages.parts.format import missing
from pages.parts.labels import width, wrapped
from pages.parts.theme import faded

HEIGHT = 480
_ACROSS, _UP = 300.0, 380.0
"""The pixels of the plot on a phone: names that fit there fit everywhere."""
_LETTER, _TITLE = 12, 34
"""Size of a name, and letters in a line of an axis' title."""
_FAR = 24
"""From so many pixels on, a thin line leads from the name to its dot."""
_SIDES = (
    ("left", "middle", 9, 0), ("right", "middle", -9, 0), ("center", "bottom", 0, 8), ("center", "top", 0, -8),
    ("left", "bottom", 6, 6), ("left", "top", 6, -6), ("right", "bottom", -6, 6), ("right", "top", -6, -6),
    ("center", "bottom", 0, 26), ("center", "top", 0, -26), ("center", "bottom", 0, 46), ("center", "top", 0, -46),
)  # fmt: skip
"""Where a name may stand, best first: its anchors, and how many pixels right of and above the dot."""
_Side = tuple[str, str, int, int]
_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Axis:
    """One of the two axes: its title in the reader's language, and how its values are written."""

    title: str
    style: Style


def scatter(rows: pd.DataFrame, across: Axis, up: Axis) -> go.Figure:
    """A dot per place, without a line through them: a line would promise more than the order of a few places holds.

    Args:
        rows: label (short), value_x, value_y, optional lower_x, upper_x, lower_y, upper_y, role; named (bool): whether
            its name may stand beside it. Names that would cover others stay out, the reader's own places come first.
        across: the axis of the columns with _x.
        up: that of the columns with _y.

    Raises:
        ValueError: no row.
    """
    if rows.empty:
        raise ValueError("a scatter needs at least one place")
    ticks = [_ticks(rows, side, axis) for side, axis in (("x", across), ("y", up))]
    order = {"selected": 0, "main": 1, "peer": 2}
    ordered = rows.sort_values("role", key=lambda role: role.map(order), kind="stable")
    quiet = {"size": 13, "color": up.style.tokens.mute}
    head = note(
        f"↑ {wrapped(up.title, _TITLE)}",
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        align="left",
        yshift=8,
        font=quiet,
    )
    foot = note(
        f"{wrapped(across.title, _TITLE)} →",
        x=1,
        y=0,
        xref="paper",
        yref="paper",
        xanchor="right",
        yanchor="top",
        align="right",
        yshift=-26,
        font=quiet,
    )
    return figure(
        [_dot(row, (across.style, up.style)) for row in as_dicts(ordered)[::-1]], up.style, HEIGHT,
        xaxis={**_axis(ticks[0], across.style), "tickangle": 0, "showgrid": True, "gridcolor": up.style.tokens.grid},
        yaxis=_axis(ticks[1], up.style),
        annotations=[head, foot, *_names(ordered, ticks, up.style)],
        margin={"l": 8, "r": 16, "t": 30 + 16 * head["text"].count("<br>"), "b": 50 + 16 * foot["text"].count("<br>")},
    )  # fmt: skip


def _ticks(rows: pd.DataFrame, side: str, axis: Axis) -> list[float]:
    columns = {name: rows[f"{name}_{side}"] for name in ("value", "lower", "upper") if f"{name}_{side}" in rows}
    return steps(*line_span(pd.DataFrame(columns), axis.style), count=4)


def _axis(ticks: list[float], style: Style) -> dict[str, Any]:
    return value_ticks(ticks, style) | {"showline": True}


def _dot(row: dict[str, Any], styles: tuple[Style, Style]) -> Trace:
    style = styles[1]
    colour = style.colour(row["role"]) if row["role"] != "peer" else style.tokens.mute
    told = [
        one.full(row[f"value_{side}"], row.get(f"lower_{side}"), row.get(f"upper_{side}"))
        for side, one in zip("xy", styles, strict=True)
    ]
    dot: Trace = {
        "type": "scatter", "mode": "markers", "x": [row["value_x"]], "y": [row["value_y"]], "cliponaxis": False,
        "marker": {"size": 11, "color": colour, "line": {"width": 1.5, "color": style.tokens.bg}},
        "hovertext": f"{row['name']}: → {told[0]}, ↑ {told[1]}", "hoverinfo": "text",
    }  # fmt: skip
    for side in "xy":
        if not missing(row.get(f"lower_{side}")) and not missing(row.get(f"upper_{side}")):
            value = row[f"value_{side}"]
            dot[f"error_{side}"] = {
                "type": "data", "symmetric": False, "array": [row[f"upper_{side}"] - value], "width": 0, "thickness": 2,
                "arrayminus": [value - row[f"lower_{side}"]], "color": faded(colour, 0.35),
            }  # fmt: skip
    return dot


def _names(rows: pd.DataFrame, ticks: Sequence[list[float]], style: Style) -> list[dict[str, Any]]:
    """The names that find a free place, one after the other."""
    spots = [_spot(row, ticks) for row in as_dicts(rows)]
    taken: list[_Box] = [(x - 7, x + 7, y - 7, y + 7) for x, y in spots]
    found = []
    for row, (x, y) in zip(as_dicts(rows), spots, strict=True):
        own = (x - 7, x + 7, y - 7, y + 7)
        side = _free(row["label"], (x, y), [box for box in taken if box != own]) if row["named"] else None
        if side is None:
            continue
        taken.append(_box(row["label"], (x, y), side))
        found.append(_name(row, side, style))
    return found


def _name(row: dict[str, Any], side: _Side, style: Style) -> dict[str, Any]:
    font = {"size": _LETTER, "color": style.words_colour(row["role"])}
    at = {"x": row["value_x"], "y": row["value_y"], "xanchor": side[0], "yanchor": side[1], "font": font}
    if abs(side[3]) < _FAR:
        return note(row["label"], xshift=side[2], yshift=side[3], **at)
    arrow = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": style.tokens.context, "standoff": 6}
    return note(row["label"], **at) | arrow | {"ax": side[2], "ay": -side[3]}


def _spot(row: dict[str, Any], ticks: Sequence[list[float]]) -> tuple[float, float]:
    """Where a dot stands, in pixels of a phone."""
    across, up = ticks
    return (
        _ACROSS * (row["value_x"] - across[0]) / (across[-1] - across[0]),
        _UP * (row["value_y"] - up[0]) / (up[-1] - up[0]),
    )


def _free(label: str, spot: tuple[float, float], taken: Sequence[_Box]) -> _Side | None:
    """The first side on which the name covers nothing and stays inside the plot."""
    for side in _SIDES:
        left, right, low, high = _box(label, spot, side)
        inside = left >= -6 and right <= _ACROSS + 10 and high <= _UP + 10
        if inside and not any(left < r and right > l and low < h and high > b for l, r, b, h in taken):  # noqa: E741
            return side
    return None


def _box(label: str, spot: tuple[float, float], side: _Side) -> _Box:
    wide, high = width(label, _LETTER), 15.0
    left = spot[0] + side[2] - {"left": 0.0, "right": wide, "center": wide / 2}[side[0]]
    low = spot[1] + side[3] - {"middle": high / 2, "bottom": 0.0, "top": high}[side[1]]
    return left, left + wide, low, low + high
