// Customers in a state counted by ranges of instants (docs/decisions/quick-statements.md). A spell, a version, a time on file
// each covers the instants of a chain from one place to another; what holds of a customer throughout is where they meet.
//
//   instants at the starts of months 0 1 2 3 4      spell from place 1 to 4, version from 0 to 3: one customer at 1 and 2
//
// Ranges are grouped by slice and ends first, and opened to instants after: thousands of rows instead of millions. Only what
// customers are judged to be changes from month to month: where that is asked for, ranges are opened first.
import { type DimensionDefinition, type DimensionSource, dimensionOf } from '../../model/dimensions';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import type { Column, Select, Step } from '../../sql/select';
import { type Level, type PopulationPlanned, some } from '../plan/query-plan';
import { dimensionsUsed } from '../question/scope';
import { anyOf, compileAggregate } from './aggregate';
import type { Compilation } from './compilation';
import { type CustomerPlace, customerMember, customerMemberNumber, versionColumn } from './customer-attributes';
import { compileFilter } from './filter';
import { type Chain, chainsOf } from './instant-chains';
import { keysOf, type NamedKey, namedKeys } from './named-keys';
import { type MeasureStatement, measureName, measureStatement } from './output';
import { atPlace, inRange, type Part, type RunOfBranch, runsOf } from './population-branches';
import { placeInRanges, type RangeContext, versionStep } from './population-places';
import { eachPlace, type Run } from './population-runs';
import { type MemberOf, onlyTop } from './slice-keys';

/** Whether slices and filter ask of each instant for a dimension of these kinds. */
export function asksThen(kinds: readonly DimensionSource['kind'][], { by }: Level, { scope }: Compilation): boolean {
  if (scope.attributes === 'CURRENT') return false;
  const used = [...by, ...dimensionsUsed({ by: [], filter: scope.filter }).map(({ id }) => dimensionOf(id))];
  return used.some(({ source }) => kinds.includes(source.kind));
}

/** A judgement speaks at the instants of one month: what asks for it looks at each place of a range by itself. */
const isJudged = ({ level, measures }: PopulationPlanned, compilation: Compilation): boolean =>
  measures.some(({ judged }) => judged !== undefined) || asksThen(['judgement', 'lifecycleStage'], level, compilation);

export function rangesStatement(planned: PopulationPlanned, compilation: Compilation): MeasureStatement {
  const { level, measures } = planned;
  const chains = chainsOf(level.buckets, compilation.scope);
  const branches = chains.flatMap((chain, index) => {
    const suffix = chains.length === 1 ? '' : `_${index}`;
    return branchesOf(planned, chain, suffix, compilation);
  });
  const [{ names }] = some(branches);
  const keys = keysOf(names);
  const counted: Step = {
    words: 'what counts in every bucket',
    name: 'counted',
    of: branches.map((branch) => opened(branch, keys)) as unknown as Step['of'],
  };
  return measureStatement({
    steps: [...branches.flatMap(({ steps }) => steps), counted],
    bucket: name('bucket'),
    keys,
    names,
    measures: measures.map((measure, index) => ({ measure, value: sql`sum(${name(measureName(index))})` })),
    select: { from: sql`counted` },
  });
}

/** A step of rows (slice, place, measures) and the steps it rests on. */
type Branch = {
  readonly name: string;
  readonly indexes: readonly number[];
  readonly parts: readonly Part[];
  /** The keys, the same for every branch of a level. */
  readonly names: readonly NamedKey[];
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
  planned: PopulationPlanned,
  chain: Chain,
  suffix: string,
  compilation: Compilation,
): readonly Branch[] {
  const { level, measures } = planned;
  const { places, runs } = runsOf(measures, chain, compilation);
  const context: BranchContext = {
    level,
    compilation,
    places,
    judged: isJudged(planned, compilation),
    suffix,
    versions: { name: `version_in_force${suffix}`, columns: new Set() },
  };
  const branches = runs.map((of) => placedBranch(of, context, measures));
  // What the branches look up in the versions is known once they stand.
  const before = versionStep(context);
  return branches.map((branch, index) => (index === 0 ? { ...branch, steps: [...before, ...branch.steps] } : branch));
}

type BranchContext = RangeContext & {
  readonly level: Level;
  /** Judgements are asked for: ranges are opened to their places first. */
  readonly judged: boolean;
  readonly suffix: string;
};

