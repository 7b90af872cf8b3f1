"""The charts of briefings as rows: what is drawn, in which order, with alt text and credit."""

from collections.abc import Sequence

import pandas as pd

from analytics import facts as questions
from analytics import headlines
from analytics.briefing import figures
from analytics.briefing.blocks import Chart, Number, Point
from analytics.briefing.brief import Brief
from analytics.briefing.figures import Fact
from analytics.catalogue import Indicator
from analytics.combine import as_dicts, words
from analytics.series import UNSURE, longest
from analytics.writing import credits, flags
from analytics.writing.numbers import form, missing, years_text
from geo.classes import classes
from geo.places import GEORGIA

LEAST_FOR_LINE = 3
LEAST_FOR_MAP = 6


def trend(brief: Brief, indicator: str, places: Sequence[str]) -> Chart | None:
    """The longest series of each place as a line with its band, the first place selected; None under three years."""
    record = brief.record(indicator)
    facts = brief.facts((indicator,), places)
    lines = [longest(record, facts[facts["place"] == place]) for place in places]
    if len(lines[0]) < LEAST_FOR_LINE:
        return None
    points = [
        _point(brief, record, row, str(row["year"]), series=brief.place(place), selected=place == places[0])
        for place, rows in zip(places, lines, strict=True)
        for row in as_dicts(rows)
    ]
    years = years_text(int(lines[0]["year"].min()), int(lines[0]["year"].max()))
    title = brief.tell.words("trend_title", name=record.name[brief.language], years=years)
    return _chart(brief, record, ("line-with-band", title, points), pd.concat(lines))


def by_region(brief: Brief, indicator: str, place: str = "") -> Chart | None:
    """The regions by their newest figure of one year, highest first, with intervals; None under two regions."""
    record, facts = brief.record(indicator), _newest_regions(brief, indicator)
    if len(facts) < 2:
        return None
    facts = facts.sort_values("value", ascending=False, kind="stable")
    points = [
        _point(brief, record, row, brief.place(str(row["place"])), selected=row["place"] == place)
        for row in as_dicts(facts)
    ]
    return _chart(brief, record, ("bars-with-intervals", _title(brief, record, facts), points), facts)


def region_map(brief: Brief, indicator: str, place: str = "") -> Chart | None:
    """The regions on the map by class; None unless the indicator may be mapped and most regions have a figure.

    Plain counts are not mapped: they would show the size of the regions.
    """
    record, facts = brief.record(indicator), _newest_regions(brief, indicator)
    if record.regions != "compare" or record.additive or len(facts) < LEAST_FOR_MAP:
        return None
    points = [
        _point(brief, record, row, brief.place(str(row["place"])), selected=row["place"] == place)
        for row in as_dicts(facts)
    ]
    chart = _chart(brief, record, ("map", _title(brief, record, facts), points), facts)
    return None if chart is None else _with_breaks(chart, tuple(classes(facts["value"].tolist())))


def _with_breaks(chart: Chart, breaks: tuple[float, ...]) -> Chart:
    return Chart(**{**vars(chart), "breaks": breaks})


def slope(brief: Brief, place: str = "") -> Chart | None:
    """Turnout of two elections, by region; None when the period ends before the second one."""
    asked = headlines.plan().slope
    if brief.choices.until and brief.choices.until < asked.last:
        return None
    record, rows = brief.record(asked.indicator), headlines.two_dates(brief.release)
    facts = questions.of(brief.release, (asked.indicator,), years=(asked.first, asked.last)).set_index("fact_id")
    points = [
        _point(brief, record, facts.loc[row[fact]].to_dict() | {"fact_id": row[fact]}, str(year),
               series=brief.place(str(row["place"])), selected=row["place"] == place)
        for row in as_dicts(rows)
        for fact, year in (("first_fact_id", asked.first), ("fact_id", asked.last))
    ]  # fmt: skip
    years = years_text(asked.first, asked.last)
    title = brief.tell.words("trend_title", name=record.name[brief.language], years=years)
    return _chart(brief, record, ("slope", title, points), facts.reset_index())


