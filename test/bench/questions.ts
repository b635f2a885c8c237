// What one request saves against several: the whole catalogue at once beside metric by metric, roll-ups and comparisons
// beside their parts as questions of their own, and a large table beside its statements alone. All over HTTP, warm.
import { Client } from 'pg';
import { metricCatalog } from '../../src/metrics/catalog';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import { sessionSettings } from '../../src/warehouse/connection';
import type { BenchCluster } from './bench-cluster';
import { type Figure, grouped } from './figure';
import { compiledOf, throughPg } from './pg-side';
import { type ServedCompany, serveCompany } from './served-company';
import { quickTurns, takeTurns } from './take-turns';

const mostOfCatalogue = 0.35;
const mostOfTable = 1.5;
const tableRows = 10_000;

/** One request and the requests that together ask the same. */
type Beside = {
  readonly name: string;
  readonly goal: string;
  readonly most: number;
  readonly one: string;
  readonly others: readonly string[];
};

const ask = (period: string, selection: string): string =>
  `query { metrics(${period}) { rows { period { start } ${selection} } totals { period { start } ${selection} } } }`;

const lastYear = 'period: { from: "2025-01-01", to: "2025-12-31" }, grain: MONTH';
const fields = metricCatalog.map(({ id }) => `${id} { value status }`);

const catalogue: Beside = {
  name: `all ${fields.length} metrics by month for a year in one request, beside one by one`,
  goal: `at most ${mostOfCatalogue} of the sum`,
  most: mostOfCatalogue,
  one: ask(lastYear, fields.join(' ')),
  others: fields.map((field) => ask(lastYear, field)),
};

const ofRollUp = 'revenue { value } buyers { value } nps { value } churnRate { value }';
const threeYears = 'period: { from: "2023-01-01", to: "2025-12-31" }';
const slices = ['[REGION, AGE_BAND]', '[REGION]', '[]'];

const rollUp: Beside = {
  name: 'a roll-up of four metrics by quarter, region and age band, beside its six levels',
  goal: 'under the sum',
  most: 1,
  one: ask(`${threeYears}, grain: QUARTER, by: [REGION, AGE_BAND], totals: ROLLUP`, ofRollUp),
  others: slices.flatMap((by) => [
    ask(`${threeYears}, grain: QUARTER, by: ${by}`, ofRollUp),
    ask(`${threeYears}, by: ${by}`, ofRollUp),
  ]),
};

const comparisons: Beside = {
  name: 'four metrics by month and region with two comparisons, beside three questions',
  goal: 'under the sum',
  most: 1,
  one: ask(
    `${lastYear}, by: [REGION], compare: [{ name: "before", mode: PREVIOUS_PERIOD }, { name: "year", mode: PREVIOUS_YEAR }]`,
    ofRollUp.replaceAll(
      '{ value }',
      '{ value before: compare(name: "before") { value } year: compare(name: "year") { value } }',
    ),
  ),
  others: [
    lastYear,
    lastYear.replace('2025-01-01', '2024-12-01').replace('2025-12-31', '2025-11-30'),
    lastYear.replaceAll('2025', '2024'),
  ].map((period) => ask(`${period}, by: [REGION]`, ofRollUp)),
};

async function besideParts(
  { name, goal, most, one, others }: Beside,
  company: ServedCompany,
  requests: number,
): Promise<Figure> {
  for (const document of [one, ...others]) await checkAnswered(document, company);
  const times = await takeTurns(
    () => company.ask(one),
    async () => {
      for (const document of others) await company.ask(document);
    },
    quickTurns(requests),
  );
  const part = times.one / times.other;
  return {
    name: `Request: ${name}`,
    goal,
    figure: `${part.toFixed(2)} (${times.one.toFixed(1)} of ${times.other.toFixed(1)} ms)`,
    met: part <= most,
  };
}

async function checkAnswered(document: string, company: ServedCompany): Promise<void> {
  const body = JSON.parse(await company.ask(document)) as {
    errors?: readonly { message: string }[];
    data: { metrics: { rows: readonly unknown[] } } | null;
  };
  if (body.errors !== undefined) throw new Error(`${body.errors[0]!.message}\n${document}`);
  if (body.data!.metrics.rows.length === 0) throw new Error(`no rows: ${document}`);
}

const tableQuestion: MetricQuestion = {
  metrics: ['REVENUE', 'ORDERS', 'UNITS_SOLD'],
  period: { from: '2024-01-01', to: '2025-12-31' },
  grain: 'MONTH',
  fill: false,
  by: ['CUSTOMER', 'PRODUCT'],
  first: tableRows,
  shares: false,
};

const tableDocument = `query {
  table(metrics: [${tableQuestion.metrics.join(', ')}], period: { from: "2024-01-01", to: "2025-12-31" }, grain: MONTH, fill: false,
        by: [CUSTOMER, PRODUCT], labels: false, first: ${tableRows}) {
    columns { name } data groupCount
  }
}`;

async function tableBeside(
  cluster: BenchCluster,
  company: ServedCompany,
  client: Client,
  requests: number,
): Promise<Figure> {
  const body = JSON.parse(await company.ask(tableDocument)) as {
    data: { table: { columns: readonly unknown[]; data: readonly unknown[]; groupCount: number } };
  };
  const { columns, data, groupCount } = body.data.table;
  if (data.length !== tableRows) throw new Error(`the table has ${data.length} rows, not ${tableRows}`);
  const compiled = compiledOf(tableQuestion, cluster);
  const { one: http, other: pg } = await takeTurns(
    () => company.ask(tableDocument),
    throughPg(client, compiled),
    quickTurns(requests),
  );
  return {
    name: `Table: ${grouped(data.length)} rows of ${grouped(groupCount)} x ${columns.length} columns over HTTP, beside its statements`,
    goal: `at most ${mostOfTable} x pg`,
    figure: `${(http / pg).toFixed(2)} x (${http.toFixed(1)} ms over HTTP, ${pg.toFixed(1)} ms through pg)`,
    met: http / pg <= mostOfTable,
  };
}

export async function questionFigures(
  cluster: BenchCluster,
  customers: number,
  requests: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  say(`Requests: a simulated company of ${grouped(customers)} customers is made, loaded and served`);
  const company = await serveCompany(cluster, customers);
  const client = new Client({ ...sessionSettings, connectionString: company.databaseUrl });
  try {
    await client.connect();
    const figures: Figure[] = [];
    for (const beside of [catalogue, rollUp, comparisons]) figures.push(await besideParts(beside, company, requests));
    return [...figures, await tableBeside(cluster, company, client, requests)];
  } finally {
    await client.end();
    await company.stop();
    await cluster.drop(`company_${customers}`);
  }
}
