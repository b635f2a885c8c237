-- New customers, acquisition cost (marketing and sales spend for each of them) and marketing ROI, by month and the channel
-- through which the customer was acquired.
-- Quick because each source is grouped by numbers alone and names are looked up at the end; the profit of new customers reads
-- the facts once, beside a hash of the customers' first months.
SET LOCAL work_mem = '64MB';
WITH bounds AS (
  SELECT array_agg(month::date ORDER BY month) AS months
  FROM generate_series(timestamp '2022-01-01', timestamp '2026-01-01', interval '1 month') AS month
),
begun AS (
  SELECT customer_no, (SELECT months FROM bounds)[bucket] AS first, (SELECT months FROM bounds)[bucket + 1] AS beyond, bucket
  FROM (
    SELECT customer_no, width_bucket(first_purchase_date, (SELECT months FROM bounds)) AS bucket
    FROM customer_summary
    WHERE first_purchase_date BETWEEN '2022-01-01' AND '2025-12-31'
    OFFSET 0
  ) AS beginning
  OFFSET 0
),
measured AS (
  SELECT width_bucket(fact.date_key, (SELECT months FROM bounds)) AS bucket, version.acquired_channel_no AS channel_no,
    count(*) AS customers, 0 AS spent, 0 AS marketing, 0 AS profit
  FROM customer_order AS fact
  JOIN dim_customer AS version ON version.customer_key = fact.customer_key
  WHERE fact.order_number = 1 AND fact.date_key BETWEEN '2022-01-01' AND '2025-12-31'
  GROUP BY 1, 2
  UNION ALL
  SELECT width_bucket(date_key, (SELECT months FROM bounds)), channel_no,
    0, sum(amount), coalesce(sum(amount) FILTER (WHERE purpose = 'marketing'), 0), 0
  FROM fact_spend
  WHERE purpose IN ('marketing', 'sales') AND date_key BETWEEN '2022-01-01' AND '2025-12-31'
  GROUP BY 1, 2
  UNION ALL
  SELECT begun.bucket, version.acquired_channel_no, 0, 0, 0, sum(fact.revenue - coalesce(fact.cost, 0))
  FROM fact_transaction AS fact
  JOIN begun ON begun.customer_no = fact.customer_no AND fact.date_key >= begun.first AND fact.date_key < begun.beyond
  JOIN dim_customer AS version ON version.customer_key = fact.customer_key
  GROUP BY 1, 2
),
added AS (
  SELECT bucket, channel_no, sum(customers) AS customers, sum(spent) AS spent, sum(marketing) AS marketing, sum(profit) AS profit
  FROM measured
  GROUP BY 1, 2
)
SELECT (SELECT months FROM bounds)[bucket] AS month, channel.channel_id, customers AS new_customers,
  spent / nullif(customers, 0) AS cac, 100 * (profit - marketing) / nullif(marketing, 0) AS marketing_roi
FROM added
LEFT JOIN dim_channel AS channel USING (channel_no)
