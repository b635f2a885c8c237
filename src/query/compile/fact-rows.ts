// The rows of a fact family in a statement: where they come from, the joins their columns and dimensions turn out to need, and
// the conditions that put a row into a bucket. Used for rows, for customers judged on their rows, and for what a population's
// facts come to. The row stands in the statement as `fact`.
import type { Rows } from '../../metrics/measure';
import type { Bucket } from '../../model/buckets';
import type { DimensionDefinition } from '../../model/dimensions';
import { type Family, families } from '../../model/families';
import { compileExpression, type ExpressionScope } from '../../sql/compile-expression';
import { type Fragment, name, sql } from '../../sql/fragment';
import { nested, type Select, type Step, unionAll } from '../../sql/select';
import { daysOf, daysWithin, type PairedSpan, type SpanRow, spansOf } from '../plan/spans';
import type { Compilation } from './compilation';
import { businessDate, customerMemberNumber, nowOf, versionAt, versionOfRow } from './customer-attributes';
import { columnsOf, type RowPlace } from './fact-columns';
import { type FactMembers, type FactPlace, factMembers } from './fact-members';
import { collectJoins } from './joins';
import { judgedNow, judgedOnDay, judgedOneOf } from './judgements';
import { type Placement, placeRows } from './placement';
import { relation } from './relation';
import { keyName, type MemberNumber, type MemberOf } from './slice-keys';
import { placeStanding } from './standing';
import { type CarriedColumns, carryColumns, joinedParts } from './union-rows';

export type FactRows = {
  readonly columns: ExpressionScope;
  readonly member: MemberOf;
  /** The number of the dimension's member on the row, where it has one. */
  readonly number: (dimension: DimensionDefinition) => MemberNumber | null;
  /** The question's filter on the row. */
  readonly filter: () => readonly Fragment[];
  readonly bucket: Fragment;
  /** Asked for last, when every join is known. */
  readonly steps: () => readonly Step[];
  readonly select: (conditions: readonly Fragment[]) => RowsSelect;
  /** The same without the bucket: for rows that find their periods by their stretch. */
  readonly selectPlain: (conditions: readonly Fragment[]) => RowsSelect;
  readonly staircase: Placement['staircase'];
  readonly overlap: Placement['overlap'];
};

type RowsSelect = Required<Pick<Select, 'from' | 'joins' | 'where'>>;

export type FactContext = Compilation & {
  readonly buckets: readonly Bucket[];
  /** Keeps the steps of several sources in one statement apart. */
  readonly prefix?: string;
  /** Spans of P and of the period before it, in place of those of the rows. */
  readonly paired?: readonly PairedSpan[];
};

const own = (column: string): Fragment => name('fact', column);

export function factRows(rows: Pick<Rows, 'family' | 'at' | 'span'>, context: FactContext): FactRows {
  const { scope, dialect, buckets, prefix, paired } = context;
  const family = families[rows.family];
  const instant = own(instantOf(family, rows.at));
  const spans =
    paired ?? (family.customer === 'none' ? daysOf(buckets) : spansOf(buckets, rows.span ?? 'period', scope));
  const time = {
    date: family.time.kind === 'dated' ? own(family.time.date) : null,
    instant: family.customer === 'none' ? null : instant,
  };
  const placement =
    family.time.kind === 'standing'
      ? placeStanding(paired!, family.time, prefix)
      : placeRows(spans, time, dialect, prefix);
  const carrying = carryColumns(Object.keys(family.columns));
  const place = placeOf(family, instant, { placement, spans }, context, carrying);
  const members = factMembers(place);
  const inPart = { member: memberOf(family, members), columns: columnsOf(family, place, members, placement) };
  const outside = family.source.kind === 'table' ? inPart : behindParts(inPart, placement, carrying);
  const exists = family.exists === undefined ? [] : [compileExpression(family.exists, inPart.columns)];
  let asked: readonly Fragment[] = [];
  const select = (periods: readonly Fragment[], conditions: readonly Fragment[]): RowsSelect => {
    const joins = [...periods, ...place.joins.list()];
    const where = [...placement.where, ...exists, ...asked];
    if (family.source.kind === 'table' || joins.length === 0)
      return {
        from: sql`${sourceOf(family, inPart.columns, context)} AS fact`,
        joins,
        where: [...where, ...conditions],
      };
    const columns = Object.keys(family.columns).map((column) => ({ name: column, value: own(column) }));
    const parts = partsOf(family.source, inPart.columns, context);
    const rowsOfParts = joinedParts(parts, { columns: [...columns, ...carrying.list()], joins, where });
    return { from: sql`${rowsOfParts} AS fact`, joins: [], where: conditions };
  };
  const bucketInPart = (): Fragment => (paired === undefined ? placement.bucket : placement.of('of_bucket'));
  const bucket = (): Fragment =>
    family.source.kind === 'table'
      ? bucketInPart()
      : carrying.carried('bucket', bucketInPart, placement.joins().length > 0);
  return {
    columns: outside.columns,
    member: outside.member,
    number: (dimension) => numberOn(family, dimension, place, carrying),
    filter: () => {
      if (family.source.kind === 'table') return members.filter(inPart.member);
      asked = members.filter(inPart.member);
      return [];
    },
    get bucket() {
      return bucket();
    },
    steps: placement.steps,
    select: (conditions) => {
      // It may be read after the rows are.
      bucket();
      return select(placement.joins(), conditions);
    },
    selectPlain: (conditions) => select([], conditions),
    staircase: placement.staircase,
    overlap: placement.overlap,
  };
}

