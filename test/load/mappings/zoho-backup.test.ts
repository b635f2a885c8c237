// The ready mapping of the Zoho CRM data backup: on a sample one can count by hand, on a large invented backup with every quirk
// such backups have, and on single rows.
import { readFile } from 'node:fs/promises';
import type { Data } from '../../reference/published-data';
import { folderWith, readLoad, refusal, removeFolders } from '../read/read-load';
import { zipOf } from '../read/zip-file';
import { customersOf, dealsOf, funnelOf, leadsOf, moneyByMonth, moneyOf, worthOf } from './invented-figures';
import { writeFiles } from './invented-files';
import { readyMapping } from './loaded-export';
import { type LoadedSuite, loadSuite, sampleExport, suggestedFor } from './loaded-suite';
import { zohoBackup } from './zoho-export';

const mapping = 'zoho-backup';
const inIndia = { mapping, asOf: '2026-07-01T00:00:00+05:30', timeZone: 'Asia/Kolkata', currency: 'INR' };

afterAll(removeFolders);

const steps = (funnel: Data) =>
  funnel.rows[0].steps.map(({ stage, reached }: { stage: string; reached: number }) => [stage, reached]);

const sample = sampleExport('zoho');

(sample === null ? describe.skip : describe)('the sample of two files', () => {
  const half = 'period: { from: "2026-01-01", to: "2026-06-30" }';
  let loaded: LoadedSuite;
  beforeAll(async () => {
    loaded = await loadSuite({ ...inIndia, folder: sample! });
  });
  afterAll(() => loaded?.close());

  // Five leads, of which 1 is an account that bought (4 is one that did not). Deals 1 and 5 are won (420,000 and 12,000), 3 is lost.
  // Deal 1 took from its lead (2 March 9:10) to 29 May 17:05, 88.32986 days; deal 5 from 20 May 9:30 to 1 June 12:00, 12.10417.
  // Deal 2 is quoted and open. On file are the accounts of leads 1 and 4, leads 2, 3 and 5, account 330002 and contact 340009.
  test('its figures', async () => {
    expect(loaded.quarantine).toEqual([]);
    const { metrics } = await loaded.ask(`{ metrics(${half}) { rows {
      leads { value } leadConversionRate { numerator denominator } customersOnFile { value } dealsWon { value }
      winRate { numerator denominator } signingRate { numerator denominator }
      salesCycleDays { numerator denominator } revenue { exact } pipelineValue { exact } averageDealValue { numerator } } } }`);
    expect(metrics.rows).toEqual([
      {
        leads: { value: 5 },
        leadConversionRate: { numerator: 1, denominator: 5 },
        customersOnFile: { value: 7 },
        dealsWon: { value: 2 },
        winRate: { numerator: 2, denominator: 3 },
        signingRate: { numerator: 0, denominator: 1 },
        salesCycleDays: { numerator: expect.closeTo(100.43403, 5), denominator: 2 },
        revenue: { exact: '432000.0000' },
        // Deal 2; of deal 4 nobody said what it is worth.
        pipelineValue: { exact: '88000.5000' },
        averageDealValue: { numerator: 432000 },
      },
    ]);
  });

  // Entrants: five leads, and with their deals account 330002 (20 May) and contact 340009 (1 June). Account 330001 won; its deal 2
  // is quoted, after that. 330002 won.
  test('its funnel', async () => {
    const { funnel } = await loaded.ask(`{ funnel(${half}) { rows { steps { stage reached } } } }`);
    expect(steps(funnel)).toEqual([
      ['LEAD', 7],
      ['CONTACTED', 2],
      ['QUALIFIED', 2],
      ['QUOTED', 2],
      ['WON', 2],
      ['REPURCHASED', 0],
    ]);
  });

  test('names of accounts and owners, of which there is no file', async () => {
    const names = await loaded.rows(
      `SELECT name FROM dim_customer WHERE customer_id LIKE 'zcrm%' AND is_current ORDER BY customer_id`,
    );
    expect(names.map(({ name }) => name)).toEqual(['Tin Lantern', 'Velvet Rail', 'Xeno Print', 'Contact Nine']);
    expect(
      await loaded.rows('SELECT agent_id, name, role FROM dim_agent WHERE agent_no > 0 ORDER BY agent_id'),
    ).toEqual([
      { agent_id: '4876876000000200001', name: 'Owner One', role: 'sales' },
      { agent_id: '4876876000000200002', name: 'Owner Two', role: 'sales' },
    ]);
  });
});

