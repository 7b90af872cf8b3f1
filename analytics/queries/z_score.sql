-- One row: one observation in standard deviations from the mean of its indicator and pool (such as a year), with the
--   deviation of a sample (n - 1) (OECD/JRC Handbook on composite indicators, 2008, 5.2).
-- Reads: observations (indicator, pool, place, value; NULL = missing, counts nowhere and gives no row); directions (one row
--   per indicator: indicator, sign: 1 where more is better, -1 where less is).
-- Gives: indicator, pool, place, value, z_score: higher = better, NULL where all values of the pool are one, which tells
--   nobody apart.
-- Tests: tests/analytics/test_big_reductions.py
WITH directed AS (
    SELECT observations.indicator, pool, place, value, CAST(value * sign AS DOUBLE) AS directed
    FROM observations JOIN directions ON observations.indicator = directions.indicator
    WHERE value IS NOT NULL
),
ends AS (
    SELECT
        indicator, pool,
        COUNT(*) AS n,
        MIN(directed) AS low,
        MAX(directed) AS high,
        CAST(SUM(directed) AS DOUBLE) / NULLIF(COUNT(*), 0) AS mean
    FROM directed
    GROUP BY indicator, pool
),
spreads AS (
    SELECT
        directed.indicator, directed.pool,
        SQRT(CAST(SUM((directed - mean) * (directed - mean)) AS DOUBLE) / NULLIF(MAX(n) - 1, 0)) AS deviation
    FROM directed JOIN ends ON directed.indicator = ends.indicator AND directed.pool = ends.pool
    GROUP BY directed.indicator, directed.pool
)
SELECT
    directed.indicator, directed.pool, directed.place, directed.value,
    CASE WHEN high > low THEN CAST(directed - mean AS DOUBLE) / NULLIF(deviation, 0) END AS z_score
FROM directed
JOIN ends ON directed.indicator = ends.indicator AND directed.pool = ends.pool
JOIN spreads ON directed.indicator = spreads.indicator AND directed.pool = spreads.pool
