"""Turnout of one region: its trend beside the others, and the municipalities that explain its distance from Georgia."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from analytics.region_profile import TURNOUT
from geo.places import GEORGIA, members
from pages.parts import bars, choose, credit, figure, legend, load, trend
from pages.parts.address import language
from pages.parts.charts import Role
from pages.parts.format import amount, number, points
from pages.parts.legend import Key
from pages.parts.place_names import place_text
from pages.parts.prepared import Prepared, kept
from pages.parts.table import Twin
from pages.parts.text import t

_HEIGHT = 360
_CHOICE = 240
_POINTS = ["year", "value", "provisional"]


def size(gap: float) -> str:
    """The size of a difference in points, one digit."""
    return number(abs(gap), 1, language())


def side(gap: float) -> str:
    """Which sentence fits a region's distance from Georgia: above, below, or equal as far as it is printed."""
    return "equal" if size(gap) == size(0) else "above" if gap > 0 else "below"


def show_trend(place: str, near: tuple[str, ...]) -> None:
    """Draws turnout of every parliamentary election: this region, Georgia dashed, the other regions behind.

    Args:
        place: the region.
        near: regions to name among the others.
    """
    kept("region_turnout", (place, near), lambda: _trend(place, near)).show("turnout")


def _trend(place: str, near: tuple[str, ...]) -> Prepared:
    record = _record()
    facts = load.facts((TURNOUT,), levels=("region", "country"))
    breaks = [trend.Break(cut.year, str(getattr(cut, language()))) for cut in record.breaks if cut.concerns(place)]
    lines = _lines(facts.assign(provisional=facts["n"].isna()), place, near)
    chart = trend.trend(lines, figure.style(record.format), breaks=breaks, height=_HEIGHT)
    own = as_dicts(facts[facts["place"] == place])
    told = "; ".join(f"{row['year']}: {amount(record.format, row['value'], language())}" for row in own)
    return Prepared(
        chart,
        alt=t("hub.turnout_alt", place=place_text(place, "in", language()), values=told),
        twin=_by_year(facts, place),
        source=credit.of(record, facts),
        keys=[
            Key("selected", _named(place)),
            Key("dashed", _named(GEORGIA)),
            Key("peer", t("hub.key_others")),
            Key("hollow", t("hub.key_announced")),
            *legend.breaks(breaks),
            *legend.phases(),
        ],
    )


def _lines(facts: pd.DataFrame, place: str, near: tuple[str, ...]) -> list[trend.Line]:
    roles: dict[str, Role] = {GEORGIA: "main", place: "selected"}
    return [
        trend.Line(_named(one), rows, roles.get(one, "peer"), named=one in near, dashed=one == GEORGIA)
        for one, rows in ((str(code), rows[_POINTS]) for code, rows in facts.groupby("place"))
    ]


def _by_year(facts: pd.DataFrame, place: str) -> Twin:
    """One row per place: the region, Georgia, the others by name; one column per election."""
    wide = facts.pivot_table(index="place", columns="year", values="value")
    wide = wide.set_axis([str(year) for year in wide.columns], axis=1)
    rows = wide.assign(label=[_named(str(code)) for code in wide.index]).sort_values("label")
    first = [code for code in (place, GEORGIA) if code in rows.index]
    rows = pd.concat([rows.loc[first], rows.drop(index=first)])
    heads = {"label": t("hub.region"), **{year: year for year in wide.columns}}
    return Twin(rows, heads, _record().format, dict.fromkeys(wide.columns, _record().format))


@dataclass(frozen=True)
class Why:
    """The explanation of one election: its title, its subtitle and the figure below."""

    title: str
    subtitle: str
    drawn: Prepared


@st.fragment
def show_why(place: str) -> None:
    """Draws why the region's turnout differs from Georgia's, municipality by municipality."""
    years = kept(
        "region_elections", (place,), lambda: [str(year) for year in load.turnout_steps(place)["year"].unique()]
    )
    if not years:
        figure.head(t("hub.why_none", place=_named(place)))
        st.markdown(t("hub.why_one"))
        return
    year = choose.settle("election", years, str)
    why = kept("region_why", (place, year), lambda: _why(place, int(year)))
    figure.head(why.title, why.subtitle)
    with figure.controls(), st.container(width=_CHOICE):
        choose.one("election", t("hub.election"), years, str)
    why.drawn.show("why")


def _why(place: str, year: int) -> Why:
    steps = load.turnout_steps(place)
    rows = steps[steps["year"] == year]
    gap = float(rows["regional"].iloc[0] - rows["national"].iloc[0])
    drawn = _waterfall(rows.assign(label=[_named(one) for one in rows["place"]]), place, year)
    return Why(t(f"hub.why_{side(gap)}", gap=size(gap)), t("hub.why_how", year=year), drawn)


def _waterfall(rows: pd.DataFrame, place: str, year: int) -> Prepared:
    record = _record()
    start, end = (float(rows[name].iloc[0]) for name in ("national", "regional"))
    chart = bars.waterfall(
        rows, figure.style(record.format), start=(_named(GEORGIA), start), end=(_named(place), end)
    )  # fmt: skip
    told = [f"{row['label']}: {points(row['value'], 1, language())}" for row in as_dicts(rows)]
    facts = load.facts((TURNOUT,), places=(*members(place), GEORGIA), years=(year,))
    columns = {"listed": "count", "share": "percent:1", "turnout": "percent:1", "difference": "points:1"}
    heads = {"label": t("hub.municipality"), **{name: t(f"hub.head_{name}") for name in (*columns, "value")}}
    twin = Twin(rows, heads, "points:1", columns)
    return Prepared(chart, "; ".join(told), twin, credit.of(record, facts, limits=t("hub.why_limits")))


def _record() -> Indicator:
    return load.indicators()[TURNOUT]


def _named(code: str) -> str:
    return place_text(code, "name", language())
