// The validated ask: what of a MetricQuestion is meant, checked against the catalogue and the calendar, or a UserError.
// Holds everything later steps need; nothing after this looks at the question again.
import { createHash } from 'node:crypto';
import { UserError } from '../../errors';
import { enumValueOf, refusalOf, type Used } from '../../metrics/catalog';
import type { MetricDefinition } from '../../metrics/metric';
import type { Bucket } from '../../model/buckets';
import { chooseName, refuseArgument } from '../../model/choose-argument';
import { type Comparison, type ComparisonRules, comparisonBuckets } from '../../model/comparisons';
import { collectFaults } from '../../model/faults';
import type { Filter, SavedFilters } from '../../model/filters';
import type { Period } from '../../model/periods';
import { segmentsBehind } from '../../model/segment';
import { comparisonNames, parseComparison } from './comparisons-asked';
import { offsetOf } from './cursor';
import type { MetricQuestion } from './metric-question';
import {
  fewChoices,
  type Having,
  knownMetric,
  type Ordering,
  parseHaving,
  parseOrder,
  parseTop,
  type Top,
} from './row-choices';
import { type Around, checkScope, dimensionsUsed, type Scope } from './scope';
import { refuseTotals } from './small-groups';

export const mostRows = 50_000;
export const mostGroups = 200_000;
/** Of a question that does not say how many. */
export const usualRows = 1000;

/** A comparison with the other bucket of each bucket, and of the whole period. */
export type ComparedBuckets = {
  readonly name: string;
  /** Of days that the question gives, from..to. */
  readonly given: boolean;
  readonly buckets: readonly (Bucket | null)[];
  readonly whole: Bucket | null;
};

/** Which rows there are, in which order and how many of them; and what stands beside their values. */
export type RowChoices = {
  readonly comparisons: readonly ComparedBuckets[];
  readonly totals: 'NONE' | 'GRAND' | 'ROLLUP';
  readonly having: readonly Having[];
  readonly orderBy: readonly Ordering[];
  readonly top: Top | null;
  readonly fill: boolean;
  readonly shares: boolean;
  readonly first: number;
  readonly offset: number;
};

export type MetricQuery = {
  readonly scope: Scope;
  /** Enum values to definitions, in the order asked; only those the slice allows. */
  readonly metrics: ReadonlyMap<string, MetricDefinition>;
  /** Metrics that only choose or order rows: computed too, not shown. */
  readonly judging: ReadonlyMap<string, MetricDefinition>;
  readonly refused: ReadonlyMap<string, UserError>;
  readonly choices: RowChoices;
  /** Identifies the question without its page. */
  readonly hash: string;
  /** Data version the cursor was issued for; null on a first page. */
  readonly cursorVersion: string | null;
};

/** Every metric that is computed: shown, or choosing rows. */
export const computedMetrics = ({ metrics, judging }: MetricQuery): readonly MetricDefinition[] => [
  ...metrics.values(),
  ...judging.values(),
];

/** Throws a UserError for a question that cannot be answered, several where it has several faults; a metric that refuses the slice stands in `refused` instead. */
export function parseQuestion(question: MetricQuestion, around: Around): MetricQuery {
  const faults = collectFaults();
  const { check } = faults;
  const { by, filter, period, scope } = checkScope(question, around, faults);
  const compare = check('compare', () => comparisonNames(question.compare ?? []));
  const compared = faults.each('compare', question.compare ?? [], parseComparison);
  const names = () => ({ by: by(), comparisons: compare() });
  const orderBy = check('orderBy', () =>
    fewChoices('orderBy', question.orderBy ?? [], (order, index) => parseOrder(order, index, names())),
  );
  const having = check('having', () =>
    fewChoices('having', question.having ?? [], (each, index) => parseHaving(each, index, names())),
  );
  const top = check('top', () => (question.top == null ? null : parseTop(question.top, by())));
  const slice = check('where', () => ({ used: dimensionsUsed({ by: by(), filter: filter() }), filter: filter() }));
  check('metrics', () => {
    if (question.metrics.length === 0) throw new UserError('NO_METRIC', {});
  });
  const metrics = check('metrics', () => sliceable(question.metrics, slice()));
  const judging = check('metrics', () => judgingMetrics({ orderBy: orderBy(), having: having(), top: top() }, slice()));
  const first = check('first', () => rowsAsked(question.first ?? usualRows));
  const hash = check('period', () => hashOf(question, period(), around.segments ?? new Map()));
  const cursor = check('after', () => (question.after == null ? null : offsetOf(question.after, hash())));
  const totals = check('totals', () =>
    chooseName('totals', question.totals ?? 'NONE', ['NONE', 'GRAND', 'ROLLUP'] as const),
  );
  check('totals', () => {
    const { fewestCustomers } = scope();
    if (fewestCustomers !== null) refuseTotals({ top: top(), totals: totals() }, fewestCustomers);
  });
  faults.refuse();
  const { grain, window, now, buckets, whole } = scope();
  const { calendar, beginningOf } = period();
  const rules: ComparisonRules = { calendar, grain, window, now, beginningOf };
  return Object.freeze({
    scope: scope(),
    ...metrics(),
    judging: judging(),
    choices: {
      comparisons: compared().map((comparison) => comparedBuckets(comparison, buckets, whole, rules)),
      totals: totals(),
      having: having(),
      orderBy: orderBy(),
      top: top(),
      fill: question.fill ?? true,
      shares: question.shares ?? true,
      first: first(),
      offset: cursor()?.offset ?? 0,
    },
    hash: hash(),
    cursorVersion: cursor()?.version ?? null,
  });
}

type Slice = { readonly used: readonly Used[]; readonly filter: Filter | null };

/** A metric goes with every dimension of the slice and the filter, or it is refused, never quietly left unsliced. */
function sliceable(names: readonly string[], { used, filter }: Slice): Pick<MetricQuery, 'metrics' | 'refused'> {
  const metrics = new Map<string, MetricDefinition>();
  const refused = new Map<string, UserError>();
  for (const given of names) {
    const definition = knownMetric(given);
    const name = enumValueOf(definition.id);
    const refusal = refusalOf(definition, used, filter);
    if (refusal === undefined) metrics.set(name, definition);
    else refused.set(name, refusal);
  }
  return { metrics, refused };
}

/** The metrics that choose or order rows: a metric that has no values cannot. */
function judgingMetrics(
  { orderBy, having, top }: Pick<RowChoices, 'orderBy' | 'having' | 'top'>,
  { used, filter }: Slice,
): MetricQuery['judging'] {
  const faults = collectFaults();
  const judging = new Map<string, MetricDefinition>();
  const judge = (argument: string, name: string): void => {
    faults.check(argument, () => {
      const definition = knownMetric(name);
      const refusal = refusalOf(definition, used, filter);
      if (refusal !== undefined) throw refusal.at(argument);
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

const comparedBuckets = (
  comparison: Comparison,
  buckets: readonly Bucket[],
  whole: Bucket,
  rules: ComparisonRules,
): ComparedBuckets => {
  const others = comparisonBuckets(comparison, buckets, rules);
  const ofWhole =
    rules.grain === null ? others[0]! : comparisonBuckets(comparison, [whole], { ...rules, grain: null })[0]!;
  return { name: comparison.name, given: comparison.mode === 'CUSTOM', buckets: others, whole: ofWhole };
};

/** The same for the same question about the same days and segments, in any order of properties; without the page. */
function hashOf(question: MetricQuestion, { from, to }: Period, segments: SavedFilters): string {
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
