"""Values over years: joined where one source measured the same thing, hollow and never joined where not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.writing.axes import apart, steps
from geo import hubs
from pages.parts.charts import Role, Style, Trace, figure, line_span, note, value_ticks
from pages.parts.labels import width, wrapped
from pages.parts.theme import faded
from pages.parts.trend_points import has_interval, hollow, hover

PHASES = tuple((name, *years) for name, years in hubs.PHASES.items())
"""The project's two phases. A band is time, not cause."""
MOST_WRITTEN = 8
"""A line of more points has no values beside them."""
MOST_YEARS = 14
"""Over more years, the bands of the phases have no room for their names on a phone."""


@dataclass(frozen=True)
class Line:
    """One series of a trend.

    Attributes:
        label: its name, written at its end (peers only with `named`).
        points: one row per year: year, value; optional lower, upper, provisional (bool, drawn hollow).
        role: main, selected (accent) or peer (thin and grey).
        joined: False for figures of other surveys, which are drawn as hollow dots with their intervals.
        named: write the label of a peer too.
        dashed: draw the line in ink and dashed, for the country behind a selected region.
    """

    label: str
    points: pd.DataFrame
    role: Role = "main"
    joined: bool = True
    named: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class Break:
    """A change of method: no line crosses it. Points of `year` and later belong to the new method.

    `reason` is in the reader's language.
    """

    year: int
    reason: str


@dataclass(frozen=True)
class _Canvas:
    style: Style
    ticks: list[float]
    years: tuple[float, float]
    height: int
    lines: Sequence[Line]
    breaks: Sequence[Break] = field(default=())

    @property
    def per_pixel(self) -> float:
        return (self.ticks[-1] - self.ticks[0]) / (self.height - 70)


def trend(
    lines: Sequence[Line], style: Style, *, breaks: Sequence[Break] = (), phases: bool = True, height: int = 330
) -> go.Figure:
    """A trend with bands for intervals, breaks, and the project's phases behind.

    The value axis shows the range of values and intervals, and starts at zero only where they come near it: a line says
    how something moved, unlike a bar, whose length is the value.

    Args:
        lines: the series; draw order is peers, main, selected, whatever the order here.
        style: format, language, colours.
        breaks: where a line must stop; the reasons stand in the legend (`legend.breaks`), where they hide no line.
        phases: draw the bands of CSSIGE and STAR.
        height: pixels; fixed, so that a rerun does not jump.

    Raises:
        ValueError: no line holds a point; show `empty.no_figures` instead.
    """
    kept = [line for line in lines if not line.points.empty]
    if not kept:
        raise ValueError("a trend needs at least one point")
    rows = pd.concat([line.points for line in kept])
    ticks = steps(*line_span(rows, style))
    canvas = _Canvas(style, ticks, _year_span(rows, breaks), height, kept, breaks)
    order = {"peer": 0, "main": 1, "selected": 2}
    traces = [trace for line in sorted(kept, key=lambda line: order[line.role]) for trace in _traces(line, canvas)]
    shown = _phases(canvas) if phases else []
    return figure(
        traces, style, height, xaxis=_year_axis(canvas, rows), yaxis=value_ticks(canvas.ticks, style),
        shapes=[*_bands(shown, canvas), *_zigzags(canvas)],
        annotations=[*_phase_names(shown, canvas), *_end_labels(kept, canvas)],
        margin={"l": 8, "r": _label_room(kept, style), "t": 28 if shown else 16, "b": 8},
    )  # fmt: skip


def _year_span(rows: pd.DataFrame, breaks: Sequence[Break]) -> tuple[float, float]:
    years = [*rows["year"].astype(float), *(float(cut.year) for cut in breaks)]
    return min(years) - 0.5, max(years) + 0.5


def _year_axis(canvas: _Canvas, rows: pd.DataFrame) -> dict[str, Any]:
    shown = _spaced(sorted({int(year) for year in rows["year"]}), (canvas.years[1] - canvas.years[0]) / 6)
    return {"range": list(canvas.years), "tickvals": shown, "ticktext": [str(year) for year in shown],
            "tickangle": 0, "showgrid": False, "showline": True}  # fmt: skip


