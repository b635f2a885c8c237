// From measures to a metric's value: dividing, scaling, null rules and statuses (METRICS.md, Values). Pure functions.
import { Decimal } from 'decimal.js';
import { type Measure, measureKey } from '../../metrics/measure';
import type { Formula, MetricDefinition, Quantity, Unit } from '../../metrics/metric';
import type { MeasureCell } from '../../sql/compiled-query';
import type { Cells } from '../measure/slices';
import type { MetricValue, ValueStatus } from '../question/metrics-result';
import { type Interval, scoreInterval, wilsonInterval } from './interval';

function cellOf({ places, values }: Cells, measure: Measure): MeasureCell {
  const place = places.get(measureKey(measure));
  return place === undefined ? null : (values[place] ?? null);
}

export type ValueContext = {
  readonly days: number;
  /** The metric's own window after the bucket is still open. */
  readonly immature: boolean;
};

const smallestSample = 30;

/** The worst first: a composite takes the worst of its parts. */
const severity: readonly ValueStatus[] = ['NO_DATA', 'ZERO_DENOMINATOR', 'IMMATURE', 'CAPPED', 'LOW_SAMPLE', 'OK'];

export function metricValue(metric: MetricDefinition, cells: Cells, context: ValueContext): MetricValue {
  const value = evaluate(metric.formula, metric.unit, cells, context.days);
  if (value.value === null || !context.immature) return value;
  return { ...value, status: 'IMMATURE' };
}

type ValueDetails = Partial<Pick<MetricValue, 'exact' | 'numerator' | 'denominator' | 'n' | 'interval'>>;

const nothingCompared: MetricValue['comparisons'] = Object.freeze({});

const valueWith = (
  status: ValueStatus,
  value: number | null,
  { exact = null, numerator = null, denominator = null, n = null, interval = null }: ValueDetails = {},
): MetricValue => ({
  value,
  exact,
  status,
  numerator,
  denominator,
  n,
  interval,
  share: null,
  comparisons: nothingCompared,
  target: null,
});

/** Of a value that is kept back nothing is told. */
export const suppressedValue: MetricValue = Object.freeze(valueWith('SUPPRESSED', null));

const missing = (status: ValueStatus, beside?: ValueDetails): MetricValue => valueWith(status, null, beside);

function evaluate(formula: Formula, unit: Unit, cells: Cells, days: number): MetricValue {
  if (formula.kind === 'total') {
    const exact = exactOf(cellOf(cells, formula.of), unit);
    const value = Number(exact);
    const n = formula.behind === undefined ? value : measureNumber(formula.behind, cells, days);
    return valueWith('OK', value, { exact, n });
  }
  const amount = (of: Quantity): number =>
    of.reduce(
      (sum, { coefficient, factors }) =>
        sum + coefficient * factors.reduce((product, factor) => product * measureNumber(factor, cells, days), 1),
      0,
    );
  switch (formula.kind) {
    case 'ratio': {
      const numerator = amount(formula.numerator);
      const denominator = amount(formula.denominator);
      const n = formula.behind === undefined ? denominator : measureNumber(formula.behind, cells, days);
      if (formula.needs !== undefined && measureNumber(formula.needs, cells, days) === 0)
        return missing('NO_DATA', { n });
      if (denominator === 0) return missing('ZERO_DENOMINATOR', { numerator, denominator, n });
      const isShare = formula.sample === 'share';
      const status = isShare && denominator < smallestSample ? 'LOW_SAMPLE' : 'OK';
      const interval = isShare ? intervalOf(formula.numerator, amount, denominator) : null;
      return valueWith(status, quotientOf(formula.scale, numerator, denominator), {
        numerator,
        denominator,
        n,
        interval,
      });
    }
    case 'mean': {
      const count = measureNumber(formula.count, cells, days);
      if (count === 0) return missing('NO_DATA', { numerator: 0, denominator: 0, n: 0 });
      const sum = scaled(measureNumber(formula.sum, cells, days), formula.scale);
      const status = count < smallestSample ? 'LOW_SAMPLE' : 'OK';
      return valueWith(status, sum / count, { numerator: sum, denominator: count, n: count });
    }
    case 'percentile': {
      const count = measureNumber(formula.count, cells, days);
      const cell = cellOf(cells, formula.of);
      if (count === 0 || cell === null) return missing('NO_DATA', { n: 0 });
      return valueWith('OK', Number(cell) * formula.scale, { n: count });
    }
    case 'capped': {
      const numerator = amount(formula.numerator);
      const denominator = amount(formula.denominator);
      if (numerator === 0) return missing('ZERO_DENOMINATOR', { numerator, denominator, n: 0 });
      const capped = numerator >= formula.most * denominator;
      const status = capped ? 'CAPPED' : numerator < smallestSample ? 'LOW_SAMPLE' : 'OK';
      const value = capped ? formula.most : numerator / denominator;
      return valueWith(status, value, { numerator, denominator, n: numerator });
    }
    case 'composite': {
      const parts = formula.parts.map((part) => evaluate(part, unit, cells, days));
      return combine(formula.combine, parts);
    }
    default:
      return formula satisfies never;
  }
}

