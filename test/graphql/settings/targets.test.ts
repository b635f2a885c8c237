// Targets on the fixture company: listed, set, deleted, and seen by the answers that follow.
import { ask, errorOf, fixtureContext } from '../fixture-api';

const march = 'period: { year: 2025, month: 3 }';
const version = async (): Promise<number> =>
  Number((await ask('{ dataStatus { dataVersion } }')).dataStatus.dataVersion);

const set = (input: string) =>
  ask(`mutation { setTarget(input: { ${input} }) { metric from to value dimension member } }`).then(
    ({ setTarget }) => setTarget,
  );

const targetOfMarch = async () =>
  (await ask(`{ metrics(${march}) { rows { revenue { target { value attainment met } } } } }`)).metrics.rows[0].revenue
    .target;

test('are listed by metric, days and slice', async () => {
  const { all, revenue, nps } = await ask(
    '{ all: targets { metric from } revenue: targets(metric: REVENUE) { metric from to value dimension member } nps: targets(metric: NPS) { metric } }',
  );
  expect(all).toHaveLength(5);
  expect(nps).toEqual([]);
  expect(revenue.slice(0, 3)).toEqual([
    { metric: 'REVENUE', from: '2025-01-01', to: '2025-03-31', value: '3000.0000', dimension: null, member: null },
    { metric: 'REVENUE', from: '2025-03-01', to: '2025-03-31', value: '1200.0000', dimension: null, member: null },
    { metric: 'REVENUE', from: '2025-03-01', to: '2025-03-31', value: '700.0000', dimension: 'CHANNEL', member: 'web' },
  ]);
});

test('stand beside the values of their slice and days', async () => {
  const { metrics } = await ask(`{
    metrics(${march}, by: [CHANNEL], totals: GRAND) {
      rows { key(dimension: CHANNEL) { value } revenue { target { value attainment met } } csat { target { value } } }
      totals { revenue { target { value attainment met } } }
    }
  }`);
  const noTarget = { revenue: { target: null } };
  expect(metrics.rows).toMatchObject([
    { key: { value: 'app' }, ...noTarget },
    { key: { value: 'shop' }, ...noTarget },
    { key: { value: 'web' }, revenue: { target: { value: 700, attainment: 73000 / 700, met: true } } },
  ]);
  expect(metrics.rows[0].csat.target).toEqual({ value: 80 });
  expect(metrics.totals[0].revenue.target).toEqual({ value: 1200, attainment: 105, met: true });
});

describe('setting a target', () => {
  test('changes the answers and the data version; setting it again changes nothing', async () => {
    const before = await version();
    const input = 'metric: REVENUE, from: "2025-03-01", to: "2025-03-31", value: 1260.5';
    expect(await set(input)).toEqual({
      metric: 'REVENUE',
      from: '2025-03-01',
      to: '2025-03-31',
      value: '1260.5000',
      dimension: null,
      member: null,
    });
    expect(await version()).toBe(before + 1);
    expect(await targetOfMarch()).toEqual({ value: 1260.5, attainment: (100 * 1260) / 1260.5, met: false });
    await set(input.replace('1260.5', '"1260.50"'));
    expect(await version()).toBe(before + 1);
    await set(input.replace('1260.5', '1200'));
    expect(await version()).toBe(before + 2);
    expect((await ask('{ targets { metric } }')).targets).toHaveLength(5);
  });

  test('of a member leaves the others alone, and is seen by the attainment', async () => {
    await set(`metric: REVENUE, from: "2025-03-01", to: "2025-03-31", value: 880, dimension: CHANNEL, member: "shop"`);
    const { metrics } = await ask(`{
      metrics(${march}, by: [CHANNEL]) { rows { key(dimension: CHANNEL) { value } targetAttainment { value numerator denominator } } }
    }`);
    expect(metrics.rows.map((row: { targetAttainment: unknown }) => row.targetAttainment)).toEqual([
      { value: null, numerator: null, denominator: null },
      { value: 50, numerator: 440, denominator: 880 },
      { value: 73000 / 700, numerator: 730, denominator: 700 },
    ]);
    await ask(
      'mutation { deleteTarget(metric: REVENUE, from: "2025-03-01", to: "2025-03-31", dimension: CHANNEL, member: "shop") }',
    );
  });

  test('makes the cursors of answers that targets stand in expire', async () => {
    const page = (after: string | null) =>
      `{ metrics(${march}, by: [CHANNEL], first: 1, after: ${JSON.stringify(after)}) { rows { revenue { value } } pageInfo { endCursor } } }`;
    const members = (after: string | null) =>
      `{ dimensionValues(dimension: CHANNEL, first: 1, after: ${JSON.stringify(after)}) { nodes { value } pageInfo { endCursor } } }`;
    const { metrics } = await ask(page(null));
    const { dimensionValues } = await ask(members(null));
    await set('metric: NPS, from: "2025-03-01", to: "2025-03-31", value: 50');
    expect((await errorOf(page(metrics.pageInfo.endCursor))).error.extensions?.code).toBe('CURSOR_EXPIRED');
    // Members have no targets.
    expect((await ask(members(dimensionValues.pageInfo.endCursor))).dimensionValues.nodes).toHaveLength(1);
    await ask('mutation { deleteTarget(metric: NPS, from: "2025-03-01", to: "2025-03-31") }');
  });

  test('is on record as a load of its own', async () => {
    await set('metric: CSAT, from: "2025-01-01", to: "2025-12-31", value: 85, dimension: REGION, member: "north"');
    const { warehouse } = await fixtureContext();
    const { rows } = await warehouse.pool.query(
      `SELECT kind, source, file, target_table, read, inserted, updated, load.load_id = target.load_id AS its
       FROM load JOIN load_count USING (load_id), target WHERE target.metric = 'csat' ORDER BY load.load_id DESC LIMIT 1`,
    );
    expect(rows).toEqual([
      {
        kind: 'ingest',
        source: 'setTarget csat 2025-01-01..2025-12-31',
        file: 'setTarget',
        target_table: 'targets',
        read: 1,
        inserted: 1,
        updated: 0,
        its: true,
      },
    ]);
    await ask(
      'mutation { deleteTarget(metric: CSAT, from: "2025-01-01", to: "2025-12-31", dimension: REGION, member: "north") }',
    );
  });
});