def _spaced(years: list[int], gap: float) -> list[int]:
    """The last year, the first one where there is room, and of the others those at least `gap` apart."""
    shown = years[-1:]
    for year in reversed(years[:-1]):
        if shown[0] - year >= gap:
            shown.insert(0, year)
    if shown[0] != years[0] and shown[0] - years[0] >= gap * 0.8:
        shown.insert(0, years[0])
    return shown


def _segments(points: pd.DataFrame, breaks: Sequence[Break]) -> list[pd.DataFrame]:
    """The rows between two breaks, each in the order of years."""
    ordered = points.sort_values("year")
    cuts = sorted(cut.year for cut in breaks)
    part = ordered["year"].map(lambda year: sum(year >= cut for cut in cuts))
    return [rows for _, rows in ordered.groupby(part)]


def _traces(line: Line, canvas: _Canvas) -> list[Trace]:
    if not line.joined:
        return [hollow(line.points, line.label, line.role, canvas.style)]
    segments = _segments(line.points, canvas.breaks)
    bands = [_band(rows, line, canvas) for rows in segments if has_interval(rows) and line.role != "peer"]
    return [*bands, *(_path(rows, line, canvas) for rows in segments)]


def _band(rows: pd.DataFrame, line: Line, canvas: _Canvas) -> Trace:
    known = rows.dropna(subset=["lower", "upper"])
    return {
        "type": "scatter", "mode": "lines", "line": {"width": 0}, "fill": "toself", "hoverinfo": "skip",
        "x": [*known["year"], *known["year"][::-1]], "y": [*known["upper"], *known["lower"][::-1]],
        "fillcolor": faded(canvas.style.colour(line.role), 0.2),
    }  # fmt: skip


def _path(rows: pd.DataFrame, line: Line, canvas: _Canvas) -> Trace:
    style, peer = canvas.style, line.role == "peer"
    colour = style.tokens.ink if line.dashed else style.colour(line.role)
    bare = peer and len(rows) > 1  # nothing but its line: what it does not draw is not sent either
    return {
        "type": "scatter", "mode": "lines", "x": rows["year"].tolist(), "y": rows["value"].tolist(),
        "line": {"color": colour, "width": 1.5 if peer else 2.5, **({"dash": "dash"} if line.dashed else {})},
        "hovertext": hover(rows, line.label, style), "hoverinfo": "text", "cliponaxis": False,
        **({} if bare else _marks(rows, line, canvas, colour)),
    }  # fmt: skip


def _marks(rows: pd.DataFrame, line: Line, canvas: _Canvas, colour: str) -> Trace:
    """The points of a line, hollow where provisional, with their values."""
    style = canvas.style
    provisional = rows["provisional"].tolist() if "provisional" in rows else [False] * len(rows)
    fills = [style.tokens.bg if open_ else colour for open_ in provisional]
    values = _point_values(rows, line, canvas)
    written = {
        "mode": "lines+markers+text", "text": values, "textposition": _sides(rows, line, canvas),
        "textfont": {"size": 13, "color": style.words_colour(line.role)},
    }  # fmt: skip
    return {
        "mode": "lines+markers",
        "marker": {
            "size": 4 if line.role == "peer" else 9, "color": fills if any(provisional) else colour,
            "line": {"width": 1.5, "color": colour},
        },
        **(written if any(values) else {}),
    }  # fmt: skip


def _point_values(rows: pd.DataFrame, line: Line, canvas: _Canvas) -> list[str]:
    """Every value of a short line that stands out, the first of any other; the last one stands in the end label."""
    if line.role == "peer" or line.dashed or len(line.points) > MOST_WRITTEN:
        return [""] * len(rows)
    first, last = line.points["year"].min(), line.points["year"].max()
    every = line is _leading(canvas.lines)
    return [
        canvas.style.value(value) if year != last and (every or year == first) else ""
        for year, value in zip(rows["year"], rows["value"], strict=True)
    ]


