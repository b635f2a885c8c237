// What a customer is throughout a range of instants, or at each place of one: its version in force there, what it was judged to
// be, and what measures and slices read of both. Where slices go by today's, what is measured is still that of then.
import type { PopulationMeasure } from '../../metrics/measure';
import { instantOf } from '../../model/calendar';
import type { ExpressionScope } from '../../sql/compile-expression';
import { bind, type Fragment, name, sql } from '../../sql/fragment';
import type { Step } from '../../sql/select';
import type { Compilation } from './compilation';
import { businessDate, type CustomerPlace, nowOf, versionAt, versionColumn } from './customer-attributes';
import type { Places } from './instant-ladders';
import { collectJoins } from './joins';
import { type JudgedOn, judgedNow, judgedOneOf, judgementThen, monthEndSpeaking } from './judgements';
import { relation } from './relation';

export type RangeContext = {
  readonly compilation: Compilation;
  readonly places: Places;
  /** The step with the versions of customers, and the columns of them that the branches read. */
  readonly versions: { readonly name: string; readonly columns: Set<string> };
};

export type PlaceInRanges = {
  readonly place: CustomerPlace;
  /** What is joined of the versions, if anything is. */
  readonly joined: () => string | null;
  /** What a measure reads. */
  readonly columnsOf: (measure: PopulationMeasure) => ExpressionScope;
};

/** The customer's version, and that of the instant where slices go by today's, with the range in which each is in force. */
export function placeInRanges({ compilation, versions, places }: RangeContext): PlaceInRanges {
  const { scope } = compilation;
  const current = scope.attributes === 'CURRENT';
  const used = new Set<string>();
  const use = (column: string): void => {
    used.add(column);
    versions.columns.add(column);
  };
  const now = nowOf(scope);
  // Of an opened range, lo is the place.
  const ofPlace = (list: Fragment): Fragment => sql`(${list})[customer.lo + 1]`;
  const judgedThen = (): JudgedOn => {
    const days = places.instants.map((instant) => monthEndSpeaking(instantOf(instant), scope));
    return judgedOneOf(() => ofPlace(bind(days, 'date[]')), days);
  };
  const customerNo = sql`customer.customer_no`;
  const joins = collectJoins();
  const ofVersions = (table: string): Fragment =>
    table === 'dim_customer' && !current ? name(versions.name) : relation(table, compilation);
  const place: CustomerPlace = {
    ...compilation,
    joins,
    relation: ofVersions,
    customerNo,
    instant: current ? now : ofPlace(bind(places.instants, 'timestamptz[]')),
    date: businessDate(now, scope),
    version: current ? versionAt(customerNo, now) : meets('version'),
    judgedOn: () => (current ? judgedNow(scope) : judgedThen()),
    onVersion: current ? undefined : use,
  };
  const attributeThen = (column: string): Fragment => {
    if (!current) return versionColumn(place, column);
    use(column);
    joins.add('version_then', sql`JOIN ${name(versions.name)} AS version_then ON ${meets('version_then')}`);
    return name('version_then', column);
  };
  return {
    place,
    joined: () => (used.size === 0 ? null : current ? 'version_then' : 'version'),
    columnsOf: ({ judged }) => ({
      dialect: compilation.dialect,
      column: (id) =>
        judged?.some((column) => column === id) ? judgementThen(place, judgedThen(), id) : attributeThen(id),
      parameter: (parameter) => {
        throw new Error(`the parameter ${parameter} differs from instant to instant`);
      },
    }),
  };
}

const meets = (alias: string): Fragment => {
  const own = name(alias);
  return sql`${own}.customer_no = customer.customer_no AND ${own}.lo < customer.hi AND customer.lo < ${own}.hi`;
};

/** None where nothing is read of the versions. */
export function versionStep({ compilation, versions, places }: RangeContext): readonly Step[] {
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
            { name: 'lo', value: compilation.dialect.instantsBefore(sql`effective_from`, places.instants) },
            { name: 'hi', value: compilation.dialect.instantsBefore(sql`valid_to`, places.instants) },
          ],
          from: sql`${relation('dim_customer', compilation)} AS version`,
          ...compilation.dialect.fence,
        },
      ],
    },
  ];
}
