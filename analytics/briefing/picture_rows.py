"""Rows of a chart on paper: dots with intervals, or bars from zero where every value is a complete count."""

from analytics.briefing.blocks import Chart, Point
from analytics.briefing.drawing import (
    LEADING,
    SIZE,
    SMALL,
    WIDE,
    WIDTH,
    box,
    colour_of,
    column,
    ends,
    line,
    lines_of,
    mark,
    measured,
    picture,
    text,
    ticks,
)
from geo.tokens import LIGHT

LABEL_ROOM, GAP, BAR = 225.0, 8.0, 10.0


def rows(chart: Chart, language: str) -> str:
    """The picture of bars-with-intervals, the first point on top."""
    chosen = any(one.selected for one in chart.points) and not all(one.selected for one in chart.points)
    labels = [lines_of(one.label, LABEL_ROOM, SIZE, chosen and one.selected) for one in chart.points]
    left = max(measured(part, SIZE, True) for label in labels for part in label) + GAP
    right = WIDTH - max((measured(one.text, SIZE, True) for one in chart.points if one.value is not None), default=0)
    scale = _Scale(chart, language, left, right - GAP)
    tops = [4.0]
    for label in labels:
        tops.append(tops[-1] + max(15.0, len(label) * SIZE * LEADING + 3))
    parts = scale.grid(tops[0], tops[-1])
    for point, label, top, bottom in zip(chart.points, labels, tops[:-1], tops[1:], strict=True):
        parts += _row(scale, point, label, (top + bottom) / 2)
    return picture(parts, tops[-1] + SMALL + 8)


class _Scale:
    """Where values stand, and how their marks look."""

    def __init__(self, chart: Chart, language: str, left: float, right: float) -> None:
        found = ends(chart.points)
        self.ticks = ticks(chart, min([0.0, *found]), max([0.0, *found]), language)
        self.left, self.right = left, right
        self.bars = not any(one.lower is not None for one in chart.points)
        self.limit = WIDE if chart.percent else None
        selected = [one.selected for one in chart.points]
        self.chosen, self.every = any(selected), all(selected)

    def at(self, value: float) -> float:
        low, high = self.ticks[0][0], self.ticks[-1][0]
        return self.left + (value - low) / (high - low) * (self.right - self.left)

    def grid(self, top: float, bottom: float) -> list[str]:
        lines = [line((self.at(place), top, self.at(place), bottom), LIGHT.grid) for place, _ in self.ticks]
        words = [
            text(word, self.at(place), bottom + SMALL + 3, colour=LIGHT.mute, anchor="middle", size=SMALL)
            for place, word in self.ticks
        ]
        return lines + words


def _row(scale: _Scale, point: Point, label: list[str], middle: float) -> list[str]:
    told = point.selected and not scale.every
    words = LIGHT.accent if told else LIGHT.ink
    parts = [column(label, scale.left - GAP, middle, colour=words, anchor="end", bold=told)]
    if point.value is None:
        return [*parts, column([point.text], scale.left + 2, middle, colour=LIGHT.mute, size=SMALL)]
    return [
        *parts,
        *(_bar(scale, point, middle) if scale.bars else _dot(scale, point, middle)),
        column([point.text], WIDTH - 1, middle, colour=words, anchor="end", bold=told),
    ]


def _bar(scale: _Scale, point: Point, middle: float) -> list[str]:
    start, end = sorted((scale.at(0), scale.at(point.value or 0)))
    colour = colour_of(point, scale.chosen)
    look = f'stroke="{colour}" stroke-width="1.2"'
    return [box((start, middle - BAR / 2), (end - start, BAR), LIGHT.bg if point.unsure else colour, look)]


def _dot(scale: _Scale, point: Point, middle: float) -> list[str]:
    colour, reach = colour_of(point, scale.chosen), _reach(point)
    pale = scale.limit is not None and reach is not None and (reach[1] - reach[0]) / 2 > scale.limit
    ends_ = (
        []
        if reach is None
        else [line((scale.at(reach[0]), middle, scale.at(reach[1]), middle), colour, 2.4,
                   f'stroke-opacity="{0.4 if pale else 0.65}"')]
    )  # fmt: skip
    return [*ends_, mark(scale.at(point.value or 0), middle, colour, square=not point.selected and scale.chosen,
                         hollow=point.unsure)]  # fmt: skip


def _reach(point: Point) -> tuple[float, float] | None:
    return None if point.lower is None or point.upper is None else (point.lower, point.upper)
