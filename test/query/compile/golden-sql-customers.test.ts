// Golden SQL of measures over customers: judged on their rows, ranked, or in a state at an instant.
import { bucket, everyDay, golden, march, ofMarch } from './golden';

golden('customers judged on their rows', { metrics: ['REPEAT_PURCHASE_RATE'], period: march, by: ['INDUSTRY'] }, [
  {
    sql: `
WITH ${bucket},
-- what the rows of each customer come to
per_customer AS (
  SELECT day.index AS bucket, CAST(version.industry AS text) AS k0, fact.customer_no AS customer_no, count(DISTINCT fact.order_id) FILTER (WHERE fact.kind IN ('order', 'renewal')) AS e0
  FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_customer AS version ON version.customer_no = fact.customer_no AND version.customer_key = fact.customer_key
WHERE fact.customer_no <> 0 AND (fact.kind IN ('order', 'renewal'))
  GROUP BY 1, 2, 3
)
-- measures of every period and slice
SELECT bucket AS bucket, CAST(k0 AS text) AS k0, count(*) FILTER (WHERE e0 >= 2) AS m0
FROM per_customer
GROUP BY 1, 2`,
    parameters: ofMarch,
    rows: [
      [0, 'retail', 1],
      [0, null, 0],
    ],
  },
  {
    sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(version.industry AS text) AS k0, count(DISTINCT fact.customer_no) FILTER (WHERE (fact.customer_no <> 0 AND fact.kind IN ('order', 'renewal'))) AS m0
FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_customer AS version ON version.customer_no = fact.customer_no AND version.customer_key = fact.customer_key
WHERE ((fact.customer_no <> 0 AND fact.kind IN ('order', 'renewal')))
GROUP BY 1, 2`,
    parameters: ofMarch,
    rows: [
      [0, 'retail', 1],
      [0, null, 1],
    ],
  },
]);

golden('the top customers of each slice', { metrics: ['TOP_CUSTOMER_SHARE'], period: march, by: ['CHANNEL'] }, [
  {
    sql: `
WITH ${bucket},
-- what the rows of each customer come to
per_customer AS (
  SELECT day.index AS bucket, CAST(channel.channel_id AS text) AS k0, fact.customer_no AS customer_no, count(*) FILTER (WHERE fact.kind IN ('order', 'renewal')) AS e0, sum((fact.revenue - coalesce(fact.cost, 0))) AS e1
  FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_channel AS channel ON channel.channel_no = fact.channel_no
WHERE fact.customer_no <> 0
  GROUP BY 1, 2, 3
),
-- customers in order of their value
ranked_customer AS (
  SELECT *, row_number() OVER (PARTITION BY bucket, k0 ORDER BY e1 DESC) AS place, count(*) OVER (PARTITION BY bucket, k0) AS customers
  FROM per_customer
  WHERE e0 > 0
)
-- measures of every period and slice
SELECT bucket AS bucket, CAST(k0 AS text) AS k0, sum(CASE WHEN e1 > 0 THEN e1 ELSE 0 END) AS m0
FROM ranked_customer
WHERE (place - 1) * 5 < customers
GROUP BY 1, 2`,
    parameters: ofMarch,
    rows: [
      [0, 'shop', 30],
      [0, 'web', 24],
    ],
  },
  {
    sql: `
WITH ${bucket},
-- what the rows of each customer come to
per_customer AS (
  SELECT day.index AS bucket, CAST(channel.channel_id AS text) AS k0, fact.customer_no AS customer_no, count(*) FILTER (WHERE fact.kind IN ('order', 'renewal')) AS e0, sum((fact.revenue - coalesce(fact.cost, 0))) AS e1
  FROM fact_transaction AS fact
JOIN bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
LEFT JOIN dim_channel AS channel ON channel.channel_no = fact.channel_no
WHERE fact.customer_no <> 0
  GROUP BY 1, 2, 3
)
-- measures of every period and slice
SELECT bucket AS bucket, CAST(k0 AS text) AS k0, sum(CASE WHEN e1 > 0 THEN e1 ELSE 0 END) FILTER (WHERE e0 > 0) AS m0
FROM per_customer
GROUP BY 1, 2`,
    parameters: ofMarch,
    rows: [
      [0, 'shop', 45],
      [0, 'web', 24],
    ],
  },
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
]);

golden(
  'the base at the start, and who of it left',
  { metrics: ['CHURN_RATE'], period: { year: 2024, quarter: 4 }, by: ['INDUSTRY'] },
  [
    {
      sql: `
WITH -- the periods asked for
bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at
),
-- the customers in question at each instant
state AS (
  SELECT bucket.index, bucket.starts_at, bucket.ends_at, bucket.starts_at AS placed_at, customer.customer_no
  FROM bucket JOIN customer_spell AS customer ON customer.starts_after < bucket.starts_at AND bucket.starts_at <= customer.ends_at
)
-- measures of every period and slice
SELECT state.index AS bucket, CAST(version.industry AS text) AS k0, count(*) FILTER (WHERE (base_at_end.customer_no IS NOT NULL) = FALSE) AS m0, count(*) AS m1
FROM state
LEFT JOIN dim_customer AS version ON version.customer_no = state.customer_no AND version.effective_from <= state.placed_at AND state.placed_at < version.valid_to
LEFT JOIN customer_spell AS base_at_end ON base_at_end.customer_no = state.customer_no AND base_at_end.starts_after < state.ends_at AND state.ends_at <= base_at_end.ends_at
GROUP BY 1, 2`,
      parameters: [[0], ['2024-09-30T16:00:00Z'], ['2024-12-31T16:00:00Z']],
      rows: [[0, 'food', 1, 1]],
    },
  ],
);

golden(
  'buyers at the end of each month, and who of them referred',
  {
    metrics: ['REFERRAL_RATE'],
    period: { from: '2025-02-01', to: '2025-03-31' },
    grain: 'MONTH',
    where: { dimension: 'COUNTRY', in: ['CN'] },
  },
  [
    {
      sql: `
WITH -- the periods asked for
bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at
),
-- the customers in question at each instant
state AS (
  SELECT bucket.index, bucket.starts_at, bucket.ends_at, bucket.ends_at AS placed_at, customer.customer_no
  FROM bucket JOIN customer_summary AS customer ON customer.first_purchase_at < bucket.ends_at
),
-- the periods asked for
facts_0_bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at, unnest(CAST($4 AS date[])) AS first_date, unnest(CAST($5 AS date[])) AS last_date
),
-- their days
facts_0_day AS (
  SELECT listed.date_key, facts_0_bucket.*
  FROM (SELECT unnest(CAST($6 AS date[])) AS date_key, unnest(CAST($7 AS integer[])) AS index) AS listed JOIN facts_0_bucket USING (index)
),
-- what the facts of each customer come to
facts_0 AS (
  SELECT day.index AS index, fact.customer_no, count(*) FILTER (WHERE fact.kind IN ('referral')) AS e0
  FROM fact_interaction AS fact
JOIN facts_0_day AS day ON fact.date_key = day.date_key
WHERE fact.date_key BETWEEN CAST($8 AS date) AND CAST($9 AS date) AND fact.customer_no <> 0 AND (fact.kind IN ('referral'))
  GROUP BY 1, 2
)
-- measures of every period and slice
SELECT state.index AS bucket, count(*) FILTER (WHERE coalesce(facts_0.e0, 0) > 0) AS m0, count(*) AS m1
FROM state
LEFT JOIN facts_0 ON facts_0.index = state.index AND facts_0.customer_no = state.customer_no
LEFT JOIN dim_customer AS version ON version.customer_no = state.customer_no AND version.effective_from <= state.placed_at AND state.placed_at < version.valid_to
WHERE version.country IN (CAST($10 AS text))
GROUP BY 1`,
      parameters: [
        [0, 1],
        ['2025-01-31T16:00:00Z', '2025-02-28T16:00:00Z'],
        ['2025-02-28T16:00:00Z', '2025-03-31T16:00:00Z'],
        ['2025-02-01', '2025-03-01'],
        ['2025-02-28', '2025-03-31'],
        ...everyDay('2025-02-01..2025-02-28', '2025-03-01..2025-03-31'),
        '2025-02-01',
        '2025-03-31',
        'CN',
      ],
      rows: [
        [0, 0, 1],
        [1, 1, 2],
      ],
    },
  ],
);

golden(
  'the base of a year before, and who of it left',
  { metrics: ['CUSTOMER_LIFETIME_YEARS'], period: { toDate: 'MONTH' } },
  [
    {
      sql: `
WITH -- the periods asked for
bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at, unnest(CAST($4 AS timestamptz[])) AS year_before_end_at
),
-- the customers in question at each instant
state AS (
  SELECT bucket.index, bucket.starts_at, bucket.ends_at, bucket.year_before_end_at AS placed_at, customer.customer_no
  FROM bucket JOIN customer_spell AS customer ON customer.starts_after < bucket.year_before_end_at AND bucket.year_before_end_at <= customer.ends_at
)
-- measures of every period and slice
SELECT state.index AS bucket, count(*) AS m0, count(*) FILTER (WHERE (base_at_end.customer_no IS NOT NULL) = FALSE) AS m1
FROM state
LEFT JOIN customer_spell AS base_at_end ON base_at_end.customer_no = state.customer_no AND base_at_end.starts_after < state.ends_at AND state.ends_at <= base_at_end.ends_at
GROUP BY 1`,
      parameters: [[0], ['2025-06-30T16:00:00Z'], ['2025-07-01T04:00:00Z'], ['2024-07-01T04:00:00Z']],
      rows: [[0, 1, 1]],
    },
  ],
);
