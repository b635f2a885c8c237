// Customers in a state counted by ranges of instants (docs/decisions/quick-statements.md). A spell, a version, a time on file
// each covers the instants of a chain from one place to another; what holds of a customer throughout is where they meet.
//
//   instants at the starts of months 0 1 2 3 4      spell from place 1 to 4, version from 0 to 3: one customer at 1 and 2
//
// Ranges are grouped by slice and ends first, and opened to instants after: thousands of rows instead of millions.
import type { PopulationMeasure } from '../../metrics/measure';
import { type DimensionSource, dimensionOf } from '../../model/dimensions';
import type { ExpressionScope } from '../../sql/compile-expression';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import type { Column, Select, Step } from '../../sql/select';
import type { Level, PopulationPlanned } from '../plan/query-plan';
import { dimensionsUsed } from '../question/scope';
import { compileAggregate } from './aggregate';
import type { Compilation } from './compilation';
import {
  businessDate,
  type CustomerPlace,
  customerMember,
  nowOf,
  versionAt,
  versionColumn,
} from './customer-attributes';
import { compileFilter } from './filter';
import { type Chain, chainsOf } from './instant-chains';
import type { Places } from './instant-ladders';
import { collectJoins } from './joins';
import { judgedNow } from './judgements';
import { type MeasureStatement, measureName, measureStatement } from './output';
import { atPlace, inRange, type Part, type RunOfBranch, runsOf } from './population-branches';
import { relation } from './relation';
import { keyColumns, keyName, type MemberOf, onlyTop } from './slice-keys';

/** What a customer is does not differ from instant to instant, but for these: an age, and what it is judged to be. */
const differing: ReadonlySet<DimensionSource['kind']> = new Set(['ageBand', 'judgement', 'lifecycleStage']);

/** Whether slices and filter say the same of a customer at every instant of a version. */
export function isConstant({ by }: Level, { scope }: Compilation): boolean {
  if (scope.attributes === 'CURRENT') return true;
  const used = [...by, ...dimensionsUsed({ by: [], filter: scope.filter }).map(({ id }) => dimensionOf(id))];
  return used.every(({ source }) => !differing.has(source.kind));
}

export function rangesStatement({ level, measures }: PopulationPlanned, compilation: Compilation): MeasureStatement {
  const chains = chainsOf(level.buckets, compilation.scope);
  const branches = chains.flatMap((chain, index) => {
    const suffix = chains.length === 1 ? '' : `_${index}`;
    return branchesOf(measures, chain, suffix, level, compilation);
  });
  const keys = level.by.map((dimension) => ({ name: keyName(dimension), value: name(keyName(dimension)) }));
  const counted: Step = {
    words: 'what counts in every bucket',
    name: 'counted',
    of: branches.map((branch) => opened(branch, keys)) as unknown as Step['of'],
  };
  return measureStatement({
    steps: [...branches.flatMap(({ steps }) => steps), counted],
    bucket: name('bucket'),
    keys,
    measures: measures.map((measure, index) => ({ measure, value: sql`sum(${name(measureName(index))})` })),
    select: { from: sql`counted` },
  });
}

/** A step of rows (slice, place, measures) and the steps it rests on. */
type Branch = {
  readonly name: string;
  readonly indexes: readonly number[];
  readonly parts: readonly Part[];
  readonly steps: readonly Step[];
};

function opened({ name: branch, indexes, parts }: Branch, keys: readonly Column[]): Select {
  const place = sql`place`;
  const inOrder = indexes.every((index, position) => index === position);
  const bucket = inOrder ? place : sql`(${bind(indexes, 'integer[]')})[${place} + 1]`;
  const values = parts.map((part, index) => ({
    name: measureName(index),
    value: atPlace(part, name(measureName(index))),
  }));
  return {
    columns: [{ name: 'bucket', value: bucket }, ...keys, ...values],
    from: name(branch),
    where: indexes.includes(-1) ? [sql`${bucket} >= 0`] : [],
  };
}

function branchesOf(
  measures: PopulationPlanned['measures'],
  chain: Chain,
  suffix: string,
  level: Level,
  compilation: Compilation,
): readonly Branch[] {
  const { places, instants, runs } = runsOf(measures, chain, compilation);
  const context: BranchContext = {
    level,
    compilation,
    places,
    suffix,
    versions: { name: `version_in_force${suffix}`, columns: new Set() },
  };
  const branches = runs.map((of) => placedBranch(of, context, measures));
  // What the branches look up in the versions is known once they stand.
  const before = versionStep(context, instants);
  return branches.map((branch, index) => (index === 0 ? { ...branch, steps: [...before, ...branch.steps] } : branch));
}

type BranchContext = {
  readonly level: Level;
  readonly compilation: Compilation;
  readonly places: Places;
  readonly suffix: string;
  /** The step with the versions of customers, and the columns of them that the branches read. */
  readonly versions: { readonly name: string; readonly columns: Set<string> };
};

