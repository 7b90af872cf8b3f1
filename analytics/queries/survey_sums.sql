-- One row: the respondents of one group in one cluster, and what their numbers add up to. A group without numbers (n = 0)
--   keeps its row, because its clusters belong to the design.
-- Reads: answers (one row per respondent: the columns of the group, stratum, psu, fpc, second_fpc, weight; above and below
--   are the numbers whose totals are divided, both NULL where one is missing).
-- Slots: {by} columns of the group.
-- Used by: survey_ratio.sql and survey_ratio_of_rows.sql, as the table sums.
-- Tests: tests/analytics/test_survey_reductions.py
SELECT
    {by}, stratum, psu,
    COUNT(*) AS people,
    COUNT(above) AS n,
    CAST(SUM(below) AS DOUBLE) AS base,
    CAST(SUM(weight) FILTER (WHERE above IS NOT NULL) AS DOUBLE) AS weight,
    CAST(SUM(weight * weight) FILTER (WHERE above IS NOT NULL) AS DOUBLE) AS squares,
    CAST(SUM(weight * above) AS DOUBLE) AS above,
    CAST(SUM(weight * below) AS DOUBLE) AS below,
    CAST(SUM(weight * above * above) AS DOUBLE) AS above_above,
    CAST(SUM(weight * above * below) AS DOUBLE) AS above_below,
    CAST(SUM(weight * below * below) AS DOUBLE) AS below_below,
    CAST(SUM(weight * weight * above * above) AS DOUBLE) AS scores_above_above,
    CAST(SUM(weight * weight * above * below) AS DOUBLE) AS scores_above_below,
    CAST(SUM(weight * weight * below * below) AS DOUBLE) AS scores_below_below,
    MAX(fpc) AS fpc,
    MAX(second_fpc) AS second_fpc
FROM answers
GROUP BY {by}, stratum, psu
