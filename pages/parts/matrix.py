"""Row above column, in how many of 100: which pairs can be told apart at all."""

import pandas as pd
import plotly.graph_objects as go

from analytics.certainty import AHEAD
from pages.parts.charts import Style, Trace, figure, row_axis
from pages.parts.labels import wrapped

CELL = 36
PROBABLE = 80.0
"""From so many of 100 methods on, one place is probably ahead."""
Shares = list[list[int | None]]


def matrix(ahead: pd.DataFrame, style: Style, *, short: list[str], selected: str = "") -> go.Figure:
    """A pairwise matrix: 95 and more filled, 80 to 94 tinted, the rest plain, the diagonal empty.

    Args:
        ahead: square; index and columns are the same full names in the order to draw; a cell is the share (0 to 1) of
            draws or methods in which its row stands above its column. The diagonal is not read.
        style: language and colours.
        short: short names for the heads of the columns, in the same order.
        selected: the full name to write in accent.

    Raises:
        ValueError: rows and columns differ.
    """
    names = [str(name) for name in ahead.index]
    if names != [str(name) for name in ahead.columns]:
        raise ValueError("rows and columns of a pairwise matrix must be the same")
    shares = _shares(ahead.to_numpy(dtype=float).tolist())
    roles = ["selected" if name == selected else "main" for name in names]
    return figure(
        [_cells(shares, names, style)], style, 48 + CELL * len(names),
        yaxis=row_axis([wrapped(name) for name in names], roles, style),
        xaxis={"side": "top", "tickvals": list(range(len(names))), "ticktext": short, "showgrid": False,
               "range": [-0.5, len(names) - 0.5]},
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
    )  # fmt: skip


def hundredths(share: float) -> int:
    """A share in whole hundredths; 1 and 99 are the ends, since no sample makes an order certain.

    >>> hundredths(1.0), hundredths(0.004), hundredths(0.5)
    (99, 1, 50)
    """
    return min(99, max(1, round(100 * share)))


def _shares(cells: list[list[float]]) -> Shares:
    return [[None if x == y else hundredths(cell) for x, cell in enumerate(line)] for y, line in enumerate(cells)]


def _level(share: int) -> int:
    return 0 if share < PROBABLE else 1 if share < AHEAD else 2


def _cells(shares: Shares, names: list[str], style: Style) -> Trace:
    """The cells; a number shrinks with its cell and leaves it where a phone has no room, never a half of it."""
    grounds = (style.tokens.bg2, style.tokens.sequence[1], style.tokens.sequence[3])
    scale = [[(step + end) / 3, ground] for step, ground in enumerate(grounds) for end in (0, 1)]
    return {
        "type": "heatmap", "z": [[None if share is None else _level(share) for share in line] for line in shares],
        "zmin": -0.5, "zmax": 2.5, "colorscale": scale, "showscale": False, "xgap": 2, "ygap": 2, "hoverinfo": "text",
        "text": [["" if share is None else str(share) for share in line] for line in shares],
        "texttemplate": "%{text}", "hoverongaps": False,
        "hovertext": [[f"{above} > {below}: {share}" for below, share in zip(names, line, strict=True)]
                      for above, line in zip(names, shares, strict=True)],
    }  # fmt: skip
