// Runs of customers: from which place of a list of instants to which something is so of them. A spell or a time on file is a
// run. On a ladder, the spell of a customer that comes next says whether the base is left at the end of one, and the spell
// before it whether it is come back to.
import type { PopulationMeasure } from '../../metrics/measure';
import { bind, type Fragment, name, sql, textConstant } from '../../sql/fragment';
import { type Column, nested, type Select, writeSelect } from '../../sql/select';
import type { Compilation } from './compilation';
import { relation } from './relation';

/** Customers (customer_no) and the places from lo to before hi at which something is so of them. */
export type Run = {
  readonly words: string;
  readonly select: Select;
  /** Whether a column leaves_at tells of the last place before the customer is out of the base; null where it stays. */
  readonly tellsLeaving?: true;
};

export const customer: Column = { name: 'customer_no', value: sql`customer_no` };

export const words = {
  inState: 'the instants at which each customer is in the state: from place lo to before hi',
  leaving: 'customers of the base that are not in it at the end',
  comingBack: 'customers of the base that were not in it at the start and had bought before',
} as const;

/** `places`: how many the instants are. */
export function runOf(
  state: PopulationMeasure['state'],
  instants: readonly string[],
  places: number,
  compilation: Compilation,
): Run {
  const since = (column: string): Run => ({
    words: words.inState,
    select: {
      columns: [
        customer,
        { name: 'lo', value: compilation.dialect.instantsUpTo(name(column), instants) },
        { name: 'hi', value: bind(places, 'integer') },
      ],
      from: sql`${relation('customer_summary', compilation)} AS summary`,
      where: [sql`${name(column)} IS NOT NULL`],
      ...compilation.dialect.fence,
    },
  });
  switch (state) {
    case 'buyers':
      return since('first_purchase_at');
    case 'onFile':
      return since('on_file_from');
    case 'base':
    case 'lost':
    case 'kept':
    case 'reactivated':
      return { words: words.inState, select: spells(instants, [], compilation) };
    case 'dormant':
      return {
        words: words.inState,
        select: spells(instants, [sql`state = ${textConstant('dormant')}`], compilation),
      };
    default:
      return state satisfies never;
  }
}

function spells(instants: readonly string[], where: readonly Fragment[], compilation: Compilation): Select {
  const { dialect } = compilation;
  return {
    columns: [
      customer,
      { name: 'lo', value: dialect.instantsUpTo(sql`starts_after`, instants) },
      { name: 'hi', value: dialect.instantsUpTo(sql`ends_at`, instants) },
    ],
    from: sql`${relation('customer_spell', compilation)} AS spell`,
    where,
    ...dialect.fence,
  };
}

const [lo, hi]: readonly [Column, Column] = [
  { name: 'lo', value: sql`lo` },
  { name: 'hi', value: sql`hi` },
];

/** Spells that cover an instant of the ladder; those of a customer have none in common. */
const covering = (ladder: readonly string[], columns: readonly Column[], compilation: Compilation): Select => ({
  columns: [customer, lo, hi, ...columns],
  from: sql`${nested(writeSelect(spells(ladder, [], compilation)))} AS spell`,
  where: [sql`lo < hi`],
});

/** A spell whose next one does not begin right behind it is left at its last place. */
export const baseWithLeaving = (ladder: readonly string[], compilation: Compilation): Run => ({
  words: `${words.inState}; leaves_at, the last before it leaves`,
  select: covering(
    ladder,
    [
      {
        name: 'leaves_at',
        value: sql`CASE WHEN lead(lo) OVER (PARTITION BY customer_no ORDER BY lo) IS DISTINCT FROM hi THEN hi - 1 END`,
      },
    ],
    compilation,
  ),
  tellsLeaving: true,
});

/** The last instant of the ladder is the end of a period and the start of none. */
export const leaving = (ladder: readonly string[], compilation: Compilation): Run => ({
  words: words.leaving,
  select: {
    columns: [customer, { name: 'lo', value: sql`leaves_at` }, hi],
    from: sql`${nested(writeSelect(baseWithLeaving(ladder, compilation).select))} AS spell`,
    where: [sql`leaves_at IS NOT NULL`],
  },
});

/** The place before the first one of a spell is the start of that period. */
export const comingBack = (ladder: readonly string[], compilation: Compilation): Run => {
  const before = {
    name: 'before',
    value: sql`lag(hi) OVER (PARTITION BY customer_no ORDER BY lo)`,
  };
  const boughtBefore = compilation.dialect.instantsUpTo(sql`summary.first_purchase_at`, ladder);
  return {
    words: words.comingBack,
    select: {
      columns: [customer, lo, { name: 'hi', value: sql`lo + 1` }],
      from: sql`${nested(writeSelect(covering(ladder, [before], compilation)))} AS spell`,
      joins: [sql`JOIN ${relation('customer_summary', compilation)} AS summary USING (customer_no)`],
      where: [sql`before IS DISTINCT FROM lo`, sql`${boughtBefore} < lo`],
    },
  };
};

/** The places of a run one by one: each a range of its own, from lo to the place after it. */
export const eachPlace = ({ tellsLeaving }: Run, run: string, until: Fragment, { dialect }: Compilation): Select => {
  const kept = [customer, ...(tellsLeaving ? [{ name: 'leaves_at', value: sql`leaves_at` }] : [])];
  const places = writeSelect({
    columns: [...kept, { name: 'lo', value: dialect.series(sql`lo`, until) }],
    from: name(run),
    where: [sql`lo < hi`],
  });
  // Of a place it matters alone whether the customer leaves there.
  const leaves = tellsLeaving ? [{ name: 'leaves_at', value: sql`CASE WHEN leaves_at = lo THEN leaves_at END` }] : [];
  return {
    columns: [customer, ...leaves, lo, { name: 'hi', value: sql`lo + 1` }],
    from: sql`${nested(places)} AS place`,
  };
};
