"""Native charts for slides, which staff can edit: values, intervals and fact ids stand in the sheet behind each."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from analytics.briefing.blocks import Chart, ChartKind, Point
from analytics.briefing.drawing import colour_of, ends
from analytics.briefing.picture_lines import MOST_WRITTEN, span, valley
from analytics.briefing.slide_sheets import SHEET, broken_lines, named_with_value, reach, sheet, whole_lines
from analytics.writing.axes import steps
from geo.tokens import LIGHT

POINT = 12_700
TEXT, SMALL = 12, 11
_CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"


def add(slide: Any, chart: Chart, box: tuple[int, int, int, int], day: str) -> Any:
    """Adds a chart to a slide; not for maps, which are pictures.

    Args:
        slide: a slide of python-pptx.
        chart: what it shows.
        box: left, top, width, height in EMU.
        day: the date of the sheet behind it, ISO.
    """
    frame = _KINDS[chart.kind](slide, chart, box)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(sheet(chart, day))
    return frame


def _bars(slide: Any, chart: Chart, box: tuple[int, int, int, int]) -> Any:
    """Bars from zero with error bars; each name carries its value and interval, so that no label lies on a bar."""
    from pptx.chart.data import CategoryChartData  # noqa: PLC0415 - pages never write slides
    from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION  # noqa: PLC0415
    from pptx.oxml import parse_xml  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    data = CategoryChartData()
    data.categories = [named_with_value(point) for point in chart.points]
    data.add_series(chart.unit, [point.value for point in chart.points])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
    drawn = _plain(frame.chart)
    drawn.category_axis.reverse_order = True
    drawn.category_axis.tick_labels.font.size = Pt(SMALL - 1)
    last = drawn.category_axis._element.find(f"{{{_CHARTS}}}noMultiLvlLbl")
    last.addprevious(parse_xml(f'<c:tickLblSkip xmlns:c="{_CHARTS}" val="1"/>'))
    drawn.plots[0].gap_width = 70
    series = drawn.plots[0].series[0]
    chosen = any(point.selected for point in chart.points)
    for place, point in enumerate(chart.points):
        fill = series.points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(LIGHT.bg if point.unsure else colour_of(point, chosen))
        series.points[place].format.line.color.rgb = rgb(colour_of(point, chosen))
    _value_axis(drawn.value_axis, chart, 0.0)
    drawn.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # the axis is turned: this is below
    _error_bars(series._element, chart.points, 2, "")
    return frame


def _lines(slide: Any, chart: Chart, box: tuple[int, int, int, int]) -> Any:
    """Lines over true years, with the interval of each value as an error bar."""
    from pptx.chart.data import XyChartData  # noqa: PLC0415
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415

    data, groups = XyChartData(), broken_lines(chart)
    for name, points in groups:
        series = data.add_series(name)
        for point in points:
            series.add_data_point(int(point.label), point.value)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, *box, data)
    drawn = _plain(frame.chart)
    _room_for_names(drawn)
    _year_axis(drawn.category_axis, [int(point.label) for point in chart.points])
    low, high = span(ends(chart.points), chart.percent)
    _value_axis(drawn.value_axis, chart, low, high)
    row = 2
    for series, (_, points) in zip(drawn.plots[0].series, groups, strict=True):
        _line(series, points, chart)
        _empty(series._element)
        _error_bars(series._element, points, row, '<c:errDir val="y"/>')
        row += len(points) + 2
    return frame


def _slope(slide: Any, chart: Chart, box: tuple[int, int, int, int]) -> Any:
    """Two dates; named are the subject, the highest and the lowest, all others in the sheet and in the notes."""
    from pptx.chart.data import CategoryChartData  # noqa: PLC0415
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415

    data, groups = CategoryChartData(), whole_lines(chart)
    data.categories = [point.label for point in groups[0][1]]
    for name, points in groups:
        data.add_series(name, [point.value for point in points])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *box, data)
    drawn = _plain(frame.chart)
    found = ends(chart.points)
    _value_axis(drawn.value_axis, chart, min(found), max(found))
    lasts = sorted(points[-1].value or 0.0 for _, points in groups)
    for series, (_, points) in zip(drawn.plots[0].series, groups, strict=True):
        told = points[-1].selected or points[-1].value in (lasts[0], lasts[-1])
        _line(series, points, chart, named=told)
    return frame


_KINDS: Mapping[ChartKind, Callable[..., Any]] = {
    "bars-with-intervals": _bars, "line-with-band": _lines, "slope": _slope,
}  # fmt: skip


def _empty(series: Any) -> None:
    """Takes the missing values out of what a chart remembers of its sheet, which python-pptx writes as words."""
    for value in [one for one in series.iter(f"{{{_CHARTS}}}v") if one.text == "None"]:
        point = value.getparent()
        point.getparent().remove(point)


def _room_for_names(drawn: Any) -> None:
    """The plot leaves the right of the chart to the names at the lines' ends."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    edges = (("x", 0.07), ("y", 0.06), ("w", 0.74), ("h", 0.82))
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    places = "".join(f'<c:{name} val="{share}"/>' for name, share in edges)
    layout = f'<c:manualLayout><c:layoutTarget val="inner"/>{modes}{places}</c:manualLayout>'
    xml = f'<c:layout xmlns:c="{_CHARTS}">{layout}</c:layout>'
    area = drawn._chartSpace.chart.plotArea
    for old in [child for child in area if child.tag.endswith("}layout")]:
        area.remove(old)
    area.insert(0, parse_xml(xml))