test('of a member that nothing has is set and listed with a warning, in both languages', async () => {
  const key = 'metric: REVENUE, from: "2025-03-01", to: "2025-03-31", dimension: CHANNEL, member: "wbe"';
  const warnings = 'warnings { code en: message zh: message(locale: ZH) }';
  const expected = [
    {
      code: 'TARGET_OF_UNKNOWN_MEMBER',
      en: 'Nothing has the CHANNEL "wbe" yet: no value stands beside this target.',
      zh: '目前没有任何数据属于 CHANNEL “wbe”：该目标旁不会有数值。',
    },
  ];
  const { setTarget } = await ask(`mutation { setTarget(input: { ${key}, value: 1 }) { ${warnings} } }`);
  expect(setTarget.warnings).toEqual(expected);
  const { targets } = await ask(`{ targets(metric: REVENUE) { member ${warnings} } }`);
  const byMember = new Map(targets.map((target: { member: string | null }) => [target.member, target]));
  expect(byMember.get('wbe')).toMatchObject({ warnings: expected });
  expect([byMember.get('web'), byMember.get(null)]).toMatchObject([{ warnings: [] }, { warnings: [] }]);
  await ask(`mutation { deleteTarget(${key}) }`);
});

describe('deleting a target', () => {
  test('tells whether there was one, and changes answers and version where there was', async () => {
    const key = 'metric: CHURN_RATE, from: "2025-03-01", to: "2025-03-31"';
    await set(`${key}, value: 5`);
    const before = await version();
    const churn = async () =>
      (await ask(`{ metrics(${march}) { rows { churnRate { target { value } } } } }`)).metrics.rows[0].churnRate.target;
    expect(await churn()).toEqual({ value: 5 });
    expect(await ask(`mutation { deleteTarget(${key}) }`)).toEqual({ deleteTarget: true });
    expect(await version()).toBe(before + 1);
    expect(await churn()).toEqual({ value: 10 });
    expect(await ask(`mutation { deleteTarget(${key}) }`)).toEqual({ deleteTarget: false });
    expect(await version()).toBe(before + 1);
    const { error } = await errorOf(`mutation { deleteTarget(${key}, member: "web") }`);
    expect(error.extensions?.code).toBe('INVALID_ARGUMENT');
  });
});

describe('a target is refused', () => {
  const whole = 'metric: REVENUE, from: "2025-03-01", to: "2025-03-31"';
  const value = 'value: 1';
  test.each([
    [`metric: REVENUE, from: "2025-03-31", to: "2025-03-01", ${value}`, 'INVALID_PERIOD'],
    [`metric: REVENUE, from: "1969-12-31", to: "2025-03-01", ${value}`, 'INVALID_PERIOD'],
    [`metric: REVENUE, from: "2025-03-01", to: "2100-01-01", ${value}`, 'INVALID_PERIOD'],
    [`${whole}, ${value}, dimension: CHANNEL`, 'INVALID_ARGUMENT'],
    [`${whole}, ${value}, member: "web"`, 'INVALID_ARGUMENT'],
    [`${whole}, ${value}, dimension: TOPIC, member: "delivery"`, 'METRIC_NOT_SLICEABLE'],
    [`${whole}, ${value}, dimension: CHANNEL, member: ""`, 'INVALID_ARGUMENT'],
    [`${whole}, ${value}, dimension: CHANNEL, member: "${'x'.repeat(501)}"`, 'INVALID_ARGUMENT'],
    [`${whole}, ${value}, dimension: CHANNEL, member: "a\\u0000"`, 'INVALID_ARGUMENT'],
    [`${whole}, ${value}, dimension: WEEKDAY, member: "Monday"`, 'UNKNOWN_MEMBER'],
    [`${whole}, ${value}, dimension: AGE_BAND, member: "30-40"`, 'UNKNOWN_MEMBER'],
    [`${whole}, ${value}, dimension: HOUR, member: "24"`, 'UNKNOWN_MEMBER'],
    [`${whole}, ${value}, dimension: BUYER_TYPE, member: "new"`, 'UNKNOWN_MEMBER'],
    [`${whole}, ${value}, dimension: COHORT_MONTH, member: "2025"`, 'INVALID_ARGUMENT'],
    [
      `metric: CLV, from: "2025-03-01", to: "2025-03-31", ${value}, dimension: CUSTOMER, member: "anna"`,
      'METRIC_NOT_SLICEABLE',
    ],
    [`${whole}, value: 0.00001`, 'INVALID_ARGUMENT'],
    [`${whole}, value: 100000000000000`, 'INVALID_ARGUMENT'],
  ])('%s: %s', async (input, code) => {
    const before = await version();
    const { data, error } = await errorOf(`mutation { setTarget(input: { ${input} }) { value } }`);
    expect(data).toBeNull();
    expect(error.extensions?.code).toBe(code);
    expect(await version()).toBe(before);
  });
});
