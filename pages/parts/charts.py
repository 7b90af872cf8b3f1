"""What all of Kvali's charts share: the frame of a figure, axes in the reader's language, colours by role.

The charts themselves are in trend.py, dots.py, slope.py, bars.py and sparkline.py. They take plain frames and words,
know nothing of streamlit, and are built in one go from plain dicts (six times quicker than by add_trace).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from geo import figures
from pages.parts.format import amount, bare, interval, missing
from pages.parts.theme import Tokens, template

Role = Literal["main", "selected", "peer"]
"""Whose mark it is: the default series, the region or hub that the reader chose, or one of the others behind."""

Trace = dict[str, Any]
PADDING = 0.08
"""So much of the values' range stays free on both sides of lines."""
_SEPARATORS = {"ka": ",\u00a0", "en": ".,"}


@dataclass(frozen=True)
class Style:
    """How a chart writes and paints.

    Attributes:
        format: the record's format field, "percent:0".
        language: "ka" or "en".
        tokens: colours of the theme in force.
    """

    format: str
    language: str
    tokens: Tokens

    def colour(self, role: str) -> str:
        """Colour of a mark: accent only for the reader's own choice."""
        return {"selected": self.tokens.accent, "peer": self.tokens.context}.get(role, self.tokens.brand)

    def words_colour(self, role: str) -> str:
        """Colour of a label: the others in quiet text, since their marks' grey is too pale for letters."""
        return {"selected": self.tokens.accent, "peer": self.tokens.mute}.get(role, self.tokens.ink)

    def value(self, value: float) -> str:
        """A value without its unit, as written beside marks."""
        return bare(self.format, value, self.language)

    def full(self, value: float, lower: object = None, upper: object = None) -> str:
        """A value with unit and, where there is one, its interval: "23% (20–26)"."""
        written = amount(self.format, value, self.language)
        return written if missing(lower) or missing(upper) else f"{written} ({self.ends(lower, upper)})"

    def ends(self, lower: Any, upper: Any) -> str:
        """The interval's two ends, "20–26"."""
        return interval(self.format, float(lower), float(upper), self.language)


def figure(traces: list[Trace], style: Style, height: int, **layout: Any) -> go.Figure:
    """A figure of fixed height in Kvali's template and the language's separators."""
    common = {"template": template(style.tokens), "height": height, "separators": _SEPARATORS[style.language]}
    return figures.figure(traces, common | layout)


def value_ticks(values: list[float], style: Style) -> dict[str, Any]:
    """Ticks of a value axis: plain numbers, the percent sign only at the upper end."""
    step = values[1] - values[0] if len(values) > 1 else 1.0
    digits = next((count for count in range(6) if abs(round(step, count) - step) < 1e-9), 6)
    form = f"number:{digits}"
    words = [bare(form, value, style.language) for value in values]
    if style.format.startswith("percent"):
        words[-1] += "%"
    return {"tickmode": "array", "tickvals": values, "ticktext": words, "range": [values[0], values[-1]]}


def span(rows: pd.DataFrame, *, from_zero: bool) -> tuple[float, float]:
    """Lowest and highest end of all values and intervals in `rows`, and zero where the axis starts there."""
    ends = [rows[name] for name in ("value", "lower", "upper") if name in rows]
    all_ends = pd.concat(ends).dropna().astype(float)
    low, high = float(all_ends.min()), float(all_ends.max())
    return (min(low, 0.0), max(high, 0.0)) if from_zero else (low, high)


def line_span(rows: pd.DataFrame, style: Style) -> tuple[float, float]:
    """Both ends of the value axis of lines: room around the values, and zero only where they come near it.

    Near is a third of the value furthest from zero; percentages end at 100.
    """
    low, high = span(rows, from_zero=False)
    near, far = sorted((abs(low), abs(high)))
    if low * high >= 0 and near <= far / 3:
        return span(rows, from_zero=True)
    room = PADDING * (high - low) or 0.1 * far or 1.0
    most = 100.0 if style.format.startswith("percent") and high <= 100 else high + room
    return low - room, min(high + room, most)


def row_axis(labels: Sequence[str], roles: Iterable[str], style: Style) -> dict[str, Any]:
    """An axis with one row per label, the first one on top, the selected one in accent."""
    heads = [
        f'<span style="color:{style.tokens.accent}"><b>{label}</b></span>' if role == "selected" else label
        for label, role in zip(labels, roles, strict=True)
    ]
    count = len(heads)
    # ticks without colour: they only keep the labels away from the marks
    gap = {"ticks": "outside", "ticklen": 6, "tickcolor": "rgba(0, 0, 0, 0)"}
    return {"range": [count - 0.5, -0.5], "tickvals": list(range(count)), "ticktext": heads, "showgrid": False, **gap}


def rows_height(labels: Iterable[str]) -> int:
    """Pixels for a chart of rows: 29 a row, 40 where its label has two lines; all rows grow where one has more."""
    lines = [label.count("<br>") + 1 for label in labels]
    if max(lines, default=1) > 2:
        return 56 + len(lines) * (16 * max(lines) + 4)
    return 56 + sum(40 if count > 1 else 29 for count in lines)


def note(text: str, **where: Any) -> dict[str, Any]:
    """An annotation without an arrow."""
    return {"text": text, "showarrow": False, **where}
