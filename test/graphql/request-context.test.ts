// What a request shares, on a company of two customers: one view of the data, let go when it writes and when it is over. The
// pool has as many connections as a test says; whoever waited for one more would be told BUSY.
import { rm } from 'node:fs/promises';
import { Client, Pool } from 'pg';
import { local } from '../../src/auth/principal';
import type { Engine, EngineSession } from '../../src/engine/engine';
import { postgresEngine } from '../../src/engine/postgres-engine';
import { createRequestContext, type RequestContext } from '../../src/graphql/common/request-context';
import { executeDocument } from '../../src/graphql/execute-document';
import { load } from '../../src/load/load';
import { listTargets, setTarget } from '../../src/load/set-target';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import { servicesOf } from '../../src/services/services';
import { tellWhenBusy } from '../../src/warehouse/busy';
import { csv, loadFolder } from '../load/support/load-folder';
import { type OpenCompany, openRows } from '../support/fixture';

const order = (id: string, customer: string, revenue: string) => ({
  transaction_id: id,
  order_id: id,
  occurred_at: '2026-06-30T10:00:00Z',
  kind: 'order',
  revenue,
  customer_id: customer,
});

let company: OpenCompany;
let pool: Pool;
/** Closed after a test, in case it did not come to that. */
let opened: RequestContext[];
beforeEach(async () => {
  opened = [];
  company = await openRows(
    {
      customers: [
        { customer_id: 'anna', region: 'north' },
        { customer_id: 'bo', region: 'south' },
      ],
      transactions: [order('t1', 'anna', '10'), order('t2', 'bo', '20')],
      spend: [{ spend_id: 's1', date: '2026-06-30', purpose: 'marketing', amount: '5' }],
    },
    { now: '2026-07-01T00:00:00Z', timeZone: 'UTC' },
  );
});
afterEach(async () => {
  for (const context of opened) await context.close();
  await pool.end();
  await company.close();
});

/** Opens the pool of a test, and tells how a request over it begins. */
function requests(connections: number, watched = (engine: Engine): Engine => engine): () => RequestContext {
  const { warehouse, contexts } = company;
  pool = tellWhenBusy(new Pool({ connectionString: warehouse.url, max: connections, connectionTimeoutMillis: 3_000 }));
  const services = servicesOf({ ...warehouse, pool }, warehouse.config);
  const { segments } = services.answering;
  const engine = watched(postgresEngine(pool));
  const answering = { ...contexts[0]!, segments: segments!, engine };
  const engines = { ...services.engines, postgres: engine, preferred: engine };
  return () => {
    const context = createRequestContext({ ...services, answering, engines }, 'request-1', local);
    opened.push(context);
    return context;
  };
}

const fault = (error: unknown): never => {
  throw error;
};

