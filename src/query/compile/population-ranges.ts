// Customers in a state counted by ranges of instants (docs/decisions/quick-statements.md). A spell, a version, a time on file
// each covers the instants of a chain from one place to another; what holds of a customer throughout is where they meet.
//
//   instants at the starts of months 0 1 2 3 4      spell from place 1 to 4, version from 0 to 3: one customer at 1 and 2
//
// Ranges are grouped by slice and ends first, and opened to instants after: thousands of rows instead of millions.
import type { PopulationMeasure } from '../../metrics/measure';
import { dimensionOf } from '../../model/dimensions';
import type { ExpressionScope } from '../../sql/compile-expression';
import { bind, type Fragment, join, name, sql } from '../../sql/fragment';
import type { Select, Step } from '../../sql/select';
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
import { collectJoins } from './joins';
import { type MeasureStatement, measureName, measureStatement } from './output';
import { comingBack, leaving, type Run, runOf } from './population-runs';
import { relation } from './relation';
import { keyColumns, keyName, type MemberOf, onlyTop } from './slice-keys';

/** Whether slices and filter say the same of a customer at every instant of a version. */
export function isConstant({ by }: Level, { scope }: Compilation): boolean {
  if (scope.attributes === 'CURRENT') return true;
  const used = [...by, ...dimensionsUsed({ by: [], filter: scope.filter }).map(({ id }) => dimensionOf(id))];
  return used.every(({ source }) => source.kind !== 'ageBand' && source.kind !== 'interval');
}

export function rangesStatement({ level, measures }: PopulationPlanned, compilation: Compilation): MeasureStatement {
  const chains = chainsOf(level.buckets, compilation.scope);
  const branches = chains.flatMap((chain, index) => {
    const suffix = chains.length === 1 ? '' : `_${index}`;
    return branchesOf(measures, chain, suffix, level, compilation);
  });
  const keys = level.by.map((dimension) => ({ name: keyName(dimension), value: name(keyName(dimension)) }));
  const columns = measures.map((_, index) => ({ name: measureName(index), value: name(measureName(index)) }));
  const opened: Select[] = branches.map(({ name: branch, chain }) => ({
    columns: [{ name: 'bucket', value: indexOf(chain, sql`place`) }, ...keys, ...columns],
    from: name(branch),
  }));
  const counted: Step = { words: 'what counts in every bucket', name: 'counted', of: opened as unknown as Step['of'] };
  return measureStatement({
    steps: [...branches.flatMap(({ steps }) => steps), counted],
    bucket: name('bucket'),
    keys,
    measures: measures.map((measure, index) => ({ measure, value: sql`sum(${name(measureName(index))})` })),
    select: { from: sql`counted` },
  });
}

const indexOf = ({ indexes }: Chain, place: Fragment): Fragment =>
  indexes.every((index, position) => index === position) ? place : sql`(${bind(indexes, 'integer[]')})[${place} + 1]`;

/** A step of rows (slice, place in the chain, measures) and the steps it rests on. */
type Branch = { readonly name: string; readonly chain: Chain; readonly steps: readonly Step[] };

type State = PopulationMeasure['state'];

function branchesOf(
  measures: readonly PopulationMeasure[],
  chain: Chain,
  suffix: string,
  level: Level,
  compilation: Compilation,
): readonly Branch[] {
  const [{ state, at }] = measures as readonly [PopulationMeasure];
  const lists = {
    at: bind(chain[at], 'timestamptz[]'),
    start: bind(chain.start, 'timestamptz[]'),
    end: bind(chain.end, 'timestamptz[]'),
  };
  const branches: readonly { as: string; run: () => Run; sign: (of: State) => Sign }[] = [
    {
      as: 'in_state',
      run: () => runOf(state, lists.at, chain, compilation),
      sign: (of) => (of === 'lost' || of === 'reactivated' ? 0 : 1),
    },
    // Who is kept is in the base and does not leave it.
    {
      as: 'leaving',
      run: () => leaving(lists, compilation),
      sign: (of) => (of === 'lost' ? 1 : of === 'kept' ? -1 : 0),
    },
    { as: 'coming_back', run: () => comingBack(lists, compilation), sign: (of) => (of === 'reactivated' ? 1 : 0) },
  ];
  const context: BranchContext = {
    level,
    compilation,
    chain,
    suffix,
    versions: { name: `version_in_force${suffix}`, columns: new Set() },
  };
  const placed = branches.flatMap(({ as, run, sign }) => {
    const counting = measures.map((measure) => ({ measure, sign: sign(measure.state) }));
    return counting.some((each) => each.sign !== 0) ? [placedBranch(as, run(), context, counting)] : [];
  });
  // What the branches look up in the versions is known once they stand.
  const before = versionStep(context, lists.at);
  return placed.map((branch, index) => (index === 0 ? { ...branch, steps: [...before, ...branch.steps] } : branch));
}

