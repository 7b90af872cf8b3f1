-- One row: one group of rows, and how many of them have no value in a column.
-- Reads: cells (the columns of the group; value, the column that is looked at; weight, 1 where nothing weighs).
-- Slots: {by} columns of the group (a NULL is a group too).
-- Gives: the columns of the group, total (rows), missing, missing_pct (of rows), missing_weighted_pct (of weight).
-- Tests: tests/analytics/test_big_reductions.py
SELECT
    {by},
    COUNT(*) AS total,
    COUNT(*) FILTER (WHERE value IS NULL) AS missing,
    CAST(100 * COUNT(*) FILTER (WHERE value IS NULL) AS DOUBLE) / NULLIF(COUNT(*), 0) AS missing_pct,
    CAST(100 * COALESCE(SUM(weight) FILTER (WHERE value IS NULL), 0) AS DOUBLE) / NULLIF(SUM(weight), 0)
        AS missing_weighted_pct
FROM cells
GROUP BY {by}
