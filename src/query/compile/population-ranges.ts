// Customers in a state counted by ranges of instants (docs/decisions/quick-statements.md). A spell, a version, a time on file
// each covers the instants of a chain from one place to another; what holds of a customer throughout is where they meet.
//
//   instants at the starts of months 0 1 2 3 4      spell from place 1 to 4, version from 0 to 3: one customer at 1 and 2
//
// Ranges are grouped by slice and ends first, and opened to instants after: thousands of rows instead of millions.
import type { PopulationMeasure } from '../../metrics/measure';
import { dimensionOf } from '../../model/dimensions';
import type { ExpressionScope } from '../../sql/compile-expression';
import { bind, type Fragment, join, name, sql, textConstant } from '../../sql/fragment';
import type { Column, Select, Step } from '../../sql/select';
import type { Level, PopulationPlanned } from '../plan/plan';
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

function branchesOf(
  measures: readonly PopulationMeasure[],
  chain: Chain,
  suffix: string,
  level: Level,
  compilation: Compilation,
): readonly Branch[] {
  const [{ at }] = measures as readonly [PopulationMeasure];
  const states = measures.map(({ state }) => state);
  const lists = {
    at: bind(chain[at], 'timestamptz[]'),
    start: bind(chain.start, 'timestamptz[]'),
    end: bind(chain.end, 'timestamptz[]'),
  };
  const inState = states.filter((state) => state !== 'lost' && state !== 'reactivated');
  const context = { level, compilation, chain, suffix };
  return [
    ...(inState.length === 0
      ? []
      : [
          placedBranch(
            'in_state',
            runOf(inState[0]!, lists.at, chain, compilation),
            context,
            measures.map((measure) => (measure.state === 'lost' ? null : { measure, sign: 1 as const })),
          ),
        ]),
    ...(states.includes('lost') || states.includes('kept')
      ? [
          placedBranch(
            'leaving',
            leaving(lists, compilation),
            context,
            measures.map((measure) =>
              measure.state === 'lost'
                ? { measure, sign: 1 as const }
                : measure.state === 'kept'
                  ? { measure, sign: -1 as const }
                  : null,
            ),
          ),
        ]
      : []),
    ...(states.includes('reactivated')
      ? [
          placedBranch(
            'coming_back',
            comingBack(lists, compilation),
            context,
            measures.map((measure) => ({ measure, sign: 1 as const })),
          ),
        ]
      : []),
  ];
}

type Lists = { readonly at: Fragment; readonly start: Fragment; readonly end: Fragment };

/** Customers (customer_no) and the places from lo to before hi at which something is so of them. */
type Run = { readonly words: string; readonly select: Select };

const spellBounds = (list: Fragment, { dialect }: Compilation): readonly Column[] => [
  { name: 'lo', value: dialect.instantsUpTo(sql`starts_after`, list) },
  { name: 'hi', value: dialect.instantsUpTo(sql`ends_at`, list) },
];

function runOf(state: PopulationMeasure['state'], at: Fragment, chain: Chain, compilation: Compilation): Run {
  const words = 'the instants at which each customer is in the state: from place lo to before hi';
  const customer: Column = { name: 'customer_no', value: sql`customer_no` };
  const until: Column = { name: 'hi', value: bind(chain.indexes.length, 'integer') };
  const since = (column: string): Select => ({
    columns: [customer, { name: 'lo', value: compilation.dialect.instantsUpTo(name(column), at) }, until],
    from: sql`${relation('customer_summary', compilation)} AS summary`,
    where: [sql`${name(column)} IS NOT NULL`],
  });
  switch (state) {
    case 'buyers':
      return { words, select: since('first_purchase_at') };
    case 'onFile':
      return { words, select: since('on_file_from') };
    case 'base':
    case 'dormant':
    case 'lost':
    case 'kept':
    case 'reactivated':
      return {
        words,
        select: {
          columns: [customer, ...spellBounds(at, compilation)],
          from: sql`${relation('customer_spell', compilation)} AS spell`,
          where: state === 'dormant' ? [sql`state = ${textConstant('dormant')}`] : [],
        },
      };
    default:
      return state satisfies never;
  }
}

const inBaseAt = (instant: Fragment, compilation: Compilation): Fragment =>
  sql`EXISTS (SELECT 1 FROM ${relation('customer_spell', compilation)} AS other WHERE other.customer_no = spell.customer_no AND other.starts_after < ${instant} AND ${instant} <= other.ends_at)`;

/** The instant of a place. */
const instantAt = (list: Fragment, place: Fragment): Fragment => sql`(${list})[${place} + 1]`;

/** Spells that end between the instant of a place and the end of its period, unless another covers that end. */
function leaving({ at, end }: Lists, compilation: Compilation): Run {
  const { dialect } = compilation;
  const from = sql`greatest(${dialect.instantsUpTo(sql`starts_after`, at)}, ${dialect.instantsUpTo(sql`ends_at`, end)})`;
  const to = dialect.instantsUpTo(sql`ends_at`, at);
  return crossing(
    'customers of the base that are not in it at the end',
    from,
    to,
    (place) => [sql`NOT ${inBaseAt(instantAt(end, place), compilation)}`],
    compilation,
  );
}

