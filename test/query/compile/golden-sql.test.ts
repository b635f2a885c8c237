// Golden SQL of measures over rows: periods, time zones, attributes, tags and filters.
import { bucket, days, everyDay, golden, march, ofMarch } from './golden';

golden('rows of one period', { metrics: ['REVENUE'], period: march, by: ['CHANNEL'] }, [
  {
    sql: `
WITH -- the periods asked for
bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at, unnest(CAST($4 AS date[])) AS first_date, unnest(CAST($5 AS date[])) AS last_date
)
-- measures of every period and slice
SELECT day.index AS bucket, CAST(channel.channel_id AS text) AS k0, sum(fact.revenue) AS m0, count(*) AS m1
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_channel AS channel ON channel.channel_no = fact.channel_no
GROUP BY 1, 2`,
    parameters: [[0], ['2025-02-28T16:00:00Z'], ['2025-03-31T16:00:00Z'], ['2025-03-01'], ['2025-03-31']],
    rows: [
      [0, 'shop', 50, 2],
      [0, 'web', 47, 3],
    ],
  },
  // What the shares are a part of.
  {
    sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, sum(fact.revenue) AS m0, count(*) AS m1
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
GROUP BY 1`,
    parameters: ofMarch,
    rows: [[0, 97, 5]],
  },
]);

golden(
  'rows of several quarters, the last one open',
  { metrics: ['ORDERS'], period: { from: '2025-03-01', to: '2025-07-31' }, grain: 'QUARTER', by: ['PRODUCT_CATEGORY'] },
  [
    {
      sql: `
WITH ${bucket},
${days}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(product.category AS text) AS k0, count(DISTINCT fact.order_id) FILTER (WHERE fact.kind IN ('order', 'renewal')) AS m0
FROM fact_transaction AS fact
JOIN day AS day ON fact.date_key = day.date_key AND fact.occurred_at >= day.starts_at AND fact.occurred_at < day.ends_at
LEFT JOIN dim_product AS product ON product.product_no = fact.product_no
WHERE fact.date_key BETWEEN CAST($8 AS date) AND CAST($9 AS date) AND (fact.kind IN ('order', 'renewal'))
GROUP BY 1, 2`,
      parameters: [
        [0, 1, 2],
        ['2025-02-28T16:00:00Z', '2025-03-31T16:00:00Z', '2025-06-30T16:00:00Z'],
        ['2025-03-31T16:00:00Z', '2025-06-30T16:00:00Z', '2025-07-01T04:00:00Z'],
        ['2025-03-01', '2025-04-01', '2025-07-01'],
        ['2025-03-31', '2025-06-30', '2025-07-01'],
        ...everyDay('2025-03-01..2025-03-31', '2025-04-01..2025-06-30', '2025-07-01..2025-07-01'),
        '2025-03-01',
        '2025-07-01',
      ],
      rows: [
        [0, 'tea', 1],
        [0, 'ware', 2],
        [0, null, 1],
      ],
    },
  ],
);

golden(
  'rows by the clock of another time zone',
  { metrics: ['ORDERS'], period: { ...march, timezone: 'America/New_York' }, by: ['WEEKDAY'] },
  [
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(CAST(extract(isodow FROM CAST((fact.occurred_at AT TIME ZONE CAST($6 AS text)) AS date)) AS integer) AS text) AS k0, count(DISTINCT fact.order_id) FILTER (WHERE fact.kind IN ('order', 'renewal')) AS m0
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date AND fact.occurred_at >= day.starts_at AND fact.occurred_at < day.ends_at
WHERE (fact.kind IN ('order', 'renewal'))
GROUP BY 1, 2`,
      parameters: [
        [0],
        ['2025-03-01T05:00:00Z'],
        ['2025-04-01T04:00:00Z'],
        ['2025-03-01'],
        ['2025-04-01'],
        'America/New_York',
      ],
      rows: [
        [0, '1', 1],
        [0, '2', 1],
        [0, '3', 1],
        [0, '5', 1],
      ],
    },
  ],
);

golden(
  'rows placed by what customers are today',
  { metrics: ['REVENUE'], period: march, by: ['REGION'], attributes: 'CURRENT' },
  [
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(version.region AS text) AS k0, sum(fact.revenue) AS m0, count(*) AS m1
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_customer AS version ON version.customer_no = fact.customer_no AND version.effective_from <= CAST($6 AS timestamptz) AND CAST($6 AS timestamptz) < version.valid_to
GROUP BY 1, 2`,
      parameters: [...ofMarch, '2025-07-01T04:00:00Z'],
      rows: [
        [0, 'east', 70, 3],
        [0, null, 27, 2],
      ],
    },
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, sum(fact.revenue) AS m0, count(*) AS m1
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
GROUP BY 1`,
      parameters: ofMarch,
      rows: [[0, 97, 5]],
    },
  ],
);