describe('a large backup with every quirk', () => {
  const invented = zohoBackup(11);
  const { happened } = invented;
  const period = { from: Date.parse('2025-01-01T00:00:00+05:30'), to: Date.parse('2026-07-01T00:00:00+05:30') };
  const asked = 'period: { from: "2025-01-01", to: "2026-06-30" }';
  let loaded: LoadedSuite;
  beforeAll(async () => {
    loaded = await loadSuite({ ...inIndia, folder: await writeFiles(invented.files) });
  }, 120_000);
  afterAll(() => loaded?.close());

  test('what is in quarantine are the rows broken on purpose', () => {
    const places = new Set(loaded.quarantine.map((each) => each.split(' ')[0]));
    expect([...places].sort()).toEqual([...new Set(invented.broken)].sort());
  });

  test('leads and customers', async () => {
    const { metrics } = await loaded.ask(
      `{ metrics(${asked}) { rows { leads { value } leadConversionRate { numerator denominator } customersOnFile { value } } } }`,
    );
    const { count, converted } = leadsOf(happened, period);
    expect(metrics.rows).toEqual([
      {
        leads: { value: count },
        leadConversionRate: { numerator: converted, denominator: count },
        customersOnFile: { value: customersOf(happened) },
      },
    ]);
  });

  test('deals and the funnel', async () => {
    const { metrics, funnel } = await loaded.ask(`{
      metrics(${asked}) { rows { dealsWon { value } winRate { numerator denominator } signingRate { numerator denominator } } }
      funnel(${asked}) { rows { steps { stage reached } } }
    }`);
    const { won, closed, quoted, signed } = dealsOf(happened, period);
    expect(metrics.rows).toEqual([
      {
        dealsWon: { value: won },
        winRate: { numerator: won, denominator: closed },
        signingRate: { numerator: signed, denominator: quoted },
      },
    ]);
    expect(steps(funnel)).toEqual(funnelOf(happened, period));
  });

  test('revenue by months of the organisation', async () => {
    const { metrics } = await loaded.ask(
      `{ metrics(${asked}, grain: MONTH, totals: GRAND) { rows { period { start } revenue { exact } } totals { revenue { exact } } } }`,
    );
    const months = metrics.rows.filter(({ revenue }: Data) => revenue.exact !== '0.0000');
    const found = months.map(({ period: { start }, revenue }: Data) => [start.slice(0, 7), revenue.exact]);
    expect(Object.fromEntries(found)).toEqual(moneyByMonth(happened, 5.5));
    expect(metrics.totals[0].revenue.exact).toBe(moneyOf(happened.purchases));
  });

  test('what deals are worth', async () => {
    const { metrics } = await loaded.ask(`{ metrics(${asked}) { rows {
      openOpportunities { value } pipelineValue { exact } averageDealValue { numerator denominator } } } }`);
    const { openDeals, pipeline, won, wonWithAmount } = worthOf(happened);
    expect(metrics.rows).toEqual([
      {
        openOpportunities: { value: openDeals },
        pipelineValue: { exact: pipeline },
        averageDealValue: { numerator: expect.closeTo(won, 3), denominator: wonWithAmount },
      },
    ]);
  });

  test('cases, activities and campaigns', async () => {
    const { metrics } = await loaded.ask(`{ metrics(${asked}) { rows {
      tickets { value } complaints { value } resolutionRate { numerator denominator } resolutionTime { status }
      acquisitionSpend { exact } touchesPerCustomer { numerator } } } }`);
    const ofKind = (kind: string) => happened.cases.filter((each) => each.kind === kind).length;
    expect(metrics.rows).toEqual([
      {
        tickets: { value: ofKind('ticket') },
        complaints: { value: ofKind('complaint') },
        resolutionRate: {
          numerator: happened.cases.filter(({ resolved }) => resolved).length,
          denominator: happened.cases.length,
        },
        resolutionTime: { status: 'NO_DATA' },
        acquisitionSpend: { exact: moneyOf(happened.spend) },
        touchesPerCustomer: { numerator: happened.touches.length },
      },
    ]);
  });

  // Owners 0 to 2 are users that own deals; 3 is in no file of users; 5 owns cases, 6 nothing; 7 owns cases and is no user.
  test('owners are users whose ids have no prefix', async () => {
    const rows = await loaded.rows(`SELECT name, role, team FROM dim_agent WHERE agent_no > 0 ORDER BY agent_id`);
    expect(rows.map(({ name, role, team }) => [name, role, team])).toEqual([
      ['Owner 0', 'sales', 'Field'],
      ['Owner 1', 'sales', 'Field'],
      ['Owner 2', 'sales', 'Field'],
      ['Owner 3', 'sales', null],
      ['Owner 5', 'service', 'Field'],
      ['Owner 6', null, 'Field'],
      ['Owner 7', 'service', null],
    ]);
  });

  test('the same backup again changes nothing', async () => {
    const report = await loaded.loadNext(await writeFiles(invented.files));
    expect(report.counts.filter(({ inserted, updated, deleted }) => inserted + updated + deleted > 0)).toEqual([]);
  });
});

