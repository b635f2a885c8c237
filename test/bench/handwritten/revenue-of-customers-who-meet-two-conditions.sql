-- Revenue and orders by month of 2025 of the customers who in 2025 made three orders or more and complained.
-- Quick because the rarer condition is judged first, and the facts of those who meet it are read once, for the other
-- condition and for the answer.
SET LOCAL work_mem = '64MB';
WITH complained AS (
  SELECT DISTINCT customer_no
  FROM fact_interaction
  WHERE kind = 'complaint' AND customer_no <> 0 AND date_key BETWEEN '2025-01-01' AND '2025-12-31'
),
line AS MATERIALIZED (
  SELECT fact.customer_no, fact.date_key, fact.order_id, fact.kind IN ('order', 'renewal') AS bought, fact.revenue
  FROM fact_transaction AS fact
  JOIN complained USING (customer_no)
  WHERE fact.date_key BETWEEN '2025-01-01' AND '2025-12-31'
),
chosen AS (
  SELECT customer_no FROM line WHERE bought GROUP BY 1 HAVING count(DISTINCT order_id) >= 3
)
SELECT date_trunc('month', date_key::timestamp)::date AS month, sum(revenue) AS revenue, count(DISTINCT order_id) FILTER (WHERE bought) AS orders
FROM line
JOIN chosen USING (customer_no)
GROUP BY 1
