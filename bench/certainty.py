"""Times the certainty machine: `make bench-certainty`. Prints ratios; no limit is asserted.

Many weightings over stored normalised values, against a plain pandas loop and one DuckDB query; all facts of both
indices; and the memory bandwidth of the machine, which bounds the first.
"""

import time
from collections.abc import Callable
from statistics import median

import duckdb
import numpy as np
import pandas as pd

from analytics.catalogue import catalogue
from analytics.certainty import ranks
from analytics.index_facts import index_facts
from analytics.indices import indices
from analytics.simulate import weighted
from data import releases

DRAWS, PLACES, ITEMS, LOOPED = 10_000, 12, 30, 200


def seconds(work: Callable[[], object], runs: int = 15) -> float:
    """The median of some runs, after one that does not count."""
    work()
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return median(taken)


def ours(points: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return ranks(weighted(points, weights))


def pandas_loop(points: pd.DataFrame, weights: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame([points.mul(row, axis=1).sum(axis=1).rank(ascending=False) for row in weights])


def in_duckdb(points: np.ndarray, weights: np.ndarray) -> Callable[[], object]:
    connection = duckdb.connect()
    long_points = pd.DataFrame(points).stack().rename("value").rename_axis(["place", "item"]).reset_index()
    long_weights = pd.DataFrame(weights).stack().rename("weight").rename_axis(["draw", "item"]).reset_index()
    connection.register("given_points", long_points)
    connection.register("given_weights", long_weights)
    connection.execute("CREATE TABLE points AS FROM given_points; CREATE TABLE weights AS FROM given_weights")
    sql = """
        SELECT draw, place, rank() OVER (PARTITION BY draw ORDER BY score DESC) AS rank
        FROM (SELECT draw, place, sum(value * weight) AS score FROM points JOIN weights USING (item) GROUP BY ALL)
    """
    return lambda: connection.execute(sql).fetchall()


def bandwidth() -> float:
    """Gigabytes a second that a large copy reads and writes."""
    source = np.ones(40_000_000)
    target = np.empty_like(source)
    return 2 * source.nbytes / seconds(lambda: np.copyto(target, source), 5) / 1e9


def main() -> None:
    generator = np.random.default_rng(releases.SEED)
    points, weights = generator.uniform(1, 100, (PLACES, ITEMS)), generator.dirichlet(np.ones(ITEMS), DRAWS)
    base = seconds(lambda: ours(points, weights))
    frame = pd.DataFrame(points)
    looped = seconds(lambda: pandas_loop(frame, weights[:LOOPED]), 3) * DRAWS / LOOPED
    queried = seconds(in_duckdb(points, weights), 3)
    print(f"{DRAWS:,} weightings x {PLACES} places x {ITEMS} items, scores and ranks: {1000 * base:.1f} ms")
    print(
        f"a pandas loop (timed on {LOOPED} draws, scaled): x {looped / base:,.0f}; "
        f"one DuckDB query: x {queried / base:,.0f}"
    )
    print(f"memory bandwidth (copy): {bandwidth():.1f} GB/s")
    release = releases.current()
    facts = releases.query(release, "SELECT facts.*, level FROM facts JOIN places USING (place)")
    total = 0.0
    for index in indices().values():
        started = time.perf_counter()
        rows = index_facts(index, facts, catalogue(), releases.SEED)
        total += time.perf_counter() - started
        print(f"{index.id}: {len(rows):,} facts in {time.perf_counter() - started:.1f} s")
    print(f"all certainty facts: {total:.1f} s")


if __name__ == "__main__":
    main()
