"""Drawing on paper: shapes and words as SVG, measured in the fonts that are shipped.

Lengths are points (1/72 inch). A picture is `WIDTH` wide, the text of an A4 page.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from analytics.briefing.blocks import Chart, Point
from analytics.briefing.typesetting import FONTS
from analytics.writing.axes import steps
from analytics.writing.numbers import number
from geo.tokens import LIGHT

WIDTH = 480.0
SIZE, SMALL = 9.0, 8.0
LEADING = 1.25
WIDE = 11.5
"""Half-width in points from which an interval is drawn paler, as on screen."""
FAMILY = "Noto Sans"
_JOINER = "\u2060"
_MEASURED_AT = 100


@lru_cache(maxsize=2)
def _font(bold: bool) -> Any:
    from PIL import ImageFont  # noqa: PLC0415 - pages never measure

    return ImageFont.truetype(str(FONTS / f"NotoSans-{'Bold' if bold else 'Regular'}.ttf"), _MEASURED_AT)


@lru_cache(maxsize=20_000)
def measured(words: str, size: float = SIZE, bold: bool = False) -> float:
    """How many points some words take on one line."""
    return float(_font(bold).getlength(words.replace(_JOINER, ""))) * size / _MEASURED_AT


def lines_of(words: str, room: float, size: float = SIZE, bold: bool = False) -> list[str]:
    """Words in lines no wider than `room`, broken at spaces; a longer word stands alone."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measured(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def text(words: str, x: float, y: float, *, colour: str = LIGHT.ink, anchor: str = "start", size: float = SIZE,
         bold: bool = False, halo: str = "") -> str:  # fmt: skip
    """One line of words; y is its base line, `halo` a colour that keeps lines off the letters."""
    ring = f' stroke="{halo}" stroke-width="2.6" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    weight = ' font-weight="700"' if bold else ""
    place = f'x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}"'
    look = f'font-family="{FAMILY}" font-size="{size:g}" fill="{colour}"{weight}{ring}'
    return f"<text {place} {look}>{escape(words.replace(_JOINER, ''))}</text>"


def column(lines: Sequence[str], x: float, middle: float, **look: Any) -> str:
    """Several lines around a middle height."""
    size = float(look.get("size", SIZE))
    first = middle - (len(lines) - 1) * size * LEADING / 2 + size * 0.36
    return "".join(text(line, x, first + place * size * LEADING, **look) for place, line in enumerate(lines))


def line(ends: tuple[float, float, float, float], colour: str, thick: float = 1.0, extra: str = "") -> str:
    """A straight line from (x, y) to (x, y)."""
    x, y, to_x, to_y = ends
    return (
        f'<line x1="{x:.2f}" y1="{y:.2f}" x2="{to_x:.2f}" y2="{to_y:.2f}" stroke="{colour}" '
        f'stroke-width="{thick:g}" {extra}/>'
    )


def polyline(points: Iterable[tuple[float, float]], colour: str, thick: float = 1.8, extra: str = "") -> str:
    """A line through points."""
    path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{thick:g}" {extra}/>'


def area(points: Iterable[tuple[float, float]], colour: str, extra: str = "") -> str:
    """A filled area."""
    path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    return f'<polygon points="{path}" fill="{colour}" {extra}/>'


def box(corner: tuple[float, float], size: tuple[float, float], fill: str, extra: str = "") -> str:
    """A rectangle."""
    return (
        f'<rect x="{corner[0]:.2f}" y="{corner[1]:.2f}" width="{size[0]:.2f}" height="{size[1]:.2f}" '
        f'fill="{fill}" {extra}/>'
    )


def mark(x: float, y: float, colour: str, *, square: bool = False, hollow: bool = False) -> str:
    """A mark with a ring in the colour of the page; the others are square, so that grey tells them apart too."""
    fill, ring = (LIGHT.bg, colour) if hollow else (colour, LIGHT.bg)
    pen = f'fill="{fill}" stroke="{ring}" stroke-width="{1.4 if hollow else 1:g}"'
    if square:
        return f'<rect x="{x - 3:.2f}" y="{y - 3:.2f}" width="6" height="6" {pen}/>'
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="3.8" {pen}/>'


def picture(parts: Iterable[str], height: float, defs: str = "") -> str:
    """The whole drawing."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}pt" height="{height:.1f}pt"'
    return f'{head} viewBox="0 0 {WIDTH:g} {height:.1f}">{defs}{"".join(parts)}</svg>'


def value(chart: Chart, amount: float, language: str) -> str:
    """A value as its axis writes it, with its percent sign."""
    return number(amount, chart.digits, language) + ("%" if chart.percent else "")


def ends(points: Iterable[Point]) -> list[float]:
    """All values and ends of intervals of these points."""
    found = [end for point in points for end in (point.value, point.lower, point.upper)]
    return [end for end in found if end is not None]


def ticks(chart: Chart, low: float, high: float, language: str) -> list[tuple[float, str]]:
    """Round ticks with their words, the percent sign at the upper end only."""
    places = steps(low, high if high > low else low + 1)
    digits = next((count for count in range(6) if all(abs(round(one, count) - one) < 1e-9 for one in places)), 6)
    words = [number(one, digits, language) for one in places]
    words[-1] += "%" if chart.percent else ""
    return list(zip(places, words, strict=True))


def colour_of(point: Point, any_selected: bool) -> str:
    """Accent for the subject, grey for the others behind it; without a subject all are in the brand's colour."""
    if not any_selected:
        return LIGHT.brand
    return LIGHT.accent if point.selected else LIGHT.context
