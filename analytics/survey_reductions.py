"""Shares, means and ratios of survey answers where they lie: on an engine, for tables larger than memory.

What comes out is what `analytics.estimate` gives, to rounding: the same columns, null answers, lonely clusters,
population corrections, refusals and intervals. Only sums come back from the engine. Method:
analytics/queries/survey_ratio.sql.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import query_files
from analytics.estimate import (
    BY,
    DESIGN,
    LEAST,
    Interval,
    Least,
    refusals,
    with_precision,
    with_share_bounds,
    with_t_bounds,
)
from analytics.query_files import quoted
from analytics.survey_design import LONELY, Design, DesignError
from data.engine import Engine

NOUGHT = 1e-14
"""A variance below this part of the squared value is what rounding leaves of nought: sums of squares cancel out."""


@dataclass(frozen=True)
class Sample:
    """A table of respondents on an engine, whose design was checked by `sample`.

    Attributes:
        engine: where the table is.
        table: its name there; one row is one respondent of the whole sample.
        design: which columns say how they were drawn.
    """

    engine: Engine
    table: str
    design: Design


def sample(engine: Engine, table: str, design: Design = DESIGN) -> Sample:
    """The sample in a table, checked once, so that every estimate after it need not.

    Raises:
        DesignError: a weight that is not above 0, a respondent without stratum or cluster, a population that is
            missing, not one number, or smaller than its sample, or a stratum of one cluster under the rule "fail".
        EngineError: the engine does not know the table or a column.
    """
    if design.second_fpc and not design.fpc:
        raise DesignError("second_fpc needs fpc: the correction of the second stage alone has no meaning")
    if design.lonely not in LONELY:
        raise DesignError(f"{design.lonely!r} is no rule for lonely units; known are {', '.join(LONELY)}")
    mapped = f"SELECT {', '.join(_design_columns(design))} FROM {quoted(table)}"
    strata = engine.query(query_files.stacked({"answers": mapped}, query_files.text("survey_design")))
    strata = strata.astype({"clusters": "int64", "people": "int64"}).sort_values("stratum", ignore_index=True)
    if not design.psu:
        strata["clusters"] = strata["people"]
    for problem, wrong in _problems(strata, design).items():
        if wrong.any():
            named = ", ".join(str(name) for name in strata.loc[wrong, "stratum"])
            raise DesignError(f"{problem} in stratum {named}")
    return Sample(engine, table, design)


def _problems(strata: pd.DataFrame, design: Design) -> Mapping[str, "pd.Series[bool]"]:
    """What may be wrong, and in which strata it is."""
    none = pd.Series(False, strata.index)
    problems = {
        f"the stratum {design.stratum!r} is empty": strata["stratum"].isna(),
        f"the psu {design.psu!r} is empty": (strata["no_psu"] > 0) if design.psu else none,
        f"a weight {design.weight!r} is not above 0 and finite": strata["bad_weights"] > 0,
        "one primary sampling unit only (join it with a neighbouring stratum, or choose refuse, center, skip)": (
            (strata["clusters"] == 1) & (design.lonely == "fail")
        ),
    }
    if design.fpc:
        problems |= {
            f"the fpc {design.fpc!r} is empty": strata["no_fpc"] > 0,
            f"more than one population (fpc {design.fpc!r})": strata["lowest_fpc"] != strata["highest_fpc"],
            "a sample larger than its population (fpc)": strata["lowest_fpc"] < strata["clusters"],
        }
    if design.second_fpc and design.psu:
        problems |= {
            f"the second_fpc {design.second_fpc!r} is empty": strata["no_second"] > 0,
            "a cluster with more than one population (second_fpc)": strata["several_second"] > 0,
            "a cluster with a sample larger than its population (second_fpc)": strata["small_second"] > 0,
        }
    return problems


def _design_columns(design: Design) -> list[str]:
    """The parts of a design as the queries name them."""
    numbers = {"weight": design.weight, "fpc": design.fpc, "second_fpc": design.second_fpc if design.psu else ""}
    units = {"stratum": design.stratum, "psu": design.psu}
    return [
        *(f"{quoted(column) if column else 'CAST(0 AS BIGINT)'} AS {part}" for part, column in units.items()),
        *(f"CAST({quoted(column) if column else 'NULL'} AS DOUBLE) AS {part}" for part, column in numbers.items()),
    ]


def shares(
    sample: Sample,
    yes: Collection[object],
    *,
    answer: str = "answer",
    by: Sequence[str] = BY,
    least: Least = LEAST,
    interval: Interval = "korn_graubard",
) -> pd.DataFrame:
    """Share of the respondents whose answer is one of `yes`, group by group: see `analytics.estimate.shares`.

    Args:
        sample: the respondents.
        yes: the answers that count, in the type of the answer's column.
        answer: name of the answer's column.
        by: columns that name a group; none = the whole sample.
        least: below what no estimate is given.
        interval: Korn-Graubard or logit.
    """
    values = {f"yes_{position}": value for position, value in enumerate(yes)}
    listed = ", ".join(f"${name}" for name in values)
    counts = f"{quoted(answer)} IN ({listed})" if values else "1 = 0"
    if sample.design.psu and not sample.design.second_fpc:
        weight = f"CAST({quoted(sample.design.weight)} AS DOUBLE)"
        asked = f"CASE WHEN {quoted(answer)} IS NOT NULL THEN {weight} END AS asked_weight"
        steps = _lean_steps(sample, f"{asked}, CASE WHEN {counts} THEN {weight} END AS yes_weight", by)
    else:
        numbers = f"WHEN {counts} THEN CAST(1 AS DOUBLE) ELSE CAST(0 AS DOUBLE)"
        above = f"CASE WHEN {_missing([answer])} THEN CAST(NULL AS DOUBLE) {numbers} END"
        steps = _steps(sample, above, "", by)
    rows = _estimated(sample, steps, by, values, least)
    return _named(with_share_bounds(rows, _groups(by), interval), by)


def means(sample: Sample, *, answer: str = "answer", by: Sequence[str] = BY, least: Least = LEAST) -> pd.DataFrame:
    """Mean of a number that respondents gave, group by group, with t intervals: see `analytics.estimate.means`."""
    steps = _steps(sample, _number(answer, [answer]), "", by)
    return _named(with_t_bounds(_estimated(sample, steps, by, {}, least), _groups(by)), by)


def ratios(
    sample: Sample, numerator: str, denominator: str, *, by: Sequence[str] = BY, least: Least = LEAST
) -> pd.DataFrame:
    """Ratio of the totals of two numbers, group by group, with t intervals: see `analytics.estimate.ratios`."""
    needed = [numerator, denominator]
    steps = _steps(sample, _number(numerator, needed), _number(denominator, needed), by)
    return _named(with_t_bounds(_estimated(sample, steps, by, {}, least), _groups(by)), by)


def _number(column: str, needed: Sequence[str]) -> str:
    return f"CASE WHEN {_missing(needed)} THEN CAST(NULL AS DOUBLE) ELSE CAST({quoted(column)} AS DOUBLE) END"


def _missing(needed: Sequence[str]) -> str:
    """Whether a respondent did not give one of these."""
    return " OR ".join(f"{quoted(column)} IS NULL" for column in needed)


def _groups(by: Sequence[str]) -> list[str]:
    """What the queries call the columns of a group, so that a source's names cannot meet theirs."""
    return [f"group_{position + 1}" for position in range(max(len(by), 1))]


