-- One row: one place in one period, with its events and the sum of their amounts.
-- Reads: events (one row per event: date, place, kind, amount; amount may be NULL and negative, as refunds are).
-- Parameters: $months, how many months a period has: 1, 3, 6 or 12; $kind, one kind of event, '' = all.
-- Gives: place, period (number of the period since year 0: year * 12 / months), year, events, with_amount (events whose
--   amount is known), amount (NULL where none is). A place without events in a period has no row.
-- Used by: event_rates.sql, as the table periods.
-- Tests: tests/analytics/test_big_reductions.py
SELECT
    place,
    CAST(FLOOR(CAST(month_number AS DOUBLE) / NULLIF($months, 0)) AS BIGINT) AS period,
    MIN(year) AS year,
    COUNT(*) AS events,
    COUNT(amount) AS with_amount,
    CAST(SUM(amount) AS DOUBLE) AS amount
FROM (
    SELECT
        place,
        CAST(amount AS DOUBLE) AS amount,
        CAST(EXTRACT(YEAR FROM date) AS BIGINT) AS year,
        CAST(EXTRACT(YEAR FROM date) AS BIGINT) * 12 + CAST(EXTRACT(MONTH FROM date) AS BIGINT) - 1 AS month_number
    FROM events
    WHERE place IS NOT NULL AND date IS NOT NULL AND ($kind = '' OR kind = $kind)
) AS dated
GROUP BY place, CAST(FLOOR(CAST(month_number AS DOUBLE) / NULLIF($months, 0)) AS BIGINT)
