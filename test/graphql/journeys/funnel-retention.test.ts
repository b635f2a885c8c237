// The queries `funnel` and `retention` on the fixture company, as a client asks them.
import { ask, errorOf } from '../fixture-api';

const firstHalf = 'period: { from: "2025-01-01", to: "2025-06-30" }';

type Key = { readonly value: string | null; readonly label: string; readonly zh: string };

describe('funnel', () => {
  test('without anything but a period goes through all stages but the trial', async () => {
    const { funnel } = await ask(`{
      funnel(${firstHalf}) {
        rows { keys { value } bottleneck steps { stage reached fromStart fromPrevious medianDays p90Days } }
        resolved { from to asOf timezone engine }
        explain { plan scannedFacts warnings { code } sql }
      }
    }`);
    expect(funnel.rows).toHaveLength(1);
    const [{ keys, bottleneck, steps }] = funnel.rows;
    expect(keys).toEqual([]);
    expect(bottleneck).toBe('REPURCHASED');
    expect(steps.map(({ stage, reached }: { stage: string; reached: number }) => [stage, reached])).toEqual([
      ['LEAD', 6],
      ['CONTACTED', 6],
      ['QUALIFIED', 6],
      ['QUOTED', 6],
      ['WON', 5],
      ['REPURCHASED', 3],
    ]);
    expect(steps[0]).toEqual({
      stage: 'LEAD',
      reached: 6,
      fromStart: 100,
      fromPrevious: null,
      medianDays: null,
      p90Days: null,
    });
    expect(steps[5]).toMatchObject({ fromStart: 50, fromPrevious: 60, medianDays: 18 });
    expect(funnel.resolved).toEqual({
      from: '2025-01-01',
      to: '2025-06-30',
      asOf: '2025-07-01T04:00:00.000Z',
      timezone: 'Asia/Shanghai',
      engine: 'POSTGRES',
    });
    expect(funnel.explain).toMatchObject({ scannedFacts: ['fact_interaction'], warnings: [] });
    expect(funnel.explain.plan).toBe(
      'journeys of customers from LEAD to CONTACTED to QUALIFIED to QUOTED to WON to REPURCHASED, one slice',
    );
    expect(funnel.explain.sql).toHaveLength(1);
  });

  test('takes stages, slices, filters and windows as variables', async () => {
    const question = `query ($stages: [Stage!], $by: [Dimension!], $where: FilterInput, $days: Int, $mature: Boolean) {
      funnel(${firstHalf}, stages: $stages, by: $by, where: $where, windowDays: $days, matureOnly: $mature) {
        rows { keys { dimension value label zh: label(locale: ZH) } steps { reached } }
      }
    }`;
    const { funnel } = await ask(question, {
      stages: ['LEAD', 'WON'],
      by: ['CHANNEL', 'GENDER'],
      where: { dimension: 'CHANNEL', in: ['web'] },
      days: 43,
      mature: true,
    });
    const rows = funnel.rows.map(({ keys, steps }: { keys: Key[]; steps: { reached: number }[] }) => [
      ...keys.map(({ value, label, zh }) => [value, label, zh].join()),
      ...steps.map(({ reached }) => reached),
    ]);
    // jia and nan; mo has not bought, ivan's window is open.
    expect(rows).toEqual([
      ['web,Online store,Online store', 'F,Female,女', 2, 2],
      ['web,Online store,Online store', ',(none),（无）', 1, 0],
    ]);
    const { funnel: defaults } = await ask(question, { stages: null, by: null, where: null, days: null, mature: null });
    expect(defaults.rows[0].steps).toHaveLength(6);
  });

  test.each([
    ['stages: [LEAD]', 'INVALID_ARGUMENT'],
    ['stages: [WON, LEAD]', 'INVALID_ARGUMENT'],
    ['windowDays: -1', 'INVALID_ARGUMENT'],
    ['matureOnly: true', 'INVALID_ARGUMENT'],
    ['by: [PRODUCT]', 'NOT_SLICEABLE'],
    ['where: { dimension: TRANSACTION_KIND, in: ["order"] }', 'NOT_SLICEABLE'],
  ])('%s is one error, %s', async (given, code) => {
    const { data, error } = await errorOf(`{ funnel(${firstHalf}, ${given}) { rows { bottleneck } } }`);
    expect(data).toBeNull();
    expect(error.extensions).toMatchObject({ code, hint: expect.any(String) });
  });

  test('a refused dimension comes with the allowed ones', async () => {
    const { error } = await errorOf(`{ funnel(${firstHalf}, by: [PRODUCT]) { rows { bottleneck } } }`);
    expect(error.message).toContain('A funnel from LEAD cannot be sliced or filtered by PRODUCT.');
    expect(error.extensions?.allowed).toEqual(expect.arrayContaining(['CHANNEL', 'TOPIC', 'HOUR', 'REGION', 'TAG']));
  });
});

