"""The points of a trend that no line joins, and what every point says when it is touched."""

import pandas as pd

from analytics.combine import as_dicts
from pages.parts.charts import Style, Trace
from pages.parts.theme import faded

MOST_HOLLOW = 4
"""Of more figures of other surveys, only the first and the last have their value beside them."""


def hollow(points: pd.DataFrame, label: str, role: str, style: Style) -> Trace:
    """Figures of other surveys as hollow dots with their intervals.

    Args:
        points: one row per year: year, value; optional lower, upper.
        label: whose figures they are.
        role: main, selected or peer.
        style: format, language, colours.
    """
    rows = points.sort_values("year")
    colour = style.tokens.ink if role == "main" else style.words_colour(role)
    trace: Trace = {
        "type": "scatter", "mode": "markers+text", "x": rows["year"].tolist(), "y": rows["value"].tolist(),
        "marker": {"size": 9, "color": style.tokens.bg, "line": {"width": 2, "color": colour}},
        "text": _values(rows, style), "textposition": "middle right", "textfont": {"size": 13, "color": colour},
        "hovertext": hover(rows, label, style), "hoverinfo": "text", "cliponaxis": False,
    }  # fmt: skip
    if has_interval(rows):
        trace["error_y"] = {
            "type": "data", "symmetric": False, "array": (rows["upper"] - rows["value"]).tolist(),
            "arrayminus": (rows["value"] - rows["lower"]).tolist(), "color": faded(colour, 0.55),
            "thickness": 3, "width": 0,
        }  # fmt: skip
    return trace


def _values(rows: pd.DataFrame, style: Style) -> list[str]:
    """The values beside hollow dots, as far as they do not run into each other."""
    last = len(rows) - 1
    return [
        style.value(value) if len(rows) <= MOST_HOLLOW or place in (0, last) else ""
        for place, value in enumerate(rows["value"])
    ]


def hover(rows: pd.DataFrame, label: str, style: Style) -> list[str]:
    """What each point says: label, year, value with its interval."""
    return [
        f"{label}<br>{int(row['year'])}: {style.full(row['value'], row.get('lower'), row.get('upper'))}"
        for row in as_dicts(rows)
    ]


def has_interval(rows: pd.DataFrame) -> bool:
    """Whether any of the points has bounds."""
    return {"lower", "upper"} <= set(rows) and bool(rows["lower"].notna().any())
