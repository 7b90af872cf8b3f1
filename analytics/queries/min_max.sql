-- One row: one observation as its share of the way from the lowest to the highest within its indicator and pool (such as a
--   year), 0 to 1 (OECD/JRC Handbook on composite indicators, 2008, 5.3).
-- Reads: observations (indicator, pool, place, value; NULL = missing, counts nowhere and gives no row); directions (one row
--   per indicator: indicator, sign: 1 where more is better, -1 where less is).
-- Gives: indicator, pool, place, value, min_max: higher = better, NULL where all values of the pool are one, which tells
--   nobody apart.
-- Used by: composite.sql, as the table points.
-- Tests: tests/analytics/test_big_reductions.py
WITH ends AS (
    SELECT indicator, pool, MIN(value) AS low, MAX(value) AS high
    FROM observations
    WHERE value IS NOT NULL
    GROUP BY indicator, pool
),
scales AS (
    SELECT
        ends.indicator, pool,
        CASE WHEN sign > 0 THEN low ELSE high END AS worst,
        CASE WHEN sign > 0 THEN high - low ELSE low - high END AS span
    FROM ends JOIN directions ON ends.indicator = directions.indicator
)
SELECT
    observations.indicator, observations.pool, place, value,
    CAST(value - worst AS DOUBLE) / NULLIF(span, 0) AS min_max
FROM observations
JOIN scales ON observations.indicator = scales.indicator AND observations.pool = scales.pool
WHERE value IS NOT NULL
