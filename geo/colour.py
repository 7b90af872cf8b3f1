"""Which text can be read on which ground."""

from collections.abc import Mapping
from typing import Any


def readable(ground: str, tokens: Mapping[str, Any]) -> str:
    """Return the ink or the colour of the page, whichever stands out more from a ground.

    >>> readable("#005654", {"ink": "#14262A", "bg": "#FFFFFF"})
    '#FFFFFF'
    """
    return str(max((tokens["ink"], tokens["bg"]), key=lambda colour: contrast(colour, ground)))


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, 1 to 21.

    >>> round(contrast("#000000", "#FFFFFF"), 1)
    21.0
    """
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def halo(ground: str) -> str:
    """Return a text shadow in the colour of the ground, which keeps hatch lines and borders off the letters."""
    return ", ".join([f"0px 0px 3px {ground}"] * 4)
