"""Small multiples: one small trend for each place, all on the same two axes, so that their shapes can be compared."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.writing.axes import steps
from pages.parts.charts import Style, Trace, figure, line_span, note, value_ticks
from pages.parts.labels import wrapped
from pages.parts.theme import faded
from pages.parts.trend import Line

COLUMNS = 3
"""So many stand in a row, on a phone too."""
_ROW, _HEAD, _GAP = 104, 44, 0.07
_LETTERS = 12


def multiples(lines: Sequence[Line], style: Style, *, cuts: Mapping[str, Sequence[int]] | None = None) -> go.Figure:
    """One panel per place in the order given; lines stop at breaks, figures of other surveys stand alone.

    Args:
        lines: the series; several of one label share a panel.
        style: format, language, colours.
        cuts: by label the first years of a new method, which its line does not cross.

    Raises:
        ValueError: no line holds a point.
    """
    kept = [line for line in lines if not line.points.empty]
    if not kept:
        raise ValueError("small multiples need at least one point")
    labels = list(dict.fromkeys(line.label for line in kept))
    rows = pd.concat([line.points for line in kept])
    ticks = steps(*line_span(rows, style), count=4)
    height = (_ROW + _HEAD) * (-(-len(labels) // COLUMNS))
    panels = {label: _domain(place, len(labels)) for place, label in enumerate(labels)}
    layout: dict[str, Any] = {}
    for number, label in enumerate(labels, start=1):
        layout |= _axes(number, panels[label], (ticks, rows), style)
    traces = [
        trace
        for line in kept
        for trace in _traces(line, labels.index(line.label) + 1, (cuts or {}).get(line.label, ()), style)
    ]
    roles = {line.label: line.role for line in kept}
    heads = [_head(label, panels[label], style.words_colour(roles[label])) for label in labels]
    return figure(traces, style, height, annotations=heads, margin={"l": 8, "r": 12, "t": 0, "b": 8}, **layout)


_Domain = tuple[float, float, float, float]


def _domain(place: int, count: int) -> _Domain:
    """Left, right, bottom and top of a panel, as shares of the figure."""
    column, row, rows = place % COLUMNS, place // COLUMNS, -(-count // COLUMNS)
    wide, high = 1 / COLUMNS, 1 / rows
    head = high * _HEAD / (_ROW + _HEAD)
    return column * wide + _GAP, (column + 1) * wide - 0.005, 1 - (row + 1) * high + high * 0.16, 1 - row * high - head


def _axes(number: int, domain: _Domain, shown: tuple[list[float], pd.DataFrame], style: Style) -> dict[str, Any]:
    ticks, rows = shown
    first, last = int(rows["year"].min()), int(rows["year"].max())
    name = "" if number == 1 else str(number)
    room = max(0.5, (last - first) * 0.12)
    across = {
        "domain": domain[:2], "anchor": f"y{name}", "range": [first - room, last + room], "showgrid": False,
        "showline": True, "tickangle": 0, "tickvals": [first, last], "ticktext": [str(first), str(last)],
        "tickfont": {"size": 12},
    }  # fmt: skip
    shown_ticks = [ticks[0], *([0.0] if ticks[0] < 0 < ticks[-1] else []), ticks[-1]]
    up = value_ticks(shown_ticks, style) | {
        "domain": domain[2:],
        "anchor": f"x{name}",
        "tickfont": {"size": 12},
        "showticklabels": number % COLUMNS == 1,  # the same in every panel, so once in a row
    }
    return {f"xaxis{name}": across, f"yaxis{name}": up}


def _head(label: str, domain: _Domain, colour: str) -> dict[str, Any]:
    return note(
        wrapped(label, _LETTERS), x=domain[0], y=domain[3], xref="paper", yref="paper", xanchor="left",
        yanchor="bottom", yshift=3, align="left", font={"size": 12, "color": colour},
    )  # fmt: skip


def _traces(line: Line, number: int, cuts: Sequence[int], style: Style) -> list[Trace]:
    """The line with its band, in parts where a break lies between; hollow dots where nothing may be joined."""
    axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"} if number > 1 else {}
    ordered = line.points.sort_values("year")
    if not line.joined:
        return [_path(ordered, line, style, "markers") | axes]
    part = ordered["year"].map(lambda year: sum(year >= cut for cut in cuts))
    return [
        one | axes
        for _, rows in ordered.groupby(part)
        for one in (*_band(rows, line, style), _path(rows, line, style, "lines+markers"))
    ]


def _band(rows: pd.DataFrame, line: Line, style: Style) -> list[Trace]:
    known = rows.dropna(subset=["lower", "upper"])
    if len(known) < 2:
        return []
    return [{
        "type": "scatter", "mode": "lines", "line": {"width": 0}, "fill": "toself", "hoverinfo": "skip",
        "x": [*known["year"], *known["year"][::-1]], "y": [*known["upper"], *known["lower"][::-1]],
        "fillcolor": faded(style.colour(line.role), 0.2),
    }]  # fmt: skip


def _path(rows: pd.DataFrame, line: Line, style: Style, mode: str) -> Trace:
    colour = style.colour(line.role)
    fill = colour if line.joined else style.tokens.bg
    told = [
        f"{line.label}, {int(row.year)}: {style.full(row.value, row.lower, row.upper)}"  # type: ignore[arg-type]
        for row in rows[["year", "value", "lower", "upper"]].itertuples()
    ]
    return {
        "type": "scatter", "mode": mode, "x": rows["year"].tolist(), "y": rows["value"].tolist(),
        "line": {"color": colour, "width": 2},
        "marker": {"size": 5, "color": fill, "line": {"width": 1.5, "color": colour}},
        "hovertext": told, "hoverinfo": "text", "cliponaxis": False,
    }  # fmt: skip
