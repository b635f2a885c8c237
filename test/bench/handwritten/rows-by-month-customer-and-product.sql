-- Revenue, orders and units of 2025 by month, customer and product: the first 10,000 rows in that order, and how many there are.
-- Quick because 180,000 groups are made of three numbers, names come after, and the order is taken with the limit, so that
-- 10,000 rows are sorted and sent, not all.
SET LOCAL work_mem = '128MB';
SET LOCAL parallel_setup_cost = 100;
SET LOCAL parallel_tuple_cost = 0.01;
WITH bounds AS (
  SELECT array_agg(month::date ORDER BY month) AS months
  FROM generate_series(timestamp '2025-01-01', timestamp '2025-12-01', interval '1 month') AS month
),
measured AS MATERIALIZED (
  SELECT width_bucket(date_key, (SELECT months FROM bounds)) AS bucket, customer_no, product_no,
    sum(revenue) AS revenue, count(DISTINCT order_id) FILTER (WHERE kind IN ('order', 'renewal')) AS orders, sum(coalesce(quantity, CASE WHEN kind = 'refund' THEN -1 ELSE 1 END)) AS units
  FROM fact_transaction
  WHERE date_key BETWEEN '2025-01-01' AND '2025-12-31'
  GROUP BY 1, 2, 3
)
SELECT (SELECT months FROM bounds)[bucket] AS month, customer.customer_id, product.product_id, revenue, orders, units, (SELECT count(*) FROM measured) AS groups
FROM measured
LEFT JOIN customer_summary AS customer USING (customer_no)
LEFT JOIN dim_product AS product USING (product_no)
ORDER BY bucket, customer.customer_id, product.product_id
LIMIT 10000