function placedBranch(
  { as, run, part }: RunOfBranch,
  context: BranchContext,
  measures: PopulationPlanned['measures'],
): Branch {
  const { level, compilation, places, suffix } = context;
  const [runStep, range, placed] = [`${as}${suffix}`, `${as}_range${suffix}`, `${as}_at${suffix}`];
  const { place, joined } = placeInRanges(context);
  const member: MemberOf = (dimension, regroup) => customerMember(dimension, place, regroup)!;
  const keys = keyColumns(level, member);
  const parts = measures.map(({ state }) => part(state));
  const values = measures.map((measure, index) => ({
    name: measureName(index),
    value: inRange(parts[index]!, () => countOf(measure, place, context)),
  }));
  const conditions = [...filterOf(place, member), ...onlyTop(level, keys)];
  const version = joined();
  const grain = [
    ...keys,
    { name: 'lo', value: version === null ? sql`customer.lo` : sql`greatest(customer.lo, ${name(version, 'lo')})` },
    { name: 'hi', value: version === null ? sql`customer.hi` : sql`least(customer.hi, ${name(version, 'hi')})` },
    ...(run.tellsLeaving ? [{ name: 'leaves_at', value: sql`customer.leaves_at` }] : []),
  ];
  const kept = [
    ...keys.map((key) => key.name),
    ...(run.tellsLeaving ? ['leaves_at'] : []),
    ...values.map((value) => value.name),
  ];
  // The last instants may be those of no bucket.
  const until =
    places.indexes.length < places.instants.length
      ? sql`least(hi, ${bind(places.indexes.length, 'integer')}) - 1`
      : sql`hi - 1`;
  return {
    name: placed,
    indexes: places.indexes,
    parts,
    steps: [
      { words: run.words, name: runStep, of: [run.select] },
      {
        words: 'how many customers of a slice have the same range',
        name: range,
        of: [
          {
            columns: [...grain, ...values],
            from: sql`${name(runStep)} AS customer`,
            joins: place.joins.list(),
            where: [sql`customer.lo < customer.hi`, ...conditions],
            groupBy: grain.length,
          },
        ],
      },
      {
        words: 'at each instant of the range',
        name: placed,
        of: [
          {
            columns: [
              ...kept.map((column) => ({ name: column, value: name(column) })),
              { name: 'place', value: compilation.dialect.series(sql`lo`, until) },
            ],
            from: name(range),
          },
        ],
      },
    ],
  };
}

/** The customer's version, and that of the instant where slices go by today's, with the range in which each is in force. */
function placeInRanges({ compilation, versions }: BranchContext) {
  const { scope } = compilation;
  const current = scope.attributes === 'CURRENT';
  const used = new Set<string>();
  const use = (column: string): void => {
    used.add(column);
    versions.columns.add(column);
  };
  const now = nowOf(scope);
  const customerNo = sql`customer.customer_no`;
  const joins = collectJoins();
  const ofVersions = (table: string): Fragment =>
    table === 'dim_customer' && !current ? name(versions.name) : relation(table, compilation);
  const place: CustomerPlace = {
    ...compilation,
    joins,
    relation: ofVersions,
    customerNo,
    instant: now,
    date: businessDate(now, scope),
    version: current ? versionAt(customerNo, now) : meets('version'),
    judgedOn: () => judgedNow(scope),
    onVersion: current ? undefined : use,
  };
  const then = (column: string): Fragment => {
    use(column);
    joins.add('version_then', sql`JOIN ${name(versions.name)} AS version_then ON ${meets('version_then')}`);
    return name('version_then', column);
  };
  return {
    place: { ...place, ...(current && { columnThen: then }) },
    /** What is joined of the versions, if anything is. */
    joined: (): string | null => (used.size === 0 ? null : current ? 'version_then' : 'version'),
  };
}

/** None where nothing is read of the versions. `instants`: those of the chain. */
function versionStep({ compilation, versions }: BranchContext, instants: Fragment): readonly Step[] {
  if (versions.columns.size === 0) return [];
  const columns = [...new Set(['customer_no', ...versions.columns])];
  return [
    {
      words: 'versions of customers with the instants at which they are in force',
      name: versions.name,
      of: [
        {
          columns: [
            ...columns.map((column) => ({ name: column, value: name(column) })),
            { name: 'lo', value: compilation.dialect.instantsBefore(sql`effective_from`, instants) },
            { name: 'hi', value: compilation.dialect.instantsBefore(sql`valid_to`, instants) },
          ],
          from: sql`${relation('dim_customer', compilation)} AS version`,
          ...compilation.dialect.fence,
        },
      ],
    },
  ];
}

const meets = (alias: string): Fragment => {
  const own = name(alias);
  return sql`${own}.customer_no = customer.customer_no AND ${own}.lo < customer.hi AND customer.lo < ${own}.hi`;
};

type PlaceThen = CustomerPlace & { readonly columnThen?: (column: string) => Fragment };

function filterOf(place: CustomerPlace, member: MemberOf): readonly Fragment[] {
  const { scope, dialect } = place;
  if (scope.filter === null) return [];
  const tags = (): Fragment => versionColumn(place, 'tags');
  return [compileFilter(scope.filter, { dialect, member, tags, customerNo: () => place.customerNo })];
}

/** A customer, or what its version says, throughout a range. */
function countOf({ aggregate, where }: PopulationMeasure, place: PlaceThen, { compilation }: BranchContext): Fragment {
  const columns: ExpressionScope = {
    dialect: compilation.dialect,
    column: (id) => place.columnThen?.(id) ?? versionColumn(place, id),
    parameter: (parameter) => {
      throw new Error(`the parameter ${parameter} differs from instant to instant`);
    },
  };
  return compileAggregate(aggregate, where, columns);
}