/** Whether a row of a branch adds to a measure, takes from it, or is nothing to it. */
type Sign = 1 | -1 | 0;
type Counting = { readonly measure: PopulationMeasure; readonly sign: Sign };
type BranchContext = {
  readonly level: Level;
  readonly compilation: Compilation;
  readonly chain: Chain;
  readonly suffix: string;
  /** The step with the versions of customers, and the columns of them that the branches read. */
  readonly versions: { readonly name: string; readonly columns: Set<string> };
};

function placedBranch(as: string, run: Run, context: BranchContext, counting: readonly Counting[]): Branch {
  const { level, compilation, chain, suffix } = context;
  const [runStep, range, opened] = [`${as}${suffix}`, `${as}_range${suffix}`, `${as}_at${suffix}`];
  const { place, rangeJoins } = placeInRanges(context);
  const member: MemberOf = (dimension, regroup) => customerMember(dimension, place, regroup)!;
  const keys = keyColumns(level, member);
  const values = counting.map((each, index) => ({
    name: measureName(index),
    value: signed(each.sign, () => countOf(each.measure, place, context)),
  }));
  const conditions = [...filterOf(place, member), ...onlyTop(level, keys)];
  const ranges = rangeJoins();
  const lo =
    ranges.length === 0
      ? sql`customer.lo`
      : sql`greatest(customer.lo, ${join(
          ranges.map((each) => sql`${name(each)}.lo`),
          ', ',
        )})`;
  const hi =
    ranges.length === 0
      ? sql`customer.hi`
      : sql`least(customer.hi, ${join(
          ranges.map((each) => sql`${name(each)}.hi`),
          ', ',
        )})`;
  const bounds = [
    { name: 'lo', value: lo },
    { name: 'hi', value: hi },
  ];
  const outer = level.by.map((dimension) => ({ name: keyName(dimension), value: name(keyName(dimension)) }));
  const outerValues = values.map(({ name: value }) => ({ name: value, value: name(value) }));
  const series = compilation.dialect.series(sql`lo`, sql`hi - 1`);
  return {
    name: opened,
    chain,
    steps: [
      { words: run.words, name: runStep, of: [run.select], materialized: true },
      {
        words: 'how many customers of a slice have the same range',
        name: range,
        of: [
          {
            columns: [...keys, ...bounds, ...values],
            from: sql`${name(runStep)} AS customer`,
            joins: place.joins.list(),
            where: [sql`customer.lo < customer.hi`, ...conditions],
            groupBy: keys.length + 2,
          },
        ],
      },
      {
        words: 'at each instant of the range',
        name: opened,
        of: [{ columns: [...outer, ...outerValues, { name: 'place', value: series }], from: name(range) }],
      },
    ],
  };
}

const signed = (sign: Sign, value: () => Fragment): Fragment =>
  sign === 0 ? sql`0` : sign === 1 ? value() : sql`-${value()}`;

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
    onVersion: current ? undefined : use,
  };
  const then = (column: string): Fragment => {
    use(column);
    joins.add('version_then', sql`JOIN ${name(versions.name)} AS version_then ON ${meets('version_then')}`);
    return name('version_then', column);
  };
  return {
    place: { ...place, ...(current && { columnThen: then }) },
    rangeJoins: (): readonly string[] => (used.size === 0 ? [] : [current ? 'version_then' : 'version']),
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
      materialized: true,
      of: [
        {
          columns: [
            ...columns.map((column) => ({ name: column, value: name(column) })),
            { name: 'lo', value: compilation.dialect.instantsBefore(sql`effective_from`, instants) },
            { name: 'hi', value: compilation.dialect.instantsBefore(sql`valid_to`, instants) },
          ],
          from: sql`${relation('dim_customer', compilation)} AS version`,
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
