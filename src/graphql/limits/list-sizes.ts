// How long each list of the schema may become, as data: by its arguments and by what its question came to; and what looking
// something up costs. A list without an entry fails a test, so that a new one is thought about.
import { findMetric, metricCatalog } from '../../metrics/catalog';
import { dimensions } from '../../model/dimensions';
import { stages } from '../../model/stages';
import { mostGroups, mostRows } from '../../query/question/metric-query';
import type { Around, QuestionSize } from './question-size';
import { periodsOf } from './question-size';

export type Arguments = Readonly<Record<string, unknown>>;

/** What a field inside a question knows of it. */
export type Asked = QuestionSize & {
  /** Of the field that asks. */
  readonly args: Arguments;
  readonly columns: number;
};

type SizeOf = (args: Arguments, asked: Asked, around: Around) => number;

const always =
  (size: number): SizeOf =>
  () =>
    size;

/** As many as `first` says, of at most so many. */
const first =
  (usual: number, most: number): SizeOf =>
  ({ first: given }) =>
    typeof given === 'number' ? Math.min(Math.max(given, 1), most) : usual;

const perDimension: SizeOf = (_, { dimensions: depth }) => depth;
const ofEveryMetric = always(metricCatalog.length);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const slicesOf = ({ args: { by } }: Asked, { members }: Around): number =>
  Math.min(
    mostGroups,
    listOf(by).reduce((product: number, id) => product * (members(String(id)) ?? Number.POSITIVE_INFINITY), 1),
  );

const cohorts: SizeOf = (_, asked, around) => {
  const { period, grain } = asked.args;
  const periods = periodsOf(period as Parameters<typeof periodsOf>[0], (grain as string | null) ?? 'MONTH', around);
  return Math.min(mostGroups, slicesOf(asked, around) * periods);
};

const few = always(5);
const several = always(20);

export const listSizes: Readonly<Record<string, SizeOf>> = {
  'Query.customers': ({ ids }) => listOf(ids).length,
  'Query.transitions': ({ dimension }, _, { members }) =>
    Math.min(mostGroups, (members(String(dimension)) ?? Number.POSITIVE_INFINITY) ** 2),
  'Query.segments': always(100),
  'Query.targets': always(500),
  'DimensionValueConnection.nodes': (_, { args }, { members }) =>
    Math.min(
      first(50, mostRows)(args, noQuestion, noAround),
      members(String(args.dimension)) ?? Number.POSITIVE_INFINITY,
    ),
  'Catalog.dimensions': always(dimensions.length),
  'Catalog.metrics': ofEveryMetric,
  'DimensionDefinition.metrics': ofEveryMetric,
  'MetricDefinition.aliases': few,
  'MetricDefinition.drivers': few,
  'MetricDefinition.dimensions': always(dimensions.length),
  'Customer.tags': few,
  'Customer.tierHistory': first(12, 1_000),
  'Customer.segments': several,
  'Customer.reasons': several,
  'Customer.metrics': (_, { rows }) => rows,
  'Health.parts': always(6),
  'MetricRow.rolledUp': perDimension,
  'MetricRow.keys': perDimension,
  'TimelineConnection.nodes': (_, { args }) => first(50, 1_000)(args, noQuestion, noAround),
  'CustomerConnection.nodes': (_, { args }) => first(50, 1_000)(args, noQuestion, noAround),
  'FunnelResult.rows': (_, asked, around) => slicesOf(asked, around),
  'FunnelRow.keys': perDimension,
  'FunnelRow.steps': always(stages.length),
  'ResolvedQuery.warnings': few,
  'Explain.sql': several,
  'Explain.scannedFacts': few,
  'Explain.warnings': few,
  'RetentionResult.cohorts': cohorts,
  'Cohort.keys': perDimension,
  'Cohort.cells': (_, { args: { offsets } }) => (typeof offsets === 'number' ? Math.max(0, offsets) : 12) + 1,
  'MetricsResult.rows': (_, { rows }) => rows,
  'MetricsResult.totals': (_, { totals }) => totals,
  'DataStatus.models': few,
  'Target.warnings': few,
  'Table.columns': (_, { columns }) => columns,
  'Table.data': (_, { rows, columns }) => rows * columns,
  'Table.totals': (_, { totals, columns }) => totals * (columns + 1),
  'IngestResult.rejections': (_, { args: { rows } }) => listOf(rows).length,
  '__Schema.types': always(110),
  '__Schema.directives': few,
  '__Type.fields': several,
  '__Type.interfaces': always(1),
  '__Type.possibleTypes': always(1),
  '__Type.enumValues': several,
  '__Type.inputFields': always(4),
  '__Field.args': always(2),
  '__Directive.args': always(2),
  '__Directive.locations': few,
};

/** Of a lookup each time it is answered, beside metric questions, which are worth what they measure. */
export const costs: Readonly<Record<string, number>> = {
  'Query.funnel': 20,
  'Query.retention': 20,
  'Query.transitions': 10,
  'Query.dimensionValues': 5,
  'Query.searchCustomers': 10,
  'Query.customers': 2,
  'Query.customer': 2,
  'Query.segments': 2,
  'Query.targets': 2,
  'Query.dataStatus': 5,
  'DimensionDefinition.members': 1,
  'Segment.customers': 1,
  'Customer.segments': 0.5,
  'Customer.timeline': 0.1,
  'CustomerConnection.totalCount': 5,
};

const extraColumns: Readonly<Record<string, number>> = { TARGET: 3, INTERVAL: 2 };

/** The columns of a table, by its arguments. */
export function columnsOf({ metrics, by, compare, with: extras, labels, grain }: Arguments): number {
  const perMetric =
    1 +
    3 * listOf(compare).length +
    listOf(extras).reduce((sum: number, extra) => sum + (extraColumns[String(extra)] ?? 1), 0);
  const known = listOf(metrics).filter((name) => findMetric(String(name)) !== undefined).length;
  return (grain == null ? 0 : 1) + listOf(by).length * (labels === false ? 1 : 2) + known * perMetric + 1;
}

export const noQuestion: Asked = {
  rows: 1,
  totals: 0,
  dimensions: 0,
  comparisons: 0,
  cost: 0,
  args: {},
  columns: 0,
};
const noAround = { members: () => undefined } as unknown as Around;
