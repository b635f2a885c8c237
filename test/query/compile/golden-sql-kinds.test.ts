// Golden SQL of measures over agents, over two periods, over terms and over the facts of customers in a state.
import { bucket, everyDay, golden, march, ofMarch } from './golden';

golden(
  'counted over the facts of customers in a state',
  { metrics: ['TOUCHES_PER_CUSTOMER', 'INTERACTION_RATE'], period: march, by: ['REGION'] },
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
  FROM bucket JOIN customer_summary AS customer ON customer.on_file_from < bucket.ends_at
),
-- the periods asked for
fact_bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at, unnest(CAST($4 AS date[])) AS first_date, unnest(CAST($5 AS date[])) AS last_date
),
-- the facts of customers in each period
fact AS (
  SELECT day.index AS index, fact.customer_no, fact.kind IN ('touch', 'retention_offer') AS counts_0, fact.kind IN ('login', 'visit', 'content_view', 'event', 'click', 'inquiry', 'ticket', 'complaint', 'survey', 'referral') AS counts_1
  FROM fact_interaction AS fact
JOIN fact_bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
WHERE fact.customer_no <> 0 AND (fact.kind IN ('touch', 'retention_offer') OR fact.kind IN ('login', 'visit', 'content_view', 'event', 'click', 'inquiry', 'ticket', 'complaint', 'survey', 'referral'))
)
-- measures of every period and slice
SELECT state.index AS bucket, CAST(version.region AS text) AS k0, count(*) FILTER (WHERE fact.counts_0) AS m0, count(*) FILTER (WHERE fact.counts_1) AS m1
FROM state
JOIN fact ON fact.index = state.index AND fact.customer_no = state.customer_no
LEFT JOIN dim_customer AS version ON version.customer_no = state.customer_no AND version.effective_from <= state.placed_at AND state.placed_at < version.valid_to
GROUP BY 1, 2`,
      parameters: ofMarch,
      rows: [
        [0, 'east', 0, 2],
        [0, null, 0, 1],
      ],
    },
    {
      sql: `
WITH -- the periods asked for
bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at
),
-- the customers in question at each instant
state AS (
  SELECT bucket.index, bucket.starts_at, bucket.ends_at, bucket.ends_at AS placed_at, customer.customer_no
  FROM bucket JOIN customer_summary AS customer ON customer.on_file_from < bucket.ends_at
)
-- measures of every period and slice
SELECT state.index AS bucket, CAST(version.region AS text) AS k0, count(*) AS m0
FROM state
LEFT JOIN dim_customer AS version ON version.customer_no = state.customer_no AND version.effective_from <= state.placed_at AND state.placed_at < version.valid_to
GROUP BY 1, 2`,
      parameters: ofMarch.slice(0, 3),
      rows: [
        [0, 'east', 1],
        [0, 'south', 1],
        [0, null, 1],
      ],
    },
    {
      sql: `
WITH -- the periods asked for
bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at
),
-- the customers in question at each instant
state AS (
  SELECT bucket.index, bucket.starts_at, bucket.ends_at, bucket.ends_at AS placed_at, customer.customer_no
  FROM bucket JOIN customer_summary AS customer ON customer.on_file_from < bucket.ends_at
),
-- the periods asked for
fact_bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at, unnest(CAST($4 AS date[])) AS first_date, unnest(CAST($5 AS date[])) AS last_date
),
-- the facts of customers in each period
fact AS (
  SELECT day.index AS index, fact.customer_no, fact.kind IN ('order', 'renewal') AS counts_0, fact.order_id AS order_id
  FROM fact_transaction AS fact
JOIN fact_bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
WHERE fact.customer_no <> 0 AND (fact.kind IN ('order', 'renewal'))
)
-- measures of every period and slice
SELECT state.index AS bucket, CAST(version.region AS text) AS k0, count(DISTINCT fact.order_id) FILTER (WHERE fact.counts_0) AS m0
FROM state
JOIN fact ON fact.index = state.index AND fact.customer_no = state.customer_no
LEFT JOIN dim_customer AS version ON version.customer_no = state.customer_no AND version.effective_from <= state.placed_at AND state.placed_at < version.valid_to
GROUP BY 1, 2`,
      parameters: ofMarch,
      rows: [
        [0, 'east', 2],
        [0, null, 1],
      ],
    },
  ],
);

golden(
  'agents employed, with what their rows come to',
  { metrics: ['SYSTEM_USAGE_RATE'], period: march, by: ['TEAM'], where: { dimension: 'AGENT_ROLE', in: ['sales'] } },
  [
    {
      sql: `
