"""Plotly's template made of Kvali's colours. A chart never names a colour of its own."""

from functools import cache
from typing import Any

from geo.tokens import CHANGE, DARK, LIGHT, Tokens, tokens

__all__ = ["CHANGE", "DARK", "FONT", "LIGHT", "Tokens", "faded", "template", "tokens"]

FONT = "Noto Sans, Noto Sans Georgian, sans-serif"


def faded(colour: str, opacity: float) -> str:
    """A colour of the theme as plotly's rgba.

    >>> faded("#0B5C5B", 0.2)
    'rgba(11, 92, 91, 0.2)'
    """
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity:g})"


def _ramp(colours: tuple[str, ...]) -> list[list[object]]:
    return [[step / (len(colours) - 1), colour] for step, colour in enumerate(colours)]


def _axis(colours: Tokens) -> dict[str, object]:
    quiet = {"size": 13, "color": colours.mute}
    return {
        "gridcolor": colours.grid, "linecolor": colours.line, "zeroline": False, "ticks": "", "automargin": True,
        "tickfont": quiet, "title": {"font": quiet}, "fixedrange": True,
    }  # fmt: skip


@cache
def template(colours: Tokens) -> dict[str, Any]:
    """The plotly template of one theme: paper, axes, hover box, no legend box, no world map; nobody changes it."""
    words = {"family": FONT, "size": 13, "color": colours.ink}
    layout = {
        "font": words, "paper_bgcolor": colours.bg, "plot_bgcolor": colours.bg, "colorway": colours.kinds,
        "colorscale": {"sequential": _ramp(colours.sequence), "diverging": _ramp(CHANGE)},
        "margin": {"l": 8, "r": 8, "t": 24, "b": 8}, "showlegend": False, "bargap": 0.35, "dragmode": False,
        "hoverlabel": {"bgcolor": colours.bg2, "bordercolor": colours.line, "font": words, "align": "left"},
        "xaxis": _axis(colours), "yaxis": _axis(colours),
        "geo": {"bgcolor": colours.bg, "showframe": False, "showcoastlines": False, "showland": False,
                "showcountries": False, "showlakes": False},
    }  # fmt: skip
    return {"layout": layout}
