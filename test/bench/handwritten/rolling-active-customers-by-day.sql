-- Customers active within the 28 days that end with each day of 2025.
-- Quick because each active day of a customer opens the windows up to 27 days on, less those that his active day before has
-- opened: one pass over the facts in the order of customer and day, whatever the length of the window.
SET LOCAL work_mem = '128MB';
SET LOCAL parallel_setup_cost = 100;
SET LOCAL parallel_tuple_cost = 0.01;
WITH opened AS MATERIALIZED (
  SELECT greatest(day, lag(day) OVER (PARTITION BY customer_no ORDER BY day) + 28, 0) AS first, least(day + 28, 365) AS beyond
  FROM (
    SELECT customer_no, date_key - date '2025-01-01' AS day
    FROM fact_interaction
    WHERE kind IN ('login', 'visit', 'content_view', 'event', 'click', 'inquiry', 'ticket', 'complaint', 'survey', 'referral')
      AND customer_no <> 0 AND date_key BETWEEN '2024-12-05' AND '2025-12-31'
    UNION ALL
    SELECT customer_no, date_key - date '2025-01-01'
    FROM fact_transaction
    WHERE kind IN ('order', 'renewal') AND customer_no <> 0 AND date_key BETWEEN '2024-12-05' AND '2025-12-31'
  ) AS active
),
change AS (
  SELECT day, sum(customers) AS customers
  FROM (
    SELECT first AS day, count(*) AS customers FROM opened WHERE first < beyond GROUP BY 1
    UNION ALL
    SELECT beyond, -count(*) FROM opened WHERE first < beyond GROUP BY 1
  ) AS opening
  GROUP BY 1
)
SELECT date '2025-01-01' + day AS day, sum(coalesce(customers, 0)) OVER (ORDER BY day) AS active_customers
FROM generate_series(0, 364) AS day
LEFT JOIN change USING (day)
