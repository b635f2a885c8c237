// The validated ask: what of a MetricQuestion is meant, checked against the catalogue and the calendar, or a UserError.
// Holds everything later steps need; nothing after this looks at the question again.
import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { UserError } from '../../errors';
import { enumValueOf, refusalOf } from '../../metrics/catalog';
import type { MetricDefinition } from '../../metrics/metric';
import { type Bucket, type BucketRules, bucketsOf, type Window } from '../../model/buckets';
import type { BusinessSettings } from '../../model/business-settings';
import { type Calendar, type Grain, grains, type WeekStart } from '../../model/calendar';
import { chooseName, refuseArgument } from '../../model/choose-argument';
import { type Comparison, comparisonBuckets } from '../../model/comparisons';
import { type DimensionDefinition, dimensions, findDimension } from '../../model/dimensions';
import { asksForNothing, type Filter, type FilterArguments, parseFilter } from '../../model/filters';
import { type Period, parseDate, resolvePeriod } from '../../model/periods';
import { branchesOf, segmentsBehind } from '../../model/segment';
import { offsetOf } from './cursor';
import type { CompareInput, MetricQuestion, WindowInput } from './metric-question';
import { type Having, knownMetric, type Ordering, parseHaving, parseOrder, parseTop, type Top } from './row-choices';

export const mostRows = 50_000;
export const mostGroups = 200_000;
const mostComparisons = 10;
const mostBranches = 10_000;

/** The calendar of the business and its limits; what PeriodInput does not say comes from here. */
export type QuerySettings = BusinessSettings & {
  readonly weekStart: WeekStart;
  readonly fiscalYearStartMonth: number;
  readonly slaSeconds: number;
};

/** A comparison with the other bucket of each bucket, and of the whole period. */
export type ComparedBuckets = {
  readonly name: string;
  readonly buckets: readonly (Bucket | null)[];
  readonly whole: Bucket | null;
};

export type MetricQuery = {
  /** Enum values to definitions, in the order asked; only those the slice allows. */
  readonly metrics: ReadonlyMap<string, MetricDefinition>;
  /** Metrics that only choose or order rows: computed too, not shown. */
  readonly judging: ReadonlyMap<string, MetricDefinition>;
  readonly refused: ReadonlyMap<string, UserError>;
  readonly period: Period;
  readonly grain: Grain | null;
  readonly buckets: readonly Bucket[];
  /** The whole period as one bucket, for totals. */
  readonly whole: Bucket;
  readonly window: Window | null;
  readonly comparisons: readonly ComparedBuckets[];
  readonly by: readonly DimensionDefinition[];
  readonly filter: Filter | null;
  readonly attributes: 'AT_EVENT' | 'CURRENT';
  readonly totals: 'NONE' | 'GRAND' | 'ROLLUP';
  readonly having: readonly Having[];
  readonly orderBy: readonly Ordering[];
  readonly top: Top | null;
  readonly fill: boolean;
  readonly shares: boolean;
  readonly first: number;
  readonly offset: number;
  /** Data version the cursor was issued for; null on a first page. */
  readonly cursorVersion: string | null;
  /** Identifies the question without its page. */
  readonly hash: string;
  readonly now: Temporal.Instant;
  readonly settings: QuerySettings;
};

export type Segments = ReadonlyMap<string, FilterArguments>;

