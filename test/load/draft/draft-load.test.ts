// Drafts of published and synthetic files are valid mappings but for what they leave open, and clear ones load to the figures that
// are known of them. What needs ../shared/data says where it was left out.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../../../src/errors';
import { draftMapping } from '../../../src/load/draft/draft-mapping';
import { dryRun } from '../../../src/load/dry-run';
import { load } from '../../../src/load/load';
import { checkMapping } from '../../../src/load/mapping/mapping';
import { createTestWarehouse, type TestWarehouse } from '../../support/test-warehouse';
import { folderWith, removeFolders } from '../read/read-load';

let warehouse: TestWarehouse;
beforeEach(async () => {
  warehouse = await createTestWarehouse();
});
afterEach(() => warehouse.drop());
afterAll(removeFolders);

const now = () => Temporal.Instant.from('2026-07-01T00:00:00Z');
const data = join(__dirname, '../../../../shared/data');
const present = existsSync(data);
if (!present) process.stdout.write('Left out: drafts of real data (../shared/data is not here).\n');
const whenPresent = present ? test : test.skip;

type Edit = (text: string) => string;

/** A draft as a file, with what `edit` makes of it. */
async function draftedFile(path: string, edit: Edit = (text) => text): Promise<string> {
  const { text } = await draftMapping([path]);
  const mapping = join(await folderWith({}), 'mapping.json');
  await writeFile(mapping, edit(text));
  return mapping;
}

/** What a load of the path would do with its draft. */
async function tried(path: string, edit?: Edit) {
  const mapping = await draftedFile(path, edit);
  const found = await dryRun(warehouse, { path, mapping, now });
  const counts = Object.fromEntries(
    found.counts.map(({ file, table, inserted, quarantined }) => [`${file} ${table}`, [inserted, quarantined]]),
  );
  return { mapping, counts, reasons: found.reasons };
}

async function loaded(path: string, mapping: string) {
  await load(warehouse, { path, mapping, now });
  const { rows } = await warehouse.pool.query<{ revenue: string; lines: number; orders: number }>(
    'SELECT sum(revenue)::text AS revenue, count(*)::int AS lines, count(DISTINCT order_id)::int AS orders FROM fact_transaction',
  );
  return rows[0]!;
}

test('a Chinese list of orders, with one decision', async () => {
  const path = await folderWith({
    '订单.csv': [
      '订单号,下单时间,客户编号,客户姓名,单价,数量,商品编码,城市,渠道',
      'D1,2026/5/9 14:05,K1,王芳,"1,200.50",2,P1,上海,天猫',
      'D1,2026/5/9 14:05,K1,王芳,10,-1,P2,上海,天猫',
      'D2,2026/5/10 9:30,K2,李雷,300,1,P2,深圳,门店',
      '',
    ].join('\n'),
  });
  const { mapping, counts, reasons } = await tried(path);
  expect(reasons).toEqual([]);
  expect(counts).toEqual({
    '订单.csv transactions': [3, 0],
    '订单.csv products': [2, 0],
    '订单.csv customers': [2, 0],
  });
  expect(await loaded(path, mapping)).toEqual({ revenue: '2691.0000', lines: 3, orders: 2 });
  const { rows } = await warehouse.pool.query(
    'SELECT name, city FROM dim_customer WHERE name IS NOT NULL ORDER BY name',
  );
  expect(rows).toEqual([
    { name: '李雷', city: '深圳' },
    { name: '王芳', city: '上海' },
  ]);
});

test('a date that could be read in two ways is not loaded before it is decided', async () => {
  const path = await folderWith({ 'orders.csv': 'order no,date,amount\n1,03/04/2026,5\n2,04/04/2026,7\n' });
  await expect(tried(path)).rejects.toThrow('which is meant cannot be told');
  const { counts } = await tried(path, (text) => text.replace(/\[\s*"D\/M\/YYYY",\s*"M\/D\/YYYY"\s*\]/, '"M/D/YYYY"'));
  expect(counts).toEqual({ 'orders.csv transactions': [2, 0] });
});

describe('published and synthetic files', () => {
  const open = /cannot be told|decimal and thousands are both/;

  whenPresent.each([
    'cdnow',
    'online_retail',
    'olist_funnel',
    'itsm_incidents',
    'crm_exports/salesforce',
    'crm_exports/hubspot',
    'crm_exports/zoho',
    'crm_exports/jiandaoyun',
    'crm_exports/wukong',
  ])('%s: the draft is valid, but for what it leaves open', async (folder) => {
    const { text, mapping } = await draftMapping([join(data, folder)]);
    expect(mapping.files.length).toBeGreaterThan(0);
    try {
      expect(checkMapping('draft.json', text).files).toEqual(mapping.files);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const problem of (error as UserError<'INVALID_MAPPING'>).parameters.problems) expect(problem).toMatch(open);
    }
  });

  whenPresent(
    'Online Retail loads as drafted to the published revenue',
    async () => {
      const path = join(data, 'online_retail');
      expect(await loaded(path, await draftedFile(path))).toEqual({
        revenue: '9747747.9340',
        lines: 541_909,
        orders: 25_900,
      });
    },
    300_000,
  );

  whenPresent('the wins of a Salesforce export are its revenue', async () => {
    const path = join(data, 'crm_exports/salesforce/Opportunity.csv');
    const { mapping, reasons } = await tried(path);
    expect(reasons).toEqual([]);
    expect(await loaded(path, mapping)).toEqual({ revenue: '54200.0000', lines: 2, orders: 2 });
  });

  whenPresent(
    'incidents load as one ticket each',
    async () => {
      const { counts, reasons } = await tried(join(data, 'itsm_incidents'));
      expect(reasons).toEqual([]);
      expect(counts).toEqual({ 'incident_event_log.csv.gz interactions': [24_918, 0] });
    },
    300_000,
  );

  whenPresent('the funnel of Olist: every lead, every win', async () => {
    const { counts, reasons } = await tried(join(data, 'olist_funnel'));
    expect(counts['olist_marketing_qualified_leads_dataset.csv interactions']).toEqual([8000, 0]);
    expect(counts['olist_closed_deals_dataset.csv interactions']).toEqual([842, 0]);
    expect(reasons).toEqual([]);
  });
});
