"""Counts, rates, coverage, quantiles and scores over tables larger than memory. Surveys: survey_reductions.py.

Every function runs one portable query of analytics/queries on an engine, whose tables were registered under the names
that the query's header gives. Frames come back sorted; the header says what one row is.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from analytics import query_files
from analytics.query_files import quoted
from data.engine import Engine

MONTHS = (1, 3, 6, 12)
COUNTS = ("events", "with_amount", "period", "year", "n", "total", "missing", "expected", "present", "indicators")


def event_rates(
    engine: Engine,
    population: pd.DataFrame,
    *,
    table: str = "events",
    months: int = 1,
    kind: str = "",
) -> pd.DataFrame:
    """Events and amounts by place and period, per 10,000 people, with rank and change against a year earlier.

    Args:
        engine: where the events are.
        population: place, year, people.
        table: one row per event: date, place, kind, amount.
        months: length of a period.
        kind: one kind of event; "" = all.

    Returns:
        The rows of event_rates.sql by place and period.

    Raises:
        ValueError: a year cannot be cut into such periods.
    """
    if months not in MONTHS:
        raise ValueError(f"{months} months are no period; known are {', '.join(map(str, MONTHS))}")
    engine.register("population", population)
    steps = {**_renamed("events", table, ("date", "place", "kind", "amount")),
             "periods": query_files.text("event_periods", of_kind="kind = $kind" if kind else "1 = 1")}  # fmt: skip
    sql = query_files.stacked(steps, query_files.text("event_rates"))
    asked = {"kind": kind} if kind else {}
    found = engine.query(sql, {**asked, "months": months, "periods": 12 // months})
    return _sorted(found, ["place", "period"])


def coverage(engine: Engine, places: pd.DataFrame, *, table: str = "observations") -> pd.DataFrame:
    """How many of the places have a value: one row per indicator and year (coverage.sql).

    Args:
        engine: where the observations are.
        places: place.
        table: indicator, place, year, value.
    """
    engine.register("places", places[["place"]])
    steps = _renamed("observations", table, ("indicator", "place", "year", "value"))
    return _sorted(engine.query(query_files.stacked(steps, query_files.text("coverage"))), ["indicator", "year"])


def missingness(engine: Engine, table: str, column: str, *, by: Sequence[str], weight: str = "") -> pd.DataFrame:
    """How many rows have no value in a column, group by group (missingness.sql)."""
    weighs = f"CAST({quoted(weight)} AS DOUBLE)" if weight else "CAST(1 AS DOUBLE)"
    steps = {"cells": f"SELECT {_groups(by)}, {quoted(column)} AS value, {weighs} AS weight FROM {quoted(table)}"}
    found = engine.query(query_files.stacked(steps, query_files.text("missingness", by=_group_names(by))))
    return _sorted(found.rename(columns=_back(by)), by)


def quantiles(
    engine: Engine, table: str, column: str, probabilities: Sequence[float], *, by: Sequence[str]
) -> pd.DataFrame:
    """Quantiles of a column, group by group: one row per group and probability (quantiles.sql)."""
    engine.register("probabilities", pd.DataFrame({"probability": probabilities}, dtype="float64"))
    steps = {"cells": f"SELECT {_groups(by)}, {quoted(column)} AS value FROM {quoted(table)}"}
    found = engine.query(query_files.stacked(steps, query_files.text("quantiles", by=_group_names(by))))
    return _sorted(found.rename(columns=_back(by)), [*by, "probability"])


def normalised(
    engine: Engine,
    directions: pd.DataFrame,
    method: Literal["min_max", "z_score"] = "min_max",
    *,
    table: str = "observations",
) -> pd.DataFrame:
    """Observations on one scale: one row per indicator, pool and place (min_max.sql, z_score.sql).

    Args:
        engine: where the observations are.
        directions: indicator, sign (1 or -1).
        method: which scale.
        table: indicator, pool, place, value.
    """
    engine.register("directions", directions)
    found = engine.query(query_files.stacked(_observed(table), query_files.text(method)))
    return _sorted(found, ["indicator", "pool", "place"])


def composite(
    engine: Engine, directions: pd.DataFrame, weights: pd.DataFrame, *, table: str = "observations", least: float = 0.0
) -> pd.DataFrame:
    """Weighted means of min-max normalised indicators with ranks: one row per pool and place (composite.sql).

    Args:
        engine: where the observations are.
        directions: indicator, sign (1 or -1).
        weights: indicator, weight.
        table: indicator, pool, place, value.
        least: share of the weight that a place must have.
    """
    engine.register("directions", directions)
    engine.register("weights", weights)
    steps = {**_observed(table), "points": query_files.text("min_max")}
    found = engine.query(query_files.stacked(steps, query_files.text("composite")), {"least": least})
    return _sorted(found, ["pool", "place"])


def _observed(table: str) -> Mapping[str, str]:
    return _renamed("observations", table, ("indicator", "pool", "place", "value"))


def _renamed(name: str, table: str, columns: Sequence[str]) -> Mapping[str, str]:
    """A step that gives a table the name that a query reads; none where it has it."""
    return {} if table == name else {name: f"SELECT {', '.join(columns)} FROM {quoted(table)}"}


def _groups(by: Sequence[str]) -> str:
    pairs = zip(by, _back(by), strict=True)
    return ", ".join(f"{quoted(column)} AS {group}" for column, group in pairs)


def _group_names(by: Sequence[str]) -> str:
    return ", ".join(_back(by))


def _back(by: Sequence[str]) -> dict[str, str]:
    """What the queries call the columns of a group, and what they are called again afterwards."""
    return {f"group_{position + 1}": column for position, column in enumerate(by)}


def _sorted(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Rows in order, counts as whole numbers; engines have types of their own for both."""
    counts = {column: "int64" for column in COUNTS if column in rows and rows[column].notna().all()}
    typed = rows.astype(counts)
    if "rank" in typed:
        typed["rank"] = typed["rank"].astype("float64").astype("Int64")
    return typed.sort_values(list(by), ignore_index=True)