def _leading(lines: Sequence[Line]) -> Line | None:
    """The line that stands out: the reader's own choice, else the main one."""
    joined = [line for line in lines if line.joined and not line.dashed]
    return next((line for role in ("selected", "main") for line in joined if line.role == role), None)


def _sides(rows: pd.DataFrame, line: Line, canvas: _Canvas) -> list[str]:
    """Where a value stands: above its point, or below it where another line with values runs higher in that year."""
    others = [one.points for one in canvas.lines if one is not line and one.joined and one.role != "peer"]
    higher = [dict(zip(points["year"], points["value"], strict=True)) for points in others]
    return [
        "bottom center" if any(one.get(year, value) > value for one in higher) else "top center"
        for year, value in zip(rows["year"], rows["value"], strict=True)
    ]


def _phases(canvas: _Canvas) -> list[tuple[str, int, int, float, float]]:
    low, high = canvas.years
    clipped = [(name, first, last, max(first - 0.5, low), min(last + 0.5, high)) for name, first, last in PHASES]
    return [phase for phase in clipped if phase[3] < phase[4]]


def _bands(shown: list[tuple[str, int, int, float, float]], canvas: _Canvas) -> list[dict[str, Any]]:
    fills = {"CSSIGE": canvas.style.tokens.phase1, "STAR": canvas.style.tokens.phase2}
    return [
        {"type": "rect", "layer": "below", "yref": "paper", "y0": 0, "y1": 1, "x0": left, "x1": right,
         "fillcolor": fills[name], "line": {"width": 0}}
        for name, _, _, left, right in shown
    ]  # fmt: skip


def _phase_names(shown: list[tuple[str, int, int, float, float]], canvas: _Canvas) -> list[dict[str, Any]]:
    """The phases' names; their years stand in the legend (`legend.phases`), since on a phone they do not fit here.

    Over many years the bands are too narrow for the names too, and the legend alone tells them.
    """
    if canvas.years[1] - canvas.years[0] > MOST_YEARS:
        return []
    quiet = {"size": 12, "color": canvas.style.tokens.mute}
    return [
        note(f"<b>{name}</b>", x=(left + right) / 2, y=1, yref="paper", yanchor="bottom", font=quiet)
        for name, _, _, left, right in shown
    ]


def _zigzags(canvas: _Canvas) -> list[dict[str, Any]]:
    return [
        {"type": "path", "xref": "x", "yref": "y", "xsizemode": "pixel", "ysizemode": "pixel",
         "xanchor": cut.year - 0.5, "yanchor": canvas.ticks[0], "path": "M0,0L5,5L-5,11L5,17L-5,23L0,28",
         "line": {"width": 2, "color": canvas.style.tokens.ink}}
        for cut in canvas.breaks
    ]  # fmt: skip


def _named(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.joined and (line.role != "peer" or line.named)]


def _end_text(line: Line, style: Style, axis_end: int) -> str:
    """The last value and the name; the year too where the line stops before the axis does."""
    last = line.points.sort_values("year").iloc[-1]
    year = "" if int(last["year"]) == axis_end else f", {int(last['year'])}"
    return f"<b>{style.value(last['value'])}</b> {wrapped(line.label + year, 16)}"


def _axis_end(lines: Sequence[Line]) -> int:
    return int(max(line.points["year"].max() for line in lines))


def _end_labels(lines: Sequence[Line], canvas: _Canvas) -> list[dict[str, Any]]:
    named = _named(lines)
    ends = [line.points.sort_values("year").iloc[-1] for line in named]
    texts = [_end_text(line, canvas.style, _axis_end(lines)) for line in named]
    rows = max([text.count("<br>") + 1 for text in texts], default=1)
    heights = apart([float(end["value"]) for end in ends], 17 * rows * canvas.per_pixel)
    return [
        note(text, x=canvas.years[1], y=y, xanchor="left", xshift=6, align="left",
             font={"size": 13, "color": canvas.style.words_colour(line.role)})
        for text, y, line in zip(texts, heights, named, strict=True)
    ]  # fmt: skip


def _label_room(lines: Sequence[Line], style: Style) -> int:
    return int(max([width(_end_text(line, style, _axis_end(lines))) for line in _named(lines)], default=0)) + 16
