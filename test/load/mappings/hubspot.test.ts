// HubSpot's exports through their ready mappings: a few deals worked out by hand, and a larger export whose figures its own model counts.
import { existsSync } from 'node:fs';
import type { Mapping } from '../../../src/load/mapping/schema';
import { hubspotExport, ownStages } from './hubspot-export';
import { editedMapping, exportFolder, exportsOf, type LoadedExport, loadExport, readyMapping } from './loaded-export';

const present = existsSync(exportsOf('hubspot'));
if (!present) process.stdout.write('Left out: the exports of HubSpot (../shared/data is not here).\n');

const company = { asOf: '2026-07-01T00:00:00Z', timeZone: 'Europe/Berlin', currency: 'EUR' } as const;
const half = 'period: { from: "2026-01-01", to: "2026-06-30" }';
const figures = `{ metrics(${half}) { rows {
  dealsWon { value } revenue { exact } winRate { numerator denominator } signingRate { numerator denominator }
  salesCycleDays { value n } newCustomers { value } pipelineValue { value }
} } }`;
const funnel = `{ funnel(${half}) { rows { steps { reached } } } }`;
const reached = async ({ ask }: LoadedExport): Promise<readonly number[]> =>
  (await ask(funnel)).funnel.rows[0].steps.map((step: { reached: number }) => step.reached);

const withStage =
  (name: string, stage: string) =>
  (mapping: Mapping): Mapping => ({
    ...mapping,
    maps: { ...mapping.maps, stages: { ...mapping.maps!.stages, [name]: stage } },
  });

(present ? describe : describe.skip)('the deals of an index page, as CSV', () => {
  let loaded: LoadedExport;
  afterEach(() => loaded?.close());

  test('as the mapping is, a stage that it does not list is told', async () => {
    loaded = await loadExport({ ...company, path: exportsOf('hubspot'), mapping: readyMapping('hubspot-csv') });
    const deals = 'hubspot-crm-exports-all-deals-2026-07-01.csv';
    // The deal in "Signed 🎉": whether it is won is needed for its last stage and for its purchase.
    expect(await loaded.quarantine()).toEqual([
      `${deals}:7 interactions UNMAPPED_VALUE`,
      `${deals}:7 transactions UNMAPPED_VALUE`,
    ]);
    const { metrics } = await loaded.ask(figures);
    expect(metrics.rows).toEqual([
      {
        // 001 on 3 April, 002 on 1 May.
        dealsWon: { value: 2 },
        revenue: { exact: '15500.5000' },
        // 003 is lost.
        winRate: { numerator: 2, denominator: 3 },
        // Contracts sent: 001, and 004 which is open.
        signingRate: { numerator: 1, denominator: 2 },
        // 001: 2 March 9:00 to 3 April 14:20, less the hour of the change of clocks: 772 h 20 min. 002: 20 April 8:15 to 1 May
        // 10:05: 265 h 50 min. Together 1038 h 10 min, half of it in days.
        salesCycleDays: { value: expect.closeTo((1038 + 1 / 6) / 24 / 2, 8), n: 2 },
        newCustomers: { value: 2 },
        // Open: 004, 005 and, as long as nobody says what its stage is, 006.
        pipelineValue: { value: 28_500 },
      },
    ]);
    // Leads: companies 1 to 4 and contact 405. Contacted: 1, 3, 405, and 2 by its win. Qualified: 1, 3 and 2; quoted: 1, 3 (in
    // its second deal) and 2; won: 1 and 2.
    expect(await reached(loaded)).toEqual([5, 4, 3, 3, 2, 0]);
    const { searchCustomers } = await loaded.ask('{ searchCustomers(first: 10) { nodes { id name } } }');
    expect(
      searchCustomers.nodes.sort((one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)),
    ).toEqual([
      { id: '18020000001', name: 'Harbour Mills' },
      { id: '18020000002', name: 'Orchard & Sons' },
      { id: '18020000003', name: 'Quarry Labs' },
      { id: '18020000004', name: 'North Pier' },
      { id: 'contact:405', name: null },
    ]);
  });

  test('with its stage listed, the deal is won at its close date', async () => {
    const mapping = await editedMapping('hubspot-csv', withStage('Signed 🎉', 'won'));
    loaded = await loadExport({ ...company, path: exportsOf('hubspot'), mapping });
    expect(await loaded.quarantine()).toEqual([]);
    const { metrics } = await loaded.ask(figures);
    expect(metrics.rows[0]).toMatchObject({
      dealsWon: { value: 3 },
      revenue: { exact: '35500.5000' },
      winRate: { numerator: 3, denominator: 4 },
      newCustomers: { value: 3 },
      pipelineValue: { value: 8500 },
    });
    expect(await reached(loaded)).toEqual([5, 5, 4, 4, 3, 0]);
  });
});

