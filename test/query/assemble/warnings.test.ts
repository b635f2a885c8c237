// Which warnings follow from what was found of the data: literal cases on both sides of every border.
import { cutByLimit, endsEarly, leftOut, withoutData } from '../../../src/query/assemble/warnings';
import type { MetricRow } from '../../../src/query/question/metrics-result';
import type { Warning } from '../../../src/warnings';

const sentences = (warnings: readonly Warning[]) => warnings.map(({ code, message }) => `${code}: ${message.en}`);

describe('facts that end early', () => {
  const until = (lastDay: string | null) =>
    sentences(endsEarly([{ table: 'fact_transaction', lastDay, periodEnd: '2026-06-30' }]));

  it('are those of more than a day before the last day of the period', () => {
    expect(until('2026-06-30')).toEqual([]);
    expect(until('2026-06-29')).toEqual([]);
    expect(until('2026-06-28')).toEqual([
      'DATA_ENDS_EARLY: The last of the transactions is of 2026-06-28, the period runs to 2026-06-30: its last days may lack data.',
    ]);
    expect(until('2026-07-02')).toEqual([]);
  });

  it('are counted by the calendar, also over the end of a month', () => {
    const until = (lastDay: string) => endsEarly([{ table: 'fact_spend', lastDay, periodEnd: '2026-03-01' }]);
    expect(until('2026-02-28')).toEqual([]);
    expect(until('2026-02-27')).toHaveLength(1);
  });

  it('may be none at all', () => {
    expect(until(null)).toEqual([
      'DATA_ENDS_EARLY: There are no transactions at all: what is counted of them is 0 or missing.',
    ]);
  });

  it('are told for each table that is read', () => {
    const periodEnd = '2026-06-30';
    const warnings = endsEarly([
      { table: 'fact_transaction', lastDay: '2026-06-30', periodEnd },
      { table: 'fact_interaction', lastDay: '2026-06-01', periodEnd },
      { table: 'fact_spend', lastDay: '2026-05-31', periodEnd },
    ]);
    expect(warnings.map(({ message }) => message.zh)).toEqual([
      '互动数据只到 2026-06-01，而查询期到 2026-06-30：最后几天的数据可能缺失。',
      '费用数据只到 2026-05-31，而查询期到 2026-06-30：最后几天的数据可能缺失。',
    ]);
  });
});

it('facts later than now are told with their number', () => {
  const now = '2026-07-01T09:31:00Z';
  expect(leftOut(0, now)).toEqual([]);
  expect(sentences([...leftOut(1, now), ...leftOut(12, now)])).toEqual([
    'LATER_FACTS_LEFT_OUT: 1 fact is later than 2026-07-01T09:31:00Z, the now of this answer, and left out.',
    'LATER_FACTS_LEFT_OUT: 12 facts are later than 2026-07-01T09:31:00Z, the now of this answer, and left out.',
  ]);
});

describe('a comparison without data', () => {
  /** A row with one metric, compared by name with a value, or with no bucket at all. */
  const row = (others: Readonly<Record<string, number | null>>): MetricRow => {
    const comparisons = Object.entries(others).map(([name, value]) => [name, { value }]);
    return { values: { REVENUE: { comparisons: Object.fromEntries(comparisons) } } } as unknown as MetricRow;
  };
  const named = (rows: readonly MetricRow[], totals: readonly MetricRow[] = []) =>
    sentences(withoutData(['before', 'lastYear'], { rows, totals }));

  it('is one of which every value is 0, missing or without a period', () => {
    expect(named([row({ before: 5, lastYear: 0 }), row({ before: 0, lastYear: null }), row({ before: 1 })])).toEqual([
      'COMPARISON_WITHOUT_DATA: The comparison lastYear has no data: every value of it is 0 or missing.',
    ]);
  });

  it('has data where one row or total has some, be it negative', () => {
    expect(named([row({ before: -5, lastYear: 0 })], [row({ before: 0, lastYear: 1 })])).toEqual([]);
  });

  it('is not told where there is no value to compare', () => {
    expect(named([])).toEqual([]);
  });
});

describe('rows that the usual limit leaves out', () => {
  const cut = (given: Parameters<typeof cutByLimit>[0], of: number) => sentences(cutByLimit(given, 1000, of));

  it('are told where no other number is asked for', () => {
    const told = [
      'LIMIT_CUT: The answer holds 1000 of 1001 rows, as many as first allows unless it is given. Page with after, or give first.',
    ];
    expect([cut({}, 1001), cut({ first: 1000, after: null }, 1001)]).toEqual([told, told]);
    expect(cut({}, 1000)).toEqual([]);
  });

  it('are not told to whoever asks for a number, or pages', () => {
    expect([cut({ first: 10 }, 1001), cut({ after: 'x' }, 1001)]).toEqual([[], []]);
  });
});
