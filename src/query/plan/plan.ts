// From the ask to the few statements that answer it: one per depth of the slice, kind of measure and source of rows.
// Metrics that share a source share its statement; the same measure is computed once whoever asks. Buckets, comparisons and
// the whole period are rows of one relation, so they share the scan; totals are measured at their own depth, and added up only
// where that is exact.
import { type Measure, measureKey, type PopulationMeasure, type Rows } from '../../metrics/measure';
import { type MetricDefinition, measuresOf } from '../../metrics/metric';
import type { Bucket } from '../../model/buckets';
import { computedMetrics, type MetricQuery } from '../question/metric-query';
import type { Scope } from '../question/scope';
import { addingUp } from './adding-up';
import { customersBehind } from './customers-behind';
import { pageOf } from './page';
import {
  type DistinctMeasure,
  isOfCustomers,
  type Level,
  type PlannedStatement,
  type QueryPlan,
  type Role,
  some,
  type TopMembers,
} from './query-plan';

/** What is the top, and the statements that decided it. */
export type Ranked = { readonly top: TopMembers; readonly statements: readonly PlannedStatement[] };

export function planQuery(query: MetricQuery, ranked: Ranked | null = null): QueryPlan {
  const levels = levelsOf(query, ranked?.top ?? null);
  const metrics = computedMetrics(query);
  const additive = metrics.filter(({ additivity }) => additivity === 'ADDITIVE');
  const page = pageOf(levels[0]!, query);
  const statements = levels.flatMap((level) =>
    page?.level === level
      ? [page]
      : statementsFor(level, measuresRead(level.partsOnly ? additive : metrics, query.scope)),
  );
  return { levels, statements: addingUp(statements, ranked?.statements) };
}

/** The first dimension over the whole period: what decides which members are the top. Members seen by any metric of the question take part. */
export function planRanking(query: MetricQuery): QueryPlan {
  const level: Level = {
    name: 'ranking',
    by: query.scope.by.slice(0, 1),
    buckets: [{ ...query.scope.whole, index: 0 }],
    roles: [{ series: null, position: 'whole' }],
    top: null,
  };
  // Facts for which there is no target are nothing that a member could be the top by.
  const measures = measuresRead(computedMetrics(query), query.scope).filter(({ kind }) => kind !== 'target');
  return { levels: [level], statements: statementsFor(level, measures) };
}

/** What metrics are made of, and where groups of a few are kept back the number of customers behind each of it. */
export function measuresRead(
  metrics: readonly MetricDefinition[],
  { fewestCustomers }: Pick<Scope, 'fewestCustomers'>,
): readonly Measure[] {
  const measures = metrics.flatMap(({ formula }) => measuresOf(formula));
  if (fewestCustomers === null) return measures;
  return [...measures, ...measures.flatMap((measure) => customersBehind(measure) ?? [])];
}

/** One level on its own, for questions that are asked on the way to another. */
export function statementsOf(level: Level, metrics: readonly MetricDefinition[]): readonly PlannedStatement[] {
  return statementsFor(
    level,
    metrics.flatMap(({ formula }) => measuresOf(formula)),
  );
}

/** What targets come to is worked out apart; here the rows that they are held against say which slices there are. */
export const statementsFor = (level: Level, measures: readonly Measure[]): readonly PlannedStatement[] =>
  groupBySource(measures).map((ofSource) => statementOf(level, ofSource));

/** Whether the answer shows each period as a part of its total. */
export const sharesOf = (query: MetricQuery): boolean =>
  query.choices.shares &&
  query.scope.by.length > 0 &&
  [...query.metrics.values()].some(({ additivity }) => additivity === 'ADDITIVE');

