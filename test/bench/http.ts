// What the server adds to its own SQL: three standing questions over HTTP, and beside each the very statements it runs,
// sent through pg alone in the same kind of transaction. The two take turns, warm, on one connection each.

import { Client } from 'pg';
import { Temporal } from 'temporal-polyfill';
import { compileStatement } from '../../src/query/compile';
import { parseQuestion } from '../../src/query/metric-query';
import type { MetricQuestion } from '../../src/query/metric-question';
import { planQuery } from '../../src/query/plan';
import type { CompiledQuery } from '../../src/sql/compiled-query';
import { postgresDialect } from '../../src/sql/postgres';
import { sessionSettings } from '../../src/warehouse/connection';
import { asOf, type BenchCluster } from './bench-cluster';
import { type Figure, grouped } from './figure';
import { serveCompany } from './served-company';
import { takeTurns } from './take-turns';

const most = 1.2;
const begin = 'BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off';
const [from, to] = ['2023-01-01', '2025-12-31'];

const standing = [
  { name: 'revenue by month and channel', field: 'revenue', metric: 'REVENUE', grain: 'MONTH', dimension: 'CHANNEL' },
  { name: 'NPS by month and channel', field: 'nps', metric: 'NPS', grain: 'MONTH', dimension: 'CHANNEL' },
  {
    name: 'repeat purchase rate by quarter and region',
    field: 'repeatPurchaseRate',
    metric: 'REPEAT_PURCHASE_RATE',
    grain: 'QUARTER',
    dimension: 'REGION',
  },
] as const;

type Standing = (typeof standing)[number];

const documentOf = ({ field, grain, dimension }: Standing): string => `query {
  metrics(period: { from: "${from}", to: "${to}" }, grain: ${grain}, by: [${dimension}]) {
    rows { period { start } key(dimension: ${dimension}) { value } ${field} { value status } }
  }
}`;

const explained = ({ field, grain, dimension }: Standing): string => `query {
  metrics(period: { from: "${from}", to: "${to}" }, grain: ${grain}, by: [${dimension}]) {
    rows { ${field} { value } } explain { sql }
  }
}`;

function compiledOf({ metric, grain, dimension }: Standing, { config }: BenchCluster): readonly CompiledQuery[] {
  const question: MetricQuestion = { metrics: [metric], period: { from, to }, grain, by: [dimension], shares: false };
  const query = parseQuestion(question, config, Temporal.Instant.from(asOf));
  return planQuery(query).statements.map((statement) => compileStatement(statement, query, postgresDialect));
}

/** Makes sure that both sides do the same: the server runs these statements, and they give rows. */
async function checkSame(
  ask: (query: string) => Promise<string>,
  question: Standing,
  compiled: readonly CompiledQuery[],
) {
  const body = JSON.parse(await ask(explained(question))) as {
    data: { metrics: { rows: readonly unknown[]; explain: { sql: readonly string[] } } };
  };
  const { rows, explain } = body.data.metrics;
  if (rows.length === 0) throw new Error(`${question.name}: the answer has no rows`);
  if (explain.sql.join('\n') !== compiled.map(({ sql }) => sql).join('\n'))
    throw new Error(`${question.name}: the server runs other statements than those measured beside it`);
  return rows.length;
}

/** The statements of a question through pg alone, as the engine sends them. */
const throughPg = (client: Client, compiled: readonly CompiledQuery[]) => async () => {
  await client.query(begin);
  for (const { sql, parameters } of compiled)
    await client.query({ text: sql, values: [...parameters], rowMode: 'array' });
  await client.query('COMMIT');
};

export async function httpFigures(
  cluster: BenchCluster,
  customers: number,
  requests: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  say(`HTTP: a simulated company of ${grouped(customers)} customers is made, loaded and served`);
  const company = await serveCompany(cluster, customers);
  const client = new Client({ ...sessionSettings, connectionString: company.databaseUrl });
  const figures: Figure[] = [];
  try {
    await client.connect();
    say(`HTTP: ${grouped(company.transactions)} transactions, ${grouped(company.interactions)} interactions`);
    for (const question of standing) {
      const compiled = compiledOf(question, cluster);
      const rows = await checkSame(company.ask, question, compiled);
      const document = documentOf(question);
      const { one: http, other: pg } = await takeTurns(
        () => company.ask(document),
        throughPg(client, compiled),
        requests,
      );
      figures.push({
        name: `HTTP: ${question.name}, ${grouped(customers)} customers, ${rows} rows`,
        goal: `at most ${most} x pg`,
        figure: `${(http / pg).toFixed(2)} x (${http.toFixed(1)} ms over HTTP, ${pg.toFixed(1)} ms through pg)`,
        met: http / pg <= most,
      });
    }
  } finally {
    await client.end();
    await company.stop();
    await cluster.drop(`company_${customers}`);
  }
  return figures;
}
