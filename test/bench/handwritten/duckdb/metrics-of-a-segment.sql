-- Revenue, orders, active customers and NPS by month of 2025, of the customers with a predicted value over 1,000 and no purchase for 60 days.
-- The customers are chosen once, and the facts of theirs are read once for all that is asked of them: 125 ms at 20 million facts (14 ms at one
-- million). Reading the facts for each figure anew took 126 (18).
WITH lately AS (
  SELECT DISTINCT customer_no FROM fact_transaction WHERE kind IN ('order', 'renewal') AND date_key BETWEEN '2025-11-02' AND '2025-12-31'
),
chosen AS MATERIALIZED (
  SELECT customer_no FROM customer_snapshot
  ANTI JOIN lately USING (customer_no)
  WHERE month_end = '9999-12-31' AND in_base AND predicted_value > 1000
),
line AS MATERIALIZED (
  SELECT month(date_key) AS bucket, customer_no, order_id, kind IN ('order', 'renewal') AS bought, revenue
  FROM fact_transaction
  SEMI JOIN chosen USING (customer_no)
  WHERE date_key BETWEEN '2025-01-01' AND '2025-12-31'
),
met AS MATERIALIZED (
  SELECT month(date_key) AS bucket, customer_no, question, scaled_score
  FROM fact_interaction
  SEMI JOIN chosen USING (customer_no)
  WHERE kind NOT IN ('lead', 'touch', 'impression', 'stage', 'retention_offer') AND date_key BETWEEN '2025-01-01' AND '2025-12-31'
),
sold AS (SELECT bucket, sum(revenue) AS revenue, count(DISTINCT order_id) FILTER (bought) AS orders FROM line GROUP BY 1),
answered AS (
  SELECT bucket, 100 * sum(CAST(scaled_score >= 9 AS INTEGER) - CAST(scaled_score <= 6 AS INTEGER)) / count(*) AS nps
  FROM met
  WHERE question = 'nps'
  GROUP BY 1
),
active AS (
  SELECT bucket, count(DISTINCT customer_no) AS customers
  FROM (SELECT bucket, customer_no FROM met UNION ALL SELECT bucket, customer_no FROM line WHERE bought)
  GROUP BY 1
)
SELECT make_date(2025, CAST(bucket AS INTEGER), 1) AS month, coalesce(revenue, 0) AS revenue, coalesce(orders, 0) AS orders, coalesce(customers, 0) AS active_customers, nps
FROM range(1, 13) AS months (bucket)
LEFT JOIN sold USING (bucket)
LEFT JOIN active USING (bucket)
LEFT JOIN answered USING (bucket)
