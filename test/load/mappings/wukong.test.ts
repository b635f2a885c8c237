// 悟空CRM 11 through its ready mappings: a few deals worked out by hand, and a database whose figures its own model counts.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { createTestDatabase } from '../../support/test-warehouse';
import { exportFolder, exportsOf, type LoadedExport, loadExport, readyMapping } from './loaded-export';
import { type Tables, wukongDatabase } from './wukong-export';

const present = existsSync(exportsOf('wukong'));
if (!present) process.stdout.write('Left out: the exports of 悟空CRM (../shared/data is not here).\n');

const company = { asOf: '2026-07-01T00:00:00Z', timeZone: 'Asia/Shanghai', currency: 'CNY' } as const;
const half = 'period: { from: "2026-01-01", to: "2026-06-30" }';

(present ? describe : describe.skip)('two tables and the sheet of contracts', () => {
  let loaded: LoadedExport;
  beforeAll(async () => {
    loaded = await loadExport({ ...company, path: exportsOf('wukong'), mapping: readyMapping('wukong-11-tables') });
  });
  afterAll(() => loaded?.close());

  test('deals, contracts and their customers', async () => {
    expect(await loaded.quarantine()).toEqual([]);
    const { metrics } = await loaded.ask(`{ metrics(${half}) { rows {
      dealsWon { value } revenue { exact } winRate { numerator denominator } signingRate { numerator denominator }
      salesCycleDays { value n } newCustomers { value } pipelineValue { value }
    } } }`);
    expect(metrics.rows).toEqual([
      {
        dealsWon: { value: 1 },
        // The approved contracts of 301 and 304.
        revenue: { exact: '480000.0000' },
        winRate: { numerator: 1, denominator: 2 },
        // Quoted: 501, which was won, and 505.
        signingRate: { numerator: 1, denominator: 2 },
        // 501: 1 March 9:00 to 18 April 16:20, 48 days and 7 h 20 min.
        salesCycleDays: { value: expect.closeTo(48 + (7 + 1 / 3) / 24, 8), n: 1 },
        newCustomers: { value: 2 },
        // Open: 502 and 505.
        pipelineValue: { value: 352_000 },
      },
    ]);
  });

  // Leads: customers 301 to 304, each with a deal. Contacted: 301 on 5 March and 302 on 20 April by a follow-up, 304 because it came
  // further. Qualified: 301 and 302, and 304 as before. Quoted: 301 and 304. Won: 301 by its deal, 304 by its contract.
  test('the funnel, now that stages know their customers', async () => {
    const { funnel } = await loaded.ask(`{ funnel(${half}) { rows { steps { reached } } } }`);
    expect(funnel.rows[0].steps.map(({ reached }: { reached: number }) => reached)).toEqual([4, 3, 3, 2, 2, 0]);
  });
});

/** The SELECTs of the file, each with the name of what it gives. */
async function selects(): Promise<readonly { readonly file: string; readonly sql: string }[]> {
  const text = await readFile(join(__dirname, '../../../docs/suites/wukong-11.sql'), 'utf8');
  const [, ...parts] = text.split(/^-- file: /m);
  return parts.map((part) => ({ file: part.slice(0, part.indexOf('\n')), sql: part.slice(part.indexOf('\n')) }));
}

/** A cell as mysql --batch prints it. */
const printed = (cell: unknown): string =>
  cell === null ? 'NULL' : String(cell).replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');

/** What the SELECTs give of these tables, as files. */
async function selected(tables: Tables): Promise<Record<string, string>> {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('CREATE SCHEMA crm; SET search_path = crm');
    for (const [table, rows] of Object.entries(tables)) {
      const columns = Object.keys(rows[0]!).map((name) => {
        const number = rows.some((row) => typeof row[name] === 'number');
        return `${name} ${number ? 'integer' : /^(money|subtotal)$/.test(name) ? 'numeric(18, 2)' : 'text'}`;
      });
      await client.query(`CREATE TABLE ${table} (${columns.join(', ')})`);
      const insert = `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`;
      await client.query(insert, [JSON.stringify(rows)]);
    }
    const files: Record<string, string> = {};
    for (const { file, sql } of await selects()) {
      const { fields, rows } = await client.query({ text: sql, rowMode: 'array' });
      const lines = [fields.map(({ name }) => name), ...rows.map((row: unknown[]) => row.map(printed))];
      files[file] = lines.map((cells) => `${cells.join('\t')}\n`).join('');
    }
    return files;
  } finally {
    await client.end();
    await database.drop();
  }
}

