// 悟空CRM 11 through its ready mappings: a few deals worked out by hand, and a database whose figures its own model counts.
import { existsSync } from 'node:fs';
import { exportsOf, type LoadedExport, loadExport, readyMapping } from './loaded-export';

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
      salesCycleDays { value n } newCustomers { value }
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
