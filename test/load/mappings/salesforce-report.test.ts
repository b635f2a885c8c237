// The ready mapping of Salesforce reports: Chinese and English labels, amounts with their currency, a footer of short rows.
import { readFile } from 'node:fs/promises';
import { folderWith, refusal, removeFolders } from '../read/read-load';
import { readyMapping } from './loaded-export';
import { type ExportSettings, type LoadedSuite, loadSuite, sampleExport, suggestedFor } from './loaded-suite';

const settings: Omit<ExportSettings, 'folder'> = {
  mapping: 'salesforce-report',
  asOf: '2026-07-01T00:00:00Z',
  timeZone: 'UTC',
  currency: 'EUR',
};
const figures = `{
  metrics(period: { from: "2026-01-01", to: "2026-06-30" }) { rows {
    dealsWon { value } winRate { numerator denominator } salesCycleDays { numerator denominator } revenue { exact }
    pipelineValue { exact } averageDealValue { numerator denominator }
    customersOnFile { value }
  } }
  dataStatus { interactions transactions quarantined }
}`;

afterAll(removeFolders);

const sample = sampleExport('salesforce');

(sample === null ? describe.skip : describe)('the sample with Chinese labels', () => {
  let loaded: LoadedSuite;
  beforeAll(async () => {
    loaded = await loadSuite({ ...settings, folder: sample! });
  });
  afterAll(() => loaded?.close());

  // Four deals: one won on 27 March, made on 10 February (45 days), one lost on 5 May, two open. The footer is no row.
  test('is read to its last deal', async () => {
    expect(loaded.quarantine).toEqual([]);
    expect(await loaded.ask(figures)).toEqual({
      metrics: {
        rows: [
          {
            dealsWon: { value: 1 },
            winRate: { numerator: 1, denominator: 2 },
            salesCycleDays: { numerator: 45, denominator: 1 },
            revenue: { exact: '48000.0000' },
            // Deal 32; of 34 nobody said what it is worth.
            pipelineValue: { exact: '96000.0000' },
            averageDealValue: { numerator: 48000, denominator: 1 },
            customersOnFile: { value: 3 },
          },
        ],
      },
      dataStatus: { interactions: 4 + 2, transactions: 1, quarantined: 0 },
    });
    expect(
      await loaded.rows(`SELECT agent_id, name, role FROM dim_agent WHERE agent_no > 0 ORDER BY agent_id`),
    ).toEqual([
      { agent_id: 'Owner One', name: 'Owner One', role: 'sales' },
      { agent_id: 'Owner Two', name: 'Owner Two', role: 'sales' },
    ]);
  });
});

const header = 'Opportunity ID,Account Name,Stage,Amount,Close Date,Created Date\n';

describe('an English report', () => {
  const loadReport = async (rows: string) =>
    loadSuite({ ...settings, folder: await folderWith({ 'report1782900000001.csv': `${header}${rows}` }) });

  // d1 won on the day before it was made, so when it was made; d2 won tomorrow; d3 open beyond now; d4 of a stage nobody listed;
  // d5 without an amount. Line 7 is short and not at the end; the footer is.
  test('what cannot be known goes to quarantine, with the deal', async () => {
    const loaded = await loadReport(
      [
        'd1,Ada,Closed Won,"$1,200.50",2026-03-01,2026-03-02',
        'd2,Ada,Closed Won,$10.00,2026-07-02,2026-03-02',
        'd3,Bo,Prospecting,$10.00,2026-12-31,2026-03-02',
        'd4,Bo,🚀 Signed,$10.00,2026-03-31,2026-03-02',
        'd5,Bo,Closed Won,-,2026-06-30,2026-06-01',
        'd6,Bo',
        'd7,Cy,Closed Lost,$1.00,30.6.2026,2026/6/1',
        'Deals of 2026',
        'Copyright (c) 2000-2026',
        '',
      ].join('\n'),
    );
    expect(loaded.quarantine).toEqual([
      'report1782900000001.csv:3 REQUIRED',
      'report1782900000001.csv:3 REQUIRED',
      'report1782900000001.csv:5 UNMAPPED_VALUE',
      'report1782900000001.csv:5 UNMAPPED_VALUE',
      ...Array(5).fill('report1782900000001.csv:7 SHORT_ROW'),
    ]);
    const { metrics } = await loaded.ask(figures);
    expect(metrics.rows[0]).toMatchObject({
      dealsWon: { value: 2 },
      winRate: { numerator: 2, denominator: 3 },
      revenue: { exact: '1200.5000' },
      salesCycleDays: { numerator: 0 + 29, denominator: 2 },
    });
    await loaded.close();
  });

  test('a deal that is open again is won no longer', async () => {
    const loaded = await loadReport('d1,Ada,Closed Won,5,2026-03-01,2026-02-01\n');
    expect((await loaded.ask(figures)).metrics.rows[0].revenue.exact).toBe('5.0000');
    await loaded.loadNext(
      await folderWith({ 'report1782900000002.csv': `${header}d1,Ada,Negotiation/Review,5,2026-09-01,2026-02-01\n` }),
    );
    const after = await loaded.ask(figures);
    expect(after.metrics.rows[0]).toMatchObject({ dealsWon: { value: 0 }, revenue: { exact: '0.0000' } });
    expect(after.dataStatus).toEqual({ interactions: 1, transactions: 0, quarantined: 0 });
    await loaded.close();
  });

  test('amounts of two currencies are refused', async () => {
    const loaded = await loadReport(
      'd1,Ada,Closed Won,EUR 5.00,2026-03-01,2026-02-01\nd2,Ada,Closed Won,USD 7.00,2026-03-01,2026-02-01\n',
    );
    expect(loaded.quarantine).toEqual([
      'report1782900000001.csv:2 LOOKUP_AMBIGUOUS',
      'report1782900000001.csv:2 LOOKUP_AMBIGUOUS',
      'report1782900000001.csv:3 LOOKUP_AMBIGUOUS',
      'report1782900000001.csv:3 LOOKUP_AMBIGUOUS',
    ]);
    await loaded.close();
  });
});

test('a report without the id of its opportunities is refused', async () => {
  const files = { 'report1782900000001.csv': header.replace('Opportunity ID', 'Opportunity Name') };
  expect(await refusal(files, JSON.parse(await readFile(readyMapping('salesforce-report'), 'utf8')))).toContain(
    'files[0].tables[0].columns.interaction_id: report1782900000001.csv has no column "Opportunity ID" or "业务机会 ID" (did you mean "Opportunity Name"?)',
  );
});

test('a file without a mapping is told of this one, by its name or its columns', async () => {
  expect(await suggestedFor({ 'report1782900000001.csv': 'x' })).toEqual(['salesforce-report']);
  expect(await suggestedFor({ 'deals.csv': '业务机会 ID,客户名,阶段,金额,结束日期,创建日期' })).toEqual([
    'salesforce-report',
  ]);
  expect(await suggestedFor({ 'report.csv': 'Opportunity ID,Stage,Amount,Close Date,Created Date' })).toEqual([]);
});
