// The rows of one page and how many there are of all: facts are grouped by the numbers of their members, then named, ordered as
// they are shown, and cut. The order is that of assemble/assemble.ts to the last row, so that pages put together are the whole.
import { measureKey } from '../../metrics/measure';
import type { Dialect } from '../../sql/dialect';
import { bind, constant, type Fragment, join, name, sql } from '../../sql/fragment';
import type { Column, Select, Step } from '../../sql/select';
import type { PagePlanned } from '../plan/query-plan';
import { anyOf, compileAggregate } from './aggregate';
import type { Compilation } from './compilation';
import { type FactRows, factRows } from './fact-rows';
import { type NamedKey, namedKeys } from './named-keys';
import { grainOf, type MeasureStatement, measureName } from './output';

export function pageStatement(planned: PagePlanned, compilation: Compilation): MeasureStatement {
  const { level, measures, page } = planned;
  const rows = factRows(measures[0], { ...compilation, buckets: level.buckets });
  const keys = namedKeys({ by: level.by, top: null }, rows, compilation);
  const everyRow = grouped(planned, rows, keys);
  const filled = page.filled ? filledRows(planned, keys, compilation.dialect) : null;
  const from = filled === null ? 'every_row' : 'filled_row';
  const shown = [...keys.map((key) => key.name), ...measures.map((_, place) => measureName(place))];
  return {
    statement: {
      steps: [
        ...rows.steps(),
        everyRow,
        ...(filled?.steps ?? []),
        {
          words: 'how many rows there are',
          name: 'counted',
          of: [
            { columns: [{ name: 'row_count', value: filled?.count ?? sql`count(*)` }], from: name(filled?.of ?? from) },
          ],
        },
        {
          words: 'those of the page, named',
          name: 'page',
          of: [cut(planned, keys, from, compilation.dialect)],
        },
      ],
      words: 'the number of rows beside each of the page, or alone where it is empty',
      last: {
        columns: [
          { name: 'bucket', value: sql`coalesce(page.bucket, ${constant(-1)})` },
          ...shown.map((column) => ({ name: column, value: name('page', column) })),
          { name: 'row_count', value: sql`counted.row_count` },
        ],
        from: sql`counted`,
        joins: [sql`LEFT JOIN page ON TRUE`],
      },
    },
    columns: { keys: keys.length, measures: measures.map(measureKey), counted: true },
  };
}

function grouped({ measures }: PagePlanned, rows: FactRows, keys: readonly NamedKey[]): Step {
  const { columns } = rows;
  const grain = grainOf(
    rows.bucket,
    keys.map((key) => key.grouped),
  );
  const values = measures.map(({ aggregate, where }, place) => ({
    name: measureName(place),
    value: compileAggregate(aggregate, where, columns),
  }));
  const conditions = [...rows.filter(), ...anyOf(measures.map(({ where }) => ({ where, columns })))];
  return {
    words: 'measures of every period and slice, by the numbers of its members',
    name: 'every_row',
    of: [{ ...rows.select(conditions), columns: [...grain, ...values], groupBy: grain.length }],
    materialized: true,
  };
}

type Filled = { readonly steps: readonly Step[]; readonly of: string; readonly count: Fragment };

/** A row for each slice in every period; where nothing was measured its measures are null. */
function filledRows({ level, measures }: PagePlanned, keys: readonly NamedKey[], dialect: Dialect): Filled {
  const periods = level.buckets.length;
  const own = (of: string): readonly Column[] =>
    keys.map((key) => ({ name: key.grouped.name, value: name(of, key.grouped.name) }));
  const same = keys.map(({ grouped: { name: column }, isNumbered }) => {
    const [row, slice] = [name('every_row', column), name('every_slice', column)];
    return isNumbered ? sql`${row} = ${slice}` : sql`${row} IS NOT DISTINCT FROM ${slice}`;
  });
  const slices: Step = {
    words: 'every slice',
    name: 'every_slice',
    of: [{ distinct: true, columns: own('every_row'), from: sql`every_row` }],
    materialized: true,
  };
  const filled: Step = {
    words: 'every slice in every period',
    name: 'filled_row',
    of: [
      {
        columns: [
          { name: 'bucket', value: sql`every_period.bucket` },
          ...own('every_slice'),
          ...measures.map((_, place) => ({ name: measureName(place), value: name('every_row', measureName(place)) })),
        ],
        from: sql`every_slice`,
        joins: [
          sql`CROSS JOIN (SELECT ${dialect.series(constant(0), constant(periods - 1))} AS bucket) AS every_period`,
          sql`LEFT JOIN every_row ON ${join([sql`every_row.bucket = every_period.bucket`, ...same], ' AND ')}`,
        ],
      },
    ],
  };
  return { steps: [slices, filled], of: 'every_slice', count: sql`count(*) * ${constant(periods)}` };
}

/** Nothing is put in order where there are too many rows to answer. */
function cut({ measures, page }: PagePlanned, keys: readonly NamedKey[], from: string, dialect: Dialect): Select {
  const own = (column: string): Column => ({ name: column, value: name(from, column) });
  const named = keys.map((key) => ({ ...key, value: key.member(from) }));
  const orderOf = (position: number): Fragment => {
    const { value, byNumber } = named[position]!;
    return byNumber ? sql`CAST(${value} AS integer)` : dialect.byCodePoint(value);
  };
  const asked = page.order.map((order) => {
    const value = order.kind === 'measure' ? numberOf(own(measureName(order.place)).value) : orderOf(order.position);
    return ordered(value, order.descending);
  });
  return {
    columns: [own('bucket'), ...named, ...measures.map((_, place) => own(measureName(place)))],
    from: name(from),
    joins: keys.flatMap((key) => key.join(from)),
    where: [sql`(SELECT row_count FROM counted) <= ${constant(page.most)}`],
    orderBy: [...asked, own('bucket').value, ...keys.map((_, position) => ordered(orderOf(position), false))],
    limit: bind(page.first, 'integer'),
    offset: bind(page.offset, 'integer'),
  };
}

/** What has no value comes last either way. */
const ordered = (value: Fragment, descending: boolean): Fragment =>
  sql`${value}${descending ? sql` DESC` : sql``} NULLS LAST`;

/** As numbers are compared when rows are assembled: the sum of nothing is 0. */
const numberOf = (measure: Fragment): Fragment => sql`coalesce(CAST(${measure} AS double precision), 0)`;
