// The validated ask: what of a MetricQuestion is meant, checked against the catalogue and the calendar, or a UserError.
// Holds everything later steps need; nothing after this looks at the question again.
import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { UserError } from '../../errors';
import { allowedDimensions, enumValueOf } from '../../metrics/catalog';
import type { MetricDefinition } from '../../metrics/metric';
import { type Bucket, type BucketRules, bucketsOf, type Window } from '../../model/buckets';
import type { BusinessSettings } from '../../model/business-settings';
import { type Calendar, type Grain, grains, type WeekStart } from '../../model/calendar';
import { type Comparison, comparisonBuckets } from '../../model/comparisons';
import { type DimensionDefinition, dimensions, findDimension } from '../../model/dimensions';
import { collectFaults } from '../../model/faults';
import { dimensionsOfFilter, type Filter, type FilterArguments, parseFilter } from '../../model/filters';
import { type Period, resolvePeriod } from '../../model/periods';
import { chooseName, refuseArgument } from './choose-argument';
import { comparisonNames, parseComparison } from './comparisons-asked';
import { offsetOf } from './cursor';
import { checkConditions } from './metric-condition';
import type { MetricQuestion, WindowInput } from './metric-question';
import { type Having, knownMetric, type Ordering, parseHaving, parseOrder, parseTop, type Top } from './row-choices';
import { branchesOf, segmentsBehind } from './segment-references';

export const usualRows = 1000;
export const mostRows = 50_000;
export const mostGroups = 200_000;
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
  const faults = collectFaults();
  const { check } = faults;
  const period = check('period', () => resolvePeriod(question.period, calendar, now));
  const grain = check('grain', () => (question.grain == null ? null : chooseName('grain', question.grain, grains)));
  const window = check('window', () => (question.window == null ? null : parseWindow(question.window)));
  const by = check('by', () => dimensionsAsked(question.by ?? []));
  const filter = check('where', () => (question.where == null ? null : filterOf(question.where, segments)));
  check('where', () => {
    const asked = filter();
    if (asked !== null) checkConditions(asked, { period: period(), now, segments }, faults);
  });
  const compare = check('compare', () => comparisonNames(question.compare ?? []));
  const compared = faults.each('compare', question.compare ?? [], parseComparison);
  const names = () => ({ by: by(), comparisons: compare() });
  const orderBy = faults.each('orderBy', question.orderBy ?? [], (order, index) => parseOrder(order, index, names()));
  const having = faults.each('having', question.having ?? [], (each, index) => parseHaving(each, index, names()));
  const top = check('top', () => (question.top == null ? null : parseTop(question.top, by())));
  const used = check('where', () => dimensionsUsed(by(), filter()));
  check('metrics', () => {
    if (question.metrics.length === 0) throw new UserError('NO_METRIC', {});
  });
  const slice = check('metrics', () => sliceable(question.metrics, used()));
  const judging = check('metrics', () => judgingMetrics({ orderBy: orderBy(), having: having(), top: top() }, used()));
  const first = check('first', () => rowsAsked(question.first ?? usualRows));
  const hash = check('period', () => hashOf(question, period(), segments));
  const cursor = check('after', () => (question.after == null ? null : offsetOf(question.after, hash())));
  const attributes = check('attributes', () =>
    chooseName('attributes', question.attributes ?? 'AT_EVENT', ['AT_EVENT', 'CURRENT'] as const),
  );
  const totals = check('totals', () =>
    chooseName('totals', question.totals ?? 'NONE', ['NONE', 'GRAND', 'ROLLUP'] as const),
  );
  faults.refuse();
  const rules: BucketRules = {
    calendar: period().calendar,
    grain: grain(),
    window: window(),
    now,
    toDate: period().toDate,
  };
  const buckets = bucketsOf(period(), grain(), now, window());
  const whole = grain() === null ? buckets[0]! : bucketsOf(period(), null, now, window())[0]!;
  return Object.freeze({
    ...slice(),
    judging: judging(),
    period: period(),
    grain: grain(),
    buckets,
    whole,
    window: window(),
    comparisons: compared().map((comparison) => comparedBuckets(comparison, buckets, whole, rules)),
    by: by(),
    filter: filter(),
    attributes: attributes(),
    totals: totals(),
    having: having(),
    orderBy: orderBy(),
    top: top(),
    fill: question.fill ?? true,
    shares: question.shares ?? true,
    first: first(),
    offset: cursor()?.offset ?? 0,
    cursorVersion: cursor()?.dataVersion ?? null,
    hash: hash(),
    now,
    settings,
  });
}

