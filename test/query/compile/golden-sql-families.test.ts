// Golden SQL of the other fact families: activity, deals, opportunities, spend; and a percentile.
import { bucket, golden, march, ofMarch } from './golden';

golden('active facts: interactions and purchases under common columns', { metrics: ['STICKINESS'], period: march }, [
  {
    sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, count(DISTINCT (fact.customer_no, fact.date_key)) FILTER (WHERE fact.customer_no <> 0) AS m0, count(DISTINCT fact.customer_no) FILTER (WHERE fact.customer_no <> 0) AS m1
FROM (
-- rows of several facts under common columns
SELECT customer_no AS customer_no, customer_key AS customer_key, date_key AS date_key, occurred_at AS occurred_at, channel_no AS channel_no, agent_no AS agent_no, campaign AS campaign, kind AS kind FROM fact_interaction WHERE kind IN ('login', 'visit', 'content_view', 'event', 'click', 'inquiry', 'ticket', 'complaint', 'survey', 'referral')
UNION ALL
SELECT customer_no AS customer_no, customer_key AS customer_key, date_key AS date_key, occurred_at AS occurred_at, channel_no AS channel_no, agent_no AS agent_no, campaign AS campaign, 'purchase' AS kind FROM fact_transaction WHERE kind IN ('order', 'renewal')
) AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
WHERE (fact.customer_no <> 0)
GROUP BY 1`,
    parameters: ofMarch,
    rows: [[0, 5, 2]],
  },
]);

golden(
  'deals: opportunities and first purchases under common columns',
  { metrics: ['SALES_CYCLE_DAYS'], period: march, by: ['TEAM'] },
  [
    {
      postgres: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(agent.team AS text) AS k0, sum(CAST(extract(epoch FROM (fact.closed_at - fact.cycle_started_at)) * 1000000 AS bigint)) FILTER (WHERE fact.cycle_started_at IS NOT NULL) AS m0, count(*) FILTER (WHERE fact.cycle_started_at IS NOT NULL) AS m1
FROM (
-- rows of several facts under common columns
SELECT customer_no AS customer_no, channel_no AS channel_no, agent_no AS agent_no, cycle_started_at AS cycle_started_at, first_won_at AS closed_at FROM opportunity WHERE ((known_from <= CAST($6 AS timestamptz) AND known_to > CAST($6 AS timestamptz)) AND first_won_at IS NOT NULL)
UNION ALL
SELECT customer_no AS customer_no, channel_no AS channel_no, agent_no AS agent_no, cycle_started_at AS cycle_started_at, occurred_at AS closed_at FROM customer_order WHERE cycle_started_at IS NOT NULL
) AS fact
JOIN bucket AS day ON fact.closed_at >= day.starts_at AND fact.closed_at < day.ends_at
LEFT JOIN dim_agent AS agent ON agent.agent_no = fact.agent_no
WHERE (fact.cycle_started_at IS NOT NULL)
GROUP BY 1, 2`,
      duckdb: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(agent.team AS text) AS k0, sum((epoch_us(fact.closed_at) - epoch_us(fact.cycle_started_at))) FILTER (WHERE fact.cycle_started_at IS NOT NULL) AS m0, count(*) FILTER (WHERE fact.cycle_started_at IS NOT NULL) AS m1
FROM (
-- rows of several facts under common columns
SELECT customer_no AS customer_no, channel_no AS channel_no, agent_no AS agent_no, cycle_started_at AS cycle_started_at, first_won_at AS closed_at FROM opportunity WHERE ((known_from <= CAST($6 AS timestamptz) AND known_to > CAST($6 AS timestamptz)) AND first_won_at IS NOT NULL)
UNION ALL
SELECT customer_no AS customer_no, channel_no AS channel_no, agent_no AS agent_no, cycle_started_at AS cycle_started_at, occurred_at AS closed_at FROM customer_order WHERE cycle_started_at IS NOT NULL
) AS fact
JOIN bucket AS day ON fact.closed_at >= day.starts_at AND fact.closed_at < day.ends_at
LEFT JOIN dim_agent AS agent ON agent.agent_no = fact.agent_no
WHERE (fact.cycle_started_at IS NOT NULL)
GROUP BY 1, 2`,
      parameters: [...ofMarch, '2025-07-01T04:00:00Z'],
      rows: [[0, 'coast', 2592000000000, 1]],
    },
  ],
);

golden(
  'opportunities as they are known now, customers placed at the row that counts',
  { metrics: ['DEALS_WON'], period: march, by: ['REGION'] },
  [
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(version.region AS text) AS k0, count(*) AS m0
FROM opportunity AS fact
JOIN bucket AS day ON fact.first_won_at >= day.starts_at AND fact.first_won_at < day.ends_at
LEFT JOIN dim_customer AS version ON version.customer_no = fact.customer_no AND version.effective_from <= fact.first_won_at AND fact.first_won_at < version.valid_to
WHERE (fact.known_from <= CAST($6 AS timestamptz) AND fact.known_to > CAST($6 AS timestamptz))
GROUP BY 1, 2`,
      parameters: [...ofMarch, '2025-07-01T04:00:00Z'],
      rows: [[0, null, 1]],
    },
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, count(*) AS m0
FROM opportunity AS fact
JOIN bucket AS day ON fact.first_won_at >= day.starts_at AND fact.first_won_at < day.ends_at
WHERE (fact.known_from <= CAST($6 AS timestamptz) AND fact.known_to > CAST($6 AS timestamptz))
GROUP BY 1`,
      parameters: [...ofMarch, '2025-07-01T04:00:00Z'],
      rows: [[0, 1]],
    },
  ],
);

golden(
  'spend by the channel it was spent on, new customers by the channel that brought them',
  { metrics: ['CAC'], period: march, by: ['ACQUISITION_CHANNEL'] },
  [
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(channel.channel_id AS text) AS k0, sum(fact.amount) FILTER (WHERE fact.purpose IN ('marketing', 'sales')) AS m0
FROM fact_spend AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_channel AS channel ON channel.channel_no = fact.channel_no
WHERE (fact.purpose IN ('marketing', 'sales'))
GROUP BY 1, 2`,
      parameters: ofMarch,
      rows: [
        [0, 'tv', 90],
        [0, 'web', 10],
      ],
    },
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(acquired_channel.channel_id AS text) AS k0, count(*) FILTER (WHERE fact.order_number = 1) AS m0
FROM customer_order AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_customer AS version ON version.customer_no = fact.customer_no AND version.customer_key = fact.customer_key
LEFT JOIN dim_channel AS acquired_channel ON acquired_channel.channel_no = version.acquired_channel_no
WHERE (fact.order_number = 1)
GROUP BY 1, 2`,
      parameters: ofMarch,
      rows: [[0, 'tv', 1]],
    },
  ],
);

golden('a percentile', { metrics: ['FIRST_RESPONSE_TIME_MEDIAN'], period: march }, [
  {
    postgres: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(CASE WHEN (fact.kind IN ('inquiry', 'ticket', 'complaint') AND fact.response_seconds IS NOT NULL) THEN fact.response_seconds END AS double precision)) AS m0, count(*) FILTER (WHERE (fact.kind IN ('inquiry', 'ticket', 'complaint') AND fact.response_seconds IS NOT NULL)) AS m1
FROM fact_interaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
WHERE ((fact.kind IN ('inquiry', 'ticket', 'complaint') AND fact.response_seconds IS NOT NULL))
GROUP BY 1`,
    duckdb: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, quantile_cont(CAST(CASE WHEN (fact.kind IN ('inquiry', 'ticket', 'complaint') AND fact.response_seconds IS NOT NULL) THEN fact.response_seconds END AS double precision), 0.5) AS m0, count(*) FILTER (WHERE (fact.kind IN ('inquiry', 'ticket', 'complaint') AND fact.response_seconds IS NOT NULL)) AS m1
FROM fact_interaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
WHERE ((fact.kind IN ('inquiry', 'ticket', 'complaint') AND fact.response_seconds IS NOT NULL))
GROUP BY 1`,
    parameters: ofMarch,
    rows: [[0, 120, 2]],
  },
]);
