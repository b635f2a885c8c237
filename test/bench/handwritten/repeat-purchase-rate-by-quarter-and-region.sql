-- Of the buyers of each quarter and region, the share with two orders or more in it.
-- Quick because buyers and repeat buyers come from one scan, and two orders or more is "the least and the greatest order
-- differ", which hashes, where count(DISTINCT) would sort.
SET LOCAL work_mem = '64MB';
SET LOCAL parallel_setup_cost = 100;
SET LOCAL parallel_tuple_cost = 0.01;
WITH bounds AS (
  SELECT array_agg(quarter::date ORDER BY quarter) AS quarters
  FROM generate_series(timestamp '2022-01-01', timestamp '2025-10-01', interval '3 months') AS quarter
),
buyer AS (
  SELECT width_bucket(fact.date_key, (SELECT quarters FROM bounds)) AS bucket, version.region, fact.customer_no,
    min(fact.order_id) <> max(fact.order_id) AS repeats
  FROM fact_transaction AS fact
  JOIN dim_customer AS version ON version.customer_key = fact.customer_key
  WHERE fact.date_key BETWEEN '2022-01-01' AND '2025-12-31' AND fact.customer_no <> 0 AND fact.kind IN ('order', 'renewal')
  GROUP BY 1, 2, 3
)
SELECT (SELECT quarters FROM bounds)[bucket] AS quarter, region, 100.0 * count(*) FILTER (WHERE repeats) / count(*) AS repeat_purchase_rate
FROM buyer
GROUP BY 1, 2