export function parseQuestion(
  question: MetricQuestion,
  settings: QuerySettings,
  now: Temporal.Instant,
  segments: Segments = new Map(),
): MetricQuery {
  const calendar: Calendar = {
    timezone: settings.timeZone,
    weekStart: settings.weekStart,
    fiscalYearStartMonth: settings.fiscalYearStartMonth,
  };
  const period = resolvePeriod(question.period, calendar, now);
  const grain = question.grain == null ? null : chooseName('grain', question.grain, grains);
  const window = question.window == null ? null : parseWindow(question.window);
  const by = (question.by ?? []).map(knownDimension);
  const repeated = by.find((dimension, index) => by.indexOf(dimension) !== index);
  if (repeated !== undefined) refuseArgument('by', `it names ${repeated.id} twice`, 'Name each dimension once.');
  const filter = question.where == null ? null : filterOf(question.where, segments);
  const names = { by, comparisons: comparisonNames(question.compare ?? []) };
  const orderBy = (question.orderBy ?? []).map((order, index) => parseOrder(order, index, names));
  const having = (question.having ?? []).map((each, index) => parseHaving(each, index, names));
  const top = question.top == null ? null : parseTop(question.top, by);
  const slice = { by, filter };
  const { metrics, refused } = sliceable(question.metrics, slice);
  if (metrics.size + refused.size === 0) throw new UserError('NO_METRIC', {});
  const choosing = [
    ...orderBy.flatMap((order) => (order.kind === 'number' ? [order.number] : [])),
    ...having.map(({ number }) => number),
    ...(top === null ? [] : [top]),
  ];
  const judging = sliceable(
    choosing.map(({ metric }) => metric),
    slice,
  );
  // Rows cannot be chosen by a metric that has no values.
  for (const refusal of judging.refused.values()) throw refusal;
  const first = question.first ?? 1000;
  if (!Number.isInteger(first) || first < 1 || first > mostRows)
    refuseArgument(
      'first',
      `${first} rows cannot be asked for`,
      `Give a whole number from 1 to ${mostRows}, and page with after.`,
    );
  const hash = hashOf(question, period, segments);
  const cursor = question.after == null ? null : offsetOf(question.after, hash);
  const rules: BucketRules = { calendar: period.calendar, grain, window, now, toDate: period.toDate };
  const buckets = bucketsOf(period, grain, now, window);
  const whole = grain === null ? buckets[0]! : bucketsOf(period, null, now, window)[0]!;
  return Object.freeze({
    metrics,
    judging: judging.metrics,
    refused,
    period,
    grain,
    buckets,
    whole,
    window,
    comparisons: (question.compare ?? []).map((compare, index) =>
      comparedBuckets(parseComparison(compare, index), buckets, whole, rules),
    ),
    by,
    filter,
    attributes: chooseName('attributes', question.attributes ?? 'AT_EVENT', ['AT_EVENT', 'CURRENT']),
    totals: chooseName('totals', question.totals ?? 'NONE', ['NONE', 'GRAND', 'ROLLUP']),
    having,
    orderBy,
    top,
    fill: question.fill ?? true,
    shares: question.shares ?? true,
    first,
    offset: cursor?.offset ?? 0,
    cursorVersion: cursor?.dataVersion ?? null,
    hash,
    now,
    settings,
  });
}

function knownDimension(id: string): DimensionDefinition {
  const found = findDimension(id);
  if (found === undefined)
    throw new UserError('UNKNOWN_DIMENSION', { given: id, allowed: dimensions.map((dimension) => dimension.id) });
  return found;
}

/** A metric goes with every dimension of the slice and the filter, or it is refused, never quietly left unsliced. */
function sliceable(
  names: readonly string[],
  { by, filter }: Pick<MetricQuery, 'by' | 'filter'>,
): Pick<MetricQuery, 'metrics' | 'refused'> {
  const metrics = new Map<string, MetricDefinition>();
  const refused = new Map<string, UserError>();
  for (const given of names) {
    const definition = knownMetric(given);
    const name = enumValueOf(definition.id);
    const refusal = refusalOf(
      definition,
      by.map(({ id }) => id),
      filter,
    );
    if (refusal === undefined) metrics.set(name, definition);
    else refused.set(name, refusal);
  }
  return { metrics, refused };
}

