// How long it takes from a question to its SQL: the whole catalogue, by four dimensions, for one period and for each of
// twelve months. No database takes part.
import { Temporal } from 'temporal-polyfill';
import { readConfig } from '../../src/config/config';
import { metricEnumValues } from '../../src/metrics/catalog';
import { compileStatement } from '../../src/query/compile/statement';
import { planQuery } from '../../src/query/plan/plan';
import { parseQuestion } from '../../src/query/question/metric-query';
import type { MetricQuestion } from '../../src/query/question/metric-question';
import { postgresDialect } from '../../src/sql/postgres';
import { asOf } from './bench-cluster';
import { type Figure, median } from './figure';

const most = 5;
const warmUp = 100;
const runs = 500;

const questions: readonly { readonly name: string; readonly question: Omit<MetricQuestion, 'metrics' | 'by'> }[] = [
  { name: 'three years', question: { period: { from: '2023-01-01', to: '2025-12-31' } } },
  { name: 'twelve months', question: { period: { last: 12, unit: 'MONTH' }, grain: 'MONTH' } },
];

export function planningFigures(): readonly Figure[] {
  const settings = readConfig({});
  const now = Temporal.Instant.from(asOf);
  const compile = (question: MetricQuestion) => {
    const started = performance.now();
    const query = parseQuestion(question, { settings, now });
    const plan = planQuery(query);
    const compiled = plan.statements.map((statement) =>
      compileStatement(statement, { scope: query.scope, dialect: postgresDialect }),
    );
    return { milliseconds: performance.now() - started, metrics: query.metrics.size, statements: compiled.length };
  };
  return questions.map(({ name, question: rest }) => {
    const question = {
      ...rest,
      metrics: metricEnumValues,
      by: ['REGION', 'AGE_BAND', 'ACQUISITION_CHANNEL', 'COHORT_MONTH'],
    };
    const first = compile(question);
    for (let run = 0; run < warmUp; run += 1) compile(question);
    const times = Array.from({ length: runs }, () => compile(question).milliseconds);
    const middle = median(times);
    return {
      name: `Planning ${first.metrics} of ${metricEnumValues.length} metrics by region, age band, acquisition channel and cohort month, ${name}`,
      goal: `under ${most} ms`,
      figure: `${middle.toFixed(2)} ms (${first.statements} statements; the first time ${first.milliseconds.toFixed(1)} ms)`,
      met: middle < most,
    };
  });
}