def _named(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    return rows.rename(columns=dict(zip(_groups(by), by, strict=False))) if by else rows.drop(columns="group_1")


def _estimated(
    sample: Sample, steps: Mapping[str, str], by: Sequence[str], values: Mapping[str, object], least: Least
) -> pd.DataFrame:
    """One row per group with what `with_share_bounds` and `with_t_bounds` take."""
    groups = _groups(by)
    known = " AND ".join(f"{group} IS NOT NULL" for group in groups)
    name = "survey_ratio" if sample.design.psu else "survey_ratio_of_rows"
    sql = query_files.stacked(steps, query_files.text(name, by=", ".join(groups), named=known))
    centre = float(sample.design.lonely == "center")
    found = sample.engine.query(sql, {**values, "centre": centre})
    counts = {"n": "int64", "clusters": "int64", "strata": "int64", "lonely": "bool"}
    numbers = dict.fromkeys(["base", "by_weights", "ratio", "variance", "simple_variance"], "float64")
    rows = found.astype({**counts, **numbers}).rename(columns={"ratio": "value"})
    rows["freedom"] = rows["clusters"] - rows["strata"]
    rows["standard_error"] = np.sqrt(_above_nought(rows["variance"], rows["value"]))
    rows["refused"] = refusals(rows, sample.design, least)
    return with_precision(rows, _above_nought(rows["simple_variance"], rows["value"]))


def _above_nought(variance: "pd.Series[float]", value: "pd.Series[float]") -> "pd.Series[float]":
    return variance.where((variance > NOUGHT * value**2) | variance.isna(), 0.0)


def _lean_steps(sample: Sample, weights: str, by: Sequence[str]) -> dict[str, str]:
    """The tables answers and sums for a share without a second stage."""
    fpc = "MAX(fpc)" if sample.design.fpc else "CAST(NULL AS DOUBLE)"
    return {
        "answers": _mapped(sample, weights, by),
        "sums": query_files.text("survey_share_sums", by=", ".join(_groups(by)), fpc=fpc),
    }


def _steps(sample: Sample, above: str, below: str, by: Sequence[str]) -> dict[str, str]:
    """The tables answers and sums for any ratio; without `below` it is 1 wherever `above` is a number."""
    sums = {"sums": query_files.text("survey_sums", by=", ".join(_groups(by)))}
    if below:
        return {"answers": _mapped(sample, f"{above} AS above, {below} AS below", by), **sums}
    ones = "CASE WHEN above IS NOT NULL THEN CAST(1 AS DOUBLE) END"
    numbers = _mapped(sample, f"{above} AS above", by)
    return {"numbers": numbers, "answers": f"SELECT *, {ones} AS below FROM numbers", **sums}


def _mapped(sample: Sample, numbers: str, by: Sequence[str]) -> str:
    """The respondents with the names that the queries have for groups, design and numbers."""
    pairs = zip(by, _groups(by), strict=False)
    groups = [f"{quoted(name)} AS {group}" for name, group in pairs] or ["CAST(1 AS BIGINT) AS group_1"]
    columns = ", ".join([*groups, *_design_columns(sample.design), numbers])
    return f"SELECT {columns} FROM {quoted(sample.table)}"
