// Forms of 简道云 through the templates: deals worked out by hand from the sheet and from the API, and an invented workbook with what
// makes such sheets hard.
import { existsSync } from 'node:fs';
import { jiandaoyunExport } from './jiandaoyun-export';
import { exportFolder, exportsOf, type LoadedExport, loadExport, readyMapping } from './loaded-export';

const present = existsSync(exportsOf('jiandaoyun'));
if (!present) process.stdout.write('Left out: the exports of 简道云 (../shared/data is not here).\n');

const company = { asOf: '2026-07-01T00:00:00Z', timeZone: 'Asia/Shanghai', currency: 'CNY' } as const;
const half = 'period: { from: "2026-01-01", to: "2026-06-30" }';
const figures = `{ metrics(${half}) { rows {
  dealsWon { value } revenue { exact } winRate { numerator denominator } signingRate { numerator denominator }
  salesCycleDays { value n } customersOnFile { value } pipelineValue { value }
} } }`;

(present ? describe : describe.skip)('five deals', () => {
  let loaded: LoadedExport;
  afterEach(() => loaded?.close());

  test.each(['jiandaoyun-template', 'jiandaoyun-api'])('through %s', async (mapping) => {
    loaded = await loadExport({ ...company, path: exportsOf('jiandaoyun'), mapping: readyMapping(mapping) });
    expect(await loaded.quarantine()).toEqual([]);
    const { metrics } = await loaded.ask(figures);
    expect(metrics.rows).toEqual([
      {
        dealsWon: { value: 1 },
        revenue: { exact: '120000.0000' },
        // One 赢单, one 输单.
        winRate: { numerator: 1, denominator: 2 },
        // One deal is in 方案报价, and open.
        signingRate: { numerator: 0, denominator: 1 },
        // 3 March 10:20 to the last edit of the won deal, 28 May 18:00: 86 days, 7 h 40 min.
        salesCycleDays: { value: expect.closeTo(86 + (7 + 2 / 3) / 24, 8), n: 1 },
        customersOnFile: { value: 4 },
        // Open: 方案报价 with 38,000, 初步接洽 without an amount, 需求确定 with 260,000.
        pipelineValue: { value: 298_000 },
      },
    ]);
    // Contacted: 北渡, and 云杉 and 石榴 which came further. Quoted: 云杉, and 石榴 by its win.
    const { funnel } = await loaded.ask(`{ funnel(${half}) { rows { steps { reached } } } }`);
    expect(funnel.rows[0].steps.map(({ reached }: { reached: number }) => reached)).toEqual([4, 3, 2, 2, 1, 0]);
    const { searchCustomers } = await loaded.ask('{ searchCustomers(first: 10) { nodes { name } } }');
    expect(searchCustomers.nodes.map(({ name }: { name: string }) => name).sort()).toEqual(
      ['石榴置业', '云杉零售', '北渡物流', '竹影设计'].sort(),
    );
  });
});

describe('the workbooks of a company with 2,000 deals', () => {
  const { files, expected } = jiandaoyunExport(3, 2000);
  // The business is in another zone than the forms.
  const elsewhere = { asOf: '2026-07-01T00:00:00+08:00', timeZone: 'UTC', currency: 'CNY' } as const;
  const ever = 'period: { from: "2024-01-01", to: "2026-06-30" }';
  let loaded: LoadedExport;
  beforeAll(async () => {
    loaded = await loadExport({
      ...elsewhere,
      path: await exportFolder(files),
      mapping: readyMapping('jiandaoyun-template'),
    });
  });
  afterAll(() => loaded?.close());

  test('what is broken on purpose is told, and nothing else', async () => {
    const told: Record<string, number> = {};
    for (const each of await loaded.quarantine()) {
      const [, table, code] = /^[^ ]+ ([a-z]+)(?:\.\w+)? (\w+)$/.exec(each)!;
      told[`${table} ${code}`] = (told[`${table} ${code}`] ?? 0) + 1;
    }
    expect(told).toEqual(expected.broken);
    expect(Object.keys(told).sort()).toEqual([
      'interactions INVALID_DATE',
      'interactions REQUIRED',
      'interactions UNMAPPED_VALUE',
      'transactions INVALID_NUMBER',
    ]);
  });

  test('customers, leads, deals and revenue', async () => {
    const { metrics } = await loaded.ask(`{ metrics(${ever}) { rows {
      customersOnFile { value } leads { value } newCustomers { value } dealsWon { value } revenue { value }
      winRate { numerator denominator }
    } } }`);
    const { dealsWon, dealsLost } = expected;
    expect(metrics.rows[0]).toEqual({
      customersOnFile: { value: expected.customers },
      leads: { value: expected.leads },
      newCustomers: { value: expected.newCustomers },
      dealsWon: { value: dealsWon },
      revenue: { value: expected.revenue },
      winRate: { numerator: dealsWon, denominator: dealsWon + dealsLost },
    });
  });

  test('the funnel', async () => {
    const { funnel } = await loaded.ask(`{ funnel(${ever}) { rows { steps { reached } } } }`);
    expect(funnel.rows[0].steps.map((step: { reached: number }) => step.reached)).toEqual(expected.reached);
  });

  test('a label that is missing is named', async () => {
    const path = await exportFolder({ '商机_1.csv': '商机编号,客户名称,阶段,创建时间,更新时间\n' });
    await expect(loadExport({ ...elsewhere, path, mapping: readyMapping('jiandaoyun-template') })).rejects.toThrow(
      /商机_1\.csv has no column "商机阶段"/,
    );
  });
});