describe('a database of 2,000 customers, by the SELECTs', () => {
  const { tables, expected } = wukongDatabase(11, 2000);
  // The business is in another zone than the server.
  const elsewhere = { asOf: '2027-06-01T00:00:00Z', timeZone: 'UTC', currency: 'CNY' } as const;
  const ever = 'period: { from: "2023-01-01", to: "2027-05-31" }';
  let files: Record<string, string>;
  let loaded: LoadedExport;
  beforeAll(async () => {
    files = await selected(tables);
    loaded = await loadExport({ ...elsewhere, path: await exportFolder(files), mapping: readyMapping('wukong-11') });
  });
  afterAll(() => loaded?.close());

  test('what is broken on purpose is told, and nothing else', async () => {
    const quarantine = await loaded.quarantine();
    const byFile: Record<string, number> = {};
    for (const told of quarantine) {
      const file = told.slice(0, told.indexOf(':'));
      byFile[file] = (byFile[file] ?? 0) + 1;
    }
    expect(byFile).toEqual(expected.broken);
    expect(Object.values(expected.broken).every((rows) => rows > 5)).toBe(true);
    expect(new Set(quarantine.map((told) => told.replace(/:\d+/, '')))).toEqual(
      new Set([
        'wukong_deals.tsv interactions.occurred_at REQUIRED',
        'wukong_stages.tsv interactions UNMAPPED_VALUE',
        'wukong_visits.tsv interactions.score UNMAPPED_VALUE',
      ]),
    );
  });

  test('customers, leads, deals, revenue and satisfaction', async () => {
    const { metrics } = await loaded.ask(`{ metrics(${ever}) { rows {
      customersOnFile { value } leads { value } newCustomers { value } dealsWon { value } winRate { numerator denominator } pipelineValue { value }
      csat { numerator denominator }
    } } }`);
    const { dealsWon, dealsLost, csat } = expected;
    expect(metrics.rows[0]).toEqual({
      customersOnFile: { value: expected.customers },
      leads: { value: expected.leads },
      newCustomers: { value: expected.newCustomers },
      dealsWon: { value: dealsWon },
      winRate: { numerator: dealsWon, denominator: dealsWon + dealsLost },
      pipelineValue: { value: expected.pipeline },
      csat: { numerator: csat.satisfied, denominator: csat.answers },
    });
    const table = await loaded.ask(`{ table(metrics: [REVENUE], ${ever}, grain: YEAR, labels: false) { data } }`);
    const years = Object.fromEntries(
      table.table.data.map(([year, revenue]: [string, number]) => [year.slice(0, 4), revenue]),
    );
    expect(years).toEqual({ 2023: 0, 2027: 0, ...expected.revenueOfYear });
  });

  test('the funnel', async () => {
    const { funnel } = await loaded.ask(`{ funnel(${ever}) { rows { steps { reached } } } }`);
    expect(funnel.rows[0].steps.map(({ reached }: { reached: number }) => reached)).toEqual(expected.reached);
  });

  test('goals are targets of each month, in a leap year too', async () => {
    const february = 'period: { year: 2024, month: 2 }';
    const { metrics } = await loaded.ask(`{ metrics(${february}) { rows { revenue { target { value } } } } }`);
    expect(metrics.rows[0].revenue.target.value).toBe(expected.targetOfFebruary);
  });

  test('the deals alone are enough, and their amounts are then the revenue', async () => {
    const path = await exportFolder({ 'wukong_deals.tsv': files['wukong_deals.tsv']! });
    const alone = await loadExport({ ...elsewhere, path, mapping: readyMapping('wukong-11') });
    try {
      const amounts = tables.wk_crm_business!.filter(({ business_id: id }) => expected.won.has(Number(id)));
      const sum = amounts.reduce((before, { money }) => before + Number(money ?? 0), 0);
      const { metrics } = await alone.ask(
        `{ metrics(${ever}) { rows { dealsWon { value } revenue { value } orders { value } } } }`,
      );
      expect(metrics.rows[0]).toEqual({
        dealsWon: { value: expected.won.size },
        revenue: { value: sum },
        orders: { value: expected.won.size },
      });
    } finally {
      await alone.close();
    }
  });

  test('a column that is missing is named', async () => {
    const path = await exportFolder({ 'wukong_deals.tsv': files['wukong_deals.tsv']!.replace('\tis_end', '\tended') });
    await expect(loadExport({ ...elsewhere, path, mapping: readyMapping('wukong-11') })).rejects.toThrow(
      /wukong_deals\.tsv has no column "is_end"/,
    );
  });
});
