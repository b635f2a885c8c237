// Golden SQL of questions that take more than their rows: comparisons and the whole period, top members, conditions on customers.
import { bucket, days, everyDay, goldenAnswer, march, ofMarch } from './golden';

goldenAnswer(
  'months, the months before them and both whole periods in one scan',
  {
    metrics: ['ORDERS'],
    period: { from: '2025-02-01', to: '2025-03-31' },
    grain: 'MONTH',
    compare: [{ name: 'before', mode: 'PREVIOUS_PERIOD' }],
    totals: 'GRAND',
  },
  [
    {
      sql: `
WITH ${bucket},
${days}
-- measures of every period and slice
SELECT day.index AS bucket, count(DISTINCT fact.order_id) FILTER (WHERE fact.kind IN ('order', 'renewal')) AS m0
FROM fact_transaction AS fact
JOIN day AS day ON fact.date_key = day.date_key
WHERE fact.date_key BETWEEN CAST($8 AS date) AND CAST($9 AS date) AND (fact.kind IN ('order', 'renewal'))
GROUP BY 1`,
      parameters: [
        [0, 1, 2, 3, 4, 5],
        [
          '2025-01-31T16:00:00Z',
          '2025-02-28T16:00:00Z',
          '2025-01-31T16:00:00Z',
          '2024-12-31T16:00:00Z',
          '2025-01-31T16:00:00Z',
          '2024-11-30T16:00:00Z',
        ],
        [
          '2025-02-28T16:00:00Z',
          '2025-03-31T16:00:00Z',
          '2025-03-31T16:00:00Z',
          '2025-01-31T16:00:00Z',
          '2025-02-28T16:00:00Z',
          '2025-01-31T16:00:00Z',
        ],
        // February, March, both; January, February; the two months before both.
        ['2025-02-01', '2025-03-01', '2025-02-01', '2025-01-01', '2025-02-01', '2024-12-01'],
        ['2025-02-28', '2025-03-31', '2025-03-31', '2025-01-31', '2025-02-28', '2025-01-31'],
        ...everyDay(
          '2025-02-01..2025-02-28',
          '2025-03-01..2025-03-31',
          '2025-02-01..2025-03-31',
          '2025-01-01..2025-01-31',
          '2025-02-01..2025-02-28',
          '2024-12-01..2025-01-31',
        ),
        '2024-12-01',
        '2025-03-31',
      ],
      rows: [
        [0, 1],
        [1, 4],
        [2, 5],
        [4, 1],
      ],
    },
  ],
);

goldenAnswer(
  'the channel with most buyers, then all others as one',
  { metrics: ['BUYERS'], period: march, by: ['CHANNEL'], top: { n: 1, metric: 'BUYERS' } },
  [
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(channel.channel_id AS text) AS k0, count(DISTINCT fact.customer_no) FILTER (WHERE (fact.customer_no <> 0 AND fact.kind IN ('order', 'renewal'))) AS m0
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_channel AS channel ON channel.channel_no = fact.channel_no
WHERE ((fact.customer_no <> 0 AND fact.kind IN ('order', 'renewal')))
GROUP BY 1, 2`,
      parameters: ofMarch,
      rows: [
        [0, 'shop', 2],
        [0, 'web', 1],
      ],
    },
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(CASE WHEN CAST(channel.channel_id AS text) IN (CAST($6 AS text)) THEN CAST(channel.channel_id AS text) ELSE CAST($7 AS text) END AS text) AS k0, count(DISTINCT fact.customer_no) FILTER (WHERE (fact.customer_no <> 0 AND fact.kind IN ('order', 'renewal'))) AS m0
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_channel AS channel ON channel.channel_no = fact.channel_no
WHERE ((fact.customer_no <> 0 AND fact.kind IN ('order', 'renewal')))
GROUP BY 1, 2`,
      parameters: [...ofMarch, 'shop', '\u{10FFFF}other'],
      rows: [
        [0, 'shop', 2],
        [0, '\u{10FFFF}other', 1],
      ],
    },
  ],
);

goldenAnswer(
  'customers with two orders or more, then what they bought',
  { metrics: ['BUYERS'], period: march, where: { metric: { metric: 'ORDERS', gte: 2 } } },
  [
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(fact.customer_no AS text) AS k0, count(DISTINCT fact.order_id) FILTER (WHERE fact.kind IN ('order', 'renewal')) AS m0
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
WHERE (fact.kind IN ('order', 'renewal'))
GROUP BY 1, 2`,
      parameters: ofMarch,
      // The guest, anna, bo.
      rows: [
        [0, '0', 1],
        [0, '1', 2],
        [0, '2', 1],
      ],
    },
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, count(DISTINCT fact.customer_no) FILTER (WHERE (fact.customer_no <> 0 AND fact.kind IN ('order', 'renewal'))) AS m0
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
WHERE fact.customer_no = ANY(CAST($6 AS integer[])) AND ((fact.customer_no <> 0 AND fact.kind IN ('order', 'renewal')))
GROUP BY 1`,
      parameters: [...ofMarch, [1]],
      rows: [[0, 1]],
    },
  ],
);
