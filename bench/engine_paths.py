"""Ways to the same three answers: ours on an engine, DuckDB SQL by hand, Ibis, polars, pandas.

Each takes the folder of a metric's Parquet files and gives one frame. M1: weighted share by region, year, sex and age
with its standard error. M2: monthly events per 10,000 with rank and change against a year before. M3: min-max
composite, ranked.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from analytics import big_reductions, survey_reductions
from analytics.estimate import Least
from analytics.survey_design import Design
from data.engine import Engine

BY = ["region", "year", "sex", "age"]
PLACES = [f"place {number}" for number in range(64)]
POPULATION = pd.DataFrame([(place, year, 50_000) for place in PLACES for year in range(2009, 2026)],
                          columns=["place", "year", "people"])  # fmt: skip
NAMES = [f"indicator {number}" for number in range(20)]
SIGNS = pd.DataFrame({"indicator": NAMES, "sign": [1, -1] * 10})
WEIGHTS = pd.DataFrame({"indicator": NAMES, "weight": [float(number % 4 + 1) for number in range(20)]})

SHARE = """
WITH cells AS (
  SELECT region, year, sex, age, stratum, psu, count(answer) AS n, sum(weight) FILTER (answer IS NOT NULL) AS w,
         sum(weight) FILTER (answer = 'yes') AS y
  FROM source GROUP BY ALL),
strata AS (SELECT stratum, count(DISTINCT psu) AS k FROM cells GROUP BY ALL),
totals AS (
  SELECT region, year, sex, age, sum(n) AS n, sum(w) AS w, sum(y) / sum(w) AS p FROM cells WHERE n > 0 GROUP BY ALL),
scores AS (
  SELECT region, year, sex, age, stratum, (coalesce(c.y, 0) - p * c.w) / t.w AS z
  FROM cells c JOIN totals t USING (region, year, sex, age) WHERE c.n > 0),
sums AS (SELECT region, year, sex, age, stratum, sum(z) AS s, sum(z * z) AS q FROM scores GROUP BY ALL),
spread AS (
  SELECT region, year, sex, age, sqrt(sum(k / (k - 1) * (q - s * s / k))) AS error
  FROM sums JOIN strata USING (stratum) GROUP BY ALL)
SELECT region, year, sex, age, n, 100 * p AS value, 100 * error AS standard_error,
       100 * (p - 1.96 * error) AS lower, 100 * (p + 1.96 * error) AS upper
FROM totals JOIN spread USING (region, year, sex, age)
"""
RATES = """
WITH months AS (
  SELECT place, year(date) * 12 + month(date) - 1 AS period, any_value(year(date)) AS year, count(*) AS events,
         count(amount) AS with_amount, sum(amount) AS amount
  FROM source WHERE place IS NOT NULL AND date IS NOT NULL GROUP BY ALL),
rates AS (SELECT *, 10000 * events / people AS rate FROM months JOIN population USING (place, year))
SELECT r.*, rank() OVER (PARTITION BY r.period ORDER BY round(r.rate, 9) DESC) AS rank,
       r.rate - e.rate AS rate_change
FROM rates r LEFT JOIN rates e ON r.place = e.place AND r.period = e.period + 12
"""
SCORES = """
WITH bounds AS (SELECT indicator, pool, min(value) AS low, max(value) AS high FROM source GROUP BY ALL),
ends AS (
  SELECT indicator, pool, CASE WHEN sign > 0 THEN low ELSE high END AS worst, sign * nullif(high - low, 0) AS span
  FROM bounds JOIN signs USING (indicator)),
scores AS (
  SELECT pool, place, sum((value - worst) / span * weight) / sum(weight) AS score
  FROM source JOIN ends USING (indicator, pool) JOIN weights USING (indicator) WHERE value IS NOT NULL GROUP BY ALL)