/** Spells that begin within a period and cover its end, unless another covered its start; the first purchase came before. */
function comingBack({ start, end }: Lists, compilation: Compilation): Run {
  const { dialect } = compilation;
  const from = dialect.instantsUpTo(sql`starts_after`, end);
  const to = sql`least(${dialect.instantsUpTo(sql`ends_at`, end)}, ${dialect.instantsUpTo(sql`starts_after`, start)})`;
  const summary = relation('customer_summary', compilation);
  return crossing(
    'customers of the base that were not in it at the start and had bought before',
    from,
    to,
    (place) => [
      sql`NOT ${inBaseAt(instantAt(start, place), compilation)}`,
      sql`EXISTS (SELECT 1 FROM ${summary} AS summary WHERE summary.customer_no = spell.customer_no AND summary.first_purchase_at < ${instantAt(start, place)})`,
    ],
    compilation,
  );
}

/** One row a customer and place between two, where the conditions hold. */
function crossing(
  words: string,
  from: Fragment,
  to: Fragment,
  conditions: (place: Fragment) => readonly Fragment[],
  compilation: Compilation,
): Run {
  const spells = relation('customer_spell', compilation);
  const places = compilation.dialect.series(sql`first_place`, sql`last_place`);
  const bounded = sql`(SELECT customer_no, ${from} AS first_place, ${to} - 1 AS last_place FROM ${spells} AS each_spell) AS bounded`;
  const every = sql`(SELECT customer_no, ${places} AS place FROM ${bounded} WHERE first_place <= last_place) AS spell`;
  return {
    words,
    select: {
      columns: [
        { name: 'customer_no', value: sql`customer_no` },
        { name: 'lo', value: sql`place` },
        { name: 'hi', value: sql`place + 1` },
      ],
      from: every,
      where: conditions(sql`spell.place`),
    },
  };
}

type Counting = { readonly measure: PopulationMeasure; readonly sign: 1 | -1 } | null;
type BranchContext = {
  readonly level: Level;
  readonly compilation: Compilation;
  readonly chain: Chain;
  readonly suffix: string;
};

function placedBranch(as: string, run: Run, context: BranchContext, counting: readonly Counting[]): Branch {
  const { level, compilation, chain, suffix } = context;
  const [runStep, stretch, opened] = [`${as}${suffix}`, `${as}_range${suffix}`, `${as}_at${suffix}`];
  const versions = `version_in_force_${as}${suffix}`;
  const { place, rangeJoins, versionStep } = placeInRanges(versions, chain, context, counting);
  const member: MemberOf = (dimension, regroup) => customerMember(dimension, place, regroup)!;
  const keys = keyColumns(level, member);
  const values = counting.map((each, index) => ({
    name: measureName(index),
    value: each === null ? sql`0` : signed(each.sign, countOf(each.measure, place, context)),
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
      ...versionStep(),
      {
        words: 'how many customers of a slice have the same range',
        name: stretch,
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
        of: [{ columns: [...outer, ...outerValues, { name: 'place', value: series }], from: name(stretch) }],
      },
    ],
  };
}

const signed = (sign: 1 | -1, value: Fragment): Fragment => (sign === 1 ? value : sql`-${value}`);

/** The customer's version, and that of the instant where slices go by today's, with the range in which each is in force. */
function placeInRanges(versions: string, chain: Chain, { compilation }: BranchContext, counting: readonly Counting[]) {
  const { scope, dialect } = compilation;
  const current = scope.attributes === 'CURRENT';
  const used = new Set<string>();
  const now = nowOf(scope);
  const customerNo = sql`customer.customer_no`;
  const at = counting.find((each) => each !== null)!.measure.at;
  const list = bind(chain[at], 'timestamptz[]');
  const joins = collectJoins();
  const ofVersions = (table: string): Fragment =>
    table === 'dim_customer' && !current ? name(versions) : relation(table, compilation);
  const place: CustomerPlace = {
    ...compilation,
    joins,
    relation: ofVersions,
    customerNo,
    instant: now,
    date: businessDate(now, scope),
    version: current ? versionAt(customerNo, now) : meets('version'),
    onVersion: current ? undefined : (column) => used.add(column),
  };
  const then = (column: string): Fragment => {
    used.add(column);
    joins.add('version_then', sql`JOIN ${name(versions)} AS version_then ON ${meets('version_then')}`);
    return name('version_then', column);
  };
  return {
    place: { ...place, ...(current && { columnThen: then }) },
    rangeJoins: (): readonly string[] => (used.size === 0 ? [] : [current ? 'version_then' : 'version']),
    versionStep: (): readonly Step[] =>
      used.size === 0
        ? []
        : [
            {
              words: 'versions of customers with the instants at which they are in force',
              name: versions,
              materialized: true,
              of: [
                {
                  columns: [
                    ...[...new Set(['customer_no', ...used])].map((column) => ({ name: column, value: name(column) })),
                    { name: 'lo', value: dialect.instantsBefore(sql`effective_from`, list) },
                    { name: 'hi', value: dialect.instantsBefore(sql`valid_to`, list) },
                  ],
                  from: sql`${relation('dim_customer', compilation)} AS version`,
                },
              ],
            },
          ],
  };
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
