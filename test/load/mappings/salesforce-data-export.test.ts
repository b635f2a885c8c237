// The ready mapping of the Salesforce Data Export: on a sample one can count by hand, on a large invented export with every quirk
// such exports have, and on exports that follow each other.
import { readFile } from 'node:fs/promises';
import type { Data } from '../../reference/published-data';
import { folderWith, refusal, removeFolders } from '../read/read-load';
import { customersOf, dealsOf, funnelOf, leadsOf, moneyByMonth, moneyOf, worthOf } from './invented-figures';
import { writeFiles } from './invented-files';
import { readyMapping } from './loaded-export';
import { type LoadedSuite, loadSuite, sampleExport, suggestedFor } from './loaded-suite';
import { salesforceExport } from './salesforce-export';

const mapping = 'salesforce-data-export';
const inEuros = { mapping, asOf: '2026-07-01T00:00:00Z', currency: 'EUR' };

afterAll(removeFolders);

const sample = sampleExport('salesforce');

(sample === null ? describe.skip : describe)('the sample of three files', () => {
  const half = 'period: { from: "2026-01-01", to: "2026-06-30" }';
  let loaded: LoadedSuite;
  beforeAll(async () => {
    loaded = await loadSuite({ ...inEuros, timeZone: 'UTC', folder: sample! });
  });
  afterAll(() => loaded?.close());

  // Leads 11 to 15 and 17; 16 is deleted. 11 and 12 are converted, and their accounts bought. Deals 31 and 37 are won, 33 is lost
  // though it was won by mistake. Of the deals that were quoted, 31 and 32, 31 is won. 31 took from the lead of its account
  // (3 February 22:41:07) to 27 March 15:30: 51.70061 days; 37 from its lead (11 February 9:15:30) to 12 June 8:30: 120.96840.
  test('its figures', async () => {
    expect(loaded.quarantine).toEqual([]);
    const { metrics, dataStatus } = await loaded.ask(`{
      metrics(${half}) { rows {
        leads { value } leadConversionRate { numerator denominator } customersOnFile { value } dealsWon { value }
        winRate { numerator denominator } signingRate { numerator denominator }
        salesCycleDays { numerator denominator } revenue { exact }
      } }
      dataStatus { customers transactions quarantined }
    }`);
    expect(metrics.rows).toEqual([
      {
        leads: { value: 6 },
        leadConversionRate: { numerator: 2, denominator: 6 },
        customersOnFile: { value: 7 },
        dealsWon: { value: 2 },
        winRate: { numerator: 2, denominator: 3 },
        signingRate: { numerator: 1, denominator: 2 },
        salesCycleDays: { numerator: expect.closeTo(172.669, 3), denominator: 2 },
        revenue: { exact: '54200.0000' },
      },
    ]);
    expect(dataStatus).toEqual({ customers: 7, transactions: 2, quarantined: 0 });
  });

  // Open are 32 (96,000 since 20 May), 34 (nobody said) and 35 (1,000; without history); won are 31 (48,000) and 37 (6,200).
  test('what its deals are worth', async () => {
    const { metrics } = await loaded.ask(`{ metrics(${half}) { rows {
      openOpportunities { value } pipelineValue { exact } averageDealValue { numerator denominator } } } }`);
    expect(metrics.rows).toEqual([
      {
        openOpportunities: { value: 3 },
        pipelineValue: { exact: '97000.0000' },
        averageDealValue: { numerator: 54200, denominator: 2 },
      },
    ]);
  });

  // Entrants: the six leads and account 23, whose deal 34 is its first contact. Qualified are account 21 (deal 31, 10 February) and
  // 22 (deal 33, 10 April); 21 is quoted on 20 February; 22 never was, but won (deal 37), so it went through.
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

  // The history says nothing of the account, channel or owner of a deal: these are those of its opportunity.
  test('open stages have the customer, channel and agent of their deal', async () => {
    const rows = await loaded.rows(`
      SELECT c.customer_id, h.channel_id, a.agent_id, i.stage
      FROM fact_interaction AS i JOIN dim_customer AS c USING (customer_no)
      JOIN dim_channel AS h USING (channel_no) JOIN dim_agent AS a USING (agent_no)
      WHERE i.interaction_id = '0085e00000QzR0bAAF'`);
    expect(rows).toEqual([
      {
        customer_id: '0015e00000QzR22AAF',
        channel_id: 'Trade Show',
        agent_id: '0055e00000QzR02AAF',
        stage: 'qualified',
      },
    ]);
  });
});

