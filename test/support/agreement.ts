// Holds an answer of the engine against the naive evaluator's: every row that must be there is there, no other, and every
// value, status, numerator, denominator and n agrees.
import type { ComparisonAnswer, MetricRow, MetricsResult, MetricValue } from '../../src/query/metrics-result';
import type { NaiveAnswer, NaiveComparison, NaiveRow, NaiveValue } from './naive/question';
import { OTHER } from './naive/top';

/** What differs, a line each; empty when the answers agree. */
export type About = {
  /** The metrics asked for, not those that only choose rows. */
  readonly metrics: readonly string[];
  readonly hasBegun: (date: string) => boolean;
};

export function disagreements(result: MetricsResult, naive: NaiveAnswer, about: About): readonly string[] {
  return [
    ...refusals(result, naive),
    ...rows('row', result.rows, naive.rows, about),
    ...rows('total', result.totals, naive.totals, about),
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

const nameOf = (row: Named, start: string, keys: readonly (string | null)[]): string =>
  JSON.stringify([
    start,
    ...(row.level === 'OTHER' ? [OTHER, ...keys.slice(1)] : keys),
    ...row.rolledUp.map((id) => `-${id}`),
    ...(row.periodRolledUp ? ['-period'] : []),
  ]);

type Named = { readonly level: string; readonly rolledUp: readonly string[]; readonly periodRolledUp: boolean };

function rows(kind: string, engine: readonly MetricRow[], naive: readonly NaiveRow[], about: About): readonly string[] {
  const expected = new Map(naive.map((row) => [nameOf(row, row.start, row.keys), row]));
  const actual = new Map(
    engine.map((row) => [
      nameOf(
        row,
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
    return oneRow(row, other, about).map((difference) => `${kind} ${name}: ${difference}`);
  });
  return [...(actual.size === engine.length ? [] : [`${kind}s repeat a period and keys`]), ...missing, ...differing];
}

function oneRow(engine: MetricRow, naive: NaiveRow, { metrics, hasBegun }: About): readonly string[] {
  const shape = (row: { level: string; rolledUp: readonly string[]; periodRolledUp: boolean }, end: string): string =>
    JSON.stringify([row.level, row.rolledUp, row.periodRolledUp, end]);
  const here = shape(engine, engine.period.end);
  const there = shape(naive, naive.end);
  const values = Object.entries(naive.values)
    .filter(([metric]) => metrics.includes(metric))
    .flatMap(([metric, value]) =>
      oneValue(engine.values[metric], value).map((difference) => `${metric} ${difference}`),
    );
  const compared = Object.entries(naive.compared).flatMap(([metric, byName]) =>
    engine.values[metric] === undefined
      ? []
      : Object.entries(byName).flatMap(([name, other]) =>
          oneComparison(engine.values[metric]!.comparisons[name] ?? null, other, hasBegun).map(
            (difference) => `${metric}@${name} ${difference}`,
          ),
        ),
  );
  return here === there ? [...values, ...compared] : [`engine ${here}, naive ${there}`, ...values, ...compared];
}

function oneComparison(
  engine: ComparisonAnswer | null,
  naive: NaiveComparison | null,
  hasBegun: About['hasBegun'],
): readonly string[] {
  if (engine === null || naive === null) {
    // What has not begun is no comparison of an answer; the evaluator shows it with nothing in it.
    return engine === null && (naive === null || !hasBegun(naive.start))
      ? []
      : [`engine ${JSON.stringify(engine)}, naive ${JSON.stringify(naive)}`];
  }
  const parts = {
    start: engine.period.start,
    end: engine.period.end,
    value: engine.value,
    change: engine.change,
    changePercent: engine.changePercent,
  };
  return (['start', 'end', 'value', 'change', 'changePercent'] as const)
    .filter((part) => !same(parts[part], naive[part]))
    .map((part) => `${part}: engine ${parts[part]}, naive ${naive[part]}`);
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