/** What places a row; of a row that stands at the ends of periods these do. */
function instantOf({ time }: Family, at: string | undefined): string {
  switch (time.kind) {
    case 'dated':
      return time.instant;
    case 'instant':
      return at!;
    case 'standing':
      return time.from;
    default:
      return time satisfies never;
  }
}

/** A part of a union carries what it reads of a version; its own columns are those of the row. */
function numberOn(
  family: Family,
  dimension: DimensionDefinition,
  place: FactPlace,
  { carried }: CarriedColumns,
): MemberNumber | null {
  const { source } = dimension;
  switch (source.kind) {
    case 'product':
    case 'channel':
    case 'agent':
      return source.column === `${source.kind}_id` ? { of: source.kind, value: place.own(`${source.kind}_no`) } : null;
    default: {
      if (family.customer === 'none')
        return source.kind === 'acquisitionChannel' ? { of: 'channel', value: own('channel_no') } : null;
      const number = customerMemberNumber(dimension, place);
      if (number === null || family.source.kind === 'table') return number;
      return {
        ...number,
        value: carried(`${keyName(dimension)}_number`, () => customerMemberNumber(dimension, place)!.value),
      };
    }
  }
}

type InPart = Pick<FactRows, 'columns' | 'member'>;

/** What is read of the rows behind the parts that they come from. */
function behindParts({ columns, member }: InPart, placement: Placement, { carried }: CarriedColumns): InPart {
  return {
    member: (dimension, regroup) => carried(keyName(dimension), () => member(dimension, regroup)),
    columns: {
      ...columns,
      column: (id) => carried(id, () => columns.column(id)),
      parameter: (id) => carried(snakeCase(id), () => columns.parameter(id), placement.joins().length > 0),
    },
  };
}

const snakeCase = (id: string): string => id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Where the instant that places the customer is not the row's, its version and its day are looked up. */
function placeOf(
  family: Family,
  instant: Fragment,
  { placement, spans }: { readonly placement: Placement; readonly spans: readonly SpanRow[] },
  { paired, ...rest }: FactContext,
  { watched }: CarriedColumns,
): RowPlace {
  const compilation: Compilation = { scope: rest.scope, dialect: rest.dialect };
  const { scope } = compilation;
  const elsewhere =
    scope.attributes === 'CURRENT' ? nowOf(scope) : paired !== undefined ? placement.of('placed_at') : undefined;
  const customerNo = own('customer_no');
  const joins = watched(collectJoins());
  const latest = (): string =>
    joins.add(
      'latest',
      sql`LEFT JOIN ${relation('opportunity', compilation)} AS latest ON latest.customer_no = ${customerNo} AND latest.opportunity_id = fact.opportunity_id AND latest.known_from <= ${nowOf(scope)} AND latest.known_to > ${nowOf(scope)}`,
    );
  const date =
    elsewhere === undefined && family.time.kind === 'dated'
      ? own('date_key')
      : businessDate(elsewhere ?? instant, scope);
  return {
    ...compilation,
    joins,
    relation: (table) => relation(table, compilation),
    customerNo,
    instant: elsewhere ?? instant,
    version:
      elsewhere === undefined && family.customer === 'key'
        ? versionOfRow(compilation)
        : versionAt(customerNo, elsewhere ?? instant),
    date,
    judgedOn: () => {
      if (scope.attributes === 'CURRENT') return judgedNow(scope);
      if (paired !== undefined)
        return judgedOneOf(
          () => placement.of('judged_on'),
          paired.map(({ judgedOn }) => judgedOn),
        );
      return judgedOnDay(date, ...daysWithin(spans), compilation.dialect);
    },
    own: (column) => (family.columns[column]?.through === 'latest' ? name(latest(), column) : own(column)),
    latest,
    occurred: family.time.kind !== 'dated' && family.time.occurred ? own(family.time.occurred) : instant,
  };
}

/** Spend is its own acquisition: the channel and the campaign it was spent on. */
function memberOf(family: Family, { member, through }: FactMembers): MemberOf {
  if (family.customer !== 'none') return member;
  return (dimension, regroup) => {
    if (dimension.source.kind === 'acquisitionChannel') return name(through.channel(), 'channel_id');
    return dimension.id === 'ACQUISITION_CAMPAIGN' ? own('campaign') : member(dimension, regroup);
  };
}

function sourceOf({ source }: Family, columns: ExpressionScope, compilation: Compilation): Fragment {
  if (source.kind === 'table') return relation(source.table, compilation);
  return nested(unionAll(partsOf(source, columns, compilation)));
}

function partsOf(
  { parts }: Extract<Family['source'], { kind: 'union' }>,
  columns: ExpressionScope,
  compilation: Compilation,
): readonly Select[] {
  const ownColumns: ExpressionScope = { ...columns, column: (column) => name(column) };
  return parts.map(
    ({ table, where, columns: list }): Select => ({
      columns: Object.entries(list).map(([alias, of]) => ({ name: alias, value: compileExpression(of, ownColumns) })),
      // What a viewer may see of a table is a query, which has no name of its own.
      from: sql`${relation(table, compilation)} AS own`,
      where: [compileExpression(where, ownColumns)],
    }),
  );
}
