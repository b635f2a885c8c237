// Who leaves the base or comes back to it where periods overlap: each spell is looked at in every period that its end or its
// beginning crosses, and another spell of the customer may cover the other end of that one period.
import { bind, type Fragment, sql } from '../../sql/fragment';
import { nested, writeSelect } from '../../sql/select';
import type { Compilation } from './compilation';
import { customer, type Run, words } from './population-runs';
import { relation } from './relation';

/** The instants of a chain as lists: those at which the state is asked, and where each period starts and ends. */
export type InstantLists = {
  readonly at: readonly string[];
  readonly start: readonly string[];
  readonly end: readonly string[];
};

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
const instantAt = (list: readonly string[], place: Fragment): Fragment =>
  sql`(${bind(list, 'timestamptz[]')})[${place} + 1]`;

/** Spells that end between the instant of a place and the end of its period, unless another covers that end. */
export function leavingOverlapping({ at, end }: InstantLists, compilation: Compilation): Run {
  const { dialect } = compilation;
  const from = sql`greatest(${dialect.instantsUpTo(sql`starts_after`, at)}, ${dialect.instantsUpTo(sql`ends_at`, end)})`;
  const to = dialect.instantsUpTo(sql`ends_at`, at);
  return crossing(
    words.leaving,
    from,
    to,
    (place) => [sql`NOT ${inBaseAt(instantAt(end, place), compilation)}`],
    compilation,
  );
}

/** Spells that begin within a period and cover its end, unless another covered its start; the first purchase came before. */
export function comingBackOverlapping({ start, end }: InstantLists, compilation: Compilation): Run {
  const { dialect } = compilation;
  const from = dialect.instantsUpTo(sql`starts_after`, end);
  const to = sql`least(${dialect.instantsUpTo(sql`ends_at`, end)}, ${dialect.instantsUpTo(sql`starts_after`, start)})`;
  const summary = relation('customer_summary', compilation);
  return crossing(
    words.comingBack,
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
  said: string,
  from: Fragment,
  to: Fragment,
  conditions: (place: Fragment) => readonly Fragment[],
  compilation: Compilation,
): Run {
  const spells = relation('customer_spell', compilation);
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
    words: said,
    select: {
      columns: [customer, { name: 'lo', value: sql`place` }, { name: 'hi', value: sql`place + 1` }],
      from: sql`${nested(every)} AS spell`,
      where: conditions(sql`spell.place`),
    },
  };
}
