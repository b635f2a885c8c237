// What the server adds to its own SQL: three standing questions over HTTP, and beside each the very statements it runs,
// sent through pg alone in the same kind of transaction. The two take turns, warm, on one connection each.

import { Client } from 'pg';
import type { CompiledQuery } from '../../src/sql/compiled-query';
import { sessionSettings } from '../../src/warehouse/connection';
import type { BenchCluster } from './bench-cluster';
import { type Figure, grouped } from './figure';
import { compiledOf, throughPg } from './pg-side';
import { serveCompany } from './served-company';
import { quickTurns, takeTurns } from './take-turns';

const most = 1.2;
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

const compiledOfStanding = ({ metric, grain, dimension }: Standing, cluster: BenchCluster): readonly CompiledQuery[] =>
  compiledOf({ metrics: [metric], period: { from, to }, grain, by: [dimension], shares: false }, cluster);

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
      const compiled = compiledOfStanding(question, cluster);
      const rows = await checkSame(company.ask, question, compiled);
      const document = documentOf(question);
      const { one: http, other: pg } = await takeTurns(
        () => company.ask(document),
        throughPg(client, compiled),
        quickTurns(requests),
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
