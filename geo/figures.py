"""Plotly figures made of plain dicts.

Plotly looks at every property of a new figure and refuses what it does not know, which takes nine tenths of the time of
making one: 48 of 54 ms for a trend of eleven regions. Our dicts are written by our own code, so the tests ask for that
look (`CHECKED`) and readers do without it.
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

CHECKED = False
"""Whether plotly checks each property; the tests do."""


def figure(traces: Sequence[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """A figure of these traces.

    Args:
        traces: as plotly.js takes them, each with its "type".
        layout: the same; a template as dict, since names stand for nothing here.

    Raises:
        ValueError: plotly does not know a property or its value (only where `CHECKED`).
    """
    return go.Figure(data=list(traces), layout=layout, _validate=CHECKED)