function dimensionsAsked(ids: readonly string[]): readonly DimensionDefinition[] {
  const faults = collectFaults();
  const by = faults.each('by', ids, knownDimension);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  faults.check('by', () => {
    if (repeated !== undefined) refuseArgument('by', `it names ${repeated} twice`, 'Name each dimension once.');
  });
  faults.refuse();
  return by();
}

function knownDimension(id: string): DimensionDefinition {
  const found = findDimension(id);
  if (found === undefined)
    throw new UserError('UNKNOWN_DIMENSION', { given: id, allowed: dimensions.map((dimension) => dimension.id) });
  return found;
}

/** A dimension that the question names, and where. */
type Used = { readonly id: string; readonly argument: string };

const dimensionsUsed = (by: readonly DimensionDefinition[], filter: Filter | null): readonly Used[] => [
  ...by.map(({ id }, index) => ({ id, argument: `by[${index}]` })),
  ...dimensionsOfFilter(filter).map((id) => ({ id, argument: 'where' })),
];

/** A metric goes with every dimension of the slice and the filter, or it is refused, never quietly left unsliced. */
function sliceable(names: readonly string[], used: readonly Used[]): Pick<MetricQuery, 'metrics' | 'refused'> {
  const metrics = new Map<string, MetricDefinition>();
  const refused = new Map<string, UserError>();
  for (const given of names) {
    const definition = knownMetric(given);
    const name = enumValueOf(definition.id);
    const refusal = refusalOf(definition, used);
    if (refusal === null) metrics.set(name, definition);
    else refused.set(name, refusal);
  }
  return { metrics, refused };
}

function refusalOf(definition: MetricDefinition, used: readonly Used[]): UserError | null {
  const allowed = allowedDimensions(definition);
  const refused = used.find(({ id }) => !allowed.includes(id));
  if (refused === undefined) return null;
  const parameters = { metric: enumValueOf(definition.id), dimension: refused.id, allowed };
  return new UserError('METRIC_NOT_SLICEABLE', parameters, refused.argument);
}

type Choices = Pick<MetricQuery, 'orderBy' | 'having' | 'top'>;

/** The metrics that choose or order rows: a metric that has no values cannot. */
function judgingMetrics({ orderBy, having, top }: Choices, used: readonly Used[]): MetricQuery['judging'] {
  const faults = collectFaults();
  const judging = new Map<string, MetricDefinition>();
  const judge = (argument: string, name: string): void => {
    faults.check(argument, () => {
      const definition = knownMetric(name);
      const refusal = refusalOf(definition, used);
      if (refusal !== null) throw refusal.at(argument);
      judging.set(name, definition);
    });
  };
  for (const [index, order] of orderBy.entries())
    if (order.kind === 'number') judge(`orderBy[${index}].metric`, order.number.metric);
  for (const [index, { number }] of having.entries()) judge(`having[${index}].metric`, number.metric);
  if (top !== null) judge('top.metric', top.metric);
  faults.refuse();
  return judging;
}

function rowsAsked(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= mostRows) return first;
  const hint = `Give a whole number from 1 to ${mostRows}, and page with after.`;
  return refuseArgument('first', `${first} rows cannot be asked for`, hint);
}

/** Segments written out may come to far more than was sent. */
function filterOf(where: FilterArguments, segments: Segments): Filter {
  if (branchesOf(where, segments) > mostBranches)
    throw new UserError('INVALID_FILTER', {
      path: 'where',
      problem: `it comes to more than ${mostBranches} branches with its segments`,
      hint: 'Name many members with in, and rest on fewer segments.',
    });
  return parseFilter(where, segments);
}

function parseWindow({ trailing, unit, cumulative }: WindowInput): Window {
  if ((trailing == null) === (cumulative == null) || (trailing == null) !== (unit == null))
    return refuseArgument('window', 'it is neither rolling nor cumulative', 'Give trailing and unit, or cumulative.');
  if (cumulative != null) return { kind: 'cumulative', unit: chooseName('window.cumulative', cumulative, grains) };
  if (!Number.isInteger(trailing) || trailing! < 1 || trailing! > 3660)
    refuseArgument('window.trailing', `${trailing} units cannot be asked for`, 'Give a whole number from 1 to 3660.');
  return { kind: 'trailing', units: trailing!, unit: chooseName('window.unit', unit!, grains) };
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
