-- One row: one place in one pool, the weighted mean of its normalised indicators and its rank.
-- Reads: points (what min_max.sql gives); weights (one row per indicator: indicator, weight >= 0).
-- Parameters: $least, the share of the indicators' weight that a place must have, 0 to 1; a place with less has no row.
-- Gives: pool, place, indicators (how many it has), weight_share, score (0 to 1), rank (1 = highest score in the pool; scores
--   that are equal to 9 digits share one).
-- Tests: tests/analytics/test_big_reductions.py
WITH whole AS (
    SELECT CAST(SUM(weight) AS DOUBLE) AS weight FROM weights
),
scores AS (
    SELECT
        pool, place,
        COUNT(*) AS indicators,
        CAST(SUM(weights.weight) AS DOUBLE) / NULLIF(MAX(whole.weight), 0) AS weight_share,
        CAST(SUM(min_max * weights.weight) AS DOUBLE) / NULLIF(SUM(weights.weight), 0) AS score
    FROM points JOIN weights ON points.indicator = weights.indicator CROSS JOIN whole
    WHERE min_max IS NOT NULL
    GROUP BY pool, place
)
SELECT
    pool, place, indicators, weight_share, score,
    RANK() OVER (PARTITION BY pool ORDER BY FLOOR(score * 1000000000 + CAST(0.5 AS DOUBLE)) DESC) AS rank
FROM scores
WHERE weight_share >= $least AND score IS NOT NULL
