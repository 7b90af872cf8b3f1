-- One row: one stratum of a sample, and what would keep its rows from being a sample.
-- Reads: answers (one row per respondent: stratum, psu, weight, fpc, second_fpc).
-- Gives: stratum, clusters, people, bad_weights (not above 0, endless, or missing), no_psu, lowest_fpc, highest_fpc, no_fpc
--   (rows without), and the largest and smallest second_fpc and its smallest share of people over a cluster.
-- Tests: tests/analytics/test_survey_reductions.py
WITH units AS (
    SELECT
        stratum, psu,
        COUNT(*) AS people,
        COUNT(*) FILTER (WHERE weight > 0 AND weight < CAST('Infinity' AS DOUBLE)) AS good_weights,
        MIN(fpc) AS lowest_fpc,
        MAX(fpc) AS highest_fpc,
        COUNT(fpc) AS with_fpc,
        MIN(second_fpc) AS lowest_second,
        MAX(second_fpc) AS highest_second,
        COUNT(second_fpc) AS with_second
    FROM answers
    GROUP BY stratum, psu
)
SELECT
    stratum,
    COUNT(psu) AS clusters,
    CAST(SUM(people) AS BIGINT) AS people,
    CAST(SUM(people - good_weights) AS BIGINT) AS bad_weights,
    CAST(SUM(CASE WHEN psu IS NULL THEN people ELSE 0 END) AS BIGINT) AS no_psu,
    MIN(lowest_fpc) AS lowest_fpc,
    MAX(highest_fpc) AS highest_fpc,
    CAST(SUM(people - with_fpc) AS BIGINT) AS no_fpc,
    CAST(SUM(people - with_second) AS BIGINT) AS no_second,
    COUNT(*) FILTER (WHERE lowest_second <> highest_second) AS several_second,
    COUNT(*) FILTER (WHERE lowest_second < people) AS small_second
FROM units
GROUP BY stratum