describe('single rows', () => {
  const leadFile = 'Record Id,Created Time,Converted Account.id\n';
  const dealFile = (...rows: readonly string[]) =>
    `Record Id,Amount,Closing Date,Account Name.id,Stage,Created Time,Probability (%)\n${rows.map((row) => `${row}\n`).join('')}`;

  // Deals of the old module name, without the time of the last change: won on its closing date, or when it was made if that is later.
  test('old backups call deals potentials', async () => {
    const potentials = dealFile(
      'zcrm_1,5,2026-03-10,zcrm_9,Closed Won,2026-03-01 10:00:00,100',
      'zcrm_2,7,2026-02-10,zcrm_9,Closed Won,2026-03-01 10:00:00,100',
      'zcrm_3,7,2026-12-10,zcrm_9,Closed Lost,2026-03-01 10:00:00,0',
    );
    const loaded = await loadSuite({
      ...inIndia,
      folder: await folderWith({ 'Leads_001.csv': leadFile, 'Potentials_001.csv': potentials }),
    });
    expect(loaded.quarantine).toEqual(['Potentials_001.csv:4 REQUIRED']);
    expect(
      await loaded.rows(`SELECT opportunity_id AS deal, to_char(occurred_at AT TIME ZONE 'Asia/Kolkata', 'MM-DD HH24:MI') AS at,
        revenue::text FROM fact_transaction ORDER BY 1`),
    ).toEqual([
      { deal: 'zcrm_1', at: '03-10 00:00', revenue: '5.0000' },
      { deal: 'zcrm_2', at: '03-01 10:00', revenue: '7.0000' },
    ]);
    await loaded.close();
  });

  // On the clock of India midnight is 18:30 UTC of the day before. What one dollar is worth has to be said.
  test('from the archive as it comes, edited: another zone, a stage and a currency of one own', async () => {
    const own = JSON.parse(await readFile(readyMapping(mapping), 'utf8'));
    own.maps.stages['✅ Gewonnen'] = 'won';
    own.maps.homeUnits = { USD: '84.5' };
    for (const file of own.files) file.format = { timeZone: 'Asia/Kolkata' };
    const deals = dealFile('zcrm_1,10,2026-03-10,zcrm_9,✅ Gewonnen,2026-03-01 00:00:00,100,USD,0.0119').replace(
      'Probability (%)',
      'Probability (%),Currency,Exchange Rate',
    );
    const { good, rejected } = await readLoad(
      {
        'Data_001.zip': zipOf({
          'Data/Leads_001.csv': leadFile,
          'Data/Deals_001.csv': `\uFEFF${deals}`,
          'Data/Notes_001.csv': 'x\n',
        }),
      },
      own,
    );
    expect(rejected).toEqual([]);
    const facts = good.flatMap(({ values }) =>
      values.occurred_at == null ? [] : [[values.occurred_at, values.stage ?? values.revenue]],
    );
    expect(facts).toEqual([
      ['2026-03-01T00:00:00+05:30', 'lead'],
      ['2026-03-10T00:00:00+05:30', 'won'],
      ['2026-03-10T00:00:00+05:30', '845'],
    ]);
  });

  test('a header that is missing is named', async () => {
    const own = JSON.parse(await readFile(readyMapping(mapping), 'utf8'));
    const files = { 'Leads_001.csv': leadFile, 'Deals_001.csv': dealFile().replace('Stage', 'Fase') };
    expect(await refusal(files, own)).toMatch(/^INVALID_MAPPING: .*Deals_001\.csv has no column "Stage" \(/);
    expect(await refusal({ 'Leads_001.csv': leadFile }, own)).toMatch(
      /^INVALID_MAPPING: .*is named \{Deals,Potentials\}_\?\?\?\.csv/,
    );
  });
});

test('a folder without a mapping is told of this one', async () => {
  expect(await suggestedFor({ 'Leads_001.csv': 'Record Id', 'Deals_001.csv': 'Record Id' })).toEqual([mapping]);
  expect(await suggestedFor({ 'Leads_001.csv': 'Record Id', 'Potentials_001.csv': 'Record Id' })).toEqual([mapping]);
  expect(await suggestedFor({ 'Leads_001.csv': 'Record Id', 'Leads_002.csv': 'Record Id' })).toEqual([]);
});
