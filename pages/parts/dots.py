"""Dots with their intervals, one row each: the figure to read first wherever a value comes from a sample."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.combine import as_dicts
from analytics.writing.axes import steps
from pages.parts.charts import Style, Trace, figure, note, row_axis, rows_height, span, value_ticks
from pages.parts.format import missing
from pages.parts.labels import width, wrapped
from pages.parts.theme import faded

WIDE = 11.5
"""Half-width in points from which an interval is drawn paler: the median of the regional survey cells."""
_LINE = 32
"""Letters in a line of the words that stand for a missing dot: a row has room for two lines, a phone for so many."""


def dot_and_interval(
    rows: pd.DataFrame, style: Style, *, others: pd.DataFrame | None = None, wide: float | None = None,
    from_zero: bool = True,
) -> go.Figure:  # fmt: skip
    """One row per place or item: a dot, its interval, and both written at the right.

    Args:
        rows: in the order to draw, top first: label, value, lower, upper; optional role (main or selected) and hidden
            (why a row has no value, in the reader's words). Rows with `hidden` or without a value go last, in words.
        style: format, language, colours.
        others: label, value: grey ticks of the other places on the row of the same label (which may have no dot of its
            own); optional nation (bool): the tick of the whole country, in ink.
        wide: half-width from which a row is drawn paler; percentages take 11.5 by themselves.
        from_zero: start the axis at zero.

    Raises:
        ValueError: no row has a value; show `empty.no_figures` instead.
    """
    drawn = _ordered(rows)
    known = drawn[drawn["value"].notna()]
    if known.empty:
        raise ValueError("dots need at least one value")
    everything = known if others is None else pd.concat([known, others[others["label"].isin(drawn["label"])]])
    ticks = steps(*span(everything, from_zero=from_zero))
    limit = wide if wide is not None else WIDE if style.format.startswith("percent") else None
    labels = [wrapped(label) for label in drawn["label"]]
    hidden = [wrapped(str(words or ""), _LINE) for words in drawn.loc[drawn["value"].isna(), "hidden"]]
    return figure(
        [*_ticks(drawn, others, style), *(_mark(row, y, style, limit) for y, row in _numbered(known))],
        style, rows_height([*labels[: len(known)], *hidden]),
        xaxis={**_few_words(value_ticks(ticks, style)), "side": "top", "tickangle": 0},
        yaxis=row_axis(labels, _told_apart(drawn["role"]), style),
        annotations=_texts(drawn.assign(role=_told_apart(drawn["role"])), style),
        margin={"l": 8, "r": _room(known, style), "t": 8, "b": 8},
    )  # fmt: skip


def _few_words(axis: dict[str, Any]) -> dict[str, Any]:
    """Words at every second tick only: on a phone five of them would run into each other."""
    words = axis["ticktext"]
    kept = [word if (len(words) - 1 - place) % 2 == 0 else "" for place, word in enumerate(words)]
    return {**axis, "ticktext": kept} if len(words) > 4 else axis


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    frame = rows.assign(hidden=rows.get("hidden"), role=rows.get("role", "main"))
    frame["value"] = frame["value"].where(frame["hidden"].map(lambda words: missing(words) or words == ""))
    return frame.sort_values("value", key=lambda column: column.isna(), kind="stable").reset_index(drop=True)


def _told_apart(roles: pd.Series) -> list[str]:
    """Roles of the words: where every row is the selected place's, accent in each of them would tell nothing apart."""
    return ["main"] * len(roles) if (roles == "selected").all() else roles.tolist()


def _numbered(rows: pd.DataFrame) -> list[tuple[int, dict[str, Any]]]:
    return list(zip((int(y) for y in rows.index), as_dicts(rows), strict=True))


def _mark(row: dict[str, Any], y: int, style: Style, limit: float | None) -> Trace:
    """The dot and its bar as one trace; a wide interval makes both paler."""
    bounded = not missing(row.get("lower")) and not missing(row.get("upper"))
    pale = bounded and limit is not None and (row["upper"] - row["lower"]) / 2 > limit
    colour = style.colour(row["role"])
    trace: Trace = {
        "type": "scatter", "mode": "markers", "x": [row["value"]], "y": [y],
        "marker": {"size": 12, "color": faded(colour, 0.6 if pale else 1),
                   "line": {"width": 1.5, "color": style.tokens.bg}},
        "hovertext": f"{row['label']}: {style.full(row['value'], row.get('lower'), row.get('upper'))}",
        "hoverinfo": "text", "cliponaxis": False,
    }  # fmt: skip
    if bounded:
        trace["error_x"] = {
            "type": "data", "symmetric": False, "array": [row["upper"] - row["value"]], "thickness": 3, "width": 0,
            "arrayminus": [row["value"] - row["lower"]], "color": faded(colour, 0.3 if pale else 0.55),
        }  # fmt: skip
    return trace


def _ticks(rows: pd.DataFrame, others: pd.DataFrame | None, style: Style) -> list[Trace]:
    if others is None:
        return []
    place = {label: y for y, label in enumerate(rows["label"])}
    kept = others[others["label"].isin(list(place)) & others["value"].notna()]
    nation = kept["nation"].tolist() if "nation" in kept else [False] * len(kept)
    colours = [style.tokens.ink if one else style.tokens.context for one in nation]
    return [{
        "type": "scatter", "mode": "markers", "hoverinfo": "skip",
        "x": kept["value"].tolist(), "y": [place[label] for label in kept["label"]],
        "marker": {"symbol": "line-ns", "size": 13, "line": {"width": 2, "color": colours}},
    }]  # fmt: skip


def _written(row: dict[str, Any], style: Style) -> str:
    value = f"<b>{style.value(row['value'])}</b>"
    bounded = not missing(row.get("lower")) and not missing(row.get("upper"))
    return f"{value} ({style.ends(row['lower'], row['upper'])})" if bounded else value


def _texts(rows: pd.DataFrame, style: Style) -> list[dict[str, Any]]:
    return [
        _text(row, y, style) for y, row in _numbered(rows) if not missing(row["value"]) or not missing(row["hidden"])
    ]


def _text(row: dict[str, Any], y: int, style: Style) -> dict[str, Any]:
    if missing(row["value"]):
        words = {"size": 13, "color": style.tokens.mute, "style": "italic"}
        return note(
            wrapped(str(row["hidden"]), _LINE),
            x=0,
            xref="paper",
            xanchor="left",
            xshift=8,
            y=y,
            align="left",
            font=words,
        )
    font = {"size": 13, "color": style.words_colour(row["role"])}
    return note(_written(row, style), x=1, xref="paper", xanchor="left", xshift=8, y=y, font=font)


def _room(known: pd.DataFrame, style: Style) -> int:
    return int(max(width(_written(row, style)) for row in as_dicts(known))) + 14
