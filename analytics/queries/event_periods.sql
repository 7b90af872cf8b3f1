-- One row: one place in one period, with its events and the sum of their amounts.
-- Reads: events (one row per event: date, place, kind, amount; amount may be NULL and negative, as refunds are).
-- Slots: {of_kind} kind = $kind, or 1 = 1 for all kinds, so that the column need not be read.
-- Parameters: $months, how many months a period has: 1, 3, 6 or 12; $kind, one kind of event.
-- Gives: place, period (number of the period since year 0: year * 12 / months), year, events, with_amount (events whose
--   amount is known), amount (NULL where none is). A place without events in a period has no row.
-- Used by: event_rates.sql, as the table periods.
-- Tests: tests/analytics/test_big_reductions.py
WITH months AS (
    SELECT
        place,
        CAST(EXTRACT(YEAR FROM date) AS BIGINT) * 12 + CAST(EXTRACT(MONTH FROM date) AS BIGINT) - 1 AS month_number,
        COUNT(*) AS events,
        COUNT(amount) AS with_amount,
        CAST(SUM(amount) AS DOUBLE) AS amount
    FROM events
    WHERE place IS NOT NULL AND date IS NOT NULL AND {of_kind}
    GROUP BY place, CAST(EXTRACT(YEAR FROM date) AS BIGINT) * 12 + CAST(EXTRACT(MONTH FROM date) AS BIGINT) - 1
),
numbered AS (
    SELECT
        place, events, with_amount, amount,
        CAST(FLOOR(CAST(month_number AS DOUBLE) / NULLIF(12, 0)) AS BIGINT) AS year,
        CAST(FLOOR(CAST(month_number AS DOUBLE) / NULLIF($months, 0)) AS BIGINT) AS period
    FROM months
)
SELECT
    place, period,
    MIN(year) AS year,
    CAST(SUM(events) AS BIGINT) AS events,
    CAST(SUM(with_amount) AS BIGINT) AS with_amount,
    CAST(SUM(amount) AS DOUBLE) AS amount
FROM numbered
GROUP BY place, period
