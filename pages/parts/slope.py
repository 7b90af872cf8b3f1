"""Two dates side by side, one line per place: complete counts, or values whose intervals stand in the table."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.combine import as_dicts
from analytics.writing.axes import apart
from pages.parts.charts import Style, Trace, figure, note
from pages.parts.labels import width

HEIGHT = 360
_LEAD = 0.06


def slope(
    rows: pd.DataFrame, style: Style, *, first: str, last: str, names_both_sides: bool = False, height: int = HEIGHT
) -> go.Figure:
    """Each place's value at two dates; all in grey, the selected one in accent, labels moved apart with leaders.

    Args:
        rows: label (the short name), first, last (both known); optional role (peer or selected) and line: solid, dot
            (no reliable change) or "" (not comparable: two points and no line).
        style: format, language, colours.
        first: head of the left date, "2016".
        last: head of the right date.
        names_both_sides: names at the left too; only where the figure has the whole width of the page.
        height: pixels.

    Raises:
        ValueError: no place has both values.
    """
    known = rows.dropna(subset=["first", "last"])
    if known.empty:
        raise ValueError("a slope needs a place with both values")
    known = known.assign(role=known.get("role", "peer"), line=known.get("line", "solid"))
    ends = pd.concat([known["first"], known["last"]])
    room = (float(ends.max() - ends.min()) or 1.0) * 0.04
    low, high = float(ends.min()) - room, float(ends.max()) + room
    gap = 17 * (high - low) / (height - 40)
    placed = {side: apart(known[side].tolist(), gap) for side in ("first", "last")}
    low, high = min(low, *placed["first"], *placed["last"]), max(high, *placed["first"], *placed["last"])
    texts = {side: _labels(known, side, style, named=names_both_sides or side == "last") for side in ("first", "last")}
    return figure(
        [*_leaders(known, placed, style), *_lines(known, style)], style, height,
        xaxis={"range": [-_LEAD, 1 + _LEAD], "tickvals": [0, 1], "ticktext": [first, last], "side": "top",
               "tickangle": 0, "gridcolor": style.tokens.line},
        yaxis={"range": [low - gap / 2, high + gap / 2], "visible": False},
        annotations=[*_notes(texts, placed, known, style)],
        margin={"l": _room(texts["first"]), "r": _room(texts["last"]), "t": 8, "b": 8},
    )  # fmt: skip


def _labels(rows: pd.DataFrame, side: str, style: Style, *, named: bool) -> list[str]:
    values = [f"<b>{style.value(value)}</b>" for value in rows[side]]
    if not named:
        return values
    pairs = zip(rows["label"], values, strict=True)
    return [f"{label} {value}" if side == "first" else f"{value} {label}" for label, value in pairs]


def _room(texts: list[str]) -> int:
    return int(max(width(text) for text in texts)) + 10


def _lines(rows: pd.DataFrame, style: Style) -> list[Trace]:
    """One trace per place, the selected one last and so on top."""
    ordered = rows.sort_values("role", key=lambda role: role == "selected", kind="stable")
    return [_line(row, style) for row in as_dicts(ordered)]


def _line(row: dict[str, Any], style: Style) -> Trace:
    colour, chosen = style.colour(row["role"]), row["role"] == "selected"
    return {
        "type": "scatter", "mode": "lines+markers" if row["line"] else "markers",
        "x": [0, 1], "y": [row["first"], row["last"]],
        "line": {"color": colour, "width": 2.5 if chosen else 1.5, "dash": row["line"] or "solid"},
        "marker": {"size": 9, "color": colour, "line": {"width": 1.5, "color": style.tokens.bg}},
        "hovertext": f"{row['label']}: {style.full(row['first'])} → {style.full(row['last'])}", "hoverinfo": "text",
        "cliponaxis": False,
    }  # fmt: skip


def _leaders(rows: pd.DataFrame, placed: dict[str, list[float]], style: Style) -> list[Trace]:
    """Thin lines from each point to its label, all in one trace."""
    x: list[float | None] = []
    y: list[float | None] = []
    for side, at, out in (("first", 0.0, -_LEAD), ("last", 1.0, 1 + _LEAD)):
        for point, label in zip(rows[side], placed[side], strict=True):
            x += [at, out, None]
            y += [float(point), label, None]
    line = {"color": style.tokens.line, "width": 1}
    return [{"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}]


def _notes(
    texts: dict[str, list[str]], placed: dict[str, list[float]], rows: pd.DataFrame, style: Style
) -> list[dict[str, Any]]:
    sides = (("first", -_LEAD, "right"), ("last", 1 + _LEAD, "left"))
    return [
        note(text, x=x, y=y, xanchor=anchor, font={"size": 13, "color": style.words_colour(role)})
        for side, x, anchor in sides
        for text, y, role in zip(texts[side], placed[side], rows["role"], strict=True)
    ]
