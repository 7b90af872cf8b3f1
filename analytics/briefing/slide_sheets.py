"""The sheets behind the charts of slides: values, how far intervals reach, words and fact ids, where charts point."""

import datetime
from io import BytesIO
from itertools import groupby
from typing import Any

from analytics.briefing.blocks import Chart, Point
from analytics.briefing.picture_lines import pieces

SHEET = "Sheet1"
"""The name that python-pptx's references to cells carry."""
HEADS = ("lower", "upper", "plus", "minus", "as written", "fact id")
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def whole_lines(chart: Chart) -> list[tuple[str, list[Point]]]:
    """Each line that has a known point, with all its points."""
    grouped = [(name, list(points)) for name, points in groupby(chart.points, key=lambda one: one.series)]
    return [(name, points) for name, points in grouped if any(point.value is not None for point in points)]


def broken_lines(chart: Chart) -> list[tuple[str, list[Point]]]:
    """Each line, with an empty point where it breaks: a value is missing, or means something else from then on."""
    found = []
    for name, points in whole_lines(chart):
        parts = [piece for piece in pieces(points, chart.cuts) if piece]
        gaps = [Point(piece[-1].label, None, "", series=name, selected=piece[-1].selected) for piece in parts[:-1]]
        joined = [[*piece, gap] for piece, gap in zip(parts[:-1], gaps, strict=True)]
        found.append((name, [point for piece in [*joined, *parts[-1:]] for point in piece]))
    return found


def reach(point: Point, name: str) -> float:
    """How far the interval reaches up ("plus") or down from the value; 0 without one."""
    end = point.upper if name == "plus" else point.lower
    return 0.0 if end is None or point.value is None else abs(end - point.value)


def _blocks(chart: Chart) -> list[tuple[str, list[Point]]]:
    if chart.kind == "bars-with-intervals":
        return [(chart.unit, list(chart.points))]
    return broken_lines(chart) if chart.kind == "line-with-band" else whole_lines(chart)


def sheet(chart: Chart, day: str) -> bytes:
    """The sheet behind a chart, where its references point: a column a place for slopes, else a block a series.

    Intervals, words and fact ids stand beside or below.
    """
    import xlsxwriter  # noqa: PLC0415

    file = BytesIO()
    with xlsxwriter.Workbook(file, _PLAIN) as book:
        book.set_properties({"author": "Kvali", "created": datetime.datetime.fromisoformat(day)})
        page = book.add_worksheet(SHEET)
        blocks, row = _blocks(chart), 0
        if chart.kind == "slope":
            page.write_column(1, 0, [point.label for point in blocks[0][1]])
            for column, (name, points) in enumerate(blocks, start=1):
                page.write_column(0, column, [name, *(point.value for point in points)])
            row = len(blocks[0][1]) + 2
        for name, points in blocks:
            page.write_row(row, 0, ["", name, *HEADS])
            for place, point in enumerate(points, start=row + 1):
                page.write_row(place, 0, _row(point))
            row += len(points) + 2
    return file.getvalue()


def _row(point: Point) -> list[Any]:
    head = int(point.label) if point.label.isdigit() else named_with_value(point)
    bounds = ["" if end is None else end for end in (point.value, point.lower, point.upper)]
    return [head, *bounds, reach(point, "plus"), reach(point, "minus"), point.text, ", ".join(point.fact_ids)]


def named_with_value(point: Point) -> str:
    """The name of a bar, with its value and interval in a second line."""
    return f"{point.label}\n{point.text}"
