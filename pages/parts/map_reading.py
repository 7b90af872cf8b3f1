"""What a map allows to say: how surely its places lie in their classes, and the figures of one region in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from analytics.combine import as_dicts
from geo.classes import class_of, spans
from geo.hubs import hub_of
from geo.places import places
from pages.parts import load, map_classes, map_words
from pages.parts.address import language
from pages.parts.format import missing, years_text
from pages.parts.indicator_places import gap_text
from pages.parts.map_choices import Layer
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.text import plain, t, tn

Row = Mapping[str, Any]


MARGIN = 1.0
"""Points: the smallest difference that is stated of complete counts (analytics.change)."""


def certainty(layer: Layer) -> tuple[str, str]:
    """The sentence of certainty: how many places lie surely in their class, and its limit.

    Surely is with the whole of an interval; in a complete count of percentages, a point or more inside. Where no
    interval is published, that is the sentence.
    """
    return kept("map_certainty", layer.view, lambda: _certainty(layer))


def _certainty(layer: Layer) -> tuple[str, str]:
    rows = as_dicts(layer.facts)
    kind = _kind(layer, rows)
    sure = sum((_clear if kind == "count" else _sure)(row, layer) for row in rows)
    if kind == "bounded":
        kind = "all" if sure == len(rows) else "some" if sure else "none"
    told = {"subject": layer.title, "what": t(f"map.what_{layer.level}"), "total": len(rows)}
    return tn(f"map.claim_{kind}", sure, **told), t(f"map.limit_{kind}")


def _kind(layer: Layer, rows: Sequence[Row]) -> str:
    """What the figures rest on: "bounded" by intervals, "count" in percent, "whole" count of things, or "unknown"."""
    if any(map(_bounded, rows)):
        return "bounded"
    if layer.record.nature != "full_count":
        return "unknown"
    return "whole" if layer.record.format.startswith("number") else "count"


def _clear(row: Row, layer: Layer) -> bool:
    return not spans(row["value"] - MARGIN, row["value"] + MARGIN, layer.breaks)


def _bounded(row: Row) -> bool:
    return not missing(row["lower"])


def _sure(row: Row, layer: Layer) -> bool:
    return _bounded(row) and not spans(row["lower"], row["upper"], layer.breaks)


def lead(layer: Layer) -> str:
    """How the classes were made, and that they are the same in all years."""
    first, last = map_classes.years(layer.record, layer.level)
    span = t("map.all_years", years=years_text(first, last)) if last > first else t("map.one_year", year=last)
    same = [t("map.lead_same")] if last > first else []
    return " ".join([t(f"map.lead_{layer.method}", span=span), *same])


def of_place(layer: Layer, place: str) -> str:
    """The figures of one region in words: all that its area, or the points in it, tell by colour, hatch and hover."""
    told = _towns(layer, place) if layer.level == "municipality" else _region(layer, place)
    return t("map.reading", place=plain(place_text(place, "name", language())), subject=plain(layer.title), told=told)


def _region(layer: Layer, place: str) -> str:
    facts = layer.facts
    own = as_dicts(facts[facts["place"] == place])
    if not own:
        return plain(_why_none(layer, place))
    row = own[0]
    values = [class_of(value, layer.breaks) for value in facts["value"]]
    ends = map_classes.ends(row["value"], layer.breaks)
    others = values.count(class_of(row["value"], layer.breaks)) - 1
    company = tn("map.in_class", others, ends=ends) if others else t("map.alone_in_class", ends=ends)
    told = [map_words.value(layer.record, row), *([company] if ends else [])]
    if _bounded(row) and not _sure(row, layer):
        told.append(t("map.reaches", level=round(100 * row["interval_level"])))
    return plain("; ".join(told))


def _why_none(layer: Layer, place: str) -> str:
    gaps = load.gaps((layer.record.id,))
    found = as_dicts(gaps[(gaps["place"] == place) & (gaps["year"] == layer.year)])
    return gap_text(found[0]) if found else t("map.no_figure")


def _towns(layer: Layer, place: str) -> str:
    rows = map_words.in_order_of_names(layer.facts)
    own = [row for row in as_dicts(rows) if places()[row["place"]].region == place]
    return plain("; ".join(f"{row['label']} {map_words.value(layer.record, row)}" for row in own) or t("map.no_figure"))


def hub(place: str, phase: str) -> str:
    """The region's hub in a phase: organisation, town, and whether public pages confirm it."""
    found = hub_of(place, phase)
    if found is None:
        return ""
    told = t("map.reading_hub", phase=phase, name=map_words.hub_words(place, phase), town=found.town(language()))
    return plain(told)
