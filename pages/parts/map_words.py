"""What a map says in words: values, hover lines, alt text, table twin, and the limits in its source line."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from geo.hubs import hub_of
from geo.places import official_regions, places
from geo.records import words
from geo.region_map import attribution
from pages.parts import flags
from pages.parts.address import language
from pages.parts.charts import Style
from pages.parts.format import missing, number, value_text
from pages.parts.place_names import place_text
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin, twin
from pages.parts.text import t


def break_text(value: float) -> str:
    """A class break with the digits it needs: 4, 12.5, 25,000."""
    digits = next((digits for digits in range(4) if math.isclose(value, round(value, digits))), 4)
    return number(value, digits, language())


def labels(facts: pd.DataFrame | None, style: Style) -> dict[str, str]:
    """Values as the map writes them, without a unit."""
    if facts is None:
        return {}
    return {str(place): style.value(value) for place, value in zip(facts["place"], facts["value"], strict=True)}


def details(facts: pd.DataFrame, style: Style) -> dict[str, str]:
    """The second line of the hover box: the interval where there is one."""
    bounded = facts[facts["lower"].notna()]
    return {
        str(place): t("map.interval", level=round(100 * level), ends=style.ends(lower, upper))
        for place, lower, upper, level in zip(
            bounded["place"], bounded["lower"], bounded["upper"], bounded["interval_level"], strict=True
        )
    }


def in_order_of_names(facts: pd.DataFrame) -> pd.DataFrame:
    """All official regions by name, those without a figure with empty cells; or the municipalities that have one."""
    points = set(facts["level"]) == {"municipality"}
    codes = facts["place"] if points else pd.Series(official_regions())
    rows = pd.DataFrame({"place": codes}).merge(facts.drop(columns="level"), on="place", how="left")
    rows["label"] = [place_text(place, "name", language()) for place in rows["place"]]
    return rows.sort_values("label", kind="stable")


def table(record: Indicator, facts: pd.DataFrame, phase: str) -> Twin:
    """The table twin: every place with its figure, what is marked, and its hub or, of a municipality, its region."""
    rows = in_order_of_names(facts)
    points = set(facts["level"]) == {"municipality"}
    rows["hub"] = [hub_words(place, phase) for place in rows["place"]]
    rows["region"] = [region_name(place) for place in rows["place"]]
    rows["note"] = ["; ".join(flags.words([flag])) or "–" for flag in rows["flag"]]
    kept = rows.drop(columns=["source", *([] if record.n_means else ["n"])])
    if kept["lower"].isna().all():
        kept = kept.drop(columns=["lower", "upper"])
    first = {"label": t("map.municipality"), "region": t("map.region")} if points else {"label": t("map.region")}
    hubs = {} if points else {"hub": t("map.hub", phase=phase)}
    made = twin(kept, first, record.format, unit=record.unit[language()])
    return Twin(made.rows, {**made.heads, "note": t("map.note"), **hubs}, record.format)


def region_name(place: str) -> str:
    """The region of a place, itself if it is one."""
    return place_text(places()[place].region or place, "name", language())


def hub_words(place: str, phase: str) -> str:
    """The organisation that is a region's hub in a phase, and whether public pages confirm it."""
    hub = hub_of(place, phase)
    if hub is None:
        return "–"
    organisation = hub.name(language())
    unsure = t("map.hub_unsure", name=organisation) if organisation else t("map.hub_unnamed")
    return organisation if hub.confirmed else unsure


def alt(record: Indicator, facts: pd.DataFrame) -> str:
    """The map in a sentence: every region with its value, or that it has none; of municipalities those that have."""
    rows = as_dicts(in_order_of_names(facts))
    values = [f"{row['label']}: {value(record, row)}" for row in rows]
    return t("map.alt", name=record.name[language()], values="; ".join([*values, occupied()]))


def occupied() -> str:
    """The two territories that the map hatches as occupied, and that they have no statistics."""
    say = words("map", language())
    return f"{say['abkhazia']}, {say['tskhinvali']}: {say['occupied']}"


def value(record: Indicator, row: Mapping[str, Any]) -> str:
    """A figure with its interval, or that there is none."""
    if missing(row["value"]):
        return t("map.no_figure")
    return value_text(record, row["value"], row["lower"], row["upper"], "", language())


def limits(record: Indicator, facts: pd.DataFrame, spanning: int) -> str:
    """The record's caveat, what the flags of these facts mean, and that no class is sure where that is so."""
    said = flags.words(facts["flag"])
    unsure = [t("map.all_spanning")] if spanning and spanning == int((facts["level"] == "region").sum()) else []
    return " ".join([record.caveat[language()], *unsure, *([t("map.flags", flags="; ".join(said))] if said else [])])


def with_attribution(line: SourceLine) -> SourceLine:
    """The source line with the word on whose outlines these are."""
    said = " · ".join(filter(None, [line.limits, attribution(language())]))
    return replace(line, limits=said)