(present ? describe : describe.skip)('the deals of the API, with the history of their stages', () => {
  let loaded: LoadedExport;
  afterEach(() => loaded?.close());
  const deals = 'deals-api.ndjson';

  test('are the same deals, and ids of stages that are not listed are told', async () => {
    loaded = await loadExport({ ...company, path: exportsOf('hubspot'), mapping: readyMapping('hubspot-api') });
    // Two stages of the deal's history, its last stage and its purchase.
    expect([...(await loaded.quarantine())].sort()).toEqual([
      `${deals}:6 interactions UNMAPPED_VALUE`,
      `${deals}:6 interactions UNMAPPED_VALUE`,
      `${deals}:6 interactions UNMAPPED_VALUE`,
      `${deals}:6 transactions UNMAPPED_VALUE`,
    ]);
    const { metrics } = await loaded.ask(figures);
    expect(metrics.rows).toEqual([
      {
        dealsWon: { value: 2 },
        revenue: { exact: '15500.5000' },
        winRate: { numerator: 2, denominator: 3 },
        signingRate: { numerator: 1, denominator: 2 },
        // As in the CSV, less the 0.123 seconds of the first deal's beginning.
        salesCycleDays: { value: expect.closeTo(((1038 + 1 / 6) / 24 - 0.123 / 86_400) / 2, 10), n: 2 },
        newCustomers: { value: 2 },
        // Open: 004, 005 and, as long as nobody says what its stage is, 006.
        pipelineValue: { value: 28_500 },
      },
    ]);
    // The loose deal has no association with a contact here: four companies lead. Contacted: 1, 3 and 2 by its win.
    expect(await reached(loaded)).toEqual([4, 3, 3, 3, 2, 0]);
  });

  test('with these listed, the deal is won', async () => {
    const mapping = await editedMapping('hubspot-api', (ready) =>
      withStage('90210000', 'contacted')(withStage('81000001/90210001', 'won')(ready)),
    );
    loaded = await loadExport({ ...company, path: exportsOf('hubspot'), mapping });
    expect(await loaded.quarantine()).toEqual([]);
    const { metrics } = await loaded.ask(figures);
    expect(metrics.rows[0]).toMatchObject({ dealsWon: { value: 3 }, revenue: { exact: '35500.5000' } });
    expect(await reached(loaded)).toEqual([4, 4, 4, 4, 3, 0]);
  });

  test('a deal that was won by mistake, lost and won again: the last time counts; archived ones do not; owners have names', async () => {
    const deal = (id: string, archived: boolean, history: readonly (readonly [string, string])[]) =>
      JSON.stringify({
        id,
        archived,
        properties: {
          createdate: '2026-03-01T00:00:00Z',
          pipeline: 'default',
          dealstage: history[0]![0],
          amount: '10',
          hubspot_owner_id: '7',
        },
        propertiesWithHistory: { dealstage: history.map(([value, timestamp]) => ({ value, timestamp })) },
        associations: { contacts: { results: [{ id: '401' }] } },
      });
    const history = [
      ['closedwon', '2026-05-05T00:00:00Z'],
      ['closedlost', '2026-04-04T00:00:00Z'],
      ['closedwon', '2026-03-03T00:00:00Z'],
    ] as const;
    const reopened = [['contractsent', '2026-05-06T00:00:00Z'], ...history] as const;
    const path = await exportFolder({
      'deals-api-1.ndjson': `${deal('1', false, history)}\n${deal('2', true, history)}\n`,
      'deals-api-2.ndjson': `${deal('3', false, reopened)}\n`,
      'owners-api.ndjson': '{"id":"7","firstName":"Owner","lastName":"One","email":"o@example.com"}\n',
    });
    loaded = await loadExport({ ...company, path, mapping: readyMapping('hubspot-api') });
    expect(await loaded.quarantine()).toEqual([]);
    const { table } = await loaded.ask(
      `{ table(metrics: [DEALS_WON, REVENUE], ${half}, grain: MONTH, by: [AGENT], labels: true) { data } }`,
    );
    expect(table.data.filter((row: readonly unknown[]) => row[3] !== 0)).toEqual([
      ['2026-05-01', '7', 'Owner One', 1, 10],
    ]);
    expect(await reached(loaded)).toEqual([1, 1, 1, 1, 1, 0]);
  });
});

