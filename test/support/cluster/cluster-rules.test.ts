// Each rule with a statement that breaks it, as a cluster refused it or answered it wrongly, and one beside it that passes.
import { brokenRules, type Rule, rules } from './cluster-rules';
import { loadParser } from './sql-tree';

beforeAll(loadParser);

type Case = readonly [rule: Rule, broken: string, passes: string];

const cases: readonly Case[] = [
  [
    'no columns',
    'SELECT EXISTS (SELECT FROM dim_customer) AS any',
    'SELECT EXISTS (SELECT 1 FROM dim_customer) AS any',
  ],
  [
    'correlated',
    `SELECT position FROM (SELECT unnest($1::text[]) AS member, 1 AS position) AS asked
     WHERE EXISTS (SELECT 1 FROM dim_customer AS known WHERE known.region = asked.member)`,
    `SELECT position FROM (SELECT unnest($1::text[]) AS member, 1 AS position) AS asked
     WHERE asked.member IN (SELECT DISTINCT region FROM dim_customer AS known)`,
  ],
  [
    'correlated',
    'SELECT 1 FROM staged AS s WHERE NOT EXISTS (SELECT 1 FROM dim_customer AS d WHERE d.customer_id = s.customer_id)',
    'SELECT 1 FROM staged AS s WHERE s.customer_id NOT IN (SELECT d.customer_id FROM dim_customer AS d WHERE d.customer_id IS NOT NULL)',
  ],
  [
    'correlated',
    'DELETE FROM dim_customer AS d WHERE NOT EXISTS (SELECT 1 FROM customer_alias AS u WHERE u.alias_id = d.customer_id)',
    'DELETE FROM dim_customer AS d WHERE NOT EXISTS (SELECT 1 FROM fact_transaction AS u WHERE u.customer_no = d.customer_no)',
  ],
  [
    'joined union',
    `SELECT channel.name, count(*) FROM (SELECT customer_no, channel_no FROM fact_interaction
       UNION ALL SELECT customer_no, channel_no FROM fact_transaction) AS fact
     LEFT JOIN dim_channel AS channel ON channel.channel_no = fact.channel_no GROUP BY 1`,
    `SELECT fact.name, count(*) FROM (
       SELECT f.customer_no, c.name FROM fact_interaction AS f LEFT JOIN dim_channel AS c ON c.channel_no = f.channel_no
       UNION ALL
       SELECT f.customer_no, c.name FROM fact_transaction AS f LEFT JOIN dim_channel AS c ON c.channel_no = f.channel_no) AS fact
     GROUP BY 1`,
  ],
  [
    'other customers',
    'SELECT count(*) FROM fact_transaction AS fact JOIN dim_customer AS version ON version.customer_key = fact.customer_key',
    `SELECT count(*) FROM fact_transaction AS fact JOIN dim_customer AS version
     ON version.customer_key = fact.customer_key AND version.customer_no = fact.customer_no`,
  ],
  [
    'other customers',
    `SELECT 1 FROM staged AS s JOIN fact_transaction AS f ON f.transaction_id = s.transaction_id
     LEFT JOIN dim_customer AS v ON v.customer_id = s.customer_id`,
    `SELECT 1 FROM staged AS s JOIN (SELECT * FROM fact_transaction WHERE transaction_id IN (SELECT transaction_id FROM staged)
       OFFSET 0) AS f ON f.transaction_id = s.transaction_id
     LEFT JOIN dim_customer AS v ON v.customer_id = s.customer_id`,
  ],
  [
    'bare local table',
    'DELETE FROM target AS f USING changed_row AS c WHERE f.metric = c.metric',
    'DELETE FROM target AS f USING (SELECT * FROM changed_row) AS c WHERE f.metric = c.metric',
  ],
  [
    'bare local table',
    'DELETE FROM dim_channel AS d WHERE NOT EXISTS (SELECT 1 FROM fact_spend AS u WHERE u.channel_no = d.channel_no)',
    'DELETE FROM dim_channel AS d WHERE d.channel_no NOT IN (SELECT u.channel_no FROM fact_spend AS u)',
  ],
  [
    'local change',
    'UPDATE moved_row AS r SET customer_key = v.customer_key FROM dim_customer AS v WHERE v.customer_no = r.customer_no',
    'CREATE TEMP TABLE placed_row AS SELECT r.*, v.customer_key FROM moved_row AS r JOIN dim_customer AS v USING (customer_no)',
  ],
  [
    'several changed',
    `WITH gone AS (DELETE FROM dim_customer RETURNING customer_no)
     INSERT INTO customer_summary (customer_no) SELECT customer_no FROM gone`,
    `WITH gone AS (DELETE FROM dim_customer RETURNING customer_no)
     INSERT INTO touched_customer SELECT customer_no FROM gone`,
  ],
  [
    'recursive',
    `WITH RECURSIVE chain AS (SELECT alias_id, customer_id FROM customer_alias UNION ALL
       SELECT c.alias_id, a.customer_id FROM chain AS c JOIN customer_alias AS a ON a.alias_id = c.customer_id)
     SELECT 1 FROM chain JOIN dim_customer AS d ON d.customer_id = chain.customer_id`,
    'SELECT 1 FROM wanted_merge AS chain JOIN dim_customer AS d ON d.customer_id = chain.customer_id',
  ],
  [
    'grouping sets',
    'SELECT region, city, count(*) FROM dim_customer GROUP BY GROUPING SETS ((region), (city))',
    'SELECT region, city, count(*) FROM dim_customer GROUP BY region, city',
  ],
  [
    'moved',
    'UPDATE fact_transaction SET customer_no = 7 WHERE transaction_id = $1',
    'UPDATE fact_transaction SET alias_no = 7 WHERE transaction_id = $1',
  ],
  [
    'time zone',
    'UPDATE fact_transaction SET date_key = occurred_at::date',
    `UPDATE fact_transaction SET date_key = (occurred_at AT TIME ZONE 'Asia/Shanghai')::date`,
  ],
  [
    'time zone',
    `SELECT occurred_at + interval '90 days' FROM fact_transaction`,
    `SELECT (occurred_at AT TIME ZONE 'UTC' + interval '90 days') AT TIME ZONE 'UTC' FROM fact_transaction`,
  ],
  [
    'time zone',
    'SELECT md5(occurred_at::text) FROM fact_transaction',
    `SELECT md5((occurred_at AT TIME ZONE 'UTC')::text) FROM fact_transaction`,
  ],
  [
    'time zone',
    `SELECT date_trunc('month', occurred_at) FROM fact_transaction`,
    `SELECT date_trunc('month', CAST(date_key AS timestamp)) FROM fact_transaction`,
  ],
  [
    'clock',
    'DELETE FROM fact_transaction WHERE occurred_at > now()',
    'DELETE FROM fact_transaction WHERE occurred_at > $1',
  ],
  ['analyze', 'ANALYZE dim_channel', 'ANALYZE dim_customer'],
];

it.each(cases)('%s', (rule, broken, passes) => {
  expect(brokenRules(broken)).toEqual([rule]);
  expect(brokenRules(passes)).toEqual([]);
});

it('no rule stands without a statement that breaks it', () => {
  expect([...new Set(cases.map(([rule]) => rule))].sort()).toEqual(Object.keys(rules).sort());
});

it('what only names the coordinator may be as it likes', () => {
  expect(brokenRules('SELECT EXISTS (SELECT FROM load)')).toEqual([]);
  expect(brokenRules('UPDATE moved_row AS r SET a = (SELECT b FROM merged_customer AS m WHERE m.c = r.c)')).toEqual([]);
});