def cells(brief: Brief, rows: pd.DataFrame, title: str) -> Chart | None:
    """Several survey items of one place as bars with intervals, in the order of the rows; None without any."""
    if rows.empty:
        return None
    points = [
        _point(brief, brief.record(str(row["indicator"])), row, brief.name(str(row["indicator"])), selected=True)
        for row in as_dicts(rows)
    ]
    record = brief.record(str(rows["indicator"].iloc[0]))
    return _chart(brief, record, ("bars-with-intervals", title, points), rows, several=True)


def _newest_regions(brief: Brief, indicator: str) -> pd.DataFrame:
    facts = brief.facts((indicator,), levels=("region",))
    if facts.empty:
        return facts
    newest: pd.DataFrame = facts[facts["year"] == facts["year"].max()]
    return newest.drop_duplicates("place", keep="last").reset_index(drop=True)


def _title(brief: Brief, record: Indicator, facts: pd.DataFrame) -> str:
    return brief.tell.words("places_title", name=record.name[brief.language], year=int(facts["year"].max()))


def _point(
    brief: Brief, record: Indicator, fact: Fact, label: str, *, series: str = "", selected: bool = False
) -> Point:
    lower, upper = (None if missing(fact.get(name)) else float(fact[name]) for name in ("lower", "upper"))
    written: Number = figures.value(record, fact, brief.language)
    return Point(
        label, float(fact["value"]), written.text, lower, upper, fact_ids=written.fact_ids, series=series,
        place=str(fact.get("place") or ""), selected=selected, unsure=_hollow(fact),
    )  # fmt: skip


def _hollow(fact: Fact) -> bool:
    """Whether a fact is announced or preliminary (`analytics.series.unsure`, for one row)."""
    return bool(UNSURE & set(words(fact.get("flag")))) or fact.get("status") == "provisional"


def _chart(
    brief: Brief, record: Indicator, drawn: tuple[str, str, list[Point]], facts: pd.DataFrame, *, several: bool = False
) -> Chart:
    """A chart of these points with everything that must stand beside it."""
    kind, title, points = drawn
    unit, digits = form(record.format)
    better = "" if record.better == "neither" or several else brief.tell.words(f"better_{record.better}")
    return Chart(
        kind=kind,  # type: ignore[arg-type]
        title=title,
        alt=_alt(brief, title, points),
        points=tuple(points),
        unit=record.unit[brief.language],
        source=_source(brief, facts),
        caption=_caption(brief, record, facts),
        digits=digits,
        percent=unit == "percent",
        better=better,
        cuts=tuple(sorted({cut.year for cut in record.breaks if any(cut.concerns(one.place) for one in points)})),
    )


def _alt(brief: Brief, title: str, points: Sequence[Point]) -> str:
    told = (f"{point.series} {point.label}: {point.text}".strip() for point in points)
    return brief.tell.words("chart_alt", title=title, values="; ".join(told))


def _caption(brief: Brief, record: Indicator, facts: pd.DataFrame) -> str:
    """How sure the values are, and what is marked in them."""
    marked = flags.words(facts["flag"], brief.language) if "flag" in facts else []
    told = [credits.certainty_words(record, _with_level(facts), brief.language), *marked]
    return "; ".join(told)


def _with_level(facts: pd.DataFrame) -> pd.DataFrame:
    return facts if "interval_level" in facts else facts.assign(interval_level=0.95)


def _source(brief: Brief, facts: pd.DataFrame) -> str:
    named = questions.credits(brief.release, list(facts["fact_id"]))
    sources = [brief.sources[one] for one in named]
    return brief.tell.words(
        "chart_source",
        sources=credits.source_words(sources, brief.language),
        licences=credits.licence_words(sources, brief.language),
    )


def nation_and(place: str) -> tuple[str, ...]:
    """A region and the country that it is drawn beside."""
    return (place,) if place == GEORGIA else (place, GEORGIA)