describe('retention', () => {
  test('without anything but a period follows monthly cohorts up to now', async () => {
    const { retention } = await ask(`{
      retention(${firstHalf}) {
        cohorts {
          period { start end complete label zh: label(locale: ZH) }
          keys { value }
          size
          cells { offset customers rate revenue mature }
        }
        resolved { from to }
        explain { warnings { code } plan }
      }
    }`);
    expect(retention.cohorts.map(({ size }: { size: number }) => size)).toEqual([2, 2, 1, 1, 1]);
    expect(retention.cohorts[4]).toEqual({
      period: { start: '2025-05-01', end: '2025-05-31', complete: true, label: '2025-05', zh: '2025年5月' },
      keys: [],
      size: 1,
      cells: [
        { offset: 0, customers: 1, rate: 100, revenue: '33.0000', mature: true },
        { offset: 1, customers: 0, rate: 0, revenue: '0.0000', mature: true },
        { offset: 2, customers: 0, rate: 0, revenue: '0.0000', mature: false },
      ],
    });
    expect(retention.resolved).toEqual({ from: '2025-01-01', to: '2025-06-30' });
    expect(retention.explain.warnings).toEqual([]);
  });

  test('takes grain, offsets, slices and filters', async () => {
    const question = `query ($grain: Grain, $offsets: Int, $by: [Dimension!], $where: FilterInput) {
      retention(${firstHalf}, grain: $grain, offsets: $offsets, by: $by, where: $where) {
        cohorts { period { start } keys { value label } size cells { customers } }
      }
    }`;
    const where = { dimension: 'CHANNEL_CATEGORY', in: ['online', 'partner'] };
    const { retention } = await ask(question, { grain: 'QUARTER', offsets: 1, by: ['CHANNEL'], where });
    const rows = retention.cohorts.map(
      (cohort: { period: { start: string }; keys: Key[]; cells: { customers: number }[] }) => [
        cohort.period.start,
        cohort.keys[0]!.label,
        ...cohort.cells.map(({ customers }) => customers),
      ],
    );
    // eve and jia, of whom jia comes back in April; gao and lan, of whom lan comes back in June.
    expect(rows).toEqual([
      ['2025-01-01', 'Mobile app', 2, 1],
      ['2025-01-01', 'Trade fair', 2, 1],
    ]);
    const { retention: defaults } = await ask(question, { grain: null, offsets: null, by: null, where: null });
    expect(defaults.cohorts).toHaveLength(5);
  });

  test('follows customers by active facts', async () => {
    const question = `query ($activity: RetentionActivity) {
      retention(${firstHalf}, activity: $activity, offsets: 1) { cohorts { period { start } size cells { customers revenue } } }
    }`;
    const { retention } = await ask(question, { activity: 'ACTIVE' });
    // jia, nan and mo, who has not bought; jia and nan in April.
    expect(retention.cohorts[2]).toEqual({
      period: { start: '2025-03-01' },
      size: 3,
      cells: [
        { customers: 3, revenue: '140.0000' },
        { customers: 2, revenue: '170.0000' },
      ],
    });
    const { retention: purchases } = await ask(question, { activity: null });
    expect(purchases.cohorts[2]).toMatchObject({ period: { start: '2025-03-01' }, size: 1 });
  });

  test('warns of a period that cuts a cohort', async () => {
    const { retention } = await ask(
      `{ retention(period: { from: "2025-02-15", to: "2025-02-28" }) { cohorts { size period { start } } explain { warnings { code message } } resolved { warnings { zh: message(locale: ZH) } } } }`,
    );
    expect(retention.cohorts).toEqual([{ size: 1, period: { start: '2025-02-01' } }]);
    expect(retention.explain.warnings).toEqual([
      { code: 'COHORT_CUT', message: expect.stringContaining('cuts the cohort 2025-02') },
    ]);
    expect(retention.resolved.warnings).toEqual([{ zh: expect.stringContaining('截断了 2025年2月') }]);
  });

  test.each([
    ['offsets: -1', 'INVALID_ARGUMENT'],
    ['by: [TOPIC]', 'NOT_SLICEABLE'],
    ['activity: ACTIVE, by: [PRODUCT]', 'NOT_SLICEABLE'],
    ['by: [REGION, REGION]', 'INVALID_ARGUMENT'],
    ['where: { dimension: OUTCOME, isNull: true }', 'NOT_SLICEABLE'],
  ])('%s is one error, %s', async (given, code) => {
    const { data, error } = await errorOf(`{ retention(${firstHalf}, ${given}) { cohorts { size } } }`);
    expect(data).toBeNull();
    expect(error.extensions).toMatchObject({ code, hint: expect.any(String) });
  });
});
