// Single customers over HTTP: a hundred of them with tier, value and health beside one SELECT written by hand, through pg and
// Fastify, in a process of its own as the server is; and customers found by words.
import { join } from 'node:path';
import { Client } from 'pg';
import { Temporal } from 'temporal-polyfill';
import { score } from '../../src/customer/scoring/score';
import { openDatabase } from '../../src/warehouse/warehouse';
import { type Figure, grouped, median } from './figure';
import { keptCompany } from './kept-company';
import { lookupPath } from './lookup-server';
import { post, startServer } from './served-company';
import { quickTurns, takeTurns } from './take-turns';

const mostTimes = 2;
/** Milliseconds. */
const longestSearch = 50;
const asked = 100;

const document = `query ($ids: [ID!]!) { customers(ids: $ids) { id tier clv { historic predicted } health { score band } } }`;
const search = `query ($text: String) { searchCustomers(text: $text, first: 20) { totalCount nodes { id name tier } } }`;

type Answer = { readonly data: { readonly customers: readonly (Readonly<Record<string, unknown>> | null)[] } };

export async function lookupFigures(
  cache: string,
  customers: number,
  requests: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const company = await keptCompany(cache, { customers, months: 36, seed: 7 }, say);
  try {
    const warehouse = await openDatabase(company.databaseUrl, company.config);
    try {
      await score(warehouse, { now: Temporal.Instant.from(company.config.asOf!), onlyIfDue: true });
      await warehouse.pool.query('ANALYZE customer_snapshot');
    } finally {
      await warehouse.close();
    }
    const ids = await someIds(company.databaseUrl);
    const env = { DATABASE_URL: company.databaseUrl, SAMPLE: 'off', AS_OF: company.config.asOf!, PORT: '0' };
    const ours = await startServer(join(__dirname, '..', '..', 'src', 'main.js'), [], env);
    const theirs = await startServer(join(__dirname, 'lookup-server.js'), [company.databaseUrl], {});
    try {
      const ask = (query: string, variables: object) =>
        post(`${ours.origin}/graphql`, JSON.stringify({ query, variables }), ours.agent);
      const byHand = () => post(`${theirs.origin}${lookupPath}`, JSON.stringify({ ids }), theirs.agent);
      checkSame(JSON.parse(await ask(document, { ids })) as Answer, JSON.parse(await byHand()) as readonly unknown[]);
      const { one, other } = await takeTurns(() => ask(document, { ids }), byHand, quickTurns(requests));
      const lookup: Figure = {
        name: `${asked} of ${grouped(customers)} customers with tier, value and health over HTTP`,
        goal: `at most ${mostTimes} x one SELECT by hand through Fastify`,
        figure: `${(one / other).toFixed(2)} x (${one.toFixed(1)} ms, ${other.toFixed(1)} ms by hand)`,
        met: one <= mostTimes * other,
      };
      return [lookup, ...(await searches(company.databaseUrl, (text) => ask(search, { text })))];
    } finally {
      await ours.stop();
      await theirs.stop();
    }
  } finally {
    await company.leave();
  }
}

/** Both sides answer with the same customers, tiers and values. */
function checkSame({ data }: Answer, rows: readonly unknown[]): void {
  const ours = data.customers.map((each) => [each?.id, each?.tier]);
  const theirs = (rows as readonly Readonly<Record<string, unknown>>[]).map((each) => [each?.id, each?.tier]);
  if (ours.length !== asked || JSON.stringify(ours) !== JSON.stringify(theirs))
    throw new Error('The two sides answer with other customers');
}

async function searches(databaseUrl: string, find: (text: string) => Promise<string>): Promise<readonly Figure[]> {
  const [{ name, phone }] = await rowsOf<{ name: string; phone: string }>(
    databaseUrl,
    `SELECT name, phone FROM dim_customer WHERE is_current AND name ~ '^[A-Za-z]' AND phone IS NOT NULL ORDER BY customer_no LIMIT 1`,
  );
  const [{ name: chinese }] = await rowsOf<{ name: string }>(
    databaseUrl,
    `SELECT name FROM dim_customer WHERE is_current AND name ~ '^[\\u4e00-\\u9fff]{2,3}$' ORDER BY customer_no LIMIT 1`,
  );
  const figures: Figure[] = [];
  for (const text of [name!, chinese!, phone!]) {
    const times: number[] = [];
    let found = 0;
    for (let turn = 0; turn < 25; turn += 1) {
      const started = performance.now();
      const { data } = JSON.parse(await find(text)) as { data: { searchCustomers: { totalCount: number } } };
      times.push(performance.now() - started);
      found = data.searchCustomers.totalCount;
    }
    figures.push({
      name: `  customers found by "${text}"`,
      goal: `under ${longestSearch} ms`,
      figure: `${median(times).toFixed(1)} ms (${grouped(found)} found)`,
      met: median(times) < longestSearch,
    });
  }
  return figures;
}

const someIds = async (databaseUrl: string): Promise<readonly string[]> =>
  (
    await rowsOf<{ id: string }>(
      databaseUrl,
      `SELECT customer_id AS id FROM dim_customer WHERE is_current AND customer_no <> 0 AND customer_no % 7 = 0 ORDER BY customer_no LIMIT ${asked}`,
    )
  ).map(({ id }) => id);

async function rowsOf<Row extends object>(databaseUrl: string, sql: string): Promise<[Row, ...Row[]]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows as [Row, ...Row[]];
  } finally {
    await client.end();
  }
}
