"""The tables of briefings: figures beside Georgia and the other regions, steps of a difference, targets, hubs."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics import facts as questions
from analytics import region_profile
from analytics.briefing import figures, regional
from analytics.briefing.blocks import Cell, Column, Number, Table
from analytics.briefing.brief import Brief
from analytics.briefing.figures import Fact
from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from analytics.indices import indices
from analytics.region_profile import MUNICIPAL
from analytics.writing import flags
from analytics.writing.numbers import amount, interval, missing, number, years_text
from geo.hubs import PHASES

Row = Mapping[str, Any]


def named(brief: Brief, record: Indicator) -> str:
    """An indicator's name with its unit, unless the name says the unit already."""
    name, unit = brief.name(record.id), record.unit[brief.language]
    return name if unit in name else f"{name}, {unit}"


def head(brief: Brief, *keys: str, numeric: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns of a table by the keys of their heads."""
    return tuple(Column(brief.tell.words(f"head_{key}"), key in numeric) for key in keys)


def profile(brief: Brief, place: str, pillar: str, wanted: Sequence[str] = ()) -> Table | None:
    """A region's newest figures of a pillar, beside Georgia and the range of the others; None without any."""
    rows = brief.within(region_profile.profile(brief.release, place, pillar, wanted))
    if rows.empty:
        return None
    key = "table_profile" if wanted else "table_profile_all"
    caption = brief.tell.words(key, place=brief.place(place), pillar=_pillar(brief, pillar))
    return Table(
        head(brief, "indicator", "year", "value", "georgia", "others", numeric=("value", "georgia", "others")),
        tuple(_profile_row(brief, row) for row in as_dicts(rows)),
        caption,
        brief.tell.words("table_alt", caption=caption, rows=len(rows)),
        (brief.tell.words("table_profile_note"), *marked(brief, rows)),
    )


def _pillar(brief: Brief, pillar: str) -> str:
    return brief.tell.pillar(pillar)


def _profile_row(brief: Brief, row: Row) -> tuple[Cell, ...]:
    record = brief.record(str(row["indicator"]))
    own = figures.value(record, row, brief.language)
    return (
        Cell(named(brief, record)),
        Cell(str(row["year"])),
        figures.cell(own),
        _national(brief, row),
        _range(brief, row),
    )


def _national(brief: Brief, row: Row) -> Cell:
    if missing(row["national"]):
        return Cell(brief.tell.words("no_national"))
    record = brief.record(str(row["indicator"]))
    written = amount(record.format, float(row["national"]), brief.language)
    return figures.cell(Number((str(row["national_id"]),), float(row["national"]), written))


def _range(brief: Brief, row: Row) -> Cell:
    """The others' range where regions may be compared, else why it is not given."""
    record = brief.record(str(row["indicator"]))
    if record.regions != "compare":
        return Cell(brief.tell.words(f"range_{record.regions}"))
    if not row["others"]:
        return Cell(brief.tell.words("range_alone"))
    cell = (record.id, int(row["year"]), str(row["source"]), str(row["wave"]))
    others = sorted((value, fact) for place, value, fact in brief.region_cells[cell] if place != row["place"])
    written = interval(record.format, row["low"], row["high"], brief.language)
    ids = tuple(fact for _, fact in others)
    return figures.cell(Number(ids, float(row["low"]), f"{written} ({int(row['others'])})", "range"))


def marked(brief: Brief, rows: pd.DataFrame) -> tuple[str, ...]:
    """A note with what the flags of these rows mean; empty when none is marked."""
    told = flags.words(rows["flag"], brief.language)
    return (brief.tell.words("table_marks", marks="; ".join(told)),) if told else ()


def newest(brief: Brief, indicators: Sequence[str], place: str, caption: str) -> Table | None:
    """The newest figures of these indicators at one place, with the change since the start of the period."""
    latest = brief.latest(indicators, place)
    rows = [latest[name] for name in indicators if name in latest]
    if not rows:
        return None
    return Table(
        head(brief, "indicator", "year", "value", "change", numeric=("value",)),
        tuple(_newest_row(brief, row, place) for row in rows),
        caption,
        brief.tell.words("table_alt", caption=caption, rows=len(rows)),
        marked(brief, pd.DataFrame(rows)),
    )


def _newest_row(brief: Brief, row: Fact, place: str) -> tuple[Cell, ...]:
    record = brief.record(str(row["indicator"]))
    move = brief.move(record.id, place)
    told = "no_earlier" if move is None else f"verdict_{move.change.verdict}"
    first = int(move.before["year"]) if move else ""
    return (
        Cell(named(brief, record)),
        Cell(str(row["year"])),
        figures.cell(figures.value(record, row, brief.language)),
        Cell(brief.tell.words(told, year=first)),
    )


def steps(brief: Brief, place: str, rows: pd.DataFrame, national: str) -> Table:
    """Every municipality's part in the region's distance from Georgia."""
    record = brief.record(region_profile.TURNOUT)
    caption = brief.tell.words("table_steps", place=brief.place(place), year=int(rows["year"].iloc[0]))
    told = tuple(
        (
            Cell(brief.place(str(row["place"]))),
            figures.cell(figures.plain(record, {**row, "value": row["turnout"]}, brief.language)),
            figures.cell(regional.step_number(brief, row, national)),
        )
        for row in as_dicts(rows)
    )
    columns = head(brief, "municipality", "turnout", "step", numeric=("turnout", "step"))
    return Table(columns, told, caption, brief.tell.words("table_alt", caption=caption, rows=len(told)))


def municipalities(brief: Brief, place: str) -> Table | None:
    """The newest figures of the region's municipalities; None for a region that is one."""
    rows = region_profile.municipalities(brief.release, place)
    if rows.empty:
        return None
    caption = brief.tell.words("table_municipalities", of_place=brief.place(place, "of"))
    columns = (
        Column(brief.tell.words("head_municipality")),
        *(Column(_dated(brief, rows, name), numeric=True) for name in MUNICIPAL),
    )
    told = tuple(
        (Cell(brief.place(str(row["place"]))), *(_municipal(brief, row, name) for name in MUNICIPAL))
        for row in as_dicts(rows)
    )
    return Table(columns, told, caption, brief.tell.words("table_alt", caption=caption, rows=len(told)))


def _dated(brief: Brief, rows: pd.DataFrame, indicator: str) -> str:
    years = sorted({str(int(year)) for year in rows[f"{indicator}_year"].dropna()})
    return f"{brief.name(indicator)}, {', '.join(years)}".removesuffix(", ")


def _municipal(brief: Brief, row: Row, indicator: str) -> Cell:
    if missing(row[indicator]):
        return Cell(brief.tell.words("no_figure"))
    record = brief.record(indicator)
    fact = {"value": row[indicator], "fact_id": row[f"{indicator}_id"]}
    return figures.cell(figures.plain(record, fact, brief.language))


def index(brief: Brief, place: str) -> Table | None:
    """The range of places in each profile; None when the region has a score in none."""
    found = [(profile, regional.index_row(brief, place, profile.id)) for profile in regional.profiles()]
    rows = [(profile, row) for profile, row in found if row is not None]
    if not rows:
        return None
    caption = brief.tell.words("table_index", place=brief.place(place))
    told = tuple(
        (
            Cell(profile.name[brief.language]),
            Cell(str(regional.index_year(brief, profile.id))),
            _places(brief, place, profile.id, row),
            figures.cell(figures.score(str(row["fact_id"]), float(row["value"]), 0, brief.language)),
        )
        for profile, row in rows
    )
    columns = head(brief, "profile", "year", "places", "score", numeric=("places", "score"))
    alt = brief.tell.words("table_alt", caption=caption, rows=len(told))
    return Table(columns, told, caption, alt, (brief.tell.words("table_index_note"),))


def _places(brief: Brief, place: str, profile: str, row: Row) -> Cell:
    """The range of places, never one place alone."""
    name = indices()[regional.INDEX].indicator(profile)
    year = regional.index_year(brief, profile) or 0
    ranks = questions.of(brief.release, (name,), places=(place,), years=(year,), statistic="rank")
    low, high = (number(row[bound], 0, brief.language) for bound in ("rank_lower", "rank_upper"))
    ids = (str(ranks["fact_id"].iloc[0]),)
    return figures.cell(Number(ids, float(row["rank_lower"]), f"{low}–{high}", "range"))


def phases(brief: Brief) -> tuple[Column, ...]:
    """A column for each phase of the project."""
    return tuple(Column(brief.tell.words("phase", phase=phase, years=years_text(*PHASES[phase]))) for phase in PHASES)