golden('rows by tag: a customer with two tags stands in both', { metrics: ['ORDERS'], period: march, by: ['TAG'] }, [
  {
    sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(tag.member AS text) AS k0, count(DISTINCT fact.order_id) FILTER (WHERE fact.kind IN ('order', 'renewal')) AS m0
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_customer AS version ON version.customer_no = fact.customer_no AND version.customer_key = fact.customer_key
LEFT JOIN LATERAL (SELECT unnest(version.tags) AS member) AS tag ON TRUE
WHERE (fact.kind IN ('order', 'renewal'))
GROUP BY 1, 2`,
    parameters: ofMarch,
    rows: [
      [0, 'new', 1],
      [0, 'vip', 2],
      [0, null, 2],
    ],
  },
]);

golden(
  'rows of customers with none of the tags',
  { metrics: ['ORDERS'], period: march, where: { dimension: 'TAG', notIn: ['vip'] } },
  [
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, count(DISTINCT fact.order_id) FILTER (WHERE fact.kind IN ('order', 'renewal')) AS m0
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_customer AS version ON version.customer_no = fact.customer_no AND version.customer_key = fact.customer_key
WHERE (version.tags && CAST($6 AS text[])) IS NOT TRUE AND (fact.kind IN ('order', 'renewal'))
GROUP BY 1`,
      parameters: [...ofMarch, ['vip']],
      // bo, who has none, and the guest.
      rows: [[0, 2]],
    },
  ],
);

golden(
  'rows that meet a filter',
  {
    metrics: ['ORDERS'],
    period: march,
    where: {
      any: [
        { dimension: 'CITY', contains: 'HAI' },
        { all: [{ dimension: 'HOUR', gte: '9', lt: '18' }, { not: { dimension: 'REGION', isNull: false } }] },
        {
          all: [
            { dimension: 'COHORT_MONTH', gt: '2024-12' },
            { dimension: 'BUYER_TYPE', in: ['NEW'] },
          ],
        },
      ],
    },
  },
  [
    {
      postgres: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, count(DISTINCT fact.order_id) FILTER (WHERE fact.kind IN ('order', 'renewal')) AS m0
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_customer AS version ON version.customer_no = fact.customer_no AND version.customer_key = fact.customer_key
LEFT JOIN customer_summary AS summary ON summary.customer_no = fact.customer_no
WHERE (strpos(lower(version.city), lower(CAST($6 AS text))) > 0 OR ((CAST(extract(hour FROM (fact.occurred_at AT TIME ZONE CAST($7 AS text))) AS integer) >= CAST($8 AS integer) AND CAST(extract(hour FROM (fact.occurred_at AT TIME ZONE CAST($7 AS text))) AS integer) < CAST($9 AS integer)) AND version.region IS NULL) OR (CASE WHEN summary.first_purchase_at <= CAST($10 AS timestamptz) THEN substr(CAST(summary.first_purchase_date AS text), 1, 7) END COLLATE "C" > CAST($11 AS text) AND CASE WHEN fact.customer_no = 0 THEN NULL WHEN fact.order_id = summary.first_order_id AND summary.first_purchase_at <= CAST($10 AS timestamptz) THEN 'NEW' ELSE 'RETURNING' END IN (CAST($12 AS text)))) AND (fact.kind IN ('order', 'renewal'))
GROUP BY 1`,
      duckdb: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, count(DISTINCT fact.order_id) FILTER (WHERE fact.kind IN ('order', 'renewal')) AS m0
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_customer AS version ON version.customer_no = fact.customer_no AND version.customer_key = fact.customer_key
LEFT JOIN customer_summary AS summary ON summary.customer_no = fact.customer_no
WHERE (strpos(lower(version.city), lower(CAST($6 AS text))) > 0 OR ((CAST(extract(hour FROM (fact.occurred_at AT TIME ZONE CAST($7 AS text))) AS integer) >= CAST($8 AS integer) AND CAST(extract(hour FROM (fact.occurred_at AT TIME ZONE CAST($7 AS text))) AS integer) < CAST($9 AS integer)) AND version.region IS NULL) OR (CASE WHEN summary.first_purchase_at <= CAST($10 AS timestamptz) THEN substr(CAST(summary.first_purchase_date AS text), 1, 7) END > CAST($11 AS text) AND CASE WHEN fact.customer_no = 0 THEN NULL WHEN fact.order_id = summary.first_order_id AND summary.first_purchase_at <= CAST($10 AS timestamptz) THEN 'NEW' ELSE 'RETURNING' END IN (CAST($12 AS text)))) AND (fact.kind IN ('order', 'renewal'))
GROUP BY 1`,
      parameters: [...ofMarch, 'HAI', 'Asia/Shanghai', 9, 18, '2025-07-01T04:00:00Z', '2024-12', 'NEW'],
      rows: [[0, 3]],
    },
  ],
);
