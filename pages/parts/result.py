"""One found indicator: its name as a link, pillar and unit, the newest figure with its interval, a small trend."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from analytics.catalogue import Indicator
from geo.places import GEORGIA
from pages.parts import address, certainty, drawing, flags
from pages.parts.address import language
from pages.parts.format import missing, value_text
from pages.parts.place_names import place_text
from pages.parts.sparkline import sparkline
from pages.parts.text import plain, t, tn
from pages.parts.theme import Tokens, tokens


def link(record: Indicator, **choices: str) -> None:
    """Draws the name of an indicator as a link to its page."""
    address.link("indicator", plain(record.name[language()]), indicator=record.id, **choices)


def show(record: Indicator, row: Mapping[str, Any] | None, local: Mapping[str, Any] | None = None) -> None:
    """Draws one result in a line of its own.

    Args:
        record: the indicator.
        row: its row of `analytics.shelf`; None when it has no figures at all.
        local: its newest fact at the place that the reader asked for, which then stands in place of Georgia's.
    """
    if row is not None and local is not None:
        row = {**row, **local, "value_year": local["year"], "points": [], "spread": []}
    left, right = st.columns([11, 9], gap="xsmall", vertical_alignment="center")
    with left.container(gap=None):
        link(record, **({"place": str(local["place"])} if local is not None else {}))
        meta = f"{t(f'pillar.{record.pillar}')} · {record.unit[language()]}"
        st.markdown(f":small[:gray[{plain(meta)}]]")
    right.html(figures(record, row, tokens(st.context.theme.type)))


def figures(record: Indicator, row: Mapping[str, Any] | None, colours: Tokens) -> str:
    """The figures of a result as markup: value, where and when, and the small trend."""
    value, where = _value(record, row), _where(row)
    words = (
        f'<div style="flex:1 1 190px"><div style="font-size:1rem;font-weight:600">{escape(value)}</div>'
        f'<div style="font-size:0.875rem;color:{colours.mute}">{escape(where)}</div></div>'
    )
    return (
        f'<div style="display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;color:{colours.ink}">'
        f"{words}{_trend(record, row, colours)}</div>"
    )


def _value(record: Indicator, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return t("explore.no_figures")
    if missing(row["value"]):
        return _spread(row["spread"][0]) if row["spread"] else t("explore.groups_only")
    return value_text(record, row["value"], row["lower"], row["upper"], row["qualifier"], language())


def _where(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return t("explore.target_only")
    if missing(row["value"]):
        return t("explore.no_national")
    told = [place_text(str(row.get("place", GEORGIA)), "name", language()), str(int(row["value_year"]))]
    told += [certainty.kind_text("interval", round(100 * row["interval_level"]))] if not missing(row["lower"]) else []
    told += flags.words([row["flag"]])[:1] + [_spread(part) for part in row["spread"][:1]]
    return " · ".join(told)


def _spread(part: tuple[str, int, int]) -> str:
    level, count, year = part
    return tn(f"explore.spread_{level}", count, year=year)


def _trend(record: Indicator, row: Mapping[str, Any] | None, colours: Tokens) -> str:
    points = [] if row is None else [(float(year), float(value)) for year, value in row["points"]]
    if len(points) < 2:
        return ""
    first, last = points[0], points[-1]
    told = [value_text(record, one[1], None, None, "", language()) for one in (first, last)]
    alt = t("explore.trend_alt", first=int(first[0]), before=told[0], last=int(last[0]), after=told[1])
    source = drawing.address(sparkline(points, colours))
    return f'<img src="{source}" alt="{escape(alt)}" width="180" height="49" style="flex:0 0 180px">'
