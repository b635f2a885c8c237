-- Net promoter score of four years by month and channel.
-- Quick because only the answers to the one question are read (an index of the questions leads to them where there is one),
-- the month comes from the date by arithmetic, and the channel's name is looked up after the grouping.
SET LOCAL work_mem = '64MB';
WITH bounds AS (
  SELECT array_agg(month::date ORDER BY month) AS months
  FROM generate_series(timestamp '2022-01-01', timestamp '2025-12-01', interval '1 month') AS month
),
measured AS (
  SELECT width_bucket(date_key, (SELECT months FROM bounds)) AS bucket, channel_no,
    count(*) FILTER (WHERE scaled_score >= 9) AS promoters, count(*) FILTER (WHERE scaled_score <= 6) AS detractors, count(*) AS answers
  FROM fact_interaction
  WHERE question = 'nps' AND date_key BETWEEN '2022-01-01' AND '2025-12-31'
  GROUP BY 1, 2
)
SELECT (SELECT months FROM bounds)[bucket] AS month, channel.channel_id, 100.0 * (promoters - detractors) / answers AS nps
FROM measured
LEFT JOIN dim_channel AS channel USING (channel_no)
