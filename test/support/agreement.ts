// Holds an answer of the engine against the naive evaluator's: every row that must be there is there, no other, and every
// value, status, numerator, denominator and n agrees, and what stands beside a value.
import type { ComparisonAnswer, MetricRow, MetricsResult, MetricValue } from '../../src/query/question/metrics-result';
import { besideDiffers, newsDiffers, same, type Tally } from './agreement-beside';
import { orderDiffers } from './agreement-order';
import type { NaiveAnswer, NaiveComparison, NaiveQuestion, NaiveRow, NaiveValue } from './naive/question';
import { OTHER } from './naive/top';

export type About = {
  /** The metrics asked for, not those that only choose rows. */
  readonly metrics: readonly string[];
  readonly hasBegun: (date: string) => boolean;
  readonly isOver: (date: string) => boolean;
  readonly question: NaiveQuestion;
  readonly tally: Tally;
};

/** What differs, a line each; empty when the answers agree. */
export function disagreements(result: MetricsResult, naive: NaiveAnswer, about: About): readonly string[] {
  const naiveRows = byName(naive.rows);
  const { length } = result.rows;
  return [
    ...(result.groupCount === length ? [] : [`${result.groupCount} groups in ${length} rows`]),
    ...(result.pageInfo.hasNextPage ? ['there is a next page'] : []),
    ...orderDiffers(result.rows, about.question, (row) => naiveRows.get(nameOfAnswer(row)), about.tally),
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

const nameOfAnswer = (row: MetricRow): string =>
  nameOf(
    row,
    row.period.start,
    row.keys.map(({ value }) => value),
  );
const byName = (rows: readonly NaiveRow[]): ReadonlyMap<string, NaiveRow> =>
  new Map(rows.map((row) => [nameOf(row, row.start, row.keys), row]));

type Named = { readonly level: string; readonly rolledUp: readonly string[]; readonly periodRolledUp: boolean };

function rows(kind: string, engine: readonly MetricRow[], naive: readonly NaiveRow[], about: About): readonly string[] {
  const expected = byName(naive);
  const actual = new Map(engine.map((row) => [nameOfAnswer(row), row]));
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

function oneRow(engine: MetricRow, naive: NaiveRow, about: About): readonly string[] {
  const { metrics, question, isOver, tally } = about;
  const shape = (row: Named, end: string, complete: boolean): string =>
    JSON.stringify([row.level, row.rolledUp, row.periodRolledUp, end, complete ? 'complete' : 'open']);
  const here = shape(engine, engine.period.end, engine.period.complete);
  const there = shape(naive, naive.end, isOver(naive.end));
  const values = Object.entries(naive.values)
    .filter(([metric]) => metrics.includes(metric))
    .flatMap(([metric, value]) => {
      const answered = engine.values[metric];
      if (answered === undefined) return [`${metric} has no value`];
      const beside = besideDiffers(metric, answered, naive, question.shares !== false, tally);
      return [...oneValue(metric, answered, value), ...beside].map((difference) => `${metric} ${difference}`);
    });
  const compared = Object.entries(naive.compared).flatMap(([metric, byName]) =>
    engine.values[metric] === undefined
      ? []
      : Object.entries(byName).flatMap(([name, other]) =>
          oneComparison(metric, engine.values[metric]!.comparisons[name] ?? null, other, about).map(
            (difference) => `${metric}@${name} ${difference}`,
          ),
        ),
  );
  return here === there ? [...values, ...compared] : [`engine ${here}, naive ${there}`, ...values, ...compared];
}

function oneComparison(
  metric: string,
  engine: ComparisonAnswer | null,
  naive: NaiveComparison | null,
  { hasBegun, isOver, tally }: About,
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
  const lastDigit = lastDigits[metric] ?? 0;
  // Of the values of both periods; a change in percent is of what it is compared with.
  const digits = { value: lastDigit, change: 2 * lastDigit, changePercent: percentDigits(lastDigit, naive) };
  const differing = (['start', 'end', 'value', 'change', 'changePercent'] as const)
    // A change in percent is a quotient of the values less 100, and as exact as that quotient.
    .filter((part) => !same(asQuotient(part, parts[part]), asQuotient(part, naive[part])))
    .filter((part) => part === 'start' || part === 'end' || !isOff(parts[part], naive[part], digits[part]))
    .map((part) => `${part}: engine ${parts[part]}, naive ${naive[part]}`);
  if (engine.period.complete !== isOver(naive.end)) differing.push(`complete: engine ${engine.period.complete}`);
  return [...differing, ...newsDiffers(metric, engine, naive.change, tally)];
}

const asQuotient = (part: string, value: number | string | null): number | string | null =>
  part === 'changePercent' && typeof value === 'number' ? value + 100 : value;

/** Forecasts are kept to nine decimals: two ways to work one out may fall on either side of half a digit. What that digit is worth. */
const lastDigits: Readonly<Record<string, number>> = {
  EXPECTED_PURCHASES: 1e-9,
  CLV_PREDICTED: 1e-9,
  CHURN_RISK: 1e-7,
};

const percentDigits = (lastDigit: number, { value, changePercent }: NaiveComparison): number =>
  value === null || changePercent === null
    ? 0
    : (100 * lastDigit * (2 + Math.abs(changePercent) / 100)) / Math.abs(value);

/** Whether two numbers differ by no more than a digit that is worth so much. */
const isOff = (left: unknown, right: unknown, digit: number): boolean =>
  typeof left === 'number' && typeof right === 'number' && Math.abs(left - right) < 1.5 * digit;

function oneValue(metric: string, engine: MetricValue, naive: NaiveValue): readonly string[] {
  const lastDigit = lastDigits[metric] ?? 0;
  const differing = (['value', 'status', 'numerator', 'denominator', 'n'] as const).filter(
    (part) =>
      naive[part] !== undefined && !same(engine[part], naive[part]!) && !isOff(engine[part], naive[part], lastDigit),
  );
  return differing.map((part) => `${part}: engine ${engine[part]}, naive ${naive[part]}`);
}
