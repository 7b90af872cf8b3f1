"""What the legend of the map says, as data: a page draws it as SVG beside the figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from geo.records import words


@dataclass(frozen=True)
class LegendEntry:
    """One entry.

    Attributes:
        kind: "class", "no_figure", "occupied", "spanning", "hub_confirmed" or "hub_not_confirmed".
        label: the words beside the sign, in the language asked for.
        fill: colour of the area or disc.
        line: colour of the hatch or ring, "" if there is none.
        hatch: "" or "wide" (rising), "dense" (falling, dashed edge), "ground" (rising, in the colour of the page).
    """

    kind: str
    label: str
    fill: str
    line: str = ""
    hatch: str = ""


def ramp(colours: Sequence[str], count: int) -> list[str]:
    """Return `count` colours of a ramp, its two ends among them.

    Raises:
        ValueError: the ramp has fewer colours than classes.

    >>> ramp(["a", "b", "c", "d", "e"], 3)
    ['a', 'c', 'e']
    """
    if count > len(colours):
        raise ValueError(f"{count} classes, but only {len(colours)} colours")
    if count == 1:
        return [colours[len(colours) // 2]]
    return [colours[round(number * (len(colours) - 1) / (count - 1))] for number in range(count)]


def plain_number(language: str) -> Callable[[float], str]:
    """Return a writer of numbers with the language's decimal sign, for where a page brings none.

    >>> plain_number("ka")(6.5), plain_number("en")(-2.0)
    ('6,5', '−2')
    """
    sign = "," if language == "ka" else "."
    return lambda value: f"{value:g}".replace(".", sign).replace("-", "−")


def class_labels(breaks: Sequence[float], number: Callable[[float], str]) -> list[str]:
    """Return the words of each class, the lowest first; without breaks the one class needs none.

    >>> class_labels([4, 6], plain_number("en"))
    ['< 4', '4–6', '≥ 6']
    """
    if not breaks:
        return [""]
    written = [number(point) for point in breaks]
    between = [f"{low}–{high}" for low, high in pairwise(written)]
    return [f"< {written[0]}", *between, f"≥ {written[-1]}"]


def legend_entries(
    breaks: Sequence[float],
    *,
    language: str,
    tokens: Mapping[str, Any],
    number: Callable[[float], str] | None = None,
    colours: Sequence[str] | None = None,
    no_figure: bool = True,
    spanning: bool = False,
    hubs: bool = True,
) -> list[LegendEntry]:
    """Return the entries in the order in which they are read: classes, hatches, hubs.

    Args:
        breaks: inner class breaks, as given to region_map.
        language: "ka" or "en".
        tokens: colours of the theme in force.
        number: writes a break; without it plain_number.
        colours: another ramp than tokens["seq"], as given to region_map.
        no_figure: whether some region has no figure.
        spanning: whether some interval reaches another class.
        hubs: whether hubs are drawn.
    """
    say = words("map", language)
    labels = class_labels(breaks, number or plain_number(language))
    fills = ramp(colours or tokens["seq"], len(labels))
    pale, line, ground, accent = (tokens[key] for key in ("nodata", "hatch", "bg", "accent"))
    entries = [LegendEntry("class", label, fill) for label, fill in zip(labels, fills, strict=True) if label]
    if spanning:
        entries.append(LegendEntry("spanning", say["spanning"], fills[len(fills) // 2], ground, "ground"))
    if no_figure:
        entries.append(LegendEntry("no_figure", say["no_figure"], pale, line, "wide"))
    entries.append(LegendEntry("occupied", say["occupied"], pale, line, "dense"))
    if hubs:
        entries.append(LegendEntry("hub_confirmed", say["hub_confirmed"], accent, accent))
        entries.append(LegendEntry("hub_not_confirmed", say["hub_not_confirmed"], ground, accent))
    return entries