SELECT pool, place, score, rank() OVER (PARTITION BY pool ORDER BY round(score, 9) DESC) AS rank FROM scores
"""


def ours(engine: Engine, metric: str, folder: Path) -> pd.DataFrame:
    """Our path on an engine."""
    if metric == "M1":
        engine.register("respondents", folder)
        sample = survey_reductions.Sample(engine, "respondents", Design())
        return survey_reductions.shares(sample, ["yes"], by=BY, least=Least(1, 1), interval="logit")
    if metric == "M2":
        engine.register("events", folder)
        return big_reductions.event_rates(engine, POPULATION)
    engine.register("observations", folder)
    return big_reductions.composite(engine, SIGNS, WEIGHTS)


def by_hand(metric: str, folder: Path) -> pd.DataFrame:
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    for name, frame in (("population", POPULATION), ("signs", SIGNS), ("weights", WEIGHTS)):
        connection.register(name, frame)
    connection.execute(f"CREATE VIEW source AS FROM read_parquet('{folder}/*.parquet')")
    return connection.execute({"M1": SHARE, "M2": RATES, "M3": SCORES}[metric]).df()


def in_pandas(metric: str, folder: Path) -> pd.DataFrame:
    frame = pd.read_parquet(folder)
    return {"M1": _share_in_pandas, "M2": _rates_in_pandas, "M3": _scores_in_pandas}[metric](frame)


def _share_in_pandas(people: pd.DataFrame) -> pd.DataFrame:
    clusters = people.groupby("stratum")["psu"].nunique()
    asked = people[people["answer"].notna()]
    y = asked["weight"].where(asked["answer"] == "yes", 0.0)
    cells = asked.assign(y=y, n=1).groupby([*BY, "stratum", "psu"], observed=True)[["weight", "y", "n"]].sum()
    totals = cells.groupby(BY).sum()
    joined = cells.join(totals, on=BY, rsuffix="_all")
    joined["z"] = (joined["y"] - joined["y_all"] / joined["weight_all"] * joined["weight"]) / joined["weight_all"]
    sums = joined.assign(q=joined["z"] ** 2).groupby([*BY, "stratum"])[["z", "q"]].sum()
    k = sums.index.get_level_values("stratum").map(clusters)
    variance = (k / (k - 1) * (sums["q"] - sums["z"] ** 2 / k)).groupby(BY).sum()
    value, error = 100 * totals["y"] / totals["weight"], 100 * variance**0.5
    found = pd.DataFrame({"n": totals["n"], "value": value, "standard_error": error})
    return found.assign(lower=value - 1.96 * error, upper=value + 1.96 * error).reset_index()


def _rates_in_pandas(events: pd.DataFrame) -> pd.DataFrame:
    dates = pd.to_datetime(events["date"])
    period = dates.dt.year.astype("int64") * 12 + dates.dt.month - 1
    groups = events.groupby([events["place"], period.rename("period")])["amount"]
    months = groups.agg(events="size", with_amount="count", amount="sum").reset_index()
    months = months.assign(year=months["period"] // 12).merge(POPULATION, on=["place", "year"])
    months["rate"] = 10_000 * months["events"] / months["people"]
    months["rank"] = months["rate"].round(9).groupby(months["period"]).rank(method="min", ascending=False)
    before = months[["place", "period", "rate"]].assign(period=months["period"] + 12)
    joined = months.merge(before, on=["place", "period"], how="left", suffixes=("", "_before"))
    return joined.assign(rate_change=joined["rate"] - joined["rate_before"])


def _scores_in_pandas(cells: pd.DataFrame) -> pd.DataFrame:
    known = cells.dropna(subset=["value"])
    directed = known["value"] * known["indicator"].map(SIGNS.set_index("indicator")["sign"])
    ends = directed.groupby([known["indicator"], known["pool"]]).agg(["min", "max"])
    joined = known.assign(directed=directed).join(ends, on=["indicator", "pool"])
    weight = known["indicator"].map(WEIGHTS.set_index("indicator")["weight"])
    point = (joined["directed"] - joined["min"]) / (joined["max"] - joined["min"])
    sums = pd.DataFrame({"w": weight, "pw": point * weight}).groupby([known["pool"], known["place"]]).sum()
    scores = (sums["pw"] / sums["w"]).rename("score").reset_index()
    return scores.assign(rank=scores["score"].round(9).groupby(scores["pool"]).rank(method="min", ascending=False))


PATHS: dict[str, Callable[[str, Path], pd.DataFrame]] = {"DuckDB SQL by hand": by_hand, "pandas": in_pandas}
