-- One row: one group's ratio of two weighted totals with its design-based variance, where every respondent was drawn by
--   himself or herself: survey_ratio.sql without clusters, from sums of squares.
-- Reads: sums (what survey_sums.sql gives with one psu for each stratum; together its rows are the whole sample).
-- Slots: {by} columns of the group; {named} that none of them is NULL, for rows in no group count for the design only.
-- Parameters: $centre, 1: a stratum of one respondent is measured around the mean of all; 0: it adds nothing.
-- Gives: the columns of survey_ratio.sql; clusters are respondents.
-- Tests: tests/analytics/test_survey_reductions.py
WITH strata AS (
    SELECT
        stratum,
        CAST(SUM(people) AS DOUBLE) AS people,
        COALESCE(CAST(SUM(people) AS DOUBLE) / NULLIF(MAX(fpc), 0), 0) AS sampled
    FROM sums
    GROUP BY stratum
),
totals AS (
    SELECT
        {by},
        CAST(SUM(n) AS BIGINT) AS n,
        COUNT(DISTINCT stratum) AS strata,
        CAST(SUM(base) AS DOUBLE) AS base,
        CAST(SUM(weight) AS DOUBLE) AS weight,
        CAST(SUM(squares) AS DOUBLE) AS squares,
        NULLIF(CAST(SUM(below) AS DOUBLE), 0) AS below,
        CAST(SUM(above) AS DOUBLE) / NULLIF(SUM(below), 0) AS ratio,
        CAST(SUM(above_above) AS DOUBLE) AS above_above,
        CAST(SUM(above_below) AS DOUBLE) AS above_below,
        CAST(SUM(below_below) AS DOUBLE) AS below_below
    FROM sums
    WHERE n > 0 AND {named}
    GROUP BY {by}
),
scores AS (
    SELECT
        {by}, people, sampled,
        CAST(above - ratio * sums.below AS DOUBLE) / NULLIF(totals.below, 0) AS score,
        CAST(
            scores_above_above - 2 * ratio * scores_above_below + ratio * ratio * scores_below_below AS DOUBLE
        ) / NULLIF(totals.below * totals.below, 0) AS score_squares
    FROM (
        SELECT {by}, stratum, n, above, below, scores_above_above, scores_above_below, scores_below_below FROM sums
    ) AS sums JOIN totals USING ({by}) JOIN strata USING (stratum)
    WHERE sums.n > 0
),
variances AS (
    SELECT
        {by},
        MAX(CASE WHEN people = 1 THEN 1 ELSE 0 END) AS lonely,
        CAST(SUM(
            CASE
                WHEN people > 1
                    THEN (1 - sampled) * CAST(people AS DOUBLE) / NULLIF(people - 1, 0)
                        * (score_squares - CAST(score * score AS DOUBLE) / NULLIF(people, 0))
                ELSE (1 - sampled) * score_squares * CAST($centre AS DOUBLE)
            END
        ) AS DOUBLE) AS variance
    FROM scores
    GROUP BY {by}
)
SELECT
    {by},
    n, n AS clusters, strata, lonely, base,
    CAST(weight * weight AS DOUBLE) / NULLIF(squares, 0) AS by_weights,
    ratio,
    variance,
    CAST((above_above - 2 * ratio * above_below + ratio * ratio * below_below) * weight AS DOUBLE)
        / NULLIF(below * below * n, 0) AS simple_variance
FROM totals JOIN variances USING ({by})
