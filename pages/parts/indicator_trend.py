"""The trend of the indicator page: the chosen place, its peers in grey, other surveys hollow, breaks as zigzags."""

import pandas as pd
import streamlit as st

from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from analytics.peers import RULES
from analytics.series import series, unsure
from geo.places import GEORGIA, members, places
from pages.parts import (
    choose,
    credit,
    dots,
    empty,
    figure,
    flags,
    indicator_scope,
    indicator_slope,
    indicator_words,
    legend,
    load,
    trend,
)
from pages.parts.address import language
from pages.parts.charts import Role
from pages.parts.format import number, years_text
from pages.parts.legend import Key
from pages.parts.place_names import place_text
from pages.parts.prepared import Prepared, kept
from pages.parts.table import Twin, twin
from pages.parts.text import t
from pages.parts.trend import Break, Line

NONE = "none"
TEXT_WIDTH = 820


def show(record: Indicator, place: str) -> None:
    """Draws the trend of a place that has figures, or a row of dots where there is but one year."""
    years, name = indicator_scope.series(record, place).years, place_text(place, "name", language())
    title = t("indicator.trend_title", place=name, years=years_text(years[0], years[-1]))
    figure.head(title, f"{record.unit[language()]}. {indicator_words.direction(record)}")
    with figure.controls():
        rule = _rule(record, place)
    drawn = kept("trend", (record.id, place, rule), lambda: _prepared(record, place, rule))
    if drawn is None:
        empty.no_figures(t("indicator.no_trend"), why=t("indicator.no_trend_why", year=years[0]))
    else:
        drawn.show(f"{record.id}_trend")
    if told := indicator_slope.sentence(record, place):
        st.markdown(told, width=TEXT_WIDTH)


def _prepared(record: Indicator, place: str, rule: str) -> Prepared | None:
    """The figure of one view; None where a single figure stands alone."""
    own = indicator_scope.series(record, place).rows
    years = own["year"].unique()
    others = _others(record, place, rule)
    if len(years) > 1:
        return _many_years(record, place, own, others, rule)
    others = others[others["year"] == years[0]]
    return None if others.empty and len(own) < 2 else _one_year(record, place, own, others, rule)


def _rule(record: Indicator, place: str) -> str:
    """The reader's choice of peer countries; other levels have one set of peers."""
    if places()[place].level != "country" or not indicator_scope.scope(record).has_peers:
        return NONE
    words = {rule: t(f"indicator.peers_{rule}") for rule in (*RULES, NONE)}
    return choose.one("peers", t("indicator.peers"), list(words), words.__getitem__)


def _group(record: Indicator, place: str, rule: str) -> tuple[str, ...]:
    """The place and its peers: countries by the rule; regions or a region's municipalities where comparable."""
    level = places()[place].level
    if level == "country":
        chosen = () if rule == NONE else load.peers(rule).places
        return tuple(dict.fromkeys((*chosen, GEORGIA))) if chosen else (place,)
    if level == "municipality":
        return tuple(members(places()[place].region))
    return tuple(members(GEORGIA)) if level == "region" and record.regions in ("compare", "context") else (place,)


def _others(record: Indicator, place: str, rule: str) -> pd.DataFrame:
    """The facts of the peers."""
    facts = load.facts((record.id,), places=_group(record, place, rule))
    return facts[facts["place"] != place]


def _many_years(record: Indicator, place: str, own: pd.DataFrame, others: pd.DataFrame, rule: str) -> Prepared:
    main, *hollow = series(record, own)
    joined = len(main) > 1
    lines = [Line(place_text(place, "name", language()), _points(main), _role(place), joined=joined)]
    lines += [Line(_source(rows), _points(rows), joined=False) for rows in hollow]
    lines += _peer_lines(record, place, rule)
    lines += _country_line(record, place)
    cuts = _cuts(record, place, main) if joined else []
    style = figure.style(record.format)
    shown = pd.concat([rows for rows in (own, others) if len(rows)])
    return Prepared(
        trend.trend(lines, style, breaks=cuts),
        alt=_alt(record, place, own), twin=_twin(record, shown), source=credit.of(record, shown, limits=_marks(shown)),
        keys=_keys(place, main, others, rule=rule, hollow=bool(hollow), cuts=cuts),
    )  # fmt: skip


def _cuts(record: Indicator, place: str, main: pd.DataFrame) -> list[Break]:
    """The breaks within the years of a series, or right behind it."""
    found = (Break(cut.year, str(getattr(cut, language()))) for cut in record.breaks if cut.concerns(place))
    return [cut for cut in found if main["year"].min() < cut.year <= main["year"].max() + 1]


def _marks(facts: pd.DataFrame) -> str:
    return "; ".join(flags.words(facts["flag"]))


def _role(place: str) -> Role:
    return "main" if place == GEORGIA else "selected"


