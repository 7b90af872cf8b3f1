"""Two dates in one row per place: a ring for the earlier, a disc for the later, each with its interval."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.combine import as_dicts
from analytics.writing.axes import steps
from pages.parts.charts import Style, Trace, figure, line_span, note, row_axis, value_ticks
from pages.parts.format import missing
from pages.parts.labels import width, wrapped
from pages.parts.theme import faded

_ROW, _AXIS = 46, 56
_ASIDE = 0.17
"""The two dates of a row stand so far above and below its middle, so that their intervals do not cover each other."""


def dumbbell(rows: pd.DataFrame, style: Style) -> go.Figure:
    """One row per place, first on top; a line between the dates only where they may be compared.

    Args:
        rows: label, first, last (both known), first_lower, first_upper, last_lower, last_upper (may be missing), role,
            line: solid, dot (no reliable change) or "" (not comparable).
        style: format, language, colours.

    Raises:
        ValueError: no row.
    """
    if rows.empty:
        raise ValueError("a dumbbell needs a place with both values")
    numbered = list(enumerate(as_dicts(rows)))
    labels = [wrapped(label) for label in rows["label"]]
    names = ("first", "last", "first_lower", "first_upper", "last_lower", "last_upper")
    ends = pd.concat([rows[name] for name in names]).dropna().astype(float)
    ticks = steps(*line_span(pd.DataFrame({"value": ends}), style))
    texts = [_text(row, style) for _, row in numbered]
    axis = value_ticks(ticks, style)
    words = [word if (len(ticks) - 1 - place) % 2 == 0 else "" for place, word in enumerate(axis["ticktext"])]
    return figure(
        [trace for y, row in numbered for trace in (*_line(row, y, style), *_dots(row, y, style))],
        style, _AXIS + _ROW * len(rows),
        xaxis={**axis, "ticktext": words, "side": "top", "tickangle": 0},
        yaxis=row_axis(labels, _accented(rows), style),
        annotations=[
            note(text, x=1, xref="paper", xanchor="left", xshift=8, y=y,
                 font={"size": 13, "color": style.words_colour(row["role"])})
            for text, (y, row) in zip(texts, numbered, strict=True)
        ],
        margin={"l": 8, "r": int(max(map(width, texts))) + 14, "t": 8, "b": 8},
    )  # fmt: skip


def _accented(rows: pd.DataFrame) -> list[str]:
    return ["main"] * len(rows) if len(rows) == 1 else rows["role"].tolist()


def _text(row: dict[str, Any], style: Style) -> str:
    return f"{style.value(row['first'])} → <b>{style.value(row['last'])}</b>"


def _line(row: dict[str, Any], y: int, style: Style) -> list[Trace]:
    if not row["line"]:
        return []
    return [{
        "type": "scatter", "mode": "lines", "x": [row["first"], row["last"]], "y": [y - _ASIDE, y + _ASIDE],
        "line": {"color": style.colour(row["role"]), "width": 2, "dash": row["line"]}, "hoverinfo": "skip",
    }]  # fmt: skip


def _dots(row: dict[str, Any], y: int, style: Style) -> list[Trace]:
    colour = style.colour(row["role"])
    return [
        _dot(row, "first", y - _ASIDE, (style.tokens.bg, colour), style),
        _dot(row, "last", y + _ASIDE, (colour, colour), style),
    ]


def _dot(row: dict[str, Any], side: str, y: float, paint: tuple[str, str], style: Style) -> Trace:
    fill, edge = paint
    lower, upper, value = row[f"{side}_lower"], row[f"{side}_upper"], row[side]
    dot: Trace = {
        "type": "scatter", "mode": "markers", "x": [value], "y": [y], "hoverinfo": "text", "cliponaxis": False,
        "marker": {"size": 11, "color": fill, "line": {"width": 2, "color": edge}},
        "hovertext": f"{row['label']}, {row[f'{side}_year']}: {style.full(value, lower, upper)}",
    }  # fmt: skip
    if not missing(lower) and not missing(upper):
        dot["error_x"] = {
            "type": "data", "symmetric": False, "array": [upper - value], "arrayminus": [value - lower],
            "thickness": 3, "width": 0, "color": faded(edge, 0.45),
        }  # fmt: skip
    return dot