function levelsOf(query: MetricQuery, top: TopMembers | null): readonly Level[] {
  const depth = query.scope.by.length;
  const wanted: Wanted[] = [{ kept: depth, top, positions: true, compared: true, whole: false }];
  const want = (kept: number, part: Partial<Wanted>): void => {
    const same = wanted.findIndex((each) => each.kept === kept && (each.top === null || kept < depth));
    if (same >= 0) wanted[same] = { ...wanted[same]!, ...part };
    else wanted.push({ kept, top: null, positions: false, compared: false, whole: false, ...part });
  };
  const overBuckets = query.scope.grain !== null;
  if (query.choices.totals !== 'NONE') want(0, overBuckets ? { whole: true } : { positions: true, compared: true });
  if (query.choices.totals === 'ROLLUP') {
    for (let kept = 0; kept < depth; kept++) want(kept, { positions: true, compared: true, whole: overBuckets });
    if (overBuckets) want(depth, { whole: true });
  }
  if (sharesOf(query))
    want(0, wanted.some(({ kept }) => kept === 0) ? { positions: true } : { positions: true, partsOnly: true });
  return wanted.map((each) => levelOf(query, each));
}

type Wanted = {
  /** How many dimensions are kept. */
  readonly kept: number;
  readonly top: TopMembers | null;
  readonly positions: boolean;
  /** The comparisons of the positions too; those of the whole period always come with it. */
  readonly compared: boolean;
  readonly whole: boolean;
  readonly partsOnly?: boolean;
};

function levelOf(query: MetricQuery, { kept, top, positions, compared: isCompared, whole, partsOnly }: Wanted): Level {
  const buckets: Bucket[] = [];
  const roles: Role[] = [];
  const add = (bucket: Bucket | null, role: Role): void => {
    if (bucket === null) return;
    buckets.push({ ...bucket, index: buckets.length });
    roles.push(role);
  };
  if (positions)
    for (const [position, bucket] of query.scope.buckets.entries()) add(bucket, { series: null, position });
  if (whole) add(query.scope.whole, { series: null, position: 'whole' });
  for (const { name, given, buckets: compared, whole: comparedWhole } of query.choices.comparisons) {
    const role = { series: name, ...(given && { given }) };
    if (positions && isCompared)
      for (const [position, bucket] of compared.entries()) add(bucket, { ...role, position });
    if (whole) add(comparedWhole, { ...role, position: 'whole' });
  }
  const by = query.scope.by.slice(0, kept);
  const name = kept === query.scope.by.length && !whole ? 'detail' : kept === 0 ? 'total' : 'subtotal';
  return { name, by, buckets, roles, top, ...(partsOnly && { partsOnly }) };
}

type Grouped = { readonly measures: readonly EngineMeasure[]; readonly counted: readonly DistinctMeasure[] };
type EngineMeasure = Exclude<Measure, { readonly kind: 'days' | 'target' }>;

/** Measures of one source, each once; customers among rows that are judged customer by customer anyway are counted there. */
function groupBySource(measures: readonly Measure[]): readonly Grouped[] {
  const asked = new Map<string, EngineMeasure>();
  for (const each of measures) {
    const measure = each.kind === 'target' ? each.of : each;
    if (measure.kind === 'days' || measure.kind === 'sum' || measure.kind === 'count') continue;
    asked.set(measureKey(measure), measure);
  }
  const sources = new Set([...asked.values()].map(sourceKey));
  const groups = new Map<string, { measures: EngineMeasure[]; counted: DistinctMeasure[] }>();
  for (const measure of asked.values()) {
    const judged = isDistinct(measure) && isOfCustomers(measure) ? ['customers', sourceOf(measure), '', ''].join() : '';
    const source = sources.has(judged) ? judged : sourceKey(measure);
    const group = groups.get(source) ?? { measures: [], counted: [] };
    groups.set(source, group);
    if (source === judged && isDistinct(measure)) group.counted.push(measure);
    else group.measures.push(measure);
  }
  return [...groups.values()];
}

const isDistinct = (measure: Measure): measure is DistinctMeasure =>
  measure.kind === 'rows' && measure.aggregate.kind === 'countDistinct';

const sourceOf = ({ family, at, span }: Rows): string => [family, at, span].join();

/** States that are told of the same customers. */
const ofBase: readonly PopulationMeasure['state'][] = ['base', 'lost', 'kept'];

