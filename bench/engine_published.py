"""A published survey estimate at size: the printed example, every stratum copied many times over.

Copies of strata leave the mean as it is and divide the variance by their number, so the printed digits say what must
come out at any size.
"""

import math
import time
from pathlib import Path

import duckdb

from analytics import survey_reductions
from analytics.estimate import Least
from analytics.survey_design import Design
from data.engine import opened
from data.paths import ROOT

EXAMPLE = ROOT / "tests" / "analytics" / "published" / "two_strata.csv"
# Data set fpc of R's survey package; printed by it and by Stata's svy manual: mean, error without and with correction.
MEAN, ERRORS = 5.448148, {"": 0.7412683, "population": 0.6160407}


MOST = 10_000_000
"""Every copy brings strata of its own, and all of them come back as rows: ten times as many fill 20 GB."""


def published_at_size(folder: Path, rows: int) -> list[str]:
    """Lines of a table: what was printed, what comes out at this size (at most MOST rows), and in what time."""
    connection = duckdb.connect()
    people = connection.execute(f"SELECT count(*) FROM read_csv('{EXAMPLE}')").fetchall()[0][0]
    copies = max(min(rows, MOST) // people, 1)
    path = folder / "published.parquet"
    stratum = f"e.stratum * {copies} + copy AS stratum"
    select = f"SELECT e.* REPLACE ({stratum}) FROM read_csv('{EXAMPLE}') e, range({copies}) t(copy)"
    connection.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    connection.close()
    lines = ["| correction | printed mean, error | copies | found mean | found error x root of copies | s |",
             "| --- | --- | --- | --- | --- | --- |"]  # fmt: skip
    with opened("duckdb") as engine:
        engine.register("published", path)
        for fpc, error in ERRORS.items():
            started = time.perf_counter()
            sample = survey_reductions.sample(engine, "published", Design(fpc=fpc))
            found = survey_reductions.means(sample, answer="x", by=[], least=Least(1, 1)).iloc[0]
            taken = time.perf_counter() - started
            scaled = found["standard_error"] * math.sqrt(copies)
            printed = f"{MEAN}, {error}"
            lines.append(
                f"| {fpc or 'none'} | {printed} | {copies:,} | {found['value']:.6f} | {scaled:.7f} | {taken:.1f} |"
            )
    return lines
