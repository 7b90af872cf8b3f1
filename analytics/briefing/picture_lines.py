"""Lines of a chart on paper: values over years with their bands, and slopes between two dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from analytics.briefing.blocks import Chart, Point
from analytics.briefing.drawing import (
    LEADING,
    SMALL,
    WIDTH,
    area,
    colour_of,
    column,
    ends,
    line,
    lines_of,
    mark,
    measured,
    picture,
    polyline,
    text,
    ticks,
)
from analytics.writing.axes import apart
from geo.tokens import LIGHT

TOP, HEIGHT, SLOPE_ROW = 14.0, 82.0, 12.5
END_ROOM = 130.0
MOST_WRITTEN = 9
"""With more years than this only the last value is written, so that numbers never lie on one another."""
DASHED = 'stroke-dasharray="5 3"'


@dataclass(frozen=True)
class _Frame:
    """Where years and values stand."""

    left: float
    right: float
    years: tuple[int, int]
    values: tuple[float, float]

    def at(self, point: Point, value: float | None = None) -> tuple[float, float]:
        first, last = self.years
        share = (int(point.label) - first) / ((last - first) or 1)
        return self.left + share * (self.right - self.left), self.height(point.value if value is None else value)

    def height(self, value: float | None) -> float:
        low, high = self.values
        return TOP + HEIGHT - ((value or 0.0) - low) / (high - low) * HEIGHT


def lines(chart: Chart, language: str) -> str:
    """The picture of line-with-band: each series with its band, name and last value at its end."""
    found = ends(chart.points) or [0.0, 1.0]
    marks = ticks(chart, *span(found, chart.percent), language)
    left = max(measured(word, SMALL) for _, word in marks) + 6
    years = [int(point.label) for point in chart.points]
    frame = _Frame(left + 18, WIDTH - END_ROOM, (min(years), max(years)), (marks[0][0], marks[-1][0]))
    parts = [
        part
        for place, word in marks
        for part in (
            line((left, frame.height(place), frame.right + 8, frame.height(place)), LIGHT.grid),
            column([word], left - 4, frame.height(place), colour=LIGHT.mute, anchor="end", size=SMALL),
        )
    ]
    parts += _years(frame, sorted(set(years)))
    series = _series(chart)
    for points in sorted(series, key=lambda one: one[0].selected):
        parts += _one(frame, points, chart, any(point.selected for point in chart.points))
    return picture([*parts, *_ends(frame, series)], TOP + HEIGHT + SMALL + 10)


def span(found: Sequence[float], percent: bool) -> tuple[float, float]:
    """Both ends of the value axis: zero where the values come near it; percentages end at 100."""
    low, high = min(found), max(found)
    if 0 <= low <= high / 3:
        return 0.0, high
    room = 0.08 * (high - low) or 1.0
    return low - room, min(high + room, 100.0) if percent and high <= 100 else high + room


def _years(frame: _Frame, years: Sequence[int]) -> list[str]:
    """The years that have a value; where they stand too near one another, every second one."""
    room = measured("2024 ", SMALL)
    kept: list[tuple[float, int]] = []
    for year in reversed(years):
        x = frame.at(Point(str(year), 0.0, ""))[0]
        if not kept or kept[-1][0] - x >= room:
            kept.append((x, year))
    return [
        text(str(year), x, TOP + HEIGHT + SMALL + 5, colour=LIGHT.mute, anchor="middle", size=SMALL) for x, year in kept
    ]


def _series(chart: Chart) -> list[list[Point]]:
    return [list(points) for _, points in groupby(chart.points, key=lambda one: one.series)]


def pieces(points: Sequence[Point], cuts: Sequence[int]) -> Iterator[list[Point]]:
    """The pieces between breaks: at a year without value, and before each first year of a new meaning."""
    piece: list[Point] = []
    for point in points:
        if piece and any(int(piece[-1].label) < cut <= int(point.label) for cut in cuts):
            yield piece
            piece = []
        if point.value is None:
            yield piece
            piece = []
        else:
            piece.append(point)
    yield piece


def _one(frame: _Frame, points: Sequence[Point], chart: Chart, chosen: bool) -> list[str]:
    colour = colour_of(points[0], chosen)
    behind = chosen and not points[0].selected
    parts: list[str] = []
    for piece in pieces(points, chart.cuts):
        bounded = [point for point in piece if point.lower is not None and point.upper is not None]
        if len(bounded) > 1:
            edge = [frame.at(point, point.upper) for point in bounded]
            edge += [frame.at(point, point.lower) for point in reversed(bounded)]
            parts.append(area(edge, colour, 'fill-opacity="0.2"'))
        parts.append(polyline([frame.at(point) for point in piece], colour, 1.8, DASHED if behind else ""))
        parts += [mark(*frame.at(point), colour, square=behind, hollow=point.unsure) for point in piece]
    return parts + ([] if behind else _written(frame, points))


def _written(frame: _Frame, points: Sequence[Point]) -> list[str]:
    known = [point for point in points if point.value is not None]
    if len(known) > MOST_WRITTEN:
        return []
    return [
        text(point.text.partition(" (")[0], x, y + (SMALL + 6 if valley(known, place) else -7), anchor="middle",
             size=SMALL, halo=LIGHT.bg)
        for place, point in enumerate(known[:-1])
        for x, y in [frame.at(point)]
    ]  # fmt: skip


def valley(points: Sequence[Point], place: int) -> bool:
    """Whether both neighbours stand higher: above such a point its own line would run through its number."""
    around = [points[near].value or 0.0 for near in (place - 1, place + 1) if 0 <= near < len(points)]
    return len(around) > 1 and min(around) > (points[place].value or 0.0)


def _ends(frame: _Frame, series: Sequence[Sequence[Point]]) -> list[str]:
    """Name and last value beside the end of each line, moved apart, with a leader where it had to move."""
    lasts = [next((one for one in reversed(points) if one.value is not None), points[-1]) for points in series]
    labels = [lines_of(f"{one.series} {one.text}".strip(), END_ROOM - 22, SMALL) for one in lasts]
    deepest = max(len(label) for label in labels)
    placed = apart([frame.height(one.value) for one in lasts], deepest * SMALL * LEADING + 2)
    parts: list[str] = []
    for point, label, y in zip(lasts, labels, placed, strict=True):
        x, height = frame.at(point)
        parts.append(line((x + 5, height, frame.right + 16, y), LIGHT.line, 0.7))
        colour = LIGHT.accent if point.selected else LIGHT.ink
        parts.append(column(label, frame.right + 19, y, colour=colour, size=SMALL, bold=point.selected))
    return parts


def slope(chart: Chart, language: str) -> str:
    """The picture of a slope: each series between its two dates, names at the right."""
    pairs = [(points[0], points[-1]) for points in _series(chart)]
    height = max(HEIGHT, SLOPE_ROW * len(pairs))
    found = ends(chart.points) or [0.0, 1.0]
    low, size = min(found), (max(found) - min(found)) or 1.0
    left, right = measured(max((one.text for one, _ in pairs), key=len)) + 30, WIDTH - 190.0

    def at(value: float | None) -> float:
        return TOP + 12 + height - ((value or low) - low) / size * height

    sides = [apart([at(pair[side].value) for pair in pairs], SLOPE_ROW) for side in (0, 1)]
    shift = max(0.0, TOP + 16 - min(*sides[0], *sides[1]))
    parts = [
        text(point.label, x, TOP - shift, colour=LIGHT.mute, anchor="middle", bold=True)
        for point, x in ((pairs[0][0], left), (pairs[0][1], right))
    ]
    order = sorted(range(len(pairs)), key=lambda one: pairs[one][0].selected)
    chosen = any(one.selected for one, _ in pairs)
    for place in order:
        first, last = pairs[place]
        colour = colour_of(first, chosen)
        words = {"colour": LIGHT.accent if first.selected else LIGHT.ink, "bold": first.selected, "size": SMALL}
        from_y, to_y = sides[0][place], sides[1][place]
        parts += [
            line((left - 12, from_y, left, at(first.value)), LIGHT.line, 0.7),
            line((right, at(last.value), right + 12, to_y), LIGHT.line, 0.7),
            line((left, at(first.value), right, at(last.value)), colour, 2.2 if first.selected else 1.3),
            mark(left, at(first.value), colour, square=not first.selected, hollow=first.unsure),
            mark(right, at(last.value), colour, square=not first.selected, hollow=last.unsure),
            column([first.text], left - 15, from_y, anchor="end", **words),
            column([f"{last.text} {last.series}"], right + 15, to_y, **words),
        ]
    lowest = max(*sides[0], *sides[1], TOP + 12 + height)
    return picture([f'<g transform="translate(0 {shift:.1f})">', *parts, "</g>"], lowest + shift + 10)
