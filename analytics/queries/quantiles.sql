-- One row: one group and one probability, with that quantile of its values. Between two values it is interpolated, as
--   type 7 of Hyndman and Fan (The American Statistician 50, 1996) and numpy do. Engines have their own quantile
--   functions, and they differ; this counts rows.
-- Reads: cells (the columns of the group; value, NULL and nowhere counted where missing); probabilities (one row each:
--   probability, 0 to 1).
-- Slots: {by} columns of the group.
-- Gives: the columns of the group, probability, n (values), quantile.
-- Tests: tests/analytics/test_big_reductions.py
WITH ordered AS (
    SELECT
        {by},
        CAST(value AS DOUBLE) AS value,
        ROW_NUMBER() OVER (PARTITION BY {by} ORDER BY value) AS position,
        COUNT(*) OVER (PARTITION BY {by}) AS n
    FROM cells
    WHERE value IS NOT NULL
),
wanted AS (
    SELECT {by}, value, position, n, probability, 1 + (n - 1) * CAST(probability AS DOUBLE) AS place
    FROM ordered CROSS JOIN probabilities
)
SELECT
    {by}, probability,
    MAX(n) AS n,
    CAST(SUM(value * (1 - ABS(place - position))) AS DOUBLE) AS quantile
FROM wanted
WHERE ABS(place - position) < 1
GROUP BY {by}, probability
