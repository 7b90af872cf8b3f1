"""The same answers by Ibis on DuckDB and by polars; packages of requirements-bench.txt."""

from pathlib import Path

import pandas as pd

from bench.engine_paths import BY, POPULATION, SIGNS, WEIGHTS


def in_polars(metric: str, folder: Path) -> pd.DataFrame:
    import polars as pl

    source = pl.scan_parquet(f"{folder}/*.parquet")
    made = {"M1": _share_in_polars, "M2": _rates_in_polars, "M3": _scores_in_polars}[metric](pl, source)
    return pd.DataFrame(made.collect(engine="streaming").to_dict(as_series=False))


def _share_in_polars(pl, people):
    clusters = people.group_by("stratum").agg(k=pl.col("psu").n_unique())
    yes = pl.when(pl.col("answer") == "yes").then(pl.col("weight")).otherwise(0.0)
    asked = people.filter(pl.col("answer").is_not_null())
    cells = asked.group_by([*BY, "stratum", "psu"]).agg(n=pl.len(), w=pl.col("weight").sum(), y=yes.sum())
    totals = cells.group_by(BY).agg(n_all=pl.col("n").sum(), w_all=pl.col("w").sum(), y_all=pl.col("y").sum())
    z = (pl.col("y") - pl.col("y_all") / pl.col("w_all") * pl.col("w")) / pl.col("w_all")
    scores = cells.join(totals, on=BY).with_columns(z=z)
    sums = scores.group_by([*BY, "stratum"]).agg(s=pl.col("z").sum(), q=(pl.col("z") ** 2).sum())
    k, spread = pl.col("k"), pl.col("q") - pl.col("s") ** 2 / pl.col("k")
    variance = sums.join(clusters, on="stratum").group_by(BY).agg(v=(k / (k - 1) * spread).sum())
    value, error = 100 * pl.col("y_all") / pl.col("w_all"), 100 * pl.col("v").sqrt()
    return totals.join(variance, on=BY).select(
        *BY,
        n=pl.col("n_all"),
        value=value,
        standard_error=error,
        lower=value - 1.96 * error,
        upper=value + 1.96 * error,
    )


def _rates_in_polars(pl, events):
    period = pl.col("date").dt.year().cast(pl.Int64) * 12 + pl.col("date").dt.month().cast(pl.Int64) - 1
    months = events.group_by("place", period.alias("period")).agg(
        events=pl.len().cast(pl.Int64), amount=pl.col("amount").sum()
    )
    people = pl.LazyFrame(POPULATION.to_dict("list"))
    rates = months.with_columns(year=pl.col("period") // 12).join(people, on=["place", "year"])
    rates = rates.with_columns(rate=10_000 * pl.col("events") / pl.col("people"))
    before = rates.select("place", period=pl.col("period") + 12, rate_before=pl.col("rate"))
    joined = rates.join(before, on=["place", "period"], how="left")
    rank = pl.col("rate").round(9).rank("min", descending=True).over("period")
    return joined.with_columns(rank=rank, rate_change=pl.col("rate") - pl.col("rate_before"))


def _scores_in_polars(pl, cells):
    signs, weights = (pl.LazyFrame(frame.to_dict("list")) for frame in (SIGNS, WEIGHTS))
    known = cells.filter(pl.col("value").is_not_null()).join(signs, on="indicator").join(weights, on="indicator")
    directed = known.with_columns(directed=pl.col("value") * pl.col("sign"))
    ends = directed.group_by("indicator", "pool").agg(low=pl.col("directed").min(), high=pl.col("directed").max())
    point = (pl.col("directed") - pl.col("low")) / (pl.col("high") - pl.col("low"))
    joined = directed.join(ends, on=["indicator", "pool"]).with_columns(point=point)
    score = (pl.col("point") * pl.col("weight")).sum() / pl.col("weight").sum()
    scores = joined.group_by("pool", "place").agg(score=score)
    return scores.with_columns(rank=pl.col("score").round(9).rank("min", descending=True).over("pool"))


def in_ibis(metric: str, folder: Path) -> pd.DataFrame:
    import ibis

    connection = ibis.duckdb.connect()
    source = connection.read_parquet(f"{folder}/*.parquet")
    made = {"M1": _share_in_ibis, "M2": _rates_in_ibis, "M3": _scores_in_ibis}[metric](ibis, source)
    return made.execute()


def _share_in_ibis(ibis, people):
    yes = people.answer == "yes"
    cells = people.group_by([*BY, "stratum", "psu"]).aggregate(
        n=people.answer.count(), w=people.weight.sum(where=people.answer.notnull()), y=people.weight.sum(where=yes)
    )
    strata = cells.group_by("stratum").aggregate(k=cells.psu.nunique())
    asked = cells.filter(cells.n > 0).mutate(y=ibis.coalesce(cells.y, 0.0))
    totals = asked.group_by(BY).aggregate(n_all=asked.n.sum(), w_all=asked.w.sum(), y_all=asked.y.sum())
    both = asked.join(totals, BY)
    scores = both.mutate(z=(both.y - both.y_all / both.w_all * both.w) / both.w_all)
    sums = (
        scores.group_by([*BY, "stratum"])
        .aggregate(s=scores.z.sum(), q=(scores.z * scores.z).sum())
        .join(strata, "stratum")
    )
    variance = sums.group_by(BY).aggregate(v=(sums.k / (sums.k - 1) * (sums.q - sums.s * sums.s / sums.k)).sum())
    found = totals.join(variance, BY)
    found = found.mutate(value=100 * found.y_all / found.w_all, standard_error=100 * found.v.sqrt(), n=found.n_all)
    return found.mutate(
        lower=found.value - 1.96 * found.standard_error, upper=found.value + 1.96 * found.standard_error
    )


def _rates_in_ibis(ibis, events):
    people = ibis.memtable(POPULATION)
    dated = events.mutate(period=events.date.year().cast("int64") * 12 + events.date.month() - 1)
    months = dated.group_by(["place", "period"]).aggregate(events=dated.count(), amount=dated.amount.sum())
    months = months.mutate(year=(months.period / 12).floor().cast("int64"))
    rates = months.join(people, ["place", "year"])
    rates = rates.select("place", "period", "amount", rate=10_000 * rates.events / rates.people)
    earlier = rates.view()
    before = earlier.select("place", period=earlier.period + 12, rate_before=earlier.rate)
    joined = rates.left_join(before, ["place", "period"])
    order = ibis.desc(joined.rate.round(9))
    rank = ibis.rank().over(group_by=joined.period, order_by=order) + 1
    return joined.select("place", "period", "amount", "rate", rank=rank, rate_change=joined.rate - joined.rate_before)


def _scores_in_ibis(ibis, cells):
    known = cells.filter(cells.value.notnull()).join(ibis.memtable(SIGNS), "indicator")
    known = known.join(ibis.memtable(WEIGHTS), "indicator")
    known = known.mutate(directed=known.value * known.sign)
    ends = known.group_by(["indicator", "pool"]).aggregate(low=known.directed.min(), high=known.directed.max())
    joined = known.join(ends, ["indicator", "pool"])
    joined = joined.mutate(point=(joined.directed - joined.low) / (joined.high - joined.low))
    weighed = (joined.point * joined.weight).sum() / joined.weight.sum()
    scores = joined.group_by(["pool", "place"]).aggregate(score=weighed)
    rank = ibis.rank().over(group_by=scores.pool, order_by=ibis.desc(scores.score.round(9))) + 1
    return scores.mutate(rank=rank)