/**
 * Composites show no numerator, denominator or n. An index (mean) needs its parts and takes no mark from them; a product
 * takes the worst status of its factors, also where one is null; a quotient that of its numerator.
 */
function combine(how: 'mean' | 'product' | 'quotient', parts: readonly MetricValue[]): MetricValue {
  const values = parts.map(({ value }) => value);
  const worst = severity.find((status) => parts.some((part) => part.status === status))!;
  const known = values.filter((value) => value !== null);
  switch (how) {
    case 'mean':
      if (known.length < values.length) return missing('NO_DATA');
      return valueWith('OK', known.reduce((sum, value) => sum + value, 0) / known.length);
    case 'product':
      if (known.length < values.length) return missing(worst);
      return valueWith(
        worst,
        known.reduce((product, value) => product * value, 1),
      );
    case 'quotient': {
      const [dividend, divisor] = values;
      if (dividend == null) return missing(parts[0]!.status);
      if (divisor == null) return missing('NO_DATA');
      return divisor === 0 ? missing('ZERO_DENOMINATOR') : valueWith(worst, dividend / divisor);
    }
    default:
      return how satisfies never;
  }
}

/** Of one term the proportion's, of a difference of two (NPS) the score's. */
function intervalOf(numerator: Quantity, amount: (of: Quantity) => number, denominator: number): Interval | null {
  if (numerator.length === 1) return wilsonInterval(amount(numerator), denominator);
  const plus = amount(numerator.filter(({ coefficient }) => coefficient > 0));
  const minus = -amount(numerator.filter(({ coefficient }) => coefficient < 0));
  return scoreInterval(plus, minus, denominator);
}

/** Whole numbers as they are; others in decimal: 1.1 as a percent is 110. */
const scaled = (sum: number, scale: number): number =>
  Number.isInteger(sum) || scale === 1 ? sum * scale : new Decimal(sum).times(scale).toNumber();

/** Whole numbers divide as they are; money in decimal, so that equal quotients are equal numbers. */
function quotientOf(scale: number, numerator: number, denominator: number): number {
  if (Number.isInteger(numerator) && Number.isInteger(denominator)) return (scale * numerator) / denominator;
  return new Decimal(numerator).times(scale).div(denominator).toNumber();
}

function measureNumber(measure: Measure, cells: Cells, days: number): number {
  return measure.kind === 'days' ? days : Number(cellOf(cells, measure) ?? 0);
}

function exactOf(cell: MeasureCell, unit: Unit): string {
  // Most cells are written as they are to be read: whole numbers, and sums of amounts with their four digits.
  if (unit !== 'MONEY' && Number.isSafeInteger(cell)) return String(cell);
  if (typeof cell === 'string' && (unit === 'MONEY' ? fourDigits : wholeDigits).test(cell)) return cell;
  const exact = new Decimal(cell ?? 0);
  return unit === 'MONEY' ? exact.toFixed(4) : exact.toFixed();
}

const fourDigits = /^(?!-0\.0000)-?\d+\.\d{4}$/;
const wholeDigits = /^(0|-?[1-9]\d*)$/;