def _plain(drawn: Any) -> Any:
    """No legend and no title (the slide has one), quiet text."""
    from pptx.util import Pt  # noqa: PLC0415

    drawn.has_legend, drawn.has_title = False, False
    drawn.font.size, drawn.font.color.rgb = Pt(SMALL), rgb(LIGHT.ink)
    return drawn


def _value_axis(axis: Any, chart: Chart, low: float, high: float | None = None) -> None:
    most = max([low, *ends(chart.points)]) if high is None else high
    ticks = steps(low, most if most > low else low + 1)
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = ticks[0], ticks[-1], ticks[1] - ticks[0]
    axis.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)
    axis.format.line.fill.background()
    digits = 0 if all(float(tick).is_integer() for tick in ticks) else max(1, chart.digits)
    axis.tick_labels.number_format = ("0." + "0" * digits if digits else "0") + ('"%"' if chart.percent else "")
    axis.tick_labels.number_format_is_linked = False


def _year_axis(axis: Any, years: Sequence[int]) -> None:
    first, last = min(years), max(years)
    same = math.gcd(*(year - first for year in years)) or 1
    unit = next(one for one in (same, 2 * same, 4 * same, 5 * same, 10 * same) if (last - first) / one <= 9)
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = first, max(last, first + 1), unit
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = rgb(LIGHT.line)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False


def _line(series: Any, points: Sequence[Point], chart: Chart, *, named: bool = True) -> None:
    """Accent and round for the subject, grey, dashed and square for the others; broken where a value means another."""
    from pptx.enum.chart import XL_MARKER_STYLE  # noqa: PLC0415
    from pptx.enum.dml import MSO_LINE  # noqa: PLC0415

    chosen = any(point.selected for point in chart.points)
    colour, behind = colour_of(points[0], chosen), chosen and not points[0].selected
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = rgb(colour), POINT * 9 // 4
    if behind:
        series.format.line.dash_style = MSO_LINE.DASH
    series.marker.style = XL_MARKER_STYLE.SQUARE if behind else XL_MARKER_STYLE.CIRCLE
    series.marker.size = 8
    _fill(series.marker, colour, hollow=False)
    for place, point in enumerate(points):
        if point.unsure:
            _fill(series.points[place].marker, colour, hollow=True)
    _labels(series, points, colour if not behind else LIGHT.ink, every=not behind, named=named)


def _fill(marker: Any, colour: str, *, hollow: bool) -> None:
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(LIGHT.bg if hollow else colour)
    marker.format.line.color.rgb = rgb(colour)


def _labels(series: Any, points: Sequence[Point], colour: str, *, every: bool, named: bool) -> None:
    """The name and value at the end of a line, and the earlier values of the subject's where there is room."""
    from pptx.enum.chart import XL_LABEL_POSITION  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    last = len(points) - 1
    for place, point in enumerate(points):
        end = place == last and named
        if point.value is None or (not end and not (every and len(points) <= MOST_WRITTEN)):
            continue
        label = series.points[place].data_label
        beside = XL_LABEL_POSITION.BELOW if valley(points, place) else XL_LABEL_POSITION.ABOVE
        label.position = XL_LABEL_POSITION.RIGHT if end else beside
        frame = label.text_frame
        frame.text = f"{point.series}\n{point.text}" if end else point.text.partition(" (")[0]
        for paragraph in frame.paragraphs:
            paragraph.font.size, paragraph.font.bold = Pt(SMALL), end and point.selected
            paragraph.font.color.rgb = rgb(colour)


def _error_bars(series: Any, points: Sequence[Point], row: int, direction: str) -> None:
    """The intervals, pointing to the sheet's columns of how far each reaches up and down."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    if not any(point.lower is not None for point in points):
        return
    ends_ = "".join(_reaches(name, column, points, row) for name, column in (("plus", "E"), ("minus", "F")))
    xml = (
        f'<c:errBars xmlns:c="{_CHARTS}" xmlns:a="{_MAIN}">{direction}<c:errBarType val="both"/>'
        f'<c:errValType val="cust"/><c:noEndCap val="0"/>{ends_}<c:spPr><a:ln w="19050"><a:solidFill>'
        f'<a:srgbClr val="{LIGHT.ink[1:]}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    before = next(child for child in series if child.tag.endswith(("}cat", "}xVal")))
    before.addprevious(parse_xml(xml))


def _reaches(name: str, column: str, points: Sequence[Point], row: int) -> str:
    """How far the intervals reach in one direction: a reference to the sheet with the numbers it holds."""
    cells = f"{SHEET}!${column}${row}:${column}${row + len(points) - 1}"
    numbers = [f'<c:pt idx="{place}"><c:v>{reach(one, name):g}</c:v></c:pt>' for place, one in enumerate(points)]
    head = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(points)}"/>'
    cache = f"<c:numCache>{head}{''.join(numbers)}</c:numCache>"
    return f"<c:{name}><c:numRef><c:f>{cells}</c:f>{cache}</c:numRef></c:{name}>"


def rgb(colour: str) -> Any:
    """A colour of the theme as python-pptx takes it."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415

    return RGBColor.from_string(colour[1:])