describe('the index pages of a company with 3,000 deals, as CSV', () => {
  const { files, expected } = hubspotExport(7, 3000);
  const elsewhere = { asOf: '2026-07-01T00:00:00Z', timeZone: 'Asia/Tokyo', currency: 'EUR' } as const;
  const ever = 'period: { from: "2024-01-01", to: "2026-06-30" }';
  const edited = (): Promise<string> =>
    editedMapping('hubspot-csv', (mapping) => ({
      ...mapping,
      maps: { ...mapping.maps, stages: { ...mapping.maps!.stages, ...ownStages } },
    }));
  let loaded: LoadedExport;
  beforeAll(async () => {
    loaded = await loadExport({ ...elsewhere, path: await exportFolder(files), mapping: await edited() });
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
      'interactions INVALID_NUMBER',
      'interactions REQUIRED',
      'interactions UNMAPPED_VALUE',
      'transactions INVALID_NUMBER',
      'transactions REQUIRED',
      'transactions UNMAPPED_VALUE',
    ]);
  });

  test('customers, leads, deals, revenue and tickets', async () => {
    const { metrics } = await loaded.ask(`{ metrics(${ever}) { rows {
      customersOnFile { value } leads { value } newCustomers { value } dealsWon { value } revenue { value }
      winRate { numerator denominator } pipelineValue { value } tickets { value } complaints { value } firstResponseTimeMedian { value }
      resolutionTime { value }
    } } }`);
    const { dealsWon, dealsLost } = expected;
    expect(metrics.rows[0]).toEqual({
      customersOnFile: { value: expected.customers },
      leads: { value: expected.leads },
      newCustomers: { value: expected.newCustomers },
      dealsWon: { value: dealsWon },
      revenue: { value: expected.revenue },
      winRate: { numerator: dealsWon, denominator: dealsWon + dealsLost },
      pipelineValue: { value: expected.pipeline },
      tickets: { value: expected.tickets },
      complaints: { value: expected.complaints },
      firstResponseTimeMedian: { value: 1800 },
      // Those solved before they were opened have no such time.
      resolutionTime: { value: 5400 },
    });
  });

  test('the funnel', async () => {
    const { funnel } = await loaded.ask(`{ funnel(${ever}) { rows { steps { reached } } } }`);
    expect(funnel.rows[0].steps.map((step: { reached: number }) => step.reached)).toEqual(expected.reached);
  });

  test('deals with four columns alone', async () => {
    const deals =
      '"Record ID","Deal Stage","Pipeline","Create Date"\n"1","Contract Sent","Sales Pipeline","2026-05-01 10:00"\n';
    const path = await exportFolder({ 'hubspot-crm-exports-all-deals-2026-07-01.csv': deals });
    const alone = await loadExport({ ...elsewhere, path, mapping: readyMapping('hubspot-csv') });
    try {
      expect(await alone.quarantine()).toEqual([]);
      expect(alone.inserted).toEqual({
        'hubspot-crm-exports-all-deals-2026-07-01.csv agents': 0,
        'hubspot-crm-exports-all-deals-2026-07-01.csv channels': 0,
        'hubspot-crm-exports-all-deals-2026-07-01.csv customers': 0,
        'hubspot-crm-exports-all-deals-2026-07-01.csv interactions': 1,
        'hubspot-crm-exports-all-deals-2026-07-01.csv transactions': 0,
      });
    } finally {
      await alone.close();
    }
  });

  test('a deal that was won and is open again in a later export is won no more', async () => {
    const name = 'hubspot-crm-exports-all-deals-2026-07-01.csv';
    const header =
      '"Record ID","Deal Stage","Pipeline","Create Date","Amount","Date entered ""Closed Won (Sales Pipeline)"""\n';
    const row = (id: string, stage: string) =>
      `"${id}","${stage}","Sales Pipeline","2026-05-01 10:00","100","2026-05-09 10:00"\n`;
    const first = await exportFolder({ [name]: header + row('1', 'Closed Won') + row('2', 'Closed Won') });
    const later = await exportFolder({ [name]: header + row('1', 'Contract Sent') + row('2', 'Closed Won') });
    const company = await loadExport({ ...elsewhere, path: first, mapping: readyMapping('hubspot-csv') });
    const question = `{ metrics(${ever}) { rows { dealsWon { value } revenue { value } pipelineValue { value } } } }`;
    try {
      const won = { dealsWon: { value: 2 }, revenue: { value: 200 }, pipelineValue: { value: 0 } };
      expect((await company.ask(question)).metrics.rows).toEqual([won]);
      await company.again(later);
      const left = { dealsWon: { value: 1 }, revenue: { value: 100 }, pipelineValue: { value: 100 } };
      expect((await company.ask(question)).metrics.rows).toEqual([left]);
    } finally {
      await company.close();
    }
  });

  test('a column that is missing is named', async () => {
    const name = 'hubspot-crm-exports-all-deals-2026-07-01.csv';
    const path = await exportFolder({ [name]: '"Record ID","Deal Stage","Create Date"\n' });
    await expect(loadExport({ ...elsewhere, path, mapping: readyMapping('hubspot-csv') })).rejects.toThrow(
      /hubspot-crm-exports-all-deals-2026-07-01\.csv has no column "Pipeline"/,
    );
  });
});
