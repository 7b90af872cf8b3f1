-- One row: the respondents of one group in one cluster, and what their answers add up to. A group that was not asked
--   (n = 0) keeps its row, because its clusters belong to the design.
-- Reads: answers (one row per respondent: the columns of the group, stratum, psu, fpc; asked_weight, the weight, NULL where
--   nobody was asked; yes_weight, the same where the answer counts, NULL elsewhere).
-- Slots: {by} columns of the group; {fpc} MAX(fpc), or NULL as a DOUBLE where the design has none: a sum less to carry.
-- Used by: survey_ratio.sql, as the table sums. The leaner twin of survey_sums.sql for shares without a second stage: their
--   denominator is 1, and how many people there are in a cluster does not matter.
-- Tests: tests/analytics/test_survey_reductions.py
SELECT
    {by}, stratum, psu,
    CAST(NULL AS BIGINT) AS people,
    COUNT(asked_weight) AS n,
    CAST(COUNT(asked_weight) AS DOUBLE) AS base,
    CAST(SUM(asked_weight) AS DOUBLE) AS weight,
    CAST(SUM(asked_weight * asked_weight) AS DOUBLE) AS squares,
    COALESCE(CAST(SUM(yes_weight) AS DOUBLE), 0) AS above,
    CAST(SUM(asked_weight) AS DOUBLE) AS below,
    COALESCE(CAST(SUM(yes_weight) AS DOUBLE), 0) AS above_above,
    COALESCE(CAST(SUM(yes_weight) AS DOUBLE), 0) AS above_below,
    CAST(SUM(asked_weight) AS DOUBLE) AS below_below,
    CAST(NULL AS DOUBLE) AS scores_above_above,
    CAST(NULL AS DOUBLE) AS scores_above_below,
    CAST(NULL AS DOUBLE) AS scores_below_below,
    {fpc} AS fpc,
    CAST(NULL AS DOUBLE) AS second_fpc
FROM answers
GROUP BY {by}, stratum, psu