WITH ${bucket},
-- agents known from facts alone
seen AS (
  SELECT fact.agent_no FROM fact_interaction AS fact JOIN dim_agent AS agent ON agent.agent_no = fact.agent_no AND agent.inferred WHERE fact.occurred_at <= CAST($6 AS timestamptz)
  UNION
  SELECT fact.agent_no FROM fact_transaction AS fact JOIN dim_agent AS agent ON agent.agent_no = fact.agent_no AND agent.inferred WHERE fact.occurred_at <= CAST($6 AS timestamptz)
),
-- the agents employed in each period
employed AS (
  SELECT bucket.index, agent.agent_no, agent.agent_id, agent.team, agent.department, agent.role
  FROM bucket JOIN dim_agent AS agent ON coalesce(agent.active_from <= bucket.last_date, TRUE) AND coalesce(agent.active_to >= bucket.first_date, TRUE)
  WHERE agent.agent_no <> 0 AND (NOT agent.inferred OR agent.agent_no IN (SELECT agent_no FROM seen))
),
-- the periods asked for
facts_0_bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at, unnest(CAST($4 AS date[])) AS first_date, unnest(CAST($5 AS date[])) AS last_date
),
-- what the facts of each agent come to
facts_0 AS (
  SELECT day.index AS index, fact.agent_no, count(*) AS e0
  FROM fact_interaction AS fact
JOIN facts_0_bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
WHERE fact.agent_no <> 0
  GROUP BY 1, 2
),
-- the periods asked for
facts_1_bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at, unnest(CAST($4 AS date[])) AS first_date, unnest(CAST($5 AS date[])) AS last_date
),
-- what the facts of each agent come to
facts_1 AS (
  SELECT day.index AS index, fact.agent_no, count(*) AS e0
  FROM fact_transaction AS fact
JOIN facts_1_bucket AS day ON fact.date_key BETWEEN day.first_date AND day.last_date
WHERE fact.agent_no <> 0
  GROUP BY 1, 2
)
-- measures of every period and slice
SELECT employed.index AS bucket, CAST(employed.team AS text) AS k0, count(*) FILTER (WHERE (coalesce(facts_0.e0, 0) > 0 OR coalesce(facts_1.e0, 0) > 0)) AS m0, count(*) AS m1
FROM employed
LEFT JOIN facts_0 ON facts_0.index = employed.index AND facts_0.agent_no = employed.agent_no
LEFT JOIN facts_1 ON facts_1.index = employed.index AND facts_1.agent_no = employed.agent_no
WHERE employed.role IN (CAST($7 AS text))
GROUP BY 1, 2`,
      parameters: [...ofMarch, '2025-07-01T04:00:00Z', 'sales'],
      rows: [[0, 'coast', 1, 1]],
    },
  ],
);

golden(
  'the period before beside each period, customers placed at its start',
  { metrics: ['NET_REVENUE_RETENTION'], period: march, by: ['REGION'] },
  [
    {
      sql: `
WITH -- the periods asked for
bucket AS (
  SELECT unnest(CAST($1 AS integer[])) AS index, unnest(CAST($2 AS timestamptz[])) AS starts_at, unnest(CAST($3 AS timestamptz[])) AS ends_at, unnest(CAST($4 AS date[])) AS first_date, unnest(CAST($5 AS date[])) AS last_date, unnest(CAST($6 AS integer[])) AS of_bucket, unnest(CAST($1 AS integer[])) AS is_previous, unnest(CAST($7 AS timestamptz[])) AS placed_at
),
-- their days
day AS (
  SELECT listed.date_key, bucket.*
  FROM (SELECT unnest(CAST($8 AS date[])) AS date_key, unnest(CAST($9 AS integer[])) AS index) AS listed JOIN bucket USING (index)
),
-- what the rows of each customer come to
per_customer AS (
  SELECT day.of_bucket AS bucket, CAST(version.region AS text) AS k0, fact.customer_no AS customer_no, count(*) FILTER (WHERE (fact.kind IN ('order', 'renewal') AND day.is_previous = 1)) AS e0, sum(CASE WHEN day.is_previous = 1 THEN fact.revenue ELSE 0 END) AS e1, sum(CASE WHEN day.is_previous = 1 THEN 0 ELSE fact.revenue END) AS e2
  FROM fact_transaction AS fact
JOIN day AS day ON fact.date_key = day.date_key
LEFT JOIN dim_customer AS version ON version.customer_no = fact.customer_no AND version.effective_from <= day.placed_at AND day.placed_at < version.valid_to
WHERE fact.date_key BETWEEN CAST($10 AS date) AND CAST($11 AS date) AND fact.customer_no <> 0
  GROUP BY 1, 2, 3
)
-- measures of every period and slice
SELECT bucket AS bucket, CAST(k0 AS text) AS k0, sum(e2) FILTER (WHERE e0 > 0) AS m0, sum(e1) FILTER (WHERE e0 > 0) AS m1, count(*) FILTER (WHERE e0 > 0) AS m2
FROM per_customer
GROUP BY 1, 2`,
      parameters: [
        [0, 1],
        ['2025-02-28T16:00:00Z', '2025-01-31T16:00:00Z'],
        ['2025-03-31T16:00:00Z', '2025-02-28T16:00:00Z'],
        ['2025-03-01', '2025-02-01'],
        ['2025-03-31', '2025-02-28'],
        [0, 0],
        ['2025-02-28T16:00:00Z', '2025-02-28T16:00:00Z'],
        ...everyDay('2025-03-01..2025-03-31', '2025-02-01..2025-02-28'),
        '2025-02-01',
        '2025-03-31',
      ],
      rows: [
        [0, 'north', 70, 100, 1],
        [0, null, 0, 0, 0],
      ],
    },
  ],
);

golden(
  'terms placed at their end, with the weekday on which they began',
  { metrics: ['RENEWAL_RATE'], period: march, by: ['WEEKDAY', 'REGION'] },
  [
    {
      sql: `
WITH ${bucket}
-- measures of every period and slice
SELECT day.index AS bucket, CAST(CAST(extract(isodow FROM fact.date_key) AS integer) AS text) AS k0, CAST(version.region AS text) AS k1, count(*) FILTER (WHERE fact.renewed_at <= CAST($6 AS timestamptz)) AS m0, count(*) AS m1
FROM customer_term AS fact
JOIN bucket AS day ON fact.term_end >= day.starts_at AND fact.term_end < day.ends_at
LEFT JOIN dim_customer AS version ON version.customer_no = fact.customer_no AND version.effective_from <= fact.term_end AND fact.term_end < version.valid_to
GROUP BY 1, 2, 3`,
      parameters: [...ofMarch, '2025-07-01T04:00:00Z'],
      rows: [],
    },
  ],
);