/** The data of a document that is answered without an error. */
async function ask(context: RequestContext, document: string) {
  const { data, errors } = await executeDocument(document, undefined, context, fault);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

const june: MetricQuestion['period'] = { year: 2026, month: 6 };
const numberOf = async (context: RequestContext, metric: string, more: Partial<MetricQuestion> = {}) => {
  const { rows } = await context.questions.load({
    question: { metrics: [metric], period: june, ...more },
    paged: false,
  });
  return rows[0]!.values[metric]!.value;
};

async function loadOrder(id: string, customer: string, revenue: string): Promise<void> {
  const folder = await loadFolder({ 'transactions.csv': csv([order(id, customer, revenue)]) });
  try {
    await load(company.warehouse, { path: folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const connections = () => [pool.totalCount - pool.idleCount, pool.waitingCount];
const inUse = [1, 0];
const allBack = [0, 0];
/** A connection that was to help and comes too late goes back as soon as it stands. */
async function cameBack(): Promise<readonly number[]> {
  for (let tries = 0; connections()[0] !== 0 && tries < 80; tries++) await new Promise((done) => setTimeout(done, 25));
  return connections();
}

describe('one view of the data', () => {
  const document = `{
    whole: metrics(period: { year: 2026, month: 6 }) { rows { revenue { value } } resolved { dataVersion } }
    north: metrics(period: { year: 2026, month: 6 }, where: { dimension: REGION, in: ["north"] }) { rows { revenue { value } } resolved { dataVersion } }
  }`;
  const revenues = ({ whole, north }: Awaited<ReturnType<typeof ask>>) =>
    [whole, north].map(({ rows, resolved }) => [rows[0].revenue.value, resolved.dataVersion]);

  it.each([1, 4])('for two fields between which a load commits, with %i connections', async (most) => {
    let loaded: Promise<void> | undefined;
    // The first statement of all is answered and then comes the load, which every other waits for.
    const measure =
      (session: EngineSession): EngineSession['measure'] =>
      async (query, limit) => {
        if (loaded !== undefined) {
          await loaded;
          return session.measure(query, limit);
        }
        const rows = session.measure(query, limit);
        loaded = rows.then(() => loadOrder('t3', 'anna', '100'));
        await loaded;
        return rows;
      };
    const open = requests(most, (engine) => ({
      ...engine,
      read: (work) => engine.read((session) => work({ ...session, measure: measure(session) })),
    }));
    expect(revenues(await ask(open(), document))).toEqual([
      [30, '1'],
      [10, '1'],
    ]);
    expect(loaded).toBeDefined();
    expect(revenues(await ask(open(), document))).toEqual([
      [130, '2'],
      [110, '2'],
    ]);
    expect(await cameBack()).toEqual(allBack);
  });

  it('for what is kept beside the star, too', async () => {
    const context = requests(2)();
    expect(await numberOf(context, 'REVENUE')).toBe(30);
    await setTarget(company.warehouse, { metric: 'REVENUE', from: '2026-06-01', to: '2026-06-30', value: '50' });
    expect(await listTargets(context.records, null)).toEqual([]);
    await context.close();
  });
});

describe('a request that writes', () => {
  const target = { metric: 'REVENUE', from: '2026-06-01', to: '2026-06-30', value: '50' };

  it('reads what it wrote, also where it had read before', async () => {
    const context = requests(1)();
    expect(await numberOf(context, 'TARGET_ATTAINMENT')).toBeNull();
    await context.writing(() => setTarget({ ...company.warehouse, pool }, target));
    expect((await listTargets(context.records, null)).map(({ value }) => value)).toEqual(['50.0000']);
    // 30 of 50
    expect(await numberOf(context, 'TARGET_ATTAINMENT', { shares: false })).toBe(60);
    await context.close();
    expect(connections()).toEqual(allBack);
  });

  it('and nothing more leaves no view open', async () => {
    const open = requests(1);
    const written = `mutation { setTarget(input: { metric: REVENUE, from: "2026-06-01", to: "2026-06-30", value: 50 }) { value } }`;
    expect(await ask(open(), written)).toEqual({ setTarget: { value: '50.0000' } });
    expect(connections()).toEqual(allBack);
    expect(await ask(open(), '{ targets { value } }')).toEqual({ targets: [{ value: '50.0000' }] });
  });

  it('sees at each step what the steps before it wrote', async () => {
    const open = requests(1);
    const steps = `mutation {
      one: saveSegment(name: "one", where: { dimension: REGION, in: ["north"] }) { customers }
      two: saveSegment(name: "two", where: { segment: "one" }) { customers }
      three: saveSegment(name: "three", where: { not: { segment: "two" } }) { customers }
      last: saveSegment(name: "last", where: { any: [{ segment: "three" }, { segment: "two" }] }) { customers }
    }`;
    expect(await ask(open(), steps)).toEqual({
      one: { customers: 1 },
      two: { customers: 1 },
      three: { customers: 1 },
      last: { customers: 2 },
    });
    expect(connections()).toEqual(allBack);
  });
});

describe('a question that fails in the database', () => {
  it.each([1, 4])(
    'leaves the others of its request their answers and their view, with %i connections',
    async (most) => {
      const context = requests(most)();
      expect(await numberOf(context, 'ORDERS')).toBe(2);
      await loadOrder('t3', 'anna', '100');
      await company.warehouse.pool.query('ALTER TABLE fact_spend RENAME TO spend_elsewhere');
      const [revenue, spend, buyers] = await Promise.allSettled([
        numberOf(context, 'REVENUE'),
        numberOf(context, 'ACQUISITION_SPEND', { by: ['ACQUISITION_CHANNEL'] }),
        numberOf(context, 'BUYERS', { fill: false }),
      ]);
      expect(revenue).toEqual({ status: 'fulfilled', value: 30 });
      expect(String((spend as PromiseRejectedResult).reason)).toContain('relation "fact_spend" does not exist');
      expect(buyers).toEqual({ status: 'fulfilled', value: 2 });
      expect(await numberOf(context, 'UNITS_SOLD')).toBe(2);
      await context.close();
      expect(await cameBack()).toEqual(allBack);
    },
  );
});

describe('the connection of a request', () => {
  it('is held while it reads and goes back when it is over', async () => {
    const context = requests(1)();
    expect(connections()).toEqual(allBack);
    await numberOf(context, 'REVENUE');
    expect(connections()).toEqual(inUse);
    await context.close();
    expect(connections()).toEqual(allBack);
  });

  it('is never taken by a request that reads nothing', async () => {
    await ask(requests(1)(), '{ __typename }');
    expect(pool.totalCount).toBe(0);
  });

  it.each([
    ['a document with a mistake', '{ metrics { rows }'],
    ['a question that is refused', '{ metrics(period: {}) { rows { revenue { value } } } }'],
    [
      'one of two questions',
      '{ a: metrics(period: { year: 2026 }, after: "x") { rows { revenue { value } } } b: metrics(period: { year: 2026 }) { rows { revenue { value } } } }',
    ],
    [
      'a member that nothing has',
      '{ metrics(period: { year: 2026 }, where: { dimension: REGION, in: ["east"] }) { rows { revenue { value } } } }',
    ],
  ])('goes back after %s', async (_title, document) => {
    const { errors } = await executeDocument(document, undefined, requests(2)(), fault);
    expect(errors).toHaveLength(1);
    expect(await cameBack()).toEqual(allBack);
  });
});

it('where the facts end is asked once for all questions that rest on the same ones', async () => {
  const asked = jest.spyOn(Client.prototype, 'query');
  const open = requests(1);
  const period = 'period: { year: 2026, month: 6 }';
  await ask(
    open(),
    `{
      a: metrics(${period}) { rows { revenue { value } } }
      b: metrics(${period}, by: [REGION]) { rows { revenue { value } } }
      c: metrics(${period}, where: { dimension: REGION, in: ["north"] }) { rows { orders { value } } }
    }`,
  );
  expect(asked.mock.calls.filter((call) => JSON.stringify(call[0]).includes('last_day'))).toHaveLength(1);
  asked.mockRestore();
});

it('one connection is enough for a request with many questions', async () => {
  const open = requests(1);
  await ask(
    open(),
    `mutation {
      north: saveSegment(name: "north", where: { dimension: REGION, in: ["north"] }) { name }
      others: saveSegment(name: "others", where: { not: { segment: "north" } }) { name }
    }`,
  );
  const { dataStatus } = await ask(open(), '{ dataStatus { dataVersion } }');
  const period = 'period: { year: 2026, month: 6 }';
  const answers = await ask(
    open(),
    `{
      whole: metrics(${period}) { rows { revenue { value } buyers { value } acquisitionSpend { value } } }
      segment: metrics(${period}, where: { segment: "north" }) { rows { revenue { value } } }
      buyers: metrics(${period}, where: { metric: { metric: REVENUE, gte: 15 } }) { rows { revenue { value } } }
      known: metrics(${period}, by: [REGION], minDataVersion: "${dataStatus.dataVersion}") { rows { key(dimension: REGION) { label } revenue { value } } }
      segments { name customers }
      targets { value }
      dataStatus { dataVersion }
      dimensionValues(dimension: REGION) { nodes { value } }
      retention(period: { year: 2026, month: 6 }, grain: MONTH) { cohorts { size } }
    }`,
  );
  expect(answers).toMatchObject({
    whole: { rows: [{ revenue: { value: 30 }, buyers: { value: 2 }, acquisitionSpend: { value: 5 } }] },
    segment: { rows: [{ revenue: { value: 10 } }] },
    buyers: { rows: [{ revenue: { value: 20 } }] },
    known: {
      rows: [
        { key: { label: 'north' }, revenue: { value: 10 } },
        { key: { label: 'south' }, revenue: { value: 20 } },
      ],
    },
    segments: [
      { name: 'north', customers: 1 },
      { name: 'others', customers: 1 },
    ],
    targets: [],
    dataStatus: { dataVersion: dataStatus.dataVersion },
    dimensionValues: { nodes: [{ value: 'north' }, { value: 'south' }] },
  });
  expect(connections()).toEqual(allBack);
});
