"""Arithmetic on facts that keeps track of its parents: ratios, differences, totals, pooled waves, P(ahead).

Every function is pure. A *term* is a frame with one row per cell (place, year) and the columns place, level, year,
value, lower, upper, n, flag, source and `ids`, the list of fact ids the value rests on. `Derived` is one finished row.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from statistics import NormalDist
from typing import Any

import pandas as pd

Parents = list[tuple[str, str]]
SMALL_COUNT = 10  # a rate whose numerator is smaller swings by more than 10 % when one organisation comes or goes
Z95 = 1.96
LOWEST_SHARE, LOWEST_BOUND = 0.5, 0.2  # percent: where the logit of a share, or of its bound, is cut off
OCCUPIED = frozenset({"GE-AB"})  # a region without official figures: sums for Georgia do not wait for it
POOLED_WAVES = ("cb2017", "cb2019")


@dataclass(frozen=True)
class Derived:
    """One computed value with the facts it rests on; bounds, their kind and level stand together or not at all."""

    place: str
    year: int
    value: float
    parents: Parents
    wave: str = ""
    grp: str = ""
    lower: float | None = None
    upper: float | None = None
    interval_kind: str | None = None
    interval_level: float | None = None
    n: int | None = None
    flag: str | None = None
    note: str | None = None
    indicator: str = ""


COLUMNS = ["place", "year", "wave", "grp", "value", "lower", "upper", "interval_kind", "interval_level", "n", "flag",
           "note", "parents"]  # fmt: skip


def frame(rows: Iterable[Derived], named: bool = False) -> pd.DataFrame:
    """Rows as the frame that the build stores: one row per derived fact, only finite values.

    Args:
        rows: the computed rows.
        named: keep the column `indicator`, for functions that return rows of several indicators.

    Returns:
        The columns of COLUMNS, after `indicator` when named; missing bounds are NaN, missing words None.
    """
    columns = (["indicator"] if named else []) + COLUMNS
    kept = [row for row in rows if math.isfinite(row.value)]
    table = {field.name: [getattr(row, field.name) for row in kept] for field in fields(Derived)}
    result = pd.DataFrame({name: pd.Series(table[name], dtype="object") for name in columns})
    kinds = {"year": "int64", "value": "float64", "lower": "float64", "upper": "float64", "interval_level": "float64"}
    return result.astype(kinds).astype({"n": "Int64"})


def cells(facts: pd.DataFrame, indicator: str, grp: str = "") -> pd.DataFrame:
    """The term of one indicator and group: one row per place and year.

    Where several sources speak of one cell, the source that fills most cells of this indicator and group is kept
    (ties: first id in alphabetical order), so that a series changes its source as rarely as possible; of several
    waves in one year the unnamed one, then the first by name.
    """
    rows = facts[(facts["indicator"] == indicator) & (facts["grp"] == grp) & (facts["statistic"] == "value")]
    filled = rows.groupby("source")["fact_id"].transform("size")
    ranked = rows.assign(filled=-filled).sort_values(["filled", "source", "wave"], kind="stable")
    chosen = ranked.drop_duplicates(["place", "year"]).sort_values(["place", "year"]).drop(columns="filled")
    return chosen.assign(ids=pd.Series([[name] for name in chosen["fact_id"]], index=chosen.index, dtype="object"))


def matched(first: pd.DataFrame, second: pd.DataFrame, by: Collection[str] = ("place", "year")) -> Iterable[Any]:
    """Pairs of rows of two terms that share `by`, unique in the second; other columns get the endings _a and _b."""
    pairs = first.merge(second, on=list(by), suffixes=("_a", "_b"), validate="many_to_one")
    return pairs.itertuples(index=False)


def listed(term: pd.DataFrame) -> Iterable[Any]:
    """The rows of a term, each with its columns as attributes."""
    return term.itertuples(index=False)


def as_dicts(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dicts by column name, a cell without value as None or NaN, as pandas' own `to_dict("records")`.

    That takes three times as long on frames of a few rows and many columns, and a page asks for thirty of them.
    """
    names = [str(name) for name in rows.columns]
    columns = [_cells(column) for _, column in rows.items()]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def as_objects(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with their texts as Python's own objects, which lie together in one piece of memory.

    A column of pandas' strings is a piece of its own with a dozen small objects around it, and keeps a note of every
    view that was ever taken of it. A server that held two thousand frames so held a million such objects for Python's
    collector to go through, and found rows in them half as fast.
    """
    texts = {name: object for name, kind in rows.dtypes.items() if kind == "str"}
    return rows.astype(texts).copy()  # the copy lays columns of one kind together


def _cells(column: "pd.Series[Any]") -> list[Any]:
    if column.dtype == "Int64":
        return list(column.array.to_numpy(dtype=object, na_value=None))
    return column.tolist()


def ends(term: pd.DataFrame) -> tuple[Any, Any]:
    """The rows with the highest and the lowest value; the first of equals."""
    rows = list(listed(term))
    return max(rows, key=lambda row: row.value), min(rows, key=lambda row: row.value)


def plus(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Term of the sums of two terms, where both have the cell."""
    rows = [
        {"place": pair.place, "year": pair.year, "level": pair.level_a, "value": pair.value_a + pair.value_b,
         "ids": pair.ids_a + pair.ids_b, "flag": joined(pair.flag_a, pair.flag_b)}
        for pair in matched(first, second)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["place", "year", "level", "value", "ids", "flag"])


def words(flag: object) -> list[str]:
    """The words of a flag, which are separated by semicolons; none for the ways a frame spells "nothing"."""
    return [word for word in flag.split(";") if word] if isinstance(flag, str) else []


def joined(*flags: object) -> str | None:
    """One flag with every word of several, each once and in their order; None when there is none.

    >>> joined("small-count", None, "relabelled;small-count")
    'small-count;relabelled'
    """
    return ";".join(dict.fromkeys(word for flag in flags for word in words(flag))) or None


def shared(flags: Iterable[object]) -> str | None:
    """The words that all flags have in common, as one flag: what is true of every part is true of the total."""
    sets = [words(flag) for flag in flags]
    return ";".join(word for word in (sets[0] if sets else []) if all(word in others for others in sets)) or None


def number(cell: Any) -> float | None:
    """A cell as a finite number, or None."""
    return float(cell) if pd.notna(cell) and math.isfinite(float(cell)) else None


def roles(ids: Iterable[str], role: str) -> Parents:
    """The ids as parents in one role."""
    return [(fact_id, role) for fact_id in ids]


def ratio(tops: pd.DataFrame, bottoms: pd.DataFrame, scale: float = 1.0, small: float = 0) -> list[Derived]:
    """One row per cell in both terms: top / bottom x scale, none where the bottom is not positive.

    A row carries the flags of both; "small-count" stands first where the top lies under `small`.
    """
    return [
        Derived(pair.place, pair.year, pair.value_a / pair.value_b * scale,
                roles(pair.ids_a, "numerator") + roles(pair.ids_b, "denominator"),
                flag=joined("small-count" if pair.value_a < small else None, pair.flag_a, pair.flag_b))
        for pair in matched(tops, bottoms)
        if pair.value_b > 0
    ]  # fmt: skip


def difference(minuends: pd.DataFrame, subtrahends: pd.DataFrame) -> list[Derived]:
    """One row per place in both terms: minuend - subtrahend, dated by the minuend. Each term has one year a place."""
    return [
        Derived(pair.place, pair.year_a, pair.value_a - pair.value_b,
                roles(pair.ids_a, "minuend") + roles(pair.ids_b, "subtrahend"),
                flag=joined(pair.flag_a, pair.flag_b))
        for pair in matched(minuends, subtrahends, by=["place"])
    ]  # fmt: skip


def parts(members: pd.DataFrame, whole: str) -> frozenset[str]:
    """The places a total of `whole` needs: all regions of Georgia but the occupied, all municipalities of a region."""
    inside = {str(place) for place in members.loc[members["whole"] == whole, "member"]}
    if whole == "GEO":
        return frozenset(p for p in inside if p.startswith("GE-") and not p.startswith("GE-Q")) - OCCUPIED
    return frozenset(p for p in inside if p.isdigit())


def total(rows: pd.DataFrame, needed: Collection[str]) -> tuple[float, Parents] | None:
    """Sum of one value per needed place with its parents, or None when a place is missing or the sources differ.

    The values are added as floats, so that no narrow integer column can overflow.
    """
    inside = rows[rows["place"].isin(list(needed))]
    if not needed or set(inside["place"]) != set(needed) or len(inside) != len(needed):
        return None
    if inside["source"].nunique() != 1:
        return None
    return math.fsum(float(value) for value in inside["value"]), roles(inside["fact_id"], "component")


def logit(percent: float) -> float:
    """Log odds of a percentage strictly between 0 and 100."""
    return math.log(percent / (100 - percent))


def from_logit(log_odds: float) -> float:
    """Percentage of log odds."""
    return 100 / (1 + math.exp(-log_odds))


def clipped(percent: float, edge: float) -> float:
    """The percentage kept away from 0 and 100 by `edge`, so that its logit exists."""
    return min(max(percent, edge), 100 - edge)


def logit_estimate(value: float, lower: float, upper: float) -> tuple[float, float]:
    """Logit of a survey share and its standard error, read from its 95 % bounds (all in percent).

    Shares are cut at 0.5 and 99.5 %, bounds at 0.2 and 99.8 %: a share of nought has no logit.
    """
    width = logit(clipped(upper, LOWEST_BOUND)) - logit(clipped(lower, LOWEST_BOUND))
    return logit(clipped(value, LOWEST_SHARE)), width / (2 * Z95)


def pooled(estimates: Collection[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Value and 95 % bounds (percent) of independent waves with equal weight: the mean on the logit scale."""
    points = [logit_estimate(*estimate) for estimate in estimates]
    middle = math.fsum(point for point, _ in points) / len(points)
    error = math.sqrt(math.fsum(error**2 for _, error in points)) / len(points)
    return from_logit(middle), from_logit(middle - Z95 * error), from_logit(middle + Z95 * error)


def pooled_waves(facts: pd.DataFrame, indicator: str, waves: Collection[str] = POOLED_WAVES) -> list[Derived]:
    """One row per place: the share pooled over the face-to-face waves of 2017 and 2019, dated 2019.

    A wave is one source, so nothing is mixed but what the method pools. A place present in one wave only keeps that
    wave and the flag "one-wave". Percent; 95 % confidence bounds; n is the respondents of the pooled waves.
    """
    rows = facts[(facts["indicator"] == indicator) & (facts["grp"] == "") & facts["source"].isin(list(waves))]
    whole = rows[(rows["statistic"] == "value") & rows["lower"].notna() & rows["upper"].notna()]
    return [_pooled_place(str(place), group, len(waves)) for place, group in whole.groupby("place")]


def _pooled_place(place: str, rows: pd.DataFrame, expected: int) -> Derived:
    value, lower, upper = pooled(list(zip(rows["value"], rows["lower"], rows["upper"], strict=True)))
    return Derived(
        place, 2019, value, roles(rows["fact_id"], "component"), wave="pooled 2017+2019", lower=lower, upper=upper,
        interval_kind="confidence", interval_level=0.95, n=int(rows["n"].sum()) if rows["n"].notna().all() else None,
        flag=joined(None if len(rows) == expected else "one-wave", *rows["flag"]),
    )  # fmt: skip


def two_piece_quantile(share: float, value: float, lower: float, upper: float) -> float:
    """Quantile of the two-piece normal with mode `value` and the standard deviations value - lower, upper - value.

    The bounds are 68 % bounds. Source: Wallis, "The Two-Piece Normal, Binormal, or Double Gaussian Distribution",
    Statistical Science 29 (2014).
    """
    low, high = value - lower, upper - value
    if low + high == 0:
        return value
    below = low / (low + high)
    if share < below:
        return value + low * NormalDist().inv_cdf(share / (2 * below))
    return value + high * NormalDist().inv_cdf((1 + (share - below) / (1 - below)) / 2)


def two_piece_below(point: float, value: float, lower: float, upper: float) -> float:
    """Probability that the two-piece normal of `two_piece_quantile` lies below `point`."""
    low, high = value - lower, upper - value
    if low + high == 0:
        return 0.5 if point == value else float(point > value)
    if point < value:
        return 2 * low / (low + high) * NormalDist().cdf((point - value) / low) if low else 0.0
    above = 2 * high / (low + high) * NormalDist().cdf((value - point) / high) if high else 0.0
    return 1 - above


def ahead(first: tuple[float, float, float], second: tuple[float, float, float], steps: int = 400) -> float:
    """P(first > second) for two independent two-piece normals, each given as value, lower, upper (68 % bounds).

    The mean of the second's distribution function over `steps` equally likely points of the first; the error is
    below 0.001.

    >>> round(ahead((0.5, 0.4, 0.6), (0.5, 0.4, 0.6)), 3)
    0.5
    """
    points = ((step + 0.5) / steps for step in range(steps))
    return math.fsum(two_piece_below(two_piece_quantile(point, *first), *second) for point in points) / steps