const steps = (funnel: Data) =>
  funnel.rows[0].steps.map(({ stage, reached }: { stage: string; reached: number }) => [stage, reached]);

describe('a large export with every quirk', () => {
  const invented = salesforceExport(7);
  const { happened } = invented;
  const period = { from: Date.parse('2025-01-01T00:00:00+08:00'), to: Date.parse('2026-07-01T00:00:00Z') };
  const asked = 'period: { from: "2025-01-01", to: "2026-07-01" }';
  let loaded: LoadedSuite;
  beforeAll(async () => {
    loaded = await loadSuite({ ...inEuros, timeZone: 'Asia/Shanghai', folder: await writeFiles(invented.files) });
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

  test('leads by channel', async () => {
    const { table } = await loaded.ask(`{ table(metrics: [LEADS], ${asked}, by: [CHANNEL], labels: false) { data } }`);
    const expected = new Map<string | null, number>();
    for (const { channel } of leadsOf(happened, period).counted)
      expected.set(channel, (expected.get(channel) ?? 0) + 1);
    expect(new Map(table.data)).toEqual(expected);
  });

  test('deals', async () => {
    const { metrics } = await loaded.ask(`{ metrics(${asked}) { rows {
      dealsWon { value } winRate { numerator denominator } signingRate { numerator denominator } } } }`);
    const { won, closed, quoted, signed } = dealsOf(happened, period);
    expect(metrics.rows).toEqual([
      {
        dealsWon: { value: won },
        winRate: { numerator: won, denominator: closed },
        signingRate: { numerator: signed, denominator: quoted },
      },
    ]);
  });

  test('revenue in the corporate currency, by months of the business zone', async () => {
    const { metrics } = await loaded.ask(
      `{ metrics(${asked}, grain: MONTH, totals: GRAND) { rows { period { start } revenue { exact } } totals { revenue { exact } } } }`,
    );
    const months = metrics.rows.filter(({ revenue }: Data) => revenue.exact !== '0.0000');
    expect(
      Object.fromEntries(months.map(({ period: { start }, revenue }: Data) => [start.slice(0, 7), revenue.exact])),
    ).toEqual(moneyByMonth(happened, 8));
    expect(metrics.totals[0].revenue.exact).toBe(moneyOf(happened.purchases));
  });

  test('the funnel', async () => {
    const { funnel } = await loaded.ask(`{ funnel(${asked}) { rows { steps { stage reached } } } }`);
    expect(steps(funnel)).toEqual(funnelOf(happened, period));
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
      tickets { value } complaints { value } resolutionRate { numerator denominator } acquisitionSpend { exact }
      touchesPerCustomer { numerator } } } }`);
    const ofKind = (kind: string) => happened.cases.filter((each) => each.kind === kind).length;
    expect(metrics.rows).toEqual([
      {
        tickets: { value: ofKind('ticket') },
        complaints: { value: ofKind('complaint') },
        resolutionRate: {
          numerator: happened.cases.filter(({ resolved }) => resolved).length,
          denominator: happened.cases.length,
        },
        acquisitionSpend: { exact: moneyOf(happened.spend) },
        touchesPerCustomer: { numerator: happened.touches.length },
      },
    ]);
  });

  test('the same export again changes nothing', async () => {
    const before = await loaded.ask('{ dataStatus { customers interactions transactions } }');
    const report = await loaded.loadNext(await writeFiles(invented.files));
    expect(report.counts.filter(({ inserted, updated, deleted }) => inserted + updated + deleted > 0)).toEqual([]);
    expect(await loaded.ask('{ dataStatus { customers interactions transactions } }')).toEqual(before);
  });
});

describe('single rows', () => {
  const opened: LoadedSuite[] = [];
  afterEach(async () => {
    for (const loaded of opened.splice(0)) await loaded.close();
  });
  const loadFiles = async (files: Readonly<Record<string, string>>) => {
    const loaded = await loadSuite({ ...inEuros, timeZone: 'America/New_York', folder: await folderWith(files) });
    opened.push(loaded);
    return loaded;
  };
  const leadFile = (...rows: readonly string[]) =>
    `Id,IsDeleted,LastName,LeadSource,OwnerId,ConvertedAccountId,CreatedDate\n${rows.map((row) => `${row}\n`).join('')}`;
  const dealFile = (...rows: readonly string[]) =>
    `Id,AccountId,StageName,Amount,CurrencyIsoCode,CloseDate,IsClosed,IsWon,OwnerId,CreatedDate,LastStageChangeDate\n${rows.map((row) => `${row}\n`).join('')}`;
  const question = `{
    metrics(period: { from: "2026-01-01", to: "2026-06-30" }) { rows {
      leads { value } leadConversionRate { numerator } customersOnFile { value } dealsWon { value } winRate { numerator denominator }
      revenue { exact }
    } }
    dataStatus { customers interactions transactions quarantined }
  }`;
  const figures = async (loaded: LoadedSuite) => {
    const { metrics, dataStatus } = await loaded.ask(question);
    const [row] = metrics.rows;
    return {
      ...dataStatus,
      leads: row.leads.value,
      converted: row.leadConversionRate.numerator,
      won: row.dealsWon.value,
      revenue: row.revenue.exact,
    };
  };

  test('a lead that is converted between two exports is one customer, its account', async () => {
    const first = { 'Lead.csv': leadFile('00Q1,0,Lund,Web,0051,,2026-02-01 10:00:00'), 'Opportunity.csv': dealFile() };
    const loaded = await loadFiles(first);
    expect(await figures(loaded)).toMatchObject({ customers: 1, leads: 1, converted: 0 });
    await loaded.loadNext(
      await folderWith({
        'Lead.csv': leadFile('00Q1,0,Lund,Web,0051,0011,2026-02-01 10:00:00'),
        'Account.csv': 'Id,Name,CreatedDate\n0011,Lund Ltd,2026-03-01 09:00:00\n',
        'Opportunity.csv': dealFile(
          '0061,0011,Closed Won,5,EUR,2026-03-02,1,1,0051,2026-03-01 09:00:00,2026-03-02 09:00:00',
        ),
      }),
    );
    expect(await figures(loaded)).toEqual({
      customers: 1,
      interactions: 3,
      transactions: 1,
      quarantined: 0,
      leads: 1,
      converted: 1,
      won: 1,
      revenue: '5.0000',
    });
    expect(await loaded.rows(`SELECT name FROM dim_customer WHERE customer_id = '0011'`)).toEqual([
      { name: 'Lund Ltd' },
    ]);
  });

  test('a deal that is open again, one that is flagged as deleted and one that is gone', async () => {
    const won = (id: string, deleted: string) =>
      `${id},0011,Closed Won,5,EUR,2026-03-02,1,1,0051,2026-03-01 09:00:00,2026-03-02 09:00:00,${deleted}`;
    const deals = (...rows: readonly string[]) =>
      dealFile(...rows).replace('LastStageChangeDate', 'LastStageChangeDate,IsDeleted');
    const loaded = await loadFiles({
      'Lead.csv': leadFile(),
      'Opportunity.csv': deals(won('0061', '0'), won('0062', '0'), won('0063', '0'), won('0064', '0')),
    });
    expect(await figures(loaded)).toMatchObject({ interactions: 8, transactions: 4, won: 4, revenue: '20.0000' });
    const open = '0061,0011,Prospecting,5,EUR,2026-09-02,0,0,0051,2026-03-01 09:00:00,2026-04-02 09:00:00,0';
    await loaded.loadNext(
      await folderWith({ 'Lead.csv': leadFile(), 'Opportunity.csv': deals(open, won('0062', '1'), won('0063', '0')) }),
    );
    // Of 0061 there are the lead and where it stands now, of 0063 the lead and the win.
    expect(await figures(loaded)).toMatchObject({ interactions: 4, transactions: 1, won: 1, revenue: '5.0000' });
  });

  test('what other tools write of the same objects: ISO times, true and false', async () => {
    const loaded = await loadFiles({
      'Lead.csv': leadFile(
        '00Q1,false,Lund,Web,0051,,2026-02-01T10:00:00.000Z',
        '00Q2,true,Gone,Web,0051,,2026-02-01T10:00:00.000Z',
      ),
      'Opportunity.csv': dealFile(
        '0061,0011,Closed Won,5,EUR,2026-03-02,true,true,0051,2026-03-01T09:00:00.000+0000,2026-03-02T09:00:00.000+0000',
        '0062,0011,Prospecting,5,EUR,2026-09-02,false,false,0051,2026-03-01T09:00:00.000+0000,',
      ),
    });
    expect(await figures(loaded)).toMatchObject({
      leads: 1,
      won: 1,
      revenue: '5.0000',
      interactions: 1 + 2 + 1,
      quarantined: 0,
    });
  });

  // Without history and the time of the last change: noon (UTC) of the close date, which is that day in New York; the making
  // where the close date lies before it or after now.
  test('a closed deal of which nobody knows when', async () => {
    const closed = (id: string, day: string) => `${id},0011,Closed Won,5,EUR,${day},1,1,0051,2026-03-01 09:00:00,`;
    const loaded = await loadFiles({
      'Lead.csv': leadFile(),
      'Opportunity.csv': dealFile(
        closed('0061', '2026-03-31 00:00:00'),
        closed('0062', '2026-02-01'),
        closed('0063', '2027-01-01'),
      ),
    });
    const at = `SELECT opportunity_id AS deal, to_char(occurred_at AT TIME ZONE 'America/New_York', 'YYYY-MM-DD HH24:MI') AS at
      FROM fact_transaction ORDER BY 1`;
    expect(await loaded.rows(at)).toEqual([
      { deal: '0061', at: '2026-03-31 08:00' },
      { deal: '0062', at: '2026-03-01 04:00' },
      { deal: '0063', at: '2026-03-01 04:00' },
    ]);
  });

  // Won by mistake at 9:00 on 2 March, open again, won at 9:00 on 5 March; an edit a day later repeats the stage.
  test('without its last change a deal is closed at the first closed row of its history after the last open one', async () => {
    const entry = (id: string, at: string, stage: string, category: string) =>
      `${id},0061,${at},${stage},10,${category}`;
    const loaded = await loadFiles({
      'Lead.csv': leadFile(),
      'Opportunity.csv': dealFile('0061,0011,Closed Won,5,EUR,2026-03-31,1,1,0051,2026-03-01 09:00:00,'),
      'OpportunityHistory.csv': [
        'Id,OpportunityId,CreatedDate,StageName,Probability,ForecastCategory',
        entry('0085', '2026-03-06 09:00:00', 'Closed Won', 'Closed'),
        entry('0084', '2026-03-05 09:00:00', 'Closed Won', 'Closed'),
        entry('0081', '2026-03-01 09:00:00', 'Prospecting', 'Pipeline'),
        entry('0082', '2026-03-02 09:00:00', 'Closed Won', 'Closed'),
        entry('0083', '2026-03-03 09:00:00', 'Prospecting', 'Pipeline'),
        '',
      ].join('\n'),
    });
    expect(await loaded.rows('SELECT occurred_at FROM fact_transaction')).toEqual([
      { occurred_at: '2026-03-05T09:00:00Z' },
    ]);
  });

  // Two hours; closed before it was made; open.
  test('how long cases took, and which are complaints', async () => {
    const cases = [
      ',,5001,,Complaint,1,2026-03-01 11:00:00,2026-03-01 09:00:00',
      ',,5002,Other,,1,2026-02-01 09:00:00,2026-03-01 09:00:00',
      ',,5003,Complaint,,0,,2026-03-01 09:00:00',
    ];
    const loaded = await loadFiles({
      'Lead.csv': leadFile(),
      'Opportunity.csv': dealFile(),
      'Case.csv': `AccountId,OwnerId,Id,Type,Reason,IsClosed,ClosedDate,CreatedDate\n${cases.join('\n')}\n`,
    });
    expect(
      await loaded.rows(
        `SELECT kind, topic, resolution_seconds::int AS seconds, outcome FROM fact_interaction ORDER BY interaction_id`,
      ),
    ).toEqual([
      { kind: 'complaint', topic: 'Complaint', seconds: 7200, outcome: 'resolved' },
      { kind: 'ticket', topic: 'Other', seconds: null, outcome: 'resolved' },
      { kind: 'complaint', topic: 'Complaint', seconds: null, outcome: null },
    ]);
  });

  const won = (id: string, currency: string) =>
    `${id},0011,Closed Won,10,${currency},2026-03-02,1,1,0051,2026-03-01 09:00:00,2026-03-02 09:00:00`;

  test('several currencies without their rates are refused, one is that of the company', async () => {
    const two = await loadFiles({
      'Lead.csv': leadFile(),
      'Opportunity.csv': dealFile(won('0061', 'EUR'), won('0062', 'USD')),
    });
    expect(two.quarantine).toEqual([
      'Opportunity.csv:2 LOOKUP_AMBIGUOUS',
      'Opportunity.csv:2 LOOKUP_AMBIGUOUS',
      'Opportunity.csv:3 LOOKUP_AMBIGUOUS',
      'Opportunity.csv:3 LOOKUP_AMBIGUOUS',
    ]);
    const one = await loadFiles({
      'Lead.csv': leadFile(),
      'Opportunity.csv': dealFile(won('0061', 'USD'), won('0062', 'USD')),
    });
    expect((await figures(one)).revenue).toBe('20.0000');
  });

  // 0061 has two items, which stand for its amount, and no product of its own; 0062 has one, and one that was deleted; 0063 has none.
  test('line items stand for the amount of their deal, in the currency of the company', async () => {
    const loaded = await loadFiles({
      'Lead.csv': leadFile(),
      'Opportunity.csv': dealFile(won('0061', 'USD'), won('0062', 'EUR'), won('0063', 'USD')),
      'OpportunityLineItem.csv':
        'Id,IsDeleted,OpportunityId,Product2Id,Quantity,TotalPrice,CurrencyIsoCode\n00k1,0,0061,01t1,2.0,6,USD\n00k2,0,0061,01t2,1,4,USD\n00k3,0,0062,01t2,1,7,EUR\n00k4,1,0062,01t1,1,9,EUR\n',
      'Product2.csv': 'Id,Name,Family\n01t1,Lamp,Light\n01t2,Bulb,\n',
      'CurrencyType.csv': 'IsoCode,ConversionRate\nEUR,1\nUSD,1.6\n',
    });
    const lines = await loaded.rows(`
      SELECT t.order_id AS deal, t.revenue::text, t.quantity::int, p.name FROM fact_transaction AS t
      LEFT JOIN dim_product AS p ON p.product_no = t.product_no AND p.product_no > 0 ORDER BY t.order_id, t.transaction_id`);
    expect(lines).toEqual([
      { deal: '0061', revenue: '3.7500', quantity: 2, name: 'Lamp' },
      { deal: '0061', revenue: '2.5000', quantity: 1, name: 'Bulb' },
      { deal: '0062', revenue: '7.0000', quantity: 1, name: 'Bulb' },
      { deal: '0063', revenue: '6.2500', quantity: null, name: null },
    ]);
    const { table } = await loaded.ask(
      '{ table(metrics: [DEALS_WON], period: { year: 2026 }, by: [PRODUCT], labels: false) { data } }',
    );
    expect(new Map(table.data)).toEqual(
      new Map([
        ['01t2', 1],
        [null, 2],
      ]),
    );
  });

  test('the role of a user is what it owns', async () => {
    const loaded = await loadFiles({
      'Lead.csv': leadFile('00Q1,0,Lund,Web,0051,,2026-02-01 10:00:00'),
      'Opportunity.csv': dealFile(won('0061', 'EUR').replace('0051', '0052')),
      'Case.csv': 'Id,AccountId,OwnerId,IsClosed,ClosedDate,CreatedDate\n5001,0011,0053,0,,2026-03-01 09:00:00\n',
      'User.csv': 'Id,LastName\n0051,One\n0052,Two\n0053,Three\n0054,Four\n',
    });
    expect(await loaded.rows('SELECT name, role FROM dim_agent WHERE agent_no > 0 ORDER BY agent_id')).toEqual([
      { name: 'One', role: 'sales' },
      { name: 'Two', role: 'sales' },
      { name: 'Three', role: 'service' },
      { name: 'Four', role: null },
    ]);
  });

  test('a header or a file that is missing is named', async () => {
    const own = JSON.parse(await readFile(readyMapping(mapping), 'utf8'));
    const files = { 'Lead.csv': leadFile(), 'Opportunity.csv': dealFile().replace('IsWon', 'Won') };
    expect(await refusal(files, own)).toMatch(
      /^INVALID_MAPPING: .*Opportunity\.csv has no column "IsWon" \(did you mean "Won"\?\)/,
    );
    expect(await refusal({ 'Opportunity.csv': dealFile() }, own)).toMatch(/^INVALID_MAPPING: .*is named Lead\.csv/);
  });
});

test('a folder without a mapping is told of this one', async () => {
  expect(await suggestedFor({ 'Lead.csv': '"Id"', 'Opportunity.csv': '"Id"' })).toEqual([mapping]);
  expect(await suggestedFor({ 'Lead.csv': '"Id"', 'Opportunity.csv': '"Id"', 'Case.csv': '"Id"' })).toEqual([mapping]);
  expect(await suggestedFor({ 'Lead.csv': '"Id"', 'Account.csv': '"Id"' })).toEqual([]);
});
