"""Made-up big tables as Parquet, written by DuckDB from a hash of the row's number: the same at every run."""

from pathlib import Path

import duckdb

PART = 10_000_000  # rows a file

# One row is one respondent: 12 regions x 2 strata x 50 clusters, 4 years, 2 sexes, 6 ages.
RESPONDENTS = """
SELECT 'GE-' || chr(65 + region::INT) AS region, (2019 + (h // 7) % 4)::SMALLINT AS year,
       CASE WHEN (h // 31) % 2 = 0 THEN 'women' ELSE 'men' END AS sex, 'age ' || ((h // 67) % 6) AS age,
       CASE WHEN (h // 419) % 100 < 34 + region THEN 'yes' WHEN (h // 419) % 100 < 80 THEN 'no'
            WHEN (h // 419) % 100 < 94 THEN 'refused' END AS answer,
       0.3 + ((h // 45763) % 4000) / 1000.0::DOUBLE AS weight,
       (region * 2 + (h // 5) % 2)::INT AS stratum, ((h // 1009) % 50)::INT AS psu
FROM (SELECT hash(i) % 1000000007 AS h, ((hash(i) >> 32) % 12)::INT AS region FROM range({first}, {last}) AS t(i))
"""
# One row is one event: 64 places, 15 years of days.
EVENTS = """
SELECT DATE '2010-01-01' + ((h // 3) % 5475)::INT AS date, 'place ' || ((h >> 20) % 64) AS place,
       CASE WHEN h % 3 = 0 THEN 'grant' ELSE 'loan' END AS kind, ((h // 11) % 100000) / 100.0::DOUBLE AS amount
FROM (SELECT hash(i) % 4294967291 AS h FROM range({first}, {last}) AS t(i))
"""
# One row is one observation: 20 indicators x many pools x 1,000 places.
OBSERVATIONS = """
SELECT 'indicator ' || (i % 20) AS indicator, (i // 20000)::INT AS pool, 'place ' || ((i // 20) % 1000) AS place,
       CASE WHEN hash(i) % 50 > 0 THEN (hash(i) % 1000003) / 1000.0::DOUBLE END AS value
FROM range({first}, {last}) AS t(i)
"""
TABLES = {"M1": RESPONDENTS, "M2": EVENTS, "M3": OBSERVATIONS}


def table(folder: Path, metric: str, rows: int) -> Path:
    """The folder of one metric's rows; written when it is not there."""
    made = folder / f"{metric}-{rows}"
    if made.exists():
        return made
    half = folder / f"{metric}-{rows}.half"
    half.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    for part, first in enumerate(range(0, rows, PART)):
        select = TABLES[metric].format(first=first, last=min(first + PART, rows))
        connection.execute(f"COPY ({select}) TO '{half}/part{part:03}.parquet' (FORMAT parquet)")
    connection.close()
    half.rename(made)
    return made
