// The validated ask: what of a MetricQuestion is meant, checked against the catalogue and the calendar, or a UserError.
// Holds everything later steps need; nothing after this looks at the question again.
import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { didYouMean, UserError } from '../errors';
import { allowedDimensions, enumValueOf, findMetric, metricEnumValues } from '../metrics/catalog';
import type { MetricDefinition } from '../metrics/metric';
import type { BusinessSettings } from '../model/business-settings';
import { type Calendar, type Grain, grains, type WeekStart } from '../model/calendar';
import { type DimensionDefinition, dimensions, findDimension } from '../model/dimensions';
import { dimensionsOfFilter, type Filter, parseFilter } from '../model/filters';
import { type Bucket, bucketsOf, type Period, resolvePeriod } from '../model/periods';
import { offsetOf } from './cursor';
import type { MetricQuestion } from './metric-question';

export const mostRows = 50_000;
export const mostGroups = 200_000;

/** The calendar of the business and its limits; what PeriodInput does not say comes from here. */
export type QuerySettings = BusinessSettings & {
  readonly weekStart: WeekStart;
  readonly fiscalYearStartMonth: number;
  readonly slaSeconds: number;
};

export type Ordering =
  | { readonly kind: 'metric'; readonly metric: string; readonly descending: boolean }
  | {
      readonly kind: 'dimension';
      readonly dimension: DimensionDefinition;
      readonly position: number;
      readonly descending: boolean;
    };

export type MetricQuery = {
  /** Enum values to definitions, in the order asked; only those the slice allows. */
  readonly metrics: ReadonlyMap<string, MetricDefinition>;
  readonly refused: ReadonlyMap<string, UserError>;
  readonly period: Period;
  readonly grain: Grain | null;
  readonly buckets: readonly Bucket[];
  /** The whole period as one bucket, for totals. */
  readonly whole: Bucket;
  readonly by: readonly DimensionDefinition[];
  readonly filter: Filter | null;
  readonly attributes: 'AT_EVENT' | 'CURRENT';
  readonly totals: 'NONE' | 'GRAND';
  readonly orderBy: readonly Ordering[];
  readonly fill: boolean;
  readonly first: number;
  readonly offset: number;
  /** Data version the cursor was issued for; null on a first page. */
  readonly cursorVersion: string | null;
  /** Identifies the question without its page. */
  readonly hash: string;
  readonly now: Temporal.Instant;
  readonly settings: QuerySettings;
};

const refuse = (argument: string, problem: string, hint: string): never => {
  throw new UserError('INVALID_ARGUMENT', { argument, problem, hint });
};

function choose<Name extends string>(argument: string, given: string, allowed: readonly Name[]): Name {
  const found = allowed.find((name) => name === given);
  if (found !== undefined) return found;
  const nearest = didYouMean(given, allowed);
  return refuse(
    argument,
    `there is no ${given}`,
    `${nearest === undefined ? '' : `Did you mean ${nearest}? `}It is one of ${allowed.join(', ')}.`,
  );
}

export function parseQuestion(question: MetricQuestion, settings: QuerySettings, now: Temporal.Instant): MetricQuery {
  const calendar: Calendar = {
    timezone: settings.timeZone,
    weekStart: settings.weekStart,
    fiscalYearStartMonth: settings.fiscalYearStartMonth,
  };
  const period = resolvePeriod(question.period, calendar, now);
  const grain = question.grain == null ? null : choose('grain', question.grain, grains);
  const by = (question.by ?? []).map(knownDimension);
  const repeated = by.find((dimension, index) => by.indexOf(dimension) !== index);
  if (repeated !== undefined) refuse('by', `it names ${repeated.id} twice`, 'Name each dimension once.');
  const filter = question.where == null ? null : parseFilter(question.where);
  const { metrics, refused } = sliceable(question.metrics, [
    ...new Set([...by.map(({ id }) => id), ...dimensionsOfFilter(filter)]),
  ]);
  const first = question.first ?? 1000;
  if (!Number.isInteger(first) || first < 1 || first > mostRows)
    refuse(
      'first',
      `${first} rows cannot be asked for`,
      `Give a whole number from 1 to ${mostRows}, and page with after.`,
    );
  const hash = hashOf(question, period);
  const cursor = question.after == null ? null : offsetOf(question.after, hash);
  return Object.freeze({
    metrics,
    refused,
    period,
    grain,
    buckets: bucketsOf(period, grain, now),
    whole: bucketsOf(period, null, now)[0]!,
    by,
    filter,
    attributes: choose('attributes', question.attributes ?? 'AT_EVENT', ['AT_EVENT', 'CURRENT']),
    totals: choose('totals', question.totals ?? 'NONE', ['NONE', 'GRAND']),
    orderBy: (question.orderBy ?? []).map((order, index) => parseOrder(order, index, by, metrics, refused)),
    fill: question.fill ?? true,
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
function sliceable(names: readonly string[], used: readonly string[]): Pick<MetricQuery, 'metrics' | 'refused'> {
  const metrics = new Map<string, MetricDefinition>();
  const refused = new Map<string, UserError>();
  for (const given of names) {
    const definition = findMetric(given);
    if (definition === undefined) throw new UserError('UNKNOWN_METRIC', { given, allowed: metricEnumValues });
    const name = enumValueOf(definition.id);
    const allowed = allowedDimensions(definition);
    const dimension = used.find((id) => !allowed.includes(id));
    if (dimension === undefined) metrics.set(name, definition);
    else refused.set(name, new UserError('METRIC_NOT_SLICEABLE', { metric: name, dimension, allowed }));
  }
  if (metrics.size + refused.size === 0) throw new UserError('NO_METRIC', {});
  return { metrics, refused };
}

function parseOrder(
  order: NonNullable<MetricQuestion['orderBy']>[number],
  index: number,
  by: readonly DimensionDefinition[],
  metrics: ReadonlyMap<string, MetricDefinition>,
  refused: ReadonlyMap<string, UserError>,
): Ordering {
  const argument = `orderBy[${index}]`;
  const descending = choose(argument, order.direction ?? 'DESC', ['ASC', 'DESC']) === 'DESC';
  if ((order.metric == null) === (order.dimension == null))
    return refuse(
      argument,
      'it names both a metric and a dimension, or neither',
      'Give exactly one of metric and dimension.',
    );
  if (order.dimension != null) {
    const dimension = knownDimension(order.dimension);
    const position = by.indexOf(dimension);
    if (position < 0)
      return refuse(
        argument,
        `the question is not by ${dimension.id}`,
        `Order by a dimension of by${by.length === 0 ? '' : `: ${by.map(({ id }) => id).join(', ')}`}.`,
      );
    return { kind: 'dimension', dimension, position, descending };
  }
  const definition = findMetric(order.metric!);
  if (definition === undefined)
    throw new UserError('UNKNOWN_METRIC', { given: order.metric!, allowed: metricEnumValues });
  const metric = enumValueOf(definition.id);
  const refusal = refused.get(metric);
  if (refusal !== undefined) throw refusal;
  if (!metrics.has(metric))
    return refuse(
      argument,
      `the question does not ask for ${metric}`,
      `Order by a metric of the question: ${[...metrics.keys()].join(', ')}.`,
    );
  return { kind: 'metric', metric, descending };
}

/** The same for the same question in any order of properties, without the page; "last 7 days" is another one tomorrow. */
function hashOf(question: MetricQuestion, { from, to }: Period): string {
  const { first: _first, after: _after, ...asked } = question;
  const sorted = JSON.stringify({ ...asked, days: `${from}..${to}` }, (_key, value: unknown) =>
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
