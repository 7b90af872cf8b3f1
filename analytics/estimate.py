"""Shares, means and ratios of survey answers with design-based intervals, or the reason why there is none.

One row of the answers is one respondent of the whole sample. Never hand over a part of it: a group is named by the
columns of `by`, and its variance needs the clusters outside it too (Korn and Graubard, Analysis of Health Surveys,
1999).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from analytics.estimate_intervals import END, LEVEL, korn_graubard, logit, t_interval
from analytics.survey_design import OUTSIDE, Design, drawn, ratios_of_totals

BY = ("place", "year", "grp")
COLUMNS = ("value", "lower", "upper", "interval_level", "n", "effective_n", "design_effect", "clusters",
           "standard_error", "refused")  # fmt: skip
BLANK = ["value", "lower", "upper", "effective_n", "design_effect", "standard_error"]
DESIGN = Design()
Interval = Literal["korn_graubard", "logit"]


@dataclass(frozen=True)
class Least:
    """Below what no estimate is given: respondents, and primary sampling units with respondents of the group."""

    respondents: int = 30
    clusters: int = 3


LEAST = Least()


def shares(
    answers: pd.DataFrame,
    yes: Collection[object],
    *,
    answer: str = "answer",
    by: Sequence[str] = BY,
    design: Design = DESIGN,
    least: Least = LEAST,
    interval: Interval = "korn_graubard",
) -> pd.DataFrame:
    """Share of the respondents whose answer is one of `yes`, group by group.

    Refusals and "don't know" are answers and stay in the denominator. An empty answer (the question was not asked)
    leaves both numerator and denominator, never the design.

    Args:
        answers: one row per respondent: the answer, the columns of `by` (empty = in no group) and of the design.
        yes: the answers that count.
        answer: name of the answer's column.
        by: columns that name a group.
        design: how the sample was drawn.
        least: below what no estimate is given.
        interval: Korn-Graubard, always defined; or logit, which is 0 to 100 at 0 and at 100 percent.

    Returns:
        One row per group, sorted by `by`: value, lower, upper and standard_error in percent; interval_level 0.95; n
        (respondents asked); effective_n (size of a simple random sample of the same precision, n at most; at 0 and 100
        percent what the weights alone leave of n); design_effect (variance over that of a simple random sample of n
        drawn with replacement; empty at 0 and 100 percent); clusters (primary sampling units with respondents of the
        group); refused: "" or why value, bounds, effective_n, design_effect and standard_error are empty:
        "few_respondents", "few_clusters", "lonely_psu" (no stratum of the group has two clusters with its respondents,
        or one of its strata has one cluster and the design's rule is to refuse).

    Raises:
        DesignError: the design's columns do not describe a sample, or a stratum has one primary sampling unit only.
        ExtraMissing: the survey packages are not installed.
    """
    asked = answers[answer].notna()
    numerator = answers[answer].isin(list(yes)).astype("float64").where(asked)
    rows = _estimated(answers, numerator, asked.astype("float64"), by=by, design=design, least=least)
    return with_share_bounds(rows, by, interval)


def with_share_bounds(rows: pd.DataFrame, by: Sequence[str], interval: Interval) -> pd.DataFrame:
    """The rows of `shares`, from estimates with their errors and counts.

    Args:
        rows: one row per group: `by`, value and standard_error (fractions of one), n, clusters, freedom, effective_n,
            design_effect, by_weights, refused.
        by: columns that name a group.
        interval: which bounds.
    """
    at_end = (rows["value"] <= END) | (rows["value"] >= 1 - END)
    rows["value"] = rows["value"].where(~at_end, rows["value"].round())
    rows["effective_n"] = rows["effective_n"].where(~at_end, rows["by_weights"])
    rows["kept"] = (rows["n"] / rows["design_effect"]).where(~at_end, rows["by_weights"])
    rows["design_effect"] = rows["design_effect"].where(~at_end)
    bounds = [
        logit(share, error, freedom) if interval == "logit" else korn_graubard(share, kept, int(n), freedom)
        for share, error, freedom, kept, n in _numbers(rows, "kept", "n")
    ]
    return _finished(rows, bounds, by, scale=100)


def means(
    answers: pd.DataFrame,
    *,
    answer: str = "answer",
    by: Sequence[str] = BY,
    design: Design = DESIGN,
    least: Least = LEAST,
) -> pd.DataFrame:
    """Mean of a number that respondents gave, group by group, in its own unit, with t intervals.

    Arguments, columns and errors are those of `shares`; an empty answer leaves numerator and denominator.
    """
    number = answers[answer].astype("float64")
    return with_t_bounds(
        _estimated(answers, number, number.notna().astype("float64"), by=by, design=design, least=least), by
    )


def ratios(
    answers: pd.DataFrame,
    numerator: str,
    denominator: str,
    *,
    by: Sequence[str] = BY,
    design: Design = DESIGN,
    least: Least = LEAST,
) -> pd.DataFrame:
    """Ratio of the totals of two numbers (one for each respondent), group by group, with t intervals.

    Arguments, columns and errors are those of `shares`; a row with one of the numbers empty leaves both. A group whose
    denominators add to nothing is refused as "no_denominator".
    """
    above, below = answers[numerator].astype("float64"), answers[denominator].astype("float64")
    return with_t_bounds(_estimated(answers, above.where(below.notna()), below, by=by, design=design, least=least), by)


def with_t_bounds(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The rows of `means` and `ratios`, from estimates as `with_share_bounds` takes them, in their own unit."""
    bounds = [t_interval(value, error, freedom) for value, error, freedom in _numbers(rows)]
    return _finished(rows, bounds, by, scale=1)


def _numbers(rows: pd.DataFrame, *more: str) -> list[list[float]]:
    """Value, standard error, degrees of freedom and `more` of each group."""
    columns = rows[["value", "standard_error", "freedom", *more]]
    return [[float(number) for number in row] for row in columns.to_numpy(dtype="float64")]


def _estimated(
    answers: pd.DataFrame,
    numerator: "pd.Series[float]",
    denominator: "pd.Series[float]",
    *,
    by: Sequence[str],
    design: Design,
    least: Least,
) -> pd.DataFrame:
    """One row per group: value, standard_error, n, clusters, freedom, effective_n, design_effect, refused."""
    units = drawn(answers, design)
    named = answers[list(by)].notna().all(axis=1) & numerator.notna()
    groups = answers[list(by)].where(named).groupby(list(by), sort=True)
    units["domain"] = groups.ngroup().fillna(OUTSIDE).astype("int64")
    # Outside every group a denominator of 1 keeps svy from dividing by nothing; that row is dropped.
    units = units.assign(numerator=numerator.where(named, 0.0), denominator=denominator.where(named, 1.0))
    inside = units[named]
    rows = _counts(inside).assign(**_names(answers[named], inside, by))
    if rows.empty:
        return rows.assign(value=[], standard_error=[], effective_n=[], design_effect=[], refused=[])
    found = ratios_of_totals(units, design.lonely)
    rows = rows.assign(value=found["estimate"], standard_error=found["standard_error"])
    rows["refused"] = refusals(rows, design, least)
    return with_precision(rows, _simple_variance(inside, rows["value"]))


def with_precision(rows: pd.DataFrame, simple: "pd.Series[float]") -> pd.DataFrame:
    """The rows with design_effect and effective_n.

    Args:
        rows: one row per group: n, standard_error.
        simple: variance that the estimate would have in a simple random sample of n drawn with replacement.
    """
    rows["design_effect"] = (rows["standard_error"] ** 2 / simple).where(simple > 0)
    ratio = rows["design_effect"].where(rows["design_effect"] > 1, 1.0)
    return rows.assign(effective_n=rows["n"] / ratio)


def _names(answers: pd.DataFrame, inside: pd.DataFrame, by: Sequence[str]) -> dict[str, "pd.Series[Any]"]:
    first = answers[list(by)].groupby(inside["domain"]).first()
    return {column: first[column] for column in by}


def _counts(inside: pd.DataFrame) -> pd.DataFrame:
    """One row per group: n, clusters, degrees of freedom, effective sample size by the weights alone (Kish 1965)."""
    groups = inside.groupby("domain")
    clusters, strata = groups["psu"].nunique(), groups["stratum"].nunique()
    squares = (inside["weight"] ** 2).groupby(inside["domain"]).sum()
    return pd.DataFrame({
        "n": groups.size(), "clusters": clusters, "freedom": clusters - strata, "lonely": groups["lonely"].any(),
        "by_weights": groups["weight"].sum() ** 2 / squares, "base": groups["denominator"].sum(),
    })  # fmt: skip


def refusals(rows: pd.DataFrame, design: Design, least: Least) -> "pd.Series[str]":
    """Why no estimate is given, "" where one is; rows: one per group with n, clusters, freedom, lonely, base."""
    reasons = {
        "few_respondents": rows["n"] < least.respondents,
        "few_clusters": rows["clusters"] < least.clusters,
        "lonely_psu": (rows["freedom"] < 1) | (rows["lonely"] & (design.lonely == "refuse")),
        "no_denominator": rows["base"] == 0,
    }
    reason = np.select([met.to_numpy(dtype=bool) for met in reasons.values()], list(reasons), default="")
    return pd.Series(reason, index=rows.index, dtype="object")


def _simple_variance(inside: pd.DataFrame, value: "pd.Series[float]") -> "pd.Series[float]":
    """Variance that the ratio would have in a simple random sample of n drawn with replacement."""
    residual = inside["numerator"] - inside["domain"].map(value) * inside["denominator"]
    base, square = inside["weight"] * inside["denominator"], inside["weight"] * residual**2
    parts = inside[["domain", "weight"]].assign(n=1, base=base, square=square)
    sums = parts.groupby("domain").sum()
    return sums["square"] * sums["weight"] / sums["base"] ** 2 / sums["n"]


def _finished(
    rows: pd.DataFrame, bounds: list[tuple[float, float]], by: Sequence[str], *, scale: float
) -> pd.DataFrame:
    """Percent where they are due, nothing where an estimate was refused, columns in their order."""
    rows["lower"], rows["upper"] = [low for low, _ in bounds], [high for _, high in bounds]
    rows["interval_level"] = LEVEL
    for column in ("value", "lower", "upper", "standard_error"):
        rows[column] = rows[column].astype("float64") * scale
    rows.loc[rows["refused"] != "", BLANK] = np.nan
    return rows[[*by, *COLUMNS]].sort_values(list(by), ignore_index=True)
