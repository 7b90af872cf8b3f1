-- One row: the respondents of one group in one cluster, and what their answers add up to. A group that was not asked
--   (n = 0) keeps its row, because its clusters belong to the design.
-- Reads: answers (one row per respondent: the columns of the group, stratum, psu, fpc, second_fpc, weight; above is 1 for
--   an answer that counts, 0 for another, NULL where nobody was asked).
-- Slots: {by} columns of the group; {fpc} MAX(fpc), or NULL as a DOUBLE where the design has none: a sum less to carry.
-- Used by: survey_ratio.sql, as the table sums. The leaner twin of survey_sums.sql: a share's denominator is 1.
-- Tests: tests/analytics/test_survey_reductions.py
SELECT
    {by}, stratum, psu,
    COUNT(*) AS people,
    COUNT(above) AS n,
    CAST(COUNT(above) AS DOUBLE) AS base,
    CAST(SUM(weight) FILTER (WHERE above IS NOT NULL) AS DOUBLE) AS weight,
    CAST(SUM(weight * weight) FILTER (WHERE above IS NOT NULL) AS DOUBLE) AS squares,
    CAST(SUM(weight * above) AS DOUBLE) AS above,
    CAST(SUM(weight) FILTER (WHERE above IS NOT NULL) AS DOUBLE) AS below,
    CAST(SUM(weight * above) AS DOUBLE) AS above_above,
    CAST(SUM(weight * above) AS DOUBLE) AS above_below,
    CAST(SUM(weight) FILTER (WHERE above IS NOT NULL) AS DOUBLE) AS below_below,
    CAST(NULL AS DOUBLE) AS scores_above_above,
    CAST(NULL AS DOUBLE) AS scores_above_below,
    CAST(NULL AS DOUBLE) AS scores_below_below,
    {fpc} AS fpc,
    CAST(NULL AS DOUBLE) AS second_fpc
FROM answers
GROUP BY {by}, stratum, psu
