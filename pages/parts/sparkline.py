"""The small trend inside a card, as SVG text; it costs no plotly. Its words stand beside it, as the picture's alt."""

from collections.abc import Sequence

from pages.parts.charts import Role
from pages.parts.theme import Tokens
from pages.parts.trend import PHASES

WIDTH, HEIGHT = 200, 40


def sparkline(points: Sequence[tuple[float, float]], tokens: Tokens, *, role: Role = "main") -> str:
    """A line with a dot at its end, the project's phases behind it, first and last year below.

    Args:
        points: (year, value), at least two, of one source and without a break.
        tokens: colours of the theme in force.
        role: main or selected.

    Raises:
        ValueError: fewer than two points make no trend.
    """
    if len(points) < 2:
        raise ValueError("a small trend needs two points")
    ordered = sorted(points)
    years, values = [year for year, _ in ordered], [value for _, value in ordered]
    x, y = _scale(years, 3, WIDTH - 5), _scale(values, HEIGHT - 5, 5)
    colour = tokens.accent if role == "selected" else tokens.brand
    path = " ".join(f"{x(year):.1f},{y(value):.1f}" for year, value in ordered)
    last = f'<circle cx="{x(years[-1]):.1f}" cy="{y(values[-1]):.1f}" r="4" fill="{colour}"/>'
    line = f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + 14}" width="{WIDTH}" '
        f'height="{HEIGHT + 14}">{_phases(years, x, tokens)}{line}{last}'
        f"{_year(years[0], 'start', 0, tokens)}{_year(years[-1], 'end', WIDTH, tokens)}</svg>"
    )


class _scale:  # noqa: N801 - reads as a function: x(year)
    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.low, self.size = min(values), (max(values) - min(values)) or 1.0
        self.start, self.end = start, end

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / self.size * (self.end - self.start)


def _phases(years: Sequence[float], x: _scale, tokens: Tokens) -> str:
    fills = {"CSSIGE": tokens.phase1, "STAR": tokens.phase2}
    clipped = [(name, max(first - 0.5, years[0]), min(last + 0.5, years[-1])) for name, first, last in PHASES]
    return "".join(
        f'<rect x="{x(left):.1f}" y="0" width="{x(right) - x(left):.1f}" height="{HEIGHT}" fill="{fills[name]}"/>'
        for name, left, right in clipped
        if left < right
    )


def _year(year: float, anchor: str, x: int, tokens: Tokens) -> str:
    return (
        f'<text x="{x}" y="{HEIGHT + 12}" font-size="11" font-family="Noto Sans, sans-serif" fill="{tokens.mute}" '
        f'text-anchor="{anchor}">{year:g}</text>'
    )
