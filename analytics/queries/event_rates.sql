-- One row: one place in one period, its events per 10,000 people, its rank and the change against the same period a year
--   earlier.
-- Reads: periods (what event_periods.sql gives); population (one row per place and year: place, year, people > 0).
-- Parameters: $periods, how many periods a year has: 12, 4, 2 or 1.
-- Gives: place, period, year, events, with_amount, amount, people, rate (NULL without a population), amount_per_head, rank
--   (1 = most events per head in that period; equal rates share a rank; NULL without a rate), rate_before and rate_change
--   (NULL where the place has no events in the period a year earlier, which is not the same as none having happened).
-- Tests: tests/analytics/test_big_reductions.py
WITH rates AS (
    SELECT
        periods.place, period, periods.year, events, with_amount, amount,
        CAST(people AS DOUBLE) AS people,
        CAST(10000 * events AS DOUBLE) / NULLIF(people, 0) AS rate,
        CAST(amount AS DOUBLE) / NULLIF(people, 0) AS amount_per_head
    FROM periods LEFT JOIN population ON periods.place = population.place AND periods.year = population.year
),
ranked AS (
    SELECT
        place, period,
        RANK() OVER (PARTITION BY period ORDER BY FLOOR(rate * 1000000000 + CAST(0.5 AS DOUBLE)) DESC) AS rank
    FROM rates
    WHERE rate IS NOT NULL
)
SELECT
    rates.place, rates.period, rates.year, rates.events, rates.with_amount, rates.amount, rates.people, rates.rate,
    rates.amount_per_head,
    ranked.rank,
    earlier.rate AS rate_before,
    rates.rate - earlier.rate AS rate_change
FROM rates
LEFT JOIN ranked ON rates.place = ranked.place AND rates.period = ranked.period
LEFT JOIN rates AS earlier ON rates.place = earlier.place AND rates.period = earlier.period + $periods
