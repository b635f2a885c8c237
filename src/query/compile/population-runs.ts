// Runs of customers: from which place of a chain of instants to which something is so of them. A spell or a time on file is a
// run; who leaves the base or comes back to it is at one place.
import type { PopulationMeasure } from '../../metrics/measure';
import { bind, type Fragment, name, sql, textConstant } from '../../sql/fragment';
import { type Column, nested, type Select, writeSelect } from '../../sql/select';
import type { Compilation } from './compilation';
import type { Chain } from './instant-chains';
import { relation } from './relation';

/** The instants of a chain as lists: those at which the state is asked, and where each period starts and ends. */
export type InstantLists = { readonly at: Fragment; readonly start: Fragment; readonly end: Fragment };

/** Customers (customer_no) and the places from lo to before hi at which something is so of them. */
export type Run = { readonly words: string; readonly select: Select };

const spellBounds = (list: Fragment, { dialect }: Compilation): readonly Column[] => [
  { name: 'lo', value: dialect.instantsUpTo(sql`starts_after`, list) },
  { name: 'hi', value: dialect.instantsUpTo(sql`ends_at`, list) },
];

export function runOf(state: PopulationMeasure['state'], at: Fragment, chain: Chain, compilation: Compilation): Run {
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

const exists = (from: Fragment, ...where: readonly Fragment[]): Fragment =>
  sql`EXISTS ${nested(writeSelect({ columns: [{ name: 'found', value: sql`1` }], from, where }))}`;

const inBaseAt = (instant: Fragment, compilation: Compilation): Fragment =>
  exists(
    sql`${relation('customer_spell', compilation)} AS other`,
    sql`other.customer_no = spell.customer_no`,
    sql`other.starts_after < ${instant}`,
    sql`${instant} <= other.ends_at`,
  );

/** The instant of a place. */
const instantAt = (list: Fragment, place: Fragment): Fragment => sql`(${list})[${place} + 1]`;

/** Spells that end between the instant of a place and the end of its period, unless another covers that end. */
export function leaving({ at, end }: InstantLists, compilation: Compilation): Run {
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
export function comingBack({ start, end }: InstantLists, compilation: Compilation): Run {
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
      exists(
        sql`${summary} AS summary`,
        sql`summary.customer_no = spell.customer_no`,
        sql`summary.first_purchase_at < ${instantAt(start, place)}`,
      ),
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
  const customer: Column = { name: 'customer_no', value: sql`customer_no` };
  const bounded = writeSelect({
    columns: [customer, { name: 'first_place', value: from }, { name: 'last_place', value: sql`${to} - 1` }],
    from: sql`${spells} AS each_spell`,
  });
  const places = compilation.dialect.series(sql`first_place`, sql`last_place`);
  const every = writeSelect({
    columns: [customer, { name: 'place', value: places }],
    from: sql`${nested(bounded)} AS bounded`,
    where: [sql`first_place <= last_place`],
  });
  return {
    words,
    select: {
      columns: [customer, { name: 'lo', value: sql`place` }, { name: 'hi', value: sql`place + 1` }],
      from: sql`${nested(every)} AS spell`,
      where: conditions(sql`spell.place`),
    },
  };
}