function placedBranch(
  { as, run, part }: RunOfBranch,
  context: BranchContext,
  measures: PopulationPlanned['measures'],
): Branch {
  const { level, compilation, places, judged, suffix } = context;
  const runStep = `${as}${suffix}`;
  const { place, joined, columnsOf } = placeInRanges(context);
  const member: MemberOf = (dimension, regroup) => customerMember(dimension, place, regroup)!;
  const number = (dimension: DimensionDefinition) => customerMemberNumber(dimension, place);
  const names = namedKeys(level, { member, number }, compilation);
  const keys = names.map(({ grouped }) => grouped);
  const parts = measures.map(({ state }) => part(state));
  const values = measures.map((measure, index) => ({
    name: measureName(index),
    value: inRange(parts[index]!, () => compileAggregate(measure.aggregate, measure.where, columnsOf(measure))),
  }));
  const conditions = [
    ...filterOf(place, member),
    ...onlyTop(level, keys),
    ...anyOf(measures.map((measure) => ({ where: measure.where, columns: columnsOf(measure) }))),
  ];
  const version = joined();
  const select = {
    from: sql`${name(runStep)} AS customer`,
    joins: place.joins.list(),
    where: [sql`customer.lo < customer.hi`, ...conditions],
  };
  const leaves = run.tellsLeaving ? [{ name: 'leaves_at', value: sql`customer.leaves_at` }] : [];
  const grain = [...keys, ...leaves];
  const opening: Opening = { as, suffix, run: runStep, until: lastPlace(places), compilation };
  return {
    name: `${as}_at${suffix}`,
    indexes: places.indexes,
    parts,
    names,
    steps: [
      { words: run.words, name: runStep, of: [run.select] },
      ...(judged
        ? countedAtPlaces(run, { grain, values, select }, places.instants.length, opening)
        : countedInRanges(version, { grain, values, select }, opening)),
    ],
  };
}

type Opening = {
  readonly as: string;
  readonly suffix: string;
  /** The step of the run. */
  readonly run: string;
  readonly until: Fragment;
  readonly compilation: Compilation;
};

type Counted = {
  readonly grain: readonly Column[];
  readonly values: readonly Column[];
  readonly select: Required<Pick<Select, 'from' | 'joins' | 'where'>>;
};

/** The last place of a range that is one of a bucket: the last instants may be those of none. */
const lastPlace = ({ indexes, instants }: RangeContext['places']): Fragment =>
  indexes.length < instants.length ? sql`least(hi, ${bind(indexes.length, 'integer')}) - 1` : sql`hi - 1`;

/** Ranges are opened to their places first; of one instant every range is the place already. */
function countedAtPlaces(
  run: Run,
  { grain, values, select }: Counted,
  instants: number,
  { as, suffix, run: runStep, until, compilation }: Opening,
): readonly Step[] {
  const each: Step = {
    words: 'each instant of them by itself',
    name: `${as}_place${suffix}`,
    of: [eachPlace(run, runStep, until, compilation)],
  };
  const columns = [...grain, { name: 'place', value: sql`customer.lo` }];
  const counted = {
    ...(instants === 1 ? select : { ...select, from: sql`${name(each.name)} AS customer` }),
    columns: [...columns, ...values],
    groupBy: columns.length,
  };
  const words = 'how many customers of a slice there are at each instant';
  return [...(instants === 1 ? [] : [each]), { words, name: `${as}_at${suffix}`, of: [counted] }];
}

/** Ranges are counted by their ends, and what was counted is opened to the places. */
function countedInRanges(
  version: string | null,
  { grain, values, select }: Counted,
  { as, suffix, until, compilation }: Opening,
): readonly Step[] {
  const range = `${as}_range${suffix}`;
  const columns = [
    ...grain,
    { name: 'lo', value: version === null ? sql`customer.lo` : sql`greatest(customer.lo, ${name(version, 'lo')})` },
    { name: 'hi', value: version === null ? sql`customer.hi` : sql`least(customer.hi, ${name(version, 'hi')})` },
  ];
  return [
    {
      words: 'how many customers of a slice have the same range',
      name: range,
      of: [{ ...select, columns: [...columns, ...values], groupBy: columns.length }],
    },
    {
      words: 'at each instant of the range',
      name: `${as}_at${suffix}`,
      of: [
        {
          columns: [
            ...[...grain, ...values].map((column) => ({ name: column.name, value: name(column.name) })),
            { name: 'place', value: compilation.dialect.series(sql`lo`, until) },
          ],
          from: name(range),
        },
      ],
    },
  ];
}

function filterOf(place: CustomerPlace, member: MemberOf): readonly Fragment[] {
  const { scope, dialect } = place;
  if (scope.filter === null) return [];
  const tags = (): Fragment => versionColumn(place, 'tags');
  return [compileFilter(scope.filter, { dialect, member, tags, customerNo: () => place.customerNo })];
}
