"""Charts and maps for paper: the colours, order and intervals of the screen, told apart in greyscale too.

The subject is round, bold and solid; the others are square, dashed and grey; unsure values are hollow; classes of the
map differ in lightness and carry their values, and hatches say what a colour cannot.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from analytics.briefing import typesetting
from analytics.briefing.blocks import Chart, ChartKind
from analytics.briefing.picture_lines import lines, slope
from analytics.briefing.picture_map import map_of
from analytics.briefing.picture_rows import rows

_DRAWN: Mapping[ChartKind, Callable[[Chart, str], str]] = {
    "bars-with-intervals": rows, "line-with-band": lines, "slope": slope, "map": map_of,
}  # fmt: skip


@lru_cache(maxsize=64)
def svg(chart: Chart, language: str) -> str:
    """The chart as a drawing, for PDF."""
    return _DRAWN[chart.kind](chart, language)


@lru_cache(maxsize=64)
def png(chart: Chart, language: str) -> bytes:
    """The chart as a picture, for Word and slides."""
    return typesetting.png(svg(chart, language))
