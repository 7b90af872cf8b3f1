"""Plotly figures made of plain dicts.

Plotly looks at every property of a new figure and refuses what it does not know, which takes nine tenths of the time of
making one: 48 of 54 ms for a trend of eleven regions. Our dicts are written by our own code, so the tests ask for that
look (`CHECKED`) and readers do without it. Nor do they need plotly's objects, thousands for each figure that hold each
other in rings, which Python's collector must go through again and again; a figure of theirs is the dicts it is made of.
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

CHECKED = False
"""Whether plotly checks each property; the tests do."""


class _Written(go.Figure):  # type: ignore[misc]  # plotly tells no types
    """A figure that can be drawn and written, and nothing else: all that Streamlit and `plotly.io` ask for."""

    def __init__(self, written: dict[str, Any]) -> None:
        self._written = written

    def to_dict(self) -> dict[str, Any]:
        """The dicts themselves; nobody may change them."""
        return self._written


def figure(traces: Sequence[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """A figure of these traces: only its `to_dict` may be relied on, and what that gives may not be changed.

    Args:
        traces: as plotly.js takes them, each with its "type".
        layout: the same; a template as dict, since names stand for nothing here.

    Raises:
        ValueError: plotly does not know a property or its value (only where `CHECKED`).
    """
    if CHECKED:
        return go.Figure(data=list(traces), layout=layout)
    return _Written({"data": list(traces), "layout": layout})
