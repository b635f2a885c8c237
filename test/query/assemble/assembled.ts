// Answers assembled from measures given by hand, and how their rows are shown.

import type { Temporal } from 'temporal-polyfill';
import { measureKey } from '../../../src/metrics/measure';
import { targetsOf } from '../../../src/model/target';
import { assemble } from '../../../src/query/assemble/assemble';
import type { Measured } from '../../../src/query/measure/measure';
import { planQuery } from '../../../src/query/plan/plan';
import { parseQuestion } from '../../../src/query/question/metric-query';
import type { MetricQuestion } from '../../../src/query/question/metric-question';
import type { MetricRow } from '../../../src/query/question/metrics-result';
import type { MeasureCell } from '../../../src/sql/compiled-query';
import { atOnce } from '../../../src/turns';
import { now, settings } from '../around';

export { now };

type Question = Omit<MetricQuestion, 'period'> & Partial<MetricQuestion>;
export type Row = readonly [bucket: number, keys: readonly (string | null)[], ...measures: MeasureCell[]];

/** The answer to a question whose statements, in the order of the plan, measure these rows. */
export function answeredAt(instant: Temporal.Instant, question: Question, ...statements: readonly Row[][]) {
  const query = parseQuestion({ period: { year: 2025, quarter: 1 }, ...question }, { settings, now: instant });
  const { levels, statements: planned } = planQuery(query);
  expect(statements).toHaveLength(planned.length);
  const measured = planned.map(
    ({ level, measures }, index): Measured => ({
      level,
      compiled: {
        sql: '',
        parameters: [],
        columns: { keys: level.by.length, measures: measures.map(measureKey) },
        reads: [],
      },
      rows: statements[index]!.map(([bucket, keys, ...cells]) => ({ bucket, keys, measures: cells })),
    }),
  );
  return atOnce(assemble(query, levels, measured, { version: '17', targets: targetsOf([]) }));
}

export const answered = (question: Question, ...statements: readonly Row[][]) =>
  answeredAt(now, question, ...statements);

export const shown = (rows: readonly MetricRow[]) =>
  rows.map(({ period, keys, values }) => [
    period.start,
    ...keys.map(({ value }) => value),
    ...Object.values(values).map(({ value }) => value),
  ]);
