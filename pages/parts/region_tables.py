"""Tables of one region: all its figures by pillar, and its municipalities."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.catalogue import PILLARS, Indicator
from analytics.combine import as_dicts
from analytics.region_profile import MUNICIPAL, TURNOUT
from pages.parts import address, certainty, choose, credit, empty, figure, load
from pages.parts.address import language
from pages.parts.empty import Way
from pages.parts.format import amount, interval, missing, value_text
from pages.parts.place_names import place_text
from pages.parts.prepared import PreparedTable, kept
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin
from pages.parts.text import plain, t

_CHOICE = 420
_SHOWN = ("indicator", "year", "figure", "georgia", "range")
_FILED = (
    "indicator", "year", "value", "lower", "upper", "n", "national", "national_rule", "low", "high", "others", "flag",
    "fact_id", "source",
)  # fmt: skip


@st.fragment
def show_figures(place: str) -> None:
    """Draws every indicator of one pillar: newest value, Georgia, and the others' range where they may be compared."""
    title = t("hub.figures", place=place_text(place, "of", language()))
    figure.head(title, t("hub.figures_how"))
    with figure.controls(), st.container(width=_CHOICE):
        pillar = choose.one("pillar", t("hub.pillar"), PILLARS, _pillar, default="engagement")
    drawn = kept("region_figures", (place, pillar), lambda: _figures(place, pillar, title))
    if drawn:
        drawn.show(f"figures_{pillar}")
    else:
        ways = [Way(t("hub.level_country_pillar"), "explore", {"pillar": pillar})]
        empty.no_figures(t("hub.figures_none", pillar=_pillar(pillar)), why=t("hub.figures_why"), ways=ways)


def _figures(place: str, pillar: str, title: str) -> PreparedTable | None:
    """The table of one pillar; None where it has no figure of the region."""
    rows = load.region_figures(place, pillar)
    if rows.empty:
        return None
    shown = pd.DataFrame([_written(row, place) for row in as_dicts(rows)])
    return PreparedTable(
        Twin(shown, {name: t(f"hub.head_{name}") for name in _SHOWN}, "number:0"),
        alt=title,
        source=_line(rows["fact_id"], t("hub.figures_interval"), t("hub.figures_limits")),
        file=Twin(rows, {name: name for name in _FILED}, "number:3"),
    )


def show_municipalities(place: str) -> None:
    """Draws the municipalities of the region with their turnout, organisations and population."""
    figure.head(t("hub.municipalities", place=place_text(place, "of", language())), t("hub.municipalities_how"))
    kept("region_municipalities", (place,), lambda: _municipalities(place)).show("municipalities")


def _municipalities(place: str) -> PreparedTable:
    rows = load.municipalities(place)
    rows = rows.assign(label=[place_text(one, "name", language()) for one in rows["place"]])
    heads = {"label": t("hub.municipality")}
    for name in MUNICIPAL:
        years = sorted({str(int(year)) for year in rows[f"{name}_year"].dropna()})
        heads[name] = t(f"hub.head_{name}", year=", ".join(years) or "–")
    forms = dict.fromkeys(MUNICIPAL, "count") | {TURNOUT: load.indicators()[TURNOUT].format}
    ids = pd.concat([rows[f"{name}_id"] for name in MUNICIPAL]).dropna()
    line = _line(ids, certainty.kind_text("count"), t("hub.municipalities_limits"))
    return PreparedTable(Twin(rows, heads, "number:0", forms), alt=heads["label"], source=line)


def publishers(fact_ids: "pd.Series[str]") -> list[str]:
    """The publishers behind these facts, each once."""
    return list(dict.fromkeys(load.all_sources()[one].publisher[language()] for one in load.credits(fact_ids)))


def _line(fact_ids: "pd.Series[str]", sure: str, limits: str) -> SourceLine:
    sources = [load.all_sources()[one] for one in load.credits(fact_ids)]
    return credit.line(sources, sure, limits, words="; ".join(publishers(fact_ids)))


def _pillar(pillar: str) -> str:
    return t(f"hub.pillar_{pillar}")


def _written(row: Mapping[str, Any], place: str) -> dict[str, str]:
    """One row of the table of figures, as readers see it."""
    record, lang = load.indicators()[row["indicator"]], language()
    qualifier = "" if missing(row["qualifier"]) else row["qualifier"]
    return {
        "indicator": f"[{plain(record.name[lang])}]({address.href('indicator', indicator=record.id, place=place)})",
        "year": str(row["year"]),
        "figure": value_text(record, row["value"], row["lower"], row["upper"], qualifier, lang),
        "georgia": t("hub.no_national") if missing(row["national"]) else amount(record.format, row["national"], lang),
        "range": _range_words(record, row),
    }


def _range_words(record: Indicator, row: Mapping[str, Any]) -> str:
    """The others' range where regions may be compared, else why it is not given."""
    if record.regions != "compare":
        return t(f"hub.range_{record.regions}")
    if not row["others"]:
        return t("hub.range_alone")
    return f"{interval(record.format, row['low'], row['high'], language())} ({int(row['others'])})"