function sourceKey(measure: EngineMeasure): string {
  switch (measure.kind) {
    case 'rows':
      return isDistinct(measure)
        ? ['distinct', sourceOf(measure), ...measure.aggregate.of].join()
        : ['rows', sourceOf(measure)].join();
    case 'standing':
      return ['standing', measure.family].join();
    case 'customers':
      // Ranking customers needs them alone, with the conditions that make them count.
      return [
        'customers',
        sourceOf(measure),
        measure.withPrevious ?? '',
        measure.top === undefined ? '' : measureKey(measure),
      ].join();
    case 'population':
      // Facts multiply their customers: what is counted over some stands apart, and so does what rests on each one's facts,
      // judgement or time.
      return [
        'population',
        ofBase.includes(measure.state) ? 'base' : measure.state,
        measure.at,
        measure.over && sourceOf(measure.over),
        measure.each === undefined ? '' : 'each',
        measure.judged === undefined ? '' : 'judged',
        measure.timed ?? '',
      ].join();
    case 'agents':
      return 'agents';
    default:
      return measure satisfies never;
  }
}

const isOfKind =
  <Kind extends EngineMeasure['kind']>(kind: Kind) =>
  (measure: EngineMeasure): measure is Extract<EngineMeasure, { readonly kind: Kind }> =>
    measure.kind === kind;

/** Grouping by source leaves measures of one kind together. */
function statementOf(level: Level, { measures, counted }: Grouped): PlannedStatement {
  const { kind } = measures[0]!;
  switch (kind) {
    case 'rows': {
      const distinct = measures.filter(isDistinct);
      return distinct.length > 0
        ? { kind: 'distinct', level, measures: some(distinct) }
        : { kind: 'rows', level, measures: some(measures.filter(isOfKind('rows'))) };
    }
    case 'standing':
      return { kind: 'standing', level, measures: some(measures.filter(isOfKind('standing'))) };
    case 'customers':
      return { kind: 'customers', level, measures: some(measures.filter(isOfKind('customers'))), counted };
    case 'population':
      return { kind: 'population', level, measures: some(measures.filter(isOfKind('population'))) };
    case 'agents':
      return { kind: 'agents', level, measures: some(measures.filter(isOfKind('agents'))) };
    default:
      return kind satisfies never;
  }
}

/** The plan in words, a line a statement. */
export const describePlan = ({ statements }: QueryPlan): string => statements.map(describeStatement).join('\n');

function describeStatement(statement: PlannedStatement): string {
  const { level, measures } = statement;
  const count = measures.length + (statement.kind === 'customers' ? statement.counted.length : 0);
  const slice = [
    ...level.by.map(({ id }) => id),
    level.buckets.length > 1 ? `${level.buckets.length} buckets` : 'one bucket',
  ].join(' x ');
  return `${level.name}: ${count} measure${count > 1 ? 's' : ''} of ${describeSource(statement)}, by ${slice}`;
}

function describeSource(statement: PlannedStatement): string {
  switch (statement.kind) {
    case 'rows': {
      const { measures, finer } = statement;
      return `${measures[0].family} rows${finer === undefined ? '' : `, added up from the ${finer.level.name}`}`;
    }
    case 'page':
      return `${statement.measures[0].family} rows, one page`;
    case 'distinct': {
      const [{ family, aggregate }] = statement.measures;
      return `different ${aggregate.of.join(' and ')} of ${family} rows`;
    }
    case 'standing':
      return `${statement.measures[0].family} rows that stand at end`;
    case 'customers':
      return `customers by ${statement.measures[0].family} rows`;
    case 'population': {
      const [{ at, over, each, judged, timed }] = statement.measures;
      const states = [...new Set(statement.measures.map(({ state }) => state))].sort().join(', ');
      const facts = each === undefined ? '' : ', with their facts';
      const judgements = judged === undefined ? '' : ', as they are judged';
      const times = timed === undefined ? '' : ', each at its instant';
      return `${over === undefined ? '' : `${over.family} rows of `}customers ${states} at ${at}${facts}${judgements}${times}`;
    }
    case 'agents':
      return 'agents employed';
    default:
      return statement satisfies never;
  }
}
