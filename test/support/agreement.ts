// Holds an answer of the engine against the naive evaluator's: every row that must be there is there, no other, and every
// value, status, numerator, denominator and n agrees.
import type { MetricRow, MetricsResult, MetricValue } from '../../src/query/metrics-result';
import type { NaiveAnswer, NaiveRow, NaiveValue } from './naive/question';

/** What differs, a line each; empty when the answers agree. */
export function disagreements(result: MetricsResult, naive: NaiveAnswer): readonly string[] {
  return [
    ...refusals(result, naive),
    ...rows('row', result.rows, naive.rows),
    ...rows('total', result.totals, naive.totals),
  ];
}

function refusals(result: MetricsResult, naive: NaiveAnswer): readonly string[] {
  const engine = [...result.refused.keys()].sort().join();
  const expected = Object.keys(naive.refused).sort().join();
  const allowed = [...result.refused].flatMap(([metric, { allowed: dimensions = [] }]) => {
    const known = new Set(naive.refused[metric]);
    const differing = [
      ...dimensions.filter((id) => !known.has(id)),
      ...[...known].filter((id) => !dimensions.includes(id)),
    ];
    return differing.length === 0 ? [] : [`${metric} may be sliced by ${differing.join()} in one and not in the other`];
  });
  return [...(engine === expected ? [] : [`refused: engine ${engine}, naive ${expected}`]), ...allowed];
}

const nameOf = (start: string, keys: readonly (string | null)[]): string => JSON.stringify([start, ...keys]);

function rows(kind: string, engine: readonly MetricRow[], naive: readonly NaiveRow[]): readonly string[] {
  const expected = new Map(naive.map((row) => [nameOf(row.start, row.keys), row]));
  const actual = new Map(
    engine.map((row) => [
      nameOf(
        row.period.start,
        row.keys.map(({ value }) => value),
      ),
      row,
    ]),
  );
  const missing = [...expected]
    .filter(([name, row]) => row.required && !actual.has(name))
    .map(([name]) => `${kind} ${name} is missing`);
  const differing = [...actual].flatMap(([name, row]) => {
    const other = expected.get(name);
    if (other === undefined) return [`${kind} ${name} is not there for the naive evaluator`];
    return oneRow(row, other).map((difference) => `${kind} ${name}: ${difference}`);
  });
  return [...(actual.size === engine.length ? [] : [`${kind}s repeat a period and keys`]), ...missing, ...differing];
}

function oneRow(engine: MetricRow, naive: NaiveRow): readonly string[] {
  const shape = (row: { level: string; rolledUp: readonly string[]; periodRolledUp: boolean }, end: string): string =>
    JSON.stringify([row.level, row.rolledUp, row.periodRolledUp, end]);
  const here = shape(engine, engine.period.end);
  const there = shape(naive, naive.end);
  const values = Object.entries(naive.values).flatMap(([metric, value]) =>
    oneValue(engine.values[metric], value).map((difference) => `${metric} ${difference}`),
  );
  return here === there ? values : [`engine ${here}, naive ${there}`, ...values];
}

function oneValue(engine: MetricValue | undefined, naive: NaiveValue): readonly string[] {
  if (engine === undefined) return ['has no value'];
  const differing = (['value', 'status', 'numerator', 'denominator', 'n'] as const).filter(
    (part) => naive[part] !== undefined && !same(engine[part], naive[part]!),
  );
  return differing.map((part) => `${part}: engine ${engine[part]}, naive ${naive[part]}`);
}

/** Counts and money are exact; quotients agree to ten digits. */
function same(left: number | string | null, right: number | string | null): boolean {
  if (typeof left !== 'number' || typeof right !== 'number') return left === right;
  return Math.abs(left - right) <= 1e-10 * Math.max(1, Math.abs(left), Math.abs(right));
}
