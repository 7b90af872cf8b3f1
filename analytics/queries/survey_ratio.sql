-- One row: one group's ratio of two weighted totals with its design-based variance (Taylor linearisation; clusters drawn
--   with replacement inside strata, times the finite population correction; a group keeps the whole design).
-- Reads: sums (what survey_share_sums.sql or survey_sums.sql gives; together its rows are the whole sample).
-- Slots: {by} columns of the group; {named} that none of them is NULL, for rows in no group count for the design only.
-- Parameters: $centre, 1: a stratum of one cluster is measured around the mean of all clusters (which is nought for
--   linearised scores); 0: it adds nothing.
-- Gives: the columns of the group, n, clusters, strata, lonely (1: a stratum of the group has one cluster), base (plain sum
--   of the denominators), by_weights (sample size that unequal weights leave), ratio, variance, simple_variance (of a
--   simple random sample of n drawn with replacement).
-- Tests: tests/analytics/test_survey_reductions.py
WITH units AS (
    SELECT stratum, psu, CAST(SUM(people) AS DOUBLE) AS people, MAX(fpc) AS fpc, MAX(second_fpc) AS second_fpc
    FROM sums
    GROUP BY stratum, psu
),
strata AS (
    SELECT
        stratum,
        CAST(COUNT(*) AS DOUBLE) AS clusters,
        COALESCE(CAST(COUNT(*) AS DOUBLE) / NULLIF(MAX(fpc), 0), 0) AS sampled
    FROM units
    GROUP BY stratum
),
totals AS (
    SELECT
        {by},
        CAST(SUM(n) AS BIGINT) AS n,
        COUNT(*) AS clusters,
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
        {by}, stratum, psu,
        CAST(above - ratio * sums.below AS DOUBLE) / NULLIF(totals.below, 0) AS score,
        CAST(
            scores_above_above - 2 * ratio * scores_above_below + ratio * ratio * scores_below_below AS DOUBLE
        ) / NULLIF(totals.below * totals.below, 0) AS score_squares
    FROM sums JOIN totals USING ({by})
    WHERE sums.n > 0
),
middles AS (
    SELECT {by}, stratum, COUNT(*) AS present, CAST(SUM(score) AS DOUBLE) / NULLIF(MAX(clusters), 0) AS middle
    FROM scores JOIN strata USING (stratum)
    GROUP BY {by}, stratum
),
first_stage AS (
    SELECT
        {by}, stratum,
        CAST(SUM((score - middle) * (score - middle)) + (MAX(clusters) - MAX(present)) * MAX(middle * middle) AS DOUBLE)
            AS spread,
        CAST(SUM(score * score) AS DOUBLE) AS score_squares,
        MAX(clusters) AS clusters,
        MAX(sampled) AS sampled
    FROM scores JOIN middles USING ({by}, stratum) JOIN strata USING (stratum)
    GROUP BY {by}, stratum
),
second_stage AS (
    SELECT
        {by},
        CAST(SUM(
            CASE
                WHEN people > 1
                    THEN sampled * (1 - CAST(people AS DOUBLE) / NULLIF(second_fpc, 0))
                        * CAST(people AS DOUBLE) / NULLIF(people - 1, 0)
                        * (score_squares - CAST(score * score AS DOUBLE) / NULLIF(people, 0))
                ELSE 0
            END
        ) AS DOUBLE) AS variance
    FROM scores JOIN units USING (stratum, psu) JOIN strata USING (stratum)
    GROUP BY {by}
),
variances AS (
    SELECT
        {by},
        MAX(CASE WHEN clusters = 1 THEN 1 ELSE 0 END) AS lonely,
        CAST(SUM(
            CASE
                WHEN clusters > 1 THEN (1 - sampled) * CAST(clusters AS DOUBLE) / NULLIF(clusters - 1, 0) * spread
                ELSE (1 - sampled) * score_squares * CAST($centre AS DOUBLE)
            END
        ) AS DOUBLE) AS variance
    FROM first_stage
    GROUP BY {by}
)
SELECT
    {by},
    n, clusters, strata, lonely, base,
    CAST(weight * weight AS DOUBLE) / NULLIF(squares, 0) AS by_weights,
    ratio,
    variances.variance + COALESCE(second_stage.variance, 0) AS variance,
    CAST((above_above - 2 * ratio * above_below + ratio * ratio * below_below) * weight AS DOUBLE)
        / NULLIF(below * below * n, 0) AS simple_variance
FROM totals JOIN variances USING ({by}) JOIN second_stage USING ({by})
