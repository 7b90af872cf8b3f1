-- One row: one indicator in one year, and how many of the places it has a value for.
-- Reads: observations (one row per published number: indicator, place, year, value; a value may be NULL); places (one row
--   per place that should have one: place).
-- Gives: indicator, year, expected (places), present (places with a value), missing, present_pct.
-- Tests: tests/analytics/test_big_reductions.py
WITH wanted AS (
    SELECT COUNT(DISTINCT place) AS expected FROM places
),
found AS (
    SELECT observations.indicator, observations.year, COUNT(DISTINCT places.place) AS present
    FROM observations LEFT JOIN places ON observations.place = places.place AND observations.value IS NOT NULL
    GROUP BY observations.indicator, observations.year
)
SELECT
    indicator, year, expected, present,
    expected - present AS missing,
    CAST(100 * present AS DOUBLE) / NULLIF(expected, 0) AS present_pct
FROM found CROSS JOIN wanted
