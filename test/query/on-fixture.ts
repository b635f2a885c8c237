// Questions to the fixture company on both engines, and how their rows are shown.

import type { SavedFilters } from '../../src/model/filters';
import { answer } from '../../src/query/answer';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import type { MetricRow, MetricsResult } from '../../src/query/question/metrics-result';
import { fixtureCompany } from '../support/fixture';

export const before = { name: 'before', mode: 'PREVIOUS_PERIOD' };
/** To twelve digits or so. */
export const about = (value: number): unknown => expect.closeTo(value, 9);

export function onEachEngine(
  title: string,
  question: MetricQuestion,
  check: (result: MetricsResult) => void,
  segments: SavedFilters = new Map(),
): void {
  it(title, async () => {
    for (const context of (await fixtureCompany()).contexts)
      check(await answer(question, { ...context, segments: async () => segments }));
  });
}

export const members = ({ keys }: MetricRow): readonly (string | null)[] => keys.map(({ value }) => value);
export const numbers = ({ values }: MetricRow): readonly (number | null)[] =>
  Object.values(values).map(({ value }) => value);
export const shown = (rows: readonly MetricRow[]): readonly (readonly (string | number | null)[])[] =>
  rows.map((row) => [...members(row), ...numbers(row)]);
/** Its days, value, change, change in percent, and whether that is better. */
export const compared = (row: MetricRow, metric: string, name: string): readonly unknown[] => {
  const { period, value, change, changePercent, better } = row.values[metric]!.comparisons[name]!;
  return [`${period.start}..${period.end}`, value, change, changePercent, better];
};