/** Segments written out may come to far more than was sent. */
function filterOf(where: FilterArguments, segments: Segments): Filter | null {
  if (branchesOf(where, segments) > mostBranches)
    throw new UserError('INVALID_FILTER', {
      path: 'where',
      problem: `it comes to more than ${mostBranches} branches with its segments`,
      hint: 'Name many members with in, and rest on fewer segments.',
    });
  const filter = parseFilter(where, segments);
  return asksForNothing(filter) ? null : filter;
}

function parseWindow({ trailing, unit, cumulative }: WindowInput): Window {
  if ((trailing == null) === (cumulative == null) || (trailing == null) !== (unit == null))
    return refuseArgument('window', 'it is neither rolling nor cumulative', 'Give trailing and unit, or cumulative.');
  if (cumulative != null) return { kind: 'cumulative', unit: chooseName('window.cumulative', cumulative, grains) };
  if (!Number.isInteger(trailing) || trailing! < 1 || trailing! > 3660)
    refuseArgument('window.trailing', `${trailing} units cannot be asked for`, 'Give a whole number from 1 to 3660.');
  return { kind: 'trailing', units: trailing!, unit: chooseName('window.unit', unit!, grains) };
}

function comparisonNames(compare: readonly CompareInput[]): readonly string[] {
  if (compare.length > mostComparisons)
    refuseArgument('compare', `${compare.length} comparisons are too many`, `At most ${mostComparisons}.`);
  const names = compare.map(({ name }) => name);
  names.forEach((name, index) => {
    if (!/^[A-Za-z][A-Za-z0-9_]{0,49}$/.test(name))
      refuseArgument(
        `compare[${index}].name`,
        `"${name}" is not a name`,
        'Begin with a letter; letters, digits and _ follow, 50 characters at most.',
      );
    if (names.indexOf(name) !== index)
      refuseArgument(`compare[${index}].name`, `there are two comparisons ${name}`, 'Give each its own name.');
  });
  return names;
}

function parseComparison({ name, mode, from, to }: CompareInput, index: number): Comparison {
  const argument = `compare[${index}]`;
  const chosen = chooseName(`${argument}.mode`, mode, [
    'PREVIOUS_PERIOD',
    'PREVIOUS_YEAR',
    'SAME_WEEKDAYS_PREVIOUS_YEAR',
    'CUSTOM',
  ]);
  if (chosen !== 'CUSTOM') {
    if (from != null || to != null)
      refuseArgument(argument, `${chosen} has its own days`, 'from and to go with CUSTOM.');
    return { name, mode: chosen };
  }
  if (from == null || to == null) return refuseArgument(argument, 'CUSTOM has no from and to', 'Give both, inclusive.');
  const range = { from: parseDate(`${argument}.from`, from), to: parseDate(`${argument}.to`, to) };
  if (Temporal.PlainDate.compare(range.from, range.to) > 0)
    refuseArgument(argument, `it ends on ${to}, before it starts on ${from}`, 'Swap from and to.');
  return { name, mode: chosen, range };
}

const comparedBuckets = (
  comparison: Comparison,
  buckets: readonly Bucket[],
  whole: Bucket,
  rules: BucketRules,
): ComparedBuckets => {
  const others = comparisonBuckets(comparison, buckets, rules);
  const ofWhole =
    rules.grain === null ? others[0]! : comparisonBuckets(comparison, [whole], { ...rules, grain: null })[0]!;
  return { name: comparison.name, buckets: others, whole: ofWhole };
};

/** The same for the same question about the same days and segments, in any order of properties; without the page. */
function hashOf(question: MetricQuestion, { from, to }: Period, segments: Segments): string {
  const { first: _first, after: _after, minDataVersion: _version, shares: _shares, ...asked } = question;
  const saved = segmentsBehind(question.where, segments);
  const sorted = JSON.stringify({ ...asked, days: `${from}..${to}`, saved }, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, each]) => each != null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
  return createHash('sha256').update(sorted).digest('base64url').slice(0, 16);
}
