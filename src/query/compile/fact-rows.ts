// The rows of a fact family in a statement: where they come from, the joins their columns and dimensions turn out to need, and
// the conditions that put a row into a bucket. Used for rows, for customers judged on their rows, and for what a population's
// facts come to. The row stands in the statement as `fact`.
import type { Rows } from '../../metrics/measure';
import type { Bucket } from '../../model/buckets';
import type { DimensionDefinition } from '../../model/dimensions';
import { type Family, type FamilyColumn, families, type JoinName } from '../../model/families';
import { compileExpression, type ExpressionScope } from '../../sql/compile-expression';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import { nested, type Select, type Step, unionAll } from '../../sql/select';
import { daysOf, daysWithin, type PairedSpan, type SpanRow, spansOf } from '../plan/spans';
import type { Compilation } from './compilation';
import {
  businessDate,
  customerMemberNumber,
  nowOf,
  summaryColumn,
  versionAt,
  versionColumn,
  versionOfRow,
} from './customer-attributes';
import { type FactMembers, type FactPlace, factMembers } from './fact-members';
import { collectJoins } from './joins';
import { judgedNow, judgedOnDay, judgedOneOf } from './judgements';
import { type Placement, placeRows } from './placement';
import { relation } from './relation';
import { keyName, type MemberNumber, type MemberOf } from './slice-keys';
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
  const instant = own(family.time.kind === 'dated' ? family.time.instant : rows.at!);
  const spans =
    paired ?? (family.customer === 'none' ? daysOf(buckets) : spansOf(buckets, rows.span ?? 'period', scope));
  const time = {
    date: family.time.kind === 'dated' ? own(family.time.date) : null,
    instant: family.customer === 'none' ? null : instant,
  };
  const placement = placeRows(spans, time, dialect, prefix);
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
      return source.column === `${source.kind}_id` ? { of: source.kind, value: own(`${source.kind}_no`) } : null;
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
): FactPlace {
  const compilation: Compilation = { scope: rest.scope, dialect: rest.dialect };
  const { scope } = compilation;
  const elsewhere =
    scope.attributes === 'CURRENT' ? nowOf(scope) : paired !== undefined ? placement.of('placed_at') : undefined;
  const customerNo = own('customer_no');
  const date =
    elsewhere === undefined && family.time.kind === 'dated'
      ? own('date_key')
      : businessDate(elsewhere ?? instant, scope);
  return {
    ...compilation,
    joins: watched(collectJoins()),
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
    own,
    occurred: family.time.kind === 'instant' && family.time.occurred ? own(family.time.occurred) : instant,
  };
}

function columnsOf(family: Family, place: FactPlace, members: FactMembers, placement: Placement): ExpressionScope {
  const { scope, dialect, joins } = place;
  const bought = (alias: 'category' | 'tier', table: string, others: Fragment): string => {
    members.through.product();
    const rows = place.relation(table);
    return joins.add(
      alias,
      sql`LEFT JOIN ${rows} AS ${name(alias)} ON ${name(alias)}.customer_no = fact.customer_no AND ${name(alias)}.category = product.category${others}`,
    );
  };
  const through: Readonly<Record<JoinName, () => unknown>> = {
    ...members.through,
    summary: () => summaryColumn(place, 'customer_no'),
    version: () => versionColumn(place, 'customer_no'),
    category: () => bought('category', 'customer_category', sql``),
    tier: () => bought('tier', 'customer_price_tier', sql` AND tier.price_tier = product.price_tier`),
  };
  const read = ({ column, through: table }: FamilyColumn): Fragment => {
    if (table === undefined) return own(column);
    through[table]();
    return name(table, column);
  };
  return {
    dialect,
    column: (id) => {
      if (id === 'local_date') return members.localDate();
      if (id === 'is_previous') return placement.of('is_previous');
      const known = family.columns[id];
      if (known === undefined) throw new Error(`the family ${family.id} has no column ${id}`);
      return read(known);
    },
    compared: (id, operator, parameter) => {
      const known = family.columns[id];
      if (known?.day === undefined || (parameter !== 'periodStart' && parameter !== 'periodEnd')) return null;
      const dated = { instant: read(known), day: read({ ...known, column: known.day }) };
      return placement.beside(dated, operator, parameter === 'periodStart' ? 'starts_at' : 'ends_at');
    },
    parameter: (parameter) => {
      switch (parameter) {
        case 'periodStart':
          return placement.of('starts_at');
        case 'periodEnd':
          return placement.of('ends_at');
        case 'now':
          return nowOf(scope);
        case 'slaSeconds':
          return bind(scope.settings.slaSeconds, 'integer');
        default:
          return parameter satisfies never;
      }
    },
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