def _points(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(provisional=unsure(rows))[["year", "value", "lower", "upper", "provisional"]]


def _peer_lines(record: Indicator, place: str, rule: str) -> list[Line]:
    group = _group(record, place, rule)
    lines = kept("peer_lines", (record.id, group, rule != NONE), lambda: _lines(record, group, named=rule != NONE))
    return [line for code, line in lines.items() if code != place]


def _lines(record: Indicator, group: tuple[str, ...], *, named: bool) -> dict[str, Line]:
    """The line of every place of a group as one among others, by code."""
    facts = load.facts((record.id,), places=group)
    found = ((str(code), series(record, rows)[0]) for code, rows in facts.groupby("place", sort=False))
    return {
        code: Line(place_text(code, "name", language()), _points(rows), "peer", named=named) for code, rows in found
    }


def _country_line(record: Indicator, place: str) -> list[Line]:
    """Georgia behind a region or municipality, where the same indicator has a figure of the whole country."""
    if places()[place].level == "country":
        return []
    rows = load.facts((record.id,), places=(GEORGIA,))
    parts = series(record, rows)
    return [Line(place_text(GEORGIA, "name", language()), _points(parts[0]))] if parts and len(parts[0]) > 1 else []


def _from_zero(record: Indicator) -> bool:
    """Percentages and scales that begin at zero start there; counts and money show where they move."""
    return record.format.startswith("percent") or bool(record.scale and record.scale[0] == 0)


def _source(rows: pd.DataFrame) -> str:
    names = dict.fromkeys(load.all_sources()[name].title for name in load.credits(rows["fact_id"]))
    return ", ".join(names)


def _keys(
    place: str, main: pd.DataFrame, others: pd.DataFrame, *, rule: str, hollow: bool, cuts: list[Break]
) -> list[Key]:  # fmt: skip
    mark = "line" if place == GEORGIA else "selected"
    keys = [Key(mark, place_text(place, "name", language()))] if len(main) > 1 else []
    levels = sorted({round(100 * level) for level in main["interval_level"].dropna()})
    keys += [Key("band", t("legend.interval", level=level)) for level in levels]
    keys += [Key("peer", _peer_words(place, rule, others))] if len(others) else []
    keys += [Key("hollow", t("indicator.key_hollow"))] if hollow or len(main) == 1 else []
    keys += [Key("hollow", t("indicator.key_unsure"))] if _points(main)["provisional"].any() else []
    return [*keys, *legend.breaks(cuts), *legend.phases()]


def _peer_words(place: str, rule: str, others: pd.DataFrame) -> str:
    level = places()[place].level
    if level == "country":
        return _rule_words(rule)
    return t(f"indicator.key_peers_{level}", count=others["place"].nunique())


def _rule_words(rule: str) -> str:
    if rule != "similar_gdp":
        return t(f"indicator.rule_{rule}")
    found = load.peers(rule)
    own = number(found.figures[GEORGIA], 0, language())
    return t("indicator.rule_similar_gdp", year=found.year, own=own, count=len(found.places))


def _twin(record: Indicator, shown: pd.DataFrame) -> Twin:
    rows = shown.assign(label=[place_text(code, "name", language()) for code in shown["place"]])
    rows["source"] = rows["source"].map(_source_words)
    if not record.n_means:
        rows = rows.drop(columns="n")
    if rows["lower"].isna().all():
        rows = rows.drop(columns=["lower", "upper"])
    heads = {"label": t("indicator.place"), "year": t("indicator.year")}
    return twin(rows.assign(year=rows["year"].astype(str)), heads, record.format, unit=record.unit[language()])


def _source_words(source: str) -> str:
    """A source by its title; what Kvali computed says so."""
    found = load.all_sources().get(source)
    return found.title if found else t("indicator.computed")


def _alt(record: Indicator, place: str, own: pd.DataFrame) -> str:
    ordered = own.sort_values("year")
    first, last = ordered.iloc[0].to_dict(), ordered.iloc[-1].to_dict()
    return t(
        "indicator.trend_alt",
        subject=indicator_words.subject(record, place),
        first=int(first["year"]),
        last=int(last["year"]),
        before=indicator_words.value(record, first),
        after=indicator_words.value(record, last),
    )


def _one_year(record: Indicator, place: str, own: pd.DataFrame, others: pd.DataFrame, rule: str) -> Prepared:
    """Dots of the place and its peers in the only year."""
    rows = pd.concat([part for part in (own, others) if len(part)])
    rows = rows.assign(
        label=[_dot_label(row, len(own) > 1) for row in as_dicts(rows)],
        role=["selected" if code == place != GEORGIA else "main" for code in rows["place"]],
    )
    chart = dots.dot_and_interval(rows, figure.style(record.format), from_zero=_from_zero(record))
    named = len(others) and places()[place].level == "country"
    keys = [Key("dot", _peer_words(place, rule, others))] if named else []
    return Prepared(
        chart, _alt(record, place, own), _twin(record, rows), credit.of(record, rows, limits=_marks(rows)), keys
    )


def _dot_label(row: dict, several: bool) -> str:  # type: ignore[type-arg]
    name = place_text(str(row["place"]), "name", language())
    return f"{name}, {row['wave'] or _source_words(str(row['source']))}" if several else name
