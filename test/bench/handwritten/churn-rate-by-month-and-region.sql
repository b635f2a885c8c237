-- Of the customers in the base at the start of each month, by region then, the share no longer in it at the month's end.
-- Quick because a spell, and a version of a customer, is a range of months: ranges are cut with each other and counted by
-- (region, first, last) before they are opened into months. No customer is ever looked at month by month. A customer leaves
-- with the last month of a range unless the next range begins right behind it.
SET LOCAL work_mem = '64MB';
WITH bounds AS (
  SELECT array_agg(month::timestamptz ORDER BY month) AS instants
  FROM generate_series(timestamp '2022-01-01', timestamp '2026-01-01', interval '1 month') AS month
),
run AS (
  SELECT customer_no, first, beyond, lead(first) OVER (PARTITION BY customer_no ORDER BY first) IS NOT DISTINCT FROM beyond AS stays
  FROM (
    SELECT customer_no, width_bucket(starts_after, (SELECT instants FROM bounds)) AS first, width_bucket(ends_at, (SELECT instants FROM bounds)) AS beyond
    FROM customer_spell
    OFFSET 0
  ) AS spell
  WHERE first < beyond
),
version AS (
  SELECT customer_no, region,
    width_bucket(effective_from - interval '1 microsecond', (SELECT instants FROM bounds)) AS known_first,
    width_bucket(valid_to - interval '1 microsecond', (SELECT instants FROM bounds)) AS known_beyond
  FROM dim_customer
  OFFSET 0
),
stretch AS (
  SELECT region, greatest(first, known_first) AS first, least(beyond, known_beyond) AS beyond, beyond <= known_beyond AND NOT stays AS leaves, count(*) AS customers
  FROM run
  JOIN version USING (customer_no)
  WHERE first < known_beyond AND known_first < beyond
  GROUP BY 1, 2, 3, 4
)
SELECT (SELECT instants FROM bounds)[index + 1]::date AS month, region,
  100.0 * coalesce(sum(customers) FILTER (WHERE leaves AND index = beyond - 1), 0) / sum(customers) AS churn_rate
FROM stretch
CROSS JOIN LATERAL generate_series(first, least(beyond, 48) - 1) AS index
GROUP BY 1, 2
