-- Revenue of four years by month and channel, in the regions North and East (as the customer was when it bought).
-- Quick because one scan of the facts is all there is, and it is split between parallel workers: the month comes from the
-- date by arithmetic and not by a join, the version of the customer by its one key, and the channel's name after the grouping.
SET LOCAL work_mem = '64MB';
WITH bounds AS (
  SELECT array_agg(month::date ORDER BY month) AS months
  FROM generate_series(timestamp '2022-01-01', timestamp '2025-12-01', interval '1 month') AS month
),
measured AS (
  SELECT width_bucket(fact.date_key, (SELECT months FROM bounds)) AS bucket, fact.channel_no, sum(fact.revenue) AS revenue
  FROM fact_transaction AS fact
  JOIN dim_customer AS version ON version.customer_key = fact.customer_key
  WHERE fact.date_key BETWEEN '2022-01-01' AND '2025-12-31' AND version.region IN ('North', 'East')
  GROUP BY 1, 2
)
SELECT (SELECT months FROM bounds)[bucket] AS month, channel.channel_id, revenue
FROM measured
LEFT JOIN dim_channel AS channel USING (channel_no)
